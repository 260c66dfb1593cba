//! The tables of schedules. What stands in them: the head of [`crate::schema`] has the rules.

/// A civil minute, or a day, that no calendar reaches: "none" for an end.
pub(super) const FOREVER: i64 = 1_000_000_000_000;

pub(crate) const TABLES: &str = r#"
-- A civil minute counts from 1970-01-01T00:00 on the clock of the schedule, in whatever zone that is.
CREATE TABLE schedule (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    subject     TEXT    NOT NULL,                       -- JSON: {"kind":"check_in","set":"weekly"}
    notice      TEXT    NOT NULL DEFAULT '',            -- what its alarms say; '': the neutral word
    made_at     INTEGER NOT NULL,
    made_offset INTEGER NOT NULL DEFAULT 0,
    begins      INTEGER NOT NULL,                       -- civil minute of the first slot there can be
    ends        INTEGER NOT NULL DEFAULT 1000000000000  -- civil minute from which on there are none
) STRICT;

-- Only added to. On a day the last one holds whose `effective_from` has come.
CREATE TABLE schedule_revision (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule       INTEGER NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
    effective_from INTEGER NOT NULL,                    -- day; never one that had begun when it was made
    made_at        INTEGER NOT NULL,
    made_offset    INTEGER NOT NULL DEFAULT 0,
    anchor         INTEGER NOT NULL,                    -- day
    cadence        TEXT    NOT NULL,                    -- JSON: {"kind":"daily","n":1}
    times          TEXT    NOT NULL,                    -- '08:00 20:15': one to four, in order
    zone           TEXT    NOT NULL DEFAULT '',         -- of the IANA list; '': where the phone is
    grace_minutes  INTEGER NOT NULL,
    until          INTEGER NOT NULL DEFAULT 1000000000000  -- the last day
) STRICT;
CREATE INDEX schedule_revision_of ON schedule_revision (schedule);

CREATE TABLE schedule_pause (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule INTEGER NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
    begins   INTEGER NOT NULL,                          -- civil minute of the first slot that is left out
    ends     INTEGER NOT NULL DEFAULT 1000000000000     -- civil minute of the first that is not
) STRICT;
CREATE INDEX schedule_pause_of ON schedule_pause (schedule);

-- What was done with a slot, in the order in which it was. Only added to.
CREATE TABLE slot_log (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule     INTEGER NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
    day          INTEGER NOT NULL,                      -- the slot's civil date
    time_index   INTEGER NOT NULL,                      -- which of that day's times, from 0
    at           INTEGER NOT NULL,
    at_offset    INTEGER NOT NULL DEFAULT 0,
    what         INTEGER NOT NULL,                      -- 0 opened, 1 answered, 2 skipped, 3 excused, 4 snoozed
    late         INTEGER NOT NULL DEFAULT 0,            -- 1: answered after it had run out
    until        INTEGER NOT NULL DEFAULT 0,            -- when something snoozed comes back; 0: not snoozed
    until_offset INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX slot_log_of_day ON slot_log (schedule, day, time_index);
CREATE INDEX slot_log_snoozed ON slot_log (until) WHERE what = 4;

CREATE TABLE reminder_setting (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    switched_on INTEGER NOT NULL DEFAULT 0,             -- 0 or 1
    quiet_from  INTEGER NOT NULL DEFAULT 0,             -- minute of the day
    quiet_to    INTEGER NOT NULL DEFAULT 0,             -- the same as `quiet_from`: no quiet hours
    seen_at     INTEGER NOT NULL DEFAULT 0,             -- the latest time that the clock was seen at; 0: never
    seen_offset INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO reminder_setting (one) VALUES (1);
"#;
