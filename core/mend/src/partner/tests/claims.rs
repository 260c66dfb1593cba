//! A partner whose app was changed: everything that can be said with the keys of the pair, in whatever combination.

use proptest::prelude::*;

use super::payloads::every_kind;
use super::phones::{Phone, id};
use super::*;
use crate::MendError;
use crate::partner::item::Told;
use crate::partner::objects::{self, Shown};
use crate::text::Text;

#[derive(Clone, Debug)]
struct Claim {
    feed: u8,
    seq: u64,
    lamport: u64,
    object: u8,
    kind: usize,
    erased: bool,
}

#[derive(Clone, Debug)]
struct Said {
    from: u8,
    prev: Option<u8>,
    counter: u64,
    have: Vec<(u8, u64, bool)>,
    claims: Vec<Claim>,
}

fn claim() -> impl Strategy<Value = Claim> {
    let lamport = prop_oneof![8 => 1..40u64, 1 => Just(65_540u64), 1 => Just(i64::MAX as u64)];
    let seq = prop_oneof![9 => 1..5u64, 1 => Just(u64::from(u32::MAX)), 1 => Just(i64::MAX as u64)];
    (0..5u8, seq, lamport, 0..6u8, 0..30usize, any::<bool>())
        .prop_map(|(feed, seq, lamport, object, kind, erased)| Claim { feed, seq, lamport, object, kind, erased })
}

fn said() -> impl Strategy<Value = Said> {
    let have = proptest::collection::vec((0..5u8, 0..6u64, any::<bool>()), 0..5);
    let claims = proptest::collection::vec(claim(), 0..6);
    (0..5u8, proptest::option::weighted(0.3, 0..5u8), 0..9u64, have, claims)
        .prop_map(|(from, prev, counter, have, claims)| Said { from, prev, counter, have, claims })
}

impl Said {
    fn sealed(&self, theirs: &Pair) -> Option<Vec<u8>> {
        // The partner's own feed and this phone's, as they are, and some that nobody knows.
        let feed = |n: u8| match n {
            0 => theirs.own_feed(),
            1 => theirs.their_feed(),
            n => FeedId([n; 4]),
        };
        let payloads = every_kind();
        let op = |claim: &Claim| {
            let payload = payloads[claim.kind % payloads.len()].clone();
            let mut op =
                Op::make(theirs, feed(claim.feed), claim.seq, claim.lamport, id(claim.object), payload).ok()?;
            if claim.erased && claim.kind.is_multiple_of(3) {
                op.erase();
            }
            Some(op)
        };
        let mut ops: Vec<_> = self.claims.iter().filter_map(op).collect();
        ops.sort_by_key(|op| (op.feed, op.seq));
        ops.dedup_by_key(|op| (op.feed, op.seq));
        let mut have: Vec<_> =
            self.have.iter().map(|(n, seq, own)| Have { feed: feed(*n), seq: *seq, own: *own }).collect();
        have.sort();
        have.dedup_by_key(|have| have.feed);
        let prev = self.prev.map(feed).filter(|prev| *prev != feed(self.from));
        let bundle = Bundle { feed: feed(self.from), counter: self.counter, prev, have, ops };
        theirs.seal(&bundle, &SeededRng::new(self.counter)).ok()
    }
}

fn mine(phone: &Phone) -> Vec<(ObjectId, Vec<Told>)> {
    let own = |told: Vec<Told>| told.into_iter().filter(|told| told.by == Side::Me).collect::<Vec<_>>();
    let objects = phone.everything().into_iter().map(|(id, _, told)| (id, own(told)));
    objects.filter(|(_, told)| !told.is_empty()).collect()
}

/// Everything can still be shown.
fn look_at_all(phone: &Phone, text: &Text) {
    let feeds = objects::feeds_of_today(&phone.conn).unwrap();
    let shown = Shown { today: "2026-11-25".parse().unwrap(), text, feeds };
    for (id, ..) in phone.everything() {
        phone.object(id).view(&phone.conn, &shown).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("MEND_LONG").is_some() { 20_000 } else { 150 }))]

    #[test]
    fn whatever_a_partner_claims_no_word_of_ones_own_changes_and_a_refusal_changes_nothing(
        said in proptest::collection::vec(said(), 1..8),
    ) {
        let (theirs, ours) = paired(1);
        let mut phone = Phone::new(Some(&ours), 3);
        let text = Text::new("en");
        for (n, payload) in (0..).zip(every_kind()) {
            phone.say(id(n % 4), &payload);
        }
        phone.show();
        let own = mine(&phone);
        for said in &said {
            let Some(sealed) = said.sealed(&theirs) else { continue };
            let before = phone.dump();
            match phone.scan(&sealed) {
                Ok(_) => {}
                Err(MendError::BadBundle { .. }) => prop_assert_eq!(phone.dump(), before),
                Err(other) => prop_assert!(false, "{:?}", other),
            }
            prop_assert_eq!(mine(&phone), own.clone());
            look_at_all(&phone, &text);
            // And it can still say something.
            phone.show();
        }
    }
}
