//! The disk, behind a trait, so that tests can make it fail, fill up, lie and lose power.
//!
//! Only what a vault needs: positioned reads and writes, length, sync, and the few directory operations that a
//! crash-safe replacement is made of. Nothing here knows what the bytes mean.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Whether a file that is not there should be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenHow {
    /// It must be there; opened for reading and writing.
    Existing,
    /// It must be there; opened for reading alone.
    ReadOnly,
    /// Made when it is missing; opened for reading and writing.
    OrCreate,
    /// It must not be there yet.
    CreateNew,
}

/// The operations on names. Every one is durable only after [`Io::sync_dir`] on the folder.
pub trait Io: Send + Sync {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>>;
    fn exists(&self, path: &Path) -> io::Result<bool>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; a file that is not there is an error of kind `NotFound`.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes creations, renames and removals in `folder` durable.
    fn sync_dir(&self, folder: &Path) -> io::Result<()>;
}

/// One open file. Offsets and lengths are bytes.
pub trait IoFile: Send + Sync {
    /// Reads up to `buf.len()` bytes; fewer only at the end of the file.
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes all of `bytes`.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    fn set_len(&self, len: u64) -> io::Result<()>;
    fn len(&self) -> io::Result<u64>;
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }
    /// Content and length durable when it returns.
    fn sync(&self) -> io::Result<()>;
}

/// The real disk, through `std::fs`.
#[derive(Clone, Copy, Debug, Default)]
pub struct StdIo;

impl Io for StdIo {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>> {
        let mut options = OpenOptions::new();
        options.read(true).write(how != OpenHow::ReadOnly);
        match how {
            OpenHow::Existing | OpenHow::ReadOnly => {}
            OpenHow::OrCreate => {
                options.create(true);
            }
            OpenHow::CreateNew => {
                options.create_new(true);
            }
        }
        // Only its owner may read it: other accounts of a shared laptop have no business here.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(StdFile(options.open(path)?)))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        path.try_exists()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_dir(&self, folder: &Path) -> io::Result<()> {
        // Windows has no handle for a folder to sync; its renames are journalled.
        if cfg!(windows) {
            return Ok(());
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()
    }
}

struct StdFile(File);

impl IoFile for StdFile {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut done = 0;
        while done < buf.len() {
            match positioned::read(&self.0, &mut buf[done..], offset + done as u64) {
                Ok(0) => break,
                Ok(n) => done += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(done)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut done = 0;
        while done < bytes.len() {
            match positioned::write(&self.0, &bytes[done..], offset + done as u64) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => done += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn sync(&self) -> io::Result<()> {
        // `sync_all` is F_FULLFSYNC on Apple's systems, where a plain fsync stops at the drive's cache.
        self.0.sync_all()
    }
}

mod positioned {
    use std::fs::File;
    use std::io;

    #[cfg(unix)]
    pub fn read(file: &File, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(file, buf, offset)
    }
    #[cfg(unix)]
    pub fn write(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::write_at(file, bytes, offset)
    }
    #[cfg(windows)]
    pub fn read(file: &File, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(file, buf, offset)
    }
    #[cfg(windows)]
    pub fn write(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_write(file, bytes, offset)
    }
}
