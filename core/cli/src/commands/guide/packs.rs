//! Packs of one's own: what is wrong with one, and playing one in a folder that is removed again.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use mend_core::guide::{Fault, Guides, Pack, PackError, RunState, StartRequest};
use mend_core::text::lint;
use mend_core::{KdfParams, Mend, MendError, MendOptions, Passphrase, RunId, SetUpRequest, SystemRng, UnlockOptions};
use serde::Serialize;
use tempfile::TempDir;

use super::begin::{Document, open_module, walk};
use super::walk::{By, Left};
use super::{begin, together};
use crate::app::App;
use crate::args::AnswersArg;
use crate::failure::{DAMAGED, Failure};
use crate::open::{Open, OpenedWith};
use crate::signals;

#[derive(Default, Serialize)]
struct Report<'p> {
    id: Option<&'p str>,
    version: Option<u32>,
    modules: Vec<&'p str>,
    steps: Option<u32>,
    hash: Option<String>,
    /// How easy the words of each file are.
    words: &'p [lint::Readability],
    faults: &'p [Fault],
}

pub fn check(app: &mut App, folder: &Path) -> Result<ExitCode, Failure> {
    let pack = match read(folder)? {
        Ok(pack) => pack,
        Err(faults) => return report(app, &faults),
    };
    let (modules, hash) = (pack.modules(), pack.hash());
    let steps = modules.iter().map(|module| pack.steps(module).len() as u32).sum::<u32>();
    let level = lint::Level::Plain;
    let words: Vec<_> =
        pack.words().into_iter().map(|(file, source)| lint::words(file, source, level).readability).collect();
    let answer = Report {
        id: Some(pack.id()),
        version: Some(pack.version()),
        modules,
        steps: Some(steps),
        hash: Some(hash),
        words: &words,
        faults: &[],
    };
    app.out.reply(&answer, |page| {
        let (modules, steps) = (answer.modules.len().to_string(), steps.to_string());
        page.text(&app.words.with("guides-pack-whole", &[("modules", &modules), ("steps", &steps)]));
        page.facts(&[
            (app.words.say("guides-pack"), format!("{} {}", pack.id(), pack.version())),
            (app.words.say("guides-pack-hash"), pack.hash()),
        ]);
        page.blank();
        words.iter().for_each(|file| page.faint(&file.to_string()));
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The pack, or what is wrong with it.
fn read(folder: &Path) -> Result<Result<Pack, Vec<Fault>>, Failure> {
    match Pack::read(folder) {
        Ok(pack) => {
            let faults = faults_of_words(&pack);
            Ok(if faults.is_empty() { Ok(pack) } else { Err(faults) })
        }
        Err(PackError::Faults(faults)) => Ok(Err(faults)),
        Err(PackError::Newer { .. }) => Err(MendError::NewerFormat.into()),
    }
}

/// What the rules for words say of it.
fn faults_of_words(pack: &Pack) -> Vec<Fault> {
    let linted = pack.words().into_iter().map(|(file, source)| lint::words(file, source, lint::Level::Plain));
    linted.flat_map(|linted| linted.findings).map(Fault::from).collect()
}

fn report(app: &App, faults: &[Fault]) -> Result<ExitCode, Failure> {
    app.out.reply(&Report { faults, ..Report::default() }, |page| {
        faults.iter().for_each(|fault| page.text(&fault.to_string()));
    })?;
    Ok(ExitCode::from(DAMAGED))
}

/// Where a pack is played: a journal whose passphrase nobody knows, in a folder that goes again.
struct Stage {
    root: TempDir,
    mend: Mend,
    passphrase: Passphrase,
}

impl Stage {
    fn build(app: &App) -> Result<Self, Failure> {
        let root = tempfile::Builder::new().prefix("mend-play-").tempdir().map_err(|_| MendError::DiskFailed)?;
        signals::register_folder(root.path().to_owned());
        let passphrase = Passphrase::new(&RunId::make(&SystemRng).to_string()).map_err(MendError::from)?;
        let options = MendOptions { kdf: KdfParams::LEAST, ..app.options() };
        let mend = Mend::with(root.path().join("journal"), options);
        mend.set_up(SetUpRequest { private: Some(passphrase.clone()), together: None })?.lock();
        Ok(Self { root, mend, passphrase })
    }

    fn open(&self, pack: &Pack) -> Result<(Open, Guides), Failure> {
        let open = Open::new(self.mend.unlock(&self.passphrase, UnlockOptions::default())?, OpenedWith::SetUp);
        let guides = open.guides_of(Arc::new(pack.clone()))?;
        Ok((open, guides))
    }

    fn clear(self) {
        // A folder that cannot be removed holds nothing that anyone can open.
        let _ = self.root.close();
        signals::forget_folder();
    }
}

pub fn play(app: &mut App, folder: &Path, module: Option<String>, answers: AnswersArg) -> Result<ExitCode, Failure> {
    let mut by = By::from(app, answers)?;
    let pack = match read(folder)? {
        Ok(pack) => pack,
        Err(faults) => return report(app, &faults),
    };
    by.read_input(app)?;
    app.out.note(&app.words.say("guides-play-begins"));
    app.out.note("");
    let module = module.unwrap_or_else(|| pack.modules().first().map(|id| (*id).to_owned()).unwrap_or_default());
    let stage = Stage::build(app)?;
    let played = play_on(app, &stage, &pack, &module, by);
    stage.clear();
    played.map_err(|failure| match failure {
        // There is no run any more to go on with.
        Failure::AnswerRefused { step, problem, .. } => Failure::AnswerRefused { step, run: None, problem },
        other => other,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn play_on(app: &mut App, stage: &Stage, pack: &Pack, module: &str, mut by: By) -> Result<(), Failure> {
    let (mut open, mut guides) = stage.open(pack)?;
    let view = guides.module(module)?;
    let begun = match &by {
        By::Script(script) => {
            script.check_steps(&guides.steps(module)?)?;
            Some(guides.start(StartRequest { module: module.to_owned(), role: script.role() })?)
        }
        By::Person => open_module(app, &guides, &view)?,
    };
    let Some(run) = begun else { return Ok(()) };
    let over = app.words.say("guides-play-over");
    let left = loop {
        let (left, back) = walk(app, &open, &guides, run, by, &over)?;
        by = back;
        let Left::HandedOver { part, .. } = left else { break left };
        let card = together::walk(app, &part, &mut by)?;
        if let By::Person = by {
            app.out.note("");
            app.out.note(&card.words);
        }
        drop(guides);
        drop(open);
        // As its owner would, with the passphrase.
        (open, guides) = stage.open(pack)?;
        if card.place.is_some() {
            break Left::Stopped(guides.step(run)?);
        }
    };
    let made = guides.show(run)?.made;
    let (state, step) = match &left {
        Left::Stopped(view) => (RunState::UnderWay, Some(view)),
        _ => (RunState::Ended, None),
    };
    app.out.reply(&Document { run: Some(run), state, step, made: &made }, |page| {
        page.blank();
        if let Left::Ended(view) = &left {
            page.text(&view.words);
        }
        if !made.is_empty() {
            page.blank();
            page.text(&app.words.say("guides-made"));
            made.iter().for_each(|made| page.text(&format!("- {}", begin::made_words(&app.words, made))));
        }
        page.blank();
        page.text(&over);
    })
}
