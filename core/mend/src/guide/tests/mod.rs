//! Guides over two real vault files, opened by device keys so that no test pays for a passphrase.

mod bounds;
mod handing;
mod laws;
mod makes;
mod packs;
mod runs;
mod shipped;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::agreement::{AgreementKind, Agreements, Owner, Topic};
use crate::checkin::{AnswerRequest, Checkins};
use crate::journal::tests::{Room, bad};
use crate::promise::Promises;
use crate::reminder::Cadence;
use crate::schema;
use crate::text::tests::pseudo::OWN;

/// Both spaces of one person, and a pack.
pub(super) struct House {
    mine: Room,
    ours: Room,
    pack: Arc<Pack>,
    language: &'static str,
}

impl House {
    pub fn new() -> Self {
        Self::with(Pack::shipped().clone())
    }

    pub fn with(pack: Pack) -> Self {
        let house = Self { mine: Room::new(), ours: Room::without_schema(), pack: Arc::new(pack), language: "en" };
        schema::migrate_together(&house.together()).unwrap();
        house
    }

    pub fn together(&self) -> Db<Together> {
        Db::new(self.ours.vault.clone(), self.mine.clock.clone(), Arc::new(crate::SystemRng))
    }

    pub fn guides(&self) -> Guides {
        let text = Arc::new(Text::new(self.language));
        Guides::new(self.mine.db.clone(), self.together(), text, self.pack.clone()).unwrap()
    }

    /// As after a phone that died: nothing but the files is left.
    pub fn reopened(self) -> Self {
        let clock = self.mine.clock.clone();
        let (mut mine, ours) = (self.mine.reopened(), self.ours.reopened());
        mine.clock = clock;
        Self { mine, ours, ..self }
    }

    pub fn part(&self) -> TogetherPart {
        TogetherPart::new(self.together(), Arc::new(Text::new(self.language)))
    }

    pub fn promises(&self) -> Promises {
        Promises::new(self.mine.db.clone(), Arc::new(Text::new("en")))
    }

    pub fn agreements(&self) -> Agreements {
        Agreements::new(self.mine.db.clone(), Arc::new(Text::new("en")))
    }

    /// Whether some words stand anywhere in the private space.
    pub fn has(&self, words: &str) -> bool {
        self.mine.bytes().windows(words.len()).any(|bytes| bytes == words.as_bytes())
    }

    pub fn start(&self, module: &str, role: Option<Role>) -> RunId {
        self.guides().start(StartRequest { module: module.to_owned(), role }).unwrap()
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A pack of one module in English, of the given structure; its words are its ids.
pub(super) fn pack_of(module: &str) -> Pack {
    Pack::from_files(files_of(module)).unwrap_or_else(|e| panic!("{e:?}\n{module}"))
}

pub(super) fn files_of(module: &str) -> BTreeMap<String, Vec<u8>> {
    let read = read::module("try.toml", module).unwrap_or_else(|e| panic!("{e:?}\n{module}"));
    let mut words =
        String::from("try = What it is for\n    .title = Try\n    .not = What it will not do\n    .end = The end\n");
    let mut say = |id: String| words.push_str(&format!("{id} = Words of {id}\n"));
    for step in &read.steps {
        if step.text.is_none() {
            say(step.message_of("try", false));
        }
        if step.solo.is_some() {
            say(step.message_of("try", true));
        }
        let kinds = [Some(&step.kind), step.solo.as_ref()];
        let mut options: Vec<&String> = kinds
            .into_iter()
            .flatten()
            .filter_map(|kind| if let Kind::Choose(choose) = kind { Some(&choose.options) } else { None })
            .flatten()
            .collect();
        options.sort();
        options.dedup();
        options.into_iter().for_each(|option| say(read.option_message(&step.id, option)));
    }
    BTreeMap::from([
        (
            "pack.toml".to_owned(),
            b"format = 1\nid = \"p\"\nversion = 1\nlocale = \"en\"\nmodules = [\"try\"]\n".to_vec(),
        ),
        ("try.toml".to_owned(), module.as_bytes().to_vec()),
        ("en/try.ftl".to_owned(), words.into_bytes()),
    ])
}

/// The head of a module named "try", to put steps behind.
pub(super) fn module(steps: &str) -> String {
    format!("id = \"try\"\nversion = 1\nfor = \"alone\"\nminutes = 5\nintensity = \"light\"\n{steps}")
}

/// How a test goes through a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Every step answered with something.
    Answering,
    /// Every step passed.
    Passing,
}

/// One move at the place where a run stands, as a person would make it.
pub(super) fn act(house: &House, run: RunId, view: &StepView, way: Way) -> StepView {
    let guides = house.guides();
    let place = view.place.clone().expect("a run that has not ended stands somewhere");
    if way == Way::Passing {
        return guides.pass(run, &place).unwrap();
    }
    match &view.asks {
        Asks::Promise { usual_last_day, .. } => guides.make_promise(run, &place, promise(*usual_last_day)).unwrap(),
        Asks::Agreement { topic, usual_review_day, .. } => {
            guides.make_agreement(run, &place, agreement(topic.clone(), *usual_review_day)).unwrap()
        }
        Asks::Checkin { set } => {
            let checkins = Checkins::new(house.mine.db.clone(), Arc::new(Text::new("en")));
            let id = checkins.answer(AnswerRequest { set: set.clone(), ..AnswerRequest::default() }).unwrap();
            guides.answered_checkin(run, &place, id).unwrap()
        }
        Asks::Wait { until } => {
            house.mine.clock.set(&format!("{until}T21:00:00+01:00"));
            guides.step(run).unwrap()
        }
        asks => match answer_to(asks) {
            Some(answer) => guides.answer(run, &place, answer).unwrap(),
            None => guides.pass(run, &place).unwrap(),
        },
    }
}

/// Something that fits what is asked for; `None` where nothing is.
pub(super) fn answer_to(asks: &Asks) -> Option<Answer> {
    Some(match asks {
        Asks::Text { .. } => Answer::Text(OWN.into()),
        Asks::Lines { .. } => Answer::Lines(vec![OWN.into(), OWN.into()]),
        Asks::Choose { options, most, .. } => {
            let options = options.iter().take((*most).min(2) as usize).map(|option| option.id.clone()).collect();
            Answer::Chosen(Chosen { options, own: Vec::new() })
        }
        Asks::Feelings { .. } => Answer::Feelings(vec!["hurt".into(), "hope".into()]),
        Asks::Rate { points } => Answer::Point(points.last()?.value),
        Asks::Plan { fields, latest } => {
            let asked = |field| fields.iter().any(|asked| asked.field == field);
            Answer::Plan(Plan {
                text: if asked(PlanField::Text) { OWN.into() } else { String::new() },
                day: asked(PlanField::Day).then_some(*latest),
                weekday: asked(PlanField::Weekday).then_some(crate::reminder::Weekday::Su),
                time: asked(PlanField::Time).then(|| "19:30:00".parse().unwrap()),
            })
        }
        Asks::Offer { items, .. } => Answer::Offer(items.iter().map(|item| item.id.clone()).collect()),
        _ => return None,
    })
}

pub(super) fn promise(last_day: NaiveDate) -> PromiseRequest {
    PromiseRequest {
        what: OWN.into(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(last_day),
        tell: String::new(),
    }
}

pub(super) fn agreement(topic: Option<Topic>, review_day: NaiveDate) -> AgreementRequest {
    AgreementRequest {
        topic: topic.unwrap_or(Topic::listed("time")),
        words: OWN.into(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some(review_day),
        holds_until: None,
    }
}

/// To the end, from wherever the run stands. Gives the places in the order in which they came.
pub(super) fn play(house: &House, run: RunId, way: Way) -> Vec<Place> {
    let mut came = Vec::new();
    let mut view = house.guides().step(run).unwrap();
    while let Some(place) = view.place.clone() {
        assert!(came.len() < 2000, "a run ends");
        if came.last() != Some(&place) {
            came.push(place);
        }
        view = act(house, run, &view, way);
    }
    assert_eq!((view.kind, &view.asks), ("end", &Asks::End));
    came
}
