//! Errors keep their fields on the way; `Texts` has the sentences.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::time::Day;
use mend_core::partner::{BundleError, CodeError};
use mend_core::{FieldProblem, MendError, PassphraseProblem, RecoveryCodeProblem};

/// What went wrong, by what the user can do next. `Texts.error` and `Texts.errorAction` have the sentences; what an
/// exception says of itself is for developers.
#[uniffi::remote(Error)]
pub enum MendError {
    /// Nothing was set up in this folder.
    NotSetUp,
    /// This folder is set up already.
    AlreadySetUp,
    /// It opens nothing here.
    WrongPassphrase,
    /// Too many wrong tries. The next one counts after this many seconds.
    WaitBeforeNextTry { seconds: u32 },
    /// Open already, here or in another program.
    AlreadyOpen,
    /// The session was locked. Unlock and try again.
    Locked,
    /// The private space is locked, or not set up. Both give this answer, on purpose: show one screen for both.
    PrivateLocked,
    /// Bytes were changed or lost on the disk.
    Damaged,
    /// The last changes are missing or damaged. `UnlockOptions.withoutLastChanges` opens the rest, if the user wants
    /// that.
    LastChangesDamaged,
    /// Written by a newer version. Nothing was touched.
    NewerFormat,
    /// Not a file of Mend.
    NotAMendFile,
    /// The text cannot be a passphrase.
    BadPassphrase { problem: PassphraseProblem },
    /// The private and the together passphrase must differ.
    SamePassphrase,
    /// Erasing the private space leaves the together space, which then needs a passphrase of its own.
    TogetherPassphraseNeeded,
    /// The text is no recovery code. It was not counted as a try.
    BadRecoveryCode { problem: RecoveryCodeProblem },
    /// No code was made in this session, or the one typed back differs.
    RecoveryCodeDiffers,
    /// All places for ways in are taken.
    NoFreeSlot,
    /// No such way in.
    SlotNotFound,
    /// The last way into a space cannot be taken away.
    LastSlot,
    /// The disk is full. Nothing of this change was kept.
    NoSpace,
    /// The folder or file cannot be written to.
    ReadOnly,
    /// The disk failed to read or write.
    DiskFailed,
    /// A file would be overwritten.
    FileExists,
    /// No such file.
    FileNotFound,
    /// This phone is not paired, or what is meant belongs to a pair that has ended.
    NotPaired,
    /// This phone is paired. Another pairing ends that pair, and only if its user says so.
    AlreadyPaired,
    /// No pairing is under way here, or it ended.
    NoPairing,
    /// A code of pairing that is not taken. Nothing was changed.
    BadCode { problem: CodeError },
    /// What the other phone showed is not taken in. Nothing was changed.
    BadBundle { problem: BundleError },
    /// No such entry, draft, prompt or item.
    NotFound,
    /// A field is missing, too long, or not of its kind.
    BadField { field: FieldName, problem: FieldProblem },
    /// A defect of Mend itself.
    Internal,
}

/// What is wrong with one field.
#[uniffi::remote(Enum)]
pub enum FieldProblem {
    Empty,
    /// At most this many bytes, characters or items.
    TooLong {
        most: u32,
    },
    OutOfRange {
        least: i64,
        most: i64,
    },
    /// A day before the first that is possible.
    TooEarly {
        earliest: Day,
    },
    /// A day after the last that is possible.
    TooLate {
        latest: Day,
    },
    Unknown,
    /// Given twice.
    Twice,
    /// Not in the form that is asked for.
    Malformed,
}

/// Why a typed text cannot be a passphrase.
#[uniffi::remote(Enum)]
pub enum PassphraseProblem {
    Empty,
    TooLong,
    NotText,
}

/// Why a typed text is no recovery code.
#[uniffi::remote(Enum)]
pub enum RecoveryCodeProblem {
    /// It has this many letters and digits; a code has 28.
    Length(#[uniffi(name = "found")] Count),
    /// This character is in no code: counted from 1, without spaces and dashes.
    Character(#[uniffi(name = "place")] Count),
    /// Somewhere a character is wrong.
    Checksum,
}

/// Why a code of pairing is not taken.
#[uniffi::remote(Enum)]
pub enum CodeError {
    /// Another app's code, or none of pairing.
    NotACode,
    /// The other phone has to be updated.
    OlderFormat,
    /// This phone has to be updated.
    NewerFormat,
    /// Scan again.
    Damaged,
    /// An answer, where an offer is looked for.
    NotAnOffer,
    /// An offer, where an answer is looked for.
    NotAnAnswer,
    /// The code that this phone shows.
    OwnCode,
    /// An answer to another offer.
    OtherOffer,
    /// The offer is older than ten minutes.
    Expired,
    /// The offer was answered already.
    Used,
    /// A key that protects nothing.
    WeakKey,
}

/// Why what the other phone showed is not taken in.
#[uniffi::remote(Enum)]
pub enum BundleError {
    /// Another app's bytes.
    NotABundle,
    /// The other phone has to be updated.
    OlderFormat,
    /// This phone has to be updated.
    NewerFormat,
    /// Of another pair, or damaged.
    DoesNotOpen,
    /// This phone's own.
    FromOneself,
    /// Larger than anything of this app.
    TooLarge,
    /// It does not say what this version can say.
    Malformed,
    /// It says something else than before.
    Contradicts,
}

type Count = usize;

uniffi::custom_type!(
    /// How many, or how far along.
    Count, u32, {
        remote,
        lower: |count| u32::try_from(count).unwrap_or(u32::MAX),
        try_lift: |count| Ok(count as usize),
    }
);

type FieldName = &'static str;

uniffi::custom_type!(
    /// The name of a field, as `Texts` knows it.
    FieldName, String, {
        remote,
        lower: |name| SEEN.remember(name),
        try_lift: |name| Ok(SEEN.recall(&name).ok_or(MendError::Internal)?),
    }
);

/// Field names are words of the core's own code. One that comes back, inside an error that wants its sentence, was
/// given out before: it is found here instead of being allocated for good.
struct SeenNames(Mutex<BTreeSet<&'static str>>);

static SEEN: SeenNames = SeenNames(Mutex::new(BTreeSet::new()));

impl SeenNames {
    fn remember(&self, name: &'static str) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        name.to_owned()
    }

    fn recall(&self, name: &str) -> Option<&'static str> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied()
    }
}
