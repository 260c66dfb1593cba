//! Feelings by week: a row for each, a disc for each week with its number in it.

use super::page::{ACCENT, Anchor, BODY, FAINT, LABEL, MARGIN, PAPER, SMALL, Sheet, TITLE, Type, WIDTH, shortened};
use crate::insight::FeelingsView;

/// What fits side by side and below each other; those who draw by themselves have all of it.
const WEEKS: usize = 12;
const FEELINGS: usize = 8;
const LEFT: f64 = 118.0;
const ROW: f64 = 25.0;
const WIDEST: f64 = 34.0;
const COUNT: Type = Type { size: 10.5, bold: true, colour: PAPER, ..BODY };

pub(super) fn draw(view: &FeelingsView) -> String {
    let mut sheet = Sheet::new();
    sheet.paragraph(&view.title, TITLE);
    let skipped = view.weeks.len().saturating_sub(WEEKS);
    let weeks = &view.weeks[skipped..];
    let rows: Vec<_> =
        view.feelings.iter().filter(|row| row.counts[skipped..].iter().any(|n| *n > 0)).take(FEELINGS).collect();
    let most = rows.iter().flat_map(|row| &row.counts[skipped..]).copied().max().unwrap_or(1).max(1);
    let column = ((WIDTH - MARGIN - LEFT) / weeks.len().max(1) as f64).min(WIDEST);
    let across = |week: usize| LEFT + (week as f64 + 0.5) * column;
    sheet.y += 8.0;
    for row in &rows {
        let y = sheet.y + ROW / 2.0;
        sheet.text(LEFT - 8.0, y + 4.0, &shortened(&row.words, 18), LABEL, Anchor::End);
        sheet.line((LEFT, y), (LEFT + column * weeks.len() as f64, y), &format!("stroke=\"{FAINT}\""));
        for (week, count) in row.counts[skipped..].iter().enumerate().filter(|(_, count)| **count > 0) {
            // Area says how often, and the number too.
            let radius = 6.0 + 3.2 * (f64::from(*count) / f64::from(most)).sqrt();
            sheet.circle(across(week), y, radius, &format!("fill=\"{ACCENT}\""));
            sheet.text(across(week), y + 3.7, &count.to_string(), COUNT, Anchor::Middle);
        }
        sheet.y += ROW;
    }
    if let (Some(first), Some(last)) = (weeks.first(), weeks.last()) {
        sheet.y += 14.0;
        sheet.text(LEFT, sheet.y, &first.to_string(), LABEL, Anchor::Start);
        if weeks.len() > 4 {
            sheet.text(LEFT + column * weeks.len() as f64, sheet.y, &last.to_string(), LABEL, Anchor::End);
        }
    }
    sheet.y += 8.0;
    sheet.paragraph(&view.sentence, BODY);
    sheet.y += 4.0;
    sheet.paragraph(&view.caveat, SMALL);
    let said: Vec<_> = rows.iter().map(|row| format!("{}: {}", row.words, list(&row.counts[skipped..]))).collect();
    sheet.finish(&view.title, &format!("{} {} {}", view.sentence, said.join(". "), view.caveat))
}

fn list(counts: &[u32]) -> String {
    counts.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
