//! What ops say: each kind comes back as it was, in one form, within its bounds.

use chrono::{NaiveDate, NaiveTime};

use super::*;
use crate::agreement::{AgreementKind, Owner, Topic};
use crate::journal::EntryKind;
use crate::reminder::{Cadence, ShortMonth, Subject, Weekday};
use crate::testing::SeededRng;

pub(in crate::partner) fn day(year: i32, month: u32, day: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

pub(in crate::partner) fn entry() -> EntryCard {
    EntryCard {
        version: 2,
        kind: EntryKind::Milestone,
        happened_at: moment(),
        title: Some("The first quiet evening".to_owned()),
        text: "We cooked, and nobody looked at a phone.\nI felt **calm**.".to_owned(),
        feelings: vec![
            CardFeeling { id: "calm".to_owned(), strength: Some(3) },
            CardFeeling { id: "hopeful".to_owned(), strength: None },
        ],
        edited_at: Some(moment()),
    }
}

pub(in crate::partner) fn checkin() -> CheckinCard {
    let answer = |item: &str, question: &str, answer| SharedAnswer {
        item: item.to_owned(),
        item_version: 1,
        question: question.to_owned(),
        answer,
    };
    let feelings = vec![CardFeeling { id: "tired".to_owned(), strength: Some(1) }];
    let scale = CardAnswer::Scale { point: 2, points: 5, words: "sometimes".to_owned() };
    let choice = CardAnswer::Choice { id: "kept".to_owned(), words: "Kept".to_owned() };
    CheckinCard {
        version: 1,
        set: "weekly".to_owned(),
        answered_at: moment(),
        answers: vec![
            answer("weekly.a", "How often did you feel at ease?", scale),
            answer("weekly.b", "What was there?", CardAnswer::Feelings(feelings)),
            answer("weekly.c", "How did it go?", choice),
            answer("weekly.d", "Anything to add?", CardAnswer::Text("Thank you for Tuesday.".to_owned())),
            answer("weekly.e", "Did you sleep?", CardAnswer::YesNo(true)),
        ],
        edited_at: None,
    }
}

pub(in crate::partner) fn promise() -> PromiseOffer {
    PromiseOffer {
        version: 1,
        what: "I say where I am when I come home late.".to_owned(),
        cadence: Cadence::Weekly { n: 2, days: vec![Weekday::Mo, Weekday::Fr], week_start: Weekday::Su },
        anchor: day(2026, 11, 20),
        first_day: day(2026, 11, 25),
        last_day: day(2026, 12, 22),
        tell: "Freitag früh".to_owned(),
        made_at: moment(),
    }
}

pub(in crate::partner) fn agreement() -> AgreementVersion {
    AgreementVersion {
        topic: Topic::Own { words: "Evenings".to_owned() },
        words: "When we eat together,\nour phones lie in another room.".to_owned(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: day(2026, 12, 23),
        holds_until: None,
        made_at: moment(),
    }
}

pub(in crate::partner) fn schedule() -> ScheduleProposal {
    ScheduleProposal {
        subject: Subject::TogetherTime,
        cadence: Cadence::MonthDay { n: 1, day: -1, short_month: ShortMonth::Last },
        times: vec![NaiveTime::from_hms_opt(8, 5, 0).unwrap(), NaiveTime::from_hms_opt(20, 0, 0).unwrap()],
        zone: Some("Europe/Berlin".to_owned()),
        anchor: day(2026, 11, 25),
        grace_minutes: 720,
        until: Some(day(2027, 3, 1)),
    }
}

pub(super) fn every_kind() -> Vec<Payload> {
    let listed = AgreementVersion {
        topic: Topic::listed("time"),
        kind: AgreementKind::Transparency,
        owner: Owner::Me,
        holds_until: Some(day(2027, 1, 1)),
        ..agreement()
    };
    let review =
        PromiseReview { version: 1, promise: ObjectId([7; 16]), text: "Most days.".into(), written_at: moment() };
    let asks = SaidToPromise::AskForChange;
    let said = PromiseAnswer { hash: [5; 32], said: asks, words: "On Fridays too?".to_owned(), said_at: moment() };
    let nth = Cadence::MonthNth { n: 1, nth: -1, weekday: Weekday::Fr };
    let subject = Subject::Own { about: "Walk".to_owned() };
    let plain = ScheduleProposal { subject, cadence: nth, zone: None, until: None, ..schedule() };
    vec![
        Payload::EntryCard(entry()),
        Payload::CheckinCard(checkin()),
        Payload::PromiseOffer(promise()),
        Payload::PromiseReview(review),
        Payload::PromiseAnswer(said.clone()),
        Payload::PromiseAnswer(PromiseAnswer { said: SaidToPromise::Accept, words: String::new(), ..said.clone() }),
        Payload::PromiseAnswer(PromiseAnswer { said: SaidToPromise::Decline, words: String::new(), ..said }),
        Payload::AgreementVersion(agreement()),
        Payload::AgreementVersion(listed),
        Payload::AgreementSaid(AgreementSaid { hash: [6; 32], said: SaidToAgreement::Accept, said_at: moment() }),
        Payload::AgreementSaid(AgreementSaid { hash: [6; 32], said: SaidToAgreement::Withdraw, said_at: moment() }),
        Payload::ScheduleProposal(schedule()),
        Payload::ScheduleProposal(plain),
        letter("Dear Ines,\n\nI thought of what you said."),
        Payload::Tombstone(Tombstone {}),
        Payload::Unknown { kind: 900, bytes: b"of tomorrow".to_vec() },
    ]
}

#[test]
fn every_kind_comes_back_as_it_was() {
    for says in every_kind() {
        let bytes = says.encode().unwrap();
        assert_eq!(Payload::decode(says.kind(), &bytes), Ok(says));
    }
}

#[test]
fn kinds_of_later_versions_are_kept_as_they_came_and_handed_on() {
    let (here, there) = paired(1);
    let later = Payload::Unknown { kind: 11, bytes: vec![1, 2, 3] };
    let sent = bundle(&here, vec![op(&here, 1, later.clone())]);
    let got = there.open(&here.seal(&sent, &SeededRng::new(1)).unwrap()).unwrap();
    assert_eq!(got.ops[0].payload, later);
    assert!(got.ops[0].is_own(&here));
    assert_eq!(Payload::decode(0, &[]), Err(BundleError::Malformed), "no version will have kind 0");
    // Nobody passes a known kind for an unknown one, past its bounds.
    assert_eq!(Payload::Unknown { kind: 9, bytes: vec![] }.encode(), Err(BundleError::Malformed));
}

#[test]
fn another_kinds_bytes_are_refused() {
    let known = every_kind().into_iter().filter(|says| says.kind() <= 10);
    for says in known {
        let bytes = says.encode().unwrap();
        for kind in (1..=10).filter(|kind| *kind != says.kind()) {
            assert_eq!(Payload::decode(kind, &bytes), Err(BundleError::Malformed), "{kind}: {says:?}");
        }
    }
}

#[test]
fn an_entry_out_of_bounds_is_neither_made_nor_read() {
    let bad: [fn(&mut EntryCard); 8] = [
        |card| card.version = 0,
        |card| card.title = Some("x".repeat(301)),
        |card| card.title = Some("two\nlines".to_owned()),
        |card| card.title = Some(String::new()),
        |card| card.text = "x".repeat(limits::TEXT_BYTES + 1),
        |card| card.feelings[0].strength = Some(5),
        |card| card.feelings[0].id = "a b".to_owned(),
        |card| card.feelings[1].id = "calm".to_owned(),
    ];
    refuse(entry(), &bad, Payload::EntryCard);
}

#[test]
fn a_checkin_out_of_bounds_is_neither_made_nor_read() {
    let bad: [fn(&mut CheckinCard); 6] = [
        |card| card.answers.clear(),
        |card| card.answers = vec![card.answers[0].clone(); 65],
        |card| card.answers[1].item = card.answers[0].item.clone(),
        |card| card.answers[0].question = "x".repeat(501),
        |card| card.answers[0].answer = CardAnswer::Scale { point: 5, points: 5, words: String::new() },
        |card| card.set = String::new(),
    ];
    refuse(checkin(), &bad, Payload::CheckinCard);
}

#[test]
fn a_promise_out_of_bounds_is_neither_made_nor_read() {
    let bad: [fn(&mut PromiseOffer); 8] = [
        |offer| offer.what = "  ".to_owned(),
        |offer| offer.what = "x".repeat(301),
        |offer| offer.tell = "x".repeat(201),
        |offer| offer.last_day = day(2026, 11, 24),
        |offer| offer.last_day = day(2027, 2, 23),
        |offer| offer.anchor = day(2026, 11, 26),
        |offer| offer.cadence = Cadence::Daily { n: 53 },
        |offer| offer.cadence = Cadence::Weekly { n: 1, days: vec![], week_start: Weekday::Mo },
    ];
    refuse(promise(), &bad, Payload::PromiseOffer);
}

#[test]
fn an_agreement_out_of_bounds_is_neither_made_nor_read() {
    let bad: [fn(&mut AgreementVersion); 7] = [
        |version| version.words = " ".to_owned(),
        |version| version.words = "x".repeat(2001),
        |version| version.words = "bell\u{7}".to_owned(),
        |version| version.topic = Topic::Own { words: "x".repeat(61) },
        |version| version.topic = Topic::listed("no id"),
        |version| version.kind = AgreementKind::Transparency,
        |version| {
            version.kind = AgreementKind::Transparency;
            version.owner = Owner::Me;
        },
    ];
    refuse(agreement(), &bad, Payload::AgreementVersion);
}

#[test]
fn a_schedule_out_of_bounds_is_neither_made_nor_read() {
    let bad: [fn(&mut ScheduleProposal); 7] = [
        |schedule| schedule.times.clear(),
        |schedule| schedule.times.reverse(),
        |schedule| schedule.times = vec![NaiveTime::from_hms_opt(8, 5, 1).unwrap()],
        |schedule| schedule.zone = Some("Europe Berlin".to_owned()),
        |schedule| schedule.grace_minutes = 0,
        |schedule| schedule.until = Some(day(2026, 11, 24)),
        |schedule| schedule.subject = Subject::Own { about: "x".repeat(201) },
    ];
    refuse(schedule(), &bad, Payload::ScheduleProposal);
}

/// Not made; and, where its bytes can be written all the same, not read.
fn refuse<T: Clone + minicbor::Encode<()>>(good: T, bad: &[fn(&mut T)], kind: fn(T) -> Payload) {
    let number = kind(good.clone()).kind();
    for (at, change) in bad.iter().enumerate() {
        let mut says = good.clone();
        change(&mut says);
        let bytes = minicbor::to_vec(&says).unwrap();
        assert_eq!(kind(says).encode(), Err(BundleError::Malformed), "{at}");
        // Seconds are not written at all: what is left is another, good schedule.
        if Payload::decode(number, &bytes).is_ok() {
            assert_eq!((number, at), (8, 2));
        }
    }
}

#[test]
fn words_beside_a_yes_or_a_no_are_refused() {
    let said = PromiseAnswer { hash: [1; 32], said: SaidToPromise::Accept, words: "But".into(), said_at: moment() };
    assert_eq!(Payload::PromiseAnswer(said).encode(), Err(BundleError::Malformed));
}

/// A phone whose clock is years away is no reason to refuse; one beyond the calendar of this house is.
#[test]
fn moments_have_years_of_this_house() {
    let at = |text: &str| Moment::from(DateTime::parse_from_rfc3339(text).unwrap());
    let written = |written_at| Payload::Letter(Letter { version: 1, title: None, text: "x".to_owned(), written_at });
    assert!(written(at("1970-01-01T00:00:00Z")).encode().is_ok());
    assert!(written(at("2199-01-01T00:00:00Z")).encode().is_ok());
    assert_eq!(written(at("1899-06-01T00:00:00Z")).encode(), Err(BundleError::Malformed));
    assert_eq!(written(at("2201-06-01T00:00:00Z")).encode(), Err(BundleError::Malformed));
}
