//! The four words that both compare.

use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

const LIST: &str = include_str!("words.txt");
/// 11 bits each.
pub(super) const WORDS: usize = 2048;
const BITS: u32 = WORDS.ilog2();
const SALT: &[u8; 16] = b"mend pair words1";
/// Slow on purpose: someone between the phones has to find keys that give the same four words while both look.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

static TABLE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| LIST.lines().filter(|line| !line.starts_with('#')).collect());

/// The 2048 words, in order.
pub fn word_list() -> &'static [&'static str] {
    &TABLE
}

/// 44 bits of a slow hash of the transcript, as words.
pub(super) fn derive_words(transcript: &[u8; 32]) -> [&'static str; 4] {
    spell(&derive_tag(transcript))
}

fn derive_tag(transcript: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).expect("these are within Argon2's bounds");
    let mut tag = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(transcript, SALT, &mut *tag)
        .expect("lengths are fixed and within Argon2's bounds");
    tag
}

/// The first 44 bits, the most significant bit of each byte first.
fn spell(tag: &[u8; 32]) -> [&'static str; 4] {
    let mut first = [0; 8];
    first.copy_from_slice(&tag[..8]);
    let bits = u64::from_be_bytes(first);
    std::array::from_fn(|place| {
        let index = bits >> (u64::BITS - BITS * (place as u32 + 1));
        TABLE[index as usize % WORDS]
    })
}

#[cfg(test)]
pub(super) fn tag_for_vectors(transcript: &[u8; 32]) -> [u8; 32] {
    *derive_tag(transcript)
}
