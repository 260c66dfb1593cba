//! What opens, for whom, and what shows from outside.

use proptest::prelude::*;

use super::super::wire;
use super::*;
use crate::testing::SeededRng;

/// Text that deflates to about as many bytes as it has.
fn noise(bytes: usize, seed: u64) -> String {
    use crate::{Rng, Stream};
    let mut drawn = vec![0; bytes];
    SeededRng::new(seed).stream(Stream::Transfer).fill(&mut drawn);
    drawn.iter().map(|byte| char::from(b' ' + byte % 95)).collect()
}

#[test]
fn a_bundle_comes_back_in_order_whatever_order_it_was_made_in() {
    let (here, there) = paired(1);
    let ops = [3, 1, 2].map(|seq| op(&here, seq, letter(&format!("Letter {seq}"))));
    let mut sent = bundle(&here, ops.to_vec());
    sent.have.insert(0, Have { feed: FeedId([255; 4]), seq: 0, own: false });
    sent.prev = Some(FeedId([9; 4]));
    let got = there.open(&here.seal(&sent, &SeededRng::new(3)).unwrap()).unwrap();
    assert_eq!(got.ops.iter().map(|op| op.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(got.have.is_sorted());
    let mut other_order = sent.clone();
    other_order.ops.reverse();
    other_order.have.reverse();
    assert_eq!(sent.encode(), other_order.encode());
    assert_eq!(got.encode(), sent.encode());
    assert_eq!((got.feed, got.counter, got.prev), (sent.feed, sent.counter, sent.prev));
}

#[test]
fn ops_of_ones_own_are_known_and_cannot_be_made_by_the_other() {
    let (here, there) = paired(1);
    let mine = op(&here, 1, letter("Mine"));
    let sealed = here.seal(&bundle(&here, vec![mine.clone()]), &SeededRng::new(3)).unwrap();
    let got = there.open(&sealed).unwrap();
    assert!(!got.ops[0].is_own(&there));
    // Handed back after a restore, as it was.
    let echo = there.seal(&bundle(&there, got.ops), &SeededRng::new(4)).unwrap();
    let back = here.open(&echo).unwrap();
    assert_eq!(back.ops, std::slice::from_ref(&mine));
    assert!(back.ops[0].is_own(&here));
    for change in [
        |op: &mut Op| op.seq += 1,
        |op| op.lamport += 1,
        |op| op.feed.0[0] ^= 1,
        |op| op.object.0[15] ^= 1,
        |op| op.payload = letter("Mine, changed"),
        |op| op.payload = Payload::Tombstone(Tombstone {}),
        |op| op.mark[0] ^= 1,
        |op| op.mark[7] ^= 1,
    ] as [fn(&mut Op); 8]
    {
        let mut changed = mine.clone();
        change(&mut changed);
        assert!(!changed.is_own(&here), "{changed:?}");
    }
}

#[test]
fn a_bundle_opens_for_its_pair_alone_and_not_for_the_one_who_made_it() {
    let (here, there) = paired(1);
    let (other, another) = paired(2);
    let sealed = here.seal(&bundle(&here, vec![]), &SeededRng::new(3)).unwrap();
    assert!(there.open(&sealed).is_ok());
    for pair in [&here, &other, &another] {
        assert_eq!(pair.open(&sealed), Err(BundleError::DoesNotOpen));
    }
}

/// Someone who knows all that was shown, both public keys and the transcript, and has no secret of the two.
#[test]
fn a_bundle_sealed_with_another_key_does_not_open() {
    let (here, there) = paired(1);
    let mut forged = Pair::from_bytes(&here.to_bytes()).unwrap();
    forged.secret = x25519_dalek::StaticSecret::from([77; 32]);
    let sealed = forged.seal(&bundle(&here, vec![]), &SeededRng::new(3)).unwrap();
    assert_eq!(there.open(&sealed), Err(BundleError::DoesNotOpen));
    let mut of_another_meeting = Pair::from_bytes(&here.to_bytes()).unwrap();
    of_another_meeting.ends.transcript[0] ^= 1;
    let sealed = of_another_meeting.seal(&bundle(&here, vec![]), &SeededRng::new(3)).unwrap();
    assert_eq!(there.open(&sealed), Err(BundleError::DoesNotOpen), "the codes that were shown are part of it");
}

#[test]
fn every_byte_counts() {
    let (here, there) = paired(1);
    let sealed = here.seal(&bundle(&here, vec![op(&here, 1, letter("Every byte"))]), &SeededRng::new(3)).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1 << (at % 8);
        let expected = match at {
            0..4 => BundleError::NotABundle,
            4 if changed[4] == 0 => BundleError::OlderFormat,
            4..6 => BundleError::NewerFormat,
            _ => BundleError::DoesNotOpen,
        };
        assert_eq!(there.open(&changed), Err(expected), "byte {at}");
        assert!(there.open(&sealed[..at]).is_err(), "cut at {at}");
    }
    let mut turned = sealed.clone();
    turned[40..].reverse();
    assert_eq!(there.open(&turned), Err(BundleError::DoesNotOpen));
    assert_eq!(there.open(&[&sealed[..], &[0]].concat()), Err(BundleError::DoesNotOpen));
    assert_eq!(there.open(&[&sealed[..], &sealed[..]].concat()), Err(BundleError::DoesNotOpen));
}

#[test]
fn versions_are_told_before_anything_is_opened() {
    let (_, there) = paired(1);
    assert_eq!(there.open(b"MNDB\x02"), Err(BundleError::NewerFormat));
    assert_eq!(there.open(b"MNDB\x00\x00"), Err(BundleError::OlderFormat));
    assert_eq!(there.open(b"MNDB\x01\x01"), Err(BundleError::NewerFormat));
    assert_eq!(there.open(b"MNDB\x01\x00"), Err(BundleError::DoesNotOpen));
    assert_eq!(there.open(b"MNDB"), Err(BundleError::NotABundle));
    assert_eq!(there.open(b""), Err(BundleError::NotABundle));
}

#[test]
fn each_seal_is_another() {
    let (here, _) = paired(1);
    let (rng, sent) = (SeededRng::new(3), bundle(&here, vec![]));
    let [one, other] = [(), ()].map(|()| here.seal(&sent, &rng).unwrap());
    assert_eq!(one.len(), other.len());
    assert_ne!(one[6..38], other[6..38], "the key is drawn anew");
    assert_ne!(one[38..], other[38..]);
}

#[test]
fn sizes_are_the_classes() {
    let classes = [128, 256, 400, 550, 750, 1000, 1235, 1500, 2000, 3000, 4024, 5048];
    for class in classes {
        assert_eq!((size_of(class), size_of(class - 1)), (Some(class), Some(class)));
    }
    assert_eq!((size_of(0), size_of(129), size_of(3001)), (Some(128), Some(256), Some(4024)));
    assert_eq!(size_of(262_072), Some(262_072));
    assert_eq!(size_of(262_073), None);
    assert_eq!(size_of(usize::MAX), None);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_made() {
    let (here, _) = paired(1);
    let rng = SeededRng::new(3);
    let many = |count: u64| (1..=count).map(|seq| op(&here, seq, Payload::Tombstone(Tombstone {}))).collect();
    assert_eq!(here.seal(&bundle(&here, many(4097)), &rng), Err(BundleError::TooLarge));
    let noisy = (1..=5).map(|seq| op(&here, seq, letter(&noise(limits::TEXT_BYTES, seq)))).collect();
    assert_eq!(here.seal(&bundle(&here, noisy), &rng), Err(BundleError::TooLarge));
    let mut far = bundle(&here, vec![]);
    far.have = (0..1025u32).map(|n| Have { feed: FeedId(n.to_be_bytes()), seq: 1, own: false }).collect();
    assert_eq!(here.seal(&far, &rng), Err(BundleError::TooLarge));
    let text = "x".repeat(limits::TEXT_BYTES + 1);
    assert_eq!(Op::make(&here, here.own_feed(), 1, 1, ObjectId([0; 16]), letter(&text)), Err(BundleError::Malformed));
}

#[test]
fn what_stands_twice_or_is_out_of_bounds_is_not_made() {
    let (here, _) = paired(1);
    let rng = SeededRng::new(3);
    let one = op(&here, 1, letter("One"));
    let mut sent = bundle(&here, vec![one.clone(), one.clone()]);
    assert_eq!(here.seal(&sent, &rng), Err(BundleError::Malformed));
    sent.ops.pop();
    sent.have.push(sent.have[0]);
    assert_eq!(here.seal(&sent, &rng), Err(BundleError::Malformed));
    sent.have.pop();
    sent.prev = Some(sent.feed);
    assert_eq!(here.seal(&sent, &rng), Err(BundleError::Malformed));
    sent.prev = None;
    sent.counter = u64::MAX;
    assert_eq!(here.seal(&sent, &rng), Err(BundleError::Malformed));
    for (seq, lamport) in [(0, 1), (1, 0), (u64::MAX, 1), (1, 1 << 63)] {
        let made = Op::make(&here, here.own_feed(), seq, lamport, ObjectId([0; 16]), letter("No"));
        assert_eq!(made, Err(BundleError::Malformed));
    }
}

/// CBOR that says a good bundle in another form, or more than it, is refused: there is one form.
#[test]
fn any_other_form_of_the_same_bundle_is_refused() {
    let (here, there) = paired(1);
    let sent = bundle(&here, vec![op(&here, 1, letter("One form"))]);
    let good = sent.encode().unwrap();
    let opens = |cbor: &[u8]| there.open(&here.seal_bytes(cbor, &SeededRng::new(3)).unwrap());
    assert_eq!(opens(&good), Ok(sent));
    // The outer map: four fields, `a4 00 44 feed 01 01 03 81 ...`.
    assert_eq!(good[..9], [&[0xa4, 0x00, 0x44][..], &here.own_feed().0, &[0x01, 0x01]].concat());
    let replaced = |at: std::ops::Range<usize>, with: &[u8]| [&good[..at.start], with, &good[at.end..]].concat();
    for (what, cbor) in [
        ("left over", [&good[..], &[0]].concat()),
        ("indefinite map", [&replaced(0..1, &[0xbf])[..], &[0xff]].concat()),
        ("longer count", replaced(0..1, &[0xb8, 4])),
        ("longer number", replaced(8..9, &[0x18, 1])),
        ("longer key", replaced(7..8, &[0x18, 1])),
        ("a field twice", replaced(0..1, &[0xa5, 0x01, 0x01])),
        ("an unknown field", [&replaced(0..1, &[0xa5])[..], &[0x18, 99, 0x00]].concat()),
        ("a field missing", replaced(0..9, &[0xa3, 0x01, 0x01])),
        ("a tag", replaced(8..9, &[0xc1, 1])),
        ("a float", replaced(8..9, &[0xf9, 0x3c, 0])),
        ("out of order", {
            let head = [&[0xa4, 0x01, 0x01, 0x00, 0x44][..], &here.own_feed().0].concat();
            replaced(0..9, &head)
        }),
        ("nothing", vec![]),
        ("deep", vec![0x81; 100_000]),
        ("a huge list", replaced(9..11, &[0x03, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        ("a huge string", replaced(1..3, &[0x00, 0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
    ] {
        assert_eq!(opens(&cbor), Err(BundleError::Malformed), "{what}");
    }
}

#[test]
fn ops_and_feeds_out_of_order_or_twice_are_refused() {
    let (here, _) = paired(1);
    let said = |seq| wire::encode(&op(&here, seq, letter("In order")).to_wire().unwrap());
    let have = |first: u8| [&[0x83, 0x44][..], &[first; 4], &[0x05, 0xf4]].concat();
    let read = |have: &[Vec<u8>], ops: &[Vec<u8>]| {
        let head = [&[0xa4, 0x00, 0x44][..], &here.own_feed().0, &[0x01, 0x01, 0x03, 0x80 + have.len() as u8]].concat();
        let ops = [&[0x04, 0x80 + ops.len() as u8][..], &ops.concat()].concat();
        Bundle::decode(&[&head[..], &have.concat(), &ops].concat()).map(|bundle| bundle.ops.len())
    };
    assert_eq!(read(&[have(1), have(2)], &[said(1), said(2)]), Ok(2));
    assert_eq!(read(&[have(2), have(1)], &[]), Err(BundleError::Malformed));
    assert_eq!(read(&[have(1), have(1)], &[]), Err(BundleError::Malformed));
    assert_eq!(read(&[], &[said(2), said(1)]), Err(BundleError::Malformed));
    assert_eq!(read(&[], &[said(1), said(1)]), Err(BundleError::Malformed));
}

/// The partner's phone may be dishonest: its bundles open, and their inside is not to be trusted.
#[test]
fn deflate_and_padding_have_one_form_too() {
    use super::super::inflate::{deflate, inflate};
    let (here, there) = paired(1);
    let rng = SeededRng::new(3);
    let deflated = deflate(&bundle(&here, vec![]).encode().unwrap());
    assert!(there.open(&here.seal_deflated(&deflated, &rng).unwrap()).is_ok());
    for bad in [&[&deflated[..], &[0]].concat()[..], &deflated[..deflated.len() - 1], &[], &[0xff; 20], &[6; 20]] {
        assert_eq!(there.open(&here.seal_deflated(bad, &rng).unwrap()), Err(BundleError::Malformed));
    }
    let inside = |length: usize, room: usize, last: u8| {
        let mut inside = vec![0; room];
        inside[..3].copy_from_slice(&(length as u32).to_le_bytes()[..3]);
        inside[3..3 + deflated.len()].copy_from_slice(&deflated);
        inside[room - 1] = last;
        there.open(&here.seal_inside(&mut inside, &rng).unwrap()).map(|_| ())
    };
    let overhead = 6 + 32 + 16;
    assert_eq!(inside(deflated.len(), 128 - overhead, 0), Ok(()));
    assert_eq!(inside(deflated.len(), 128 - overhead, 1), Err(BundleError::Malformed), "something in the padding");
    assert_eq!(inside(deflated.len(), 256 - overhead, 0), Err(BundleError::Malformed), "a class too large");
    assert_eq!(inside(0xff_ffff, 128 - overhead, 0), Err(BundleError::Malformed), "a length beyond the end");
    assert_eq!(inflate(&deflate(&[7; 1000]), 1000).unwrap().len(), 1000);
    assert_eq!(inflate(&deflate(&[7; 1001]), 1000).err(), Some(BundleError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_sealed_opens_as_it_was(
        texts in prop::collection::vec("\\PC{0,200}", 0..8),
        counter in 0..i64::MAX as u64,
        prev in any::<Option<[u8; 4]>>(),
        seed in 0u64..1000,
    ) {
        let (here, there) = paired(seed % 5);
        let says = |text: &String| letter(if text.is_empty() { "-" } else { text });
        let ops = texts.iter().enumerate().map(|(at, text)| op(&here, at as u64 + 1, says(text))).collect();
        let sent = Bundle { counter, prev: prev.map(FeedId), ..bundle(&here, ops) };
        let sealed = here.seal(&sent, &SeededRng::new(seed)).unwrap();
        prop_assert_eq!(size_of(sealed.len()), Some(sealed.len()));
        prop_assert_eq!(there.open(&sealed), Ok(sent));
    }

    /// What is inside changes nothing outside but the class.
    #[test]
    fn two_bundles_of_one_class_look_alike(one in 1usize..1200, other in 1usize..1200) {
        let (here, _) = paired(1);
        let sealed = |bytes: usize| {
            let sent = bundle(&here, vec![op(&here, 1, letter(&noise(bytes, 1)))]);
            here.seal(&sent, &SeededRng::new(3)).unwrap()
        };
        let (one, other) = (sealed(one), sealed(other));
        if one.len() == other.len() {
            prop_assert_eq!(&one[..38], &other[..38]);
        }
        for sealed in [one, other] {
            prop_assert_eq!(size_of(sealed.len()), Some(sealed.len()));
        }
    }
}
