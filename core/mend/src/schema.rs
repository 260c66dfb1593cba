//! What stands in the two databases, and how an older one becomes today's.
//!
//! One list of steps for each space. `user_version` counts the steps that were taken; a step, once released, is
//! never changed, only followed by another. Rules for every step:
//!
//! - Tables are STRICT, columns NOT NULL with a default where one makes sense; "none" is the empty text or 0, as the
//!   column says. A column's meaning never changes: a new meaning is a new column.
//! - Row ids are never reused (AUTOINCREMENT). What leaves the database carries a random `uid`, never a row id.
//! - Times are milliseconds since 1970-01-01T00:00Z, next to the seconds east of UTC in which the writer lived.
//!   Days are whole days since 1970-01-01.
//! - Nothing here drops text by itself: [`crate::space::Db::remove`] is the way text goes away.

use rusqlite::Connection;

use crate::error::{MendError, Result};
use crate::space::{Db, Private, Together};
use crate::{agreement, checkin, guide, partner, promise, reminder, sharing};

/// The private space: first journal, drafts, own prompts, profile and settings; then each room's own tables.
const PRIVATE: &[&str] = &[
    PRIVATE_1,
    checkin::TABLES,
    reminder::TABLES,
    promise::TABLES,
    agreement::TABLES,
    guide::PRIVATE_TABLES,
    sharing::TABLES,
];

/// The together space. What partners share adds its steps here.
const TOGETHER: &[&str] = &[TOGETHER_1, guide::TOGETHER_TABLES, partner::TABLES];

const TOGETHER_1: &str = r"
-- Small things that every session needs, also one that opened nothing else.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const PRIVATE_1: &str = r"
-- The bodies. `happened_at` stands before `text`, so that finding the timeline row reads no overflow page.
CREATE TABLE entry (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    happened_at    INTEGER NOT NULL,              -- with `id`, the key of its row in `timeline`
    created_at     INTEGER NOT NULL,
    created_offset INTEGER NOT NULL DEFAULT 0,
    edited_at      INTEGER NOT NULL DEFAULT 0,    -- 0: never
    edited_offset  INTEGER NOT NULL DEFAULT 0,
    text           TEXT    NOT NULL DEFAULT ''    -- Markdown, as it was written
) STRICT;

-- All that a timeline shows, lying on the disk in the order in which it is shown: a page of fifty touches a handful
-- of neighbouring leaves and never a body.
CREATE TABLE timeline (
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,                 -- entry.id
    uid         BLOB    NOT NULL,                 -- entry.uid
    utc_offset  INTEGER NOT NULL DEFAULT 0,       -- of `happened_at`
    day         INTEGER NOT NULL,                 -- by the hour at which the journal's day ends
    kind        INTEGER NOT NULL DEFAULT 0,       -- EntryKind's number
    starred     INTEGER NOT NULL DEFAULT 0,       -- 0 or 1
    attachments INTEGER NOT NULL DEFAULT 0,       -- how many; kept for later, 0 until then
    title       TEXT    NOT NULL DEFAULT '',      -- '': none
    preview     TEXT    NOT NULL DEFAULT '',      -- derived from the text
    tags        TEXT    NOT NULL DEFAULT '',      -- one a line, as written
    feelings    TEXT    NOT NULL DEFAULT '',      -- 'hurt:3 doubt': id, and strength where one was given
    PRIMARY KEY (happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

-- Filters read these and then the timeline, newest first. Most entries are of kind 0 and without a star, and a scan
-- of the timeline itself finds those: the indexes hold the others.
CREATE INDEX timeline_by_day  ON timeline (day, happened_at DESC, entry DESC);
CREATE INDEX timeline_by_kind ON timeline (kind, happened_at DESC, entry DESC) WHERE kind <> 0;
CREATE INDEX timeline_starred ON timeline (happened_at DESC, entry DESC) WHERE starred = 1;

CREATE TABLE entry_tag (
    tag         TEXT    NOT NULL,                 -- folded: compared without case
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    written     TEXT    NOT NULL,                 -- as its writer spelt it
    PRIMARY KEY (tag, happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_feeling (
    feeling     TEXT    NOT NULL,                 -- an id of the list of feelings
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    PRIMARY KEY (feeling, happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

-- Search. The words stand once, in the tables above; the index refers to them. A contentless index would be smaller
-- still, but it can only mark a deleted entry, not forget its words.
CREATE VIEW entry_words AS
    SELECT entry.id AS id, timeline.title AS title, entry.text AS text, timeline.tags AS tags
    FROM entry JOIN timeline ON timeline.happened_at = entry.happened_at AND timeline.entry = entry.id;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, tags,
    content = 'entry_words', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(4.0, 1.0, 2.0)');

-- Earlier versions of entries, oldest first, until their owner clears them.
CREATE TABLE version (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    entry           INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    replaced_at     INTEGER NOT NULL,
    replaced_offset INTEGER NOT NULL DEFAULT 0,
    kind            INTEGER NOT NULL DEFAULT 0,
    happened_at     INTEGER NOT NULL,
    utc_offset      INTEGER NOT NULL DEFAULT 0,
    title           TEXT    NOT NULL DEFAULT '',
    text            TEXT    NOT NULL DEFAULT '',
    tags            TEXT    NOT NULL DEFAULT '',
    feelings        TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX version_of_entry ON version (entry);

CREATE TABLE draft (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    entry        BLOB    NOT NULL DEFAULT x'',    -- uid of the entry being edited; empty: a new one
    kind         INTEGER NOT NULL DEFAULT 0,
    title        TEXT    NOT NULL DEFAULT '',
    text         TEXT    NOT NULL DEFAULT '',
    saved_at     INTEGER NOT NULL,
    saved_offset INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Prompts of the user's own; those that ship are content.
CREATE TABLE prompt (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    uid  BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind INTEGER NOT NULL DEFAULT 0,
    text TEXT    NOT NULL
) STRICT;

CREATE TABLE profile (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    own_name     TEXT    NOT NULL DEFAULT '',
    partner_name TEXT    NOT NULL DEFAULT '',
    own_form     INTEGER NOT NULL DEFAULT 0,      -- 0 neutral, 1 feminine, 2 masculine
    partner_form INTEGER NOT NULL DEFAULT 0,
    country      TEXT    NOT NULL DEFAULT '',     -- ISO 3166 alpha-2; '': not said
    role         INTEGER NOT NULL DEFAULT 0       -- 0 not said, 1 broke, 2 hurt, 3 mutual
) STRICT;
INSERT INTO profile (one) VALUES (1);

CREATE TABLE journal_setting (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    day_ends_at INTEGER NOT NULL DEFAULT 3,       -- hour, 0 to 12; timeline.day follows it
    on_this_day INTEGER NOT NULL DEFAULT 0        -- 0 or 1
) STRICT;
INSERT INTO journal_setting (one) VALUES (1);
";

/// What `application_id` says of each, so that two files whose names were exchanged are not taken for each other.
const PRIVATE_MARK: i64 = 0x4d_4e_44_70;
const TOGETHER_MARK: i64 = 0x4d_4e_44_74;

/// Refuses a private space that a newer version wrote, or that is none; changes nothing.
pub(crate) fn check_private(db: &Db<Private>) -> Result<()> {
    db.read(|conn| steps_taken(conn, PRIVATE, PRIVATE_MARK)).map(drop)
}

/// The same for the together space.
pub(crate) fn check_together(db: &Db<Together>) -> Result<()> {
    db.read(|conn| steps_taken(conn, TOGETHER, TOGETHER_MARK)).map(drop)
}

/// Brings the private space to today's schema. Costs one read where it is there already.
pub(crate) fn migrate_private(db: &Db<Private>) -> Result<()> {
    migrate(db, PRIVATE, PRIVATE_MARK)
}

/// The same for the together space.
pub(crate) fn migrate_together(db: &Db<Together>) -> Result<()> {
    migrate(db, TOGETHER, TOGETHER_MARK)
}

fn migrate<Space>(db: &Db<Space>, steps: &[&str], mark: i64) -> Result<()> {
    let taken = db.read(|conn| steps_taken(conn, steps, mark))?;
    if taken == steps.len() {
        return Ok(());
    }
    db.write(|tx| {
        tx.pragma_update(None, "application_id", mark)?;
        for (index, step) in steps.iter().enumerate().skip(taken) {
            tx.execute_batch(step)?;
            tx.pragma_update(None, "user_version", index as i64 + 1)?;
        }
        Ok(())
    })
}

fn steps_taken(conn: &Connection, steps: &[&str], mark: i64) -> Result<usize> {
    let number = |pragma| conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let version = number("PRAGMA user_version")?;
    if version != 0 && number("PRAGMA application_id")? != mark {
        return Err(MendError::Damaged);
    }
    match usize::try_from(version) {
        Err(_) => Err(MendError::Damaged),
        Ok(taken) if taken > steps.len() => Err(MendError::NewerFormat),
        Ok(taken) => Ok(taken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::tests::Room;

    /// Everything in a database by type, name and text, but what the vault keeps for itself.
    fn layout(db: &Db<Private>) -> Vec<(String, String, String)> {
        db.read(|conn| {
            let mut statement =
                conn.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
    }

    fn version(db: &Db<Private>) -> i64 {
        db.read(|conn| Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)).unwrap()
    }

    #[test]
    fn migrated_step_by_step_equals_fresh() {
        let fresh = Room::new();
        for from in 0..=PRIVATE.len() {
            let old = Room::without_schema();
            migrate(&old.db, &PRIVATE[..from], PRIVATE_MARK).unwrap();
            assert_eq!(version(&old.db), from as i64);
            migrate_private(&old.db).unwrap();
            assert_eq!(layout(&old.db), layout(&fresh.db), "from version {from}");
            assert_eq!(version(&old.db), PRIVATE.len() as i64);
        }
    }

    #[test]
    fn migrating_again_writes_nothing() {
        let room = Room::new();
        let changes = || room.db.read(|conn| Ok(conn.total_changes())).unwrap();
        let before = changes();
        migrate_private(&room.db).unwrap();
        assert_eq!(changes(), before);
    }

    #[test]
    fn newer_schema_is_refused_and_left_as_it_is() {
        let room = Room::new();
        room.db.write(|tx| Ok(tx.pragma_update(None, "user_version", PRIVATE.len() as i64 + 1)?)).unwrap();
        let before = layout(&room.db);
        assert_eq!(check_private(&room.db), Err(MendError::NewerFormat));
        assert_eq!(migrate_private(&room.db), Err(MendError::NewerFormat));
        assert_eq!(layout(&room.db), before);
        room.db.write(|tx| Ok(tx.pragma_update(None, "user_version", -1)?)).unwrap();
        assert_eq!(migrate_private(&room.db), Err(MendError::Damaged));
    }

    #[test]
    fn step_that_fails_leaves_the_schema_before_it() {
        let room = Room::new();
        let before = layout(&room.db);
        let step = "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; SELECT nothing FROM nowhere;";
        let steps = [PRIVATE, &[step]].concat();
        assert!(migrate(&room.db, &steps, PRIVATE_MARK).is_err());
        assert_eq!((layout(&room.db), version(&room.db)), (before, PRIVATE.len() as i64));
    }

    #[test]
    fn tables_keep_the_rules_of_this_house() {
        // SQLite takes the vault's memory before its first connection, or not at all.
        let _first = Room::without_schema();
        for steps in [PRIVATE, TOGETHER] {
            let conn = Connection::open_in_memory().unwrap();
            conn.execute_batch(&steps.concat()).unwrap();
            let tables = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql <> ''";
            let mut statement = conn.prepare(tables).unwrap();
            let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            let mut looked_at = 0;
            for (name, sql) in tables.map(|table: Result<(String, String), _>| table.unwrap()) {
                if !steps.concat().contains(&format!("CREATE TABLE {name} ")) {
                    continue;
                }
                assert!(sql.contains("STRICT"), "{name}");
                let columns = sql.lines().map(str::trim).filter(|line| {
                    ["INTEGER", "TEXT", "BLOB"].iter().any(|kind| line.split_whitespace().nth(1) == Some(kind))
                });
                for column in columns.filter(|column| !column.contains("PRIMARY KEY")) {
                    assert!(column.contains("NOT NULL"), "{name}: {column}");
                }
                looked_at += 1;
            }
            assert!(looked_at > 5, "{looked_at}");
        }
    }
}
