//! A pairing that is under way: in memory alone, one at a time, and gone with the lock.

use super::{PendingOffer, Unconfirmed};
use crate::SinceStart;
use crate::session::UntilLock;

/// What a session remembers of it.
pub(crate) struct Meeting {
    /// Runs on whatever the user does to the clock.
    clock: SinceStart,
    state: UntilLock<State>,
}

pub(super) enum State {
    /// This phone shows an offer.
    Offered(Box<PendingOffer>),
    /// Both scanned each other; its user has the words to compare.
    Met(Box<Unconfirmed>),
}

impl Meeting {
    pub fn none() -> Self {
        Self { clock: SinceStart::now(), state: UntilLock::empty() }
    }

    pub fn clock(&self) -> &SinceStart {
        &self.clock
    }

    pub(super) fn state(&self) -> std::sync::MutexGuard<'_, Option<State>> {
        self.state.get()
    }

    pub fn forget(&self) {
        *self.state.get() = None;
    }
}
