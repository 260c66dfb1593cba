#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod aead;
mod error;
mod files;
mod gap;
mod header;
mod io;
mod kdf;
mod keys;
mod log;
mod pages;
mod rekey;
mod rng;
mod secret;
mod slots;
mod sys;
mod vault;
mod verify;

pub use error::{Part, VaultError};
pub use io::{Io, IoFile, OpenHow, StdIo};
pub use kdf::{Kdf, KdfParams, PassphraseKey};
pub use keys::{Secret, SlotKind};
pub use rekey::{Frozen, NewKeys, Rekey};
pub use rng::{Rng, SystemRng, draw};
pub use rusqlite;
pub use secret::{DeviceKey, Passphrase, PassphraseProblem, RecoveryCode, RecoveryCodeProblem};
pub use slots::{NewSlot, SlotView};
pub use sys::WipingAllocator;
pub use vault::{OpenOptions, Place, Vault};
pub use verify::Verdict;
