//! How hard the words are to read for someone in a hard hour.

use super::*;
use crate::checkin::SafetyView;
use crate::text::lint::{Level, grade};

/// Of a page as a whole: its file's mean could hide a hard page behind easy ones.
fn assert_easy(what: &str, text: &str) {
    let (grade, most) = (grade(text).expect("words"), Level::Safety.mean_grade());
    println!("{what}: grade {grade:.1}");
    assert!(grade <= most, "{what}: grade {grade:.1}");
}

fn page(id: PageId) -> String {
    let page = help().page(id);
    let parts = page.parts.into_iter().map(|part| part.words);
    [page.title].into_iter().chain(parts).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn pages_for_a_hard_hour_are_easy_to_read() {
    for id in PageId::ALL {
        assert_easy(id.id(), &page(id));
    }
}

#[test]
fn questions_for_one_person_alone_and_the_page_after_them_are_easy_to_read() {
    let SafetyView { title, before, questions, after, .. } = crate::checkin::safety_page(&Text::new("en"));
    let all = [vec![title], before, questions, after].concat().join("\n\n");
    assert_easy("safety", &all);
}

#[test]
fn words_around_the_numbers_are_easy_to_read() {
    let everything = |code: Option<&str>| help().lines(code, day("2100-01-01")).unwrap();
    let mut words: Vec<String> = ["KE", "DE"].iter().flat_map(|code| everything(Some(code)).about).collect();
    words.extend(everything(None).about);
    for country in help().countries() {
        words.extend(
            everything(Some(&country.code)).lines.into_iter().flat_map(|line| [line.note, line.check]).flatten(),
        );
    }
    words.sort_unstable();
    words.dedup();
    assert_easy("directory", &words.join("\n\n"));
}
