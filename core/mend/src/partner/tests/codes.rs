//! The two codes as bytes.

use proptest::prelude::*;

use super::*;
use crate::testing::SeededRng;

fn offer() -> Offer {
    Offer { key: [7; 32], feed: FeedId([1, 2, 3, 4]), nonce: [9; 16] }
}

fn reply() -> AnswerCode {
    AnswerCode { key: [8; 32], feed: FeedId([5, 6, 7, 8]), nonce: [3; 16], offer_hash: [4; 16] }
}

#[test]
fn codes_fit_their_sizes() {
    const { assert!(limits::OFFER_BYTES <= 100 && limits::ANSWER_BYTES <= 120) };
    assert_eq!((offer().encode().len(), reply().encode().len()), (62, 78));
}

#[test]
fn another_apps_code_is_none_of_pairing() {
    for code in [&b""[..], b"MND", b"https://example.org/pair", b"WIFI:S:home;;", &[0; 62], &[255; 4000]] {
        assert_eq!(Offer::parse(code), Err(CodeError::NotACode), "{code:?}");
        assert_eq!(AnswerCode::parse(code), Err(CodeError::NotACode));
    }
}

#[test]
fn older_and_newer_versions_are_told_apart_whatever_else_they_say() {
    assert_eq!(Offer::parse(b"MNDP\x00"), Err(CodeError::OlderFormat));
    assert_eq!(Offer::parse(b"MNDP\x02anything"), Err(CodeError::NewerFormat));
    assert_eq!(AnswerCode::parse(&[&b"MNDP\xff"[..], &[1; 3000]].concat()), Err(CodeError::NewerFormat));
}

#[test]
fn the_other_code_is_named_as_what_it_is() {
    assert_eq!(Offer::parse(&reply().encode()), Err(CodeError::NotAnOffer));
    assert_eq!(AnswerCode::parse(&offer().encode()), Err(CodeError::NotAnAnswer));
}

#[test]
fn any_byte_changed_cut_or_added_is_refused() {
    let (one, other) = (offer().encode(), reply().encode());
    for at in 0..one.len() {
        for bit in 0..8 {
            let mut code = one;
            code[at] ^= 1 << bit;
            assert!(Offer::parse(&code).is_err(), "byte {at}");
        }
        assert!(Offer::parse(&one[..at]).is_err());
    }
    for at in 0..other.len() {
        let mut code = other;
        code[at] ^= 0x40;
        assert!(AnswerCode::parse(&code).is_err(), "byte {at}");
        assert!(AnswerCode::parse(&other[..at]).is_err());
    }
    assert_eq!(Offer::parse(&[&one[..], &[0]].concat()), Err(CodeError::Damaged));
}

proptest! {
    #[test]
    fn codes_come_back_as_they_were(
        key in any::<[u8; 32]>(), feed in any::<[u8; 4]>(), nonce in any::<[u8; 16]>(), offer_hash in any::<[u8; 16]>(),
    ) {
        let offer = Offer { key, feed: FeedId(feed), nonce };
        prop_assert_eq!(Offer::parse(&offer.encode()), Ok(offer));
        let answer = AnswerCode { key, feed: FeedId(feed), nonce, offer_hash };
        prop_assert_eq!(AnswerCode::parse(&answer.encode()), Ok(answer));
    }
}

#[test]
fn codes_are_drawn_anew_each_time() {
    let (rng, clock) = (SeededRng::new(1), Seconds::default());
    let [one, other] = [(), ()].map(|()| Offer::parse(&PendingOffer::make(&rng, &clock).code()).unwrap());
    assert_ne!(one.key, other.key);
    assert_ne!(one.feed, other.feed);
    assert_ne!(one.nonce, other.nonce);
}
