//! What goes out: pipes that close, colours, text that tries to command a terminal.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::{Home, PRIVATE, mend, run, text};

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let home = Home::new();
    home.write(&"A long line that fills the pipe. ".repeat(20_000), &[]);
    let id = home.json(&["journal", "list"], "")["entries"][0]["id"].as_str().expect("an id").to_owned();
    let mut child = home
        .command()
        .args(["journal", "show", &id])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("built");
    writeln!(child.stdin.take().expect("a pipe"), "{PRIVATE}").expect("written");
    let mut first = String::new();
    BufReader::with_capacity(16, child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    assert!(first.starts_with("Id"), "{first}");
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.status.code(), text(&done.stderr).as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let done = mend()
        .args(["completions", "bash"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(|child| child.wait_with_output())
        .expect("it ends");
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).starts_with("The answer could not be written"));
}

#[test]
fn a_text_that_commands_a_terminal_is_shown_and_not_obeyed() {
    let home = Home::new();
    let attack = "before\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}after";
    let id = home.write(attack, &[]);
    for args in
        [&["journal", "list"][..], &["journal", "show", &id], &["journal", "search", "before"], &["journal", "tags"]]
    {
        let shown = text(&home.mend(args, "").stdout);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        assert!(!shown.contains('\u{202e}'));
    }
    // A program gets the text as it is, but nothing raw for the terminal it may be shown in.
    let document = text(&home.mend(&["--json", "journal", "show", &id], "").stdout);
    assert!(document.trim_end().chars().all(|c| !c.is_control()), "{document:?}");
    let value: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(value["text"], attack);
}

#[test]
fn a_pipe_gets_no_colour_and_no_cut() {
    let home = Home::new();
    let title = "a title that is longer than a usual line ".repeat(4);
    home.write("text", &["--title", title.trim()]);
    let listed = text(&home.mend(&["journal", "list"], "").stdout);
    assert!(listed.contains(title.trim()) && !listed.contains('\u{1b}') && !listed.contains('…'), "{listed}");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = run(mend().args(["completions", shell]), b"");
        let script = text(&done.stdout);
        assert_eq!(done.status.code(), Some(0));
        assert!(script.contains("journal") && script.contains("passphrase-fd"), "{shell}");
        assert!(!script.contains("tour-writer"), "{shell}: what is hidden is not offered");
    }
}
