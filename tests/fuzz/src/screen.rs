//! What a camera may see: codes, and pictures of them.

use hmac::{Hmac, KeyInit, Mac};
use mend_qr::read::{Limits, Luma, Pictures, own_codes};
use mend_qr::{CodeError, Decoder, StaticCode};
use sha2::Sha256;

use crate::way;

pub const KEY: [u8; 32] = [7; 32];

/// Several codes for one decoder: a way, a length of two bytes, and as many bytes, again and again. Ways: the bytes are the
/// digits; the bytes are what the digits stand for; the same, sealed under the right key.
pub fn qr_codes(mut bytes: &[u8]) {
    let mut decoder = Decoder::new(&KEY);
    while let [how, high, low, rest @ ..] = bytes {
        let (code, rest) = rest.split_at(rest.len().min(usize::from(u16::from_be_bytes([*high, *low]))));
        bytes = rest;
        let digits = match how % 3 {
            0 => String::from_utf8_lossy(code).into_owned(),
            1 => digits_of(code),
            _ => digits_of(&[code, &seal(code)].concat()),
        };
        let before: Vec<_> = decoder.transfers().collect();
        match decoder.read(&digits) {
            Ok(_) | Err(CodeError::Contradictory) => {}
            Err(_) => assert_eq!(decoder.transfers().collect::<Vec<_>>(), before, "a refused code changes nothing"),
        }
        if let Ok(code) = StaticCode::read(&digits) {
            let again = code.symbol().expect("what was read can be drawn");
            assert!(matches!(again.content, mend_qr::Content::Digits(same) if same == digits));
        }
        assert!(decoder.transfers().count() <= 2);
    }
}

fn seal(bytes: &[u8]) -> [u8; 8] {
    let mac = Hmac::<Sha256>::new_from_slice(&KEY).expect("HMAC takes a key of any length");
    *mac.chain_update(bytes).finalize().into_bytes().first_chunk().expect("a MAC has 32 bytes")
}

/// Twelve bytes in twenty-nine digits.
fn digits_of(bytes: &[u8]) -> String {
    let width = |bytes: usize| (u128::MAX >> (128 - 8 * bytes)).to_string().len();
    let digits = |block: &[u8]| {
        let value = block.iter().fold(0u128, |value, byte| value << 8 | u128::from(*byte));
        format!("{value:0width$}", width = width(block.len()))
    };
    bytes.chunks(12).map(digits).collect()
}

/// A PNG, JPEG or GIF; or else, without a header, grey pixels after a byte that says how wide they lie.
pub fn pictures(bytes: &[u8]) {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 18, frames: 32, total_pixels: 1 << 21 };
    if let Ok(pictures) = Pictures::open(bytes, &limits) {
        for picture in pictures.map_while(Result::ok) {
            assert!(picture.pixels().len() <= limits.pixels);
            own_codes(&picture);
        }
        return;
    }
    let (width, pixels) = way(bytes);
    let width = usize::from(width) + 1;
    let height = (pixels.len() / width).min(512);
    if let Some(picture) = Luma::new(width, height, pixels[..width * height].to_vec()) {
        own_codes(&picture);
    }
}

/// Seeds that are codes: those of a transfer, sealed, and one that stands alone.
pub fn coded(codes: &[(u8, &[u8])]) -> Vec<u8> {
    let one = |(how, code): &(u8, &[u8])| [&[*how][..], &(code.len() as u16).to_be_bytes(), code].concat();
    codes.iter().flat_map(one).collect()
}

#[test]
fn digits_are_those_of_the_house() {
    let body: Vec<u8> = (0..=255).collect();
    for number in 1..=7 {
        let kind = mend_qr::Kind::new(number).expect("one of seven");
        let symbol = StaticCode { kind, body: body.clone() }.symbol().expect("it fits");
        let ours = digits_of(&[&[0xa0 | number][..], &body].concat());
        assert!(matches!(symbol.content, mend_qr::Content::Digits(digits) if digits == ours));
    }
}
