//! What lasts between two phones, and what ends: something taken back, a phone lost, a pair unpaired by one of them.

use mend_core::MendError;
use mend_core::journal::EntryKind;
use mend_core::partner::ItemView;

use super::phones::{self, Phones};
use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-parting",
    steps: &[
        Step { name: "taken-back", play: take_back },
        Step { name: "lost-phone", play: lose_a_phone },
        Step { name: "came-back", play: come_back },
        Step { name: "unpaired", play: unpair },
        Step { name: "parted", play: part },
    ],
};

/// Each shows a code, and scans the other's.
fn exchange(phones: &mut Phones) -> Result<(u32, usize), Problem> {
    let shown = phones.show_from_joris()?;
    phones.scan_at_ines(&shown)?;
    let shown = phones.show_from_ines()?;
    let received = phones.scan_at_joris(&shown)?;
    Ok((received.returned, received.new.len()))
}

/// Ines takes her entry back. Her own journal keeps it.
fn take_back(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let entry = phones.item(phones::ENTRY)?;
    let (ines, joris) = (phones.ines.partner()?, phones.joris.partner()?);
    ines.unshare(entry)?;
    joris.item(entry)?;
    let before = joris.inbox(50, None)?.items.len();
    let shown = phones.show_from_ines()?;
    let received = phones.scan_at_joris(&shown)?;
    expect("items taken back", 1, received.withdrawn)?;
    expect("items at Joris's", before - 1, joris.inbox(50, None)?.items.len())?;
    for partner in [&ines, &joris] {
        expect_refusal("for what was taken back", MendError::NotFound, partner.item(entry))?;
    }
    expect("entries in her journal", 1, phones.ines.session.journal()?.count()?)?;
    Ok(Told::nothing().and_phones(phones.looks()?))
}

/// Both go on after Joris's backup. Then his phone is gone, and another one knows what the backup knew.
fn lose_a_phone(stage: &mut Stage) -> Played {
    let (backup, another) = (stage.path("joris-backup"), stage.another("the other phone of joris"));
    let phones = stage.phones()?;
    phones.joris.session.backup(&backup, &phones.passphrase)?;
    let his = phones::note(&phones.joris, EntryKind::Entry, phones::THE_FIRST_SUNDAY)?;
    let hers = phones::note(&phones.ines, EntryKind::Entry, phones::TEN_MINUTES)?;
    phones.previews = phones::share_from_joris(phones, &[his])?;
    let shared = phones::share_from_ines(phones, &[hers])?;
    phones.previews.extend(shared);
    // Twice, so that both know what arrived.
    exchange(phones)?;
    exchange(phones)?;
    phones.before = everything(phones)?;

    phones.joris.replace(&backup, &phones.passphrase, &another)?;
    for (item, _) in &phones.previews {
        let found = phones.joris.partner()?.item(*item);
        expect_refusal("for what came after the backup", MendError::NotFound, found)?;
    }
    Ok(Told::nothing().and("items", phones.previews.len()).and_phones(phones.looks()?))
}

/// What his new phone lacks comes from hers, his own words with it.
fn come_back(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let (mut returned, mut came) = (0, 0);
    for _ in 0..2 {
        let (own, new) = exchange(phones)?;
        (returned, came) = (returned + own, came + new);
    }
    expect("what both phones had", true, phones.before == everything(phones)?)?;
    Ok(Told::nothing().and("returned", returned).and("came", came).and_phones(phones.looks()?))
}

/// What each of the two has, whole.
fn everything(phones: &Phones) -> Result<Vec<ItemView>, Problem> {
    let mut all = Vec::new();
    for phone in [&phones.ines, &phones.joris] {
        let partner = phone.partner()?;
        for list in [partner.inbox(50, None)?, partner.shared(50, None)?] {
            for row in list.items {
                all.push(partner.item(row.id)?);
            }
        }
    }
    Ok(all)
}

/// Ines ends it, alone. What came to her stays with her.
fn unpair(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let ines = phones.ines.partner()?;
    let kept = ines.inbox(50, None)?.items.len();
    ines.unpair(true, &phones.passphrase)?;
    let shown = phones.show_from_joris()?;
    let before = phones.ines.files()?;
    expect_refusal("for the keys", MendError::NotPaired, ines.frame_keys().map(drop))?;
    expect_refusal("for a code", MendError::NotPaired, ines.bundle())?;
    // As far as a phone without keys can read it.
    expect_refusal("for Joris's code", MendError::NotPaired, ines.receive(&shown.read_bundle()?))?;
    expect("a folder as it was", true, before == phones.ines.files()?)?;
    expect("items that stay", kept, ines.inbox(50, None)?.items.len())?;
    expect("a pair on Joris's phone", true, phones.joris.partner()?.pair()?.is_some())?;
    Ok(Told::nothing()
        .and("bytes", shown.bytes)
        .and("items", kept)
        .and_refusal("sentence", MendError::NotPaired)
        .and_phones(phones.looks()?))
}

/// Joris ends it too, and lets go of what was shared.
fn part(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let joris = phones.joris.partner()?;
    joris.unpair(false, &phones.passphrase)?;
    expect("items that are left", 0, joris.inbox(50, None)?.items.len() + joris.shared(50, None)?.items.len())?;
    let own = phones.joris.session.journal()?.count()?;
    expect("entries of his own", true, own > 0)?;
    // Both phones lock.
    stage.phones.take();
    Ok(Told::nothing().and("entries", own))
}
