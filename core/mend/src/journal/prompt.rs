//! What helps to write: prompts, outlines and suggested tags that ship, and prompts of one's own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::{Connection, params};
use serde::Deserialize;

use super::{EntryKind, PromptView, SuggestedTag, limits};
use crate::PromptId;
use crate::error::{FieldProblem, MendError, Result};
use crate::profile::Role;
use crate::text::Text;

/// Which ids there are; their words are messages.
pub(crate) const SOURCE: &str = include_str!("../../content/journal/prompts.toml");

static SHIPPED: LazyLock<Content> =
    LazyLock::new(|| toml::from_str(SOURCE).expect("a test reads the content that ships"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    templates: Vec<EntryKind>,
    tags: Vec<String>,
    /// Practices, by tag.
    tags_serve: BTreeMap<String, Vec<u16>>,
    prompt: Vec<Prompt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prompt {
    id: String,
    kind: EntryKind,
    #[serde(rename = "for")]
    audience: Audience,
    /// Practices.
    #[serde(default)]
    serves: Vec<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Audience {
    All,
    Broke,
    Hurt,
}

impl Audience {
    fn includes(self, role: Option<Role>) -> bool {
        match self {
            Self::All => true,
            Self::Broke => matches!(role, Some(Role::Broke | Role::Mutual)),
            Self::Hurt => matches!(role, Some(Role::Hurt | Role::Mutual)),
        }
    }
}

/// The shipped prompts that fit a role, in the order to show them.
pub(super) fn shipped(role: Option<Role>, text: &Text) -> Vec<PromptView> {
    let fitting = SHIPPED.prompt.iter().filter(|prompt| prompt.audience.includes(role));
    fitting
        .map(|prompt| PromptView {
            id: prompt.id.clone(),
            text: text.get(&format!("prompt-{}", prompt.id), &[]),
            own: false,
            kind: prompt.kind,
        })
        .collect()
}

pub(super) fn template(kind: EntryKind, text: &Text) -> Option<String> {
    SHIPPED.templates.contains(&kind).then(|| text.get(&format!("template-{kind}"), &[]))
}

pub(super) fn suggested_tags(text: &Text) -> Vec<SuggestedTag> {
    let words = SHIPPED.tags.iter().map(|id| SuggestedTag { id: id.clone(), tag: text.get(&format!("tag-{id}"), &[]) });
    words.collect()
}

/// What serves which practices. A tag that is not suggested serves nothing.
pub(crate) fn serves() -> impl Iterator<Item = (String, &'static [u16])> {
    let prompts = SHIPPED.prompt.iter().map(|prompt| (format!("prompt {}", prompt.id), &prompt.serves[..]));
    let tags = SHIPPED.tags.iter().filter_map(|tag| Some((format!("tag {tag}"), &SHIPPED.tags_serve.get(tag)?[..])));
    prompts.chain(tags)
}

/// One's own prompts, the newest first.
pub(super) fn own(conn: &Connection) -> Result<Vec<PromptView>> {
    let mut statement = conn.prepare_cached("SELECT uid, kind, text FROM prompt ORDER BY id DESC")?;
    let mut rows = statement.query([])?;
    let mut prompts = Vec::new();
    while let Some(row) = rows.next()? {
        prompts.push(PromptView {
            id: PromptId(row.get(0)?).to_string(),
            text: row.get(2)?,
            own: true,
            kind: EntryKind::from_number(row.get(1)?)?,
        });
    }
    Ok(prompts)
}

pub(super) fn checked(text: &str) -> Result<&str> {
    let text = text.trim();
    let bad = |problem| Err(MendError::BadField { field: "prompt", problem });
    if text.is_empty() {
        return bad(FieldProblem::Empty);
    }
    let most = limits::PROMPT_CHARACTERS;
    if text.len() > most * 4 || text.chars().count() > most {
        return bad(FieldProblem::TooLong { most: most as u32 });
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return bad(FieldProblem::Malformed);
    }
    Ok(text)
}

pub(super) fn add(conn: &Connection, id: PromptId, text: &str, kind: EntryKind) -> Result<()> {
    let kept: u32 = conn.query_row("SELECT count(*) FROM prompt", [], |row| row.get(0))?;
    if kept >= limits::OWN_PROMPTS {
        let problem = FieldProblem::TooLong { most: limits::OWN_PROMPTS };
        return Err(MendError::BadField { field: "prompts", problem });
    }
    conn.execute("INSERT INTO prompt (uid, kind, text) VALUES (?1, ?2, ?3)", params![id.0, kind.number(), text])?;
    Ok(())
}

pub(super) fn remove(conn: &Connection, id: PromptId) -> Result<()> {
    match conn.execute("DELETE FROM prompt WHERE uid = ?1", [id.0])? {
        0 => Err(MendError::NotFound),
        _ => Ok(()),
    }
}

/// Every message that this content needs, with the line that needs it.
#[cfg(test)]
pub(crate) fn messages_needed() -> Vec<(usize, String)> {
    let mut needed = Vec::new();
    let mut list = "";
    for (line, text) in (1..).zip(SOURCE.lines()) {
        let text = text.trim();
        let quoted = || text.split('"').skip(1).step_by(2);
        if let Some(id) = text.strip_prefix("id = ") {
            needed.push((line, format!("prompt-{}", id.trim_matches('"'))));
        } else if text.starts_with("templates = ") {
            needed.extend(quoted().map(|kind| (line, format!("template-{kind}"))));
        } else if text.starts_with("tags = ") {
            list = "tag";
        } else if text.starts_with(']') {
            list = "";
        } else if !list.is_empty() {
            needed.extend(quoted().map(|id| (line, format!("{list}-{id}"))));
        }
    }
    let counted = SHIPPED.prompt.len() + SHIPPED.templates.len() + SHIPPED.tags.len();
    assert_eq!(needed.len(), counted, "the lines of prompts.toml and what is read from them");
    needed
}
