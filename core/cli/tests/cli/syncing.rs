//! Codes that go on: shown as pictures and in a terminal, read when some are missing, of others, or for others.

use std::fs;
use std::path::{Path, PathBuf};

use mend_qr::draw::{self, GifOptions, Matrix};
use mend_qr::read::{Limits, Luma, Pictures};
use mend_qr::{Density, Encoder};
use serde_json::{Value, json};

use self::jpeg::jpeg;
use crate::pairing::{exchange, hand_over, two};
use crate::{Home, TOGETHER, id_in, refused, run, text};

#[path = "../../src/codes/tests/jpeg.rs"]
mod jpeg;

fn name(file: &Path) -> &str {
    file.to_str().expect("UTF-8")
}

/// Words that do not become smaller when they are packed.
fn long(bytes: u32) -> String {
    (0..bytes).map(|i| char::from(b'!' + (i.wrapping_mul(2_654_435_761) >> 11) as u8 % 90)).collect()
}

/// Shares an entry of so many bytes.
fn share(home: &Home, bytes: u32) -> Value {
    let id = home.write(&long(bytes), &["--title", "long"]);
    home.json(&["share", "entry", &id, "--yes"], "")["shared"].clone()
}

fn show(home: &Home, args: &[&str]) -> Value {
    home.json(&[&["sync", "show"], args].concat(), "")
}

fn arrived(home: &Home) -> usize {
    home.json(&["inbox"], "")["items"].as_array().map_or(0, Vec::len)
}

/// What reading pictures brings.
fn scan(home: &Home, pictures: &[&Path]) -> Value {
    let pictures: Vec<&str> = pictures.iter().map(|picture| name(picture)).collect();
    home.json(&[&["sync", "scan"], &pictures[..]].concat(), "")
}

fn scan_error(home: &Home, pictures: &[&Path]) -> Value {
    let pictures: Vec<&str> = pictures.iter().map(|picture| name(picture)).collect();
    home.error(&[&["sync", "scan"], &pictures[..]].concat(), "")
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn a_little_is_one_still_picture_and_reading_it_twice_says_so() {
    let (a, b) = two();
    share(&a, 100);
    let file = a.file("still.gif");
    let shown = show(&a, &["--gif", name(&file)]);
    let bytes = shown["bytes"].as_u64().expect("a number");
    assert!((128..=1263).contains(&bytes), "{shown}");
    assert_eq!(shown, json!({ "changes": 1, "more": false, "bytes": bytes, "pictures": 1, "files": [name(&file)] }));
    assert_eq!(a.error(&["sync", "show", "--gif", name(&file)], "")["kind"], json!("file_exists"));
    assert_eq!(scan(&b, &[&file])["received"][0]["new"].as_array().map(Vec::len), Some(1));
    let before = b.json(&["inbox"], "");
    assert_eq!(scan(&b, &[&file])["received"][0]["already"], json!(true));
    let said = text(&b.mend(&["sync", "scan", name(&file)], "").stdout);
    assert!(said.contains("You have read this before."), "{said}");
    assert_eq!(b.json(&["inbox"], ""), before);

    // The next one beside a code that is this phone's own, and a part of one that moves.
    share(&a, 60);
    let [next, own, moving] = ["next.gif", "own.gif", "moving.gif"].map(|file| a.file(file));
    show(&b, &["--gif", name(&own)]);
    show(&a, &["--png", name(&moving), "--density", "v9"]);
    show(&a, &["--gif", name(&next)]);
    let read = scan(&b, &[&own, &moving.join("code-0001.png"), &next]);
    assert_eq!(read["received"][0]["new"].as_array().map(Vec::len), Some(1), "{read}");
    assert_eq!(read["refused"], json!([{ "kind": "bad_bundle", "problem": "from_oneself" }]));
    assert_eq!(json!([read["unfinished"]["kind"], read["unfinished"]["known"]]), json!(["parts_missing", 1]));

    // The same picture, as a messenger sends it on.
    let c = two().1;
    let sent_on = a.file("still.jpg");
    let bytes = fs::read(&file).expect("bytes");
    fs::write(&sent_on, as_jpeg(&bytes)).expect("written");
    assert_eq!(scan(&c, &[&sent_on])["received"][0]["new"].as_array().map(Vec::len), Some(1));
}

/// The first picture of a file.
fn as_jpeg(file: &[u8]) -> Vec<u8> {
    let picture: Luma = Pictures::open(file, &Limits::default()).expect("opened").next().expect("one").expect("read");
    jpeg(picture.width(), picture.height(), picture.pixels())
}

#[test]
fn numbered_pictures_are_read_with_every_third_missing_and_some_as_jpegs() {
    let (a, b) = two();
    share(&a, 9000);
    let folder = a.file("pictures");
    let shown = show(&a, &["--png", name(&folder), "--density", "v14"]);
    let files = in_folder(&folder);
    assert_eq!(shown["pictures"], json!(files.len()));
    assert_eq!(shown["files"].as_array().map(Vec::len), Some(files.len()));
    assert_eq!(files[0].file_name().expect("a name"), "code-0001.png");
    #[cfg(unix)]
    for file in &files {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(file).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(a.error(&["sync", "show", "--png", name(&folder)], "")["kind"], json!("file_exists"));

    let few = scan_error(&b, &[&files[0], &files[3]]);
    assert_eq!(json!([few["kind"], few["known"]]), json!(["parts_missing", 4]));
    let said = refused(&b.mend(&["sync", "scan", name(&files[0]), name(&files[3])], ""), 1);
    assert!(said.contains(&format!("4 of {} parts are here.", few["of"])), "{said}");
    assert!(said.contains("Take more pictures"), "{said}");
    assert_eq!(arrived(&b), 0);

    for (at, file) in files.iter().enumerate() {
        match at % 6 {
            0 | 3 => fs::remove_file(file).expect("removed"),
            1 => fs::write(file, as_jpeg(&fs::read(file).expect("bytes"))).expect("written"),
            _ => {}
        }
    }
    // Others' pictures, a blank one and what is no picture lie among them.
    fs::write(folder.join("code-0000.png"), jpeg(64, 64, &[250; 64 * 64])).expect("written");
    fs::write(folder.join("code-0001.png"), others(&[8; 32])).expect("written");
    fs::write(folder.join("notes.txt"), "no picture").expect("written");
    let read = scan(&b, &[&folder]);
    assert_eq!(read["received"][0]["new"].as_array().map(Vec::len), Some(1), "{read}");
    assert_eq!(read["unread"], json!([{ "kind": "no_picture", "file": name(&folder.join("notes.txt")) }]));
    assert_eq!(arrived(&b), 1);
}

/// Frames of another pair.
fn others(key: &[u8; 32]) -> Vec<u8> {
    let frames = Encoder::new(&[1; 3000], key, Density::V14).expect("it fits").take(3);
    let matrices: Vec<_> = frames.map(|symbol| Matrix::draw(&symbol).expect("drawn")).collect();
    draw::gif(&matrices, &GifOptions::default()).expect("drawn")
}

#[test]
fn pictures_that_bring_nothing_say_why() {
    let (a, b) = two();
    share(&a, 3000);
    let [moving, still, foreign, blank, broken, words] =
        ["moving.gif", "still.gif", "foreign.gif", "blank.jpg", "broken.gif", "words.gif"].map(|file| a.file(file));
    show(&a, &["--gif", name(&moving), "--density", "v9", "--fps", "5"]);
    show(&b, &["--gif", name(&still)]);
    fs::write(&foreign, others(&[8; 32])).expect("written");
    fs::write(&blank, jpeg(64, 64, &[250; 64 * 64])).expect("written");
    fs::write(&broken, &fs::read(&moving).expect("bytes")[..900]).expect("written");
    fs::write(&words, "no picture").expect("written");
    let kind = |home: &Home, pictures: &[&Path]| scan_error(home, pictures)["kind"].clone();
    assert_eq!(kind(&a, &[&moving]), json!("code_of_oneself"));
    let own = scan_error(&b, &[&still]);
    assert_eq!(json!([own["kind"], own["problem"]]), json!(["bad_bundle", "from_oneself"]));
    assert_eq!(kind(&b, &[&foreign, &blank]), json!("code_of_other_pair"));
    assert_eq!(kind(&b, &[&blank]), json!("no_code"));
    assert_eq!(kind(&b, &[&words, &broken]), json!("no_picture"));
    assert_eq!(kind(&b, &[&a.file("nothing.gif")]), json!("picture_missing"));
    let said = text(&b.mend(&["sync", "scan", name(&foreign), name(&blank), name(&words)], "").stderr);
    for sentence in ["3 codes were made for others", "One picture shows no code.", "is not a PNG, JPEG or GIF"] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }

    // Whoever films the same code has nothing of it, paired with others or with nobody.
    let (_, third) = two();
    assert_eq!(third.json(&["unpair", "--yes"], "")["unpaired"], json!(true));
    assert_eq!(kind(&third, &[&moving]), json!("not_paired"));
    let bytes = fs::read(&moving).expect("bytes");
    assert!(!bytes.windows(8).any(|some| some == &long(3000).as_bytes()[..8]));
    assert_eq!(scan(&b, &[&moving])["received"][0]["new"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_a_restored_backup_does_not_know_comes_back_and_nothing_is_lost() {
    let (a, b) = two();
    let first = share(&a, 50);
    exchange(&a, &b);
    let backup = a.file("backup");
    a.json(&["backup", name(&backup)], "");
    let second = share(&a, 60);
    assert_eq!(hand_over(&a, &b)["new"][0]["id"], second);

    let restored = Home::empty();
    restored.json(&["restore", name(&backup)], "");
    let third = share(&restored, 70);
    // The other phone does not know yet that this one is another; what it shows first says that something is missing.
    assert_eq!(hand_over(&b, &restored)["more"], json!(true));
    assert_eq!(hand_over(&restored, &b)["new"][0]["id"], third);
    let back = hand_over(&b, &restored);
    assert_eq!(json!([back["returned"], back["more"]]), json!([1, false]), "{back}");
    let known = |home: &Home, list: &str| {
        let listed = home.json(&[list], "");
        let mut ids: Vec<_> = listed["items"].as_array().expect("items").iter().map(id_in).collect();
        ids.sort();
        ids
    };
    let mut all = [&first, &second, &third].map(|id| id.as_str().expect("an id").to_owned());
    all.sort();
    assert_eq!(known(&b, "inbox"), all);
    assert_eq!(known(&restored, "shared"), all);
}

#[test]
fn what_waited_in_a_backup_goes_only_once_its_user_says_so() {
    let (a, b) = two();
    exchange(&a, &b);
    let waiting = share(&a, 50);
    let backup = a.file("backup");
    a.json(&["backup", name(&backup)], "");
    let restored = Home::empty();
    let said = text(&restored.mend(&["restore", name(&backup)], "").stdout);
    assert!(said.contains("waits until you say so") && said.contains("mend outbox"), "{said}");
    let outbox = restored.json(&["outbox"], "");
    assert_eq!(json!([outbox["items"][0]["id"], outbox["items"][0]["held"]]), json!([waiting, true]));
    hand_over(&restored, &b);
    assert_eq!(arrived(&b), 0);
    let listed = text(&restored.mend(&["outbox"], "").stdout);
    assert!(listed.contains("from a backup") && listed.contains("mend outbox send"), "{listed}");
    let id = waiting.as_str().expect("an id");
    assert_eq!(restored.json(&["outbox", "send", &id[..8]], ""), json!({ "sent": waiting }));
    let again = restored.error(&["outbox", "send", id], "");
    assert_eq!(json!([again["field"], again["problem"]]), json!(["shared_item", "unknown"]));
    assert_eq!(hand_over(&restored, &b)["new"][0]["id"], waiting);
}

#[test]
fn together_passphrase_is_enough_for_codes_and_opens_nothing_to_share() {
    let (a, b) = two();
    let id = share(&a, 50);
    let entry = id_in(&a.json(&["journal", "list"], "")["entries"][0]);
    let file = a.file("shown.gif");
    let together = |home: &Home, args: &[&str]| {
        let done = run(home.command().arg("--json").args(args), format!("{TOGETHER}\n").as_bytes());
        let document = if done.stdout.is_empty() { &done.stderr } else { &done.stdout };
        (done.status.code(), serde_json::from_slice::<Value>(document).expect("JSON"))
    };
    assert_eq!(together(&a, &["sync", "show", "--gif", name(&file)]).0, Some(0));
    let (code, read) = together(&b, &["sync", "scan", name(&file)]);
    assert_eq!((code, &read["received"][0]["new"][0]["id"]), (Some(0), &id));
    let (code, listed) = together(&b, &["inbox"]);
    assert_eq!((code, &listed["items"][0]["id"]), (Some(0), &id));
    let (code, refused) = together(&a, &["share", "entry", &entry]);
    assert_eq!((code, &refused["error"]["kind"]), (Some(4), &json!("private_locked")));
    assert_eq!(together(&b, &["unpair", "--yes"]).0, Some(0), "whoever holds the phone can end the pair");
}

#[cfg(unix)]
mod in_a_terminal {
    use super::*;
    use crate::PRIVATE;
    use crate::terminal::{Terminal, plain};

    /// Frames as a camera sees them.
    fn frames(shown: &str) -> Vec<Luma> {
        let pictures = shown.split("\u{1b}[?2026h").skip(1).filter_map(|frame| {
            let lines: Vec<Vec<char>> = plain(frame.split("\u{1b}[?2026l").next()?)
                .lines()
                .map(|line| line.chars().collect::<Vec<_>>())
                .filter(|line| line.len() > 50 && line.iter().all(|c| " ▀▄█".contains(*c)))
                .collect();
            let pixels = lines.iter().flat_map(|line| {
                let half = |own: char| line.iter().flat_map(move |c| [if *c == '█' || *c == own { 0 } else { 255 }; 2]);
                half('▀').chain(half('▄')).collect::<Vec<u8>>()
            });
            Luma::new(2 * lines.first()?.len(), 2 * lines.len(), pixels.collect())
        });
        pictures.collect()
    }

    #[test]
    fn a_code_that_moves_is_drawn_in_place_until_a_key_is_pressed_and_can_be_filmed() {
        let (a, b) = two();
        share(&a, 3000);
        let args = ["sync", "show", "--density", "v9", "--fps", "50"];
        let mut showing = Terminal::run_sized(&a, PRIVATE, [80, 40], &[], &args);
        showing.wait_for_times("\u{1b}[?2026l", 40);
        showing.type_in("q");
        let (code, shown) = showing.end();
        assert_eq!(code, Some(0), "{}", plain(&shown));
        let gone = shown.rfind("\u{1b}[?25h").expect("the cursor comes back");
        assert!(shown.rfind("\u{1b}[?25l").expect("it was hidden") < gone);
        assert!(shown.rfind("\u{1b}[?1049l").expect("the screen comes back") > shown.rfind("2026l").expect("frames"));
        assert!(shown[gone..].contains("change is in it"), "{shown}");

        let folder = b.file("film");
        fs::create_dir(&folder).expect("a folder");
        for (at, picture) in frames(&shown).iter().enumerate().filter(|(at, _)| at % 3 != 1) {
            let seen = jpeg(picture.width(), picture.height(), picture.pixels());
            fs::write(folder.join(format!("{at:03}.jpg")), seen).expect("written");
        }
        let read = scan(&b, &[&folder]);
        assert_eq!(read["received"][0]["new"].as_array().map(Vec::len), Some(1), "{read}");
    }

    #[test]
    fn an_interruption_gives_the_terminal_back_as_it_was() {
        let (a, _) = two();
        share(&a, 3000);
        let showing = Terminal::run_sized(&a, PRIVATE, [80, 40], &[], &["sync", "show"]);
        showing.wait_for_times("\u{1b}[?2026l", 3);
        showing.resize([30, 20]);
        showing.wait_for("The window is too small");
        showing.resize([140, 70]);
        showing.wait_for_times("\u{1b}[2J", 3);
        showing.interrupt();
        let (code, shown) = showing.end();
        assert_eq!(code, Some(130));
        let after = &shown[shown.rfind("\u{1b}[?25h").expect("the cursor comes back")..];
        assert!(after.contains("\u{1b}[?1049l") && !after.contains('█'), "{after:?}");
    }

    #[test]
    fn what_does_not_fit_is_refused_before_anything_is_asked_and_a_picture_is_offered() {
        let (a, _) = two();
        share(&a, 3000);
        let before = a.files();
        for (size, args, wanted) in [
            ([24, 24], &["sync", "show"][..], "--gif FILE"),
            ([80, 40], &["sync", "show", "--density", "v20"], "--density v9"),
            ([80, 24], &["sync", "show", "--density", "v9"], "--gif FILE"),
        ] {
            let (code, shown) = Terminal::run_sized(&a, PRIVATE, size, &[], args).end();
            assert_eq!(code, Some(1), "{shown}");
            assert!(plain(&shown).contains(wanted), "{shown}");
        }
        let (code, shown) = Terminal::run_sized(&a, PRIVATE, [80, 40], &[("TERM", "dumb")], &["sync", "show"]).end();
        assert_eq!(code, Some(1), "{shown}");
        let piped = refused(&a.mend(&["sync", "show"], ""), 1);
        assert!(piped.contains("no terminal"), "{piped}");
        assert_eq!(a.error(&["sync", "show", "--terminal"], "")["kind"], json!("no_screen"));
        assert_eq!(a.files(), before);
    }

    #[test]
    fn a_still_code_stays_and_a_long_reading_shows_how_far_it_is() {
        let (a, b) = two();
        let (code, shown) = Terminal::run_sized(&a, PRIVATE, [80, 40], &[("NO_COLOR", "1")], &["sync", "show"]).end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(!shown.contains('\u{1b}') && shown.contains("▄▄▄▄▄▄"), "{shown}");
        assert!(shown.contains("Whoever sees this code can film it."), "{shown}");

        share(&a, 3000);
        let file = a.file("moving.gif");
        show(&a, &["--gif", name(&file), "--density", "v9"]);
        let (code, shown) = Terminal::run(&b, 24, &[], &["sync", "scan", name(&file)]).end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.contains("Reading: ") && shown.contains("40 %"), "{shown:?}");
        for line in plain(&shown).lines().filter(|line| !line.contains('%')) {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 24, "{width} columns: {line:?}");
        }
        assert_eq!(arrived(&b), 1);
    }
}
