//! Every unsafe line of the project: the adapter that lets SQLite work on [`Files`], and memory that is wiped when it
//! is given back.
//!
//! What makes it sound:
//! - SQLite calls a `sqlite3_file` only between `xOpen` and `xClose`, and the VFS only while it is registered.
//!   [`Adapter`] holds the `Files` that both point to, and [`Opened`] drops its connection before its adapter.
//! - No panic unwinds into C: every callback runs inside `catch_unwind`.
//! - Buffers from SQLite are valid for the length it says, for the time of the call.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags, ffi};

use crate::error::VaultError;
use crate::files::{Files, Got};

/// The name under which SQLite knows the vault's file; its log is this and `-wal`. No path of the disk reaches SQLite.
const NAME: &CStr = c"vault";
const LOG_NAME: &[u8] = b"vault-wal";

/// A connection and the adapter that it works through, dropped in this order.
pub struct Opened {
    pub conn: Connection,
    adapter: Adapter,
}

impl Opened {
    /// Opens a connection on `files`, not yet configured.
    pub fn new(files: Arc<Files>) -> Result<Self, VaultError> {
        install_wiping_memory()?;
        let adapter = Adapter::register(files)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let name = NAME.to_str().expect("the name is ASCII");
        let conn = Connection::open_with_flags_and_vfs(name, flags, adapter.name.as_c_str())?;
        Ok(Self { conn, adapter })
    }

    pub fn files(&self) -> &Arc<Files> {
        &self.adapter.files
    }

    /// Closes the connection, which wipes SQLite's memory, then the files.
    pub fn close(self) {
        let Self { conn, adapter } = self;
        drop(conn);
        adapter.files.count_durable_frames();
    }
}

/// A VFS of SQLite's, registered for one vault.
struct Adapter {
    vfs: Box<ffi::sqlite3_vfs>,
    name: CString,
    files: Arc<Files>,
}

// SAFETY: the raw pointers in `vfs` are to `name` and `files`, which move with it and are never changed; SQLite guards
// its list of VFSs with a mutex of its own.
unsafe impl Send for Adapter {}

impl Adapter {
    fn register(files: Arc<Files>) -> Result<Self, VaultError> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let name = CString::new(format!("mend-vault-{}", COUNTER.fetch_add(1, Ordering::Relaxed)))
            .expect("letters and digits hold no zero byte");
        let vfs = Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<File>() as c_int,
            mxPathname: 64,
            pNext: ptr::null_mut(),
            zName: name.as_ptr(),
            pAppData: Arc::as_ptr(&files).cast_mut().cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: Some(dl_open),
            xDlError: Some(dl_error),
            xDlSym: Some(dl_sym),
            xDlClose: Some(dl_close),
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        });
        let mut adapter = Self { vfs, name, files };
        // SAFETY: the box keeps the VFS in place until `drop` unregisters it.
        check(unsafe { ffi::sqlite3_vfs_register(&mut *adapter.vfs, 0) })?;
        Ok(adapter)
    }
}

impl Drop for Adapter {
    fn drop(&mut self) {
        // SAFETY: it was registered, and its connection is closed already.
        unsafe { ffi::sqlite3_vfs_unregister(&mut *self.vfs) };
    }
}

fn check(code: c_int) -> Result<(), VaultError> {
    if code == ffi::SQLITE_OK {
        return Ok(());
    }
    Err(VaultError::Sql(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)))
}

/// SQLite's idea of an open file: its methods, then what is ours.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    files: *const Files,
    is_log: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// Runs a callback's work. What went wrong is recorded with the vault; SQLite gets `failure`, or that the disk is full.
fn guarded(files: &Files, failure: c_int, work: impl FnOnce() -> Result<c_int, VaultError>) -> c_int {
    let outcome = catch_unwind(AssertUnwindSafe(work));
    match outcome {
        Ok(Ok(code)) => code,
        Ok(Err(e)) => {
            let code = if matches!(e, VaultError::NoSpace) { ffi::SQLITE_FULL } else { failure };
            files.record(e);
            code
        }
        Err(_) => {
            files.record(VaultError::Disk(std::io::ErrorKind::Other));
            failure
        }
    }
}

/// SAFETY for callers: `vfs` is a registered adapter's.
unsafe fn files_of<'a>(vfs: *mut ffi::sqlite3_vfs) -> &'a Files {
    unsafe { &*(*vfs).pAppData.cast::<Files>() }
}

/// SAFETY for callers: `file` was opened by [`open`] and not closed.
unsafe fn parts<'a>(file: *mut ffi::sqlite3_file) -> (&'a Files, bool) {
    let file = file.cast::<File>();
    unsafe { (&*(*file).files, (*file).is_log) }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes room for `szOsFile` bytes; without methods it will not call xClose.
    unsafe { (*file).pMethods = ptr::null() };
    let is_main = flags & ffi::SQLITE_OPEN_MAIN_DB != 0;
    let is_log = flags & ffi::SQLITE_OPEN_WAL != 0;
    // SAFETY: a name that is not null ends in zero.
    let expected = if is_log { LOG_NAME } else { NAME.to_bytes() };
    if name.is_null() || !(is_main || is_log) || unsafe { CStr::from_ptr(name) }.to_bytes() != expected {
        // Temporary files, journals and attached databases would be in clear.
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: as above; the adapter outlives the file.
    unsafe {
        file.cast::<File>().write(File {
            base: ffi::sqlite3_file { pMethods: &METHODS },
            files: files_of(vfs),
            is_log,
        });
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, out: *mut c_void, amount: c_int, offset: i64) -> c_int {
    // SAFETY: see the module's list.
    let ((files, is_log), buf) =
        unsafe { (parts(file), std::slice::from_raw_parts_mut(out.cast::<u8>(), amount.max(0) as usize)) };
    guarded(files, ffi::SQLITE_IOERR_READ, || {
        let offset = offset.max(0) as u64;
        let got = if is_log { files.read_log(buf, offset)? } else { files.read_main(buf, offset)? };
        Ok(match got {
            Got::All => ffi::SQLITE_OK,
            Got::Short => ffi::SQLITE_IOERR_SHORT_READ,
        })
    })
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, amount: c_int, offset: i64) -> c_int {
    // SAFETY: see the module's list.
    let ((files, is_log), bytes) =
        unsafe { (parts(file), std::slice::from_raw_parts(from.cast::<u8>(), amount.max(0) as usize)) };
    guarded(files, ffi::SQLITE_IOERR_WRITE, || {
        let offset = offset.max(0) as u64;
        if is_log {
            files.write_log(bytes, offset)?
        } else {
            files.write_main(bytes, offset)?
        }
        Ok(ffi::SQLITE_OK)
    })
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: see the module's list.
    let (files, is_log) = unsafe { parts(file) };
    guarded(files, ffi::SQLITE_IOERR_TRUNCATE, || {
        let size = size.max(0) as u64;
        if is_log {
            files.truncate_log(size)?
        } else {
            files.truncate_main(size)?
        }
        Ok(ffi::SQLITE_OK)
    })
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: see the module's list.
    let (files, is_log) = unsafe { parts(file) };
    guarded(files, ffi::SQLITE_IOERR_FSYNC, || {
        if is_log {
            files.sync_log()?
        } else {
            files.sync_main()?
        }
        Ok(ffi::SQLITE_OK)
    })
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: see the module's list; `out` is a local of SQLite's.
    let (files, is_log) = unsafe { parts(file) };
    guarded(files, ffi::SQLITE_IOERR_FSTAT, || {
        let size = if is_log { files.log_size() } else { files.main_size() };
        unsafe { *out = size as i64 };
        Ok(ffi::SQLITE_OK)
    })
}

/// One process, one connection: who may open the folder is settled above.
unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: `out` is a local of SQLite's.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

/// That writing some bytes leaves their neighbours alone, and no more: not that a page lands whole, nor in order.
unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

/// Nothing here is SQLite's to delete: it would take a log for one left over.
unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, _: *const c_char, _: c_int) -> c_int {
    ffi::SQLITE_IOERR_DELETE
}

unsafe extern "C" fn access(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a name that ends in zero, and a local of its own.
    let (files, name) = unsafe { (files_of(vfs), CStr::from_ptr(name)) };
    guarded(files, ffi::SQLITE_IOERR_ACCESS, || {
        let there = name == NAME || (name.to_bytes() == LOG_NAME && files.log_size() > 0);
        unsafe { *out = c_int::from(there) };
        Ok(ffi::SQLITE_OK)
    })
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    size: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite passes a name that ends in zero and room for `size` bytes.
    unsafe {
        let name = CStr::from_ptr(name).to_bytes_with_nul();
        if name.len() > size.max(0) as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        ptr::copy_nonoverlapping(name.as_ptr().cast(), out, name.len());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn dl_open(_: *mut ffi::sqlite3_vfs, _: *const c_char) -> *mut c_void {
    ptr::null_mut()
}

unsafe extern "C" fn dl_error(_: *mut ffi::sqlite3_vfs, size: c_int, out: *mut c_char) {
    if size > 0 {
        // SAFETY: SQLite passes room for `size` bytes.
        unsafe { *out = 0 };
    }
}

unsafe extern "C" fn dl_sym(
    _: *mut ffi::sqlite3_vfs,
    _: *mut c_void,
    _: *const c_char,
) -> Option<unsafe extern "C" fn(*mut ffi::sqlite3_vfs, *mut c_void, *const c_char)> {
    None
}

unsafe extern "C" fn dl_close(_: *mut ffi::sqlite3_vfs, _: *mut c_void) {}

unsafe extern "C" fn randomness(vfs: *mut ffi::sqlite3_vfs, size: c_int, out: *mut c_char) -> c_int {
    // SAFETY: SQLite passes room for `size` bytes.
    let (files, buf) =
        unsafe { (files_of(vfs), std::slice::from_raw_parts_mut(out.cast::<u8>(), size.max(0) as usize)) };
    guarded(files, 0, || {
        files.rng.fill(buf);
        Ok(size)
    })
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    std::thread::sleep(std::time::Duration::from_micros(microseconds.max(0) as u64));
    microseconds
}

/// As a Julian day. No statement of ours asks SQLite for the time.
unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    // SAFETY: `out` is a local of SQLite's.
    unsafe { *out = 2_440_587.5 + since_1970.as_secs_f64() / 86_400.0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

// Memory that is wiped when it is given back.

/// Overwrites memory in a way that the optimiser may not leave out, though nothing reads it again.
///
/// SAFETY for callers: `at` is valid for writing `size` bytes.
unsafe fn wipe(at: *mut u8, size: usize) {
    unsafe { ptr::write_bytes(at, 0, size) };
    std::hint::black_box(at);
}

/// The system's allocator, wiping what is freed. For programs that show a user's text: it passes through strings of
/// many libraries, and none of them wipes its own.
///
/// ```
/// #[global_allocator]
/// static MEMORY: mend_vault::WipingAllocator = mend_vault::WipingAllocator;
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct WipingAllocator;

// SAFETY: all memory is the system allocator's; `realloc` keeps its contract by allocating anew.
unsafe impl GlobalAlloc for WipingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe {
            wipe(at, layout.size());
            System.dealloc(at, layout);
        }
    }

    /// The system's own may move the block and leave the old bytes behind.
    unsafe fn realloc(&self, at: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        unsafe {
            let Ok(new_layout) = Layout::from_size_align(new_size, layout.align()) else { return ptr::null_mut() };
            let new = System.alloc(new_layout);
            if !new.is_null() {
                ptr::copy_nonoverlapping(at, new, layout.size().min(new_size));
                self.dealloc(at, layout);
            }
            new
        }
    }
}

/// SQLite's memory: the size stands in front of each block, so that freeing knows how much to wipe.
const PREFIX: usize = 16;

fn block(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(PREFIX)?, PREFIX).ok()
}

/// The size that is really taken: a sixteenth more at most. Full-text search lets some blocks grow by a few bytes at a
/// time; SQLite leaves a block where it is while this does not change, and each move would copy and wipe all of it.
fn rounded(size: c_int) -> c_int {
    let size = size.max(0);
    let step = if size < 1024 { 8 } else { 1 << (size.ilog2() - 4) };
    size.checked_add(step - 1).map_or(size, |up| up & !(step - 1))
}

unsafe extern "C" fn sqlite_malloc(size: c_int) -> *mut c_void {
    let size = rounded(size) as usize;
    let Some(layout) = block(size) else { return ptr::null_mut() };
    // SAFETY: the layout is never of size zero; the prefix has room and alignment for the size.
    unsafe {
        let at = System.alloc(layout);
        if at.is_null() {
            return ptr::null_mut();
        }
        at.cast::<usize>().write(size);
        at.add(PREFIX).cast()
    }
}

unsafe extern "C" fn sqlite_free(at: *mut c_void) {
    if at.is_null() {
        return;
    }
    // SAFETY: SQLite frees only what `sqlite_malloc` gave.
    unsafe {
        let size = size_of_block(at);
        let start = at.cast::<u8>().sub(PREFIX);
        wipe(at.cast(), size);
        System.dealloc(start, block(size).expect("it was a layout when it was allocated"));
    }
}

unsafe extern "C" fn sqlite_realloc(at: *mut c_void, size: c_int) -> *mut c_void {
    // SAFETY: SQLite passes what `sqlite_malloc` gave.
    unsafe {
        let old = size_of_block(at);
        if old == rounded(size) as usize {
            return at;
        }
        let new = sqlite_malloc(size);
        if !new.is_null() {
            ptr::copy_nonoverlapping(at.cast::<u8>(), new.cast::<u8>(), old.min(size.max(0) as usize));
            sqlite_free(at);
        }
        new
    }
}

unsafe fn size_of_block(at: *mut c_void) -> usize {
    unsafe { at.cast::<u8>().sub(PREFIX).cast::<usize>().read() }
}

unsafe extern "C" fn sqlite_size(at: *mut c_void) -> c_int {
    if at.is_null() {
        return 0;
    }
    // SAFETY: SQLite asks only about what `sqlite_malloc` gave.
    unsafe { size_of_block(at) as c_int }
}

unsafe extern "C" fn sqlite_roundup(size: c_int) -> c_int {
    rounded(size)
}

unsafe extern "C" fn sqlite_memory_init(_: *mut c_void) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn sqlite_memory_shutdown(_: *mut c_void) {}

/// Has to come before anything else in the process starts SQLite; an error if it does not.
fn install_wiping_memory() -> Result<(), VaultError> {
    static INSTALLED: OnceLock<c_int> = OnceLock::new();
    let code = *INSTALLED.get_or_init(|| {
        let methods = ffi::sqlite3_mem_methods {
            xMalloc: Some(sqlite_malloc),
            xFree: Some(sqlite_free),
            xRealloc: Some(sqlite_realloc),
            xSize: Some(sqlite_size),
            xRoundup: Some(sqlite_roundup),
            xInit: Some(sqlite_memory_init),
            xShutdown: Some(sqlite_memory_shutdown),
            pAppData: ptr::null_mut(),
        };
        // SAFETY: SQLite copies the methods.
        unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &methods) }
    });
    check(code)
}

#[cfg(test)]
mod tests {
    use std::ffi::c_int;

    use super::rounded;

    #[test]
    fn blocks_are_a_sixteenth_larger_at_most_and_never_smaller() {
        assert_eq!(
            [0, 1, 8, 9, 1023, 1024, 1025, 4096, 4100].map(rounded),
            [0, 8, 8, 16, 1024, 1024, 1088, 4096, 4352]
        );
        for size in (0..c_int::MAX).step_by(9973) {
            let up = rounded(size);
            assert!(up >= size && up - size <= (size / 16).max(7), "{size} to {up}");
            assert_eq!(rounded(up), up);
        }
        assert_eq!(rounded(c_int::MAX), c_int::MAX);
        assert_eq!(rounded(-1), 0);
    }
}
