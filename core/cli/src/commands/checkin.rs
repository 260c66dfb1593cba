//! `mend checkin`

mod answers;
mod ask;
mod due;
mod piped;
mod questions;
mod safety;
pub mod schedule;

pub use self::answers::{answer_set, answer_set_with, found};
pub use self::piped::Pairs;
pub use self::safety::pages as safety_pages;
pub use self::schedule::rhythm;
use crate::app::App;
use crate::args::CheckinCommand;
use crate::failure::Failure;

pub fn checkin(app: &mut App, command: CheckinCommand) -> Result<(), Failure> {
    match command {
        CheckinCommand::Due => due::due(app),
        CheckinCommand::Sets => questions::sets(app),
        CheckinCommand::Questions { set } => questions::questions(app, &set),
        CheckinCommand::Answer { set, slot, at } => answers::answer(app, &set, slot, at),
        CheckinCommand::Show { id } => answers::show(app, &id),
        CheckinCommand::Edit { id } => answers::edit(app, &id),
        CheckinCommand::Versions { id, clear, yes } => answers::versions(app, &id, clear, yes),
        CheckinCommand::Delete { id, yes } => answers::delete(app, &id, yes),
        CheckinCommand::History { set, page } => answers::history(app, set.as_deref(), &page),
        CheckinCommand::Question(command) => questions::own(app, command),
        CheckinCommand::Safety => safety::safety(app),
        CheckinCommand::Schedule(command) => schedule::schedule(app, command),
        CheckinCommand::Mark { slot, what } => due::mark(app, slot, what.into()),
        CheckinCommand::Snooze { slot, minutes } => due::snooze(app, slot, minutes),
        CheckinCommand::Plan { zone, days } => due::plan(app, zone, days),
        CheckinCommand::Alarms { zone, budget } => due::alarms(app, zone, budget),
        CheckinCommand::AcceptClock => due::accept_clock(app),
        CheckinCommand::Expand => due::expand(app),
    }
}
