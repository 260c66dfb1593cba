//! Every history of two phones that fits: words, exchanges that are lost, repeated or late, backups and restores.

use std::collections::{HashSet, VecDeque};

use proptest::prelude::*;

use super::*;

/// A word: who said it, which one, and whether its seal is right.
type Word = (char, u8, bool);

/// What a phone knows, in its memory.
struct Memory<'p>(&'p Phone);

impl Words<Word> for Memory<'_> {
    type Error = Refused;

    fn says_the_same(&self, op: &FeedOp<Word>) -> Result<bool, Refused> {
        Ok(self.0.said.get(&(op.feed, op.seq)) == Some(&op.said))
    }

    fn is_mine(&self, op: &FeedOp<Word>) -> bool {
        op.said.0 == self.0.name && op.said.2
    }
}

fn feed(name: u8) -> FeedId {
    FeedId([name, 0, 0, 0])
}

/// What was said, by its place.
type Said = BTreeMap<(FeedId, u32), Word>;

/// A phone with its last backup.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Phone {
    name: char,
    feeds: Feeds,
    said: Said,
    backup: Option<(Feeds, Said)>,
    spoken: u8,
    restores: u8,
}

impl Phone {
    fn new(name: char) -> Self {
        let feeds = Feeds::new(feed(name as u8));
        Self { name, feeds, said: BTreeMap::new(), backup: None, spoken: 0, restores: 0 }
    }

    fn say(&mut self) {
        self.spoken += 1;
        let seq = self.feeds.say();
        self.said.insert((self.feeds.now, seq), (self.name, self.spoken, true));
    }

    fn message(&self, most: usize) -> Message<Word> {
        let seqs = self.feeds.to_tell(most).into_iter().flat_map(|(feed, run)| run.map(move |seq| (feed, seq)));
        let mut ops: Vec<_> = seqs.map(|(feed, seq)| FeedOp { feed, seq, said: self.said[&(feed, seq)] }).collect();
        ops.sort_by_key(|op| (op.feed, op.seq));
        Message { from: self.feeds.now, prev: self.feeds.prev, have: self.feeds.have(), ops }
    }

    fn back_up(&mut self) {
        self.backup = Some((self.feeds.clone(), self.said.clone()));
    }

    fn restore(&mut self, rule: Rule) {
        if let Some((feeds, said)) = self.backup.clone() {
            self.restores += 1;
            let now = feed(self.name as u8 + 32 * self.restores);
            self.feeds = if rule == Rule::GoesOnInTheOldFeed { feeds } else { feeds.restored(now) };
            self.said = said;
        }
    }

    fn hear(&mut self, message: &Message<Word>, rule: Rule) -> Result<(), Refused> {
        let heard = self.feeds.hear(message, &Memory(self))?;
        self.feeds = heard.feeds;
        for op in heard.new.into_iter().map(|index| &message.ops[index]) {
            self.said.insert((op.feed, op.seq), op.said);
        }
        if rule == Rule::AcksOfAllIncarnationsAreOne {
            let mut all: BTreeMap<FeedId, u32> = BTreeMap::new();
            for (feed, upto) in self.feeds.heard.values().flatten() {
                let known = all.entry(*feed).or_default();
                *known = (*known).max(*upto);
            }
            self.feeds.heard.values_mut().for_each(|have| have.clone_from(&all));
        }
        Ok(())
    }

    fn words(&self) -> HashSet<Word> {
        self.said.values().copied().collect()
    }
}

/// The rules as they are, and rules that were tried and lose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    AsItIs,
    GoesOnInTheOldFeed,
    AcksOfAllIncarnationsAreOne,
}

/// Two phones, and the pictures of codes that still lie around: any of them can be scanned, again or late.
#[derive(Clone, PartialEq, Eq, Hash)]
struct World {
    phones: [Phone; 2],
    shown: [Vec<Message<Word>>; 2],
}

const PICTURES: usize = 2;
const ALL: usize = 100;

impl World {
    fn new() -> Self {
        Self { phones: [Phone::new('A'), Phone::new('B')], shown: [Vec::new(), Vec::new()] }
    }

    /// Everything that can happen next. What is refused leaves the phone as it was, and is no new world.
    fn next(&self, rule: Rule, words: u8) -> Vec<Self> {
        let mut worlds = Vec::new();
        let mut push = |change: &dyn Fn(&mut Self)| {
            let mut world = self.clone();
            change(&mut world);
            worlds.push(world);
        };
        for who in [0, 1] {
            if self.phones[who].spoken < words {
                push(&|world| world.phones[who].say());
            }
            push(&|world| {
                let message = world.phones[who].message(ALL);
                let shown = &mut world.shown[who];
                shown.retain(|known| *known != message);
                shown.push(message);
                if shown.len() > PICTURES {
                    shown.remove(0);
                }
            });
            for picture in 0..self.shown[1 - who].len() {
                push(&|world| {
                    let message = world.shown[1 - who][picture].clone();
                    // A refusal changes nothing.
                    let _ = world.phones[who].hear(&message, rule);
                });
            }
            if self.phones[who].restores == 0 {
                push(&|world| world.phones[who].back_up());
                if self.phones[who].backup.is_some() {
                    push(&|world| world.phones[who].restore(rule));
                }
            }
        }
        worlds
    }

    /// Both show and scan until nothing is left to tell. Then both know all that either knew, or something is wrong.
    fn fault(&self, rule: Rule) -> Option<String> {
        let mut phones = self.phones.clone();
        let before: HashSet<Word> = phones[0].words().union(&phones[1].words()).copied().collect();
        for _ in 0..4 {
            for who in [0, 1] {
                let message = phones[who].message(ALL);
                if let Err(refused) = phones[1 - who].hear(&message, rule) {
                    return Some(format!("an honest message is refused: {refused}"));
                }
            }
        }
        let (a, b) = (phones[0].words(), phones[1].words());
        if a != before || b != before {
            return Some(format!("of {before:?} one has {a:?}, the other {b:?}"));
        }
        let untold = (phones[0].feeds.untold(), phones[1].feeds.untold());
        (untold != (0, 0)).then(|| format!("all is told, and {untold:?} are still counted as untold"))
    }
}

/// Breadth first, so that the shortest history that goes wrong is found first.
fn search(rule: Rule, words: u8, most: usize) -> Result<usize, String> {
    let mut seen = HashSet::from([World::new()]);
    let mut ahead = VecDeque::from([World::new()]);
    while let Some(world) = ahead.pop_front() {
        if let Some(fault) = world.fault(rule) {
            return Err(fault);
        }
        for next in world.next(rule, words) {
            if seen.len() < most && seen.insert(next.clone()) {
                ahead.push_back(next);
            }
        }
    }
    Ok(seen.len())
}

/// With one restore on each side, pictures that are scanned again, late or never.
#[test]
fn no_history_of_two_phones_loses_a_word() {
    let most = if std::env::var_os("MEND_LONG").is_some() { 400_000 } else { 40_000 };
    let worlds = search(Rule::AsItIs, 2, most).unwrap_or_else(|fault| panic!("{fault}"));
    println!("{worlds} worlds, none loses a word");
}

#[test]
fn simpler_rules_lose_words_and_the_search_finds_it() {
    for rule in [Rule::GoesOnInTheOldFeed, Rule::AcksOfAllIncarnationsAreOne] {
        let found = search(rule, 2, 400_000);
        println!("{rule:?}: {found:?}");
        assert!(found.is_err(), "{rule:?} loses something");
    }
}

/// What happens in a long history.
#[derive(Clone, Debug)]
enum Act {
    Say(usize),
    Show(usize),
    Scan(usize, prop::sample::Index),
    Backup(usize),
    Restore(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let who = 0..2usize;
    let act = prop_oneof![
        3 => who.clone().prop_map(Act::Say),
        4 => who.clone().prop_map(Act::Show),
        4 => (who.clone(), any::<prop::sample::Index>()).prop_map(|(who, which)| Act::Scan(who, which)),
        1 => who.clone().prop_map(Act::Backup),
        1 => who.prop_map(Act::Restore),
    ];
    proptest::collection::vec(act, 0..120)
}

fn after(acts: &[Act]) -> World {
    let mut world = World::new();
    for act in acts {
        match act {
            Act::Say(who) => world.phones[*who].say(),
            // All pictures stay around, not only the last ones.
            Act::Show(who) => {
                let message = world.phones[*who].message(3);
                world.shown[*who].push(message);
            }
            Act::Scan(who, which) if !world.shown[1 - who].is_empty() => {
                let pictures = &world.shown[1 - who];
                let message = pictures[which.index(pictures.len())].clone();
                let _ = world.phones[*who].hear(&message, Rule::AsItIs);
            }
            Act::Scan(..) => {}
            Act::Backup(who) => world.phones[*who].back_up(),
            Act::Restore(who) if world.phones[*who].restores < 5 => world.phones[*who].restore(Rule::AsItIs),
            Act::Restore(_) => {}
        }
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any number of restores on either side, bundles that hold three operations, pictures of long ago.
    #[test]
    fn after_any_history_an_exchange_brings_both_to_all_that_either_knew(acts in acts()) {
        prop_assert_eq!(after(&acts).fault(Rule::AsItIs), None);
    }

    #[test]
    fn a_message_that_comes_twice_or_in_another_order_changes_nothing_more(acts in acts(), seed in any::<u64>()) {
        let world = after(&acts);
        let mut pictures = world.shown[0].clone();
        // The same ones in another order, some of them twice.
        let mut state = seed;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % below
        };
        let mut in_order = Phone::new('B');
        let mut mixed = Phone::new('B');
        for _ in 0..3 {
            for picture in &pictures {
                let _ = in_order.hear(picture, Rule::AsItIs);
            }
        }
        for _ in 0..3 {
            for n in (1..pictures.len()).rev() {
                pictures.swap(n, draw(n + 1));
            }
            let again = pictures.clone();
            for picture in pictures.iter().chain(&again) {
                let _ = mixed.hear(picture, Rule::AsItIs);
            }
        }
        // Gaps close only where a picture that fills them comes before the next: after enough rounds both have all.
        for _ in 0..pictures.len() {
            for picture in &pictures {
                let _ = in_order.hear(picture, Rule::AsItIs);
                let _ = mixed.hear(picture, Rule::AsItIs);
            }
        }
        prop_assert!(in_order.feeds == mixed.feeds);
        let before = mixed.feeds.clone();
        for picture in &pictures {
            let _ = mixed.hear(picture, Rule::AsItIs);
        }
        prop_assert!(mixed.feeds == before);
    }
}

#[test]
fn words_in_ones_own_name_come_back_only_under_ones_own_seal() {
    let (mut a, mut b) = (Phone::new('A'), Phone::new('B'));
    a.back_up();
    a.say();
    b.hear(&a.message(ALL), Rule::AsItIs).unwrap();
    a.restore(Rule::AsItIs);
    b.hear(&a.message(ALL), Rule::AsItIs).unwrap();
    let echo = b.message(ALL);
    assert_eq!(echo.ops.len(), 1, "what A forgot is echoed");
    let mut forged = echo.clone();
    forged.ops[0].said = ('A', 9, false);
    let before = a.feeds.clone();
    assert_eq!(a.hear(&forged, Rule::AsItIs), Err(Refused::Forged));
    assert!(a.feeds == before);
    a.hear(&echo, Rule::AsItIs).unwrap();
    assert_eq!(a.words(), HashSet::from([('A', 1, true)]));
}

#[test]
fn messages_that_cannot_be_true_change_nothing() {
    let (mut a, b) = (Phone::new('A'), Phone::new('B'));
    a.say();
    let own = a.message(ALL);
    let honest = b.message(ALL);
    let with = |change: &dyn Fn(&mut Message<Word>)| {
        let mut message = honest.clone();
        change(&mut message);
        message
    };
    let op = |feed, seq, said| FeedOp { feed, seq, said };
    let (mine, theirs) = (feed(b'A'), feed(b'B'));
    let cases = [
        (own, Refused::FromOneself),
        (with(&|m| m.prev = Some(mine)), Refused::FromOneself),
        (with(&|m| m.have.extend([(mine, Have { side: Side::Mine, upto: 0 })])), Refused::FromOneself),
        (with(&|m| m.have.extend([(theirs, Have { side: Side::Yours, upto: 0 })])), Refused::WrongSide),
        (with(&|m| m.ops.push(op(theirs, 0, ('B', 1, true)))), Refused::NoNumber),
        (with(&|m| m.ops.push(op(feed(7), 1, ('B', 1, true)))), Refused::WrongSide),
        (with(&|m| m.ops.push(op(mine, 1, ('A', 5, true)))), Refused::Differs),
        (
            with(&|m| {
                let more = (0..=255u8).map(|n| (FeedId([n, 1, 1, 1]), Have { side: Side::Mine, upto: 0 }));
                m.have.extend(more);
            }),
            Refused::TooMany,
        ),
    ];
    let before = a.feeds.clone();
    for (message, refused) in cases {
        assert_eq!(a.hear(&message, Rule::AsItIs), Err(refused));
        assert!(a.feeds == before);
    }
}

#[test]
fn a_small_message_tells_a_part_and_the_rest_comes_with_the_next() {
    let (mut a, mut b) = (Phone::new('A'), Phone::new('B'));
    (0..7).for_each(|_| a.say());
    for left in [4, 1, 0] {
        b.hear(&a.message(3), Rule::AsItIs).unwrap();
        a.hear(&b.message(3), Rule::AsItIs).unwrap();
        assert_eq!(a.feeds.untold(), left);
    }
}
