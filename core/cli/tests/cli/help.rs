//! Help: without a passphrase, without a journal, on the narrowest screen; and nothing of it is kept.

use std::fs;
use std::process::Output;

use serde_json::{Value, json};

use crate::{Home, NOW, PRIVATE, mend, refused, run, text};

const PAGES: [&str; 4] = ["self_harm", "afraid", "help_to_change", "safer_phone"];

/// A command that gets no passphrase, and has no terminal to ask for one.
fn ask(home: &Home, args: &[&str]) -> Output {
    run(mend().arg("--home").arg(home.path()).args(["--now", NOW]).args(args), b"")
}

fn shown(home: &Home, args: &[&str]) -> String {
    let done = ask(home, args);
    assert_eq!((done.status.code(), text(&done.stderr).as_str()), (Some(0), ""), "{args:?}");
    text(&done.stdout)
}

fn document(home: &Home, args: &[&str]) -> Value {
    let document = shown(home, &[&["--json"], args].concat());
    assert_eq!(document.matches('\n').count(), 1, "one document on one line: {document}");
    serde_json::from_str(&document).expect("JSON")
}

#[test]
fn numbers_of_a_country_need_no_journal_and_leave_no_trace() {
    let home = Home::empty();
    let said = shown(&home, &["help-lines", "DE"]);
    let wanted = "People to talk to: Germany
If you are in danger now, call for emergency help first.
Mend does not call for you. A call or text can show on the bill and in the phone's list.

Emergency
call  112
No one has checked this yet.

Police
call  110
No one has checked this yet.

Fear or harm from a partner
Hilfetelefon Gewalt gegen Frauen, for women
call  116 016
No one has checked this yet.

Hilfetelefon Gewalt an Männern, for men
call  0800 1239900
No one has checked this yet.

Thoughts of suicide, or a crisis
TelefonSeelsorge
call  0800 111 0 111
No one has checked this yet.
";
    assert!(said.starts_with(wanted), "{said}");
    assert_eq!(shown(&home, &["help-lines", "de"]), said);
    for page in PAGES {
        shown(&home, &["help-page", page, "--country", "DE"]);
    }
    assert!(!home.path().exists());
}

#[test]
fn locked_journal_shows_the_numbers_of_the_country_of_the_device_and_stays_as_it_is() {
    let home = Home::new();
    let none = document(&home, &["help-lines"]);
    assert_eq!((&none["country"], &none["fallback"]), (&Value::Null, &json!(true)));
    let settings = home.json(&["settings", "set", "--country", "nz"], "");
    assert_eq!(settings["country"], "NZ");
    let before = home.files();
    let zealand = document(&home, &["help-lines"]);
    assert_eq!(zealand["country"], json!({ "code": "NZ", "name": "New Zealand" }));
    assert_eq!(document(&home, &["help-lines", "KE"])["country"], Value::Null);
    assert!(shown(&home, &["help-page", "self_harm"]).contains("call  111"));
    assert!(shown(&home, &["help-page", "self_harm", "--country", "US"]).contains("call  911"));
    assert_eq!(home.files(), before);
    assert_eq!(home.json(&["settings", "set", "--country", "none"], "")["country"], Value::Null);
    assert!(shown(&home, &["help-lines"]).contains("No country is chosen yet."));
    refused(&home.mend(&["settings", "set", "--country", "ZZ"], ""), 1);
}

/// Whatever became of the files: nothing of them is opened.
#[test]
fn damaged_journal_keeps_nobody_from_help() {
    let home = Home::new();
    for file in fs::read_dir(home.path()).expect("a folder") {
        fs::write(file.expect("a file").path(), b"not what it was").expect("written");
    }
    assert!(shown(&home, &["help-lines", "AT"]).contains("0800 222 555"));
    for page in PAGES {
        shown(&home, &["help-page", page]);
    }
}

#[test]
fn documents_of_help_keep_their_names() {
    let home = Home::empty();
    let usa = document(&home, &["help-lines", "US"]);
    let names: Vec<_> = usa.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(names, ["about", "country", "fallback", "lines", "title"]);
    assert_eq!(
        usa["lines"][1],
        json!({
            "kinds": ["partner_violence"], "what": "Fear or harm from a partner",
            "name": "National Domestic Violence Hotline", "place": null, "audience": null, "for_whom": null,
            "reach": [
                { "by": "call", "number": "1-800-799-7233" },
                { "by": "text", "number": "88788", "say": "START" },
            ],
            "hours": null, "languages": [], "note": null, "source": "areachbeyondthesurface.org",
            "verified_on": null, "expires_on": "2027-05-24", "unverified": true, "stale": false,
            "check": "No one has checked this yet.",
        })
    );
    let web = json!({ "by": "web", "address": "findahelpline.com" });
    assert!(usa["lines"].as_array().expect("lines").iter().any(|line| line["reach"][0] == web));

    let countries = document(&home, &["help-lines", "--countries"]);
    assert_eq!(countries["countries"].as_array().map(Vec::len), Some(27));
    assert_eq!(countries["countries"][0], json!({ "code": "AR", "name": "Argentina" }));

    let page = document(&home, &["help-page", "help_to_change"]);
    assert_eq!(page["id"], "help_to_change");
    assert_eq!(page["parts"][0]["lines"], json!(["emergency", "police"]));
    assert_eq!(page["parts"][1]["lines"], json!([]));
    assert_eq!(page["ways"][0], json!({ "id": "help", "words": "People to talk to" }));
}

#[test]
fn number_past_its_day_says_so_and_is_still_shown() {
    let home = Home::empty();
    let late = ["--now", "2027-05-25T00:00:00+00:00", "help-lines", "FR"];
    let done = run(mend().arg("--home").arg(home.path()).args(late), b"");
    let said = text(&done.stdout);
    assert!(said.contains("3919\nThis has not been checked for a while. It may have changed.\n"), "{said}");
    assert!(!said.contains("No one has checked this yet."));
    let last = ["--now", "2027-05-24T23:59:00+00:00", "help-lines", "FR"];
    let done = run(mend().arg("--home").arg(home.path()).args(last), b"");
    assert!(!text(&done.stdout).contains("for a while"));
}

#[test]
fn country_without_lines_is_told_so_and_a_code_of_no_country_is_refused() {
    let home = Home::empty();
    let said = shown(&home, &["help-lines", "KE"]);
    assert!(said.contains("There are no numbers for this country here yet."), "{said}");
    assert!(said.contains("call  112") && said.contains("web  findahelpline.com"), "{said}");
    for (code, what) in [("ZZ", "No country has this code."), ("Kenya", "This is not the code of a country.")] {
        for args in [&["help-lines", code][..], &["help-page", "afraid", "--country", code]] {
            assert!(refused(&ask(&home, args), 1).starts_with(what), "{args:?}");
        }
        let done = ask(&home, &["--json", "help-lines", code]);
        let error: Value = serde_json::from_str(&text(&done.stderr)).expect("JSON");
        assert_eq!((&error["error"]["kind"], &error["error"]["field"]), (&json!("bad_field"), &json!("country")));
    }
    for wrong in [&["help-page"][..], &["help-page", "nothing"], &["help-lines", "DE", "--countries"]] {
        assert_eq!(ask(&home, wrong).status.code(), Some(2), "{wrong:?}");
    }
}

/// The way from the questions to each page is a command that works.
#[test]
fn every_way_after_the_questions_names_the_command_that_goes_there() {
    let home = Home::new();
    let said = text(&home.mend(&["checkin", "safety"], "").stdout);
    let commands: Vec<_> = said.lines().filter_map(|line| line.split_once(": mend ")).map(|(_, args)| args).collect();
    let pages = ["help-page safer_phone", "help-page self_harm", "help-page help_to_change"];
    assert_eq!(commands, [&["help-lines"], &pages[..]].concat());
    for args in commands {
        shown(&home, &args.split(' ').collect::<Vec<_>>());
    }
    for page in PAGES {
        let said = shown(&home, &["help-page", page]);
        assert!(said.lines().last().is_some_and(|line| line.contains(": mend ")), "{said}");
    }
    assert!(!said.contains(PRIVATE));
}

#[cfg(unix)]
#[test]
fn twenty_columns_are_enough_to_read_help() {
    use crate::terminal::{Terminal, plain};
    let home = Home::empty();
    let mut commands: Vec<Vec<&str>> = PAGES.iter().map(|page| vec!["help-page", page, "--country", "GB"]).collect();
    commands.extend(["US", "IN", "KE"].map(|country| vec!["help-lines", country]));
    commands.push(vec!["help-lines", "--countries"]);
    for args in commands {
        let (code, shown) = Terminal::run(&home, 20, &[], &args).end();
        assert_eq!(code, Some(0), "{shown}");
        for line in plain(&shown).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 20, "{args:?}: {width} columns: {line:?}");
        }
    }
    // A number is never broken in two.
    let (_, shown) = Terminal::run(&home, 20, &[], &["help-lines", "US"]).end();
    assert!(plain(&shown).lines().any(|line| line.trim() == "1-800-799-7233"), "{shown}");
}
