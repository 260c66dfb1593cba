//! The page for one person alone: nothing that is done on it can be told afterwards.

use std::ffi::OsString;
use std::path::Path;

use super::*;
use crate::{FixedClock, Mend, MendOptions, Passphrase, Session, SetUpRequest, testing};

fn set_up(folder: &Path) -> Session {
    let clock = Arc::new(FixedClock(at("2026-03-10T21:15:00+01:00")));
    let mend = Mend::with(folder, MendOptions { clock, ..testing::options(7) });
    let passphrase = Passphrase::new("tea by the window").unwrap();
    mend.set_up(SetUpRequest { private: Some(passphrase), together: None }).unwrap()
}

/// Every file with its bytes. The logs are worked in first: SQLite marks a log with numbers of its own making, which
/// differ from run to run whatever is done.
fn files(session: Session, folder: &Path) -> Vec<(OsString, Vec<u8>)> {
    session.inner().private().unwrap().erase_traces().unwrap();
    session.inner().together.erase_traces().unwrap();
    session.lock();
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let mut files: Vec<_> = files.map(|file| (file.file_name(), std::fs::read(file.path()).unwrap())).collect();
    files.sort();
    files
}

/// How somebody goes through the page for one person alone.
#[derive(Clone, Copy, Debug)]
enum Taps {
    All(&'static str),
    None,
    PassedBy,
}

/// A month's check-in with the page in its middle. The taps are where an app has them: on its own page. There is no
/// call that could take one.
fn month(session: &Session, taps: Taps, rely: u8) -> String {
    let checkins = session.checkins().unwrap();
    checkins.save_draft("monthly", vec![point("monthly.rely", rely)], None).unwrap();
    let page = match taps {
        Taps::PassedBy => None,
        _ => Some(checkins.safety()),
    };
    let questions = page.map(|page| page.questions).unwrap_or_default();
    let tapped: Vec<_> = match taps {
        Taps::All(word) => questions.iter().map(|question| (question, word)).collect(),
        Taps::None | Taps::PassedBy => Vec::new(),
    };
    assert_eq!(tapped.len(), if matches!(taps, Taps::All(_)) { 5 } else { 0 });
    checkins.answer(request("monthly", vec![point("monthly.rely", rely)])).unwrap();
    // Everything that is shown afterwards.
    let shown = (
        checkins.sets().unwrap(),
        checkins.history(None, 50, None).unwrap(),
        checkins.safety(),
        session.journal().unwrap().prompts().unwrap(),
    );
    serde_json::to_string(&shown).unwrap()
}

#[test]
fn runs_that_differ_only_in_taps_on_safety_questions_leave_the_same_bytes_and_show_the_same() {
    let run = |taps, steady| {
        let folder = tempfile::tempdir().unwrap();
        let session = set_up(folder.path());
        let shown = month(&session, taps, steady);
        (shown, files(session, folder.path()))
    };
    let yes = run(Taps::All("yes"), 1);
    for taps in [Taps::All("no"), Taps::All("not sure"), Taps::None, Taps::PassedBy] {
        let other = run(taps, 1);
        assert_eq!(other.0, yes.0, "{taps:?}");
        assert_eq!(other.1.len(), yes.1.len());
        for (file, same) in other.1.iter().zip(&yes.1) {
            assert!(file == same, "{taps:?}: other bytes in {:?}", file.0);
        }
    }
    // An answer that is one is seen: this test would see a tap that is kept.
    assert!(run(Taps::All("yes"), 2).1 != yes.1);
}
