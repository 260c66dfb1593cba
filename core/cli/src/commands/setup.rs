//! `mend init`

use mend_core::{MendError, SetUpRequest};
use serde_json::json;

use crate::app::App;
use crate::failure::Failure;
use crate::open::{Open, OpenedWith};
use crate::secrets::Ask;

/// Says what cannot be taken back before it asks for anything.
pub fn init(app: &mut App, together_only: bool, together: bool) -> Result<(), Failure> {
    if app.mend.is_set_up()? {
        return Err(MendError::AlreadySetUp.into());
    }
    app.out.note(&app.words.say("init-before"));
    app.out.note("");
    let private = if together_only { None } else { Some(app.ask_new_passphrase(Ask::New)?) };
    let together = if together || together_only {
        app.out.note(&app.words.say("together-about"));
        Some(app.ask_new_passphrase(Ask::Together)?)
    } else {
        None
    };
    let has_together = together.is_some();
    let session = Open::new(app.mend.set_up(SetUpRequest { private, together })?, OpenedWith::SetUp);
    let answer = json!({
        "home": app.mend.folder().to_string_lossy(),
        "opened": session.opened(),
        "together_passphrase": has_together,
    });
    let words = &app.words;
    app.out.reply(&answer, |page| {
        page.text(&words.with("init-done", &[("home", &app.mend.folder().to_string_lossy())]));
        page.text(&words.say(if together_only { "init-next-together" } else { "init-next" }));
    })
}
