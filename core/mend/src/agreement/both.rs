//! Agreements that both know: what the partner said to them, and saying it to both.
//!
//! Their versions and each one's yes lie in the space of both. What is said here is staged there first; what stands in
//! the private space besides adds to it, and the two never contradict: a yes, and a yes taken back, only ever come.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use super::{Agreements, VersionHash};
use crate::error::Result;
use crate::partner::item::Both;
use crate::partner::{ObjectId, SaidToAgreement, current_pair, objects, said, stage, take_yes_back};
use crate::{AgreementId, sharing};

impl Agreements {
    /// What the two said to an agreement; nothing, where it is not shared with the partner of today.
    pub(super) fn both(&self, conn: &Connection, id: AgreementId) -> Result<Both> {
        Ok(self.object(conn, id)?.map_or_else(Both::default, |(_, _, both)| both))
    }

    /// The row of the pair, what the agreement is shared as, and what both said to it.
    fn object(&self, conn: &Connection, id: AgreementId) -> Result<Option<(i64, ObjectId, Both)>> {
        let Some(together) = &self.together else { return Ok(None) };
        let Some(pair) = together.read(current_pair)? else { return Ok(None) };
        let Some(object) = sharing::agreement_as(conn, pair.uid, id)? else { return Ok(None) };
        let known = together.read(|conn| objects::of(conn, pair.row, object))?;
        Ok(Some((pair.row, object, Both::of(&known.told, known.from))))
    }

    /// Says yes to a version where both know it.
    pub(super) fn say_yes_to_both(
        &self,
        conn: &Connection,
        id: AgreementId,
        hash: VersionHash,
        now: DateTime<FixedOffset>,
    ) -> Result<()> {
        match (&self.together, self.object(conn, id)?) {
            (Some(together), Some((pair, object, both))) if both.knows(hash) && !both.own.accepted.contains(&hash) => {
                let yes = said(hash, SaidToAgreement::Accept, now);
                together.write(|tx| stage(tx, pair, object, &yes))
            }
            _ => Ok(()),
        }
    }

    /// Takes one's own yes back from each version that both know and that has it. Gives how many those are.
    pub(super) fn withdraw_from_both(
        &self,
        conn: &Connection,
        id: AgreementId,
        now: DateTime<FixedOffset>,
    ) -> Result<usize> {
        let (Some(together), Some((pair, object, both))) = (&self.together, self.object(conn, id)?) else {
            return Ok(0);
        };
        let mine: Vec<_> = both.own.accepted.difference(&both.own.withdrawn).collect();
        together.write(|tx| mine.iter().try_for_each(|hash| take_yes_back(tx, pair, object, **hash, now)))?;
        Ok(mine.len())
    }
}
