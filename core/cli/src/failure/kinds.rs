//! What scripts can rely on: the names of the core's errors.

use mend_core::MendError;
use mend_core::partner::{BundleError, CodeError};

pub fn core_kind(error: &MendError) -> &'static str {
    match error {
        MendError::NotSetUp => "not_set_up",
        MendError::AlreadySetUp => "already_set_up",
        MendError::WrongPassphrase => "wrong_passphrase",
        MendError::WaitBeforeNextTry { .. } => "wait_before_next_try",
        MendError::AlreadyOpen => "already_open",
        MendError::Locked => "locked",
        MendError::PrivateLocked => "private_locked",
        MendError::Damaged => "damaged",
        MendError::LastChangesDamaged => "last_changes_damaged",
        MendError::NewerFormat => "newer_format",
        MendError::NotAMendFile => "not_a_mend_file",
        MendError::BadPassphrase { .. } => "bad_passphrase",
        MendError::SamePassphrase => "same_passphrase",
        MendError::TogetherPassphraseNeeded => "together_passphrase_needed",
        MendError::BadRecoveryCode { .. } => "bad_recovery_code",
        MendError::RecoveryCodeDiffers => "recovery_code_differs",
        MendError::NoFreeSlot => "no_free_slot",
        MendError::SlotNotFound => "slot_not_found",
        MendError::LastSlot => "last_slot",
        MendError::NoSpace => "no_space",
        MendError::ReadOnly => "read_only",
        MendError::DiskFailed => "disk_failed",
        MendError::FileExists => "file_exists",
        MendError::FileNotFound => "file_not_found",
        MendError::NotPaired => "not_paired",
        MendError::AlreadyPaired => "already_paired",
        MendError::NoPairing => "no_pairing",
        MendError::BadCode { .. } => "bad_code",
        MendError::BadBundle { .. } => "bad_bundle",
        MendError::NotFound => "not_found",
        MendError::BadField { .. } => "bad_field",
        MendError::Internal => "internal",
    }
}

pub fn code_problem(problem: CodeError) -> &'static str {
    match problem {
        CodeError::NotACode => "not_a_code",
        CodeError::OlderFormat => "older_format",
        CodeError::NewerFormat => "newer_format",
        CodeError::Damaged => "damaged",
        CodeError::NotAnOffer => "not_an_offer",
        CodeError::NotAnAnswer => "not_an_answer",
        CodeError::OwnCode => "own_code",
        CodeError::OtherOffer => "other_offer",
        CodeError::Expired => "expired",
        CodeError::Used => "used",
        CodeError::WeakKey => "weak_key",
    }
}

pub fn bundle_problem(problem: BundleError) -> &'static str {
    match problem {
        BundleError::NotABundle => "not_a_bundle",
        BundleError::OlderFormat => "older_format",
        BundleError::NewerFormat => "newer_format",
        BundleError::DoesNotOpen => "does_not_open",
        BundleError::FromOneself => "from_oneself",
        BundleError::TooLarge => "too_large",
        BundleError::Malformed => "malformed",
        BundleError::Contradicts => "contradicts",
    }
}
