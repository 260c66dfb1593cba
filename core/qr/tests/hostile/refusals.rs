//! Each cause has an error of its own, and none of them changes the decoder.

use mend_qr::{CodeError, Decoder, Density, Encoder, News, Progress, Seen};

use crate::cost::alone;
use crate::forge::{Forged, KEY, digits, random_bytes, to_digits};

fn forged() -> Forged {
    Forged { kind: 0xA0, session: [1, 2, 3, 4], length: 2_000, first: 0, body: random_bytes(5, 207 * 4) }
}

fn read(text: &str) -> Result<Seen, CodeError> {
    let mut decoder = Decoder::new(&KEY);
    let genuine = Encoder::new(&[5; 900], &KEY, Density::V9).expect("a payload within bounds").next();
    decoder.read(digits(&genuine.expect("a frame"))).expect("our own frame");
    let before: Vec<_> = decoder.transfers().collect();
    let answer = decoder.read(text);
    if answer.is_err() {
        assert_eq!(decoder.transfers().collect::<Vec<_>>(), before);
    }
    answer
}

#[test]
fn forged_frame_is_taken_when_nothing_is_wrong_with_it() {
    let _alone = alone();
    let Ok(Seen::Frame { news, progress, .. }) = read(&forged().sealed()) else { panic!("refused") };
    assert_eq!((news, progress), (News::Began { instead_of: None }, Progress { known: 4, of: 10 }));
}

#[test]
fn codes_of_other_programs_are_not_ours() {
    let _alone = alone();
    let eighty = "8".repeat(80);
    let others = [
        "",
        "4006381333931",
        "96385074",
        "https://example.org/a?b=1",
        "WIFI:S:home;T:WPA;P:secret;;",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
        "UR:BYTES/1-3/LPADAXCSENCY",
        "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC*M0II5XHC9B5G2+$N IOP-IA",
        "1234567890",
        &eighty,
    ];
    for other in others {
        assert_eq!(read(other), Err(CodeError::NotOurs), "{other}");
    }
    for kind in (0..0xA0).chain(0xB0..=0xFF) {
        assert_eq!(read(&Forged { kind, ..forged() }.sealed()), Err(CodeError::NotOurs), "{kind:#x}");
    }
}

#[test]
fn text_longer_than_any_code_is_not_read_at_all() {
    let _alone = alone();
    assert_eq!(read(&"0".repeat(7_090)), Err(CodeError::NotOurs));
    assert_eq!(read(&"0".repeat(50_000_000)), Err(CodeError::NotOurs));
}

#[test]
fn newer_versions_are_told_from_damage() {
    let _alone = alone();
    for kind in 0xA8..=0xAF {
        assert_eq!(read(&Forged { kind, ..forged() }.guessed(0)), Err(CodeError::NewerVersion), "{kind:#x}");
        assert_eq!(read(&to_digits(&[kind])), Err(CodeError::NewerVersion), "{kind:#x}");
    }
}

#[test]
fn frames_of_an_impossible_shape_are_damaged() {
    let _alone = alone();
    for len in [0, 1, 206, 208, 207 * 3 + 1, 207 * 14 + 1] {
        let frame = Forged { body: vec![1; len], ..forged() };
        assert_eq!(read(&frame.sealed()), Err(CodeError::Damaged), "{len}");
    }
    for len in 1..11 + 8 {
        assert_eq!(read(&to_digits(&vec![0xA0; len])), Err(CodeError::Damaged), "{len}");
    }
    // Fifteen symbols are in no code at all.
    assert_eq!(read(&Forged { body: vec![1; 207 * 15], ..forged() }.sealed()), Err(CodeError::NotOurs));
    assert_eq!(read(&Forged { length: 0, ..forged() }.sealed()), Err(CodeError::Damaged));
    assert_eq!(read(&Forged { first: (1 << 24) - 3, ..forged() }.sealed()), Err(CodeError::Damaged));
    assert!(read(&Forged { first: (1 << 24) - 4, ..forged() }.sealed()).is_ok());
}

#[test]
fn empty_and_overlong_static_codes_are_damaged() {
    let _alone = alone();
    assert_eq!(read(&to_digits(&[0xA1])), Err(CodeError::Damaged));
    assert_eq!(read(&to_digits(&[0xA1; 1265])), Err(CodeError::Damaged));
    assert!(read(&to_digits(&[0xA1; 1264])).is_ok());
}

#[test]
fn every_changed_byte_breaks_the_seal() {
    let _alone = alone();
    let genuine = forged();
    for seal in [0, 1, u64::MAX] {
        assert_eq!(read(&genuine.guessed(seal)), Err(CodeError::WrongKey));
    }
    for at in 0..10 + genuine.body.len() {
        let mut changed = genuine.clone();
        match at {
            0..4 => changed.session[at] ^= 1,
            4..7 => changed.length ^= 1 << (8 * (6 - at)),
            7..10 => changed.first ^= 1 << (8 * (9 - at)),
            _ => changed.body[at - 10] ^= 0x80,
        }
        assert_eq!(read(&changed.guessed(genuine.seal())), Err(CodeError::WrongKey), "byte {}", at + 1);
    }
}

#[test]
fn transfer_above_the_cap_is_too_large_and_says_how_large() {
    let _alone = alone();
    for length in [262_145, 0xFF_FFFF] {
        assert_eq!(read(&Forged { length, ..forged() }.sealed()), Err(CodeError::TooLarge { length }));
        // Whoever has no key learns nothing of the caps.
        assert_eq!(read(&Forged { length, ..forged() }.guessed(1)), Err(CodeError::WrongKey));
    }
    assert!(read(&Forged { length: 262_144, ..forged() }.sealed()).is_ok());
}

#[test]
fn frames_that_contradict_their_session_end_the_transfer_alone() {
    let _alone = alone();
    let mut decoder = Decoder::new(&KEY);
    let mut genuine = Encoder::new(&[5; 900], &KEY, Density::V9).unwrap();
    decoder.read(digits(&genuine.next().unwrap())).unwrap();
    let whole = Forged { length: 828, ..forged() };
    assert_eq!(decoder.read(&whole.sealed()), Err(CodeError::Contradictory));
    let under_way: Vec<_> = decoder.transfers().map(|(transfer, _)| transfer).collect();
    assert_eq!(under_way, [genuine.transfer()]);
}

#[test]
fn last_symbol_is_filled_up_with_zeros_and_nothing_else() {
    let _alone = alone();
    use sha2::Digest;
    let hash = sha2::Sha256::digest([9; 10]);
    let session = [hash[0], hash[1], hash[2], hash[3]];
    let mut body = vec![0; 207];
    body[..10].fill(9);
    let frame = Forged { session, length: 10, body, ..forged() };
    assert!(matches!(read(&frame.sealed()), Ok(Seen::Complete { payload, .. }) if payload == [9; 10]));
    let mut other = frame.clone();
    other.body[206] = 1;
    assert_eq!(read(&other.sealed()), Err(CodeError::Contradictory));
}
