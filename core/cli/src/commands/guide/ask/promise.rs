//! A promise: what, how often, until when, and when it is told.

use chrono::NaiveDate;
use mend_core::checkin::OptionView;
use mend_core::promise::{NoteView, PromiseRequest, TemplateView};
use mend_core::reminder::{Cadence, ShortMonth, Weekday};

use super::plans::weekday;
use super::{Asking, Unsaid};
use crate::app::App;
use crate::args::parse_day;
use crate::commands::checkin::rhythm;
use crate::commands::guide::walk::Move;

/// How many templates are shown before anyone asks for more.
const SHOWN: usize = 4;

impl Asking<'_> {
    pub(super) fn promise(&mut self, templates: &[TemplateView], usual: NaiveDate) -> Result<Move, Unsaid> {
        let Some((open, ..)) = self.mine.filter(|_| self.before.is_none()) else { return self.made_already() };
        let promises = open.promises()?;
        let (what, cadence) = loop {
            let (what, cadence) = self.what(templates)?;
            if self.keeps_words(&promises.notes(&what))? {
                break (what, cadence);
            }
        };
        let cadence = self.cadence(cadence)?;
        self.asks_on(&self.app.words.with("guides-last-day", &[("day", &usual.to_string())]));
        let last_day = self.typed_as("", |_, word| parse_day(word).ok())?;
        self.asks_on(&self.app.words.say("guides-tell"));
        let tell = self.optional()?.unwrap_or_default();
        Ok(Move::Promise(PromiseRequest {
            what,
            cadence,
            first_day: None,
            last_day: Some(last_day.unwrap_or(usual)),
            tell: tell.trim().to_owned(),
        }))
    }

    /// In one's own words, or in those of a template, with its rhythm.
    fn what(&mut self, templates: &[TemplateView]) -> Result<(String, Option<Cadence>), Unsaid> {
        show_templates(self.app, templates.iter().take(SHOWN));
        self.app.out.note_faint(&self.app.words.say("guides-promise-how"));
        let line = match self.draft()? {
            Some(draft) => draft,
            None => self.line(|app| show_templates(app, templates.iter()))?,
        };
        let number = line.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let template = number.and_then(|n| templates.get(n));
        let what = template.map_or(line.trim(), |template| &template.what).to_owned();
        self.app.out.note(&what);
        self.keep_draft(&what);
        let drafted = templates.iter().find(|template| template.what == what);
        Ok((what, drafted.map(|template| template.cadence.clone())))
    }

    /// What is worth a second look stops nobody.
    pub(super) fn keeps_words(&mut self, notes: &[NoteView]) -> Result<bool, Unsaid> {
        if notes.is_empty() {
            return Ok(true);
        }
        notes.iter().for_each(|note| self.app.out.note(&note.words));
        self.app.out.note_faint(&self.app.words.say("guides-notes-how"));
        loop {
            match self.line_or_usual()?.as_deref() {
                None => return Ok(true),
                Some("1") => {
                    self.keep_draft("");
                    return Ok(false);
                }
                Some(_) => self.not_understood(),
            }
        }
    }

    fn cadence(&mut self, usual: Option<Cadence>) -> Result<Cadence, Unsaid> {
        let usual = usual.unwrap_or(Cadence::Daily { n: 1 });
        let words = rhythm(&self.app.words, &usual);
        self.asks_on(&self.app.words.with("guides-how-often", &[("rhythm", &words)]));
        self.numbered(
            &["guides-rhythm-daily", "guides-rhythm-weekly", "guides-rhythm-monthly"]
                .map(|id| OptionView { id: id.to_owned(), words: self.app.words.core().get(id, &[]) }),
        );
        loop {
            match self.line_or_usual()?.as_deref() {
                None => return Ok(usual),
                Some("1") => return Ok(Cadence::Daily { n: 1 }),
                Some("2") => {
                    let days = self.typed_as("guides-weekdays-hint", weekdays)?;
                    if let Some(days) = days {
                        return Ok(Cadence::Weekly { n: 1, days, week_start: Weekday::Mo });
                    }
                }
                Some("3") => {
                    let day = self.typed_as("guides-month-day-hint", |_, word| {
                        word.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
                    })?;
                    if let Some(day) = day {
                        return Ok(Cadence::MonthDay { n: 1, day, short_month: ShortMonth::Last });
                    }
                }
                Some(_) => self.not_understood(),
            }
        }
    }

    /// A step makes one thing; that can be changed in its own place.
    pub(super) fn made_already(&mut self) -> Result<Move, Unsaid> {
        self.app.out.note_faint(&self.app.words.say("guides-made-already"));
        self.go_on()
    }
}

fn show_templates<'t>(app: &App, templates: impl Iterator<Item = &'t TemplateView>) {
    for (n, template) in (1..).zip(templates) {
        app.out.note(&format!("  {n}  {}", template.what));
    }
}

fn weekdays(app: &App, line: &str) -> Option<Vec<Weekday>> {
    let words = line.split([',', ' ']).filter(|word| !word.is_empty());
    words.map(|word| weekday(app, word)).collect::<Option<Vec<_>>>().filter(|days| !days.is_empty())
}
