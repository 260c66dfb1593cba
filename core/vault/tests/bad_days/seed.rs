//! Chance that can be repeated: every case of every test is named by one number.

use std::sync::Mutex;

use mend_vault::Rng;

/// SplitMix64. Nothing secret hangs on it here; it only has to be the same tomorrow.
#[derive(Clone)]
pub struct Seed(u64);

impl Seed {
    pub fn new(n: u64) -> Self {
        Self(n)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        let mut out = vec![0; len];
        self.fill(&mut out);
        out
    }

    pub fn fill(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }

    /// Another stream, so that what one part draws never shifts another.
    pub fn split(&mut self) -> Self {
        Self(self.next())
    }
}

/// The vault's own source of keys and nonces.
pub struct VaultRng(Mutex<Seed>);

impl VaultRng {
    pub fn new(n: u64) -> Self {
        Self(Mutex::new(Seed::new(n)))
    }
}

impl Rng for VaultRng {
    fn fill(&self, out: &mut [u8]) {
        self.0.lock().expect("no test panics while drawing").fill(out);
    }
}
