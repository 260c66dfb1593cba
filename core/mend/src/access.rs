//! The ways into the two spaces: passphrases, recovery code, device keys.
//!
//! Every change asks for the passphrase again, and a wrong one counts as a try. Whatever takes a way in away rekeys
//! what it opened, so that an old copy of a file opens nothing that is written later.

use chrono::DateTime;
use mend_vault::{DeviceKey, Kdf, KdfParams, Passphrase, RecoveryCode, Secret, Vault};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::rekey::Turnover;
use crate::ways::{NewWay, Way};
use crate::{FieldProblem, MendError, Opened, Result, Session, Stream};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Space {
    Together,
    Private,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    PrivatePassphrase,
    TogetherPassphrase,
    RecoveryCode,
    DeviceKey,
}

/// One way in, as the settings list it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SlotView {
    pub kind: SlotKind,
    /// The spaces it opens.
    pub private: bool,
    pub together: bool,
    #[serde(serialize_with = "crate::clock::rfc3339")]
    pub made_at: DateTime<chrono::Utc>,
}

/// Device keys of each kind that there is room for. A limit for each kind, so that a together-only session that runs
/// into its own learns nothing about the other.
const DEVICE_KEYS: usize = 2;

#[derive(Clone)]
pub struct Access {
    session: Session,
}

impl Access {
    pub(crate) fn of(session: Session) -> Self {
        Self { session }
    }

    /// A together-only session lists only what opens nothing else.
    pub fn slots(&self) -> Result<Vec<SlotView>> {
        let session = self.session.inner();
        let everything = session.opened() == Opened::Everything;
        let mut slots: Vec<_> = session
            .together
            .slots()?
            .iter()
            .filter_map(|slot| {
                let way = Way::of(slot)?;
                Some(SlotView {
                    kind: way.kind()?,
                    private: way.opens_private(),
                    together: true,
                    made_at: DateTime::from_timestamp_millis(slot.made_at).unwrap_or_default(),
                })
            })
            .filter(|slot| everything || !slot.private)
            .collect();
        slots.sort_by_key(|slot| (slot.kind as u8, slot.made_at));
        Ok(slots)
    }

    /// Changes the passphrase `current`, whichever of the two it is. Rekeys what it opened.
    ///
    /// A together-only session cannot change the private one: `PrivateLocked`.
    pub fn change_passphrase(&self, current: &Passphrase, new: &Passphrase) -> Result<()> {
        let changing = self.session.inner().change()?;
        let (_, way) = changing.ask_either(current)?;
        if way.opens_private() {
            self.session.inner().private()?;
        }
        let new = changing.way(way, new)?;
        self.refuse_same(&new)?;
        let turnover = Turnover { leaving: vec![way], coming: vec![new], kdf: None };
        if way.opens_private() { changing.rekey_both(&turnover) } else { changing.rekey_together(&turnover) }
    }

    /// A new private passphrase for whoever forgot the old one and opened this session with the recovery code, which
    /// is typed again.
    pub fn replace_forgotten_passphrase(&self, recovery_code: &str, new: &Passphrase) -> Result<()> {
        let code = RecoveryCode::parse(recovery_code)?;
        let session = self.session.inner();
        let changing = session.change()?;
        session.private()?;
        session.tries.may_try()?;
        if session.together.opens(&Secret::Recovery(code))?.is_none() {
            session.tries.wrong();
            return Err(MendError::WrongPassphrase);
        }
        session.tries.right();
        let new = changing.way(Way::PrivatePassphrase, new)?;
        self.refuse_same(&new)?;
        changing.rekey_both(&Turnover { leaving: vec![new.way], coming: vec![new], kdf: None })
    }

    /// Sets or replaces the together passphrase; `again` is the private one (or, in a together-only session, the
    /// together one).
    pub fn set_together_passphrase(&self, again: &Passphrase, new: &Passphrase) -> Result<()> {
        let changing = self.session.inner().change()?;
        changing.ask_again(again)?;
        let new = changing.way(Way::TogetherPassphrase, new)?;
        self.refuse_same(&new)?;
        if changing.count(Way::TogetherPassphrase)? == 0 {
            return changing.add(&new);
        }
        changing.rekey_together(&Turnover { leaving: vec![new.way], coming: vec![new], kdf: None })
    }

    /// `PrivateLocked` in a together-only session: there it may be the last way in, and the answer would tell.
    pub fn remove_together_passphrase(&self, again: &Passphrase) -> Result<()> {
        let changing = self.session.inner().change()?;
        self.session.inner().private()?;
        changing.ask_again(again)?;
        if changing.count(Way::TogetherPassphrase)? == 0 {
            return Err(MendError::SlotNotFound);
        }
        changing.rekey_together(&Turnover { leaving: vec![Way::TogetherPassphrase], ..Turnover::default() })
    }

    /// Draws a code to be written down. It opens nothing until [`Access::confirm_recovery_code`].
    pub fn make_recovery_code(&self, again: &Passphrase) -> Result<Zeroizing<String>> {
        let session = self.session.inner();
        let changing = session.change()?;
        session.private()?;
        changing.ask_again(again)?;
        let code = RecoveryCode::make(&*session.rng(Stream::Private));
        let text = code.to_text();
        *session.shown_code.get() = Some(code);
        Ok(text)
    }

    /// The code, typed back. Replaces an earlier one (and rekeys then, so that the earlier one opens nothing).
    pub fn confirm_recovery_code(&self, typed: &str) -> Result<()> {
        let typed = RecoveryCode::parse(typed)?;
        let session = self.session.inner();
        let changing = session.change()?;
        session.private()?;
        let same = session.shown_code.get().as_ref().is_some_and(|shown| shown.as_bytes() == typed.as_bytes());
        if !same {
            return Err(MendError::RecoveryCodeDiffers);
        }
        let new = NewWay { way: Way::RecoveryCode, secret: Secret::Recovery(typed) };
        if changing.has(Way::RecoveryCode)? {
            changing.rekey_both(&Turnover { leaving: vec![new.way], coming: vec![new], kdf: None })?;
        } else {
            changing.add(&new)?;
        }
        *session.shown_code.get() = None;
        Ok(())
    }

    pub fn remove_recovery_code(&self, again: &Passphrase) -> Result<()> {
        let changing = self.session.inner().change()?;
        self.session.inner().private()?;
        changing.ask_again(again)?;
        if !changing.has(Way::RecoveryCode)? {
            return Err(MendError::SlotNotFound);
        }
        changing.rekey_both(&Turnover { leaving: vec![Way::RecoveryCode], ..Turnover::default() })
    }

    /// A key for the platform's keystore. Opens the together space, and the private one only if `private`.
    /// There is room for two of each kind.
    pub fn add_device_key(&self, again: &Passphrase, private: bool) -> Result<DeviceKey> {
        let session = self.session.inner();
        let changing = session.change()?;
        let (way, stream) =
            if private { (Way::PrivateDevice, Stream::Private) } else { (Way::TogetherDevice, Stream::Together) };
        if private {
            session.private()?;
        }
        changing.ask_again(again)?;
        if changing.count(way)? >= DEVICE_KEYS {
            return Err(MendError::NoFreeSlot);
        }
        let key = DeviceKey::make(&*session.rng(stream));
        changing.add(&NewWay { way, secret: Secret::Device(key.clone()) })?;
        Ok(key)
    }

    /// Takes away every device key; in a together-only session those that open nothing else.
    pub fn remove_device_keys(&self, again: &Passphrase) -> Result<()> {
        let session = self.session.inner();
        let changing = session.change()?;
        changing.ask_again(again)?;
        let both = session.private().is_ok() && changing.has(Way::PrivateDevice)?;
        if both {
            let leaving = vec![Way::TogetherDevice, Way::PrivateDevice];
            return changing.rekey_both(&Turnover { leaving, ..Turnover::default() });
        }
        if changing.count(Way::TogetherDevice)? == 0 {
            return Err(MendError::SlotNotFound);
        }
        changing.rekey_together(&Turnover { leaving: vec![Way::TogetherDevice], ..Turnover::default() })
    }

    /// "Someone knows my passphrase", in one step: a new private passphrase, both files rekeyed, device keys gone,
    /// the together passphrase replaced (or gone, without a new one), and, if there was a recovery code, a new one,
    /// returned. That one counts at once: it is to be written down now.
    pub fn someone_knows(
        &self,
        current: &Passphrase,
        new_private: &Passphrase,
        new_together: Option<&Passphrase>,
    ) -> Result<Option<Zeroizing<String>>> {
        let session = self.session.inner();
        let changing = session.change()?;
        session.private()?;
        // Nor may the known one stay, under either name.
        if new_together == Some(new_private) || [Some(new_private), new_together].contains(&Some(current)) {
            return Err(MendError::SamePassphrase);
        }
        changing.ask_again(current)?;
        let mut turnover = Turnover {
            leaving: vec![
                Way::PrivatePassphrase,
                Way::TogetherPassphrase,
                Way::RecoveryCode,
                Way::TogetherDevice,
                Way::PrivateDevice,
            ],
            coming: vec![changing.way(Way::PrivatePassphrase, new_private)?],
            kdf: None,
        };
        if let Some(together) = new_together {
            turnover.coming.push(changing.way(Way::TogetherPassphrase, together)?);
        }
        let code = changing.has(Way::RecoveryCode)?.then(|| RecoveryCode::make(&*session.rng(Stream::Private)));
        if let Some(code) = &code {
            turnover.coming.push(NewWay { way: Way::RecoveryCode, secret: Secret::Recovery(code.clone()) });
        }
        changing.rekey_both(&turnover)?;
        *session.shown_code.get() = None;
        Ok(code.map(|code| code.to_text()))
    }

    /// Raises the cost of guessing. Every passphrase there is must be typed once more.
    pub fn raise_kdf(&self, private: &Passphrase, together: Option<&Passphrase>, params: KdfParams) -> Result<()> {
        let session = self.session.inner();
        let changing = session.change()?;
        session.private()?;
        let now = Vault::kdf(&session.folder.place(Space::Together))?.params;
        if params.checked().is_err() || params.memory_kib < now.memory_kib || params.passes < now.passes {
            return Err(MendError::BadField { field: "kdf", problem: FieldProblem::Malformed });
        }
        changing.ask_again(private)?;
        let mut typed = vec![(Way::PrivatePassphrase, private)];
        match together {
            Some(together) => {
                let (_, way) = changing.ask_either(together)?;
                if way != Way::TogetherPassphrase {
                    return Err(MendError::SamePassphrase);
                }
                typed.push((way, together));
            }
            None if changing.count(Way::TogetherPassphrase)? > 0 => return Err(MendError::TogetherPassphraseNeeded),
            None => {}
        }
        let kdf = Kdf::make(params, &*session.rng(Stream::Together));
        let mut turnover = Turnover { kdf: Some(kdf), ..Turnover::default() };
        for (way, passphrase) in typed {
            turnover.leaving.push(way);
            turnover.coming.push(NewWay { way, secret: Secret::Passphrase(kdf.derive(passphrase)?) });
        }
        changing.rekey_both(&turnover)
    }

    /// Replaces the private space by a fresh one, under `new_private` or under no passphrase. `together` is needed
    /// when there is no together passphrase yet, and replaces it when there is. The session ends.
    ///
    /// A together-only session may do this too: it is how someone who set up a together passphrase alone begins to
    /// use the private space.
    pub fn erase_private(
        &self,
        again: &Passphrase,
        new_private: Option<&Passphrase>,
        together: Option<&Passphrase>,
    ) -> Result<()> {
        self.session.inner().change()?.erase_private(again, new_private, together)
    }

    /// Removes both spaces. The session ends.
    pub fn erase_all(&self, again: &Passphrase) -> Result<()> {
        self.session.inner().change()?.erase_all(again)
    }

    /// One prompt decides what opens, so no two passphrases may be the same.
    fn refuse_same(&self, new: &NewWay) -> Result<()> {
        let taken = self.session.inner().together.opens(&new.secret)?.as_ref().and_then(Way::of);
        if taken.is_some_and(|way| way != new.way) { Err(MendError::SamePassphrase) } else { Ok(()) }
    }
}
