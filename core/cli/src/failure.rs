//! What can go wrong in a command: one line says what, one line says what to do.

mod kinds;

use std::io;
use std::process::ExitCode;

use mend_core::{FieldProblem, MendError, PassphraseProblem, RecoveryCodeProblem, RunId};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::clean;
use crate::codes::CodeProblem;
use crate::commands::ids;
use crate::page::Named;
use crate::words::{self, Words};

pub const USER: u8 = 1;
pub const USAGE: u8 = 2;
pub const DAMAGED: u8 = 3;
pub const WRONG_PASSPHRASE: u8 = 4;
pub const NEWER_FORMAT: u8 = 5;

/// Why a command stopped. Besides what the core refuses, only what the terminal or the arguments bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Core(MendError),
    /// Nobody reads the output any more; nothing needs to be said.
    PipeClosed,
    OutputFailed,
    NoHome,
    NoTerminal,
    DescriptorClosed {
        descriptor: u32,
    },
    DescriptorFailed {
        descriptor: u32,
    },
    PassphraseMissing,
    PassphrasesDiffer,
    PromptStopped,
    NeedsYes,
    NotConfirmed,
    InputFailed,
    TextNotText,
    TextTooLong,
    TextEmpty,
    /// Answers to questions come as one JSON object.
    AnswersNotJson,
    /// A file of answers for a guided module that is none.
    AnswersUnreadable {
        problem: String,
    },
    /// One answer that its step does not take; a run that is known stays there.
    AnswerRefused {
        step: String,
        run: Option<RunId>,
        problem: MendError,
    },
    NoSuchStep {
        step: String,
    },
    /// Nobody is there to ask, and no file has the answers.
    NeedsAnswers,
    NoRun,
    NoTogetherPart,
    /// This machine does not say in which zone it is.
    NoZone,
    NoSuchId,
    IdNotUnique,
    BadId,
    CodeNotTypedBack,
    NeedsPassphrase,
    /// Nobody can be asked for the picture of an answer.
    NeedsAnswerPicture,
    /// What was asked does not go with an item that is shared; `BadField` of the core, with a sentence that knows it.
    NotForItem,
    /// The words of the two phones.
    WordsDiffer,
    /// Of QR codes and their pictures.
    Code(CodeProblem),
    TourStep {
        step: String,
    },
}

/// An error for programs: a kind to rely on, sentences for people, and what belongs to that kind.
#[derive(Serialize)]
struct ErrorDocument<'a> {
    kind: &'a str,
    message: &'a str,
    action: &'a str,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl From<MendError> for Failure {
    fn from(error: MendError) -> Self {
        Self::Core(error)
    }
}

impl From<CodeProblem> for Failure {
    fn from(problem: CodeProblem) -> Self {
        Self::Code(problem)
    }
}

impl Failure {
    pub fn exit_code(&self) -> u8 {
        let error = match self {
            Self::Core(error) | Self::AnswerRefused { problem: error, .. } => error,
            Self::NeedsAnswers | Self::NeedsAnswerPicture => return USAGE,
            _ => return USER,
        };
        match error {
            MendError::WrongPassphrase | MendError::WaitBeforeNextTry { .. } | MendError::PrivateLocked => {
                WRONG_PASSPHRASE
            }
            MendError::Damaged | MendError::LastChangesDamaged | MendError::NotAMendFile => DAMAGED,
            MendError::NewerFormat => NEWER_FORMAT,
            _ => USER,
        }
    }

    /// Prints it on stderr. Stdout stays empty.
    pub fn report(&self, json: bool, words: &Words) -> ExitCode {
        let (what, action) = self.sentences(words);
        if json {
            say_as_json(self.kind(), &what, &action, self.fields());
        } else {
            say_on_stderr(&clean::line(&what));
            say_on_stderr(&clean::line(&action));
        }
        ExitCode::from(self.exit_code())
    }

    pub fn sentences(&self, words: &Words) -> (String, String) {
        match self {
            // The core cannot know that there is a command for the list.
            Self::Core(error @ MendError::BadField { field: "feeling", problem: FieldProblem::Unknown }) => {
                (words.error(error).0, words.say("error-feeling-action"))
            }
            Self::NotForItem => (words.say("error-item"), words.say("error-item-action")),
            Self::Core(error) => words.error(error),
            Self::Code(problem) => problem.sentences(words),
            Self::DescriptorClosed { descriptor } | Self::DescriptorFailed { descriptor } => {
                let number = [("descriptor", descriptor.to_string())];
                let args = [(number[0].0, number[0].1.as_str())];
                (words.with(&self.id(), &args), words.with(&format!("{}-action", self.id()), &args))
            }
            Self::AnswersUnreadable { problem } => (
                words.with("error-answers-unreadable", &[("problem", problem)]),
                words.say("error-answers-unreadable-action"),
            ),
            Self::NoSuchStep { step } => {
                (words.with("error-no-such-step", &[("step", step)]), words.say("error-no-such-step-action"))
            }
            Self::AnswerRefused { step, run, problem } => {
                let (what, action) = words.error(problem);
                let what = words.with("error-answer-refused", &[("step", step), ("problem", &what)]);
                match run {
                    Some(run) => {
                        let args = [("action", action), ("run", ids::short(run))];
                        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                        (what, words.with("error-answer-refused-action", &args))
                    }
                    None => (what, action),
                }
            }
            Self::TourStep { step } => {
                (words.with("error-tour-step", &[("step", step)]), words.say("error-tour-step-action"))
            }
            _ => (words.say(&self.id()), words.say(&format!("{}-action", self.id()))),
        }
    }

    /// As a part of the document of a command that went on.
    pub fn document(&self) -> Value {
        let mut fields = self.fields();
        fields.insert("kind".to_owned(), json!(self.kind()));
        Value::Object(fields)
    }

    fn id(&self) -> String {
        format!("error-{}", self.kind().replace('_', "-"))
    }

    /// A name that scripts can rely on.
    fn kind(&self) -> &'static str {
        match self {
            Self::Core(error) => kinds::core_kind(error),
            Self::PipeClosed => "pipe_closed",
            Self::OutputFailed => "output_failed",
            Self::NoHome => "no_home",
            Self::NoTerminal => "no_terminal",
            Self::DescriptorClosed { .. } => "descriptor_closed",
            Self::DescriptorFailed { .. } => "descriptor_failed",
            Self::PassphraseMissing => "passphrase_missing",
            Self::PassphrasesDiffer => "passphrases_differ",
            Self::PromptStopped => "prompt_stopped",
            Self::NeedsYes => "needs_yes",
            Self::NotConfirmed => "not_confirmed",
            Self::InputFailed => "input_failed",
            Self::TextNotText => "text_not_text",
            Self::TextTooLong => "text_too_long",
            Self::TextEmpty => "text_empty",
            Self::AnswersNotJson => "answers_not_json",
            Self::AnswersUnreadable { .. } => "answers_unreadable",
            Self::AnswerRefused { .. } => "answer_refused",
            Self::NoSuchStep { .. } => "no_such_step",
            Self::NeedsAnswers => "needs_answers",
            Self::NoRun => "no_run",
            Self::NoTogetherPart => "no_together_part",
            Self::NoZone => "no_zone",
            Self::NoSuchId => "no_such_id",
            Self::IdNotUnique => "id_not_unique",
            Self::BadId => "bad_id",
            Self::CodeNotTypedBack => "code_not_typed_back",
            Self::NeedsPassphrase => "needs_passphrase",
            Self::NeedsAnswerPicture => "needs_answer_picture",
            Self::NotForItem => "bad_field",
            Self::WordsDiffer => "words_differ",
            Self::Code(problem) => problem.kind(),
            Self::TourStep { .. } => "tour_step",
        }
    }

    fn fields(&self) -> Map<String, Value> {
        let fields = match self {
            Self::NoSuchStep { step } => json!({ "step": step }),
            Self::Code(problem) => problem.fields(),
            Self::NotForItem => json!({ "field": "shared_item", "problem": "malformed" }),
            Self::AnswerRefused { step, run, problem } => {
                let mut fields = Self::Core(problem.clone()).fields();
                fields.insert("step".to_owned(), json!(step));
                fields.insert("run".to_owned(), json!(run));
                return fields;
            }
            Self::Core(MendError::WaitBeforeNextTry { seconds }) => json!({ "seconds": seconds }),
            Self::Core(MendError::BadField { field, problem }) => match problem {
                FieldProblem::Empty => json!({ "field": field, "problem": "empty" }),
                FieldProblem::TooLong { most } => json!({ "field": field, "problem": "too_long", "most": most }),
                FieldProblem::OutOfRange { least, most } => {
                    json!({ "field": field, "problem": "out_of_range", "least": least, "most": most })
                }
                FieldProblem::TooEarly { earliest } => {
                    json!({ "field": field, "problem": "too_early", "earliest": earliest })
                }
                FieldProblem::TooLate { latest } => {
                    json!({ "field": field, "problem": "too_late", "latest": latest })
                }
                FieldProblem::Unknown => json!({ "field": field, "problem": "unknown" }),
                FieldProblem::Twice => json!({ "field": field, "problem": "twice" }),
                FieldProblem::Malformed => json!({ "field": field, "problem": "malformed" }),
            },
            Self::Core(MendError::BadCode { problem }) => json!({ "problem": kinds::code_problem(*problem) }),
            Self::Core(MendError::BadBundle { problem }) => json!({ "problem": kinds::bundle_problem(*problem) }),
            Self::Core(MendError::BadPassphrase { problem }) => match problem {
                PassphraseProblem::Empty => json!({ "problem": "empty" }),
                PassphraseProblem::TooLong => json!({ "problem": "too_long" }),
                PassphraseProblem::NotText => json!({ "problem": "not_text" }),
            },
            Self::Core(MendError::BadRecoveryCode { problem }) => match problem {
                RecoveryCodeProblem::Length(length) => json!({ "problem": "length", "length": length }),
                RecoveryCodeProblem::Character(at) => json!({ "problem": "character", "at": at }),
                RecoveryCodeProblem::Checksum => json!({ "problem": "checksum" }),
            },
            _ => return Map::new(),
        };
        match fields {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// A refusal of the arguments, as JSON.
pub fn report_usage(message: &str) -> ExitCode {
    let words = Words::new(words::FIRST);
    say_as_json("usage", message.trim(), &words.say("error-usage-action"), Map::new());
    ExitCode::from(USAGE)
}

fn say_as_json(kind: &str, message: &str, action: &str, fields: Map<String, Value>) {
    let error = ErrorDocument { kind, message, action, fields };
    if let Ok(document) = serde_json::to_string(&Named("error", &error)) {
        say_on_stderr(&clean::json(&document));
    }
}

/// Where even stderr is closed, nobody is left to tell.
fn say_on_stderr(line: &str) {
    use io::Write;
    let _ = writeln!(io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        let words = Words::new(words::FIRST);
        let failures = [
            Failure::OutputFailed,
            Failure::NoHome,
            Failure::NoTerminal,
            Failure::DescriptorClosed { descriptor: 9 },
            Failure::DescriptorFailed { descriptor: 9 },
            Failure::PassphraseMissing,
            Failure::PassphrasesDiffer,
            Failure::PromptStopped,
            Failure::NeedsYes,
            Failure::NotConfirmed,
            Failure::InputFailed,
            Failure::TextNotText,
            Failure::TextTooLong,
            Failure::TextEmpty,
            Failure::AnswersNotJson,
            Failure::AnswersUnreadable { problem: "a comma is missing".into() },
            Failure::AnswerRefused { step: "a-step".into(), run: Some(RunId([7; 16])), problem: MendError::NotFound },
            Failure::NoSuchStep { step: "a-step".into() },
            Failure::NoRun,
            Failure::NoTogetherPart,
            Failure::NoZone,
            Failure::NoSuchId,
            Failure::IdNotUnique,
            Failure::BadId,
            Failure::CodeNotTypedBack,
            Failure::NeedsPassphrase,
            Failure::WordsDiffer,
            Failure::NotForItem,
            Failure::TourStep { step: "a step".into() },
        ];
        for failure in failures {
            let (what, action) = failure.sentences(&words);
            assert!(what.ends_with(['.', 'p']) && !what.starts_with("error-"), "{what}");
            assert!(!action.is_empty() && !action.starts_with("error-"), "{action}");
            assert_eq!(failure.exit_code(), USER);
        }
    }

    #[test]
    fn exit_codes_keep_their_meaning() {
        let code = |error| Failure::Core(error).exit_code();
        assert_eq!(code(MendError::WrongPassphrase), 4);
        assert_eq!(code(MendError::PrivateLocked), 4);
        assert_eq!(code(MendError::WaitBeforeNextTry { seconds: 30 }), 4);
        assert_eq!(code(MendError::Damaged), 3);
        assert_eq!(code(MendError::LastChangesDamaged), 3);
        assert_eq!(code(MendError::NotAMendFile), 3);
        assert_eq!(code(MendError::NewerFormat), 5);
        assert_eq!(code(MendError::NotFound), 1);
        assert_eq!(Failure::NeedsAnswers.exit_code(), 2);
    }
}
