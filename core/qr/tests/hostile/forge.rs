//! Codes made by hand, by FORMAT.md and without the crate's own code.

use hmac::{Hmac, KeyInit, Mac};
use mend_qr::{Content, Symbol};
use sha2::Sha256;

pub const KEY: [u8; 32] = [7; 32];

/// Bytes as digits, twelve in twenty-nine.
pub fn to_digits(bytes: &[u8]) -> String {
    let width = |len: usize| (u128::MAX >> (128 - 8 * len)).to_string().len();
    bytes
        .chunks(12)
        .map(|block| {
            let value = block.iter().fold(0u128, |value, byte| value << 8 | u128::from(*byte));
            format!("{value:0width$}", width = width(block.len()))
        })
        .collect()
}

/// Every field of a frame, right or wrong.
#[derive(Clone, Debug)]
pub struct Forged {
    pub kind: u8,
    pub session: [u8; 4],
    pub length: u32,
    pub first: u32,
    pub body: Vec<u8>,
}

impl Forged {
    fn unsealed(&self) -> Vec<u8> {
        let mut bytes = vec![self.kind];
        bytes.extend(self.session);
        bytes.extend(&self.length.to_be_bytes()[1..]);
        bytes.extend(&self.first.to_be_bytes()[1..]);
        bytes.extend(&self.body);
        bytes
    }

    pub fn seal(&self) -> u64 {
        let mut mac = Hmac::<Sha256>::new_from_slice(&KEY).expect("a key of any length");
        mac.update(&self.unsealed());
        let seal = mac.finalize().into_bytes();
        seal[..8].iter().fold(0, |seal, byte| seal << 8 | u64::from(*byte))
    }

    /// As someone with the key could make it.
    pub fn sealed(&self) -> String {
        self.guessed(self.seal())
    }

    /// As someone without it could.
    pub fn guessed(&self, seal: u64) -> String {
        to_digits(&[self.unsealed(), seal.to_be_bytes().to_vec()].concat())
    }
}

pub fn digits(symbol: &Symbol) -> &str {
    match &symbol.content {
        Content::Digits(digits) => digits,
        Content::Bytes(_) => panic!("our codes are digits"),
    }
}

pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let x = self.0 ^ self.0 >> 29;
        x.wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ x >> 32
    }

    pub fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 11) % end as u64) as usize
    }

    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| (self.next() >> 33) as u8).collect()
    }
}

pub fn random_bytes(seed: u64, len: usize) -> Vec<u8> {
    Random(seed).bytes(len)
}
