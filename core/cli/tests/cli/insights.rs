//! `mend insight`: what answers show over time, as a document, as pictures, and in a terminal's columns.

use std::fs;

use serde_json::{Value, json};

use crate::{Home, files, text};

const CAVEAT: &str = "This counts what was written here. It cannot tell what is true, or whether you are safe.";

/// A week of answers, each a little steadier, and a promise that was kept all days but one.
fn week() -> Home {
    let home = Home::new();
    for (day, steady) in [(18, 0), (19, 1), (20, 1), (21, 2), (22, 2), (23, 3), (24, 4)] {
        let promise = if day == 20 { "partly" } else { "kept" };
        let feeling = if day < 22 { "hurt:3" } else { "hope" };
        let answers = json!({ "daily.steady": steady, "daily.promise": promise, "daily.feelings": [feeling] });
        let at = format!("2026-11-{day}T21:00:00+01:00");
        home.json(&["checkin", "answer", "daily", "--at", &at], &answers.to_string());
    }
    home
}

#[test]
fn an_insight_keeps_its_shape() {
    let home = week();
    for n in 0..3 {
        home.write("text", &["--tag", "walks", "--at", &format!("2026-11-2{n}T10:00:00+01:00")]);
    }
    let mut view = home.json(&["insight"], "");
    let scale = view["series"][0]["scale"].take();
    assert_eq!(scale[4], json!({ "value": 4, "words": "very true" }));
    let points = view["series"][0]["points"].take();
    assert_eq!((points.as_array().map(Vec::len), &points[6]), (Some(7), &json!({ "day": "2026-11-24", "value": 4.0 })));
    let counts = view["counted"][0]["counts"].take();
    assert_eq!(
        counts[0],
        json!({ "option": "kept", "words": "kept", "times": 6, "sentence": "kept: 6 of the last 7" })
    );
    let hurt = json!({ "feeling": "hurt", "words": "hurt", "family": "sadness", "counts": [4, 0], "times": 4 });
    let hope = json!({ "feeling": "hope", "words": "hopeful", "family": "ease", "counts": [1, 2], "times": 3 });
    assert_eq!(
        view,
        json!({
            "series": [{
                "item": "daily.steady", "version": 1, "question": "Today I feel steady.", "scale": null,
                "polarity": "higher_is_better", "points": null,
                "span": "2026-11-18 to 2026-11-24, 7 answers",
                "summary": { "lowest": 0.0, "highest": 4.0, "middle": 2.0, "latest": 4.0, "direction": "up" },
                "sentence": view["series"][0]["sentence"], "range_label": "range", "middle_label": "middle",
                "latest_label": "latest", "caveat": CAVEAT,
            }],
            "counted": [{
                "item": "daily.promise", "version": 1, "question": "A promise of mine today", "of": 7, "counts": null,
                "caveat": CAVEAT,
            }],
            "feelings": {
                "title": "Feelings, week by week", "weeks": ["2026-11-16", "2026-11-23"],
                "feelings": [hurt, hope],
                "sentence": "Named most often: hurt, 4 times.", "caveat": CAVEAT,
            },
            "recurring": {
                "title": "What comes back in the journal", "themes_title": "Tags",
                "themes": [{ "tag": "walks", "times": 3, "words": "3 entries", "latest": "2026-11-22" }],
                "triggers_title": "Tags on your cards", "triggers": [], "nothing": "Nothing here yet.",
                "caveat": CAVEAT,
            },
            "signs": [], "caveat": CAVEAT,
        })
    );
    let sentence = view["series"][0]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("It moves towards \"very true\"."), "{sentence}");
}

#[test]
fn a_period_says_which_days_count() {
    let home = week();
    let view = home.json(&["insight", "--from", "2026-11-20", "--to", "2026-11-22"], "");
    let days: Vec<_> =
        view["series"][0]["points"].as_array().expect("points").iter().map(|point| point["day"].clone()).collect();
    assert_eq!(days, ["2026-11-20", "2026-11-21", "2026-11-22"]);
    assert_eq!(view["series"][0]["summary"], Value::Null);
    assert_eq!(view["series"][0]["sentence"], json!("From four answers on, a range shows here."));
    let error = home.error(&["insight", "--from", "2026-11-22", "--to", "2026-11-20"], "");
    assert_eq!((&error["field"], &error["problem"]), (&json!("to"), &json!("too_early")));
    assert!(error["earliest"].as_str().is_some_and(|day| day.len() == 10), "{error}");
    assert_eq!(home.mend(&["insight", "--from", "yesterday"], "").status.code(), Some(2));
}

#[test]
fn pictures_go_into_a_folder_and_never_over_a_file() {
    let home = week();
    let folder = home.file("pictures");
    let draw = |json: bool| {
        let mut args = vec!["insight".into(), "--svg".into(), folder.clone().into_os_string()];
        if json {
            args.push("--json".into());
        }
        home.mend(&args, "")
    };
    let done = draw(false);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("not encrypted"), "{}", text(&done.stderr));
    let drawn = files(&folder);
    let names: Vec<_> = drawn.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["daily.promise-1.svg", "daily.steady-1.svg", "feelings.svg"]);
    for (path, bytes) in &drawn {
        let picture = text(bytes);
        assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"), "{}", path.display());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&drawn[0].0)), (0o700, 0o600));
    }

    // One that is in the way keeps all as they are, also what would be drawn before it.
    fs::remove_file(&drawn[1].0).expect("removed");
    fs::write(&drawn[2].0, "mine").expect("written");
    let before = files(&folder);
    let refused = draw(true);
    assert_eq!(refused.status.code(), Some(1));
    let error: Value = serde_json::from_str(&text(&refused.stderr)).expect("JSON");
    assert_eq!(error["error"]["kind"], json!("file_exists"));
    assert_eq!(text(&refused.stdout), "");
    assert_eq!(files(&folder), before);
    for in_the_way in [drawn[2].0.clone(), drawn[2].0.join("pictures")] {
        let args = ["insight".into(), "--svg".into(), in_the_way.into_os_string()];
        let said = crate::refused(&home.mend(&args, ""), 1);
        assert!(said.starts_with("A file with this name is there already."), "{said}");
    }
}

#[test]
fn without_answers_there_is_nothing_to_show_or_to_draw() {
    let home = Home::new();
    let folder = home.file("pictures");
    let done = home.mend(&["insight".into(), "--svg".into(), folder.clone().into_os_string()], "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let shown = text(&done.stdout);
    assert!(shown.starts_with("There is nothing to show yet."), "{shown}");
    assert!(shown.split_whitespace().eq([shown.lines().next().expect("a line"), CAVEAT].join(" ").split_whitespace()));
    assert!(!folder.exists());
}

#[test]
fn people_see_a_line_of_marks_and_a_sentence() {
    let shown = text(&week().mend(&["insight"], "").stdout);
    for line in ["Today I feel steady.", "kept: 6 of the last 7", "hurt", "2026-11-18 to 2026-11-24, 7 answers"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    assert!(shown.contains(['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']), "{shown}");
    let words: Vec<_> = shown.split_whitespace().collect();
    assert!(words.ends_with(&CAVEAT.split_whitespace().collect::<Vec<_>>()), "{shown}");
}
