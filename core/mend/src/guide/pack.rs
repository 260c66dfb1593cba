//! A content pack: its files, bounded before they are parsed, and the modules that they make. FORMAT.md has the format.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use unic_langid::LanguageIdentifier;

use super::module::Module;
use super::{check, limits, read, words};
use crate::text::lint;

/// The format that is written and read here.
const FORMAT: i64 = 1;
const PAGE: &str = "pack.toml";

const MODULE_LABEL: &[u8] = b"mend guide module 1";
const PACK_LABEL: &[u8] = b"mend guide pack 1";

/// What ships: the name of each file in the pack, and its bytes.
const SHIPPED_FILES: &[(&str, &str)] = &[
    (PAGE, include_str!("../../content/guide/pack.toml")),
    ("name-feeling.toml", include_str!("../../content/guide/name-feeling.toml")),
    ("en/name-feeling.ftl", include_str!("../../content/guide/en/name-feeling.ftl")),
    ("count-on-it.toml", include_str!("../../content/guide/count-on-it.toml")),
    ("en/count-on-it.ftl", include_str!("../../content/guide/en/count-on-it.ftl")),
    ("our-agreement.toml", include_str!("../../content/guide/our-agreement.toml")),
    ("en/our-agreement.ftl", include_str!("../../content/guide/en/our-agreement.ftl")),
];

static SHIPPED: LazyLock<Pack> = LazyLock::new(|| {
    let files = SHIPPED_FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Pack::from_files(files.collect()).expect("a test reads the content that ships")
});

/// A pack that was checked.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) locale: String,
    pub(crate) reviewed: Vec<Reviewed>,
    pub(crate) modules: Vec<Arc<Content>>,
    pub(crate) hash: [u8; 32],
}

/// A module with its files, as a run keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub module: Module,
    /// `MODULE.toml`, then its words in the order of their names.
    pub files: Vec<(String, String)>,
    pub hash: [u8; 32],
}

/// Something wrong with a pack, for its author: where, and what, in plain English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    /// Within the pack.
    pub file: String,
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl From<lint::Finding> for Fault {
    fn from(found: lint::Finding) -> Self {
        Self { what: format!("{}: {}", found.message_id, found.problem), file: found.file, line: found.line }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Why a pack is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// Its format is of a newer Mend.
    Newer { format: i64 },
    /// In the order of the files and lines; never empty.
    Faults(Vec<Fault>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    #[serde(rename = "format")]
    _format: i64,
    id: String,
    version: u32,
    locale: String,
    #[serde(default)]
    locales: Vec<String>,
    modules: Vec<String>,
    #[serde(default)]
    reviewed: Vec<Reviewed>,
}

/// Read before the page, so that a page of tomorrow is told from a faulty one.
#[derive(Deserialize)]
struct Format {
    format: i64,
}

/// Who reviewed a pack, when, and as what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reviewed {
    #[serde(rename = "by")]
    _by: String,
    #[serde(rename = "as")]
    role: Reviewer,
    #[serde(rename = "on")]
    _on: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reviewer {
    Clinician,
    Advocate,
    Survivor,
    Broke,
    Localiser,
}

impl Pack {
    /// The pack that ships.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads and checks the pack in a folder. Nothing is kept, and nothing outside the folder is read but what links in
    /// it lead to.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn read(folder: &Path) -> Result<Self, PackError> {
        let page = read_file(folder, PAGE, limits::PACK_BYTES).map_err(|fault| PackError::Faults(vec![fault]))?;
        let names = page_of(&page)?;
        let mut files = BTreeMap::from([(PAGE.to_owned(), page)]);
        let mut faults = Vec::new();
        for (name, most) in names.files() {
            match read_file(folder, &name, most) {
                Ok(bytes) => drop(files.insert(name, bytes)),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Self::from_files(files) } else { Err(PackError::Faults(faults)) }
    }

    /// The same from files in memory, by their names in the pack.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn from_files(mut files: BTreeMap<String, Vec<u8>>) -> Result<Self, PackError> {
        let page_bytes = files.remove(PAGE).ok_or_else(|| PackError::Faults(vec![missing(PAGE)]))?;
        if page_bytes.len() > limits::PACK_BYTES {
            return Err(PackError::Faults(vec![too_large(PAGE, limits::PACK_BYTES)]));
        }
        let page = page_of(&page_bytes)?;
        let mut faults = Vec::new();
        let mut modules = Vec::new();
        for id in &page.modules {
            match content(&page, id, &mut files) {
                Ok(content) => modules.push(Arc::new(content)),
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(PackError::Faults(faults));
        }
        let mut hash = hash_of(PACK_LABEL, [(PAGE, page_bytes.as_slice())]);
        modules.iter().for_each(|content| hash.update(content.hash));
        let Page { id, version, locale, reviewed, .. } = page;
        Ok(Self { id, version, locale, reviewed, modules, hash: hash.finalize().into() })
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    /// 64 hexadecimal digits over all of it.
    pub fn hash(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.hash)
    }

    /// The language its words were first written in.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Ids of its modules, in the order to show them.
    pub fn modules(&self) -> Vec<&str> {
        self.modules.iter().map(|content| content.module.id.as_str()).collect()
    }

    /// Ids of the steps of a module, in order; none where there is no such module.
    pub fn steps(&self, module: &str) -> Vec<&str> {
        let steps = self.content(module).map(|content| &content.module.steps);
        steps.into_iter().flatten().map(|step| step.id.as_str()).collect()
    }

    /// Its files of words, by name: for lints.
    pub fn words(&self) -> Vec<(&str, &str)> {
        let files = self.modules.iter().flat_map(|content| content.files.iter().skip(1));
        files.map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// Which practices each step serves: "name-feeling/breathe", and their numbers.
    pub fn serves(&self) -> Vec<(String, Vec<u16>)> {
        let steps = self.modules.iter().flat_map(|content| {
            let module = &content.module;
            module.steps.iter().map(|step| (format!("{}/{}", module.id, step.id), step.serves.clone()))
        });
        steps.filter(|(_, serves)| !serves.is_empty()).collect()
    }

    /// Whether a clinician and an advocate both have reviewed it.
    pub fn is_reviewed(&self) -> bool {
        let by = |role| self.reviewed.iter().any(|review| review.role == role);
        by(Reviewer::Clinician) && by(Reviewer::Advocate)
    }

    pub(crate) fn content(&self, module: &str) -> Option<&Arc<Content>> {
        self.modules.iter().find(|content| content.module.id == module)
    }
}

impl Content {
    /// From the files that a run kept.
    ///
    /// # Errors
    /// Faults, where they are none that this version reads.
    pub fn from_files(files: Vec<(String, String)>) -> Result<Self, Vec<Fault>> {
        let (name, source) = files.first().ok_or_else(|| vec![missing("the module")])?;
        let module = read::module(name, source)?;
        let hash = hash_of(MODULE_LABEL, files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
        Ok(Self { module, files, hash: hash.finalize().into() })
    }

    /// Its words as (language, Fluent source).
    pub fn words(&self) -> Vec<(&str, &str)> {
        let words = self.files.iter().skip(1);
        words.map(|(name, text)| (name.split('/').next().unwrap_or_default(), text.as_str())).collect()
    }
}

impl Page {
    fn languages(&self) -> Vec<&str> {
        let mut languages: Vec<&str> = self.locales.iter().chain([&self.locale]).map(String::as_str).collect();
        languages.sort_unstable();
        languages
    }

    /// The files that it names, with how many bytes each may have.
    fn files(&self) -> Vec<(String, usize)> {
        let mut files = Vec::new();
        for id in &self.modules {
            files.push((format!("{id}.toml"), limits::MODULE_BYTES));
            files.extend(self.languages().iter().map(|language| (format!("{language}/{id}.ftl"), limits::WORDS_BYTES)));
        }
        files
    }
}

fn page_of(bytes: &[u8]) -> Result<Page, PackError> {
    let fault = |what: String| PackError::Faults(vec![Fault { file: PAGE.to_owned(), line: 1, what }]);
    let source = std::str::from_utf8(bytes).map_err(|_| fault("it is no UTF-8 text".to_owned()))?;
    let toml_fault = |e: toml::de::Error| PackError::Faults(vec![read::toml_fault(PAGE, source, &e)]);
    let Format { format } = toml::from_str(source).map_err(toml_fault)?;
    if format > FORMAT {
        return Err(PackError::Newer { format });
    }
    if format != FORMAT {
        return Err(fault(format!("there is no format {format}")));
    }
    let page: Page = toml::from_str(source).map_err(toml_fault)?;
    if !check::is_id(&page.id) || page.version == 0 {
        return Err(fault("a pack has an id, and a version from 1".to_owned()));
    }
    if !(1..=limits::MODULES).contains(&page.modules.len()) || page.locales.len() >= limits::LOCALES {
        let (modules, languages) = (limits::MODULES, limits::LOCALES);
        return Err(fault(format!("a pack has 1 to {modules} modules and at most {languages} languages")));
    }
    // Names become paths: nothing but an id and a language may stand in one.
    for (n, id) in page.modules.iter().enumerate() {
        if !check::is_id(id) || page.modules[..n].contains(id) {
            return Err(fault(format!("{id:?} is no id, or is there twice")));
        }
    }
    let languages = page.languages();
    for (n, language) in languages.iter().enumerate() {
        let known = language.parse::<LanguageIdentifier>().is_ok_and(|parsed| parsed.to_string() == **language);
        if !known || languages[..n].contains(language) {
            return Err(fault(format!("{language:?} is no language, or is there twice")));
        }
    }
    Ok(page)
}

fn content(page: &Page, id: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<Content, Vec<Fault>> {
    let name = format!("{id}.toml");
    // Other languages are compared with the first.
    let mut languages = page.languages();
    languages.sort_by_key(|language| **language != page.locale);
    let mut texts = vec![(name.clone(), text(&name, files, limits::MODULE_BYTES).map_err(|fault| vec![fault])?)];
    let module = read::module(&name, &texts[0].1)?;
    let mut faults = check::faults(&module, &name);
    if module.id != id {
        faults.push(Fault { file: name, line: 1, what: format!("its id is {:?}", module.id) });
    }
    for language in languages {
        let name = format!("{language}/{id}.ftl");
        match text(&name, files, limits::WORDS_BYTES) {
            Ok(words) => {
                faults.extend(words::faults(&module, &texts[0].0, &name, &words));
                if let Some((_, first)) = texts.get(1) {
                    faults.extend(lint::variables(first, (&name, &words)).into_iter().map(Fault::from));
                }
                texts.push((name, words));
            }
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    texts[1..].sort();
    let hash = hash_of(MODULE_LABEL, texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    Ok(Content { module, files: texts, hash: hash.finalize().into() })
}

fn text(name: &str, files: &mut BTreeMap<String, Vec<u8>>, most: usize) -> Result<String, Fault> {
    let bytes = files.remove(name).ok_or_else(|| missing(name))?;
    if bytes.len() > most {
        return Err(too_large(name, most));
    }
    let no_text = |_| Fault { file: name.to_owned(), line: 1, what: "it is no UTF-8 text".to_owned() };
    String::from_utf8(bytes).map_err(no_text)
}

fn hash_of<'f>(label: &[u8], files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Sha256 {
    let mut hash = Sha256::new_with_prefix(label);
    for (name, bytes) in files {
        hash.update((name.len() as u32).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash
}

fn missing(name: &str) -> Fault {
    Fault { file: name.to_owned(), line: 1, what: "the file is missing".to_owned() }
}

fn too_large(name: &str, most: usize) -> Fault {
    Fault { file: name.to_owned(), line: 1, what: format!("the file has more than {} KiB", most >> 10) }
}

/// Never more than one byte above the bound, whatever the disk says of a file's size.
fn read_file(folder: &Path, name: &str, most: usize) -> Result<Vec<u8>, Fault> {
    let fault = |what: String| Fault { file: name.to_owned(), line: 1, what };
    let file = File::open(folder.join(name)).map_err(|e| match e.kind() {
        ErrorKind::NotFound => missing(name),
        kind => fault(format!("cannot be opened: {kind}")),
    })?;
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|e| fault(format!("cannot be read: {}", e.kind())))?;
    if bytes.len() > most { Err(too_large(name, most)) } else { Ok(bytes) }
}

/// What ships, for tests that look at its lines.
#[cfg(test)]
pub(super) fn shipped_files() -> BTreeMap<String, Vec<u8>> {
    SHIPPED_FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}
