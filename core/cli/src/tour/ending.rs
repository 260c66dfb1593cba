//! The end: after the last lock nothing opens.

use std::time::Instant;

use mend_core::MendError;
use mend_core::help::PageId;
use mend_core::journal::{Filter, WriteRequest};

use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-ending",
    steps: &[Step { name: "lock", play: lock }, Step { name: "help", play: help }],
};

/// After the lock, since that is when it may be needed.
fn help(stage: &mut Stage) -> Played {
    let help = stage.mend.help();
    let lines = help.lines(Some("DE"), stage.now().date_naive())?;
    expect("lines of the country itself", false, lines.fallback)?;
    expect("the first line is for an emergency", true, lines.lines[0].kinds.iter().any(|kind| kind.is_emergency()))?;
    let page = help.page(PageId::Afraid);
    expect("a page that says something", false, page.parts.is_empty())?;
    Ok(Told::nothing().and("lines", lines.lines.len()).and("page", page.title))
}

fn lock(stage: &mut Stage) -> Played {
    let session = stage.session()?;
    let (journal, profile) = (session.journal()?, session.profile()?);
    let began = Instant::now();
    stage.lock();
    let took = began.elapsed();
    expect("a locked session", true, session.is_locked())?;
    expect_refusal("for the timeline", MendError::Locked, journal.list(&Filter::default(), 1, None))?;
    expect_refusal("for a search", MendError::Locked, journal.search("kettle", &Filter::default(), 1))?;
    let request = WriteRequest { text: "too late".into(), ..WriteRequest::default() };
    expect_refusal("for a new entry", MendError::Locked, journal.write(request))?;
    expect_refusal("for the profile", MendError::Locked, profile.view())?;
    if took.as_millis() >= 100 {
        return Err(Problem::Differs { expected: "a lock in 100 ms".into(), found: format!("{took:?}") });
    }
    Ok(Told::nothing().and("milliseconds", format!("{:.1}", took.as_secs_f64() * 1e3)))
}
