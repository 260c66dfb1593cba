//! A change is another version; a yes is to one of them; what was before is read as it was.

use super::*;

fn change(words: &str) -> AgreementChange {
    AgreementChange { words: Some(words.to_owned()), ..Default::default() }
}

fn states(agreements: &Agreements, id: AgreementId) -> Vec<AgreementState> {
    agreements.show(id).unwrap().versions.iter().map(|version| version.state).collect()
}

use AgreementState::{Draft, Lapsed, Replaced, ReviewOverdue, Withdrawn, WrittenDown};

#[test]
fn change_waits_for_a_yes_while_the_version_before_goes_on() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    let first = agreements.show(id).unwrap().versions;
    noon(&room, "2026-03-12");
    agreements.change(id, change("We cook twice")).unwrap();
    let view = agreements.show(id).unwrap();
    assert_eq!(view.versions[0], first[0], "what was said before is as it was, hash and all");
    assert_eq!(states(&agreements, id), [WrittenDown, Draft]);
    assert_eq!((view.row.words.as_str(), view.row.version, view.row.latest), ("We cook", 1, 2));
    agreements.accept(id, view.versions[1].hash).unwrap();
    assert_eq!(states(&agreements, id), [Replaced, WrittenDown]);
    let row = agreements.show(id).unwrap().row;
    assert_eq!((row.words.as_str(), row.version, row.latest), ("We cook twice", 2, 2));
}

#[test]
fn change_that_says_nothing_new_keeps_nothing() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    let before = agreements.show(id).unwrap();
    let same = AgreementChange {
        topic: Some(Topic::listed("time")),
        words: Some(" We cook\n".into()),
        owner: Some(Owner::Both),
        review_day: Some(day("2026-04-07")),
        holds_until: Some(None),
    };
    for nothing in [AgreementChange::default(), same] {
        agreements.change(id, nothing).unwrap();
    }
    agreements.review(id, day("2026-04-07")).unwrap();
    agreements.accept(id, before.versions[0].hash).unwrap();
    assert_eq!(agreements.show(id), Ok(before));
}

/// The old yes of both would be on it at once.
#[test]
fn going_back_to_the_words_of_an_earlier_version_is_refused() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = agreements.add(request("We cook")).unwrap();
    agreements.change(id, change("We bake")).unwrap();
    assert_eq!(bad(agreements.change(id, change("We cook"))), ("agreement_versions", FieldProblem::Twice));
    assert_eq!(agreements.show(id).unwrap().versions.len(), 2);
    let with_another_day = AgreementChange { review_day: Some(day("2026-04-08")), ..change("We cook") };
    agreements.change(id, with_another_day).unwrap();
}

#[test]
fn versions_of_one_agreement_come_to_an_end() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = agreements.add(request("We cook 1")).unwrap();
    (2..=100).for_each(|n| agreements.change(id, change(&format!("We cook {n}"))).unwrap());
    let full = ("agreement_versions", FieldProblem::TooLong { most: 100 });
    assert_eq!(bad(agreements.change(id, change("We cook 101"))), full);
    assert_eq!(bad(agreements.review(id, day("2026-05-01"))), full);
    assert_eq!(agreements.show(id).unwrap().row.latest, 100);
}

#[test]
fn looking_again_moves_that_day_alone_and_carries_on_the_yes() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, openness("I show you my plans"));
    noon(&room, "2026-04-09");
    assert_eq!(state(&agreements, id), ReviewOverdue);
    let past = FieldProblem::TooEarly { earliest: day("2026-04-10") };
    assert_eq!(bad(agreements.review(id, day("2026-04-07"))), ("review_day", past), "the day that it names is past");
    agreements.review(id, day("2026-05-07")).unwrap();
    let view = agreements.show(id).unwrap();
    let [before, looked] = &view.versions[..] else { panic!("{view:?}") };
    assert_eq!((looked.state, before.state), (WrittenDown, Replaced));
    assert!(looked.looked_at && !before.looked_at);
    assert_ne!(looked.hash, before.hash, "nobody moves that day under the other's yes");
    assert_eq!(looked.accepted_at.map(|at| at.to_rfc3339()), Some("2026-04-09T12:00:00+01:00".into()));
    assert_eq!((looked.review_day, looked.holds_until), (day("2026-05-07"), before.holds_until));
    let beyond = ("review_day", FieldProblem::TooLate { latest: day("2026-05-31") });
    assert_eq!(bad(agreements.review(id, day("2026-06-01"))), beyond, "it does not go on by being looked at");
    assert_eq!(bad(agreements.review(id, day("2026-04-09"))).0, "review_day");
    assert_eq!(agreements.show(id), Ok(view));
}

#[test]
fn looking_again_at_a_draft_says_no_yes() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = agreements.add(request("We cook")).unwrap();
    agreements.review(id, day("2026-04-20")).unwrap();
    assert_eq!(states(&agreements, id), [Draft, Draft]);
}

#[test]
fn looking_again_past_a_newer_version_is_refused() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    agreements.change(id, change("We bake")).unwrap();
    let before = agreements.show(id);
    let newer = ("version", FieldProblem::OutOfRange { least: 2, most: 2 });
    assert_eq!(bad(agreements.review(id, day("2026-04-20"))), newer);
    assert_eq!(agreements.show(id), before);
}

#[test]
fn yes_is_taken_back_for_good_and_a_new_version_can_have_another() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = agreements.add(request("We cook")).unwrap();
    assert_eq!(bad(agreements.withdraw(id)), ("acceptance", FieldProblem::Empty));
    agreements.accept(id, latest(&agreements, id)).unwrap();
    agreements.change(id, change("We bake")).unwrap();
    agreements.accept(id, latest(&agreements, id)).unwrap();
    agreements.withdraw(id).unwrap();
    assert_eq!(states(&agreements, id), [Withdrawn, Withdrawn], "nothing old comes back");
    assert!(agreements.show(id).unwrap().versions.iter().all(|version| version.withdrawn_at.is_some()));
    let before = agreements.show(id);
    assert_eq!(bad(agreements.withdraw(id)), ("acceptance", FieldProblem::Empty));
    assert_eq!(bad(agreements.accept(id, latest(&agreements, id))), ("version", FieldProblem::Twice));
    assert_eq!(agreements.show(id), before);
    agreements.review(id, day("2026-04-20")).unwrap();
    assert_eq!(states(&agreements, id), [Withdrawn, Withdrawn, Draft]);
    agreements.accept(id, latest(&agreements, id)).unwrap();
    assert_eq!(state(&agreements, id), WrittenDown);
}

#[test]
fn yes_can_be_taken_back_after_the_last_day_too() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, openness("I show you my plans"));
    noon(&room, "2026-06-01");
    agreements.withdraw(id).unwrap();
    assert_eq!(state(&agreements, id), Withdrawn);
}

#[test]
fn openness_ends_by_itself_and_goes_on_only_by_a_change_with_a_yes() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id =
        written_down(&agreements, AgreementRequest { review_day: Some(day("2026-05-31")), ..openness("I show it") });
    noon(&room, "2026-05-20");
    let anew = AgreementChange { holds_until: Some(Some(day("2026-08-18"))), ..Default::default() };
    agreements.change(id, anew).unwrap();
    noon(&room, "2026-05-31");
    assert_eq!(states(&agreements, id), [WrittenDown, Draft]);
    noon(&room, "2026-06-01");
    assert_eq!(states(&agreements, id), [Lapsed, Draft]);
    assert_eq!(agreements.show(id).unwrap().row.version, 2, "what was offered anew waits, and holds nothing");
}

#[test]
fn yes_on_the_last_day_is_in_time() {
    let room = Room::new();
    let agreements = agreements(&room);
    let last = day("2026-05-31");
    let id = agreements.add(AgreementRequest { review_day: Some(last), ..openness("I show it") }).unwrap();
    noon(&room, "2026-05-31");
    agreements.accept(id, latest(&agreements, id)).unwrap();
    assert_eq!(agreements.due().unwrap().lapsing.len(), 1);
}

#[test]
fn day_to_look_again_that_is_past_is_overdue_from_the_day_after() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    for (now, expected) in [
        ("2026-04-07T23:59:00+02:00", WrittenDown),
        ("2026-04-08T02:59:00+02:00", WrittenDown), // The journal's day ends at three.
        ("2026-04-08T03:00:00+02:00", ReviewOverdue),
    ] {
        room.clock.set(now);
        assert_eq!(state(&agreements, id), expected, "{now}");
    }
    assert_eq!(bad(agreements.change(id, change("We bake"))).0, "review_day", "a change needs a day ahead");
}

#[test]
fn schedule_to_look_again_is_offered_and_not_made() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    let offered = agreements.review_schedule(id).unwrap();
    assert_eq!(offered.subject, Subject::AgreementReview { agreement: id.to_string() });
    assert_eq!((offered.anchor, offered.until), (Some(day("2026-04-07")), Some(day("2026-04-07"))));
    let kept = |conn: &Connection| Ok(conn.query_row("SELECT count(*) FROM schedule", [], |row| row.get::<_, u32>(0))?);
    assert_eq!(room.db.read(kept), Ok(0));
    noon(&room, "2026-04-08");
    assert_eq!(bad(agreements.review_schedule(id)).0, "review_day");
}
