//! Randomness comes from outside, in streams that do not disturb each other.

use std::sync::Arc;

use mend_vault::SystemRng;

/// One stream for each place whose randomness another may never shift: drawing an id in the private space must leave
/// no trace in what the partner could see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    Private,
    Together,
    Transfer,
}

/// Gives each stream its own generator.
pub trait Rng: Send + Sync {
    fn stream(&self, label: Stream) -> Arc<dyn mend_vault::Rng>;
}

impl Rng for SystemRng {
    fn stream(&self, _: Stream) -> Arc<dyn mend_vault::Rng> {
        Arc::new(*self)
    }
}
