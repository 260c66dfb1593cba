//! Beginning a run, going on with one, ending one, and what is said when it stops.

use mend_core::RunId;
use mend_core::guide::{Guides, MadeView, ModuleView, RoleQuestion, RunState, StartRequest, StepView};
use mend_core::profile::Role;
use serde::Serialize;

use super::ask::Typed;
use super::script::Script;
use super::walk::{By, Left, Walk};
use super::{core, found, latest, together};
use crate::app::App;
use crate::args::{AnswersArg, RoleArg};
use crate::commands::ids;
use crate::failure::Failure;
use crate::open::Open;
use crate::page::Page;
use crate::signals;
use crate::words::Words;

/// How to go on, for the line that says it.
pub const RESUME: &str = "mend guide resume";
pub const TOGETHER: &str = "mend guide together";

/// Where a run was left.
#[derive(Serialize)]
pub struct Document<'d> {
    /// None where nothing private is open.
    pub run: Option<RunId>,
    pub state: RunState,
    /// None at the end.
    pub step: Option<&'d StepView>,
    pub made: &'d [MadeView],
}

pub fn start(app: &mut App, module: &str, answers: AnswersArg) -> Result<(), Failure> {
    let mut by = By::from(app, answers)?;
    let open = app.open()?;
    by.read_input(app)?;
    let guides = open.guides()?;
    let view = guides.module(module)?;
    let begun = match &by {
        By::Script(script) => {
            script.check_steps(&guides.steps(module)?)?;
            Some(guides.start(StartRequest { module: module.to_owned(), role: script.role() })?)
        }
        By::Person => open_module(app, &guides, &view)?,
    };
    match begun {
        Some(run) => go(app, open, guides, run, by),
        None => Ok(()),
    }
}

/// What is another way from here on.
pub struct Changes {
    pub role: Option<RoleArg>,
    pub solo: Option<bool>,
}

pub fn resume(app: &mut App, typed: Option<&str>, changes: Changes, answers: AnswersArg) -> Result<(), Failure> {
    let mut by = By::from(app, answers)?;
    let open = app.open()?;
    by.read_input(app)?;
    let guides = open.guides()?;
    let run = match typed {
        Some(typed) => found(&guides, typed)?,
        None => latest(&guides)?,
    };
    let row = guides.show(run)?.row;
    if let By::Script(script) = &by {
        script.check_steps(&guides.steps_of(run)?)?;
        if let Some(role) = script.role() {
            guides.set_role(run, Some(role))?;
        }
    }
    if let Some(role) = changes.role {
        guides.set_role(run, role.into())?;
    }
    if let Some(solo) = changes.solo {
        guides.set_solo(run, solo)?;
    }
    if let By::Person = by {
        app.out.note_strong(&row.title);
    }
    go(app, open, guides, run, by)
}

/// What a module says before it begins. None where the person did not begin.
pub fn open_module(app: &mut App, guides: &Guides, view: &ModuleView) -> Result<Option<RunId>, Failure> {
    app.out.note_strong(&view.row.title);
    app.out.note(&view.about);
    app.out.note("");
    app.out.note(&view.not);
    app.out.note("");
    for line in [&view.audience_words, &view.minutes_words, &view.intensity_words].into_iter().chain(&view.needs_words)
    {
        app.out.note_faint(line);
    }
    view.not_reviewed.iter().for_each(|line| app.out.note_faint(line));
    if let Some(under_way) = view.under_way {
        app.out.note("");
        app.out.note(&app.words.say("guides-under-way"));
        match ask_one_of(app, 1)? {
            None => return Ok(None),
            Some(Chosen::Usual) => return Ok(Some(under_way)),
            Some(Chosen::Number(_)) => {}
        }
    }
    app.out.note("");
    let role = match &view.role_question {
        Some(question) => match ask_role(app, question, &view.roles)? {
            Some(role) => role,
            None => return Ok(None),
        },
        None => {
            app.out.note(&app.words.say("guides-begin"));
            match ask_one_of(app, 0)? {
                Some(_) => None,
                None => return Ok(None),
            }
        }
    };
    Ok(Some(guides.start(StartRequest { module: view.row.id.clone(), role })?))
}

/// None where the person stops.
fn ask_role(app: &mut App, question: &RoleQuestion, roles: &[Role]) -> Result<Option<Option<Role>>, Failure> {
    app.out.note(&question.question);
    app.out.note_faint(&question.note);
    for (n, role) in (1..).zip(roles) {
        app.out.note(&format!("  {n}  {}", app.words.core().role(*role)));
    }
    app.out.note_faint(&app.words.say("guides-role-open"));
    Ok(ask_one_of(app, roles.len())?.map(|chosen| match chosen {
        Chosen::Usual => None,
        Chosen::Number(n) => roles.get(n - 1).copied(),
    }))
}

/// What was chosen before anything has begun.
enum Chosen {
    /// With Enter.
    Usual,
    /// From 1.
    Number(usize),
}

/// None where the person leaves.
fn ask_one_of(app: &mut App, count: usize) -> Result<Option<Chosen>, Failure> {
    loop {
        match app.typed_key("guides-prompt")? {
            Typed::Pass => return Ok(Some(Chosen::Usual)),
            Typed::Stop | Typed::Back => return Ok(None),
            Typed::Words(words) => match words.trim().parse() {
                Ok(n) if (1..=count).contains(&n) => return Ok(Some(Chosen::Number(n))),
                _ => app.out.note(&app.words.say("guides-not-understood")),
            },
            Typed::Help => app.out.note(&app.words.say("guides-how")),
        }
    }
}

fn go(app: &mut App, open: Open, guides: Guides, run: RunId, by: By) -> Result<(), Failure> {
    let (left, by) = walk(app, &open, &guides, run, by, &going_on(app, run))?;
    match left {
        Left::Ended(_) | Left::Stopped(_) => say_left(app, &guides, run, &left),
        Left::HandedOver { part, made } => together::go(app, open, &part, by, Some((run, made))),
    }
}

/// Until the run ends or is left; a signal in between says how to go on.
pub fn walk(
    app: &mut App,
    open: &Open,
    guides: &Guides,
    run: RunId,
    mut by: By,
    words_at_signal: &str,
) -> Result<(Left, By), Failure> {
    if let By::Script(Script { solo: Some(solo), .. }) = &by {
        guides.set_solo(run, *solo)?;
    }
    let _last_words = signals::last_words(words_at_signal.to_owned());
    let left = Walk { app, open, guides, run }.walk(&mut by)?;
    match (&left, &by) {
        // The rest of the answers may be for the part that follows.
        (Left::HandedOver { .. }, _) | (_, By::Person) => {}
        (_, By::Script(script)) => script.say_unused(app),
    }
    Ok((left, by))
}

pub fn end(app: &mut App, typed: &str) -> Result<(), Failure> {
    let open = app.open()?;
    let guides = open.guides()?;
    let run = found(&guides, typed)?;
    let view = guides.end(run)?;
    say_left(app, &guides, run, &Left::Ended(view))
}

fn say_left(app: &App, guides: &Guides, run: RunId, left: &Left) -> Result<(), Failure> {
    let made = guides.show(run)?.made;
    let (state, step) = match left {
        Left::Ended(_) => (RunState::Ended, None),
        Left::Stopped(view) => (RunState::UnderWay, Some(view)),
        Left::HandedOver { .. } => (RunState::UnderWay, None),
    };
    app.out.reply(&Document { run: Some(run), state, step, made: &made }, |page| {
        page.blank();
        match left {
            Left::Ended(view) => {
                page.text(&view.words);
                show_made(page, &app.words, &made);
            }
            _ => page.text(&going_on(app, run)),
        }
    })
}

/// That all is kept, and the command that goes on.
pub fn going_on(app: &App, run: RunId) -> String {
    let stopped = core(&app.words, "guide-stopped");
    let command = format!("{RESUME} {}", ids::short(run));
    format!("{stopped}\n{}", app.words.with("guides-go-on", &[("command", &command)]))
}

/// What came of it, each with the command that shows it.
pub fn show_made(page: &mut Page, words: &Words, made: &[MadeView]) {
    if made.is_empty() {
        return;
    }
    page.blank();
    page.text(&words.say("guides-made"));
    let command = |made: &MadeView| match made {
        MadeView::Entry(id) => format!("mend journal show {}", ids::short(id)),
        MadeView::Promise(id) => format!("mend promise show {}", ids::short(id)),
        MadeView::Agreement(id) => format!("mend agree show {}", ids::short(id)),
        MadeView::Reminder(id) => format!("mend checkin schedule history {}", ids::short(id)),
    };
    let facts: Vec<_> = made.iter().map(|made| (made_words(words, made), command(made))).collect();
    page.facts(&facts);
}

pub fn made_words(words: &Words, made: &MadeView) -> String {
    words.say(match made {
        MadeView::Entry(_) => "guides-made-entry",
        MadeView::Promise(_) => "guides-made-promise",
        MadeView::Agreement(_) => "guides-made-agreement",
        MadeView::Reminder(_) => "guides-made-reminder",
    })
}
