//! Whether a module that reads well makes sense: no id twice or unknown, no reference forward, no dead end, no step that
//! nobody can come to, nothing that the part done together must not know.

use std::collections::BTreeSet;

use super::module::{Choose, Kind, Make, Module, Next, Part, Step};
use super::{Fault, limits, reach};
use crate::{checkin, coverage, help};

/// The message that every module for two opens with.
pub(super) const OPENING: &str = "guide-if-afraid";

/// Practices of saying something that is hard to say. Who shows them is told what openness does not mean.
const OPENS_UP: [u16; 4] = [77, 78, 80, 82];

/// Mend's own messages that a step may say in place of its own.
const OWN_TEXTS: [&str; 1] = [OPENING];

/// All that is wrong with a module, each with the line of the step or make that it is about.
pub(super) fn faults(module: &Module, file: &str) -> Vec<Fault> {
    let mut check = Check { module, file, faults: Vec::new() };
    check.head();
    for (index, step) in module.steps.iter().enumerate() {
        check.step(index, step);
    }
    for make in &module.makes {
        check.make(make);
    }
    // Only what refers to what exists can be walked.
    if check.faults.is_empty() {
        for step in reach::unreachable(module) {
            check.fault(step.line, format!("no answer leads to the step {:?}", step.id));
        }
    }
    check.faults
}

pub(super) fn is_id(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let first = text.bytes().next();
    first.is_some_and(|byte| byte.is_ascii_lowercase()) && text.len() <= limits::ID_CHARACTERS && text.bytes().all(good)
}

struct Check<'m> {
    module: &'m Module,
    file: &'m str,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, line: usize, what: impl Into<String>) {
        self.faults.push(Fault { file: self.file.to_owned(), line, what: what.into() });
    }

    fn head(&mut self) {
        let Module { id, version, roles, minutes, needs, copies, steps, makes, .. } = self.module;
        if !is_id(id) {
            self.fault(1, format!("{id:?} is no id"));
        }
        if *version == 0 {
            self.fault(1, "versions count from 1");
        }
        if !(1..=600).contains(minutes) {
            self.fault(1, "minutes are from 1 to 600");
        }
        if roles.iter().map(|role| *role as u8).collect::<BTreeSet<_>>().len() < roles.len() {
            self.fault(1, "a role is there twice");
        }
        for need in needs.iter().filter(|need| !is_id(need) || *need == id) {
            self.fault(1, format!("{need:?} is no id of another module"));
        }
        if !(1..=limits::STEPS).contains(&steps.len()) || makes.len() > limits::MAKES {
            let (most, makes) = (limits::STEPS, limits::MAKES);
            self.fault(1, format!("a module has 1 to {most} steps and at most {makes} makes"));
        }
        let mut seen = BTreeSet::new();
        let ids = steps.iter().map(|step| (&step.id, step.line)).chain(makes.iter().map(|make| (&make.id, make.line)));
        for (id, line) in ids.collect::<Vec<_>>() {
            if !is_id(id) || id == "end" {
                self.fault(line, format!("{id:?} is no id"));
            } else if !seen.insert(id) {
                self.fault(line, format!("the id {id:?} is there twice"));
            }
        }
        for copied in copies {
            let listed = self
                .module
                .step(copied)
                .is_some_and(|step| step.part == Part::Alone && step.for_each.is_none() && step.kind.lists_things());
            if !listed {
                self.fault(1, format!("copies names {copied:?}, which is no list of the part alone"));
            }
        }
        if self.module.is_for_two() && steps.first().and_then(|step| step.text.as_deref()) != Some(OPENING) {
            let line = steps.first().map_or(1, |step| step.line);
            self.fault(line, format!("a module for two opens with a step whose text is {OPENING:?}"));
        }
    }

    fn step(&mut self, index: usize, step: &Step) {
        let line = step.line;
        let earlier = &self.module.steps[..index];
        if earlier.last().is_some_and(|before| before.part > step.part) {
            self.fault(line, "the parts come in the order alone, together, after");
        }
        if let Next::Step(next) = &step.next
            && self.module.index(next).is_none_or(|next| next <= index)
        {
            self.fault(
                line,
                format!("next names {next:?}, which is no later step: a run would go in a circle, or nowhere"),
            );
        }
        if let Some(source) = &step.for_each
            && self.known(index, step, source).is_none_or(|it| !it.kind_lists() || it.for_each.is_some())
        {
            self.fault(line, format!("for_each names {source:?}, which is no earlier list to be seen from here"));
        }
        for named in step.when.iter().flat_map(|condition| condition.steps()).map(str::to_owned).collect::<Vec<_>>() {
            let known = self.known(index, step, &named);
            if known.is_none() {
                self.fault(
                    line,
                    format!("the condition names {named:?}, which is no earlier step to be seen from here"),
                );
            } else if known.is_some_and(|it| it.kind == Kind::CheckSafety) {
                self.fault(line, format!("the condition names {named:?}: nothing may depend on a safety question"));
            }
        }
        if let Some(wait) = &step.not_before {
            let after = wait.after.as_ref();
            if !(1..=365).contains(&wait.days)
                || after.is_some_and(|after| self.module.index(after).is_none_or(|after| after >= index))
            {
                self.fault(line, "not_before has 1 to 365 days, after an earlier step");
            }
            if step.part == Part::Together {
                self.fault(line, "a step of the part together waits for no day");
            }
        }
        if step.text.as_ref().is_some_and(|text| !OWN_TEXTS.contains(&text.as_str())) {
            self.fault(line, format!("text is one of {OWN_TEXTS:?}"));
        }
        for number in step.serves.iter().filter(|number| !coverage::can_be_served(**number)) {
            self.fault(line, format!("there is no practice {number}, or it is left out on purpose"));
        }
        if step.serves.iter().any(|number| OPENS_UP.contains(number)) && !step.vulnerable {
            self.fault(line, "a step that asks for openness is vulnerable: the note on harm stands below it");
        }
        self.part(step);
        self.kind(index, step, &step.kind);
        if let Some(solo) = &step.solo {
            self.kind(index, step, solo);
        }
    }

    /// An earlier step that this one may know of.
    fn known(&self, index: usize, step: &Step, named: &str) -> Option<&Step> {
        let known = self.module.steps[..index].iter().find(|earlier| earlier.id == named)?;
        let hidden = step.part == Part::Together
            && known.part == Part::Alone
            && !self.module.copies.iter().any(|copied| copied == named);
        Some(known).filter(|_| !hidden)
    }

    fn part(&mut self, step: &Step) {
        let line = step.line;
        let (together, kind) = (step.part == Part::Together, &step.kind);
        let stays = matches!(kind, Kind::Read | Kind::Pause { .. });
        match (together, &step.solo) {
            (true, None) if !stays => self.fault(line, "a step of the part together says what it is for someone alone"),
            (false, Some(_)) => self.fault(line, "solo belongs to steps of the part together"),
            _ => {}
        }
        let for_two = matches!(kind, Kind::SpeakListen { .. });
        let both = matches!(
            kind,
            Kind::Read | Kind::Pause { .. } | Kind::SpeakListen { .. } | Kind::Choose(_) | Kind::Plan { .. }
        );
        if for_two && !together {
            self.fault(line, "speak_listen belongs to the part together");
        }
        if together && !both {
            self.fault(line, format!("a step of the kind {} is nothing to do over one phone", kind.id()));
        }
        if *kind == Kind::CheckSafety && step.part != Part::Alone {
            self.fault(line, "safety questions stand in the part alone");
        }
    }

    fn kind(&mut self, index: usize, step: &Step, kind: &Kind) {
        let line = step.line;
        let earlier_choice = |named: &Option<String>| {
            named.as_ref().is_none_or(|named| {
                let known = self.module.steps[..index].iter().find(|earlier| earlier.id == *named);
                known.is_some_and(|known| matches!(known.kind, Kind::Choose(_)))
            })
        };
        match kind {
            Kind::Choose(choose) => self.choose(index, step, choose),
            Kind::NameEmotion { most } if !(1..=10).contains(most) => self.fault(line, "most is from 1 to 10"),
            Kind::Rate { scale } if scale != "strength" && checkin::content::scale_points(scale).is_none() => {
                self.fault(line, format!("there is no scale {scale:?}"));
            }
            Kind::Pause { seconds } if !(10..=3600).contains(seconds) => {
                self.fault(line, "a pause has 10 to 3600 seconds");
            }
            Kind::SpeakListen { turns } => {
                let good = (1..=12).contains(&turns.len()) && turns.iter().all(|turn| (1..=30).contains(&turn.minutes));
                if !good {
                    self.fault(line, "there are 1 to 12 turns of 1 to 30 minutes");
                }
            }
            Kind::MakePromise { area } if !earlier_choice(area) => {
                self.fault(line, "area names no earlier choice");
            }
            Kind::Agree { topic } if !earlier_choice(topic) => {
                self.fault(line, "topic names no earlier choice");
            }
            Kind::Plan { asks, within_days, reminder } => {
                let each_once = asks.iter().map(|field| *field as u8).collect::<BTreeSet<_>>().len() == asks.len();
                if asks.is_empty() || !each_once || !(1..=365).contains(within_days) {
                    self.fault(line, "a plan asks for something, each once, within 1 to 365 days");
                }
                let has_day = asks
                    .iter()
                    .any(|field| matches!(field, super::module::PlanField::Day | super::module::PlanField::Weekday));
                if *reminder && !has_day {
                    self.fault(line, "a reminder needs a day or a weekday");
                }
            }
            Kind::ShareChoice { items } => {
                for item in items.clone() {
                    let made = self.module.makes.iter().any(|make| make.id == item);
                    let answered = self.module.steps[..index].iter().any(|earlier| {
                        earlier.id == item
                            && matches!(
                                earlier.kind,
                                Kind::MakePromise { .. }
                                    | Kind::Agree { .. }
                                    | Kind::Choose(_)
                                    | Kind::NameEmotion { .. }
                                    | Kind::Reflect { .. }
                                    | Kind::Plan { .. }
                            )
                    });
                    if !made && !answered {
                        self.fault(line, format!("items names {item:?}, which is nothing to offer"));
                    }
                }
            }
            Kind::Checkin { set } if checkin::known_set(set).is_ok() => {}
            Kind::Checkin { set } => self.fault(line, format!("there is no set of questions {set:?}")),
            Kind::Signpost { ways, modules } => {
                for way in ways.iter().filter(|way| help::leads(way).is_none()).cloned().collect::<Vec<_>>() {
                    self.fault(line, format!("there is no way {way:?}"));
                }
                if ways.is_empty() && modules.is_empty() {
                    self.fault(line, "a signpost leads somewhere");
                }
            }
            _ => {}
        }
    }

    fn choose(&mut self, index: usize, step: &Step, choose: &Choose) {
        let line = step.line;
        let Choose { options, from, from_run, least, most, own: _ } = choose;
        if options.iter().collect::<BTreeSet<_>>().len() < options.len() {
            self.fault(line, "an option is there twice");
        }
        for option in options.iter().filter(|option| !is_id(option)).cloned().collect::<Vec<_>>() {
            self.fault(line, format!("{option:?} is no id"));
        }
        let many = (2..=limits::OPTIONS).contains(&options.len());
        match (from, from_run) {
            (Some(_), Some(_)) => self.fault(line, "a choice is from an earlier step or from another run, not both"),
            (Some(from), None) => {
                if self.known(index, step, from).is_none_or(|it| !it.kind_lists() || it.for_each.is_some()) {
                    self.fault(line, format!("from names {from:?}, which is no earlier list to be seen from here"));
                }
                if !options.is_empty() {
                    self.fault(line, "a choice from an earlier step has no options of its own");
                }
            }
            (None, from_run) => {
                if !many {
                    self.fault(line, format!("a choice has 2 to {} options", limits::OPTIONS));
                }
                let first = from_run.iter().flat_map(|run| run.first.values().flatten());
                for option in first.filter(|option| !options.contains(option)).cloned().collect::<Vec<_>>() {
                    self.fault(line, format!("first names {option:?}, which is no option"));
                }
                if from_run.is_some() && step.part == Part::Together {
                    self.fault(line, "the part together knows no other runs");
                }
            }
        }
        if *least > *most || *most == 0 || *most as usize > limits::OPTIONS {
            self.fault(line, "least is at most most, and most at least 1");
        }
    }

    fn make(&mut self, make: &Make) {
        let line = make.line;
        let Make { from, feelings, strengths, .. } = make;
        if from.is_empty() && feelings.is_none() {
            self.fault(line, "it is made of nothing");
        }
        for named in from {
            let good = self.module.step(named).is_some_and(|step| {
                let writes = |kind: &Kind| {
                    matches!(
                        kind,
                        Kind::Reflect { .. }
                            | Kind::WriteLetter
                            | Kind::Choose(_)
                            | Kind::Plan { .. }
                            | Kind::NameEmotion { .. }
                    )
                };
                writes(&step.kind) || step.solo.as_ref().is_some_and(writes)
            });
            if !good {
                self.fault(line, format!("from names {named:?}, which is no step with words"));
            }
        }
        if let Some(feelings) = feelings
            && self.module.step(feelings).is_none_or(|step| !matches!(step.kind, Kind::NameEmotion { .. }))
        {
            self.fault(line, "feelings names no step that asks for feelings");
        }
        if let Some(strengths) = strengths
            && self.module.step(strengths).is_none_or(|step| step.for_each != *feelings || !step.is_strength())
        {
            self.fault(line, "strengths names no step that asks for the strength of each of these feelings");
        }
    }
}

impl Step {
    /// Whether its answer is a list, in every way in which the step can be done.
    fn kind_lists(&self) -> bool {
        self.kind.lists_things() && self.solo.as_ref().is_none_or(Kind::lists_things)
    }

    fn is_strength(&self) -> bool {
        matches!(&self.kind, Kind::Rate { scale } if scale == "strength")
    }
}
