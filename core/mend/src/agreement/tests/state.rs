//! Where versions stand, with a partner's side made up: laws that hold whatever the two said, and on any day.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::agreement::AgreementState::*;
use crate::agreement::state::{Proposal, Said, shown, states};

fn hash(n: usize) -> VersionHash {
    VersionHash([n as u8; 32])
}

fn proposal(n: usize) -> Proposal {
    Proposal { hash: hash(n), review_day: day("2026-04-07"), holds_until: None, offered: true }
}

fn said(accepted: &[usize], withdrawn: &[usize]) -> Said {
    let hashes = |of: &[usize]| of.iter().copied().map(hash).collect();
    Said { accepted: hashes(accepted), withdrawn: hashes(withdrawn) }
}

fn of(versions: usize, own: &Said, partner: &Said) -> Vec<AgreementState> {
    let versions: Vec<_> = (0..versions).map(proposal).collect();
    states(&versions, own, partner, day(TODAY))
}

#[test]
fn in_force_takes_a_yes_of_both_to_the_same_hash() {
    assert_eq!(of(1, &said(&[0], &[]), &said(&[], &[])), [Offered]);
    assert_eq!(of(1, &said(&[], &[]), &said(&[0], &[])), [Offered]);
    assert_eq!(of(1, &said(&[0], &[]), &said(&[0], &[])), [InForce]);
    assert_eq!(of(2, &said(&[0], &[]), &said(&[1], &[])), [Offered, Offered], "proposals of both stand side by side");
}

#[test]
fn either_takes_it_back() {
    let (yes, back) = (said(&[0], &[]), said(&[0], &[0]));
    assert_eq!(of(1, &back, &yes), [Withdrawn]);
    assert_eq!(of(1, &yes, &back), [Withdrawn]);
    assert_eq!(of(1, &yes, &said(&[], &[0])), [Withdrawn], "heard before the yes that it takes back");
}

#[test]
fn what_both_agreed_on_holds_until_both_agreed_on_another() {
    let (both, first) = (said(&[0, 1], &[]), said(&[0], &[]));
    assert_eq!(of(2, &both, &first), [InForce, Offered]);
    assert_eq!(of(2, &first, &both), [InForce, Offered]);
    assert_eq!(of(2, &both, &both), [Replaced, InForce]);
    assert_eq!(of(2, &both, &said(&[0, 1], &[1])), [Replaced, Withdrawn], "nothing old comes back");
}

#[test]
fn newer_proposal_takes_the_place_of_ones_own_older_one_alone() {
    let (none, both) = (said(&[], &[]), said(&[0, 1], &[]));
    assert_eq!(of(2, &both, &none), [Replaced, Offered]);
    assert_eq!(of(2, &none, &both), [Replaced, Offered]);
    assert_eq!(of(2, &both, &said(&[0], &[])), [InForce, Offered], "a yes that crossed it on its way counts");
}

#[test]
fn draft_that_waits_is_no_reason_to_stop_what_holds() {
    let versions = [proposal(0), Proposal { offered: false, ..proposal(1) }];
    let both = said(&[0], &[]);
    assert_eq!(states(&versions, &both, &both, day(TODAY)), [InForce, Draft]);
    assert_eq!(states(&versions, &said(&[0, 1], &[]), &both, day(TODAY)), [InForce, WrittenDown]);
}

#[test]
fn overdue_and_lapsed_begin_the_day_after() {
    let version = [Proposal { holds_until: Some(day("2026-04-20")), ..proposal(0) }];
    let both = said(&[0], &[]);
    for (today, expected) in
        [("2026-04-07", InForce), ("2026-04-08", ReviewOverdue), ("2026-04-20", ReviewOverdue), ("2026-04-21", Lapsed)]
    {
        assert_eq!(states(&version, &both, &both, day(today)), [expected], "{today}");
    }
}

#[test]
fn list_shows_what_is_in_force_before_what_waits() {
    assert_eq!(shown(&[Replaced, InForce, Offered, Draft]), 1);
    assert_eq!(shown(&[Replaced, ReviewOverdue, Draft]), 1);
    assert_eq!(shown(&[Withdrawn, Lapsed, Draft]), 2);
    assert_eq!(shown(&[Withdrawn]), 0);
}

type World = (Vec<Proposal>, Said, Said, NaiveDate);

fn world() -> impl Strategy<Value = World> {
    let days = || (0u64..8).prop_map(|n| after(day("2026-04-01"), n));
    let version = (days(), proptest::option::of(days()), any::<bool>());
    let some = || proptest::collection::btree_set(0usize..5, 0..5);
    let side = || (some(), some(), any::<bool>());
    (proptest::collection::vec(version, 1..5), side(), side(), days()).prop_map(|(versions, own, partner, today)| {
        let versions = (0..).zip(versions).map(|(n, (review_day, holds_until, offered))| Proposal {
            hash: hash(n),
            review_day,
            holds_until,
            offered,
        });
        let said = |(accepted, withdrawn, any): (BTreeSet<usize>, BTreeSet<usize>, bool)| Said {
            accepted: accepted.into_iter().map(hash).collect(),
            withdrawn: withdrawn.into_iter().filter(|_| any).map(hash).collect(),
        };
        (versions.collect(), said(own), said(partner), today)
    })
}

fn in_force((versions, own, partner, today): &World) -> Vec<bool> {
    states(versions, own, partner, *today).into_iter().map(|state| state == InForce).collect()
}

/// Whether nothing is in force after that was not before.
fn none_added(before: &World, after: &World) -> bool {
    in_force(before).into_iter().zip(in_force(after)).all(|(before, after)| before || !after)
}

proptest! {
    #[test]
    fn in_force_is_one_version_with_a_yes_of_both_and_its_days_ahead(world in world()) {
        let (versions, own, partner, today) = &world;
        let holds = in_force(&world);
        prop_assert!(holds.iter().filter(|holds| **holds).count() <= 1);
        for (version, _) in versions.iter().zip(holds).filter(|(_, holds)| *holds) {
            for said in [own, partner] {
                prop_assert!(said.accepted.contains(&version.hash) && !said.withdrawn.contains(&version.hash));
            }
            prop_assert!(*today <= version.review_day);
            prop_assert!(version.holds_until.is_none_or(|last| *today <= last));
        }
    }

    #[test]
    fn both_phones_agree_on_all_but_whose_proposal_it_is(world in world()) {
        let (versions, own, partner, today) = &world;
        let mine = states(versions, own, partner, *today);
        let theirs = states(versions, partner, own, *today);
        for (mine, theirs) in mine.into_iter().zip(theirs) {
            let own_view = [Draft, WrittenDown, Offered];
            prop_assert!(mine == theirs || own_view.contains(&mine) && own_view.contains(&theirs));
        }
    }

    #[test]
    fn no_withdrawal_and_no_passing_day_puts_anything_in_force(world in world(), which in 0usize..5, own in any::<bool>()) {
        let mut less = world.clone();
        let said = if own { &mut less.1 } else { &mut less.2 };
        said.withdrawn.insert(hash(which));
        prop_assert!(none_added(&world, &less));
        if which < world.0.len() {
            prop_assert_eq!(states(&less.0, &less.1, &less.2, less.3)[which], Withdrawn);
        }
        let later = World::clone(&world);
        prop_assert!(none_added(&world, &(later.0, later.1, later.2, after(world.3, 1))));
    }

    #[test]
    fn one_yes_puts_at_most_the_version_it_is_said_to_in_force(world in world(), which in 0usize..5) {
        let mut more = world.clone();
        more.1.accepted.insert(hash(which));
        for (n, (before, after)) in in_force(&world).into_iter().zip(in_force(&more)).enumerate() {
            prop_assert!(before || !after || n == which);
        }
    }

    #[test]
    fn what_both_agreed_on_later_ends_what_was_before_for_good(world in world()) {
        let (versions, own, partner, today) = &world;
        let both = |version: &Proposal| [own, partner].iter().all(|said| said.accepted.contains(&version.hash));
        let states = states(versions, own, partner, *today);
        for (n, state) in states.iter().enumerate() {
            if versions[n + 1..].iter().any(both) {
                prop_assert!(matches!(state, Replaced | Withdrawn));
            }
        }
    }

    #[test]
    fn one_phone_alone_puts_nothing_in_force_and_offers_nothing(world in world()) {
        let (mut versions, own, _, today) = world;
        versions.iter_mut().for_each(|version| version.offered = false);
        let states = states(&versions, &own, &Said::default(), today);
        prop_assert!(states.iter().all(|state| !matches!(state, InForce | Offered)));
        prop_assert!(shown(&states) < versions.len());
    }
}
