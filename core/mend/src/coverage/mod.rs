//! Which practices the product serves, and by what: for whoever works on the content. No user sees any of it.
//!
//! `content/practices.toml` names every practice in a few words, and says of some why nothing is to serve them. Content
//! says beside itself what it serves; what the product does beyond content is named there too, as features. A practice
//! that nothing serves is open.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::{agreement, checkin, help, journal, promise};

pub(crate) const PRACTICES: (&str, &str) = ("content/practices.toml", include_str!("../../content/practices.toml"));

static SHIPPED: LazyLock<Content> =
    LazyLock::new(|| toml::from_str(PRACTICES.1).expect("a test reads the content that ships"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    practice: Vec<Practice>,
    feature: Vec<Feature>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Practice {
    number: u16,
    words: String,
    left_out: Option<String>,
}

/// Something that the product does, and that is no content.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Feature {
    id: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever reads the file"))]
    what: String,
    /// The public call that does it, from this crate on.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test looks for the call"))]
    call: String,
    serves: Vec<u16>,
}

/// One practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeView {
    pub number: u16,
    /// In English.
    pub words: String,
    #[serde(flatten)]
    pub state: PracticeState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PracticeState {
    Served {
        /// "question weekly.heard", "prompt not_said", "feature promise-log", and whatever was handed in.
        by: Vec<String>,
    },
    LeftOut {
        /// In English.
        reason: String,
    },
    /// Nothing serves it yet.
    Open,
}

/// Every practice by its number, and what serves it. `extra` is what else does: a name, and the numbers that it serves,
/// such as the steps of content packs. Numbers that [`can_be_served`] refuses count for nothing here.
pub fn coverage(extra: &[(String, Vec<u16>)]) -> Vec<PracticeView> {
    let mut by: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    let mut add = |what: &str, serves: &[u16]| {
        serves.iter().for_each(|number| by.entry(*number).or_default().push(what.to_owned()));
    };
    shipped().for_each(|(what, serves)| add(&what, serves));
    extra.iter().for_each(|(what, serves)| add(what, serves));
    let view = |practice: &Practice| PracticeView {
        number: practice.number,
        words: practice.words.clone(),
        state: match (&practice.left_out, by.remove(&practice.number)) {
            (Some(reason), _) => PracticeState::LeftOut { reason: reason.clone() },
            (None, Some(by)) => PracticeState::Served { by },
            (None, None) => PracticeState::Open,
        },
    };
    SHIPPED.practice.iter().map(view).collect()
}

/// Whether there is a practice of this number that is not left out. A content pack that says it serves another is
/// wrong.
pub fn can_be_served(number: u16) -> bool {
    SHIPPED.practice.iter().any(|practice| practice.number == number && practice.left_out.is_none())
}

/// All that ships and serves something.
fn shipped() -> impl Iterator<Item = (String, &'static [u16])> {
    let features = SHIPPED.feature.iter().map(|feature| (format!("feature {}", feature.id), &feature.serves[..]));
    checkin::content::serves()
        .chain(journal::prompts_serve())
        .chain(promise::serves())
        .chain(agreement::serves())
        .chain(help::content::serves())
        .chain(features)
}

#[cfg(test)]
mod tests;
