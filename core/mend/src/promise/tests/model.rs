//! Promises against a plain list that does the same: whatever is done, in whatever order, the two agree.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Pass(u64),
    Log(u64, usize),
    Change { what: usize, every: Option<u8>, length: u64, ahead: Option<u64> },
    End,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1u64..9).prop_map(Step::Pass),
        6 => (0u64..12, 0usize..4).prop_map(|(back, outcome)| Step::Log(back, outcome)),
        3 => (0usize..3, proptest::option::of(1u8..4), 1u64..40, proptest::option::of(0u64..10))
            .prop_map(|(what, every, length, ahead)| Step::Change { what, every, length, ahead }),
        1 => Just(Step::End),
    ]
}

const WHATS: [&str; 3] = ["I cook", "I wash up", "I listen"];

/// One version, and nothing clever.
#[derive(Clone, Debug, PartialEq)]
struct Plain {
    what: &'static str,
    every: u8,
    anchor: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
}

#[derive(Default)]
struct List {
    versions: Vec<Plain>,
    log: BTreeMap<NaiveDate, Vec<Outcome>>,
    ended: Option<NaiveDate>,
}

impl List {
    fn on(&self, day: NaiveDate) -> Option<&Plain> {
        self.versions.iter().rev().find(|version| version.first <= day)
    }

    fn is_due(&self, day: NaiveDate) -> bool {
        let due = |v: &Plain| day <= v.last && (day - v.anchor).num_days() % i64::from(v.every) == 0;
        self.ended.is_none_or(|end| day <= end) && self.on(day).is_some_and(due)
    }

    fn change(&mut self, what: &'static str, every: Option<u8>, length: u64, ahead: Option<u64>, today: NaiveDate) {
        let old = self.versions.last().unwrap().clone();
        let logged = self.log.keys().max().map(|day| next_day(*day));
        let free = logged.map_or(today, |day| day.max(today));
        let first = ahead.map_or(free.max(old.first), |ahead| terms::last_of(free, ahead + 1));
        let every = every.unwrap_or(old.every);
        let anchor = if every == old.every { old.anchor.min(first) } else { first };
        let new = Plain { what, every, anchor, first, last: terms::last_of(first, length) };
        if (new.what, new.every, new.last) != (old.what, old.every, old.last) {
            self.versions.push(new);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn promises_agree_with_a_plain_list(steps in proptest::collection::vec(step(), 1..30)) {
        let room = Room::new();
        let promises = promises(&room);
        let begun = day(TODAY);
        let mut today = begun;
        let id = promises.add(request(WHATS[0])).unwrap();
        let first = Plain { what: WHATS[0], every: 1, anchor: begun, first: begun, last: day("2026-04-06") };
        let mut list = List { versions: vec![first], ..List::default() };
        for step in steps {
            match step {
                Step::Pass(days) => {
                    today = terms::last_of(today, days + 1);
                    noon(&room, &today.to_string());
                }
                Step::Log(back, outcome) => {
                    let day = today - Days::new(back);
                    let outcome = Outcome::ALL[outcome];
                    let done = promises.log(id, LogRequest { day: Some(day), ..on(TODAY, outcome) });
                    prop_assert_eq!(done.is_ok(), list.is_due(day), "{}: {:?}", day, done);
                    if done.is_ok() && list.log.get(&day).and_then(|said| said.last()) != Some(&outcome) {
                        list.log.entry(day).or_default().push(outcome);
                    }
                }
                Step::Change { what, every, length, ahead } => {
                    let (kept, what) = (list.versions.len(), WHATS[what]);
                    let going_on = list.ended.is_none() && today <= list.versions.last().unwrap().last;
                    // A rhythm that falls on no day of a few is refused, and not of interest here.
                    let length = length.max(4);
                    if going_on {
                        list.change(what, every, length, ahead, today);
                    }
                    let new = list.versions.last().unwrap().clone();
                    let change = PromiseChange {
                        what: Some(what.into()),
                        cadence: every.map(|n| Cadence::Daily { n }),
                        last_day: Some(if list.versions.len() > kept { new.last } else { list.versions[kept - 1].last }),
                        first_day: (list.versions.len() > kept).then_some(new.first),
                        tell: None,
                    };
                    if going_on && list.versions.len() == kept {
                        continue;
                    }
                    prop_assert_eq!(promises.change(id, change).is_ok(), going_on);
                }
                Step::End => {
                    let going_on = list.ended.is_none() && today <= list.versions.last().unwrap().last;
                    prop_assert_eq!(promises.end(id).is_ok(), going_on);
                    if going_on {
                        list.ended = Some(today);
                    }
                }
            }
        }
        let days = promises.days(id, 500, None).unwrap().days;
        let plain: Vec<_> = begun.iter_days().take_while(|day| *day <= today).filter(|day| list.is_due(*day)).collect();
        prop_assert_eq!(days.iter().rev().map(|due| due.day).collect::<Vec<_>>(), plain);
        for due in &days {
            let version = &list.versions[due.version as usize - 1];
            prop_assert_eq!(Some(version), list.on(due.day));
            let said = list.log.get(&due.day).cloned().unwrap_or_default();
            prop_assert_eq!(due.log.as_ref().map(|log| log.outcome), said.last().copied());
            prop_assert_eq!(due.log.as_ref().map_or(0, |log| log.changes as usize + 1), said.len());
        }
        let shown = promises.show(id).unwrap();
        let versions: Vec<_> = shown.versions.iter().map(|v| (v.what.as_str(), v.anchor, v.first_day, v.last_day)).collect();
        let plain: Vec<_> = list.versions.iter().map(|v| (v.what, v.anchor, v.first, v.last)).collect();
        prop_assert_eq!(versions, plain);
        let next = today.iter_days().take(150).find(|day| list.is_due(*day) && !list.log.contains_key(day));
        prop_assert_eq!(shown.next_day, next);
    }
}
