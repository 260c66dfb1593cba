//! The tables of guides, a step of each space's schema.

pub(crate) const PRIVATE_TABLES: &str = r"
-- Modules as runs began with them, each once. One that no run needs any more is removed.
CREATE TABLE guide_content (
    hash  BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    files TEXT NOT NULL                            -- JSON: [[name, text]], the module first, then its words
) STRICT;

CREATE TABLE guide_run (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    module         TEXT    NOT NULL,
    content        BLOB    NOT NULL REFERENCES guide_content (hash),
    role           INTEGER NOT NULL DEFAULT 0,     -- 0 none, else as profile.role
    solo           INTEGER NOT NULL DEFAULT 0,     -- 1: what is made for two is done alone
    started_at     INTEGER NOT NULL,
    started_offset INTEGER NOT NULL DEFAULT 0,
    ended_at       INTEGER NOT NULL DEFAULT 0,     -- 0: under way
    ended_offset   INTEGER NOT NULL DEFAULT 0,
    step           TEXT    NOT NULL DEFAULT '',    -- where it stands; '': at the end
    item           TEXT    NOT NULL DEFAULT '',
    timer_at       INTEGER NOT NULL DEFAULT 0,     -- when the timer of this step was started; 0: not
    draft          TEXT    NOT NULL DEFAULT '',    -- what is typed at this step
    handover       BLOB    NOT NULL DEFAULT x''    -- uid of the part that is being done together; empty: none
) STRICT;
CREATE INDEX guide_run_by_time   ON guide_run (started_at DESC, id DESC);
CREATE INDEX guide_run_of_module ON guide_run (module, id DESC);

-- Places that were passed, with an answer or without one.
CREATE TABLE guide_answer (
    run           INTEGER NOT NULL REFERENCES guide_run (id) ON DELETE CASCADE,
    step          TEXT    NOT NULL,
    item          TEXT    NOT NULL DEFAULT '',     -- key of the thing it is about; '': it comes once
    passed_at     INTEGER NOT NULL,
    passed_offset INTEGER NOT NULL DEFAULT 0,
    question      TEXT    NOT NULL DEFAULT '',     -- JSON: as it was asked; '': no answer
    answer        TEXT    NOT NULL DEFAULT '',     -- JSON; '': none
    PRIMARY KEY (run, step, item)
) STRICT, WITHOUT ROWID;

-- What a run made, so that it is made once.
CREATE TABLE guide_made (
    run     INTEGER NOT NULL REFERENCES guide_run (id) ON DELETE CASCADE,
    make    TEXT    NOT NULL,                      -- id of the make, or of the step that made it
    item    TEXT    NOT NULL DEFAULT '',
    kind    INTEGER NOT NULL,                      -- 0 entry, 1 promise, 2 agreement, 3 reminder
    uid     BLOB    NOT NULL CHECK (length(uid) = 16),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (run, make, item)
) STRICT, WITHOUT ROWID;
";

pub(crate) const TOGETHER_TABLES: &str = r"
-- The part of a module that two do over one phone, while the private space is locked. At most one; its owner's next
-- unlock takes what it yielded and removes it.
CREATE TABLE handover (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    uid      BLOB    NOT NULL CHECK (length(uid) = 16),
    files    TEXT    NOT NULL,                     -- JSON: the module, as guide_content.files
    copied   TEXT    NOT NULL,                     -- JSON: the answers that its owner let both see
    answers  TEXT    NOT NULL,                     -- JSON: what was answered here, as guide_answer
    step     TEXT    NOT NULL DEFAULT '',          -- where it stands; '': at its end
    item     TEXT    NOT NULL DEFAULT '',
    turn     INTEGER NOT NULL DEFAULT 0,
    timer_at INTEGER NOT NULL DEFAULT 0
) STRICT;
";
