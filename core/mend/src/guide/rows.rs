//! Runs in the tables. Everything here runs inside its caller's transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::answer::Question;
use super::pack::{Content, Pack};
use super::path::{Path, Progress};
use super::{Answer, Place, RunState};
use crate::RunId;
use crate::clock::millis;
use crate::error::{MendError, Result};
use crate::journal::{instant, offset};
use crate::profile::{Role, role_from, role_number};

/// A run as the tables hold it.
pub(super) struct Run {
    /// Row id; never leaves this crate.
    pub row: i64,
    pub id: RunId,
    pub content: Arc<Content>,
    pub started_at: DateTime<FixedOffset>,
    pub ended_at: Option<DateTime<FixedOffset>>,
    /// `None` at the end.
    pub place: Option<Place>,
    pub timer_at: i64,
    pub draft: String,
    pub progress: Progress,
    /// Every place that was passed.
    pub passed: BTreeMap<Place, Passed>,
}

pub(super) struct Passed {
    pub at: DateTime<FixedOffset>,
    /// Empty where there is no answer.
    pub question: Question,
}

/// A run in a list, without its answers.
pub(super) struct Head {
    pub row: i64,
    pub id: RunId,
    pub module: String,
    pub hash: [u8; 32],
    pub started_at: DateTime<FixedOffset>,
    pub ended_at: Option<DateTime<FixedOffset>>,
}

impl Head {
    pub fn state(&self) -> RunState {
        if self.ended_at.is_some() { RunState::Ended } else { RunState::UnderWay }
    }
}

impl Run {
    pub fn path(&self) -> Path<'_> {
        Path::new(&self.content.module, &self.progress)
    }

    /// The words of a thing in a step's answer, as they were when it was given.
    pub fn label(&self, source: &str, key: &str) -> Option<String> {
        let passed = self.passed.get(&Place::of(source))?;
        passed.question.labels.iter().find(|(known, _)| known == key).map(|(_, words)| words.clone())
    }
}

pub(super) fn insert(
    conn: &Connection,
    id: RunId,
    content: &Content,
    role: Option<Role>,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let files = serde_json::to_string(&content.files).map_err(|_| MendError::Internal)?;
    conn.prepare_cached("INSERT OR IGNORE INTO guide_content (hash, files) VALUES (?1, ?2)")?
        .execute(params![content.hash, files])?;
    let progress = Progress { role, ..Progress::default() };
    let first = Path::new(&content.module, &progress).next(None).unwrap_or_default();
    conn.prepare_cached(
        "INSERT INTO guide_run (uid, module, content, role, started_at, started_offset, step, item)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id.0,
        content.module.id,
        content.hash,
        role_number(role),
        millis(now),
        offset(now),
        first.step,
        first.item,
    ])?;
    Ok(())
}

pub(super) fn under_way(conn: &Connection) -> Result<u32> {
    Ok(conn.query_row("SELECT count(*) FROM guide_run WHERE ended_at = 0", [], |row| row.get(0))?)
}

/// The whole run with its answers.
pub(super) fn find(conn: &Connection, id: RunId) -> Result<Run> {
    let mut statement = conn.prepare_cached(
        "SELECT id, content, role, solo, started_at, started_offset, ended_at, ended_offset, step, item, timer_at, draft
         FROM guide_run WHERE uid = ?1",
    )?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or(MendError::NotFound)?;
    let run: i64 = row.get(0)?;
    let step: String = row.get(8)?;
    let mut progress = Progress { role: role_from(row.get(2)?)?, solo: row.get(3)?, answers: BTreeMap::new() };
    let mut passed = BTreeMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT step, item, passed_at, passed_offset, question, answer FROM guide_answer WHERE run = ?1",
    )?;
    let mut answers = statement.query([run])?;
    while let Some(answer) = answers.next()? {
        let place = Place { step: answer.get(0)?, item: answer.get(1)? };
        let (question, kept) = (text(answer, 4)?, text(answer, 5)?);
        if !kept.is_empty() {
            progress.answers.insert(place.clone(), serde_json::from_str(kept).map_err(|_| MendError::Damaged)?);
        }
        let question =
            if question.is_empty() { Question::default() } else { serde_json::from_str(question).map_err(damaged)? };
        passed.insert(place, Passed { at: instant(answer.get(2)?, answer.get(3)?)?, question });
    }
    Ok(Run {
        row: run,
        id,
        content: content(conn, row.get(1)?)?,
        started_at: instant(row.get(4)?, row.get(5)?)?,
        ended_at: ended_at(row, 6)?,
        place: (!step.is_empty()).then_some(Place { step, item: row.get(9)? }),
        timer_at: row.get(10)?,
        draft: row.get(11)?,
        progress,
        passed,
    })
}

/// The run whose part is being done together under this uid.
pub(super) fn of_handover(conn: &Connection, uid: [u8; 16]) -> Result<Option<RunId>> {
    let mut statement = conn.prepare_cached("SELECT uid FROM guide_run WHERE handover = ?1")?;
    Ok(statement.query_row([uid], |row| row.get(0)).optional()?.map(RunId))
}

/// The latest run of a module, ended or not, that satisfies `only_under_way`.
pub(super) fn latest(conn: &Connection, module: &str, only_under_way: bool) -> Result<Option<RunId>> {
    let mut statement = conn.prepare_cached(
        "SELECT uid FROM guide_run WHERE module = ?1 AND (ended_at = 0 OR ?2 = 0) ORDER BY id DESC LIMIT 1",
    )?;
    Ok(statement.query_row(params![module, only_under_way], |row| row.get(0)).optional()?.map(RunId))
}

/// What was chosen or listed at a step in the latest run of a module that has an answer there: keys and words.
pub(super) fn labels_of_latest(conn: &Connection, module: &str, step: &str) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.question FROM guide_run r JOIN guide_answer a ON a.run = r.id
         WHERE r.module = ?1 AND a.step = ?2 AND a.item = '' AND a.answer <> '' ORDER BY r.id DESC LIMIT 1",
    )?;
    let question: Option<String> = statement.query_row([module, step], |row| row.get(0)).optional()?;
    let Some(question) = question else { return Ok(Vec::new()) };
    Ok(serde_json::from_str::<Question>(&question).map_err(damaged)?.labels)
}

/// Newest first, those begun before `(started_at, row)`; `limit` of them.
pub(super) fn before(conn: &Connection, (started_at, row): (i64, i64), limit: i64) -> Result<Vec<Head>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, module, content, started_at, started_offset, ended_at, ended_offset FROM guide_run
         WHERE (started_at, id) < (?1, ?2) ORDER BY started_at DESC, id DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![started_at, row, limit])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(Head {
            row: row.get(0)?,
            id: RunId(row.get(1)?),
            module: row.get(2)?,
            hash: row.get(3)?,
            started_at: instant(row.get(4)?, row.get(5)?)?,
            ended_at: ended_at(row, 6)?,
        });
    }
    Ok(heads)
}

/// A module by its hash: what ships, or what a run kept.
pub(super) fn content(conn: &Connection, hash: [u8; 32]) -> Result<Arc<Content>> {
    if let Some(shipped) = Pack::shipped().modules.iter().find(|content| content.hash == hash) {
        return Ok(shipped.clone());
    }
    let files: String = conn
        .prepare_cached("SELECT files FROM guide_content WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?
        .ok_or(MendError::Damaged)?;
    read_content(&files, Some(hash))
}

/// A module from the files that were kept of it. What another version of Mend could read and this one cannot is no
/// damage that a backup would mend, but no one could go on with it either.
pub(super) fn read_content(files: &str, hash: Option<[u8; 32]>) -> Result<Arc<Content>> {
    let files: Vec<(String, String)> = serde_json::from_str(files).map_err(damaged)?;
    let content = Content::from_files(files).map_err(|_| MendError::NewerFormat)?;
    if hash.is_some_and(|hash| hash != content.hash) {
        return Err(MendError::Damaged);
    }
    Ok(Arc::new(content))
}

/// Keeps that a place was passed, with its answer if there is one.
pub(super) fn keep(
    conn: &Connection,
    run: i64,
    place: &Place,
    answered: Option<(&Question, &Answer)>,
    now: DateTime<FixedOffset>,
) -> Result<()> {
    let (question, answer) = match answered {
        None => (String::new(), String::new()),
        Some((question, answer)) => (
            serde_json::to_string(question).map_err(|_| MendError::Internal)?,
            serde_json::to_string(answer).map_err(|_| MendError::Internal)?,
        ),
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO guide_answer (run, step, item, passed_at, passed_offset, question, answer)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![run, place.step, place.item, millis(now), offset(now), question, answer])?;
    Ok(())
}

/// Where it stands from now on; timer and draft belong to the place before.
pub(super) fn stand(conn: &Connection, run: &Run, place: Option<&Place>, now: DateTime<FixedOffset>) -> Result<()> {
    let none = Place::default();
    let at = place.unwrap_or(&none);
    let (ended_at, ended_offset) = if place.is_none() { (millis(now).max(1), offset(now)) } else { (0, 0) };
    conn.prepare_cached(
        "UPDATE guide_run SET step = ?2, item = ?3, ended_at = ?4, ended_offset = ?5, timer_at = 0, draft = ''
         WHERE id = ?1",
    )?
    .execute(params![run.row, at.step, at.item, ended_at, ended_offset])?;
    Ok(())
}

pub(super) fn set_way(conn: &Connection, run: i64, role: Option<Role>, solo: bool) -> Result<()> {
    conn.prepare_cached("UPDATE guide_run SET role = ?2, solo = ?3 WHERE id = ?1")?.execute(params![
        run,
        role_number(role),
        solo
    ])?;
    Ok(())
}

pub(super) fn set_timer(conn: &Connection, run: i64, now: DateTime<FixedOffset>) -> Result<()> {
    conn.prepare_cached("UPDATE guide_run SET timer_at = ?2 WHERE id = ?1")?.execute(params![run, millis(now)])?;
    Ok(())
}

pub(super) fn set_draft(conn: &Connection, run: i64, draft: &str) -> Result<()> {
    conn.prepare_cached("UPDATE guide_run SET draft = ?2 WHERE id = ?1")?.execute(params![run, draft])?;
    Ok(())
}

pub(super) fn set_handover(conn: &Connection, run: i64, uid: &[u8]) -> Result<()> {
    conn.prepare_cached("UPDATE guide_run SET handover = ?2 WHERE id = ?1")?.execute(params![run, uid])?;
    Ok(())
}

/// With its answers, and the module if no other run needs it. What it made stays.
pub(super) fn delete(conn: &Connection, id: RunId) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT id FROM guide_run WHERE uid = ?1")?;
    let run: i64 = statement.query_row([id.0], |row| row.get(0)).optional()?.ok_or(MendError::NotFound)?;
    for table in ["guide_made", "guide_answer"] {
        conn.execute(&format!("DELETE FROM {table} WHERE run = ?1"), [run])?;
    }
    conn.execute("DELETE FROM guide_run WHERE id = ?1", [run])?;
    conn.execute("DELETE FROM guide_content WHERE hash NOT IN (SELECT content FROM guide_run)", [])?;
    Ok(())
}

fn ended_at(row: &Row<'_>, first: usize) -> Result<Option<DateTime<FixedOffset>>> {
    match row.get(first)? {
        0i64 => Ok(None),
        at => Ok(Some(instant(at, row.get(first + 1)?)?)),
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    row.get_ref(column)?.as_str().map_err(|_| MendError::Damaged)
}

fn damaged(_: serde_json::Error) -> MendError {
    MendError::Damaged
}
