//! A filter as SQL. Every filter reads entries newest first out of an index that holds few besides them; none sorts.

use rusqlite::types::Value;

use super::record::{checked_feeling_id, checked_tag, folded_tag};
use super::{EntryKind, Filter, day};
use crate::error::{FieldProblem, MendError, Result};

/// A filter that was checked, ready to be asked.
pub(super) struct Narrowed {
    kind: Option<EntryKind>,
    tag: Option<String>,
    feeling: Option<String>,
    from: Option<i64>,
    to: Option<i64>,
    starred: bool,
}

/// Conditions and the values of their `?`, in order.
#[derive(Default)]
pub(super) struct Conditions {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Conditions {
    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        self.sql.push_str(condition);
        self.values.extend(values);
    }
}

impl Narrowed {
    /// A tag is looked for without case; a feeling must be one of the list; `from` may not be after `to`.
    pub fn by(filter: &Filter) -> Result<Self> {
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from > to
        {
            return Err(MendError::BadField { field: "to", problem: FieldProblem::TooEarly { earliest: from } });
        }
        if let Some(feeling) = &filter.feeling {
            checked_feeling_id(feeling)?;
        }
        Ok(Self {
            kind: filter.kind,
            tag: filter.tag.as_deref().map(checked_tag).transpose()?.map(folded_tag),
            feeling: filter.feeling.clone(),
            from: filter.from.map(day::number),
            to: filter.to.map(day::number),
            starred: filter.starred,
        })
    }

    /// The `FROM` of a timeline, as narrow as one index makes it, with the conditions that this index answers.
    /// The table in front is `k`, with `happened_at` and `entry`; the timeline is `t`.
    pub fn source(&self, conditions: &mut Conditions) -> &'static str {
        // The narrowest first: few entries have a tag in common, fewer than a feeling, a star, a kind.
        if let Some(tag) = &self.tag {
            conditions.and("k.tag = ?", [tag.clone().into()]);
            "entry_tag k CROSS JOIN timeline t ON t.happened_at = k.happened_at AND t.entry = k.entry"
        } else if let Some(feeling) = &self.feeling {
            conditions.and("k.feeling = ?", [feeling.clone().into()]);
            "entry_feeling k CROSS JOIN timeline t ON t.happened_at = k.happened_at AND t.entry = k.entry"
        } else if self.starred {
            conditions.and("k.starred = 1", []);
            "timeline k INDEXED BY timeline_starred
             CROSS JOIN timeline t ON t.happened_at = k.happened_at AND t.entry = k.entry"
        } else if let Some(kind) = self.kind.filter(|kind| kind.number() != 0) {
            conditions.and("k.kind <> 0 AND k.kind = ?", [kind.number().into()]);
            "timeline k INDEXED BY timeline_by_kind
             CROSS JOIN timeline t ON t.happened_at = k.happened_at AND t.entry = k.entry"
        } else {
            "timeline t"
        }
    }

    /// All that must hold of a row `t` of the timeline.
    pub fn narrow(&self, conditions: &mut Conditions) {
        if let Some(kind) = self.kind {
            conditions.and("t.kind = ?", [kind.number().into()]);
        }
        if self.starred {
            conditions.and("t.starred = 1", []);
        }
        if let Some(tag) = &self.tag {
            conditions.and(
                "EXISTS (SELECT 1 FROM entry_tag f
                         WHERE f.tag = ? AND f.happened_at = t.happened_at AND f.entry = t.entry)",
                [tag.clone().into()],
            );
        }
        if let Some(feeling) = &self.feeling {
            conditions.and(
                "EXISTS (SELECT 1 FROM entry_feeling f
                         WHERE f.feeling = ? AND f.happened_at = t.happened_at AND f.entry = t.entry)",
                [feeling.clone().into()],
            );
        }
        if let Some(from) = self.from {
            conditions.and("t.day >= ?", [from.into()]);
        }
        if let Some(to) = self.to {
            conditions.and("t.day <= ?", [to.into()]);
        }
    }

    /// Bounds on the instants of the days asked for: offsets reach a day to either side, a day's end half a day.
    /// With them a reading in order of time begins and ends close to the days.
    pub fn instants(&self) -> (Option<i64>, Option<i64>) {
        let (before, after) = (day::DAY_MS, 3 * day::DAY_MS);
        (self.from.map(|from| from * day::DAY_MS - before), self.to.map(|to| to * day::DAY_MS + after))
    }
}
