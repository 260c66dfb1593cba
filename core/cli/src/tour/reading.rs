//! Back home: opening, searching, changing, deleting.

use std::collections::BTreeSet;
use std::time::Instant;

use mend_core::journal::{EditRequest, Filter, Journal};
use mend_core::{EntryId, MendError, Opened};

use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::week::{CHANGED, DELETED, LOOKED_FOR, WEEK};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-reading",
    steps: &[
        Step { name: "open", play: open },
        Step { name: "search", play: search },
        Step { name: "edit", play: edit },
        Step { name: "delete", play: delete },
    ],
};

fn open(stage: &mut Stage) -> Played {
    let session = stage.session()?;
    expect("with the private passphrase", Opened::Everything, session.opened())?;
    let page = session.journal()?.list(&Filter::default(), 50, None)?;
    expect("entries in the timeline", WEEK.len(), page.entries.len())?;
    let newest = page.entries.windows(2).all(|pair| pair[0].happened_at >= pair[1].happened_at);
    expect("the newest first", true, newest)?;
    Ok(Told::nothing().and("entries", page.entries.len()))
}

fn search(stage: &mut Stage) -> Played {
    let journal = stage.journal()?;
    let began = Instant::now();
    for (query, wanted) in LOOKED_FOR {
        let expected: BTreeSet<EntryId> =
            stage.week.iter().zip(WEEK).filter(|(_, sample)| sample.text.contains(wanted)).map(|(id, _)| *id).collect();
        expect("a sample that has what is looked for", false, expected.is_empty())?;
        expect(query, expected, found(&journal, query)?)?;
    }
    let each = began.elapsed().as_secs_f64() * 1e3 / LOOKED_FOR.len() as f64;
    let queries: Vec<&str> = LOOKED_FOR.iter().map(|(query, _)| *query).collect();
    Ok(Told::nothing()
        .and("count", LOOKED_FOR.len())
        .and("queries", queries.join(", "))
        .and("milliseconds", format!("{each:.1}")))
}

fn found(journal: &Journal, query: &str) -> Result<BTreeSet<EntryId>, Problem> {
    Ok(journal.search(query, &Filter::default(), 50)?.iter().map(|hit| hit.id).collect())
}

fn edit(stage: &mut Stage) -> Played {
    let journal = stage.journal()?;
    let (which, new) = CHANGED;
    let id = stage.week[which];
    journal.edit(id, EditRequest { text: Some(new.to_owned()), ..EditRequest::default() })?;
    expect("the new text", new, &journal.show(id)?.text)?;
    let history = journal.history(id)?;
    expect("the earlier text", vec![WEEK[which].text], history.iter().map(|v| v.text.as_str()).collect())?;
    Ok(Told::nothing().and("versions", history.len()))
}

fn delete(stage: &mut Stage) -> Played {
    let journal = stage.journal()?;
    let (which, word) = DELETED;
    let id = stage.week[which];
    expect("found before", BTreeSet::from([id]), found(&journal, word)?)?;
    journal.delete_for_good(id)?;
    expect("found after", BTreeSet::new(), found(&journal, word)?)?;
    expect_refusal("for the entry", MendError::NotFound, journal.show(id))?;
    expect_refusal("for its history", MendError::NotFound, journal.history(id))?;
    expect("entries left", WEEK.len() - 1, journal.count()? as usize)?;
    Ok(Told::nothing())
}
