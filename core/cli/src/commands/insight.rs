//! `mend insight`: what one's own answers and words show over time.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::path::Path;

use mend_core::MendError;
use mend_core::insight::{InsightView, Period, SeriesView, ThemeView, sparkline, svg};

use crate::app::App;
use crate::failure::Failure;
use crate::page::Page;
use crate::words::Words;

/// Feelings named to people; a program gets all.
const FEELINGS: usize = 8;

pub fn insight(app: &mut App, period: &Period, pictures: Option<&Path>) -> Result<(), Failure> {
    let open = app.open()?;
    let view = open.insight()?.overview(period)?;
    if let Some(folder) = pictures {
        draw(folder, &view)?;
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

/// One picture each, into a folder that is made if need be. No file is written over.
fn draw(folder: &Path, view: &InsightView) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(refused)?;
    for series in view.series.iter().filter(|series| !series.points.is_empty()) {
        keep(folder, &format!("{}-{}", series.item, series.version), &svg(series))?;
    }
    for counted in &view.counted {
        keep(folder, &format!("{}-{}", counted.item, counted.version), &svg(counted))?;
    }
    if !view.feelings.feelings.is_empty() {
        keep(folder, "feelings", &svg(&view.feelings))?;
    }
    if !view.recurring.themes.is_empty() || !view.recurring.triggers.is_empty() {
        keep(folder, "recurring", &svg(&view.recurring))?;
    }
    Ok(())
}

fn keep(folder: &Path, name: &str, picture: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(folder.join(format!("{name}.svg"))).map_err(refused)?;
    file.write_all(picture.as_bytes()).map_err(refused)
}

fn refused(e: std::io::Error) -> Failure {
    use std::io::ErrorKind;
    Failure::Core(match e.kind() {
        ErrorKind::AlreadyExists => MendError::FileExists,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => MendError::NoSpace,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => MendError::ReadOnly,
        _ => MendError::DiskFailed,
    })
}
