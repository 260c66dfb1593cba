//! The backup file: a table of parts, each with its length and SHA-256, then the parts. FORMAT.md gives every byte.
//!
//! It adds no secret and hides nothing: each part is a sealed vault, or the sealed log of one. The table only keeps
//! a damaged or cut file from being mistaken for a whole one.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use mend_vault::{Io, IoFile, OpenHow};
use sha2::{Digest, Sha256};

use crate::error::from_disk;
use crate::folder::{Folder, LOG};
use crate::overlay::{Overlay, Source};
use crate::{MendError, Result, Space};

const MAGIC: &[u8; 8] = b"MENDbak\n";
const VERSION: u32 = 1;
const FIXED: usize = 16;
const ENTRY: usize = 48;
const SUM: usize = 32;
/// How much is read or written in one go.
const CHUNK: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Together = 1,
    Private = 2,
    /// The log that belongs to a private file which could only be taken as it lay on the disk.
    PrivateLog = 3,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Together, Kind::Private, Kind::PrivateLog];

    fn file(self, folder: &Folder) -> std::path::PathBuf {
        match self {
            Kind::Together => folder.file(Space::Together, ""),
            Kind::Private => folder.file(Space::Private, ""),
            Kind::PrivateLog => folder.file(Space::Private, LOG),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    kind: Kind,
    offset: u64,
    len: u64,
    sum: [u8; SUM],
}

/// A backup being written. The table comes last, so that a file that was cut short has none.
pub(crate) struct BackupWriter {
    file: Box<dyn IoFile>,
    places: usize,
    parts: Vec<Part>,
    end: u64,
}

impl BackupWriter {
    /// `places` is how many parts will be added.
    pub fn create(io: &dyn Io, path: &Path, places: usize) -> Result<Self> {
        let file = io.open(path, OpenHow::CreateNew).map_err(from_disk)?;
        Ok(Self { file, places, parts: Vec::new(), end: head_len(places) as u64 })
    }

    /// Adds what `write` writes.
    pub fn add(&mut self, kind: Kind, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let mut out = BufWriter::with_capacity(CHUNK, Sink::at(&*self.file, self.end));
        write(&mut out)?;
        let sink = out.into_inner().map_err(|e| from_disk(e.into_error()))?;
        self.parts.push(Part { kind, offset: self.end, len: sink.offset - self.end, sum: sink.sum.finalize().into() });
        self.end = sink.offset;
        Ok(())
    }

    /// Writes the table and makes all of it durable. Returns the length.
    pub fn finish(self) -> Result<u64> {
        debug_assert_eq!(self.parts.len(), self.places);
        self.file.write_at(&head(&self.parts), 0).map_err(from_disk)?;
        self.file.sync().map_err(from_disk)?;
        Ok(self.end)
    }
}

struct Sink<'f> {
    file: &'f dyn IoFile,
    offset: u64,
    sum: Sha256,
}

impl<'f> Sink<'f> {
    fn at(file: &'f dyn IoFile, offset: u64) -> Self {
        Self { file, offset, sum: Sha256::new() }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_at(bytes, self.offset)?;
        self.sum.update(bytes);
        self.offset += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A backup that was opened, its table checked.
pub(crate) struct BackupFile {
    file: Arc<dyn IoFile>,
    parts: Vec<Part>,
}

impl BackupFile {
    pub fn open(io: &dyn Io, path: &Path) -> Result<Self> {
        let file: Arc<dyn IoFile> = io.open(path, OpenHow::ReadOnly).map_err(from_disk)?.into();
        let len = file.len().map_err(from_disk)?;
        let mut fixed = [0; FIXED];
        if read(&*file, &mut fixed, 0)? != FIXED || fixed[..8] != *MAGIC {
            return Err(MendError::NotAMendFile);
        }
        let version = u32::from_le_bytes(fixed[8..12].try_into().expect("four bytes"));
        if version > VERSION {
            return Err(MendError::NewerFormat);
        }
        let count = u32::from_le_bytes(fixed[12..16].try_into().expect("four bytes")) as usize;
        if version == 0 || !(2..=Kind::ALL.len()).contains(&count) {
            return Err(MendError::Damaged);
        }
        let mut head = vec![0; head_len(count)];
        if read(&*file, &mut head, 0)? != head.len() {
            return Err(MendError::Damaged);
        }
        let parts = parse(&head, len).ok_or(MendError::Damaged)?;
        Ok(Self { file, parts })
    }

    /// All bytes of all parts.
    pub fn len(&self) -> u64 {
        self.parts.iter().map(|part| part.len).sum()
    }

    /// Reads all of it against the table.
    pub fn check(&self, read: &mut dyn FnMut(u64)) -> Result<()> {
        self.parts.iter().try_for_each(|part| self.pour(part, &mut io::sink(), read))
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.part(kind).is_some()
    }

    /// Copies a part into a new file, durable when this returns, if it is still what the table says.
    pub fn copy(&self, kind: Kind, io: &dyn Io, to: &Path) -> Result<()> {
        let part = self.part(kind).ok_or(MendError::Damaged)?;
        let file = io.open(to, OpenHow::CreateNew).map_err(from_disk)?;
        self.pour(part, &mut Sink::at(&*file, 0), &mut |_| {})?;
        file.sync().map_err(from_disk)
    }

    /// The parts as a folder that is only read.
    pub fn as_folder(&self) -> Folder {
        let names = Folder::new("backup".into(), Arc::new(Overlay::of([])));
        let source = |part: &Part| Source { file: self.file.clone(), offset: part.offset, len: part.len };
        let files: Vec<_> = self.parts.iter().map(|part| (part.kind.file(&names), source(part))).collect();
        names.through(Arc::new(Overlay::of(files)))
    }

    fn part(&self, kind: Kind) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    fn pour(&self, part: &Part, out: &mut dyn Write, done: &mut dyn FnMut(u64)) -> Result<()> {
        let mut buffer = vec![0; CHUNK];
        let mut sum = Sha256::new();
        let mut left = part.len;
        while left > 0 {
            let chunk = &mut buffer[..left.min(CHUNK as u64) as usize];
            if read(&*self.file, chunk, part.offset + part.len - left)? != chunk.len() {
                return Err(MendError::Damaged);
            }
            sum.update(&chunk);
            out.write_all(chunk).map_err(from_disk)?;
            left -= chunk.len() as u64;
            done(chunk.len() as u64);
        }
        if sum.finalize()[..] == part.sum { Ok(()) } else { Err(MendError::Damaged) }
    }
}

fn read(file: &dyn IoFile, buf: &mut [u8], offset: u64) -> Result<usize> {
    file.read_at(buf, offset).map_err(from_disk)
}

const fn head_len(parts: usize) -> usize {
    FIXED + parts * ENTRY + SUM
}

fn head(parts: &[Part]) -> Vec<u8> {
    let mut head = Vec::with_capacity(head_len(parts.len()));
    head.extend(MAGIC);
    head.extend(VERSION.to_le_bytes());
    head.extend((parts.len() as u32).to_le_bytes());
    for part in parts {
        head.extend((part.kind as u32).to_le_bytes());
        head.extend([0; 4]);
        head.extend(part.len.to_le_bytes());
        head.extend(part.sum);
    }
    let sum = Sha256::digest(&head);
    head.extend(sum);
    head
}

/// Reads the table of a file of `len` bytes. The parts must fill the file, each kind at most once, both vaults there.
fn parse(head: &[u8], len: u64) -> Option<Vec<Part>> {
    let (body, sum) = head.split_at(head.len() - SUM);
    if Sha256::digest(body)[..] != *sum {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut offset = head.len() as u64;
    for entry in body[FIXED..].chunks_exact(ENTRY) {
        let number = u32::from_le_bytes(entry[..4].try_into().ok()?);
        let kind = Kind::ALL.into_iter().find(|kind| *kind as u32 == number)?;
        let part_len = u64::from_le_bytes(entry[8..16].try_into().ok()?);
        if entry[4..8] != [0; 4] || parts.iter().any(|part| part.kind == kind) {
            return None;
        }
        parts.push(Part { kind, offset, len: part_len, sum: entry[16..].try_into().ok()? });
        offset = offset.checked_add(part_len)?;
    }
    let both = [Kind::Together, Kind::Private].iter().all(|kind| parts.iter().any(|part| part.kind == *kind));
    (both && offset == len).then_some(parts)
}
