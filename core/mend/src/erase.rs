//! Erasing one space, or both. The session ends either way.

use mend_vault::{Passphrase, Secret, Vault};

use crate::rekey::Turnover;
use crate::session::Changing;
use crate::ways::{NewWay, Way};
use crate::{MendError, Result, Space, Stream, unused};

impl Changing<'_> {
    pub fn erase_private(
        &self,
        again: &Passphrase,
        new_private: Option<&Passphrase>,
        new_together: Option<&Passphrase>,
    ) -> Result<()> {
        let session = self.session;
        self.ask_again(again)?;
        let mut turnover = Turnover { leaving: Way::BOTH_FILES.into(), ..Turnover::default() };
        match new_together {
            Some(passphrase) => {
                turnover.leaving.push(Way::TogetherPassphrase);
                turnover.coming.push(self.way(Way::TogetherPassphrase, passphrase)?);
            }
            None if self.count(Way::TogetherPassphrase)? == 0 => return Err(MendError::TogetherPassphraseNeeded),
            None => {}
        }
        if let Some(passphrase) = new_private {
            let new = self.way(Way::PrivatePassphrase, passphrase)?;
            let keeps_together = !turnover.leaving.contains(&Way::TogetherPassphrase);
            let taken = keeps_together
                && session.together.opens(&new.secret)?.as_ref().and_then(Way::of) == Some(Way::TogetherPassphrase);
            if taken || new_together == Some(passphrase) {
                return Err(MendError::SamePassphrase);
            }
            turnover.coming.push(new);
        }

        let rng = session.rng(Stream::Private);
        let kdf = Vault::kdf(&session.folder.place(Space::Together))?;
        let opens_private = turnover.coming.iter().find(|new| new.way.opens_private()).cloned();
        let opens_private = opens_private.unwrap_or_else(|| unused::nobodys(&*rng));
        let slot = opens_private.slot(self.now());
        let plan = turnover.plan(Space::Together, &session.together, self.now())?;
        let together = session.together.freeze()?;
        session.folder.prepare_both(
            |place| Ok(Vault::create(place, rng.clone(), kdf, &[slot])?),
            |place| together.rekey_into(place, &plan).map(drop).map_err(MendError::from),
        )?;
        // What rings is of the private space, and so are the words that a person chose for it.
        session.device.change(|device| device.plan.clear())?;
        // From here on the session has nothing to go on with.
        if let Some(private) = session.open_private().next() {
            private.lock();
        }
        let committed = session.folder.commit_both();
        drop(together);
        session.lock();
        committed?;
        // The space is erased, whatever this says; its tables only keep the size of an unused file from telling.
        let _ = unused::begin(&session.folder.place(Space::Private), &opens_private.secret, &session.options);
        Ok(())
    }

    pub fn erase_all(&self, again: &Passphrase) -> Result<()> {
        self.ask_again(again)?;
        self.session.lock();
        self.session.folder.erase()
    }

    pub fn way(&self, way: Way, passphrase: &Passphrase) -> Result<NewWay> {
        Ok(NewWay { way, secret: Secret::Passphrase(self.derive(passphrase)?) })
    }
}
