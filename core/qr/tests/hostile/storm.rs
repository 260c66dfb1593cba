//! Codes by the hundred thousand.

use std::time::Duration;

use mend_qr::{CodeError, Decoder, Density, Encoder, Seen, StaticCode};

use crate::cases;
use crate::cost::{ANY_CODE, ANY_CODE_TAKES, alone, most_memory, time};
use crate::forge::{Forged, KEY, Random, digits, random_bytes, to_digits};

/// Feeds one decoder with all of them and holds it to its bounds.
fn storm(count: usize, decoder: &mut Decoder, mut next: impl FnMut(usize) -> String, allowed: fn(&Seen) -> bool) {
    let mut slowest = Duration::ZERO;
    for number in 0..count {
        let text = next(number);
        let before: Vec<_> = decoder.transfers().collect();
        let mut answer = Err(CodeError::NotOurs);
        let mut took = Duration::ZERO;
        let memory = most_memory(|| took = time(|| answer = decoder.read(&text)));
        assert!(memory <= ANY_CODE, "{memory} bytes for {text}");
        slowest = slowest.max(took);
        match answer {
            Ok(seen) => assert!(allowed(&seen), "{seen:?} for {text}"),
            Err(CodeError::Contradictory) => {}
            Err(_) => assert_eq!(decoder.transfers().collect::<Vec<_>>(), before, "{text}"),
        }
        let _ = StaticCode::read(&text);
    }
    println!("{count} codes, the slowest {slowest:?}");
    assert!(slowest <= ANY_CODE_TAKES, "{slowest:?}");
}

fn random_digits(random: &mut Random, len: usize) -> String {
    (0..len).map(|_| char::from(b'0' + random.below(10) as u8)).collect()
}

/// Whoever has no key makes at most static codes of it, which have no seal.
fn no_frame(seen: &Seen) -> bool {
    matches!(seen, Seen::Static(_))
}

#[test]
fn random_codes_are_refused_and_the_transfer_goes_on() {
    let _alone = alone();
    let payload = random_bytes(1, 20_000);
    let mut encoder = Encoder::new(&payload, &KEY, Density::V20).unwrap();
    let mut decoder = Decoder::new(&KEY);
    for _ in 0..10 {
        decoder.read(digits(&encoder.next().unwrap())).unwrap();
    }
    let mut random = Random(2);
    let next = |number: usize| match number % 4 {
        0 => {
            let len = random.below(7_200);
            random_digits(&mut random, len)
        }
        1 => {
            let len = random.below(60);
            random_digits(&mut random, len)
        }
        2 => {
            let len = random.below(2_950);
            to_digits(&random.bytes(len))
        }
        _ => {
            let len = random.below(300);
            String::from_utf8_lossy(&random.bytes(len)).into_owned()
        }
    };
    storm(cases(40_000), &mut decoder, next, no_frame);
    let whole = encoder.find_map(|frame| match decoder.read(digits(&frame)) {
        Ok(Seen::Complete { payload, .. }) => Some(payload),
        _ => None,
    });
    assert_eq!(whole, Some(payload));
}

/// Changes text as a careless reader or a clumsy forger would.
fn mutate(random: &mut Random, text: &str, other: &str) -> String {
    let mut text = text.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(text.len());
        let len = random.below(40).min(text.len() - at);
        match random.below(7) {
            0 | 1 => text[at] = b'0' + random.below(10) as u8,
            2 => text[at] = random.below(128) as u8,
            3 => drop(text.drain(at..at + len)),
            4 => {
                let again = text[at..at + len].to_vec();
                text.splice(at..at, again);
            }
            5 => text[at..at + len].fill([b'0', b'9'][random.below(2)]),
            _ => {
                let from = at.min(other.len());
                text.truncate(at);
                text.extend(&other.as_bytes()[from..]);
            }
        }
        if text.is_empty() {
            break;
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn mutated_frames_are_refused_and_the_transfer_goes_on() {
    let _alone = alone();
    let payload = random_bytes(1, 20_000);
    let mut encoder = Encoder::new(&payload, &KEY, Density::V9).unwrap();
    let mut decoder = Decoder::new(&KEY);
    let genuine: Vec<String> = (0..40)
        .map(|count| {
            encoder.set_density(Density::LADDER[count % 5]);
            digits(&encoder.next().unwrap()).to_owned()
        })
        .collect();
    decoder.read(&genuine[0]).unwrap();
    let mut random = Random(3);
    let next = |_| loop {
        let (one, other) = (&genuine[random.below(40)], &genuine[random.below(40)]);
        let mutated = mutate(&mut random, one, other);
        if !genuine.contains(&mutated) {
            return mutated;
        }
    };
    storm(cases(40_000), &mut decoder, next, no_frame);
    let whole = encoder.find_map(|frame| match decoder.read(digits(&frame)) {
        Ok(Seen::Complete { payload, .. }) => Some(payload),
        _ => None,
    });
    assert_eq!(whole, Some(payload));
}

#[test]
fn frames_sealed_by_a_partner_of_ill_will_stay_within_bounds() {
    let _alone = alone();
    let mut random = Random(4);
    let lengths = [0, 1, 206, 207, 208, 5_000, 65_536, 262_143, 262_144, 262_145, 0xFF_FFFF];
    let firsts = [0, 1, 1_266, 1_267, 70_000, 0xFF_FFF0, 0xFF_FFFF];
    let next = |_| {
        let session = [[1; 4], [2; 4], [random.next() as u8; 4]][random.below(3)];
        let length = lengths[random.below(lengths.len())];
        let first = (firsts[random.below(firsts.len())] + random.below(20) as u32) & 0xFF_FFFF;
        let symbols = 207 * random.below(16);
        let odd = [0, 0, 0, 1, 19][random.below(5)];
        let body = match random.below(4) {
            0 => vec![0; symbols + odd],
            _ => random.bytes(symbols + odd),
        };
        let kind = if random.below(20) == 0 { random.next() as u8 } else { 0xA0 };
        let frame = Forged { kind, session, length, first, body };
        if random.below(10) == 0 { frame.guessed(random.next()) } else { frame.sealed() }
    };
    storm(cases(30_000), &mut Decoder::new(&KEY), next, |_| true);
}

#[test]
fn mixtures_of_random_data_fill_the_largest_transfer_within_bounds() {
    let _alone = alone();
    let mut random = Random(5);
    // Two transfers in turn, all of it mixtures of the densest frames, to the contradiction at the end.
    let next = |number: usize| {
        let first = 1_267 + 14 * number as u32;
        let body = random.bytes(207 * 14);
        Forged { kind: 0xA0, session: [number as u8 % 2; 4], length: 262_144, first, body }.sealed()
    };
    storm(200, &mut Decoder::new(&KEY), next, |_| true);
}
