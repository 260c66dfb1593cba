//! `mend sync`: what goes to the other phone as a code, and pictures of its code back.

use std::path::PathBuf;

use mend_core::partner::{OutgoingView, ReceivedView};
use mend_qr::Density;
use serde_json::json;

use super::items;
use crate::app::App;
use crate::args::{ShowArgs, SyncCommand};
use crate::codes::{self, Code, CodeProblem, Found, Reader, Screen};
use crate::failure::Failure;
use crate::page::Page;
use crate::words::Words;
use crate::{files, page};

pub fn sync(app: &mut App, command: SyncCommand) -> Result<(), Failure> {
    match command {
        SyncCommand::Show { to, density, fps } => {
            let to = Target::of(app, to, density.map(Density::from))?;
            show(app, &to, fps)
        }
        SyncCommand::Scan { pictures } => scan(app, &pictures),
    }
}

/// Where a code goes, known to be possible before anything is asked for.
enum Target {
    Gif(PathBuf, Option<Density>),
    Pngs(PathBuf, Option<Density>),
    Screen(Screen, Option<Density>),
}

impl Target {
    fn of(app: &App, args: ShowArgs, density: Option<Density>) -> Result<Self, Failure> {
        match (args.gif, args.png) {
            (Some(file), _) => {
                files::must_be_free(&file)?;
                Ok(Self::Gif(file, density))
            }
            (None, Some(folder)) => {
                files::must_be_free(&folder.join(codes::png_name(1)))?;
                Ok(Self::Pngs(folder, density))
            }
            (None, None) if app.out.json => Err(CodeProblem::NoScreen.into()),
            (None, None) => {
                let screen = Screen::of_stdout(app.out.has_colour())?;
                screen.can_show(density)?;
                Ok(Self::Screen(screen, density))
            }
        }
    }
}

fn show(app: &mut App, to: &Target, frames_per_second: u32) -> Result<(), Failure> {
    let open = app.open()?;
    let partner = open.partner()?;
    let keys = partner.frame_keys()?;
    let out = partner.bundle()?;
    app.out.note(&app.words.say("code-who-sees"));
    let code = |density| Code::bundle(&out.bytes, &keys.out, density);
    let for_file = |density| Code::for_file(&out.bytes, &keys.out, density);
    match to {
        Target::Gif(file, density) => {
            let (gif, pictures) = for_file(*density)?.gif(frames_per_second)?;
            files::keep(file, &gif)?;
            answer(app, &out, pictures, std::slice::from_ref(file))
        }
        Target::Pngs(folder, density) => {
            let pngs = for_file(*density)?.pngs()?;
            files::keep_all(folder, &pngs)?;
            let kept: Vec<PathBuf> = pngs.iter().map(|(name, _)| folder.join(name)).collect();
            answer(app, &out, pngs.len(), &kept)
        }
        Target::Screen(screen, density) => {
            let still = code(*density)?;
            if let Ok(text) = screen.still(&still) {
                page::print(&text)?;
            } else {
                let moving = codes::Moving::of(&out.bytes, &keys.out, screen, *density)?;
                let below = app.words.say("sync-show-below");
                moving.play(frames_per_second, [&below, &app.words.say("sync-show-too-small")])?;
            }
            answer(app, &out, 1, &[])
        }
    }
}

fn answer(app: &App, out: &OutgoingView, pictures: usize, files: &[PathBuf]) -> Result<(), Failure> {
    let names: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    let document = json!({
        "changes": out.changes, "more": out.more, "bytes": out.bytes.len(), "pictures": pictures, "files": names,
    });
    let words = &app.words;
    app.out.reply(&document, |page| {
        if let Some(first) = names.first() {
            let pictures = pictures.to_string();
            // A film is one file.
            let drawn = if files.len() == 1 { "sync-drawn" } else { "sync-drawn-many" };
            page.text(&words.with(drawn, &[("pictures", &pictures), ("file", first)]));
        }
        page.text(&words.with("sync-shown", &[("changes", &out.changes.to_string())]));
        if out.more {
            page.text(&words.say("sync-shown-more"));
        }
        page.faint(&words.say("sync-shown-next"));
    })
}

fn scan(app: &mut App, pictures: &[PathBuf]) -> Result<(), Failure> {
    let pictures = codes::files_in(pictures)?;
    let open = app.open()?;
    let partner = open.partner()?;
    let keys = partner.frame_keys()?;
    let (found, unread) = read(app, &pictures, Reader::of_bundles(&keys.incoming, &keys.out))?;
    let (mut received, mut refused) = (Vec::new(), Vec::new());
    for sealed in &found.bodies {
        match partner.receive(sealed) {
            Ok(view) => received.push(view),
            Err(error) => refused.push(Failure::from(error)),
        }
    }
    if received.is_empty() && !refused.is_empty() {
        return Err(refused.remove(0));
    }
    for failure in &refused {
        let (what, action) = failure.sentences(&app.words);
        app.out.note(&format!("{what} {action}"));
    }
    let document = json!({
        "received": received,
        "refused": refused.iter().map(Failure::document).collect::<Vec<_>>(),
        "unfinished": found.unfinished.as_ref().map(CodeProblem::document),
        "unread": unread.iter().map(CodeProblem::document).collect::<Vec<_>>(),
    });
    let words = &app.words;
    app.out.reply(&document, |page| {
        for view in &received {
            show_received(page, words, view);
        }
    })
}

/// What the pictures say. Those that say nothing are told of, and keep nobody from the others.
fn read(app: &App, pictures: &[PathBuf], mut reader: Reader) -> Result<(Found, Vec<CodeProblem>), Failure> {
    let mut unread = Vec::new();
    let mut bar = app.out.progress(app.words.say("sync-scan-progress"));
    for picture in pictures {
        let each = &mut |progress: mend_qr::Progress| bar.at(progress.known as u64, progress.of as u64);
        if let Err(problem) = reader.read(picture, each) {
            unread.push(problem);
        }
    }
    drop(bar);
    let seen = reader.seen();
    let note = |problem: &CodeProblem| app.out.note(&problem.note(&app.words));
    match reader.end() {
        Ok(found) => {
            unread.iter().chain(&found.unfinished).for_each(note);
            Ok((found, unread))
        }
        Err(problem) => {
            // The one that says most ends the command; where no file could be read, that is the first of them.
            let nothing_read = seen.is_empty() && !matches!(problem, CodeProblem::PartsMissing { .. });
            let last = if nothing_read && !unread.is_empty() { unread.remove(0) } else { problem };
            unread.iter().chain(&seen).filter(|other| **other != last).for_each(note);
            Err(last.into())
        }
    }
}

fn show_received(page: &mut Page, words: &Words, view: &ReceivedView) {
    if view.already {
        page.text(&words.say("sync-already"));
        return;
    }
    for (heading, rows) in [("sync-new", &view.new), ("sync-changed", &view.changed)] {
        if !rows.is_empty() {
            page.strong(&words.say(heading));
            items::show_rows(page, words, rows);
            page.blank();
        }
    }
    if view.withdrawn > 0 {
        page.text(&words.with("sync-withdrawn", &[("items", &view.withdrawn.to_string())]));
    }
    if view.returned > 0 {
        page.text(&words.with("sync-returned", &[("changes", &view.returned.to_string())]));
    }
    if view.new.is_empty() && view.changed.is_empty() && view.withdrawn == 0 {
        page.text(&words.say("sync-nothing-new"));
    }
    page.faint(&words.say(if view.more { "sync-gap-next" } else { "sync-received-next" }));
}
