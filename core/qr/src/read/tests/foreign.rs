//! Codes as other programs draw them: other masks, other modes.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::{Seeded, paint};
use crate::Content;
use crate::read::own_codes as codes;

fn said(segments: &[QrSegment], version: u8, mask: Option<u8>) -> Vec<Content> {
    let version = Version::new(version);
    let mask = mask.map(Mask::new);
    let code =
        QrCode::encode_segments_advanced(segments, QrCodeEcc::Medium, version, Version::new(40), mask, true).unwrap();
    let side = code.size() as usize * 3 + 24;
    codes(&paint(side, side, |x, y| code.get_module((x / 3.0) as i32 - 4, (y / 3.0) as i32 - 4)))
}

fn bytes(text: &str) -> Vec<Content> {
    vec![Content::Bytes(text.as_bytes().to_vec())]
}

#[test]
fn every_mask_is_read() {
    let mut random = Seeded::new(1);
    for version in [1, 7, 13, 22, 32, 40] {
        let digits: String = (0..30).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
        for mask in 0..8 {
            let segment = QrSegment::make_numeric(&digits);
            assert_eq!(said(&[segment], version, Some(mask)), [Content::Digits(digits.clone())], "{version}, {mask}");
        }
    }
}

#[test]
fn letters_and_mixtures_of_modes_are_bytes() {
    for version in [1, 10, 27] {
        for text in ["A", "AB", "HTTPS://EXAMPLE.ORG/A-B.C+D:E $%*"] {
            assert_eq!(said(&[QrSegment::make_alphanumeric(text)], version, None), bytes(text));
        }
        let mixed = [
            QrSegment::make_numeric("0123"),
            QrSegment::make_alphanumeric("AB C"),
            QrSegment::make_eci(26),
            QrSegment::make_bytes("ä!".as_bytes()),
            QrSegment::make_numeric("9"),
        ];
        assert_eq!(said(&mixed, version, None), bytes("0123AB Cä!9"));
    }
}

#[test]
fn digits_in_several_segments_are_digits() {
    let parts = ["1", "23", "456", "7890", ""].map(QrSegment::make_numeric);
    assert_eq!(said(&parts, 2, None), [Content::Digits("1234567890".to_string())]);
}

#[test]
fn character_sets_of_every_length_are_passed_over() {
    for number in [3, 127, 128, 16_383, 16_384, 999_999] {
        assert_eq!(said(&[QrSegment::make_eci(number), QrSegment::make_bytes(b"x")], 2, None), bytes("x"));
    }
}

#[test]
fn a_code_that_says_nothing_is_read_as_nothing() {
    assert_eq!(said(&[], 1, None), bytes(""));
    assert_eq!(said(&[QrSegment::make_bytes(b"")], 1, None), bytes(""));
    assert_eq!(said(&[QrSegment::make_numeric("")], 1, None), [Content::Digits(String::new())]);
}
