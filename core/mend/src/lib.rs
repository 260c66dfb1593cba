#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod access;
mod backup;
mod backup_file;
mod change;
mod clock;
mod device;
mod erase;
mod error;
mod folder;
mod id;
pub mod journal;
mod mend;
mod overlay;
pub mod profile;
mod rekey;
mod restore;
mod rng;
mod schema;
mod session;
pub mod settings;
mod space;
mod strength;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
mod tries;
mod unused;
mod verify;
mod ways;

pub use access::{Access, SlotKind, SlotView, Space};
pub use backup::BackupView;
pub use clock::{Clock, FixedClock, SystemClock};
pub use error::{FieldProblem, MendError, Result};
pub use id::{BadId, DraftId, EntryId, PromptId};
pub use mend::{Mend, MendOptions, SetUpRequest, UnlockOptions};
pub use mend_vault::{
    DeviceKey, Io, KdfParams, Passphrase, PassphraseProblem, RecoveryCode, RecoveryCodeProblem, StdIo, SystemRng,
};
pub use rng::{Rng, Stream};
pub use session::{Opened, Session};
pub use space::{Db, Private, Together};
pub use strength::{Strength, passphrase_strength};
pub use verify::{SpaceVerdict, VerifyView};
