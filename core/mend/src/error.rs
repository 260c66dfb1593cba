//! Errors, by what the person can do next. One enum for the whole facade: nearly every call can meet a locked
//! session, a full disk or a damaged page, and an app answers each of these in one place.

use chrono::NaiveDate;
use mend_vault::{PassphraseProblem, RecoveryCodeProblem, VaultError};

use crate::partner::feeds::Refused;
use crate::partner::{BundleError, CodeError};

/// What is wrong and, with it, what to do. The sentence for the user comes from `text`; no variant carries the
/// user's own text, a path, or another library's message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MendError {
    // Opening
    #[error("not set up")]
    NotSetUp,
    #[error("already set up")]
    AlreadySetUp,
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Too many wrong tries. The next one counts after this many seconds.
    #[error("wait {seconds} seconds before the next try")]
    WaitBeforeNextTry { seconds: u32 },
    #[error("open already, here or in another program")]
    AlreadyOpen,
    /// The session was locked. Unlock and try again.
    #[error("locked")]
    Locked,
    /// The private space is locked, or not set up. Both cases give this answer, on purpose.
    #[error("the private space is locked, or not set up")]
    PrivateLocked,
    #[error("damaged data")]
    Damaged,
    /// The last changes are missing or damaged; the rest can be opened without them.
    #[error("the last changes are missing or damaged")]
    LastChangesDamaged,
    #[error("written by a newer version")]
    NewerFormat,
    #[error("not a file of Mend")]
    NotAMendFile,
    // Secrets
    #[error("passphrase: {problem}")]
    BadPassphrase { problem: PassphraseProblem },
    /// The private and the together passphrase must differ.
    #[error("the two passphrases are the same")]
    SamePassphrase,
    /// Erasing the private space leaves the together space, which then needs a passphrase of its own.
    #[error("a together passphrase is needed first")]
    TogetherPassphraseNeeded,
    #[error("recovery code: {problem}")]
    BadRecoveryCode { problem: RecoveryCodeProblem },
    /// No code was made in this session, or the one typed back differs.
    #[error("this is not the code that was made")]
    RecoveryCodeDiffers,
    #[error("no free slot for another way in")]
    NoFreeSlot,
    #[error("no such way in")]
    SlotNotFound,
    /// The last way into a space cannot be taken away.
    #[error("the last way in stays")]
    LastSlot,
    // The disk
    #[error("the disk is full")]
    NoSpace,
    #[error("cannot write here")]
    ReadOnly,
    #[error("the disk failed")]
    DiskFailed,
    #[error("a file is in the way")]
    FileExists,
    #[error("no such file")]
    FileNotFound,
    // The other phone
    /// This phone is not paired, or what is meant belongs to a pair that has ended.
    #[error("not paired")]
    NotPaired,
    /// This phone is paired. Another pairing ends that pair, and only if its user says so.
    #[error("paired already")]
    AlreadyPaired,
    /// No pairing is under way here, or it ended: begin anew.
    #[error("no pairing is under way")]
    NoPairing,
    /// A code of pairing that is not taken.
    #[error("code of pairing: {problem}")]
    BadCode { problem: CodeError },
    /// What the other phone showed is not taken in.
    #[error("bundle: {problem}")]
    BadBundle { problem: BundleError },
    // What was asked
    #[error("not found")]
    NotFound,
    /// A field is missing, too long, or not of its kind.
    #[error("field {field}: {problem}")]
    BadField { field: &'static str, problem: FieldProblem },
    /// A defect of Mend itself.
    #[error("internal error")]
    Internal,
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    #[error("empty")]
    Empty,
    /// At most this many bytes, characters or items, as the field's documentation says.
    #[error("at most {most}")]
    TooLong { most: u32 },
    #[error("outside {least} to {most}")]
    OutOfRange { least: i64, most: i64 },
    /// A day before the first that is possible.
    #[error("before {earliest}")]
    TooEarly { earliest: NaiveDate },
    /// A day after the last that is possible.
    #[error("after {latest}")]
    TooLate { latest: NaiveDate },
    #[error("unknown")]
    Unknown,
    #[error("given twice")]
    Twice,
    #[error("not in the form that is asked for")]
    Malformed,
}

pub type Result<T, E = MendError> = std::result::Result<T, E>;

impl From<VaultError> for MendError {
    fn from(e: VaultError) -> Self {
        match e {
            VaultError::WrongSecret => Self::WrongPassphrase,
            VaultError::Missing => Self::NotSetUp,
            VaultError::AlreadyExists => Self::FileExists,
            VaultError::NewerFormat { .. } => Self::NewerFormat,
            // Vaults lie only under names of ours: there is no other file to choose.
            VaultError::Damaged(_) | VaultError::NotAVault => Self::Damaged,
            VaultError::LastChangesDamaged => Self::LastChangesDamaged,
            VaultError::NoSpace => Self::NoSpace,
            VaultError::ReadOnly => Self::ReadOnly,
            VaultError::Disk(_) => Self::DiskFailed,
            VaultError::Locked => Self::Locked,
            VaultError::NoFreeSlot => Self::NoFreeSlot,
            VaultError::SlotNotFound => Self::SlotNotFound,
            VaultError::Sql(_) => Self::Internal,
        }
    }
}

/// What a disk says, outside a vault.
pub(crate) fn from_disk(e: std::io::Error) -> MendError {
    match e.kind() {
        std::io::ErrorKind::NotFound => MendError::FileNotFound,
        std::io::ErrorKind::AlreadyExists => MendError::FileExists,
        _ => VaultError::from(e).into(),
    }
}

impl From<rusqlite::Error> for MendError {
    fn from(e: rusqlite::Error) -> Self {
        Self::from(VaultError::from(e))
    }
}

/// What an honest phone never says.
impl From<Refused> for MendError {
    fn from(refused: Refused) -> Self {
        let problem = match refused {
            Refused::FromOneself => BundleError::FromOneself,
            _ => BundleError::Contradicts,
        };
        Self::BadBundle { problem }
    }
}

impl From<PassphraseProblem> for MendError {
    fn from(problem: PassphraseProblem) -> Self {
        Self::BadPassphrase { problem }
    }
}

impl From<RecoveryCodeProblem> for MendError {
    fn from(problem: RecoveryCodeProblem) -> Self {
        Self::BadRecoveryCode { problem }
    }
}
