//! The journal as an app meets it: through `Mend` and `Session`, on a real disk.

use std::sync::Arc;

use mend_core::journal::{EntryKind, Filter, WriteRequest};
use mend_core::profile::{ProfileView, Role};
use mend_core::settings::JournalSettings;
use mend_core::text::Text;
use mend_core::{
    FieldProblem, FixedClock, KdfParams, Mend, MendError, MendOptions, Passphrase, SetUpRequest, UnlockOptions,
};

fn mend(folder: &std::path::Path) -> Mend {
    let clock = Arc::new(FixedClock("2026-03-10T21:15:00+01:00".parse().expect("a time")));
    Mend::with(folder, MendOptions { clock, kdf: KdfParams::LEAST, ..MendOptions::default() })
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words).expect("words")
}

fn entry(text: &str) -> WriteRequest {
    WriteRequest { text: text.to_owned(), ..WriteRequest::default() }
}

#[test]
fn journal_profile_and_settings_outlast_the_lock_and_undo_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mend = mend(folder.path());
    let secret = passphrase("tea by the window");
    let session = mend.set_up(SetUpRequest { private: Some(secret.clone()), together: None }).expect("set up");
    let journal = session.journal().expect("a private session");
    let kept = journal.write(entry("a walk by the river")).expect("written");
    let gone = journal.write(entry("words to forget")).expect("written");
    let draft = journal.save_draft(None, None, EntryKind::Letter, Some("Dear"), "half a thou").expect("saved");
    journal.delete(gone).expect("deleted");
    let profile = ProfileView { own_name: "Jo".into(), role: Some(Role::Hurt), ..ProfileView::default() };
    session.profile().expect("private").save(&profile).expect("saved");
    let settings = JournalSettings { day_ends_at: 5, on_this_day: true };
    session.settings().save_journal(settings).expect("saved");
    session.settings().set_locale("de_at").expect("kept");
    session.settings().set_lock_after_seconds(&secret, 120).expect("kept");
    session.lock();
    assert_eq!(journal.show(kept), Err(MendError::Locked));
    assert_eq!(journal.undo_delete(), Err(MendError::Locked));

    let session = mend.unlock(&secret, UnlockOptions::default()).expect("the right passphrase");
    let journal = session.journal().expect("a private session");
    let page = journal.list(&Filter::default(), 50, None).expect("a page");
    assert_eq!(page.entries.iter().map(|row| row.id).collect::<Vec<_>>(), [kept]);
    assert_eq!(journal.search("river", &Filter::default(), 10).expect("an answer").len(), 1);
    assert_eq!(journal.drafts().expect("drafts")[0].id, draft);
    assert_eq!(journal.undo_delete(), Ok(None));
    assert!(journal.prompts().expect("prompts").iter().any(|prompt| prompt.id == "one_steady"));
    assert_eq!(session.profile().expect("private").view(), Ok(profile));
    assert_eq!(session.settings().journal(), Ok(settings));
    assert_eq!(session.settings().locale().as_deref(), Ok("de-AT"));
    assert_eq!(session.settings().lock_after_seconds(), Ok(120));
}

#[test]
fn together_only_session_reaches_nothing_private_and_keeps_its_own_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let mend = mend(folder.path());
    let together = passphrase("bread and salt");
    let request = SetUpRequest { private: Some(passphrase("tea by the window")), together: Some(together.clone()) };
    mend.set_up(request).expect("set up").lock();
    let session = mend.unlock(&together, UnlockOptions::default()).expect("the right passphrase");
    assert_eq!(session.journal().err(), Some(MendError::PrivateLocked));
    assert_eq!(session.profile().err(), Some(MendError::PrivateLocked));
    let settings = session.settings();
    assert_eq!(settings.journal(), Err(MendError::PrivateLocked));
    let new = JournalSettings { day_ends_at: 0, on_this_day: false };
    assert_eq!(settings.save_journal(new), Err(MendError::PrivateLocked));
    assert_eq!(settings.lock_after_seconds(), Ok(30));
    assert_eq!(settings.set_lock_after_seconds(&together, 0), Ok(()));
    assert_eq!(settings.lock_after_seconds(), Ok(0));
    assert_eq!(settings.locale().as_deref(), Ok("en"));
    assert_eq!(Text::new("en").error(&MendError::PrivateLocked), "Locked, or not set up.");
}

#[test]
fn time_until_lock_is_changed_only_within_bounds_and_with_the_passphrase() {
    let folder = tempfile::tempdir().expect("a folder");
    let mend = mend(folder.path());
    let secret = passphrase("tea by the window");
    let session = mend.set_up(SetUpRequest { private: Some(secret.clone()), together: None }).expect("set up");
    let settings = session.settings();
    let problem = FieldProblem::OutOfRange { least: 0, most: 3600 };
    let bad = MendError::BadField { field: "lock_after_seconds", problem };
    assert_eq!(settings.set_lock_after_seconds(&secret, 3601), Err(bad));
    let wrong = settings.set_lock_after_seconds(&passphrase("tea"), 60);
    assert_eq!(wrong, Err(MendError::WrongPassphrase));
    assert_eq!(settings.lock_after_seconds(), Ok(30));
}
