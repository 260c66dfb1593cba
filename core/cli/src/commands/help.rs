//! `mend help-lines`, `mend help-page`: no passphrase, no journal, nothing kept.

use mend_core::MendError;
use mend_core::help::{DirectoryView, Leads, LineView, PageId, Reach, leads};

use crate::app::App;
use crate::failure::Failure;
use crate::page::{Named, Page};
use crate::words::Words;

pub fn lines(app: &App, country: Option<&str>) -> Result<(), Failure> {
    let directory = directory(app, country)?;
    let words = &app.words;
    app.out.reply(&directory, |page| {
        let head = directory.country.as_ref().map(|country| format!("{}: {}", directory.title, country.name));
        page.strong(head.as_ref().unwrap_or(&directory.title));
        directory.about.iter().for_each(|sentence| page.text(sentence));
        show(page, directory.lines.iter(), words);
        page.blank();
        page.faint(&words.say("help-lines-next"));
        page.faint(&words.say("help-lines-of"));
    })
}

pub fn countries(app: &App) -> Result<(), Failure> {
    let countries = app.mend.help().countries();
    app.out.reply(&Named("countries", &countries), |page| {
        let facts: Vec<_> = countries.iter().map(|country| (country.code.clone(), country.name.clone())).collect();
        page.facts(&facts);
    })
}

pub fn page(app: &App, id: PageId, country: Option<&str>) -> Result<(), Failure> {
    let directory = directory(app, country)?;
    let help = app.mend.help().page(id);
    let words = &app.words;
    app.out.reply(&help, |page| {
        page.strong(&help.title);
        for part in &help.parts {
            page.blank();
            page.text(&part.words);
            show(page, directory.for_kinds(&part.lines).into_iter(), words);
        }
        page.blank();
        help.ways.iter().for_each(|way| page.text(&format!("- {}", with_command(&way.id, &way.words, words))));
    })
}

fn directory(app: &App, country: Option<&str>) -> Result<DirectoryView, MendError> {
    app.mend.help().lines(country, app.now().date_naive())
}

/// The words of a way, and the command that goes there, if one does.
pub fn with_command(id: &str, way: &str, words: &Words) -> String {
    let command = match leads(id) {
        Some(Leads::Lines) => "mend help-lines".to_owned(),
        Some(Leads::Page(page)) => format!("mend help-page {}", page.id()),
        Some(Leads::SafetyQuestions) => "mend checkin safety".to_owned(),
        Some(Leads::Journal) => "mend write".to_owned(),
        None => return way.to_owned(),
    };
    words.with("help-way", &[("way", way), ("command", &command)])
}

/// Lines, each below what it is for; what several are for is said once.
fn show<'l>(page: &mut Page, lines: impl Iterator<Item = &'l LineView>, words: &Words) {
    let mut said = "";
    for line in lines {
        page.blank();
        if line.what != said {
            page.strong(&line.what);
            said = &line.what;
        }
        let about = [&line.name, &line.for_whom, &line.place, &line.hours].into_iter().flatten();
        let about: Vec<_> = about.chain(&line.languages).map(String::as_str).collect();
        if !about.is_empty() {
            page.text(&about.join(", "));
        }
        let reach: Vec<_> = line.reach.iter().map(|reach| fact(reach, words)).collect();
        page.facts(&reach);
        if let Some(note) = &line.note {
            page.text(note);
        }
        if let Some(check) = &line.check {
            page.faint(check);
        }
    }
}

/// What to do, and with which number.
fn fact(reach: &Reach, words: &Words) -> (String, String) {
    match reach {
        Reach::Call { number } => (words.say("help-call"), number.clone()),
        Reach::Text { number, say: None } => (words.say("help-text"), number.clone()),
        Reach::Text { number, say: Some(say) } => (words.with("help-text-word", &[("say", say)]), number.clone()),
        Reach::Whatsapp { number } => (words.say("help-whatsapp"), number.clone()),
        Reach::Web { address } => (words.say("help-web"), address.clone()),
    }
}
