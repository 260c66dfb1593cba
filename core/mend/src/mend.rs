//! A folder on disk, locked: what can be done before anything is open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mend_vault::{
    DeviceKey, Io, Kdf, KdfParams, OpenOptions, Passphrase, PassphraseProblem, RecoveryCode, Secret, StdIo, SystemRng,
    Vault, VaultError,
};

use crate::clock::millis;
use crate::device::DeviceFile;
use crate::folder::{Folder, FolderLock, State};
use crate::help::Help;
use crate::reminder::{PlannedAlarm, limits};
use crate::session::{Opened, Opening};
use crate::tries::Tries;
use crate::ways::{NewWay, Way};
use crate::{Clock, MendError, Result, Rng, Session, Space, Stream, SystemClock, unused};

/// Time, randomness, disk and the cost of a passphrase, given from outside.
#[derive(Clone)]
pub struct MendOptions {
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub io: Arc<dyn Io>,
    pub kdf: KdfParams,
}

impl Default for MendOptions {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), io: Arc::new(StdIo), kdf: KdfParams::DEFAULT }
    }
}

/// One person's Mend. Cheap to clone. Keep one for as long as the process lives: it is what counts down a wait after
/// wrong tries.
#[derive(Clone)]
pub struct Mend {
    pub(crate) folder: Folder,
    pub(crate) options: MendOptions,
    pub(crate) device: Arc<DeviceFile>,
    pub(crate) tries: Arc<Tries>,
}

/// At least one of the two; they must differ.
pub struct SetUpRequest {
    pub private: Option<Passphrase>,
    pub together: Option<Passphrase>,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct UnlockOptions {
    /// Opens a space whose last changes are missing or damaged, without them. Only when the user asked for it.
    pub without_last_changes: bool,
    /// Opens the private space although `together.mend` is missing or too damaged to open: a new and empty one takes
    /// its place, and what was shared is gone. Where that file opens, nothing of it is changed. Only when the user
    /// asked for it, and not for device keys. What opened is then the one way in; after the recovery code, set a new
    /// passphrase.
    pub without_together: bool,
}

impl Mend {
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self::with(folder, MendOptions::default())
    }

    pub fn with(folder: impl Into<PathBuf>, options: MendOptions) -> Self {
        let folder = Folder::new(folder.into(), options.io.clone());
        let device = Arc::new(DeviceFile::of(&folder));
        let tries = Arc::new(Tries::new(device.clone()));
        Self { folder, options, device, tries }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// False also where everything was erased, even if the power failed in the middle of it.
    pub fn is_set_up(&self) -> Result<bool> {
        Ok(self.folder.state()? != State::Empty)
    }

    /// Makes the folder (and its parents) if missing.
    pub fn set_up(&self, request: SetUpRequest) -> Result<Session> {
        match (&request.private, &request.together) {
            (None, None) => return Err(PassphraseProblem::Empty.into()),
            (Some(private), Some(together)) if private == together => return Err(MendError::SamePassphrase),
            _ => {}
        }
        self.folder.make()?;
        let held = self.folder.take()?;
        self.folder.recover()?;
        if self.folder.state()? != State::Empty {
            return Err(MendError::AlreadySetUp);
        }

        let kdf = Kdf::make(self.options.kdf.checked()?, &*self.rng(Stream::Together));
        let mut ways = Vec::new();
        for (way, passphrase) in
            [(Way::PrivatePassphrase, &request.private), (Way::TogetherPassphrase, &request.together)]
        {
            if let Some(passphrase) = passphrase {
                ways.push(NewWay { way, secret: Secret::Passphrase(kdf.derive(passphrase)?) });
            }
        }
        let now = millis(self.options.clock.now());
        let opens_private = match &request.private {
            Some(_) => ways[0].clone(),
            None => unused::nobodys(&*self.rng(Stream::Private)),
        };
        let private_slots = [opens_private.slot(now)];
        let together_slots: Vec<_> = ways.iter().map(|way| way.slot(now)).collect();
        self.folder.prepare_both(
            |place| Ok(Vault::create(place, self.rng(Stream::Private), kdf, &private_slots)?),
            |place| Ok(Vault::create(place, self.rng(Stream::Together), kdf, &together_slots)?),
        )?;
        self.folder.commit_both()?;
        // It is set up, whatever this says; the tables only keep the size of an unused file from telling.
        let _ = unused::begin(&self.folder.place(Space::Private), &opens_private.secret, &self.options);
        self.open(held, &ways[0].secret, UnlockOptions::default())
    }

    pub fn unlock(&self, passphrase: &Passphrase, options: UnlockOptions) -> Result<Session> {
        let held = self.take(options)?;
        self.tries.may_try()?;
        let kdf = match Vault::kdf(&self.folder.place(Space::Together)) {
            // Both files carry the same.
            Err(e) if options.without_together && is_lost(&e) => Vault::kdf(&self.folder.place(Space::Private))?,
            found => found?,
        };
        self.try_open(held, &Secret::Passphrase(kdf.derive(passphrase)?), options)
    }

    /// The code is checked for slips first; a slip is not a try.
    pub fn unlock_with_recovery_code(&self, typed: &str, options: UnlockOptions) -> Result<Session> {
        let code = RecoveryCode::parse(typed)?;
        let held = self.take(options)?;
        self.tries.may_try()?;
        self.try_open(held, &Secret::Recovery(code), options)
    }

    /// A device key that fits nothing is `WrongPassphrase`, and no try: nobody guesses 32 random bytes, and a phone
    /// may well hold a key that was taken away.
    pub fn unlock_with_device_key(&self, key: &DeviceKey, options: UnlockOptions) -> Result<Session> {
        // Made anew for a device key alone, the together file would shut out the passphrase.
        let options = UnlockOptions { without_together: false, ..options };
        let held = self.take(options)?;
        self.open(held, &Secret::Device(key.clone()), options)
    }

    /// Seconds until the next try counts; 0 when there is no delay. Saves what is left: a program that waits asks once
    /// a second, and one that is killed meanwhile has lost no more than the time since it last asked.
    pub fn wait_seconds(&self) -> Result<u32> {
        // Whoever has the folder open keeps device.json to itself.
        let held = self.folder.take();
        Ok(self.tries.wait_seconds(held.is_ok()))
    }

    /// BCP 47, if one was chosen. Readable while locked.
    pub fn locale(&self) -> Option<String> {
        self.device.read().locale
    }

    /// ISO 3166 alpha-2, if one was chosen. Readable while locked.
    pub fn country(&self) -> Option<String> {
        self.device.read().country
    }

    /// Whom to turn to, and pages for a hard hour: while locked, and where nothing is set up, too.
    pub fn help(&self) -> Help {
        Help::on(&self.device.read())
    }

    /// The alarms of the last plan that are still ahead, in the order in which they ring. Readable while locked, so
    /// that a phone that starts again can set them again.
    pub fn planned_alarms(&self) -> Vec<PlannedAlarm> {
        let now = self.options.clock.now();
        let planned = self.device.read().plan.into_iter().take(limits::PLANNED);
        let mut alarms: Vec<_> = planned.filter_map(PlannedAlarm::of).filter(|alarm| alarm.utc > now).collect();
        alarms.sort_by(|a, b| (a.utc, &a.id).cmp(&(b.utc, &b.id)));
        alarms
    }

    fn rng(&self, stream: Stream) -> Arc<dyn mend_vault::Rng> {
        self.options.rng.stream(stream)
    }

    /// The folder, ours, with no change half done, and with the files in it that will be opened.
    fn take(&self, options: UnlockOptions) -> Result<FolderLock> {
        if self.folder.state()? == State::Empty {
            return Err(MendError::NotSetUp);
        }
        let held = self.folder.take()?;
        self.folder.recover()?;
        match self.folder.state()? {
            State::SetUp => Ok(held),
            State::Empty => Err(MendError::NotSetUp),
            State::HalfMissing if options.without_together && self.folder.has(Space::Private, "")? => Ok(held),
            State::HalfMissing => Err(MendError::Damaged),
        }
    }

    fn try_open(&self, held: FolderLock, secret: &Secret, options: UnlockOptions) -> Result<Session> {
        match self.open(held, secret, options) {
            Ok(session) => {
                match session.opened() {
                    Opened::Everything => self.tries.right(),
                    Opened::TogetherOnly => self.tries.right_together(),
                }
                Ok(session)
            }
            Err(MendError::WrongPassphrase) => {
                self.tries.wrong();
                Err(MendError::WrongPassphrase)
            }
            // A damaged file says nothing about the passphrase.
            Err(e) => Err(e),
        }
    }

    /// Whatever opens anything opens together; its slot says whether it is meant for the private file too.
    pub(crate) fn open(&self, held: FolderLock, secret: &Secret, options: UnlockOptions) -> Result<Session> {
        let together = match self.open_file(Space::Together, secret, options) {
            Err(e) if options.without_together && is_lost(&e) => {
                self.replace_together(secret, options)?;
                self.open_file(Space::Together, secret, options)?
            }
            opened => opened?,
        };
        let private = match Way::of(&together.opened_by()?) {
            Some(way) if way.opens_private() => {
                let private = self.open_file(Space::Private, secret, options).map_err(|e| match e {
                    // Then the two files are not of the same day.
                    VaultError::WrongSecret => MendError::Damaged,
                    e => e.into(),
                })?;
                Some(private)
            }
            _ => None,
        };
        let session = Session::open(Opening {
            folder: self.folder.clone(),
            options: self.options.clone(),
            device: self.device.clone(),
            tries: self.tries.clone(),
            private,
            together,
            held,
        })?;
        if self.folder.is_marked_restored()? {
            session.go_on_as_another_phone()?;
            self.folder.unmark_restored()?;
        }
        Ok(session)
    }

    /// Puts an empty together file in the place of one that is lost, for whoever opens the private one.
    fn replace_together(&self, secret: &Secret, options: UnlockOptions) -> Result<()> {
        let private = self.open_file(Space::Private, secret, options)?;
        let way = Way::of(&private.opened_by()?).filter(|way| way.opens_private()).ok_or(MendError::Damaged)?;
        drop(private);
        let kdf = Vault::kdf(&self.folder.place(Space::Private))?;
        let slot = NewWay { way, secret: secret.clone() }.slot(millis(self.options.clock.now()));
        self.folder.prepare_alone(Space::Together, |place| {
            Ok(Vault::create(place, self.rng(Stream::Together), kdf, std::slice::from_ref(&slot))?)
        })?;
        self.folder.commit_alone(Space::Together)
    }

    fn open_file(&self, space: Space, secret: &Secret, options: UnlockOptions) -> Result<Vault, VaultError> {
        let place = self.folder.place(space);
        let rng = self.rng(match space {
            Space::Together => Stream::Together,
            Space::Private => Stream::Private,
        });
        match Vault::open(&place, rng.clone(), secret, OpenOptions::default()) {
            // Asked for only where it is needed: the last changes of an undamaged file are kept.
            Err(VaultError::LastChangesDamaged) if options.without_last_changes => {
                if space == Space::Together {
                    // Set back like a restored one: what it wrote last may have been told.
                    self.folder.mark_restored()?;
                }
                Vault::open(&place, rng, secret, OpenOptions { without_last_changes: true })
            }
            opened => opened,
        }
    }
}

/// Whether a file cannot be opened any more, by whatever secret.
fn is_lost(e: &VaultError) -> bool {
    matches!(e, VaultError::Missing | VaultError::Damaged(_) | VaultError::NotAVault)
}
