//! Every sentence of the command line, from `content/<language>/`, with the core's own behind them.

use mend_core::text::Text;
use mend_core::{MendError, Space};

/// Some of the core's errors are said here anew, where a command says better what to do.
const CLI: &str = include_str!("../content/en/cli.ftl");
const GUIDE: &str = include_str!("../content/en/guide.ftl");
const AGREE: &str = include_str!("../content/en/agree.ftl");
const PARTNER: &str = include_str!("../content/en/partner.ftl");
const PROMISE: &str = include_str!("../content/en/promise.ftl");
const TOUR: &str = include_str!("../content/en/tour.ftl");

/// The language that everything is written in first.
pub const FIRST: &str = "en";

pub struct Words {
    text: Text,
}

impl Words {
    pub fn new(locale: &str) -> Self {
        let resources = [CLI, AGREE, GUIDE, PARTNER, PROMISE, TOUR].map(|source| (FIRST, source));
        Self { text: Text::with_resources(locale, &resources) }
    }

    pub fn say(&self, id: &str) -> String {
        self.text.get(id, &[])
    }

    /// Numbers among the arguments choose plurals.
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.text.get(id, args)
    }

    /// What the core words itself: kinds, feelings, forms, roles.
    pub fn core(&self) -> &Text {
        &self.text
    }

    pub fn space(&self, space: Space) -> String {
        self.say(match space {
            Space::Together => "space-together",
            Space::Private => "space-private",
        })
    }

    /// What went wrong, then what to do.
    pub fn error(&self, error: &MendError) -> (String, String) {
        (self.text.error(error), self.text.error_action(error))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use mend_core::text::lint;

    use super::*;

    const FILES: [(&str, &str); 6] = [
        ("content/en/agree.ftl", AGREE),
        ("content/en/cli.ftl", CLI),
        ("content/en/guide.ftl", GUIDE),
        ("content/en/partner.ftl", PARTNER),
        ("content/en/promise.ftl", PROMISE),
        ("content/en/tour.ftl", TOUR),
    ];

    #[test]
    fn sentences_keep_the_rules_of_the_house() {
        let mut findings = Vec::new();
        for (file, source) in FILES {
            let linted = lint::words(file, source, lint::Level::Plain);
            println!("{}", linted.readability);
            findings.extend(linted.findings.iter().map(ToString::to_string));
        }
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    fn sources(folder: &Path, into: &mut String) {
        for file in fs::read_dir(folder).expect("a folder of sources") {
            let path = file.expect("a file").path();
            if path.is_dir() {
                sources(&path, into);
            } else {
                into.push_str(&fs::read_to_string(path).expect("text"));
            }
        }
    }

    fn ids() -> BTreeSet<String> {
        FILES
            .iter()
            .flat_map(|(_, content)| content.lines())
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
            .collect()
    }

    #[test]
    fn every_sentence_that_is_named_exists() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let ids = ids();
        for call in [".say(\"", ".with(\"", "name: \""] {
            for rest in source.split(call).skip(1) {
                let named = rest.split('"').next().expect("a literal").to_owned();
                let known = match call {
                    "name: \"" => ids.contains(&format!("tour-{named}")) && ids.contains(&format!("tour-name-{named}")),
                    _ => ids.contains(&named),
                };
                assert!(known || named.contains('{') || named == "`", "{named}");
            }
        }
    }

    #[test]
    fn no_sentence_stands_twice() {
        let twice = lint::strings(&FILES, &[]).into_iter().filter(|finding| finding.problem.name() == "duplicate");
        assert_eq!(twice.map(|finding| finding.to_string()).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn every_sentence_is_used() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        for id in ids() {
            let name = id.trim_start_matches("tour-name-").trim_start_matches("tour-").trim_end_matches("-action");
            let kind = name.trim_start_matches("error-").replace('-', "_");
            let used = [id.as_str(), name, &kind].iter().any(|name| source.contains(&format!("\"{name}\"")));
            assert!(used, "{id}");
        }
    }

    #[test]
    fn numbers_choose_their_plural() {
        let words = Words::new(FIRST);
        let said = |n| words.with("calendar-total", &[("entries", n), ("days", "1")]);
        assert_eq!((said("1").as_str(), said("3").as_str()), ("1 entry on 1 day", "3 entries on 1 day"));
    }
}
