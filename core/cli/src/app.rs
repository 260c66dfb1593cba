//! What every command has at hand: the folder, the clock, what comes in and what goes out.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use etcetera::BaseStrategy;
use mend_core::{Clock, FixedClock, Mend, MendOptions, SystemClock, UnlockOptions};

use crate::args::Global;
use crate::failure::Failure;
use crate::input::Input;
use crate::page::Output;
use crate::secrets::Source;
use crate::words::{self, Words};

pub struct App {
    /// One value for the whole command: it waits out wrong tries on the clock it began with.
    pub mend: Mend,
    pub out: Output,
    pub words: Words,
    pub input: Input,
    pub secrets: Source,
    pub recovery: bool,
    pub unlock_options: UnlockOptions,
    clock: Arc<dyn Clock>,
}

impl App {
    pub fn new(global: Global) -> Result<Self, Failure> {
        let clock: Arc<dyn Clock> = match global.now {
            Some(now) => Arc::new(FixedClock(now)),
            None => Arc::new(SystemClock),
        };
        let home = match global.home {
            Some(home) => home,
            None => usual_home()?,
        };
        let mend = Mend::with(home, MendOptions { clock: clock.clone(), ..MendOptions::default() });
        let words = Words::new(mend.locale().as_deref().unwrap_or(words::FIRST));
        Ok(Self {
            mend,
            out: Output::new(global.json),
            words,
            input: Input::standard(),
            secrets: Source::new(global.passphrase_fd)?,
            recovery: global.recovery,
            unlock_options: UnlockOptions {
                without_last_changes: global.without_last_changes,
                without_together: global.without_together,
            },
            clock,
        })
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    /// The core's options of this command, for another folder.
    pub fn options(&self) -> MendOptions {
        MendOptions { clock: self.clock.clone(), ..MendOptions::default() }
    }

    /// Whether a question can be put to a person.
    pub fn can_ask(&self) -> bool {
        self.input.is_terminal
    }
}

/// MEND_HOME, else the platform's folder for the data of programs.
fn usual_home() -> Result<PathBuf, Failure> {
    match std::env::var_os("MEND_HOME") {
        Some(home) if !home.is_empty() => Ok(home.into()),
        _ => {
            let platform = etcetera::base_strategy::choose_native_strategy().map_err(|_| Failure::NoHome)?;
            Ok(platform.data_dir().join("mend"))
        }
    }
}
