//! `mend profile` and `mend settings`

use mend_core::MendError;
use mend_core::profile::ProfileView;
use mend_core::reminder::ReminderSettings;
use serde_json::json;

use crate::app::App;
use crate::args::{ProfileCommand, ProfileFields, Quiet, SettingsCommand, SettingsFields};
use crate::failure::Failure;
use crate::open::Open;
use crate::words::Words;

pub fn profile(app: &mut App, command: Option<ProfileCommand>) -> Result<(), Failure> {
    let open = app.open()?;
    let client = open.profile()?;
    let mut profile = client.view()?;
    if let Some(ProfileCommand::Set(fields)) = command {
        change(&mut profile, fields);
        client.save(&profile)?;
        profile = client.view()?;
    }
    app.out.reply(&profile, |page| page.facts(&facts(&profile, &app.words)))
}

fn change(profile: &mut ProfileView, fields: ProfileFields) {
    let ProfileFields { name, partner_name, form, partner_form, country, role } = fields;
    if let Some(name) = name {
        profile.own_name = name;
    }
    if let Some(name) = partner_name {
        profile.partner_name = name;
    }
    if let Some(form) = form {
        profile.own_form = form.into();
    }
    if let Some(form) = partner_form {
        profile.partner_form = form.into();
    }
    if let Some(country) = country {
        profile.country = (country != "none").then(|| country.to_ascii_uppercase());
    }
    if let Some(role) = role {
        profile.role = role.into();
    }
}

fn facts(profile: &ProfileView, words: &Words) -> Vec<(String, String)> {
    let or_unset = |text: &str| if text.is_empty() { words.say("unset") } else { text.to_owned() };
    let role = profile.role.map_or_else(|| words.say("unset"), |role| words.core().role(role));
    vec![
        (words.say("profile-name"), or_unset(&profile.own_name)),
        (words.say("profile-form"), words.core().form(profile.own_form)),
        (words.say("profile-partner-name"), or_unset(&profile.partner_name)),
        (words.say("profile-partner-form"), words.core().form(profile.partner_form)),
        (words.say("profile-country"), or_unset(profile.country.as_deref().unwrap_or_default())),
        (words.say("profile-role"), role),
    ]
}

pub fn settings(app: &mut App, command: Option<SettingsCommand>) -> Result<(), Failure> {
    let open = app.open()?;
    if let Some(SettingsCommand::Set(fields)) = command {
        change_settings(&open, fields)?;
    }
    let settings = open.settings();
    // A together-only session has no journal to set anything for.
    let journal = match settings.journal() {
        Ok(journal) => Some(journal),
        Err(MendError::PrivateLocked) => None,
        Err(e) => return Err(e.into()),
    };
    let (locale, lock_after) = (settings.locale()?, settings.lock_after_seconds()?);
    let reminders = if journal.is_some() { Some(settings.reminders()?) } else { None };
    let answer = json!({
        "journal": journal,
        "reminders": reminders,
        "locale": locale,
        "country": settings.country(),
        "lock_after_seconds": lock_after,
    });
    let words = &app.words;
    app.out.reply(&answer, |page| {
        let mut facts = Vec::new();
        if let Some(journal) = journal {
            facts.push((words.say("settings-day-ends-at"), format!("{:02}:00", journal.day_ends_at)));
            let on = words.say(if journal.on_this_day { "on" } else { "off" });
            facts.push((words.say("settings-on-this-day"), on));
        }
        if let Some(reminders) = reminders {
            facts.push((words.say("settings-reminders"), words.say(if reminders.on { "on" } else { "off" })));
            let quiet = reminders.quiet.map_or_else(
                || words.say("unset"),
                |quiet| format!("{}-{}", quiet.from.format("%H:%M"), quiet.to.format("%H:%M")),
            );
            facts.push((words.say("settings-quiet"), quiet));
        }
        facts.push((words.say("settings-locale"), locale));
        facts.push((words.say("settings-country"), settings.country().unwrap_or_else(|| words.say("unset"))));
        facts.push((words.say("settings-lock-after"), words.with("seconds", &[("seconds", &lock_after.to_string())])));
        page.facts(&facts);
    })
}

fn change_settings(open: &Open, fields: SettingsFields) -> Result<(), Failure> {
    let SettingsFields { day_ends_at, on_this_day, locale, country, lock_after, reminders, quiet } = fields;
    let settings = open.settings();
    if day_ends_at.is_some() || on_this_day.is_some() {
        let mut journal = settings.journal()?;
        journal.day_ends_at = day_ends_at.unwrap_or(journal.day_ends_at);
        journal.on_this_day = on_this_day.unwrap_or(journal.on_this_day);
        settings.save_journal(journal)?;
    }
    if reminders.is_some() || quiet.is_some() {
        let before = settings.reminders()?;
        let quiet = quiet.map_or(before.quiet, |Quiet(hours)| hours);
        settings.save_reminders(ReminderSettings { on: reminders.unwrap_or(before.on), quiet })?;
    }
    if let Some(locale) = locale {
        settings.set_locale(&locale)?;
    }
    if let Some(country) = country {
        settings.set_country((country != "none").then_some(country.as_str()))?;
    }
    if let Some(seconds) = lock_after {
        settings.set_lock_after_seconds(open.again()?, seconds)?;
    }
    Ok(())
}
