//! The second day: set back, restored, thought over, written anew. Each of these went wrong once.

use super::payloads::{entry, promise};
use super::phones::{Phone, exchange, id, two_phones};
use super::sessions::{self, homes};
use super::*;
use crate::agreement::{AgreementKind, AgreementRequest, Owner, Topic};
use crate::error::FieldProblem;
use crate::partner::rows;
use crate::{ItemId, MendError};

fn card(version: u32, text: &str) -> Payload {
    Payload::EntryCard(EntryCard { version, text: text.to_owned(), ..entry() })
}

fn item(n: u8) -> ItemId {
    ItemId(id(n).0)
}

fn texts(phone: &Phone) -> usize {
    phone.everything().len()
}

/// Someone restores onto a new phone, uses the old one for one more evening, and puts it away.
#[test]
fn two_copies_of_a_phone_in_use_at_once_do_not_make_bundles_grow_for_ever() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "early"));
    exchange(&mut phones);
    phones[0].back_up();
    let mut copy = Phone::copy_of(&phones[0], 50);
    for turn in 0..3 {
        for phone in [&mut phones[0], &mut copy] {
            phone.say(id(10 + turn), &card(1, &"words ".repeat(300)));
        }
        for who in 0..2 {
            let [one, other] = &mut phones;
            let phone = if who == 0 { one } else { &mut copy };
            for _ in 0..2 {
                let sealed = phone.show();
                other.scan(&sealed).unwrap();
                let sealed = other.show();
                phone.scan(&sealed).unwrap();
            }
        }
    }
    // The copy alone goes on.
    for _ in 0..2 {
        let sealed = copy.show();
        phones[1].scan(&sealed).unwrap();
        let sealed = phones[1].show();
        copy.scan(&sealed).unwrap();
    }
    let nothing_new = phones[1].show();
    assert!(nothing_new.len() <= 256, "{} bytes", nothing_new.len());
    assert_eq!(texts(&copy), texts(&phones[1]));
}

#[test]
fn what_a_restored_backup_wanted_to_say_waits_for_its_user_and_withdrawals_alone_go_by_themselves() {
    let mut homes = homes(1);
    homes[0].say(id(1), &card(1, "told before"));
    sessions::exchange(&homes);
    homes[0].say(id(2), &card(1, "still waiting"));
    homes[0].partner().unshare(item(1)).unwrap();
    let backup = homes[0].backup();
    homes[0].restore(&backup);
    let a = homes[0].partner();
    let held: Vec<_> = a.outbox().unwrap().iter().map(|row| (row.id, row.held)).collect();
    assert!(held.contains(&(item(2), true)), "{held:?}");
    sessions::exchange(&homes);
    assert_eq!(homes[1].partner().inbox(9, None).unwrap().items, [], "the withdrawal went, and nothing else");
    assert!(a.item(item(2)).unwrap().row.held);
    a.release(item(2)).unwrap();
    assert_eq!(
        a.release(item(2)),
        Err(MendError::BadField { field: "shared_item", problem: FieldProblem::Unknown }),
        "nothing of it is held any more"
    );
    sessions::exchange(&homes);
    assert_eq!(homes[1].partner().inbox(9, None).unwrap().items.len(), 1);
}

#[test]
fn what_waited_in_a_backup_and_was_told_since_can_be_taken_back_after_the_restore() {
    let mut homes = homes(1);
    homes[0].say(id(1), &card(1, "regretted"));
    let backup = homes[0].backup();
    sessions::exchange(&homes);
    homes[0].restore(&backup);
    homes[0].partner().unshare(item(1)).unwrap();
    sessions::exchange(&homes);
    // It came back from the other phone: they have it, and that is what is shown.
    assert_eq!(homes[0].partner().shared(9, None).unwrap().items.len(), 1);
    homes[0].partner().unshare(item(1)).unwrap();
    sessions::exchange(&homes);
    assert_eq!(homes[1].partner().inbox(9, None).unwrap().items, []);
}

#[test]
fn a_yes_that_waited_in_a_backup_does_not_come_after_a_later_no() {
    let mut homes = homes(1);
    homes[0].say(id(1), &Payload::PromiseOffer(promise()));
    sessions::exchange(&homes);
    homes[1].partner().accept(item(1), None).unwrap();
    let backup = homes[1].backup();
    sessions::exchange(&homes);
    homes[1].partner().decline(item(1), None).unwrap();
    sessions::exchange(&homes);
    homes[1].restore(&backup);
    homes[0].say(id(2), &card(1, "anything"));
    sessions::exchange(&homes);
    for home in &homes {
        let ItemBody::Promise { versions, .. } = home.partner().item(item(1)).unwrap().body else { panic!() };
        assert_eq!(versions[0].answer.as_ref().map(|answer| answer.said), Some(SaidToPromise::Decline));
    }
}

fn request(kind: AgreementKind, owner: Owner) -> AgreementRequest {
    AgreementRequest {
        topic: Topic::Own { words: "Evenings".into() },
        words: "We put the phones away at nine.".into(),
        kind,
        owner,
        review_day: "2026-12-20".parse().ok(),
        holds_until: (kind == AgreementKind::Transparency).then(|| "2027-01-20".parse().unwrap()),
    }
}

fn agreed(homes: &[sessions::Home; 2], n: u64) -> ItemId {
    let about = ObjectId::make_agreement(&SeededRng::new(n), Role::Offer);
    let version = AgreementVersion {
        topic: Topic::Own { words: "Evenings".into() },
        words: "We eat at seven.".into(),
        kind: AgreementKind::Habit,
        owner: Owner::Me,
        review_day: Day("2026-12-10".parse().unwrap()),
        holds_until: None,
        made_at: moment(),
    };
    homes[0].say(about, &Payload::AgreementVersion(version));
    sessions::exchange(homes);
    ItemId(about.0)
}

#[test]
fn a_yes_taken_back_before_anyone_heard_it_is_not_said() {
    let homes = homes(1);
    let id = agreed(&homes, 3);
    let b = homes[1].partner();
    b.accept(id, None).unwrap();
    b.withdraw(id).unwrap();
    assert_eq!(b.outbox().unwrap(), []);
    assert_eq!(b.bundle().unwrap().changes, 0);
    b.accept(id, None).unwrap();
    sessions::exchange(&homes);
    let ItemBody::Agreement { versions, .. } = homes[0].partner().item(id).unwrap().body else { panic!() };
    assert!(versions[0].partner_yes);
}

#[test]
fn words_that_wait_can_be_taken_back_also_about_what_the_partner_shared() {
    let homes = homes(1);
    homes[0].say(id(1), &Payload::PromiseOffer(promise()));
    let agreement = agreed(&homes, 4);
    let b = homes[1].partner();
    b.ask_for_change(item(1), None, "words in anger").unwrap();
    b.propose(agreement, request(AgreementKind::Habit, Owner::Both)).unwrap();
    b.unshare(item(1)).unwrap();
    b.unshare(agreement).unwrap();
    assert_eq!(b.outbox().unwrap(), []);
    assert_eq!(b.bundle().unwrap().changes, 0);
}

#[test]
fn openness_is_offered_by_the_one_who_gives_it_and_ends_within_ninety_days() {
    let homes = homes(1);
    let id = agreed(&homes, 5);
    let refused = homes[1].partner().propose(id, request(AgreementKind::Transparency, Owner::Me));
    assert_eq!(refused, Err(MendError::BadField { field: "owner", problem: FieldProblem::Malformed }));
    // A changed app writes it for the other.
    let forged = AgreementVersion {
        topic: Topic::Own { words: "Phones".into() },
        words: "You show me your phone.".into(),
        kind: AgreementKind::Transparency,
        owner: Owner::Me,
        review_day: Day("2026-12-10".parse().unwrap()),
        holds_until: Some(Day("2027-01-10".parse().unwrap())),
        made_at: moment(),
    };
    homes[1].say(ObjectId(id.0), &Payload::AgreementVersion(forged.clone()));
    sessions::exchange(&homes);
    let ItemBody::Agreement { versions, .. } = homes[0].partner().item(id).unwrap().body else { panic!() };
    assert_eq!(versions.len(), 1, "it is not there");
    let far = AgreementVersion { holds_until: Some(Day("2027-12-10".parse().unwrap())), ..forged };
    assert_eq!(Payload::AgreementVersion(far).encode(), Err(BundleError::Malformed));
}

#[test]
fn nobody_hears_that_something_was_taken_back_which_never_came() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &card(1, "nobody scanned this"));
    phones[0].show();
    phones[0].take_back(id(1));
    let sealed = phones[0].show();
    let taken = phones[1].scan(&sealed).unwrap();
    assert!(taken.withdrawn.is_empty() && taken.objects.is_empty());
}

#[test]
fn an_answer_that_crossed_a_withdrawal_is_no_news() {
    let homes = homes(1);
    homes[0].say(id(1), &Payload::PromiseOffer(promise()));
    sessions::exchange(&homes);
    homes[1].partner().accept(item(1), None).unwrap();
    homes[0].partner().unshare(item(1)).unwrap();
    let received = homes[0].partner().receive(&homes[1].partner().bundle().unwrap().bytes).unwrap();
    assert_eq!((received.new, received.changed), (vec![], vec![]));
}

#[test]
fn a_letter_that_is_written_anew_waits_anew() {
    let homes = homes(1);
    homes[0].say(id(1), &letter("kind words"));
    sessions::exchange(&homes);
    let b = homes[1].partner();
    b.accept(item(1), None).unwrap();
    let anew = Letter { version: 2, title: Some("other words".into()), text: "other".into(), written_at: moment() };
    homes[0].say(id(1), &Payload::Letter(anew));
    let received = b.receive(&homes[0].partner().bundle().unwrap().bytes).unwrap();
    assert!(received.changed[0].waiting && !received.changed[0].title.contains("other words"));
    assert!(matches!(b.item(item(1)).unwrap().body, ItemBody::LetterUnread { .. }));
    b.decline(item(1), None).unwrap();
    let third = Letter { version: 3, title: None, text: "and again".into(), written_at: moment() };
    homes[0].say(id(1), &Payload::Letter(third));
    b.receive(&homes[0].partner().bundle().unwrap().bytes).unwrap();
    assert!(!b.item(item(1)).unwrap().row.waiting, "what was left unread stays so");
}

#[test]
fn ids_of_an_earlier_pair_are_refused_so_that_what_was_kept_stays_reachable() {
    let (one, other) = paired(1);
    let mut mine = Phone::new(Some(&other), 1);
    let card = |pair: &Pair, text: &str| {
        let op = Op::make(pair, pair.own_feed(), 1, 5, id(1), card(1, text)).unwrap();
        let bundle = Bundle { feed: pair.own_feed(), counter: 1, prev: None, have: Vec::new(), ops: vec![op] };
        pair.seal(&bundle, &SeededRng::new(5)).unwrap()
    };
    mine.scan(&card(&one, "first words")).unwrap();
    let pair = rows::the_pair(&mine.conn).unwrap();
    rows::end_pair(&mine.conn, &pair, moment().get()).unwrap();
    let (anew, here) = paired(2);
    mine.pair_with(&here);
    let refused = mine.scan(&card(&anew, "other words")).unwrap_err();
    assert_eq!(refused, MendError::BadBundle { problem: BundleError::Contradicts });
    assert!(mine.holds("first words"));
}

#[test]
fn a_tombstone_hides_no_agreement() {
    let homes = homes(1);
    let id = agreed(&homes, 6);
    homes[0].say(ObjectId(id.0), &Payload::Tombstone(Tombstone {}));
    sessions::exchange(&homes);
    assert_eq!(homes[1].partner().inbox(9, None).unwrap().items.len(), 1);
    assert_eq!(homes[0].partner().shared(9, None).unwrap().items.len(), 1);
}

/// Something of a kind that only a newer version knows.
#[test]
fn a_tombstone_takes_the_words_of_kinds_that_are_not_known_yet() {
    let mut phones = two_phones(1);
    phones[0].say(id(1), &Payload::Unknown { kind: 40, bytes: b"words of a later version".to_vec() });
    exchange(&mut phones);
    assert!(phones[1].holds("words of a later version"));
    phones[0].take_back(id(1));
    exchange(&mut phones);
    assert!(!phones.iter().any(|phone| phone.holds("words of a later version")));
}

/// The log of what is shared is lost, and someone opens without the last changes, as the error says.
#[test]
fn whoever_opens_without_the_last_changes_gets_back_what_they_had_heard() {
    let mut homes = homes(1);
    homes[0].say(id(9), &card(1, "kept"));
    sessions::exchange(&homes);
    // What is removed leaves the log empty: up to here all lies in the file.
    homes[0].say(id(8), &card(1, "thought over"));
    homes[0].partner().unshare(item(8)).unwrap();
    homes[1].say(id(1), &card(1, "heard, and lost with the log"));
    sessions::exchange(&homes);
    assert_eq!(homes[0].partner().inbox(9, None).unwrap().items.len(), 1);
    homes[0].session.lock();
    let folder = homes[0].mend.folder().to_owned();
    std::fs::remove_file(folder.join("together.mend-wal")).unwrap();
    let mine = sessions::passphrase();
    let refused = homes[0].mend.unlock(&mine, crate::UnlockOptions::default()).err();
    assert_eq!(refused, Some(MendError::LastChangesDamaged));
    let without = crate::UnlockOptions { without_last_changes: true, ..crate::UnlockOptions::default() };
    homes[0].session = homes[0].mend.unlock(&mine, without).unwrap();
    assert_eq!(homes[0].partner().inbox(9, None).unwrap().items, []);
    assert!(!folder.join("restored.new").exists());
    homes[0].say(id(2), &card(1, "said after it"));
    sessions::exchange(&homes);
    assert_eq!(homes[0].partner().inbox(9, None).unwrap().items.len(), 1);
    assert_eq!(homes[1].partner().inbox(9, None).unwrap().items.len(), 2);
}
