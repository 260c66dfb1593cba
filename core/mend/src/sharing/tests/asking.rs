//! What is asked before something goes, and what is refused.

use super::*;
use crate::journal::EditRequest;
use crate::partner::limits::TEXT_BYTES;

fn entry(two: &Two, kind: EntryKind, tags: &[&str]) -> ShareRequest {
    ShareRequest::Entry { id: two.a.write(kind, "Some words.", tags) }
}

#[test]
fn letters_plans_statements_and_what_is_marked_as_about_safety_ask_twice() {
    let two = Two::new();
    let asks_twice = [
        entry(&two, EntryKind::Letter, &[]),
        entry(&two, EntryKind::Plan, &[]),
        entry(&two, EntryKind::Statement, &[]),
        entry(&two, EntryKind::Entry, &["home", "Safety"]),
    ];
    let sharing = two.a.sharing();
    for request in &asks_twice {
        let preview = sharing.preview(request).unwrap();
        assert!(preview.asks_twice);
        refused(sharing.share(request, &preview.digest, false), "sure", FieldProblem::Empty);
        assert_eq!((two.a.outbox(), sharing.shared_as(request)), (0, Ok(None)));
    }
    for request in [entry(&two, EntryKind::Card, &["safe"]), entry(&two, EntryKind::Question, &[])] {
        let preview = sharing.preview(&request).unwrap();
        assert!(!preview.asks_twice);
        sharing.share(&request, &preview.digest, false).unwrap();
    }
    for request in &asks_twice {
        let digest = sharing.preview(request).unwrap().digest;
        sharing.share(request, &digest, true).unwrap();
    }
    assert_eq!(two.a.outbox(), 6);
}

#[test]
fn entry_that_was_changed_since_its_preview_is_not_shared() {
    let two = Two::new();
    let sharing = two.a.sharing();
    let id = two.a.write(EntryKind::Entry, "Some words.", &[]);
    let request = ShareRequest::Entry { id };
    let before = sharing.preview(&request).unwrap();
    let edit = EditRequest { text: Some("Other words.".to_owned()), ..EditRequest::default() };
    two.a.session.journal().unwrap().edit(id, edit).unwrap();
    for digest in [before.digest.as_str(), "", "not a digest"] {
        refused(sharing.share(&request, digest, true), "digest", FieldProblem::Unknown);
        assert_eq!((two.a.outbox(), sharing.shared_as(&request)), (0, Ok(None)));
    }
    let now = sharing.preview(&request).unwrap();
    assert_ne!(now.digest, before.digest);
    sharing.share(&request, &now.digest, false).unwrap();
    assert_eq!(two.a.outbox(), 1);
}

#[test]
fn yes_for_one_partner_is_none_for_the_next() {
    let two = Two::new();
    let sharing = two.a.sharing();
    let request = entry(&two, EntryKind::Entry, &[]);
    let digest = sharing.preview(&request).unwrap().digest;
    pair(&two.a, &Phone::new(3));
    refused(sharing.share(&request, &digest, true), "digest", FieldProblem::Unknown);
    assert_ne!(sharing.preview(&request).unwrap().digest, digest);
}

#[test]
fn text_that_is_too_long_is_refused_and_nothing_is_written() {
    let two = Two::new();
    let sharing = two.a.sharing();
    for kind in [EntryKind::Entry, EntryKind::Letter] {
        let fits = ShareRequest::Entry { id: two.a.write(kind, &"a".repeat(TEXT_BYTES), &[]) };
        let digest = sharing.preview(&fits).unwrap().digest;
        let long = ShareRequest::Entry { id: two.a.write(kind, &"a".repeat(TEXT_BYTES + 1), &[]) };
        let most = TEXT_BYTES as u32;
        refused(sharing.preview(&long), "text", FieldProblem::TooLong { most });
        refused(sharing.share(&long, &digest, true), "text", FieldProblem::TooLong { most });
        assert_eq!(sharing.shared_as(&long), Ok(None));
        assert_eq!(two.a.outbox(), 0);
    }
}

#[test]
fn letter_without_words_and_what_is_not_there_are_refused() {
    let two = Two::new();
    let sharing = two.a.sharing();
    let feelings = vec![crate::journal::Feeling { id: "calm".to_owned(), strength: None }];
    let request = WriteRequest { kind: EntryKind::Letter, feelings, ..WriteRequest::default() };
    let id = two.a.session.journal().unwrap().write(request).unwrap();
    refused(sharing.preview(&ShareRequest::Entry { id }), "text", FieldProblem::Empty);
    let nothing = [
        ShareRequest::Entry { id: crate::EntryId([1; 16]) },
        ShareRequest::Checkin { id: crate::CheckinId([1; 16]), items: vec!["daily.steady".to_owned()] },
        ShareRequest::Promise { id: PromiseId([1; 16]) },
        ShareRequest::Review { id: crate::ReviewId([1; 16]) },
        ShareRequest::Agreement { id: AgreementId([1; 16]) },
        ShareRequest::Schedule { id: ScheduleId([1; 16]) },
    ];
    for request in nothing {
        assert_eq!(sharing.preview(&request), Err(MendError::NotFound), "{request:?}");
        assert_eq!(sharing.share(&request, "", true), Err(MendError::NotFound), "{request:?}");
        assert_eq!(sharing.shared_as(&request), Ok(None));
    }
}

#[test]
fn without_a_pair_nothing_is_shared() {
    let alone = Phone::new(4);
    let request = ShareRequest::Entry { id: alone.write(EntryKind::Entry, "Some words.", &[]) };
    let sharing = alone.sharing();
    assert_eq!(sharing.preview(&request), Err(MendError::NotPaired));
    assert_eq!(sharing.share(&request, "", true), Err(MendError::NotPaired));
    assert_eq!(sharing.shared_as(&request), Err(MendError::NotPaired));
}

#[test]
fn sharing_the_same_again_says_nothing_new() {
    let two = Two::new();
    let request = entry(&two, EntryKind::Entry, &[]);
    let (first, item) = two.a.share(&request);
    let waiting = two.a.waiting();
    assert_eq!(two.a.share(&request).1, item);
    assert_eq!(two.a.waiting(), waiting);
    two.swap();
    let (again, same) = two.a.share(&request);
    assert_eq!((same, again.digest, again.view, again.again), (item, first.digest, first.view, true));
    assert_eq!(two.a.outbox(), 0);
}

#[test]
fn what_was_taken_back_is_shared_again_as_something_new() {
    let two = Two::new();
    let request = entry(&two, EntryKind::Entry, &[]);
    let partner = two.a.session.partner().unwrap();
    let (_, first) = two.a.share(&request);
    assert_eq!(two.a.sharing().shared_as(&request), Ok(Some(first)));
    partner.unshare(first).unwrap();
    assert_eq!(two.a.sharing().shared_as(&request), Ok(None), "before it went");
    let (_, second) = two.a.share(&request);
    two.swap();
    partner.unshare(second).unwrap();
    assert_eq!(two.a.sharing().shared_as(&request), Ok(None), "after it went");
    let (preview, third) = two.a.share(&request);
    assert!(!preview.again && third != second && third != first);
    let there = two.arrived(third);
    assert_eq!((there.body, there.row.version), (preview.view, 1));
    assert_eq!(two.b.session.partner().unwrap().item(second), Err(MendError::NotFound));
}

/// No set has so many texts to share; one may.
#[test]
fn answers_too_long_for_one_card_are_refused_as_such() {
    let answer = |n: u8| crate::partner::SharedAnswer {
        item: format!("monthly.{n}"),
        item_version: 1,
        question: "What helped?".to_owned(),
        answer: crate::partner::CardAnswer::Text("a".repeat(TEXT_BYTES)),
    };
    let at = NOW.parse::<DateTime<FixedOffset>>().unwrap().into();
    let card = |count: u8| crate::partner::CheckinCard {
        version: 1,
        set: "monthly".to_owned(),
        answered_at: at,
        answers: (0..count).map(answer).collect(),
        edited_at: None,
    };
    payloads::encoded(&Payload::CheckinCard(card(1))).unwrap();
    let most = crate::partner::limits::PAYLOAD_BYTES as u32;
    refused(payloads::encoded(&Payload::CheckinCard(card(2))), "items", FieldProblem::TooLong { most });
}
