//! The 1 500 cases that other programs agree on, and lines that are none.

use serde_json::Value;

use super::*;
use crate::reminder::expand_line;

const VECTORS: &str = include_str!("../../../../../tests/vectors/cadence.jsonl");

#[test]
fn all_vectors_match() {
    let mut checked = 0;
    for (number, line) in (1..).zip(VECTORS.lines()) {
        let expected: Value = serde_json::from_str(line).unwrap();
        let found = serde_json::to_value(expand_line(line).unwrap()).unwrap();
        assert_eq!(found["civil"], expected["civil"], "line {number}: {line}");
        assert_eq!(found["utc"], expected["utc"], "line {number}: {line}");
        checked += 1;
    }
    assert_eq!(checked, 1500);
}

const GOOD: &str = r#"{"zone":"Europe/Berlin","anchor":"2026-01-31","from":"2026-03-01","time":"02:30","cadence":{"kind":"weekly","n":1,"days":["SU"],"week_start":"MO"}}"#;

#[test]
fn line_is_expanded_without_the_answers_beside_it() {
    let found = serde_json::to_string(&expand_line(GOOD).unwrap()).unwrap();
    assert!(found.starts_with(r#"{"civil":["2026-03-01T02:30","2026-03-08T02:30","#), "{found}");
    assert!(found.contains(r#""utc":[1772328600,1772933400,"#), "{found}");
}

#[test]
fn nothing_comes_after_2037() {
    let line = GOOD.replace("2026-03-01", "2037-12-20");
    assert_eq!(expand_line(&line).unwrap().civil.len(), 2);
    let line = GOOD.replace("2026-01-31", "2150-01-01").replace("2026-03-01", "2150-01-01");
    assert_eq!(expand_line(&line).unwrap(), Default::default());
}

#[test]
fn faulty_line_names_its_field() {
    use FieldProblem::{Empty, Malformed, OutOfRange, TooLong, Twice, Unknown};
    let n = OutOfRange { least: 1, most: 52 };
    let years = OutOfRange { least: 1900, most: 2200 };
    let month_day = |day: &str| {
        let cadence = format!(r#"{{"kind":"month_day","n":1,"day":{day},"short_month":"skip"}}"#);
        format!("{}{cadence}}}", &GOOD[..GOOD.find(r#"{"kind"#).unwrap()])
    };
    let month_nth = |nth: &str| month_day("1").replace(r#""day":1,"short_month":"skip""#, nth);
    for (line, field, problem) in [
        (String::new(), "line", Malformed),
        ("[1]".into(), "line", Malformed),
        (GOOD[..60].into(), "line", Malformed),
        ("[".repeat(4000), "line", Malformed),
        (" ".repeat(4097), "line", TooLong { most: 4096 }),
        (GOOD.replace("zone", "zones"), "zone", Empty),
        (GOOD.replace("Berlin", "Berlín"), "zone", Unknown),
        (GOOD.replace(r#""Europe/Berlin""#, "7"), "zone", Malformed),
        (GOOD.replace("2026-01-31", "2026-02-30"), "anchor", Malformed),
        (GOOD.replace("2026-01-31", "1899-12-31"), "anchor", years),
        (GOOD.replace("2026-03-01", "2201-01-01"), "from", years),
        (GOOD.replace("02:30", "24:00"), "time", Malformed),
        (GOOD.replace("02:30", "02:30:01"), "time", Malformed),
        (GOOD.replace(r#""cadence":"#, r#""cadence":4,"c":"#), "cadence", Malformed),
        (GOOD.replace("weekly", "yearly"), "cadence", Unknown),
        (GOOD.replace(r#""n":1"#, r#""n":0"#), "n", n),
        (GOOD.replace(r#""n":1"#, r#""n":53"#), "n", n),
        (GOOD.replace(r#""n":1"#, r#""n":1e99"#), "n", n),
        (GOOD.replace(r#""n":1"#, r#""n":"1""#), "n", Malformed),
        (GOOD.replace(r#"["SU"]"#, "[]"), "days", Empty),
        (GOOD.replace(r#"["SU"]"#, r#"["SU","MO","SU"]"#), "days", Twice),
        (GOOD.replace(r#"["SU"]"#, r#"["su"]"#), "days", Unknown),
        (GOOD.replace(r#"["SU"]"#, r#""SU""#), "days", Malformed),
        (GOOD.replace(r#""MO""#, r#""MON""#), "week_start", Unknown),
        (month_day("0"), "day", OutOfRange { least: -31, most: 31 }),
        (month_day("-32"), "day", OutOfRange { least: -31, most: 31 }),
        (month_day("1").replace("skip", "next"), "short_month", Unknown),
        (month_nth(r#""x":1"#).replace("month_day", "month_nth"), "nth", Empty),
        (
            month_nth(r#""nth":6,"weekday":"MO""#).replace("month_day", "month_nth"),
            "nth",
            OutOfRange { least: -5, most: 5 },
        ),
        (month_nth(r#""nth":5,"weekday":1"#).replace("month_day", "month_nth"), "weekday", Malformed),
    ] {
        assert_eq!(bad(expand_line(&line)), (field, problem), "{line}");
    }
}

#[test]
fn mutated_lines_are_expanded_or_refused_and_never_worse() {
    use crate::Rng as _;
    let rng = crate::testing::SeededRng::new(4).stream(crate::Stream::Private);
    let lines: Vec<_> = VECTORS.lines().collect();
    for round in 0..20_000 {
        let mut line = lines[round % lines.len()].as_bytes().to_vec();
        let [count, a, b, c, d, e] = mend_vault::draw::<6>(&*rng).map(usize::from);
        for change in 0..=count % 3 {
            let at = (a * 256 + b + change * 7919) % line.len();
            match c % 3 {
                0 => line[at] = (d + change) as u8,
                1 => drop(line.remove(at)),
                _ => line.insert(at, b"0123456789-\"{}[],:"[e % 18]),
            }
        }
        if let Ok(expanded) = expand_line(&String::from_utf8_lossy(&line)) {
            assert!(expanded.civil.len() <= 8 && expanded.civil.len() == expanded.utc.len());
        }
    }
}
