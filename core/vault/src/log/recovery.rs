//! What to make of a log that was found: did it end in a crash, was it damaged, and what of it can be kept.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::{Log, MARK, frame_offset};
use crate::error::{Part, VaultError};
use crate::files::Files;
use crate::header::LogState;

impl Log {
    /// SQLite has read the log up to the first frame that it rejected. Was that one durable once, by the header's count
    /// or by the mark of a later frame? Then it was damaged since, and what follows it was acknowledged: not a crash.
    pub fn finish_recovery(&mut self, files: &Files) -> Result<(), VaultError> {
        self.recovering = false;
        let damaged = self.is_damaged(files)?;
        let rejected = self.first_rejected(files)?;
        self.frames = self.accepted;
        match damaged {
            false => Ok(()),
            true if !self.without_last_changes => Err(VaultError::LastChangesDamaged),
            true => self.keep_what_is_whole(files, rejected),
        }
    }

    pub fn is_damaged(&mut self, files: &Files) -> Result<bool, VaultError> {
        if !self.live {
            return Ok(files.log_state().is_needed());
        }
        let rejected = self.first_rejected(files)?;
        Ok(!self.is_crash(files, rejected)?)
    }

    /// The beginning of a damaged log fits the pages only while none was moved. Where some were, SQLite must not see
    /// any of it.
    pub fn prepare_rescue(&mut self, files: &Files) -> Result<(), VaultError> {
        if !self.without_last_changes || !self.live || files.log_state() != LogState::Moving {
            return Ok(());
        }
        let mut whole = 0;
        while whole < self.frames && self.open_frame(files, whole)? {
            whole += 1;
        }
        self.accepted = whole;
        self.live = self.is_crash(files, whole)?;
        self.accepted = 0;
        Ok(())
    }

    /// The first frame that is no part of the log to SQLite.
    fn first_rejected(&mut self, files: &Files) -> Result<u32, VaultError> {
        let first_unread = self.accepted;
        let was_read = first_unread < self.frames && self.open_frame(files, first_unread)?;
        Ok(if was_read { first_unread.saturating_sub(1) } else { first_unread })
    }

    /// Whether a crash explains that the log ends at `rejected`: nobody knows that frame to have been durable.
    fn is_crash(&mut self, files: &Files, rejected: u32) -> Result<bool, VaultError> {
        if files.log_state().is_needed() && rejected < files.durable_frames.load(Ordering::Relaxed) {
            return Ok(false);
        }
        for index in self.accepted..self.frames {
            if self.open_frame(files, index)? && self.mark() > rejected {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The transactions before the damage, if no page was moved from the log yet; else the pages alone. A crash in
    /// here leaves damage, to be asked about again.
    fn keep_what_is_whole(&mut self, files: &Files, rejected: u32) -> Result<(), VaultError> {
        let end = self.ends.into_iter().filter(|end| *end <= rejected).max().unwrap_or(0);
        if !self.live || end == 0 {
            return self.set_size(files, 0);
        }
        let file = self.file_ref()?;
        file.set_len(frame_offset(end))?;
        file.sync()?;
        (self.frames, self.accepted, self.committed, self.settled) = (end, end, end, end);
        self.set_synced(files, end);
        files.set_log_state(LogState::Expected)
    }

    /// Makes durable what recovery read. A sync alone would not do: where one failed before this vault was opened, the
    /// system may show what it will never write. The same bytes are written again, so that a torn write does no harm.
    pub(super) fn settle(&mut self, files: &Files) -> Result<(), VaultError> {
        if let (true, Some(file)) = (self.unsettled && self.live, &self.file) {
            for index in self.settled..self.accepted {
                files.check_running()?;
                let offset = frame_offset(index);
                let got = file.read_at(&mut self.buffer, offset)?;
                file.write_at(&self.buffer[..got], offset)?;
            }
            file.sync()?;
        }
        self.unsettled = false;
        Ok(())
    }

    /// Every committed page in the log: its number, the frame of its newest version; and the database's size in pages
    /// after the last commit. For `verify`, after recovery.
    pub fn committed(&mut self, files: &Files) -> Result<(BTreeMap<u32, u32>, Option<u32>), VaultError> {
        let mut committed = BTreeMap::new();
        let mut open = Vec::new();
        let mut size = None;
        for index in 0..if self.live { self.accepted } else { 0 } {
            if !self.open_frame(files, index)? {
                return Err(VaultError::Damaged(Part::Frame(index)));
            }
            let be =
                |at: usize| u32::from_be_bytes(self.text()[MARK + at..MARK + at + 4].try_into().expect("four bytes"));
            let (page, commit) = (be(0), be(4));
            open.push((page, index));
            if commit != 0 {
                committed.extend(open.drain(..));
                size = Some(commit);
            }
        }
        Ok((committed, size))
    }
}
