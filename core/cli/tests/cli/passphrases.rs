//! Passphrases by descriptor, good and bad.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::{Home, PRIVATE, TOGETHER, mend, refused, run, text};

fn slots_with(home: &Home, secret: &[u8]) -> std::process::Output {
    run(home.command().arg("slots"), secret)
}

#[test]
fn one_line_ending_is_stripped_whichever_it_is() {
    let home = Home::new();
    for ending in ["\n", "\r\n", ""] {
        let done = slots_with(&home, format!("{PRIVATE}{ending}").as_bytes());
        assert_eq!(done.status.code(), Some(0), "{ending:?}: {}", text(&done.stderr));
    }
    refused(&slots_with(&home, format!("{PRIVATE} \n").as_bytes()), 4);
}

#[test]
fn empty_huge_binary_and_missing_passphrases_are_refused_and_no_try_is_counted() {
    let home = Home::new();
    let before = home.files();
    refused(&slots_with(&home, b"\n"), 1);
    refused(&slots_with(&home, b""), 1);
    refused(&slots_with(&home, b"\xff\xfe\n"), 1);
    refused(&slots_with(&home, &[vec![b'a'; 1 << 20], b"\n".to_vec()].concat()), 1);
    let done = run(mend().args(["--passphrase-fd", "777", "slots", "--home"]).arg(home.path()), b"");
    let said = refused(&done, 1);
    assert!(said.contains("777"), "{said}");
    assert_eq!(home.files(), before);
}

#[cfg(unix)]
#[test]
fn a_descriptor_other_than_0_leaves_stdin_to_the_text() {
    let home = Home::new();
    let secrets = home.file("secret");
    fs::write(&secrets, format!("{PRIVATE}\n")).expect("a file");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", r#"exec "$0" --home "$1" --json write --passphrase-fd 3 3<"$2""#, env!("CARGO_BIN_EXE_mend")])
        .arg(home.path())
        .arg(&secrets);
    let done = run(&mut shell, format!("{PRIVATE}\nis no passphrase here").as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let listed = home.json(&["journal", "list"], "");
    assert_eq!(listed["entries"][0]["preview"], json!(format!("{PRIVATE} is no passphrase here")));
}

#[test]
fn wrong_passphrase_is_exit_4_and_changes_no_vault() {
    let home = Home::new();
    let vaults = || home.files().into_iter().filter(|(path, _)| path.to_string_lossy().contains(".mend")).collect();
    let before: Vec<_> = vaults();
    refused(&slots_with(&home, b"not this one\n"), 4);
    let after: Vec<_> = vaults();
    assert_eq!(before, after);
}

#[test]
fn the_together_passphrase_opens_no_journal() {
    let home = Home::new();
    let done = run(home.command().args(["journal", "list"]), format!("{TOGETHER}\n").as_bytes());
    refused(&done, 4);
    let done = run(home.command().args(["--json", "profile"]), format!("{TOGETHER}\n").as_bytes());
    assert_eq!(done.status.code(), Some(4));
    assert!(text(&done.stderr).contains(r#""kind":"private_locked""#));
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let home = Home::new();
    let id = home.write("kept", &[]);
    let new = "gravel oboe thirteen lantern";
    home.json(&["passphrase"], &format!("{new}\n"));
    refused(&home.mend(&["slots"], ""), 4);
    let done = run(home.command().args(["journal", "show", &id]), format!("{new}\n").as_bytes());
    assert!(text(&done.stdout).contains("kept"));
}

#[test]
fn a_weak_passphrase_is_warned_of_and_taken() {
    let home = Home::empty();
    let done = run(home.command().arg("init"), b"password1\n");
    assert_eq!(done.status.code(), Some(0));
    let said = text(&done.stderr);
    assert!(said.contains("easy to guess"), "{said}");
    // What cannot be taken back is said before.
    assert!(said.find("lost").expect("the warning") < said.find("easy to guess").expect("the other"), "{said}");
    refused(&run(home.command().arg("init"), b"password2\n"), 1);
}

#[test]
fn set_up_with_the_together_passphrase_alone_has_no_journal() {
    let home = Home::empty();
    let done = run(home.command().args(["init", "--together-only"]), format!("{TOGETHER}\n").as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    refused(&run(home.command().args(["journal", "list"]), format!("{TOGETHER}\n").as_bytes()), 4);
}

/// A program reads the code from stdout, and types it back on the next line.
#[test]
fn a_recovery_code_opens_and_sets_a_forgotten_passphrase() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;
    let home = Home::new();
    let mut making = home
        .command()
        .args(["--json", "recovery"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary was built");
    let mut input = making.stdin.take().expect("a pipe");
    writeln!(input, "{PRIVATE}").expect("written");
    let mut line = String::new();
    BufReader::new(making.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let answer: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let code = answer["recovery_code"].as_str().expect("a code").to_owned();
    writeln!(input, "{}", code.to_lowercase()).expect("written");
    drop(input);
    assert_eq!(making.wait().expect("it ends").code(), Some(0));

    let with_code = |args: &[&str], rest: &str| run(home.command().args(args), format!("{code}\n{rest}").as_bytes());
    assert_eq!(with_code(&["recovery", "--check"], "").status.code(), Some(0));
    assert_eq!(with_code(&["--recovery", "passphrase"], "a new one that is long\n").status.code(), Some(0));
    refused(&home.mend(&["slots"], ""), 4);
    let done = run(home.command().arg("slots"), b"a new one that is long\n");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));

    let slip = code.replacen(&code[..1], if code.starts_with('7') { "8" } else { "7" }, 1);
    let done = run(home.command().args(["recovery", "--check"]), format!("{slip}\n").as_bytes());
    refused(&done, 1);
}

/// What is left of the wait stands in device.json; a process waits it out on its own clock.
#[test]
fn a_wait_after_wrong_tries_is_waited_out_and_said() {
    let home = Home::new();
    fs::write(home.path().join("device.json"), r#"{ "tries": { "failed": 5, "wait_seconds": 2 } }"#).expect("written");
    let began = std::time::Instant::now();
    let done = home.mend(&["slots"], "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(began.elapsed().as_secs_f64() >= 2.0);
    assert!(text(&done.stderr).contains("in 2 seconds"), "{}", text(&done.stderr));
    // The right passphrase cleared the count.
    let began = std::time::Instant::now();
    refused(&slots_with(&home, b"wrong\n"), 4);
    assert_eq!(home.mend(&["slots"], "").status.code(), Some(0));
    assert!(began.elapsed().as_secs() < 20);
}
