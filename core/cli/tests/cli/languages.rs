//! In the language that is English made longer: what fits there fits in other languages too.

use unicode_width::UnicodeWidthStr;

use crate::terminal::{Terminal, plain};
use crate::{Home, text};

#[test]
fn pages_in_a_longer_language_fit_their_terminal() {
    let home = Home::new();
    home.json(&["settings", "set", "--locale", "en-XA"], "");
    home.json(&["promise", "add", "--daily", "--template", "listen_ten"], "");
    home.write("text", &["--title", "title"]);
    for columns in [80, 40] {
        for args in [
            &["help-lines", "DE"] as &[&str],
            &["help-page", "self_harm"],
            &["checkin", "safety"],
            &["checkin", "due"],
            &["promise", "list"],
            &["promise", "templates"],
            &["journal", "prompts"],
            &["journal", "list"],
            &["profile", "show"],
            &["settings", "show"],
        ] {
            let (code, shown) = Terminal::run(&home, columns, &[], args).end();
            let shown = plain(&shown);
            assert_eq!(code, Some(0), "{args:?}: {shown}");
            assert!(shown.contains('⟦') || args == ["journal", "list"], "{args:?}: {shown}");
            for line in shown.lines() {
                assert!(line.width() <= usize::from(columns), "{args:?} at {columns} columns: {line}");
            }
        }
    }
}

/// No mark that turns a line round reaches a terminal, wherever it comes from.
#[test]
fn marks_of_direction_stay_out_of_the_terminal() {
    let home = Home::new();
    home.json(&["settings", "set", "--locale", "en-XA"], "");
    for args in [&["help-lines", "DE"] as &[&str], &["profile", "show"], &["journal", "prompts"]] {
        let done = home.mend(args, "");
        assert!(!text(&done.stdout).contains(['\u{202b}', '\u{202c}']), "{args:?}");
    }
}
