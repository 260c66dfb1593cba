//! A disk that is only read: what is written to it stays in memory and is gone with it.
//!
//! Opening a vault may have to write (it finishes what a crash left). Looking at one for damage, or at one inside a
//! backup before anything is placed, must not. So they are opened through this, from files as they lie on the real
//! disk or from parts of a backup.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mend_vault::{Io, IoFile, OpenHow};

const BLOCK: usize = 4096;

/// Where the bytes below come from.
#[derive(Clone)]
pub(crate) struct Source {
    pub file: Arc<dyn IoFile>,
    pub offset: u64,
    pub len: u64,
}

pub(crate) struct Overlay {
    /// The disk below. Without one, there are only the files that were put in.
    below: Option<Arc<dyn Io>>,
    /// What is known by name up here; `None` where a file was taken away.
    names: Mutex<HashMap<PathBuf, Option<Arc<Layered>>>>,
}

/// A file below, and what was written over it.
struct Layered {
    below: Option<Source>,
    state: Mutex<Written>,
}

struct Written {
    len: u64,
    /// How much of the file below still shows through.
    shows: u64,
    blocks: BTreeMap<u64, Box<[u8; BLOCK]>>,
}

impl Overlay {
    /// Over a whole disk.
    pub fn over(below: Arc<dyn Io>) -> Self {
        Self { below: Some(below), names: Mutex::default() }
    }

    /// Over nothing but these.
    pub fn of(files: impl IntoIterator<Item = (PathBuf, Source)>) -> Self {
        let names = files.into_iter().map(|(path, source)| (path, Some(Layered::new(Some(source))))).collect();
        Self { below: None, names: Mutex::new(names) }
    }

    fn names(&self) -> MutexGuard<'_, HashMap<PathBuf, Option<Arc<Layered>>>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, path: &Path) -> io::Result<Option<Arc<Layered>>> {
        if let Some(known) = self.names().get(path) {
            return Ok(known.clone());
        }
        let Some(below) = &self.below else { return Ok(None) };
        if !below.exists(path)? {
            return Ok(None);
        }
        let file: Arc<dyn IoFile> = below.open(path, OpenHow::ReadOnly)?.into();
        let len = file.len()?;
        let layered = Layered::new(Some(Source { file, offset: 0, len }));
        self.names().insert(path.into(), Some(layered.clone()));
        Ok(Some(layered))
    }
}

impl Io for Overlay {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>> {
        let file = match (self.find(path)?, how) {
            (Some(_), OpenHow::CreateNew) => return Err(io::ErrorKind::AlreadyExists.into()),
            (Some(file), _) => file,
            (None, OpenHow::Existing | OpenHow::ReadOnly) => return Err(io::ErrorKind::NotFound.into()),
            (None, OpenHow::OrCreate | OpenHow::CreateNew) => {
                let file = Layered::new(None);
                self.names().insert(path.into(), Some(file.clone()));
                file
            }
        };
        Ok(Box::new(Handle(file)))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.find(path)?.is_some())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.find(from)?.ok_or(io::ErrorKind::NotFound)?;
        let mut names = self.names();
        names.insert(from.into(), None);
        names.insert(to.into(), Some(file));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.find(path)?.ok_or(io::ErrorKind::NotFound)?;
        self.names().insert(path.into(), None);
        Ok(())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl Layered {
    fn new(below: Option<Source>) -> Arc<Self> {
        let len = below.as_ref().map_or(0, |source| source.len);
        Arc::new(Self { below, state: Mutex::new(Written { len, shows: len, blocks: BTreeMap::new() }) })
    }

    fn state(&self) -> MutexGuard<'_, Written> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One block as it is now; zeros beyond the end.
    fn block(&self, state: &Written, index: u64) -> io::Result<Box<[u8; BLOCK]>> {
        if let Some(block) = state.blocks.get(&index) {
            return Ok(block.clone());
        }
        let mut block = Box::new([0; BLOCK]);
        let start = index * BLOCK as u64;
        if let Some(source) = &self.below {
            let there = state.shows.saturating_sub(start).min(BLOCK as u64) as usize;
            let got = source.file.read_at(&mut block[..there], source.offset + start)?;
            if got != there {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(block)
    }
}

struct Handle(Arc<Layered>);

impl IoFile for Handle {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let state = self.0.state();
        let wanted = (buf.len() as u64).min(state.len.saturating_sub(offset)) as usize;
        let mut done = 0;
        while done < wanted {
            let at = offset + done as u64;
            let within = (at % BLOCK as u64) as usize;
            let part = (BLOCK - within).min(wanted - done);
            let block = self.0.block(&state, at / BLOCK as u64)?;
            buf[done..done + part].copy_from_slice(&block[within..within + part]);
            done += part;
        }
        Ok(wanted)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut state = self.0.state();
        let mut done = 0;
        while done < bytes.len() {
            let at = offset + done as u64;
            let within = (at % BLOCK as u64) as usize;
            let part = (BLOCK - within).min(bytes.len() - done);
            let mut block = self.0.block(&state, at / BLOCK as u64)?;
            block[within..within + part].copy_from_slice(&bytes[done..done + part]);
            state.blocks.insert(at / BLOCK as u64, block);
            done += part;
        }
        state.len = state.len.max(offset + bytes.len() as u64);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.0.state();
        if len < state.len {
            // What was cut off reads as zeros if the file grows again.
            let last = len / BLOCK as u64;
            let within = (len % BLOCK as u64) as usize;
            if within > 0 {
                let mut block = self.0.block(&state, last)?;
                block[within..].fill(0);
                state.blocks.insert(last, block);
            }
            state.blocks.retain(|index, _| index * (BLOCK as u64) < len);
            state.shows = state.shows.min(len);
        }
        state.len = len;
        Ok(())
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.0.state().len)
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mend_vault::{StdIo, draw};

    use crate::testing::SeededRng;
    use crate::{Rng, Stream};

    /// The same writes, cuts and reads on a plain vector and on a file under an overlay.
    #[test]
    fn reads_as_if_it_had_been_written_and_the_file_below_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let below: Vec<u8> = (0..20_000u32).map(|i| (i % 251) as u8).collect();
        std::fs::write(&path, &below).unwrap();
        let overlay = Overlay::over(Arc::new(StdIo));
        let file = overlay.open(&path, OpenHow::Existing).unwrap();
        let mut plain = below.clone();
        let rng = SeededRng::new(1).stream(Stream::Private);
        for _ in 0..300 {
            let [what, a, b, c] = draw::<4>(&*rng).map(u64::from);
            let offset = (a * 256 + b) % 24_000;
            match what % 4 {
                0 => {
                    let bytes = vec![c as u8; (c as usize) * 40];
                    file.write_at(&bytes, offset).unwrap();
                    plain.resize(plain.len().max(offset as usize + bytes.len()), 0);
                    plain[offset as usize..offset as usize + bytes.len()].copy_from_slice(&bytes);
                }
                1 if c < 32 => {
                    file.set_len(offset).unwrap();
                    plain.resize(offset as usize, 0);
                }
                _ => {
                    let mut buf = vec![9; c as usize * 50];
                    let got = file.read_at(&mut buf, offset).unwrap();
                    let there = plain.get(offset as usize..).unwrap_or_default();
                    assert_eq!(&buf[..got], &there[..there.len().min(buf.len())]);
                }
            }
            assert_eq!(file.len().unwrap(), plain.len() as u64);
        }
        assert_eq!(std::fs::read(&path).unwrap(), below);
    }

    #[test]
    fn renames_and_removals_are_not_seen_below() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        std::fs::write(&a, "a").unwrap();
        let overlay = Overlay::over(Arc::new(StdIo));
        overlay.rename(&a, &b).unwrap();
        assert!(!overlay.exists(&a).unwrap() && overlay.exists(&b).unwrap());
        overlay.remove(&b).unwrap();
        assert!(overlay.open(&b, OpenHow::Existing).is_err());
        assert_eq!(std::fs::read(&a).unwrap(), b"a");
        assert!(!b.exists());
    }
}
