//! `mend insight`: what one's own answers and words show over time.

use std::path::Path;

use mend_core::insight::{InsightView, Period, SeriesView, ThemeView, sparkline, svg};

use crate::app::App;
use crate::failure::Failure;
use crate::files;
use crate::page::Page;
use crate::words::Words;

/// Feelings named to people; a program gets all.
const FEELINGS: usize = 8;

pub fn insight(app: &mut App, period: &Period, folder: Option<&Path>) -> Result<(), Failure> {
    let open = app.open()?;
    let view = open.insight()?.overview(period)?;
    let pictures = pictures(&view);
    if let Some(folder) = folder.filter(|_| !pictures.is_empty()) {
        files::keep_all(folder, &pictures)?;
        app.out.note(&app.words.with("insight-drawn", &[("folder", &folder.to_string_lossy())]));
    }
    let words = &app.words;
    app.out.reply(&view, |page| show(page, words, &view))
}

fn show(page: &mut Page, words: &Words, view: &InsightView) {
    if view.series.is_empty() && view.counted.is_empty() && view.feelings.feelings.is_empty() {
        page.text(&words.say("insight-empty"));
        page.blank();
    }
    for series in &view.series {
        show_series(page, series);
        page.blank();
    }
    for counted in &view.counted {
        page.strong(&counted.question);
        counted.counts.iter().for_each(|count| page.text(&format!("  {}", count.sentence)));
        page.blank();
    }
    if !view.feelings.feelings.is_empty() {
        page.strong(&view.feelings.title);
        page.text(&view.feelings.sentence);
        let rows = view.feelings.feelings.iter().take(FEELINGS).map(|feeling| {
            let weeks: Vec<f64> = feeling.counts.iter().map(|times| f64::from(*times)).collect();
            (feeling.words.clone(), format!("{}  {}", sparkline(&weeks), feeling.times))
        });
        page.facts(&rows.collect::<Vec<_>>());
        page.blank();
    }
    let recurring = &view.recurring;
    for (title, themes) in
        [(&recurring.themes_title, &recurring.themes), (&recurring.triggers_title, &recurring.triggers)]
    {
        show_themes(page, title, themes);
    }
    for sign in &view.signs {
        page.text(&sign.words);
        page.text(&sign.offer);
        page.blank();
    }
    page.faint(&view.caveat);
}

fn show_series(page: &mut Page, series: &SeriesView) {
    page.strong(&series.question);
    let values: Vec<f64> = series.points.iter().map(|point| point.value).collect();
    page.text(&format!("  {}  {}", sparkline(&values), series.span));
    page.text(&format!("  {}", series.sentence));
}

fn show_themes(page: &mut Page, title: &str, themes: &[ThemeView]) {
    if !themes.is_empty() {
        page.strong(title);
        page.facts(&themes.iter().map(|theme| (format!("#{}", theme.tag), theme.words.clone())).collect::<Vec<_>>());
        page.blank();
    }
}

/// The name of each picture, and the picture.
fn pictures(view: &InsightView) -> Vec<(String, String)> {
    let series = view.series.iter().filter(|series| !series.points.is_empty());
    let mut all: Vec<_> = series.map(|one| (format!("{}-{}.svg", one.item, one.version), svg(one))).collect();
    all.extend(view.counted.iter().map(|one| (format!("{}-{}.svg", one.item, one.version), svg(one))));
    if !view.feelings.feelings.is_empty() {
        all.push(("feelings.svg".to_owned(), svg(&view.feelings)));
    }
    if !view.recurring.themes.is_empty() || !view.recurring.triggers.is_empty() {
        all.push(("recurring.svg".to_owned(), svg(&view.recurring)));
    }
    all
}
