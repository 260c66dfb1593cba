//! The built binary, from outside: what scripts may rely on, what is refused and how, what a terminal is shown.
//!
//! Nothing here makes the key derivation cheaper; every opening costs its time. So tests begin from copies of one
//! journal that is set up once, and ask much of each opening.

#![forbid(unsafe_code)]

mod agreements;
#[cfg(unix)]
mod asking;
mod checkins;
mod contract;
mod expanding;
mod folders;
mod guides;
#[cfg(unix)]
mod guiding;
mod help;
mod insights;
mod journal;
#[cfg(unix)]
mod languages;
mod output;
mod packs;
mod pairing;
mod passphrases;
mod promises;
mod readme;
mod refusals;
mod schedules;
mod sharing;
mod slots;
mod syncing;
#[cfg(unix)]
mod terminal;
mod tour;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::{fs, io};

use serde_json::Value;
use tempfile::TempDir;

const PRIVATE: &str = "lantern gravel oboe thirteen";
const TOGETHER: &str = "two cups by the window";
/// The time of every command here that does not say another.
const NOW: &str = "2026-11-24T21:30:00+01:00";

fn mend() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mend"));
    command.env_remove("MEND_HOME").env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

/// Runs to the end, with `stdin` as its whole input.
fn run(command: &mut Command, stdin: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary was built");
    let mut input = child.stdin.take().expect("a pipe");
    std::thread::scope(|both| {
        // Beside the reading: a command may answer before it has read all.
        both.spawn(move || match input.write_all(stdin) {
            // A command that refuses its arguments reads nothing.
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => panic!("{e}"),
            _ => drop(input),
        });
        child.wait_with_output().expect("it ends")
    })
}

/// A journal of one's own, removed at the end of the test.
struct Home {
    folder: TempDir,
}

impl Home {
    /// Set up with both passphrases.
    fn new() -> Self {
        static TEMPLATE: OnceLock<Home> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let home = Self::empty();
            let secrets = format!("{PRIVATE}\n{TOGETHER}\n");
            let done = run(home.command().args(["init", "--together"]), secrets.as_bytes());
            assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
            home
        });
        template.copy()
    }

    /// Another folder with the same files, as on a second device.
    fn copy(&self) -> Self {
        let home = Self::empty();
        fs::create_dir(home.path()).expect("a folder");
        for file in fs::read_dir(self.path()).expect("a folder") {
            let file = file.expect("a file");
            fs::copy(file.path(), home.path().join(file.file_name())).expect("a copy");
        }
        home
    }

    /// Nothing is set up.
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = mend();
        command.arg("--home").arg(self.path()).args(["--passphrase-fd", "0", "--now", NOW]);
        command
    }

    /// A command that is given the private passphrase and then `rest`.
    fn mend<A: AsRef<OsStr>>(&self, args: &[A], rest: impl AsRef<[u8]>) -> Output {
        run(self.command().args(args), &[PRIVATE.as_bytes(), b"\n", rest.as_ref()].concat())
    }

    /// The document that a command which must succeed prints.
    fn json(&self, args: &[&str], rest: &str) -> Value {
        let done = run(self.command().arg("--json").args(args), format!("{PRIVATE}\n{rest}").as_bytes());
        assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
        assert_eq!(text(&done.stderr), "", "{args:?}");
        let document = text(&done.stdout);
        assert_eq!(document.matches('\n').count(), 1, "one document on one line: {document}");
        serde_json::from_str(&document).expect("JSON")
    }

    /// The same at another time than [`NOW`].
    fn json_at(&self, now: &str, args: &[&str], rest: &str) -> Value {
        self.json(&[args, &["--now", now]].concat(), rest)
    }

    /// The error of a command that must be refused.
    fn error(&self, args: &[&str], rest: &str) -> Value {
        let done = run(self.command().arg("--json").args(args), format!("{PRIVATE}\n{rest}").as_bytes());
        assert_eq!(done.status.code(), Some(1), "{args:?}: {} {}", text(&done.stdout), text(&done.stderr));
        assert_eq!(text(&done.stdout), "", "{args:?}");
        let mut document: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
        document["error"].take()
    }

    /// Writes an entry and gives its id.
    fn write(&self, text: &str, args: &[&str]) -> String {
        id_in(&self.json(&[&["write"], args].concat(), text))
    }

    /// Every file and its bytes, to see that nothing changed.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.path())
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .map(|path| (path.clone(), fs::read(path).expect("bytes")))
        .collect();
    files.sort();
    files
}

/// Of a document.
fn id_in(document: &Value) -> String {
    document["id"].as_str().expect("an id").to_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Refused with this code: nothing on stdout, two lines for people on stderr.
fn refused(done: &Output, code: i32) -> String {
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(code), "{said}");
    assert_eq!(text(&done.stdout), "");
    assert_eq!(said.lines().count(), 2, "what, and what to do: {said}");
    said
}
