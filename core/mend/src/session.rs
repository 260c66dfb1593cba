//! An unlocked folder.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mend_vault::{Passphrase, PassphraseKey, RecoveryCode, Secret, Vault};

use crate::agreement::Agreements;
use crate::checkin::Checkins;
use crate::device::DeviceFile;
use crate::folder::{Folder, FolderLock};
use crate::guide::{Guides, Pack, TogetherPart};
use crate::help::Help;
use crate::insight::Insight;
use crate::journal::{Journal, Undo};
use crate::partner::{Meeting, Partner};
use crate::profile::Profile;
use crate::promise::Promises;
use crate::reminder::Reminders;
use crate::settings::Settings;
use crate::sharing::Sharing;
use crate::space::{Db, Private, Together};
use crate::text::{Text, Whom};
use crate::tries::Tries;
use crate::ways::Way;
use crate::{Access, BackupView, MendError, MendOptions, Result, RunId, Space, Stream, partner, schema};

/// What the passphrase opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    Everything,
    TogetherOnly,
}

/// An open Mend. Cheap to clone; every clone is the same session; callable from any thread.
///
/// It ends with [`Session::lock`], or when the last clone and the last client made from it are dropped.
#[derive(Clone)]
pub struct Session {
    inner: Arc<Inner>,
}

/// What a session is made of. The vaults are open until `ended`.
pub(crate) struct Inner {
    pub folder: Folder,
    pub options: MendOptions,
    pub device: Arc<DeviceFile>,
    pub tries: Arc<Tries>,
    /// Absent in a together-only session.
    private: Option<Arc<Vault>>,
    /// The private space was locked for the rest of the session.
    handed_over: AtomicBool,
    pub together: Arc<Vault>,
    /// Entries deleted in this session.
    pub undo: Undo,
    /// A recovery code that was shown and not typed back yet.
    pub shown_code: UntilLock<RecoveryCode>,
    /// A pairing under way.
    pub meeting: Meeting,
    /// Whom texts speak to and of.
    whom: Whom,
    held: Mutex<Option<Arc<FolderLock>>>,
    changing: Mutex<()>,
    ended: AtomicBool,
}

/// Something of the user's that lives in memory, and is gone with the lock.
pub(crate) struct UntilLock<T>(Mutex<Option<T>>);

impl<T> UntilLock<T> {
    pub fn empty() -> Self {
        Self(Mutex::new(None))
    }

    pub fn get(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything a session is opened from.
pub(crate) struct Opening {
    pub folder: Folder,
    pub options: MendOptions,
    pub device: Arc<DeviceFile>,
    pub tries: Arc<Tries>,
    pub private: Option<Vault>,
    pub together: Vault,
    pub held: FolderLock,
}

/// The right to change files and slots, one at a time. The folder stays ours until it is dropped, even when the
/// session is locked meanwhile.
pub(crate) struct Changing<'s> {
    pub session: &'s Inner,
    _one: MutexGuard<'s, ()>,
    _held: Arc<FolderLock>,
}

impl Session {
    pub(crate) fn open(from: Opening) -> Result<Self> {
        let inner = Inner {
            folder: from.folder,
            options: from.options,
            device: from.device,
            tries: from.tries,
            private: from.private.map(Arc::new),
            handed_over: AtomicBool::new(false),
            together: Arc::new(from.together),
            undo: Undo::new(),
            shown_code: UntilLock::empty(),
            meeting: Meeting::none(),
            whom: Whom::default(),
            held: Mutex::new(Some(Arc::new(from.held))),
            changing: Mutex::new(()),
            ended: AtomicBool::new(false),
        };
        let session = Self { inner: Arc::new(inner) };
        let together = session.together_db();
        let private = session.inner.private.is_some().then(|| session.private_db()).transpose()?;
        // Both are looked at before either is touched: a newer version's folder stays as it is.
        private.as_ref().map_or(Ok(()), schema::check_private)?;
        schema::check_together(&together)?;
        private.as_ref().map_or(Ok(()), schema::migrate_private)?;
        schema::migrate_together(&together)?;
        Ok(session)
    }

    pub fn opened(&self) -> Opened {
        self.inner.opened()
    }

    /// At once, from any thread, also in the middle of a write: that write is rolled back and returns `Locked`.
    pub fn lock(&self) {
        self.inner.lock();
    }

    pub fn is_locked(&self) -> bool {
        self.inner.is_locked()
    }

    /// `PrivateLocked` in a together-only session.
    pub fn journal(&self) -> Result<Journal> {
        Ok(Journal::new(self.private_db()?, self.inner.undo.clone(), self.text()?))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn checkins(&self) -> Result<Checkins> {
        Ok(Checkins::new(self.private_db()?, self.text()?))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn profile(&self) -> Result<Profile> {
        Ok(Profile::new(self.private_db()?))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn agreements(&self) -> Result<Agreements> {
        Ok(Agreements::new(self.private_db()?, self.text()?).known_by(self.together_db()))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn promises(&self) -> Result<Promises> {
        Ok(Promises::new(self.private_db()?, self.text()?))
    }

    /// The modules that ship, and one's runs. What a part done together yielded is taken in first.
    ///
    /// `PrivateLocked` in a together-only session.
    pub fn guides(&self) -> Result<Guides> {
        self.guides_of(Arc::new(Pack::shipped().clone()))
    }

    /// The same with a pack of one's own in place of the one that ships.
    ///
    /// `PrivateLocked` in a together-only session.
    pub fn guides_of(&self, pack: Arc<Pack>) -> Result<Guides> {
        Guides::new(self.private_db()?, self.together_db(), self.text()?, pack)
    }

    /// Lays the next part of a run out for two and locks the private space, at once and for the rest of this session.
    /// From here on nobody who holds the phone comes to anything of its owner's. Lock the session when they are done.
    ///
    /// # Errors
    /// `NotFound`; `BadField`: `run` (it has ended), `step` (what comes next is not done together). The private space
    /// stays open then.
    pub fn hand_over(&self, run: RunId) -> Result<TogetherPart> {
        self.guides()?.lay_out(run)?;
        self.inner.lock_private();
        self.together_part()
    }

    /// The part that is being done together; in every session, also one that opened nothing else.
    pub fn together_part(&self) -> Result<TogetherPart> {
        Ok(TogetherPart::new(self.together_db(), self.neutral_text()?))
    }

    /// The pair, what goes to the other phone and what came from it; in every session, also one that opened nothing else.
    pub fn partner(&self) -> Result<Partner> {
        Ok(Partner::new(self.clone(), self.together_db(), self.neutral_text()?))
    }

    /// Sharing, one thing at a time.
    ///
    /// `PrivateLocked` in a together-only session.
    pub fn sharing(&self) -> Result<Sharing> {
        let rng = self.inner.options.rng.clone();
        Ok(Sharing::new(self.private_db()?, self.together_db(), rng, self.neutral_text()?))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn reminders(&self) -> Result<Reminders> {
        Ok(Reminders::new(self.private_db()?, self.inner.device.clone(), self.text()?))
    }

    /// `PrivateLocked` in a together-only session.
    pub fn insight(&self) -> Result<Insight> {
        Ok(Insight::new(self.private_db()?, self.text()?))
    }

    /// As [`crate::Mend::help`], in every session, locked or not.
    pub fn help(&self) -> Help {
        Help::on(&self.inner.device.read())
    }

    pub fn settings(&self) -> Settings {
        Settings::new(self.clone())
    }

    pub fn access(&self) -> Access {
        Access::of(self.clone())
    }

    /// Both spaces in one file. `to` must not exist. Asks for the passphrase again.
    pub fn backup(&self, to: &Path, again: &Passphrase) -> Result<BackupView> {
        let changing = self.inner.change()?;
        changing.ask_again(again)?;
        changing.backup(to)
    }

    /// The words of a private place, in the language of the settings: to the user and of their partner as the profile
    /// says it. In a together-only session, as [`Session::neutral_text`]. The name is gone with the lock.
    ///
    /// # Errors
    /// `Locked`.
    pub fn text(&self) -> Result<Arc<Text>> {
        let private = match self.private_db() {
            Err(MendError::PrivateLocked) => return self.neutral_text(),
            private => private?,
        };
        match private.read(crate::profile::read) {
            Ok(profile) => self.inner.whom.set(profile.into()),
            Err(MendError::Locked) => return Err(MendError::Locked),
            // A profile that cannot be read names nobody, and keeps nobody from the rest.
            Err(_) => self.inner.whom.forget(),
        }
        // A lock in between had nothing to forget yet.
        if self.is_locked() {
            self.inner.whom.forget();
            return Err(MendError::Locked);
        }
        Ok(Arc::new(Text::new(&self.settings().locale()?).for_whom(self.inner.whom.clone())))
    }

    /// The words of what the two share, in the language of the settings: they name nobody, whatever the profile says.
    pub fn neutral_text(&self) -> Result<Arc<Text>> {
        Ok(Arc::new(Text::new(&self.settings().locale()?)))
    }

    /// Pages decrypted so far in the private space; for benches and tests.
    pub fn pages_opened(&self) -> u64 {
        self.inner.private.as_ref().map_or(0, |vault| vault.pages_opened())
    }

    /// `PrivateLocked` in a together-only session, whether the private space was ever used or not.
    pub(crate) fn private_db(&self) -> Result<Db<Private>> {
        if self.is_locked() {
            return Err(MendError::Locked);
        }
        let vault = self.inner.open_private().next().cloned().ok_or(MendError::PrivateLocked)?;
        Ok(self.db(vault, Stream::Private))
    }

    pub(crate) fn together_db(&self) -> Db<Together> {
        self.db(self.inner.together.clone(), Stream::Together)
    }

    fn db<S>(&self, vault: Arc<Vault>, stream: Stream) -> Db<S> {
        let options = &self.inner.options;
        Db::new(vault, options.clock.clone(), options.rng.stream(stream)).kept_open_by(self.inner.clone())
    }

    /// After a restore: what the phone wrote before it was lost is not written over.
    pub(crate) fn go_on_as_another_phone(&self) -> Result<()> {
        let rng = &*self.inner.options.rng;
        self.together_db().write(|tx| partner::begin_incarnation(tx, rng))
    }

    /// The plain file, for what a locked Mend needs to know too.
    pub(crate) fn device(&self) -> &DeviceFile {
        &self.inner.device
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// The passphrase of whoever opened this session, before something that matters. A wrong one counts as a try.
    pub(crate) fn ask_again(&self, again: &Passphrase) -> Result<()> {
        self.inner.change()?.ask_again(again).map(drop)
    }
}

impl Inner {
    pub fn opened(&self) -> Opened {
        if self.private().is_ok() { Opened::Everything } else { Opened::TogetherOnly }
    }

    pub fn is_locked(&self) -> bool {
        self.ended.load(Ordering::Acquire) || self.together.is_locked()
    }

    pub fn lock(&self) {
        self.ended.store(true, Ordering::Release);
        if let Some(private) = &self.private {
            private.lock();
        }
        self.together.lock();
        self.undo.clear();
        *self.shown_code.get() = None;
        self.meeting.forget();
        self.whom.forget();
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The private space alone: what is left is a together-only session.
    pub fn lock_private(&self) {
        self.handed_over.store(true, Ordering::Release);
        if let Some(private) = &self.private {
            private.lock();
        }
        self.undo.clear();
        self.whom.forget();
        *self.shown_code.get() = None;
    }

    pub fn private(&self) -> Result<&Vault> {
        self.open_private().next().map(|vault| &**vault).ok_or(MendError::PrivateLocked)
    }

    /// None in a together-only session, nor while a part is done together.
    pub fn open_private(&self) -> impl Iterator<Item = &Arc<Vault>> {
        self.private.iter().filter(|_| !self.handed_over.load(Ordering::Acquire))
    }

    pub fn rng(&self, stream: Stream) -> Arc<dyn mend_vault::Rng> {
        self.options.rng.stream(stream)
    }

    pub fn change(&self) -> Result<Changing<'_>> {
        let one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(MendError::Locked)?;
        Ok(Changing { session: self, _one: one, _held: held })
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.lock();
    }
}

impl Changing<'_> {
    /// What this passphrase opens here, with the key made of it; any of the two counts.
    pub fn ask_either(&self, passphrase: &Passphrase) -> Result<(PassphraseKey, Way)> {
        self.ask(passphrase, |_| true)
    }

    /// The private passphrase in a session that opened everything; in a together-only session any that opens together.
    pub fn ask_again(&self, passphrase: &Passphrase) -> Result<PassphraseKey> {
        let everything = self.session.opened() == Opened::Everything;
        let (key, _) = self.ask(passphrase, |way| !everything || way == Way::PrivatePassphrase)?;
        Ok(key)
    }

    fn ask(&self, passphrase: &Passphrase, enough: impl Fn(Way) -> bool) -> Result<(PassphraseKey, Way)> {
        let session = self.session;
        session.tries.may_try()?;
        let key = self.derive(passphrase)?;
        let slot = session.together.opens(&Secret::Passphrase(key.clone()))?;
        match slot.as_ref().and_then(Way::of).filter(|way| enough(*way)) {
            Some(way) => {
                if way.opens_private() {
                    session.tries.right()
                } else {
                    session.tries.right_together()
                }
                Ok((key, way))
            }
            None => {
                session.tries.wrong();
                Err(MendError::WrongPassphrase)
            }
        }
    }

    /// The key that a passphrase makes with this folder's salt and cost.
    pub fn derive(&self, passphrase: &Passphrase) -> Result<PassphraseKey> {
        let kdf = Vault::kdf(&self.session.folder.place(Space::Together))?;
        Ok(kdf.derive(passphrase)?)
    }
}

#[cfg(test)]
mod tests;
