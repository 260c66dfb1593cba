//! The command line's grammar. Its doc comments are the help texts.

mod agree;
mod checkin;
mod guide;
mod journal;
mod partner;
mod promise;
mod values;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Parser, Subcommand};

pub use agree::{AgreeCommand, TopicArgs};
pub use checkin::{CheckinCommand, MoreArgs, PageArgs, QuestionCommand, RhythmArgs, ScheduleCommand, ZoneArg};
pub use guide::{AnswersArg, GuideCommand};
pub use journal::{EntryFields, FilterArgs, JournalCommand, PromptCommand};
pub use partner::{
    CodeArgs, InboxCommand, OutboxCommand, PairCommand, ShareArgs, ShareKind, ShowArgs, SyncCommand, UnpairArgs,
};
pub use promise::{LastDay, PromiseCommand};
pub use values::{FeelingArg, FormArg, HelpPageArg, Quiet, RoleArg, parse_clock, parse_day};

use crate::failure;

/// A private journal for two people who rebuild trust.
///
/// Everything stays on this machine, behind your passphrase. Begin with: mend init
#[derive(Debug, Parser)]
#[command(name = "mend", version, max_term_width = 100)]
pub struct CommandLine {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Folder of the journal [default: MEND_HOME, or your data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Read passphrases from this file descriptor, one line for each prompt
    ///
    /// The order is: current, new, together. One line ending is cut off each. With 0, a text follows them on the
    /// same input.
    #[arg(long, global = true, value_name = "N")]
    pub passphrase_fd: Option<u32>,
    /// Open with the recovery code in place of the passphrase
    #[arg(long, global = true)]
    pub recovery: bool,
    /// Open even if the last changes are missing or damaged, without them
    #[arg(long, global = true)]
    pub without_last_changes: bool,
    /// Open the private space when what you share is lost; an empty one takes its place
    #[arg(long, global = true)]
    pub without_together: bool,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub json: bool,
    /// Take this as the present time, such as 2026-11-24T21:30:00+01:00
    #[arg(long, global = true, value_name = "RFC3339", value_parser = values::parse_time)]
    pub now: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// See everything at work, in folders that are removed again
    ///
    /// Needs no input. It plays with a made-up couple's week and shows what really happened at each step.
    Tour,
    /// Set up a journal
    Init {
        /// Set up with a together passphrase alone
        #[arg(long, conflicts_with = "together")]
        together_only: bool,
        /// Set a together passphrase too
        #[arg(long)]
        together: bool,
    },
    /// Change a passphrase
    ///
    /// Type the one that you want to change, then the new one. Everything it opens is sealed anew, so that the old
    /// one opens nothing later. If you forgot it, use: mend --recovery passphrase
    Passphrase {
        /// Set or replace the together passphrase
        #[arg(long, conflicts_with = "someone_knows")]
        together: bool,
        /// Remove the together passphrase
        #[arg(long, conflicts_with_all = ["together", "someone_knows"])]
        remove_together: bool,
        /// Someone knows it: new passphrases, new keys and a new recovery code in one action
        #[arg(long)]
        someone_knows: bool,
    },
    /// Make a recovery code, check it or remove it
    Recovery {
        /// Check that the code on your paper opens your journal
        #[arg(long, conflicts_with = "remove")]
        check: bool,
        /// Remove the code, so that it opens nothing
        #[arg(long)]
        remove: bool,
    },
    /// List every way in, with its date
    Slots,
    /// Replace the private space by an empty one
    ///
    /// What you share with your partner stays. This cannot be undone.
    ErasePrivate {
        /// Set a passphrase for the new private space
        #[arg(long)]
        new_passphrase: bool,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Remove everything
    ///
    /// This cannot be undone.
    EraseAll {
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Write an entry
    ///
    /// The text comes from the input, or is typed until Ctrl-D. One line ending at its end is cut off; the rest is
    /// kept as it is. A text is no argument, since shells keep those.
    Write {
        #[command(flatten)]
        fields: EntryFields,
        /// Mark it with a star
        #[arg(long)]
        star: bool,
        /// Go on with this draft
        #[arg(long, value_name = "ID")]
        draft: Option<String>,
    },
    /// Read, search and change the journal
    #[command(subcommand)]
    Journal(JournalCommand),
    /// Short questions, at the rhythm that you choose
    #[command(subcommand)]
    Checkin(CheckinCommand),
    /// What you mean to do, so that it can be counted
    #[command(subcommand)]
    Promise(PromiseCommand),
    /// Walk through something step by step, at your own pace
    #[command(subcommand)]
    Guide(GuideCommand),
    /// What the two of you want to hold to, item by item
    #[command(subcommand)]
    Agree(AgreeCommand),
    /// Pair this phone with your partner's; without a command, say whether it is paired
    Pair {
        #[command(subcommand)]
        command: Option<PairCommand>,
    },
    /// End the pair, alone and at any time; nobody is told
    Unpair(UnpairArgs),
    /// Share one thing with your partner, after a look at all that goes over
    ///
    /// Without a yes it only shows what would go over.
    Share(ShareArgs),
    /// List what your partner has from you, or show one of it
    Shared {
        /// Its id, or the beginning of it
        id: Option<String>,
        #[command(flatten)]
        page: PageArgs,
    },
    /// Take something back that you shared
    Unshare {
        /// Its id, or the beginning of it, from: mend shared
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// What goes over with your next code; without a command, list it
    Outbox {
        #[command(subcommand)]
        command: Option<OutboxCommand>,
    },
    /// What your partner shared with you; without a command, list it
    Inbox {
        #[command(subcommand)]
        command: Option<InboxCommand>,
    },
    /// Show your partner's phone what is new, and read what it shows
    #[command(subcommand)]
    Sync(SyncCommand),
    /// What your own answers and words show over time
    Insight {
        /// From this day on
        #[arg(long, value_name = "DAY", value_parser = values::parse_day)]
        from: Option<NaiveDate>,
        /// Up to this day
        #[arg(long, value_name = "DAY", value_parser = values::parse_day)]
        to: Option<NaiveDate>,
        /// Also draw each as a picture into this folder; the pictures are not encrypted
        #[arg(long, value_name = "FOLDER")]
        svg: Option<PathBuf>,
    },
    /// Numbers and people to turn to; needs no passphrase
    ///
    /// Without a country, those of the country that is set on this device: mend settings set --country CC
    HelpLines {
        /// Two letters, such as NZ or DE
        #[arg(value_name = "CC")]
        country: Option<String>,
        /// List the countries that have numbers here
        #[arg(long, conflicts_with = "country")]
        countries: bool,
    },
    /// Read a page for a hard hour; needs no passphrase
    HelpPage {
        /// Which page
        #[arg(value_enum)]
        page: HelpPageArg,
        /// Country of the numbers below it, as two letters
        #[arg(long, value_name = "CC")]
        country: Option<String>,
    },
    /// Who you are, in your own words
    Profile {
        #[command(subcommand)]
        command: Option<ProfileCommand>,
    },
    /// Settings of the journal and of this device
    Settings {
        #[command(subcommand)]
        command: Option<SettingsCommand>,
    },
    /// Copy everything into one encrypted file
    Backup {
        /// A file that is not there yet
        file: PathBuf,
    },
    /// Read every page, of the journal or of a backup, and say what is damaged
    Verify {
        /// A backup
        file: Option<PathBuf>,
    },
    /// Set up this folder from a backup
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Writes entries until it is killed, for the tour
    #[command(hide = true)]
    TourWriter,
}

#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show it
    Show,
    /// Change what is given; the rest stays
    #[command(override_usage = "mend profile set [OPTIONS]")]
    Set(ProfileFields),
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct ProfileFields {
    /// Your name, as you say it
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Your partner's name, as you say it
    #[arg(long, value_name = "NAME")]
    pub partner_name: Option<String>,
    /// How texts speak to you
    #[arg(long, value_name = "FORM")]
    pub form: Option<FormArg>,
    /// How texts speak of your partner
    #[arg(long, value_name = "FORM")]
    pub partner_form: Option<FormArg>,
    /// Country as two letters, or none
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    /// Your role of the moment, or none
    #[arg(long, value_name = "ROLE")]
    pub role: Option<RoleArg>,
}

#[derive(Debug, Subcommand)]
pub enum SettingsCommand {
    /// Show them
    Show,
    /// Change what is given; the rest stays
    #[command(override_usage = "mend settings set [OPTIONS]")]
    Set(SettingsFields),
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct SettingsFields {
    /// Hour at which your day ends, 0 to 12
    #[arg(long, value_name = "HOUR")]
    pub day_ends_at: Option<u8>,
    /// Show entries of this day in earlier years
    #[arg(long, value_name = "BOOL")]
    pub on_this_day: Option<bool>,
    /// Language of the texts, such as en
    #[arg(long, value_name = "LANG")]
    pub locale: Option<String>,
    /// Country of the help lines as two letters, or none; whoever holds this device can read it
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    /// Seconds in the background until the app locks
    #[arg(long, value_name = "SECONDS")]
    pub lock_after: Option<u32>,
    /// Whether a phone rings for your schedules
    #[arg(long, value_name = "BOOL")]
    pub reminders: Option<bool>,
    /// Hours in which nothing rings, such as 22:00-07:00, or none
    #[arg(long, value_name = "HOURS", value_parser = values::parse_quiet)]
    pub quiet: Option<Quiet>,
}

/// The arguments, or the exit code after usage, help or version were printed.
pub fn parse() -> Result<CommandLine, ExitCode> {
    CommandLine::try_parse().map_err(|refused| {
        if refused.use_stderr() && asks_for_json() {
            return failure::report_usage(&refused.render().to_string());
        }
        // A closed pipe under `mend --help | head -1` is no failure.
        let _ = refused.print();
        if refused.use_stderr() { ExitCode::from(failure::USAGE) } else { ExitCode::SUCCESS }
    })
}

fn asks_for_json() -> bool {
    std::env::args_os().skip(1).take_while(|word| word != "--").any(|word| word == "--json")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_has_no_contradiction() {
        CommandLine::command().debug_assert();
    }
}
