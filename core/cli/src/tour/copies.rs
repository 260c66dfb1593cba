//! Copies: a backup, its check, its restore, and what a flipped bit does.

use std::fs;

use mend_core::{MendError, Opened, Space, VerifyView};

use super::stage::{Played, Problem, Stage, Told, everything, expect};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-copies",
    steps: &[
        Step { name: "backup", play: backup },
        Step { name: "verify", play: verify },
        Step { name: "restore", play: restore },
        Step { name: "flipped", play: a_flipped_bit },
    ],
};

const BACKUP: &str = "mend-backup";
const ELSEWHERE: &str = "another journal";

/// Where the first page of a vault file begins, and how long a page is.
const HEADER: usize = 8192;
const PAGE: usize = 4096;

fn backup(stage: &mut Stage) -> Played {
    let session = stage.session()?;
    let file = stage.path(BACKUP);
    let made = session.backup(&file, &stage.private)?;
    expect("bytes in the backup", made.bytes, fs::metadata(&file)?.len())?;
    expect("the private space checked", true, made.private_checked)?;
    Ok(Told::nothing().and("kib", made.bytes.div_ceil(1024)))
}

fn verify(stage: &mut Stage) -> Played {
    let report = stage.mend.verify_backup(&stage.path(BACKUP), &stage.private, &mut |_, _| {})?;
    expect("spaces in the backup", 2, report.spaces.len())?;
    for space in &report.spaces {
        expect("an intact space", Some(true), space.intact)?;
    }
    let entries = stage.journal()?.count()?;
    expect("readable entries", Some(entries), private_of(&report).map(|i| report.spaces[i].entries_readable))?;
    let pages: u32 = report.spaces.iter().map(|space| space.pages).sum();
    Ok(Told::nothing().and("pages", pages))
}

/// Which of the verdicts is about the private space.
fn private_of(report: &VerifyView) -> Option<usize> {
    report.spaces.iter().position(|space| space.space == Space::Private)
}

fn restore(stage: &mut Stage) -> Played {
    let session = stage.another(ELSEWHERE).restore(&stage.path(BACKUP), &stage.private, &mut |_, _| {})?;
    let restored = session.journal().map(|journal| (session.opened(), journal));
    let compared = restored.map_err(Problem::from).and_then(|(opened, copy)| {
        expect("a restored journal, open", Opened::Everything, opened)?;
        let (here, there) = (everything(&stage.journal()?)?, everything(&copy)?);
        expect("entries in both", true, here == there)?;
        Ok(here.len())
    });
    session.lock();
    Ok(Told::nothing().and("entries", compared?))
}

fn a_flipped_bit(stage: &mut Stage) -> Played {
    let copy = stage.another(ELSEWHERE);
    let file = copy.folder().join("private.mend");
    let mut bytes = fs::read(&file)?;
    let pages = (bytes.len() - HEADER) / PAGE;
    // The middle of the file, far from the schema, so that most of it can still be read.
    let page = pages / 2 + 1;
    bytes[HEADER + (page - 1) * PAGE + PAGE / 2] ^= 1;
    fs::write(&file, &bytes)?;
    let report = copy.verify(&stage.private, &mut |_, _| {})?;
    let found = &report.spaces[private_of(&report).ok_or(Problem::Core(MendError::NotFound))?];
    expect("an intact space", Some(false), found.intact)?;
    expect("damaged pages", vec![page as u32], found.damaged_pages.clone())?;
    expect("files changed by looking", true, bytes == fs::read(&file)?)?;
    Ok(Told::nothing().and("page", page).and("pages", pages).and("entries", found.entries_readable))
}
