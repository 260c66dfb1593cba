-- One schema for every engine: the journal's own tables and indexes, as core/mend keeps them, less those that hold
-- nothing here (drafts, earlier versions, profile).
CREATE TABLE entry (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    happened_at    INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    created_offset INTEGER NOT NULL DEFAULT 0,
    edited_at      INTEGER NOT NULL DEFAULT 0,
    edited_offset  INTEGER NOT NULL DEFAULT 0,
    text           TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE timeline (
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    uid         BLOB    NOT NULL,
    utc_offset  INTEGER NOT NULL DEFAULT 0,
    day         INTEGER NOT NULL,
    kind        INTEGER NOT NULL DEFAULT 0,
    starred     INTEGER NOT NULL DEFAULT 0,
    attachments INTEGER NOT NULL DEFAULT 0,
    title       TEXT    NOT NULL DEFAULT '',
    preview     TEXT    NOT NULL DEFAULT '',
    tags        TEXT    NOT NULL DEFAULT '',
    feelings    TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

CREATE INDEX timeline_by_day  ON timeline (day, happened_at DESC, entry DESC);
CREATE INDEX timeline_by_kind ON timeline (kind, happened_at DESC, entry DESC) WHERE kind <> 0;
CREATE INDEX timeline_starred ON timeline (happened_at DESC, entry DESC) WHERE starred = 1;

CREATE TABLE entry_tag (
    tag         TEXT    NOT NULL,
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    written     TEXT    NOT NULL,
    PRIMARY KEY (tag, happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_feeling (
    feeling     TEXT    NOT NULL,
    happened_at INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    PRIMARY KEY (feeling, happened_at DESC, entry DESC)
) STRICT, WITHOUT ROWID;

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
