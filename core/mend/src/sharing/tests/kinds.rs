//! Each kind arrives as it was previewed, from the bytes that were handed over.

use super::*;
use crate::agreement::{AgreementKind, AgreementRequest, AgreementState, Owner, Topic};
use crate::checkin::{Answer, AnswerRequest, ItemAnswer};
use crate::journal::{EditRequest, Feeling};
use crate::promise::{Offer, PromiseChange, PromiseRequest};

fn promise(phone: &Phone, what: &str) -> PromiseId {
    let request = PromiseRequest {
        what: what.to_owned(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(day("2026-04-06")),
        tell: "Sunday evening".to_owned(),
    };
    phone.session.promises().unwrap().add(request).unwrap()
}

fn agreement(phone: &Phone, kind: AgreementKind) -> AgreementId {
    let openness = kind == AgreementKind::Transparency;
    let request = AgreementRequest {
        topic: Topic::listed("time"),
        words: "On Sunday we talk for half an hour.".to_owned(),
        kind,
        owner: if openness { Owner::Me } else { Owner::Both },
        review_day: Some(day("2026-04-07")),
        holds_until: openness.then(|| day("2026-05-01")),
    };
    phone.session.agreements().unwrap().add(request).unwrap()
}

#[test]
fn entry_arrives_as_it_was_previewed_and_an_edit_takes_its_place() {
    let two = Two::new();
    let journal = two.a.session.journal().unwrap();
    let feelings = vec![Feeling { id: "calm".to_owned(), strength: Some(3) }];
    let title = Some("A quiet evening".to_owned());
    let text = "We cooked.\n\n**Nobody** looked at a phone.".to_owned();
    let id = journal.write(WriteRequest { title, text, feelings, ..WriteRequest::default() }).unwrap();
    let request = ShareRequest::Entry { id };
    let (preview, item) = two.a.share(&request);
    assert!(!preview.asks_twice && !preview.again);
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    assert_eq!((there.row.kind, there.row.version, there.row.from), (preview.kind, 1, Side::Partner));

    journal.edit(id, EditRequest { text: Some("We cooked, and sang.".to_owned()), ..EditRequest::default() }).unwrap();
    assert_eq!(two.arrived(item).body, preview.view, "an edit goes only when it is shared");
    let (second, again) = two.a.share(&request);
    assert!(second.again && again == item && second.digest != preview.digest);
    let there = two.arrived(item);
    assert_eq!((there.body, there.row.version), (second.view, 2));
}

#[test]
fn every_kind_of_entry_but_a_letter_is_a_card() {
    let two = Two::new();
    for kind in EntryKind::ALL {
        let (preview, item) = two.a.share(&ShareRequest::Entry { id: two.a.write(kind, "Some words.", &[]) });
        two.swap();
        let there = two.b.session.partner().unwrap();
        if kind == EntryKind::Letter {
            let view = there.item(item).unwrap();
            assert_eq!(view.body, ItemBody::LetterUnread { bytes: 100, declined: false });
            there.accept(item, None).unwrap();
        }
        assert_eq!(there.item(item).unwrap().body, preview.view, "{kind}");
        assert_eq!(preview.kind == ItemKind::Letter, kind == EntryKind::Letter);
    }
}

#[test]
fn chosen_answers_of_a_checkin_arrive_and_the_others_stay() {
    let two = Two::new();
    let answers = [
        ("daily.steady", Answer::Scale(3)),
        ("daily.good_thing", Answer::Text("Tea was ready.".to_owned())),
        ("daily.feelings", Answer::Feelings(vec![Feeling { id: "hurt".to_owned(), strength: None }])),
    ];
    let answers = answers.map(|(item, answer)| ItemAnswer { item: item.to_owned(), answer });
    let request = AnswerRequest { set: "daily".to_owned(), answers: answers.into(), ..AnswerRequest::default() };
    let id = two.a.session.checkins().unwrap().answer(request).unwrap();
    let of = |items: &[&str]| ShareRequest::Checkin { id, items: items.iter().map(|id| (*id).to_owned()).collect() };
    let (preview, item) = two.a.share(&of(&["daily.steady"]));
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    let ItemBody::Checkin { answers, set_title, .. } = there.body else { panic!() };
    let said: Vec<_> = answers.iter().map(|answer| (answer.question.as_str(), answer.words.as_str())).collect();
    assert_eq!((set_title.as_str(), said), ("Today", vec![("Today I feel steady.", "mostly true")]));
    // Other answers of the same check-in are another version of the card.
    let (second, again) = two.a.share(&of(&["daily.good_thing", "daily.steady"]));
    assert_eq!(again, item);
    assert_eq!(two.arrived(item).body, second.view);
    let sharing = two.a.sharing();
    refused(sharing.preview(&of(&[])), "items", FieldProblem::Empty);
    refused(sharing.preview(&of(&["daily.steady", "daily.steady"])), "items", FieldProblem::Twice);
    for stays in ["daily.feelings", "daily.write", "daily.nothing"] {
        refused(sharing.preview(&of(&["daily.steady", stays])), "items", FieldProblem::Unknown);
    }
}

/// Its answer holds the ids of private promises.
#[test]
fn answer_for_each_promise_stays() {
    let two = Two::new();
    let promise = promise(&two.a, "I am home at seven.");
    let choice = crate::checkin::PromiseChoice { promise, choice: "kept".to_owned() };
    let answer = ItemAnswer { item: "daily.promise".to_owned(), answer: Answer::Promises(vec![choice]) };
    let request = AnswerRequest { set: "daily".to_owned(), answers: vec![answer], ..AnswerRequest::default() };
    let id = two.a.session.checkins().unwrap().answer(request).unwrap();
    let request = ShareRequest::Checkin { id, items: vec!["daily.promise".to_owned()] };
    refused(two.a.sharing().preview(&request), "items", FieldProblem::Unknown);
}

#[test]
fn promise_arrives_with_the_hash_that_its_owner_has_and_is_marked_as_offered() {
    let two = Two::new();
    let promises = two.a.session.promises().unwrap();
    let id = promise(&two.a, "I am home at seven.");
    let (preview, item) = two.a.share(&ShareRequest::Promise { id });
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    promises
        .change(id, PromiseChange { what: Some("I am home at six.".to_owned()), ..PromiseChange::default() })
        .unwrap();
    let own = promises.show(id).unwrap().versions;
    assert_eq!(own.iter().map(|version| version.offer).collect::<Vec<_>>(), [Offer::Offered, Offer::Draft]);
    let (second, again) = two.a.share(&ShareRequest::Promise { id });
    assert_eq!(again, item);
    let there = two.arrived(item);
    assert_eq!(there.body, second.view);
    let ItemBody::Promise { versions, .. } = there.body else { panic!() };
    let own = promises.show(id).unwrap().versions;
    assert!(own.iter().all(|version| version.offer == Offer::Offered));
    let hashes = |all: Vec<(u32, String)>| all;
    assert_eq!(
        hashes(versions.iter().map(|version| (version.version, version.hash.to_string())).collect()),
        hashes(own.iter().map(|version| (version.version, version.hash.clone())).collect())
    );
    promises.end(id).unwrap();
    refused(two.a.sharing().preview(&ShareRequest::Promise { id }), "promise", FieldProblem::Unknown);
}

#[test]
fn review_arrives_beside_its_promise_and_not_without_it() {
    let two = Two::new();
    let of = promise(&two.a, "I am home at seven.");
    let id = two.a.session.promises().unwrap().review(of, "Most days.".to_owned()).unwrap();
    let request = ShareRequest::Review { id };
    refused(two.a.sharing().preview(&request), "promise", FieldProblem::Empty);
    let offer = || two.a.session.promises().unwrap().reviews(of).unwrap()[0].offer;
    assert_eq!(offer(), Offer::Draft);
    let (_, promise) = two.a.share(&ShareRequest::Promise { id: of });
    let (preview, item) = two.a.share(&request);
    assert_eq!(offer(), Offer::Offered);
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    let ItemBody::Review { promise: about, text, .. } = &there.body else { panic!() };
    assert_eq!((*about, text.as_str()), (promise, "Most days."));
    let ItemBody::Promise { reviews, .. } = two.arrived(promise).body else { panic!() };
    assert_eq!(reviews.iter().map(|review| review.id).collect::<Vec<_>>(), [item]);
}

#[test]
fn agreement_arrives_with_the_yes_that_stands_and_takes_the_other_yes() {
    let two = Two::new();
    for kind in AgreementKind::ALL {
        let id = agreement(&two.a, kind);
        let agreements = two.a.session.agreements().unwrap();
        let hash = agreements.show(id).unwrap().versions[0].hash;
        let request = ShareRequest::Agreement { id };
        let without = two.a.sharing().preview(&request).unwrap();
        agreements.accept(id, hash).unwrap();
        let (preview, item) = two.a.share(&request);
        assert_ne!(preview.digest, without.digest);
        let there = two.arrived(item);
        assert_eq!(there.body, preview.view);
        let ItemBody::Agreement { versions, .. } = there.body else { panic!() };
        let [version] = &versions[..] else { panic!("{versions:?}") };
        assert_eq!((version.hash, version.my_yes, version.partner_yes), (hash, false, true));
        assert_eq!(version.state, AgreementState::Offered);
        if kind == AgreementKind::Transparency {
            assert_eq!(
                (version.owner, version.kind_words.as_str()),
                (Owner::Partner, "Openness that your partner offers")
            );
        }
        two.b.session.partner().unwrap().accept(item, None).unwrap();
        two.swap();
        let ItemBody::Agreement { versions, .. } = two.a.session.partner().unwrap().item(item).unwrap().body else {
            panic!()
        };
        assert_eq!((versions[0].state, versions[0].from), (AgreementState::InForce, Side::Me));
    }
}

#[test]
fn schedule_arrives_without_the_words_of_its_alarm_and_can_be_taken_over() {
    let two = Two::new();
    let id = two.a.session.reminders().unwrap().add(weekly_at_eight(Subject::TogetherTime)).unwrap();
    let (preview, item) = two.a.share(&ShareRequest::Schedule { id });
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    let ItemBody::Schedule { request, words } = there.body else { panic!() };
    assert_eq!(request, ScheduleRequest { notice: None, ..weekly_at_eight(Subject::TogetherTime) });
    assert_eq!(words, "Time together");
    let taken = two.b.sharing().take_schedule(item).unwrap();
    let own = two.b.session.reminders().unwrap().show(taken).unwrap();
    assert_eq!((own.times, own.zone, own.until), (request.times, request.zone, request.until));
    refused(two.a.sharing().take_schedule(item), "shared_item", FieldProblem::Malformed);
    let (_, entry) = two.a.share(&ShareRequest::Entry { id: two.a.write(EntryKind::Entry, "Words.", &[]) });
    two.swap();
    refused(two.b.sharing().take_schedule(entry), "shared_item", FieldProblem::Malformed);
    assert_eq!(two.b.sharing().take_schedule(ItemId([7; 16])), Err(MendError::NotFound));
}

/// What both know the thing by goes over; on the way back it is the owner's own again.
#[test]
fn schedule_for_a_promise_names_what_both_know_and_no_private_id() {
    let two = Two::new();
    let of = promise(&two.a, "I am home at seven.");
    let subject = |promise: String| Subject::PromiseReview { promise };
    let id = two.a.session.reminders().unwrap().add(weekly_at_eight(subject(of.to_string()))).unwrap();
    let request = ShareRequest::Schedule { id };
    refused(two.a.sharing().preview(&request), "subject", FieldProblem::Unknown);
    let (_, shared) = two.a.share(&ShareRequest::Promise { id: of });
    let (preview, item) = two.a.share(&request);
    let there = two.arrived(item);
    assert_eq!(there.body, preview.view);
    let taken = two.b.sharing().take_schedule(item).unwrap();
    let reminders = two.b.session.reminders().unwrap();
    assert_eq!(reminders.show(taken).unwrap().subject, subject(shared.to_string()));
    // The other way: proposed back, it is about the private promise.
    let (_, back) = two.b.share(&ShareRequest::Schedule { id: taken });
    two.swap();
    let own = two.a.sharing().take_schedule(back).unwrap();
    assert_eq!(two.a.session.reminders().unwrap().show(own).unwrap().subject, subject(of.to_string()));
}
