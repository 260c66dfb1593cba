//! What can go wrong, by what its reader can do about it. No variant carries text of the user, a path, or a
//! dependency's message.

use std::io;

/// Where damage was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Both copies of the header, or the one that counts.
    Header,
    /// A page of the database; pages count from 1.
    Page(u32),
    /// The database's own structure, above the pages.
    Database,
    /// A frame of the log that had been accepted before; frames count from 0.
    Frame(u32),
    /// A backup's own frame of lengths and checksums.
    Backup,
}

#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// No slot of this vault opens with this passphrase, key or code.
    #[error("no slot opens with this secret")]
    WrongSecret,
    /// There is no file here.
    #[error("there is no vault here")]
    Missing,
    /// A file would be overwritten.
    #[error("a vault is here already")]
    AlreadyExists,
    /// The file is not a vault, nor what is left of one.
    #[error("this file is not a vault")]
    NotAVault,
    /// Written by a newer program. Nothing was touched.
    #[error("this vault has the newer format {version}")]
    NewerFormat { version: u32 },
    /// Bytes were changed or lost on the disk. A backup helps; `verify` says what can still be read.
    #[error("the vault is damaged: {0:?}")]
    Damaged(Part),
    /// The log that holds the last changes is missing, belongs to another state of the vault, or has a hole. The
    /// rest can be opened with [`crate::OpenOptions::without_last_changes`].
    #[error("the last changes are missing or damaged")]
    LastChangesDamaged,
    /// The disk is full. Nothing of this change was kept.
    #[error("the disk is full")]
    NoSpace,
    /// The folder or file cannot be written to.
    #[error("the vault cannot be written to")]
    ReadOnly,
    /// The disk failed to read or write.
    #[error("the disk failed: {0:?}")]
    Disk(io::ErrorKind),
    /// The vault was locked, perhaps while this call was running. Nothing of this change was kept.
    #[error("the vault is locked")]
    Locked,
    /// All eight slots are in use.
    #[error("all slots are in use")]
    NoFreeSlot,
    #[error("there is no such slot")]
    SlotNotFound,
    /// A statement was refused for a reason of its own (a constraint, a syntax). A defect of the caller.
    #[error("statement refused: {0}")]
    Sql(rusqlite::Error),
}

impl From<io::Error> for VaultError {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::NoSpace,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::NotFound => Self::Missing,
            kind => Self::Disk(kind),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(Part::Database),
            Some(ErrorCode::DiskFull) => Self::NoSpace,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::OperationInterrupted) => Self::Locked,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Disk(io::ErrorKind::Other),
            _ => Self::Sql(e),
        }
    }
}
