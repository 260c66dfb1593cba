//! Two phones over real folders: what one previews is what the other gets, and nothing else of it.

mod asking;
mod kinds;
mod walls;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::*;
use crate::journal::{EntryKind, WriteRequest};
use crate::partner::{ItemBody, ItemView};
use crate::reminder::{Cadence, ScheduleRequest, Zone};
use crate::testing::options;
use crate::{FixedClock, Mend, MendOptions, Passphrase, Session, SetUpRequest};

/// A Tuesday evening.
const NOW: &str = "2026-03-10T21:15:00+01:00";

pub(super) struct Phone {
    pub session: Session,
    _folder: TempDir,
}

impl Phone {
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock(NOW.parse().unwrap()));
        let mend = Mend::with(folder.path(), MendOptions { clock, ..options(seed) });
        let session = mend.set_up(SetUpRequest { private: Some(passphrase()), together: None }).unwrap();
        Self { session, _folder: folder }
    }

    pub fn sharing(&self) -> Sharing {
        self.session.sharing().unwrap()
    }

    /// Shares what a preview shows, and is sure.
    pub fn share(&self, request: &ShareRequest) -> (PreviewView, ItemId) {
        let preview = self.sharing().preview(request).unwrap();
        let item = self.sharing().share(request, &preview.digest, true).unwrap();
        (preview, item)
    }

    pub fn write(&self, kind: EntryKind, text: &str, tags: &[&str]) -> crate::EntryId {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let request = WriteRequest { kind, text: text.to_owned(), tags, ..WriteRequest::default() };
        self.session.journal().unwrap().write(request).unwrap()
    }

    pub fn outbox(&self) -> usize {
        self.session.partner().unwrap().outbox().unwrap().len()
    }

    /// All that would go with the next bundle, as it is handed over.
    pub fn waiting(&self) -> Vec<u8> {
        let waiting = |conn: &Connection| -> Result<Vec<u8>> {
            let mut statement = conn.prepare("SELECT object, payload FROM outbox ORDER BY id")?;
            let rows = statement.query_map([], |row| Ok([row.get::<_, Vec<u8>>(0)?, row.get(1)?].concat()))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?.concat())
        };
        self.session.together_db().read(waiting).unwrap()
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new("only mine").unwrap()
}

/// Two phones that are a pair.
pub(super) struct Two {
    pub a: Phone,
    pub b: Phone,
}

impl Two {
    pub fn new() -> Self {
        let two = Self { a: Phone::new(1), b: Phone::new(2) };
        pair(&two.a, &two.b);
        two
    }

    /// Each shows its code once.
    pub fn swap(&self) {
        hand_over(&self.a, &self.b);
        hand_over(&self.b, &self.a);
    }

    /// What the other phone shows of something shared, once it came.
    pub fn arrived(&self, item: ItemId) -> ItemView {
        self.swap();
        self.b.session.partner().unwrap().item(item).unwrap()
    }
}

pub(super) fn pair(a: &Phone, b: &Phone) {
    let (here, there) = (a.session.partner().unwrap(), b.session.partner().unwrap());
    let offer = here.offer(&passphrase()).unwrap();
    let (answer, _) = there.answer(&offer.code, &passphrase()).unwrap();
    here.take_answer(&answer).unwrap();
    there.confirm(true).unwrap();
    here.confirm(true).unwrap();
}

fn hand_over(from: &Phone, to: &Phone) {
    let bundle = from.session.partner().unwrap().bundle().unwrap();
    to.session.partner().unwrap().receive(&bundle.bytes).unwrap();
}

pub(super) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(super) fn weekly_at_eight(subject: Subject) -> ScheduleRequest {
    ScheduleRequest {
        subject,
        cadence: Cadence::Daily { n: 7 },
        times: vec![chrono::NaiveTime::from_hms_opt(20, 0, 0).unwrap()],
        zone: Zone::Fixed("Europe/Berlin".to_owned()),
        anchor: Some(day("2026-03-11")),
        grace_minutes: 60,
        until: Some(day("2026-06-11")),
        notice: Some("Tea with A.".to_owned()),
    }
}

pub(super) fn refused<T: std::fmt::Debug>(outcome: Result<T>, field: &'static str, problem: FieldProblem) {
    assert_eq!(outcome.unwrap_err(), MendError::BadField { field, problem });
}
