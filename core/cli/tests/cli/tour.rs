//! The tour, as a stranger runs it.

use std::process::{Command, Stdio};

use crate::{mend, run, text};

#[test]
fn the_tour_holds_and_leaves_nothing_behind() {
    let temporary = tempfile::tempdir().expect("a folder");
    let done = run(mend().args(["--json", "tour"]).env("TMPDIR", temporary.path()), b"");
    assert_eq!(done.status.code(), Some(0), "{}{}", text(&done.stdout), text(&done.stderr));
    let report: serde_json::Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    let steps = report["steps"].as_array().expect("steps");
    let named: Vec<&str> = steps.iter().filter_map(|step| step["step"].as_str()).collect();
    for step in ["set-up", "no-words", "random", "wrong-passphrase", "killed", "restore", "flipped", "lock", "cleared"]
    {
        assert!(named.contains(&step), "{step} in {named:?}");
    }
    for step in steps {
        let happened = step["happened"].as_str().expect("a sentence");
        assert!(happened.ends_with(['.', 'e', '”']) && !happened.contains(['{', '$']), "{happened}");
        assert!(step["milliseconds"].is_u64());
    }
    assert_eq!(std::fs::read_dir(temporary.path()).expect("a folder").count(), 0);
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
