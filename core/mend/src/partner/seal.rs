//! Sealing: padded to a size class, and HPKE (RFC 9180) in mode Auth, so that it opens for one and comes from one.
//!
//! `MNDB` | version 1 | flags 1 | encapsulated key 32 | sealed | tag 16. Sealed is: length u24 | deflate | zeros.

use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::inout::InOutBuf;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open_inout_detached,
    single_shot_seal_inout_detached_with_rng,
};
use zeroize::Zeroizing;

use super::inflate::{deflate, inflate};
use super::limits::{BUNDLE_BYTES, INFLATED_BYTES};
use super::rng::Drawn;
use super::{Bundle, BundleError, Pair, size_of};
use crate::{Rng, Stream};

const MAGIC: &[u8; 4] = b"MNDB";
const VERSION: u8 = 1;
const FLAGS: u8 = 0;
/// What is in clear, and authenticated.
const CLEAR: usize = 6;
const KEY: usize = 32;
const TAG: usize = 16;
const LENGTH: usize = 3;
const INFO: &[u8] = b"mend bundle 1\n";

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

impl Bundle {
    /// The size class that it will have, sealed: whether it fits a code is known before anything is drawn.
    ///
    /// # Errors
    /// As [`Pair::seal`].
    pub fn sealed_size(&self) -> Result<usize, BundleError> {
        let cbor = Zeroizing::new(self.encode()?);
        if cbor.len() > INFLATED_BYTES {
            return Err(BundleError::TooLarge);
        }
        sealed_size(&deflate(&cbor))
    }
}

#[cfg(feature = "testing")]
impl Bundle {
    /// What a dishonest partner could seal, deflated and not sealed: for fuzzers.
    ///
    /// # Errors
    /// [`BundleError`].
    pub fn read_deflated(deflated: &[u8]) -> Result<Self, BundleError> {
        Self::decode(&inflate(deflated, INFLATED_BYTES)?)
    }

    /// The same before it is deflated.
    ///
    /// # Errors
    /// `Malformed`, `TooLarge`.
    pub fn read_unsealed(cbor: &[u8]) -> Result<Self, BundleError> {
        Self::decode(cbor)
    }
}

fn sealed_size(deflated: &[u8]) -> Result<usize, BundleError> {
    size_of(CLEAR + KEY + LENGTH + deflated.len() + TAG).ok_or(BundleError::TooLarge)
}

impl Pair {
    /// The bundle for the other phone. From outside it shows its size class and nothing more.
    ///
    /// # Errors
    /// `TooLarge`, `Malformed` where two of its parts are the same or a number is out of bounds.
    pub fn seal(&self, bundle: &Bundle, rng: &dyn Rng) -> Result<Vec<u8>, BundleError> {
        self.seal_bytes(&Zeroizing::new(bundle.encode()?), rng)
    }

    /// What the other phone sealed for this one.
    ///
    /// # Errors
    /// [`BundleError`], all of it; nothing is kept of what does not open.
    pub fn open(&self, sealed: &[u8]) -> Result<Bundle, BundleError> {
        Bundle::decode(&self.open_bytes(sealed)?)
    }

    pub(super) fn seal_bytes(&self, cbor: &[u8], rng: &dyn Rng) -> Result<Vec<u8>, BundleError> {
        if cbor.len() > INFLATED_BYTES {
            return Err(BundleError::TooLarge);
        }
        self.seal_deflated(&deflate(cbor), rng)
    }

    pub(super) fn seal_deflated(&self, deflated: &[u8], rng: &dyn Rng) -> Result<Vec<u8>, BundleError> {
        let size = sealed_size(deflated)?;
        let mut inside = Zeroizing::new(vec![0; size - CLEAR - KEY - TAG]);
        inside[..LENGTH].copy_from_slice(&(deflated.len() as u32).to_le_bytes()[..LENGTH]);
        inside[LENGTH..LENGTH + deflated.len()].copy_from_slice(deflated);
        self.seal_inside(&mut inside, rng)
    }

    /// Seals what is padded already.
    pub(super) fn seal_inside(&self, inside: &mut [u8], rng: &dyn Rng) -> Result<Vec<u8>, BundleError> {
        let [own, theirs] = [self.own_key(), self.ends.their_key].map(|key| public(&key));
        let secret = PrivateKey::from_bytes(self.secret.as_bytes()).expect("a secret has 32 bytes");
        let clear = [MAGIC, &[VERSION, FLAGS][..]].concat();
        let (key, tag) = single_shot_seal_inout_detached_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Auth((secret, own)),
            &theirs,
            &self.info(),
            InOutBuf::from(&mut *inside),
            &clear,
            &mut Drawn(&*rng.stream(Stream::Transfer)),
        )
        .expect("pairing refused every key that HPKE could refuse, and the size is far below its bound");
        Ok([&clear[..], &key.to_bytes(), inside, &tag.to_bytes()].concat())
    }

    pub(super) fn open_bytes(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        let inside = self.open_inside(sealed)?;
        let (length, rest) = inside.split_at(LENGTH);
        let length = u32::from_le_bytes([length[0], length[1], length[2], 0]) as usize;
        let (deflated, padding) = rest.split_at_checked(length).ok_or(BundleError::Malformed)?;
        // The smallest class that fits, and nothing in the room that is left: the same bundle has one size, and there
        // is no place for anything beside it.
        if sealed_size(deflated) != Ok(sealed.len()) || padding.iter().any(|byte| *byte != 0) {
            return Err(BundleError::Malformed);
        }
        inflate(deflated, INFLATED_BYTES)
    }

    fn open_inside(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        if sealed.len() > BUNDLE_BYTES {
            return Err(BundleError::TooLarge);
        }
        let rest = sealed.strip_prefix(MAGIC).ok_or(BundleError::NotABundle)?;
        match *rest.first().ok_or(BundleError::NotABundle)? {
            VERSION => {}
            0 => return Err(BundleError::OlderFormat),
            _ => return Err(BundleError::NewerFormat),
        }
        if rest.get(1).is_some_and(|flags| *flags != FLAGS) {
            return Err(BundleError::NewerFormat);
        }
        if size_of(sealed.len()) != Some(sealed.len()) {
            return Err(BundleError::DoesNotOpen);
        }
        let (clear, rest) = sealed.split_at(CLEAR);
        let (key, rest) = rest.split_at(KEY);
        let (inside, tag) = rest.split_at(rest.len() - TAG);
        let mut inside = Zeroizing::new(inside.to_vec());
        let key = EncappedKey::from_bytes(key).expect("the length is right");
        let tag = AeadTag::from_bytes(tag).expect("the length is right");
        let secret = PrivateKey::from_bytes(self.secret.as_bytes()).expect("a secret has 32 bytes");
        single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Auth(public(&self.ends.their_key)),
            &secret,
            &key,
            &self.info(),
            InOutBuf::from(&mut inside[..]),
            clear,
            &tag,
        )
        .map_err(|_| BundleError::DoesNotOpen)?;
        Ok(inside)
    }

    fn info(&self) -> Vec<u8> {
        [INFO, &self.ends.transcript].concat()
    }
}

fn public(key: &[u8; 32]) -> PublicKey {
    PublicKey::from_bytes(key).expect("a key has 32 bytes")
}
