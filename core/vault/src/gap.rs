//! What SQLite leaves behind in the middle of its pages.
//!
//! A page of a table or index holds an array of pointers at its head and the rows at its end; what lies between is
//! free. `secure_delete` overwrites a row where it is deleted, but when rows move to another page, as they do whenever
//! a full page is divided, their old bytes stay in the space between, and nobody overwrites them when the rows
//! themselves are deleted later. So this space is cleared on the way to the disk. It means nothing to SQLite
//! (sqlite.org/fileformat2.html, section 1.6), and a page in the log goes through here before the log is cut.

use crate::pages::USABLE;

const INTERIOR_INDEX: u8 = 2;
const INTERIOR_TABLE: u8 = 5;
const LEAF_INDEX: u8 = 10;
const LEAF_TABLE: u8 = 13;
/// The file's own header stands before the page's on page 1.
const FILE_HEADER: usize = 100;
/// Pages that are not of a table or index begin with the number of a page. Below this one its first byte is 0 or 1,
/// which no kind of page is.
const FIRST_AMBIGUOUS: u32 = 0x0200_0000;

/// Clears the free space between pointers and rows. `last` is the last page of the database.
pub fn clear(page: u32, last: u32, text: &mut [u8]) {
    let at = if page == 1 { FILE_HEADER } else { 0 };
    let head = match text[at] {
        _ if last >= FIRST_AMBIGUOUS => return,
        INTERIOR_INDEX | INTERIOR_TABLE => 12,
        LEAF_INDEX | LEAF_TABLE => 8,
        _ => return,
    };
    let number = |at: usize| usize::from(u16::from_be_bytes([text[at], text[at + 1]]));
    let (cells, rows) = (number(at + 3), number(at + 5));
    let pointers_end = at + head + 2 * cells;
    if pointers_end < rows && rows <= USABLE {
        text[pointers_end..rows].fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::PAGE;

    /// A page full of 0xee with a header of this kind, 3 cells, rows from 1000 on.
    fn page(at: usize, kind: u8) -> [u8; PAGE] {
        let mut page = [0xee; PAGE];
        page[at..at + 8].copy_from_slice(&[kind, 0, 0, 0, 3, 0x03, 0xe8, 0]);
        page
    }

    fn cleared(number: u32, before: &[u8; PAGE]) -> Option<std::ops::Range<usize>> {
        let mut after = *before;
        clear(number, 10, &mut after);
        let changed: Vec<_> = (0..PAGE).filter(|i| before[*i] != after[*i]).collect();
        assert!(changed.iter().all(|i| after[*i] == 0));
        let range = *changed.first()?..changed.last()? + 1;
        assert_eq!(range.len(), changed.len());
        Some(range)
    }

    #[test]
    fn only_what_lies_between_pointers_and_rows_is_cleared() {
        assert_eq!(cleared(2, &page(0, LEAF_TABLE)), Some(14..1000));
        assert_eq!(cleared(2, &page(0, LEAF_INDEX)), Some(14..1000));
        assert_eq!(cleared(2, &page(0, INTERIOR_TABLE)), Some(18..1000));
        assert_eq!(cleared(2, &page(0, INTERIOR_INDEX)), Some(18..1000));
        assert_eq!(cleared(1, &page(100, LEAF_TABLE)), Some(114..1000));
    }

    #[test]
    fn pages_of_other_kinds_stay_as_they_are() {
        // An overflow or free page begins with the number of another page.
        assert_eq!(cleared(2, &page(0, 0)), None);
        assert_eq!(cleared(2, &page(0, 1)), None);
        assert_eq!(cleared(2, &[0; PAGE]), None);
        let mut huge = page(0, LEAF_TABLE);
        clear(2, FIRST_AMBIGUOUS, &mut huge);
        assert_eq!(huge, page(0, LEAF_TABLE));
    }

    #[test]
    fn header_that_makes_no_sense_clears_nothing() {
        let mut many = page(0, LEAF_TABLE);
        many[3..5].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(cleared(2, &many), None);
        let mut beyond = page(0, LEAF_TABLE);
        beyond[5..7].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(cleared(2, &beyond), None);
    }
}
