//! `mend checkin ...`

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use mend_core::checkin::{OwnAnswer, Polarity};
use mend_core::reminder::{Cadence, Mark, ShortMonth, Slot, Weekday, limits};

use super::values::{parse_clock, parse_day, parse_time};

#[derive(Debug, Subcommand)]
pub enum CheckinCommand {
    /// Show what is due now
    Due,
    /// List the sets of questions
    Sets,
    /// Show the questions of a set
    Questions {
        /// Its name, such as daily
        set: String,
    },
    /// Answer a set of questions
    ///
    /// In a terminal one question after the other; each answer is kept at once, Enter skips, and `.` stops: the next
    /// time it goes on from there. From a pipe the answers are one JSON object, with the ids of the questions:
    /// {"daily.steady":3,"daily.feelings":["hurt:2","calm"],"daily.promise":"kept","daily.good_thing":"..."}
    ///
    /// Where promises are asked for one by one, their answer is an object of its own: {"daily.promise":{"ID":"kept"}}
    Answer {
        /// Its name, such as daily
        set: String,
        /// The slot of a schedule that it answers; the open one of this set, if not given
        #[arg(long, value_parser = parse_slot)]
        slot: Option<Slot>,
        /// The moment it is about, such as 2026-11-24T21:30:00+01:00; now, if not given
        #[arg(long, value_name = "RFC3339", value_parser = parse_time)]
        at: Option<DateTime<FixedOffset>>,
    },
    /// Show one check-in
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Change the answers of a check-in; the earlier ones are kept as a version
    Edit {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Show the earlier versions of a check-in
    Versions {
        /// Its id, or the beginning of it
        id: String,
        /// Remove them for good
        #[arg(long)]
        clear: bool,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Remove a check-in for good
    Delete {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// List check-ins, the newest first
    History {
        /// Of one set
        set: Option<String>,
        #[command(flatten)]
        page: PageArgs,
    },
    /// Ask yourself a question of your own
    #[command(subcommand)]
    Question(QuestionCommand),
    /// Read the page for you alone; nothing of it is kept
    Safety,
    /// When to be asked
    #[command(subcommand)]
    Schedule(ScheduleCommand),
    /// Say what became of a slot
    Mark {
        /// As `mend checkin due` shows it
        #[arg(value_parser = parse_slot)]
        slot: Slot,
        what: MarkArg,
    },
    /// Put an open slot off, three times at most
    Snooze {
        /// As `mend checkin due` shows it
        #[arg(value_parser = parse_slot)]
        slot: Slot,
        /// For how long
        #[arg(long, value_name = "N", default_value_t = 30)]
        minutes: u32,
    },
    /// List the times ahead
    Plan {
        #[command(flatten)]
        zone: ZoneArg,
        /// For how many days
        #[arg(long, value_name = "N", default_value_t = 7)]
        days: u32,
    },
    /// List the alarms that a phone would set
    Alarms {
        #[command(flatten)]
        zone: ZoneArg,
        /// How many a phone can set
        #[arg(long, value_name = "N", default_value_t = *limits::ALARMS.end())]
        budget: u32,
    },
    /// Take the clock as right, though it once said a later time
    AcceptClock,
    /// Expand cadences, one line of JSON each; needs no journal
    ///
    /// Reads lines such as {"zone":"Europe/Berlin","anchor":"2026-01-31","from":"2026-03-01","time":"20:00",
    /// "cadence":{"kind":"month_day","n":1,"day":31,"short_month":"last"}} and prints for each one line with up to 8
    /// occurrences, none after 2037: {"civil":["2026-03-31T20:00"],"utc":[1774980000]}
    Expand,
}

#[derive(Clone, Debug, Args)]
pub struct PageArgs {
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = Self::USUAL.limit, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub limit: u32,
    /// Go on where the last page ended
    #[arg(long, value_name = "NEXT")]
    pub after: Option<String>,
}

impl PageArgs {
    pub const USUAL: Self = Self { limit: 20, after: None };
}

#[derive(Clone, Debug, Args)]
pub struct ZoneArg {
    /// Where floating times are taken, such as Europe/Berlin; the zone of TZ or of this machine, if not given
    #[arg(long)]
    pub zone: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum QuestionCommand {
    /// Add one, read from the input
    Add {
        /// The set it belongs to
        #[arg(long, default_value = "daily")]
        set: String,
        /// What it is answered with
        #[arg(long, value_enum, default_value = "text")]
        answer: OwnAnswerArg,
        /// On a scale: a higher answer is the harder one
        #[arg(long)]
        lower_is_better: bool,
    },
    /// Remove one; check-ins that answered it keep it
    Remove {
        /// Its id, or the beginning of it
        id: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OwnAnswerArg {
    /// From not at all to almost all the time
    Frequency,
    /// From not at all true to very true
    Agreement,
    Feelings,
    Text,
    YesNo,
}

impl OwnAnswerArg {
    pub fn with(self, lower_is_better: bool) -> OwnAnswer {
        let polarity = if lower_is_better { Polarity::LowerIsBetter } else { Polarity::HigherIsBetter };
        match self {
            Self::Frequency => OwnAnswer::Frequency(polarity),
            Self::Agreement => OwnAnswer::Agreement(polarity),
            Self::Feelings => OwnAnswer::Feelings,
            Self::Text => OwnAnswer::Text,
            Self::YesNo => OwnAnswer::YesNo,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MarkArg {
    Opened,
    Answered,
    Skipped,
    /// There was a reason, which nobody has to give
    Excused,
}

impl From<MarkArg> for Mark {
    fn from(mark: MarkArg) -> Self {
        match mark {
            MarkArg::Opened => Self::Opened,
            MarkArg::Answered => Self::Answered,
            MarkArg::Skipped => Self::Skipped,
            MarkArg::Excused => Self::Excused,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum ScheduleCommand {
    /// Add one
    #[command(group = ArgGroup::new("cadence").required(true), group = ArgGroup::new("subject"))]
    Add {
        /// For a set of questions [default: daily]
        #[arg(long, group = "subject")]
        set: Option<String>,
        /// For something of your own, read from the input
        #[arg(long, group = "subject")]
        own: bool,
        /// For time with each other
        #[arg(long, group = "subject")]
        together_time: bool,
        #[command(flatten)]
        rhythm: RhythmArgs,
        /// At this time of the day; up to four times
        #[arg(long, value_name = "HH:MM", required = true, value_parser = parse_clock)]
        at: Vec<NaiveTime>,
        #[command(flatten)]
        more: MoreArgs,
    },
    /// List all
    List,
    /// Change one, from a day on that has not begun; the days before stay as they were
    #[command(group = ArgGroup::new("cadence"), group = ArgGroup::new("changes").required(true).multiple(true)
        .args(["daily", "weekly", "monthly", "monthly_on", "at", "zone", "floating", "grace", "anchor", "until",
            "no_until", "notice", "usual_notice"]))]
    Change {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        rhythm: RhythmArgs,
        /// At this time of the day, in place of all times from before; up to four
        #[arg(long, value_name = "HH:MM", value_parser = parse_clock)]
        at: Vec<NaiveTime>,
        #[command(flatten)]
        more: MoreArgs,
        /// The times hold wherever you are
        #[arg(long, conflicts_with = "zone")]
        floating: bool,
        /// Without a last day
        #[arg(long, conflicts_with = "until")]
        no_until: bool,
        /// With the neutral word again
        #[arg(long, conflicts_with = "notice")]
        usual_notice: bool,
        /// From this day on; as soon as possible, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        from: Option<NaiveDate>,
    },
    /// Pause one
    Pause {
        /// Its id, or the beginning of it
        id: String,
        /// The last day of the pause; until you resume, if not given
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        until: Option<NaiveDate>,
    },
    /// End a pause
    Resume {
        /// Its id, or the beginning of it
        id: String,
    },
    /// End one; its history stays
    End {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Remove one for good, with its history
    Remove {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Show what became of its times, the newest first
    History {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        page: PageArgs,
    },
}

/// How often. What belongs to one rhythm also names the others as conflicts: clap lets a requirement go where it could
/// not be met.
#[derive(Clone, Debug, Args)]
pub struct RhythmArgs {
    /// Every day
    #[arg(long, group = "cadence")]
    pub daily: bool,
    /// Every week on these days, such as MO,TH
    #[arg(long, group = "cadence", value_name = "DAYS", value_delimiter = ',', value_parser = parse_weekday)]
    pub weekly: Vec<Weekday>,
    /// Every month on this day: 1 to 31, or -1 for the last
    #[arg(long, group = "cadence", value_name = "DAY", allow_negative_numbers = true)]
    pub monthly: Option<i8>,
    /// Every month on the first (1:SU), second, or last (-1:SU) such day
    #[arg(long, group = "cadence", value_name = "NTH:DAY", allow_hyphen_values = true, value_parser = parse_nth)]
    pub monthly_on: Option<(i8, Weekday)>,
    /// Every second (2), third (3) day, week or month
    #[arg(long, value_name = "N", default_value_t = 1, requires = "cadence")]
    pub every: u8,
    /// The first day of a week, where every second week counts
    #[arg(long, value_name = "DAY", default_value = "MO", value_parser = parse_weekday, requires = "weekly",
        conflicts_with_all = ["daily", "monthly", "monthly_on"])]
    pub week_start: Weekday,
    /// What a day above 28 means in a month that is too short for it
    #[arg(long, value_enum, default_value = "skip", requires = "monthly",
        conflicts_with_all = ["daily", "weekly", "monthly_on"])]
    pub short_month: ShortMonthArg,
}

impl RhythmArgs {
    /// None where no cadence is given.
    pub fn cadence(self) -> Option<Cadence> {
        let Self { daily, weekly, monthly, monthly_on, every: n, week_start, short_month } = self;
        if daily {
            Some(Cadence::Daily { n })
        } else if !weekly.is_empty() {
            Some(Cadence::Weekly { n, days: weekly, week_start })
        } else if let Some(day) = monthly {
            Some(Cadence::MonthDay { n, day, short_month: short_month.into() })
        } else {
            monthly_on.map(|(nth, weekday)| Cadence::MonthNth { n, nth, weekday })
        }
    }
}

/// What a schedule may have besides.
#[derive(Clone, Debug, Args)]
pub struct MoreArgs {
    /// In this zone, such as Europe/Berlin; wherever you are, if not given
    #[arg(long)]
    pub zone: Option<String>,
    /// How many minutes after its time an answer is in time
    #[arg(long, value_name = "MINUTES")]
    pub grace: Option<u32>,
    /// Where counting begins; today, if not given
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub anchor: Option<NaiveDate>,
    /// The last day
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub until: Option<NaiveDate>,
    /// With words of your own on the alarm, read from the input; whoever sees the phone can read them
    #[arg(long)]
    pub notice: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShortMonthArg {
    /// That month has none
    Skip,
    /// Its last day
    Last,
}

impl From<ShortMonthArg> for ShortMonth {
    fn from(choice: ShortMonthArg) -> Self {
        match choice {
            ShortMonthArg::Skip => Self::Skip,
            ShortMonthArg::Last => Self::Last,
        }
    }
}

fn parse_slot(word: &str) -> Result<Slot, &'static str> {
    word.parse().map_err(|_| "copy it from: mend checkin due")
}

fn parse_weekday(word: &str) -> Result<Weekday, &'static str> {
    Weekday::from_code(&word.to_ascii_uppercase()).ok_or("write a day as MO, TU, WE, TH, FR, SA or SU")
}

fn parse_nth(word: &str) -> Result<(i8, Weekday), &'static str> {
    let parts = word.split_once(':').and_then(|(nth, day)| Some((nth.parse().ok()?, parse_weekday(day).ok()?)));
    parts.ok_or("write it as 1:SU for the first Sunday, or -1:FR for the last Friday")
}
