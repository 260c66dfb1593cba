//! A disk in memory, with room for what a target writes and no more.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mend_vault::{Io, IoFile, OpenHow};

const ROOM: usize = 64 << 20;

type Bytes = Arc<Mutex<Vec<u8>>>;

#[derive(Default)]
pub struct Disk(Mutex<BTreeMap<PathBuf, Bytes>>);

struct Open(Bytes);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    pub fn with(name: &str, bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Self(Mutex::new(BTreeMap::from([(PathBuf::from(name), Arc::new(Mutex::new(bytes)))]))))
    }
}

impl Io for Disk {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>> {
        let mut files = lock(&self.0);
        match (files.get(path), how) {
            (Some(_), OpenHow::CreateNew) => Err(ErrorKind::AlreadyExists.into()),
            (Some(file), _) => Ok(Box::new(Open(file.clone()))),
            (None, OpenHow::Existing | OpenHow::ReadOnly) => Err(ErrorKind::NotFound.into()),
            (None, OpenHow::OrCreate | OpenHow::CreateNew) => {
                let file = files.entry(path.to_owned()).or_default();
                Ok(Box::new(Open(file.clone())))
            }
        }
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(lock(&self.0).contains_key(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut files = lock(&self.0);
        let file = files.remove(from).ok_or(ErrorKind::NotFound)?;
        files.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        lock(&self.0).remove(path).map(drop).ok_or(ErrorKind::NotFound.into())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl IoFile for Open {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let file = lock(&self.0);
        let rest = usize::try_from(offset).ok().and_then(|offset| file.get(offset..)).unwrap_or_default();
        let read = rest.len().min(buf.len());
        buf[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let end = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(bytes.len()));
        let end = end.filter(|end| *end <= ROOM).ok_or(ErrorKind::StorageFull)?;
        let mut file = lock(&self.0);
        if file.len() < end {
            file.resize(end, 0);
        }
        file[end - bytes.len()..end].copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).ok().filter(|len| *len <= ROOM).ok_or(ErrorKind::StorageFull)?;
        lock(&self.0).resize(len, 0);
        Ok(())
    }

    fn len(&self) -> io::Result<u64> {
        Ok(lock(&self.0).len() as u64)
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
