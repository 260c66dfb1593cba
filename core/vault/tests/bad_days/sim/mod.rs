//! A disk that can fail, fill up, lie and lose power, behind the vault's own `Io`.
//!
//! [`medium`] knows what a disk keeps; this file is the door to it, and the faults that can be asked for. Nothing here
//! knows what the bytes mean.

pub mod medium;
mod tests;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use mend_vault::{Io, IoFile, OpenHow};

pub use medium::{Event, Image, Loss, Medium};

use crate::seed::Seed;

/// The calls of `Io` and `IoFile`, one for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Open,
    Create,
    Exists,
    Rename,
    Remove,
    SyncDir,
    Read,
    Write,
    SetLen,
    Len,
    Sync,
}

impl Call {
    pub fn any(self) -> bool {
        true
    }

    /// What needs space on the disk.
    pub fn takes_space(self) -> bool {
        matches!(self, Self::Create | Self::Write | Self::SetLen)
    }

    pub fn is_write(self) -> bool {
        self == Self::Write
    }

    pub fn is_sync(self) -> bool {
        self == Self::Sync
    }

    pub fn is_read(self) -> bool {
        matches!(self, Self::Read | Self::Len)
    }

    pub fn changes(self) -> bool {
        !matches!(self, Self::Open | Self::Exists | Self::Read | Self::Len)
    }
}

/// What goes wrong at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The call does nothing and fails.
    Error(ErrorKind),
    /// A write lands in part, then the disk is full.
    ShortWrite,
    /// A sync fails and what it should have made durable may be lost, though the program still sees it...
    LostSync,
    /// ... or no longer sees it.
    ForgottenSync,
}

/// A fault: the `nth` call (from 0) of those that `on` picks goes wrong, or every one from it on.
#[derive(Clone, Copy)]
pub struct Fault {
    pub on: fn(Call) -> bool,
    pub nth: u64,
    pub forever: bool,
    pub wrong: Wrong,
}

struct Inner {
    medium: Medium,
    events: Vec<Event>,
    fault: Option<Fault>,
    seen: u64,
    struck: bool,
    capacity: u64,
    delay: Duration,
    seed: Seed,
}

/// The disk. Clones are the same disk.
#[derive(Clone)]
pub struct SimDisk(Arc<Mutex<Inner>>);

impl SimDisk {
    pub fn new(seed: u64) -> Self {
        Self::holding(&Image::new(), seed)
    }

    /// A disk on which all of `image` is durable.
    pub fn holding(image: &Image, seed: u64) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            medium: Medium::holding(image),
            events: Vec::new(),
            fault: None,
            seen: 0,
            struck: false,
            capacity: u64::MAX,
            delay: Duration::ZERO,
            seed: Seed::new(seed),
        })))
    }

    /// All files as a program sees them now.
    pub fn image(&self) -> Image {
        self.after(Loss::Nothing)
    }

    /// All files as they would be after a power loss now.
    pub fn after(&self, loss: Loss) -> Image {
        let mut inner = self.inner();
        let mut seed = inner.seed.split();
        inner.medium.after(loss, &mut seed)
    }

    /// How many changes were made so far: a point in time to lose power at.
    pub fn now(&self) -> usize {
        self.inner().events.len()
    }

    /// Every change since the disk was made.
    pub fn events(&self) -> Vec<Event> {
        self.inner().events.clone()
    }

    pub fn arm(&self, fault: Fault) {
        let mut inner = self.inner();
        inner.fault = Some(fault);
        inner.seen = 0;
        inner.struck = false;
    }

    /// Ends the fault; says whether it struck.
    pub fn disarm(&self) -> bool {
        let mut inner = self.inner();
        inner.fault = None;
        inner.struck
    }

    /// How many calls that `on` picks `work` makes.
    pub fn count(&self, on: fn(Call) -> bool, work: impl FnOnce()) -> u64 {
        self.arm(Fault { on, nth: u64::MAX, forever: false, wrong: Wrong::Error(ErrorKind::Other) });
        work();
        self.disarm();
        self.inner().seen
    }

    /// Leaves room for `bytes` more than are used now; overwriting needs none.
    pub fn leave_room(&self, bytes: u64) {
        let mut inner = self.inner();
        inner.capacity = inner.medium.used() + bytes;
    }

    pub fn leave_all_room(&self) {
        self.inner().capacity = u64::MAX;
    }

    /// Makes every write and sync slow, as a worn card is.
    pub fn slow_down(&self, delay: Duration) {
        self.inner().delay = delay;
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().expect("the simulated disk itself does not panic")
    }

    /// Every call passes here first.
    fn call(&self, call: Call) -> io::Result<(MutexGuard<'_, Inner>, Option<Wrong>)> {
        let mut inner = self.inner();
        if inner.delay > Duration::ZERO && (call.is_write() || call.is_sync()) {
            let delay = inner.delay;
            drop(inner);
            std::thread::sleep(delay);
            inner = self.inner();
        }
        match inner.strikes(call) {
            Some(Wrong::Error(kind)) => Err(kind.into()),
            Some(Wrong::ShortWrite) if !call.is_write() => Err(ErrorKind::StorageFull.into()),
            wrong => Ok((inner, wrong)),
        }
    }
}

impl Inner {
    fn strikes(&mut self, call: Call) -> Option<Wrong> {
        let fault = self.fault?;
        if !(fault.on)(call) {
            return None;
        }
        let n = self.seen;
        self.seen += 1;
        let strikes = n == fault.nth || fault.forever && n > fault.nth;
        self.struck |= strikes;
        strikes.then_some(fault.wrong)
    }

    fn happen(&mut self, event: Event) {
        self.medium.apply(&event);
        self.events.push(event);
    }

    /// How many bytes do not fit when `file` grows to `end`.
    fn overflow(&self, file: usize, end: u64) -> u64 {
        let growth = end.saturating_sub(self.medium.bytes(file).len() as u64);
        if growth == 0 { 0 } else { (self.medium.used() + growth).saturating_sub(self.capacity) }
    }
}

impl Io for SimDisk {
    fn open(&self, path: &Path, how: OpenHow) -> io::Result<Box<dyn IoFile>> {
        let there = self.inner().medium.find(path);
        let (file, writable) = match (there, how) {
            (Some(_), OpenHow::CreateNew) => return Err(ErrorKind::AlreadyExists.into()),
            (None, OpenHow::Existing | OpenHow::ReadOnly) => return Err(ErrorKind::NotFound.into()),
            (Some(file), how) => {
                drop(self.call(Call::Open)?);
                (file, how != OpenHow::ReadOnly)
            }
            (None, _) => {
                let (mut inner, _) = self.call(Call::Create)?;
                inner.happen(Event::Create { path: path.to_owned() });
                (inner.medium.find(path).expect("made in this moment"), true)
            }
        };
        Ok(Box::new(SimFile { disk: self.clone(), file, writable }))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.call(Call::Exists)?.0.medium.find(path).is_some())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut inner, _) = self.call(Call::Rename)?;
        inner.medium.find(from).ok_or(ErrorKind::NotFound)?;
        inner.happen(Event::Rename { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let (mut inner, _) = self.call(Call::Remove)?;
        inner.medium.find(path).ok_or(ErrorKind::NotFound)?;
        inner.happen(Event::Remove { path: path.to_owned() });
        Ok(())
    }

    fn sync_dir(&self, folder: &Path) -> io::Result<()> {
        let (mut inner, _) = self.call(Call::SyncDir)?;
        inner.happen(Event::SyncDir { folder: folder.to_owned() });
        Ok(())
    }
}

struct SimFile {
    disk: SimDisk,
    file: usize,
    writable: bool,
}

impl SimFile {
    fn changing(&self, call: Call) -> io::Result<(MutexGuard<'_, Inner>, Option<Wrong>)> {
        if self.writable { self.disk.call(call) } else { Err(ErrorKind::PermissionDenied.into()) }
    }
}

impl IoFile for SimFile {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let (inner, _) = self.disk.call(Call::Read)?;
        let bytes = inner.medium.bytes(self.file);
        let rest = bytes.get(offset as usize..).unwrap_or(&[]);
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        Ok(n)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let (mut inner, wrong) = self.changing(Call::Write)?;
        let lands = match wrong {
            Some(_) => inner.seed.below(bytes.len() + 1),
            None => {
                let over = inner.overflow(self.file, offset + bytes.len() as u64);
                bytes.len().saturating_sub(over as usize)
            }
        };
        if lands > 0 {
            inner.happen(Event::Write { file: self.file, offset, bytes: bytes[..lands].into() });
        }
        if wrong.is_none() && lands == bytes.len() { Ok(()) } else { Err(ErrorKind::StorageFull.into()) }
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let (mut inner, _) = self.changing(Call::SetLen)?;
        if inner.overflow(self.file, len) > 0 {
            return Err(ErrorKind::StorageFull.into());
        }
        inner.happen(Event::SetLen { file: self.file, len });
        Ok(())
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.call(Call::Len)?.0.medium.bytes(self.file).len() as u64)
    }

    fn sync(&self) -> io::Result<()> {
        let (mut inner, wrong) = self.disk.call(Call::Sync)?;
        if let Some(wrong) = wrong {
            let chance = inner.seed.next();
            inner.happen(Event::FailedSync { file: self.file, forget: wrong == Wrong::ForgottenSync, chance });
            return Err(ErrorKind::Other.into());
        }
        inner.happen(Event::Sync { file: self.file });
        Ok(())
    }
}
