//! Agreements against a plain list that does the same: whatever is done, in whatever order, the two agree.

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Pass(u64),
    Change {
        words: usize,
        review: Option<u64>,
        until: Option<Option<u64>>,
    },
    /// Which version, counted back from the latest.
    Accept(usize),
    Withdraw,
    Review(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1u64..40).prop_map(Step::Pass),
        4 => (0usize..3, proptest::option::of(0u64..95), proptest::option::of(proptest::option::of(0u64..95)))
            .prop_map(|(words, review, until)| Step::Change { words, review, until }),
        6 => (0usize..3).prop_map(Step::Accept),
        1 => Just(Step::Withdraw),
        3 => (0u64..95).prop_map(Step::Review),
    ]
}

const WORDS: [&str; 3] = ["We cook", "We bake", "We talk"];

/// One version, and nothing clever.
#[derive(Clone, Debug)]
struct Plain {
    words: &'static str,
    review: NaiveDate,
    until: Option<NaiveDate>,
    yes: bool,
    taken_back: bool,
}

impl Plain {
    fn says(&self) -> (&'static str, NaiveDate, Option<NaiveDate>) {
        (self.words, self.review, self.until)
    }
}

struct List {
    openness: bool,
    versions: Vec<Plain>,
}

impl List {
    fn latest(&self) -> &Plain {
        self.versions.last().unwrap()
    }

    fn ended(&self, today: NaiveDate) -> bool {
        self.latest().until.is_some_and(|until| until < today)
    }

    /// Whether it was taken in, or said nothing new.
    fn push(&mut self, new: Plain, today: NaiveDate) -> bool {
        if new.says() == self.latest().says() {
            return true;
        }
        let far = |day: NaiveDate| (day - today).num_days();
        let most = |day: NaiveDate| if self.openness { far(day) <= 90 } else { true };
        let until = new.until.map_or(!self.openness, |until| far(until) >= 1 && most(until));
        let review = (1..=90).contains(&far(new.review)) && new.until.is_none_or(|until| new.review <= until);
        let fits = until && review && self.versions.iter().all(|old| old.says() != new.says());
        if fits {
            self.versions.push(new);
        }
        fits
    }

    fn states(&self, today: NaiveDate) -> Vec<AgreementState> {
        let state = |(n, version): (usize, &Plain)| match version {
            Plain { taken_back: true, .. } => AgreementState::Withdrawn,
            Plain { yes: true, .. } if self.versions[n + 1..].iter().any(|newer| newer.yes) => AgreementState::Replaced,
            Plain { until: Some(until), .. } if *until < today => AgreementState::Lapsed,
            Plain { yes: false, .. } => AgreementState::Draft,
            Plain { review, .. } if *review < today => AgreementState::ReviewOverdue,
            Plain { .. } => AgreementState::WrittenDown,
        };
        self.versions.iter().enumerate().map(state).collect()
    }

    /// The version that has a yes and has not ended, or the latest.
    fn stands(&self, today: NaiveDate) -> usize {
        let alive = [AgreementState::WrittenDown, AgreementState::ReviewOverdue];
        let states = self.states(today);
        states.iter().rposition(|state| alive.contains(state)).unwrap_or(states.len() - 1)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn agreements_agree_with_a_plain_list(openness in any::<bool>(), steps in proptest::collection::vec(step(), 1..30)) {
        let room = Room::new();
        let agreements = agreements(&room);
        let mut today = day(TODAY);
        let first = if openness { super::openness(WORDS[0]) } else { request(WORDS[0]) };
        let plain =
            Plain { words: WORDS[0], review: day("2026-04-07"), until: first.holds_until, yes: false, taken_back: false };
        let id = agreements.add(first).unwrap();
        let mut list = List { openness, versions: vec![plain] };
        for step in steps {
            let ended = list.ended(today);
            match step {
                Step::Pass(days) => {
                    today = after(today, days);
                    noon(&room, &today.to_string());
                }
                Step::Change { words, review, until } => {
                    let day = |ahead| after(today, ahead);
                    let until = until.map(|until| until.map(day));
                    let change = AgreementChange {
                        words: Some(WORDS[words].into()),
                        review_day: review.map(day),
                        holds_until: until,
                        ..Default::default()
                    };
                    let old = list.latest().clone();
                    let new = Plain {
                        words: WORDS[words],
                        review: review.map_or(old.review, day),
                        until: until.unwrap_or(old.until),
                        yes: false,
                        taken_back: false,
                    };
                    let taken = !ended && list.push(new, today);
                    prop_assert_eq!(agreements.change(id, change).is_ok(), taken);
                }
                Step::Accept(back) => {
                    let index = list.versions.len().saturating_sub(back + 1);
                    let latest = index + 1 == list.versions.len();
                    let version = &mut list.versions[index];
                    let taken = !ended && latest && !version.taken_back && version.review >= today;
                    version.yes |= taken;
                    let hash = agreements.show(id).unwrap().versions[index].hash;
                    prop_assert_eq!(agreements.accept(id, hash).is_ok(), taken);
                }
                Step::Withdraw => {
                    let given = list.versions.iter_mut().filter(|version| version.yes && !version.taken_back);
                    let count = given.map(|version| version.taken_back = true).count();
                    prop_assert_eq!(agreements.withdraw(id).is_ok(), count > 0);
                }
                Step::Review(ahead) => {
                    let next = after(today, ahead);
                    let old = list.latest().clone();
                    let yes = old.yes && !old.taken_back;
                    let waits = list.stands(today) + 1 < list.versions.len();
                    let new = Plain { review: next, yes, taken_back: false, ..old };
                    let last_day = list.latest().until == Some(today);
                    let taken = !ended && !waits && !last_day && ahead > 0 && list.push(new, today);
                    prop_assert_eq!(agreements.review(id, next).is_ok(), taken);
                }
            }
            let view = agreements.show(id).unwrap();
            let states: Vec<_> = view.versions.iter().map(|version| version.state).collect();
            prop_assert_eq!(states, list.states(today));
            let stands = &list.versions[list.stands(today)];
            prop_assert_eq!((view.row.words.as_str(), view.row.review_day, view.row.holds_until), stands.says());
            let yes: Vec<_> = view.versions.iter().map(|v| (v.accepted_at.is_some(), v.withdrawn_at.is_some())).collect();
            prop_assert_eq!(yes, list.versions.iter().map(|v| (v.yes, v.taken_back)).collect::<Vec<_>>());
        }
    }
}
