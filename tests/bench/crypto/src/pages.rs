//! Sealing a page with XChaCha20-Poly1305, by two libraries that must give the same bytes.

use chacha20::hchacha;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, Tag, UnboundKey};

/// What of a page of 4096 bytes is text; nonce and tag take the rest.
pub const TEXT: usize = 4056;
pub const NONCE: usize = 24;
pub const TAG: usize = 16;

/// The bytes are not what was sealed.
#[derive(Debug)]
pub struct NotAuthentic;

pub trait Sealer {
    fn seal(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8]) -> [u8; TAG];
    fn open(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8], tag: [u8; TAG]) -> Result<(), NotAuthentic>;
}

/// The chacha20poly1305 crate, as mend-vault uses it.
pub struct RustCrypto(XChaCha20Poly1305);

impl RustCrypto {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }
}

impl Sealer for RustCrypto {
    fn seal(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8]) -> [u8; TAG] {
        self.0
            .encrypt_inout_detached(nonce.into(), context, text.into())
            .expect("a page is below the cipher's limit")
            .into()
    }

    fn open(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8], tag: [u8; TAG]) -> Result<(), NotAuthentic> {
        self.0.decrypt_inout_detached(nonce.into(), context, text.into(), &tag.into()).map_err(|_| NotAuthentic)
    }
}

/// `ring`, which has no XChaCha of its own: a subkey by HChaCha20 from 16 bytes of the nonce, then ChaCha20-Poly1305
/// with the other 8, as draft-irtf-cfrg-xchacha-03 says.
pub struct Ring([u8; 32]);

impl Ring {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(*key)
    }

    fn once(&self, nonce: &[u8; NONCE]) -> (LessSafeKey, Nonce) {
        let (head, tail) = nonce.split_first_chunk::<16>().expect("a nonce has 24 bytes");
        let subkey = hchacha::<chacha20::R20>((&self.0).into(), head.into());
        let key = UnboundKey::new(&CHACHA20_POLY1305, &subkey).expect("the subkey has 32 bytes");
        let mut short = [0; 12];
        short[4..].copy_from_slice(tail);
        (LessSafeKey::new(key), Nonce::assume_unique_for_key(short))
    }
}

impl Sealer for Ring {
    fn seal(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8]) -> [u8; TAG] {
        let (key, nonce) = self.once(nonce);
        let tag = key
            .seal_in_place_separate_tag(nonce, Aad::from(context), text)
            .expect("a page is below the cipher's limit");
        tag.as_ref().try_into().expect("a tag has 16 bytes")
    }

    fn open(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8], tag: [u8; TAG]) -> Result<(), NotAuthentic> {
        let (key, nonce) = self.once(nonce);
        key.open_in_place_separate_tag(nonce, Aad::from(context), Tag::from(tag), text, 0..)
            .map(drop)
            .map_err(|_| NotAuthentic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_libraries_seal_the_same_bytes_and_open_each_others() {
        let (ours, ring) = (RustCrypto::new(&[7; 32]), Ring::new(&[7; 32]));
        let (mut one, mut other) = ([1; TEXT], [1; TEXT]);
        let tag = ours.seal(&[9; NONCE], b"place", &mut one);
        assert_eq!(tag, ring.seal(&[9; NONCE], b"place", &mut other));
        assert_eq!(one, other);
        ours.open(&[9; NONCE], b"place", &mut other, tag).expect("opens");
        ring.open(&[9; NONCE], b"place", &mut one, tag).expect("opens");
        assert_eq!((one, other), ([1; TEXT], [1; TEXT]));
        assert!(ring.open(&[9; NONCE], b"elsewhere", &mut one, tag).is_err());
    }
}
