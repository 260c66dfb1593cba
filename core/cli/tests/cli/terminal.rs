//! With a terminal of its own: what a person sees, and what typing leaves behind.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::{Home, NOW, PRIVATE};

/// A command in a terminal; its passphrases come from a file on descriptor 3.
pub struct Terminal {
    ours: File,
    shown: Arc<Mutex<Vec<u8>>>,
    child: Child,
    reader: JoinHandle<()>,
}

impl Terminal {
    pub fn run(home: &Home, columns: u16, environment: &[(&str, &str)], args: &[&str]) -> Self {
        Self::run_with(home, PRIVATE, columns, environment, args)
    }

    /// With another passphrase than the private one.
    pub fn run_with(home: &Home, passphrase: &str, columns: u16, environment: &[(&str, &str)], args: &[&str]) -> Self {
        Self::run_sized(home, passphrase, [columns, 24], environment, args)
    }

    /// In a window of so many columns and lines.
    pub fn run_sized(
        home: &Home,
        passphrase: &str,
        [columns, rows]: [u16; 2],
        environment: &[(&str, &str)],
        args: &[&str],
    ) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&ours).expect("ours");
        unlockpt(&ours).expect("open");
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&ours, size).expect("a size");
        let name = ptsname(&ours, Vec::new()).expect("a name").into_string().expect("text");
        let theirs =
            || -> OwnedFd { File::options().read(true).write(true).open(&name).expect("the other end").into() };
        let secrets = home.file("secret");
        fs::write(&secrets, format!("{passphrase}\n")).expect("written");
        let mut shell = Command::new("sh");
        shell
            .args(["-c", r#"secret=$1; shift; exec "$0" "$@" 3<"$secret""#, env!("CARGO_BIN_EXE_mend")])
            .arg(&secrets)
            .arg("--home")
            .arg(home.path())
            .args(["--passphrase-fd", "3", "--now", NOW])
            .args(args)
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .envs(environment.iter().copied());
        let child =
            shell.stdin(Stdio::from(theirs())).stdout(theirs()).stderr(theirs()).spawn().expect("the binary was built");
        drop(shell);
        let ours = File::from(ours);
        let shown = Arc::new(Mutex::new(Vec::new()));
        let (mut from, into) = (ours.try_clone().expect("a copy"), shown.clone());
        let reader = std::thread::spawn(move || {
            let mut some = [0; 1024];
            // The last one to leave ends it with an error.
            while let Ok(n @ 1..) = from.read(&mut some) {
                into.lock().expect("no panic there").extend_from_slice(&some[..n]);
            }
        });
        Self { ours, shown, child, reader }
    }

    pub fn shown(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().expect("no panic there")).into_owned()
    }

    pub fn wait_for(&self, wanted: &str) {
        wait_until(wanted, || self.shown().contains(wanted), || self.shown());
    }

    /// Until it was shown so often.
    pub fn wait_for_times(&self, wanted: &str, times: usize) {
        wait_until(wanted, || self.shown().matches(wanted).count() >= times, || self.shown());
    }

    /// Its window becomes another.
    pub fn resize(&self, [columns, rows]: [u16; 2]) {
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.ours, size).expect("a size");
    }

    /// As Ctrl-C does.
    pub fn interrupt(&self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    }

    /// Until what was typed has reached the log.
    pub fn settle(&self, home: &Home) {
        let mut before = log_length(home);
        loop {
            std::thread::sleep(Duration::from_millis(300));
            let now = log_length(home);
            if now == before {
                return;
            }
            before = now;
        }
    }

    pub fn type_in(&mut self, keys: &str) {
        self.ours.write_all(keys.as_bytes()).expect("typed");
    }

    /// Its exit code, and all that was shown.
    pub fn end(mut self) -> (Option<i32>, String) {
        let code = self.child.wait().expect("it ends").code();
        self.reader.join().expect("no panic there");
        (code, String::from_utf8_lossy(&self.shown.lock().expect("no panic there")).into_owned())
    }
}

fn wait_until(what: &str, done: impl Fn() -> bool, instead: impl Fn() -> String) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_secs(60), "not in a minute: {what}; but: {}", instead());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn log_length(home: &Home) -> u64 {
    fs::metadata(home.path().join("private.mend-wal")).map_or(0, |log| log.len())
}

pub fn plain(shown: &str) -> String {
    let mut out = String::new();
    let mut rest = shown.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(c);
        }
    }
    out.replace('\r', "")
}

#[test]
fn colour_is_for_terminals_and_not_against_no_color() {
    let home = Home::new();
    home.write("text", &["--title", "title"]);
    let (code, coloured) = Terminal::run(&home, 80, &[], &["journal", "list"]).end();
    assert_eq!(code, Some(0), "{coloured}");
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
    let (_, without) = Terminal::run(&home, 80, &[("NO_COLOR", "1")], &["journal", "list"]).end();
    assert!(!without.contains('\u{1b}'), "{without:?}");
    assert_eq!(plain(&coloured), plain(&without));
}

#[test]
fn twenty_columns_are_enough_to_read() {
    let home = Home::new();
    let id = home
        .write("We walked the whole canal 日本語日本語日本語 without phones.", &["--title", "A long title of words"]);
    home.write("🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊", &[]);
    for args in
        [&["journal", "list"][..], &["journal", "show", &id], &["journal", "calendar"], &["slots"], &["profile"]]
    {
        let (code, shown) = Terminal::run(&home, 20, &[], args).end();
        assert_eq!(code, Some(0), "{shown}");
        for line in plain(&shown).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 20, "{args:?}: {width} columns: {line:?}");
        }
    }
}

#[test]
fn what_was_typed_before_an_interruption_is_a_draft_and_is_offered() {
    let home = Home::new();
    let mut first = Terminal::run(&home, 80, &[], &["write", "--title", "Later"]);
    first.wait_for("Ctrl-D");
    for line in ["the first line\n", "the second line\n"] {
        let before = log_length(&home);
        first.type_in(line);
        wait_until("a line is kept", || log_length(&home) != before, String::new);
    }
    // What has reached the log is a moment away from being durable. Then the power goes.
    std::thread::sleep(Duration::from_millis(300));
    first.child.kill().expect("killed");
    first.end();

    let drafts = home.json(&["journal", "drafts"], "");
    assert_eq!(drafts["drafts"][0]["text"], "the first line\nthe second line\n");

    let mut second = Terminal::run(&home, 80, &[], &["write"]);
    second.wait_for("Go on with it?");
    second.type_in("\n");
    second.wait_for("Ctrl-D");
    second.type_in("the third\n\u{4}");
    let (code, shown) = second.end();
    assert_eq!(code, Some(0), "{shown}");
    let listed = home.json(&["journal", "list"], "");
    assert_eq!(listed["entries"][0]["title"], "Later");
    assert_eq!(listed["entries"][0]["preview"], "the first line the second line the third");
    assert_eq!(home.json(&["journal", "drafts"], "")["drafts"], serde_json::json!([]));
}

#[test]
fn piped_text_leaves_no_draft() {
    let home = Home::new();
    assert_ne!(home.mend(&["write", "--feeling", "no_such_feeling"], "text").status.code(), Some(0));
    assert_eq!(home.json(&["journal", "drafts"], "")["drafts"], serde_json::json!([]));
}

#[test]
fn delete_asks_and_takes_no_for_an_answer() {
    let home = Home::new();
    let id = home.write("text", &["--title", "Keep me"]);
    for (answer, code, left) in [("n\n", 1, 1), ("\n", 1, 1), ("\u{4}", 1, 1), ("y\n", 0, 0)] {
        let mut asked = Terminal::run(&home, 80, &[], &["journal", "delete", &id]);
        asked.wait_for("Keep me");
        asked.type_in(answer);
        let (ended, shown) = asked.end();
        assert_eq!(ended, Some(code), "{shown}");
        assert_eq!(home.json(&["journal", "list"], "")["entries"].as_array().map(Vec::len), Some(left));
    }
}
