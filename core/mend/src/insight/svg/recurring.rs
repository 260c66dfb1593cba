//! Tags that come back: a bar for each, its number in words.

use super::page::{ACCENT, Anchor, BODY, LABEL, MARGIN, SMALL, Sheet, TITLE, Type, WIDTH, shortened};
use crate::insight::{RecurringView, ThemeView};

/// What fits below each other; those who draw by themselves have all of it.
const MOST: usize = 10;
const HEADING: Type = Type { bold: true, ..BODY };

pub(super) fn draw(view: &RecurringView) -> String {
    let mut sheet = Sheet::new();
    sheet.paragraph(&view.title, TITLE);
    let groups = [(&view.themes_title, &view.themes), (&view.triggers_title, &view.triggers)];
    let mut said = Vec::new();
    for (title, themes) in groups.into_iter().filter(|(_, themes)| !themes.is_empty()) {
        sheet.y += 20.0;
        sheet.text(MARGIN, sheet.y, title, HEADING, Anchor::Start);
        sheet.y += 4.0;
        bars(&mut sheet, themes);
        said.extend(themes.iter().take(MOST).map(|theme| format!("{}: {}", theme.tag, theme.words)));
    }
    if said.is_empty() {
        sheet.y += 6.0;
        sheet.paragraph(&view.nothing, BODY);
        said.push(view.nothing.clone());
    }
    sheet.y += 8.0;
    sheet.paragraph(&view.caveat, SMALL);
    sheet.finish(&view.title, &format!("{}. {}", said.join(". "), view.caveat))
}

fn bars(sheet: &mut Sheet, themes: &[ThemeView]) {
    let most = themes.iter().map(|theme| theme.times).max().unwrap_or(1).max(1);
    for theme in themes.iter().take(MOST) {
        sheet.y += 17.0;
        sheet.text(MARGIN, sheet.y, &shortened(&theme.tag, 34), BODY, Anchor::Start);
        sheet.text(WIDTH - MARGIN, sheet.y, &theme.words, LABEL, Anchor::End);
        let width = (WIDTH - 2.0 * MARGIN) * f64::from(theme.times) / f64::from(most);
        sheet.rect((MARGIN, sheet.y + 5.0), (width, 6.0), &format!("rx=\"3\" fill=\"{ACCENT}\""));
        sheet.y += 13.0;
    }
}
