//! Golden codes, which no later version may change, and a reader of them that has none of our code.
//!
//! `MEND_WRITE_VECTORS=1` writes the golden file anew: only to add to it, never because a test fails.

mod vectors;

use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use mend_qr::{CodeError, Decoder, Density, Seen, StaticCode};
use serde_json::{Value, json};
use vectors::{KEY, hex, payload, unhex};

fn tests_folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "tests"].iter().collect()
}

fn golden_file() -> PathBuf {
    tests_folder().join("vectors/qr-v1/vectors.json")
}

fn golden() -> Value {
    let text = std::fs::read_to_string(golden_file()).expect("the golden file");
    serde_json::from_str(&text).expect("JSON")
}

fn list<'a>(vectors: &'a Value, name: &str) -> &'a Vec<Value> {
    vectors[name].as_array().expect("a list")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}

#[test]
fn codes_are_made_as_ever() {
    let made = vectors::all();
    if std::env::var_os("MEND_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap() + "\n";
        std::fs::write(golden_file(), text).unwrap();
    }
    assert!(made == golden(), "codes have changed");
}

#[test]
fn codes_are_read_as_ever() {
    let golden = golden();
    for code in list(&golden, "static") {
        let read = StaticCode::read(text(code, "digits")).unwrap();
        assert_eq!(json!(read.kind.number()), code["kind"]);
        assert_eq!(hex(&read.body), text(code, "body"));
    }
    for transfer in list(&golden, "transfers") {
        let key: [u8; 32] = unhex(text(transfer, "key")).try_into().unwrap();
        let mut decoder = Decoder::new(&key);
        let mut whole = None;
        for frame in list(transfer, "frames") {
            match decoder.read(text(frame, "digits")).unwrap() {
                Seen::Frame { progress, .. } => assert_eq!(json!(progress.known), frame["known"]),
                Seen::Complete { payload, .. } => whole = Some(payload),
                seen => panic!("{seen:?}"),
            }
        }
        assert_eq!(whole, Some(unhex(text(transfer, "payload"))));
    }
    for code in list(&golden, "refused") {
        let error = match text(code, "error") {
            "not ours" => CodeError::NotOurs,
            "newer version" => CodeError::NewerVersion,
            "damaged" => CodeError::Damaged,
            "wrong key" => CodeError::WrongKey,
            other => panic!("{other}"),
        };
        assert_eq!(Decoder::new(&KEY).read(text(code, "digits")), Err(error), "{}", text(code, "why"));
    }
}

/// Runs the reader in Python over a file of vectors. `None` where there is no Python.
fn reference(vectors: &std::path::Path) -> Option<ExitStatus> {
    let status = Command::new("python3").arg(tests_folder().join("qr_reference.py")).arg(vectors).status().ok();
    if status.is_none() {
        println!("SKIPPED: no python3 on the PATH");
    }
    status
}

#[test]
fn reader_without_our_code_reads_the_golden_codes() {
    assert!(reference(&golden_file()).is_none_or(|status| status.success()));
}

#[test]
fn reader_without_our_code_reads_what_is_made_today() {
    let mut seed = 11u32;
    let mut below = |end: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % end
    };
    let transfers: Vec<Value> = (0..30)
        .map(|_| {
            let payload = payload(1 + below(9_000) as usize);
            // All mixtures, from anywhere, and more than are needed by one frame.
            let mut shown = Vec::new();
            let (mut first, mut symbols) = (below(1 << 23), 0);
            while symbols < payload.len().div_ceil(207) {
                let density = Density::LADDER[below(5) as usize];
                shown.push((density, first));
                symbols += density.symbols();
                first += density.symbols() as u32 + below(100);
            }
            vectors::transfer(&payload, &shown)
        })
        .collect();
    let codes: Vec<Value> =
        (0..100).map(|len| vectors::static_code(1 + len as u8 % 7, &payload(1 + len * 12))).collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    let vectors = json!({ "static": codes, "transfers": transfers, "refused": [] });
    std::fs::write(file.path(), vectors.to_string()).unwrap();
    assert!(reference(file.path()).is_none_or(|status| status.success()));
}
