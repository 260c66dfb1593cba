//! Whom words are to and of, and where nobody is named.

use crate::profile::{Form, ProfileView};
use crate::reminder::{Cadence, ReminderSettings, ScheduleRequest, Subject, Zone};
use crate::text::{Person, SHIPPED, Text};
use crate::{Mend, MendError, Passphrase, Session, SetUpRequest, UnlockOptions, testing};

const MESSAGES: &str = "
test-partner = With { $partner } here
test-form = Ask { $partner_form ->
    [feminine] her
    [masculine] him
   *[neutral] them
}
    .address = Dear { $address ->
    [feminine] sister
    [masculine] brother
   *[neutral] you
}
";

fn of(person: Person) -> Text {
    Text::with_resources("en", &[("en", MESSAGES)]).for_person(person)
}

#[test]
fn every_message_can_say_who_is_meant() {
    let said = |person: Person| {
        let text = of(person);
        ["test-partner", "test-form", "test-form.address"].map(|id| text.get(id, &[]))
    };
    assert_eq!(said(Person::default()), ["With your partner here", "Ask them", "Dear you"]);
    let ines = Person { partner_name: Some("Inés".into()), address: Form::Masculine, partner: Form::Feminine };
    assert_eq!(said(ines), ["With Inés here", "Ask her", "Dear brother"]);
    let joris = Person { partner_name: Some("{ $x } 7".into()), address: Form::Feminine, partner: Form::Masculine };
    assert_eq!(said(joris), ["With { $x } 7 here", "Ask him", "Dear sister"]);
}

#[test]
fn name_is_of_the_language_that_is_spoken_where_there_is_none() {
    let german = ("de", "partner-neutral = dein Partner\ntest-partner = Mit { $partner }");
    let text = Text::with_resources("de-AT", &[("en", MESSAGES), german]);
    assert_eq!(text.get("test-partner", &[]), "Mit dein Partner");
    // An argument of the caller's own goes first.
    assert_eq!(text.get("test-partner", &[("partner", "Lea")]), "Mit Lea");
}

#[test]
fn page_about_safety_names_nobody() {
    let person = Person { partner_name: Some("Inés".into()), address: Form::Feminine, partner: Form::Feminine };
    let ids = ["test-partner".to_owned(), "test-form.address".to_owned()];
    assert_eq!(of(person).page(&ids), ["With your partner here", "Dear you"]);
}

/// Words that leave the private space, lie on a locked screen, are kept with an answer that may be shared, or stand on
/// a page about safety.
#[test]
fn words_that_others_may_see_name_nobody() {
    for (_, file, source) in SHIPPED {
        // Prompts are shown to their reader alone, and kept nowhere.
        let may_name = *file == "content/en/prompts.ftl";
        for (number, line) in (1..).zip(source.lines()).filter(|(_, line)| !line.starts_with('#')) {
            let names = ["$partner", "$address"].iter().any(|name| line.contains(name));
            assert!(may_name || !names, "{file}:{number}: {line}");
        }
    }
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words).unwrap()
}

fn prompt(session: &Session) -> String {
    let prompts = session.journal().unwrap().prompts().unwrap();
    prompts.into_iter().find(|prompt| prompt.id == "drew_you").unwrap().text
}

#[test]
fn name_reaches_the_private_space_alone_and_goes_with_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let mend = Mend::with(folder.path(), testing::options(5));
    let (private, together) = (passphrase("only mine"), passphrase("for us two"));
    let session =
        mend.set_up(SetUpRequest { private: Some(private.clone()), together: Some(together.clone()) }).unwrap();
    assert_eq!(prompt(&session), "Think of the first months. What drew you to your partner then?");
    let safety = session.checkins().unwrap().safety();
    let before = session.text().unwrap();

    let profile = ProfileView { partner_name: "Inés".into(), partner_form: Form::Feminine, ..ProfileView::default() };
    session.profile().unwrap().save(&profile).unwrap();
    assert_eq!(prompt(&session), "Think of the first months. What drew you to Inés then?");
    let text = session.text().unwrap();
    assert!(text.get("prompt-drew_you", &[]).contains("Inés") && before.get("prompt-drew_you", &[]).contains("Inés"));
    assert!(session.neutral_text().unwrap().get("prompt-drew_you", &[]).contains("your partner"));
    assert_eq!(session.checkins().unwrap().safety(), safety);

    // The plain file is for anyone who holds the phone.
    let reminders = session.reminders().unwrap();
    session.settings().save_reminders(ReminderSettings { on: true, quiet: None }).unwrap();
    let daily = ScheduleRequest {
        subject: Subject::TogetherTime,
        cadence: Cadence::Daily { n: 1 },
        times: vec!["20:00:00".parse().unwrap()],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 60,
        until: None,
        notice: None,
    };
    reminders.add(daily).unwrap();
    reminders.plan(chrono::Utc::now().fixed_offset(), "Europe/Berlin", 60).unwrap();
    assert!(!std::fs::read_to_string(folder.path().join("device.json")).unwrap().contains("Inés"));

    session.lock();
    assert!(text.get("prompt-drew_you", &[]).contains("your partner"), "a client that outlives the lock has no name");
    assert_eq!(session.text().map(drop), Err(MendError::Locked));
    let session = mend.unlock(&together, UnlockOptions::default()).unwrap();
    assert!(session.text().unwrap().get("prompt-drew_you", &[]).contains("your partner"));
    session.lock();
    let session = mend.unlock(&private, UnlockOptions::default()).unwrap();
    assert!(prompt(&session).contains("Inés"));
}
