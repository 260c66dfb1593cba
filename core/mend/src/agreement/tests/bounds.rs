//! What is out of bounds is refused by the name of its field, and nothing is changed.

use super::*;

fn refused(room: &Room, request: AgreementRequest) -> (&'static str, FieldProblem) {
    let agreements = agreements(room);
    let problem = bad(agreements.add(request));
    assert_eq!(agreements.list(10, None).unwrap().agreements, [], "nothing is kept");
    problem
}

const fn early(field: &'static str, earliest: NaiveDate) -> (&'static str, FieldProblem) {
    (field, FieldProblem::TooEarly { earliest })
}

const fn late(field: &'static str, latest: NaiveDate) -> (&'static str, FieldProblem) {
    (field, FieldProblem::TooLate { latest })
}

#[test]
fn openness_without_a_last_day_or_beyond_ninety_days_is_refused() {
    let room = Room::new();
    let until = |holds_until| AgreementRequest { holds_until, ..openness("I show you my plans") };
    assert_eq!(refused(&room, until(None)), ("holds_until", FieldProblem::Empty));
    assert_eq!(refused(&room, until(Some(day("2026-06-09")))), late("holds_until", day("2026-06-08")));
    assert_eq!(refused(&room, until(Some(day("9999-12-31")))), late("holds_until", day("2026-06-08")));
    assert_eq!(refused(&room, until(Some(day(TODAY)))), early("holds_until", day("2026-03-11")));
    agreements(&room).add(until(Some(day("2026-06-08")))).unwrap();
}

#[test]
fn openness_of_another_is_refused() {
    let room = Room::new();
    for owner in [Owner::Partner, Owner::Both] {
        let theirs = AgreementRequest { owner, ..openness("Plans are shown") };
        assert_eq!(refused(&room, theirs), ("owner", FieldProblem::Malformed));
    }
    let agreements = agreements(&room);
    let id = agreements.add(openness("I show you my plans")).unwrap();
    let before = agreements.show(id);
    let change = AgreementChange { owner: Some(Owner::Partner), ..Default::default() };
    assert_eq!(bad(agreements.change(id, change)), ("owner", FieldProblem::Malformed));
    let endless = AgreementChange { holds_until: Some(None), ..Default::default() };
    assert_eq!(bad(agreements.change(id, endless)), ("holds_until", FieldProblem::Empty));
    assert_eq!(agreements.show(id), before);
}

#[test]
fn day_to_look_again_is_there_and_ahead_and_not_after_the_last_day() {
    let room = Room::new();
    let on = |review_day, holds_until| AgreementRequest { review_day, holds_until, ..request("We cook") };
    assert_eq!(refused(&room, on(None, None)), ("review_day", FieldProblem::Empty));
    assert_eq!(refused(&room, on(Some(day(TODAY)), None)), early("review_day", day("2026-03-11")));
    assert_eq!(refused(&room, on(Some(day("2026-06-09")), None)), late("review_day", day("2026-06-08")));
    let short = Some(day("2026-03-20"));
    assert_eq!(refused(&room, on(Some(day("2026-03-21")), short)), late("review_day", day("2026-03-20")));
    assert_eq!(refused(&room, on(short, Some(day("2201-01-01")))), late("holds_until", day("2200-12-31")));
    for (review_day, holds_until) in [(short, short), (Some(day("2026-06-08")), None), (short, Some(day("2200-12-31")))]
    {
        agreements(&room).add(on(review_day, holds_until)).unwrap();
    }
    let usual = |until| agreements(&room).usual_review_day(until).unwrap();
    assert_eq!([usual(None), usual(short)], [day("2026-04-07"), day("2026-03-20")]);
    assert_eq!(usual(Some(day("2026-01-01"))), day("2026-03-11"), "a last day that is past is refused by itself");
}

#[test]
fn unknown_topic_and_topic_without_words_are_refused() {
    let room = Room::new();
    let about = |topic| AgreementRequest { topic, ..request("We cook") };
    let own = |words: &str| about(Topic::Own { words: words.to_owned() });
    assert_eq!(refused(&room, about(Topic::listed("passwords"))), ("topic", FieldProblem::Unknown));
    assert_eq!(refused(&room, about(Topic::listed(""))), ("topic", FieldProblem::Unknown));
    assert_eq!(refused(&room, own(" ")), ("topic", FieldProblem::Empty));
    assert_eq!(refused(&room, own(&"é".repeat(61))), ("topic", FieldProblem::TooLong { most: 60 }));
    assert_eq!(refused(&room, own("one\ntwo")), ("topic", FieldProblem::Malformed));
    let agreements = agreements(&room);
    let id = agreements.add(own(" The dog ")).unwrap();
    let row = agreements.show(id).unwrap().row;
    assert_eq!((row.topic, row.topic_words.as_str()), (Topic::Own { words: "The dog".into() }, "The dog"));
}

#[test]
fn words_out_of_bounds_are_refused() {
    let room = Room::new();
    let most = FieldProblem::TooLong { most: 2000 };
    assert_eq!(refused(&room, request(" \r\n ")), ("words", FieldProblem::Empty));
    assert_eq!(refused(&room, request(&"é".repeat(2001))), ("words", most));
    assert_eq!(refused(&room, request(&"x".repeat(10 << 20))), ("words", most));
    assert_eq!(refused(&room, request("a\u{7}b")), ("words", FieldProblem::Malformed));
    assert_eq!(refused(&room, request("a\rb")), ("words", FieldProblem::Malformed));
    agreements(&room).add(request(&"𝄞\r\n".repeat(1000))).unwrap();
}

#[test]
fn names_of_another_list_are_refused() {
    let room = Room::new();
    let agreements = agreements(&room);
    assert_eq!(bad(agreements.template("home_when_said")), ("template", FieldProblem::Unknown));
    assert_eq!(bad("line".parse::<AgreementKind>()), ("agreement_kind", FieldProblem::Unknown), "a line is a card");
    assert_eq!(bad("them".parse::<Owner>()), ("owner", FieldProblem::Unknown));
    for text in ["", "12", &"g".repeat(64), &"a".repeat(66)] {
        assert_eq!(bad(text.parse::<VersionHash>()), ("version", FieldProblem::Malformed), "{text}");
    }
    for kind in AgreementKind::ALL {
        assert_eq!((kind.id().parse(), serde_json::to_value(kind).unwrap()), (Ok(kind), kind.id().into()));
    }
    for owner in Owner::ALL {
        assert_eq!((owner.id().parse(), serde_json::to_value(owner).unwrap()), (Ok(owner), owner.id().into()));
    }
    for state in AgreementState::ALL {
        assert_eq!(serde_json::to_value(state).unwrap(), state.id());
    }
    let hash = VersionHash([0xab; 32]);
    assert_eq!(hash.to_string().to_uppercase().parse(), Ok(hash));
}

#[test]
fn agreement_past_its_last_day_can_be_read_and_removed_and_nothing_else() {
    let room = Room::new();
    let agreements = agreements(&room);
    let draft = agreements.add(openness("I show you my plans")).unwrap();
    let hash = latest(&agreements, draft);
    noon(&room, "2026-06-01");
    let over = ("agreement", FieldProblem::Unknown);
    let later = Some(day("2026-07-01"));
    let anew = AgreementChange { review_day: later, holds_until: Some(later), ..Default::default() };
    let before = agreements.show(draft).unwrap();
    assert_eq!(before.row.state, AgreementState::Lapsed);
    assert_eq!(bad(agreements.accept(draft, hash)), over);
    assert_eq!(bad(agreements.change(draft, anew)), over);
    assert_eq!(bad(agreements.review(draft, day("2026-07-01"))), over);
    assert_eq!(bad(agreements.review_schedule(draft)), over);
    assert_eq!(agreements.show(draft), Ok(before));
    agreements.delete(draft).unwrap();
}

#[test]
fn yes_to_what_is_old_unknown_or_overdue_is_refused() {
    let room = Room::new();
    let agreements = agreements(&room);
    let (id, other) = (agreements.add(request("We cook")).unwrap(), agreements.add(request("We bake")).unwrap());
    let old = latest(&agreements, id);
    let unknown = ("version", FieldProblem::Unknown);
    assert_eq!(bad(agreements.accept(id, latest(&agreements, other))), unknown);
    assert_eq!(bad(agreements.accept(id, VersionHash([7; 32]))), unknown);
    agreements.change(id, AgreementChange { words: Some("We cook twice".into()), ..Default::default() }).unwrap();
    let before = agreements.show(id);
    let newer = ("version", FieldProblem::OutOfRange { least: 2, most: 2 });
    assert_eq!(bad(agreements.accept(id, old)), newer);
    assert_eq!(agreements.show(id), before);
    noon(&room, "2026-04-08");
    let before = agreements.show(id);
    assert_eq!(bad(agreements.accept(id, latest(&agreements, id))), early("review_day", day("2026-04-09")));
    assert_eq!(agreements.show(id), before);
}

#[test]
fn what_is_not_here_is_not_found() {
    let room = Room::new();
    let agreements = agreements(&room);
    let nobody = AgreementId([7; 16]);
    let lost = Err(MendError::NotFound);
    assert_eq!(agreements.change(nobody, AgreementChange::default()), lost);
    assert_eq!(agreements.accept(nobody, VersionHash([7; 32])), lost);
    assert_eq!(agreements.withdraw(nobody), lost);
    assert_eq!(agreements.review(nobody, day("2026-04-01")), lost);
    assert_eq!(agreements.delete(nobody), lost);
    assert_eq!(agreements.show(nobody).err(), lost.clone().err());
    assert_eq!(agreements.review_schedule(nobody).err(), lost.err());
}
