//! Pictures that leave the journal as files: for this person alone, and never in the place of another file.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use mend_core::MendError;

use crate::failure::Failure;

/// Into a folder that is made if need be. Where one of the files is there already, none is written.
pub fn keep_all<B: AsRef<[u8]>>(folder: &Path, files: &[(String, B)]) -> Result<(), Failure> {
    for (name, _) in files {
        must_be_free(&folder.join(name))?;
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(refused)?;
    files.iter().try_for_each(|(name, bytes)| keep(&folder.join(name), bytes.as_ref()))
}

/// A file that is half written is taken away again.
pub fn keep(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(refused)?;
    file.write_all(bytes).map_err(|e| {
        let _ = std::fs::remove_file(path);
        refused(e)
    })
}

/// To be asked before a person is asked for anything.
pub fn must_be_free(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() { Err(MendError::FileExists.into()) } else { Ok(()) }
}

fn refused(e: io::Error) -> Failure {
    Failure::Core(match e.kind() {
        // Also where a file is in the place of the folder.
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => MendError::FileExists,
        ErrorKind::NotFound => MendError::FileNotFound,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => MendError::NoSpace,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => MendError::ReadOnly,
        _ => MendError::DiskFailed,
    })
}
