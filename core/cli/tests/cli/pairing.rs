//! Two phones become a pair, over pictures of two codes and four words; and part.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use mend_qr::draw::{self, Matrix};
use mend_qr::{Content, Ecc, Kind, StaticCode, Symbol};
use serde_json::{Value, json};

use crate::{Home, NOW, PRIVATE, text};

/// A command that goes on while something is handed to it.
pub struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Running {
    pub fn start(home: &Home, args: &[&str]) -> Self {
        let mut command = home.command();
        let mut child = command
            .arg("--json")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary was built");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut running = Self { child, input, output };
        running.say(PRIVATE);
        running
    }

    /// The document with the words of this phone.
    pub fn met(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a line");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("JSON: {line:?}"))
    }

    pub fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it listens");
    }

    /// Its exit code, and the error that it printed.
    pub fn end(self) -> (Option<i32>, Value) {
        let Self { child, input, output } = self;
        drop((input, output));
        let done = child.wait_with_output().expect("it ends");
        let said = serde_json::from_slice(&done.stderr).unwrap_or(Value::Null);
        (done.status.code(), said["error"].clone())
    }
}

/// Until a picture is there and whole.
fn wait_for(file: &Path) {
    let began = Instant::now();
    while !fs::read(file).is_ok_and(|bytes| bytes.ends_with(b"IEND\xae\x42\x60\x82")) {
        assert!(began.elapsed() < Duration::from_secs(60), "no {} in a minute", file.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn words(met: &Value) -> String {
    let four = met["words"].as_array().expect("words").iter();
    four.map(|word| word.as_str().expect("a word")).collect::<Vec<_>>().join(" ")
}

fn name(file: &Path) -> &str {
    file.to_str().expect("UTF-8")
}

/// Both phones meet; `hears` is what each is told that the other shows.
fn meet(a: &Home, b: &Home, more: &[&str], hears: impl Fn(String) -> String) -> [(Option<i32>, Value); 2] {
    let [offer, answer] = ["offer.png", "answer.png"].map(|file| a.file(file));
    let offering = ["pair", "offer", "--png", name(&offer), "--answer", name(&answer)];
    let mut first = Running::start(a, &[&offering[..], more].concat());
    wait_for(&offer);
    let answering = ["pair", "answer", name(&offer), "--png", name(&answer)];
    let mut second = Running::start(b, &[&answering[..], more].concat());
    let (met, met_too) = (first.met(), second.met());
    assert_eq!(met, json!({ "words": words(&met).split(' ').collect::<Vec<_>>(), "replaces": !more.is_empty() }));
    assert_eq!(words(&met).split(' ').count(), 4);
    assert_eq!(met, met_too);
    first.say(&hears(words(&met_too)));
    second.say(&hears(words(&met)));
    for file in [offer, answer] {
        fs::remove_file(file).expect("it was made");
    }
    [first.end(), second.end()]
}

/// Two journals that were paired once for all tests here.
pub fn two() -> (Home, Home) {
    static TEMPLATE: OnceLock<(Home, Home)> = OnceLock::new();
    let (a, b) = TEMPLATE.get_or_init(|| {
        let (a, b) = (Home::new(), Home::new());
        assert_eq!(meet(&a, &b, &[], |words| words), [(Some(0), Value::Null), (Some(0), Value::Null)]);
        (a, b)
    });
    (a.copy(), b.copy())
}

/// What one phone shows, read by the other.
pub fn hand_over(from: &Home, to: &Home) -> Value {
    let file = from.file("handed-over.gif");
    from.json(&["sync", "show", "--gif", name(&file)], "");
    let read = to.json(&["sync", "scan", name(&file)], "");
    fs::remove_file(file).expect("it was made");
    assert_eq!((&read["unread"], read["received"].as_array().map(Vec::len)), (&json!([]), Some(1)), "{read}");
    read["received"][0].clone()
}

/// There and back, so that both know what the other has.
pub fn exchange(a: &Home, b: &Home) -> [Value; 2] {
    [hand_over(a, b), hand_over(b, a)]
}

fn pair_of(home: &Home) -> Value {
    home.json(&["pair"], "")["pair"].clone()
}

#[test]
fn two_phones_are_a_pair_at_once_and_know_of_each_other_after_a_code_each_way() {
    let (a, b) = two();
    for home in [&a, &b] {
        assert_eq!(pair_of(home), json!({ "paired_at": NOW, "complete": false }));
    }
    exchange(&a, &b);
    for home in [&a, &b] {
        assert_eq!(pair_of(home), json!({ "paired_at": NOW, "complete": true }));
    }
    assert_eq!(pair_of(&Home::new()), Value::Null);
}

#[test]
fn wrong_words_make_no_pair() {
    let (a, b) = (Home::new(), Home::new());
    let wrong = |four: String| four.split(' ').rev().collect::<Vec<_>>().join(" ");
    for (code, error) in meet(&a, &b, &[], wrong) {
        assert_eq!((code, &error["kind"]), (Some(1), &json!("words_differ")));
    }
    assert_eq!([pair_of(&a), pair_of(&b)], [Value::Null, Value::Null]);
    for (code, error) in meet(&a, &b, &[], |_| String::new()) {
        assert_eq!((code, &error["kind"]), (Some(1), &json!("words_differ")), "silence is no yes");
    }
    assert_eq!([pair_of(&a), pair_of(&b)], [Value::Null, Value::Null]);
}

#[test]
fn paired_phone_pairs_anew_only_if_told_to_and_the_old_codes_open_nothing_then() {
    let (a, b) = two();
    let old = a.file("old.gif");
    a.json(&["sync", "show", "--gif", name(&old)], "");
    assert_eq!(
        a.error(&["pair", "offer", "--png", name(&a.file("o.png")), "--answer", "x.png"], "")["kind"],
        "already_paired"
    );
    assert!(!a.file("o.png").exists(), "nothing was shown");
    let [first, second] = meet(&a, &b, &["--replace"], |words| words);
    assert_eq!((first.0, second.0), (Some(0), Some(0)), "{} {}", first.1, second.1);
    assert_eq!(pair_of(&b)["complete"], json!(false));
    let refused = b.error(&["sync", "scan", name(&old)], "");
    assert_eq!((&refused["kind"], &refused["problem"]), (&json!("bad_bundle"), &json!("does_not_open")));
    exchange(&a, &b);
}

#[test]
fn what_is_no_answer_to_this_offer_is_refused_by_what_it_is() {
    let (a, b) = (Home::new(), Home::new());
    let [offer, answer] = ["offer.png", "answer.png"].map(|file| a.file(file));
    let refused = |answer: &Path| {
        let offer = a.file("refused.png");
        let args = ["pair", "offer", "--png", name(&offer), "--answer", name(answer)];
        let error = a.error(&args, "");
        fs::remove_file(offer).expect("it was made");
        json!([error["kind"], error["problem"]])
    };
    // An answer to an offer that is gone.
    let first = Running::start(&a, &["pair", "offer", "--png", name(&offer), "--answer", "nothing.png"]);
    wait_for(&offer);
    let answered = b.mend(&["--json", "pair", "answer", name(&offer), "--png", name(&answer)], "");
    assert_eq!(answered.status.code(), Some(1), "nobody said the words");
    let mut first = first;
    first.child.kill().expect("killed");
    assert_eq!(refused(&answer), json!(["bad_code", "other_offer"]));
    assert_eq!(refused(&offer), json!(["bad_code", "not_an_answer"]));

    let draw = |symbol: Symbol| {
        let picture = draw::png(&Matrix::draw(&symbol).expect("drawn"), 4).expect("drawn");
        let file = a.file("drawn.png");
        fs::write(&file, picture).expect("written");
        refused(&file)
    };
    let content = Content::Bytes(b"https://example.org".to_vec());
    assert_eq!(draw(Symbol { version: 3, content, ecc: Ecc::Low }), json!(["code_not_ours", null]));
    let of_kind = |number| StaticCode { kind: Kind::new(number).expect("1 to 7"), body: b"another".to_vec() };
    assert_eq!(draw(of_kind(1).symbol().expect("it fits")), json!(["bad_code", "not_a_code"]));
    assert_eq!(draw(of_kind(2).symbol().expect("it fits")), json!(["code_of_sharing", null]));
    assert_eq!(draw(of_kind(5).symbol().expect("it fits")), json!(["code_newer", null]));
    let no_picture = a.file("words.txt");
    fs::write(&no_picture, "no picture").expect("written");
    assert_eq!(refused(&no_picture), json!(["no_picture", null]));
    assert_eq!(pair_of(&a), Value::Null);

    let error = b.error(&["pair", "answer", name(&answer), "--png", name(&b.file("x.png"))], "");
    assert_eq!((&error["kind"], &error["problem"]), (&json!("bad_code"), &json!("not_an_offer")));
    let error = b.error(&["pair", "answer", "nothing.png", "--png", name(&b.file("x.png"))], "");
    assert_eq!((&error["kind"], &error["file"]), (&json!("picture_missing"), &json!("nothing.png")));
    // The picture of an offer that is there already is not written over.
    assert_eq!(b.error(&["pair", "answer", name(&offer), "--png", name(&answer)], "")["kind"], "file_exists");
}

#[test]
fn with_nobody_to_ask_a_pairing_needs_its_pictures_as_files() {
    let home = Home::new();
    let shown = home.file("o.png");
    assert_eq!(home.mend(&["pair", "offer", "--png", name(&shown)], "").status.code(), Some(2));
    let done = home.mend(&["pair", "offer", "--answer", "a.png"], "");
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("no terminal to show a code in"), "{}", text(&done.stderr));
    assert!(!shown.exists());
}

#[test]
fn whoever_ends_the_pair_reads_no_more_codes_and_keeps_or_removes_what_was_shared() {
    let (a, b) = two();
    let id = a.write("We walked.", &["--title", "Canal"]);
    a.json(&["share", "entry", &id, "--yes"], "");
    exchange(&a, &b);
    let later = a.file("later.gif");
    a.json(&["sync", "show", "--gif", name(&later)], "");
    let before = b.files();
    assert_eq!(b.mend(&["unpair"], "y\n").status.code(), Some(1), "nobody was asked");
    assert_eq!(b.files(), before);

    let other = b.copy();
    assert_eq!(b.json(&["unpair", "--yes"], ""), json!({ "unpaired": true, "kept": true }));
    assert_eq!(other.json(&["unpair", "--delete", "--yes"], ""), json!({ "unpaired": true, "kept": false }));
    for (home, left) in [(&b, 1), (&other, 0)] {
        assert_eq!(pair_of(home), Value::Null);
        let items = home.json(&["inbox"], "")["items"].clone();
        assert_eq!(items.as_array().map(Vec::len), Some(left));
        assert!(left == 0 || items[0]["former"] == json!(true), "{items}");
        for args in [&["sync", "scan", name(&later)][..], &["sync", "show", "--gif", "x.gif"], &["unpair", "--yes"]] {
            assert_eq!(home.error(args, "")["kind"], json!("not_paired"), "{args:?}");
        }
    }
    assert_eq!(pair_of(&a)["complete"], json!(true), "nobody is told");
}

#[cfg(unix)]
mod in_a_terminal {
    use super::*;
    use crate::terminal::{Terminal, plain};

    #[test]
    fn the_answer_is_typed_as_a_path_and_the_words_are_asked_for() {
        let (a, b) = (Home::new(), Home::new());
        let [offer, answer] = ["an offer.png", "an answer.png"].map(|file| a.file(file));
        let mut first = Terminal::run_sized(&a, PRIVATE, [80, 24], &[], &["pair", "offer", "--png", name(&offer)]);
        first.wait_for("Picture of the other phone's answer:");
        let mut second = Running::start(&b, &["pair", "answer", name(&offer), "--png", name(&answer)]);
        let four = words(&second.met());
        first.type_in("\n");
        first.type_in(&format!("{}\n", name(&offer)));
        first.wait_for("This is the code of this very phone.");
        first.type_in("nowhere.png\n");
        first.wait_for("There is no picture nowhere.png");
        first.type_in(&format!("'{}'\n", name(&answer)));
        first.wait_for("Are they the same on both phones?");
        assert!(first.shown().contains(&four), "{}", first.shown());
        first.type_in("y\n");
        second.say(&four);
        let (code, shown) = first.end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.contains("This phone is paired."), "{shown}");
        assert!(shown.contains("\u{2588}") || shown.contains("\u{2580}"), "the code was shown too: {shown}");
        assert_eq!(second.end(), (Some(0), Value::Null));
        exchange(&a, &b);
    }

    #[test]
    fn no_is_taken_for_an_answer_and_nothing_is_kept() {
        let (a, b) = (Home::new(), Home::new());
        let [offer, answer] = ["offer.png", "answer.png"].map(|file| a.file(file));
        let mut first = Running::start(&a, &["pair", "offer", "--png", name(&offer), "--answer", name(&answer)]);
        wait_for(&offer);
        let args = ["pair", "answer", name(&offer), "--png", name(&answer)];
        let mut second = Terminal::run_sized(&b, PRIVATE, [80, 24], &[("NO_COLOR", "1")], &args);
        second.wait_for("Are they the same on both phones?");
        let four = words(&first.met());
        first.say(&four);
        second.type_in("\n");
        let (code, shown) = second.end();
        assert_eq!(code, Some(1), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
        assert!(shown.contains("These phones are not a pair."), "{shown}");
        assert_eq!(pair_of(&b), Value::Null);
        assert_eq!(first.end().0, Some(0));
    }

    #[test]
    fn a_window_that_is_too_small_says_so_and_offers_a_picture() {
        let home = Home::new();
        let (code, shown) = Terminal::run(&home, 24, &[], &["pair", "offer"]).end();
        assert_eq!(code, Some(1), "{shown}");
        assert!(plain(&shown).contains("This terminal is too small."), "{shown}");
        assert!(plain(&shown).contains("--png FILE"), "{shown}");
        assert_eq!(pair_of(&home), Value::Null);
    }

    #[test]
    fn interrupted_offer_leaves_nothing() {
        let home = Home::new();
        let before = home.files();
        let first = Terminal::run_sized(&home, PRIVATE, [80, 40], &[], &["pair", "offer"]);
        first.wait_for("Picture of the other phone's answer:");
        first.interrupt();
        assert_eq!(first.end().0, Some(130));
        assert_eq!(pair_of(&home), Value::Null);
        assert_eq!(home.files().len(), before.len());
    }
}
