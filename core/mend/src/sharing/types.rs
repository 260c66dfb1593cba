//! What can be shared, and how it is shown before.

use serde::Serialize;

use crate::partner::{ItemBody, ItemKind};
use crate::{AgreementId, CheckinId, EntryId, PromiseId, ReviewId, ScheduleId};

/// One thing to share. What goes over is a copy of how it is now; a later change goes only when it is shared again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareRequest {
    /// An entry without its tags. One of kind letter goes as a letter: the other sees its size first.
    Entry { id: EntryId },
    /// Some answers of a check-in, by their items, each once.
    Checkin { id: CheckinId, items: Vec<String> },
    /// The latest version of a promise, without its log.
    Promise { id: PromiseId },
    /// A review of a promise that is shared.
    Review { id: ReviewId },
    /// The latest version of an agreement, with one's own yes where it has it.
    Agreement { id: AgreementId },
    /// A schedule, without what its alarms say: for the other to take over, or not.
    Schedule { id: ScheduleId },
}

/// What sharing would hand over, as it will be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewView {
    /// Of what would be handed over, to the byte, and to whom: 64 hexadecimal digits. [`super::Sharing::share`] asks
    /// for it.
    pub digest: String,
    pub kind: ItemKind,
    /// Of what is handed over.
    pub bytes: u32,
    /// Ask a second time: a letter, what may be a decision, or what its writer marked as about safety.
    pub asks_twice: bool,
    /// An earlier state of it is shared already; this takes its place, or stands beside it as another version.
    pub again: bool,
    /// What the other phone shows of it, in the language of this one.
    pub view: ItemBody,
}
