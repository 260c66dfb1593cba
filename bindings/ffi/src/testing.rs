//! What only the tests of the boundary have: a clock that they set.

use std::sync::{Arc, Mutex, PoisonError};

use mend_core::{Clock, MendOptions};

use crate::Mend;
use crate::time::Moment;

/// Stands still where it was set. In test builds only.
#[derive(uniffi::Object)]
pub struct SettableClock(Mutex<Moment>);

#[uniffi::export]
impl SettableClock {
    #[uniffi::constructor]
    pub fn new(now: Moment) -> Self {
        Self(Mutex::new(now))
    }

    pub fn set(&self, now: Moment) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Mend {
    /// With a clock that the test sets. Timers of tries do not look at it. In test builds only.
    #[uniffi::constructor]
    pub fn with_clock(folder: &str, clock: Arc<SettableClock>) -> Self {
        Self(mend_core::Mend::with(folder, MendOptions { clock, ..MendOptions::default() }))
    }
}
