//! What the steps share: folders of their own, two passphrases, what was written.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use mend_core::journal::{Filter, Journal};
use mend_core::{Clock, EntryId, Mend, MendError, MendOptions, Passphrase, Session, UnlockOptions};
use tempfile::TempDir;

use super::phones::{Look, Phones};
use crate::codes::{Code, CodeProblem};
use crate::signals;

/// What a step has to tell: the arguments of its sentence, and what is shown below it.
#[derive(Default)]
pub struct Told {
    pub args: Vec<(&'static str, String)>,
    /// A refusal, to be told in the words that its user reads.
    pub refusal: Option<(&'static str, MendError)>,
    pub code: Option<Code>,
    pub phones: Option<[Look; 2]>,
}

impl Told {
    pub fn nothing() -> Self {
        Self::default()
    }

    pub fn and(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn and_refusal(self, name: &'static str, refusal: MendError) -> Self {
        Self { refusal: Some((name, refusal)), ..self }
    }

    /// A code that stands still, as it stood on a screen.
    pub fn and_code(self, code: Code) -> Self {
        Self { code: Some(code), ..self }
    }

    /// What both phones show now.
    pub fn and_phones(self, phones: [Look; 2]) -> Self {
        Self { phones: Some(phones), ..self }
    }
}

/// Why a step did not hold.
#[derive(Debug)]
pub enum Problem {
    /// What was expected, and what was there.
    Differs {
        expected: String,
        found: String,
    },
    Core(MendError),
    Disk(io::ErrorKind),
    Code(CodeProblem),
}

pub type Played = Result<Told, Problem>;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Core(error) => write!(f, "{error}"),
            Self::Disk(kind) => write!(f, "the disk said: {kind}"),
            Self::Code(problem) => write!(f, "a code said: {}", problem.kind()),
        }
    }
}

impl From<MendError> for Problem {
    fn from(error: MendError) -> Self {
        Self::Core(error)
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Disk(error.kind())
    }
}

impl From<CodeProblem> for Problem {
    fn from(problem: CodeProblem) -> Self {
        Self::Code(problem)
    }
}

/// A moment of a made-up story.
pub fn moment(rfc3339: &str) -> Result<DateTime<FixedOffset>, Problem> {
    DateTime::parse_from_rfc3339(rfc3339).map_err(|_| Problem::Core(MendError::Internal))
}

/// Holds, or says what was there instead.
pub fn expect<T: PartialEq + fmt::Debug>(what: &str, expected: T, found: T) -> Result<(), Problem> {
    if expected == found {
        return Ok(());
    }
    Err(Problem::Differs { expected: format!("{what} {expected:?}"), found: format!("{found:?}") })
}

/// A refusal that must be exactly this one.
pub fn expect_refusal<T>(what: &str, expected: MendError, found: mend_core::Result<T>) -> Result<(), Problem> {
    match found {
        Err(error) => expect(what, expected, error),
        Ok(_) => Err(Problem::Differs { expected: format!("{what} {expected:?}"), found: "no refusal".into() }),
    }
}

pub struct Stage {
    root: TempDir,
    options: MendOptions,
    pub mend: Mend,
    /// The open session, between the steps that need one.
    session: Option<Session>,
    pub private: Passphrase,
    pub together: Passphrase,
    /// Ids of the week's entries, in the order of [`super::week::WEEK`].
    pub week: Vec<EntryId>,
    /// From the step on that sets them up.
    pub phones: Option<Phones>,
}

impl Stage {
    pub fn build(options: MendOptions) -> Result<Self, Problem> {
        let root = tempfile::Builder::new().prefix("mend-tour-").tempdir()?;
        signals::register_folder(root.path().to_owned());
        let passphrase = |text| Passphrase::new(text).map_err(MendError::from);
        Ok(Self {
            mend: Mend::with(root.path().join("journal"), options.clone()),
            session: None,
            private: passphrase("kettle moss eleven quiet bridge")?,
            together: passphrase("two cups by the window")?,
            week: Vec::new(),
            phones: None,
            root,
            options,
        })
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Another folder of Mend on this stage.
    pub fn another(&self, name: &str) -> Mend {
        Mend::with(self.path(name), self.options.clone())
    }

    /// The same, at another time.
    pub fn another_at(&self, name: &str, clock: Arc<dyn Clock>) -> Mend {
        Mend::with(self.path(name), MendOptions { clock, ..self.options.clone() })
    }

    pub fn phones(&mut self) -> Result<&mut Phones, Problem> {
        self.phones.as_mut().ok_or(Problem::Core(MendError::Internal))
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.options.clock.now()
    }

    pub fn keep(&mut self, session: Session) {
        signals::register_session(&session);
        self.session = Some(session);
    }

    /// The open session; opened with the private passphrase if none is.
    pub fn session(&mut self) -> Result<Session, Problem> {
        match &self.session {
            Some(session) => Ok(session.clone()),
            None => {
                let session = self.mend.unlock(&self.private, UnlockOptions::default())?;
                self.keep(session.clone());
                Ok(session)
            }
        }
    }

    pub fn journal(&mut self) -> Result<Journal, Problem> {
        Ok(self.session()?.journal()?)
    }

    /// Locks, and hands over the locked session.
    pub fn lock(&mut self) -> Option<Session> {
        let session = self.session.take()?;
        session.lock();
        signals::lock_open_session();
        Some(session)
    }

    /// Everything in the folder of the journal: name and bytes.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Problem> {
        let mut files = Vec::new();
        for file in fs::read_dir(self.mend.folder())? {
            let file = file?;
            files.push((file.file_name().to_string_lossy().into_owned(), fs::read(file.path())?));
        }
        files.sort();
        Ok(files)
    }

    pub fn clear(mut self) -> Result<(), Problem> {
        self.lock();
        self.phones.take();
        self.root.close()?;
        signals::forget_folder();
        Ok(())
    }
}

/// All entries of a journal, whole.
pub fn everything(journal: &Journal) -> Result<Vec<mend_core::journal::EntryView>, Problem> {
    let mut entries = Vec::new();
    let mut after = None;
    loop {
        let page = journal.list(&Filter::default(), 500, after.as_deref())?;
        for row in &page.entries {
            entries.push(journal.show(row.id)?);
        }
        after = page.next;
        if after.is_none() {
            return Ok(entries);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_a_problem_that_names_both() {
        assert!(expect("entries", 3, 3).is_ok());
        let problem = expect("entries", 3, 4).expect_err("they differ");
        assert_eq!(problem.to_string(), "expected entries 3, found 4");
        assert!(expect_refusal("then", MendError::Locked, Err::<(), _>(MendError::Locked)).is_ok());
        assert!(expect_refusal("then", MendError::Locked, Err::<(), _>(MendError::NotFound)).is_err());
        assert!(expect_refusal("then", MendError::Locked, Ok(())).is_err());
    }
}
