//! The tables of promises. What stands in them: the head of [`crate::schema`] has the rules.

/// A day that no calendar reaches: "none" for an end.
pub(super) const FOREVER: i64 = 1_000_000_000_000;

pub(crate) const TABLES: &str = r#"
CREATE TABLE promise (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    made_at     INTEGER NOT NULL,
    made_offset INTEGER NOT NULL DEFAULT 0,
    ended_on    INTEGER NOT NULL DEFAULT 1000000000000  -- the last day, where its owner ended it early
) STRICT;
CREATE INDEX promise_by_time ON promise (made_at DESC, id DESC);

-- What a promise says. Only added to: on a day the last one holds whose `first_day` has come.
CREATE TABLE promise_version (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    promise     INTEGER NOT NULL REFERENCES promise (id) ON DELETE CASCADE,
    made_at     INTEGER NOT NULL,
    made_offset INTEGER NOT NULL DEFAULT 0,
    what        TEXT    NOT NULL,
    cadence     TEXT    NOT NULL,                       -- JSON: {"kind":"daily","n":1}
    anchor      INTEGER NOT NULL,                       -- day from which the cadence counts
    first_day   INTEGER NOT NULL,
    last_day    INTEGER NOT NULL,
    tell        TEXT    NOT NULL DEFAULT '',            -- when its owner tells of it; '': not said
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    offered     INTEGER NOT NULL DEFAULT 0              -- 0 a draft, 1 offered to the partner
) STRICT;
CREATE INDEX promise_version_of ON promise_version (promise);

-- How a day went. Only added to: the last one of a day is what its owner says now.
CREATE TABLE promise_log (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    promise       INTEGER NOT NULL REFERENCES promise (id) ON DELETE CASCADE,
    day           INTEGER NOT NULL,                     -- a day on which the promise was due
    logged_at     INTEGER NOT NULL,
    logged_offset INTEGER NOT NULL DEFAULT 0,
    outcome       INTEGER NOT NULL,                     -- 0 kept, 1 partly, 2 missed, 3 not applicable
    note          TEXT    NOT NULL DEFAULT '',
    amends        TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX promise_log_of_day ON promise_log (promise, day, id);

-- Reviews in their owner's words. Only added to: the last one of a `uid` is what it says now.
CREATE TABLE promise_review (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    promise        INTEGER NOT NULL REFERENCES promise (id) ON DELETE CASCADE,
    uid            BLOB    NOT NULL CHECK (length(uid) = 16),
    written_at     INTEGER NOT NULL,
    written_offset INTEGER NOT NULL DEFAULT 0,
    text           TEXT    NOT NULL
) STRICT;
CREATE INDEX promise_review_of ON promise_review (promise, uid, id);
CREATE INDEX promise_review_by_uid ON promise_review (uid, id);
"#;
