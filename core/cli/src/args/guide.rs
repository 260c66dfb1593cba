//! `mend guide ...`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::checkin::PageArgs;
use super::values::RoleArg;

#[derive(Debug, Subcommand)]
pub enum GuideCommand {
    /// List the modules that there are
    List,
    /// Begin a module
    ///
    /// In a terminal one step after the other. Enter passes a step, `.` stops for now, `<` goes one step back, and `?`
    /// says more. Everything is kept at once, so that you can also close the window.
    Start {
        /// Its id, as `mend guide list` shows it
        module: String,
        #[command(flatten)]
        answers: AnswersArg,
    },
    /// Go on with a module where you stopped
    Resume {
        /// The run's id, or the beginning of it; the latest that is under way, if not given
        run: Option<String>,
        /// In another role from here on; nothing that you answered is lost
        #[arg(long, value_name = "ROLE")]
        role: Option<RoleArg>,
        /// Do what is made for two alone from here on, or no longer
        #[arg(long, value_name = "BOOL")]
        solo: Option<bool>,
        #[command(flatten)]
        answers: AnswersArg,
    },
    /// Show a run: each question as it was asked, and what came of it
    Show {
        /// Its id, or the beginning of it
        run: String,
    },
    /// List your runs, the newest first
    Runs {
        #[command(flatten)]
        page: PageArgs,
    },
    /// End a run before its end; what you answered stays
    End {
        /// Its id, or the beginning of it
        run: String,
    },
    /// Remove a run with its answers for good; what it made stays
    Delete {
        /// Its id, or the beginning of it
        run: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Go on with a part that two do over one phone; any passphrase will do
    Together {
        #[command(flatten)]
        answers: AnswersArg,
    },
    /// List what serves which practice; exits 1 while one is open
    Coverage,
    /// Check a pack of modules, and say what is wrong with it; needs no journal
    Check {
        /// Its folder
        pack: PathBuf,
    },
    /// Play a pack in a folder that is removed again; needs no journal
    Play {
        /// Its folder
        pack: PathBuf,
        /// Id of a module in it; the first, if not given
        module: Option<String>,
        #[command(flatten)]
        answers: AnswersArg,
    },
}

#[derive(Clone, Debug, Args)]
pub struct AnswersArg {
    /// Take the answers from a file of JSON, or from the input with `-`
    ///
    /// {"role":"hurt","solo":true,"together":true,"stop_at":"STEP","answers":{"STEP":VALUE,"STEP/ITEM":VALUE}}, each of
    /// it may be left out. A step without a value is passed.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
}
