//! New ways in, and old ones taken away.
//!
//! Taking one away always makes a new master key and writes the pages anew: an old copy of a header, with the way in
//! that it still holds, opens nothing that is written later.

use mend_vault::{Frozen, Kdf, NewKeys, NewSlot, Place, Rekey, Vault};

use crate::clock::millis;
use crate::session::Changing;
use crate::ways::{NewWay, Way, indexes};
use crate::{Result, Space};

/// How the ways in change.
#[derive(Default)]
pub(crate) struct Turnover {
    pub leaving: Vec<Way>,
    pub coming: Vec<NewWay>,
    /// A new cost; then every passphrase leaves and comes.
    pub kdf: Option<Kdf>,
}

impl Turnover {
    /// As it concerns the file of `space`.
    pub fn plan(&self, space: Space, vault: &Vault, now: i64) -> Result<Rekey> {
        Ok(Rekey { drop: indexes(&vault.slots()?, &self.leaving), add: self.slots(space, now), kdf: self.kdf })
    }

    pub fn slots(&self, space: Space, now: i64) -> Vec<NewSlot> {
        let opens = |way: Way| space == Space::Together || way.opens_private();
        self.coming.iter().filter(|new| opens(new.way)).map(|new| new.slot(now)).collect()
    }
}

impl Changing<'_> {
    pub fn now(&self) -> i64 {
        millis(self.session.options.clock.now())
    }

    /// Rekeys both files in one step.
    pub fn rekey_both(&self, turnover: &Turnover) -> Result<()> {
        let session = self.session;
        let (private, together) = (session.private()?, &*session.together);
        let private_plan = turnover.plan(Space::Private, private, self.now())?;
        let together_plan = turnover.plan(Space::Together, together, self.now())?;
        let (private, together) = (private.freeze()?, together.freeze()?);
        let keys = session.folder.prepare_both(
            |place| rekey(&private, place, private_plan),
            |place| rekey(&together, place, together_plan),
        )?;
        let committed = session.folder.commit_both();
        let reopened = match committed {
            Ok(()) => private.reopen(keys.0).and_then(|()| together.reopen(keys.1)).is_ok(),
            Err(_) => {
                drop((private, together));
                false
            }
        };
        self.go_on_if(reopened);
        committed
    }

    /// Rekeys the together file alone.
    pub fn rekey_together(&self, turnover: &Turnover) -> Result<()> {
        let session = self.session;
        let plan = turnover.plan(Space::Together, &session.together, self.now())?;
        let together = session.together.freeze()?;
        let keys = session.folder.prepare_alone(Space::Together, |place| rekey(&together, place, plan))?;
        let committed = session.folder.commit_alone(Space::Together);
        let reopened = match committed {
            Ok(()) => together.reopen(keys).is_ok(),
            Err(_) => {
                drop(together);
                false
            }
        };
        self.go_on_if(reopened);
        committed
    }

    /// Adds a way in; the others stay as they are. The private file comes first: a way in counts once it opens
    /// together, so an interrupted addition opens nothing.
    pub fn add(&self, new: &NewWay) -> Result<()> {
        if new.way.opens_private() {
            self.session.private()?.add_slot(new.slot(self.now()))?;
        }
        self.session.together.add_slot(new.slot(self.now()))?;
        Ok(())
    }

    /// Whether either open file has a slot of this kind.
    pub fn has(&self, way: Way) -> Result<bool> {
        let together = count(&self.session.together, way)?;
        let private = self.session.open_private().next().map_or(Ok(0), |vault| count(vault, way))?;
        Ok(together + private > 0)
    }

    pub fn count(&self, way: Way) -> Result<usize> {
        count(&self.session.together, way)
    }

    /// The session ends where its vaults cannot go on with the new files: after a failed commit (the next open knows
    /// which state counts), when a file does not open again, or when it was locked meanwhile.
    fn go_on_if(&self, reopened: bool) {
        if !reopened || self.session.is_locked() {
            self.session.lock();
        }
    }
}

fn count(vault: &Vault, way: Way) -> Result<usize> {
    Ok(indexes(&vault.slots()?, &[way]).len())
}

fn rekey(frozen: &Frozen<'_>, place: &Place, plan: Rekey) -> Result<NewKeys> {
    Ok(frozen.rekey_into(place, &plan)?)
}
