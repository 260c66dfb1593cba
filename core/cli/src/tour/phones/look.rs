//! What the two phones show, side by side.

use mend_core::partner::{ItemBody, ItemRow, ItemView, Side};
use mend_core::{ItemId, MendError};
use serde::Serialize;

use super::Phone;
use crate::app::App;
use crate::codes::{Code, Screen};
use crate::failure::Failure;
use crate::page::{self, Page};
use crate::tour::stage::Problem;
use crate::words::Words;

/// What one phone shows of what was shared.
#[derive(Serialize)]
pub struct Look {
    owner: &'static str,
    /// In the order in which they were shared; none where the phone does not have it.
    items: Vec<Option<Seen>>,
}

#[derive(Serialize)]
struct Seen {
    #[serde(flatten)]
    row: ItemRow,
    /// Where a promise or an agreement stands, in words.
    stands: Option<String>,
}

impl Look {
    pub fn at(phone: &Phone, items: &[ItemId]) -> Result<Self, Problem> {
        let partner = phone.partner()?;
        let items = items.iter().map(|id| match partner.item(*id) {
            Ok(view) => Ok(Some(Seen::of(view))),
            Err(MendError::NotFound) => Ok(None),
            Err(error) => Err(Problem::from(error)),
        });
        Ok(Self { owner: phone.owner, items: items.collect::<Result<_, _>>()? })
    }
}

impl Seen {
    fn of(ItemView { row, body }: ItemView) -> Self {
        let stands = match body {
            ItemBody::Promise { mut versions, .. } => versions.pop().and_then(|it| it.answer).map(|it| it.said_words),
            ItemBody::Agreement { mut versions, .. } => versions.pop().map(|version| version.state_words),
            _ => None,
        };
        Self { row, stands }
    }

    fn cells(&self, words: &Words) -> [String; 3] {
        let stands = match (&self.stands, self.row.arrived) {
            (Some(stands), _) => stands.clone(),
            (None, Some(true)) => words.say("item-arrived"),
            (None, Some(false)) => words.say("item-not-arrived"),
            (None, None) if self.row.waiting => words.say("item-waiting"),
            (None, None) => String::new(),
        };
        let way = if self.row.from == Side::Me { "→" } else { "←" };
        [way.to_owned(), self.row.title.clone(), stands]
    }
}

/// Each thing in the same line on both; an empty line where one of them does not have it.
pub fn show(page: &mut Page, words: &Words, phones: &[Look; 2]) {
    let [left, right] = phones;
    let both = left.items.iter().zip(&right.items).filter(|(left, right)| left.is_some() || right.is_some());
    let cells = |item: &Option<Seen>| item.as_ref().map(|item| item.cells(words)).unwrap_or_default();
    let (left, right): (Vec<_>, Vec<_>) = both.map(|(left, right)| (cells(left), cells(right))).unzip();
    let rows = [left, right];
    page.beside(phones.each_ref().map(|phone| phone.owner), rows.each_ref().map(Vec::as_slice));
}

/// As far in as the sentences of steps.
const INDENT: usize = 14;

/// Where the lines are wide enough for it.
pub fn print_code(app: &App, code: &Code) -> Result<(), Failure> {
    if app.out.json {
        return Ok(());
    }
    let columns = app.out.columns().unwrap_or(usize::MAX);
    let screen = Screen { columns: columns.saturating_sub(INDENT), rows: usize::MAX, colour: app.out.has_colour() };
    match screen.still(code) {
        Ok(text) => {
            let indent = " ".repeat(INDENT);
            page::print(&text.lines().map(|line| format!("{indent}{line}\n")).collect::<String>())
        }
        Err(_) => Ok(()),
    }
}
