//! The tour, as a stranger runs it.

use std::process::{Command, Stdio};

use mend_qr::read::Luma;
use mend_qr::{Content, Kind, StaticCode};
use serde_json::Value;

use crate::{mend, run, text};

#[test]
fn the_tour_holds_and_leaves_nothing_behind() {
    let temporary = tempfile::tempdir().expect("a folder");
    let done = run(mend().args(["--json", "tour"]).env("TMPDIR", temporary.path()), b"");
    assert_eq!(done.status.code(), Some(0), "{}{}", text(&done.stdout), text(&done.stderr));
    let report: Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    let steps = report["steps"].as_array().expect("steps");
    let named: Vec<&str> = steps.iter().filter_map(|step| step["step"].as_str()).collect();
    for step in [
        "set-up",
        "no-words",
        "random",
        "wrong-passphrase",
        "killed",
        "restore",
        "flipped",
        "pairing",
        "shared",
        "agreed",
        "photograph",
        "film",
        "taken-back",
        "came-back",
        "unpaired",
        "parted",
        "lock",
        "cleared",
    ] {
        assert!(named.contains(&step), "{step} in {named:?}");
    }
    for step in steps {
        let happened = step["happened"].as_str().expect("a sentence");
        assert!(happened.ends_with(['.', 'e', '”']) && !happened.contains(['{', '$']), "{happened}");
        assert!(step["milliseconds"].is_u64());
    }
    assert_two_phones(steps);
    assert_eq!(std::fs::read_dir(temporary.path()).expect("a folder").count(), 0);
}

/// Which of the things that were shared a phone shows after a step.
fn shown(steps: &[Value], step: &str) -> [Vec<bool>; 2] {
    let step = steps.iter().find(|one| one["step"] == step).unwrap_or_else(|| panic!("{step}"));
    let phones = step["phones"].as_array().expect("two phones");
    assert_eq!((phones.len(), &phones[0]["owner"], &phones[1]["owner"]), (2, &"Ines".into(), &"Joris".into()));
    let items = |phone: &Value| phone["items"].as_array().expect("items").iter().map(|item| !item.is_null()).collect();
    [items(&phones[0]), items(&phones[1])]
}

/// What both know is the same after each exchange, but for what a lost phone lacks in between.
fn assert_two_phones(steps: &[Value]) {
    for (step, known) in [("shared", 3), ("answered", 5), ("agreed", 5), ("taken-back", 6), ("came-back", 8)] {
        let [ines, joris] = shown(steps, step);
        assert_eq!((&ines, ines.iter().filter(|known| **known).count()), (&joris, known), "{step}");
    }
    let [ines, joris] = shown(steps, "lost-phone");
    assert_eq!(ines.iter().zip(&joris).filter(|(ines, joris)| ines != joris).count(), 2);
    let agreed = steps.iter().find(|one| one["step"] == "agreed").expect("a step");
    for phone in 0..2 {
        let stands: Vec<&Value> = (2..4).map(|item| &agreed["phones"][phone]["items"][item]["stands"]).collect();
        assert_eq!(stands, ["in force", "yes"]);
    }
}

/// The modules of a code in half blocks, light ones written, as a picture.
fn picture(lines: &[&str]) -> Luma {
    let row = |line: &str, written: [char; 2]| line.chars().map(|block| written.contains(&block)).collect::<Vec<_>>();
    let modules: Vec<Vec<bool>> =
        lines.iter().flat_map(|line| [row(line, ['█', '▀']), row(line, ['█', '▄'])]).collect();
    let (width, height) = (modules[0].len() * SCALE, modules.len() * SCALE);
    let light = |x: usize, y: usize| if modules[y / SCALE][x / SCALE] { 255 } else { 0 };
    let pixels = (0..width * height).map(|at| light(at % width, at / width)).collect();
    Luma::new(width, height, pixels).expect("a picture")
}

const SCALE: usize = 4;

#[test]
fn the_tour_as_it_is_read_shows_a_code_that_a_camera_reads_and_two_phones_side_by_side() {
    let temporary = tempfile::tempdir().expect("a folder");
    let done = run(mend().arg("tour").env("TMPDIR", temporary.path()), b"");
    let said = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{said}{}", text(&done.stderr));
    let drawn: Vec<&str> = said.lines().map(str::trim).filter(|line| line.starts_with("███")).collect();
    let codes = mend_qr::read::codes(&picture(&drawn));
    let [Content::Digits(digits)] = &codes[..] else { panic!("{codes:?}") };
    let code = StaticCode::read(digits).expect("a code of ours");
    assert_eq!((Some(code.kind), code.body.len()), (Kind::new(1), 62));
    let beside = said.lines().filter(|line| line.contains("in force") && line.matches("Money: ").count() == 2);
    assert!(beside.count() >= 5, "{said}");
    assert!(!said.contains('\u{1b}'), "no colours where nobody looks");
}

#[cfg(unix)]
#[test]
fn a_tour_that_is_interrupted_leaves_nothing_behind() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folders = || std::fs::read_dir(temporary.path()).expect("a folder").count();
    let mut tour = mend().arg("tour").env("TMPDIR", temporary.path()).stdout(Stdio::null()).spawn().expect("built");
    while folders() == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert_eq!(tour.try_wait().expect("running"), None);
    }
    let sent = Command::new("kill").args(["-INT", &tour.id().to_string()]).status().expect("kill is there");
    assert!(sent.success());
    assert_eq!(tour.wait().expect("ended").code(), Some(130));
    assert_eq!(folders(), 0);
}

#[test]
fn a_tour_without_a_place_for_its_folders_says_so() {
    let done = run(mend().arg("tour").env("TMPDIR", "/nonexistent/folder"), b"");
    assert_eq!(done.status.code(), Some(1));
    let said = text(&done.stderr);
    assert!(said.starts_with("The tour stopped: making the folders"), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
}
