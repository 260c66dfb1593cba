//! Requests out of bounds are refused by the field's name, and change nothing.

use super::*;

/// What a request with one field out of bounds is answered, after making sure that nothing was written.
fn refused(request: WriteRequest) -> (&'static str, FieldProblem) {
    let room = Room::new();
    let journal = room.journal();
    let answer = bad(journal.write(request.clone()));
    assert_eq!(journal.count(), Ok(0));
    // An edit has the same bounds.
    let id = journal.write(text("good")).unwrap();
    let before = journal.show(id).unwrap();
    let edit = EditRequest {
        kind: None,
        title: Some(request.title),
        text: Some(request.text),
        happened_at: request.happened_at,
        feelings: Some(request.feelings),
        tags: Some(request.tags),
        starred: None,
    };
    assert_eq!(bad(journal.edit(id, edit)), answer);
    assert_eq!(journal.show(id), Ok(before));
    answer
}

#[test]
fn entry_that_says_nothing_is_refused() {
    assert_eq!(refused(text("")), ("text", FieldProblem::Empty));
    assert_eq!(refused(text(" \n\t ")), ("text", FieldProblem::Empty));
    assert_eq!(refused(tagged("", &["only a tag"])), ("text", FieldProblem::Empty));
    let blank_title = WriteRequest { title: Some("  ".into()), ..WriteRequest::default() };
    assert_eq!(refused(blank_title), ("text", FieldProblem::Empty));
}

#[test]
fn text_of_a_mebibyte_is_kept_and_one_byte_more_refused() {
    let most = 1024 * 1024;
    let room = Room::new();
    let journal = room.journal();
    let id = journal.write(text(&"é".repeat(most / 2))).unwrap();
    assert_eq!(journal.show(id).unwrap().text.len(), most);
    assert_eq!(refused(text(&"a".repeat(most + 1))), ("text", FieldProblem::TooLong { most: most as u32 }));
}

#[test]
fn title_is_one_line_of_300_characters() {
    let titled = |title: &str| WriteRequest { title: Some(title.into()), ..WriteRequest::default() };
    let room = Room::new();
    assert!(room.journal().write(titled(&"日".repeat(300))).is_ok());
    assert_eq!(refused(titled(&"日".repeat(301))), ("title", FieldProblem::TooLong { most: 300 }));
    for title in ["a\nb", "a\tb", "a\0b", "a\u{2028}b", "a\u{85}b"] {
        assert_eq!(refused(titled(title)), ("title", FieldProblem::Malformed), "{title:?}");
    }
}

#[test]
fn tags_are_twenty_different_lines_of_50_characters() {
    let names: Vec<_> = (0..21).map(|n| format!("tag {n}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    assert!(Room::new().journal().write(tagged("x", &names[..20])).is_ok());
    assert_eq!(refused(tagged("x", &names)), ("tags", FieldProblem::TooLong { most: 20 }));
    assert_eq!(refused(tagged("x", &["ok", " "])), ("tag", FieldProblem::Empty));
    assert_eq!(refused(tagged("x", &[&"t".repeat(51)])), ("tag", FieldProblem::TooLong { most: 50 }));
    assert_eq!(refused(tagged("x", &["a\nb"])), ("tag", FieldProblem::Malformed));
    assert_eq!(refused(tagged("x", &["Café", " cafe\u{301} "])), ("tags", FieldProblem::Twice));
}

#[test]
fn feelings_are_ten_different_ones_of_the_list() {
    let all: Vec<_> = Journal::feelings().iter().flat_map(|(_, feelings)| *feelings).map(|id| (*id, Some(4))).collect();
    assert!(Room::new().journal().write(felt("", &all[..10])).is_ok());
    assert_eq!(refused(felt("x", &all[..11])), ("feelings", FieldProblem::TooLong { most: 10 }));
    assert_eq!(refused(felt("x", &[("Fear", None)])), ("feeling", FieldProblem::Unknown));
    assert_eq!(refused(felt("x", &[("fear", None), ("fear", Some(1))])), ("feelings", FieldProblem::Twice));
    let most = FieldProblem::OutOfRange { least: 0, most: 4 };
    assert_eq!(refused(felt("x", &[("fear", Some(5))])), ("strength", most));
}

#[test]
fn time_is_in_the_years_1900_to_2199_where_it_was_written() {
    let dated = |time: &str| WriteRequest { happened_at: Some(at(time)), ..text("x") };
    let journal_keeps = |time: &str| {
        let room = Room::new();
        let journal = room.journal();
        let id = journal.write(dated(time)).unwrap();
        assert_eq!(journal.show(id).unwrap().row.happened_at.to_rfc3339(), time);
    };
    journal_keeps("1900-01-01T00:00:00+14:00");
    journal_keeps("2199-12-31T23:59:59.999-12:00");
    let years = ("happened_at", FieldProblem::OutOfRange { least: 1900, most: 2199 });
    assert_eq!(refused(dated("1899-12-31T23:59:59-12:00")), years);
    assert_eq!(refused(dated("2200-01-01T00:00:00+14:00")), years);
}

#[test]
fn page_holds_1_to_500_and_begins_where_a_page_ended() {
    let room = Room::new();
    let journal = room.journal();
    let none = Filter::default();
    for limit in [0, 501, u32::MAX] {
        let answer = ("limit", FieldProblem::OutOfRange { least: 1, most: 500 });
        assert_eq!(bad(journal.list(&none, limit, None)), answer);
        assert_eq!(bad(journal.search("x", &none, limit)), answer);
    }
    let long = "A".repeat(1 << 20);
    for after in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA!", "ÄÄÄÄÄÄÄÄÄÄÄ", &long] {
        assert_eq!(bad(journal.list(&none, 10, Some(after))), ("after", FieldProblem::Malformed), "{after:.30}");
    }
}

#[test]
fn filter_of_an_unknown_feeling_or_of_days_in_reverse_is_refused() {
    let room = Room::new();
    let journal = room.journal();
    let feeling = Filter { feeling: Some("happy".into()), ..Filter::default() };
    assert_eq!(bad(journal.list(&feeling, 10, None)), ("feeling", FieldProblem::Unknown));
    let reverse = Filter { from: "2026-03-02".parse().ok(), to: "2026-03-01".parse().ok(), ..Filter::default() };
    assert_eq!(bad(journal.list(&reverse, 10, None)).0, "to");
    assert_eq!(bad(journal.calendar(reverse.from.unwrap(), reverse.to.unwrap())).0, "to");
    let tag = Filter { tag: Some(" ".into()), ..Filter::default() };
    assert_eq!(bad(journal.list(&tag, 10, None)), ("tag", FieldProblem::Empty));
    // Days beyond any calendar of ours are days without entries.
    let far = Filter { from: Some(NaiveDate::MIN), to: Some(NaiveDate::MAX), ..Filter::default() };
    assert_eq!(journal.list(&far, 10, None).unwrap().entries, []);
    assert_eq!(journal.calendar(NaiveDate::MIN, NaiveDate::MAX), Ok(vec![]));
}

#[test]
fn search_over_1000_characters_is_refused() {
    let room = Room::new();
    let journal = room.journal();
    let most = FieldProblem::TooLong { most: 1000 };
    assert_eq!(bad(journal.search(&"a".repeat(1001), &Filter::default(), 10)), ("query", most));
    assert!(journal.search(&"日 ".repeat(500), &Filter::default(), 10).is_ok());
}
