//! When help may be good: what was written for some weeks, with an offer beside it. A sign names what was written,
//! never what it means; it is kept nowhere, and nothing else depends on it.

use chrono::{Days as Earlier, NaiveDate};

use super::feelings::Named;
use super::series::of_item;
use super::{SeriesPoint, SeriesView, SignView};
use crate::checkin::question::way;
use crate::journal::Journal;
use crate::text::Text;

/// How far back signs look.
pub(super) const WEEKS: u64 = 8;
/// Families of feelings that are heavy to carry for long.
const HEAVY: [&str; 3] = ["sadness", "fear", "heaviness"];

/// The signs of the last weeks, the same for the same answers. `series` and `named` reach [`WEEKS`] back.
pub(super) fn signs(series: &[SeriesView], named: &[Named], today: NaiveDate, text: &Text) -> Vec<SignView> {
    let all = [
        ("low_steadiness", low_steadiness(series, today)),
        ("on_guard", on_guard(series)),
        ("heavy_feelings", heavy_feelings(named, today)),
    ];
    let seen = all.into_iter().filter(|(_, seen)| *seen);
    seen.map(|(id, _)| SignView {
        id: id.to_owned(),
        words: text.get(&format!("sign-{id}"), &[]),
        offer: text.get("sign-offer", &[]),
        way: way("help", text),
    })
    .collect()
}

/// Over the last four weeks at least six answers, two weeks apart at least, and three of four of them among the two
/// lowest points.
fn low_steadiness(series: &[SeriesView], today: NaiveDate) -> bool {
    let begin = today.checked_sub_days(Earlier::new(28)).unwrap_or(today);
    let answers: Vec<&SeriesPoint> = of_item(series, "daily.steady").filter(|point| point.day > begin).collect();
    let (Some(first), Some(last)) = (answers.first(), answers.last()) else { return false };
    let low = answers.iter().filter(|point| point.value <= 1.0).count();
    answers.len() >= 6 && (last.day - first.day).num_days() >= 14 && low * 4 >= answers.len() * 3
}

/// Of the last four weekly answers three among the two highest points.
fn on_guard(series: &[SeriesView]) -> bool {
    let answers: Vec<_> = of_item(series, "weekly.on_guard").collect();
    let high = answers.iter().rev().take(4).filter(|point| point.value >= 3.0).count();
    high >= 3
}

/// In three of the last four weeks at least three heavy feelings, and half of all that were named.
fn heavy_feelings(named: &[Named], today: NaiveDate) -> bool {
    let is_heavy = |feeling: &str| {
        let families = Journal::feelings().iter().filter(|(family, _)| HEAVY.contains(family));
        // Not to know is no weight.
        feeling != "dont_know" && families.flat_map(|(_, ids)| *ids).any(|id| *id == feeling)
    };
    let heavy_weeks = (0..4).filter(|week| {
        let of_week = named.iter().filter(|named| (today - named.day).num_days().div_euclid(7) == *week);
        let (heavy, light): (Vec<_>, Vec<_>) = of_week.partition(|named| is_heavy(&named.feeling));
        heavy.len() >= 3 && heavy.len() >= light.len()
    });
    heavy_weeks.count() >= 3
}
