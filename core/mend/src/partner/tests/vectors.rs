//! Golden vectors: bytes that any implementation has to make and read, today and in years. They are only ever added to.
//! `MEND_WRITE_VECTORS=1` writes those that are missing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use x25519_dalek::StaticSecret;
use zeroize::Zeroizing;

use super::super::inflate::inflate;
use super::super::pair::Ends;
use super::super::pairing::transcript;
use super::super::words::{derive_words, tag_for_vectors};
use super::*;
use crate::testing::SeededRng;
use crate::{Rng, Stream};

fn hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(bytes.as_ref())
}

fn bytes(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

fn fixed<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/partner-v1"))
}

fn vectors(name: &str, make: impl FnOnce() -> Value) -> Value {
    let path = folder().join(name);
    if !path.exists() && std::env::var_os("MEND_WRITE_VECTORS").is_some() {
        fs::write(&path, serde_json::to_string_pretty(&make()).unwrap() + "\n").unwrap();
    }
    serde_json::from_slice(&fs::read(&path).unwrap()).unwrap()
}

/// The same bytes for whoever draws.
struct Same([u8; 32]);

impl mend_vault::Rng for Same {
    fn fill(&self, out: &mut [u8]) {
        assert_eq!(out.len(), 32, "HPKE draws once, 32 bytes");
        out.copy_from_slice(&self.0);
    }
}

impl Rng for Same {
    fn stream(&self, _: Stream) -> Arc<dyn mend_vault::Rng> {
        Arc::new(Self(self.0))
    }
}

fn side(pair: &Pair, code: &[u8]) -> Value {
    let op_key = hex(&pair.to_bytes()[106..138]);
    json!({ "secret": hex(pair.secret.as_bytes()), "code": hex(code), "op_key": op_key })
}

fn make_pairings() -> Value {
    let made = |seed| {
        let (one, other, clock) = (SeededRng::new(seed), SeededRng::new(seed + 1_000_000), Seconds::default());
        let mut offer = PendingOffer::make(&one, &clock);
        let (code, there) = answer(&offer.code(), None, &other).unwrap();
        let shown = offer.code();
        let here = offer.accept(&code, &one, &clock).unwrap();
        let words = here.words();
        let (here, there) = (here.confirm(), there.confirm());
        json!({
            "offer": side(&here, &shown),
            "answer": side(&there, &code),
            "transcript": hex(here.ends.transcript),
            "frames_from_offer": hex(here.frames_out()),
            "frames_from_answer": hex(here.frames_in()),
            "argon2id": hex(tag_for_vectors(&here.ends.transcript)),
            "words": words,
        })
    };
    json!([made(1), made(2), made(3)])
}

/// Both ends of a pairing of the vectors, made of its secrets and codes alone.
fn pair_of(pairing: &Value) -> (Pair, Pair) {
    let offer = Offer::parse(&bytes(&pairing["offer"]["code"])).unwrap();
    let reply = AnswerCode::parse(&bytes(&pairing["answer"]["code"])).unwrap();
    let transcript = transcript(&offer, &reply);
    let end = |role: Role| {
        let (side, own_feed, their_key, their_feed) = match role {
            Role::Offer => (&pairing["offer"], offer.feed, reply.key, reply.feed),
            Role::Answer => (&pairing["answer"], reply.feed, offer.key, offer.feed),
        };
        let ends = Ends { role, their_key, own_feed, their_feed, transcript };
        let op_key = Zeroizing::new(fixed(&side["op_key"]));
        Pair::of(StaticSecret::from(fixed::<32>(&side["secret"])), ends, op_key).unwrap()
    };
    (end(Role::Offer), end(Role::Answer))
}

#[test]
fn pairings_give_the_keys_and_words_that_they_always_gave() {
    for pairing in vectors("pairing.json", make_pairings).as_array().unwrap() {
        let (here, there) = pair_of(pairing);
        assert_eq!(hex(here.ends.transcript), pairing["transcript"]);
        assert_eq!(hex(here.own_key()), hex(there.ends.their_key));
        assert_eq!(hex(here.frames_out()), pairing["frames_from_offer"]);
        assert_eq!(hex(there.frames_out()), pairing["frames_from_answer"]);
        assert_eq!(hex(tag_for_vectors(&here.ends.transcript)), pairing["argon2id"]);
        assert_eq!(json!(derive_words(&here.ends.transcript)), pairing["words"]);
    }
}

fn make_bundles() -> Value {
    let pairings = vectors("pairing.json", make_pairings);
    let made = |at: usize, from_offer: bool, ephemeral: u8, ops: &[Payload], erased: usize, prev: Option<FeedId>| {
        let (offer, reply) = pair_of(&pairings[at]);
        let from = if from_offer { &offer } else { &reply };
        let mut ops: Vec<Op> = (1..).zip(ops).map(|(seq, says)| op(from, seq, says.clone())).collect();
        ops.iter_mut().take(erased).for_each(Op::erase);
        let sent = Bundle { prev, counter: at as u64 + 1, ..bundle(from, ops) };
        let sealed = from.seal(&sent, &Same([ephemeral; 32])).unwrap();
        json!({
            "pairing": at,
            "from": if from_offer { "offer" } else { "answer" },
            "ephemeral": hex([ephemeral; 32]),
            "cbor": hex(sent.encode().unwrap()),
            "sealed": hex(sealed),
        })
    };
    json!([
        made(0, true, 1, &[], 0, None),
        made(0, false, 2, &[letter("I read yours twice. Thank you.")], 0, None),
        made(1, true, 3, &payloads::every_kind(), 0, Some(FeedId([0, 1, 2, 3]))),
        made(2, false, 4, &[letter("Taken back."), Payload::Tombstone(Tombstone {})], 1, None),
    ])
}

#[test]
fn bundles_open_and_are_made_as_they_always_were() {
    let pairings = vectors("pairing.json", make_pairings);
    for made in vectors("bundles.json", make_bundles).as_array().unwrap() {
        let (offer, reply) = pair_of(&pairings[made["pairing"].as_u64().unwrap() as usize]);
        let (from, to) = if made["from"] == "offer" { (offer, reply) } else { (reply, offer) };
        let sealed = bytes(&made["sealed"]);
        assert_eq!(hex(&*to.open_bytes(&sealed).unwrap()), made["cbor"]);
        let got = to.open(&sealed).unwrap();
        assert_eq!(hex(got.encode().unwrap()), made["cbor"]);
        assert!(got.ops.iter().all(|op| op.is_own(&from) && !op.is_own(&to)));
        // With the same deflate (another has other bytes, and is read all the same) every byte is the same.
        let again = from.seal(&got, &Same(fixed(&made["ephemeral"]))).unwrap();
        assert_eq!(hex(again), made["sealed"]);
    }
}

fn make_ops() -> Value {
    let of = |says: Payload| {
        let payload = says.encode().unwrap();
        json!({ "kind": says.kind(), "payload": hex(&payload), "says": format!("{says:?}") })
    };
    payloads::every_kind().into_iter().map(of).collect()
}

#[test]
fn ops_are_written_as_they_always_were() {
    let kept = vectors("ops.json", make_ops);
    for (says, kept) in payloads::every_kind().into_iter().zip(kept.as_array().unwrap()) {
        assert_eq!(
            (hex(says.encode().unwrap()), json!(says.kind())),
            (kept["payload"].as_str().unwrap().to_owned(), kept["kind"].clone())
        );
        assert_eq!(Payload::decode(says.kind(), &bytes(&kept["payload"])), Ok(says));
    }
}

#[test]
fn deflate_of_another_maker_is_read() {
    // What zlib makes of "mend mend mend mend", raw, in a stored and in a fixed block.
    let text = b"mend mend mend mend";
    let stored = [&[0x01, 19, 0, 0xec, 0xff][..], text].concat();
    for stream in [stored, HEXLOWER.decode(b"cb4dcd4b51c8452100").unwrap()] {
        assert_eq!(&**inflate(&stream, 100).unwrap(), text);
    }
}

/// A reader in Python, written from PROTOCOL.md: it shares no line with this crate.
#[test]
fn reader_of_another_house_reads_the_vectors() {
    let reader = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/reference/partner.py");
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/src/partner/words.txt");
    match Command::new("python3").arg(reader).arg(folder()).arg(list).output() {
        Err(_) => println!("SKIPPED: no python3 here"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
            println!("{said}");
        }
    }
}
