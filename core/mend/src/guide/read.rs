//! A module's file, read: what TOML says, and what of it makes no step. Every fault has its line.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::condition::{Condition, Value};
use super::module::{
    Audience, Choose, FromRun, Intensity, Kind, Make, Module, Next, NotBefore, Part, PlanField, Step, Turn,
};
use super::{Fault, limits};
use crate::journal::EntryKind;
use crate::profile::Role;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModule {
    id: Spanned<String>,
    version: u32,
    #[serde(rename = "for")]
    audience: Audience,
    #[serde(default)]
    roles: Vec<Role>,
    minutes: u32,
    intensity: Intensity,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    copies: Vec<String>,
    step: Vec<RawStep>,
    #[serde(default)]
    make: Vec<RawMake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: Spanned<String>,
    kind: Spanned<String>,
    #[serde(default)]
    part: Part,
    when: Option<Condition>,
    next: Option<String>,
    for_each: Option<String>,
    not_before: Option<NotBefore>,
    text: Option<String>,
    #[serde(default)]
    vulnerable: bool,
    #[serde(default)]
    serves: Vec<u16>,
    solo: Option<RawSolo>,
    // What the kinds ask for.
    list: Option<bool>,
    options: Option<Vec<String>>,
    from: Option<String>,
    from_run: Option<FromRun>,
    least: Option<u32>,
    most: Option<u32>,
    own: Option<bool>,
    scale: Option<String>,
    seconds: Option<u32>,
    turns: Option<Vec<Turn>>,
    area: Option<String>,
    topic: Option<String>,
    asks: Option<Vec<PlanField>>,
    within_days: Option<u32>,
    reminder: Option<bool>,
    items: Option<Vec<String>>,
    set: Option<String>,
    ways: Option<Vec<String>>,
    modules: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSolo {
    kind: Spanned<String>,
    list: Option<bool>,
    options: Option<Vec<String>>,
    from: Option<String>,
    least: Option<u32>,
    most: Option<u32>,
    own: Option<bool>,
    seconds: Option<u32>,
    asks: Option<Vec<PlanField>>,
    within_days: Option<u32>,
    reminder: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMake {
    id: Spanned<String>,
    kind: EntryKind,
    #[serde(default)]
    from: Vec<String>,
    feelings: Option<String>,
    strengths: Option<String>,
}

/// The fields of the kinds; each kind takes its own, and what is left belongs to no kind of this step.
#[derive(Default)]
struct Fields {
    list: Option<bool>,
    options: Option<Vec<String>>,
    from: Option<String>,
    from_run: Option<FromRun>,
    least: Option<u32>,
    most: Option<u32>,
    own: Option<bool>,
    scale: Option<String>,
    seconds: Option<u32>,
    turns: Option<Vec<Turn>>,
    area: Option<String>,
    topic: Option<String>,
    asks: Option<Vec<PlanField>>,
    within_days: Option<u32>,
    reminder: Option<bool>,
    items: Option<Vec<String>>,
    set: Option<String>,
    ways: Option<Vec<String>>,
    modules: Option<Vec<String>>,
}

/// Reads `source`, the module of `file`.
///
/// # Errors
/// All that is wrong with the form; what fits the form and makes no sense is for `check`.
pub(super) fn module(file: &str, source: &str) -> Result<Module, Vec<Fault>> {
    let raw: RawModule = toml::from_str(source).map_err(|e| vec![toml_fault(file, source, &e)])?;
    let mut reading = Reading { file, source, faults: Vec::new() };
    let steps: Vec<Step> = raw.step.into_iter().filter_map(|step| reading.step(step)).collect();
    let makes = raw.make.into_iter().map(|make| reading.make(make)).collect();
    let module = Module {
        id: raw.id.get_ref().clone(),
        version: raw.version,
        audience: raw.audience,
        roles: raw.roles,
        minutes: raw.minutes,
        intensity: raw.intensity,
        needs: raw.needs,
        copies: raw.copies,
        steps,
        makes,
    };
    if reading.faults.is_empty() { Ok(module) } else { Err(reading.faults) }
}

/// What the parser found, in one line.
pub(super) fn toml_fault(file: &str, source: &str, e: &toml::de::Error) -> Fault {
    let what = e.message().lines().next().unwrap_or("cannot be read").to_owned();
    Fault { file: file.to_owned(), line: e.span().map_or(1, |span| line_of(source, &span)), what }
}

fn line_of(source: &str, span: &Range<usize>) -> usize {
    source.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1
}

struct Reading<'s> {
    file: &'s str,
    source: &'s str,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, line: usize, what: impl Into<String>) {
        self.faults.push(Fault { file: self.file.to_owned(), line, what: what.into() });
    }

    fn step(&mut self, raw: RawStep) -> Option<Step> {
        let line = line_of(self.source, &raw.id.span());
        let fields = Fields {
            list: raw.list,
            options: raw.options,
            from: raw.from,
            from_run: raw.from_run,
            least: raw.least,
            most: raw.most,
            own: raw.own,
            scale: raw.scale,
            seconds: raw.seconds,
            turns: raw.turns,
            area: raw.area,
            topic: raw.topic,
            asks: raw.asks,
            within_days: raw.within_days,
            reminder: raw.reminder,
            items: raw.items,
            set: raw.set,
            ways: raw.ways,
            modules: raw.modules,
        };
        let kind = self.kind(&raw.kind, fields);
        let solo = raw.solo.map(|solo| self.solo(solo));
        let when = raw.when.filter(|condition| self.condition(line, condition));
        let solo = match solo {
            Some(solo) => Some(solo?),
            None => None,
        };
        let kind = kind?;
        let opens_up = matches!(kind, Kind::WriteLetter | Kind::SpeakListen { .. } | Kind::ShareChoice { .. });
        Some(Step {
            id: raw.id.into_inner(),
            line,
            part: raw.part,
            kind,
            solo,
            when,
            next: match raw.next.as_deref() {
                None => Next::Following,
                Some("end") => Next::End,
                Some(step) => Next::Step(step.to_owned()),
            },
            for_each: raw.for_each,
            not_before: raw.not_before,
            text: raw.text,
            vulnerable: raw.vulnerable || opens_up,
            serves: raw.serves,
        })
    }

    fn solo(&mut self, raw: RawSolo) -> Option<Kind> {
        let fields = Fields {
            list: raw.list,
            options: raw.options,
            from: raw.from,
            least: raw.least,
            most: raw.most,
            own: raw.own,
            seconds: raw.seconds,
            asks: raw.asks,
            within_days: raw.within_days,
            reminder: raw.reminder,
            ..Fields::default()
        };
        let kind = self.kind(&raw.kind, fields)?;
        let alone = matches!(
            kind,
            Kind::Read
                | Kind::Reflect { .. }
                | Kind::WriteLetter
                | Kind::Choose(_)
                | Kind::Plan { .. }
                | Kind::Pause { .. }
        );
        if !alone {
            let line = line_of(self.source, &raw.kind.span());
            self.fault(line, format!("a step of the kind {} is nothing to do alone", kind.id()));
        }
        Some(kind)
    }

    fn kind(&mut self, name: &Spanned<String>, mut fields: Fields) -> Option<Kind> {
        let line = line_of(self.source, &name.span());
        let kind = match name.get_ref().as_str() {
            "read" => Kind::Read,
            "reflect" => Kind::Reflect { list: fields.list.take().unwrap_or(false) },
            "choose" => Kind::Choose(Choose {
                options: fields.options.take().unwrap_or_default(),
                from: fields.from.take(),
                from_run: fields.from_run.take(),
                least: fields.least.take().unwrap_or(1),
                most: fields.most.take().unwrap_or(1),
                own: fields.own.take().unwrap_or(false),
            }),
            "name_emotion" => Kind::NameEmotion { most: fields.most.take().unwrap_or(3) },
            "rate" => Kind::Rate { scale: self.asked(line, "scale", fields.scale.take())? },
            "pause" => Kind::Pause { seconds: self.asked(line, "seconds", fields.seconds.take())? },
            "write_letter" => Kind::WriteLetter,
            "speak_listen" => Kind::SpeakListen { turns: self.asked(line, "turns", fields.turns.take())? },
            "make_promise" => Kind::MakePromise { area: fields.area.take() },
            "agree" => Kind::Agree { topic: fields.topic.take() },
            "plan" => Kind::Plan {
                asks: self.asked(line, "asks", fields.asks.take())?,
                within_days: fields.within_days.take().unwrap_or(90),
                reminder: fields.reminder.take().unwrap_or(false),
            },
            "share_choice" => Kind::ShareChoice { items: self.asked(line, "items", fields.items.take())? },
            "check_safety" => Kind::CheckSafety,
            "checkin" => Kind::Checkin { set: self.asked(line, "set", fields.set.take())? },
            "signpost" => Kind::Signpost {
                ways: fields.ways.take().unwrap_or_default(),
                modules: fields.modules.take().unwrap_or_default(),
            },
            other => {
                self.fault(line, format!("there is no kind of step named {other:?}"));
                return None;
            }
        };
        for field in fields.left() {
            self.fault(line, format!("{field} is no field of a step of the kind {}", kind.id()));
        }
        Some(kind)
    }

    fn asked<T>(&mut self, line: usize, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fault(line, format!("{field} is missing"));
        }
        value
    }

    fn condition(&mut self, line: usize, condition: &Condition) -> bool {
        if !condition.is_small() {
            let (levels, nodes) = (limits::CONDITION_DEPTH, limits::CONDITION_NODES);
            self.fault(line, format!("the condition has more than {levels} levels or {nodes} nodes"));
            return false;
        }
        let of_another_kind = condition.nodes().into_iter().any(|node| match node {
            Condition::Has(of) => matches!(of.value, Value::Number(_)),
            Condition::Lt(of) | Condition::Gt(of) => matches!(of.value, Value::Word(_)),
            _ => false,
        });
        if of_another_kind {
            self.fault(line, "has compares with an option, lt and gt with a number");
        }
        !of_another_kind
    }

    fn make(&mut self, raw: RawMake) -> Make {
        let line = line_of(self.source, &raw.id.span());
        let RawMake { id, kind, from, feelings, strengths } = raw;
        Make { id: id.into_inner(), line, kind, from, feelings, strengths }
    }
}

impl Fields {
    /// Names of those that nobody took.
    fn left(&self) -> Vec<&'static str> {
        let set = [
            ("list", self.list.is_some()),
            ("options", self.options.is_some()),
            ("from", self.from.is_some()),
            ("from_run", self.from_run.is_some()),
            ("least", self.least.is_some()),
            ("most", self.most.is_some()),
            ("own", self.own.is_some()),
            ("scale", self.scale.is_some()),
            ("seconds", self.seconds.is_some()),
            ("turns", self.turns.is_some()),
            ("area", self.area.is_some()),
            ("topic", self.topic.is_some()),
            ("asks", self.asks.is_some()),
            ("within_days", self.within_days.is_some()),
            ("reminder", self.reminder.is_some()),
            ("items", self.items.is_some()),
            ("set", self.set.is_some()),
            ("ways", self.ways.is_some()),
            ("modules", self.modules.is_some()),
        ];
        set.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
    }
}
