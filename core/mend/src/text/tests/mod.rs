//! Nothing is missing, nothing is left over, and every sentence keeps the rules of the house's language.

mod person;
pub(crate) mod pseudo;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mend_vault::{PassphraseProblem, RecoveryCodeProblem};

use super::*;
use crate::FieldProblem;
use crate::journal::Journal;
use crate::partner::{BundleError, CodeError};
use crate::{agreement, checkin, guide, help, journal, partner, promise};

const FIELDS: [&str; 88] = [
    "lines",
    "own_words",
    "choices",
    "module",
    "run",
    "runs",
    "step",
    "role",
    "text",
    "title",
    "happened_at",
    "feelings",
    "feeling",
    "strength",
    "tags",
    "tag",
    "kind",
    "query",
    "limit",
    "after",
    "to",
    "drafts",
    "prompt",
    "prompts",
    "own_name",
    "partner_name",
    "country",
    "locale",
    "day_ends_at",
    "lock_after_seconds",
    "n",
    "day",
    "days",
    "nth",
    "weekday",
    "week_start",
    "short_month",
    "cadence",
    "time",
    "times",
    "zone",
    "anchor",
    "from",
    "until",
    "effective_from",
    "grace_minutes",
    "notice",
    "about",
    "subject",
    "slot",
    "snoozes",
    "snooze_until",
    "quiet",
    "set",
    "item",
    "shared_item",
    "answer",
    "choice",
    "answered_at",
    "question",
    "questions",
    "what",
    "tell",
    "first_day",
    "last_day",
    "due_day",
    "outcome",
    "note",
    "amends",
    "review",
    "reviews",
    "versions",
    "template",
    "promise",
    "topic",
    "words",
    "agreement_kind",
    "owner",
    "review_day",
    "holds_until",
    "acceptance",
    "version",
    "agreement_versions",
    "agreement",
    "items",
    "sure",
    "digest",
    "ask",
];

/// What is said before sharing, pairing and taking back, by whoever shows it.
const SHARING: [&str; 8] = [
    "partner-share-note",
    "partner-sure-letter",
    "partner-sure-decision",
    "partner-unshare-note",
    "partner-unpair-note",
    "partner-words-question",
    "partner-words-differ",
    "partner-together-keys-note",
];

const CODES: [CodeError; 11] = [
    CodeError::NotACode,
    CodeError::OlderFormat,
    CodeError::NewerFormat,
    CodeError::Damaged,
    CodeError::NotAnOffer,
    CodeError::NotAnAnswer,
    CodeError::OwnCode,
    CodeError::OtherOffer,
    CodeError::Expired,
    CodeError::Used,
    CodeError::WeakKey,
];

const BUNDLES: [BundleError; 8] = [
    BundleError::NotABundle,
    BundleError::OlderFormat,
    BundleError::NewerFormat,
    BundleError::DoesNotOpen,
    BundleError::FromOneself,
    BundleError::TooLarge,
    BundleError::Malformed,
    BundleError::Contradicts,
];

const INSIGHT: [&str; 27] = [
    "insight-caveat",
    "insight-span",
    "insight-too-few",
    "insight-between",
    "insight-quoted",
    "insight-range",
    "insight-range-one",
    "insight-range-and-direction",
    "insight-direction-towards",
    "insight-direction-level",
    "insight-direction-unclear",
    "insight-range-label",
    "insight-middle",
    "insight-latest",
    "insight-counted",
    "insight-feelings",
    "insight-feelings-most",
    "insight-nothing",
    "insight-recurring",
    "insight-themes",
    "insight-triggers",
    "insight-entries",
    "insight-cards",
    "sign-low_steadiness",
    "sign-on_guard",
    "sign-heavy_feelings",
    "sign-offer",
];

fn every_error() -> Vec<MendError> {
    let mut errors = vec![
        MendError::NotSetUp,
        MendError::AlreadySetUp,
        MendError::WrongPassphrase,
        MendError::WaitBeforeNextTry { seconds: 1 },
        MendError::WaitBeforeNextTry { seconds: 30 },
        MendError::AlreadyOpen,
        MendError::Locked,
        MendError::PrivateLocked,
        MendError::Damaged,
        MendError::LastChangesDamaged,
        MendError::NewerFormat,
        MendError::NotAMendFile,
        MendError::BadPassphrase { problem: PassphraseProblem::Empty },
        MendError::BadPassphrase { problem: PassphraseProblem::TooLong },
        MendError::BadPassphrase { problem: PassphraseProblem::NotText },
        MendError::SamePassphrase,
        MendError::TogetherPassphraseNeeded,
        MendError::BadRecoveryCode { problem: RecoveryCodeProblem::Length(27) },
        MendError::BadRecoveryCode { problem: RecoveryCodeProblem::Character(5) },
        MendError::BadRecoveryCode { problem: RecoveryCodeProblem::Checksum },
        MendError::RecoveryCodeDiffers,
        MendError::NoFreeSlot,
        MendError::SlotNotFound,
        MendError::LastSlot,
        MendError::NoSpace,
        MendError::ReadOnly,
        MendError::DiskFailed,
        MendError::FileExists,
        MendError::FileNotFound,
        MendError::NotFound,
        MendError::NotPaired,
        MendError::AlreadyPaired,
        MendError::NoPairing,
        MendError::Internal,
    ];
    errors.extend(CODES.map(|problem| MendError::BadCode { problem }));
    errors.extend(BUNDLES.map(|problem| MendError::BadBundle { problem }));
    for field in FIELDS.into_iter().chain(["a field of tomorrow"]) {
        for problem in [
            FieldProblem::Empty,
            FieldProblem::TooLong { most: 20 },
            FieldProblem::OutOfRange { least: 0, most: 12 },
            FieldProblem::TooEarly { earliest: NaiveDate::default() },
            FieldProblem::TooLate { latest: NaiveDate::default() },
            FieldProblem::Unknown,
            FieldProblem::Twice,
            FieldProblem::Malformed,
        ] {
            errors.push(MendError::BadField { field, problem });
        }
    }
    errors
}

/// Every message, and every attribute behind a dot, that content asks for, behind the file and line that ask.
fn needed_by_content() -> Vec<(String, String)> {
    let prompts = journal::messages_needed().into_iter();
    let prompts = prompts.map(|(line, id)| (format!("content/journal/prompts.toml:{line}"), id));
    let help = help::content::messages_needed().into_iter().map(|(id, place)| (place, id));
    let others = checkin::content::messages_needed().into_iter().chain(promise::messages_needed());
    prompts.chain(others).chain(agreement::messages_needed()).chain(help).collect()
}

/// Every message that code or content asks for, behind the place that asks.
fn needed() -> Vec<(String, String)> {
    let mut needed = needed_by_content();
    let mut code = |id: String, place: &str| needed.push((place.to_owned(), id));
    for error in every_error() {
        let (id, _) = errors::message(&error);
        code(id.to_owned(), "src/text/errors.rs");
        code(format!("{id}.action"), "src/text/errors.rs");
    }
    for (family, feelings) in Journal::feelings() {
        code(format!("feeling-family-{family}"), "src/journal/feelings.rs");
        for feeling in *feelings {
            code(format!("feeling-{feeling}"), "src/journal/feelings.rs");
        }
    }
    code("feeling-and-strength".to_owned(), "src/checkin/question.rs");
    for strength in 0..=4 {
        code(format!("feeling-strength-{strength}"), "src/text/mod.rs");
    }
    for kind in EntryKind::ALL {
        code(format!("kind-{kind}"), "src/text/mod.rs");
    }
    for id in ["reminder-notice", "reminder-open-app"] {
        code(id.to_owned(), "src/reminder/plan.rs");
    }
    for id in
        ["partner-neutral", "role-broke", "role-hurt", "role-mutual", "form-neutral", "form-feminine", "form-masculine"]
    {
        code(id.to_owned(), "src/text/mod.rs");
    }
    for id in ["yes", "no", "skip", "part-alone", "part-alone.about", "part-together", "part-together.about"] {
        code(format!("checkin-{id}"), "src/checkin");
    }
    code("safety-title".to_owned(), "src/checkin/safety.rs");
    for id in help::SENTENCES {
        code(id.to_owned(), "src/help/directory.rs");
    }
    for outcome in promise::Outcome::ALL {
        code(format!("promise-outcome-{}", outcome.id()), "src/promise/log.rs");
    }
    code("promise-counted".to_owned(), "src/promise/log.rs");
    code("agreement-caveat".to_owned(), "src/agreement/content.rs");
    for id in agreement::AgreementKind::ALL.map(agreement::AgreementKind::id) {
        code(format!("agreement-kind-{id}"), "src/agreement/content.rs");
    }
    for id in agreement::Owner::ALL.map(agreement::Owner::id) {
        code(format!("agreement-owner-{id}"), "src/agreement/content.rs");
    }
    for id in agreement::AgreementState::ALL.map(agreement::AgreementState::id) {
        code(format!("agreement-state-{id}"), "src/agreement/content.rs");
    }
    for id in guide::SENTENCES {
        code(id.to_owned(), "src/guide");
    }
    for id in partner::item::SENTENCES {
        code(id.to_owned(), "src/partner/item");
    }
    for id in SHARING {
        code(id.to_owned(), "src/sharing");
    }
    for id in INSIGHT {
        code(id.to_owned(), "src/insight");
    }
    needed
}

fn sources() -> Vec<(&'static str, &'static str)> {
    SHIPPED.iter().map(|(_, file, source)| (*file, *source)).collect()
}

fn assert_none(findings: impl IntoIterator<Item = lint::Finding>) {
    let findings: Vec<_> = findings.into_iter().map(|finding| finding.to_string()).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn no_message_is_missing_none_is_left_over_and_none_stands_twice() {
    assert_none(lint::strings(&sources(), &needed()));
}

/// Read by someone in a hard hour.
const SAFETY: [&str; 2] = ["content/en/help.ftl", "content/en/safety.ftl"];

#[test]
fn words_that_ship_keep_the_rules_of_the_house() {
    let mut findings = Vec::new();
    for (file, source) in sources() {
        let level = if SAFETY.contains(&file) { lint::Level::Safety } else { lint::Level::Plain };
        let linted = lint::words(file, source, level);
        println!("{}", linted.readability);
        findings.extend(linted.findings);
    }
    assert_none(findings);
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let text = Text::new("en");
    for error in every_error() {
        let (what, action) = (text.error(&error), text.error_action(&error));
        for sentence in [&what, &action] {
            assert!(sentence.ends_with('.') && sentence.contains(' '), "{error:?}: {sentence}");
            assert!(!sentence.contains(['{', '$', '\n']) && !sentence.contains("error-"), "{error:?}: {sentence}");
        }
        assert_ne!(what, action, "{error:?}");
    }
}

#[test]
fn numbers_in_errors_choose_singular_and_plural() {
    let text = Text::new("en");
    let wait = |seconds| text.error(&MendError::WaitBeforeNextTry { seconds });
    assert_eq!(wait(1), "The next try counts in 1 second.");
    assert_eq!(wait(30), "The next try counts in 30 seconds.");
    let years = FieldProblem::OutOfRange { least: 1900, most: 2199 };
    let error = MendError::BadField { field: "happened_at", problem: years };
    assert_eq!(text.error(&error), "This date is outside the years 1900 to 2199.");
}

#[test]
fn private_space_locked_or_unused_has_one_sentence() {
    assert_eq!(Text::new("en").error(&MendError::PrivateLocked), "Locked, or not set up.");
}

#[test]
fn every_feeling_kind_role_and_strength_has_a_word_of_its_own() {
    let text = Text::new("en");
    let feelings = Journal::feelings().iter().flat_map(|(_, feelings)| *feelings);
    let words: Vec<_> = feelings.map(|id| text.feeling(id)).collect();
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), 40);
    assert_eq!(text.feeling("dont_know"), "I don't know");
    assert_eq!(text.feeling_family("ease"), "Ease");
    assert_eq!(text.kind(EntryKind::Milestone), "milestone");
    assert_eq!(text.role(Role::Hurt), "I was hurt");
    assert_eq!(text.form(Form::Neutral), "neutral");
    assert_eq!(text.strength(4), "very strongly");
}

#[test]
fn language_that_lacks_a_message_falls_back_message_by_message() {
    let german = ("de", "error-locked = Mend ist gesperrt.\ncli-hello = Hallo { $name }");
    let text = Text::with_resources("de-AT", &[german, ("en", "cli-bye = Bye")]);
    assert_eq!(text.error(&MendError::Locked), "Mend ist gesperrt.");
    assert_eq!(text.error_action(&MendError::Locked), "Unlock it with your passphrase, then try again.");
    assert_eq!(text.get("cli-hello", &[("name", "Ané")]), "Hallo Ané");
    assert_eq!(text.get("cli-bye", &[]), "Bye");
    assert!(text.has("cli-hello") && !text.has("cli-nothing"));
    assert_eq!(text.get("cli-nothing", &[]), "cli-nothing");
    for unknown in ["", "xx", "not a locale", "en-GB"] {
        assert_eq!(Text::new(unknown).error(&MendError::Locked), "Mend is locked.", "{unknown}");
    }
}

#[test]
fn page_is_said_in_one_language_as_a_whole() {
    let ids = ["page-one".to_owned(), "page-two.note".to_owned()];
    let english = ("en", "page-one = One\npage-two = Two\n    .note = A note");
    let page = |german| Text::with_resources("de-AT", &[("de", german), english]).page(&ids);
    assert_eq!(page("page-one = Eins\npage-two = Zwei\n    .note = Ein Zettel"), ["Eins", "Ein Zettel"]);
    assert_eq!(page("page-one = Eins\npage-two = Zwei"), ["One", "A note"]);
    assert_eq!(page("nothing = nichts"), ["One", "A note"]);
    assert_eq!(Text::new("en").page(&ids), ids);
}

#[test]
fn argument_that_only_looks_like_a_number_stays_as_it_is() {
    let text = Text::with_resources("en", &[("en", "test-echo = <{ $x }>")]);
    for value in ["007", "1e3", "2.50", "-0", "99999999999999", "12", "a } { b"] {
        assert_eq!(text.get("test-echo", &[("x", value)]), format!("<{value}>"));
    }
}
