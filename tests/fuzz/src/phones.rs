//! What another phone may show: codes of pairing, and bundles.

use std::sync::LazyLock;

use mend_core::SinceStart;
use mend_core::partner::{AnswerCode, Bundle, Offer, Op, Pair, Payload, PendingOffer, answer};
use mend_core::testing::SeededRng;
use sha2::{Digest, Sha256};

use crate::way;

/// Two phones that met, and that no golden vector knows.
pub static PAIR: LazyLock<(Pair, Pair)> = LazyLock::new(|| {
    let (one, other, clock) = (SeededRng::new(101), SeededRng::new(102), SinceStart::now());
    let mut offer = PendingOffer::make(&one, &clock);
    let (code, there) = answer(&offer.code(), None, &other).expect("an offer is answered");
    let here = offer.accept(&code, &one, &clock).expect("an answer is accepted");
    (here.confirm(), there.confirm())
});

/// Ways: as it is; with the sum that it should have.
pub fn pairing_codes(bytes: &[u8]) {
    let (how, code) = way(bytes);
    let mut code = code.to_vec();
    if how % 2 == 1 {
        code.truncate(code.len().saturating_sub(4));
        let sum = Sha256::digest(&code);
        code.extend(&sum[..4]);
    }
    let (offer, reply) = (Offer::parse(&code), AnswerCode::parse(&code));
    assert!(offer.is_err() || reply.is_err(), "one code, one role");
    assert!(offer.is_ok_and(|read| read.encode()[..] == code) || offer.is_err());
    assert!(reply.is_ok_and(|read| read.encode()[..] == code) || reply.is_err());
    let (rng, clock) = (SeededRng::new(77), SinceStart::now());
    let mut pending = PendingOffer::make(&rng, &clock);
    assert!(pending.accept(&code, &rng, &clock).is_err(), "an answer to another offer");
}

/// Ways: what is scanned; what a dishonest partner deflates; what they write; one payload, after the number of its kind.
pub fn bundles(bytes: &[u8]) {
    let (how, bytes) = way(bytes);
    match how % 4 {
        0 => assert!(PAIR.1.open(bytes).is_err(), "nobody else can seal"),
        1 => drop(Bundle::read_deflated(bytes)),
        2 => {
            if let Ok(bundle) = Bundle::read_unsealed(bytes) {
                taken(bundle);
            }
        }
        _ => {
            let (kind, payload) = way(bytes);
            if let Ok(says) = Payload::decode(u16::from(kind), payload) {
                assert_eq!(says.encode().as_deref(), Ok(payload), "one form");
            }
        }
    }
}

fn taken(bundle: Bundle) {
    for op in &bundle.ops {
        let payload = op.payload_bytes().expect("what was read is within its bounds");
        let kept = Op::kept(op.feed, op.seq, op.lamport, op.payload.kind(), op.object, payload.as_deref(), op.mark());
        assert_eq!(kept.as_ref(), Ok(op));
        let mut erased = op.clone();
        erased.erase();
        assert!(erased.same_as(op) && op.same_as(&erased));
        assert!(!op.is_own(&PAIR.0) && !erased.is_own(&PAIR.0), "nobody else can make a mark");
    }
    // The largest are too large once they are sealed.
    if let Ok(sealed) = PAIR.0.seal(&bundle, &SeededRng::new(4)) {
        assert_eq!(PAIR.1.open(&sealed), Ok(bundle));
    }
}
