//! Settings of the journal and of reminders (in the private space), of the lock (in the together space, since every
//! session needs it) and of the device (the language and the country: readable while locked).

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::error::{FieldProblem, MendError, Result};
use crate::journal::{RECOUNT_DAYS, limits};
use crate::reminder::{self, ReminderSettings};
use crate::space::{Db, Private};
use crate::{Passphrase, Session};

/// Seconds in the background until the app locks: at once to an hour.
pub const LOCK_AFTER_SECONDS: std::ops::RangeInclusive<u32> = 0..=3600;
const LOCK_AFTER_SECONDS_AT_FIRST: u32 = 30;
/// Name of the setting in the together space's `meta`.
const LOCK_AFTER: &str = "lock_after_seconds";
const LANGUAGE_AT_FIRST: &str = "en";
/// Bytes of a locale: as long as any that is in use, with room.
const LOCALE_BYTES: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalSettings {
    /// The hour at which a day ends, 0..=12; 3 by default: 00:30 belongs to the evening before.
    pub day_ends_at: u8,
    /// Off by default.
    pub on_this_day: bool,
}

/// The settings of an unlocked session. Cheap to clone; callable from any thread.
#[derive(Clone)]
pub struct Settings {
    session: Session,
}

impl Settings {
    pub(crate) fn new(session: Session) -> Self {
        Self { session }
    }

    /// # Errors
    /// `PrivateLocked` in a together-only session.
    pub fn journal(&self) -> Result<JournalSettings> {
        self.session.private_db()?.read(read)
    }

    /// Replaces both. Another hour moves entries of the night to their new day, in calendar and filters.
    ///
    /// # Errors
    /// `PrivateLocked` in a together-only session; `BadField`: `day_ends_at` (0 to 12).
    pub fn save_journal(&self, settings: JournalSettings) -> Result<()> {
        save(&self.session.private_db()?, settings)
    }

    /// # Errors
    /// `PrivateLocked` in a together-only session.
    pub fn reminders(&self) -> Result<ReminderSettings> {
        self.session.private_db()?.read(reminder::settings::read)
    }

    /// Replaces all of it; ask for a plan afterwards. Switching reminders off also empties the plan that a locked Mend
    /// knows, at once.
    ///
    /// # Errors
    /// `PrivateLocked` in a together-only session; `BadField`: `quiet` (no hours, or not whole minutes).
    pub fn save_reminders(&self, settings: ReminderSettings) -> Result<()> {
        let db = self.session.private_db()?;
        let settings = reminder::settings::checked(settings)?;
        db.write(|tx| reminder::settings::write(tx, settings))?;
        if settings.on { Ok(()) } else { self.session.device().change(|device| device.plan.clear()) }
    }

    /// BCP 47, "en" by default.
    pub fn locale(&self) -> Result<String> {
        Ok(self.session.device().read().locale.unwrap_or_else(|| LANGUAGE_AT_FIRST.to_owned()))
    }

    /// Kept in the plain file, so that a locked Mend speaks it too. A language without content is English.
    ///
    /// # Errors
    /// `BadField`: `locale` (not of the form of BCP 47).
    pub fn set_locale(&self, locale: &str) -> Result<()> {
        let locale = checked_locale(locale)?;
        self.session.device().change(|device| device.locale = Some(locale))
    }

    /// The country whose help lines a locked Mend shows: ISO 3166 alpha-2, if one was chosen.
    pub fn country(&self) -> Option<String> {
        self.session.device().read().country
    }

    /// Kept in the plain file, so that help is there without a passphrase: whoever holds the device can read it. `None`
    /// removes it. The country of the profile is another, and stays private.
    ///
    /// # Errors
    /// `BadField`: `country` (not two letters, or no country has them).
    pub fn set_country(&self, country: Option<&str>) -> Result<()> {
        let country = country.map(crate::help::checked_country).transpose()?;
        self.session.device().change(|device| device.country = country)
    }

    /// Seconds in the background until the app locks; 30 by default.
    pub fn lock_after_seconds(&self) -> Result<u32> {
        let kept = self.session.together_db().read(|conn| {
            let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
            Ok(statement.query_row([LOCK_AFTER], |row| row.get::<_, String>(0)).optional()?)
        })?;
        Ok(kept.and_then(|seconds| seconds.parse().ok()).unwrap_or(LOCK_AFTER_SECONDS_AT_FIRST))
    }

    /// Asks for the passphrase again. A wrong one counts as a try.
    ///
    /// # Errors
    /// `BadField`: `lock_after_seconds` (0 to 3600), found before the passphrase is looked at; `WrongPassphrase`,
    /// `WaitBeforeNextTry`.
    pub fn set_lock_after_seconds(&self, again: &Passphrase, seconds: u32) -> Result<()> {
        if !LOCK_AFTER_SECONDS.contains(&seconds) {
            let (least, most) = (i64::from(*LOCK_AFTER_SECONDS.start()), i64::from(*LOCK_AFTER_SECONDS.end()));
            let problem = FieldProblem::OutOfRange { least, most };
            return Err(MendError::BadField { field: LOCK_AFTER, problem });
        }
        self.session.ask_again(again)?;
        self.session.together_db().write(|tx| {
            tx.execute(
                "INSERT INTO meta (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![LOCK_AFTER, seconds.to_string()],
            )?;
            Ok(())
        })
    }
}

pub(crate) fn read(conn: &Connection) -> Result<JournalSettings> {
    let mut statement = conn.prepare_cached("SELECT day_ends_at, on_this_day FROM journal_setting")?;
    Ok(statement.query_row([], |row| Ok(JournalSettings { day_ends_at: row.get(0)?, on_this_day: row.get(1)? }))?)
}

/// The hour at which the journal's day ends.
pub(crate) fn day_ends_at(conn: &Connection) -> Result<u8> {
    Ok(conn.prepare_cached("SELECT day_ends_at FROM journal_setting")?.query_row([], |row| row.get(0))?)
}

pub(crate) fn save(db: &Db<Private>, settings: JournalSettings) -> Result<()> {
    let most = limits::LATEST_DAY_END;
    if settings.day_ends_at > most {
        let problem = FieldProblem::OutOfRange { least: 0, most: most.into() };
        return Err(MendError::BadField { field: "day_ends_at", problem });
    }
    db.write(|tx| {
        let moved = day_ends_at(tx)? != settings.day_ends_at;
        tx.execute(
            "UPDATE journal_setting SET day_ends_at = ?1, on_this_day = ?2",
            params![settings.day_ends_at, settings.on_this_day],
        )?;
        if moved {
            tx.execute(RECOUNT_DAYS, [settings.day_ends_at])?;
        }
        Ok(())
    })
}

/// In its usual spelling: "PT_br" is "pt-BR".
fn checked_locale(locale: &str) -> Result<String> {
    let malformed = MendError::BadField { field: "locale", problem: FieldProblem::Malformed };
    if locale.is_empty() || locale.len() > LOCALE_BYTES {
        return Err(malformed);
    }
    locale.parse::<LanguageIdentifier>().map(|locale| locale.to_string()).map_err(|_| malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::tests::Room;

    #[test]
    fn journal_settings_begin_with_three_o_clock_and_nothing_from_earlier_years() {
        let room = Room::new();
        let settings = room.db.read(read).unwrap();
        assert_eq!(settings, JournalSettings { day_ends_at: 3, on_this_day: false });
    }

    #[test]
    fn day_that_ends_after_noon_is_refused() {
        let room = Room::new();
        let refused = save(&room.db, JournalSettings { day_ends_at: 13, on_this_day: true });
        let problem = FieldProblem::OutOfRange { least: 0, most: 12 };
        assert_eq!(refused, Err(MendError::BadField { field: "day_ends_at", problem }));
        assert!(!room.db.read(read).unwrap().on_this_day);
    }

    #[test]
    fn locale_is_kept_in_its_usual_spelling() {
        assert_eq!(checked_locale("PT_br").as_deref(), Ok("pt-BR"));
        assert_eq!(checked_locale("en").as_deref(), Ok("en"));
        for wrong in ["", "no locale", "e", "en-\u{e9}", &"en-".repeat(40)] {
            let problem = FieldProblem::Malformed;
            assert_eq!(checked_locale(wrong), Err(MendError::BadField { field: "locale", problem }), "{wrong}");
        }
    }
}
