//! What is answered comes back as it was asked and said.

use super::*;
use crate::settings;

fn full() -> Vec<ItemAnswer> {
    vec![
        felt("daily.feelings", &[("torn", Some(3)), ("hope", None)]),
        point("daily.steady", 3),
        to("daily.promise", Answer::Choice("partly".into())),
        words("daily.good_thing", "  tea,\nunasked "),
        to("daily.write", Answer::YesNo(false)),
    ]
}

#[test]
fn answers_come_back_with_their_questions_and_in_words() {
    let room = Room::new();
    let checkins = checkins(&room);
    let mut answers = full();
    answers.reverse();
    let id = checkins.answer(request("daily", answers)).unwrap();
    let shown = checkins.show(id).unwrap();
    assert_eq!((shown.row.set.as_str(), shown.row.answered, shown.versions), ("daily", 5, 0));
    assert_eq!((shown.row.slot, shown.edited_at), (None, None));
    assert_eq!(shown.created_at, at("2026-03-10T21:15:00+01:00"));
    let said: Vec<_> = shown.answers.iter().map(|answer| (answer.item.as_str(), answer.words.as_str())).collect();
    assert_eq!(
        said,
        [
            ("daily.feelings", "torn (strongly), hopeful"),
            ("daily.steady", "mostly true"),
            ("daily.promise", "partly"),
            ("daily.good_thing", "  tea,\nunasked "),
            ("daily.write", "no"),
        ]
    );
    let given: Vec<_> = shown.answers.iter().map(|answer| to(&answer.item, answer.answer.clone())).collect();
    assert_eq!(given, full());
    assert_eq!(shown.answers[1].question, "Today I feel steady.");
    assert_eq!((shown.answers[1].version, shown.answers[1].visibility), (1, Visibility::Shareable));
}

#[test]
fn what_is_skipped_or_blank_is_not_there_and_all_of_it_may_be() {
    let room = Room::new();
    let checkins = checkins(&room);
    let blank = vec![felt("daily.feelings", &[]), words("daily.good_thing", " \n "), point("daily.steady", 0)];
    let id = checkins.answer(request("daily", blank)).unwrap();
    assert_eq!(checkins.show(id).unwrap().row.answered, 1);
    let nothing = checkins.answer(request("weekly", vec![])).unwrap();
    assert_eq!(checkins.show(nothing).unwrap().answers, []);
}

#[test]
fn every_item_that_takes_an_answer_keeps_it() {
    let room = Room::new();
    let checkins = checkins(&room);
    let mut kept = 0;
    for set in checkins.sets().unwrap() {
        let answers = set.items.iter().filter_map(|item| {
            let answer = match &item.answer {
                AnswerKind::Feelings { .. } => return Some(felt(&item.id, &[("calm", None)])),
                AnswerKind::Scale { points, .. } => Answer::Scale(points.last()?.value),
                AnswerKind::Choice { options } => Answer::Choice(options.last()?.id.clone()),
                AnswerKind::Text { .. } => Answer::Text("words".into()),
                AnswerKind::YesNo { .. } => Answer::YesNo(true),
                AnswerKind::Promises { .. } | AnswerKind::None => return None,
            };
            Some(to(&item.id, answer))
        });
        let answers = answers.collect::<Vec<_>>();
        kept += answers.len();
        let id = checkins.answer(request(&set.id, answers.clone())).unwrap();
        let shown: Vec<_> = checkins.show(id).unwrap().answers;
        assert_eq!(shown.into_iter().map(|shown| to(&shown.item, shown.answer)).collect::<Vec<_>>(), answers);
    }
    assert_eq!(kept, 5 + 12 + 13);
}

/// The words of a question may change with a release or a language: what was answered stays what it was.
#[test]
fn answer_keeps_the_words_it_was_asked_in() {
    let room = Room::new();
    let id = checkins(&room).answer(request("daily", vec![point("daily.steady", 2)])).unwrap();
    let later = Text::with_resources("en", &[("en", "checkin-daily-steady = Steady?\nscale-agreement-2 = so so")]);
    let later = Checkins::new(room.db.clone(), Arc::new(later));
    assert_eq!(later.set("daily").unwrap().items[1].question, "Steady?");
    let shown = &later.show(id).unwrap().answers[0];
    assert_eq!((shown.question.as_str(), shown.words.as_str()), ("Today I feel steady.", "so so"));
    // Also when the answer is changed under the new words; a question asked anew has the new ones.
    let edit = EditCheckinRequest { answers: Some(vec![point("daily.steady", 4)]), ..Default::default() };
    later.edit(id, edit).unwrap();
    assert_eq!(later.show(id).unwrap().answers[0].question, "Today I feel steady.");
    let anew = later.answer(request("daily", vec![point("daily.steady", 4)])).unwrap();
    assert_eq!(later.show(anew).unwrap().answers[0].question, "Steady?");
}

#[test]
fn several_a_day_stand_beside_each_other_and_the_night_belongs_to_the_evening_before() {
    let room = Room::new();
    let checkins = checkins(&room);
    for time in ["2026-03-11T00:30:00+01:00", "2026-03-10T21:00:00+01:00", "2026-03-11T03:00:00+01:00"] {
        let answered_at = Some(at(time));
        checkins.answer(AnswerRequest { answered_at, ..request("daily", full()) }).unwrap();
    }
    let days = || -> Vec<_> {
        let page = checkins.history(Some("daily"), 10, None).unwrap();
        page.checkins.iter().map(|row| row.day.to_string()).collect()
    };
    assert_eq!(days(), ["2026-03-11", "2026-03-10", "2026-03-10"]);
    let settings = settings::JournalSettings { day_ends_at: 0, on_this_day: false };
    settings::save(&room.db, settings).unwrap();
    assert_eq!(days(), ["2026-03-11", "2026-03-11", "2026-03-10"]);
}

#[test]
fn changed_checkin_keeps_what_it_said_before() {
    let room = Room::new();
    let checkins = checkins(&room);
    let id = checkins.answer(request("daily", full())).unwrap();
    room.clock.set("2026-03-10T22:00:00+01:00");
    let answers = vec![point("daily.steady", 1), words("daily.good_thing", "rain")];
    let edit = EditCheckinRequest { answers: Some(answers), ..Default::default() };
    checkins.edit(id, edit.clone()).unwrap();
    checkins.edit(id, edit).unwrap();
    checkins.edit(id, EditCheckinRequest::default()).unwrap();
    let shown = checkins.show(id).unwrap();
    assert_eq!((shown.versions, shown.edited_at), (1, Some(at("2026-03-10T22:00:00+01:00"))));
    assert_eq!((shown.row.answered, shown.answers[0].words.as_str()), (2, "a little true"));
    let moved = EditCheckinRequest { answered_at: Some(at("2026-03-09T20:00:00+01:00")), ..Default::default() };
    checkins.edit(id, moved).unwrap();
    let versions = checkins.versions(id).unwrap();
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(versions[0].answers.len(), 5);
    assert_eq!(versions[1].answers[1].words, "rain");
    assert_eq!(versions[0].answered_at, at("2026-03-10T21:15:00+01:00"));
    assert_eq!(checkins.show(id).unwrap().row.answered_at, at("2026-03-09T20:00:00+01:00"));
    checkins.clear_versions(id).unwrap();
    assert_eq!(checkins.versions(id), Ok(vec![]));
    assert_eq!(checkins.show(id).unwrap().row.answered, 2);
}

#[test]
fn answers_outlast_the_lock() {
    let room = Room::new();
    let id = checkins(&room).answer(request("daily", full())).unwrap();
    room.vault.lock();
    assert_eq!(checkins(&room).show(id), Err(MendError::Locked));
    let room = room.reopened();
    assert_eq!(checkins(&room).show(id).unwrap().row.answered, 5);
}
