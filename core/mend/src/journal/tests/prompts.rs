//! Prompts, outlines and suggested tags.

use super::*;
use crate::profile::{Profile, ProfileView, Role};

fn ids(journal: &Journal) -> Vec<String> {
    journal.prompts().unwrap().into_iter().map(|prompt| prompt.id).collect()
}

#[test]
fn prompts_take_no_side_until_a_role_is_set() {
    let room = Room::new();
    let journal = room.journal();
    let set = |role| Profile::new(room.db.clone()).save(&ProfileView { role, ..ProfileView::default() }).unwrap();
    let (broke, hurt) = ("without_but".to_owned(), "came_back".to_owned());
    let unset = ids(&journal);
    assert_eq!(unset.len(), 22);
    assert!(!unset.contains(&broke) && !unset.contains(&hurt));
    set(Some(Role::Broke));
    assert!(ids(&journal).contains(&broke) && !ids(&journal).contains(&hurt));
    set(Some(Role::Hurt));
    assert!(!ids(&journal).contains(&broke) && ids(&journal).contains(&hurt));
    set(Some(Role::Mutual));
    assert_eq!(ids(&journal).len(), 38);
    set(None);
    assert_eq!(ids(&journal), unset);
}

#[test]
fn every_shipped_prompt_outline_and_tag_has_words() {
    let room = Room::new();
    let journal = room.journal();
    let role = Some(Role::Mutual);
    Profile::new(room.db.clone()).save(&ProfileView { role, ..ProfileView::default() }).unwrap();
    for prompt in journal.prompts().unwrap() {
        assert!(prompt.text.contains(' ') && prompt.text.ends_with(['.', '?']), "{prompt:?}");
        assert!(!prompt.own);
    }
    for kind in EntryKind::ALL {
        let template = journal.template(kind);
        assert_eq!(template.is_some(), kind != EntryKind::Entry, "{kind}");
        assert!(template.is_none_or(|outline| outline.contains('…')), "{kind}");
    }
    let tags = journal.suggested_tags();
    assert_eq!(tags.len(), 22);
    // Each can be a tag as it is.
    for chunk in tags.chunks(20) {
        let tags: Vec<_> = chunk.iter().map(|suggested| suggested.tag.as_str()).collect();
        journal.write(tagged("x", &tags)).unwrap();
    }
}

#[test]
fn own_prompt_is_kept_first_and_removed_on_demand() {
    let room = Room::new();
    let journal = room.journal();
    let one = journal.add_prompt("  What did the sea say?\nAnd the wind? ", EntryKind::Letter).unwrap();
    let two = journal.add_prompt("Two", EntryKind::Entry).unwrap();
    let prompts = journal.prompts().unwrap();
    assert_eq!((&prompts[0].id, prompts[0].text.as_str()), (&two.to_string(), "Two"));
    let own = PromptView {
        id: one.to_string(),
        text: "What did the sea say?\nAnd the wind?".into(),
        own: true,
        kind: EntryKind::Letter,
    };
    assert_eq!(prompts[1], own);
    assert!(!prompts[2].own);
    journal.remove_prompt(one).unwrap();
    assert_eq!(journal.remove_prompt(one), Err(MendError::NotFound));
    assert_eq!(journal.prompts().unwrap().iter().filter(|prompt| prompt.own).count(), 1);
}

#[test]
fn own_prompt_out_of_bounds_is_refused() {
    let room = Room::new();
    let journal = room.journal();
    let add = |text: &str| bad(journal.add_prompt(text, EntryKind::Entry));
    assert_eq!(add(" \n "), ("prompt", FieldProblem::Empty));
    assert_eq!(add(&"é".repeat(501)), ("prompt", FieldProblem::TooLong { most: 500 }));
    assert_eq!(add("a\0b"), ("prompt", FieldProblem::Malformed));
    for n in 0..200 {
        journal.add_prompt(&format!("prompt {n}"), EntryKind::Entry).unwrap();
    }
    assert_eq!(add("one more"), ("prompts", FieldProblem::TooLong { most: 200 }));
}
