//! `mend backup`, `verify` and `restore`

use std::path::Path;
use std::process::ExitCode;

use mend_core::{MendError, Space, SpaceVerdict, VerifyView};
use serde_json::json;

use crate::app::App;
use crate::failure::{self, Failure};
use crate::open::{Open, OpenedWith};
use crate::page::Page;
use crate::words::Words;

/// Of many damaged pages, this many are named to people; a program gets all.
const PAGES_NAMED: usize = 12;

pub fn backup(app: &mut App, file: &Path) -> Result<(), Failure> {
    // Told before a passphrase is asked for; the core refuses it too.
    if file.exists() {
        return Err(MendError::FileExists.into());
    }
    let open = app.open()?;
    let made = open.backup(file, open.again()?)?;
    let words = &app.words;
    app.out.reply(&made, |page| {
        let kib = made.bytes.div_ceil(1024).to_string();
        page.text(&words.with("backup-done", &[("file", &file.to_string_lossy()), ("kib", &kib)]));
        page.text(&words.say(if made.private_checked { "backup-next" } else { "backup-next-sealed" }));
    })
}

/// The report is the answer, good or bad; damage also shows in the exit code.
pub fn verify(app: &mut App, file: Option<&Path>) -> Result<ExitCode, Failure> {
    match file {
        Some(file) if !file.exists() => return Err(MendError::FileNotFound.into()),
        None if !app.mend.is_set_up()? => return Err(MendError::NotSetUp.into()),
        _ => {}
    }
    let mut progress = app.out.progress(app.words.say("verify-progress"));
    let (report, _) = app.with_passphrase(|mend, passphrase| match file {
        Some(file) => mend.verify_backup(file, passphrase, &mut |done, of| progress.at(done, of)),
        None => mend.verify(passphrase, &mut |done, of| progress.at(done, of)),
    })?;
    drop(progress);
    let words = &app.words;
    app.out.reply(&report, |page| show_report(page, words, &report, file.is_some()))?;
    Ok(if report.is_intact() { ExitCode::SUCCESS } else { ExitCode::from(failure::DAMAGED) })
}

fn show_report(page: &mut Page, words: &Words, report: &VerifyView, of_backup: bool) {
    let rows: Vec<(String, String)> = report
        .spaces
        .iter()
        .map(|space| {
            let name = words.space(space.space);
            let pages = space.pages.to_string();
            let verdict = match space.intact {
                None => words.say("verify-not-opened"),
                Some(true) => words.with("verify-intact", &[("pages", &pages)]),
                Some(false) if space.pages == 0 => words.say("verify-lost"),
                Some(false) if space.damaged_pages.is_empty() => words.with("verify-broken", &[("pages", &pages)]),
                Some(false) => words
                    .with("verify-damaged", &[("pages", &pages), ("damaged", &space.damaged_pages.len().to_string())]),
            };
            (name, verdict)
        })
        .collect();
    page.facts(&rows);
    for space in report.spaces.iter().filter(|space| space.intact == Some(false)) {
        show_damage(page, words, space);
    }
    if !report.is_intact() {
        page.blank();
        page.text(&words.say(if of_backup { "verify-action-backup" } else { "verify-action" }));
        if !of_backup && opens_alone(report) {
            page.text(&words.say("verify-action-private"));
        }
    }
}

/// Whether the together space is lost, not even opened, and the private one is whole.
fn opens_alone(report: &VerifyView) -> bool {
    report.spaces.iter().all(|space| match space.space {
        Space::Together => space.intact == Some(false) && space.pages == 0,
        Space::Private => space.intact == Some(true),
    })
}

fn show_damage(page: &mut Page, words: &Words, space: &SpaceVerdict) {
    let first: Vec<String> = space.damaged_pages.iter().take(PAGES_NAMED).map(u32::to_string).collect();
    let entries = space.entries_readable + space.entries_damaged;
    if first.is_empty() && entries == 0 {
        return;
    }
    page.blank();
    if !first.is_empty() {
        let more = if space.damaged_pages.len() > first.len() { ", …" } else { "" };
        let (pages, space) = (first.join(", ") + more, words.space(space.space));
        page.text(&words.with("verify-pages", &[("pages", &pages), ("space", &space)]));
    }
    if entries > 0 {
        let (readable, damaged) = (space.entries_readable.to_string(), space.entries_damaged.to_string());
        page.text(&words.with("verify-entries", &[("readable", &readable), ("damaged", &damaged)]));
    }
}

pub fn restore(app: &mut App, file: &Path) -> Result<(), Failure> {
    if app.mend.is_set_up()? {
        return Err(MendError::AlreadySetUp.into());
    }
    if !file.exists() {
        return Err(MendError::FileNotFound.into());
    }
    let mut progress = app.out.progress(app.words.say("restore-progress"));
    let (session, passphrase) =
        app.with_passphrase(|mend, passphrase| mend.restore(file, passphrase, &mut |done, of| progress.at(done, of)))?;
    drop(progress);
    let open = Open::new(session, OpenedWith::Passphrase(passphrase));
    let home = app.mend.folder().to_string_lossy();
    let answer = json!({ "home": home, "opened": open.opened() });
    let held = open.partner()?.outbox()?.iter().any(|row| row.held);
    app.out.reply(&answer, |page| {
        page.text(&app.words.with("restore-done", &[("home", &home)]));
        if held {
            page.text(&app.words.say("restore-held"));
        }
    })
}
