mod content;
mod lines;
mod pages;
mod reading;

use super::*;

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// The day after the content was compiled.
fn today() -> NaiveDate {
    crate::help::content::directory().compiled_on.succ_opt().unwrap()
}

/// Help in English, no country chosen.
fn help() -> Help {
    Help::on(&Device::default())
}

/// Help with messages of another language in front of the English ones.
fn help_in_german(messages: &str) -> Help {
    Help { text: Text::with_resources("de", &[("de", messages)]), country: None }
}
