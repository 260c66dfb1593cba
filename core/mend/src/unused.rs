//! A private space that nobody can open: it was never begun, or it was erased.
//!
//! It has the slot, the tables and the size of one that waits for its passphrase, so that nothing tells them apart.

use std::sync::Arc;

use mend_vault::{DeviceKey, OpenOptions, Place, Secret, Vault};

use crate::space::{Db, Private};
use crate::ways::{NewWay, Way};
use crate::{MendOptions, Result, Stream, schema};

/// A way in whose key is forgotten with the value returned.
pub(crate) fn nobodys(rng: &dyn mend_vault::Rng) -> NewWay {
    NewWay { way: Way::Nobody, secret: Secret::Device(DeviceKey::make(rng)) }
}

/// Gives a new private file its tables, as its first opening would.
pub(crate) fn begin(place: &Place, secret: &Secret, options: &MendOptions) -> Result<()> {
    let rng = options.rng.stream(Stream::Private);
    let vault = Arc::new(Vault::open(place, rng.clone(), secret, OpenOptions::default())?);
    let begun = schema::migrate_private(&Db::<Private>::new(vault.clone(), options.clock.clone(), rng));
    vault.lock();
    begun
}
