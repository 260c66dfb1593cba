//! The rows that ship, each by its line.

use std::collections::{BTreeSet, HashMap};

use super::*;
use crate::help::content::{self as shipped, Row};

/// The countries of the directory as it was handed over.
const COUNTRIES: [&str; 27] = [
    "US", "CA", "MX", "BR", "AR", "GB", "IE", "DE", "AT", "CH", "FR", "BE", "NL", "ES", "PT", "IT", "SE", "NO", "PL",
    "IN", "JP", "KR", "SG", "ZA", "AU", "NZ", "EU",
];

fn rows() -> impl Iterator<Item = (&'static Row, String)> {
    shipped::directory().rows().zip(shipped::places())
}

#[test]
fn every_file_of_help_can_be_read_whole() {
    let faults = shipped::faults();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_row_stands_on_a_line_of_its_own() {
    let (rows, places) = (shipped::directory().rows().count(), shipped::places().len());
    assert_eq!(rows, places, "{}", shipped::DIRECTORY.0);
    assert!(rows > 100);
}

#[test]
fn every_row_is_complete() {
    for (row, place) in rows() {
        assert!(!row.kinds.is_empty(), "{place}: for what?");
        let ways = [&row.call, &row.text, &row.whatsapp, &row.web];
        assert!(ways.iter().any(|way| way.is_some()), "{place}: no way to reach it");
        assert!(row.say.is_none() || row.text.is_some(), "{place}: a word to send, and nowhere to send it");
        let emergency = row.kinds.iter().all(|kind| kind.is_emergency());
        assert_eq!(row.name.is_none(), emergency, "{place}: services have names, emergency numbers have none");
        let texts = [&row.name, &row.place, &row.say, &row.note, &Some(row.source.clone())];
        for text in texts.into_iter().flatten() {
            assert!(!text.trim().is_empty() && text.trim() == text && text.len() < 80, "{place}: {text:?}");
        }
        let mut kinds = row.kinds.clone();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, row.kinds, "{place}: each kind once, in order");
    }
}

/// A row is unverified until someone called, and then it says when.
#[test]
fn every_row_is_either_unverified_or_has_the_day_of_a_call() {
    for (row, place) in rows() {
        assert_eq!(row.unverified, row.verified_on.is_none(), "{place}");
        let looked_after = row.verified_on.unwrap_or(shipped::directory().compiled_on);
        let days = (row.expires_on - looked_after).num_days();
        assert!((1..=180).contains(&days), "{place}: {days} days until it is stale");
    }
}

/// Digits, with what makes them readable; a plus or a number sign in front at most.
fn is_dialled(number: &str) -> bool {
    let rest = number.strip_prefix(['+', '#']).unwrap_or(number);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let spaced = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'));
    let ends =
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '(') && rest.ends_with(|c: char| c.is_ascii_digit());
    let gaps = ["  ", "--", " -", "- ", "()"].iter().any(|gap| rest.contains(gap));
    let brackets = rest.matches('(').count() == rest.matches(')').count();
    spaced && ends && brackets && !gaps && (2..=15).contains(&digits)
}

fn is_address(web: &str) -> bool {
    let labels: Vec<_> = web.split('.').collect();
    let label = |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    labels.len() >= 2 && labels.iter().all(label)
}

#[test]
fn numbers_and_addresses_are_well_formed() {
    for (row, place) in rows() {
        for number in [&row.call, &row.text, &row.whatsapp].into_iter().flatten() {
            assert!(is_dialled(number), "{place}: {number:?}");
        }
        if let Some(web) = &row.web {
            assert!(is_address(web), "{place}: {web:?}");
        }
    }
    for wrong in
        ["", "1", "+", "112 ", " 112", "0800--11", "call 112", "(61 9610", "0800 3O 030", "1234567890123456", "1-"]
    {
        assert!(!is_dialled(wrong), "{wrong:?}");
    }
    for wrong in ["https://a.org", "a", "a.org/", "a..org", "a b.org", "A.org"] {
        assert!(!is_address(wrong), "{wrong:?}");
    }
}

#[test]
fn hours_go_from_one_time_to_a_later_one() {
    for (row, place) in rows() {
        let Some(hours) = &row.hours else { continue };
        let minutes = |time: &str| {
            let (hour, minute) = time.split_once(':')?;
            let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
            (time.len() == 5 && hour <= 24 && minute < 60).then_some(hour * 60 + minute)
        };
        let (from, to) = hours.split_once('-').unwrap_or_default();
        assert!(
            minutes(from).is_some() && minutes(from) < minutes(to) && minutes(to) <= Some(1440),
            "{place}: {hours}"
        );
    }
}

#[test]
fn no_number_stands_twice_in_a_country() {
    let mut seen = HashMap::new();
    let directory = shipped::directory();
    let mut places = shipped::places().into_iter().skip(directory.elsewhere.len() + directory.directories.len());
    for country in &directory.country {
        for (row, place) in country.lines.iter().zip(places.by_ref()) {
            let digits = |number: &String| number.chars().filter(char::is_ascii_digit).collect::<String>();
            for number in row.call.iter().map(digits) {
                if let Some(earlier) = seen.insert((&country.code, number.clone()), place.clone()) {
                    panic!("{place}: {number} stands at {earlier} already");
                }
            }
        }
    }
}

#[test]
fn every_country_stands_once_and_has_emergency_a_line_for_fear_of_a_partner_and_one_for_a_crisis() {
    let directory = shipped::directory();
    let codes: Vec<_> = directory.country.iter().map(|country| country.code.as_str()).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert_eq!(codes.iter().collect::<BTreeSet<_>>(), COUNTRIES.iter().collect::<BTreeSet<_>>());
    for country in &directory.country {
        assert_eq!(checked_country(&country.code).as_deref(), Ok(country.code.as_str()));
        let kinds: BTreeSet<_> = country.lines.iter().flat_map(|row| row.kinds.iter().copied()).collect();
        let first = [Kind::Emergency, Kind::Police].iter().any(|kind| kinds.contains(kind));
        assert!(first, "{}: no emergency number", country.code);
        // In the countries without lines of their own, none connects everywhere.
        if country.code != "EU" {
            for kind in [Kind::PartnerViolence, Kind::Crisis] {
                assert!(kinds.contains(&kind), "{}: no line for {kind:?}", country.code);
            }
        }
    }
}

/// Numbers that changed in the last years or are often misprinted: an old list that is pasted in is seen.
#[test]
fn numbers_that_changed_are_the_new_ones() {
    let of = |code: &str| -> Vec<String> {
        let country = shipped::directory().of(code).unwrap();
        country.lines.iter().flat_map(|row| row.call.clone()).collect()
    };
    for (code, new, old) in [
        ("KR", "109", "1393"),
        ("IT", "1522", "1552"),
        ("DE", "116 016", "08000 116 016"),
        ("ES", "024", "717 003 717"),
    ] {
        assert!(of(code).iter().any(|number| number == new), "{code}: {new}");
        assert!(!of(code).iter().any(|number| number == old), "{code}: {old}");
    }
}

#[test]
fn every_page_is_there_and_every_way_of_all_content_leads_somewhere() {
    let pages: Vec<_> = shipped::pages().iter().map(|page| page.id).collect();
    assert_eq!(pages, PageId::ALL);
    for page in PageId::ALL {
        assert_eq!(serde_json::to_value(page).unwrap(), page.id());
        assert_eq!(leads(page.id()), Some(Leads::Page(page)));
    }
    let needed =
        shipped::messages_needed().into_iter().chain(crate::checkin::content::messages_needed().into_iter().map(swap));
    let mut ways = 0;
    for (message, place) in needed {
        if let Some(way) = message.strip_prefix("way-") {
            assert!(leads(way).is_some(), "{place}: the way {way} leads nowhere");
            ways += 1;
        }
    }
    assert!(ways > 12, "{ways}");
    assert_eq!(leads("somewhere"), None);
}

fn swap((place, message): (String, String)) -> (String, String) {
    (message, place)
}
