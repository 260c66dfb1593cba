//! `mend checkin safety`: the page for a person alone. Nothing of it is kept, and there is nothing to type.

use mend_core::checkin::SafetyView;

use crate::app::App;
use crate::commands::help;
use crate::failure::Failure;
use crate::words::Words;

pub fn safety(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let page = open.checkins()?.safety();
    app.out.reply(&page, |out| {
        out.strong(&page.title);
        for (i, text) in pages(&page, &app.words).into_iter().enumerate() {
            if i > 0 {
                out.blank();
            }
            out.text(&text);
        }
    })
}

/// The questions, and the page after them. Each way on says which command goes there.
pub fn pages(page: &SafetyView, words: &Words) -> [String; 2] {
    let questions = page.questions.iter().map(|question| format!("- {question}"));
    let before = page.before.iter().cloned().chain(questions).collect::<Vec<_>>().join("\n");
    let ways = page.ways.iter().map(|way| format!("- {}", help::with_command(&way.id, &way.words, words)));
    let after = page.after.iter().cloned().chain(ways).collect::<Vec<_>>().join("\n");
    [before, after]
}
