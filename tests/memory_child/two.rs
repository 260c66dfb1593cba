//! Two phones in one process: they pair, share, read, answer, take back, and begin another pairing.

use std::path::Path;

use mend_core::agreement::{AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::journal::{EntryKind, WriteRequest};
use mend_core::promise::PromiseRequest;
use mend_core::reminder::Cadence;
use mend_core::sharing::ShareRequest;
use mend_core::{ItemId, KdfParams, Mend, MendOptions, Passphrase, Session, SetUpRequest};

type Failure = Box<dyn std::error::Error>;

/// Both open, with canaries in everything that the two said.
pub fn share(folder: &Path, beginning: &str) -> Result<[Session; 2], Failure> {
    let canary = |n: usize| format!("{beginning}{n:04}");
    let passphrase = || Passphrase::new(&canary(9500));
    let phone = |name: &str| -> Result<Session, Failure> {
        let options = MendOptions { kdf: KdfParams::LEAST, ..MendOptions::default() };
        let request = SetUpRequest { private: Some(passphrase()?), together: None };
        Ok(Mend::with(folder.join(name), options).set_up(request)?)
    };
    let phones = [phone("two")?, phone("three")?];
    let [a, b] = [phones[0].partner()?, phones[1].partner()?];
    let offer = a.offer(&passphrase()?)?;
    let (answer, _) = b.answer(&offer.code, &passphrase()?)?;
    a.take_answer(&answer)?;
    a.confirm(false)?;
    b.confirm(false)?;

    let mut items = Vec::new();
    for n in 0..40 {
        let kind = if n % 4 == 0 { EntryKind::Letter } else { EntryKind::Entry };
        let text = format!("Told to the other: {} {}", canary(5000 + n), "word ".repeat(n * 7));
        let request = WriteRequest { kind, title: Some(canary(5100 + n)), text, ..WriteRequest::default() };
        let id = phones[0].journal()?.write(request)?;
        items.push(over(&phones[0], &ShareRequest::Entry { id })?);
    }
    let promise = phones[0].promises()?.add(PromiseRequest {
        what: format!("Promised {}", canary(5200)),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(phones[0].promises()?.usual_last_day(None)?),
        tell: canary(5201),
    })?;
    let promise = over(&phones[0], &ShareRequest::Promise { id: promise })?;
    let agreement = phones[0].agreements()?.add(AgreementRequest {
        topic: Topic::Own { words: canary(5202) },
        words: format!("Agreed {}", canary(5203)),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some(phones[0].agreements()?.usual_review_day(None)?),
        holds_until: None,
    })?;
    let agreement = over(&phones[0], &ShareRequest::Agreement { id: agreement })?;
    b.receive(&a.bundle()?.bytes)?;
    for item in items.iter().step_by(4) {
        b.accept(*item, None)?;
    }
    b.ask_for_change(promise, None, &format!("Asked {}", canary(5204)))?;
    b.accept(agreement, None)?;
    a.receive(&b.bundle()?.bytes)?;
    a.unshare(items[1])?;
    b.receive(&a.bundle()?.bytes)?;
    for item in items.iter().filter(|item| **item != items[1]).chain([&promise, &agreement]) {
        a.item(*item)?;
        b.item(*item)?;
    }
    b.inbox(500, None)?;
    a.shared(500, None)?;
    // Another pairing is under way when the lock comes.
    b.offer(&passphrase()?)?;
    Ok(phones)
}

fn over(from: &Session, request: &ShareRequest) -> Result<ItemId, Failure> {
    let sharing = from.sharing()?;
    let preview = sharing.preview(request)?;
    Ok(sharing.share(request, &preview.digest, true)?)
}
