//! The pages of the database, each sealed on its own at a fixed place.
//!
//! A page on disk is 4056 bytes of ciphertext, the nonce and the tag. SQLite leaves the last 40 bytes of each of its
//! pages unused for this (the header's "reserved" byte), so that sealed and clear page have the same size and the
//! same offset. The page number is authenticated: a page moved elsewhere does not open.

use std::sync::atomic::Ordering;

use zeroize::{Zeroize, Zeroizing};

use crate::aead::{NONCE, Nonce, NotAuthentic, OVERHEAD, SealKey, TAG};
use crate::error::{Part, VaultError};
use crate::files::{Files, Got};
use crate::gap;
use crate::header::{REGION, VERSION};
use crate::io::IoFile;
use crate::keys::VaultId;

pub const PAGE: usize = 4096;
/// What of a page is SQLite's.
pub const USABLE: usize = PAGE - OVERHEAD;

pub struct Pages {
    /// Whole pages in the file.
    count: u32,
    buffer: Zeroizing<Vec<u8>>,
}

impl Pages {
    pub fn new(file: &dyn IoFile) -> Result<Self, VaultError> {
        let count = count(file)?;
        if count == 0 {
            // SQLite would take a database without pages for a new one, and drop the log.
            return Err(VaultError::Damaged(Part::Database));
        }
        Ok(Self { count, buffer: Zeroizing::new(vec![0; PAGE]) })
    }

    pub fn size(&self) -> u64 {
        u64::from(self.count) * PAGE as u64
    }

    pub fn read(&mut self, files: &Files, buf: &mut [u8], offset: u64) -> Result<Got, VaultError> {
        let (page, within) = place(offset)?;
        if page > self.count {
            buf.fill(0);
            // SQLite would read a page that was cut off as zeros.
            if page <= files.committed_pages.load(Ordering::Relaxed) {
                return Err(VaultError::Damaged(Part::Page(page)));
            }
            return Ok(Got::Short);
        }
        if within == 0 && buf.len() == PAGE {
            return read_page(files, page, buf).map(|()| Got::All);
        }
        // SQLite peeks at the head of page 1 before it has recovered the log. A page 1 torn in a checkpoint lies whole
        // in the log, so the peek gets what is the same in every vault; the page itself is an error if read as one.
        if within + buf.len() > PAGE {
            return Err(VaultError::Damaged(Part::Database));
        }
        match read_page(files, page, &mut self.buffer) {
            Ok(()) => {}
            Err(VaultError::Damaged(_)) if page == 1 && within + buf.len() <= 100 => {
                self.buffer.fill(0);
                self.buffer[..FIRST_BYTES.len()].copy_from_slice(FIRST_BYTES);
            }
            Err(e) => return Err(e),
        }
        buf.copy_from_slice(&self.buffer[within..within + buf.len()]);
        self.buffer.zeroize();
        self.buffer.resize(PAGE, 0);
        Ok(Got::All)
    }

    pub fn write(&mut self, files: &Files, bytes: &[u8], offset: u64) -> Result<(), VaultError> {
        let (page, within) = place(offset)?;
        if within != 0 || bytes.len() != PAGE {
            return Err(VaultError::Damaged(Part::Database));
        }
        self.fill_up_to(files, page - 1)?;
        self.put(files, page, bytes)
    }

    /// Cuts or grows the database; pages that come into being are zeros, sealed like any other.
    pub fn set_size(&mut self, files: &Files, size: u64) -> Result<(), VaultError> {
        let pages = u32::try_from(size / PAGE as u64).map_err(|_| VaultError::NoSpace)?;
        if pages < self.count {
            files.main.set_len(REGION + u64::from(pages) * PAGE as u64)?;
            self.count = pages;
        }
        self.fill_up_to(files, pages)
    }

    /// SQLite skips pages that hold nothing yet, and the lock page at 1 GiB for ever. A hole would read as damage.
    fn fill_up_to(&mut self, files: &Files, last: u32) -> Result<(), VaultError> {
        while self.count < last {
            self.put(files, self.count + 1, &[0; PAGE])?;
        }
        Ok(())
    }

    fn put(&mut self, files: &Files, page: u32, text: &[u8]) -> Result<(), VaultError> {
        self.buffer.copy_from_slice(text);
        gap::clear(page, self.count.max(page), &mut self.buffer);
        seal_page(&files.keys.page, files.nonces.draw(), &files.vault, page, &mut self.buffer);
        files.main.write_at(&self.buffer, file_offset(page))?;
        self.count = self.count.max(page);
        Ok(())
    }
}

/// Whole pages in a file.
pub fn count(file: &dyn IoFile) -> Result<u32, VaultError> {
    u32::try_from(file.len()?.saturating_sub(REGION) / PAGE as u64).map_err(|_| VaultError::Damaged(Part::Database))
}

/// Reads and opens one page into `buf` of [`PAGE`] bytes, its last 40 zero; on failure `buf` is zeros.
pub fn read_page(files: &Files, page: u32, buf: &mut [u8]) -> Result<(), VaultError> {
    files.check_running()?;
    let got = files.main.read_at(buf, file_offset(page))?;
    if got != PAGE || open_page(&files.keys.page, &files.vault, page, buf).is_err() {
        buf.fill(0);
        return Err(VaultError::Damaged(Part::Page(page)));
    }
    Ok(())
}

pub fn seal_page(key: &SealKey, nonce: Nonce, vault: &VaultId, page: u32, buf: &mut [u8]) {
    let (text, nonce_out, tag_out) = split(buf);
    key.seal(nonce, &context(vault, page), text, nonce_out, tag_out);
}

pub fn open_page(key: &SealKey, vault: &VaultId, page: u32, buf: &mut [u8]) -> Result<(), NotAuthentic> {
    let (text, nonce, tag) = split(buf);
    key.open(nonce, &context(vault, page), text, tag)?;
    buf[USABLE..].fill(0);
    Ok(())
}

pub fn file_offset(page: u32) -> u64 {
    REGION + u64::from(page - 1) * PAGE as u64
}

fn split(buf: &mut [u8]) -> (&mut [u8], &mut [u8; NONCE], &mut [u8; TAG]) {
    let (text, rest) = buf.split_at_mut(USABLE);
    let (nonce, tag) = rest.split_first_chunk_mut().expect("a page has 40 bytes behind its text");
    (text, nonce, tag.first_chunk_mut().expect("16 of the 40 bytes are the tag"))
}

fn context(vault: &VaultId, page: u32) -> [u8; 25] {
    let mut context = [0; 25];
    context[0] = b'P';
    context[1..5].copy_from_slice(&VERSION.to_le_bytes());
    context[5..21].copy_from_slice(vault);
    context[21..].copy_from_slice(&page.to_le_bytes());
    context
}

fn place(offset: u64) -> Result<(u32, usize), VaultError> {
    let page = u32::try_from(offset / PAGE as u64 + 1).map_err(|_| VaultError::NoSpace)?;
    Ok((page, (offset % PAGE as u64) as usize))
}

/// The head of every vault's page 1: SQLite's magic, 4096-byte pages, log mode, 40 bytes reserved, fixed fractions.
const FIRST_BYTES: &[u8; 24] = b"SQLite format 3\0\x10\x00\x02\x02\x28\x40\x20\x20";

/// Page 1 of a database with nothing in it, as SQLite's file format describes it (sqlite.org/fileformat2.html):
/// written by hand so that a new vault needs no run of SQLite outside its log.
pub fn empty_database() -> [u8; PAGE] {
    let mut page = [0; PAGE];
    page[..24].copy_from_slice(FIRST_BYTES);
    for (at, number) in [
        (24, 1u32), // change counter
        (28, 1),    // pages
        (44, 4),    // schema format
        (56, 1),    // text is UTF-8
        (92, 1),    // the change counter for which the page count holds
        (96, 3_050_000),
    ] {
        page[at..at + 4].copy_from_slice(&number.to_be_bytes());
    }
    // The schema table: a leaf without cells, whose content begins at the end of the usable part.
    page[100] = 0x0d;
    page[105..107].copy_from_slice(&(USABLE as u16).to_be_bytes());
    page
}
