//! Pairing and bundles from the outside: what opens, what does not, and what it costs.

mod agreed;
mod bundles;
mod claims;
mod codes;
mod erased;
mod hostile;
mod pairing;
pub(super) mod payloads;
mod phones;
mod second_days;
mod sessions;
mod sizes;
mod vectors;
mod words;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::DateTime;

use super::*;
use crate::Monotonic;
use crate::testing::SeededRng;

/// Seconds since some start, as the test says.
#[derive(Default)]
pub(super) struct Seconds(AtomicU64);

impl Seconds {
    fn pass(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Monotonic for Seconds {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::Relaxed))
    }
}

/// Two phones that paired: the one that showed the offer, and the one that answered. Made once: the words take a moment.
fn paired(seed: u64) -> (Pair, Pair) {
    static MADE: Mutex<BTreeMap<u64, [Vec<u8>; 2]>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap();
    let kept = made.entry(seed).or_insert_with(|| {
        let (one, other, clock) = (SeededRng::new(seed), SeededRng::new(seed + 1_000_000), Seconds::default());
        let mut offer = PendingOffer::make(&one, &clock);
        let (code, there) = answer(&offer.code(), None, &other).unwrap();
        let here = offer.accept(&code, &one, &clock).unwrap();
        assert_eq!(here.words(), there.words());
        [here, there].map(|pair| pair.confirm().to_bytes().to_vec())
    });
    let [here, there] = kept.each_ref().map(|kept| Pair::from_bytes(kept).unwrap());
    (here, there)
}

fn moment() -> Moment {
    DateTime::parse_from_rfc3339("2026-11-25T21:10:00+01:00").unwrap().into()
}

fn letter(text: &str) -> Payload {
    Payload::Letter(Letter { version: 1, title: None, text: text.to_owned(), written_at: moment() })
}

fn op(pair: &Pair, seq: u64, payload: Payload) -> Op {
    let object = ObjectId(std::array::from_fn(|at| (at as u64 * 37 + seq * 101) as u8));
    Op::make(pair, pair.own_feed(), seq, seq + 3, object, payload).unwrap()
}

fn bundle(pair: &Pair, ops: Vec<Op>) -> Bundle {
    let have = vec![Have { feed: pair.their_feed(), seq: 7, own: false }];
    Bundle { feed: pair.own_feed(), counter: 1, prev: None, have, ops }
}

/// The wall: nothing here can name what reads the private space, nor a client that does.
#[test]
fn no_file_of_partner_names_the_private_space() {
    let forbidden = [
        "Private",
        "private_db",
        "open_private",
        "private",
        "Journal",
        "Checkins",
        "Promises",
        "Agreements",
        "Guides",
        "Reminders",
        "Insight",
        "Profile",
        "Sharing",
        "sharing",
    ];
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/partner"))];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
                let names = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
                let named: Vec<_> = names.filter(|name| forbidden.contains(name)).collect();
                assert!(named.is_empty(), "{}: {named:?}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 20, "{read} files were looked at");
}
