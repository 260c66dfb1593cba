//! "5 of the last 8": as many squares as were looked at, the chosen ones filled.

use super::page::{ACCENT, Anchor, BODY, MARGIN, PAPER, SMALL, Sheet, TITLE};
use crate::insight::CountedView;

const SQUARE: f64 = 16.0;
const GAP: f64 = 6.0;

pub(super) fn draw(view: &CountedView) -> String {
    let mut sheet = Sheet::new();
    sheet.paragraph(&view.question, TITLE);
    for count in &view.counts {
        sheet.y += 22.0;
        sheet.text(MARGIN, sheet.y, &count.sentence, BODY, Anchor::Start);
        let y = sheet.y + 8.0;
        for n in 0..view.of {
            let x = MARGIN + f64::from(n) * (SQUARE + GAP);
            let fill = if n < count.times { ACCENT } else { PAPER };
            let look = format!("rx=\"3\" fill=\"{fill}\" stroke=\"{ACCENT}\" stroke-width=\"1.2\"");
            sheet.rect((x + 0.6, y), (SQUARE, SQUARE), &look);
        }
        sheet.y = y + SQUARE;
    }
    sheet.y += 8.0;
    sheet.paragraph(&view.caveat, SMALL);
    let counts: Vec<_> = view.counts.iter().map(|count| count.sentence.as_str()).collect();
    sheet.finish(&view.question, &format!("{}. {}", counts.join(". "), view.caveat))
}
