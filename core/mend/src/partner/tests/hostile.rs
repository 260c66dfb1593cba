//! Bytes from anyone: typed errors, no panic, and no more memory than the caps say. More of them with `MEND_LONG=1`.

use std::time::Instant;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use sha2::{Digest, Sha256};

use super::super::inflate::{deflate, inflate};
use super::super::wire;
use super::*;
use crate::testing::SeededRng;

fn rounds(always: u32) -> u32 {
    if std::env::var_os("MEND_LONG").is_some() { always * 20 } else { always }
}

struct Chance(ChaCha20Rng);

impl Chance {
    fn new(seed: u8) -> Self {
        Self(ChaCha20Rng::from_seed([seed; 32]))
    }

    fn below(&mut self, most: usize) -> usize {
        (self.0.next_u64() % most.max(1) as u64) as usize
    }

    /// A few bytes changed, cut out, doubled or put in.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(6) {
                0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                2 if !bytes.is_empty() => bytes[at] = self.0.next_u32() as u8,
                3 => bytes.truncate(at),
                4 => bytes.insert(at, [0x00, 0xff, 0x9b, 0xbf, 0x5f, 0x18][self.below(6)]),
                _ => {
                    let to = at + self.below(bytes.len() - at);
                    let part = bytes[at..to].to_vec();
                    bytes.splice(at..at, part);
                }
            }
        }
    }

    fn noise(&mut self, most: usize) -> Vec<u8> {
        let mut bytes = vec![0; self.below(most)];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

#[test]
fn a_hundred_thousand_codes_of_anyone_give_errors_and_nothing_else() {
    let (rng, clock, mut chance) = (SeededRng::new(1), Seconds::default(), Chance::new(1));
    let mut pending = PendingOffer::make(&rng, &clock);
    let offer = pending.code();
    let (reply, _) = answer(&offer, None, &SeededRng::new(2)).unwrap();
    let to_this_offer = AnswerCode::parse(&reply).unwrap().offer_hash;
    let mut taken = 0;
    for round in 0..rounds(100_000) {
        let mut code = match round % 3 {
            0 => offer.to_vec(),
            1 => reply.to_vec(),
            _ => [&b"MNDP\x01"[..], &chance.noise(100)].concat(),
        };
        chance.mutate(&mut code);
        // Half of them are made with care: the sum is right.
        let body = code.len().saturating_sub(4);
        if round % 2 == 0 {
            let sum = Sha256::digest(&code[..body]);
            code.truncate(body);
            code.extend(&sum[..4]);
        }
        let (as_offer, as_answer) = (Offer::parse(&code), AnswerCode::parse(&code));
        assert!(as_offer.is_err() || as_answer.is_err(), "one code, one role");
        assert!(as_offer.is_ok_and(|read| read.encode()[..] == code[..]) || as_offer.is_err(), "{code:02x?}");
        assert!(as_answer.is_ok_and(|read| read.encode()[..] == code[..]) || as_answer.is_err(), "{code:02x?}");
        assert!(round % 2 == 0 || as_offer.is_err() || code[..] == offer[..], "a sum that is wrong is damage");
        taken += u32::from(as_offer.is_ok() || as_answer.is_ok());
        if as_answer.is_ok_and(|read| read.offer_hash == to_this_offer) {
            // A good answer but for its key, which ends an offer: see the tests of pairing.
            continue;
        }
        assert!(pending.accept(&code, &rng, &clock).is_err());
    }
    println!("{taken} of {} were codes of some phone", rounds(100_000));
    assert!(pending.accept(&reply, &rng, &clock).is_ok(), "the offer is as it was");
}

#[test]
fn a_hundred_thousand_bundles_of_anyone_give_errors_and_nothing_else() {
    let (here, there) = paired(1);
    let mut chance = Chance::new(2);
    let sealed = here.seal(&bundle(&here, vec![op(&here, 1, letter("A letter"))]), &SeededRng::new(3)).unwrap();
    for round in 0..rounds(100_000) {
        let mut bytes = match round % 4 {
            0 => chance.noise(600),
            1 => [&b"MNDB\x01\x00"[..], &chance.noise(600)].concat(),
            _ => sealed.clone(),
        };
        chance.mutate(&mut bytes);
        // One in a hundred has a size that is opened at all: that costs two multiplications on the curve.
        if round % 100 == 0 {
            bytes.resize(256, 0);
        }
        if bytes != sealed {
            assert!(there.open(&bytes).is_err());
        }
    }
}

/// The partner's own phone, which can seal what it likes.
#[test]
fn a_hundred_thousand_insides_of_a_dishonest_partner_give_errors_or_what_they_say() {
    let (here, _) = paired(1);
    let mut chance = Chance::new(3);
    let whole = payloads::every_kind().into_iter().map(|says| op(&here, 1, says));
    let ops = whole.flat_map(|op| {
        let mut erased = op.clone();
        erased.erase();
        [op, erased]
    });
    let good: Vec<Vec<u8>> = ops.map(|op| bundle(&here, vec![op]).encode().unwrap()).collect();
    let mut taken = 0;
    for round in 0..rounds(100_000) {
        let one = &good[round as usize % good.len()];
        let mut cbor = match round % 10 {
            0 => chance.noise(300),
            // The head of one and the tail of another: parts that are good, where they do not belong.
            1..=3 => {
                let other = &good[chance.below(good.len())];
                [&one[..chance.below(one.len())], &other[chance.below(other.len())..]].concat()
            }
            _ => one.clone(),
        };
        if round % 10 != 1 {
            chance.mutate(&mut cbor);
        }
        if let Ok(bundle) = Bundle::decode(&cbor) {
            assert_eq!(bundle.encode().unwrap(), cbor, "what is taken is said in its one form");
            taken += 1;
        }
    }
    println!("{taken} of {} were other good bundles", rounds(100_000));
}

#[test]
fn a_hundred_thousand_streams_inflate_within_the_cap_or_not_at_all() {
    let mut chance = Chance::new(4);
    let good = deflate(&"The quiet evening was good for both of us. ".repeat(40).into_bytes());
    for round in 0..rounds(100_000) {
        let mut stream = if round % 4 == 0 { chance.noise(200) } else { good.to_vec() };
        chance.mutate(&mut stream);
        if let Ok(out) = inflate(&stream, 4096) {
            assert!(out.len() <= 4096);
        }
    }
}

#[test]
fn a_bomb_is_refused_at_the_cap() {
    let (here, there) = paired(1);
    // A thousand times as large inside: as much as fits into the largest bundle.
    let bomb = deflate(&vec![0; 200 * 1024 * 1024]);
    assert!(bomb.len() > 190 * 1024 && bomb.len() < limits::BUNDLE_BYTES - 4096, "{}", bomb.len());
    let sealed = here.seal_deflated(&bomb, &SeededRng::new(3)).unwrap();
    let began = Instant::now();
    assert_eq!(there.open(&sealed), Err(BundleError::TooLarge));
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}

#[test]
fn what_is_larger_than_the_caps_is_refused_unread() {
    let (_, there) = paired(1);
    let huge = [&b"MNDB\x01\x00"[..], &vec![7; limits::BUNDLE_BYTES]].concat();
    assert_eq!(there.open(&huge), Err(BundleError::TooLarge));
    assert_eq!(Offer::parse(&[&b"MNDP\x01\x01"[..], &[0; 1_000_000]].concat()), Err(CodeError::Damaged));
}

/// More than are allowed, each of them good.
#[test]
fn a_count_above_the_cap_is_refused() {
    let (here, _) = paired(1);
    let head = [&[0xa4, 0x00, 0x44][..], &here.own_feed().0, &[0x01, 0x01]].concat();
    let read = |feeds: u16, ops: u16| {
        let list = |key: u8, count: u16| [&[key, 0x99][..], &count.to_be_bytes()].concat();
        let feed = |n: u16| [&[0x83, 0x44, 0, 0][..], &n.to_be_bytes(), &[0x05, 0xf5]].concat();
        let said = |n: u16| wire::encode(&op(&here, n.into(), Payload::Tombstone(Tombstone {})).to_wire().unwrap());
        let feeds = [list(3, feeds), (0..feeds).flat_map(feed).collect()].concat();
        let ops = [list(4, ops), (1..=ops).flat_map(said).collect()].concat();
        Bundle::decode(&[&head[..], &feeds, &ops].concat()).map(|_| ())
    };
    assert_eq!(read(1024, 4096), Ok(()));
    assert_eq!(read(1025, 4096), Err(BundleError::Malformed));
    assert_eq!(read(1024, 4097), Err(BundleError::Malformed));
}

/// A count alone takes no room: the list has to be there.
#[test]
fn a_count_without_a_list_is_refused() {
    let head = [&[0xa4, 0x00, 0x44, 1, 2, 3, 4][..], &[0x01, 0x01, 0x03, 0x80, 0x04]].concat();
    for count in [&[0x99, 0x10, 0x00][..], &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]] {
        assert_eq!(Bundle::decode(&[&head[..], count].concat()), Err(BundleError::Malformed));
    }
    assert!(Bundle::decode(&[&head[..], &[0x80]].concat()).is_ok());
}
