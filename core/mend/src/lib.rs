#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod access;
pub mod agreement;
mod backup;
mod backup_file;
mod change;
pub mod checkin;
mod clock;
pub mod coverage;
mod device;
mod erase;
mod error;
mod folder;
pub mod guide;
pub mod help;
mod id;
pub mod insight;
pub mod journal;
mod mend;
mod overlay;
mod page;
pub mod partner;
pub mod profile;
pub mod promise;
mod rekey;
pub mod reminder;
mod restore;
mod rng;
mod schema;
mod session;
pub mod settings;
pub mod sharing;
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
pub use clock::{Clock, FixedClock, Monotonic, SinceStart, SystemClock};
pub use error::{FieldProblem, MendError, Result};
pub use id::{
    AgreementId, BadId, CheckinId, DraftId, EntryId, ItemId, PromiseId, PromptId, QuestionId, ReviewId, RunId,
    ScheduleId,
};
pub use mend::{Mend, MendOptions, SetUpRequest, UnlockOptions};
pub use mend_vault::{
    DeviceKey, Io, KdfParams, Passphrase, PassphraseProblem, RecoveryCode, RecoveryCodeProblem, StdIo, SystemRng,
};
pub use rng::{Rng, Stream};
pub use session::{Opened, Session};
pub use space::{Db, Private, Together};
pub use strength::{Strength, passphrase_strength};
pub use verify::{SpaceVerdict, VerifyView};
