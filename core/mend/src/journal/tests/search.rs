//! Search: what is found, in which order, and that nothing typed breaks it.

use proptest::prelude::*;

use super::*;

fn found(journal: &Journal, query: &str) -> Vec<EntryId> {
    journal.search(query, &Filter::default(), 50).unwrap().into_iter().map(|hit| hit.id).collect()
}

#[test]
fn search_finds_words_beginnings_and_phrases_without_case_or_marks() {
    let room = Room::new();
    let journal = room.journal();
    let walk = journal.write(text("We went for a walk along the café.")).unwrap();
    let late = journal.write(text("Walking alone. Home late.")).unwrap();
    assert_eq!(found(&journal, "walk"), [walk]);
    assert_eq!(found(&journal, "CAFE"), [walk]);
    assert_eq!(found(&journal, "cafe\u{301}"), [walk]);
    assert_eq!(found(&journal, "walk*").len(), 2);
    assert_eq!(found(&journal, "\"a walk\""), [walk]);
    assert_eq!(found(&journal, "\"walk a\""), []);
    assert_eq!(found(&journal, "\"went for a wa\"*"), [walk]);
    assert_eq!(found(&journal, "home walk"), []);
    assert_eq!(found(&journal, "home walk*"), [late]);
    assert_eq!(found(&journal, "late-home"), []);
    assert_eq!(found(&journal, "home-late"), [late]);
}

#[test]
fn signs_of_the_index_s_own_language_mean_nothing() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text("not near or and title")).unwrap();
    for query in [
        "NOT",
        "and OR",
        "title:near",
        "near(",
        "(or",
        "^not",
        "+near",
        "-near",
        "{title}",
        "\"not",
        "not\"",
        "\"not near",
        "near '",
        "near;",
        "* near",
        "near **",
        "\"\" near",
        "near \0",
        "\"near\" \"",
        "near*\"not",
        "a\u{300}nd",
    ] {
        let hits = journal.search(query, &Filter::default(), 10).unwrap_or_else(|e| panic!("{query:?}: {e}"));
        let expected = if query == "title:near" { vec![] } else { vec![id] };
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), expected, "{query:?}");
    }
}

#[test]
fn nothing_to_look_for_finds_nothing() {
    let room = Room::new();
    let journal = room.journal();
    journal.write(text("words 🙂")).unwrap();
    for query in ["", " ", "*", "\"", "\"\"", "…", "🙂", "\u{301}", "-- * \" ()"] {
        assert_eq!(found(&journal, query), [], "{query:?}");
    }
}

#[test]
fn title_weighs_more_than_a_tag_and_a_tag_more_than_the_text() {
    let room = Room::new();
    let journal = room.journal();
    let filler = "some other words that stand here as well";
    let in_text = journal.write(text(&format!("river {filler}"))).unwrap();
    let in_tag = journal.write(tagged(&format!("{filler} now"), &["river"])).unwrap();
    let titled = WriteRequest { title: Some("river".into()), ..text(&format!("{filler} now")) };
    let in_title = journal.write(titled).unwrap();
    for n in 0..20 {
        journal.write(text(&format!("{filler} {n}"))).unwrap();
    }
    assert_eq!(found(&journal, "river"), [in_title, in_tag, in_text]);
    let hits = journal.search("river", &Filter::default(), 2).unwrap();
    assert_eq!(hits.len(), 2);
    assert!(hits[0].rank < hits[1].rank && hits[1].rank < 0.0);
}

#[test]
fn filters_narrow_a_search() {
    let room = Room::new();
    let journal = room.journal();
    journal.write(tagged("river one", &["home"])).unwrap();
    let two = journal.write(WriteRequest { starred: true, ..tagged("river two", &["Walk"]) }).unwrap();
    let walk = Filter { tag: Some("walk".into()), starred: true, ..Filter::default() };
    let hits = journal.search("river", &walk, 10).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [two]);
    let later = Filter { from: "2026-03-11".parse().ok(), ..Filter::default() };
    assert_eq!(journal.search("river", &later, 10), Ok(vec![]));
}

#[test]
fn snippet_is_one_line_and_says_where_the_words_stand() {
    let room = Room::new();
    let journal = room.journal();
    let before = "Many words stand before it, line after line.\n\n".repeat(20);
    let words = format!("{before}# A walk\n\nWe took a **Walk**\n> to the `river`, and home again. {before}");
    journal.write(text(&words)).unwrap();
    let hit = journal.search("walk riv*", &Filter::default(), 1).unwrap().remove(0);
    assert!(hit.snippet.contains("A walk We took a Walk to the river, and home"), "{}", hit.snippet);
    assert!(hit.snippet.starts_with('…') && hit.snippet.ends_with('…'), "{}", hit.snippet);
    let found: Vec<_> = hit.found.iter().map(|range| &hit.snippet[range.clone()]).collect();
    assert_eq!(found, ["walk", "Walk", "river"]);
}

#[test]
fn what_is_found_in_title_or_tags_has_its_snippet_there() {
    let room = Room::new();
    let journal = room.journal();
    journal
        .write(WriteRequest { title: Some("By the river".into()), ..tagged("words", &["two", "long walk"]) })
        .unwrap();
    let snippet = |query: &str| journal.search(query, &Filter::default(), 1).unwrap().remove(0).snippet;
    assert_eq!(snippet("river"), "By the river");
    assert_eq!(snippet("walk"), "two long walk");
}

#[test]
fn marks_of_the_snippet_in_the_text_itself_do_no_harm() {
    let room = Room::new();
    let journal = room.journal();
    journal.write(text("\u{FDD1}\u{FDD0}a \u{FDD0} river \u{FDD0}\u{FDD1}\u{FDD1} b\0c\u{FDD0}")).unwrap();
    let hit = journal.search("river", &Filter::default(), 1).unwrap().remove(0);
    assert!(!hit.snippet.contains(['\u{FDD0}', '\u{FDD1}']));
    assert!(hit.found.iter().all(|range| hit.snippet.get(range.clone()).is_some()));
}

#[test]
fn edited_entry_is_found_by_its_new_words_only() {
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(tagged("old river", &["oldtag"])).unwrap();
    let tags = Some(vec!["newtag".into()]);
    journal.edit(id, EditRequest { text: Some("new sea".into()), tags, ..EditRequest::default() }).unwrap();
    for (query, hits) in [("old", 0), ("river", 0), ("oldtag", 0), ("sea", 1), ("newtag", 1)] {
        assert_eq!(found(&journal, query).len(), hits, "{query}");
    }
}

#[test]
fn longest_searches_of_many_words_are_answered() {
    let room = Room::new();
    let journal = room.journal();
    let words: String = (0..180).map(|n| format!("w{n} ")).collect();
    let id = journal.write(text(&words)).unwrap();
    assert_eq!(found(&journal, &words), [id]);
    assert_eq!(found(&journal, &"w1* ".repeat(250)), [id]);
    assert_eq!(found(&journal, &"\"w1 w2\" ".repeat(125)), [id]);
    assert_eq!(found(&journal, &"\"".repeat(1000)), []);
    assert_eq!(found(&journal, &"w1*".repeat(333)), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn no_query_is_an_error(queries in proptest::collection::vec(
        prop_oneof!["\\PC{0,60}", ".{0,60}", "[\"*()^:{}+\\-a-z \0\n]{0,60}", "(NEAR|AND|OR|NOT|title|\"|\\*|\\(|\\)| |,|1)*"],
        40,
    )) {
        let room = Room::new();
        let journal = room.journal();
        journal.write(text("near and or not title 1 a b c")).unwrap();
        for query in queries.iter().filter(|query| query.chars().count() <= 1000) {
            let answer = journal.search(query, &Filter::default(), 10);
            prop_assert!(answer.is_ok(), "{:?}: {:?}", query, answer);
        }
    }

    #[test]
    fn every_word_of_an_entry_finds_it(words in proptest::collection::vec("[\\p{L}&&[^\\p{M}]]{1,12}", 1..12)) {
        let room = Room::new();
        let journal = room.journal();
        let id = journal.write(text(&words.join(" "))).unwrap();
        for word in &words {
            // A letter that is newer than the index's tables counts as a gap there; it cannot be looked for.
            let hits = found(&journal, word);
            let known = word.chars().all(|c| c < '\u{1000}');
            prop_assert!(!known || hits == [id], "{:?}", word);
        }
    }
}
