//! The part that two do over one phone: cards with turns, plans and choices, while the private space is locked.

use mend_core::guide::{Asks, MadeView, RunState, StepView, TogetherPart};
use mend_core::{MendError, RunId};

use super::ask::{Asking, Typed, show_copied};
use super::begin::{Document, RESUME, TOGETHER};
use super::script::Script;
use super::timer::turn_words;
use super::walk::{By, Move};
use crate::app::App;
use crate::args::AnswersArg;
use crate::failure::Failure;
use crate::open::Open;
use crate::signals;

pub fn together(app: &mut App, answers: AnswersArg) -> Result<(), Failure> {
    let mut by = By::from(app, answers)?;
    let open = app.open()?;
    by.read_input(app)?;
    let part = open.together_part()?;
    match part.step() {
        Err(MendError::NotFound) => Err(Failure::NoTogetherPart),
        Err(e) => Err(e.into()),
        Ok(_) => go(app, open, &part, by, None),
    }
}

/// Until its end, or until the two stop. Then everything is locked. `run` is whose part it is, where that is known.
pub fn go(
    app: &mut App,
    open: Open,
    part: &TogetherPart,
    mut by: By,
    run: Option<(RunId, Vec<MadeView>)>,
) -> Result<(), Failure> {
    let last_words = signals::last_words(going_on(app));
    let view = walk(app, part, &mut by)?;
    drop(last_words);
    if let By::Script(script) = &by {
        script.say_unused(app);
    }
    drop(open);
    let (run, made) = run.unzip();
    let document =
        Document { run, state: RunState::UnderWay, step: Some(&view), made: made.as_deref().unwrap_or_default() };
    app.out.reply(&document, |page| {
        page.blank();
        if view.place.is_none() {
            page.text(&view.words);
            page.text(&app.words.with("guides-go-on", &[("command", RESUME)]));
        } else {
            page.text(&going_on(app));
        }
    })
}

fn going_on(app: &App) -> String {
    let stopped = app.words.say("guides-together-stopped");
    format!("{stopped}\n{}", app.words.with("guides-go-on", &[("command", TOGETHER)]))
}

/// The card at which it ended or was left.
pub fn walk(app: &mut App, part: &TogetherPart, by: &mut By) -> Result<StepView, Failure> {
    let mut view = part.step()?;
    if matches!(by, By::Person) && view.place.is_some() {
        signals::clear_screen();
        app.out.note_strong(&view.part_words);
        app.out.note(&view.part_about);
        let copied = part.copied()?;
        if !copied.is_empty() {
            app.out.note("");
            show_copied(&app.out, &copied);
        }
    }
    loop {
        let Some(place) = view.place.clone() else { return Ok(view) };
        let done = match by {
            By::Script(script) => script.done_at(&view, None)?,
            By::Person => ask(app, part, &view)?,
        };
        let moved = match done {
            Move::Stop => return Ok(view),
            Move::Answer(answer) => part.answer(&place, answer),
            Move::Back => {
                app.out.note(&app.words.say("guides-no-way-back"));
                part.step()
            }
            _ => part.pass(&place),
        };
        view = match (moved, &*by) {
            (Ok(next), _) => next,
            (Err(problem @ MendError::BadField { .. }), By::Person) => {
                let (what, action) = app.words.error(&problem);
                app.out.note(&what);
                app.out.note(&action);
                part.step()?
            }
            (Err(problem), By::Script(_)) => return Err(Script::refused(&place, None, problem)),
            (Err(problem), By::Person) => return Err(problem.into()),
        };
    }
}

fn ask(app: &mut App, part: &TogetherPart, view: &StepView) -> Result<Move, Failure> {
    let done = Asking { app, view, mine: None, before: None, heading: false }.ask()?;
    match view.asks {
        Asks::Turns { .. } => turns(app, part, view.clone()),
        _ => Ok(done),
    }
}

/// Turn after turn. Enter starts the time of one, and ends it.
fn turns(app: &mut App, part: &TogetherPart, mut view: StepView) -> Result<Move, Failure> {
    loop {
        let Asks::Turns { turns, turn, timer, over } = &view.asks else { return Ok(Move::Pass) };
        let Some(now) = turns.get(*turn as usize) else {
            app.out.note(&app.words.say("guides-turns-over"));
            return Ok(match app.typed_key("checkin-pass")? {
                Typed::Stop => Move::Stop,
                _ => Move::Pass,
            });
        };
        app.out.note_strong(&turn_words(app, &now.words, now.minutes));
        let left = match timer.remaining.filter(|left| *left > 0) {
            Some(left) => left,
            None => {
                app.out.note_faint(&app.words.say("guides-turn-starts"));
                match app.typed_key("guides-prompt")? {
                    Typed::Stop => return Ok(Move::Stop),
                    Typed::Back => return Ok(Move::Back),
                    Typed::Help => {
                        app.out.note(&app.words.say("guides-turn-help"));
                        continue;
                    }
                    Typed::Pass | Typed::Words(_) => {}
                }
                part.start_timer()?;
                timer.seconds
            }
        };
        match app.count_down(left, over)? {
            Typed::Stop => return Ok(Move::Stop),
            Typed::Back => return Ok(Move::Back),
            Typed::Help => app.out.note(&app.words.say("guides-turn-help")),
            Typed::Pass | Typed::Words(_) => {
                view = part.next_turn()?;
                app.out.note("");
                continue;
            }
        }
        view = part.step()?;
    }
}
