//! What comes back in the journal: tags of entries, and tags of cards.

use rusqlite::Connection;

use super::{Days, RecurringView, ThemeView, caveat};
use crate::error::Result;
use crate::journal::{EntryKind, date};
use crate::text::Text;

/// From how many on something comes back.
const ENTRIES: u32 = 3;
const CARDS: u32 = 2;
const MOST: usize = 20;

pub(super) fn view(conn: &Connection, days: &Days, text: &Text) -> Result<RecurringView> {
    let any = EntryKind::ALL.map(EntryKind::number);
    let card = [EntryKind::Card.number()];
    Ok(RecurringView {
        title: text.get("insight-recurring", &[]),
        themes_title: text.get("insight-themes", &[]),
        themes: tags(conn, days, &any, ENTRIES, ("insight-entries", "entries"), text)?,
        triggers_title: text.get("insight-triggers", &[]),
        triggers: tags(conn, days, &card, CARDS, ("insight-cards", "cards"), text)?,
        nothing: text.get("insight-nothing", &[]),
        caveat: caveat(text),
    })
}

/// Tags of at least `fewest` entries of these kinds.
fn tags(
    conn: &Connection,
    days: &Days,
    kinds: &[i64],
    fewest: u32,
    (message, argument): (&str, &str),
    text: &Text,
) -> Result<Vec<ThemeView>> {
    let kinds = kinds.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    // With max(), SQLite takes the other columns from the row where it stands.
    let sql = format!(
        "SELECT k.written, count(*) AS times, t.day, max(t.happened_at)
         FROM entry_tag k CROSS JOIN timeline t ON t.happened_at = k.happened_at AND t.entry = k.entry
         WHERE t.kind IN ({kinds}) AND t.day BETWEEN ?1 AND ?2
         GROUP BY k.tag HAVING times >= ?3
         ORDER BY times DESC, k.tag LIMIT ?4"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let (from, to) = days.numbers();
    let mut rows = statement.query((from, to, fewest, MOST as i64))?;
    let mut themes = Vec::new();
    while let Some(row) = rows.next()? {
        let times: u32 = row.get(1)?;
        let words = text.get(message, &[(argument, &times.to_string())]);
        themes.push(ThemeView { tag: row.get(0)?, times, words, latest: date(row.get(2)?)? });
    }
    Ok(themes)
}
