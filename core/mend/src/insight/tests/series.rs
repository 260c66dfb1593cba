//! Ranges and directions of one's own answers.

use super::*;

fn one(room: &Room, period: &Period) -> SeriesView {
    let mut all = insight(room).series(period).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn range_and_direction_show_from_four_answers_on() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 1), (1, 2), (2, 2)]);
    let early = one(&room, &Period::default());
    assert_eq!((early.summary, early.points.len()), (None, 3));
    assert_eq!(early.sentence, "From four answers on, a range shows here.");
    points(&room, "daily.steady", &[(3, 3)]);
    let view = one(&room, &Period::default());
    let summary = view.summary.unwrap();
    assert_eq!((summary.lowest, summary.highest, summary.middle, summary.latest), (1.0, 3.0, 2.0, 3.0));
    assert_eq!(summary.direction, Direction::Up);
    assert_eq!(view.span, "2026-01-05 to 2026-01-08, 4 answers");
    assert_eq!(
        view.sentence,
        "Lowest: \"a little true\". Highest: \"mostly true\". Middle: \"partly true\". Latest: \"mostly true\". \
         It moves towards \"very true\"."
    );
    assert!(view.caveat.contains("cannot tell what is true, or whether you are safe"));
}

#[test]
fn middle_between_two_points_is_said_as_between() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 1), (1, 2), (2, 1), (3, 2)]);
    let view = one(&room, &Period::default());
    assert_eq!(view.summary.unwrap().middle, 1.5);
    assert!(view.sentence.contains("Middle: between \"a little true\" and \"partly true\"."), "{}", view.sentence);
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 2), (1, 2), (2, 2), (3, 2)]);
    assert_eq!(one(&room, &Period::default()).sentence, "Every answer: \"partly true\".");
}

#[test]
fn series_stand_in_the_order_of_their_questions_and_own_ones_last() {
    let room = Room::new();
    let own = checkins(&room).add_question("daily", "I slept well.", OwnAnswer::Agreement(Polarity::HigherIsBetter));
    let item = format!("own.{}", own.unwrap());
    let answers = vec![ItemAnswer { item: item.clone(), answer: Answer::Scale(4) }];
    checkins(&room).answer(AnswerRequest { set: "daily".into(), answers, ..AnswerRequest::default() }).unwrap();
    points(&room, "monthly.rely", &[(0, 1)]);
    points(&room, "weekly.on_guard", &[(0, 1)]);
    points(&room, "daily.steady", &[(0, 1)]);
    let all = insight(&room).series(&Period::default()).unwrap();
    let items: Vec<_> = all.iter().map(|series| series.item.as_str()).collect();
    assert_eq!(items, ["daily.steady", "weekly.on_guard", "monthly.rely", &item]);
    assert_eq!(all[1].polarity, Polarity::LowerIsBetter);
    assert_eq!(all[3].question, "I slept well.");
    assert_eq!(all[1].scale[4].words, "almost all the time");
}

#[test]
fn period_holds_both_its_days_and_nothing_else() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 0), (1, 1), (2, 2), (3, 3)]);
    let day = |n| Some(evening(n).date_naive());
    let values = |from, to| -> Vec<f64> {
        let all = insight(&room).series(&Period { from, to }).unwrap();
        all.first().map_or(Vec::new(), |series| series.points.iter().map(|point| point.value).collect())
    };
    assert_eq!(values(day(1), day(2)), [1.0, 2.0]);
    assert_eq!(values(None, day(0)), [0.0]);
    assert_eq!(values(day(3), None), [3.0]);
    assert_eq!(values(day(9), None), [] as [f64; 0]);
    let refused = insight(&room).overview(&Period { from: day(2), to: day(1) });
    assert!(matches!(refused, Err(MendError::BadField { field: "to", problem: FieldProblem::TooEarly { .. } })));
    // The night belongs to the evening before, as in the journal.
    let late = AnswerRequest {
        set: "daily".into(),
        answers: vec![ItemAnswer { item: "daily.steady".into(), answer: Answer::Scale(4) }],
        answered_at: Some(at("2026-01-09T00:30:00+01:00")),
        slot: None,
    };
    checkins(&room).answer(late).unwrap();
    assert_eq!(values(day(3), day(3)), [3.0, 4.0]);
}

#[test]
fn changed_and_deleted_answers_count_as_they_stand_now() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 0), (1, 1)]);
    let page = checkins(&room).history(None, 10, None).unwrap();
    let answers = Some(vec![ItemAnswer { item: "daily.steady".into(), answer: Answer::Scale(4) }]);
    let edit = crate::checkin::EditCheckinRequest { answers, ..Default::default() };
    checkins(&room).edit(page.checkins[0].id, edit).unwrap();
    checkins(&room).delete(page.checkins[1].id).unwrap();
    let values: Vec<_> = one(&room, &Period::default()).points.iter().map(|point| point.value).collect();
    assert_eq!(values, [4.0]);
}

#[test]
fn nothing_written_shows_nothing() {
    let room = Room::new();
    let view = insight(&room).overview(&Period::default()).unwrap();
    assert!(view.series.is_empty() && view.counted.is_empty() && view.signs.is_empty());
    assert!(view.feelings.weeks.is_empty() && view.feelings.feelings.is_empty());
    assert_eq!(view.feelings.sentence, "Nothing here yet.");
    assert!(view.recurring.themes.is_empty() && view.recurring.triggers.is_empty());
    room.vault.lock();
    assert_eq!(insight(&room).overview(&Period::default()), Err(MendError::Locked));
}
