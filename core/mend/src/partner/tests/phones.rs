//! Two phones over the real tables: what is said, shown, scanned late or twice, backed up, restored and taken back.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::payloads::{agreement, entry, promise};
use super::*;
use crate::error::Result;
use crate::journal::tests::Room;
use crate::partner::item::Told;
use crate::partner::objects::{self, Object};
use crate::partner::{rows, sync};
use crate::{MendError, Rng, Stream};

/// A phone: its together space without the seal around it, and its last backup.
pub(super) struct Phone {
    pub conn: Connection,
    pub rng: SeededRng,
    file: PathBuf,
    folder: TempDir,
}

pub(super) fn at() -> DateTime<chrono::FixedOffset> {
    moment().get()
}

impl Phone {
    pub fn new(pair: Option<&Pair>, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("together");
        let conn = open(&file);
        conn.execute_batch(TABLES).unwrap();
        let phone = Self { conn, rng: SeededRng::new(seed), file, folder };
        if let Some(pair) = pair {
            phone.pair_with(pair);
        }
        phone
    }

    /// A new phone, restored from the last backup of another that goes on.
    pub fn copy_of(other: &Self, seed: u64) -> Self {
        let mut phone = Self::new(None, seed);
        std::fs::copy(other.folder.path().join("backup"), phone.folder.path().join("backup")).unwrap();
        assert!(phone.restore());
        phone
    }

    pub fn pair_with(&self, pair: &Pair) {
        let uid = mend_vault::draw(&*self.rng.stream(Stream::Together));
        rows::insert_pair(&self.conn, uid, pair, at()).unwrap();
    }

    pub fn row(&self) -> i64 {
        rows::the_pair(&self.conn).unwrap().row
    }

    pub fn say(&self, object: ObjectId, payload: &Payload) {
        stage(&self.conn, self.row(), object, payload).unwrap();
    }

    pub fn show(&mut self) -> Vec<u8> {
        let tx = self.conn.transaction().unwrap();
        let made = sync::make(&tx, &self.rng).unwrap();
        tx.commit().unwrap();
        made.sealed
    }

    pub fn scan(&mut self, sealed: &[u8]) -> Result<sync::Taken> {
        let tx = self.conn.transaction().unwrap();
        let taken = sync::take(&tx, sealed, &self.rng)?;
        tx.commit().unwrap();
        Ok(taken)
    }

    pub fn take_back(&self, object: ObjectId) {
        let row = self.row();
        let told = objects::is_told(&self.conn, row, object).unwrap();
        rows::unstage_all(&self.conn, row, object).unwrap();
        if told {
            self.say(object, &Payload::Tombstone(Tombstone {}));
            rows::erase_own(&self.conn, row, object).unwrap();
        }
    }

    pub fn back_up(&self) {
        std::fs::copy(&self.file, self.folder.path().join("backup")).unwrap();
    }

    /// Back to the last backup, if there is one.
    pub fn restore(&mut self) -> bool {
        let backup = self.folder.path().join("backup");
        if !backup.exists() {
            return false;
        }
        self.conn = Connection::open_in_memory().unwrap();
        std::fs::copy(backup, &self.file).unwrap();
        self.conn = open(&self.file);
        begin_incarnation(&self.conn, &self.rng).unwrap();
        true
    }

    /// One above all that this phone knows of its own.
    fn next_version(&self, id: ObjectId) -> u32 {
        let told = self.object(id).told;
        let own = told.iter().filter(|told| told.by == Side::Me);
        own.filter_map(|told| item::version(&told.payload)).max().unwrap_or(0) + 1
    }

    fn ids(&self) -> BTreeSet<ObjectId> {
        let mut statement = self.conn.prepare("SELECT object FROM op UNION SELECT object FROM outbox").unwrap();
        statement.query_map([], |row| row.get(0).map(ObjectId)).unwrap().map(Result::unwrap).collect()
    }

    pub fn object(&self, id: ObjectId) -> Object {
        objects::of(&self.conn, self.row(), id).unwrap()
    }

    /// Everything that is shown, with whose it is.
    pub fn everything(&self) -> Vec<(ObjectId, Side, Vec<Told>)> {
        let objects = self.ids().into_iter().map(|id| self.object(id));
        objects.filter(|object| !object.told.is_empty()).map(|object| (object.id, object.from, object.told)).collect()
    }

    /// Whether these words stand anywhere in the tables.
    pub fn holds(&self, words: &str) -> bool {
        let bytes = format!("{:?}", words.as_bytes());
        self.dump().iter().any(|line| line.contains(bytes.trim_matches(['[', ']'])))
    }

    /// All tables, to see that nothing changed.
    pub fn dump(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for table in ["pair", "feed", "heard", "op", "outbox", "letter_choice"] {
            let mut statement = self.conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values: Vec<_> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
                lines.push(format!("{table}: {}", values.join(" ")));
            }
        }
        lines
    }
}

fn open(file: &PathBuf) -> Connection {
    // SQLite takes the vault's memory before its first connection, or not at all.
    static VAULT_FIRST: std::sync::Once = std::sync::Once::new();
    VAULT_FIRST.call_once(|| drop(Room::without_schema()));
    let conn = Connection::open(file).unwrap();
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;").unwrap();
    conn
}

pub(super) fn two_phones(seed: u64) -> [Phone; 2] {
    let (one, other) = paired(seed % 4);
    [Phone::new(Some(&one), seed * 2 + 1), Phone::new(Some(&other), seed * 2 + 2)]
}

/// The same, as the other phone sees it.
fn mirrored(everything: Vec<(ObjectId, Side, Vec<Told>)>) -> Vec<(ObjectId, Side, Vec<Told>)> {
    let told = |told: Vec<Told>| told.into_iter().map(|told| Told { by: told.by.other(), ..told }).collect();
    everything.into_iter().map(|(id, from, said)| (id, from.other(), told(said))).collect()
}

/// Both show and scan until nothing is left to tell.
pub(super) fn exchange(phones: &mut [Phone; 2]) {
    for _ in 0..4 {
        for who in [0, 1] {
            let sealed = phones[who].show();
            phones[1 - who].scan(&sealed).unwrap();
        }
    }
}

pub(super) fn id(n: u8) -> ObjectId {
    ObjectId([n; 16])
}

fn card(version: u32, text: &str) -> Payload {
    Payload::EntryCard(EntryCard { version, text: text.to_owned(), ..entry() })
}

#[test]
fn what_one_says_the_other_has_after_one_exchange() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "from one"));
    phones[1].say(id(2), &card(1, "from the other"));
    let sealed = phones[0].show();
    let taken = phones[1].scan(&sealed).unwrap();
    assert_eq!((taken.already, taken.objects, taken.returned), (false, vec![(id(1), false)], 0));
    assert!(rows::the_pair(&phones[1].conn).unwrap().complete);
    let sealed = phones[1].show();
    phones[0].scan(&sealed).unwrap();
    assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
    assert_eq!(phones[0].everything().len(), 2);
}

#[test]
fn a_bundle_that_came_already_says_so_and_changes_nothing() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "once"));
    let (first, second) = (phones[0].show(), phones[0].show());
    assert!(!phones[1].scan(&first).unwrap().already);
    let before = phones[1].dump();
    assert!(phones[1].scan(&first).unwrap().already);
    assert_eq!(phones[1].dump(), before);
    let taken = phones[1].scan(&second).unwrap();
    assert!(!taken.already && taken.objects.is_empty(), "it is newer, and brings nothing");
    assert!(phones[1].scan(&first).unwrap().already);
}

#[test]
fn ones_own_bundle_and_that_of_another_pair_change_nothing() {
    let mut phones = two_phones(1);
    let mut others = two_phones(2);
    phones[0].say(id(1), &card(1, "text"));
    let own = phones[0].show();
    let earlier = own.clone();
    let (before, foreign) = (phones[0].dump(), others[1].show());
    let problem = |found: Result<sync::Taken>| match found {
        Err(MendError::BadBundle { problem }) => problem,
        other => panic!("{other:?}"),
    };
    assert_eq!(problem(phones[0].scan(&own)), BundleError::FromOneself);
    assert_eq!(problem(phones[0].scan(&foreign)), BundleError::DoesNotOpen);
    assert_eq!(phones[0].dump(), before);
    phones[0].show();
    assert_eq!(problem(phones[0].scan(&earlier)), BundleError::DoesNotOpen);
}

#[test]
fn what_is_taken_back_before_a_bundle_leaves_no_trace_on_either_phone() {
    let mut with = two_phones(3);
    let mut without = two_phones(3);
    with[0].say(id(1), &card(1, "thought over"));
    with[0].take_back(id(1));
    let (a, b) = (with[0].show(), without[0].show());
    assert_eq!(a, b, "nobody can tell that there was something");
}

#[test]
fn what_is_taken_back_is_gone_on_both_phones_and_its_words_never_go_out_again() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "regretted words"));
    let photographed = phones[0].show();
    phones[1].scan(&photographed).unwrap();
    let kept_by_both = phones[1].show();
    phones[0].scan(&kept_by_both).unwrap();
    assert!(phones.iter().all(|phone| phone.holds("regretted words")));
    phones[0].take_back(id(1));
    let sealed = phones[0].show();
    let taken = phones[1].scan(&sealed).unwrap();
    assert_eq!(taken.withdrawn, BTreeSet::from([id(1)]));
    phones[1].scan(&photographed).unwrap();
    for phone in &phones {
        assert!(phone.everything().is_empty());
        assert!(!phone.holds("regretted words"));
    }
}

#[test]
fn what_is_taken_back_before_the_other_scanned_it_never_shows_its_words() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "nobody saw"));
    phones[0].show();
    phones[0].take_back(id(1));
    phones[0].say(id(2), &card(1, "for all to see"));
    let sealed = phones[0].show();
    let taken = phones[1].scan(&sealed).unwrap();
    assert_eq!(taken.objects, vec![(id(2), false)]);
    let erased: i64 = phones[1]
        .conn
        .query_row("SELECT count(*) FROM op WHERE length(mark) = 4 AND payload = x''", [], |row| row.get(0))
        .unwrap();
    assert_eq!(erased, 1);
}

#[test]
fn a_tombstone_outlives_a_restore_on_either_side() {
    for restored in [0, 1] {
        let mut phones = two_phones(1);
        phones[0].say(id(1), &card(1, "regretted words"));
        exchange(&mut phones);
        phones.iter().for_each(Phone::back_up);
        phones[0].take_back(id(1));
        exchange(&mut phones);
        assert!(phones[restored].restore());
        assert_eq!(phones[restored].everything().len(), 1, "the backup still has it");
        exchange(&mut phones);
        assert!(phones[0].everything().is_empty() && phones[1].everything().is_empty());
        assert!(!phones.iter().any(|phone| phone.holds("regretted words")));
    }
}

#[test]
fn a_restored_phone_gets_back_what_it_said_and_loses_nothing_it_says_now() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "before the backup"));
    exchange(&mut phones);
    phones[0].back_up();
    phones[0].say(id(2), &card(1, "after the backup"));
    exchange(&mut phones);
    assert!(phones[0].restore());
    phones[0].say(id(3), &card(1, "after the restore"));
    let sealed = phones[0].show();
    phones[1].scan(&sealed).unwrap();
    let sealed = phones[1].show();
    assert_eq!(phones[0].scan(&sealed).unwrap().returned, 1);
    exchange(&mut phones);
    assert_eq!(phones[0].everything().len(), 3);
    assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
}

/// Set back by a copy of the phone's files: nothing of ours noticed.
#[test]
fn a_phone_that_was_set_back_without_our_restore_goes_on_as_another_one() {
    let mut phones = two_phones(1);
    phones[0].back_up();
    phones[0].say(id(1), &card(1, "written and told"));
    exchange(&mut phones);
    let file = phones[0].file.clone();
    phones[0].conn = Connection::open_in_memory().unwrap();
    std::fs::copy(phones[0].folder.path().join("backup"), &file).unwrap();
    phones[0].conn = open(&file);
    let sealed = phones[1].show();
    phones[0].scan(&sealed).unwrap();
    phones[0].say(id(2), &card(1, "written after it"));
    exchange(&mut phones);
    assert_eq!(phones[0].everything().len(), 2);
    assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
}

#[test]
fn an_op_far_ahead_in_time_refuses_the_whole_bundle() {
    let (one, other) = paired(1);
    let mut phone = Phone::new(Some(&other), 1);
    let with_time = |lamport| {
        let op = Op::make(&one, one.own_feed(), 1, lamport, id(1), card(1, "text")).unwrap();
        one.seal(&bundle_of(&one, vec![op]), &SeededRng::new(5)).unwrap()
    };
    let before = phone.dump();
    let refused = phone.scan(&with_time(sync::LAMPORT_JUMP + 1)).unwrap_err();
    assert_eq!(refused, MendError::BadBundle { problem: BundleError::Contradicts });
    assert_eq!(phone.dump(), before);
    phone.scan(&with_time(sync::LAMPORT_JUMP)).unwrap();
}

fn bundle_of(pair: &Pair, ops: Vec<Op>) -> Bundle {
    Bundle { feed: pair.own_feed(), counter: 1, prev: None, have: Vec::new(), ops }
}

/// A partner whose app was changed claims this phone's object, and its words.
#[test]
fn nobody_changes_what_another_said() {
    let (one, other) = paired(1);
    let mut mine = Phone::new(Some(&other), 1);
    mine.say(id(1), &card(1, "my words"));
    mine.show();
    let claims = [card(9, "their words in my place"), Payload::Tombstone(Tombstone {})];
    let ops = claims
        .iter()
        .zip(1..)
        .map(|(says, seq)| Op::make(&one, one.own_feed(), seq, seq + 5, id(1), says.clone()).unwrap());
    mine.scan(&one.seal(&bundle_of(&one, ops.collect()), &SeededRng::new(5)).unwrap()).unwrap();
    let object = mine.object(id(1));
    assert_eq!(object.from, Side::Me);
    assert_eq!(object.told, vec![Told { by: Side::Me, payload: card(1, "my words") }]);
    // In this phone's own name, under a mark of the other's making.
    let forged = Op::make(&one, other.own_feed(), 2, 9, id(2), card(1, "never said")).unwrap();
    let before = mine.dump();
    let sealed = one.seal(&Bundle { counter: 2, ..bundle_of(&one, vec![forged]) }, &SeededRng::new(6)).unwrap();
    assert!(mine.scan(&sealed).is_err());
    assert_eq!(mine.dump(), before);
}

#[test]
fn after_parting_nothing_opens_and_no_key_is_left() {
    for keep in [true, false] {
        let mut phones = two_phones(1);
        phones[1].say(id(1), &card(1, "shared once"));
        exchange(&mut phones);
        let sealed = phones[1].show();
        let pair = rows::the_pair(&phones[0].conn).unwrap();
        let keys = rows::keys(&phones[0].conn, &pair).unwrap().to_bytes();
        rows::end_pair(&phones[0].conn, &pair, at()).unwrap();
        if !keep {
            rows::forget_pair(&phones[0].conn, &pair).unwrap();
        }
        assert_eq!(phones[0].scan(&sealed).unwrap_err(), MendError::NotPaired);
        let secret = format!("{:?}", &keys[2..34]);
        assert!(!phones[0].dump().iter().any(|line| line.contains(secret.trim_matches(['[', ']']))));
        let kept = objects::find(&phones[0].conn, id(1));
        assert_eq!(kept.map(|object| object.told.len()).ok(), keep.then_some(1));
        // Paired anew, what was shown for the old pair still opens nowhere.
        phones[0].pair_with(&paired(3).0);
        assert_eq!(phones[0].scan(&sealed).unwrap_err(), MendError::BadBundle { problem: BundleError::DoesNotOpen });
    }
}

#[test]
fn every_mutated_cut_or_lengthened_bundle_is_refused_and_changes_nothing() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "text"));
    let sealed = phones[0].show();
    let before = phones[1].dump();
    for place in 0..sealed.len() {
        let mut broken = sealed.clone();
        broken[place] ^= 1 << (place % 8);
        assert!(phones[1].scan(&broken).is_err(), "byte {place}");
        assert!(phones[1].scan(&sealed[..place]).is_err(), "cut at {place}");
    }
    assert!(phones[1].scan(&[&sealed[..], &[0]].concat()).is_err());
    assert_eq!(phones[1].dump(), before);
    phones[1].scan(&sealed).unwrap();
}

#[test]
fn more_than_one_bundle_holds_comes_with_the_next_ones() {
    let mut phones = two_phones(1);
    let mut state = 7u64;
    // Text that hardly becomes smaller.
    let mut noise = || {
        let draw = |_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            char::from_u32(0x4e00 + (state >> 40) as u32 % 0x5000).unwrap()
        };
        (0..20_000).map(draw).collect::<String>()
    };
    for n in 0..12 {
        phones[0].say(id(n), &card(1, &noise()));
    }
    let mut rounds = 0;
    loop {
        let tx = phones[0].conn.transaction().unwrap();
        let made = sync::make(&tx, &phones[0].rng).unwrap();
        tx.commit().unwrap();
        assert!(made.sealed.len() <= limits::BUNDLE_BYTES);
        rounds += 1;
        phones[1].scan(&made.sealed).unwrap();
        let back = phones[1].show();
        phones[0].scan(&back).unwrap();
        if !made.more {
            break;
        }
    }
    assert!(rounds > 1, "{rounds}");
    assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
    assert_eq!(phones[1].everything().len(), 12);
}

#[derive(Clone, Debug)]
enum Act {
    Say { who: usize, object: u8, kind: u8 },
    TakeBack { who: usize, object: u8 },
    Show(usize),
    Scan(usize, prop::sample::Index),
    Backup(usize),
    Restore(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let who = 0..2usize;
    let act = prop_oneof![
        4 => (who.clone(), 0..4u8, 0..4u8).prop_map(|(who, object, kind)| Act::Say { who, object, kind }),
        1 => (who.clone(), 0..4u8).prop_map(|(who, object)| Act::TakeBack { who, object }),
        4 => who.clone().prop_map(Act::Show),
        5 => (who.clone(), any::<prop::sample::Index>()).prop_map(|(who, which)| Act::Scan(who, which)),
        1 => who.clone().prop_map(Act::Backup),
        1 => who.prop_map(Act::Restore),
    ];
    proptest::collection::vec(act, 0..70)
}

/// What each phone said under its own name; agreements lie under one name for both.
fn name(who: usize, object: u8, kind: u8) -> ObjectId {
    if kind == 3 { id(200 + object) } else { id(1 + object + 100 * who as u8) }
}

struct Played {
    phones: [Phone; 2],
    shown: [Vec<Vec<u8>>; 2],
}

fn play(acts: &[Act], seed: u64) -> Played {
    let (mut phones, mut shown) = (two_phones(seed), [Vec::new(), Vec::new()]);
    let (mut count, mut restores) = (0, 0);
    for act in acts {
        match act {
            Act::Say { who, object, kind } => {
                count += 1;
                let phone = &phones[*who];
                let object = name(*who, *object, *kind);
                if objects::is_withdrawn(&phone.conn, phone.row(), object).unwrap() {
                    continue;
                }
                let version = phone.next_version(object);
                phone.say(
                    object,
                    &match kind {
                        0 => card(version, &format!("card {count} of {who}")),
                        1 => letter(&format!("letter {count} of {who}")),
                        2 => Payload::PromiseOffer(PromiseOffer { what: format!("promise {count}"), ..promise() }),
                        _ => Payload::AgreementVersion(AgreementVersion {
                            words: format!("agreement {count}"),
                            ..agreement()
                        }),
                    },
                );
            }
            Act::TakeBack { who, object } => phones[*who].take_back(name(*who, *object, 0)),
            Act::Show(who) => {
                let sealed = phones[*who].show();
                shown[*who].push(sealed);
            }
            Act::Scan(who, which) if !shown[1 - who].is_empty() => {
                let pictures: &Vec<Vec<u8>> = &shown[1 - who];
                let sealed = pictures[which.index(pictures.len())].clone();
                phones[*who].scan(&sealed).unwrap();
            }
            Act::Scan(..) => {}
            Act::Backup(who) => phones[*who].back_up(),
            Act::Restore(who) => restores += usize::from(restores < 8 && phones[*who].restore()),
        }
    }
    Played { phones, shown }
}

/// What stands in the ops of either phone, by its number: whether its words are there.
fn known(phone: &Phone) -> BTreeSet<(Vec<u8>, i64)> {
    let mut statement = phone.conn.prepare("SELECT feed, seq FROM op").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn withdrawn(phone: &Phone) -> BTreeSet<ObjectId> {
    let mut statement = phone
        .conn
        .prepare("SELECT object FROM op WHERE kind = 10 UNION SELECT object FROM outbox WHERE kind = 10")
        .unwrap();
    statement.query_map([], |row| row.get(0).map(ObjectId)).unwrap().map(Result::unwrap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("MEND_LONG").is_some() { 3000 } else { 60 }))]

    /// Any order, late and repeated pictures, restores on both sides, words taken back in between.
    #[test]
    fn after_any_history_both_show_the_same_nothing_is_lost_and_no_tombstone_returns(acts in acts(), seed in 0..4u64) {
        let Played { mut phones, shown } = play(&acts, seed);
        let before: BTreeSet<_> = phones.iter().flat_map(known).collect();
        let gone: BTreeSet<_> = phones.iter().flat_map(withdrawn).collect();
        exchange(&mut phones);
        prop_assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
        for phone in &phones {
            prop_assert!(before.is_subset(&known(phone)), "something that was said is lost");
            prop_assert!(phone.everything().iter().all(|(object, ..)| !gone.contains(object)));
        }
        // Pictures that nobody scanned may hold what a restore forgot.
        for who in [0, 1] {
            for sealed in &shown[1 - who] {
                phones[who].scan(sealed).unwrap();
            }
        }
        exchange(&mut phones);
        prop_assert_eq!(phones[0].everything(), mirrored(phones[1].everything()));
        // Every picture of the whole history once more, in the other order: nothing moves.
        let settled = [0, 1].map(|who| phones[who].everything());
        for who in [0, 1] {
            for sealed in shown[1 - who].iter().rev() {
                phones[who].scan(sealed).unwrap();
            }
            prop_assert_eq!(&phones[who].everything(), &settled[who]);
        }
    }

    /// Two that hear the same in different orders, with doubles, come to the same.
    #[test]
    fn merging_commutes_and_is_idempotent(acts in acts(), seed in 0..4u64, turns in any::<u64>()) {
        let Played { shown, .. } = play(&acts, seed);
        let [pictures, _] = shown;
        let (_, other) = paired(seed % 4);
        let (mut in_order, mut mixed) = (Phone::new(Some(&other), 90), Phone::new(Some(&other), 91));
        let mut order: Vec<usize> = (0..pictures.len()).collect();
        let mut state = turns | 1;
        order.sort_by_key(|_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            state >> 33
        });
        // A gap closes once what comes before it was heard: after as many rounds as pictures all are.
        for _ in 0..pictures.len() {
            for (one, another) in (0..pictures.len()).zip(&order) {
                in_order.scan(&pictures[one]).ok();
                mixed.scan(&pictures[*another]).ok();
                mixed.scan(&pictures[*another]).ok();
            }
        }
        prop_assert_eq!(in_order.everything(), mixed.everything());
    }
}
