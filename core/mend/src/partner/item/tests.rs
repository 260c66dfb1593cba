//! What a person sees is the same on both phones, and no more than they chose to open.

use super::*;
use crate::agreement::{AgreementState, Owner, hash_of_version};
use crate::partner::tests::payloads::{agreement, checkin, day, entry, promise, schedule};
use crate::partner::{
    AgreementSaid, AgreementVersion, CardFeeling, CheckinCard, EntryCard, Letter, PromiseAnswer, PromiseOffer,
    PromiseReview, SaidToAgreement, SaidToPromise, Tombstone,
};
use crate::promise::hash_of_offer;

fn text() -> Text {
    Text::new("en")
}

fn around(text: &Text, from: Side) -> Around<'_> {
    Around {
        former: false,
        held: false,
        id: ItemId([1; 16]),
        from,
        arrived: None,
        letter: LetterState::Waiting,
        reviews: Vec::new(),
        today: day(2026, 11, 25).0,
        text,
    }
}

fn told(by: Side, payload: Payload) -> Told {
    Told { by, payload }
}

fn card(version: u32, words: &str) -> Payload {
    Payload::EntryCard(EntryCard { version, text: words.to_owned(), title: None, ..entry() })
}

fn letter(version: u32, words: &str) -> Payload {
    let title = Some("For Sunday".to_owned());
    Payload::Letter(Letter { version, title, text: words.to_owned(), written_at: entry().happened_at })
}

fn words_of(body: ItemBody) -> String {
    match body {
        ItemBody::Entry { text, .. } | ItemBody::Letter { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn highest_version_of_its_owner_holds_and_of_those_the_last_said() {
    let text = text();
    let said = [(2, "second"), (1, "first"), (2, "second, said again"), (1, "late")];
    let told: Vec<_> = said.into_iter().map(|(version, words)| told(Side::Partner, card(version, words))).collect();
    let around = around(&text, Side::Partner);
    assert_eq!(words_of(body_of(&told, &around)), "second, said again");
    let row = row_of(&told, &around);
    assert_eq!((row.version, row.title.as_str(), row.waiting), (2, "second, said again", false));
}

#[test]
fn nobody_changes_what_the_other_shared() {
    let text = text();
    let mine = told(Side::Me, card(1, "mine"));
    let theirs = [
        card(9, "theirs"),
        Payload::PromiseOffer(promise()),
        Payload::AgreementVersion(agreement()),
        Payload::Tombstone(Tombstone {}),
        letter(9, "a letter"),
    ];
    for payload in theirs {
        let both = [mine.clone(), told(Side::Partner, payload)];
        assert_eq!(words_of(body_of(&both, &around(&text, Side::Me))), "mine");
        assert_eq!(row_of(&both, &around(&text, Side::Me)).kind, ItemKind::Entry);
    }
}

#[test]
fn letter_that_nobody_opened_shows_its_kind_and_size_alone() {
    let text = text();
    for (length, size) in [(0, 100), (1, 100), (100, 100), (101, 200), (65_536, 65_600)] {
        let told = [told(Side::Partner, letter(1, &"é".repeat(length / 2)))];
        for (state, declined) in [(LetterState::Waiting, false), (LetterState::Declined, true)] {
            let view = view_of(&told, &Around { letter: state, ..around(&text, Side::Partner) });
            let bytes = (length / 2 * 2).div_ceil(100).max(1) as u32 * 100;
            assert_eq!(view.body, ItemBody::LetterUnread { bytes, declined });
            assert_eq!(view.row.waiting, !declined);
            let json = serde_json::to_string(&view).unwrap();
            assert!(!json.contains('é') && !json.contains("Sunday") && json.len() < 300, "{json}");
            assert!(bytes <= size, "{length}");
        }
    }
    let waits = [told(Side::Partner, letter(1, &"a".repeat(260)))];
    assert_eq!(row_of(&waits, &around(&text, Side::Partner)).title, "A letter, about 300 characters");
}

#[test]
fn letter_is_read_by_its_writer_and_by_whoever_opened_it() {
    let text = text();
    let mine = [told(Side::Me, letter(1, "I thought of you."))];
    assert_eq!(words_of(body_of(&mine, &around(&text, Side::Me))), "I thought of you.");
    assert_eq!(row_of(&mine, &around(&text, Side::Me)).title, "Letter: For Sunday");
    let theirs = [told(Side::Partner, letter(1, "I thought of you."))];
    let opened = Around { letter: LetterState::Accepted, ..around(&text, Side::Partner) };
    assert_eq!(words_of(body_of(&theirs, &opened)), "I thought of you.");
    assert!(!row_of(&theirs, &opened).waiting);
}

#[test]
fn each_version_of_a_promise_stands_with_what_the_other_said_last() {
    let text = text();
    let second = PromiseOffer { version: 2, what: "I write when I am late.".to_owned(), ..promise() };
    let hash = hash_of_offer(&promise()).unwrap();
    let answer = |by, said| {
        let answer = PromiseAnswer { hash, said, words: String::new(), said_at: promise().made_at };
        told(by, Payload::PromiseAnswer(answer))
    };
    let offers = [promise(), promise(), second].map(Payload::PromiseOffer).map(|offer| told(Side::Partner, offer));
    let answers = [
        answer(Side::Me, SaidToPromise::Decline),
        answer(Side::Me, SaidToPromise::Accept),
        answer(Side::Partner, SaidToPromise::Decline),
    ];
    // What crossed its version on the way counts as well.
    for all in [[&offers[..], &answers].concat(), [&answers[..], &offers].concat()] {
        let ItemBody::Promise { versions, .. } = body_of(&all, &around(&text, Side::Partner)) else { panic!() };
        assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [1, 2]);
        let said = versions[0].answer.as_ref().map(|answer| (answer.said, answer.said_words.as_str()));
        assert_eq!(said, Some((SaidToPromise::Accept, "yes")));
        assert_eq!(versions[1].answer, None);
        let row = row_of(&all, &around(&text, Side::Partner));
        assert_eq!((row.version, row.title.as_str(), row.waiting), (2, "I write when I am late.", true));
    }
    let own: Vec<_> = offers.iter().map(|offer| told(Side::Me, offer.payload.clone())).collect();
    assert!(!row_of(&own, &around(&text, Side::Me)).waiting, "nobody answers their own promise");
}

/// What one phone calls its own the other calls its partner's; all else is the same.
#[test]
fn agreement_says_the_same_on_both_phones() {
    let text = text();
    let of_one = AgreementVersion { owner: Owner::Me, ..agreement() };
    let other = AgreementVersion { words: "Phones stay in the hall.".to_owned(), ..agreement() };
    let accept = |version: &AgreementVersion| {
        let hash = hash_of_version(version).0;
        Payload::AgreementSaid(AgreementSaid { hash, said: SaidToAgreement::Accept, said_at: version.made_at })
    };
    let (first, second) = (Payload::AgreementVersion(of_one.clone()), Payload::AgreementVersion(other.clone()));
    let here = [
        told(Side::Me, first.clone()),
        told(Side::Me, accept(&of_one)),
        told(Side::Partner, second),
        told(Side::Partner, accept(&of_one)),
        told(Side::Partner, first),
    ];
    let there: Vec<_> = here.iter().map(|one| told(one.by.other(), one.payload.clone())).collect();
    let versions = |told: &[Told], from| match body_of(told, &around(&text, from)) {
        ItemBody::Agreement { versions, caveat } => {
            assert_eq!(caveat, "No agreement covers sex. A no today outranks anything written.");
            versions
        }
        other => panic!("{other:?}"),
    };
    let (here, there) = (versions(&here, Side::Me), versions(&there, Side::Partner));
    assert_eq!((here[0].owner, there[0].owner), (Owner::Me, Owner::Partner));
    assert_eq!((here[0].from, there[0].from), (Side::Me, Side::Partner));
    assert_eq!((here[1].from, there[1].from), (Side::Partner, Side::Me));
    assert_eq!((here.len(), there.len()), (2, 2));
    for (here, there) in here.iter().zip(&there) {
        assert_eq!((here.hash, here.state, here.version), (there.hash, there.state, there.version));
        assert_eq!((here.my_yes, here.partner_yes), (there.partner_yes, there.my_yes));
    }
    assert_eq!(here[0].state, AgreementState::InForce);
    assert_eq!((here[1].state, here[1].my_yes), (AgreementState::Offered, false));
}

#[test]
fn openness_is_named_by_who_offers_it() {
    let text = text();
    let kind = crate::agreement::AgreementKind::Transparency;
    let holds_until = Some(day(2027, 1, 1));
    let version = AgreementVersion { kind, owner: Owner::Me, holds_until, ..agreement() };
    for (from, words) in [(Side::Me, "Openness that I offer"), (Side::Partner, "Openness that your partner offers")] {
        let told = [told(from, Payload::AgreementVersion(version.clone()))];
        let ItemBody::Agreement { versions, .. } = body_of(&told, &around(&text, from)) else { panic!() };
        assert_eq!(versions[0].kind_words, words);
        assert!(row_of(&told, &around(&text, from)).waiting);
    }
}

#[test]
fn what_a_newer_version_says_shows_as_ids_and_as_something_newer() {
    let text = text();
    let feelings = vec![CardFeeling { id: "of.tomorrow".to_owned(), strength: None }];
    let card = [told(Side::Partner, Payload::EntryCard(EntryCard { feelings, ..entry() }))];
    let ItemBody::Entry { feelings, .. } = body_of(&card, &around(&text, Side::Partner)) else { panic!() };
    assert_eq!(feelings[0].words, "of.tomorrow");
    let set = [told(Side::Partner, Payload::CheckinCard(CheckinCard { set: "yearly".to_owned(), ..checkin() }))];
    assert_eq!(row_of(&set, &around(&text, Side::Partner)).title, "Check-in: yearly");
    let unknown = [told(Side::Partner, Payload::Unknown { kind: 900, bytes: vec![1] })];
    let view = view_of(&unknown, &around(&text, Side::Partner));
    assert_eq!((view.row.kind, view.body), (ItemKind::Unknown, ItemBody::Unknown));
}

#[test]
fn every_kind_has_a_line_and_a_word() {
    let text = text();
    let review = PromiseReview {
        version: 3,
        promise: ObjectId([9; 16]),
        text: "Most days.\n\nNot on Friday.".to_owned(),
        written_at: entry().happened_at,
    };
    let lines = [
        (Payload::EntryCard(entry()), "entry", "The first quiet evening"),
        (Payload::CheckinCard(checkin()), "checkin", "Check-in: This week"),
        (Payload::PromiseOffer(promise()), "promise", "I say where I am when I come home late."),
        (Payload::PromiseReview(review), "review", "Review: Most days. Not on Friday."),
        (
            Payload::AgreementVersion(agreement()),
            "agreement",
            "Evenings: When we eat together, our phones lie in another room.",
        ),
        (Payload::ScheduleProposal(schedule()), "schedule", "Reminder: Time together"),
    ];
    for (payload, kind, title) in lines {
        let row = row_of(&[told(Side::Partner, payload)], &around(&text, Side::Partner));
        assert_eq!((row.kind.id(), row.title.as_str()), (kind, title));
        assert_eq!(serde_json::to_value(row.kind).unwrap(), kind);
    }
    let words: std::collections::BTreeSet<_> = ItemKind::ALL.map(|kind| text.item_kind(kind)).into();
    assert!(words.len() == 8 && words.iter().all(|word| !word.contains("partner-")), "{words:?}");
}

#[test]
fn answers_of_a_checkin_are_said_in_words() {
    let text = text();
    let told = [told(Side::Partner, Payload::CheckinCard(checkin()))];
    let ItemBody::Checkin { answers, .. } = body_of(&told, &around(&text, Side::Partner)) else { panic!() };
    let words: Vec<_> = answers.iter().map(|answer| answer.words.as_str()).collect();
    assert_eq!(words, ["sometimes", "tired (a little)", "Kept", "Thank you for Tuesday.", "yes"]);
}

/// Looked at in the language that nobody writes: what is still plain did not come from a message.
#[test]
fn every_word_of_the_house_comes_from_one_message() {
    use crate::text::tests::pseudo::{OWN, assert_said};
    let text = Text::new(crate::text::PSEUDO);
    let own = || OWN.to_owned();
    let feelings = vec![CardFeeling { id: "calm".to_owned(), strength: Some(3) }];
    let mut answers = checkin().answers;
    answers.retain(|shared| matches!(shared.answer, crate::partner::CardAnswer::YesNo(_)));
    let topic = crate::agreement::Topic::listed("time");
    let (kind, holds_until) = (crate::agreement::AgreementKind::Transparency, Some(day(2027, 1, 1)));
    let version = AgreementVersion { topic, words: own(), kind, owner: Owner::Me, holds_until, ..agreement() };
    let review = PromiseReview { version: 1, promise: ObjectId([9; 16]), text: own(), written_at: promise().made_at };
    let mut payloads = vec![
        Payload::EntryCard(EntryCard { title: None, text: String::new(), feelings, ..entry() }),
        Payload::CheckinCard(CheckinCard { answers, set: "daily".to_owned(), ..checkin() }),
        Payload::PromiseReview(review),
        Payload::AgreementVersion(version),
        letter(1, "πολλά"),
        Payload::Unknown { kind: 900, bytes: Vec::new() },
    ];
    use crate::reminder::Subject;
    let subjects = [
        Subject::CheckIn { set: "daily".to_owned() },
        Subject::PromiseReview { promise: "x".to_owned() },
        Subject::AgreementReview { agreement: "x".to_owned() },
        Subject::TogetherTime,
        Subject::SwapCodes,
        Subject::Own { about: String::new() },
    ];
    payloads.extend(
        subjects.map(|subject| Payload::ScheduleProposal(crate::partner::ScheduleProposal { subject, ..schedule() })),
    );
    let mut said: Vec<String> = ItemKind::ALL.map(|kind| text.item_kind(kind)).into();
    for payload in payloads {
        let view = view_of(&[told(Side::Partner, payload)], &around(&text, Side::Partner));
        said.push(view.row.title);
        match view.body {
            ItemBody::Entry { feelings, .. } => {
                said.extend(feelings.into_iter().flat_map(|felt| [Some(felt.words), felt.strength_words]).flatten());
            }
            ItemBody::Checkin { set_title, answers, .. } => {
                said.extend(answers.into_iter().map(|answer| answer.words).chain([set_title]));
            }
            ItemBody::Agreement { versions, caveat } => {
                let words = |it: SharedVersionView| [it.topic_words, it.kind_words, it.owner_words, it.state_words];
                said.extend(versions.into_iter().flat_map(words).chain([caveat]));
            }
            ItemBody::Schedule { words, .. } => said.push(words),
            _ => {}
        }
    }
    assert!(said.len() > 30);
    assert_said(vec![("items", serde_json::json!(said))]);
}
