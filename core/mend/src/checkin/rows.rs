//! Check-ins in the tables. Everything here runs inside its caller's transaction.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::question::{Kind, Question};
use super::record::{Answered, Record};
use super::{CheckinPage, CheckinRow, CheckinVersionView, CheckinView, Subject, Visibility};
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::{date_of, instant, offset};
use crate::page::{Cursor, checked_limit};
use crate::reminder::Slot;
use crate::text::Text;
use crate::{CheckinId, settings};

/// The version of an answer that stands now.
const NOW: i64 = 0;

/// As its column keeps it.
pub(super) fn slot_text(slot: Option<Slot>) -> String {
    slot.map(|slot| slot.to_string()).unwrap_or_default()
}

pub(super) fn slot_of(column: String) -> Result<Option<Slot>> {
    if column.is_empty() { Ok(None) } else { column.parse().map(Some).map_err(|_| MendError::Damaged) }
}

/// A check-in as the tables hold it.
pub(super) struct Stored {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub record: Record,
    created_at: DateTime<FixedOffset>,
    edited_at: Option<DateTime<FixedOffset>>,
}

pub(super) fn insert(conn: &Connection, id: CheckinId, record: &Record, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO checkin (uid, question_set, answered_at, utc_offset, created_at, created_offset, slot)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.0,
        record.set,
        millis(record.answered_at),
        offset(record.answered_at),
        millis(now),
        offset(now),
        slot_text(record.slot),
    ])?;
    insert_answers(conn, conn.last_insert_rowid(), &record.answers)
}

/// Puts `new` in the place of what `old` says, which becomes a version.
pub(super) fn replace(conn: &Connection, old: &Stored, new: &Record, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO checkin_version (checkin, replaced_at, replaced_offset, answered_at, utc_offset)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        old.row,
        millis(now),
        offset(now),
        millis(old.record.answered_at),
        offset(old.record.answered_at)
    ])?;
    conn.prepare_cached("UPDATE checkin_answer SET version = ?2 WHERE checkin = ?1 AND version = 0")?
        .execute([old.row, conn.last_insert_rowid()])?;
    conn.prepare_cached(
        "UPDATE checkin SET answered_at = ?2, utc_offset = ?3, edited_at = ?4, edited_offset = ?5 WHERE id = ?1",
    )?
    .execute(params![old.row, millis(new.answered_at), offset(new.answered_at), millis(now), offset(now)])?;
    insert_answers(conn, old.row, &new.answers)
}

fn insert_answers(conn: &Connection, checkin: i64, answers: &[Answered]) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO checkin_answer (checkin, version, place, question, number, text)
         VALUES (?1, 0, ?2, ?3, ?4, ?5)",
    )?;
    for (place, Answered { question, answer }) in answers.iter().enumerate() {
        let (number, text) = answer.columns();
        statement.execute(params![checkin, place as i64, question_row(conn, question)?, number, text])?;
    }
    Ok(())
}

/// The row of a question as it was asked, which it gets when it is asked so for the first time.
fn question_row(conn: &Connection, question: &Question) -> Result<i64> {
    let (kind, scale, polarity) = question.kind.columns();
    let subject = question.subject as i64;
    let visibility = question.visibility as i64;
    let Question { item, version, words, .. } = question;
    let values = params![item, version, kind, scale, polarity, subject, visibility, words];
    let known = conn
        .prepare_cached(
            "SELECT id FROM checkin_question
             WHERE item = ?1 AND version = ?2 AND kind = ?3 AND scale = ?4 AND polarity = ?5
               AND subject = ?6 AND visibility = ?7 AND words = ?8",
        )?
        .query_row(values, |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    conn.prepare_cached(
        "INSERT INTO checkin_question (item, version, kind, scale, polarity, subject, visibility, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(values)?;
    Ok(conn.last_insert_rowid())
}

/// The columns of `checkin_question` that make a [`Question`], in the order in which [`question`] reads them.
pub(crate) const QUESTION: &str = "q.item, q.version, q.kind, q.scale, q.polarity, q.subject, q.visibility, q.words";

/// Reads the columns of [`QUESTION`], the first of the row.
pub(crate) fn question(row: &Row<'_>) -> Result<Question> {
    Ok(Question {
        item: row.get(0)?,
        version: row.get(1)?,
        kind: Kind::from_columns(row, 2)?,
        subject: match row.get(5)? {
            0i64 => Subject::Oneself,
            1 => Subject::Relationship,
            _ => return Err(MendError::Damaged),
        },
        visibility: match row.get(6)? {
            0i64 => Visibility::Private,
            1 => Visibility::Shareable,
            _ => return Err(MendError::Damaged),
        },
        words: row.get(7)?,
    })
}

fn answers(conn: &Connection, checkin: i64, version: i64) -> Result<Vec<Answered>> {
    let sql = format!(
        "SELECT {QUESTION}, a.number, a.text
         FROM checkin_answer a JOIN checkin_question q ON q.id = a.question
         WHERE a.checkin = ?1 AND a.version = ?2 ORDER BY a.place"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([checkin, version])?;
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        let question = question(row)?;
        answers.push(Answered { answer: question.kind.answer(row, 8)?, question });
    }
    Ok(answers)
}

/// The set that a check-in answered.
pub(crate) fn set_of(conn: &Connection, id: CheckinId) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT question_set FROM checkin WHERE uid = ?1")?;
    statement.query_row([id.0], |row| row.get(0)).optional()?.ok_or(MendError::NotFound)
}

pub(super) fn find(conn: &Connection, id: CheckinId) -> Result<Stored> {
    let mut statement = conn.prepare_cached(
        "SELECT id, question_set, answered_at, utc_offset, slot, created_at, created_offset, edited_at, edited_offset
         FROM checkin WHERE uid = ?1",
    )?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or(MendError::NotFound)?;
    let edited_at: i64 = row.get(7)?;
    let checkin = row.get(0)?;
    Ok(Stored {
        row: checkin,
        record: Record {
            set: row.get(1)?,
            answered_at: instant(row.get(2)?, row.get(3)?)?,
            slot: slot_of(row.get(4)?)?,
            answers: answers(conn, checkin, NOW)?,
        },
        created_at: instant(row.get(5)?, row.get(6)?)?,
        edited_at: if edited_at == 0 { None } else { Some(instant(edited_at, row.get(8)?)?) },
    })
}

/// As it is shown.
pub(crate) fn view(conn: &Connection, id: CheckinId, text: &Text) -> Result<CheckinView> {
    let Stored { row, record, created_at, edited_at } = find(conn, id)?;
    let mut versions = conn.prepare_cached("SELECT count(*) FROM checkin_version WHERE checkin = ?1")?;
    Ok(CheckinView {
        row: CheckinRow {
            id,
            set: record.set,
            answered_at: record.answered_at,
            day: date_of(record.answered_at, settings::day_ends_at(conn)?),
            slot: record.slot,
            answered: record.answers.len() as u32,
        },
        answers: record.answers.into_iter().map(|answered| answered.view(text)).collect(),
        created_at,
        edited_at,
        versions: versions.query_row([row], |row| row.get(0))?,
    })
}

/// Earlier versions, oldest first.
pub(super) fn versions(conn: &Connection, id: CheckinId, text: &Text) -> Result<Vec<CheckinVersionView>> {
    let checkin = find(conn, id)?.row;
    let mut statement = conn.prepare_cached(
        "SELECT id, replaced_at, replaced_offset, answered_at, utc_offset
         FROM checkin_version WHERE checkin = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([checkin])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(CheckinVersionView {
            version: versions.len() as u32 + 1,
            replaced_at: instant(row.get(1)?, row.get(2)?)?,
            answered_at: instant(row.get(3)?, row.get(4)?)?,
            answers: answers(conn, checkin, row.get(0)?)?.into_iter().map(|answered| answered.view(text)).collect(),
        });
    }
    Ok(versions)
}

pub(super) fn clear_versions(conn: &Connection, id: CheckinId) -> Result<()> {
    let checkin = find(conn, id)?.row;
    conn.execute("DELETE FROM checkin_answer WHERE checkin = ?1 AND version <> 0", [checkin])?;
    conn.execute("DELETE FROM checkin_version WHERE checkin = ?1", [checkin])?;
    remove_unanswered(conn)
}

/// Takes every row of a check-in away, earlier versions included.
pub(super) fn delete(conn: &Connection, id: CheckinId) -> Result<()> {
    let checkin = find(conn, id)?.row;
    conn.execute("DELETE FROM checkin_answer WHERE checkin = ?1", [checkin])?;
    conn.execute("DELETE FROM checkin_version WHERE checkin = ?1", [checkin])?;
    conn.execute("DELETE FROM checkin WHERE id = ?1", [checkin])?;
    remove_unanswered(conn)
}

/// A question stays for its answers: with the last of them its words go too.
fn remove_unanswered(conn: &Connection) -> Result<()> {
    conn.execute(
        "DELETE FROM checkin_question AS q WHERE NOT EXISTS (SELECT 1 FROM checkin_answer a WHERE a.question = q.id)",
        [],
    )?;
    Ok(())
}

/// One page, newest first.
pub(super) fn page(conn: &Connection, set: Option<&str>, limit: u32, after: Option<&str>) -> Result<CheckinPage> {
    let limit = checked_limit(limit)? as usize;
    let after = after.map(Cursor::read).transpose()?.unwrap_or(Cursor { at: i64::MAX, row: i64::MAX });
    let day_ends_at = settings::day_ends_at(conn)?;
    let mut statement = conn.prepare_cached(page_sql(set))?;
    // One more than asked, to know whether there is a next page.
    let mut rows = statement.query(params![after.at, after.row, limit as i64 + 1, set.unwrap_or_default()])?;
    let mut page = CheckinPage { checkins: Vec::with_capacity(limit), next: None };
    let mut last = 0;
    while let Some(row) = rows.next()? {
        if page.checkins.len() == limit {
            let at = page.checkins.last().map(|row| millis(row.answered_at));
            page.next = at.map(|at| Cursor { at, row: last }.to_text());
            break;
        }
        let answered_at = instant(row.get(2)?, row.get(3)?)?;
        page.checkins.push(CheckinRow {
            id: CheckinId(row.get(0)?),
            set: row.get(1)?,
            answered_at,
            day: date_of(answered_at, day_ends_at),
            slot: slot_of(row.get(4)?)?,
            answered: row.get(5)?,
        });
        last = row.get(6)?;
    }
    Ok(page)
}

fn page_sql(set: Option<&str>) -> &'static str {
    macro_rules! sql {
        ($of_set:literal) => {
            concat!(
                "SELECT c.uid, c.question_set, c.answered_at, c.utc_offset, c.slot,
                        (SELECT count(*) FROM checkin_answer a WHERE a.checkin = c.id AND a.version = 0), c.id
                 FROM checkin c
                 WHERE ",
                $of_set,
                " AND (c.answered_at, c.id) < (?1, ?2)
                 ORDER BY c.answered_at DESC, c.id DESC LIMIT ?3"
            )
        };
    }
    // Without a set the fourth value still has to stand somewhere; it is empty then.
    if set.is_some() { sql!("c.question_set = ?4") } else { sql!("?4 = ''") }
}

/// How SQLite would go about a page, one step a line.
#[cfg(test)]
pub(super) fn plan(conn: &Connection, set: Option<&str>) -> Result<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", page_sql(set)))?;
    let mut rows = statement.query(params![0, 0, 1, set.unwrap_or_default()])?;
    let mut plan = String::new();
    while let Some(row) = rows.next()? {
        plan.push_str(&row.get::<_, String>(3)?);
        plan.push('\n');
    }
    Ok(plan)
}
