//! What libFuzzer calls with bytes that nobody meant well, and seeds to begin with. Each target takes any bytes; it may
//! give an error, and nothing else may happen.

mod disk;
mod files;
mod phones;
mod screen;
mod seeds;

pub use files::{backups, content_packs, vaults};
pub use phones::{bundles, pairing_codes};
pub use screen::{pictures, qr_codes};
pub use seeds::{TARGETS, seeds};

/// The first byte chooses among the ways in, the rest goes in.
fn way(bytes: &[u8]) -> (u8, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(way, rest)| (*way, rest))
}
