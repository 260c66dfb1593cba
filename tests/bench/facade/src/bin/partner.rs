//! Two phones: what it costs to make a bundle, and to take in all that was ever said.

use std::time::Instant;

use bench_facade::{Failure, expect, head, row};
use mend_core::journal::WriteRequest;
use mend_core::partner::Partner;
use mend_core::sharing::ShareRequest;
use mend_core::{EntryId, KdfParams, Mend, MendOptions, Passphrase, Session, SetUpRequest};
use mend_vault::WipingAllocator;

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

const OPS: usize = 10_000;
const TEXT: &str = "It was quiet after dinner, and I noticed that I was waiting for the phone to light up. It did not. \
                    I would like to say that out loud once, and not have it fixed.";

fn main() -> Result<(), Failure> {
    let passphrase = || Passphrase::new("kettle moss eleven quiet bridge").map_err(|e| e.to_string());
    let folder = tempfile::tempdir()?;
    let phone = |name: &str| -> Result<Session, Failure> {
        // The cost of a passphrase is measured elsewhere.
        let options = MendOptions { kdf: KdfParams::LEAST, ..MendOptions::default() };
        let request = SetUpRequest { private: Some(passphrase()?), together: None };
        Ok(Mend::with(folder.path().join(name), options).set_up(request)?)
    };
    let (one, other) = (phone("one")?, phone("other")?);
    let (a, b) = (one.partner()?, other.partner()?);
    let offer = a.offer(&passphrase()?)?;
    let (answer, _) = b.answer(&offer.code, &passphrase()?)?;
    a.take_answer(&answer)?;
    a.confirm(false)?;
    b.confirm(false)?;

    let entry = |text: String| WriteRequest { text, ..WriteRequest::default() };
    let entries: Vec<_> = (0..OPS).map(|n| entry(format!("{n} {TEXT}"))).collect();
    one.journal()?.import(entries, &mut |_| {})?;
    let ids = all(&one)?;
    let began = Instant::now();
    ids.iter().try_for_each(|id| share(&one, *id))?;
    println!("{OPS} entries shared one by one, each previewed and twice on the disk: {:.1} s\n", seconds(began));

    let (mut making, mut merging, mut acknowledging) = (0.0, 0.0, 0.0);
    let (mut bundles, mut bytes) = (0, 0);
    loop {
        let began = Instant::now();
        let made = a.bundle()?;
        making += seconds(began);
        let began = Instant::now();
        b.receive(&made.bytes)?;
        merging += seconds(began);
        (bundles, bytes) = (bundles + 1, bytes + made.bytes.len());
        let back = b.bundle()?;
        let began = Instant::now();
        a.receive(&back.bytes)?;
        acknowledging += seconds(began);
        if !made.more {
            break;
        }
    }
    expect(count(&b)?, OPS)?;
    let met = if merging < 1.0 { "met" } else { "**missed**" };
    println!("| all that was ever said, once | time | goal |\n|---|--:|---|");
    println!("| taking in {OPS} changes, in {bundles} bundles | {merging:.2} s | 1 s, {met} |");
    println!("| making those bundles, {} KiB | {making:.2} s | - |", bytes / 1024);
    println!("| hearing that they arrived | {acknowledging:.2} s | - |\n");

    head();
    for n in 0..20 {
        let id = one.journal()?.write(entry(format!("new {n} {TEXT}")))?;
        share(&one, id)?;
    }
    // None of them is scanned, so each bundle has all 20.
    row("a bundle of 20 changes, behind 10 000 others", Some(10.0), || expect(a.bundle()?.changes as usize, 20))?;
    let shown = a.bundle()?;
    b.receive(&shown.bytes)?;
    row("a bundle that came already", Some(10.0), || expect(usize::from(b.receive(&shown.bytes)?.already), 1))?;
    row("the first 50 of 10 020 that came", Some(50.0), || expect(b.inbox(50, None)?.items.len(), 50))?;
    one.lock();
    other.lock();
    Ok(())
}

fn all(session: &Session) -> Result<Vec<EntryId>, Failure> {
    let (journal, mut after, mut ids) = (session.journal()?, None, Vec::with_capacity(OPS));
    loop {
        let page = journal.list(&Default::default(), 500, after.as_deref())?;
        ids.extend(page.entries.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return Ok(ids);
        }
    }
}

fn share(session: &Session, id: EntryId) -> Result<(), Failure> {
    let (sharing, request) = (session.sharing()?, ShareRequest::Entry { id });
    let preview = sharing.preview(&request)?;
    sharing.share(&request, &preview.digest, false)?;
    Ok(())
}

fn count(partner: &Partner) -> Result<usize, Failure> {
    let (mut after, mut items) = (None, 0);
    loop {
        let page = partner.inbox(500, after.as_deref())?;
        items += page.items.len();
        after = page.next;
        if after.is_none() {
            return Ok(items);
        }
    }
}

fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}
