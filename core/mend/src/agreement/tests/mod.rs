//! Agreements over a real vault file.

mod bounds;
mod content;
mod hash;
mod lists;
mod model;
mod state;
mod versions;

use super::*;
use crate::error::{FieldProblem, MendError};
use crate::journal::tests::{Room, bad};

/// The day of a new [`Room`]: a Tuesday.
const TODAY: &str = "2026-03-10";

pub(super) fn agreements(room: &Room) -> Agreements {
    Agreements::new(room.db.clone(), Arc::new(Text::new("en")))
}

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A habit of both, without an end, to be looked at in four weeks.
pub(super) fn request(words: &str) -> AgreementRequest {
    AgreementRequest {
        topic: Topic::listed("time"),
        words: words.to_owned(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some(day("2026-04-07")),
        holds_until: None,
    }
}

/// Openness of one's own until the end of May.
pub(super) fn openness(words: &str) -> AgreementRequest {
    AgreementRequest {
        kind: AgreementKind::Transparency,
        owner: Owner::Me,
        holds_until: Some(day("2026-05-31")),
        ..request(words)
    }
}

/// The clock at noon of a day.
pub(super) fn noon(room: &Room, iso: &str) {
    room.clock.set(&format!("{iso}T12:00:00+01:00"));
}

pub(super) fn state(agreements: &Agreements, id: AgreementId) -> AgreementState {
    agreements.show(id).unwrap().row.state
}

/// The hash of the latest version.
pub(super) fn latest(agreements: &Agreements, id: AgreementId) -> VersionHash {
    agreements.show(id).unwrap().versions.last().unwrap().hash
}

/// An agreement with one's own yes.
pub(super) fn written_down(agreements: &Agreements, request: AgreementRequest) -> AgreementId {
    let id = agreements.add(request).unwrap();
    agreements.accept(id, latest(agreements, id)).unwrap();
    id
}

#[test]
fn agreement_written_alone_is_a_draft_then_as_it_was_written_down_and_no_more() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = agreements.add(request("  On Sunday evening\r\nwe talk. ")).unwrap();
    let view = agreements.show(id).unwrap();
    assert_eq!((view.row.state, view.row.words.as_str()), (AgreementState::Draft, "On Sunday evening\nwe talk."));
    assert_eq!((view.row.version, view.row.latest), (1, 1));
    agreements.accept(id, view.versions[0].hash).unwrap();
    let view = agreements.show(id).unwrap();
    assert_eq!((view.row.state, view.row.state_words.as_str()), (AgreementState::WrittenDown, "as I wrote it down"));
    assert_eq!(view.caveat, "No agreement covers sex. A no today outranks anything written.");
    assert_eq!(agreements.list(10, None).unwrap().agreements, [view.row]);
    let id = written_down(&agreements, openness("I show you my plans"));
    assert_eq!(state(&agreements, id), AgreementState::WrittenDown);
}
