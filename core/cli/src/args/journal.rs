//! `mend journal ...`

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Subcommand};
use mend_core::journal::{Filter, WriteRequest};

use super::values::{FeelingArg, Kind, parse_day, parse_month, parse_time};

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// List entries, the newest first
    List {
        #[command(flatten)]
        filter: FilterArgs,
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=500))]
        limit: u32,
        /// Go on where the last page ended
        #[arg(long, value_name = "NEXT")]
        after: Option<String>,
    },
    /// Show an entry
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Find words, beginnings (trust*) and "exact phrases"
    Search {
        /// What to find; leave it out to type it, where no shell keeps it
        query: Option<String>,
        #[command(flatten)]
        filter: FilterArgs,
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=500))]
        limit: u32,
    },
    /// Change an entry; its earlier version stays in the history
    ///
    /// With no option, or with --text, the new text is read as `mend write` reads it.
    Edit {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        fields: EntryFields,
        /// Take the title away
        #[arg(long, conflicts_with = "title")]
        no_title: bool,
        /// Take all tags away
        #[arg(long, conflicts_with = "tag")]
        no_tags: bool,
        /// Take all feelings away
        #[arg(long, conflicts_with = "feeling")]
        no_feelings: bool,
        /// Read a new text
        #[arg(long)]
        text: bool,
    },
    /// Delete an entry for good, with its history
    Delete {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Show the earlier versions of an entry
    History {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Remove the earlier versions of an entry
    ClearHistory {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Mark an entry with a star
    Star {
        /// Its id, or the beginning of it
        id: String,
        /// Take the star away
        #[arg(long)]
        off: bool,
    },
    /// Show on which days you wrote
    Calendar {
        /// The month; the present one, if not given
        #[arg(long, value_name = "YYYY-MM", value_parser = parse_month, conflicts_with_all = ["from", "to"])]
        month: Option<NaiveDate>,
        /// First day
        #[arg(long, value_name = "DAY", value_parser = parse_day, requires = "to")]
        from: Option<NaiveDate>,
        /// Last day
        #[arg(long, value_name = "DAY", value_parser = parse_day, requires = "from")]
        to: Option<NaiveDate>,
    },
    /// List the tags in use
    Tags,
    /// List the feelings that an entry can name
    Feelings,
    /// List drafts: text that was typed and not yet kept
    Drafts {
        /// Remove this draft
        #[arg(long, value_name = "ID")]
        discard: Option<String>,
    },
    /// List prompts, or keep prompts of your own
    Prompts {
        #[command(subcommand)]
        command: Option<PromptCommand>,
    },
    /// Print an outline to begin from, in Markdown
    Template {
        /// Of which kind
        kind: Kind,
    },
    /// Show entries of this day in earlier years, if the setting is on
    OnThisDay,
}

#[derive(Debug, Subcommand)]
pub enum PromptCommand {
    /// Keep a prompt of your own, read from the input
    Add {
        /// What it helps to write
        #[arg(long, default_value = "entry")]
        kind: Kind,
    },
    /// Remove a prompt of your own
    Remove {
        /// Its id, or the beginning of it
        id: String,
    },
}

/// What an entry has besides its text.
#[derive(Clone, Debug, Default, Args)]
pub struct EntryFields {
    /// What it is
    #[arg(long)]
    pub kind: Option<Kind>,
    /// A title
    #[arg(long, value_name = "T")]
    pub title: Option<String>,
    /// A tag; may be given more than once
    #[arg(long, value_name = "T")]
    pub tag: Vec<String>,
    /// A feeling and how strong it was, as in calm:2; may be given more than once
    #[arg(long, value_name = "ID[:0-4]")]
    pub feeling: Vec<FeelingArg>,
    /// When it happened, such as 2026-11-24T21:30:00+01:00; now, if not given
    #[arg(long, value_name = "RFC3339", value_parser = parse_time)]
    pub at: Option<DateTime<FixedOffset>>,
}

impl EntryFields {
    /// A new entry with these and no text yet.
    pub fn request(self, starred: bool) -> WriteRequest {
        WriteRequest {
            kind: self.kind.map(Into::into).unwrap_or_default(),
            title: self.title,
            text: String::new(),
            happened_at: self.at,
            feelings: self.feeling.into_iter().map(|feeling| feeling.0).collect(),
            tags: self.tag,
            starred,
        }
    }
}

/// Which entries; all that is given must hold.
#[derive(Clone, Debug, Default, Args)]
pub struct FilterArgs {
    /// From this day on
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub from: Option<NaiveDate>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub to: Option<NaiveDate>,
    /// Of this kind
    #[arg(long)]
    pub kind: Option<Kind>,
    /// With this tag
    #[arg(long, value_name = "T")]
    pub tag: Option<String>,
    /// With this feeling
    #[arg(long, value_name = "ID")]
    pub feeling: Option<String>,
    /// With a star
    #[arg(long)]
    pub starred: bool,
}

impl From<FilterArgs> for Filter {
    fn from(args: FilterArgs) -> Self {
        let FilterArgs { from, to, kind, tag, feeling, starred } = args;
        Self { from, to, kind: kind.map(Into::into), tag, feeling, starred }
    }
}
