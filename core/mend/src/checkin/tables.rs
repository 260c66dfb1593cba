//! The tables of check-ins, a step of the private space's schema.

pub(crate) const TABLES: &str = r"
CREATE TABLE checkin (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    question_set   TEXT    NOT NULL,              -- id of the set
    answered_at    INTEGER NOT NULL,              -- the moment that the answers are about
    utc_offset     INTEGER NOT NULL DEFAULT 0,    -- of `answered_at`; its day is counted when it is read
    created_at     INTEGER NOT NULL,
    created_offset INTEGER NOT NULL DEFAULT 0,
    edited_at      INTEGER NOT NULL DEFAULT 0,    -- 0: never
    edited_offset  INTEGER NOT NULL DEFAULT 0,
    slot           TEXT    NOT NULL DEFAULT ''    -- the slot of a schedule that it answers; '': none
) STRICT;
CREATE INDEX checkin_by_time ON checkin (answered_at DESC, id DESC);
CREATE INDEX checkin_by_set  ON checkin (question_set, answered_at DESC, id DESC);

-- Questions as they were asked, each once: an answer keeps its question when the words change or an own question
-- goes. A question that no answer needs any more is removed.
CREATE TABLE checkin_question (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    item       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    kind       INTEGER NOT NULL,                  -- 0 feelings, 1 scale, 2 choice, 3 text, 4 yes or no
    scale      TEXT    NOT NULL DEFAULT '',       -- id of a scale or of choices; '': none
    polarity   INTEGER NOT NULL DEFAULT 0,        -- of a scale: 1 higher is better, -1 lower is better; else 0
    subject    INTEGER NOT NULL,                  -- 0 self, 1 relationship
    visibility INTEGER NOT NULL,                  -- 0 private, 1 shareable
    words      TEXT    NOT NULL,
    UNIQUE (item, version, kind, scale, polarity, subject, visibility, words)
) STRICT;

-- What a check-in said before it was changed; its answers then carry this row's id as their version.
CREATE TABLE checkin_version (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    checkin         INTEGER NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
    replaced_at     INTEGER NOT NULL,
    replaced_offset INTEGER NOT NULL DEFAULT 0,
    answered_at     INTEGER NOT NULL,
    utc_offset      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX checkin_version_of ON checkin_version (checkin);

-- Skipped questions have no row.
CREATE TABLE checkin_answer (
    checkin  INTEGER NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
    version  INTEGER NOT NULL DEFAULT 0,          -- 0: what it says now; else checkin_version.id
    place    INTEGER NOT NULL,                    -- in the order in which they were asked
    question INTEGER NOT NULL REFERENCES checkin_question (id),
    number   INTEGER NOT NULL DEFAULT 0,          -- the point of a scale; 1 yes, 0 no
    text     TEXT    NOT NULL DEFAULT '',         -- the text, the option, or 'hurt:3 doubt' as in timeline
    PRIMARY KEY (checkin, version, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX checkin_answer_to ON checkin_answer (question, version, checkin);

-- Questions of one's own. They stand in the order in which they came, after those that ship.
CREATE TABLE checkin_own (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    question_set TEXT    NOT NULL,
    kind         INTEGER NOT NULL,                -- the rest as in checkin_question
    scale        TEXT    NOT NULL DEFAULT '',
    polarity     INTEGER NOT NULL DEFAULT 0,
    words        TEXT    NOT NULL
) STRICT;

-- Half-answered check-ins, one for each set.
CREATE TABLE checkin_draft (
    question_set   TEXT    NOT NULL PRIMARY KEY,
    started_at     INTEGER NOT NULL,
    started_offset INTEGER NOT NULL DEFAULT 0,
    saved_at       INTEGER NOT NULL,
    saved_offset   INTEGER NOT NULL DEFAULT 0,
    slot           TEXT    NOT NULL DEFAULT '',
    answers        TEXT    NOT NULL               -- JSON: [{item, answer}]
) STRICT;
";
