//! From a backup back into a folder, and looking at either without changing it.

use std::path::Path;
use std::sync::Arc;

use mend_vault::{Passphrase, Secret, Vault};

use crate::backup_file::{BackupFile, Kind};
use crate::error::from_disk;
use crate::folder::State;
use crate::overlay::Overlay;
use crate::verify::{Progress, examine, pages};
use crate::{Mend, MendError, Result, Session, Space, UnlockOptions, VerifyView};

impl Mend {
    /// Reads every page of both spaces (as far as the passphrase opens them) and changes nothing.
    /// `progress(done, of)` in pages. A wrong passphrase counts as a try.
    pub fn verify(&self, passphrase: &Passphrase, progress: &mut dyn FnMut(u64, u64)) -> Result<VerifyView> {
        if self.folder.state()? == State::Empty {
            return Err(MendError::NotSetUp);
        }
        let _held = self.folder.take()?;
        self.tries.may_try()?;
        // An interrupted change is finished or discarded up there only.
        let folder = self.folder.through(Arc::new(Overlay::over(self.folder.io().clone())));
        folder.recover()?;
        match folder.state()? {
            State::SetUp => {}
            State::Empty => return Err(MendError::NotSetUp),
            State::HalfMissing => return Err(MendError::Damaged),
        }
        let mut progress = Progress { done: 0, of: pages(&folder), tell: progress };
        let found = examine(&folder, &self.options, passphrase, &mut progress);
        match &found {
            // Where nothing could be opened, nobody can tell whether it was the right one.
            Ok(view) if read_pages_of(view, Space::Private) => self.tries.right(),
            Ok(view) if read_pages_of(view, Space::Together) => self.tries.right_together(),
            Ok(_) => {}
            Err(MendError::WrongPassphrase) => self.tries.wrong(),
            Err(_) => {}
        }
        found
    }

    /// The same for a backup. A wrong passphrase is no try: a backup can be taken anywhere and tried there.
    pub fn verify_backup(
        &self,
        backup: &Path,
        passphrase: &Passphrase,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<VerifyView> {
        let backup = BackupFile::open(&**self.folder.io(), backup)?;
        self.examine_backup(&backup, passphrase, progress)
    }

    /// Into a folder where nothing is set up; refused otherwise. Everything is checked before the first byte is placed.
    pub fn restore(
        &self,
        backup: &Path,
        passphrase: &Passphrase,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Session> {
        if self.folder.state()? != State::Empty {
            return Err(MendError::AlreadySetUp);
        }
        let backup = BackupFile::open(&**self.folder.io(), backup)?;
        let found = self.examine_backup(&backup, passphrase, progress)?;
        let together_opens = found.spaces.iter().any(|s| s.space == Space::Together && s.intact == Some(true));
        if !together_opens || !found.is_intact() {
            return Err(MendError::Damaged);
        }

        self.folder.make()?;
        let held = self.folder.take()?;
        self.folder.recover()?;
        if self.folder.state()? != State::Empty {
            return Err(MendError::AlreadySetUp);
        }
        let io = &**self.folder.io();
        self.folder.prepare_both(
            |place| {
                backup.copy(Kind::Private, io, place.path())?;
                if backup.has(Kind::PrivateLog) {
                    self.folder.sync()?;
                    backup.copy(Kind::PrivateLog, io, &self.folder.new_private_log())?;
                }
                Ok(())
            },
            |place| backup.copy(Kind::Together, io, place.path()),
        )?;
        // Two phones must never write as one: until the restored one has a feed of its own, every open gives it one.
        self.folder.mark_restored().map_err(from_disk)?;
        self.folder.commit_both()?;
        let kdf = Vault::kdf(&self.folder.place(Space::Together))?;
        self.open(held, &Secret::Passphrase(kdf.derive(passphrase)?), UnlockOptions::default())
    }

    fn examine_backup(
        &self,
        backup: &BackupFile,
        passphrase: &Passphrase,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<VerifyView> {
        let folder = backup.as_folder();
        // Once against the table, once page by page.
        let mut progress = Progress { done: 0, of: backup.len() / 4096 + pages(&folder), tell };
        let mut bytes = 0;
        backup.check(&mut |more| {
            let before = bytes / 4096;
            bytes += more;
            progress.step(bytes / 4096 - before);
        })?;
        examine(&folder, &self.options, passphrase, &mut progress)
    }
}

fn read_pages_of(view: &VerifyView, space: Space) -> bool {
    view.spaces.iter().any(|verdict| verdict.space == space && verdict.pages > 0)
}
