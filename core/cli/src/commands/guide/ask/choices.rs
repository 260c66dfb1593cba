//! What is chosen: options, feelings, points, things to offer.

use mend_core::checkin::{OptionView, PointView};
use mend_core::guide::{Answer, Chosen};
use mend_core::journal::Journal;

use super::{Asking, Unsaid};
use crate::app::App;
use crate::commands::guide::walk::Move;

/// What stands before one's own words.
const OWN: char = '+';

impl Asking<'_> {
    pub(super) fn choose(&mut self, options: &[OptionView], most: u32, own: Option<&String>) -> Result<Move, Unsaid> {
        self.numbered(options);
        if !options.is_empty() {
            self.app.out.note_faint(&self.app.words.with("guides-choose", &[("most", &most.to_string())]));
        }
        if let Some(own) = own {
            self.app.out.note_faint(&self.app.words.with("guides-own", &[("own", own)]));
        }
        loop {
            let line = self.line(|_| ())?;
            match chosen(options, &line).filter(|chosen| own.is_some() || chosen.own.is_empty()) {
                Some(chosen) => return Ok(Move::Answer(Answer::Chosen(chosen))),
                None => self.not_understood(),
            }
        }
    }

    pub(super) fn offer(&mut self, items: &[OptionView], about: &str) -> Result<Move, Unsaid> {
        self.numbered(items);
        self.app.out.note_faint(about);
        if items.is_empty() {
            return self.go_on();
        }
        loop {
            let line = self.line(|_| ())?;
            match chosen(items, &line).filter(|chosen| chosen.own.is_empty()) {
                Some(chosen) => return Ok(Move::Answer(Answer::Offer(chosen.options))),
                None => self.not_understood(),
            }
        }
    }

    pub(super) fn rate(&mut self, points: &[PointView]) -> Result<Move, Unsaid> {
        points.iter().for_each(|point| self.app.out.note(&format!("  {}  {}", point.value, point.words)));
        loop {
            let line = self.line(|_| ())?;
            let typed = line.trim();
            let meant = |point: &&PointView| typed == point.value.to_string() || same_words(typed, &point.words);
            match points.iter().find(meant) {
                Some(point) => return Ok(Move::Answer(Answer::Point(point.value))),
                None => self.not_understood(),
            }
        }
    }

    pub(super) fn feelings(&mut self, most: u32, hint: &str) -> Result<Move, Unsaid> {
        self.app.out.note_faint(hint);
        self.app.out.note_faint(&self.app.words.with("guides-feelings", &[("most", &most.to_string())]));
        loop {
            let line = self.line(show_feelings)?;
            let found: Option<Vec<String>> = pieces(&line)
                .map(|piece| feelings(self.app, piece))
                .collect::<Option<Vec<_>>>()
                .map(|found| found.concat());
            match found {
                Some(found) => return Ok(Move::Answer(Answer::Feelings(found))),
                // The words of a family are shown, so that one of them can be chosen.
                None if self.show_family(line.trim()) => {}
                None => self.not_understood(),
            }
        }
    }

    fn show_family(&self, typed: &str) -> bool {
        let words = self.app.words.core();
        let known = Journal::feelings()
            .iter()
            .find(|(family, _)| same_words(typed, family) || same_words(typed, &words.feeling_family(family)));
        if let Some((family, feelings)) = known {
            show_one_family(self.app, family, feelings);
        }
        known.is_some()
    }

    pub(super) fn numbered(&self, options: &[OptionView]) {
        (1..).zip(options).for_each(|(n, option)| self.app.out.note(&format!("  {n}  {}", option.words)));
    }
}

/// `1, 3 + something else`; the whole words of an option will do too. None where it is no such line.
fn chosen(options: &[OptionView], line: &str) -> Option<Chosen> {
    if let Some(option) = options.iter().find(|option| same_words(line.trim(), &option.words)) {
        return Some(Chosen { options: vec![option.id.clone()], own: Vec::new() });
    }
    let mut parts = line.split(OWN);
    let numbers = parts.next().unwrap_or_default().split([',', ' ']).filter(|word| !word.is_empty());
    let by_number = |word: &str| options.get(word.parse::<usize>().ok()?.checked_sub(1)?).map(|o| o.id.clone());
    let options = numbers.map(by_number).collect::<Option<Vec<_>>>()?;
    let own = parts.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()).collect();
    Some(Chosen { options, own })
}

fn pieces(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(str::trim).filter(|piece| !piece.is_empty())
}

/// The feeling of these words or this id; or several, with spaces between.
fn feelings(app: &App, piece: &str) -> Option<Vec<String>> {
    let known = || Journal::feelings().iter().flat_map(|(_, feelings)| *feelings);
    let one = |typed: &str| {
        let words = app.words.core();
        let found = known().find(|id| same_words(typed, id) || same_words(typed, &words.feeling(id)));
        found.map(|id| (*id).to_owned())
    };
    match one(piece) {
        Some(found) => Some(vec![found]),
        None => piece.split(' ').filter(|word| !word.is_empty()).map(one).collect(),
    }
}

fn show_feelings(app: &App) {
    Journal::feelings().iter().for_each(|(family, feelings)| show_one_family(app, family, feelings));
}

fn show_one_family(app: &App, family: &str, feelings: &[&str]) {
    let words: Vec<String> = feelings.iter().map(|id| app.words.core().feeling(id)).collect();
    app.out.note(&format!("  {}: {}", app.words.core().feeling_family(family), words.join(", ")));
}

fn same_words(typed: &str, words: &str) -> bool {
    typed.to_lowercase() == words.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_own_words_share_a_line() {
        let option = |id: &str| OptionView { id: id.to_owned(), words: format!("The {id}") };
        let options = [option("head"), option("hands"), option("back")];
        let read = |line: &str| chosen(&options, line).map(|chosen| (chosen.options.join(" "), chosen.own.join("|")));
        let is = |ids: &str, own: &str| Some((ids.to_owned(), own.to_owned()));
        assert_eq!(read("1, 3"), is("head back", ""));
        assert_eq!(read("3 1"), is("back head", ""));
        assert_eq!(read("the hands"), is("hands", ""));
        assert_eq!(read("2 + my knees + my, er, toes"), is("hands", "my knees|my, er, toes"));
        assert_eq!(read("+ my knees"), is("", "my knees"));
        for refused in ["0", "4", "1, x", "-1", "my knees"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
