//! `mend checkin expand`: the calendar arithmetic, checked from outside against another program's answers.

use std::path::Path;

use serde_json::{Value, json};

use crate::{Home, mend, run, text};

const LINE: &str = concat!(
    r#"{"zone":"Europe/Berlin","anchor":"2026-01-31","from":"2026-03-01","time":"02:30","#,
    r#""cadence":{"kind":"daily","n":28}}"#
);

/// Without a journal, a passphrase, or a folder to look for them in.
fn expand(home: &Home, lines: &str) -> std::process::Output {
    let mut command = mend();
    command.env("HOME", home.folder.path()).env_remove("XDG_DATA_HOME");
    run(command.args(["--json", "checkin", "expand"]), lines.as_bytes())
}

#[test]
fn every_case_of_another_program_expands_to_the_same_days_without_a_journal() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/cadence.jsonl");
    let cases = std::fs::read_to_string(file).expect("the cases");
    let home = Home::empty();
    let done = expand(&home, &cases);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let expanded = text(&done.stdout);
    assert_eq!((cases.lines().count(), expanded.lines().count()), (1500, 1500));
    for (number, (case, line)) in cases.lines().zip(expanded.lines()).enumerate() {
        let case: Value = serde_json::from_str(case).expect("JSON");
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(line, json!({ "civil": case["civil"], "utc": case["utc"] }), "line {}: {case}", number + 1);
    }
    assert_eq!(std::fs::read_dir(home.folder.path()).expect("a folder").count(), 0, "nothing was made");
}

#[test]
fn a_bad_line_ends_it_and_is_refused_by_the_name_of_its_field() {
    let home = Home::empty();
    let changed = |name: &str, value: Value| {
        let mut line: Value = serde_json::from_str(LINE).expect("JSON");
        *line.pointer_mut(name).expect("a place") = value;
        line.to_string()
    };
    let too_long = format!("{LINE}{}", " ".repeat(4096));
    for (line, field, problem) in [
        (changed("/zone", json!("Europe/Atlantis")), "zone", "unknown"),
        (changed("/anchor", json!("2026-02-30")), "anchor", "malformed"),
        (changed("/anchor", json!("1899-12-31")), "anchor", "out_of_range"),
        (changed("/from", json!("2201-01-01")), "from", "out_of_range"),
        (changed("/from", Value::Null), "from", "malformed"),
        (changed("/time", json!("25:00")), "time", "malformed"),
        (changed("/cadence/n", json!(0)), "n", "out_of_range"),
        (changed("/cadence/n", json!(53)), "n", "out_of_range"),
        (changed("/cadence/kind", json!("yearly")), "cadence", "unknown"),
        (changed("/cadence", json!({ "kind": "weekly", "n": 1, "days": [], "week_start": "MO" })), "days", "empty"),
        (
            changed("/cadence", json!({ "kind": "month_day", "n": 1, "day": 32, "short_month": "skip" })),
            "day",
            "out_of_range",
        ),
        (changed("/cadence", json!({ "kind": "month_nth", "n": 1, "nth": 1 })), "weekday", "empty"),
        ("{}".to_owned(), "zone", "empty"),
        ("[]".to_owned(), "line", "malformed"),
        ("not JSON".to_owned(), "line", "malformed"),
        (too_long, "line", "too_long"),
    ] {
        // What came before it is expanded, what comes after it is not.
        let done = expand(&home, &format!("{LINE}\n\n{line}\n{LINE}\n"));
        assert_eq!(done.status.code(), Some(1), "{line:.120}");
        assert_eq!(text(&done.stdout).lines().count(), 1, "{line:.120}");
        let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
        let (found, why) = (&error["error"]["field"], &error["error"]["problem"]);
        assert_eq!((found, why), (&json!(field), &json!(problem)), "{line:.120}");
    }
}
