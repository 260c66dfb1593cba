//! Which steps a run comes through, and in what order: arithmetic over a module and answers, without a database.
//!
//! Every move goes forward in the module, so every walk ends, whatever was answered.

use std::collections::BTreeMap;

use super::condition::Facts;
use super::limits;
use super::module::{Module, Next, Part, Step};
use super::{Answer, Place};
use crate::profile::Role;

/// What decides the way through a module.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    pub role: Option<Role>,
    pub solo: bool,
    pub answers: BTreeMap<Place, Answer>,
}

/// A module and how far someone is in it.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    pub module: &'p Module,
    pub progress: &'p Progress,
}

impl Place {
    pub(crate) fn of(step: &str) -> Self {
        Self { step: step.to_owned(), item: String::new() }
    }

    pub(crate) fn for_item(step: &str, item: &str) -> Self {
        Self { step: step.to_owned(), item: item.to_owned() }
    }
}

impl<'p> Path<'p> {
    pub fn new(module: &'p Module, progress: &'p Progress) -> Self {
        Self { module, progress }
    }

    /// The place that follows; the first one after none. `None` at the end.
    pub fn next(self, after: Option<&Place>) -> Option<Place> {
        let mut index = 0;
        if let Some(place) = after {
            let here = self.module.index(&place.step)?;
            let step = &self.module.steps[here];
            let of_this_step = self.places(step);
            let passed = of_this_step.iter().position(|known| known == place);
            if let Some(next) = passed.and_then(|passed| of_this_step.get(passed + 1)) {
                return Some(next.clone());
            }
            index = match &step.next {
                Next::Following => here + 1,
                Next::Step(later) => self.module.index(later)?,
                Next::End => return None,
            };
        }
        self.module.steps[index..].iter().find_map(|step| self.places(step).into_iter().next())
    }

    /// All places from the first to the end, as things are answered now.
    pub fn whole(self) -> Vec<Place> {
        let mut places = Vec::new();
        while let Some(next) = self.next(places.last()) {
            places.push(next);
        }
        places
    }

    /// Where someone who stood at `place` stands now: there, if it is still on the way, else at what follows it.
    pub fn standing_at(self, place: &Place) -> Option<Place> {
        let way = self.whole();
        if way.contains(place) {
            return Some(place.clone());
        }
        let index = self.module.index(&place.step)?;
        way.into_iter().find(|other| self.module.index(&other.step).is_some_and(|other| other >= index))
    }

    /// The place before this one, on the way as it is now.
    pub fn before(self, place: Option<&Place>) -> Option<Place> {
        let way = self.whole();
        match place {
            None => way.last().cloned(),
            Some(place) => {
                let here = way.iter().position(|known| known == place)?;
                here.checked_sub(1).map(|before| way[before].clone())
            }
        }
    }

    /// Where the part that is done together ends.
    pub fn behind_together(self, place: &Place) -> Option<Place> {
        let mut place = place.clone();
        loop {
            place = self.next(Some(&place))?;
            if self.part(&place) != Some(Part::Together) {
                return Some(place);
            }
        }
    }

    pub fn part(self, place: &Place) -> Option<Part> {
        self.module.step(&place.step).map(|step| step.part)
    }

    /// The keys of the things in a step's answer, by which other steps come for each: ids of options and feelings,
    /// `+1` for the first in own words, `1` for the first line.
    pub fn items(self, source: &str) -> Vec<String> {
        let mut items = match self.progress.answers.get(&Place::of(source)) {
            Some(Answer::Chosen(chosen)) => {
                let own = (1..=chosen.own.len()).map(|n| format!("+{n}"));
                chosen.options.iter().cloned().chain(own).collect()
            }
            Some(Answer::Feelings(feelings)) => feelings.clone(),
            Some(Answer::Lines(lines)) => (1..=lines.len()).map(|n| n.to_string()).collect(),
            _ => Vec::new(),
        };
        items.truncate(limits::ITEMS);
        items
    }

    /// The places of a step that are there: none, one, or one for each thing.
    fn places(self, step: &Step) -> Vec<Place> {
        let there = |item: Option<&str>| {
            let facts = Here { path: self, step, item };
            step.when.as_ref().is_none_or(|condition| condition.holds(&facts))
        };
        match &step.for_each {
            None if there(None) => vec![Place::of(&step.id)],
            None => Vec::new(),
            Some(source) => {
                let items = self.items(source).into_iter().filter(|item| there(Some(item)));
                items.map(|item| Place::for_item(&step.id, &item)).collect()
            }
        }
    }
}

/// What a condition of a step is asked about.
struct Here<'p> {
    path: Path<'p>,
    step: &'p Step,
    item: Option<&'p str>,
}

impl Here<'_> {
    /// A step that comes for the same things is meant for the same thing.
    fn answer(&self, named: &str) -> Option<&Answer> {
        let same_things = self.path.module.step(named).is_some_and(|other| other.for_each == self.step.for_each);
        let item = self.item.filter(|_| same_things).unwrap_or_default();
        self.path.progress.answers.get(&Place::for_item(named, item))
    }
}

impl Facts for Here<'_> {
    fn role(&self) -> Option<Role> {
        self.path.progress.role
    }

    fn solo(&self) -> bool {
        self.path.progress.solo
    }

    fn answered(&self, step: &str) -> bool {
        self.answer(step).is_some()
            || self.path.progress.answers.keys().any(|place| place.step == step && self.item.is_none())
    }

    fn chosen(&self, step: &str) -> Vec<&str> {
        match self.answer(step) {
            Some(Answer::Chosen(chosen)) => chosen.options.iter().map(String::as_str).collect(),
            Some(Answer::Feelings(feelings)) => feelings.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn point(&self, step: &str) -> Option<i64> {
        match self.answer(step) {
            Some(Answer::Point(point)) => Some((*point).into()),
            _ => None,
        }
    }
}
