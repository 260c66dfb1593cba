//! The directory and the pages that ship: names, numbers, ids and structure. The words are messages.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Audience, Kind, PageId};

pub(super) const DIRECTORY: (&str, &str) =
    ("content/help/directory.toml", include_str!("../../content/help/directory.toml"));
pub(super) const PAGES: (&str, &str) = ("content/help/pages.toml", include_str!("../../content/help/pages.toml"));

static SHIPPED: LazyLock<(Directory, Pages)> = LazyLock::new(|| (read(DIRECTORY.1), read(PAGES.1)));

fn read<T: DeserializeOwned>(source: &str) -> T {
    toml::from_str(source).expect("a test reads the content that ships")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    /// When all rows were last gone through.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the rows against it"))]
    pub compiled_on: NaiveDate,
    pub elsewhere: Vec<Row>,
    pub directories: Vec<Row>,
    pub country: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Country {
    pub code: String,
    pub lines: Vec<Row>,
}

impl Country {
    pub fn has_emergency_alone(&self) -> bool {
        self.lines.iter().flat_map(|row| &row.kinds).all(|kind| kind.is_emergency())
    }
}

/// A row as its file explains it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub kinds: Vec<Kind>,
    pub name: Option<String>,
    pub place: Option<String>,
    pub audience: Option<Audience>,
    pub call: Option<String>,
    pub text: Option<String>,
    pub say: Option<String>,
    pub whatsapp: Option<String>,
    pub web: Option<String>,
    pub hours: Option<String>,
    #[serde(default)]
    pub languages: Vec<String>,
    pub note: Option<String>,
    pub source: String,
    pub verified_on: Option<NaiveDate>,
    pub expires_on: NaiveDate,
    #[serde(default)]
    pub unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    page: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub id: PageId,
    /// Practices.
    pub serves: Vec<u16>,
    pub parts: Vec<Part>,
    pub ways: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub id: String,
    #[serde(default)]
    pub lines: Vec<Kind>,
}

impl Page {
    pub fn title(&self) -> String {
        format!("help-{}", self.id.id())
    }

    pub fn part(&self, part: &Part) -> String {
        format!("help-{}-{}", self.id.id(), part.id)
    }
}

impl Directory {
    /// Every row, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let of_countries = self.country.iter().flat_map(|country| &country.lines);
        self.elsewhere.iter().chain(&self.directories).chain(of_countries)
    }

    pub fn of(&self, code: &str) -> Option<&Country> {
        self.country.iter().find(|country| country.code == code)
    }
}

pub(super) fn directory() -> &'static Directory {
    &SHIPPED.0
}

pub(super) fn pages() -> &'static [Page] {
    &SHIPPED.1.page
}

/// What serves which practices.
pub(crate) fn serves() -> impl Iterator<Item = (String, &'static [u16])> {
    pages().iter().map(|page| (format!("help page {}", page.id.id()), &page.serves[..]))
}

/// What cannot be read, by file; a fault tells its line.
#[cfg(test)]
pub(super) fn faults() -> Vec<String> {
    fn fault<T: DeserializeOwned>((file, source): (&str, &str)) -> Option<String> {
        toml::from_str::<T>(source).err().map(|e| format!("{file}: {e}"))
    }
    [fault::<Directory>(DIRECTORY), fault::<Pages>(PAGES)].into_iter().flatten().collect()
}

/// File and line of each row, as [`Directory::rows`] has them: a row stands on a line of its own.
#[cfg(test)]
pub(super) fn places() -> Vec<String> {
    let lines = (1..).zip(DIRECTORY.1.lines());
    lines.filter(|(_, line)| line.starts_with("    { ")).map(|(n, _)| format!("{}:{n}", DIRECTORY.0)).collect()
}

/// Every message that this content needs, with the file and line that need it.
#[cfg(test)]
pub(crate) fn messages_needed() -> Vec<(String, String)> {
    let mut needed: Vec<_> = (directory().rows().zip(places()))
        .flat_map(|(row, place)| super::directory::messages_of(row).into_iter().map(move |id| (id, place.clone())))
        .collect();
    let (file, source) = PAGES;
    let mut page = String::new();
    for (n, line) in (1..).zip(source.lines()) {
        let mut need = |message: String| needed.push((message, format!("{file}:{n}")));
        let mut quoted = line.split('"').skip(1).step_by(2);
        match line.trim().split_once(" = ").map_or("", |(name, _)| name) {
            "id" => {
                page = quoted.next().unwrap_or_default().to_owned();
                need(format!("help-{page}"));
            }
            "{ id" => need(format!("help-{page}-{}", quoted.next().unwrap_or_default())),
            "ways" => quoted.for_each(|way| need(format!("way-{way}"))),
            _ => {}
        }
    }
    for (n, line) in (1..).zip(DIRECTORY.1.lines()) {
        if let Some(code) = line.strip_prefix("code = ") {
            needed.push((format!("country-{}", code.trim_matches('"')), format!("{}:{n}", DIRECTORY.0)));
        }
    }
    needed
}
