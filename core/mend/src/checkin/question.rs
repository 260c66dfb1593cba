//! A question as it was asked: what an answer to it may be, how both stand in the tables, and how they are said.

use std::collections::HashSet;

use rusqlite::Row;

use super::content::{self, Choices, Item, Scale};
use super::promised::Promised;
use super::{
    Answer, AnswerKind, ItemView, OptionView, Part, PointView, Polarity, PromiseChoice, Subject, Visibility, WayView,
    limits,
};
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{checked_feeling_id, joined_feelings, limits as journal_limits, split_feelings};
use crate::text::Text;

/// What stays beside an answer for as long as the answer stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub item: String,
    pub version: u32,
    pub kind: Kind,
    pub subject: Subject,
    pub visibility: Visibility,
    pub words: String,
}

/// What answers a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Feelings,
    Scale {
        scale: String,
        polarity: Polarity,
    },
    Choice {
        choices: String,
    },
    Text,
    YesNo,
    /// The same choice for each promise.
    Promises {
        choices: String,
    },
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

impl Kind {
    /// The answer within all bounds; `None` where it says nothing, which is a skip.
    pub fn checked(&self, answer: Answer) -> Result<Option<Answer>> {
        match (self, &answer) {
            (Self::Feelings, Answer::Feelings(feelings)) => {
                if feelings.len() > limits::FEELINGS {
                    return Err(bad("feelings", FieldProblem::TooLong { most: limits::FEELINGS as u32 }));
                }
                for (index, feeling) in feelings.iter().enumerate() {
                    checked_feeling_id(&feeling.id)?;
                    if let Some(strength) = feeling.strength {
                        within("strength", strength, journal_limits::STRONGEST)?;
                    }
                    if feelings[..index].iter().any(|earlier| earlier.id == feeling.id) {
                        return Err(bad("feelings", FieldProblem::Twice));
                    }
                }
                Ok(Some(answer).filter(|answer| !matches!(answer, Answer::Feelings(none) if none.is_empty())))
            }
            (Self::Scale { scale, .. }, Answer::Scale(point)) => {
                within("strength", *point, known_scale(scale)?.points - 1)?;
                Ok(Some(answer))
            }
            (Self::Choice { choices }, Answer::Choice(option)) => {
                if !known_choices(choices)?.options.contains(option) {
                    return Err(bad("choice", FieldProblem::Unknown));
                }
                Ok(Some(answer))
            }
            (Self::Text, Answer::Text(text)) => {
                if text.len() > limits::TEXT_BYTES {
                    return Err(bad("answer", FieldProblem::TooLong { most: limits::TEXT_BYTES as u32 }));
                }
                Ok(Some(answer).filter(|answer| !matches!(answer, Answer::Text(text) if text.trim().is_empty())))
            }
            (Self::YesNo, Answer::YesNo(_)) => Ok(Some(answer)),
            (Self::Promises { choices }, Answer::Promises(said)) => {
                let options = &known_choices(choices)?.options;
                let mut seen = HashSet::with_capacity(said.len());
                for PromiseChoice { promise, choice } in said {
                    if !options.contains(choice) {
                        return Err(bad("choice", FieldProblem::Unknown));
                    }
                    if !seen.insert(*promise) {
                        return Err(bad("promise", FieldProblem::Twice));
                    }
                }
                Ok(Some(answer).filter(|answer| !matches!(answer, Answer::Promises(none) if none.is_empty())))
            }
            _ => Err(bad("answer", FieldProblem::Malformed)),
        }
    }

    /// The answer in words.
    pub fn say(&self, answer: &Answer, text: &Text) -> String {
        match (self, answer) {
            (Self::Scale { scale, .. }, Answer::Scale(point)) => point_words(scale, *point, text),
            (Self::Choice { choices }, Answer::Choice(option)) => option_words(choices, option, text),
            (_, Answer::Feelings(feelings)) => {
                let words = feelings.iter().map(|feeling| match feeling.strength {
                    None => text.feeling(&feeling.id),
                    Some(strength) => {
                        let (feeling, strength) = (text.feeling(&feeling.id), text.strength(strength));
                        text.get("feeling-and-strength", &[("feeling", &feeling), ("strength", &strength)])
                    }
                });
                words.collect::<Vec<_>>().join(", ")
            }
            // A promise's own words stay with it, and go with it.
            (Self::Promises { choices }, Answer::Promises(said)) => {
                let words = said.iter().map(|said| option_words(choices, &said.choice, text));
                words.collect::<Vec<_>>().join(", ")
            }
            (_, Answer::Promises(said)) => said.iter().map(|said| said.choice.as_str()).collect::<Vec<_>>().join(", "),
            (_, Answer::Text(words)) => words.clone(),
            (_, Answer::YesNo(yes)) => text.get(if *yes { "checkin-yes" } else { "checkin-no" }, &[]),
            (_, Answer::Scale(point)) => point.to_string(),
            (_, Answer::Choice(option)) => option.clone(),
        }
    }

    pub fn view(&self, text: &Text) -> AnswerKind {
        match self {
            Self::Feelings => AnswerKind::Feelings { most: limits::FEELINGS as u32 },
            Self::Scale { scale, polarity } => {
                AnswerKind::Scale { scale: scale.clone(), polarity: *polarity, points: points(scale, text) }
            }
            Self::Choice { choices } => AnswerKind::Choice { options: options(choices, text) },
            Self::Promises { choices } => {
                AnswerKind::Promises { options: options(choices, text), promises: Vec::new() }
            }
            Self::Text => AnswerKind::Text { most_bytes: limits::TEXT_BYTES as u32 },
            Self::YesNo => AnswerKind::YesNo { yes: text.get("checkin-yes", &[]), no: text.get("checkin-no", &[]) },
        }
    }

    /// As the columns `kind`, `scale` and `polarity` keep it.
    pub fn columns(&self) -> (i64, &str, i64) {
        match self {
            Self::Feelings => (0, "", 0),
            Self::Scale { scale, polarity: Polarity::HigherIsBetter } => (1, scale, 1),
            Self::Scale { scale, polarity: Polarity::LowerIsBetter } => (1, scale, -1),
            Self::Choice { choices } => (2, choices, 0),
            Self::Text => (3, "", 0),
            Self::YesNo => (4, "", 0),
            Self::Promises { choices } => (5, choices, 0),
        }
    }

    /// Reads the same three columns, of which `kind` is the `first`.
    pub fn from_columns(row: &Row<'_>, first: usize) -> Result<Self> {
        let polarity = row.get::<_, i64>(first + 2)?;
        Ok(match (row.get::<_, i64>(first)?, polarity) {
            (0, _) => Self::Feelings,
            (1, 1) => Self::Scale { scale: row.get(first + 1)?, polarity: Polarity::HigherIsBetter },
            (1, -1) => Self::Scale { scale: row.get(first + 1)?, polarity: Polarity::LowerIsBetter },
            (2, _) => Self::Choice { choices: row.get(first + 1)? },
            (3, _) => Self::Text,
            (4, _) => Self::YesNo,
            (5, _) => Self::Promises { choices: row.get(first + 1)? },
            _ => return Err(MendError::Damaged),
        })
    }

    /// An answer from its columns `number` and `text`, of which `number` is the `first`.
    pub fn answer(&self, row: &Row<'_>, first: usize) -> Result<Answer> {
        Ok(match self {
            Self::Feelings => {
                let column = row.get_ref(first + 1)?.as_str().map_err(|_| MendError::Damaged)?;
                Answer::Feelings(split_feelings(column)?)
            }
            Self::Scale { .. } => Answer::Scale(row.get(first)?),
            Self::Choice { .. } => Answer::Choice(row.get(first + 1)?),
            Self::Text => Answer::Text(row.get(first + 1)?),
            Self::YesNo => Answer::YesNo(row.get(first)?),
            Self::Promises { .. } => {
                let column = row.get_ref(first + 1)?.as_str().map_err(|_| MendError::Damaged)?;
                Answer::Promises(split_promises(column)?)
            }
        })
    }
}

impl Answer {
    /// As the columns `number` and `text` keep it.
    pub(super) fn columns(&self) -> (i64, String) {
        match self {
            Self::Feelings(feelings) => (0, joined_feelings(feelings)),
            Self::Scale(point) => ((*point).into(), String::new()),
            Self::Choice(option) => (0, option.clone()),
            Self::Text(text) => (0, text.clone()),
            Self::YesNo(yes) => ((*yes).into(), String::new()),
            Self::Promises(said) => {
                let said = said.iter().map(|said| format!("{}:{}", said.promise, said.choice));
                (0, said.collect::<Vec<_>>().join(" "))
            }
        }
    }
}

impl Item {
    /// As it is asked now; `None` where no answer is taken.
    pub(super) fn question(&self, promised: &Promised, text: &Text) -> Option<Question> {
        Some(Question {
            item: self.id.clone(),
            version: self.version,
            kind: promised.kind(self)?,
            subject: self.subject,
            visibility: self.visibility,
            words: text.get(&self.message(), &[]),
        })
    }

    pub(super) fn view(&self, promised: &Promised, text: &Text) -> ItemView {
        let promises = promised.of(self).to_vec();
        let each = self.note && !promises.is_empty();
        let note = if each { "each" } else { "note" };
        let answer = match (self.choices_of_promises(), self.kind()) {
            (Some(id), None) => AnswerKind::Promises { options: options(id, text), promises },
            (Some(id), Some(_)) if !promises.is_empty() => {
                AnswerKind::Promises { options: options(id, text), promises }
            }
            (_, Some(kind)) => kind.view(text),
            (None, None) => AnswerKind::None,
        };
        ItemView {
            id: self.id.clone(),
            version: self.version,
            question: text.get(&self.message(), &[]),
            note: self.note.then(|| text.get(&format!("{}.{note}", self.message()), &[])),
            answer,
            window: self.window,
            part: self.part,
            subject: self.subject,
            visibility: self.visibility,
            minutes: self.minutes,
            way: self.way.as_deref().map(|id| way(id, text)),
            own: false,
        }
    }
}

impl Question {
    /// How a question of one's own is shown. It is private and done alone, whatever it asks.
    pub(super) fn own_view(self, window: super::Window, text: &Text) -> ItemView {
        let Self { item, version, kind, subject, visibility, words } = self;
        let (note, minutes, way, part) = (None, None, None, Part::Alone);
        let answer = kind.view(text);
        let (id, question, own) = (item, words, true);
        ItemView { id, version, question, note, answer, window, part, subject, visibility, minutes, way, own }
    }
}

/// The points of a scale, from 0, with their words.
pub(crate) fn points(scale: &str, text: &Text) -> Vec<PointView> {
    let points = content::scale(scale).map_or(0, |scale| scale.points);
    (0..points).map(|value| PointView { value, words: point_words(scale, value, text) }).collect()
}

pub(crate) fn options(choices: &str, text: &Text) -> Vec<OptionView> {
    let options = content::choices(choices).map_or(&[] as &[String], |choices| &choices.options);
    options.iter().map(|id| OptionView { id: id.clone(), words: option_words(choices, id, text) }).collect()
}

pub(crate) fn way(id: &str, text: &Text) -> WayView {
    WayView { id: id.to_owned(), words: text.get(&format!("way-{id}"), &[]) }
}

fn point_words(scale: &str, point: u8, text: &Text) -> String {
    text.get(&format!("scale-{scale}-{point}"), &[])
}

fn option_words(choices: &str, option: &str, text: &Text) -> String {
    text.get(&format!("choice-{choices}-{option}"), &[])
}

fn within(field: &'static str, value: u8, most: u8) -> Result<()> {
    if value <= most {
        return Ok(());
    }
    Err(bad(field, FieldProblem::OutOfRange { least: 0, most: most.into() }))
}

/// `ID:kept ID:change`, as the column keeps it.
fn split_promises(column: &str) -> Result<Vec<PromiseChoice>> {
    let said = column.split(' ').map(|said| {
        let (promise, choice) = said.split_once(':')?;
        Some(PromiseChoice { promise: promise.parse().ok()?, choice: choice.to_owned() })
    });
    said.collect::<Option<_>>().ok_or(MendError::Damaged)
}

/// A stored question names a scale of this version or of none: then a newer version wrote it, or it is damaged.
fn known_scale(id: &str) -> Result<&'static Scale> {
    content::scale(id).ok_or(MendError::Damaged)
}

fn known_choices(id: &str) -> Result<&'static Choices> {
    content::choices(id).ok_or(MendError::Damaged)
}
