//! Passphrases and recovery codes: from a prompt without echo, or line by line from a descriptor.

use std::io::ErrorKind;

use mend_core::{MendError, Passphrase, PassphraseProblem, Strength, passphrase_strength};
use zeroize::Zeroizing;

use crate::app::App;
use crate::failure::Failure;
use crate::input::{Input, ReadProblem};
use crate::signals;

/// Where secrets come from.
pub enum Source {
    Prompt,
    /// The standard input, whose rest is the text.
    Standard,
    Descriptor(u32, Input),
}

impl Source {
    pub fn new(descriptor: Option<u32>) -> Result<Self, Failure> {
        match descriptor {
            None => Ok(Self::Prompt),
            Some(0) => Ok(Self::Standard),
            Some(n) => match Input::descriptor(n) {
                Ok(input) => Ok(Self::Descriptor(n, input)),
                Err(_) => Err(Failure::DescriptorClosed { descriptor: n }),
            },
        }
    }

    pub fn is_prompt(&self) -> bool {
        matches!(self, Self::Prompt)
    }
}

/// What is asked for. Each has a sentence of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Current,
    New,
    Together,
    RecoveryCode,
    /// The code that was made a moment ago, typed back.
    CodeBack,
}

impl Ask {
    fn id(self) -> &'static str {
        match self {
            Self::Current => "ask-current",
            Self::New => "ask-new",
            Self::Together => "ask-together",
            Self::RecoveryCode => "ask-recovery-code",
            Self::CodeBack => "ask-code-back",
        }
    }
}

/// Asked anew this often, then the command ends.
pub const ASKED_AT_MOST: usize = 3;

impl App {
    /// A passphrase that exists.
    pub fn ask_passphrase(&mut self, ask: Ask) -> Result<Passphrase, Failure> {
        let typed = self.secret(self.words.say(ask.id()))?;
        Ok(Passphrase::from_bytes(&typed).map_err(MendError::from)?)
    }

    /// A passphrase that is being set. Typed twice in a terminal. A weak one is warned of, and taken.
    pub fn ask_new_passphrase(&mut self, ask: Ask) -> Result<Passphrase, Failure> {
        for _ in 0..ASKED_AT_MOST {
            let passphrase = self.ask_passphrase(ask)?;
            if passphrase_strength(&passphrase) == Strength::Weak {
                self.out.note(&self.words.say("weak-passphrase"));
            }
            if !self.secrets.is_prompt() {
                return Ok(passphrase);
            }
            if self.ask_passphrase_again()? == passphrase {
                return Ok(passphrase);
            }
            self.out.note(&self.words.say("error-passphrases-differ"));
        }
        Err(Failure::PassphrasesDiffer)
    }

    fn ask_passphrase_again(&mut self) -> Result<Passphrase, Failure> {
        let typed = self.secret(self.words.say("ask-again"))?;
        Ok(Passphrase::from_bytes(&typed).map_err(MendError::from)?)
    }

    /// A recovery code, as typed.
    pub fn ask_recovery_code(&mut self, ask: Ask) -> Result<Zeroizing<String>, Failure> {
        let typed = self.secret(self.words.say(ask.id()))?;
        let text = std::str::from_utf8(&typed).map_err(|_| MendError::from(PassphraseProblem::NotText))?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    fn secret(&mut self, prompt: String) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let (line, descriptor) = match &mut self.secrets {
            Source::Prompt => return prompt_without_echo(prompt),
            Source::Standard => (self.input.line(Passphrase::LONGEST), 0),
            Source::Descriptor(n, input) => (input.line(Passphrase::LONGEST), *n),
        };
        match line {
            Ok(Some(line)) => Ok(line),
            Ok(None) => Err(Failure::PassphraseMissing),
            Err(ReadProblem::TooLong) => Err(MendError::from(PassphraseProblem::TooLong).into()),
            Err(ReadProblem::Failed) => Err(Failure::DescriptorFailed { descriptor }),
        }
    }
}

fn prompt_without_echo(prompt: String) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let echo = signals::remember_echo();
    let typed = rpassword::prompt_password(prompt);
    drop(echo);
    match typed {
        Ok(typed) => Ok(Zeroizing::new(typed.into_bytes())),
        Err(e) if matches!(e.kind(), ErrorKind::UnexpectedEof | ErrorKind::Interrupted) => {
            // What follows does not stand behind the prompt.
            eprintln!();
            Err(Failure::PromptStopped)
        }
        Err(_) => Err(Failure::NoTerminal),
    }
}
