//! Lists in pages: a cursor that stays right while rows come and go.

use data_encoding::BASE64URL_NOPAD;

use crate::error::{FieldProblem, MendError, Result};
use crate::journal::limits;

/// The last row of a page: its place in the order, not its number, so that a row written meanwhile shifts nothing and
/// one deleted meanwhile leaves no hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Milliseconds.
    pub at: i64,
    pub row: i64,
}

impl Cursor {
    pub fn to_text(self) -> String {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.at.to_be_bytes());
        bytes[8..].copy_from_slice(&self.row.to_be_bytes());
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// `BadField`: `after`.
    pub fn read(text: &str) -> Result<Self> {
        let malformed = MendError::BadField { field: "after", problem: FieldProblem::Malformed };
        // 16 bytes are 22 characters: anything else is refused before it is decoded.
        if text.len() != 22 {
            return Err(malformed);
        }
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| malformed.clone())?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| malformed.clone())?;
        let number = u128::from_be_bytes(bytes);
        let cursor = Self { at: (number >> 64) as i64, row: number as i64 };
        if cursor.row < 1 {
            return Err(malformed);
        }
        Ok(cursor)
    }
}

/// How many rows a page may hold. `BadField`: `limit`.
pub(crate) fn checked_limit(limit: u32) -> Result<u32> {
    if limits::PAGE.contains(&limit) {
        return Ok(limit);
    }
    let (least, most) = (i64::from(*limits::PAGE.start()), i64::from(*limits::PAGE.end()));
    Err(MendError::BadField { field: "limit", problem: FieldProblem::OutOfRange { least, most } })
}

/// A page that is asked for of a list that is read newest first, within all bounds.
pub(crate) struct Asked {
    limit: usize,
    after: Cursor,
}

impl Asked {
    /// `BadField`: `limit`, `after` (not a `next` of a list).
    pub fn checked(limit: u32, after: Option<&str>) -> Result<Self> {
        let after = after.map(Cursor::read).transpose()?;
        let after = after.unwrap_or(Cursor { at: i64::MAX, row: i64::MAX });
        Ok(Self { limit: checked_limit(limit)? as usize, after })
    }

    /// The rows of the page, and where the next one begins. `read` gives so many rows that come after a place.
    pub fn page<Row>(
        self,
        read: impl FnOnce((i64, i64), i64) -> Result<Vec<Row>>,
        place: impl Fn(&Row) -> Cursor,
    ) -> Result<(Vec<Row>, Option<String>)> {
        // One more than asked, to know whether there is a next page.
        let mut rows = read((self.after.at, self.after.row), self.limit as i64 + 1)?;
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).map(|last| place(last).to_text());
        Ok((rows, next))
    }
}
