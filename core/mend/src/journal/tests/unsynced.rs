//! The real disk without waiting for it: these tests lose no power, and would spend nine tenths of their time syncing.

use std::io;
use std::path::Path;

use mend_vault::{Io, IoFile, OpenHow, StdIo};

pub(super) struct Unsynced;

struct UnsyncedFile(Box<dyn IoFile>);

impl Io for Unsynced {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>> {
        Ok(Box::new(UnsyncedFile(StdIo.open(path, how)?)))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        StdIo.exists(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        StdIo.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        StdIo.remove(path)
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl IoFile for UnsyncedFile {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(buf, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.0.write_at(bytes, offset)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
