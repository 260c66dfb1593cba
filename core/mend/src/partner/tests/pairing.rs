//! Two phones become a pair, or do not.

use super::*;

#[test]
fn both_have_the_same_words_and_each_others_keys() {
    let (rng, other, clock) = (SeededRng::new(1), SeededRng::new(2), Seconds::default());
    let mut offer = PendingOffer::make(&rng, &clock);
    let (code, there) = answer(&offer.code(), None, &other).unwrap();
    let here = offer.accept(&code, &rng, &clock).unwrap();
    assert_eq!(here.words(), there.words());
    let (here, there) = (here.confirm(), there.confirm());
    assert_eq!(here.frames_out(), there.frames_in());
    assert_eq!(here.frames_in(), there.frames_out());
    assert_ne!(here.frames_in(), here.frames_out());
    assert_eq!((here.own_feed(), here.their_feed()), (there.their_feed(), there.own_feed()));
    assert_eq!((here.role(), there.role()), (Role::Offer, Role::Answer));
}

#[test]
fn two_pairings_have_nothing_in_common() {
    let [(one, _), (other, _)] = [1, 2].map(paired);
    assert_ne!(one.frames_out(), other.frames_out());
    assert_ne!(one.ends.transcript, other.ends.transcript);
    let told = |seed| {
        let (rng, clock) = (SeededRng::new(seed), Seconds::default());
        answer(&PendingOffer::make(&rng, &clock).code(), None, &SeededRng::new(seed + 50)).unwrap().1.words()
    };
    assert_ne!(told(1), told(2));
}

/// Someone between the phones has keys of their own with each: then the words differ.
#[test]
fn a_phone_in_between_shows_in_the_words() {
    let (a, b, between, clock) = (SeededRng::new(1), SeededRng::new(2), SeededRng::new(3), Seconds::default());
    let mut offer = PendingOffer::make(&a, &clock);
    let theirs = PendingOffer::make(&between, &clock);
    let (_, b_sees) = answer(&theirs.code(), None, &b).unwrap();
    let (to_a, _) = answer(&offer.code(), None, &between).unwrap();
    let a_sees = offer.accept(&to_a, &a, &clock).unwrap();
    assert_ne!(a_sees.words(), b_sees.words());
}

#[test]
fn an_offer_lives_ten_minutes_on_a_clock_that_nobody_sets() {
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let mut offer = PendingOffer::make(&rng, &clock);
    let (code, _) = answer(&offer.code(), None, &SeededRng::new(2)).unwrap();
    assert_eq!(offer.seconds_left(&clock), 600);
    clock.pass(599);
    assert_eq!(offer.seconds_left(&clock), 1);
    clock.pass(1);
    assert_eq!(offer.accept(&code, &rng, &clock).err(), Some(CodeError::Expired));
    assert_eq!(offer.accept(&code, &rng, &clock).err(), Some(CodeError::Used), "its secret is gone");

    let mut offer = PendingOffer::make(&rng, &clock);
    let (code, _) = answer(&offer.code(), None, &SeededRng::new(2)).unwrap();
    clock.pass(599);
    assert!(offer.accept(&code, &rng, &clock).is_ok());
}

#[test]
fn an_offer_is_answered_once() {
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let mut offer = PendingOffer::make(&rng, &clock);
    let (code, _) = answer(&offer.code(), None, &SeededRng::new(2)).unwrap();
    let (second, _) = answer(&offer.code(), None, &SeededRng::new(3)).unwrap();
    assert!(offer.accept(&code, &rng, &clock).is_ok());
    assert_eq!(offer.seconds_left(&clock), 0);
    assert_eq!(offer.accept(&code, &rng, &clock).err(), Some(CodeError::Used));
    assert_eq!(offer.accept(&second, &rng, &clock).err(), Some(CodeError::Used));
}

#[test]
fn a_wrong_code_leaves_the_offer_as_it_was() {
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let mut offer = PendingOffer::make(&rng, &clock);
    let another = PendingOffer::make(&rng, &clock);
    let (to_another, _) = answer(&another.code(), None, &SeededRng::new(2)).unwrap();
    let (code, _) = answer(&offer.code(), None, &SeededRng::new(2)).unwrap();
    let mut damaged = code;
    damaged[20] ^= 1;
    for (code, error) in [
        (&to_another[..], CodeError::OtherOffer),
        (&offer.code(), CodeError::OwnCode),
        (&another.code(), CodeError::NotAnAnswer),
        (&damaged, CodeError::Damaged),
        (b"BEGIN:VCARD", CodeError::NotACode),
        (b"MNDP\x09", CodeError::NewerFormat),
    ] {
        assert_eq!(offer.accept(code, &rng, &clock).err(), Some(error));
    }
    assert!(offer.accept(&code, &rng, &clock).is_ok());
}

#[test]
fn ones_own_offer_is_not_answered() {
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let offer = PendingOffer::make(&rng, &clock);
    assert_eq!(answer(&offer.code(), Some(&offer), &rng).err(), Some(CodeError::OwnCode));
    let (code, _) = answer(&offer.code(), None, &SeededRng::new(2)).unwrap();
    assert_eq!(answer(&code, Some(&offer), &rng).err(), Some(CodeError::NotAnOffer));
}

/// The points of low order, and zero: with them the secret would be zero whatever our key is. RFC 7748 and the list that
/// libsodium refuses, with the forms that are not reduced.
const LOW_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

#[test]
fn keys_of_low_order_are_refused_on_both_sides() {
    for key in LOW_ORDER {
        let key: [u8; 32] = data_encoding::HEXLOWER.decode(key.as_bytes()).unwrap().try_into().unwrap();
        let (rng, clock) = (SeededRng::new(1), Seconds::default());
        let offer = Offer { key, feed: FeedId([1; 4]), nonce: [2; 16] };
        assert_eq!(answer(&offer.encode(), None, &rng).err(), Some(CodeError::WeakKey));
        let mut pending = PendingOffer::make(&rng, &clock);
        let offer_hash = Offer::parse(&pending.code()).unwrap().hash();
        let reply = AnswerCode { key, feed: FeedId([1; 4]), nonce: [2; 16], offer_hash };
        assert_eq!(pending.accept(&reply.encode(), &rng, &clock).err(), Some(CodeError::WeakKey));
        assert_eq!(pending.accept(&reply.encode(), &rng, &clock).err(), Some(CodeError::Used), "and the offer is over");
    }
}

#[test]
fn a_pair_that_is_kept_comes_back_whole() {
    let (here, there) = paired(5);
    let kept = here.to_bytes();
    let back = Pair::from_bytes(&kept).unwrap();
    assert_eq!((back.ends, back.frames_out(), back.frames_in()), (here.ends, here.frames_out(), here.frames_in()));
    let op = op(&here, 1, letter("I stayed for the whole talk."));
    assert!(op.is_own(&back), "what it said before is still its own");
    let sealed = there.seal(&bundle(&there, vec![]), &SeededRng::new(9)).unwrap();
    assert!(back.open(&sealed).is_ok());
    for at in 0..kept.len() {
        assert!(Pair::from_bytes(&kept[..at]).is_none());
    }
    let mut other = kept.to_vec();
    other[0] = 2;
    assert!(Pair::from_bytes(&other).is_none());
    (other[0], other[1]) = (1, 3);
    assert!(Pair::from_bytes(&other).is_none());
}

/// Drawing for one thing never shifts what is drawn for another: nothing here touches the private stream.
#[test]
fn pairing_draws_nothing_from_the_private_stream() {
    use crate::{Rng, Stream};
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let mut offer = PendingOffer::make(&rng, &clock);
    let (code, _) = answer(&offer.code(), None, &rng).unwrap();
    let pair = offer.accept(&code, &rng, &clock).unwrap().confirm();
    pair.seal(&bundle(&pair, vec![]), &rng).unwrap();
    let next: [u8; 16] = mend_vault::draw(&*rng.stream(Stream::Private));
    assert_eq!(next, mend_vault::draw::<16>(&*SeededRng::new(1).stream(Stream::Private)));
}
