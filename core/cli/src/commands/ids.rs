//! Ids as people give them: whole, or the beginning that a list shows.

use mend_core::journal::{Filter, Journal};
use mend_core::{DraftId, EntryId, PromptId};

use crate::failure::Failure;

/// How much of an id a list shows to people.
pub const SHOWN: usize = 8;
const SHORTEST: usize = 4;
const WHOLE: usize = 32;

pub fn short(id: impl ToString) -> String {
    id.to_string().chars().take(SHOWN).collect()
}

pub fn entry(journal: &Journal, typed: &str) -> Result<EntryId, Failure> {
    by_beginning(typed, |take| {
        let mut after = None;
        loop {
            let page = journal.list(&Filter::default(), 500, after.as_deref())?;
            page.entries.iter().for_each(|row| take(row.id));
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    })
}

/// Of whatever `each` names.
pub fn by_beginning<Id: ToString + std::str::FromStr + Copy>(
    typed: &str,
    each: impl FnOnce(&mut dyn FnMut(Id)) -> Result<(), Failure>,
) -> Result<Id, Failure> {
    if typed.len() == WHOLE {
        return typed.parse().map_err(|_| Failure::BadId);
    }
    let beginning = checked(typed)?;
    let (mut found, mut more) = (None, false);
    each(&mut |id: Id| {
        if id.to_string().starts_with(&beginning) {
            more |= found.replace(id).is_some();
        }
    })?;
    if more { Err(Failure::IdNotUnique) } else { found.ok_or(Failure::NoSuchId) }
}

pub fn draft(journal: &Journal, typed: &str) -> Result<DraftId, Failure> {
    if typed.len() == WHOLE {
        return typed.parse().map_err(|_| Failure::BadId);
    }
    only(&checked(typed)?, journal.drafts()?.into_iter().map(|draft| draft.id))
}

/// Of the prompts of one's own.
pub fn prompt(journal: &Journal, typed: &str) -> Result<PromptId, Failure> {
    if typed.len() == WHOLE {
        return typed.parse().map_err(|_| Failure::BadId);
    }
    let own = journal.prompts()?.into_iter().filter(|prompt| prompt.own);
    only(&checked(typed)?, own.filter_map(|prompt| prompt.id.parse().ok()))
}

fn only<Id: ToString>(beginning: &str, ids: impl Iterator<Item = Id>) -> Result<Id, Failure> {
    let mut found = ids.filter(|id| id.to_string().starts_with(beginning));
    match (found.next(), found.next()) {
        (None, _) => Err(Failure::NoSuchId),
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => Err(Failure::IdNotUnique),
    }
}

fn checked(typed: &str) -> Result<String, Failure> {
    let good = (SHORTEST..WHOLE).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_hexdigit());
    if good { Ok(typed.to_ascii_lowercase()) } else { Err(Failure::BadId) }
}
