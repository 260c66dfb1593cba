//! One function for each command: ask, call the core, answer.

mod access;
mod agree;
mod calendar;
mod checkin;
mod copies;
mod edit;
mod entries;
mod erase;
mod guide;
mod help;
pub mod ids;
mod inbox;
mod insight;
mod items;
mod pair;
mod personal;
mod promise;
mod prompts;
mod setup;
mod share;
mod show;
mod sync;
mod typing;
mod write;

use std::process::ExitCode;

use clap::CommandFactory;
use mend_core::insight::Period;

use crate::app::App;
use crate::args::{Command, CommandLine, JournalCommand, OutboxCommand};
use crate::failure::Failure;
use crate::page;

pub fn run(app: &mut App, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Tour => return crate::tour::run(app),
        Command::TourWriter => crate::tour::write_until_killed(app)?,
        Command::Verify { file } => return copies::verify(app, file.as_deref()),
        Command::Init { together_only, together } => setup::init(app, together_only, together)?,
        Command::Passphrase { someone_knows: true, .. } => access::someone_knows(app)?,
        Command::Passphrase { together: true, .. } => access::set_together_passphrase(app)?,
        Command::Passphrase { remove_together: true, .. } => access::remove_together_passphrase(app)?,
        Command::Passphrase { .. } => access::change_passphrase(app)?,
        Command::Recovery { check: true, .. } => access::check_recovery_code(app)?,
        Command::Recovery { remove: true, .. } => access::remove_recovery_code(app)?,
        Command::Recovery { .. } => access::make_recovery_code(app)?,
        Command::Slots => access::slots(app)?,
        Command::ErasePrivate { new_passphrase, yes } => erase::private(app, new_passphrase, yes)?,
        Command::EraseAll { yes } => erase::all(app, yes)?,
        Command::Write { fields, star, draft } => write::write(app, fields, star, draft)?,
        Command::Journal(command) => journal(app, command)?,
        Command::Checkin(command) => checkin::checkin(app, command)?,
        Command::Promise(command) => promise::promise(app, command)?,
        Command::Guide(command) => return guide::guide(app, command),
        Command::Agree(command) => agree::agree(app, command)?,
        Command::Pair { command } => pair::pair(app, command)?,
        Command::Unpair(args) => pair::unpair(app, &args)?,
        Command::Share(args) => share::share(app, args)?,
        Command::Shared { id: Some(id), .. } => share::show(app, &id)?,
        Command::Shared { id: None, page } => share::list(app, &page)?,
        Command::Unshare { id, yes } => share::unshare(app, &id, yes)?,
        Command::Outbox { command: Some(OutboxCommand::Send { id }) } => share::send(app, &id)?,
        Command::Outbox { .. } => share::outbox(app)?,
        Command::Inbox { command } => inbox::inbox(app, command)?,
        Command::Sync(command) => sync::sync(app, command)?,
        Command::Insight { from, to, svg } => insight::insight(app, &Period { from, to }, svg.as_deref())?,
        Command::HelpLines { countries: true, .. } => help::countries(app)?,
        Command::HelpLines { country, .. } => help::lines(app, country.as_deref())?,
        Command::HelpPage { page, country } => help::page(app, page.into(), country.as_deref())?,
        Command::Profile { command } => personal::profile(app, command)?,
        Command::Settings { command } => personal::settings(app, command)?,
        Command::Backup { file } => copies::backup(app, &file)?,
        Command::Restore { file } => copies::restore(app, &file)?,
        Command::Completions { shell } => completions(shell)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn journal(app: &mut App, command: JournalCommand) -> Result<(), Failure> {
    match command {
        JournalCommand::List { filter, limit, after } => entries::list(app, filter, limit, after.as_deref()),
        JournalCommand::Show { id } => show::show(app, &id),
        JournalCommand::Search { query, filter, limit } => entries::search(app, query, filter, limit),
        JournalCommand::Edit { id, fields, no_title, no_tags, no_feelings, text } => {
            edit::edit(app, &id, edit::Changes { fields, no_title, no_tags, no_feelings, text })
        }
        JournalCommand::Delete { id, yes } => erase::entry(app, &id, yes),
        JournalCommand::History { id } => show::history(app, &id),
        JournalCommand::ClearHistory { id, yes } => erase::history(app, &id, yes),
        JournalCommand::Star { id, off } => edit::star(app, &id, !off),
        JournalCommand::Calendar { month, from, to } => calendar::calendar(app, month, from.zip(to)),
        JournalCommand::Tags => entries::tags(app),
        JournalCommand::Feelings => prompts::feelings(app),
        JournalCommand::Drafts { discard } => prompts::drafts(app, discard),
        JournalCommand::Prompts { command } => prompts::prompts(app, command),
        JournalCommand::Template { kind } => prompts::template(app, kind.into()),
        JournalCommand::OnThisDay => entries::on_this_day(app),
    }
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let whole = CommandLine::command();
    // The generator would also offer what is hidden from help.
    let mut shown = clap::Command::new("mend")
        .args(whole.get_arguments().cloned())
        .subcommands(whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut shown, "mend", &mut script);
    page::print(&String::from_utf8_lossy(&script))
}
