//! Holds the words of a Fluent file against the rules of the house: for tests of what ships, and for whoever writes a
//! content pack.
//!
//! [`words`] looks at one file, [`strings`] at ids that are asked for, [`variables`] at two languages. All of them find
//! what can be counted. Whether a sentence is kind, true and fits someone who is afraid, a person has to read.
//!
//! **A text** is a value or an attribute as one person meets it: of a message that chooses, each choice is a text. A
//! placeable counts as one word of two syllables, as names, days and numbers have. Labels, texts of less than
//! [`LABEL_WORDS`] words, have no grade and count in no mean: a grade of three words means nothing.
//!
//! **An exception** stands in the comment right above its message, with its reason:
//! `# lint: allow word: the question is about this word`. It holds for all of that message and for the one problem that
//! it names (see [`Problem::name`]). One that is not needed is a finding too.

mod exceptions;
mod reading;
mod rules;
mod strings;
pub(crate) mod texts;
mod wordlist;

use std::fmt;

use serde::Serialize;

pub use self::reading::grade;
pub use self::strings::{strings, variables};

/// Texts of fewer words are labels.
pub const LABEL_WORDS: usize = 4;
/// A text of fewer words has no grade of its own: one long word would decide it.
pub const GRADED_WORDS: usize = 20;
pub const SENTENCE_WORDS: usize = 20;
/// In the mean of a file, labels left out.
pub const MEAN_SENTENCE_WORDS: f64 = 12.0;
/// A text is shown on one screen.
pub const SCREEN_WORDS: usize = 60;

/// How easy words have to be, as a Flesch-Kincaid grade: about the years of school that they ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A mean of 6, and 9 at most for a text of [`GRADED_WORDS`] words or more.
    Plain,
    /// For someone in a hard hour: a mean of 5, and 8 at most for such a text.
    Safety,
}

impl Level {
    /// Of all sentences of a file, read as one text.
    pub fn mean_grade(self) -> f64 {
        match self {
            Self::Plain => 6.0,
            Self::Safety => 5.0,
        }
    }

    /// Of one text of [`GRADED_WORDS`] words or more.
    pub fn text_grade(self) -> f64 {
        match self {
            Self::Plain => 9.0,
            Self::Safety => 8.0,
        }
    }
}

/// One thing that is against a rule, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// As it was handed in.
    pub file: String,
    /// From 1 on; 0 for a file as a whole.
    pub line: usize,
    /// With the attribute behind a dot, where there is one; empty for a file as a whole.
    pub message_id: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// This part of the file is not Fluent. At the first line where a file has more than 1 MiB, and where a message has
    /// more than 200 opening braces: then nothing of the file is read.
    Unreadable,
    ExclamationMark,
    LongSentence {
        words: usize,
        most: usize,
    },
    /// More than fits on one screen.
    LongText {
        words: usize,
        most: usize,
    },
    /// A text whose grade is above the most for its level.
    HardText {
        grade: f64,
        most: f64,
    },
    /// A word or phrase that the house does not use, as it stands there.
    Word {
        word: String,
    },
    /// A number about other people, a study, a promise of what will come.
    Claim {
        words: String,
    },
    /// A file whose mean grade is above the most for its level.
    HardFile {
        grade: f64,
        most: f64,
    },
    LongSentences {
        mean: f64,
        most: f64,
    },
    /// The message has no such problem.
    UnneededException {
        problem: String,
    },
    /// It names no problem that can be excepted, has no reason, or stands above no message.
    BadException {
        text: String,
    },
    /// Something asks for this message, and nothing says it.
    Missing,
    /// Nothing asks for this message.
    Unused,
    Duplicate {
        /// File and line of the first.
        earlier: String,
    },
    /// What a message is given differs from the first language: what it leaves out, and what it asks for beyond that.
    Variables {
        missing: Vec<String>,
        unknown: Vec<String>,
    },
}

/// What a file is like as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readability {
    pub file: String,
    /// Messages and terms.
    pub messages: usize,
    pub words: usize,
    pub sentences: usize,
    /// Of all sentences, read as one text; `None` where there are only labels.
    pub mean_grade: Option<f64>,
    pub mean_sentence: Option<f64>,
    /// In words.
    pub longest_sentence: usize,
}

/// What [`words`] sees in one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Linted {
    /// In the order of their lines, those of the whole file last.
    pub findings: Vec<Finding>,
    pub readability: Readability,
}

/// Holds every text of a file against the rules of a level. `file` is only its name, for the findings.
pub fn words(file: &str, source: &str, level: Level) -> Linted {
    rules::hold(file, source, level)
}

impl Problem {
    /// As an exception names it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::ExclamationMark => "exclamation-mark",
            Self::LongSentence { .. } => "long-sentence",
            Self::LongText { .. } => "long-text",
            Self::HardText { .. } => "hard-text",
            Self::Word { .. } => "word",
            Self::Claim { .. } => "claim",
            Self::HardFile { .. } => "hard-file",
            Self::LongSentences { .. } => "long-sentences",
            Self::UnneededException { .. } => "unneeded-exception",
            Self::BadException { .. } => "bad-exception",
            Self::Missing => "missing",
            Self::Unused => "unused",
            Self::Duplicate { .. } => "duplicate",
            Self::Variables { .. } => "variables",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.message_id.is_empty() {
            write!(f, ": {}", self.message_id)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl fmt::Display for Readability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, messages, words, .. } = self;
        write!(f, "{file}: {messages} messages, {words} words")?;
        if let (Some(grade), Some(mean)) = (self.mean_grade, self.mean_sentence) {
            write!(f, ", grade {grade:.1}, {mean:.1} words a sentence, {} at most", self.longest_sentence)?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("this part cannot be read as Fluent"),
            Self::ExclamationMark => f.write_str("an exclamation mark"),
            Self::LongSentence { words, most } => write!(f, "a sentence of {words} words; {most} at most"),
            Self::LongText { words, most } => write!(f, "{words} words on one screen; {most} at most"),
            Self::HardText { grade, most } => write!(f, "hard to read: grade {grade:.1}; {most:.0} at most"),
            Self::Word { word } => write!(f, "not a word of this house: “{word}”"),
            Self::Claim { words } => write!(f, "a claim about others, or about what will come: “{words}”"),
            Self::HardFile { grade, most } => {
                write!(f, "the file is hard to read: mean grade {grade:.1}; {most:.0} at most")
            }
            Self::LongSentences { mean, most } => {
                write!(f, "sentences of {mean:.1} words in the mean; {most:.0} at most")
            }
            Self::UnneededException { problem } => write!(f, "an exception that is not needed: {problem}"),
            Self::BadException { text } => {
                write!(f, "an exception needs a message below it, a known problem and a reason: “{text}”")
            }
            Self::Missing => f.write_str("asked for, and said nowhere"),
            Self::Unused => f.write_str("said, and asked for nowhere"),
            Self::Duplicate { earlier } => write!(f, "stands at {earlier} already"),
            Self::Variables { missing, unknown } => {
                let list =
                    |names: &[String]| names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
                match (missing.is_empty(), unknown.is_empty()) {
                    (false, true) => write!(f, "leaves out {}", list(missing)),
                    (true, _) => write!(f, "asks for {}, which it is not given", list(unknown)),
                    _ => {
                        write!(f, "leaves out {}, and asks for {}, which it is not given", list(missing), list(unknown))
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
