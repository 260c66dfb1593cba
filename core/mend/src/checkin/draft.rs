//! Half-answered check-ins, one for each set, saved so often that nothing answered is lost.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, params};

use super::question::Question;
use super::{Answer, CheckinDraftView, ItemAnswer, rows};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::{instant, offset};
use crate::promise;
use crate::reminder::Slot;

/// Makes or replaces it; when it was begun stays.
pub(super) fn save(
    conn: &Connection,
    set: &str,
    answers: &[ItemAnswer],
    slot: Option<Slot>,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let answers = serde_json::to_string(answers).map_err(|_| MendError::Internal)?;
    conn.prepare_cached(
        "INSERT INTO checkin_draft
             (question_set, started_at, started_offset, saved_at, saved_offset, slot, answers)
         VALUES (?1, ?2, ?3, ?2, ?3, ?4, ?5)
         ON CONFLICT (question_set) DO UPDATE SET
             saved_at = excluded.saved_at, saved_offset = excluded.saved_offset,
             slot = excluded.slot, answers = excluded.answers",
    )?
    .execute(params![set, millis(now), offset(now), rows::slot_text(slot), answers])?;
    Ok(())
}

/// The draft of a set, if one waits. Answers that fit none of `questions` any more are left out.
pub(super) fn of_set(conn: &Connection, set: &str, questions: &[Question]) -> Result<Option<CheckinDraftView>> {
    let mut statement = conn.prepare_cached(
        "SELECT started_at, started_offset, saved_at, saved_offset, slot, answers
         FROM checkin_draft WHERE question_set = ?1",
    )?;
    let mut rows = statement.query([set])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let answers = row.get_ref(5)?.as_str().map_err(|_| MendError::Damaged)?;
    let mut answers: Vec<ItemAnswer> = serde_json::from_str(answers).map_err(|_| MendError::Damaged)?;
    answers.retain(|ItemAnswer { item, answer }| {
        let asked = questions.iter().find(|question| question.item == *item);
        asked.is_some_and(|question| question.kind.checked(answer.clone()).is_ok())
    });
    for answer in &mut answers {
        forget_promises_gone(conn, &mut answer.answer)?;
    }
    answers.retain(|answer| !matches!(&answer.answer, Answer::Promises(said) if said.is_empty()));
    Ok(Some(CheckinDraftView {
        set: set.to_owned(),
        answers,
        slot: rows::slot_of(row.get(4)?)?,
        started_at: instant(row.get(0)?, row.get(1)?)?,
        saved_at: instant(row.get(2)?, row.get(3)?)?,
    }))
}

fn forget_promises_gone(conn: &Connection, answer: &mut Answer) -> Result<()> {
    let Answer::Promises(said) = answer else { return Ok(()) };
    for one in std::mem::take(said) {
        if promise::is_known(conn, one.promise)? {
            said.push(one);
        }
    }
    Ok(())
}

pub(super) fn waits(conn: &Connection, set: &str) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM checkin_draft WHERE question_set = ?1")?;
    Ok(statement.query_row([set], |_| Ok(())).optional()?.is_some())
}

/// Whether there was one.
pub(super) fn discard(conn: &Connection, set: &str) -> Result<bool> {
    Ok(conn.prepare_cached("DELETE FROM checkin_draft WHERE question_set = ?1")?.execute([set])? > 0)
}

/// Takes the answer to one item out of a draft: its question goes.
pub(super) fn forget(conn: &Connection, set: &str, item: &str) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT answers FROM checkin_draft WHERE question_set = ?1")?;
    let kept = statement.query_row([set], |row| row.get::<_, String>(0)).optional()?;
    let Some(kept) = kept else { return Ok(()) };
    let mut answers: Vec<ItemAnswer> = serde_json::from_str(&kept).map_err(|_| MendError::Damaged)?;
    answers.retain(|answer| answer.item != item);
    let answers = serde_json::to_string(&answers).map_err(|_| MendError::Internal)?;
    conn.execute("UPDATE checkin_draft SET answers = ?2 WHERE question_set = ?1", params![set, answers])?;
    Ok(())
}
