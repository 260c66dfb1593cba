//! A half-answered check-in waits, whatever happens to the program.

use super::*;

const SLOT: &str = "000102030405060708090a0b0c0d0e0f.2026-03-10.0";

#[test]
fn half_answered_checkin_survives_the_lock_and_goes_when_it_is_answered() {
    let room = Room::new();
    let half = vec![point("daily.steady", 1), words("daily.good_thing", " ")];
    checkins(&room).save_draft("daily", half.clone(), Some(SLOT.parse().unwrap())).unwrap();
    room.clock.set("2026-03-10T21:20:00+01:00");
    checkins(&room).save_draft("daily", half.clone(), Some(SLOT.parse().unwrap())).unwrap();
    let room = room.reopened();
    let checkins = checkins(&room);
    let waiting = CheckinDraftView {
        set: "daily".into(),
        answers: half.clone(),
        slot: Some(SLOT.parse().unwrap()),
        started_at: at("2026-03-10T21:15:00+01:00"),
        saved_at: at("2026-03-10T21:20:00+01:00"),
    };
    assert_eq!(checkins.draft("daily"), Ok(Some(waiting)));
    assert_eq!(checkins.draft("weekly"), Ok(None));
    assert!(checkins.set("daily").unwrap().draft && !checkins.set("weekly").unwrap().draft);
    assert_eq!(checkins.history(None, 10, None).unwrap().checkins, [], "it is no check-in yet");
    checkins.answer(request("daily", half)).unwrap();
    assert_eq!(checkins.draft("daily"), Ok(None));
}

#[test]
fn each_set_has_a_draft_of_its_own_that_can_be_discarded() {
    let room = Room::new();
    let checkins = checkins(&room);
    checkins.save_draft("daily", vec![], None).unwrap();
    checkins.save_draft("monthly", vec![words("monthly.hurt", "a silence")], None).unwrap();
    checkins.discard_draft("daily").unwrap();
    assert_eq!(checkins.draft("daily"), Ok(None));
    assert_eq!(checkins.discard_draft("daily"), Err(MendError::NotFound));
    assert_eq!(checkins.draft("monthly").unwrap().unwrap().answers.len(), 1);
    for refused in [checkins.discard_draft("hourly"), checkins.draft("hourly").map(drop)] {
        assert_eq!(bad(refused), ("set", FieldProblem::Unknown));
    }
}

#[test]
fn draft_from_another_version_loses_only_what_no_question_asks_for() {
    let room = Room::new();
    let checkins = checkins(&room);
    checkins.save_draft("daily", vec![point("daily.steady", 4)], None).unwrap();
    let other = r#"[{"item":"daily.steady","answer":{"kind":"scale","value":3}},
                    {"item":"daily.gone","answer":{"kind":"scale","value":1}},
                    {"item":"daily.write","answer":{"kind":"text","value":"x"}}]"#;
    room.db.write(|tx| Ok(tx.execute("UPDATE checkin_draft SET answers = ?1", [other])?)).unwrap();
    assert_eq!(checkins.draft("daily").unwrap().unwrap().answers, [point("daily.steady", 3)]);
}
