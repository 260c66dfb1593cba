//! From a secret to an open session: asking, asking again, and waiting after wrong tries.

use std::io::{IsTerminal, Write};
use std::ops::Deref;
use std::time::Duration;

use mend_core::{Mend, MendError, Passphrase, Session};
use zeroize::Zeroizing;

use crate::app::App;
use crate::failure::Failure;
use crate::secrets::{ASKED_AT_MOST, Ask};
use crate::signals;

/// An open session that is locked when it goes out of sight, whatever happened.
pub struct Open {
    session: Session,
    opened_with: OpenedWith,
}

pub enum OpenedWith {
    Passphrase(Passphrase),
    RecoveryCode(Zeroizing<String>),
    /// It was set up a moment ago.
    SetUp,
}

impl Open {
    pub fn new(session: Session, opened_with: OpenedWith) -> Self {
        signals::register_session(&session);
        Self { session, opened_with }
    }

    /// The passphrase of this command's own prompt, for what the core asks it for again.
    pub fn again(&self) -> Result<&Passphrase, Failure> {
        match &self.opened_with {
            OpenedWith::Passphrase(passphrase) => Ok(passphrase),
            _ => Err(Failure::NeedsPassphrase),
        }
    }

    /// The recovery code of this command's own prompt.
    pub fn recovery_code(&self) -> Option<&str> {
        match &self.opened_with {
            OpenedWith::RecoveryCode(code) => Some(code),
            _ => None,
        }
    }
}

impl Deref for Open {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.session.lock();
        signals::lock_open_session();
    }
}

impl App {
    /// Asks for what opens the journal, and opens it.
    pub fn open(&mut self) -> Result<Open, Failure> {
        if !self.mend.is_set_up()? {
            return Err(MendError::NotSetUp.into());
        }
        let options = self.unlock_options;
        if self.recovery {
            let (session, code) =
                self.with_recovery_code(|mend, code| mend.unlock_with_recovery_code(code, options))?;
            return Ok(Open::new(session, OpenedWith::RecoveryCode(code)));
        }
        let (session, passphrase) = self.with_passphrase(|mend, passphrase| mend.unlock(passphrase, options))?;
        Ok(Open::new(session, OpenedWith::Passphrase(passphrase)))
    }

    /// Does `work` with the passphrase. A person at a prompt may try again.
    pub fn with_passphrase<T>(
        &mut self,
        mut work: impl FnMut(&Mend, &Passphrase) -> mend_core::Result<T>,
    ) -> Result<(T, Passphrase), Failure> {
        self.try_again(|app| {
            app.wait_out()?;
            let passphrase = app.ask_passphrase(Ask::Current)?;
            let done = app.unless_told_to_wait(|mend| work(mend, &passphrase))?;
            Ok((done, passphrase))
        })
    }

    fn with_recovery_code<T>(
        &mut self,
        mut work: impl FnMut(&Mend, &str) -> mend_core::Result<T>,
    ) -> Result<(T, Zeroizing<String>), Failure> {
        self.try_again(|app| {
            app.wait_out()?;
            let code = app.ask_recovery_code(Ask::RecoveryCode)?;
            let done = app.unless_told_to_wait(|mend| work(mend, &code))?;
            Ok((done, code))
        })
    }

    fn try_again<T>(&mut self, mut once: impl FnMut(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut tries = 1;
        loop {
            match once(self) {
                Err(slip) if self.secrets.is_prompt() && is_a_slip(&slip) && tries < ASKED_AT_MOST => {
                    let (what, _) = slip.sentences(&self.words);
                    self.out.note(&what);
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    fn unless_told_to_wait<T>(&self, mut work: impl FnMut(&Mend) -> mend_core::Result<T>) -> Result<T, Failure> {
        loop {
            match work(&self.mend) {
                Err(MendError::WaitBeforeNextTry { .. }) => self.wait_out()?,
                done => return Ok(done?),
            }
        }
    }

    /// Waits until the next try counts. The core keeps what is left, so that ending the process gains nothing.
    fn wait_out(&self) -> Result<(), Failure> {
        let mut left = self.mend.wait_seconds()?;
        if left == 0 {
            return Ok(());
        }
        let counts_down = std::io::stderr().is_terminal() && !self.out.json;
        if !counts_down {
            self.out.note(&self.words.with("waiting", &[("seconds", &left.to_string())]));
        }
        let silence = signals::silence();
        while left > 0 {
            if counts_down {
                eprint!("\r\x1b[K{}", self.words.with("wait-countdown", &[("seconds", &left.to_string())]));
                let _ = std::io::stderr().flush();
            }
            std::thread::sleep(Duration::from_secs(1));
            left = self.mend.wait_seconds()?;
        }
        drop(silence);
        if counts_down {
            eprint!("\r\x1b[K");
        }
        Ok(())
    }
}

fn is_a_slip(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Core(MendError::WrongPassphrase | MendError::BadPassphrase { .. } | MendError::BadRecoveryCode { .. })
    )
}
