//! Check-ins against a plain list that does the same: whatever is done, in whatever order, the two agree.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Answer(Vec<ItemAnswer>, i64),
    Edit(Index, Vec<ItemAnswer>),
    Move(Index, i64),
    Clear(Index),
    Delete(Index),
    Draft(Vec<ItemAnswer>),
}

fn answers() -> impl Strategy<Value = Vec<ItemAnswer>> {
    let option = proptest::sample::select(vec!["kept", "partly", "missed", "none_today"]);
    let every = (0u8..=4, option, "[a-z é\n]{0,6}", any::<bool>(), proptest::option::of(0u8..=4)).prop_map(
        |(value, option, text, yes, strength)| {
            vec![
                felt("daily.feelings", &[("calm", strength), ("numb", None)]),
                point("daily.steady", value),
                to("daily.promise", Answer::Choice(option.into())),
                words("daily.good_thing", &text),
                to("daily.write", Answer::YesNo(yes)),
            ]
        },
    );
    every.prop_flat_map(|every| proptest::sample::subsequence(every, 0..=5))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (answers(), 0i64..20).prop_map(|(answers, hours)| Step::Answer(answers, hours)),
        3 => (any::<Index>(), answers()).prop_map(|(which, answers)| Step::Edit(which, answers)),
        1 => (any::<Index>(), 0i64..20).prop_map(|(which, hours)| Step::Move(which, hours)),
        1 => any::<Index>().prop_map(Step::Clear),
        1 => any::<Index>().prop_map(Step::Delete),
        1 => answers().prop_map(Step::Draft),
    ]
}

fn time(hours: i64) -> DateTime<FixedOffset> {
    at("2026-03-10T08:00:00+01:00") + chrono::TimeDelta::hours(hours)
}

/// What a check-in says: answers without the blank ones, and when.
#[derive(Clone, PartialEq)]
struct Said(Vec<ItemAnswer>, DateTime<FixedOffset>);

impl Said {
    fn new(answers: Vec<ItemAnswer>, at: DateTime<FixedOffset>) -> Self {
        let blank = |answer: &ItemAnswer| matches!(&answer.answer, Answer::Text(text) if text.trim().is_empty());
        Self(answers.into_iter().filter(|answer| !blank(answer)).collect(), at)
    }
}

/// What stands now, with the versions before it, oldest first.
struct Kept {
    id: CheckinId,
    now: Said,
    before: Vec<Said>,
}

impl Kept {
    fn change(&mut self, to: Said) {
        if self.now != to {
            self.before.push(std::mem::replace(&mut self.now, to));
        }
    }
}

fn given(shown: Vec<AnswerView>) -> Vec<ItemAnswer> {
    shown.into_iter().map(|shown| to(&shown.item, shown.answer)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn checkins_agree_with_a_plain_list(steps in proptest::collection::vec(step(), 1..25)) {
        let room = Room::new();
        let checkins = checkins(&room);
        let mut list: Vec<Kept> = Vec::new();
        let mut draft = None;
        for step in steps {
            match step {
                Step::Answer(answers, hours) => {
                    let answered_at = Some(time(hours));
                    let request = AnswerRequest { answered_at, ..request("daily", answers.clone()) };
                    let id = checkins.answer(request).unwrap();
                    list.push(Kept { id, now: Said::new(answers, time(hours)), before: Vec::new() });
                    draft = None;
                }
                Step::Draft(answers) => {
                    checkins.save_draft("daily", answers.clone(), None).unwrap();
                    draft = Some(answers);
                }
                _ if list.is_empty() => {}
                Step::Edit(which, answers) => {
                    let kept = which.get_mut(&mut list);
                    let request = EditCheckinRequest { answers: Some(answers.clone()), ..Default::default() };
                    checkins.edit(kept.id, request).unwrap();
                    kept.change(Said::new(answers, kept.now.1));
                }
                Step::Move(which, hours) => {
                    let kept = which.get_mut(&mut list);
                    let request = EditCheckinRequest { answered_at: Some(time(hours)), ..Default::default() };
                    checkins.edit(kept.id, request).unwrap();
                    kept.change(Said(kept.now.0.clone(), time(hours)));
                }
                Step::Clear(which) => {
                    let kept = which.get_mut(&mut list);
                    checkins.clear_versions(kept.id).unwrap();
                    kept.before.clear();
                }
                Step::Delete(which) => {
                    let kept = list.remove(which.index(list.len()));
                    checkins.delete(kept.id).unwrap();
                    prop_assert_eq!(checkins.show(kept.id), Err(MendError::NotFound));
                }
            }
        }
        for kept in &list {
            let shown = checkins.show(kept.id).unwrap();
            prop_assert_eq!(shown.row.answered_at, kept.now.1);
            prop_assert_eq!(given(shown.answers), kept.now.0.clone());
            let versions = checkins.versions(kept.id).unwrap();
            prop_assert_eq!(versions.len(), kept.before.len());
            for (version, before) in versions.into_iter().zip(&kept.before) {
                prop_assert_eq!(version.answered_at, before.1);
                prop_assert_eq!(given(version.answers), before.0.clone());
            }
        }
        // Newest first; of one moment the one that was answered last.
        let mut order: Vec<_> = list.iter().enumerate().map(|(n, kept)| (kept.now.1, n, kept.id)).collect();
        order.sort_by(|a, b| b.cmp(a));
        let page = checkins.history(None, 500, None).unwrap();
        let shown: Vec<_> = page.checkins.iter().map(|row| row.id).collect();
        prop_assert_eq!(shown, order.into_iter().map(|(_, _, id)| id).collect::<Vec<_>>());
        prop_assert_eq!(checkins.draft("daily").unwrap().map(|draft| draft.answers), draft);
        // Only questions that are answered somewhere are kept.
        let unanswered = "SELECT count(*) FROM checkin_question q
                          WHERE NOT EXISTS (SELECT 1 FROM checkin_answer a WHERE a.question = q.id)";
        let left = room.db.read(|conn| Ok(conn.query_row(unanswered, [], |row| row.get::<_, u32>(0))?));
        prop_assert_eq!(left.unwrap(), 0);
    }
}
