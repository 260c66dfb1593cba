//! The folder on disk: which files may lie in it, what state they are in together, and who holds it.
//!
//! ```text
//! together.mend  together.mend-wal    what both partners have
//! private.mend   private.mend-wal     what only its owner sees
//! device.json                         the one plain file
//! lock                                empty; held while someone works in the folder
//! *.new                               a change under way
//! ```
//!
//! Nothing else, ever. How files are replaced, and what an interrupted replacement leaves, is told in `change`.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mend_vault::{Io, Place};

use crate::{MendError, Result, Space};

/// A change of both files: `private.mend.new`, `together.mend.new`.
pub(crate) const NEW: &str = ".new";
/// A change of one file. Never finished at the next open, always discarded: its rename is all there is to it.
pub(crate) const ALONE_NEW: &str = ".alone.new";
pub(crate) const LOG: &str = "-wal";
const LOCK: &str = "lock";
const DEVICE: &str = "device.json";
/// Empty. While it lies here, a restored copy has not begun to write as a phone of its own.
const RESTORED: &str = "restored.new";

/// Whether Mend is set up here, once an interrupted change is finished or discarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Empty,
    SetUp,
    /// One of the two files is gone, and no change of Mend's own explains it.
    HalfMissing,
}

#[derive(Clone)]
pub(crate) struct Folder {
    path: PathBuf,
    io: Arc<dyn Io>,
}

impl Folder {
    pub fn new(path: PathBuf, io: Arc<dyn Io>) -> Self {
        Self { path, io }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn io(&self) -> &Arc<dyn Io> {
        &self.io
    }

    /// The same folder, seen through another disk.
    pub fn through(&self, io: Arc<dyn Io>) -> Self {
        Self { path: self.path.clone(), io }
    }

    pub fn file(&self, space: Space, suffix: &str) -> PathBuf {
        let mut name = OsString::from(match space {
            Space::Together => "together.mend",
            Space::Private => "private.mend",
        });
        name.push(suffix);
        self.path.join(name)
    }

    pub fn device_file(&self) -> PathBuf {
        self.path.join(DEVICE)
    }

    pub fn restored_file(&self) -> PathBuf {
        self.path.join(RESTORED)
    }

    pub fn place(&self, space: Space) -> Place {
        self.place_with(space, "")
    }

    pub fn place_with(&self, space: Space, suffix: &str) -> Place {
        Place::new(self.io.clone(), self.file(space, suffix))
    }

    pub fn has(&self, space: Space, suffix: &str) -> Result<bool> {
        self.io.exists(&self.file(space, suffix)).map_err(crate::error::from_disk)
    }

    pub fn state(&self) -> Result<State> {
        if self.erase_is_decided()? {
            return Ok(State::Empty);
        }
        let private = self.has(Space::Private, "")?;
        let together = self.has(Space::Together, "")? || self.change_is_decided()?;
        Ok(match (private, together) {
            (true, true) => State::SetUp,
            (false, false) => State::Empty,
            _ => State::HalfMissing,
        })
    }

    pub fn sync(&self) -> Result<()> {
        self.io.sync_dir(&self.path).map_err(crate::error::from_disk)
    }

    pub fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.io.rename(from, to).map_err(crate::error::from_disk)
    }

    /// Removes a file if it is there; says whether it was.
    pub fn remove(&self, path: &Path) -> Result<bool> {
        match self.io.remove(path) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(crate::error::from_disk(e)),
        }
    }

    /// Makes the folder and its missing parents, each durable in its own parent.
    ///
    /// Folder and lock file are the business of the operating system at hand, so they go through `std` and not
    /// through [`Io`].
    pub fn make(&self) -> Result<()> {
        if self.path.is_dir() {
            return Ok(());
        }
        let missing: Vec<&Path> =
            self.path.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.exists()).collect();
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.path).map_err(crate::error::from_disk)?;
        for made in missing.iter().rev() {
            self.io.sync_dir(made.parent().unwrap_or(made)).map_err(crate::error::from_disk)?;
        }
        Ok(())
    }

    /// Takes the folder, for as long as the answer lives. Another session, here or in another program, is refused.
    pub fn take(&self) -> Result<FolderLock> {
        let path = self.path.join(LOCK);
        // Reading is enough to hold a lock, so that a folder that cannot be written to can still be verified.
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let mut options = OpenOptions::new();
                options.write(true).create(true).truncate(false);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                options.open(&path).map_err(crate::error::from_disk)?
            }
            Err(e) => return Err(crate::error::from_disk(e)),
        };
        match file.try_lock() {
            Ok(()) => Ok(FolderLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(MendError::AlreadyOpen),
            Err(TryLockError::Error(e)) => Err(crate::error::from_disk(e)),
        }
    }
}

/// The folder is ours while this lives; the operating system takes it back even when the process is killed.
pub(crate) struct FolderLock {
    _file: File,
}
