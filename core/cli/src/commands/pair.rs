//! `mend pair` and `unpair`: two phones that showed each other a code, and four words that both their users read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use mend_core::MendError;
use mend_core::partner::{CodeError, MeetingView, Partner};
use serde_json::json;

use super::{erase, items};
use crate::app::App;
use crate::args::{CodeArgs, PairCommand, UnpairArgs};
use crate::codes::{self, Code, CodeProblem, Reader, Screen, Unread};
use crate::failure::Failure;
use crate::page::Named;
use crate::{clean, files, page};

/// A line with four words; more is none.
const LINE_AT_MOST: usize = 1024;
/// How often a picture is looked for, and how often one that cannot be read yet may be half written.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
const HALF_WRITTEN_AT_MOST: usize = 15;

pub fn pair(app: &mut App, command: Option<PairCommand>) -> Result<(), Failure> {
    match command {
        None => state(app),
        Some(PairCommand::Offer { code, answer, replace }) => offer(app, code, &answer, replace),
        Some(PairCommand::Answer { pictures, code, replace }) => answer_offer(app, &pictures, code, replace),
    }
}

fn state(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let pair = open.partner()?.pair()?;
    let words = &app.words;
    app.out.reply(&Named("pair", &pair), |page| match &pair {
        None => {
            page.text(&words.say("pair-none"));
            page.faint(&words.say("pair-none-next"));
        }
        Some(pair) => {
            let day = pair.paired_at.format("%Y-%m-%d %H:%M").to_string();
            page.text(&words.with("pair-since", &[("day", &day)]));
            if !pair.complete {
                page.faint(&words.say("pair-not-complete"));
            }
        }
    })
}

fn offer(app: &mut App, code: CodeArgs, answer: &[PathBuf], replace: bool) -> Result<(), Failure> {
    if answer.is_empty() && !asks(app) {
        return Err(Failure::NeedsAnswerPicture);
    }
    let target = Target::of(app, code)?;
    let open = app.open()?;
    let partner = open.partner()?;
    must_be_free(&partner, replace)?;
    let offer = partner.offer(open.again()?)?;
    app.out.note(&app.words.say("pair-offer-before"));
    target.show(app, &offer.code)?;
    let met = if answer.is_empty() {
        ask_for_answer(app, &partner)?
    } else {
        app.out.note(&app.words.say("pair-waits"));
        partner.take_answer(&wait_for(&partner, answer)?)?
    };
    compare(app, &partner, &met, replace)
}

fn answer_offer(app: &mut App, pictures: &[PathBuf], code: CodeArgs, replace: bool) -> Result<(), Failure> {
    let target = Target::of(app, code)?;
    let offer = code_in(pictures)?;
    let open = app.open()?;
    let partner = open.partner()?;
    must_be_free(&partner, replace)?;
    let (answer, met) = partner.answer(&offer, open.again()?)?;
    app.out.note(&app.words.say("pair-answer-before"));
    target.show(app, &answer)?;
    compare(app, &partner, &met, replace)
}

/// Known before a code is shown; the core refuses it too.
fn must_be_free(partner: &Partner, replace: bool) -> Result<(), Failure> {
    if !replace && partner.pair()?.is_some() { Err(MendError::AlreadyPaired.into()) } else { Ok(()) }
}

fn asks(app: &App) -> bool {
    app.can_ask() && !app.out.json
}

/// The one code of pairing in these pictures.
fn code_in(pictures: &[PathBuf]) -> Result<Vec<u8>, CodeProblem> {
    let mut reader = Reader::of_pairing();
    for picture in codes::files_in(pictures)? {
        reader.read(&picture, &mut |_| {})?;
    }
    reader.end()?.only()
}

/// The answer's picture may be taken after the offer was shown, and copied while it is looked at.
fn wait_for(partner: &Partner, pictures: &[PathBuf]) -> Result<Vec<u8>, Failure> {
    let mut half_written = 0;
    loop {
        match code_in(pictures) {
            Err(CodeProblem::Unread { why: Unread::Missing, .. }) => {}
            Err(CodeProblem::Unread { .. }) if half_written < HALF_WRITTEN_AT_MOST => half_written += 1,
            read => return Ok(read?),
        }
        if partner.offer_seconds_left() == 0 {
            return Err(MendError::BadCode { problem: CodeError::Expired }.into());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Asks for a picture until one has the answer. What is wrong with it is said; the offer stands meanwhile.
fn ask_for_answer(app: &mut App, partner: &Partner) -> Result<MeetingView, Failure> {
    loop {
        let typed = app.ask_line("pair-answer-prompt")?.ok_or(Failure::PromptStopped)?;
        let Some(path) = path_of(&typed) else { continue };
        let met = code_in(&[path]).map_err(Failure::from).and_then(|code| Ok(partner.take_answer(&code)?));
        match met {
            Err(Failure::Core(MendError::BadCode { problem: CodeError::Expired | CodeError::Used })) => return met,
            Err(slip @ (Failure::Code(_) | Failure::Core(MendError::BadCode { .. }))) => {
                let (what, action) = slip.sentences(&app.words);
                app.out.note(&clean::line(&what));
                app.out.note(&clean::line(&action));
            }
            met => return met,
        }
    }
}

/// A path as it is typed, or as a file leaves it that is drawn into the terminal: in quotes, or with spaces escaped.
fn path_of(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    let bare = ['\'', '"'].into_iter().find_map(|quote| typed.strip_prefix(quote)?.strip_suffix(quote));
    let path = match bare {
        Some(quoted) => quoted.to_owned(),
        None if Path::new(typed).exists() => typed.to_owned(),
        None => typed.replace("\\ ", " "),
    };
    // What a shell would have done.
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(inside), Some(home)) => Some(home.join(inside)),
        _ => (!path.is_empty()).then(|| path.into()),
    }
}

/// Nothing is kept before its person said that both phones show the same words.
fn compare(app: &mut App, partner: &Partner, met: &MeetingView, replace: bool) -> Result<(), Failure> {
    let four = met.words.join(" ");
    app.out.reply(met, |page| {
        page.text(&app.words.say("pair-words"));
        page.blank();
        page.strong(&format!("    {four}"));
        page.blank();
    })?;
    let same = if asks(app) {
        let question = items::core(&app.words, "partner-words-question");
        app.asks_yes_or_no(&question, false)?
    } else {
        let line = app.input.line(LINE_AT_MOST).map_err(|_| Failure::InputFailed)?.ok_or(Failure::PromptStopped)?;
        String::from_utf8_lossy(&line).split_whitespace().eq(met.words.iter().map(String::as_str))
    };
    if !same {
        partner.stop_pairing();
        return Err(Failure::WordsDiffer);
    }
    partner.confirm(replace)?;
    if app.out.json {
        return Ok(());
    }
    app.out.reply(&(), |page| {
        page.text(&app.words.say("pair-done"));
        page.faint(&items::core(&app.words, "partner-together-keys-note"));
    })
}

/// Where one code is shown: in the terminal, in a file, or both.
struct Target {
    png: Option<PathBuf>,
    svg: Option<PathBuf>,
    screen: Option<Screen>,
}

impl Target {
    /// Known before anything is asked for.
    fn of(app: &App, CodeArgs { png, svg }: CodeArgs) -> Result<Self, Failure> {
        for file in [&png, &svg].into_iter().flatten() {
            files::must_be_free(file)?;
        }
        let drawn = png.is_some() || svg.is_some();
        let screen = if app.out.json { Err(CodeProblem::NoScreen) } else { Screen::of_stdout(app.out.has_colour()) };
        let screen = if drawn { screen.ok() } else { Some(screen?) };
        Ok(Self { png, svg, screen })
    }

    fn show(&self, app: &App, body: &[u8]) -> Result<(), Failure> {
        let code = Code::pairing(body)?;
        if let Some(file) = &self.png {
            files::keep(file, &code.png()?)?;
        }
        if let Some(file) = &self.svg {
            files::keep(file, code.svg()?.as_bytes())?;
        }
        let drawn = self.png.as_ref().or(self.svg.as_ref());
        match self.screen.map(|screen| screen.still(&code)) {
            Some(Ok(text)) => page::print(&text)?,
            Some(Err(problem)) if drawn.is_none() => return Err(problem.into()),
            _ => {}
        }
        if let Some(file) = drawn {
            app.out.note(&app.words.with("code-drawn", &[("file", &file.to_string_lossy())]));
        }
        Ok(())
    }
}

pub fn unpair(app: &mut App, args: &UnpairArgs) -> Result<(), Failure> {
    erase::someone_must_be_there(app, args.yes)?;
    let open = app.open()?;
    let partner = open.partner()?;
    if partner.pair()?.is_none() {
        return Err(MendError::NotPaired.into());
    }
    let mut keep = !args.delete;
    if !args.yes {
        app.out.note(&items::core(&app.words, "partner-unpair-note"));
        app.out.note("");
        if !args.keep && !args.delete {
            keep = app.asks_yes_or_no(&app.words.say("unpair-keep"), true)?;
        }
    }
    let question = if keep { "unpair-confirm-keep" } else { "unpair-confirm-delete" };
    erase::confirm(app, args.yes, &app.words.say(question))?;
    partner.unpair(keep, open.again()?)?;
    let done = if keep { "unpaired-kept" } else { "unpaired-deleted" };
    app.out.reply(&json!({ "unpaired": true, "kept": keep }), |page| page.text(&app.words.say(done)))
}
