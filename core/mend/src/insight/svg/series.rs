//! Answers on a scale: a dot for each, the words of the scale at its side, a dashed line at the middle.

use super::page::{ACCENT, Anchor, BODY, FAINT, LABEL, MARGIN, PAPER, SMALL, Sheet, TITLE, WASH, WIDTH, wrapped};
use crate::insight::SeriesView;
use crate::insight::series::samples;
use crate::insight::trend::{self, Sample};

/// Where the words of the scale end and the drawing begins.
const LEFT: f64 = 108.0;
const RIGHT: f64 = WIDTH - MARGIN - 8.0;
/// Between two points of the scale.
const STEP: f64 = 36.0;
/// Characters of a scale's words on a line at its side.
const WORDS: usize = 15;
/// From here on dots are small, and the line shows how they run.
const MANY: usize = 60;
/// Corners of that line; more of them would only tremble.
const CORNERS: usize = 24;
/// A gap so many times as long as the usual one stays a gap.
const GAPS: f64 = 4.0;

pub(super) fn draw(view: &SeriesView) -> String {
    let mut sheet = Sheet::new();
    sheet.paragraph(&view.question, TITLE);
    sheet.paragraph(&view.span, LABEL);
    let top = sheet.y + 24.0;
    let highest = view.scale.iter().map(|point| f64::from(point.value)).fold(1.0, f64::max);
    let height = |value: f64| top + (highest - value) * STEP;

    if let Some(summary) = &view.summary {
        let (low, high) = (height(summary.lowest) + 7.0, height(summary.highest) - 7.0);
        sheet.rect((LEFT, high), (RIGHT - LEFT, low - high), &format!("rx=\"4\" fill=\"{WASH}\""));
    }
    for point in &view.scale {
        let y = height(point.value.into());
        sheet.line((LEFT, y), (RIGHT, y), &format!("stroke=\"{FAINT}\""));
        let lines = wrapped(&point.words, WORDS);
        let first = y + 4.0 - (lines.len() as f64 - 1.0) * 6.5;
        for (n, line) in lines.iter().enumerate() {
            sheet.text(LEFT - 10.0, first + n as f64 * 13.0, line, LABEL, Anchor::End);
        }
    }

    let samples = samples(&view.points);
    let days = samples.last().map_or(0.0, |last| last.0);
    let across = |day: f64| {
        let (from, to) = (LEFT + 10.0, RIGHT - 10.0);
        if days == 0.0 { f64::midpoint(from, to) } else { from + day / days * (to - from) }
    };
    if let Some(summary) = &view.summary {
        let y = height(summary.middle);
        sheet.line((LEFT, y), (RIGHT, y), &format!("stroke=\"{ACCENT}\" stroke-dasharray=\"5 4\""));
    }
    let many = samples.len() > MANY;
    let run = trend::gathered(&samples, if many { CORNERS } else { MANY });
    let line = format!("fill=\"none\" stroke=\"{ACCENT}\" stroke-width=\"1.6\" stroke-linejoin=\"round\"");
    for stretch in stretches(&run) {
        let stretch: Vec<_> = stretch.iter().map(|(day, value)| (across(*day), height(*value))).collect();
        sheet.polyline(&stretch, &line);
    }
    let (radius, dot) = if many {
        (1.6, format!("fill=\"{ACCENT}\" fill-opacity=\"0.45\""))
    } else {
        (3.4, format!("fill=\"{ACCENT}\" stroke=\"{PAPER}\""))
    };
    for (day, value) in &samples {
        sheet.circle(across(*day), height(*value), radius, &dot);
    }
    if let Some((day, value)) = samples.last() {
        sheet.circle(
            across(*day),
            height(*value),
            5.5,
            &format!("fill=\"{PAPER}\" stroke=\"{ACCENT}\" stroke-width=\"2.4\""),
        );
    }
    let bottom = height(0.0) + 26.0;
    if let (Some(first), Some(last)) = (view.points.first(), view.points.last()) {
        let (first, last) = (first.day.to_string(), last.day.to_string());
        if first == last {
            sheet.text(f64::midpoint(LEFT, RIGHT), bottom, &first, LABEL, Anchor::Middle);
        } else {
            sheet.text(LEFT, bottom, &first, LABEL, Anchor::Start);
            sheet.text(RIGHT, bottom, &last, LABEL, Anchor::End);
        }
    }
    sheet.y = bottom + 8.0;
    legend(&mut sheet, view);
    sheet.y += 4.0;
    sheet.paragraph(&view.sentence, BODY);
    sheet.y += 4.0;
    sheet.paragraph(&view.caveat, SMALL);
    sheet.finish(&view.question, &format!("{}. {} {}", view.span, view.sentence, view.caveat))
}

/// Samples that follow each other as they usually do: no line bridges a time in which nothing was written.
fn stretches(samples: &[Sample]) -> impl Iterator<Item = &[Sample]> {
    let gaps = samples.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let usual = trend::middle(gaps).unwrap_or(0.0);
    samples.chunk_by(move |earlier, later| later.0 - earlier.0 <= GAPS * usual).filter(|stretch| stretch.len() > 1)
}

/// What the marks are.
fn legend(sheet: &mut Sheet, view: &SeriesView) {
    let y = sheet.y + 12.0;
    let words = |sheet: &mut Sheet, x, words: &str| sheet.text(x, y + 4.0, words, LABEL, Anchor::Start);
    sheet.circle(LEFT + 6.0, y, 5.5, &format!("fill=\"{PAPER}\" stroke=\"{ACCENT}\" stroke-width=\"2.4\""));
    words(sheet, LEFT + 17.0, &view.latest_label);
    if view.summary.is_some() {
        let x = LEFT + 68.0;
        sheet.line((x, y), (x + 24.0, y), &format!("stroke=\"{ACCENT}\" stroke-dasharray=\"5 4\""));
        words(sheet, x + 31.0, &view.middle_label);
        sheet.rect((x + 84.0, y - 6.0), (16.0, 12.0), &format!("rx=\"3\" fill=\"{WASH}\" stroke=\"{FAINT}\""));
        words(sheet, x + 106.0, &view.range_label);
    }
    sheet.y = y + 8.0;
}
