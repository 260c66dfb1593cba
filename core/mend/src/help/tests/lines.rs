//! The lines of a country: what comes first, what is said where there are none, what is said of a stale one.

use proptest::prelude::*;

use super::*;
use crate::error::{FieldProblem, MendError};
use crate::{Mend, Passphrase, SetUpRequest, testing};

fn numbers(view: &DirectoryView) -> Vec<String> {
    let reach = view.lines.iter().flat_map(|line| &line.reach);
    reach
        .map(|reach| match reach {
            Reach::Call { number } | Reach::Text { number, .. } | Reach::Whatsapp { number } => number.clone(),
            Reach::Web { address } => address.clone(),
        })
        .collect()
}

#[test]
fn emergency_comes_first_then_lines_in_the_order_of_their_kinds() {
    for country in help().countries() {
        let view = help().lines(Some(&country.code), today()).unwrap();
        assert!(view.lines[0].kinds[0] <= Kind::Police, "{}", country.code);
        let first: Vec<_> = view.lines.iter().map(|line| *line.kinds.iter().min().unwrap()).collect();
        assert!(first.is_sorted(), "{}: {first:?}", country.code);
        assert_eq!(view.country, Some(country));
        assert!(!view.fallback);
        assert_eq!(first.iter().filter(|kind| **kind == Kind::Directory).count(), 3);
    }
    let germany = help().lines(Some("DE"), today()).unwrap();
    assert_eq!(numbers(&germany)[..5], ["112", "110", "116 016", "0800 1239900", "0800 111 0 111"]);
}

#[test]
fn line_says_all_that_is_known_of_it() {
    let usa = help().lines(Some("us"), today()).unwrap();
    let line = usa.lines.iter().find(|line| line.kinds == [Kind::PartnerViolence]).unwrap();
    assert_eq!(line.name.as_deref(), Some("National Domestic Violence Hotline"));
    assert_eq!(line.what, "Fear or harm from a partner");
    let text = Reach::Text { number: "88788".into(), say: Some("START".into()) };
    assert_eq!(line.reach, [Reach::Call { number: "1-800-799-7233".into() }, text]);
    let mexico = help().lines(Some("MX"), today()).unwrap();
    assert_eq!(mexico.lines[1].hours.as_deref(), Some("day and night"));
    assert_eq!(mexico.lines[1].what, "Fear or harm from a partner · Thoughts of suicide, or a crisis");
    let zealand = help().lines(Some("NZ"), today()).unwrap();
    assert_eq!(zealand.lines.iter().filter_map(|line| line.hours.as_deref()).collect::<Vec<_>>(), ["09:00-23:00"]);
    let belgium = help().lines(Some("BE"), today()).unwrap();
    let languages: Vec<_> = belgium.lines.iter().flat_map(|line| line.languages.clone()).collect();
    assert_eq!(languages, ["French", "Dutch", "French", "Dutch"]);
    let british = help().lines(Some("GB"), today()).unwrap();
    assert_eq!(british.lines[1].place.as_deref(), Some("England"));
    assert!(british.lines[0].note.as_ref().unwrap().contains("press 55"));
    assert_eq!(british.lines[2].for_whom.as_deref(), Some("for men"));
}

#[test]
fn country_without_a_row_gets_the_fallback_and_is_told_so() {
    let kenya = help().lines(Some("KE"), today()).unwrap();
    assert!(kenya.fallback && kenya.country.is_none());
    assert_eq!(kenya.about[1], "There are no numbers for this country here yet. These may help you find one.");
    let found = ["112", "911", "999", "findahelpline.com", "nomoredirectory.org", "befrienders.org"];
    assert_eq!(numbers(&kenya), found);
    let none = help().lines(None, today()).unwrap();
    assert!(none.fallback);
    assert_eq!(none.about[1], "No country is chosen yet. Choose yours to see its numbers.");
    assert_eq!(numbers(&none), found);
    let union = help().lines(Some("EU"), today()).unwrap();
    assert!(!union.fallback && union.country.is_some());
    assert!(union.about[1].starts_with("Other lines differ from country to country here."));
    // One that has rows is told nothing of the kind.
    assert_eq!(help().lines(Some("DE"), today()).unwrap().about.len(), 2);
}

#[test]
fn part_of_a_page_has_lines_in_every_country_or_lists_of_them() {
    let shown = |code, kinds: &[Kind]| {
        let view = help().lines(Some(code), today()).unwrap();
        view.for_kinds(kinds).into_iter().map(|line| line.kinds.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown("JP", &[Kind::Emergency, Kind::Police]), [[Kind::Police]]);
    assert_eq!(shown("NL", &[Kind::Crisis]), [[Kind::Crisis], [Kind::Crisis]]);
    for code in ["KE", "EU"] {
        assert_eq!(shown(code, &[Kind::Crisis]), [[Kind::Directory], [Kind::Directory], [Kind::Directory]]);
        assert_eq!(shown(code, &[Kind::Emergency])[0], [Kind::Emergency]);
    }
    assert!(shown("DE", &[]).is_empty());
}

#[test]
fn code_of_no_country_is_refused() {
    let problem = |code| match help().lines(Some(code), today()) {
        Err(MendError::BadField { field: "country", problem }) => problem,
        other => panic!("{code}: {other:?}"),
    };
    for code in ["ZZ", "xx", "QQ"] {
        assert_eq!(problem(code), FieldProblem::Unknown, "{code}");
    }
    for code in ["", "D", "DEU", "49", "ßß", "D\0", "🇩🇪"] {
        assert_eq!(problem(code), FieldProblem::Malformed, "{code}");
    }
}

#[test]
fn code_may_be_written_small_and_as_people_write_it() {
    let great_britain = help().lines(Some("GB"), today()).unwrap();
    for code in ["gb", " Gb ", "UK", "uk"] {
        assert_eq!(help().lines(Some(code), today()).as_ref(), Ok(&great_britain), "{code}");
    }
}

#[test]
fn row_past_its_day_is_never_shown_as_current() {
    for country in help().countries().iter().map(|country| Some(country.code.as_str())).chain([None, Some("KE")]) {
        for line in help().lines(country, today()).unwrap().lines {
            let on = |today| {
                let view = help().lines(country, today).unwrap();
                view.lines.into_iter().find(|other| other.reach == line.reach).unwrap()
            };
            let (last, after) = (on(line.expires_on), on(line.expires_on.succ_opt().unwrap()));
            assert!(!last.stale && after.stale, "{line:?}");
            assert_eq!(last.check.as_deref(), Some("No one has checked this yet."));
            assert_eq!(after.check.as_deref(), Some("This has not been checked for a while. It may have changed."));
            // Not called is not called, however late it is; and the number stays.
            assert!(last.unverified && after.unverified);
            assert_eq!(last.reach, after.reach);
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_there_is_an_answer_or_a_bad_country(code in ".{0,4}", days in -200_000i64..200_000) {
        let today = today() + chrono::TimeDelta::days(days);
        match help().lines(Some(&code), today) {
            Ok(view) => {
                prop_assert!(view.lines.iter().all(|line| line.stale == (today > line.expires_on)));
                prop_assert!(view.lines.iter().all(|line| line.check.is_some() == (line.stale || line.unverified)));
                prop_assert!(!view.lines.is_empty());
            }
            Err(e) => prop_assert!(e.to_string().starts_with("field country: ")),
        }
    }
}

#[test]
fn half_a_translation_of_the_directory_is_none() {
    let help = help_in_german("help-title = Hilfe\nhelp-kind-emergency = Notruf");
    assert_eq!(help.lines(Some("KE"), today()), super::help().lines(Some("KE"), today()));
}

#[test]
fn help_is_there_without_a_vault_while_locked_and_in_every_session() {
    let folder = tempfile::tempdir().unwrap();
    let mend = Mend::with(folder.path().join("journal"), testing::options(5));
    let nothing = mend.help().lines(None, today()).unwrap();
    assert!(nothing.fallback);
    assert!(!folder.path().join("journal").exists(), "asking for help makes no folder");
    let passphrase = Passphrase::new("tea by the window").unwrap();
    let session = mend.set_up(SetUpRequest { private: None, together: Some(passphrase) }).unwrap();
    // While the session is open, the device's country is what both show.
    session.settings().set_country(Some("nz")).unwrap();
    assert_eq!(mend.country().as_deref(), Some("NZ"));
    let zealand = session.help().lines(None, today()).unwrap();
    assert_eq!(zealand.country.as_ref().unwrap().name, "New Zealand");
    assert_eq!(mend.help().lines(None, today()).as_ref(), Ok(&zealand));
    session.lock();
    assert_eq!(session.help().lines(None, today()).as_ref(), Ok(&zealand));
    assert_eq!(mend.help().lines(None, today()).as_ref(), Ok(&zealand));
    // One that is asked for goes before it.
    assert_eq!(mend.help().lines(Some("KE"), today()).unwrap().country, None);
}

#[test]
fn country_of_the_device_is_checked_kept_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let mend = Mend::with(folder.path(), testing::options(6));
    let passphrase = Passphrase::new("tea by the window").unwrap();
    let session = mend.set_up(SetUpRequest { private: Some(passphrase), together: None }).unwrap();
    let settings = session.settings();
    settings.set_country(Some("UK")).unwrap();
    let problem = FieldProblem::Unknown;
    assert_eq!(settings.set_country(Some("ZZ")), Err(MendError::BadField { field: "country", problem }));
    assert_eq!(settings.country().as_deref(), Some("GB"));
    settings.set_country(None).unwrap();
    assert_eq!((settings.country(), mend.country()), (None, None));
}

/// The plain file can be written by anyone; help is there whatever it says.
#[test]
fn country_in_a_meddled_file_is_passed_over() {
    for country in ["ZZ", "", "Atlantis", "D\u{0}"] {
        let device = Device { country: Some(country.into()), locale: Some("no locale".into()), ..Device::default() };
        assert!(Help::on(&device).lines(None, today()).unwrap().fallback, "{country}");
    }
    let device = Device { country: Some("de".into()), ..Device::default() };
    assert_eq!(Help::on(&device).lines(None, day("1970-01-01")).unwrap().country.unwrap().code, "DE");
}

#[test]
fn every_country_has_a_name_of_its_own_and_they_are_in_its_order() {
    let countries = help().countries();
    assert_eq!(countries.len(), 27);
    assert!(countries.is_sorted_by(|a, b| a.name < b.name));
    assert!(countries.iter().all(|country| !country.name.starts_with("country-")));
}
