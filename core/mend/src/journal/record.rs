//! The content of an entry, checked: what a request becomes before anything is written, and how the database spells
//! it. Nothing outside these bounds reaches a table.

use chrono::{DateTime, Datelike, FixedOffset};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroize;

use super::{EntryKind, Feeling, WriteRequest, day, feelings, limits};
use crate::error::{FieldProblem, MendError, Result};

/// Tags and feelings are kept in one column each; these separate them.
const TAG_SEPARATOR: char = '\n';
const FEELING_SEPARATOR: char = ' ';
const STRENGTH_SEPARATOR: char = ':';

/// An entry's content within all bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub kind: EntryKind,
    pub title: Option<String>,
    pub text: String,
    /// Whole milliseconds.
    pub happened_at: DateTime<FixedOffset>,
    pub feelings: Vec<Feeling>,
    pub tags: Vec<String>,
    pub starred: bool,
}

impl Record {
    /// Checks a request; `now` is the time of an entry that says none.
    pub fn checked(request: WriteRequest, now: DateTime<FixedOffset>) -> Result<Self> {
        let record = Self {
            kind: request.kind,
            title: checked_title(request.title.as_deref())?,
            text: checked_text(request.text)?,
            happened_at: checked_time(request.happened_at.unwrap_or(now))?,
            feelings: checked_feelings(request.feelings)?,
            tags: checked_tags(&request.tags)?,
            starred: request.starred,
        };
        record.not_empty()
    }

    /// Checks all of a request but its text.
    pub fn check_around_text(request: &WriteRequest) -> Result<()> {
        checked_title(request.title.as_deref())?;
        request.happened_at.map(checked_time).transpose()?;
        checked_feelings(request.feelings.clone())?;
        checked_tags(&request.tags).map(drop)
    }

    /// An entry says something: a text, a title or a feeling.
    pub fn not_empty(self) -> Result<Self> {
        if self.title.is_none() && self.feelings.is_empty() && self.text.trim().is_empty() {
            return Err(bad("text", FieldProblem::Empty));
        }
        Ok(self)
    }

    /// Whether `other` differs in more than its star, which is a mark on an entry and no part of what it says.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.title == other.title
            && self.text == other.text
            && self.happened_at == other.happened_at
            && self.happened_at.offset() == other.happened_at.offset()
            && self.feelings == other.feelings
            && self.tags == other.tags
    }
}

impl Zeroize for Record {
    fn zeroize(&mut self) {
        self.title.zeroize();
        self.text.zeroize();
        self.tags.zeroize();
        for feeling in &mut self.feelings {
            feeling.id.zeroize();
            feeling.strength.zeroize();
        }
    }
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

pub(super) fn checked_title(title: Option<&str>) -> Result<Option<String>> {
    let title = title.unwrap_or_default().trim();
    one_line(title, "title", limits::TITLE_CHARACTERS)?;
    Ok(Some(title.to_owned()).filter(|title| !title.is_empty()))
}

pub(super) fn checked_text(text: String) -> Result<String> {
    if text.len() > limits::TEXT_BYTES {
        return Err(bad("text", FieldProblem::TooLong { most: limits::TEXT_BYTES as u32 }));
    }
    Ok(text)
}

/// Whole milliseconds, as the database keeps them.
pub(super) fn checked_time(at: DateTime<FixedOffset>) -> Result<DateTime<FixedOffset>> {
    if !limits::YEARS.contains(&at.year()) {
        let (least, most) = (i64::from(*limits::YEARS.start()), i64::from(*limits::YEARS.end()));
        return Err(bad("happened_at", FieldProblem::OutOfRange { least, most }));
    }
    day::instant(at.timestamp_millis(), at.offset().local_minus_utc())
}

fn checked_feelings(feelings: Vec<Feeling>) -> Result<Vec<Feeling>> {
    if feelings.len() > limits::FEELINGS {
        return Err(bad("feelings", FieldProblem::TooLong { most: limits::FEELINGS as u32 }));
    }
    for (index, feeling) in feelings.iter().enumerate() {
        checked_feeling_id(&feeling.id)?;
        if feeling.strength.is_some_and(|strength| strength > limits::STRONGEST) {
            return Err(bad("strength", FieldProblem::OutOfRange { least: 0, most: limits::STRONGEST.into() }));
        }
        if feelings[..index].iter().any(|earlier| earlier.id == feeling.id) {
            return Err(bad("feelings", FieldProblem::Twice));
        }
    }
    Ok(feelings)
}

pub(crate) fn checked_feeling_id(id: &str) -> Result<()> {
    if feelings::is_known(id) { Ok(()) } else { Err(bad("feeling", FieldProblem::Unknown)) }
}

fn checked_tags(tags: &[String]) -> Result<Vec<String>> {
    if tags.len() > limits::TAGS {
        return Err(bad("tags", FieldProblem::TooLong { most: limits::TAGS as u32 }));
    }
    let mut folded = Vec::with_capacity(tags.len());
    let mut checked = Vec::with_capacity(tags.len());
    for tag in tags {
        let tag = checked_tag(tag)?;
        let fold = folded_tag(tag);
        if folded.contains(&fold) {
            return Err(bad("tags", FieldProblem::Twice));
        }
        folded.push(fold);
        checked.push(tag.to_owned());
    }
    Ok(checked)
}

pub(super) fn checked_tag(tag: &str) -> Result<&str> {
    let tag = tag.trim();
    if tag.is_empty() {
        return Err(bad("tag", FieldProblem::Empty));
    }
    one_line(tag, "tag", limits::TAG_CHARACTERS)?;
    Ok(tag)
}

/// What tags are compared by: composed, in lower case.
pub(super) fn folded_tag(tag: &str) -> String {
    tag.nfc().flat_map(char::to_lowercase).collect()
}

/// No control character, no line or paragraph separator, and not too long.
pub(crate) fn one_line(text: &str, field: &'static str, most: usize) -> Result<()> {
    // Characters are at most four bytes: a huge text is refused without counting through it.
    if text.len() > most * 4 || text.chars().count() > most {
        return Err(bad(field, FieldProblem::TooLong { most: most as u32 }));
    }
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(bad(field, FieldProblem::Malformed));
    }
    Ok(())
}

/// Tags as one column.
pub(super) fn joined_tags(tags: &[String]) -> String {
    tags.join("\n")
}

pub(super) fn split_tags(column: &str) -> Vec<String> {
    column.split(TAG_SEPARATOR).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// Feelings as one column.
pub(crate) fn joined_feelings(feelings: &[Feeling]) -> String {
    let mut column = String::new();
    for feeling in feelings {
        if !column.is_empty() {
            column.push(FEELING_SEPARATOR);
        }
        column.push_str(&feeling.id);
        if let Some(strength) = feeling.strength {
            column.push(STRENGTH_SEPARATOR);
            column.push_str(&strength.to_string());
        }
    }
    column
}

pub(crate) fn split_feelings(column: &str) -> Result<Vec<Feeling>> {
    column
        .split(FEELING_SEPARATOR)
        .filter(|item| !item.is_empty())
        .map(|item| {
            let (id, strength) = match item.split_once(STRENGTH_SEPARATOR) {
                None => (item, None),
                Some((id, strength)) => (id, Some(strength.parse().map_err(|_| MendError::Damaged)?)),
            };
            Ok(Feeling { id: id.to_owned(), strength })
        })
        .collect()
}
