//! From a passphrase to a key, slowly on purpose: Argon2id v1.3 (RFC 9106).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Part, VaultError};
use crate::rng::{Rng, draw};
use crate::secret::Passphrase;

/// Cost of one derivation. They stand in the file, so that an old file keeps opening when the defaults rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfParams {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl KdfParams {
    /// 64 MiB, three passes, one lane: RFC 9106's second choice in memory, with one lane since phones differ in cores.
    pub const DEFAULT: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// The cheapest that is accepted.
    pub const LEAST: Self = Self { memory_kib: 19 * 1024, passes: 1, lanes: 1 };

    /// Refuses parameters that would be no protection (an attacker weakened the file) or that no phone could serve
    /// (an attacker wants it to run out of memory): 19 MiB to 1 GiB, 1 to 16 passes, 1 to 4 lanes.
    pub fn checked(self) -> Result<Self, VaultError> {
        let good = (19 * 1024..=1024 * 1024).contains(&self.memory_kib)
            && (1..=16).contains(&self.passes)
            && (1..=4).contains(&self.lanes);
        if good { Ok(self) } else { Err(VaultError::Damaged(Part::Header)) }
    }
}

/// Parameters and salt. Files that one prompt should open together carry the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    pub params: KdfParams,
    pub salt: [u8; 16],
}

/// What Argon2id made of a passphrase; the same for every file with the same [`Kdf`].
#[derive(Clone)]
pub struct PassphraseKey(Zeroizing<[u8; 32]>);

impl Kdf {
    pub fn make(params: KdfParams, rng: &dyn Rng) -> Self {
        Self { params, salt: draw(rng) }
    }

    /// Takes the memory and time that the parameters say.
    pub fn derive(&self, passphrase: &Passphrase) -> Result<PassphraseKey, VaultError> {
        let KdfParams { memory_kib, passes, lanes } = self.params.checked()?;
        let params =
            Params::new(memory_kib, passes, lanes, Some(32)).expect("parameters within our bounds are within Argon2's");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut memory = vec![Block::default(); argon2.params().block_count()];
        let mut key = Zeroizing::new([0; 32]);
        argon2
            .hash_password_into_with_memory(passphrase.as_str().as_bytes(), &self.salt, &mut *key, &mut memory)
            .expect("lengths are fixed and within Argon2's bounds");
        memory.iter_mut().for_each(Zeroize::zeroize);
        Ok(PassphraseKey(key))
    }
}

impl PassphraseKey {
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_out_of_bounds_are_refused() {
        for (memory_kib, passes, lanes) in [
            (19 * 1024 - 1, 1, 1),
            (1024 * 1024 + 1, 1, 1),
            (65536, 0, 1),
            (65536, 17, 1),
            (65536, 3, 0),
            (65536, 3, 5),
        ] {
            let params = KdfParams { memory_kib, passes, lanes };
            assert!(params.checked().is_err(), "{params:?}");
        }
        assert!(KdfParams::LEAST.checked().is_ok());
        assert!(KdfParams::DEFAULT.checked().is_ok());
    }
}
