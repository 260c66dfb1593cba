//! Damaged, newer and foreign files: each has its exit code, and none is changed.

use std::fs;

use sha2::{Digest, Sha256};

use crate::{Home, files, mend, refused, run, text};

/// Where FORMAT.md puts the version and the checksum of each of the two copies of a header.
const COPY: usize = 4096;
const VERSION: usize = 8;
const CHECKSUM: usize = 4064;

#[test]
fn a_newer_format_is_exit_5_and_untouched() {
    let home = Home::new();
    for name in ["private.mend", "together.mend"] {
        let path = home.path().join(name);
        let mut bytes = fs::read(&path).expect("a vault");
        for copy in bytes[..2 * COPY].chunks_mut(COPY) {
            copy[VERSION] += 1;
            let sum = Sha256::digest(&copy[..CHECKSUM]);
            copy[CHECKSUM..].copy_from_slice(&sum);
        }
        fs::write(&path, bytes).expect("written");
    }
    let before = home.files();
    refused(&home.mend(&["journal", "list"], ""), 5);
    refused(&home.mend(&["verify"], ""), 5);
    assert_eq!(home.files(), before);
}

#[test]
fn a_wrong_field_is_found_before_a_passphrase_or_a_text_is_asked_for() {
    for command in [["write", "--feeling", "no_such"].as_slice(), &["journal", "edit", "1234", "--feeling", "no_such"]]
    {
        let done = run(mend().args(["--home", "no such folder"]).args(command), b"");
        refused(&done, 1);
        assert!(text(&done.stderr).contains("mend journal feelings"), "{}", text(&done.stderr));
    }
}

#[test]
fn damage_is_exit_3_and_verify_says_where() {
    let home = Home::new();
    home.write("a text that stays readable", &[]);
    let backup = home.file("backup");
    let made = home.mend(&[&"backup".into(), &backup.clone().into_os_string()], "");
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    // The backup moved the log into the file, so that every page of it counts.
    let path = home.path().join("private.mend");
    let mut bytes = fs::read(&path).expect("a vault");
    let (page, last) = (8, (bytes.len() - 2 * COPY) / COPY);
    assert!(page < last);
    bytes[2 * COPY + (page - 1) * COPY + 77] ^= 1;
    fs::write(&path, bytes).expect("written");
    let before = home.files();
    let done = home.mend(&["--json", "verify"], "");
    assert_eq!(done.status.code(), Some(3), "{}", text(&done.stderr));
    let report: serde_json::Value = serde_json::from_str(&text(&done.stdout)).expect("JSON");
    let private = report["spaces"].as_array().and_then(|all| all.iter().find(|s| s["space"] == "private"));
    assert_eq!(private.map(|s| s["damaged_pages"].clone()), Some(serde_json::json!([page])));
    assert_eq!(home.files(), before);

    // The way out that it names works.
    let elsewhere = Home::empty();
    let done = elsewhere.mend(&[&"restore".into(), &backup.into_os_string()], "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert_eq!(elsewhere.json(&["journal", "list"], "")["entries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_no_vault_and_no_backup_is_refused() {
    let home = Home::new();
    let notes = home.file("notes.txt");
    fs::write(&notes, "milk, bread, oranges".repeat(500)).expect("written");
    let empty = Home::empty();
    refused(&empty.mend(&[&"restore".into(), &notes.clone().into_os_string()], ""), 3);
    assert!(!empty.path().join("private.mend").exists());
    refused(&home.mend(&[&"verify".into(), &notes.into_os_string()], ""), 3);
    fs::write(home.path().join("together.mend"), b"not a vault").expect("written");
    let before = files(&home.path());
    let said = refused(&home.mend(&["journal", "list"], ""), 3);
    assert!(said.contains("mend verify"), "{said}");
    let done = home.mend(&["verify"], "");
    assert!(text(&done.stdout).contains("damaged: nothing of it can be read"), "{}", text(&done.stdout));
    assert!(text(&done.stdout).contains("--without-together"), "{}", text(&done.stdout));
    assert_eq!(files(&home.path()), before);
}

#[test]
fn nothing_set_up_is_said_before_a_passphrase_is_asked_for() {
    let home = Home::empty();
    for args in [&["write"][..], &["journal", "list"], &["verify"], &["slots"]] {
        let said = refused(&run(home.command().args(args), b""), 1);
        assert!(said.contains("mend init"), "{said}");
    }
    assert!(!home.path().exists());
}

#[test]
fn usage_is_exit_2() {
    for args in [&["nonsense"][..], &[], &["--passphrase-fd", "x", "tour"], &["journal", "list", "--from", "yesterday"]]
    {
        let done = run(mend().args(args), b"");
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&done.stdout), "");
    }
}

/// By itself Mend never opens without changes that it said were kept; when asked to, it does.
#[test]
fn missing_last_changes_are_exit_3_until_someone_goes_without_them() {
    let home = Home::new();
    home.write("in the log", &[]);
    fs::remove_file(home.path().join("private.mend-wal")).expect("there was a log");
    let before = home.files();
    let said = refused(&home.mend(&["journal", "list"], ""), 3);
    assert!(said.contains("--without-last-changes"), "{said}");
    assert_eq!(home.files(), before);
    let listed = home.json(&["journal", "list", "--without-last-changes"], "");
    assert_eq!(listed["entries"].as_array().map(Vec::len), Some(0));
    home.json(&["journal", "list"], "");
}
