//! Which message says which error, and with what in it.

use mend_vault::{PassphraseProblem, RecoveryCodeProblem};

use super::Text;
use crate::partner::{BundleError, CodeError};
use crate::{FieldProblem, MendError};

/// `part` is empty for what went wrong, ".action" for what to do.
pub(super) fn say(text: &Text, error: &MendError, part: &str) -> String {
    let (id, args) = message(error);
    let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.get(&format!("{id}{part}"), &args)
}

type Args = Vec<(&'static str, String)>;

pub(super) fn message(error: &MendError) -> (&'static str, Args) {
    let plain = |id| (id, Args::new());
    match error {
        MendError::NotSetUp => plain("error-not-set-up"),
        MendError::AlreadySetUp => plain("error-already-set-up"),
        MendError::WrongPassphrase => plain("error-wrong-passphrase"),
        MendError::WaitBeforeNextTry { seconds } => {
            ("error-wait-before-next-try", vec![("seconds", seconds.to_string())])
        }
        MendError::AlreadyOpen => plain("error-already-open"),
        MendError::Locked => plain("error-locked"),
        MendError::PrivateLocked => plain("error-private-locked"),
        MendError::Damaged => plain("error-damaged"),
        MendError::LastChangesDamaged => plain("error-last-changes-damaged"),
        MendError::NewerFormat => plain("error-newer-format"),
        MendError::NotAMendFile => plain("error-not-a-mend-file"),
        MendError::BadPassphrase { problem } => plain(match problem {
            PassphraseProblem::Empty => "error-bad-passphrase-empty",
            PassphraseProblem::TooLong => "error-bad-passphrase-too-long",
            PassphraseProblem::NotText => "error-bad-passphrase-not-text",
        }),
        MendError::SamePassphrase => plain("error-same-passphrase"),
        MendError::TogetherPassphraseNeeded => plain("error-together-passphrase-needed"),
        MendError::BadRecoveryCode { problem } => match problem {
            RecoveryCodeProblem::Length(given) => {
                ("error-bad-recovery-code-length", vec![("given", given.to_string())])
            }
            RecoveryCodeProblem::Character(place) => {
                ("error-bad-recovery-code-character", vec![("place", place.to_string())])
            }
            RecoveryCodeProblem::Checksum => plain("error-bad-recovery-code-checksum"),
        },
        MendError::RecoveryCodeDiffers => plain("error-recovery-code-differs"),
        MendError::NoFreeSlot => plain("error-no-free-slot"),
        MendError::SlotNotFound => plain("error-slot-not-found"),
        MendError::LastSlot => plain("error-last-slot"),
        MendError::NoSpace => plain("error-no-space"),
        MendError::ReadOnly => plain("error-read-only"),
        MendError::DiskFailed => plain("error-disk-failed"),
        MendError::FileExists => plain("error-file-exists"),
        MendError::FileNotFound => plain("error-file-not-found"),
        MendError::NotPaired => plain("error-not-paired"),
        MendError::AlreadyPaired => plain("error-already-paired"),
        MendError::NoPairing => plain("error-no-pairing"),
        MendError::BadCode { problem } => plain(match problem {
            CodeError::NotACode => "error-bad-code-not-a-code",
            CodeError::OlderFormat => "error-bad-code-older-format",
            CodeError::NewerFormat => "error-bad-code-newer-format",
            CodeError::Damaged => "error-bad-code-damaged",
            CodeError::NotAnOffer => "error-bad-code-not-an-offer",
            CodeError::NotAnAnswer => "error-bad-code-not-an-answer",
            CodeError::OwnCode => "error-bad-code-own-code",
            CodeError::OtherOffer => "error-bad-code-other-offer",
            CodeError::Expired => "error-bad-code-expired",
            CodeError::Used => "error-bad-code-used",
            CodeError::WeakKey => "error-bad-code-weak-key",
        }),
        MendError::BadBundle { problem } => plain(match problem {
            BundleError::NotABundle => "error-bad-bundle-not-a-bundle",
            BundleError::OlderFormat => "error-bad-bundle-older-format",
            BundleError::NewerFormat => "error-bad-bundle-newer-format",
            BundleError::DoesNotOpen => "error-bad-bundle-does-not-open",
            BundleError::FromOneself => "error-bad-bundle-from-oneself",
            BundleError::TooLarge => "error-bad-bundle-too-large",
            BundleError::Malformed => "error-bad-bundle-malformed",
            BundleError::Contradicts => "error-bad-bundle-contradicts",
        }),
        MendError::NotFound => plain("error-not-found"),
        MendError::BadField { field, problem } => bad_field(field, problem),
        MendError::Internal => plain("error-internal"),
    }
}

fn bad_field(field: &str, problem: &FieldProblem) -> (&'static str, Args) {
    let mut args = vec![("field", field.to_owned())];
    let id = match problem {
        FieldProblem::Empty => "error-field-empty",
        FieldProblem::TooLong { most } => {
            args.push(("most", most.to_string()));
            "error-field-too-long"
        }
        FieldProblem::OutOfRange { least, most } => {
            args.extend([("least", least.to_string()), ("most", most.to_string())]);
            "error-field-out-of-range"
        }
        FieldProblem::TooEarly { earliest } => {
            args.push(("earliest", earliest.to_string()));
            "error-field-too-early"
        }
        FieldProblem::TooLate { latest } => {
            args.push(("latest", latest.to_string()));
            "error-field-too-late"
        }
        FieldProblem::Unknown => "error-field-unknown",
        FieldProblem::Twice => "error-field-twice",
        FieldProblem::Malformed => "error-field-malformed",
    };
    (id, args)
}
