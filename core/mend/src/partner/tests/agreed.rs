//! An agreement of one's own that is shared: what its writer sees of the other's yes, and what the other hears.

use super::sessions::{Home, exchange, homes, passphrase};
use super::*;
use crate::agreement::{AgreementChange, AgreementKind, AgreementRequest, AgreementState, Owner, Topic};
use crate::sharing::ShareRequest;
use crate::{AgreementId, ItemId};

fn written(home: &Home) -> AgreementId {
    let request = AgreementRequest {
        topic: Topic::Own { words: "Evenings".into() },
        words: "We eat together at seven.".into(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some("2026-12-20".parse().unwrap()),
        holds_until: None,
    };
    home.session.agreements().unwrap().add(request).unwrap()
}

fn share(home: &Home, id: AgreementId) -> ItemId {
    let (sharing, request) = (home.session.sharing().unwrap(), ShareRequest::Agreement { id });
    let preview = sharing.preview(&request).unwrap();
    sharing.share(&request, &preview.digest, true).unwrap()
}

fn states(home: &Home, id: AgreementId) -> Vec<AgreementState> {
    let shown = home.session.agreements().unwrap().show(id).unwrap();
    shown.versions.iter().map(|version| version.state).collect()
}

fn latest(home: &Home, id: AgreementId) -> crate::agreement::VersionHash {
    home.session.agreements().unwrap().show(id).unwrap().versions.last().unwrap().hash
}

#[test]
fn its_writer_sees_the_others_yes_and_a_yes_and_a_no_said_at_home_are_heard_there() {
    use AgreementState::{Draft, InForce, Offered, Replaced, Withdrawn};
    let homes = homes(1);
    let id = written(&homes[0]);
    let own = homes[0].session.agreements().unwrap();
    assert_eq!(states(&homes[0], id), [Draft]);
    let item = share(&homes[0], id);
    assert_eq!(states(&homes[0], id), [Offered]);
    own.accept(id, latest(&homes[0], id)).unwrap();
    exchange(&homes);
    homes[1].partner().accept(item, None).unwrap();
    exchange(&homes);
    assert_eq!(states(&homes[0], id), [InForce]);
    assert_eq!(own.list(10, None).unwrap().agreements[0].state, InForce);
    // A change is its writer's alone until it is shared too.
    let change = AgreementChange { words: Some("We eat together at eight.".into()), ..AgreementChange::default() };
    own.change(id, change).unwrap();
    assert_eq!(states(&homes[0], id), [InForce, Draft]);
    own.accept(id, latest(&homes[0], id)).unwrap();
    assert!(homes[0].partner().outbox().unwrap().is_empty(), "a yes to what nobody else knows is not said");
    assert_eq!(share(&homes[0], id), item);
    exchange(&homes);
    homes[1].partner().accept(item, None).unwrap();
    exchange(&homes);
    assert_eq!(states(&homes[0], id), [Replaced, InForce]);
    own.withdraw(id).unwrap();
    exchange(&homes);
    assert_eq!(states(&homes[0], id), [Withdrawn, Withdrawn]);
    let ItemBody::Agreement { versions, .. } = homes[1].partner().item(item).unwrap().body else { panic!() };
    assert!(versions.iter().all(|version| version.state == Withdrawn));
}

#[test]
fn after_parting_an_agreement_is_as_its_writer_wrote_it_down() {
    let homes = homes(2);
    let id = written(&homes[0]);
    homes[0].session.agreements().unwrap().accept(id, latest(&homes[0], id)).unwrap();
    let item = share(&homes[0], id);
    exchange(&homes);
    homes[1].partner().accept(item, None).unwrap();
    exchange(&homes);
    assert_eq!(states(&homes[0], id), [AgreementState::InForce]);
    homes[0].partner().unpair(true, &passphrase()).unwrap();
    assert_eq!(states(&homes[0], id), [AgreementState::WrittenDown]);
    let kept = homes[0].partner().item(item).unwrap();
    let ItemBody::Agreement { versions, .. } = kept.body else { panic!() };
    assert_eq!(
        (kept.row.former, versions[0].state, versions[0].partner_yes),
        (true, AgreementState::WrittenDown, true)
    );
    assert_eq!(homes[0].partner().accept(item, None), Err(crate::MendError::NotPaired));
}

#[test]
fn what_the_other_changed_and_both_agreed_on_takes_the_place_of_what_its_writer_has() {
    let homes = homes(3);
    let id = written(&homes[0]);
    homes[0].session.agreements().unwrap().accept(id, latest(&homes[0], id)).unwrap();
    let item = share(&homes[0], id);
    exchange(&homes);
    homes[1].partner().accept(item, None).unwrap();
    let request = AgreementRequest {
        topic: Topic::Own { words: "Evenings".into() },
        words: "We eat together at half past six.".into(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some("2026-12-22".parse().unwrap()),
        holds_until: None,
    };
    homes[1].partner().propose(item, request).unwrap();
    exchange(&homes);
    assert_eq!(states(&homes[0], id), [AgreementState::InForce]);
    homes[0].partner().accept(item, None).unwrap();
    assert_eq!(states(&homes[0], id), [AgreementState::Replaced]);
}

/// Wherever the yes is said: at home before it is shared, at home after, or on the other phone.
#[test]
fn a_yes_does_not_tell_where_its_writer_lives() {
    let homes = homes(4);
    let id = written(&homes[0]);
    homes[0].session.agreements().unwrap().accept(id, latest(&homes[0], id)).unwrap();
    let before = share(&homes[0], id);
    let other = written(&homes[0]);
    let after = share(&homes[0], other);
    homes[0].session.agreements().unwrap().accept(other, latest(&homes[0], other)).unwrap();
    exchange(&homes);
    homes[1].partner().accept(before, None).unwrap();
    exchange(&homes);
    let mut yeses = 0;
    for item in [before, after] {
        let read =
            |conn: &rusqlite::Connection| Ok(objects::of(conn, current_pair(conn)?.unwrap().row, item.into())?.told);
        for told in homes[0].session.together_db().read(read).unwrap() {
            if let Payload::AgreementSaid(said) = told.payload {
                assert_eq!(said.said_at.get().offset().local_minus_utc(), 0);
                yeses += 1;
            }
        }
    }
    assert_eq!(yeses, 3);
}
