//! The tables of a pair, a step of the together space's schema.
//!
//! What the two said lies in `op`, as it was said and in no other form; all that is shown is computed from it. So two
//! phones that heard the same show the same, and a merge is the union of two sets.

pub(crate) const TABLES: &str = r"
-- Every pair that there was. At most one has not ended; one that has ended has no keys.
CREATE TABLE pair (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    role         INTEGER NOT NULL,                -- which code this phone showed: 1 the offer, 2 the answer
    made_at      INTEGER NOT NULL,
    made_offset  INTEGER NOT NULL DEFAULT 0,
    ended_at     INTEGER NOT NULL DEFAULT 0,      -- 0: the present one
    ended_offset INTEGER NOT NULL DEFAULT 0,
    keys         BLOB    NOT NULL DEFAULT x'',    -- as the pair writes itself; empty: wiped
    complete     INTEGER NOT NULL DEFAULT 0,      -- 1: a bundle of the other phone opened
    now          BLOB    NOT NULL CHECK (length(now) = 4),  -- the feed that is being written
    prev         BLOB    NOT NULL DEFAULT x'',    -- the one before it, after a restore
    bundles      INTEGER NOT NULL DEFAULT 0,      -- how many `now` made
    last         BLOB    NOT NULL DEFAULT x'',    -- SHA-256 of the last one, to know one's own code again
    lamport      INTEGER NOT NULL DEFAULT 0       -- the highest time of all ops
) STRICT;

-- Feeds of either side: of each, ops 1 to `upto` are known.
CREATE TABLE feed (
    pair       INTEGER NOT NULL REFERENCES pair (id) ON DELETE CASCADE,
    feed       BLOB    NOT NULL CHECK (length(feed) = 4),
    mine       INTEGER NOT NULL,                  -- 0 the partner's, 1 one's own
    upto       INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,        -- 1: another incarnation knows of it
    bundles    INTEGER NOT NULL DEFAULT 0,        -- the highest number of a bundle that it made and that was taken in
    PRIMARY KEY (pair, feed)
) STRICT, WITHOUT ROWID;

-- What each incarnation of the partner said it has.
CREATE TABLE heard (
    pair        INTEGER NOT NULL REFERENCES pair (id) ON DELETE CASCADE,
    incarnation BLOB    NOT NULL CHECK (length(incarnation) = 4),
    feed        BLOB    NOT NULL CHECK (length(feed) = 4),
    upto        INTEGER NOT NULL,
    PRIMARY KEY (pair, incarnation, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE op (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    pair    INTEGER NOT NULL REFERENCES pair (id) ON DELETE CASCADE,
    feed    BLOB    NOT NULL CHECK (length(feed) = 4),
    seq     INTEGER NOT NULL,
    mine    INTEGER NOT NULL,                     -- whose feed it is, as feed.mine
    lamport INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    object  BLOB    NOT NULL CHECK (length(object) = 16),
    mark    BLOB    NOT NULL,                     -- 8 bytes; 4: the words were removed
    payload BLOB    NOT NULL DEFAULT x'',
    UNIQUE (pair, feed, seq)
) STRICT;
CREATE INDEX op_of_object ON op (pair, object, mine, kind, lamport, id);
CREATE INDEX op_by_object ON op (object);
CREATE INDEX op_withdrawn ON op (pair, mine, object) WHERE kind = 10;

-- Said, and in no bundle yet.
CREATE TABLE outbox (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    pair    INTEGER NOT NULL REFERENCES pair (id) ON DELETE CASCADE,
    object  BLOB    NOT NULL CHECK (length(object) = 16),
    kind    INTEGER NOT NULL,
    payload BLOB    NOT NULL,
    held    INTEGER NOT NULL DEFAULT 0            -- 1: from a restored backup; it goes once its user says so again
) STRICT;
CREATE INDEX outbox_of_object ON outbox (pair, object);

-- What was chosen about a letter that came. Nobody is told.
CREATE TABLE letter_choice (
    pair   INTEGER NOT NULL REFERENCES pair (id) ON DELETE CASCADE,
    object BLOB    NOT NULL CHECK (length(object) = 16),
    choice  INTEGER NOT NULL,                     -- 1 read it, 2 later, 3 leave it unread
    version INTEGER NOT NULL DEFAULT 0,           -- up to which it was chosen to be read
    PRIMARY KEY (pair, object)
) STRICT, WITHOUT ROWID;
";
