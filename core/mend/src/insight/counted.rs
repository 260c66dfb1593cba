//! "5 of the last 8": what was chosen of late, counted and never added up to a mark.

use rusqlite::Connection;

use super::series::{Answers, of_kind, words};
use super::{CountView, CountedView, Days, FEWEST, caveat};
use crate::checkin::content;
use crate::checkin::question::{Kind, options};
use crate::error::{MendError, Result};
use crate::text::Text;

/// How many of the last answers are looked at.
const LAST: usize = 8;

/// Questions with choices that were answered at least four times.
pub(super) fn all(conn: &Connection, days: &Days, text: &Text) -> Result<Vec<CountedView>> {
    let answered = of_kind(conn, 2, days, |_, row| Ok(row.get::<_, String>(9)?))?;
    let views = answered.into_iter().map(|answers| view(&answers, text));
    views.filter_map(Result::transpose).collect()
}

fn view(Answers { question, answers }: &Answers<String>, text: &Text) -> Result<Option<CountedView>> {
    let Kind::Choice { choices } = &question.kind else { return Err(MendError::Damaged) };
    let known = content::choices(choices).ok_or(MendError::Damaged)?;
    let counted = |option: &str| !known.uncounted.iter().any(|uncounted| uncounted == option);
    let last: Vec<_> = answers.iter().rev().map(|(_, option)| option).filter(|o| counted(o)).take(LAST).collect();
    if last.len() < FEWEST {
        return Ok(None);
    }
    let of = last.len().to_string();
    let counts = options(choices, text).into_iter().filter(|option| counted(&option.id)).map(|option| {
        let times = last.iter().filter(|chosen| ***chosen == option.id).count() as u32;
        let args = [("words", option.words.as_str()), ("times", &times.to_string()), ("of", &of)];
        CountView { sentence: text.get("insight-counted", &args), option: option.id, words: option.words, times }
    });
    Ok(Some(CountedView {
        item: question.item.clone(),
        version: question.version,
        question: words(question, text),
        of: last.len() as u32,
        counts: counts.collect(),
        caveat: caveat(text),
    }))
}
