//! The calendar arithmetic laid open: one line of JSON in, its first occurrences out. Anyone can check it from outside
//! against another program; no schedule, no database and no clock has a part in it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Map, Value};

use super::cadence::{Cadence, ShortMonth, Weekday};
use super::expand::{Rhythm, instant_in};
use super::limits::{self, bad, checked_date, out_of_range};
use super::types::minutes;
use crate::error::{FieldProblem, Result};

/// How many occurrences a line gives at most.
const OCCURRENCES: usize = 8;
/// None lies after this day: other programs know the rules of the zones up to here.
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2037, 12, 31).expect("a day of the calendar");

/// What [`expand_line`] found. As JSON: `{"civil":["2026-03-29T02:30"],"utc":[1774747800]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExpandedLine {
    /// As the clock on the wall is meant to say.
    #[serde(serialize_with = "minutes")]
    pub civil: Vec<NaiveDateTime>,
    /// Seconds since 1970-01-01T00:00Z, one for each of `civil`.
    pub utc: Vec<i64>,
}

/// Up to 8 occurrences on or after `from`, none after 2037, of one line of JSON of at most 4096 bytes:
/// `{"zone":"Europe/Berlin","anchor":"2026-01-31","from":"2026-03-01","time":"02:30","cadence":{"kind":"month_day",
/// "n":1,"day":31,"short_month":"skip"}}`. The other kinds are `daily` (`n`), `weekly` (`n`, `days`, `week_start`) and
/// `month_nth` (`n`, `nth`, `weekday`), with days from `MO` to `SU`. What else stands in the line is passed over.
///
/// # Errors
/// `BadField` with the name that stands in the line; `line` when it is too long or no JSON object.
pub fn expand_line(line: &str) -> Result<ExpandedLine> {
    if line.len() > limits::LINE_BYTES {
        return Err(bad("line", FieldProblem::TooLong { most: limits::LINE_BYTES as u32 }));
    }
    let line: Map<String, Value> = serde_json::from_str(line).map_err(|_| bad("line", FieldProblem::Malformed))?;
    let zone = zone_named(text(&line, "zone")?)?;
    let from = date(&line, "from")?;
    let rhythm = Rhythm {
        anchor: date(&line, "anchor")?,
        cadence: cadence(object(&line, "cadence")?)?,
        times: vec![time(text(&line, "time")?)?],
        until: Some(LAST),
    };
    let civil: Vec<_> = rhythm.from(from).take(OCCURRENCES).map(|slot| slot.civil()).collect();
    let utc = civil.iter().map(|civil| instant_in(zone, *civil).timestamp()).collect();
    Ok(ExpandedLine { civil, utc })
}

/// A zone by its name of the IANA list.
pub(super) fn zone_named(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| bad("zone", FieldProblem::Unknown))
}

fn cadence(of: &Map<String, Value>) -> Result<Cadence> {
    let n = small(of, "n", limits::EVERY)? as u8;
    let cadence = match text(of, "kind")? {
        "daily" => Cadence::Daily { n },
        "weekly" => Cadence::Weekly { n, days: days(of)?, week_start: weekday(text(of, "week_start")?, "week_start")? },
        "month_day" => {
            let most = i64::from(limits::LAST_DAY_OF_MONTH);
            Cadence::MonthDay { n, day: small(of, "day", -most..=most)? as i8, short_month: short_month(of)? }
        }
        "month_nth" => {
            let most = i64::from(limits::LAST_NTH);
            let nth = small(of, "nth", -most..=most)? as i8;
            Cadence::MonthNth { n, nth, weekday: weekday(text(of, "weekday")?, "weekday")? }
        }
        _ => return Err(bad("cadence", FieldProblem::Unknown)),
    };
    cadence.checked()
}

fn days(of: &Map<String, Value>) -> Result<Vec<Weekday>> {
    let days = found(of, "days")?.as_array().ok_or(bad("days", FieldProblem::Malformed))?;
    days.iter().map(|day| weekday(day.as_str().unwrap_or_default(), "days")).collect()
}

fn weekday(code: &str, field: &'static str) -> Result<Weekday> {
    Weekday::from_code(code).ok_or(bad(field, FieldProblem::Unknown))
}

fn short_month(of: &Map<String, Value>) -> Result<ShortMonth> {
    match text(of, "short_month")? {
        "skip" => Ok(ShortMonth::Skip),
        "last" => Ok(ShortMonth::Last),
        _ => Err(bad("short_month", FieldProblem::Unknown)),
    }
}

fn found<'v>(of: &'v Map<String, Value>, field: &'static str) -> Result<&'v Value> {
    of.get(field).ok_or(bad(field, FieldProblem::Empty))
}

fn text<'v>(of: &'v Map<String, Value>, field: &'static str) -> Result<&'v str> {
    found(of, field)?.as_str().ok_or(bad(field, FieldProblem::Malformed))
}

fn object<'v>(of: &'v Map<String, Value>, field: &'static str) -> Result<&'v Map<String, Value>> {
    found(of, field)?.as_object().ok_or(bad(field, FieldProblem::Malformed))
}

fn small(of: &Map<String, Value>, field: &'static str, range: std::ops::RangeInclusive<i64>) -> Result<i64> {
    let value = found(of, field)?;
    match value.as_i64() {
        Some(number) => limits::in_range(field, number, range).map(|()| number),
        None if value.is_number() => Err(out_of_range(field, *range.start(), *range.end())),
        None => Err(bad(field, FieldProblem::Malformed)),
    }
}

fn date(of: &Map<String, Value>, field: &'static str) -> Result<NaiveDate> {
    let date = NaiveDate::parse_from_str(text(of, field)?, "%Y-%m-%d");
    checked_date(field, date.map_err(|_| bad(field, FieldProblem::Malformed))?)
}

fn time(written: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(written, "%H:%M").map_err(|_| bad("time", FieldProblem::Malformed))
}
