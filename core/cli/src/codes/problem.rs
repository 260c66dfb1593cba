//! What is wrong with pictures and codes, by what a person can do about it.

use std::path::{Path, PathBuf};

use mend_qr::read::ReadError;
use mend_qr::{CodeError, Density};
use serde_json::{Value, json};

use crate::words::Words;

/// Why a code was not shown, or not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// A file that gave no picture.
    Unread {
        file: PathBuf,
        why: Unread,
    },
    /// So many pictures had this in place of what was looked for.
    Seen {
        what: Seen,
        pictures: u64,
    },
    /// A code that goes on, of which some parts are still missing.
    PartsMissing {
        known: usize,
        of: usize,
    },
    /// Different codes, where one was meant.
    Several,
    /// The output is no terminal, or one that cannot be drawn in.
    NoScreen,
    /// The terminal is too small for a code that stands still.
    TooSmall {
        columns: usize,
        rows: usize,
    },
    /// The terminal is too small for this density of a code that moves; the other one would fit.
    TooSmallForFrames {
        columns: usize,
        rows: usize,
        smaller: Option<Density>,
    },
    NotDrawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    Missing,
    NoPicture,
    Broken,
    TooLarge,
}

/// What a picture showed instead. The first of them says most about what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    Newer,
    Contradictory,
    /// A code of pairing where a bundle was looked for.
    OfPairing,
    /// A bundle, or a part of one, where a code of pairing was looked for.
    OfSharing,
    /// The code of this very phone.
    Own,
    /// Made for others, by others, or changed on the way; these look the same.
    OtherPair,
    Damaged,
    NotOurs,
    Nothing,
}

impl From<ReadError> for Unread {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::UnknownFormat => Self::NoPicture,
            ReadError::Damaged { .. } => Self::Broken,
            _ => Self::TooLarge,
        }
    }
}

impl From<CodeError> for Seen {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::NotOurs => Self::NotOurs,
            CodeError::NewerVersion | CodeError::TooLarge { .. } => Self::Newer,
            CodeError::Damaged => Self::Damaged,
            CodeError::WrongKey => Self::OtherPair,
            CodeError::Contradictory => Self::Contradictory,
        }
    }
}

impl CodeProblem {
    pub fn unread(file: &Path, why: impl Into<Unread>) -> Self {
        Self::Unread { file: file.to_owned(), why: why.into() }
    }

    /// A name that scripts can rely on.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unread { why, .. } => match why {
                Unread::Missing => "picture_missing",
                Unread::NoPicture => "no_picture",
                Unread::Broken => "picture_broken",
                Unread::TooLarge => "picture_too_large",
            },
            Self::Seen { what, .. } => match what {
                Seen::Newer => "code_newer",
                Seen::Contradictory => "code_contradictory",
                Seen::OfPairing => "code_of_pairing",
                Seen::OfSharing => "code_of_sharing",
                Seen::Own => "code_of_oneself",
                Seen::OtherPair => "code_of_other_pair",
                Seen::Damaged => "code_damaged",
                Seen::NotOurs => "code_not_ours",
                Seen::Nothing => "no_code",
            },
            Self::PartsMissing { .. } => "parts_missing",
            Self::Several => "several_codes",
            Self::NoScreen => "no_screen",
            Self::TooSmall { .. } => "screen_too_small",
            Self::TooSmallForFrames { smaller: Some(_), .. } => "screen_too_small_for_density",
            Self::TooSmallForFrames { smaller: None, .. } => "screen_too_small_for_frames",
            Self::NotDrawn => "code_not_drawn",
        }
    }

    /// What happened, and what to do.
    pub fn sentences(&self, words: &Words) -> (String, String) {
        let args: Vec<(&str, String)> = match self {
            Self::Unread { file, .. } => vec![("file", file.to_string_lossy().into_owned())],
            Self::Seen { pictures, .. } => vec![("pictures", pictures.to_string())],
            Self::PartsMissing { known, of } => vec![("known", known.to_string()), ("of", of.to_string())],
            Self::TooSmall { columns, rows } => vec![("columns", columns.to_string()), ("rows", rows.to_string())],
            Self::TooSmallForFrames { columns, rows, smaller } => vec![
                ("columns", columns.to_string()),
                ("rows", rows.to_string()),
                ("density", smaller.map(density_name).unwrap_or_default()),
            ],
            Self::Several | Self::NoScreen | Self::NotDrawn => Vec::new(),
        };
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let id = format!("error-{}", self.kind().replace('_', "-"));
        (words.with(&id, &args), words.with(&format!("{id}-action"), &args))
    }

    /// As one note, where reading goes on.
    pub fn note(&self, words: &Words) -> String {
        let (what, action) = self.sentences(words);
        format!("{what} {action}")
    }

    /// As a part of another document.
    pub fn document(&self) -> Value {
        let mut document = self.fields();
        document["kind"] = json!(self.kind());
        document
    }

    /// What belongs to its kind in a document.
    pub fn fields(&self) -> Value {
        match self {
            Self::Unread { file, .. } => json!({ "file": file.to_string_lossy() }),
            Self::Seen { pictures, .. } => json!({ "pictures": pictures }),
            Self::PartsMissing { known, of } => json!({ "known": known, "of": of }),
            Self::TooSmall { columns, rows } => json!({ "columns": columns, "rows": rows }),
            Self::TooSmallForFrames { columns, rows, smaller } => {
                json!({ "columns": columns, "rows": rows, "smaller": smaller.map(density_name) })
            }
            Self::Several | Self::NoScreen | Self::NotDrawn => json!({}),
        }
    }
}

/// As `--density` takes it.
fn density_name(density: Density) -> String {
    format!("v{}", density.version())
}
