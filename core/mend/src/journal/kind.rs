//! The kinds of an entry: their names outside, their numbers on the disk.

use std::fmt;
use std::str::FromStr;

use super::EntryKind;
use crate::error::{FieldProblem, MendError, Result};

impl EntryKind {
    /// Every kind, in the order to show them.
    pub const ALL: [Self; 7] =
        [Self::Entry, Self::Letter, Self::Card, Self::Plan, Self::Question, Self::Milestone, Self::Statement];

    /// The name that `Display` writes and `FromStr` reads.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Letter => "letter",
            Self::Card => "card",
            Self::Plan => "plan",
            Self::Question => "question",
            Self::Milestone => "milestone",
            Self::Statement => "statement",
        }
    }

    /// As the database keeps it. Final: a number is never given to another kind.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Entry => 0,
            Self::Letter => 1,
            Self::Card => 2,
            Self::Plan => 3,
            Self::Question => 4,
            Self::Milestone => 5,
            Self::Statement => 6,
        }
    }

    pub(crate) fn from_number(number: i64) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number).ok_or(MendError::Damaged)
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Reads the name of a kind; any other text is `BadField { field: "kind", problem: Unknown }`.
impl FromStr for EntryKind {
    type Err = MendError;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(MendError::BadField { field: "kind", problem: FieldProblem::Unknown })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_name_everywhere() {
        for kind in EntryKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(EntryKind::from_number(kind.number()), Ok(kind));
        }
    }

    #[test]
    fn kind_that_is_none_is_refused_by_name_and_number() {
        let unknown = MendError::BadField { field: "kind", problem: FieldProblem::Unknown };
        assert_eq!("Entry".parse::<EntryKind>(), Err(unknown.clone()));
        assert_eq!("".parse::<EntryKind>(), Err(unknown));
        assert_eq!(EntryKind::from_number(7), Err(MendError::Damaged));
    }
}
