//! What comes in is kept as it is, and what is to be removed is removed only when someone means it.

use serde_json::json;

use crate::{Home, refused};

#[test]
fn a_text_is_kept_byte_for_byte_but_for_one_line_ending() {
    let home = Home::new();
    for (given, kept) in [
        ("  two spaces\t\u{9b}\u{1b}[31m\r\nend  ", "  two spaces\t\u{9b}\u{1b}[31m\r\nend  "),
        ("one ending\n", "one ending"),
        ("one ending\r\n", "one ending"),
        ("two endings\n\n", "two endings\n"),
    ] {
        let id = home.write(given, &[]);
        assert_eq!(home.json(&["journal", "show", &id], "")["text"], json!(kept), "{given:?}");
    }
}

#[test]
fn input_that_is_not_text_or_empty_is_refused() {
    let home = Home::new();
    let before = home.json(&["journal", "list"], "");
    refused(&home.mend(&["write"], b"\xff\xfe"), 1);
    refused(&home.mend(&["write"], ""), 1);
    refused(&home.mend(&["write"], vec![b'a'; 2 << 20]), 1);
    refused(&home.mend(&["write", "--title", &"t".repeat(1000)], "text"), 1);
    assert_eq!(home.json(&["journal", "list"], ""), before);
}

#[test]
fn delete_without_a_terminal_needs_yes_and_changes_nothing_without() {
    let home = Home::new();
    let id = home.write("stays", &[]);
    let before = home.files();
    let said = refused(&home.mend(&["journal", "delete", &id], "y\n"), 1);
    assert!(said.contains("--yes"), "{said}");
    refused(&home.mend(&["journal", "clear-history", &id], "y\n"), 1);
    refused(&home.mend(&["erase-private"], "y\n"), 1);
    refused(&home.mend(&["erase-all"], "y\n"), 1);
    assert_eq!(home.files(), before);
    home.json(&["journal", "delete", &id, "--yes"], "");
    refused(&home.mend(&["journal", "show", &id], ""), 1);
}

#[test]
fn edit_changes_what_is_named_and_keeps_the_rest() {
    let home = Home::new();
    let id = home.write("text", &["--title", "title", "--tag", "a", "--tag", "b", "--feeling", "calm"]);
    home.json(&["journal", "edit", &id, "--no-title", "--tag", "c"], "not read");
    let shown = home.json(&["journal", "show", &id], "");
    assert_eq!((&shown["title"], &shown["tags"], &shown["text"]), (&json!(null), &json!(["c"]), &json!("text")));
    assert_eq!(shown["feelings"], json!([{ "id": "calm", "strength": null }]));
    assert_eq!(shown["versions"], json!(1));
    home.json(&["journal", "edit", &id, "--no-tags", "--text"], "new\n");
    let shown = home.json(&["journal", "show", &id], "");
    assert_eq!((&shown["tags"], &shown["text"]), (&json!([]), &json!("new")));
}

#[test]
fn a_search_can_be_typed_where_no_shell_keeps_it() {
    let home = Home::new();
    home.write("herons by the canal", &[]);
    let found = home.json(&["journal", "search"], "her*\n");
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(1));
}

#[test]
fn erase_all_leaves_nothing_that_opens() {
    let home = Home::new();
    assert_eq!(home.json(&["erase-all", "--yes"], ""), json!({ "erased": "all" }));
    refused(&home.mend(&["journal", "list"], ""), 1);
    assert!(!home.path().join("private.mend").exists());
}

#[test]
fn erase_private_leaves_what_is_shared() {
    let home = Home::new();
    home.write("gone", &[]);
    home.json(&["erase-private", "--yes"], "");
    refused(&home.mend(&["journal", "list"], ""), 4);
    let done = crate::run(home.command().arg("slots"), format!("{}\n", crate::TOGETHER).as_bytes());
    assert_eq!(done.status.code(), Some(0));
}
