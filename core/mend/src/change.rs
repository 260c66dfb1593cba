//! How files of the folder are replaced, so that a crash at any step leaves the old state or the new one, whole.
//!
//! **Both files.** `private.mend.new` is written first, then `together.mend.new`, each durable with its name before
//! the next step. Renaming the private one decides; then the together one is renamed. Seen at the next open, under the
//! folder's lock:
//!
//! | found | it means | done |
//! |---|---|---|
//! | `private.mend.new`, with or without others | not decided | all removed, `private.mend.new` last |
//! | `together.mend.new` without it | decided | old logs are removed, its rename is made up for |
//! | `private.mend-wal.new` without it | decided | its rename is made up for, last of all |
//!
//! Removing `private.mend.new` last keeps an interrupted clean-up from looking decided. The third name is rare: a
//! restored private file that nobody could open brings the log along that belongs to it.
//!
//! **One file** uses `.alone.new`: always discarded, since its only rename is all there is to it.
//!
//! **Restoring** is a change of both files into an empty folder. Beside it lies `restored.new`, written before the first
//! rename and removed once the copy has a feed of its own ([`crate::partner`]): whichever open comes first sees to that.
//!
//! **Erasing everything** is decided by renaming `private.mend` to `private.mend.alone.new`. No other change leaves
//! that name without a `private.mend` beside it. The rest is then removed, that file last.

use mend_vault::{OpenHow, Place};

use crate::error::from_disk;
use crate::folder::{ALONE_NEW, Folder, LOG, NEW, State};
use crate::{Result, Space};

/// The name of a restored log until its file is in place.
const LOG_NEW: &str = "-wal.new";

impl Folder {
    /// Finishes or discards what an interrupted change left. Only under the folder's lock, and before anything else.
    pub(crate) fn recover(&self) -> Result<()> {
        if self.erase_is_decided()? {
            return self.finish_erase();
        }
        if self.change_is_decided()? {
            self.finish_change()?;
        }
        if self.has(Space::Private, LOG_NEW)? && !self.has(Space::Private, NEW)? {
            self.finish_log()?;
        }
        self.discard()?;
        // A restore that was not decided.
        if self.state()? == State::Empty { self.unmark_restored() } else { Ok(()) }
    }

    pub(crate) fn change_is_decided(&self) -> Result<bool> {
        Ok(self.has(Space::Together, NEW)? && !self.has(Space::Private, NEW)?)
    }

    pub(crate) fn erase_is_decided(&self) -> Result<bool> {
        Ok(self.has(Space::Private, ALONE_NEW)? && !self.has(Space::Private, "")?)
    }

    /// Writes both files anew beside the old ones. On an error nothing is left of it.
    pub(crate) fn prepare_both<P, T>(
        &self,
        private: impl FnOnce(&Place) -> Result<P>,
        together: impl FnOnce(&Place) -> Result<T>,
    ) -> Result<(P, T)> {
        self.discard()?;
        let written = (|| {
            let private = private(&self.place_with(Space::Private, NEW))?;
            self.sync()?;
            let together = together(&self.place_with(Space::Together, NEW))?;
            self.sync()?;
            Ok((private, together))
        })();
        if written.is_err() {
            // What cannot be removed now is removed at the next open; the first error is the one to tell.
            let _ = self.discard();
        }
        written
    }

    /// Where [`Folder::prepare_both`]'s first step may put a log that belongs to the new private file, once that file's
    /// own name is durable.
    pub(crate) fn new_private_log(&self) -> std::path::PathBuf {
        self.file(Space::Private, LOG_NEW)
    }

    /// Puts both prepared files in place. After an error here only the next open knows which state counts.
    pub(crate) fn commit_both(&self) -> Result<()> {
        self.rename(&self.file(Space::Private, NEW), &self.file(Space::Private, ""))?;
        self.sync()?;
        self.finish_change()
    }

    fn finish_change(&self) -> Result<()> {
        // The logs of the files that were replaced. The new ones expect none and would not read them.
        self.remove(&self.file(Space::Private, LOG))?;
        self.remove(&self.file(Space::Together, LOG))?;
        self.sync()?;
        self.rename(&self.file(Space::Together, NEW), &self.file(Space::Together, ""))?;
        self.sync()?;
        if self.has(Space::Private, LOG_NEW)? { self.finish_log() } else { Ok(()) }
    }

    /// Says that the files that are put in place next are a restored copy, durably.
    pub(crate) fn mark_restored(&self) -> std::io::Result<()> {
        self.io().open(&self.restored_file(), OpenHow::OrCreate)?.sync()?;
        self.io().sync_dir(self.path())
    }

    pub(crate) fn is_marked_restored(&self) -> Result<bool> {
        self.io().exists(&self.restored_file()).map_err(from_disk)
    }

    pub(crate) fn unmark_restored(&self) -> Result<()> {
        if self.remove(&self.restored_file())? { self.sync() } else { Ok(()) }
    }

    fn finish_log(&self) -> Result<()> {
        self.rename(&self.new_private_log(), &self.file(Space::Private, LOG))?;
        self.sync()
    }

    /// Writes one file anew beside the old one. On an error nothing is left of it.
    pub(crate) fn prepare_alone<T>(&self, space: Space, write: impl FnOnce(&Place) -> Result<T>) -> Result<T> {
        self.discard()?;
        let written = write(&self.place_with(space, ALONE_NEW)).and_then(|written| self.sync().map(|()| written));
        if written.is_err() {
            let _ = self.discard();
        }
        written
    }

    /// Puts the prepared file in place. After an error here only the next open knows which state counts.
    pub(crate) fn commit_alone(&self, space: Space) -> Result<()> {
        self.rename(&self.file(space, ALONE_NEW), &self.file(space, ""))?;
        self.sync()?;
        self.remove(&self.file(space, LOG))?;
        self.sync()
    }

    /// Removes both spaces and what is known about tries.
    pub(crate) fn erase(&self) -> Result<()> {
        self.discard()?;
        self.rename(&self.file(Space::Private, ""), &self.file(Space::Private, ALONE_NEW))?;
        self.sync()?;
        self.finish_erase()
    }

    fn finish_erase(&self) -> Result<()> {
        self.remove(&self.file(Space::Private, LOG))?;
        self.remove(&self.file(Space::Together, ""))?;
        self.remove(&self.file(Space::Together, LOG))?;
        self.remove(&self.device_file())?;
        self.remove(&self.restored_file())?;
        self.sync()?;
        self.remove(&self.file(Space::Private, ALONE_NEW))?;
        self.sync()
    }

    /// Removes what a change that was not decided left behind.
    fn discard(&self) -> Result<()> {
        let mut last_to_first = vec![vec![self.file(Space::Together, NEW)], vec![self.new_private_log()]];
        last_to_first.push(vec![
            self.file(Space::Private, NEW),
            self.file(Space::Private, ALONE_NEW),
            self.file(Space::Together, ALONE_NEW),
            self.new_device_file(),
        ]);
        for step in last_to_first {
            let mut removed = false;
            for file in step {
                removed |= self.remove(&file)?;
            }
            if removed {
                self.sync()?;
            }
        }
        Ok(())
    }
}
