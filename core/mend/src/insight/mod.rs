//! What a person's own words and answers show over time: ranges, directions, what comes back.
//!
//! [`Insight`] is all that others see. `series`, `counted`, `feelings` and `recurring` read, `trend` says where a
//! series moves, `signs` when help may be good; `svg` and `sparkline` draw. No score, no total, no streak, and nobody
//! is compared with anyone: what is the partner's is not here at all. Nothing of it is kept.

mod counted;
mod feelings;
mod recurring;
mod series;
mod signs;
mod sparkline;
mod svg;
mod trend;
mod types;

use std::sync::Arc;

use chrono::{Days as Earlier, NaiveDate};
use rusqlite::Connection;

pub use self::sparkline::sparkline;
pub use self::svg::{Chart, svg};
pub use self::types::*;
use crate::journal::date_of;
use crate::space::{Db, Private};
use crate::text::Text;
use crate::{Result, settings};

/// Answers from which a range or a count is shown.
const FEWEST: usize = 4;

/// What an unlocked private space shows over time. Cheap to clone; callable from any thread.
///
/// Every call may answer `Locked` once the session is locked, `DiskFailed` when the disk refuses, `Damaged` when a
/// page cannot be read; and `BadField`: `to` (before `from`), where a period is asked for.
#[derive(Clone)]
pub struct Insight {
    db: Db<Private>,
    text: Arc<Text>,
}

/// A period, checked, and the hour at which its days end.
struct Days {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    end_at: u8,
}

impl Insight {
    pub(crate) fn new(db: Db<Private>, text: Arc<Text>) -> Self {
        Self { db, text }
    }

    /// All of it at once.
    pub fn overview(&self, period: &Period) -> Result<InsightView> {
        self.on(period, |conn, days| {
            Ok(InsightView {
                series: series::all(conn, days, &self.text)?,
                counted: counted::all(conn, days, &self.text)?,
                feelings: feelings::view(&feelings::named(conn, days)?, &self.text),
                recurring: recurring::view(conn, days, &self.text)?,
                signs: self.signs_of(conn)?,
                caveat: caveat(&self.text),
            })
        })
    }

    /// The answers to each question on a scale, as it is asked now or was asked before.
    pub fn series(&self, period: &Period) -> Result<Vec<SeriesView>> {
        self.on(period, |conn, days| series::all(conn, days, &self.text))
    }

    /// What was chosen in the last answers of the period, up to eight to each question with choices.
    pub fn counted(&self, period: &Period) -> Result<Vec<CountedView>> {
        self.on(period, |conn, days| counted::all(conn, days, &self.text))
    }

    /// Feelings named in the journal and in check-ins, by week.
    pub fn feelings(&self, period: &Period) -> Result<FeelingsView> {
        self.on(period, |conn, days| Ok(feelings::view(&feelings::named(conn, days)?, &self.text)))
    }

    /// Tags that come back in the journal, and on its cards.
    pub fn recurring(&self, period: &Period) -> Result<RecurringView> {
        self.on(period, |conn, days| recurring::view(conn, days, &self.text))
    }

    /// When help may be good, from what was written in the last weeks. For its owner's eyes: an app shows each once,
    /// beside the rest, and never on a notification.
    pub fn signs(&self) -> Result<Vec<SignView>> {
        self.db.read(|conn| self.signs_of(conn))
    }

    fn signs_of(&self, conn: &Connection) -> Result<Vec<SignView>> {
        let end_at = settings::day_ends_at(conn)?;
        let today = date_of(self.db.clock().now(), end_at);
        let from = today.checked_sub_days(Earlier::new(7 * signs::WEEKS));
        let days = Days { from, to: Some(today), end_at };
        let series = series::all(conn, &days, &self.text)?;
        Ok(signs::signs(&series, &feelings::named(conn, &days)?, today, &self.text))
    }

    fn on<T>(&self, period: &Period, work: impl FnOnce(&Connection, &Days) -> Result<T>) -> Result<T> {
        self.db.read(|conn| work(conn, &Days::of(period, settings::day_ends_at(conn)?)?))
    }
}

fn caveat(text: &Text) -> String {
    text.get("insight-caveat", &[])
}

#[cfg(test)]
mod tests;
