//! `mend pair`, `share`, `inbox`, `sync` and what belongs to them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use mend_qr::{Density, draw};

use super::agree::TopicArgs;
use super::checkin::PageArgs;
use super::promise::{LastDay, parse_last_day};
use super::values::parse_day;

#[derive(Debug, Subcommand)]
pub enum PairCommand {
    /// Show the first code, wait for the picture of the other phone's answer, compare words
    ///
    /// The code lives ten minutes and takes one answer. It is gone when this command ends. In a pipe the next line of
    /// the input, after the passphrase, has the four words that the other phone shows.
    Offer {
        #[command(flatten)]
        code: CodeArgs,
        /// The picture of the answer, which may come later; asked for, if not given
        #[arg(long, value_name = "PICTURE", num_args = 1..)]
        answer: Vec<PathBuf>,
        /// If this phone is paired already, put the new pair in the old one's place
        #[arg(long)]
        replace: bool,
    },
    /// Read the other phone's first code, show the answer, compare words
    ///
    /// In a pipe the next line of the input, after the passphrase, has the four words that the other phone shows.
    Answer {
        /// Pictures of the first code; one is enough
        #[arg(required = true, value_name = "PICTURE")]
        pictures: Vec<PathBuf>,
        #[command(flatten)]
        code: CodeArgs,
        /// If this phone is paired already, put the new pair in the old one's place
        #[arg(long)]
        replace: bool,
    },
}

/// Where one code goes.
#[derive(Debug, Args)]
pub struct CodeArgs {
    /// Also draw the code as a PNG picture into this file
    #[arg(long, value_name = "FILE")]
    pub png: Option<PathBuf>,
    /// Also draw the code as an SVG picture into this file
    #[arg(long, value_name = "FILE", conflicts_with = "png")]
    pub svg: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct UnpairArgs {
    /// Keep here what the two of you shared
    #[arg(long, conflicts_with = "delete")]
    pub keep: bool,
    /// Remove it here; what is on the other phone stays there
    #[arg(long)]
    pub delete: bool,
    /// Do not ask first; keeps what was shared, unless you say otherwise
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct ShareArgs {
    /// What it is
    #[arg(value_enum)]
    pub kind: ShareKind,
    /// Its id, or the beginning of it
    pub id: String,
    /// An answer of a check-in to share, by the id of its question; once for each
    #[arg(long, value_name = "QUESTION")]
    pub item: Vec<String>,
    /// Share it without being asked first
    #[arg(long)]
    pub yes: bool,
    /// Nor the second time, where Mend asks twice
    #[arg(long, requires = "yes")]
    pub sure: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShareKind {
    /// An entry, a card, a plan or a letter of the journal
    Entry,
    /// Answers of a check-in that you choose
    Checkin,
    /// A promise, as it is now
    Promise,
    /// A review of a promise that is shared
    Review,
    /// An agreement, to say yes to together
    Agreement,
    /// A schedule, for your partner to take or not
    Schedule,
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// List it
    List,
    /// Let something go that waits since a backup was restored
    Send {
        /// Its id, or the beginning of it
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum InboxCommand {
    /// List what came, the newest first
    List {
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show one; a letter stays closed until you accept it
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Say yes: read a letter, agree to a promise or an agreement
    Accept {
        /// Its id, or the beginning of it
        id: String,
        /// To this version; the latest, if not given
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Say no: leave a letter unread, which nobody is told; or decline a promise
    Decline {
        /// Its id, or the beginning of it
        id: String,
        /// This version; the latest, if not given
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Leave a letter for another time
    Later {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Ask for a change of a promise; your words are read from the input
    Ask {
        /// Its id, or the beginning of it
        id: String,
        /// Of this version; the latest, if not given
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Take your yes to an agreement back, at any time and for no reason
    Withdraw {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Write another version of an agreement, with your yes
    ///
    /// What holds goes on until both of you said yes to the new one.
    #[command(group = ArgGroup::new("changes").required(true).multiple(true)
        .args(["topic", "own_topic", "words", "owner", "review", "until"]))]
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
        /// Another day to look at it again; in four weeks, if that day is past
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        review: Option<NaiveDate>,
        /// Another last day, or none
        #[arg(long, value_name = "DAY", value_parser = parse_last_day)]
        until: Option<LastDay>,
    },
    /// Make a schedule that came your own
    Take {
        /// Its id, or the beginning of it
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum SyncCommand {
    /// Show what goes to the other phone as a code
    ///
    /// A little is one still code. More is a code that changes many times a second; the other phone films it, or reads
    /// the file. Whoever sees the code can film it, and only your partner's phone can open it.
    Show {
        #[command(flatten)]
        to: ShowArgs,
        /// How much each picture of a changing code holds
        #[arg(long, value_enum)]
        density: Option<DensityArg>,
        /// Pictures in a second
        #[arg(long, value_name = "N", default_value_t = draw::DEFAULT_FRAMES_PER_SECOND,
            value_parser = clap::value_parser!(u32).range(1..=50))]
        fps: u32,
    },
    /// Read the other phone's code from pictures of it
    ///
    /// PNG, JPEG and GIF, in any order; some may be missing. A folder stands for all its files.
    Scan {
        /// Pictures, or folders of them
        #[arg(required = true, value_name = "PICTURE")]
        pictures: Vec<PathBuf>,
    },
}

/// Where codes go; the terminal, if nothing is given.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct ShowArgs {
    /// As one animated picture into this file
    #[arg(long, value_name = "FILE")]
    pub gif: Option<PathBuf>,
    /// As numbered pictures into this folder
    #[arg(long, value_name = "FOLDER")]
    pub png: Option<PathBuf>,
    /// In the terminal, until you press a key
    #[arg(long)]
    pub terminal: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DensityArg {
    /// For the weakest cameras and the smallest screens
    V9,
    V14,
    /// What Mend takes, if it fits
    V20,
    V30,
    /// For good cameras
    V40,
}

impl From<DensityArg> for Density {
    fn from(density: DensityArg) -> Self {
        match density {
            DensityArg::V9 => Self::V9,
            DensityArg::V14 => Self::V14,
            DensityArg::V20 => Self::V20,
            DensityArg::V30 => Self::V30,
            DensityArg::V40 => Self::V40,
        }
    }
}
