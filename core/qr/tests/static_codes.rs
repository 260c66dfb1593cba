//! One code that says all.

use mend_qr::{CodeError, Content, Decoder, Density, Ecc, Encoder, Kind, PayloadError, Seen, StaticCode, Symbol};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};

const KIND: Kind = Kind::new(3).expect("three is a kind");

fn symbol(len: usize) -> Result<Symbol, PayloadError> {
    StaticCode { kind: KIND, body: vec![0xff; len] }.symbol()
}

fn digits(symbol: &Symbol) -> &str {
    match &symbol.content {
        Content::Digits(digits) => digits,
        Content::Bytes(_) => panic!("static codes are digits"),
    }
}

#[test]
fn smallest_version_and_then_the_most_correction() {
    let size = |len| symbol(len).map(|symbol| (symbol.version, symbol.ecc)).unwrap();
    assert_eq!(size(1), (1, Ecc::High));
    // Version 2 holds 77 digits; version 3 holds 127 at low, 101 at medium, 77 at quartile.
    assert_eq!(size(30), (2, Ecc::Low));
    assert_eq!(size(31), (3, Ecc::Medium));
    assert_eq!(size(41), (3, Ecc::Low));
    assert_eq!(size(100), (5, Ecc::Low));
    assert_eq!(size(StaticCode::MOST), (25, Ecc::Low));
}

#[test]
fn nothing_and_too_much_are_not_shown() {
    assert_eq!(symbol(0), Err(PayloadError::Empty));
    assert_eq!(symbol(StaticCode::MOST + 1), Err(PayloadError::TooLarge { most: StaticCode::MOST }));
}

#[test]
fn kinds_are_one_to_seven() {
    let kinds: Vec<u8> = (0..=255).filter(|number| Kind::new(*number).is_some()).collect();
    assert_eq!(kinds, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn frame_is_no_static_code() {
    let frame = Encoder::new(b"a payload", &[7; 32], Density::V9).unwrap().next().unwrap();
    assert_eq!(StaticCode::read(digits(&frame)), Err(CodeError::Damaged));
}

proptest! {
    #[test]
    fn static_codes_come_back(number in 1u8..=7, body in vec(any::<u8>(), 1..=StaticCode::MOST)) {
        let code = StaticCode { kind: Kind::new(number).unwrap(), body };
        let symbol = code.symbol().unwrap();
        prop_assert_eq!(StaticCode::read(digits(&symbol)), Ok(code.clone()));
        // A camera that is gathering a transfer takes them as well.
        prop_assert_eq!(Decoder::new(&[7; 32]).read(digits(&symbol)), Ok(Seen::Static(code)));
    }
}

/// The picture beside the README: a frame of the default density, for a pair whose keys nobody has any more.
#[cfg(feature = "pictures")]
#[test]
fn the_picture_of_a_frame_is_one() {
    let limits = mend_qr::read::Limits::default();
    let file = include_bytes!("../pictures/frame.png");
    let pictures = mend_qr::read::Pictures::open(file, &limits).expect("a picture");
    let pictures: Vec<_> = pictures.collect::<Result<_, _>>().expect("whole");
    let codes: Vec<Content> = pictures.iter().flat_map(mend_qr::read::codes).collect();
    let [Content::Digits(digits)] = &codes[..] else { panic!("{codes:?}") };
    assert_eq!(Decoder::new(&[0; 32]).read(digits), Err(CodeError::WrongKey));
    assert_eq!(digits.len(), digits_of_a_frame(Density::V20));
}

#[cfg(feature = "pictures")]
fn digits_of_a_frame(density: Density) -> usize {
    let frame = Encoder::new(&[1], &[0; 32], density).expect("a payload").next().expect("a frame");
    digits(&frame).len()
}
