//! How much an entry may hold. Generous for a person, small enough that no import or slip fills a phone.

use std::ops::RangeInclusive;

/// Bytes of UTF-8 of one entry's text: about two hundred pages.
pub const TEXT_BYTES: usize = 1024 * 1024;
/// Characters of a title, on one line.
pub const TITLE_CHARACTERS: usize = 300;
pub const TAGS: usize = 20;
/// Characters of one tag, on one line.
pub const TAG_CHARACTERS: usize = 50;
pub const FEELINGS: usize = 10;
/// Strengths go from 0 to this.
pub const STRONGEST: u8 = 4;
/// Years in which something may have happened, in its own offset.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;
/// Characters of a search.
pub const QUERY_CHARACTERS: usize = 1000;
/// Entries or hits in one answer.
pub const PAGE: RangeInclusive<u32> = 1..=500;
/// Drafts kept at once.
pub const DRAFTS: u32 = 100;
/// Characters of a prompt of one's own.
pub const PROMPT_CHARACTERS: usize = 500;
/// Prompts of one's own.
pub const OWN_PROMPTS: u32 = 200;
/// The latest hour at which a day may end.
pub const LATEST_DAY_END: u8 = 12;
/// Entries in one transaction of an import.
pub const IMPORT_BATCH: usize = 500;
/// Deleted entries that can be brought back, the last ones first.
pub const UNDO: usize = 16;
/// Entries of earlier years shown for one day.
pub const ON_THIS_DAY: usize = 100;
/// Characters of a preview, the closing … included.
pub(super) const PREVIEW_CHARACTERS: usize = 120;
