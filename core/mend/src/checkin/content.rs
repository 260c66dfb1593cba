//! The question sets that ship: which questions there are and what they are answered with. Ids and structure only;
//! the words are messages.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::question::Kind;
use super::{Part, Polarity, Subject, Visibility, Window};

/// What ships, each with the name of its file for whoever has to find a line.
const SETS: [(&str, &str); 3] = [
    ("content/checkin/daily.toml", include_str!("../../content/checkin/daily.toml")),
    ("content/checkin/weekly.toml", include_str!("../../content/checkin/weekly.toml")),
    ("content/checkin/monthly.toml", include_str!("../../content/checkin/monthly.toml")),
];
const SCALES: (&str, &str) = ("content/checkin/scales.toml", include_str!("../../content/checkin/scales.toml"));
const SAFETY: (&str, &str) = ("content/checkin/safety.toml", include_str!("../../content/checkin/safety.toml"));

static SHIPPED: LazyLock<Content> = LazyLock::new(|| Content {
    sets: SETS.iter().map(|(_, source)| read(source)).collect(),
    scales: read(SCALES.1),
    safety: read(SAFETY.1),
});

fn read<T: DeserializeOwned>(source: &str) -> T {
    toml::from_str(source).expect("a test reads the content that ships")
}

struct Content {
    sets: Vec<Set>,
    scales: Scales,
    safety: Safety,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    pub id: String,
    pub minutes: u32,
    pub item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    pub id: String,
    pub version: u32,
    pub answer: Asks,
    pub window: Window,
    pub subject: Subject,
    pub visibility: Visibility,
    #[serde(default)]
    pub part: Part,
    pub minutes: Option<u32>,
    #[serde(default)]
    pub note: bool,
    pub way: Option<String>,
    /// Practices.
    #[serde(default)]
    pub serves: Vec<u16>,
}

/// What an item asks for.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asks {
    Feelings,
    Scale {
        id: String,
        polarity: Polarity,
    },
    Choice {
        id: String,
        /// The same choice for each promise that is due, where there are any.
        #[serde(default)]
        of_promises: bool,
    },
    Text,
    YesNo,
    /// The same choice for each promise.
    Promises {
        id: String,
    },
    None,
}

impl Item {
    /// What an answer to it is while there are no promises; `None` where none is taken.
    pub fn kind(&self) -> Option<Kind> {
        match &self.answer {
            Asks::Feelings => Some(Kind::Feelings),
            Asks::Scale { id, polarity } => Some(Kind::Scale { scale: id.clone(), polarity: *polarity }),
            Asks::Choice { id, .. } => Some(Kind::Choice { choices: id.clone() }),
            Asks::Text => Some(Kind::Text),
            Asks::YesNo => Some(Kind::YesNo),
            Asks::Promises { .. } | Asks::None => None,
        }
    }

    /// What each promise is answered with, where it is asked for promises.
    pub fn choices_of_promises(&self) -> Option<&str> {
        match &self.answer {
            Asks::Choice { id, of_promises: true } | Asks::Promises { id } => Some(id),
            _ => None,
        }
    }

    /// The message that asks it.
    pub fn message(&self) -> String {
        message(&self.id)
    }
}

/// Fluent keeps the dot for attributes.
pub(super) fn message(item: &str) -> String {
    format!("checkin-{}", item.replacen('.', "-", 1))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scales {
    scale: Vec<Scale>,
    choices: Vec<Choices>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub id: String,
    pub points: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choices {
    pub id: String,
    pub options: Vec<String>,
    /// Options that say that there was nothing to count.
    pub uncounted: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Safety {
    pub before: Vec<String>,
    pub questions: Vec<String>,
    pub taps: Vec<String>,
    pub after: Vec<String>,
    pub ways: Vec<String>,
}

pub(super) fn sets() -> &'static [Set] {
    &SHIPPED.sets
}

pub(super) fn set(id: &str) -> Option<&'static Set> {
    sets().iter().find(|set| set.id == id)
}

/// An item of any set.
pub(crate) fn item(id: &str) -> Option<&'static Item> {
    sets().iter().flat_map(|set| &set.item).find(|item| item.id == id)
}

/// What serves which practices.
pub(crate) fn serves() -> impl Iterator<Item = (String, &'static [u16])> {
    sets().iter().flat_map(|set| &set.item).map(|item| (format!("question {}", item.id), &item.serves[..]))
}

/// Where an item stands among all that ship; behind them where it is one's own, or asked no more.
pub(crate) fn place(id: &str) -> usize {
    sets().iter().flat_map(|set| &set.item).position(|item| item.id == id).unwrap_or(usize::MAX)
}

/// How many points a scale has; `None` for one that there is not.
pub(crate) fn scale_points(id: &str) -> Option<u8> {
    scale(id).map(|scale| scale.points)
}

pub(super) fn scale(id: &str) -> Option<&'static Scale> {
    SHIPPED.scales.scale.iter().find(|scale| scale.id == id)
}

pub(crate) fn choices(id: &str) -> Option<&'static Choices> {
    SHIPPED.scales.choices.iter().find(|choices| choices.id == id)
}

pub(super) fn safety() -> &'static Safety {
    &SHIPPED.safety
}

/// What cannot be read, by file; a fault tells its line.
#[cfg(test)]
pub(super) fn faults() -> Vec<String> {
    fn fault<T: DeserializeOwned>((file, source): (&str, &str)) -> Option<String> {
        toml::from_str::<T>(source).err().map(|e| format!("{file}: {e}"))
    }
    let sets = SETS.into_iter().map(fault::<Set>);
    sets.chain([fault::<Scales>(SCALES), fault::<Safety>(SAFETY)]).flatten().collect()
}

/// File and line of every id of an item, scale or choice, in order.
#[cfg(test)]
pub(super) fn ids() -> Vec<(String, String)> {
    let files = SETS.into_iter().chain([SCALES]);
    let lines = files.flat_map(|(file, source)| (1..).zip(source.lines()).map(move |(n, line)| (file, n, line)));
    let ids = lines.filter_map(|(file, n, line)| {
        let id = line.strip_prefix("id = \"")?.strip_suffix('"')?;
        Some((id.to_owned(), format!("{file}:{n}")))
    });
    ids.collect()
}

/// Every message that this content needs, with the file and line that need it. An attribute stands behind a dot.
#[cfg(test)]
pub(crate) fn messages_needed() -> Vec<(String, String)> {
    let mut needed = Vec::new();
    for (file, source) in SETS.into_iter().chain([SCALES, SAFETY]) {
        let mut section = "set";
        let mut last = String::new();
        let mut of_promises = false;
        for (line, text) in (1..).zip(source.lines()) {
            let text = text.trim();
            let mut need = |message: String| needed.push((format!("{file}:{line}"), message));
            let quoted = || text.split('"').skip(1).step_by(2);
            match text.split_once(" = ").map_or(text, |(name, _)| name) {
                "[[item]]" => section = "item",
                "[[scale]]" => section = "scale",
                "[[choices]]" => section = "choices",
                "id" => {
                    last = quoted().next().unwrap_or_default().to_owned();
                    match section {
                        "item" => need(message(&last)),
                        "set" => {
                            need(format!("checkin-set-{last}"));
                            need(format!("checkin-set-{last}.about"));
                        }
                        _ => {}
                    }
                }
                "answer" => of_promises = text.contains("promises = {") || text.contains("of_promises"),
                "note" => {
                    need(format!("{}.note", message(&last)));
                    if of_promises {
                        need(format!("{}.each", message(&last)));
                    }
                }
                "way" | "ways" => quoted().for_each(|way| need(format!("way-{way}"))),
                "points" => (0..scale(&last).unwrap().points).for_each(|n| need(format!("scale-{last}-{n}"))),
                "options" => quoted().for_each(|option| need(format!("choice-{last}-{option}"))),
                "before" | "questions" | "taps" | "after" => quoted().for_each(|id| need(format!("safety-{id}"))),
                _ => {}
            }
        }
    }
    needed
}
