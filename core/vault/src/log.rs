//! The log (SQLite's write-ahead log), sealed.
//!
//! SQLite writes a 32-byte header and frames of 24 + 4096 bytes. On disk the header takes 72 bytes and a frame 4164:
//! nonce, ciphertext, tag. Sealed with each frame is how many frames of this log were durable when it was written, which
//! tells damage from a crash: a frame that does not open ends the log, unless a later frame knows that it was durable.

mod recovery;

use std::path::Path;
use std::sync::atomic::Ordering;

use zeroize::Zeroizing;

use crate::aead::{NONCE, OVERHEAD};
use crate::error::{Part, VaultError};
use crate::files::{Files, Got};
use crate::header::{Header, LogState, VERSION};
use crate::io::{Io, IoFile, OpenHow};
use crate::keys::{Keys, VaultId};
use crate::pages::PAGE;

/// SQLite's sizes.
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const FRAME: usize = FRAME_HEADER + PAGE;
/// Ours, on disk.
const MARK: usize = 4;
const SEALED_HEADER: usize = HEADER + OVERHEAD;
pub const SEALED_FRAME: usize = MARK + FRAME + OVERHEAD;

pub struct Log {
    /// `None` until the file is needed: a vault that is only looked at leaves no file behind.
    file: Option<Box<dyn IoFile>>,
    /// Whether the file's name is known to be durable: a program that made it may have died before it synced the folder.
    name_durable: bool,
    /// Whether there is a log under the header's epoch.
    live: bool,
    /// Frames that are there.
    frames: u32,
    /// Frames that opened, or were written by us. Until recovery ends they are read in order.
    accepted: u32,
    recovering: bool,
    /// The user wants what is whole of a damaged log.
    without_last_changes: bool,
    /// While recovering: where the last two transactions end. SQLite may reject the last frame that it has read.
    ends: [u32; 2],
    /// Frames up to the last commit. What a transaction that was rolled back left behind them is no part of the log,
    /// though it lies in the file.
    committed: u32,
    /// Frames known to be durable.
    synced: u32,
    /// Set after recovery: frames that were read may still be in the system's cache only. Before it is written to or
    /// copied into the pages, the log is settled.
    unsettled: bool,
    /// Frames that recovery read and that some mark, or the header, knows to be durable.
    settled: u32,
    /// A frame header that waits for its page, so that both are sealed at once.
    pending: Option<(u32, [u8; FRAME_HEADER])>,
    /// One sealed frame.
    buffer: Zeroizing<Vec<u8>>,
}

impl Log {
    pub fn open(
        io: &dyn Io,
        path: &Path,
        header: &Header,
        keys: &Keys,
        without_last_changes: bool,
    ) -> Result<Self, VaultError> {
        let file = if io.exists(path)? { Some(io.open(path, OpenHow::Existing)?) } else { None };
        let mut log = Self {
            file,
            name_durable: header.log_state().is_needed(),
            live: false,
            frames: 0,
            accepted: 0,
            recovering: true,
            without_last_changes,
            ends: [0; 2],
            committed: 0,
            synced: 0,
            unsettled: true,
            settled: 0,
            pending: None,
            buffer: Zeroizing::new(vec![0; SEALED_FRAME]),
        };
        if header.log_state() == LogState::None {
            return Ok(log);
        }
        if let Some(file) = &log.file {
            log.live = read_header(&**file, &header.vault_id(), &header.epoch(), keys)?.is_some();
            let frames = file.len()?.saturating_sub(SEALED_HEADER as u64) / SEALED_FRAME as u64;
            log.frames = if log.live { u32::try_from(frames).map_err(|_| VaultError::LastChangesDamaged)? } else { 0 };
        }
        if !log.live && header.log_state().is_needed() && !without_last_changes {
            return Err(VaultError::LastChangesDamaged);
        }
        if log.live {
            log.committed = header.durable_frames();
            log.settled = header.durable_frames();
        }
        Ok(log)
    }

    /// In SQLite's bytes.
    pub fn size(&self) -> u64 {
        if self.live { HEADER as u64 + u64::from(self.frames) * FRAME as u64 } else { 0 }
    }

    pub fn read(&mut self, files: &Files, buf: &mut [u8], offset: u64) -> Result<Got, VaultError> {
        self.flush_pending(files)?;
        if !self.live {
            buf.fill(0);
            return Ok(Got::Short);
        }
        if offset < HEADER as u64 {
            let file = self.file.as_deref().ok_or(VaultError::LastChangesDamaged)?;
            let header = read_header(file, &files.vault, &files.epoch(), &files.keys)?;
            let header = header.ok_or(VaultError::LastChangesDamaged)?;
            let bytes =
                header.get(offset as usize..offset as usize + buf.len()).ok_or(VaultError::LastChangesDamaged)?;
            buf.copy_from_slice(bytes);
            return Ok(Got::All);
        }
        let (index, within) = place(offset)?;
        if index >= self.frames || within + buf.len() > FRAME {
            buf.fill(0);
            return Ok(Got::Short);
        }
        if !self.open_frame(files, index)? {
            if index < self.accepted || !self.recovering {
                return Err(VaultError::Damaged(Part::Frame(index)));
            }
            // Zeros are no frame to SQLite: it ends the log here. `finish_recovery` says whether that is right.
            buf.fill(0);
            return Ok(Got::All);
        }
        self.accepted = self.accepted.max(index + 1);
        if self.recovering {
            self.settled = self.settled.max(self.mark());
            if self.note_commit(files, &self.text()[MARK..MARK + FRAME_HEADER]) && index + 1 > self.ends[1] {
                self.ends = [self.ends[1], index + 1];
            }
        }
        let at = MARK + within;
        buf.copy_from_slice(&self.text()[at..at + buf.len()]);
        Ok(Got::All)
    }

    pub fn write(&mut self, files: &Files, bytes: &[u8], offset: u64) -> Result<(), VaultError> {
        if offset == 0 {
            let header = bytes.try_into().map_err(|_| VaultError::Damaged(Part::Database))?;
            return self.begin(files, header);
        }
        let (index, within) = place(offset)?;
        match (within, bytes.len()) {
            (0, FRAME_HEADER) => {
                self.flush_pending(files)?;
                self.pending = Some((index, bytes.try_into().expect("the length was matched")));
                Ok(())
            }
            (FRAME_HEADER, PAGE) => {
                let header = match self.pending.take() {
                    Some((of, header)) if of == index => header,
                    other => {
                        self.pending = other;
                        self.flush_pending(files)?;
                        self.frame_header(files, index)?
                    }
                };
                self.put(files, index, &header, bytes)
            }
            _ => Err(VaultError::Damaged(Part::Database)),
        }
    }

    /// SQLite cuts the log when all of it is in the database file, and that is durable.
    pub fn set_size(&mut self, files: &Files, size: u64) -> Result<(), VaultError> {
        self.pending = None;
        if size > 0 {
            let frames = u32::try_from(size.saturating_sub(HEADER as u64) / FRAME as u64).unwrap_or(u32::MAX);
            if let Some(file) = &self.file
                && frames < self.frames_in(&**file)?
            {
                file.set_len(SEALED_HEADER as u64 + u64::from(frames) * SEALED_FRAME as u64)?;
                self.frames = self.frames.min(frames);
                self.accepted = self.accepted.min(frames);
                self.committed = self.committed.min(frames);
            }
            return Ok(());
        }
        // First say that no log is expected, then cut it: the other way round a crash between would be damage.
        if files.log_state() != LogState::None {
            files.set_log_state(LogState::None)?;
        }
        if let Some(file) = &self.file {
            file.set_len(0)?;
            file.sync()?;
        }
        self.live = false;
        (self.frames, self.accepted, self.committed) = (0, 0, 0);
        files.committed_pages.store(0, Ordering::Relaxed);
        self.set_synced(files, 0);
        Ok(())
    }

    pub fn sync(&mut self, files: &Files) -> Result<(), VaultError> {
        self.settle(files)?;
        self.flush_pending(files)?;
        if let Some(file) = &self.file {
            file.sync()?;
        }
        self.set_synced(files, self.committed);
        // From here on a commit in this log may be acknowledged: it must be missed if it is gone.
        if self.live && self.committed > 0 && files.log_state() == LogState::Starting {
            files.set_log_state(LogState::Expected)?;
        }
        Ok(())
    }

    /// A new log: the header says so, with a new epoch, before a byte of it is written.
    fn begin(&mut self, files: &Files, header: &[u8; HEADER]) -> Result<(), VaultError> {
        self.pending = None;
        self.live = false;
        (self.frames, self.accepted, self.committed) = (0, 0, 0);
        files.committed_pages.store(0, Ordering::Relaxed);
        self.set_synced(files, 0);
        self.unsettled = false;
        self.recovering = false;
        if self.file.is_none() {
            self.file = Some(files.io.open(&files.wal_path, OpenHow::OrCreate)?);
            self.name_durable = false;
        }
        if !self.name_durable {
            files.io.sync_dir(folder_of(&files.wal_path))?;
            self.name_durable = true;
        }
        files.set_log_state(LogState::Starting)?;
        let mut sealed = [0; SEALED_HEADER];
        let context = header_context(&files.vault, &files.epoch());
        files.keys.log.seal_into(files.nonces.draw(), &context, header, &mut sealed);
        self.file_ref()?.write_at(&sealed, 0)?;
        self.live = true;
        Ok(())
    }

    fn put(&mut self, files: &Files, index: u32, header: &[u8], page: &[u8]) -> Result<(), VaultError> {
        if !self.live || index > self.frames {
            return Err(VaultError::Damaged(Part::Database));
        }
        if self.unsettled {
            self.settle(files)?;
            self.set_synced(files, self.accepted);
        }
        // A frame written again is not durable any more, nor does anything rest on what follows it.
        self.set_synced(files, self.synced.min(index));
        files.clear_doubt(index)?;
        let context = frame_context(&files.vault, &files.epoch(), index);
        let text = &mut self.buffer[NONCE..NONCE + MARK + FRAME];
        text[..MARK].copy_from_slice(&self.synced.to_le_bytes());
        text[MARK..MARK + FRAME_HEADER].copy_from_slice(header);
        text[MARK + FRAME_HEADER..].copy_from_slice(page);
        files.keys.log.seal_in_place(files.nonces.draw(), &context, &mut self.buffer);
        self.file_ref()?.write_at(&self.buffer, frame_offset(index))?;
        self.frames = self.frames.max(index + 1);
        self.accepted = self.accepted.max(index + 1);
        let commits = self.note_commit(files, header);
        self.committed = if commits { index + 1 } else { self.committed.min(index) };
        Ok(())
    }

    /// A commit frame, the last of its transaction, carries the size of the database; the others carry zero.
    fn note_commit(&self, files: &Files, header: &[u8]) -> bool {
        let pages = u32::from_be_bytes(header[4..8].try_into().expect("four bytes"));
        if pages > 0 {
            files.committed_pages.store(pages, Ordering::Relaxed);
        }
        pages > 0
    }

    fn set_synced(&mut self, files: &Files, frames: u32) {
        self.synced = frames;
        files.durable_frames.store(frames, Ordering::Relaxed);
    }

    /// SQLite rewrites the headers of a transaction's frames when it wrote one of their pages twice.
    fn flush_pending(&mut self, files: &Files) -> Result<(), VaultError> {
        let Some((index, header)) = self.pending.take() else { return Ok(()) };
        if index >= self.frames {
            // A header whose page never came: the write after it failed. It is no part of the log.
            return Ok(());
        }
        if !self.open_frame(files, index)? {
            return Err(VaultError::Damaged(Part::Frame(index)));
        }
        let page = Zeroizing::new(self.text()[MARK + FRAME_HEADER..].to_vec());
        self.put(files, index, &header, &page)
    }

    fn frame_header(&mut self, files: &Files, index: u32) -> Result<[u8; FRAME_HEADER], VaultError> {
        if index >= self.frames || !self.open_frame(files, index)? {
            return Err(VaultError::Damaged(Part::Frame(index)));
        }
        Ok(self.text()[MARK..MARK + FRAME_HEADER].try_into().expect("24 bytes"))
    }

    /// Reads a frame into the buffer; false when it does not open.
    fn open_frame(&mut self, files: &Files, index: u32) -> Result<bool, VaultError> {
        let file = self.file.as_deref().ok_or(VaultError::LastChangesDamaged)?;
        let got = file.read_at(&mut self.buffer, frame_offset(index))?;
        let context = frame_context(&files.vault, &files.epoch(), index);
        Ok(got == SEALED_FRAME && files.keys.log.open_from(&context, &mut self.buffer).is_ok())
    }

    /// The frame in the buffer: mark, SQLite's frame header, page.
    fn text(&self) -> &[u8] {
        &self.buffer[NONCE..NONCE + MARK + FRAME]
    }

    fn mark(&self) -> u32 {
        u32::from_le_bytes(self.text()[..MARK].try_into().expect("four bytes"))
    }

    fn frames_in(&self, file: &dyn IoFile) -> Result<u32, VaultError> {
        Ok(u32::try_from(file.len()?.saturating_sub(SEALED_HEADER as u64) / SEALED_FRAME as u64).unwrap_or(u32::MAX))
    }

    fn file_ref(&self) -> Result<&dyn IoFile, VaultError> {
        self.file.as_deref().ok_or(VaultError::LastChangesDamaged)
    }
}

fn read_header(
    file: &dyn IoFile,
    vault: &VaultId,
    epoch: &[u8; 16],
    keys: &Keys,
) -> Result<Option<[u8; HEADER]>, VaultError> {
    let mut sealed = [0; SEALED_HEADER];
    if file.read_at(&mut sealed, 0)? != SEALED_HEADER {
        return Ok(None);
    }
    let text = keys.log.open_from(&header_context(vault, epoch), &mut sealed);
    Ok(text.ok().map(|text| (&*text).try_into().expect("the sealed header holds 32 bytes")))
}

fn place(offset: u64) -> Result<(u32, usize), VaultError> {
    let offset = offset - HEADER as u64;
    let index = u32::try_from(offset / FRAME as u64).map_err(|_| VaultError::NoSpace)?;
    Ok((index, (offset % FRAME as u64) as usize))
}

fn frame_offset(index: u32) -> u64 {
    SEALED_HEADER as u64 + u64::from(index) * SEALED_FRAME as u64
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn header_context(vault: &VaultId, epoch: &[u8; 16]) -> [u8; 37] {
    let mut context = [0; 37];
    context[0] = b'L';
    context[1..5].copy_from_slice(&VERSION.to_le_bytes());
    context[5..21].copy_from_slice(vault);
    context[21..].copy_from_slice(epoch);
    context
}

fn frame_context(vault: &VaultId, epoch: &[u8; 16], index: u32) -> [u8; 41] {
    let mut context = [0; 41];
    context[..37].copy_from_slice(&header_context(vault, epoch));
    context[0] = b'F';
    context[37..].copy_from_slice(&index.to_le_bytes());
    context
}
