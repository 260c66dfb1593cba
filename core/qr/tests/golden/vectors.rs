//! What stands in the golden file, made anew by the crate.

use mend_qr::{Content, Decoder, Density, Ecc, Encoder, Kind, Seen, StaticCode, Symbol};
use serde_json::{Value, json};

pub const KEY: [u8; 32] = *b"0123456789abcdef0123456789ABCDEF";

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

pub fn digits(symbol: &Symbol) -> &str {
    match &symbol.content {
        Content::Digits(digits) => digits,
        Content::Bytes(_) => panic!("our codes are digits"),
    }
}

/// Bytes that are all different in every place, without a generator that a stranger would have to write.
pub fn payload(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at * at / 7 + at) as u8).collect()
}

pub fn static_code(kind: u8, body: &[u8]) -> Value {
    let code = StaticCode { kind: Kind::new(kind).expect("a kind"), body: body.to_vec() };
    let symbol = code.symbol().expect("a body within bounds");
    let ecc = match symbol.ecc {
        Ecc::Low => "L",
        Ecc::Medium => "M",
        Ecc::Quartile => "Q",
        Ecc::High => "H",
    };
    json!({ "kind": kind, "body": hex(body), "version": symbol.version, "ecc": ecc, "digits": digits(&symbol) })
}

/// A transfer whose last frame completes it. `shown` says of each frame its density and first index.
pub fn transfer(payload: &[u8], shown: &[(Density, u32)]) -> Value {
    let mut decoder = Decoder::new(&KEY);
    let frames: Vec<Value> = shown
        .iter()
        .map(|(density, first)| {
            let encoder = Encoder::new(payload, &KEY, *density).expect("a payload within bounds");
            let frame = encoder.starting_at(*first).next().expect("a frame");
            let known = match decoder.read(digits(&frame)).expect("our own frame") {
                Seen::Frame { progress, .. } => progress.known,
                Seen::Complete { payload: whole, .. } => {
                    assert_eq!(whole, payload);
                    whole.len().div_ceil(207)
                }
                seen => panic!("{seen:?}"),
            };
            json!({ "version": density.version(), "first": first, "known": known, "digits": digits(&frame) })
        })
        .collect();
    json!({ "key": hex(&KEY), "payload": hex(payload), "frames": frames })
}

pub fn all() -> Value {
    let last = (1 << 24) - 1;
    json!({
        "about": "Codes of version 1 and what is in them. FORMAT.md of mend-qr explains every name. Bytes in hex.",
        "static": [
            static_code(1, &[0]),
            static_code(7, &[0xff; 11]),
            static_code(2, &payload(32)),
            static_code(3, &payload(100)),
            static_code(4, &payload(1_263)),
        ],
        "transfers": [
            transfer(b"x", &[(Density::V9, 0)]),
            transfer(b"x", &[(Density::V20, 1_000)]),
            transfer(&payload(207), &[(Density::V9, last)]),
            transfer(&payload(208), &[(Density::V9, 1), (Density::V9, 1), (Density::V9, 2)]),
            transfer(&payload(208), &[(Density::V14, 300)]),
            // A camera that loses, repeats and reorders, and a density that changes.
            transfer(
                &payload(3_000),
                &[
                    (Density::V20, 0),
                    (Density::V14, 13),
                    (Density::V20, 0),
                    (Density::V9, 15),
                    (Density::V14, 2),
                    (Density::V30, 1_000),
                ],
            ),
            transfer(&payload(3_000), &[(Density::V40, last - 13), (Density::V9, 9)]),
        ],
        "refused": refused(),
    })
}

/// Codes that are to be refused, made of good ones by changing digits.
fn refused() -> Value {
    let encoder = Encoder::new(&payload(500), &KEY, Density::V9).expect("a payload within bounds");
    let frame = encoder.starting_at(0).next().expect("a frame");
    let good = digits(&frame).to_owned();
    let change = |at: usize, to: &str| format!("{}{to}{}", &good[..at], &good[at + to.len()..]);
    let cut = |len: usize| good[..len].to_owned();
    let other_key = Encoder::new(&payload(500), &[1; 32], Density::V9).expect("within bounds").next().expect("a frame");
    json!([
        { "why": "a letter", "error": "not ours", "digits": change(30, "a") },
        { "why": "no digits", "error": "not ours", "digits": "" },
        { "why": "29 digits and one more", "error": "not ours", "digits": cut(30) },
        { "why": "a block of 2^96", "error": "not ours", "digits": change(29, "79228162514264337593543950336") },
        { "why": "a number from a shop", "error": "not ours", "digits": "4006381333931" },
        { "why": "first byte 0x9f", "error": "not ours", "digits": "159" },
        { "why": "first byte 0xb0", "error": "not ours", "digits": "176" },
        { "why": "first byte 0xa8", "error": "newer version", "digits": "168" },
        { "why": "first byte 0xaf and more", "error": "newer version", "digits": "44940" },
        { "why": "a static code without a body", "error": "damaged", "digits": "161" },
        { "why": "a frame that is cut", "error": "damaged", "digits": cut(29 * 18) },
        { "why": "one digit changed", "error": "wrong key", "digits": change(57, if &good[57..58] == "1" { "2" } else { "1" }) },
        { "why": "sealed with another key", "error": "wrong key", "digits": digits(&other_key) },
    ])
}
