//! Packs of one's own: checked, and played in a folder that goes again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{mend, refused, run, text};

const PAGE: &str = "format = 1\nid = \"own\"\nversion = 1\nlocale = \"en\"\nmodules = [\"tea\"]\n";
const MODULE: &str = r#"id = "tea"
version = 1
for = "alone"
roles = []
minutes = 5
intensity = "light"
needs = []

[[step]]
id = "water"
kind = "reflect"

[[step]]
id = "cup"
kind = "choose"
options = ["blue", "red"]
"#;
const WORDS: &str = "tea = It is about tea.
    .title = Tea
    .not = It makes no tea.
    .end = The cup is full.
tea-water = How warm is the water?
tea-cup = Which cup?
tea-cup-blue = Blue
tea-cup-red = Red
";

struct Folder(TempDir);

impl Folder {
    fn whole() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(folder.path().join("en")).expect("a folder");
        folder.with("pack.toml", PAGE).with("tea.toml", MODULE).with("en/tea.ftl", WORDS)
    }

    fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.path().join(name), text).expect("written");
        self
    }

    fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// The exit code, and what was printed.
    fn check(&self) -> (Option<i32>, String) {
        let done = run(mend().args(["guide", "check"]).arg(self.path()), b"");
        assert_eq!(text(&done.stderr), "");
        (done.status.code(), text(&done.stdout))
    }
}

#[test]
fn a_whole_pack_is_told_by_its_modules_its_steps_and_its_hash() {
    let folder = Folder::whole();
    let (code, said) = folder.check();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 module, 2 steps"), "{said}");
    let done = run(mend().args(["--json", "guide", "check"]).arg(folder.path()), b"");
    let mut report: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    assert_eq!(report["hash"].take().as_str().map(str::len), Some(64));
    assert_eq!(report["words"].take()[0]["file"], "en/tea.ftl");
    let expected = json!({
        "id": "own", "version": 1, "modules": ["tea"], "steps": 2, "hash": null, "words": null, "faults": [],
    });
    assert_eq!(report, expected);
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mend/content/guide");
    let done = run(mend().args(["guide", "check"]).arg(shipped), b"");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stdout));
}

#[test]
fn faults_are_told_with_file_and_line_and_are_exit_3() {
    let module = |from: &str, to: &str| Folder::whole().with("tea.toml", &MODULE.replace(from, to));
    for (folder, place) in [
        // What follows goes back: the way would never end.
        (module("kind = \"choose\"", "kind = \"choose\"\nnext = \"water\""), "tea.toml:"),
        (module("id = \"cup\"", "id = \"water\""), "tea.toml:"),
        (module("kind = \"reflect\"", "kind = \"dance\""), "tea.toml:"),
        (module("[[step]]", "[[step"), "tea.toml:"),
        (Folder::whole().with("tea.toml", &format!("# {}\n{MODULE}", "x".repeat(10 << 20))), "tea.toml:1: "),
        (Folder::whole().with("en/tea.ftl", &format!("# {}\n{WORDS}", "x".repeat(10 << 20))), "en/tea.ftl:1: "),
        (Folder::whole().with("pack.toml", &"x".repeat(10 << 20)), "pack.toml:1: "),
        (Folder::whole().with("en/tea.ftl", &WORDS.replace("tea-cup-red = Red\n", "")), "tea.toml:"),
        (Folder::whole().with("en/tea.ftl", &format!("{WORDS}tea-pot = Pot\n")), "en/tea.ftl:9: "),
        (Folder::whole().with("en/tea.ftl", &WORDS.replace("Which cup?", "Take the cup!")), "en/tea.ftl:6: "),
        (Folder::whole().with("pack.toml", &PAGE.replace("tea", "coffee")), "coffee.toml:1: "),
    ] {
        let (code, said) = folder.check();
        assert_eq!(code, Some(3), "{place} {said}");
        assert!(said.lines().any(|line| line.starts_with(place)), "{place} {said}");
        for line in said.lines() {
            let mut parts = line.splitn(3, ':');
            let (_, number, what) = (parts.next(), parts.next(), parts.next());
            assert!(number.is_some_and(|n| n.parse::<u32>().is_ok()) && what.is_some_and(|w| w.len() > 3), "{line}");
        }
        let done = run(mend().args(["--json", "guide", "check"]).arg(folder.path()), b"");
        let report: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
        assert_eq!(report["faults"].as_array().map(Vec::len), Some(said.lines().count()), "{report}");
        assert!(report["faults"][0]["line"].is_u64() && report["hash"].is_null(), "{report}");
    }
    let done = run(mend().args(["guide", "check", "no such folder"]), b"");
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(3), "pack.toml:1: the file is missing\n"));
}

#[test]
fn a_pack_of_ten_thousand_steps_is_refused() {
    let steps: String = (0..10_000).map(|n| format!("\n[[step]]\nid = \"s{n}\"\nkind = \"read\"\n")).collect();
    let (code, said) = Folder::whole().with("tea.toml", &format!("{MODULE}{steps}")).check();
    assert_eq!(code, Some(3), "{said}");
}

#[test]
fn a_pack_of_a_newer_format_says_so_and_is_exit_5() {
    let folder = Folder::whole().with("pack.toml", &PAGE.replace("format = 1", "format = 2\nof_tomorrow = true"));
    for command in [&["guide", "check"][..], &["guide", "play", "--answers", "-"]] {
        let said = refused(&run(mend().args(command).arg(folder.path()), b"{}"), 5);
        assert!(said.contains("newer"), "{said}");
    }
}

#[test]
fn a_played_pack_leaves_nothing_behind() {
    let folder = Folder::whole();
    let temporary = tempfile::tempdir().expect("a folder");
    let home = temporary.path().join("home");
    let play = |answers: &str| {
        let mut command = mend();
        command.env("TMPDIR", temporary.path()).env("MEND_HOME", &home);
        run(command.args(["--json", "guide", "play", "--answers", "-"]).arg(folder.path()), answers.as_bytes())
    };
    let done = play(r#"{"answers":{"water":"warm","cup":"blue"}}"#);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let document: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    assert_eq!((&document["state"], &document["step"]), (&json!("ended"), &Value::Null));
    let done = play(r#"{"answers":{"cup":"green"}}"#);
    assert_eq!(done.status.code(), Some(1));
    assert!(!text(&done.stderr).contains("resume"), "{}", text(&done.stderr));
    assert_eq!(play(r#"{"answers":{"pot":"green"}}"#).status.code(), Some(1));
    assert_eq!(fs::read_dir(temporary.path()).expect("a folder").count(), 0);

    let said = refused(&run(mend().args(["guide", "play"]).arg(folder.path()), b""), 2);
    assert!(said.contains("--answers"), "{said}");
    let faulty = Folder::whole().with("en/tea.ftl", "");
    let done = run(mend().args(["guide", "play", "--answers", "-"]).arg(faulty.path()), b"{}");
    assert_eq!(done.status.code(), Some(3), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains(".ftl:"), "{}", text(&done.stdout));
}

/// A step of every kind that the modules which ship do not have.
#[test]
fn steps_of_every_kind_take_their_answers_from_a_script() {
    let step = |id: &str, kind: &str| format!("[[step]]\nid = \"{id}\"\nkind = {kind}\n");
    let steps = [
        ("things", "\"reflect\"\nlist = true"),
        ("each", "\"rate\"\nfor_each = \"things\"\nscale = \"frequency\""),
        ("which", "\"choose\"\nfrom = \"things\"\nmost = 2"),
        ("letter", "\"write_letter\""),
        ("safe", "\"check_safety\""),
        ("daily", "\"checkin\"\nset = \"daily\""),
        ("item", "\"agree\""),
        ("way", "\"signpost\"\nways = [\"help\"]\nmodules = [\"name-feeling\"]"),
        ("time", "\"plan\"\nasks = [\"time\"]"),
        ("when", "\"plan\"\nasks = [\"text\", \"day\"]"),
    ];
    let head = MODULE.split("[[step]]").next().expect("a head");
    let make = "[[make]]\nid = \"kept\"\nkind = \"letter\"\nfrom = [\"letter\"]\n";
    let module = steps.iter().map(|(id, kind)| step(id, kind)).collect::<String>();
    let words: String = steps.iter().map(|(id, _)| format!("tea-{id} = One more.\n")).collect();
    let about = WORDS.split("tea-water").next().expect("a head");
    let folder = Folder::whole()
        .with("tea.toml", &format!("{head}{module}{make}"))
        .with("en/tea.ftl", &format!("{about}{words}"));
    assert_eq!(folder.check().0, Some(0), "{}", folder.check().1);
    let play = |answers: &Value| {
        let answers = json!({ "answers": answers }).to_string();
        let mut command = mend();
        command.args(["--json", "--now", crate::NOW, "guide", "play", "--answers", "-"]);
        let done = run(command.arg(folder.path()), answers.as_bytes());
        let said = if done.status.success() { done.stdout } else { done.stderr };
        serde_json::from_str::<Value>(&text(&said)).expect("JSON")
    };
    let done = play(&json!({
        "things": ["a cup", "a pot"], "each/1": 3, "each/2": null, "which": { "options": ["2"] }, "letter": "Dear you.",
        "daily": { "daily.steady": 3, "daily.feelings": ["hurt:2"] },
        "item": { "topic": { "kind": "own", "words": "Tea" }, "words": "We make tea at five.", "kind": "ritual" },
        "time": "17:00", "when": { "text": "Tea", "day": "2026-12-01" },
    }));
    assert_eq!(done["state"], json!("ended"), "{done}");
    let kinds: Vec<&str> =
        done["made"].as_array().expect("made").iter().filter_map(|one| one["kind"].as_str()).collect();
    assert!(kinds.len() == 2 && kinds.contains(&"entry") && kinds.contains(&"agreement"), "{kinds:?}");

    for (step, value, field) in [
        ("things", json!("a cup"), "answer"),
        ("things", json!([["a cup"]]), "answer"),
        ("letter", json!({}), "answer"),
        // Nothing is ever taken there.
        ("safe", json!("yes"), "answer"),
        ("daily", json!({ "daily.no_such": 1 }), "item"),
        ("daily", json!({ "daily.steady": 9 }), "strength"),
        ("item", json!({ "words": "We make tea.", "kind": "habit" }), "topic"),
        ("item", json!({ "topic": { "kind": "listed", "id": "tea" }, "words": "Tea.", "kind": "habit" }), "topic"),
        ("item", json!([]), "answer"),
        ("way", json!("help"), "answer"),
        ("time", json!("5 o'clock"), "time"),
        ("when", json!(["Tea"]), "answer"),
        ("when", json!({ "text": "Tea", "time": "17:00" }), "answer"),
    ] {
        let error = play(&json!({ (step): value }))["error"].clone();
        let told = (&error["kind"], &error["step"], &error["field"]);
        assert_eq!(told, (&json!("answer_refused"), &json!(step), &json!(field)), "{value}");
    }
}

#[test]
fn a_part_for_two_of_a_played_pack_goes_on_with_the_part_after_it() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mend/content/guide");
    let answers = json!({ "together": true, "answers": {
        "topics": ["money"], "check-in-day": "SU", "items/money": { "words": "We say so first.", "kind": "habit" },
    } });
    let play = ["--json", "guide", "play", "--answers", "-"];
    let done = run(mend().args(play).arg(shipped).arg("our-agreement"), answers.to_string().as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let document: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    assert_eq!(document["state"], json!("ended"));
    assert_eq!(document["made"].as_array().map(Vec::len), Some(3), "{document}");
}
