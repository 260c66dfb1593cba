//! `mend promise ...`

use chrono::NaiveDate;
use clap::{ArgGroup, Subcommand};

use super::checkin::{PageArgs, RhythmArgs};
use super::values::parse_day;

#[derive(Debug, Subcommand)]
pub enum PromiseCommand {
    /// Make one: what you promise is read from the input
    ///
    /// Say how often, or begin from a template. It lasts four weeks if you name no last day, and 90 days at most. With
    /// --tell the input has a second line.
    #[command(
        group = ArgGroup::new("cadence"),
        group = ArgGroup::new("often")
            .args(["daily", "weekly", "monthly", "monthly_on", "template"]).required(true).multiple(true)
    )]
    Add {
        /// In the words of this template, from `mend promise templates`; then no text is read
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        #[command(flatten)]
        rhythm: RhythmArgs,
        /// The first day; today, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        from: Option<NaiveDate>,
        /// The last day
        #[arg(long, value_name = "DAY", value_parser = parse_last_day)]
        until: Option<LastDay>,
        /// With when you will tell your partner of it, read from the input
        #[arg(long)]
        tell: bool,
    },
    /// List promises, the newest first
    List {
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show one, with all its versions
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// List what is due on a day
    Due {
        /// The day; today, if not given
        #[arg(value_parser = parse_day)]
        day: Option<NaiveDate>,
    },
    /// Write down how a day went; what you wrote before is kept
    Log {
        /// Its id, or the beginning of it
        id: String,
        /// kept, partly, missed or not_applicable
        outcome: String,
        /// The day; today, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        day: Option<NaiveDate>,
        /// With a note, read from the input
        #[arg(long, conflicts_with = "amends")]
        note: bool,
        /// With what you do to make up for it, read from the input
        #[arg(long)]
        amends: bool,
    },
    /// Remove for good all that you wrote of a day
    Unlog {
        /// Its id, or the beginning of it
        id: String,
        #[arg(value_parser = parse_day)]
        day: NaiveDate,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Change one; it becomes another version, and the one before stays readable
    #[command(group = ArgGroup::new("cadence"))]
    Change {
        /// Its id, or the beginning of it
        id: String,
        /// With other words, read from the input
        #[arg(long)]
        what: bool,
        #[command(flatten)]
        rhythm: RhythmArgs,
        /// Another last day
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        until: Option<NaiveDate>,
        /// With another time to tell of it, read from the input; the second line with --what
        #[arg(long)]
        tell: bool,
        /// The first day of the change; as soon as possible, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        from: Option<NaiveDate>,
    },
    /// End one today; what you wrote of its days stays
    End {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Remove one for good, with its versions, its days and its reviews
    Delete {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// List its days, the newest first; or all that you wrote of one day
    History {
        /// Its id, or the beginning of it
        id: String,
        /// All that you wrote of this day
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        day: Option<NaiveDate>,
        #[command(flatten)]
        page: PageArgs,
    },
    /// Remove for good what its days and reviews said before you changed them
    ClearHistory {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Write a review, read from the input; it stays private
    Review {
        /// The promise's id, or the beginning of it
        id: String,
        /// In place of this review, whose words are kept
        #[arg(long, value_name = "REVIEW")]
        change: Option<String>,
    },
    /// Show the reviews of one
    Reviews {
        /// The promise's id, or the beginning of it
        id: String,
    },
    /// Remove a review for good
    RemoveReview {
        /// The promise's id, or the beginning of it
        id: String,
        /// The review's id, or the beginning of it
        review: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Add a schedule that asks you once a week to look at it again
    Remind {
        /// Its id, or the beginning of it
        id: String,
    },
    /// List promises to begin from
    Templates,
}

/// A last day, or the word for none, which the core has an answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDay(pub Option<NaiveDate>);

pub(super) fn parse_last_day(word: &str) -> Result<LastDay, &'static str> {
    if word == "none" { Ok(LastDay(None)) } else { parse_day(word).map(|day| LastDay(Some(day))) }
}
