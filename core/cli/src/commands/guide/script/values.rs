//! Values of JSON as answers, in the names of the core's types.

use chrono::{NaiveDate, NaiveTime};
use mend_core::agreement::{AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::guide::{Answer, Asks, Chosen, Plan, PlanField, PlanFieldView, StepView};
use mend_core::promise::{PromiseRequest, TemplateView};
use mend_core::reminder::{Cadence, Weekday};
use mend_core::{FieldProblem, MendError};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::args::{parse_clock, parse_day};
use crate::commands::checkin::answer_set_with;
use crate::commands::guide::walk::Move;
use crate::failure::Failure;
use crate::open::Open;

/// On no scale, so that the core refuses it.
const NO_POINT: u8 = u8::MAX;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChosenSaid {
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    own: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanSaid {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    day: Option<String>,
    #[serde(default)]
    weekday: Option<Weekday>,
    #[serde(default)]
    time: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseSaid {
    #[serde(default)]
    what: Option<String>,
    /// In its words and its rhythm, as far as nothing else is said.
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    cadence: Option<Cadence>,
    #[serde(default)]
    first_day: Option<NaiveDate>,
    #[serde(default)]
    last_day: Option<NaiveDate>,
    #[serde(default)]
    tell: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementSaid {
    #[serde(default)]
    topic: Option<Topic>,
    words: String,
    kind: AgreementKind,
    #[serde(default)]
    owner: Option<Owner>,
    #[serde(default)]
    review_day: Option<NaiveDate>,
    #[serde(default)]
    holds_until: Option<NaiveDate>,
}

pub fn done(view: &StepView, value: Value, open: Option<&Open>) -> Result<Move, Failure> {
    Ok(Move::Answer(match &view.asks {
        Asks::Text { .. } => Answer::Text(of_kind(value)?),
        Asks::Lines { .. } => Answer::Lines(of_kind(value)?),
        Asks::Choose { .. } => Answer::Chosen(chosen(value)?),
        Asks::Feelings { .. } => Answer::Feelings(of_kind(value)?),
        Asks::Rate { .. } => {
            let point = value.as_u64().or(value.is_i64().then_some(u64::MAX)).ok_or_else(of_no_kind)?;
            Answer::Point(u8::try_from(point).unwrap_or(NO_POINT))
        }
        Asks::Plan { fields, .. } => Answer::Plan(plan(value, fields)?),
        Asks::Offer { .. } => Answer::Offer(of_kind(value)?),
        Asks::Promise { templates, usual_last_day } => {
            return promise(object(value)?, templates, *usual_last_day).map(Move::Promise);
        }
        Asks::Agreement { topic, usual_review_day, .. } => {
            return agreement(object(value)?, topic.as_ref(), *usual_review_day).map(Move::Agreement);
        }
        Asks::Checkin { set } => {
            let open = open.ok_or_else(of_no_kind)?;
            return answer_set_with(open, set, &value.to_string()).map(Move::Checkin);
        }
        Asks::Wait { until } => return Err(bad("step", FieldProblem::TooEarly { earliest: *until })),
        // Shown, and passed.
        Asks::Nothing
        | Asks::Pause { .. }
        | Asks::Turns { .. }
        | Asks::Safety { .. }
        | Asks::Ways { .. }
        | Asks::Together { .. }
        | Asks::End => return Err(of_no_kind()),
    }))
}

fn chosen(value: Value) -> Result<Chosen, Failure> {
    Ok(match value {
        Value::String(option) => Chosen { options: vec![option], own: Vec::new() },
        Value::Array(_) => Chosen { options: of_kind(value)?, own: Vec::new() },
        value => {
            let ChosenSaid { options, own } = object(value)?;
            Chosen { options, own }
        }
    })
}

/// An object; or a string, where one thing alone is asked for, or words among others.
fn plan(value: Value, fields: &[PlanFieldView]) -> Result<Plan, Failure> {
    let Value::String(word) = value else {
        let PlanSaid { text, day, weekday, time } = object(value)?;
        return Ok(Plan {
            text: text.unwrap_or_default(),
            day: day.map(|word| self::day(&word)).transpose()?,
            weekday,
            time: time.map(|word| self::time(&word)).transpose()?,
        });
    };
    let asks = |field| fields.iter().any(|asked| asked.field == field);
    Ok(match fields {
        _ if asks(PlanField::Text) => Plan { text: word, ..Plan::default() },
        [PlanFieldView { field: PlanField::Day, .. }] => Plan { day: Some(day(&word)?), ..Plan::default() },
        [PlanFieldView { field: PlanField::Time, .. }] => Plan { time: Some(time(&word)?), ..Plan::default() },
        [PlanFieldView { field: PlanField::Weekday, .. }] => {
            let weekday = Weekday::from_code(&word).ok_or_else(|| bad("weekday", FieldProblem::Unknown))?;
            Plan { weekday: Some(weekday), ..Plan::default() }
        }
        _ => return Err(of_no_kind()),
    })
}

fn day(word: &str) -> Result<NaiveDate, Failure> {
    parse_day(word).map_err(|_| bad("day", FieldProblem::Malformed))
}

fn time(word: &str) -> Result<NaiveTime, Failure> {
    parse_clock(word).map_err(|_| bad("time", FieldProblem::Malformed))
}

fn promise(said: PromiseSaid, templates: &[TemplateView], usual: NaiveDate) -> Result<PromiseRequest, Failure> {
    let template = match said.template {
        None => None,
        Some(id) => {
            let known = templates.iter().find(|template| template.id == id);
            Some(known.ok_or_else(|| bad("template", FieldProblem::Unknown))?)
        }
    };
    Ok(PromiseRequest {
        what: said.what.or_else(|| template.map(|template| template.what.clone())).unwrap_or_default(),
        cadence: said
            .cadence
            .or_else(|| template.map(|template| template.cadence.clone()))
            .ok_or_else(|| bad("cadence", FieldProblem::Empty))?,
        first_day: said.first_day,
        last_day: Some(said.last_day.unwrap_or(usual)),
        tell: said.tell.unwrap_or_default(),
    })
}

fn agreement(said: AgreementSaid, topic: Option<&Topic>, usual: NaiveDate) -> Result<AgreementRequest, Failure> {
    Ok(AgreementRequest {
        topic: said.topic.or_else(|| topic.cloned()).ok_or_else(|| bad("topic", FieldProblem::Empty))?,
        words: said.words,
        kind: said.kind,
        owner: said.owner.unwrap_or(if said.kind == AgreementKind::Transparency { Owner::Me } else { Owner::Both }),
        review_day: Some(said.review_day.unwrap_or_else(|| said.holds_until.map_or(usual, |last| usual.min(last)))),
        holds_until: said.holds_until,
    })
}

fn of_kind<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    serde_json::from_value(value).map_err(|_| of_no_kind())
}

/// A list would pass for an object whose names are left out.
fn object<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    if value.is_object() { of_kind(value) } else { Err(of_no_kind()) }
}

fn bad(field: &'static str, problem: FieldProblem) -> Failure {
    Failure::Core(MendError::BadField { field, problem })
}

/// What the core says of an answer that is not of the kind of its step.
fn of_no_kind() -> Failure {
    bad("answer", FieldProblem::Malformed)
}
