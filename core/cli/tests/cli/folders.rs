//! Where the journal lies, and who else is in it.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::{Home, NOW, PRIVATE, files, mend, refused, run, text};

#[test]
fn a_path_with_spaces_and_other_scripts_works() {
    let home = Home::empty();
    let path = home.file("mi diario ü 日記");
    let command = || {
        let mut command = mend();
        command.args(["--passphrase-fd", "0", "--now", NOW]).env("MEND_HOME", &path);
        command
    };
    let secret = format!("{PRIVATE}\n");
    assert_eq!(run(command().arg("init"), secret.as_bytes()).status.code(), Some(0));
    assert_eq!(run(command().arg("write"), format!("{secret}text").as_bytes()).status.code(), Some(0));
    assert!(path.join("private.mend").exists());
    // Global flags work after the command too, and --home wins.
    let done = run(command().args(["journal", "list", "--home"]).arg(home.file("elsewhere")), b"");
    refused(&done, 1);
}

#[test]
fn a_second_process_is_told_that_mend_is_open() {
    let home = Home::new();
    let mut first =
        home.command().arg("tour-writer").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("built");
    writeln!(first.stdin.take().expect("a pipe"), "{PRIVATE}").expect("written");
    let mut stdout = BufReader::new(first.stdout.take().expect("a pipe"));
    // It is open once it has written.
    stdout.read_line(&mut String::new()).expect("a line");
    let second = run(home.command().args(["--json", "journal", "list"]), format!("{PRIVATE}\n").as_bytes());
    first.kill().expect("killed");
    first.wait().expect("ended");
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains(r#""kind":"already_open""#), "{}", text(&second.stderr));
    // The dead process holds nothing.
    home.json(&["journal", "list", "--limit", "1"], "");
}

/// Even an account that may do everything can make no folder there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_refused_without_a_trace() {
    let done = run(
        mend().args(["--home", "/sys/kernel/mend", "--passphrase-fd", "0", "--json", "init"]),
        format!("{PRIVATE}\n").as_bytes(),
    );
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains(r#""kind":"read_only""#), "{}", text(&done.stderr));
}

#[test]
fn a_backup_never_overwrites() {
    let home = Home::new();
    let taken = home.file("taken");
    std::fs::write(&taken, "mine").expect("written");
    refused(&home.mend(&[&"backup".into(), &taken.clone().into_os_string()], ""), 1);
    assert_eq!(std::fs::read_to_string(&taken).expect("still there"), "mine");
    assert_eq!(files(&home.path()).len(), home.files().len());
}
