//! An open vault: one connection, one lock, one way to end.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Part, VaultError};
use crate::files::{Files, Parts, lock};
use crate::header::Header;
use crate::io::{Io, OpenHow};
use crate::kdf::Kdf;
use crate::keys::{MasterKey, Secret};
use crate::rekey::{Frozen, write_vault};
use crate::rng::{Rng, draw};
use crate::slots::{Directory, NewSlot, SlotView, unwrap_master};
use crate::sys::Opened;
use crate::verify::{Verdict, examine};

/// Where a vault lives: a path on a disk. Its log lies beside it, with `-wal` behind the name.
#[derive(Clone)]
pub struct Place {
    pub io: Arc<dyn Io>,
    pub path: PathBuf,
}

impl Place {
    pub fn new(io: Arc<dyn Io>, path: impl Into<PathBuf>) -> Self {
        Self { io, path: path.into() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn wal_path(&self) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push("-wal");
        name.into()
    }
}

/// What to do about damage, decided by the user beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    /// Opens a vault whose log is missing or damaged with what is whole: the changes before the damage, or, where the
    /// log has already been moved from, the pages as they are. The rest of the log is then dropped for good.
    /// Changes nothing about a vault whose log is whole.
    pub without_last_changes: bool,
}

/// An open vault, for use from any thread, one call at a time. [`Vault::lock`] may come at any moment.
///
/// The calls do not nest: a closure given to [`Vault::read`] or [`Vault::write`] must not call the vault.
pub struct Vault {
    place: Place,
    rng: Arc<dyn Rng>,
    stop: Arc<AtomicBool>,
    pub(crate) open: Mutex<Option<Opened>>,
    opened_by: Mutex<Option<usize>>,
}

impl Vault {
    /// The parameters with which this file's passphrases are derived. Reads the header alone.
    pub fn kdf(place: &Place) -> Result<Kdf, VaultError> {
        let file = place.io.open(&place.path, OpenHow::ReadOnly)?;
        Ok(Header::read(&*file)?.header.kdf())
    }

    /// Writes a new, empty vault, and syncs it; the caller syncs the folder. Without slots nothing opens it, ever.
    ///
    /// # Errors
    /// `AlreadyExists`; `NoFreeSlot` for more than eight slots; what the disk says.
    pub fn create(place: &Place, rng: Arc<dyn Rng>, kdf: Kdf, slots: &[NewSlot]) -> Result<(), VaultError> {
        kdf.params.checked()?;
        let header = Header::make(&draw(&*rng), &kdf, &*rng);
        let mut directory = Directory::default();
        for slot in slots {
            directory.add(slot, &header.vault_id())?;
        }
        let master = MasterKey::make(&*rng);
        let mut page = crate::pages::empty_database();
        write_vault(place, &rng, header, &directory, &master, 1, |_, buf| {
            buf.copy_from_slice(&page);
            page.fill(0);
            Ok(())
        })
    }

    /// Opens the vault. Until it succeeds, nothing on the disk is changed.
    ///
    /// # Errors
    /// `WrongSecret`, `Missing`, `NotAVault`, `NewerFormat`, `Damaged`, `LastChangesDamaged`, and what the disk says.
    pub fn open(place: &Place, rng: Arc<dyn Rng>, secret: &Secret, options: OpenOptions) -> Result<Self, VaultError> {
        let file = place.io.open(&place.path, OpenHow::Existing)?;
        let found = Header::read(&*file)?;
        let (master, slot) = unwrap_master(&found.header, secret)?;
        let stop = Arc::new(AtomicBool::new(false));
        let parts = Parts {
            io: place.io.clone(),
            rng: rng.clone(),
            main: file,
            wal_path: place.wal_path(),
            master,
            found,
            stop: stop.clone(),
        };
        let opened = connect(parts, options)?;
        Ok(Self { place: place.clone(), rng, stop, open: Mutex::new(Some(opened)), opened_by: Mutex::new(Some(slot)) })
    }

    /// Goes on after a rekey, with the file that now lies at the vault's path. Called with the lock held.
    pub(crate) fn reopen(&self, open: &mut Option<Opened>, master: MasterKey) -> Result<(), VaultError> {
        drop(open.take());
        let main = self.place.io.open(&self.place.path, OpenHow::Existing)?;
        let found = Header::read(&*main)?;
        let parts = Parts {
            io: self.place.io.clone(),
            rng: self.rng.clone(),
            main,
            wal_path: self.place.wal_path(),
            master,
            found,
            stop: self.stop.clone(),
        };
        *lock(&self.opened_by) = None;
        *open = Some(connect(parts, OpenOptions::default())?);
        Ok(())
    }

    /// Runs `work` on the connection. For reading: nothing stops a write, but it would have no transaction around it.
    ///
    /// # Errors
    /// What `work` says, or the reason below it: damage, a full disk, a lock that came meanwhile.
    pub fn read<T, E: From<VaultError>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let guard = self.opened()?;
        let opened = guard.as_ref().ok_or(VaultError::Locked)?;
        opened.files().take_fault();
        let outcome = work(&opened.conn);
        self.reason(opened, outcome)
    }

    /// Runs `work` in one transaction: durable when this returns `Ok`, without a trace otherwise.
    pub fn write<T, E: From<VaultError>>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut guard = self.opened()?;
        let opened = guard.as_mut().ok_or(VaultError::Locked)?;
        opened.files().take_fault();
        let outcome = (|| {
            let tx = opened.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(VaultError::from)?;
            let done = work(&tx)?;
            tx.commit().map_err(VaultError::from)?;
            Ok(done)
        })();
        self.reason(opened, outcome)
    }

    /// After a delete: moves the log into the file and cuts it. No page and no frame holds the old bytes then.
    pub fn erase_traces(&self) -> Result<(), VaultError> {
        self.read(truncate_log)
    }

    /// Drops the keys and wipes every page in memory. At once, from any thread, also while a write is running: that
    /// write is rolled back and returns `Locked`. A locked vault stays locked.
    pub fn lock(&self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(opened) = lock(&self.open).take() {
            opened.close();
        }
    }

    pub fn is_locked(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// The slot that opened it; `SlotNotFound` after a rekey took that slot away.
    pub fn opened_by(&self) -> Result<SlotView, VaultError> {
        let index = lock(&self.opened_by).ok_or(VaultError::SlotNotFound)?;
        self.with_files(|files| files.directory()?.view(index).ok_or(VaultError::SlotNotFound))
    }

    pub fn slots(&self) -> Result<Vec<SlotView>, VaultError> {
        self.with_files(|files| Ok(files.directory()?.views()))
    }

    /// Which slot this secret opens, if any: for asking for a passphrase again.
    pub fn opens(&self, secret: &Secret) -> Result<Option<SlotView>, VaultError> {
        self.with_files(|files| match unwrap_master(&files.header(), secret) {
            Ok((_, index)) => Ok(files.directory()?.view(index)),
            Err(VaultError::WrongSecret) => Ok(None),
            Err(e) => Err(e),
        })
    }

    /// Adds a way in; the others stay as they are. To take one away, rekey: an old copy of the header would open.
    pub fn add_slot(&self, slot: NewSlot) -> Result<SlotView, VaultError> {
        self.with_files(|files| {
            let mut directory = files.directory()?;
            let index = directory.add(&slot, &files.vault)?;
            files.write_directory(&directory)?;
            directory.view(index).ok_or(VaultError::SlotNotFound)
        })
    }

    /// Stops every other call until the guard is dropped, with all of the log moved into the file.
    pub fn freeze(&self) -> Result<Frozen<'_>, VaultError> {
        let guard = self.opened()?;
        let opened = guard.as_ref().ok_or(VaultError::Locked)?;
        opened.files().take_fault();
        let outcome = truncate_log(&opened.conn);
        self.reason(opened, outcome)?;
        Ok(Frozen::new(self, guard))
    }

    /// Reads every page and says which are damaged, and whether SQLite finds the structure above them whole.
    /// `progress(done, of)` in pages. Changes nothing.
    pub fn verify(&self, progress: &mut dyn FnMut(u32, u32)) -> Result<Verdict, VaultError> {
        let guard = self.opened()?;
        let opened = guard.as_ref().ok_or(VaultError::Locked)?;
        let mut verdict = examine(opened.files(), progress)?;
        verdict.structure_ok = verdict.damaged.is_empty() && structure_ok(&opened.conn);
        opened.files().take_fault();
        Ok(verdict)
    }

    /// Like [`Vault::verify`] for a vault too damaged to be opened. The log is read as far as it opens.
    pub fn verify_unopened(
        place: &Place,
        rng: Arc<dyn Rng>,
        secret: &Secret,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Verdict, VaultError> {
        let main = place.io.open(&place.path, OpenHow::ReadOnly)?;
        let found = Header::read(&*main)?;
        let (master, _) = unwrap_master(&found.header, secret)?;
        let (io, wal_path, stop) = (place.io.clone(), place.wal_path(), Arc::default());
        let log_needed = found.header.log_state().is_needed();
        let files = Files::new(Parts { io, rng, main, wal_path, master, found, stop }, true)?;
        let mut verdict = examine(&files, progress)?;
        verdict.structure_ok = false;
        verdict.log_ok = !log_needed;
        Ok(verdict)
    }

    /// Reads of pages and frames, from the database file or the log, since it was opened.
    pub fn pages_opened(&self) -> u64 {
        self.with_files(|files| Ok(files.pages_opened())).unwrap_or(0)
    }

    /// Every page of the database file as it is when opened, for tests that look for what must not be there.
    #[doc(hidden)]
    pub fn for_each_page(&self, see: &mut dyn FnMut(u32, &[u8])) -> Result<(), VaultError> {
        self.with_files(|files| {
            let mut page = zeroize::Zeroizing::new(vec![0; crate::pages::PAGE]);
            for number in 1..=crate::pages::count(&*files.main)? {
                crate::pages::read_page(files, number, &mut page)?;
                see(number, &page);
            }
            Ok(())
        })
    }

    fn with_files<T>(&self, work: impl FnOnce(&Files) -> Result<T, VaultError>) -> Result<T, VaultError> {
        let guard = self.opened()?;
        work(guard.as_ref().ok_or(VaultError::Locked)?.files())
    }

    fn opened(&self) -> Result<MutexGuard<'_, Option<Opened>>, VaultError> {
        if self.is_locked() {
            return Err(VaultError::Locked);
        }
        Ok(lock(&self.open))
    }

    /// SQLite passes on a result code; the vault knows what happened. A lock that came meanwhile explains everything.
    pub(crate) fn reason<T, E: From<VaultError>>(&self, opened: &Opened, outcome: Result<T, E>) -> Result<T, E> {
        let fault = opened.files().take_fault();
        match outcome {
            Ok(done) => Ok(done),
            Err(_) if self.is_locked() => Err(VaultError::Locked.into()),
            Err(e) => Err(fault.map_or(e, E::from)),
        }
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.lock();
    }
}

fn connect(parts: Parts, options: OpenOptions) -> Result<Opened, VaultError> {
    let stop = parts.stop.clone();
    let files = Arc::new(Files::new(parts, options.without_last_changes)?);
    files.prepare_rescue()?;
    let mut opened = Opened::new(files.clone())?;
    let configured = configure(&mut opened.conn, stop);
    let configured = files.take_fault().map_or(configured, Err);
    if configured.is_err() && !options.without_last_changes && files.log_is_damaged()? {
        // Half of a log over pages that are newer looks like any damage.
        return Err(VaultError::LastChangesDamaged);
    }
    configured?;
    files.finish_recovery()?;
    Ok(opened)
}

fn configure(conn: &mut Connection, stop: Arc<AtomicBool>) -> Result<(), VaultError> {
    // A write that is running when the lock comes ends within a few hundred steps of SQLite's machine.
    conn.progress_handler(200, Some(move || stop.load(Ordering::SeqCst)))?;
    // No second database: it would be a way to write in clear.
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Exclusive before the first read: then the log's index is in memory, and no -shm file is needed.
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(VaultError::Damaged(Part::Database));
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    // In KiB: pages that stay open cost nothing to read again. Holds the index of some thousand entries.
    conn.pragma_update(None, "cache_size", -8_000)?;
    conn.pragma_update(None, "secure_delete", "ON")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    // A log that an import made long is cut again when it starts anew.
    conn.pragma_update(None, "journal_size_limit", 4 << 20)?;
    // The first read of the database: recovers the log.
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

fn truncate_log(conn: &Connection) -> Result<(), VaultError> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(VaultError::Disk(std::io::ErrorKind::ResourceBusy)) }
}

fn structure_ok(conn: &Connection) -> bool {
    conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)).is_ok_and(|answer| answer == "ok")
}
