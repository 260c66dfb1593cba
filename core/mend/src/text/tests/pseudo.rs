//! Every screen in English that no one writes: whatever is still plain, or put together from pieces, did not come from
//! one message.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{every_error, needed};
use crate::checkin::{Answer, AnswerRequest, ItemAnswer, OwnAnswer, Polarity, PromiseChoice};
use crate::help::PageId;
use crate::insight::{Period, svg};
use crate::journal::{EntryKind, Feeling, Journal, WriteRequest};
use crate::profile::{Form, ProfileView, Role};
use crate::promise::{LogRequest, Outcome, PromiseRequest};
use crate::reminder::{Cadence, ReminderSettings, ScheduleRequest, Subject, Zone};
use crate::text::pseudo::{BRACKETS, MARKS};
use crate::text::{PSEUDO, SHIPPED, Text};
use crate::{FixedClock, Mend, MendOptions, Passphrase, Session, SetUpRequest, UnlockOptions, testing};

/// What a person writes themselves, so that it can be told from words of the house.
pub(crate) const OWN: &str = "δικά μου";

/// Fields of views that hold no words of the house: ids, dates, names and numbers of services.
const DATA: [&str; 66] = [
    "id",
    "kind",
    "kinds",
    "part",
    "window",
    "subject",
    "visibility",
    "scale",
    "polarity",
    "set",
    "item",
    "area",
    "cadence",
    "code",
    "name",
    "place",
    "audience",
    "by",
    "number",
    "say",
    "address",
    "source",
    "verified_on",
    "expires_on",
    "lines",
    "option",
    "feeling",
    "family",
    "day",
    "weeks",
    "latest",
    "direction",
    "answer",
    "state",
    "first_day",
    "last_day",
    "made_at",
    "answered_at",
    "created_at",
    "outcome",
    "value",
    "logged_at",
    "week_start",
    "days",
    "promise",
    "choice",
    "run",
    "module",
    "step",
    "asks",
    "for",
    "needs",
    "intensity",
    "roles",
    "under_way",
    "speaker",
    "field",
    "until",
    "usual_last_day",
    "usual_review_day",
    "topic",
    "started_at",
    "ended_at",
    "role",
    "options",
    "own",
];

/// Why a string is not one message, or a list of them.
fn fault(said: &str) -> Option<&'static str> {
    let greek = |c: char| ('\u{370}'..='\u{3ff}').contains(&c);
    let (mut depth, mut marked, mut between) = (0, 0, String::new());
    let mut groups = Vec::new();
    for c in said.chars() {
        match c {
            c if c == BRACKETS[0] => {
                if depth == 0 {
                    groups.push(std::mem::take(&mut between));
                }
                depth += 1;
            }
            c if c == BRACKETS[1] => depth -= 1,
            c if c == MARKS[0] => marked += 1,
            c if c == MARKS[1] => marked -= 1,
            c if c.is_ascii_alphabetic() => return Some("plain English"),
            c if c.is_alphabetic() && marked == 0 && !greek(c) => return Some("a letter outside of a message"),
            c if depth == 0 => between.push(c),
            _ => {}
        }
    }
    let alone = groups.is_empty();
    let listed = groups.iter().skip(1).all(|between| [", ", " · "].contains(&between.as_str()));
    let ends = alone || groups[0].is_empty() && between.is_empty();
    (depth != 0 || marked != 0 || !listed || !ends).then_some("put together from pieces")
}

fn look(what: &str, value: &Value, faults: &mut BTreeSet<String>) {
    match value {
        Value::String(said) => {
            if let Some(fault) = fault(said) {
                faults.insert(format!("{what}: {fault}: {said}"));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| look(what, value, faults)),
        Value::Object(fields) => {
            let plain = |value: &Value| match value {
                Value::Array(values) => values.iter().all(Value::is_string),
                value => value.is_string(),
            };
            for (name, value) in fields.iter().filter(|(name, value)| !(plain(value) && DATA.contains(&name.as_str())))
            {
                look(&format!("{what}.{name}"), value, faults);
            }
        }
        _ => {}
    }
}

pub(crate) fn assert_said(views: Vec<(&str, Value)>) {
    let mut faults = BTreeSet::new();
    views.iter().for_each(|(what, view)| look(what, view, &mut faults));
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

fn mend(folder: &Path, now: &str) -> Mend {
    Mend::with(folder, MendOptions { clock: Arc::new(FixedClock(now.parse().unwrap())), ..testing::options(9) })
}

fn days(day: u32) -> String {
    format!("2026-03-{day:02}T20:00:00+01:00")
}

fn passphrase() -> Passphrase {
    Passphrase::new("only mine").unwrap()
}

/// A life of some weeks, so that every view has something to say.
fn live(folder: &Path) -> Session {
    let first = mend(folder, &days(1));
    let session = first.set_up(SetUpRequest { private: Some(passphrase()), together: None }).unwrap();
    session.settings().set_locale(PSEUDO).unwrap();
    let profile = ProfileView { partner_name: OWN.into(), role: Some(Role::Mutual), ..ProfileView::default() };
    session.profile().unwrap().save(&profile).unwrap();
    let request = PromiseRequest {
        what: OWN.into(),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some("2026-03-28".parse().unwrap()),
        tell: OWN.into(),
    };
    let promise = session.promises().unwrap().add(request).unwrap();
    session.lock();

    let session = mend(folder, &days(28)).unlock(&passphrase(), UnlockOptions::default()).unwrap();
    let (checkins, promises, journal) =
        (session.checkins().unwrap(), session.promises().unwrap(), session.journal().unwrap());
    for (n, day) in (1..).zip([2, 5, 9, 12, 16, 20, 24, 27]) {
        let outcome = Outcome::ALL[n % 4];
        let on = format!("2026-03-{day:02}").parse().unwrap();
        promises.log(promise, LogRequest { day: Some(on), outcome, note: None, amends: None }).unwrap();
        let feeling = |id: &str| Feeling { id: id.into(), strength: Some(n as u8 % 5) };
        let answer = |set: &str, answers: Vec<(&str, Answer)>| {
            let answers = answers.into_iter().map(|(item, answer)| ItemAnswer { item: item.into(), answer }).collect();
            let answered_at = Some(days(day).parse().unwrap());
            checkins.answer(AnswerRequest { set: set.into(), answers, answered_at, slot: None }).unwrap();
        };
        answer(
            "daily",
            vec![
                ("daily.steady", Answer::Scale(n as u8 % 2)),
                ("daily.feelings", Answer::Feelings(vec![feeling("hurt"), feeling("fear"), feeling("sadness")])),
                ("daily.good_thing", Answer::Text(OWN.into())),
                ("daily.write", Answer::YesNo(n % 2 == 0)),
            ],
        );
        answer(
            "weekly",
            vec![
                ("weekly.on_guard", Answer::Scale(4)),
                ("weekly.heard", Answer::Scale((n as u8) / 2)),
                ("weekly.closer_or_safe", Answer::Choice("both".into())),
                ("weekly.promises", Answer::Promises(vec![PromiseChoice { promise, choice: "kept".into() }])),
            ],
        );
        let request = WriteRequest {
            kind: EntryKind::Card,
            text: OWN.into(),
            happened_at: Some(days(day).parse().unwrap()),
            tags: vec![OWN.into()],
            ..WriteRequest::default()
        };
        journal.write(request).unwrap();
    }
    checkins.add_question("daily", OWN, OwnAnswer::Agreement(Polarity::LowerIsBetter)).unwrap();
    session
}

#[test]
fn every_word_of_every_private_view_comes_from_one_message() {
    let folder = tempfile::tempdir().unwrap();
    let session = live(folder.path());
    let (checkins, promises, journal) =
        (session.checkins().unwrap(), session.promises().unwrap(), session.journal().unwrap());
    let overview = session.insight().unwrap().overview(&Period::default()).unwrap();
    assert!(overview.signs.len() == 3 && overview.recurring.triggers.len() == 1 && overview.counted.len() == 1);
    let history = checkins.history(None, 50, None).unwrap().checkins;
    let shown: Vec<_> = history.iter().map(|row| checkins.show(row.id).unwrap()).collect();
    let page = promises.list(10, None).unwrap();
    let id = page.promises[0].id;
    assert!(page.promises[0].counted.is_some());
    let never = "never";
    let outlines: Vec<_> = EntryKind::ALL.iter().filter_map(|kind| journal.template(*kind)).collect();
    assert_said(vec![
        ("sets", json!(checkins.sets().unwrap())),
        ("safety", json!(checkins.safety())),
        ("checkins", json!(shown)),
        ("prompts", json!(journal.prompts().unwrap())),
        ("tags", json!(journal.suggested_tags())),
        ("outlines", json!(outlines)),
        ("promises", json!(page.promises)),
        ("days", json!(promises.days(id, 50, None).unwrap().days)),
        ("templates", json!(promises.templates())),
        ("notes", json!(promises.notes(never))),
        ("insight", json!(overview)),
    ]);
    for chart in
        [svg(&overview.series[0]), svg(&overview.counted[0]), svg(&overview.feelings), svg(&overview.recurring)]
    {
        assert!(chart.contains(MARKS[0]));
        for words in chart.split('<').filter_map(|tag| Some(tag.split_once('>')?.1)) {
            let words = words.replace("&quot;", "");
            assert!(!words.contains(|c: char| c.is_ascii_alphabetic()), "{words}");
        }
    }
}

#[test]
fn every_word_of_help_and_of_an_alarm_comes_from_one_message() {
    let folder = tempfile::tempdir().unwrap();
    let session = live(folder.path());
    session.settings().save_reminders(ReminderSettings { on: true, quiet: None }).unwrap();
    let reminders = session.reminders().unwrap();
    let daily = ScheduleRequest {
        subject: Subject::Own { about: OWN.into() },
        cadence: Cadence::Daily { n: 1 },
        times: vec!["20:00:00".parse().unwrap()],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 60,
        until: None,
        notice: None,
    };
    reminders.add(daily).unwrap();
    let plan = reminders.plan(days(28).parse().unwrap(), "Europe/Berlin", 3).unwrap();
    let alarms: BTreeSet<_> = plan.alarms.into_iter().map(|alarm| alarm.text).collect();
    assert_eq!(alarms.len(), 2);
    session.lock();

    let locked = mend(folder.path(), &days(28)).help();
    let mut views = vec![("alarms", json!(alarms)), ("countries", json!(locked.countries().len()))];
    let on = "2030-01-01".parse().unwrap();
    let codes: Vec<_> = locked.countries().into_iter().map(|country| country.code).collect();
    for code in codes.iter().map(|code| Some(code.as_str())).chain([None, Some("KE")]) {
        let mut view = json!(locked.lines(code, on).unwrap());
        // A country's name is a word of the house, a service's is its own.
        if let Some(name) = view["country"].get_mut("name") {
            let name = name.take();
            views.push(("country", name));
        }
        views.push(("lines", view));
    }
    views.extend(PageId::ALL.map(|page| ("page", json!(locked.page(page)))));
    assert_said(views);
}

#[test]
fn every_error_and_every_message_is_said_whole_and_two_fifths_longer() {
    let (text, english) = (Text::new(PSEUDO), Text::new("en"));
    let errors = every_error();
    let said: Vec<_> = errors.iter().flat_map(|error| [text.error(error), text.error_action(error)]).collect();
    let words = [
        Form::Neutral.id().to_owned(),
        text.form(Form::Neutral),
        text.role(Role::Hurt),
        text.kind(EntryKind::Letter),
        text.strength(2),
        text.feeling(Journal::feelings()[0].1[0]),
        text.feeling_family("fear"),
    ];
    assert_said(vec![("errors", json!(said)), ("words", json!(words[1..]))]);

    let variables: BTreeSet<_> = SHIPPED
        .iter()
        .flat_map(|(.., source)| source.split("{ $").skip(1))
        .filter_map(|rest| rest.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).next())
        .filter(|name| !["address", "partner_form"].contains(name))
        .collect();
    let args: Vec<_> = variables.iter().map(|name| (*name, "7")).collect();
    let said: Vec<_> = needed().into_iter().map(|(_, id)| (text.get(&id, &args), english.get(&id, &args))).collect();
    assert_said(vec![("messages", json!(said.iter().map(|(said, _)| said).collect::<Vec<_>>()))]);
    let letters = |said: &str| said.chars().filter(|c| c.is_alphabetic()).count() as f64;
    let (long, short) = said.iter().fold((0.0, 0.0), |(a, b), (long, short)| (a + letters(long), b + letters(short)));
    let ratio = long / short;
    assert!((1.35..1.55).contains(&ratio), "{ratio}");
}

#[test]
fn sentence_in_pieces_and_plain_english_are_seen() {
    let text = Text::new(PSEUDO);
    let (one, two) = (text.get("insight-nothing", &[]), text.get("sign-offer", &[]));
    assert_eq!((fault(&one), fault(""), fault("09:00-23:00"), fault(OWN)), (None, None, None, None));
    assert_eq!(fault(&format!("{one}, {two}")), None);
    for pieces in [format!("{one} {two}"), format!("{one}."), format!("({two})"), format!("{one}{OWN}")] {
        assert_eq!(fault(&pieces), Some("put together from pieces"), "{pieces}");
    }
    assert_eq!(fault(&text.get("no-such-message", &[])), Some("plain English"));
    assert_eq!(fault("Größe".trim_matches(|c: char| c.is_ascii())), Some("a letter outside of a message"));
}

#[test]
fn resources_of_ones_own_are_said_so_too_and_markdown_stays() {
    let own = ("en", "test-own =\n    ## A head\n\n    - one { $x } two\n    …");
    let text = Text::with_resources(PSEUDO, &[own]);
    let [open, close] = MARKS;
    let said = text.get("test-own", &[("x", "ab")]);
    assert_eq!(said, format!("⟦## {open}Å ĥĥéååđ{close}\n\n- {open}öñéé{close} ab {open}ŧŵöö{close}\n…⟧"));
    assert_eq!(Text::new("en-xa").get("feeling-calm", &[]), "calm", "its code is written in one way");
}
