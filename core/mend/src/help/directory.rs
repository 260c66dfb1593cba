//! The lines of a country, said in one language as a whole.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::content::{self, Row};
use super::{CountryView, DirectoryView, LineView, Reach};
use crate::text::Text;

/// Hours that need a word.
const ALL_DAY: &str = "00:00-24:00";

/// Messages that no row names.
pub(crate) const SENTENCES: [&str; 8] = [
    "help-title",
    "help-about-danger",
    "help-about-calls",
    "help-about-no-country",
    "help-about-fallback",
    "help-about-lists",
    "help-unverified",
    "help-stale",
];

/// The words around names and numbers.
struct Words(HashMap<String, String>);

impl Words {
    fn of(text: &Text) -> Self {
        let mut ids: Vec<_> = SENTENCES.into_iter().map(str::to_owned).collect();
        ids.extend(content::directory().rows().flat_map(messages_of));
        ids.sort_unstable();
        ids.dedup();
        let said = text.page(&ids);
        Self(ids.into_iter().zip(said).collect())
    }

    fn say(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

/// Every message that says something of a row.
pub(super) fn messages_of(row: &Row) -> Vec<String> {
    let mut ids: Vec<_> = row.kinds.iter().map(|kind| id_of("help-kind", kind)).collect();
    ids.extend(row.audience.map(|audience| id_of("help-audience", &audience)));
    ids.extend(row.languages.iter().map(|language| format!("help-language-{language}")));
    ids.extend(row.note.as_ref().map(|note| format!("help-note-{note}")));
    ids.extend(is_all_day(row).then(|| "help-all-day".to_owned()));
    ids
}

fn is_all_day(row: &Row) -> bool {
    row.hours.as_deref() == Some(ALL_DAY)
}

/// A message by the name that a value has in JSON.
fn id_of(family: &str, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    format!("{family}-{}", name.as_ref().and_then(|name| name.as_str()).unwrap_or_default())
}

/// `code` is a code that [`super::countries`] knows, or none was chosen.
pub(super) fn view(code: Option<&str>, today: NaiveDate, text: &Text) -> DirectoryView {
    let directory = content::directory();
    let words = Words::of(text);
    let country = code.and_then(|code| directory.of(code));
    let own = country.map_or(&directory.elsewhere, |country| &country.lines);
    let lines: Vec<_> = own.iter().chain(&directory.directories).map(|row| line(row, today, &words)).collect();
    let missing = match (code, country) {
        (None, _) => Some("help-about-no-country"),
        (Some(_), None) => Some("help-about-fallback"),
        (Some(_), Some(country)) if country.has_emergency_alone() => Some("help-about-lists"),
        (Some(_), Some(_)) => None,
    };
    let about = ["help-about-danger"].into_iter().chain(missing).chain(["help-about-calls"]);
    DirectoryView {
        title: words.say("help-title"),
        country: country.map(|country| named(&country.code, text)),
        fallback: country.is_none(),
        about: about.map(|id| words.say(id)).collect(),
        lines,
    }
}

/// Every country with lines of its own, by name.
pub(super) fn countries(text: &Text) -> Vec<CountryView> {
    let mut countries: Vec<_> = content::directory().country.iter().map(|country| named(&country.code, text)).collect();
    countries.sort_by(|a, b| a.name.cmp(&b.name));
    countries
}

fn named(code: &str, text: &Text) -> CountryView {
    CountryView { code: code.to_owned(), name: text.get(&format!("country-{code}"), &[]) }
}

fn line(row: &Row, today: NaiveDate, words: &Words) -> LineView {
    let what: Vec<_> = row.kinds.iter().map(|kind| words.say(&id_of("help-kind", kind))).collect();
    let stale = today > row.expires_on;
    let check = match (stale, row.unverified) {
        (true, _) => Some("help-stale"),
        (false, true) => Some("help-unverified"),
        (false, false) => None,
    };
    LineView {
        kinds: row.kinds.clone(),
        what: what.join(" · "),
        name: row.name.clone(),
        place: row.place.clone(),
        audience: row.audience,
        for_whom: row.audience.map(|audience| words.say(&id_of("help-audience", &audience))),
        reach: reach(row),
        hours: row.hours.as_ref().map(|hours| if is_all_day(row) { words.say("help-all-day") } else { hours.clone() }),
        languages: row.languages.iter().map(|language| words.say(&format!("help-language-{language}"))).collect(),
        note: row.note.as_ref().map(|note| words.say(&format!("help-note-{note}"))),
        source: row.source.clone(),
        verified_on: row.verified_on,
        expires_on: row.expires_on,
        unverified: row.unverified,
        stale,
        check: check.map(|id| words.say(id)),
    }
}

fn reach(row: &Row) -> Vec<Reach> {
    let call = row.call.clone().map(|number| Reach::Call { number });
    let text = row.text.clone().map(|number| Reach::Text { number, say: row.say.clone() });
    let whatsapp = row.whatsapp.clone().map(|number| Reach::Whatsapp { number });
    let web = row.web.clone().map(|address| Reach::Web { address });
    [call, text, whatsapp, web].into_iter().flatten().collect()
}
