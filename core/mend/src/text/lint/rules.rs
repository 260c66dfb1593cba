//! The rules, text by text and file by file.

use super::exceptions::{self, Exceptions};
use super::reading::{Tally, sentences};
use super::texts::{File, Text};
use super::{
    Finding, GRADED_WORDS, LABEL_WORDS, Level, Linted, MEAN_SENTENCE_WORDS, Problem, Readability, SCREEN_WORDS,
    SENTENCE_WORDS, wordlist,
};

/// All of a file, as it is read.
#[derive(Default)]
struct Sums {
    messages: usize,
    /// Labels too.
    all: Tally,
    /// Without labels.
    graded: Tally,
    longest: usize,
}

pub(super) fn hold(file: &str, source: &str, level: Level) -> Linted {
    let read = File::read(source);
    let mut sums = Sums::default();
    let mut findings: Vec<(usize, String, Problem)> = Vec::new();
    findings.extend(read.unreadable.iter().map(|line| (*line, String::new(), Problem::Unreadable)));
    for (line, text) in read.loose_comments().filter(|(_, text)| exceptions::is_one(text)) {
        findings.push((line, String::new(), Problem::BadException { text: text.trim().to_owned() }));
    }
    for message in read.messages() {
        sums.messages += 1;
        let (mut exceptions, bad) = Exceptions::of(message.comment);
        for part in read.parts(&message) {
            let first = findings.len();
            let texts = read.texts(part.pattern);
            for text in &texts {
                for (line, problem) in hold_text(text, part.line, level, &mut sums) {
                    let finding = (line, part.id.clone(), problem);
                    // A text that chooses twice says some of its words twice.
                    let again = texts.len() > 1 && findings[first..].contains(&finding);
                    if !exceptions.allow(&finding.2) && !again {
                        findings.push(finding);
                    }
                }
            }
        }
        findings.extend(bad.into_iter().chain(exceptions.unneeded()).map(|it| (message.line, message.id.clone(), it)));
    }
    findings.sort_by_key(|(line, ..)| *line);
    findings.extend(sums.problems(level).map(|problem| (0, String::new(), problem)));
    let finding = |(line, message_id, problem)| Finding { file: file.to_owned(), line, message_id, problem };
    Linted {
        findings: findings.into_iter().map(finding).collect(),
        readability: Readability {
            file: file.to_owned(),
            messages: sums.messages,
            words: sums.all.words,
            sentences: sums.all.sentences,
            mean_grade: sums.graded.grade(),
            mean_sentence: sums.graded.mean_sentence(),
            longest_sentence: sums.longest,
        },
    }
}

fn hold_text(text: &Text, line: usize, level: Level, sums: &mut Sums) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    let mut tally = Tally::default();
    if let Some(at) = text.words.find('!') {
        problems.push((text.line(at, line), Problem::ExclamationMark));
    }
    for sentence in sentences(&text.words) {
        tally.add(&sentence);
        let line = text.line(sentence.at, line);
        let words = sentence.words.len();
        sums.longest = sums.longest.max(words);
        if words > SENTENCE_WORDS {
            problems.push((line, Problem::LongSentence { words, most: SENTENCE_WORDS }));
        }
        problems.extend(wordlist::not_ours(sentence.text).into_iter().map(|word| (line, Problem::Word { word })));
        problems.extend(wordlist::claims(sentence.text).into_iter().map(|words| (line, Problem::Claim { words })));
    }
    let first = text.line(text.words.len() - text.words.trim_start().len(), line);
    if tally.words > SCREEN_WORDS {
        problems.push((first, Problem::LongText { words: tally.words, most: SCREEN_WORDS }));
    }
    let (grade, most) = (tally.grade().unwrap_or_default(), level.text_grade());
    if tally.words >= GRADED_WORDS && grade > most {
        problems.push((first, Problem::HardText { grade, most }));
    }
    sums.all.join(tally);
    if tally.words >= LABEL_WORDS {
        sums.graded.join(tally);
    }
    problems
}

impl Sums {
    /// Of the file as a whole. A few words have no grade, as in a text.
    fn problems(&self, level: Level) -> impl Iterator<Item = Problem> {
        let enough = self.graded.words >= GRADED_WORDS;
        let grade = self.graded.grade().filter(|grade| enough && *grade > level.mean_grade());
        let mean = self.graded.mean_sentence().filter(|mean| enough && *mean > MEAN_SENTENCE_WORDS);
        let grade = grade.map(|grade| Problem::HardFile { grade, most: level.mean_grade() });
        grade.into_iter().chain(mean.map(|mean| Problem::LongSentences { mean, most: MEAN_SENTENCE_WORDS }))
    }
}
