//! Guided modules in a terminal: from opening to ending, with the keys that mean the same everywhere.
//!
//! Words of the modules may change. So these tests wait for what the command line itself says.

use serde_json::{Value, json};

use crate::terminal::{Terminal, plain};
use crate::{Home, TOGETHER};

fn newest(home: &Home) -> String {
    home.json(&["guide", "runs"], "")["runs"][0]["id"].as_str().expect("a run").to_owned()
}

fn answers(home: &Home) -> Vec<(String, Value)> {
    let shown = home.json(&["guide", "show", &newest(home)], "");
    let all = shown["answers"].as_array().expect("answers").iter();
    all.map(|one| (one["place"]["step"].as_str().expect("a step").to_owned(), one["answer"]["value"].clone())).collect()
}

/// Waits until something was shown so often, then types.
fn after(terminal: &mut Terminal, times: usize, shown: &str, keys: &str) {
    terminal.wait_for_times(shown, times);
    terminal.type_in(keys);
}

#[test]
fn a_module_is_walked_through_with_back_skip_stop_and_a_fresh_process() {
    let home = Home::new();
    let mut first = Terminal::run(&home, 80, &[], &["guide", "start", "name-feeling"]);
    after(&mut first, 1, "Enter begins.", "\n");
    // Help in the pause, then on before its end.
    after(&mut first, 1, "1:00", "?\n");
    after(&mut first, 1, "One step back", "\n");
    after(&mut first, 1, "Enter goes on. ", "\n");
    after(&mut first, 1, "Type the numbers", "11\n");
    after(&mut first, 1, "This does not fit here.", "2, 4\n");
    after(&mut first, 1, "A ? shows them all.", "?\n");
    after(&mut first, 1, "Closeness: ", "happyish\n");
    after(&mut first, 2, "This does not fit here.", "on guard, calm\n");
    // Two feelings, each with its strength; the second is passed, and come back to.
    after(&mut first, 1, "very strongly", "strongly\n");
    after(&mut first, 2, "very strongly", "\n");
    after(&mut first, 1, "An empty line ends it.", "<\n");
    after(&mut first, 3, "very strongly", "0\n");
    after(&mut first, 2, "An empty line ends it.", "The door was shut.\n");
    after(&mut first, 1, "The door was shut.", "The light was off.\n");
    let draft =
        || home.json(&["guide", "resume", "--answers", "-"], r#"{"stop_at":"set-off"}"#)["step"]["draft"].clone();
    first.wait_for_times("The light was off.", 1);
    first.settle(&home);
    first.interrupt();
    let (code, shown) = first.end();
    assert_eq!(code, Some(130), "{shown}");
    let run = newest(&home);
    assert!(shown.contains(&format!("Go on with: mend guide resume {}", &run[..8])), "{shown}");
    assert_eq!(draft(), json!("The door was shut.\nThe light was off."));

    let mut second = Terminal::run(&home, 80, &[], &["guide", "resume"]);
    after(&mut second, 1, "You began to write this:", "\nNobody spoke.\n\n");
    // Back to it: what was said before is there, Enter keeps it.
    after(&mut second, 2, "An empty line ends it.", "<\n");
    after(&mut second, 1, "Before: The door was shut.", "\n");
    after(&mut second, 4, "An empty line ends it.", "\n");
    after(&mut second, 5, "An empty line ends it.", "It hurts today.\n\n");
    // Nothing is ticked before; nothing leaves.
    after(&mut second, 1, "  2  ", "1 2\n");
    after(&mut second, 1, "behind a plus sign", ".\n");
    let (code, shown) = second.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Go on with: mend guide resume"), "{shown}");

    let mut third = Terminal::run(&home, 80, &[], &["guide", "resume", &run[..8]]);
    after(&mut third, 1, "behind a plus sign", "+ tea and toast\n");
    let (code, shown) = third.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("What came of it:") && shown.contains("mend journal show"), "{shown}");
    let kept = [
        ("body", json!({ "options": ["jaw", "chest"], "own": [] })),
        ("feelings", json!(["on_guard", "calm"])),
        ("strength", json!(3)),
        ("strength", json!(0)),
        ("set-off", json!("The door was shut.\nThe light was off.\nNobody spoke.")),
        ("one-line", json!("It hurts today.")),
        ("offer", json!(["feelings", "one-line"])),
        ("care", json!({ "options": [], "own": ["tea and toast"] })),
    ];
    assert_eq!(answers(&home), kept.map(|(step, answer)| (step.to_owned(), answer)));
}

#[test]
fn a_dot_before_the_beginning_begins_nothing_and_an_earlier_run_is_offered() {
    let home = Home::new();
    let mut left = Terminal::run(&home, 80, &[], &["guide", "start", "count-on-it"]);
    after(&mut left, 1, "Enter leaves it open.", "4\n");
    after(&mut left, 1, "This does not fit here.", ".\n");
    assert_eq!(left.end().0, Some(0));
    assert_eq!(home.json(&["guide", "runs"], "")["runs"], json!([]));

    home.json(&["guide", "start", "count-on-it", "--answers", "-"], r#"{"stop_at":"area"}"#);
    let mut again = Terminal::run(&home, 80, &[], &["guide", "start", "count-on-it"]);
    after(&mut again, 1, "Enter goes on with that", "?\n2\n\n");
    after(&mut again, 1, "Type its number.", "\u{4}");
    let (code, shown) = again.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("mend guide resume"), "{shown}");
    assert_eq!(home.json(&["guide", "runs"], "")["runs"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_promise_is_asked_for_in_its_parts_and_a_step_that_opens_later_is_left_with_enter() {
    let home = Home::new();
    let mut asked = Terminal::run(&home, 80, &[], &["guide", "start", "count-on-it"]);
    after(&mut asked, 1, "Enter leaves it open.", "1\n");
    after(&mut asked, 1, "Enter goes on. ", "\n");
    after(&mut asked, 2, "Enter goes on. ", "\n");
    after(&mut asked, 1, "Type its number.", "home\n");
    after(&mut asked, 1, "Type your own words, or a number.", "I will always be there for you\n");
    // Worth a second look, which stops nobody.
    after(&mut asked, 1, "1 begins anew.", "1\n");
    after(&mut asked, 2, "Type your own words, or a number.", "On Mondays I cook\n");
    after(&mut asked, 1, "How often?", "2\n");
    after(&mut asked, 1, "Which days, as in", "friday, mo\n");
    after(&mut asked, 1, "Until which day?", "2027-12-01\n");
    after(&mut asked, 1, "When do you tell of it?", "\n");
    // A last day too late is asked for again, with the words kept.
    after(&mut asked, 1, "You began to write this:", "\n");
    after(&mut asked, 2, "How often?", "2\nmo\n");
    after(&mut asked, 2, "Until which day?", "2026-12-31\n");
    after(&mut asked, 2, "When do you tell of it?", "On Sunday\n");
    after(&mut asked, 1, "Type the numbers", "1\n");
    after(&mut asked, 3, "Enter goes on. ", "\n");
    after(&mut asked, 1, "An empty line ends it.", "I go out.\n\n");
    after(&mut asked, 2, "An empty line ends it.", "\n");
    after(&mut asked, 1, "Nothing goes anywhere now.", "\n");
    after(&mut asked, 1, "Year, month and day", "tomorrow\n2026-12-20\n");
    after(&mut asked, 4, "Enter goes on. ", "\n");
    after(&mut asked, 1, "Enter stops here until then.", "\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    let promise = home.json(&["promise", "list"], "")["promises"][0].clone();
    assert_eq!((&promise["what"], &promise["tell"]), (&json!("On Mondays I cook"), &json!("On Sunday")));
    assert_eq!(promise["cadence"], json!({ "kind": "weekly", "n": 1, "days": ["MO"], "week_start": "MO" }));
    assert_eq!(promise["last_day"], json!("2026-12-31"));
    assert_eq!(home.json(&["guide", "runs"], "")["runs"][0]["state"], json!("under_way"));
}

#[test]
fn two_go_through_turns_over_one_phone_and_see_nothing_private() {
    let home = Home::new();
    let alone = json!({ "answers": { "topics": ["money"], "notes/money": "mine alone" } }).to_string();
    home.json(&["guide", "start", "our-agreement", "--answers", "-"], &alone);
    let mut gate = Terminal::run(&home, 80, &[], &["guide", "resume"]);
    after(&mut gate, 1, "  4  ", "5\n");
    after(&mut gate, 1, "This does not fit here.", "1\n");
    after(&mut gate, 1, "Enter goes on. ", "\n");
    after(&mut gate, 1, "Enter starts the time.", "\n");
    after(&mut gate, 1, "3:00", "\n");
    after(&mut gate, 2, "Enter starts the time.", "<\n");
    after(&mut gate, 1, "There is no way back", ".\n");
    let (code, shown) = gate.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Go on with: mend guide together"), "{shown}");
    // What stood on the screen before is gone from it.
    let cards = shown.rsplit("\u{1b}[3J").next().expect("cards");
    assert!(shown.contains("\u{1b}[2J") && !cards.contains("mine alone"), "{shown}");

    let mut cards = Terminal::run_with(&home, TOGETHER, 80, &[], &["guide", "together"]);
    after(&mut cards, 1, "Enter starts the time.", "\n");
    after(&mut cards, 1, "3:00", "\n");
    after(&mut cards, 1, "All turns are over.", "\n");
    after(&mut cards, 1, "Its name, or MO", "sun\n");
    cards.type_in(&"\n".repeat(12));
    let (code, shown) = cards.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Go on with: mend guide resume") && !shown.contains("mine alone"), "{shown}");

    let mut mine = Terminal::run(&home, 80, &[], &["guide", "resume"]);
    after(&mut mine, 1, "Enter goes on. ", "\n");
    after(&mut mine, 2, "Enter goes on. ", "\n");
    after(&mut mine, 1, "An empty line ends it.", "We say so before we buy.\n\n");
    after(&mut mine, 1, "What kind of thing is it?", "\n");
    after(&mut mine, 1, "Who does it?", "1\n");
    after(&mut mine, 1, "When do you look at it again?", "\n");
    after(&mut mine, 1, "Type the numbers", "\n");
    after(&mut mine, 1, "Nothing goes anywhere now.", "\n");
    let (code, shown) = mine.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("mend agree show"), "{shown}");
    let agreement = home.json(&["agree", "list"], "")["agreements"][0].clone();
    assert_eq!((&agreement["words"], &agreement["owner"]), (&json!("We say so before we buy."), &json!("both")));
    assert!(
        answers(&home)
            .contains(&("check-in-day".to_owned(), json!({ "text": "", "day": null, "weekday": "SU", "time": null })))
    );
}

#[test]
fn an_interrupted_play_leaves_nothing_behind() {
    let home = Home::new();
    let temporary = tempfile::tempdir().expect("a folder");
    let at = temporary.path().to_str().expect("a name");
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../mend/content/guide");
    let mut played = Terminal::run(&home, 80, &[("TMPDIR", at)], &["guide", "play", pack]);
    after(&mut played, 1, "Enter begins.", "\n");
    played.wait_for("1:00");
    played.interrupt();
    let (code, shown) = played.end();
    assert_eq!(code, Some(130), "{shown}");
    assert!(shown.contains("Nothing of this was kept.") && !shown.contains("mend guide resume"), "{shown}");
    assert_eq!(std::fs::read_dir(temporary.path()).expect("a folder").count(), 0);
}

#[test]
fn guides_fit_into_forty_columns() {
    let home = Home::new();
    let mut walked = Terminal::run(&home, 40, &[], &["guide", "start", "our-agreement"]);
    after(&mut walked, 1, "Enter leaves it", "?\n1\n");
    walked.type_in(&"\n".repeat(4));
    walked.type_in("?\n1 2\n");
    walked.type_in(&"\n".repeat(20));
    let (code, shown) = walked.end();
    assert_eq!(code, Some(0), "{shown}");
    let run = newest(&home);
    let narrow = |shown: &str, what: &str| {
        for line in plain(shown).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 40, "{what}: {width} columns: {line:?}");
        }
    };
    narrow(&shown, "start");
    for args in [&["guide", "list"][..], &["guide", "runs"], &["guide", "show", &run], &["guide", "coverage"]] {
        narrow(&Terminal::run(&home, 40, &[], args).end().1, args[1]);
    }
}
