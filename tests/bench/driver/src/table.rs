//! The result as Markdown: what the README shows.

use std::fmt::Write;

use crate::rows::{Kind, Pair, Row, Spread, Unit, spread};

pub fn rows(rows: &[Row]) -> String {
    let mut out = String::from(
        "| work | plain SQLite | mend-vault | SQLCipher | to plain | goal | to SQLCipher | goal | on the wall |\n\
         |---|--:|--:|--:|---|---|---|---|---|\n",
    );
    for row in rows {
        let goals = &row.goals;
        let (to_plain, plain_goal) = match goals.over_plain {
            Some(goal) => (
                row.over_plain().map_or_else(none, |over| {
                    format!("{}{}", if over.middle < 0.0 { "" } else { "+" }, bytes(over.middle))
                }),
                verdict(row.over_plain(), Some(goal), |goal| format!("+{}", bytes(goal))),
            ),
            None => (shown(row.ratio_to(Kind::Plain)), verdict(row.ratio_to(Kind::Plain), goals.to_plain, ratio)),
        };
        let wall = [Kind::Plain, Kind::Cipher]
            .map(|kind| row.wall_ratio_to(kind).map_or_else(none, |found| ratio(found.middle)));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {to_plain} | {plain_goal} | {} | {} | {} |",
            row.work,
            amount(row, Kind::Plain),
            amount(row, Kind::Vault),
            amount(row, Kind::Cipher),
            shown(row.ratio_to(Kind::Cipher)),
            verdict(row.ratio_to(Kind::Cipher), goals.to_cipher, ratio),
            if row.unit == Unit::Seconds { wall.join(", ") } else { none() },
        );
    }
    out
}

pub fn pairs(pairs: &[Pair]) -> String {
    let mut out = String::from("| what | this | against | ratio | goal |\n|---|--:|--:|---|---|\n");
    for pair in pairs {
        let side = |(name, times): &(String, Vec<f64>)| {
            format!("{name}: {}", spread(times.clone()).map_or_else(none, |found| seconds(found.middle)))
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            pair.what,
            side(&pair.ours),
            side(&pair.theirs),
            shown(pair.ratio()),
            verdict(pair.ratio(), pair.goal, ratio),
        );
    }
    out
}

pub fn locks(times: &[f64]) -> String {
    let slowest = times.iter().copied().reduce(f64::max);
    format!(
        "Lock from another thread in the middle of an import: {} (median), {} (slowest of {}); the goal is 100 ms.\n",
        spread(times.to_vec()).map_or_else(none, |found| seconds(found.middle)),
        slowest.map_or_else(none, seconds),
        times.len(),
    )
}

/// Every goal that was missed, one a line.
pub fn missed(rows: &[Row], pairs: &[Pair]) -> Vec<String> {
    let mut missed = Vec::new();
    let mut see = |what: &str, against: &str, found: Option<Spread>, goal: Option<f64>| {
        if let (Some(found), Some(goal)) = (found, goal)
            && found.middle > goal
        {
            missed.push(format!("{what}: {} of {against}, the goal is {}", ratio(found.middle), ratio(goal)));
        }
    };
    for row in rows {
        see(&row.work, "plain SQLite's", row.ratio_to(Kind::Plain), row.goals.to_plain);
        see(&row.work, "SQLCipher's", row.ratio_to(Kind::Cipher), row.goals.to_cipher);
    }
    for pair in pairs {
        see(&pair.what, &pair.theirs.0, pair.ratio(), pair.goal);
    }
    for row in rows {
        if let (Some(over), Some(goal)) = (row.over_plain(), row.goals.over_plain)
            && over.middle > goal
        {
            missed.push(format!("{}: {} over plain SQLite, the goal is {}", row.work, bytes(over.middle), bytes(goal)));
        }
    }
    missed
}

fn amount(row: &Row, kind: Kind) -> String {
    let middle = spread(row.of(kind).to_vec()).map(|found| found.middle);
    middle.map_or_else(none, if row.unit == Unit::Bytes { bytes } else { seconds })
}

fn shown(found: Option<Spread>) -> String {
    found.map_or_else(none, |Spread { low, middle, high }| {
        // One sample has no spread to show.
        if low == high { ratio(middle) } else { format!("{} ({} to {})", ratio(middle), ratio(low), ratio(high)) }
    })
}

fn verdict(found: Option<Spread>, goal: Option<f64>, show: impl Fn(f64) -> String) -> String {
    match (found, goal) {
        (Some(found), Some(goal)) => {
            format!("{}, {}", show(goal), if found.middle <= goal { "met" } else { "**missed**" })
        }
        _ => none(),
    }
}

fn none() -> String {
    "-".to_string()
}

/// A goal of 1.055 shows all its digits.
fn ratio(number: f64) -> String {
    let long = format!("{number:.3}");
    long.strip_suffix('0').map_or(long.clone(), str::to_string)
}

fn seconds(time: f64) -> String {
    match time {
        t if t < 1e-3 => format!("{:.3} µs", t * 1e6),
        t if t < 1.0 => format!("{:.3} ms", t * 1e3),
        t => format!("{t:.3} s"),
    }
}

fn bytes(count: f64) -> String {
    format!("{:.2} MB", count / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Goals;

    #[test]
    fn a_missed_goal_is_named() {
        let mut row = Row::new("scan", Unit::Seconds, Goals::of(2.0, 0.5));
        row.samples = [vec![1.0], vec![3.0], vec![10.0]];
        assert_eq!(missed(&[row], &[]), ["scan: 3.00 of plain SQLite's, the goal is 2.00"]);
    }

    #[test]
    fn ratios_keep_two_or_three_digits() {
        assert_eq!((ratio(1.055), ratio(1.05), ratio(0.3)), ("1.055".into(), "1.05".into(), "0.30".into()));
    }
}
