//! `mend agree ...`

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand};

use super::checkin::PageArgs;
use super::promise::{LastDay, parse_last_day};
use super::values::parse_day;

#[derive(Debug, Subcommand)]
pub enum AgreeCommand {
    /// Write one down: its words are read from the input
    ///
    /// Name a topic, or begin from a template. It is a draft that you alone know, until you say yes to it. With
    /// --own-topic the first line of the input is the topic. A line of your own, what you will do and what not, needs
    /// nobody's yes: write it with mend write --kind card.
    #[command(group = ArgGroup::new("about").args(["template", "topic", "own_topic"]).required(true).multiple(true))]
    Write {
        /// In the words of this template, from `mend agree templates`; then no text is read
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        #[command(flatten)]
        topic: TopicArgs,
        /// habit, ritual or transparency (openness that you offer of yourself); a habit, if not given
        #[arg(long, value_name = "KIND", conflicts_with = "template")]
        kind: Option<String>,
        /// Who does it: me, partner or both; both, if not given, and of openness only me
        #[arg(long, value_name = "OWNER")]
        owner: Option<String>,
        /// The day to look at it again, at most 90 days ahead; in four weeks, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        review: Option<NaiveDate>,
        /// The last day; openness needs one, at most 90 days ahead
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        until: Option<NaiveDate>,
    },
    /// List topics, and agreements to begin from
    Templates,
    /// List agreements, the newest first
    List {
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show one, with all its versions
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Change one; it becomes another version, which waits for a yes
    Change {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        topic: TopicArgs,
        /// With other words, read from the input; after the topic with --own-topic
        #[arg(long)]
        words: bool,
        /// Who does it: me, partner or both
        #[arg(long, value_name = "OWNER")]
        owner: Option<String>,
        /// Another day to look at it again
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        review: Option<NaiveDate>,
        /// Another last day, or none
        #[arg(long, value_name = "DAY", value_parser = parse_last_day)]
        until: Option<LastDay>,
    },
    /// Say yes to the latest version of one
    Accept {
        /// Its id, or the beginning of it
        id: String,
        /// Only if this is the latest version
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Take your yes back, at any time and for no reason
    Withdraw {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Say that you looked at one today and leave it as it is
    Review {
        /// Its id, or the beginning of it
        id: String,
        /// The day to look at it again
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        next: NaiveDate,
    },
    /// List what asks to be looked at, and what ends soon
    Due,
    /// Add a schedule that asks you to look at one on its day
    Remind {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Remove one for good, with its versions
    Delete {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub struct TopicArgs {
    /// What it is about, from the list in `mend agree templates`
    #[arg(long, value_name = "ID", conflicts_with = "own_topic")]
    pub topic: Option<String>,
    /// About something else: the first line of the input names it
    #[arg(long)]
    pub own_topic: bool,
}
