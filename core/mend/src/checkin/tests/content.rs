//! The questions that ship.

use std::collections::HashMap;

use super::*;
use crate::checkin::content::{self as shipped, Asks, Item};

/// What was released, item by item: id, answer, subject, visibility. Ids are for ever; another meaning is another id,
/// other words are a new version.
const RELEASED: &str = "
    daily.feelings               feelings         self         private
    daily.steady                 agreement+       self         shareable
    daily.promise                promise_today    self         shareable
    daily.good_thing             text             relationship shareable
    daily.write                  yes_no           self         private
    weekly.heard                 frequency+       relationship private
    weekly.listened              frequency+       self         shareable
    weekly.spoke_freely          frequency+       relationship private
    weekly.partner_kept_word     frequency+       relationship private
    weekly.kept_word             frequency+       self         shareable
    weekly.asked                 frequency+       self         private
    weekly.on_guard              frequency-       self         private
    weekly.time_together         frequency+       relationship shareable
    weekly.patience              frequency+       self         shareable
    weekly.closer_or_safe        closer_or_safe   self         private
    weekly.respect               frequency+       relationship private
    weekly.pushed                none             self         private
    weekly.worried               none             self         private
    weekly.raise_early           text             relationship private
    weekly.promises              *promise_review  self         private
    weekly.thanks                none             relationship private
    weekly.concern               none             relationship private
    weekly.request               none             relationship private
    weekly.build                 none             relationship private
    monthly.believe              agreement+       relationship private
    monthly.rely                 agreement+       relationship private
    monthly.cares                agreement+       relationship private
    monthly.honest               agreement+       relationship private
    monthly.partner_i_want_to_be agreement+       self         shareable
    monthly.own_room             agreement+       self         private
    monthly.agreement_fits       agreement+       relationship shareable
    monthly.keep_going           agreement+       self         private
    monthly.closer               distance+        relationship private
    monthly.helped               text             relationship private
    monthly.hurt                 text             relationship private
    monthly.need_next            text             self         private
    monthly.unseen               agreement+       self         private
    monthly.safety               none             self         private
";

fn answer(item: &Item) -> String {
    match &item.answer {
        Asks::Feelings => "feelings".into(),
        Asks::Scale { id, polarity: Polarity::HigherIsBetter } => format!("{id}+"),
        Asks::Scale { id, polarity: Polarity::LowerIsBetter } => format!("{id}-"),
        Asks::Choice { id, .. } => id.clone(),
        Asks::Text => "text".into(),
        Asks::YesNo => "yes_no".into(),
        Asks::Promises { id } => format!("*{id}"),
        Asks::None => "none".into(),
    }
}

#[test]
fn released_items_keep_id_answer_subject_and_visibility() {
    let released: Vec<Vec<_>> =
        RELEASED.trim().lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect();
    let name = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    let today: Vec<_> = shipped::sets()
        .iter()
        .flat_map(|set| &set.item)
        .map(|item| {
            let subject = name(serde_json::to_value(item.subject).unwrap());
            let visibility = name(serde_json::to_value(item.visibility).unwrap());
            vec![item.id.clone(), answer(item), subject, visibility]
        })
        .collect();
    assert_eq!(today, released);
}

#[test]
fn every_file_of_questions_can_be_read_whole() {
    let faults = shipped::faults();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_id_stands_once() {
    let mut seen = HashMap::new();
    for (id, place) in shipped::ids() {
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.'), "{place}: {id}");
        if let Some(earlier) = seen.insert(id.clone(), place.clone()) {
            panic!("{place}: {id} stands at {earlier} already");
        }
    }
    assert_eq!(seen.len(), 3 + 38 + 6);
}

#[test]
fn every_item_is_of_its_set_and_knows_its_scale_and_place() {
    let places: HashMap<_, _> = shipped::ids().into_iter().collect();
    for set in shipped::sets() {
        for item in &set.item {
            let place = &places[&item.id];
            let (of, name) = item.id.split_once('.').expect("a set and a name");
            assert!(of == set.id && !name.is_empty() && !name.contains('.'), "{place}: {}", item.id);
            assert!(item.version >= 1, "{place}: versions begin with 1");
            match &item.answer {
                Asks::Scale { id, .. } => assert!(shipped::scale(id).is_some(), "{place}: no scale {id}"),
                Asks::Choice { id, .. } | Asks::Promises { id } => {
                    assert!(shipped::choices(id).is_some(), "{place}: no choices {id}");
                }
                Asks::Feelings | Asks::Text | Asks::YesNo | Asks::None => {}
            }
            // What is done together is spoken, and nothing of it is kept.
            assert_eq!(item.part == Part::Together, item.minutes.is_some(), "{place}");
            assert!(item.part == Part::Alone || item.kind().is_none(), "{place}");
        }
    }
    for id in ["promise_today", "closer_or_safe", "promise_review"] {
        let choices = shipped::choices(id).unwrap();
        assert!(choices.uncounted.iter().all(|option| choices.options.contains(option)), "{id}");
    }
}

/// No report card of the partner: what I think of them is for a talk, in my words.
#[test]
fn mark_for_the_partner_is_never_shareable() {
    let text = Text::new("en");
    for item in shipped::sets().iter().flat_map(|set| &set.item) {
        let asks = text.get(&item.message(), &[]);
        let of_partner = ["my partner what", "my partner did", "my partner tells", "my partner cares", "by my partner"];
        let mark = matches!(item.answer, Asks::Scale { .. } | Asks::Choice { .. });
        if mark && of_partner.iter().any(|words| asks.contains(words)) {
            let gives = item.id == "weekly.patience";
            assert!(gives || item.visibility == Visibility::Private, "{}: {asks}", item.id);
        }
    }
}

#[test]
fn every_set_is_asked_in_words_and_every_point_has_its_own() {
    let room = Room::new();
    let sets = checkins(&room).sets().unwrap();
    assert_eq!(
        sets.iter().map(|set| (set.id.as_str(), set.items.len(), set.minutes)).collect::<Vec<_>>(),
        [("daily", 5, 1), ("weekly", 19, 10), ("monthly", 14, 12)]
    );
    for set in &sets {
        assert!(!set.draft && set.skip == "Skip" && set.about.ends_with('.'), "{}", set.id);
        for item in &set.items {
            let unsaid = |words: &str| words.contains("checkin-") || words.contains("choice-") || words.is_empty();
            assert!(item.question.contains(' ') && !unsaid(&item.question), "{item:?}");
            let mut words: Vec<&str> = match &item.answer {
                AnswerKind::Scale { points, .. } => {
                    assert_eq!(points.iter().map(|point| point.value).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
                    points.iter().map(|point| point.words.as_str()).collect()
                }
                AnswerKind::Choice { options } | AnswerKind::Promises { options, .. } => {
                    options.iter().map(|option| option.words.as_str()).collect()
                }
                AnswerKind::YesNo { yes, no } => vec![yes, no],
                AnswerKind::Feelings { most: 3 } | AnswerKind::Text { most_bytes: 65536 } => continue,
                AnswerKind::None => {
                    assert!(item.note.is_some(), "{}", item.id);
                    continue;
                }
                other => panic!("{other:?}"),
            };
            assert!(!words.iter().any(|words| unsaid(words) || words.starts_with("scale-")), "{item:?}");
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all, "{}: two answers in the same words", item.id);
        }
    }
    let parts = |set: &SetView| set.parts.iter().map(|part| part.part).collect::<Vec<_>>();
    assert_eq!(parts(&sets[0]), [Part::Alone]);
    assert_eq!(parts(&sets[1]), [Part::Alone, Part::Together]);
    let weekly = &sets[1].items;
    assert_eq!(weekly.iter().filter(|item| item.part == Part::Together).count(), 4);
    assert!(weekly[15..].iter().all(|item| item.part == Part::Together), "the part together comes last");
}

/// The time a question looks back on stands in the question.
#[test]
fn every_question_says_the_time_that_it_looks_back_on() {
    let room = Room::new();
    for item in checkins(&room).sets().unwrap().iter().flat_map(|set| &set.items) {
        let said: &[&str] = match item.window {
            Window::Now => &["now", "want to write"],
            Window::Day => &["oday"],
            Window::Week => &["past 7 days", "next week", "My promises", "request"],
            Window::Month => &["month", "for you alone"],
        };
        let concern = item.id == "weekly.concern";
        assert!(concern || said.iter().any(|words| item.question.contains(words)), "{}: {}", item.id, item.question);
    }
}

#[test]
fn page_for_one_person_alone_says_the_same_to_everyone() {
    let room = Room::new();
    let page = checkins(&room).safety();
    assert_eq!(page.questions.len(), 5);
    assert_eq!(page.questions[4], "Have I scared, hurt or controlled my partner?");
    assert_eq!(page.after[0], "You know your situation best.");
    assert_eq!(page.after[1], "If any answer was yes or not sure, stop here for now. Talk to someone alone first.");
    let ways: Vec<_> = page.ways.iter().map(|way| way.id.as_str()).collect();
    assert_eq!(ways, ["help", "safer_phone", "self_harm", "help_to_change"]);
    // It tells nobody what they are, and it is short enough to read in a bad hour.
    let after = page.after.join(" ");
    for judged in ["abus", "you are", "safe", "risk", "don't worry", "fine"] {
        assert!(!after.to_lowercase().contains(judged), "{judged}: {after}");
    }
    let words = |sentences: &[String]| sentences.iter().map(|s| s.split_whitespace().count()).sum::<usize>();
    assert!(words(&page.after) <= 60 && words(&page.before) <= 60);
    // Half a translation is none.
    let half = Text::with_resources("de", &[("de", "safety-title = Fragen\nway-help = Hilfe")]);
    assert_eq!(Checkins::new(room.db.clone(), Arc::new(half)).safety(), page);
    // No lock and no damage keeps anyone from it.
    room.vault.lock();
    assert_eq!(checkins(&room).safety(), page);
}
