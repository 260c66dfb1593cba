//! An open vault as SQLite sees it: a database file and a log, both in clear; on the disk both sealed.
//!
//! This is the safe half of the adapter. `sys` calls it from SQLite's callbacks; nothing here knows SQL.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::aead::Nonces;
use crate::error::VaultError;
use crate::header::{Found, Header, LogState, settle, write_both};
use crate::io::{Io, IoFile};
use crate::keys::{Keys, MasterKey, VaultId};
use crate::log::Log;
use crate::pages::Pages;
use crate::rng::{Rng, draw};
use crate::slots::Directory;

/// Whether a read got all it asked for, or ran over the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Got {
    All,
    Short,
}

pub struct Files {
    pub(crate) io: Arc<dyn Io>,
    pub(crate) vault: VaultId,
    pub(crate) master: MasterKey,
    pub(crate) keys: Keys,
    pub(crate) nonces: Nonces,
    pub(crate) rng: Arc<dyn Rng>,
    /// The vault's own file: header region and pages.
    pub(crate) main: Box<dyn IoFile>,
    pub(crate) wal_path: PathBuf,
    head: Mutex<Head>,
    pages: Mutex<Pages>,
    log: Mutex<Log>,
    /// Set when the vault is being locked: from then on nothing is read or written.
    pub(crate) stop: Arc<AtomicBool>,
    /// Frames of the log known to be durable; every header written says so.
    pub(crate) durable_frames: AtomicU32,
    /// Pages that the database has by the last commit in the log; 0 when the file alone says so.
    pub(crate) committed_pages: AtomicU32,
    fault: Mutex<Option<VaultError>>,
    pages_opened: AtomicU64,
}

struct Head {
    header: Header,
    newest: usize,
    /// Whether the newest copy is known to be durable.
    settled: bool,
    /// Set when a change failed and could not be taken back: the disk may say what is not so.
    in_doubt: bool,
}

/// What [`Files::new`] is made of.
pub(crate) struct Parts {
    pub io: Arc<dyn Io>,
    pub rng: Arc<dyn Rng>,
    pub main: Box<dyn IoFile>,
    pub wal_path: PathBuf,
    pub master: MasterKey,
    pub found: Found,
    pub stop: Arc<AtomicBool>,
}

impl Files {
    /// Checks what can be checked without SQLite: the header's MAC and what the header says of the log.
    pub(crate) fn new(parts: Parts, without_last_changes: bool) -> Result<Self, VaultError> {
        let Parts { io, rng, main, wal_path, master, found, stop } = parts;
        let vault = found.header.vault_id();
        let keys = master.derive_keys(&vault);
        found.header.check_mac(&keys)?;
        let pages = Pages::new(&*main)?;
        let durable_frames = found.header.durable_frames();
        let log = Log::open(&*io, &wal_path, &found.header, &keys, without_last_changes)?;
        Ok(Self {
            io,
            vault,
            master,
            keys,
            nonces: Nonces::new(rng.clone()),
            rng,
            main,
            wal_path,
            head: Mutex::new(Head {
                header: found.header,
                newest: found.newest,
                settled: found.settled,
                in_doubt: false,
            }),
            pages: Mutex::new(pages),
            log: Mutex::new(log),
            stop,
            durable_frames: AtomicU32::new(durable_frames),
            committed_pages: AtomicU32::new(0),
            fault: Mutex::new(None),
            pages_opened: AtomicU64::new(0),
        })
    }

    // The database file, in SQLite's offsets.

    pub fn read_main(&self, buf: &mut [u8], offset: u64) -> Result<Got, VaultError> {
        self.pages_opened.fetch_add(1, Ordering::Relaxed);
        lock(&self.pages).read(self, buf, offset)
    }

    pub fn write_main(&self, bytes: &[u8], offset: u64) -> Result<(), VaultError> {
        self.check_running()?;
        self.begin_moving()?;
        lock(&self.pages).write(self, bytes, offset)
    }

    pub fn truncate_main(&self, size: u64) -> Result<(), VaultError> {
        self.check_running()?;
        self.begin_moving()?;
        lock(&self.pages).set_size(self, size)
    }

    pub fn main_size(&self) -> u64 {
        lock(&self.pages).size()
    }

    pub fn sync_main(&self) -> Result<(), VaultError> {
        self.check_running()?;
        Ok(self.main.sync()?)
    }

    // The log, in SQLite's offsets.

    pub fn read_log(&self, buf: &mut [u8], offset: u64) -> Result<Got, VaultError> {
        self.check_running()?;
        self.pages_opened.fetch_add(1, Ordering::Relaxed);
        self.log().read(self, buf, offset)
    }

    pub fn write_log(&self, bytes: &[u8], offset: u64) -> Result<(), VaultError> {
        self.check_running()?;
        self.log().write(self, bytes, offset)
    }

    pub fn truncate_log(&self, size: u64) -> Result<(), VaultError> {
        self.check_running()?;
        self.log().set_size(self, size)
    }

    pub fn log_size(&self) -> u64 {
        self.log().size()
    }

    pub fn sync_log(&self) -> Result<(), VaultError> {
        self.check_running()?;
        self.log().sync(self)
    }

    /// To be called when SQLite has read the log for the first time.
    pub(crate) fn finish_recovery(&self) -> Result<(), VaultError> {
        self.log().finish_recovery(self)
    }

    /// Whether the log ends where no crash would have ended it. After SQLite has tried to read it.
    pub(crate) fn log_is_damaged(&self) -> Result<bool, VaultError> {
        self.log().is_damaged(self)
    }

    /// Before SQLite sees the log of a vault that is opened without its last changes.
    pub(crate) fn prepare_rescue(&self) -> Result<(), VaultError> {
        self.log().prepare_rescue(self)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }

    // The header.

    pub(crate) fn epoch(&self) -> [u8; 16] {
        lock(&self.head).header.epoch()
    }

    pub(crate) fn log_state(&self) -> LogState {
        lock(&self.head).header.log_state()
    }

    /// Says on disk what the log is from now on; `Starting` draws a new epoch.
    pub(crate) fn set_log_state(&self, state: LogState) -> Result<(), VaultError> {
        self.change_header(|header| {
            header.set_log_state(state);
            if state == LogState::Starting {
                header.set_epoch(draw(&*self.rng));
            }
            Ok(())
        })
    }

    /// Before the first page goes from the log to its place: until then the pages are what they were before the log
    /// began, and any beginning of the log makes a whole database with them.
    fn begin_moving(&self) -> Result<(), VaultError> {
        if self.log_state() == LogState::Expected { self.set_log_state(LogState::Moving) } else { Ok(()) }
    }

    /// At the end of a session: a frame that goes missing from now on is missed. Where this fails, or a crash comes
    /// first, only the last transaction's frames can go unnoticed.
    pub(crate) fn count_durable_frames(&self) {
        let counted = lock(&self.head).header.durable_frames();
        if self.log_state().is_needed() && self.durable_frames.load(Ordering::Relaxed) > counted {
            let _ = self.change_header(|_| Ok(()));
        }
    }

    pub(crate) fn directory(&self) -> Result<Directory, VaultError> {
        Directory::read(&lock(&self.head).header, &self.keys)
    }

    pub(crate) fn write_directory(&self, directory: &Directory) -> Result<(), VaultError> {
        self.check_running()?;
        self.change_header(|header| {
            directory.write(header, &self.master, &self.keys, &self.nonces, &*self.rng);
            Ok(())
        })
    }

    pub(crate) fn header(&self) -> Header {
        lock(&self.head).header.clone()
    }

    /// Writes a changed header to both copies. In memory the change counts only when it is on the disk. If it fails it
    /// is taken back: the disk shall not say later what was reported as failed.
    fn change_header(&self, change: impl FnOnce(&mut Header) -> Result<(), VaultError>) -> Result<(), VaultError> {
        let mut head = lock(&self.head);
        let mut next = head.header.clone();
        change(&mut next)?;
        next.set_durable_frames(self.durable_frames.load(Ordering::Relaxed));
        if !head.settled {
            settle(&*self.main, &head.header, head.newest)?;
            head.settled = true;
        }
        let written = self.write_header(&mut head, &mut next);
        if written.is_ok() {
            head.header = next;
            head.in_doubt = false;
        } else {
            let mut old = head.header.clone();
            head.in_doubt = self.write_header(&mut head, &mut old).is_err();
        }
        written
    }

    /// A sequence number is used up even if writing failed, so that no two different headers ever carry the same.
    fn write_header(&self, head: &mut Head, next: &mut Header) -> Result<(), VaultError> {
        let sequence = head.header.sequence() + 1;
        head.header.set_sequence(sequence);
        next.set_sequence(sequence);
        write_both(&*self.main, next.finish(&self.keys), &mut head.newest)
    }

    /// Before frame `index` is written: after a failed change, or a commit that failed when its frames were synced, the
    /// header may count frames as durable that are now replaced.
    pub(crate) fn clear_doubt(&self, index: u32) -> Result<(), VaultError> {
        let doubtful = {
            let head = lock(&self.head);
            head.in_doubt || head.header.durable_frames() > index
        };
        if doubtful { self.change_header(|_| Ok(())) } else { Ok(()) }
    }

    // Faults: what really happened, behind SQLite's result codes.

    pub(crate) fn record(&self, fault: VaultError) {
        let mut kept = lock(&self.fault);
        if kept.is_none() {
            *kept = Some(fault);
        }
    }

    pub(crate) fn take_fault(&self) -> Option<VaultError> {
        lock(&self.fault).take()
    }

    pub(crate) fn pages_opened(&self) -> u64 {
        self.pages_opened.load(Ordering::Relaxed)
    }

    /// A lock that came meanwhile ends everything that is under way, long reads of every page too.
    pub(crate) fn check_running(&self) -> Result<(), VaultError> {
        if self.stop.load(Ordering::SeqCst) { Err(VaultError::Locked) } else { Ok(()) }
    }
}

/// A panic elsewhere must not make a vault unusable: each guarded value is consistent between calls.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
