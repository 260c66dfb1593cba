//! Ids that are asked for and ids that are said; variables of two languages.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::{self, File};
use super::{Finding, Problem};

/// Compares what is asked for with what some files of one language say together: what is missing, what nothing asks
/// for, and what stands twice. `sources` are names and contents; `needed` is each place that asks ("file:line" or a
/// file), with the id that it asks for. An attribute stands behind a dot, in both.
pub fn strings(sources: &[(&str, &str)], needed: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut said: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (file, source) in sources {
        let read = File::read(source);
        for message in read.messages() {
            for part in read.parts(&message) {
                match said.get(&part.id) {
                    Some((first, line)) => {
                        let earlier = format!("{first}:{line}");
                        findings.push(finding(file, part.line, &part.id, Problem::Duplicate { earlier }));
                    }
                    None => drop(said.insert(part.id, ((*file).to_owned(), part.line))),
                }
            }
        }
    }
    let asked: BTreeSet<&str> = needed.iter().map(|(_, id)| id.as_str()).collect();
    for (place, id) in needed.iter().filter(|(_, id)| !said.contains_key(id)) {
        let line = place.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
        let (file, line) = line.unwrap_or((place, 0));
        findings.push(finding(file, line, id, Problem::Missing));
    }
    // A term is for other messages alone.
    let unused = said.iter().filter(|(id, _)| !asked.contains(id.as_str()) && !id.starts_with('-'));
    findings.extend(unused.map(|(id, (file, line))| finding(file, *line, id, Problem::Unused)));
    findings
}

/// Given to every message. One language chooses by them where another has nothing to choose.
const GIVEN_TO_ALL: [&str; 3] = ["partner", "address", "partner_form"];

/// Messages of another language that are not given what they ask for, or leave out what the first language says.
/// Messages that only one of the two has are left to [`strings`]. `other` is a name and its content.
pub fn variables(english: &str, other: (&str, &str)) -> Vec<Finding> {
    let first: BTreeMap<_, _> = of(&File::read(english)).into_iter().map(|(id, _, names)| (id, names)).collect();
    let (file, source) = other;
    let mut findings = Vec::new();
    for (id, line, names) in of(&File::read(source)) {
        let Some(given) = first.get(&id) else { continue };
        let beyond = |these: &BTreeSet<String>, those: &BTreeSet<String>| these.difference(those).cloned().collect();
        let (missing, unknown): (Vec<_>, Vec<_>) = (beyond(given, &names), beyond(&names, given));
        if !missing.is_empty() || !unknown.is_empty() {
            findings.push(finding(file, line, &id, Problem::Variables { missing, unknown }));
        }
    }
    findings
}

fn of(file: &File<'_>) -> Vec<(String, usize, BTreeSet<String>)> {
    let parts = file.messages().flat_map(|message| file.parts(&message)).map(|part| {
        let mut names = BTreeSet::new();
        texts::variables(part.pattern, &mut names);
        names.retain(|name| !GIVEN_TO_ALL.contains(&name.as_str()));
        (part.id, part.line, names)
    });
    parts.collect()
}

fn finding(file: &str, line: usize, id: &str, problem: Problem) -> Finding {
    Finding { file: file.to_owned(), line, message_id: id.to_owned(), problem }
}
