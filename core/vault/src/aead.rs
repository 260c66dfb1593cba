//! The one place where bytes are sealed: XChaCha20-Poly1305 (RFC 8439; draft-irtf-cfrg-xchacha-03), in place.
//!
//! 24 random bytes of nonce never repeat by chance, so that a page may be sealed any number of times, on any phone,
//! also after a backup was put back, without a counter that could be set back.
//!
//! Two libraries give the same bytes. `chacha20poly1305` seals what is small, keys above all, and wipes what it worked
//! with. `ring` seals pages and frames in less than half the time (`tests/bench`); it knows no XChaCha, so its key is
//! made here from the first part of the nonce, as the draft says, and serves once.

use std::hint::black_box;
use std::sync::{Arc, Mutex, PoisonError};

use chacha20::hchacha;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Tag, UnboundKey};
use zeroize::{Zeroize, Zeroizing};

use crate::rng::Rng;

pub const NONCE: usize = 24;
pub const TAG: usize = 16;
/// What sealing adds to a text.
pub const OVERHEAD: usize = NONCE + TAG;

/// The bytes are not what was sealed under this key, for this place.
#[derive(Debug)]
pub struct NotAuthentic;

/// A nonce that has not been used. Only [`Nonces`] makes one, and sealing uses it up.
pub struct Nonce([u8; NONCE]);

const FITS: &str = "a text of some kB is far below the cipher's limit of 256 GiB";
/// From this length on `ring` is worth its set-up.
const LONG: usize = 1024;

/// A sealing key; wiped when dropped.
pub struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*key))
    }

    /// Encrypts `text` in place and writes the nonce and tag that opening needs. `context` is authenticated, not kept.
    pub fn seal(
        &self,
        nonce: Nonce,
        context: &[u8],
        text: &mut [u8],
        nonce_out: &mut [u8; NONCE],
        tag_out: &mut [u8; TAG],
    ) {
        if text.len() < LONG {
            let tag = self.cipher().encrypt_inout_detached(&XNonce::from(nonce.0), context, text.into()).expect(FITS);
            tag_out.copy_from_slice(&tag);
        } else {
            *tag_out = self.seal_long(&nonce.0, context, text);
            wipe_stack();
        }
        *nonce_out = nonce.0;
    }

    /// Decrypts `text` in place; on failure `text` holds nothing of worth.
    pub fn open(
        &self,
        nonce: &[u8; NONCE],
        context: &[u8],
        text: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), NotAuthentic> {
        if text.len() < LONG {
            let opened = self.cipher().decrypt_inout_detached(&XNonce::from(*nonce), context, text.into(), tag.into());
            return opened.map_err(|_| NotAuthentic);
        }
        let opened = self.open_long(nonce, context, text, tag);
        wipe_stack();
        opened
    }

    #[inline(never)]
    fn seal_long(&self, nonce: &[u8; NONCE], context: &[u8], text: &mut [u8]) -> [u8; TAG] {
        let (key, short_nonce) = self.once(nonce);
        let tag = key.seal_in_place_separate_tag(short_nonce, Aad::from(context), text).expect(FITS);
        tag.as_ref().try_into().expect("a tag has 16 bytes")
    }

    #[inline(never)]
    fn open_long(
        &self,
        nonce: &[u8; NONCE],
        context: &[u8],
        text: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), NotAuthentic> {
        let (key, short_nonce) = self.once(nonce);
        let opened = key.open_in_place_separate_tag(short_nonce, Aad::from(context), Tag::from(*tag), text, 0..);
        opened.map(drop).map_err(|_| NotAuthentic)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    /// The key and nonce of ChaCha20-Poly1305 for one XChaCha nonce.
    fn once(&self, nonce: &[u8; NONCE]) -> (LessSafeKey, ring::aead::Nonce) {
        let (head, tail) = nonce.split_first_chunk::<16>().expect("a nonce has 24 bytes");
        let mut subkey = hchacha::<chacha20::R20>((&*self.0).into(), head.into());
        let key = UnboundKey::new(&CHACHA20_POLY1305, &subkey).expect("the subkey has 32 bytes");
        subkey.zeroize();
        let mut short_nonce = [0; 12];
        short_nonce[4..].copy_from_slice(tail);
        (LessSafeKey::new(key), ring::aead::Nonce::assume_unique_for_key(short_nonce))
    }

    /// Seals `text` into `out` = nonce, ciphertext, tag.
    pub fn seal_into(&self, nonce: Nonce, context: &[u8], text: &[u8], out: &mut [u8]) {
        out[NONCE..NONCE + text.len()].copy_from_slice(text);
        self.seal_in_place(nonce, context, out);
    }

    /// Seals the middle of `out`, between the room for the nonce and the room for the tag.
    pub fn seal_in_place(&self, nonce: Nonce, context: &[u8], out: &mut [u8]) {
        let (head, rest) = out.split_first_chunk_mut::<NONCE>().expect("out has room for the nonce");
        let (body, tag) = rest.split_last_chunk_mut::<TAG>().expect("out has room for the tag");
        self.seal(nonce, context, body, head, tag);
    }

    /// Opens what [`SealKey::seal_into`] made, in place; the text is the middle part.
    pub fn open_from<'a>(&self, context: &[u8], sealed: &'a mut [u8]) -> Result<&'a mut [u8], NotAuthentic> {
        let (nonce, rest) = sealed.split_first_chunk_mut::<NONCE>().ok_or(NotAuthentic)?;
        let (body, tag) = rest.split_last_chunk_mut::<TAG>().ok_or(NotAuthentic)?;
        self.open(nonce, context, body, tag)?;
        Ok(body)
    }
}

/// `ring` does not wipe its key, and what it left on the stack would open the last page after a lock. This writes zeros
/// over more of the stack than those calls used; they are not inlined, so that what they leave lies below.
#[inline(never)]
fn wipe_stack() {
    let mut below = [0u8; 4096];
    black_box(&mut below);
}

/// Draws nonces many at a time: one call of the system's generator for each would cost as much as sealing a page.
pub struct Nonces {
    rng: Arc<dyn Rng>,
    pool: Mutex<Pool>,
}

struct Pool {
    bytes: Zeroizing<[u8; NONCE * 64]>,
    used: usize,
}

impl Nonces {
    pub fn new(rng: Arc<dyn Rng>) -> Self {
        let bytes = Zeroizing::new([0; NONCE * 64]);
        Self { rng, pool: Mutex::new(Pool { used: bytes.len(), bytes }) }
    }

    pub fn draw(&self) -> Nonce {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if pool.used == pool.bytes.len() {
            self.rng.fill(&mut *pool.bytes);
            pool.used = 0;
        }
        let at = pool.used;
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&pool.bytes[at..at + NONCE]);
        // What was handed out must not be handed out again, whatever happens to this buffer.
        pool.bytes[at..at + NONCE].fill(0);
        pool.used = at + NONCE;
        Nonce(nonce)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SystemRng;

    #[test]
    fn sealed_text_opens_only_in_its_own_place() {
        let key = SealKey::new(&[1; 32]);
        let nonces = Nonces::new(Arc::new(SystemRng));
        let mut sealed = [0; 5 + OVERHEAD];
        key.seal_into(nonces.draw(), b"here", b"words", &mut sealed);
        assert_eq!(key.open_from(b"here", &mut sealed.clone()).unwrap(), b"words");
        assert!(key.open_from(b"there", &mut sealed.clone()).is_err());
        for i in 0..sealed.len() {
            let mut flipped = sealed;
            flipped[i] ^= 1;
            assert!(key.open_from(b"here", &mut flipped).is_err(), "byte {i}");
        }
    }

    #[test]
    fn both_libraries_seal_the_same_bytes_and_open_each_others() {
        let key = SealKey::new(&[7; 32]);
        for len in [0, 1, 63, 64, LONG - 1, LONG, LONG + 1, 4056, 4124] {
            let text: Vec<u8> = (0..len).map(|i| i as u8).collect();
            let (mut ours, mut theirs) = (text.clone(), text.clone());
            let (mut nonce_out, mut tag) = ([0; NONCE], [0; TAG]);
            key.seal(Nonce([9; NONCE]), b"place", &mut ours, &mut nonce_out, &mut tag);
            let reference = key.cipher();
            let nonce = XNonce::from([9; NONCE]);
            let their_tag = reference.encrypt_inout_detached(&nonce, b"place", (&mut theirs[..]).into()).unwrap();
            assert_eq!((&ours, &tag[..], nonce_out), (&theirs, &their_tag[..], [9; NONCE]), "{len} bytes");
            reference.decrypt_inout_detached(&nonce, b"place", (&mut ours[..]).into(), &tag.into()).unwrap();
            key.open(&nonce_out, b"place", &mut theirs, &tag).unwrap();
            assert_eq!((&ours, &theirs), (&text, &text), "{len} bytes");
        }
    }

    #[test]
    fn long_text_opens_only_in_its_own_place() {
        let key = SealKey::new(&[1; 32]);
        let nonces = Nonces::new(Arc::new(SystemRng));
        let mut sealed = vec![0; 2 * LONG + OVERHEAD];
        key.seal_into(nonces.draw(), b"here", &[5; 2 * LONG], &mut sealed);
        assert!(SealKey::new(&[2; 32]).open_from(b"here", &mut sealed.clone()).is_err());
        assert!(key.open_from(b"there", &mut sealed.clone()).is_err());
        for i in (0..sealed.len()).step_by(7).chain(sealed.len() - TAG..sealed.len()) {
            let mut flipped = sealed.clone();
            flipped[i] ^= 1;
            assert!(key.open_from(b"here", &mut flipped).is_err(), "byte {i}");
        }
        assert_eq!(key.open_from(b"here", &mut sealed).unwrap(), [5; 2 * LONG]);
    }

    #[test]
    fn no_nonce_comes_twice() {
        let nonces = Nonces::new(Arc::new(SystemRng));
        let drawn: std::collections::HashSet<_> = (0..1000).map(|_| nonces.draw().0).collect();
        assert_eq!(drawn.len(), 1000);
    }
}
