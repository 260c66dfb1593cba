//! Ops whose words were taken back: what still holds of them, and what nobody can make of them.

use super::*;
use crate::testing::SeededRng;

fn erased(op: &Op) -> Op {
    let mut op = op.clone();
    op.erase();
    op
}

/// Columns of a database, as the engine keeps them.
fn kept(op: &Op, payload: Option<&[u8]>, mark: &[u8]) -> Result<Op, BundleError> {
    Op::kept(op.feed, op.seq, op.lamport, op.payload.kind(), op.object, payload, mark)
}

#[test]
fn an_erased_op_travels_without_its_words_and_is_still_its_authors() {
    let (here, there) = paired(1);
    let whole = op(&here, 1, letter("What I said and took back"));
    let gone = erased(&whole);
    assert!(gone.is_erased() && !whole.is_erased());
    assert_eq!((gone.payload.kind(), gone.mark(), gone.mark().len()), (9, &whole.mark()[..4], 4));
    let cbor = bundle(&here, vec![gone.clone()]).encode().unwrap();
    assert!(!cbor.windows(6).any(|bytes| bytes == b"I said"));
    let got = there.open(&here.seal(&bundle(&here, vec![gone.clone()]), &SeededRng::new(3)).unwrap()).unwrap();
    assert_eq!(got.ops, [gone]);
    assert!(got.ops[0].is_own(&here) && !got.ops[0].is_own(&there));
    assert_eq!(erased(&got.ops[0]), got.ops[0], "what is gone is gone");
}

/// The partner may hand one's own op back with nothing in it, and not as another one.
#[test]
fn an_erased_op_stands_only_where_its_author_said_something() {
    let (here, _) = paired(1);
    let gone = erased(&op(&here, 1, letter("Mine")));
    for change in [
        |op: &mut Op| op.seq += 1,
        |op| op.lamport += 1,
        |op| op.feed.0[0] ^= 1,
        |op| op.object.0[15] ^= 1,
        |op| op.payload = Payload::Erased { kind: 8 },
        |op| op.payload = letter("Not mine"),
        |op| op.mark[3] ^= 1,
    ] as [fn(&mut Op); 7]
    {
        let mut changed = gone.clone();
        change(&mut changed);
        assert!(gone.is_own(&here) && !changed.is_own(&here), "{changed:?}");
    }
}

#[test]
fn an_erased_op_is_the_same_as_the_whole_one_and_as_no_other() {
    let (here, _) = paired(1);
    let whole = op(&here, 1, letter("Mine"));
    let gone = erased(&whole);
    let mut other_words = whole.clone();
    other_words.payload = letter("Other words");
    assert!(whole.same_as(&whole) && whole.same_as(&gone) && gone.same_as(&whole) && gone.same_as(&gone));
    assert!(!whole.same_as(&other_words));
    for change in [
        |op: &mut Op| op.seq += 1,
        |op| op.lamport += 1,
        |op| op.feed.0[0] ^= 1,
        |op| op.object.0[15] ^= 1,
        |op| op.mark[0] ^= 1,
        |op| op.payload = Payload::Unknown { kind: 99, bytes: vec![] },
    ] as [fn(&mut Op); 6]
    {
        let mut other = whole.clone();
        change(&mut other);
        for (one, other) in [(&gone, &other), (&other, &gone), (&gone, &erased(&other)), (&whole, &other)] {
            assert!(!one.same_as(other), "{other:?}");
        }
    }
}

/// A yes, a no, all of an agreement and a tombstone stand, whatever else is taken back: nothing makes them and nothing
/// reads them without what they say.
#[test]
fn what_binds_both_is_never_erased() {
    let (here, _) = paired(1);
    let unknown = Payload::Unknown { kind: 999, bytes: vec![1, 2, 3] };
    for says in payloads::every_kind().into_iter().chain([Payload::Tombstone(Tombstone {}), unknown]) {
        let kind = says.kind();
        let (whole, may) = (op(&here, 1, says), ![5, 6, 7, 10].contains(&kind));
        let gone = erased(&whole);
        assert_eq!((gone.is_erased(), gone == whole), (may, !may), "kind {kind}");
        assert!(gone.is_own(&here));
        let read = kept(&whole, None, &whole.mark()[..4]);
        assert_eq!(read, if may { Ok(gone) } else { Err(BundleError::Malformed) }, "kind {kind}");
        let mut by_hand = whole;
        by_hand.payload = Payload::Erased { kind };
        assert_eq!(bundle(&here, vec![by_hand]).encode().is_ok(), may, "kind {kind}");
    }
    assert_eq!(
        Op::kept(here.own_feed(), 1, 1, 0, ObjectId([0; 16]), None, &[0; 4]),
        Err(BundleError::Malformed),
        "no kind is 0"
    );
}

#[test]
fn a_mark_that_was_cut_or_extended_is_refused() {
    let (here, there) = paired(1);
    let whole = op(&here, 1, letter("A mark"));
    let payload = whole.payload_bytes().unwrap().unwrap();
    let long = [whole.mark(), &[0; 8]].concat();
    for length in 0..=16 {
        let (with, without) = (kept(&whole, Some(&payload), &long[..length]), kept(&whole, None, &long[..length]));
        assert_eq!(with, if length == 8 { Ok(whole.clone()) } else { Err(BundleError::Malformed) }, "{length}");
        assert_eq!(without, if length == 4 { Ok(erased(&whole)) } else { Err(BundleError::Malformed) }, "{length}");
    }
    // The same in a bundle: the mark is the last of it, one byte of head and then its own.
    for (whole, length) in [(whole.clone(), 8u8), (erased(&whole), 4)] {
        let good = bundle(&here, vec![whole]).encode().unwrap();
        let (before, mark) = good.split_at(good.len() - usize::from(length));
        assert_eq!(before.last(), Some(&(0x40 + length)));
        for other in 0..=16u8 {
            let mark = [mark, &[7; 16]].concat()[..other.into()].to_vec();
            let cbor = [&before[..before.len() - 1], &[0x40 + other], &mark].concat();
            let opened = there.open(&here.seal_bytes(&cbor, &SeededRng::new(3)).unwrap());
            assert_eq!(opened.is_ok(), other == length, "{other} for {length}");
            assert!(other == length || opened == Err(BundleError::Malformed));
        }
    }
}

#[test]
fn an_op_comes_back_from_its_columns() {
    let (here, _) = paired(1);
    for (seq, says) in (1..).zip(payloads::every_kind()) {
        let whole = op(&here, seq, says);
        for op in [erased(&whole), whole] {
            assert_eq!(kept(&op, op.payload_bytes().unwrap().as_deref(), op.mark()), Ok(op));
        }
    }
    let whole = op(&here, 1, letter("Bytes"));
    assert_eq!(kept(&whole, Some(b"no letter"), whole.mark()), Err(BundleError::Malformed));
}

#[test]
fn nothing_that_was_erased_is_said_anew() {
    let (here, _) = paired(1);
    let nothing = Payload::Erased { kind: 9 };
    assert_eq!(nothing.encode(), Err(BundleError::Malformed));
    assert_eq!(Op::make(&here, here.own_feed(), 1, 1, ObjectId([0; 16]), nothing), Err(BundleError::Malformed));
}

/// The first half does not help with the second: the two are made over different words.
#[test]
fn the_halves_of_a_mark_are_not_each_other() {
    let (here, _) = paired(1);
    for seq in 1..200 {
        let mark = op(&here, seq, Payload::Tombstone(Tombstone {})).mark().to_vec();
        assert_ne!(mark[..4], mark[4..]);
    }
}

#[test]
fn an_agreement_says_which_phone_began_it() {
    let rng = SeededRng::new(5);
    let mut seen = std::collections::BTreeSet::new();
    for role in [Role::Offer, Role::Answer].repeat(100) {
        let id = ObjectId::make_agreement(&rng, role);
        assert_eq!(id.began_by(), role);
        assert_eq!(id.0[0] >> 7, u8::from(role == Role::Answer));
        assert!(seen.insert(id));
    }
    // The other bits of that byte are drawn.
    assert!(seen.iter().fold(0, |all, id| all | id.0[0]) == 0xff);
    assert!((0..100).map(|_| ObjectId::make(&rng)).any(|id| id.began_by() == Role::Answer));
}
