//! The tables of agreements. What stands in them: the head of [`crate::schema`] has the rules.
//!
//! Own side only, and nobody else's: what a partner writes and says comes with sync, into the space of both.

/// A day that no calendar reaches: "none" for a last day.
pub(super) const FOREVER: i64 = 1_000_000_000_000;

pub(crate) const TABLES: &str = r#"
CREATE TABLE agreement (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    made_at     INTEGER NOT NULL,
    made_offset INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX agreement_by_time ON agreement (made_at DESC, id DESC);

-- What an agreement says. Only added to, and never the same twice. The four last columns are the writer's own yes: each
-- is set once.
CREATE TABLE agreement_version (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement        INTEGER NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
    made_at          INTEGER NOT NULL,
    made_offset      INTEGER NOT NULL DEFAULT 0,
    topic            TEXT    NOT NULL DEFAULT '',       -- an id of the list; '': the next column
    own_topic        TEXT    NOT NULL DEFAULT '',       -- in the writer's own words; '': the column before
    words            TEXT    NOT NULL,
    kind             INTEGER NOT NULL,                  -- 0 habit, 1 ritual, 2 transparency
    owner            INTEGER NOT NULL,                  -- 0 the writer, 1 their partner, 2 both
    review_day       INTEGER NOT NULL,
    holds_until      INTEGER NOT NULL DEFAULT 1000000000000,  -- the last day
    hash             BLOB    NOT NULL CHECK (length(hash) = 32),
    accepted_at      INTEGER NOT NULL DEFAULT 0,        -- 0: no yes
    accepted_offset  INTEGER NOT NULL DEFAULT 0,
    withdrawn_at     INTEGER NOT NULL DEFAULT 0,        -- 0: not taken back
    withdrawn_offset INTEGER NOT NULL DEFAULT 0,
    UNIQUE (agreement, hash)
) STRICT;
"#;
