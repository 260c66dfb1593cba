//! What Ines and Joris have to say to each other. Half a year after the secret came out, there is the money: for two
//! years Joris had a card that Ines did not know of.

use chrono::{DateTime, Duration, FixedOffset};
use mend_core::agreement::{AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::checkin::{Answer, AnswerRequest, ItemAnswer};
use mend_core::journal::{EntryKind, WriteRequest};
use mend_core::promise::PromiseRequest;
use mend_core::reminder::{Cadence, Weekday};
use mend_core::sharing::{PreviewView, ShareRequest};
use mend_core::{FieldProblem, ItemId, MendError};

use super::Phones;
use super::pictures::Phone;
use crate::tour::stage::{Problem, expect_refusal};

/// Where things stand among what was shared.
pub const ENTRY: usize = 1;
pub const AGREEMENT: usize = 2;
pub const PROMISE: usize = 3;
pub const LETTER: usize = 4;

/// Of the three answers she shares the last two; the first stays private.
const WEEK: [(&str, u8); 3] = [("weekly.on_guard", 3), ("weekly.listened", 2), ("weekly.time_together", 3)];

const HER_ENTRY: (&str, &str) = (
    "What the card did to me",
    "It was not the sum. Each month I looked at our account and thought that we were fine. Today you told me before I \
     asked, and that helped more than I let you see.",
);
const THE_AGREEMENT: &str = "Nothing above fifty without a word to the other first.";
const HIS_PROMISE: &str = "On Sunday I read the week of the card out loud.";
const HIS_LETTER: (&str, &str) = (
    "About the card",
    "Ines,\n\nI hid the card because I was ashamed, and then I was ashamed of hiding it. That is how it went. It does \
     not make it right. You get every line of it, and you can ask me about any of them, today or in a year.\n\nJoris",
);
/// What stands beside an entry and does not go with it.
pub const TAG: &str = "late evenings";
/// What is said after a backup was made.
pub const THE_FIRST_SUNDAY: (&str, &str) =
    ("The first Sunday", "I read four lines out loud. My voice shook, and you made tea.");
pub const TEN_MINUTES: (&str, &str) =
    ("Ten minutes", "It took ten minutes. I had no question left, and we went out before the rain.");

type Shared = Result<Vec<(ItemId, PreviewView)>, Problem>;

/// An entry as it is shared; its tags stay.
pub fn note(phone: &Phone, kind: EntryKind, (title, text): (&str, &str)) -> Result<ShareRequest, Problem> {
    let request = WriteRequest {
        kind,
        title: Some(title.to_owned()),
        text: text.to_owned(),
        tags: vec![TAG.to_owned()],
        ..WriteRequest::default()
    };
    Ok(ShareRequest::Entry { id: phone.session.journal()?.write(request)? })
}

fn share(phones: &mut Phones, phone: impl Fn(&Phones) -> &Phone, requests: &[ShareRequest]) -> Shared {
    let shared = requests.iter().map(|request| phone(phones).share(request)).collect::<Result<Vec<_>, _>>()?;
    phones.items.extend(shared.iter().map(|(item, _)| *item));
    Ok(shared)
}

pub fn share_from_ines(phones: &mut Phones, requests: &[ShareRequest]) -> Shared {
    share(phones, |phones| &phones.ines, requests)
}

pub fn share_from_joris(phones: &mut Phones, requests: &[ShareRequest]) -> Shared {
    share(phones, |phones| &phones.joris, requests)
}

/// Two answers of a check-in, an entry, and an agreement with her yes.
pub fn from_ines(phones: &mut Phones) -> Shared {
    let session = &phones.ines.session;
    let answers = WEEK.map(|(item, point)| ItemAnswer { item: item.into(), answer: Answer::Scale(point) });
    let request = AnswerRequest { set: "weekly".into(), answers: answers.to_vec(), ..AnswerRequest::default() };
    let checkin = session.checkins()?.answer(request)?;
    let agreements = session.agreements()?;
    let agreement = agreements.add(AgreementRequest {
        topic: Topic::listed("money"),
        words: THE_AGREEMENT.into(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some(agreements.usual_review_day(None)?),
        holds_until: None,
    })?;
    for version in agreements.show(agreement)?.versions {
        agreements.accept(agreement, version.hash)?;
    }
    let all = ShareRequest::Checkin { id: checkin, items: WEEK.iter().map(|(item, _)| (*item).into()).collect() };
    let private = MendError::BadField { field: "items", problem: FieldProblem::Unknown };
    expect_refusal("for an answer that stays private", private, session.sharing()?.preview(&all))?;
    let requests = [
        ShareRequest::Checkin { id: checkin, items: WEEK[1..].iter().map(|(item, _)| (*item).into()).collect() },
        note(&phones.ines, EntryKind::Entry, HER_ENTRY)?,
        ShareRequest::Agreement { id: agreement },
    ];
    share_from_ines(phones, &requests)
}

/// A promise and a letter.
pub fn from_joris(phones: &mut Phones) -> Shared {
    let promises = phones.joris.session.promises()?;
    let promise = promises.add(PromiseRequest {
        what: HIS_PROMISE.into(),
        cadence: Cadence::Weekly { n: 1, days: vec![Weekday::Su], week_start: Weekday::Mo },
        first_day: None,
        last_day: Some(promises.usual_last_day(None)?),
        tell: String::new(),
    })?;
    let letter = note(&phones.joris, EntryKind::Letter, HIS_LETTER)?;
    share_from_joris(phones, &[ShareRequest::Promise { id: promise }, letter])
}

/// Words that nobody reads before the letter was opened.
pub fn letter_begins() -> &'static str {
    HIS_LETTER.0
}

const LINES_A_DAY: usize = 4;
const DAYS: i64 = 365;
const PLACES: [&str; 24] = [
    "bakery",
    "kiosk",
    "garage",
    "petrol",
    "lottery",
    "corner shop",
    "bar",
    "hardware",
    "train",
    "bookshop",
    "pizza",
    "game",
    "barber",
    "chemist",
    "parking",
    "flowers",
    "market",
    "cinema",
    "bus",
    "canteen",
    "music",
    "phone",
    "florist",
    "cash",
];
const THINGS: [&str; 24] = [
    "two coffees",
    "one ticket",
    "brake pads",
    "a round for four",
    "paper",
    "ten turns",
    "a loan to Piet",
    "oil",
    "screws",
    "lunch",
    "the late fee",
    "stamps",
    "a gift",
    "shoes",
    "for the car",
    "I forgot",
    "bread",
    "a present",
    "batteries",
    "headphones",
    "soap",
    "a magazine",
    "seeds",
    "credit",
];

/// A year of the card, line by line; the year before with `years_ago` 1.
pub fn a_year_of_the_card(now: DateTime<FixedOffset>, years_ago: i64, dice: &mut Dice) -> String {
    let mut lines = String::new();
    for day in 1..=DAYS {
        let date = (now - Duration::days((years_ago + 1) * DAYS - day)).date_naive();
        for quarter in 0..LINES_A_DAY {
            let (hour, minute) = (7 + quarter * 4 + dice.below(4), dice.below(60));
            let (place, thing) = (PLACES[dice.below(PLACES.len())], THINGS[dice.below(THINGS.len())]);
            let (whole, cents) = (1 + dice.below(60), dice.below(100));
            lines += &format!("{date} {hour:02}:{minute:02} {whole}.{cents:02} {place}, {thing}\n");
        }
    }
    lines
}

/// Draws the same in every tour (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }
}
