//! The ways in: passphrases, recovery code, slots.

use mend_core::{MendError, Opened, SlotKind, SlotView};
use serde_json::json;

use crate::app::App;
use crate::failure::Failure;
use crate::open::Open;
use crate::page::{Named, Page};
use crate::secrets::{ASKED_AT_MOST, Ask};
use crate::signals::SecondScreen;
use crate::words::Words;

pub fn change_passphrase(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let new = app.ask_new_passphrase(Ask::New)?;
    match open.recovery_code() {
        Some(code) => open.access().replace_forgotten_passphrase(code, &new)?,
        None => open.access().change_passphrase(open.again()?, &new)?,
    }
    say_done(app, "changed", "passphrase-changed")
}

pub fn set_together_passphrase(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    app.out.note(&app.words.say("together-about"));
    let new = app.ask_new_passphrase(Ask::Together)?;
    open.access().set_together_passphrase(open.again()?, &new)?;
    say_done(app, "changed", "together-passphrase-set")
}

pub fn remove_together_passphrase(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    open.access().remove_together_passphrase(open.again()?)?;
    say_done(app, "removed", "together-passphrase-removed")
}

fn say_done(app: &App, name: &str, sentence: &str) -> Result<(), Failure> {
    app.out.reply(&json!({ name: true }), |page| page.text(&app.words.say(sentence)))
}

/// One action: new passphrases, both files sealed anew, device keys gone, a new recovery code if there was one.
pub fn someone_knows(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    refuse_together_only(&open)?;
    let has_together = has_slot(&open, SlotKind::TogetherPassphrase)?;
    let new = app.ask_new_passphrase(Ask::New)?;
    let together = if has_together { Some(app.ask_new_passphrase(Ask::Together)?) } else { None };
    let code = open.access().someone_knows(open.again()?, &new, together.as_ref())?;
    let answer = json!({ "changed": true, "recovery_code": code.as_deref() });
    let words = &app.words;
    app.out.reply(&answer, |page| {
        page.text(&words.say("someone-knows-done"));
        if let Some(code) = &code {
            page.text(&words.say("someone-knows-code"));
            page.blank();
            page.strong(code);
        }
    })
}

/// Before anything is asked; the core refuses it too.
fn refuse_together_only(open: &Open) -> Result<(), Failure> {
    match open.opened() {
        Opened::Everything => Ok(()),
        Opened::TogetherOnly => Err(MendError::PrivateLocked.into()),
    }
}

pub fn has_slot(open: &Open, kind: SlotKind) -> Result<bool, Failure> {
    Ok(open.access().slots()?.iter().any(|slot| slot.kind == kind))
}

/// The code opens nothing until it was typed back: what was never written down protects nobody from forgetting.
pub fn make_recovery_code(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    refuse_together_only(&open)?;
    app.out.note(&app.words.say("recovery-before"));
    let code = open.access().make_recovery_code(open.again()?)?;
    if app.out.json {
        // A program reads the code here and writes it back as the next line.
        app.out.reply(&json!({ "recovery_code": code.as_str() }), |_| {})?;
        return Ok(open.access().confirm_recovery_code(&app.ask_recovery_code(Ask::CodeBack)?)?);
    }
    let shown = second_screen(app.secrets.is_prompt());
    app.out.reply(&(), |page| show_code(page, &app.words, &code))?;
    let confirmed = type_back(app, &open);
    drop(shown);
    confirmed?;
    app.out.reply(&(), |page| page.text(&app.words.say("recovery-done")))
}

fn show_code(page: &mut Page, words: &Words, code: &str) {
    page.text(&words.say("recovery-code"));
    page.blank();
    page.strong(code);
    page.blank();
}

fn type_back(app: &mut App, open: &Open) -> Result<(), Failure> {
    for _ in 0..ASKED_AT_MOST {
        let typed = app.ask_recovery_code(Ask::CodeBack)?;
        match open.access().confirm_recovery_code(&typed) {
            Err(slip @ (MendError::RecoveryCodeDiffers | MendError::BadRecoveryCode { .. }))
                if app.secrets.is_prompt() =>
            {
                let (what, _) = app.words.error(&slip);
                app.out.note(&what);
            }
            done => return Ok(done?),
        }
    }
    Err(Failure::CodeNotTypedBack)
}

/// Keeps the code out of what a terminal can scroll back to.
fn second_screen(wanted: bool) -> Option<SecondScreen> {
    use std::io::IsTerminal;
    let both = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    (wanted && both).then(SecondScreen::enter)
}

pub fn check_recovery_code(app: &mut App) -> Result<(), Failure> {
    app.recovery = true;
    let open = app.open()?;
    let answer = json!({ "opens": open.opened() });
    app.out.reply(&answer, |page| page.text(&app.words.say("recovery-checked")))
}

pub fn remove_recovery_code(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    open.access().remove_recovery_code(open.again()?)?;
    say_done(app, "removed", "recovery-removed")
}

pub fn slots(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let slots = open.access().slots()?;
    app.out.reply(&Named("slots", &slots), |page| {
        let rows: Vec<Vec<String>> = slots.iter().map(|slot| slot_row(slot, &app.words)).collect();
        page.table(&rows);
    })
}

fn slot_row(slot: &SlotView, words: &Words) -> Vec<String> {
    let kind = match slot.kind {
        SlotKind::PrivatePassphrase => "slot-private-passphrase",
        SlotKind::TogetherPassphrase => "slot-together-passphrase",
        SlotKind::RecoveryCode => "slot-recovery-code",
        SlotKind::DeviceKey => "slot-device-key",
    };
    let opens = match (slot.private, slot.together) {
        (true, true) => "slot-opens-both",
        (true, false) => "slot-opens-private",
        (false, _) => "slot-opens-together",
    };
    let made_at = slot.made_at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string();
    vec![made_at, words.say(kind), words.say(opens)]
}
