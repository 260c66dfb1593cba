//! The same over whole sessions: passphrases, the lock, restored folders, and what their users say.

use std::path::PathBuf;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::payloads::{agreement, checkin, entry, promise, schedule};
use super::phones::id;
use super::*;
use crate::agreement::{AgreementRequest, AgreementState, Topic, VersionHash};
use crate::error::FieldProblem;
use crate::testing::options;
use crate::{
    FixedClock, ItemId, Mend, MendError, MendOptions, Opened, Passphrase, Session, SetUpRequest, UnlockOptions,
};

/// A phone with a folder of its own.
pub(super) struct Home {
    pub mend: Mend,
    pub session: Session,
    seed: u64,
    folder: TempDir,
}

pub(super) fn passphrase() -> Passphrase {
    Passphrase::new("kettle moss eleven").unwrap()
}

fn together_passphrase() -> Passphrase {
    Passphrase::new("two cups by the window").unwrap()
}

fn options_of(seed: u64) -> MendOptions {
    let clock = std::sync::Arc::new(FixedClock(moment().get()));
    MendOptions { clock, ..options(seed) }
}

impl Home {
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mend = Mend::with(folder.path().join("home"), options_of(seed));
        let request = SetUpRequest { private: Some(passphrase()), together: Some(together_passphrase()) };
        let session = mend.set_up(request).unwrap();
        Self { mend, session, seed, folder }
    }

    pub fn partner(&self) -> Partner {
        self.session.partner().unwrap()
    }

    pub fn say(&self, object: ObjectId, payload: &Payload) {
        let say = |tx: &rusqlite::Transaction<'_>| stage(tx, current_pair(tx)?.unwrap().row, object, payload);
        self.session.together_db().write(say).unwrap();
    }

    pub fn backup(&self) -> PathBuf {
        let file = self.folder.path().join("backup");
        self.session.backup(&file, &passphrase()).unwrap();
        file
    }

    /// The phone is lost; a new one is set up from a backup.
    pub fn restore(&mut self, backup: &std::path::Path) {
        self.session.lock();
        self.seed += 1000;
        let mend = Mend::with(self.folder.path().join(format!("home {}", self.seed)), options_of(self.seed));
        self.session = mend.restore(backup, &passphrase(), &mut |_, _| {}).unwrap();
        self.mend = mend;
    }
}

pub(super) fn pair(one: &Home, other: &Home) {
    let (a, b) = (one.partner(), other.partner());
    let offer = a.offer(&passphrase()).unwrap();
    let (answer, there) = b.answer(&offer.code, &passphrase()).unwrap();
    let here = a.take_answer(&answer).unwrap();
    assert_eq!(here.words, there.words);
    a.confirm(here.replaces).unwrap();
    b.confirm(there.replaces).unwrap();
}

pub(super) fn homes(seed: u64) -> [Home; 2] {
    let homes = [Home::new(seed), Home::new(seed + 500)];
    pair(&homes[0], &homes[1]);
    homes
}

pub(super) fn exchange(homes: &[Home; 2]) {
    for _ in 0..2 {
        for who in [0, 1] {
            let shown = homes[who].partner().bundle().unwrap();
            homes[1 - who].partner().receive(&shown.bytes).unwrap();
        }
    }
}

fn item(n: u8) -> ItemId {
    ItemId(id(n).0)
}

fn bad(field: &'static str, problem: FieldProblem) -> MendError {
    MendError::BadField { field, problem }
}

#[test]
fn two_phones_pair_by_their_words_and_are_complete_once_something_opened() {
    let [one, other] = homes(1);
    let pair = one.partner().pair().unwrap().unwrap();
    assert!(!pair.complete);
    let bundle = other.partner().bundle().unwrap();
    assert_eq!((bundle.bytes.len(), bundle.changes, bundle.more), (128, 0, false));
    one.partner().receive(&bundle.bytes).unwrap();
    assert!(one.partner().pair().unwrap().unwrap().complete);
}

#[test]
fn nothing_of_a_pair_is_kept_before_its_user_confirmed_the_words() {
    let (one, other) = (Home::new(1), Home::new(2));
    let (a, b) = (one.partner(), other.partner());
    assert_eq!(a.take_answer(b"x"), Err(MendError::NoPairing));
    assert_eq!(a.confirm(false), Err(MendError::NoPairing));
    let offer = a.offer(&passphrase()).unwrap();
    assert!(offer.seconds_left == 600 && a.offer_seconds_left() > 590);
    assert_eq!(a.confirm(false), Err(MendError::NoPairing), "nobody answered yet");
    let (answer, _) = b.answer(&offer.code, &passphrase()).unwrap();
    a.take_answer(&answer).unwrap();
    assert_eq!(a.offer_seconds_left(), 0);
    b.stop_pairing();
    assert_eq!(b.confirm(false), Err(MendError::NoPairing));
    assert_eq!((a.pair(), b.pair()), (Ok(None), Ok(None)));
    assert_eq!(b.bundle().unwrap_err(), MendError::NotPaired);
    assert_eq!(b.receive(&[0; 128]).unwrap_err(), MendError::NotPaired);
    a.confirm(false).unwrap();
    assert!(a.pair().unwrap().is_some());
}

#[test]
fn a_pairing_wants_the_passphrase_again_and_dies_with_the_lock() {
    let one = Home::new(1);
    let wrong = Passphrase::new("not it").unwrap();
    assert_eq!(one.partner().offer(&wrong), Err(MendError::WrongPassphrase));
    one.partner().offer(&passphrase()).unwrap();
    let partner = one.partner();
    one.session.lock();
    assert_eq!(partner.offer_seconds_left(), 0);
    assert_eq!(partner.confirm(false), Err(MendError::Locked));
    assert_eq!(partner.pair(), Err(MendError::Locked));
}

#[test]
fn codes_that_do_not_fit_leave_the_offer_as_it_is() {
    let (one, other, third) = (Home::new(1), Home::new(2), Home::new(3));
    let (a, b) = (one.partner(), other.partner());
    let old = a.offer(&passphrase()).unwrap();
    let (to_the_old, _) = b.answer(&old.code, &passphrase()).unwrap();
    let offer = a.offer(&passphrase()).unwrap();
    let problem = |problem| Err(MendError::BadCode { problem });
    assert_eq!(a.take_answer(&to_the_old), problem(CodeError::OtherOffer));
    assert_eq!(a.take_answer(&offer.code), problem(CodeError::OwnCode));
    assert_eq!(a.take_answer(b"https://example.org"), problem(CodeError::NotACode));
    let theirs = third.partner().offer(&passphrase()).unwrap();
    assert_eq!(a.take_answer(&theirs.code), problem(CodeError::NotAnAnswer));
    let own = a.answer(&offer.code, &passphrase()).map(drop);
    assert_eq!(own, problem(CodeError::OwnCode).map(|_: MeetingView| ()));
    let (answer, _) = b.answer(&offer.code, &passphrase()).unwrap();
    a.take_answer(&answer).unwrap();
    assert_eq!(a.take_answer(&answer), Err(MendError::NoPairing), "once");
}

#[test]
fn a_second_pairing_replaces_the_first_only_with_a_clear_yes_and_keeps_what_was_shared() {
    let [one, other] = homes(2);
    other.say(id(1), &Payload::EntryCard(entry()));
    let shown = other.partner().bundle().unwrap();
    one.partner().receive(&shown.bytes).unwrap();
    let (third, a) = (Home::new(9), one.partner());
    let offer = third.partner().offer(&passphrase()).unwrap();
    let (answer, met) = a.answer(&offer.code, &passphrase()).unwrap();
    assert!(met.replaces);
    assert_eq!(a.confirm(false), Err(MendError::AlreadyPaired));
    a.receive(&other.partner().bundle().unwrap().bytes).unwrap();
    third.partner().take_answer(&answer).unwrap();
    third.partner().confirm(false).unwrap();
    a.confirm(true).unwrap();
    let refused = a.receive(&other.partner().bundle().unwrap().bytes).unwrap_err();
    assert_eq!(refused, MendError::BadBundle { problem: BundleError::DoesNotOpen });
    assert_eq!(a.inbox(10, None).unwrap().items.len(), 1);
    a.receive(&third.partner().bundle().unwrap().bytes).unwrap();
}

#[test]
fn a_restored_phone_goes_on_in_a_feed_of_its_own_and_nothing_is_lost() {
    let [mut one, other] = homes(1);
    one.say(id(1), &Payload::EntryCard(entry()));
    let backup = one.backup();
    one.say(id(2), &Payload::EntryCard(entry()));
    let shown = one.partner().bundle().unwrap();
    other.partner().receive(&shown.bytes).unwrap();
    one.restore(&backup);
    assert!(!one.mend.folder().join("restored.new").exists());
    one.say(id(3), &Payload::EntryCard(entry()));
    let taken = one.partner().receive(&other.partner().bundle().unwrap().bytes).unwrap();
    assert_eq!((taken.returned, taken.more), (0, true), "the other does not know yet that it was restored");
    other.partner().receive(&one.partner().bundle().unwrap().bytes).unwrap();
    let taken = one.partner().receive(&other.partner().bundle().unwrap().bytes).unwrap();
    assert_eq!((taken.returned, taken.more), (2, false));
    exchange(&[one, other]);
}

/// The power failed between the last rename and the new feed.
#[test]
fn an_interrupted_restore_gets_its_feed_at_the_next_open() {
    let [mut one, other] = homes(1);
    let backup = one.backup();
    one.say(id(2), &Payload::EntryCard(entry()));
    other.partner().receive(&one.partner().bundle().unwrap().bytes).unwrap();
    one.restore(&backup);
    let feed = |home: &Home| {
        let own = "SELECT count(*) FROM feed WHERE mine = 1";
        let count = |conn: &rusqlite::Connection| Ok(conn.query_row(own, [], |row| row.get::<_, i64>(0))?);
        home.session.together_db().read(count).unwrap()
    };
    assert_eq!(feed(&one), 2);
    one.session.lock();
    std::fs::write(one.mend.folder().join("restored.new"), "").unwrap();
    one.session = one.mend.unlock(&together_passphrase(), UnlockOptions::default()).unwrap();
    assert_eq!((one.session.opened(), feed(&one)), (Opened::TogetherOnly, 3));
    assert!(!one.mend.folder().join("restored.new").exists());
    exchange(&[one, other]);
}

#[test]
fn parting_wants_the_passphrase_and_keeps_or_removes_what_was_shared() {
    for keep in [true, false] {
        let homes = homes(1);
        homes[1].say(id(1), &Payload::EntryCard(entry()));
        exchange(&homes);
        let a = homes[0].partner();
        assert_eq!(a.unpair(keep, &Passphrase::new("not it").unwrap()), Err(MendError::WrongPassphrase));
        a.unpair(keep, &passphrase()).unwrap();
        assert_eq!(a.pair(), Ok(None));
        assert_eq!(a.inbox(10, None).unwrap().items.len(), usize::from(keep));
        assert_eq!(a.unpair(keep, &passphrase()), Err(MendError::NotPaired));
        assert_eq!(a.bundle().unwrap_err(), MendError::NotPaired);
        // The other phone hears nothing of it, and its code opens nothing here.
        let shown = homes[1].partner().bundle().unwrap();
        assert_eq!(a.receive(&shown.bytes).unwrap_err(), MendError::NotPaired);
    }
}

#[test]
fn a_letter_is_read_left_for_later_or_left_unread_and_nobody_hears_which() {
    let homes = homes(1);
    homes[0].say(id(1), &letter(&"a long line ".repeat(20)));
    exchange(&homes);
    let (a, b) = (homes[0].partner(), homes[1].partner());
    let unread = |declined| ItemBody::LetterUnread { bytes: 300, declined };
    assert_eq!(b.item(item(1)).unwrap().body, unread(false));
    assert!(b.inbox(10, None).unwrap().items[0].waiting);
    let before = b.bundle().unwrap().bytes.len();
    b.later(item(1)).unwrap();
    assert!(b.item(item(1)).unwrap().row.waiting);
    b.decline(item(1), None).unwrap();
    assert_eq!(b.item(item(1)).unwrap().body, unread(true));
    assert!(!b.item(item(1)).unwrap().row.waiting);
    b.accept(item(1), None).unwrap();
    assert!(matches!(b.item(item(1)).unwrap().body, ItemBody::Letter { text, .. } if text.len() == 240));
    assert!(b.outbox().unwrap().is_empty());
    let after = b.bundle().unwrap();
    assert_eq!((after.bytes.len(), after.changes), (before, 0));
    assert_eq!(a.receive(&after.bytes).unwrap().changed, vec![]);
    for problem in [a.accept(item(1), None), a.later(item(1)), a.decline(item(1), None)] {
        assert_eq!(problem, Err(bad("shared_item", FieldProblem::Malformed)), "one's own letter");
    }
}

fn promise_versions(home: &Home, n: u8) -> Vec<OfferedVersionView> {
    match home.partner().item(item(n)).unwrap().body {
        ItemBody::Promise { versions, .. } => versions,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_version_of_a_promise_is_accepted_asked_about_or_declined_by_the_other_alone() {
    let homes = homes(1);
    let b = homes[1].partner();
    homes[0].say(id(1), &Payload::PromiseOffer(promise()));
    exchange(&homes);
    let first = promise_versions(&homes[1], 1)[0].hash;
    b.accept(item(1), None).unwrap();
    b.accept(item(1), Some(first)).unwrap();
    b.ask_for_change(item(1), None, "  on Sundays too  ").unwrap();
    assert_eq!(b.outbox().unwrap().len(), 1, "the last thing said is what goes");
    exchange(&homes);
    let answer = promise_versions(&homes[0], 1)[0].answer.clone().unwrap();
    assert_eq!((answer.said, answer.words.as_str()), (SaidToPromise::AskForChange, "on Sundays too"));
    homes[0].say(id(1), &Payload::PromiseOffer(PromiseOffer { version: 2, what: "another".into(), ..promise() }));
    exchange(&homes);
    assert!(promise_versions(&homes[1], 1)[1].answer.is_none(), "a yes is to a version");
    b.decline(item(1), None).unwrap();
    exchange(&homes);
    assert_eq!(promise_versions(&homes[0], 1)[1].answer.as_ref().unwrap().said, SaidToPromise::Decline);
    let unknown = Some(VersionHash([9; 32]));
    assert_eq!(b.accept(item(1), unknown), Err(bad("version", FieldProblem::Unknown)));
    assert_eq!(b.ask_for_change(item(1), None, "  "), Err(bad("ask", FieldProblem::Empty)));
    let owner = homes[0].partner();
    assert_eq!(owner.accept(item(1), None), Err(bad("shared_item", FieldProblem::Malformed)), "one's own promise");
}

fn agreement_versions(home: &Home, id: ObjectId) -> Vec<SharedVersionView> {
    match home.partner().item(ItemId(id.0)).unwrap().body {
        ItemBody::Agreement { versions, .. } => versions,
        other => panic!("{other:?}"),
    }
}

fn states(home: &Home, id: ObjectId) -> Vec<AgreementState> {
    agreement_versions(home, id).iter().map(|version| version.state).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn an_agreement_is_in_force_once_both_said_yes_to_the_same_hash_and_until_one_takes_it_back() {
    use AgreementState::{InForce, Offered, Replaced, Withdrawn};
    let homes = homes(1);
    let (a, b) = (homes[0].partner(), homes[1].partner());
    let about = ObjectId::make_agreement(&SeededRng::new(3), Role::Offer);
    let id = ItemId(about.0);
    let version = AgreementVersion { review_day: Day(day("2026-12-10")), holds_until: None, ..agreement() };
    let kind = crate::agreement::AgreementKind::Habit;
    let version = AgreementVersion { kind, owner: crate::agreement::Owner::Me, ..version };
    homes[0].say(about, &Payload::AgreementVersion(version.clone()));
    exchange(&homes);
    assert_eq!((states(&homes[0], about), states(&homes[1], about)), (vec![Offered], vec![Offered]));
    assert_eq!(agreement_versions(&homes[1], about)[0].owner, crate::agreement::Owner::Partner);
    b.accept(id, None).unwrap();
    assert_eq!(states(&homes[1], about), [Offered], "one yes is not two");
    a.accept(id, None).unwrap();
    exchange(&homes);
    assert_eq!((states(&homes[0], about), states(&homes[1], about)), (vec![InForce], vec![InForce]));
    // The other proposes another version; the first goes on until both said yes to it.
    let request = AgreementRequest {
        topic: Topic::Own { words: "Evenings".into() },
        words: "We put the phones away at nine.".into(),
        kind,
        owner: crate::agreement::Owner::Me,
        review_day: Some(day("2026-12-20")),
        holds_until: None,
    };
    b.propose(id, request.clone()).unwrap();
    assert_eq!(b.propose(id, request), Err(bad("agreement_versions", FieldProblem::Twice)));
    exchange(&homes);
    assert_eq!(states(&homes[0], about), [InForce, Offered]);
    assert_eq!(agreement_versions(&homes[0], about)[1].owner, crate::agreement::Owner::Partner);
    a.accept(id, None).unwrap();
    exchange(&homes);
    for home in &homes {
        assert_eq!(states(home, about), [Replaced, InForce]);
    }
    a.withdraw(id).unwrap();
    exchange(&homes);
    for home in &homes {
        assert_eq!(states(home, about), [Withdrawn, Withdrawn]);
    }
    assert_eq!(a.withdraw(id), Err(bad("acceptance", FieldProblem::Empty)));
    assert_eq!(a.accept(id, None), Err(bad("version", FieldProblem::Twice)));
    assert_eq!(a.unshare(id), Err(bad("shared_item", FieldProblem::Unknown)), "an agreement is withdrawn from");
}

#[test]
fn what_was_shared_is_a_list_with_what_arrived_and_each_can_be_taken_back() {
    let homes = homes(1);
    let a = homes[0].partner();
    let cards = [Payload::EntryCard(entry()), Payload::CheckinCard(checkin()), Payload::ScheduleProposal(schedule())];
    for (n, card) in (1..).zip(&cards) {
        homes[0].say(id(n), card);
    }
    assert_eq!(a.outbox().unwrap().len(), 3);
    assert!(a.shared(10, None).unwrap().items.is_empty(), "nothing went out yet");
    let shown = a.bundle().unwrap();
    assert!(a.outbox().unwrap().is_empty());
    let arrived = || a.shared(10, None).unwrap().items.iter().map(|row| row.arrived).collect::<Vec<_>>();
    assert_eq!(arrived(), [Some(false); 3]);
    homes[1].partner().receive(&shown.bytes).unwrap();
    a.receive(&homes[1].partner().bundle().unwrap().bytes).unwrap();
    assert_eq!(arrived(), [Some(true); 3]);
    for n in 1..4 {
        let there = homes[1].partner().item(item(n)).unwrap();
        assert_eq!(there.body, a.item(item(n)).unwrap().body, "as it arrived there");
        assert_eq!((there.row.from, there.row.arrived), (Side::Partner, None));
    }
    a.unshare(item(1)).unwrap();
    assert_eq!(a.item(item(1)), Err(MendError::NotFound));
    assert_eq!(arrived().len(), 2);
    assert_eq!(homes[1].partner().unshare(item(2)), Err(bad("shared_item", FieldProblem::Unknown)), "not theirs");
    exchange(&homes);
    assert_eq!(homes[1].partner().item(item(1)), Err(MendError::NotFound));
    assert_eq!(homes[1].partner().inbox(10, None).unwrap().items.len(), 2);
}

#[test]
fn lists_come_in_pages() {
    let homes = homes(1);
    for n in 1..8 {
        homes[0].say(id(n), &letter(&format!("letter {n}")));
    }
    exchange(&homes);
    let (mut after, mut ids) = (None, Vec::new());
    loop {
        let page = homes[1].partner().inbox(3, after.as_deref()).unwrap();
        ids.extend(page.items.iter().map(|row| row.id.0[0]));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(ids, [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(homes[1].partner().inbox(0, None), Err(bad("limit", FieldProblem::OutOfRange { least: 1, most: 500 })));
}

#[test]
fn a_session_that_opened_nothing_else_can_share_codes_and_read_what_came() {
    let homes = homes(1);
    homes[0].say(id(1), &Payload::EntryCard(entry()));
    let shown = homes[0].partner().bundle().unwrap();
    homes[1].session.lock();
    let session = homes[1].mend.unlock(&together_passphrase(), UnlockOptions::default()).unwrap();
    assert_eq!(session.opened(), Opened::TogetherOnly);
    let partner = session.partner().unwrap();
    assert_eq!(partner.receive(&shown.bytes).unwrap().new.len(), 1);
    assert!(matches!(partner.item(item(1)).unwrap().body, ItemBody::Entry { .. }));
    assert!(partner.pair().unwrap().unwrap().complete);
    partner.unpair(true, &together_passphrase()).unwrap();
}
