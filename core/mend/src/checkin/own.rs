//! Questions of one's own. They belong to a set, are private, and are asked after those that ship.

use rusqlite::{Connection, params};

use super::question::{Kind, Question};
use super::{Subject, Visibility, limits};
use crate::QuestionId;
use crate::error::{FieldProblem, MendError, Result};
use crate::journal::one_line;

/// What stands before the id of an own question in the id of its item. No set that ships is called so.
const OWN: &str = "own.";

pub(super) fn item_id(id: QuestionId) -> String {
    format!("{OWN}{id}")
}

pub(super) fn checked_words(words: &str) -> Result<&str> {
    let words = words.trim();
    if words.is_empty() {
        return Err(MendError::BadField { field: "question", problem: FieldProblem::Empty });
    }
    one_line(words, "question", limits::QUESTION_CHARACTERS)?;
    Ok(words)
}

pub(super) fn add(conn: &Connection, id: QuestionId, set: &str, kind: &Kind, words: &str) -> Result<()> {
    let kept: u32 =
        conn.query_row("SELECT count(*) FROM checkin_own WHERE question_set = ?1", [set], |row| row.get(0))?;
    if kept >= limits::OWN_QUESTIONS {
        let problem = FieldProblem::TooLong { most: limits::OWN_QUESTIONS };
        return Err(MendError::BadField { field: "questions", problem });
    }
    let (kind, scale, polarity) = kind.columns();
    conn.execute(
        "INSERT INTO checkin_own (uid, question_set, kind, scale, polarity, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id.0, set, kind, scale, polarity, words],
    )?;
    Ok(())
}

/// Gives the set that it belonged to.
pub(super) fn remove(conn: &Connection, id: QuestionId) -> Result<String> {
    let mut statement = conn.prepare("DELETE FROM checkin_own WHERE uid = ?1 RETURNING question_set")?;
    let mut rows = statement.query([id.0])?;
    let set = rows.next()?.ok_or(MendError::NotFound)?.get(0)?;
    // A statement that returns rows has done its work when it has no more of them.
    rows.next()?;
    Ok(set)
}

/// In the order in which they came.
pub(super) fn of_set(conn: &Connection, set: &str) -> Result<Vec<Question>> {
    let mut statement = conn.prepare_cached(
        "SELECT uid, kind, scale, polarity, words FROM checkin_own WHERE question_set = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([set])?;
    let mut questions = Vec::new();
    while let Some(row) = rows.next()? {
        questions.push(Question {
            item: item_id(QuestionId(row.get(0)?)),
            version: 1,
            kind: Kind::from_columns(row, 1)?,
            subject: Subject::Oneself,
            visibility: Visibility::Private,
            words: row.get(4)?,
        });
    }
    Ok(questions)
}
