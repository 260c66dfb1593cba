//! A program that keeps a journal full of canaries, locks it, and waits to be searched.
//!
//! It lives in a process of its own, with the allocator that the apps have, so that what is found in its memory is what
//! would be found in theirs. It reads the canaries' common beginning from standard input, unbuffered: the program's own
//! file must not hold it.
#![forbid(unsafe_code)]

#[path = "memory_child/two.rs"]
mod two;

use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveTime;
use mend_core::agreement::{AgreementChange, AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::checkin::{Answer, AnswerRequest, EditCheckinRequest, ItemAnswer, OwnAnswer};
use mend_core::guide::{self, Asks, Chosen, StartRequest};
use mend_core::insight::{Period, svg};
use mend_core::journal::{EditRequest, EntryKind, Filter, WriteRequest};
use mend_core::profile::ProfileView;
use mend_core::promise::{self, LogRequest, PromiseChange, PromiseRequest};
use mend_core::reminder::{Cadence, ScheduleRequest, Subject, Zone};
use mend_core::text::Text;
use mend_core::{KdfParams, Mend, MendOptions, Passphrase, RunId, Session, SetUpRequest};

#[global_allocator]
static MEMORY: mend_vault::WipingAllocator = mend_vault::WipingAllocator;

const CANARIES: usize = 200;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    let mut input = File::open("/dev/stdin")?;
    // A text outlives the lock, as it may in an app.
    let (session, _text, run) = live(folder.join("one"), &heard(&mut input)?)?;
    pause("open", &mut input)?;
    let part = session.hand_over(run)?;
    part.step()?;
    pause("handed over", &mut input)?;
    session.lock();
    pause("locked", &mut input)?;
    let both = two::share(&folder, &heard(&mut input)?)?;
    pause("sharing", &mut input)?;
    both.iter().for_each(Session::lock);
    pause("both locked", &mut input)
}

/// The beginning of all canaries. On the heap, where what is freed is wiped; a stack is not.
fn heard(input: &mut File) -> Result<String, Box<dyn std::error::Error>> {
    let mut beginning = vec![0; 12];
    input.read_exact(&mut beginning)?;
    Ok(String::from_utf8(beginning)?)
}

fn pause(state: &str, input: &mut File) -> Outcome {
    println!("{state}");
    std::io::stdout().flush()?;
    Ok(input.read_exact(&mut [0])?)
}

/// Puts canaries everywhere a user's words can be: passphrase, texts, titles, tags, drafts, history, searches, undo;
/// check-ins, questions of one's own, reminders, charts, promises, names, agreements, guides. Gives a run that stands
/// before the part that is done over one phone.
fn live(folder: PathBuf, beginning: &str) -> Result<(Session, Arc<Text>, RunId), Box<dyn std::error::Error>> {
    let canary = |n: usize| format!("{beginning}{n:04}");
    let options = MendOptions { kdf: KdfParams::LEAST, ..MendOptions::default() };
    let private = Some(Passphrase::new(&canary(9000))?);
    let session = Mend::with(folder, options).set_up(SetUpRequest { private, together: None })?;
    let journal = session.journal()?;
    let mut ids = Vec::new();
    for n in 0..CANARIES {
        ids.push(journal.write(WriteRequest {
            title: Some(format!("Title {}", canary(n))),
            text: format!(
                "A longer text with **{}** in it, and more words around.\n\n{}",
                canary(n),
                "word ".repeat(n)
            ),
            tags: vec![format!("tag {}", canary(n % 20))],
            ..WriteRequest::default()
        })?);
    }
    for (n, id) in ids.iter().enumerate().step_by(10) {
        journal
            .edit(*id, EditRequest { text: Some(format!("Edited {}", canary(1000 + n))), ..EditRequest::default() })?;
        if journal.history(*id)?.len() != 1 {
            return Err("an edit keeps the version before it".into());
        }
    }
    let mut after = None;
    loop {
        let page = journal.list(&Filter::default(), 50, after.as_deref())?;
        for row in &page.entries {
            journal.show(row.id)?;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for n in (0..CANARIES).step_by(7) {
        if n % 10 != 0 && journal.search(&canary(n), &Filter::default(), 10)?.is_empty() {
            return Err("a word that was written is found".into());
        }
    }
    journal.save_draft(None, None, EntryKind::Letter, Some(&canary(2000)), &format!("Draft {}", canary(2001)))?;
    journal.drafts()?;
    journal.delete(ids[1])?;
    journal.delete(ids[2])?;
    journal.undo_delete()?;
    checkins(&session, &canary)?;
    promises(&session, &canary)?;
    agreements(&session, &canary)?;
    let text = names(&session, &canary)?;
    let run = guides(&session, &canary)?;
    Ok((session, text, run))
}

fn names(session: &Session, canary: &dyn Fn(usize) -> String) -> Result<Arc<Text>, Box<dyn std::error::Error>> {
    let partner_name = format!("Name {}", canary(5000));
    session.profile()?.save(&ProfileView { partner_name, ..ProfileView::default() })?;
    if !session.journal()?.prompts()?.iter().any(|prompt| prompt.text.contains(&canary(5000))) {
        return Err("a prompt names the partner".into());
    }
    Ok(session.text()?)
}

fn agreements(session: &Session, canary: &dyn Fn(usize) -> String) -> Outcome {
    let agreements = session.agreements()?;
    let id = agreements.add(AgreementRequest {
        topic: Topic::Own { words: format!("Topic {}", canary(6000)) },
        words: format!("Words {}", canary(6001)),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: Some(agreements.usual_review_day(None)?),
        holds_until: None,
    })?;
    let words = Some(format!("Changed {}", canary(6002)));
    agreements.change(id, AgreementChange { words, ..AgreementChange::default() })?;
    agreements.show(id)?;
    agreements.list(10, None)?;
    Ok(())
}

/// Every text of two modules is a canary, and one more is being typed.
fn guides(session: &Session, canary: &dyn Fn(usize) -> String) -> Result<RunId, Box<dyn std::error::Error>> {
    let guides = session.guides()?;
    let mut n = 7000;
    let mut last = None;
    for module in ["name-feeling", "our-agreement"] {
        let run = guides.start(StartRequest { module: module.into(), role: None })?;
        let mut view = guides.step(run)?;
        while let Some(place) = view.place.clone().filter(|_| view.kind != "together") {
            n += 1;
            view = match &view.asks {
                Asks::Text { .. } => {
                    guides.save_draft(run, &format!("Typed {}", canary(n)))?;
                    guides.step(run)?;
                    n += 1;
                    guides.answer(run, &place, guide::Answer::Text(format!("Answer {}", canary(n))))?
                }
                Asks::Choose { own: true, .. } => {
                    let own = vec![format!("Own {}", canary(n))];
                    guides.answer(run, &place, guide::Answer::Chosen(Chosen { options: Vec::new(), own }))?
                }
                _ => guides.pass(run, &place)?,
            };
        }
        guides.show(run)?;
        last = Some(run);
    }
    if n < 7010 {
        return Err("modules ask for texts".into());
    }
    last.ok_or_else(|| "a run stands before the part for two".into())
}

fn promises(session: &Session, canary: &dyn Fn(usize) -> String) -> Outcome {
    let promises = session.promises()?;
    let id = promises.add(PromiseRequest {
        what: format!("What {}", canary(4000)),
        cadence: Cadence::Daily { n: 1 },
        first_day: None,
        last_day: Some(promises.usual_last_day(None)?),
        tell: format!("Tell {}", canary(4001)),
    })?;
    let change = PromiseChange { what: Some(format!("Changed {}", canary(4002))), ..PromiseChange::default() };
    promises.change(id, change)?;
    let (note, amends) = (Some(format!("Note {}", canary(4003))), Some(format!("Amends {}", canary(4004))));
    promises.log(id, LogRequest { day: None, outcome: promise::Outcome::Missed, note, amends })?;
    promises.review(id, format!("Review {}", canary(4005)))?;
    promises.show(id)?;
    promises.days(id, 10, None)?;
    promises.reviews(id)?;
    promises.list(10, None)?;
    Ok(())
}

fn checkins(session: &Session, canary: &dyn Fn(usize) -> String) -> Outcome {
    let (checkins, reminders) = (session.checkins()?, session.reminders()?);
    let question = checkins.add_question("daily", &format!("Question {}", canary(3000)), OwnAnswer::Text)?;
    let answers = |n: usize| {
        let told = format!("Noticed {}", canary(n));
        let own = (format!("own.{question}"), Answer::Text(format!("Own {}", canary(n + 1))));
        [("daily.good_thing".to_owned(), Answer::Text(told)), own, ("daily.steady".to_owned(), Answer::Scale(2))]
            .into_iter()
            .map(|(item, answer)| ItemAnswer { item, answer })
            .collect::<Vec<_>>()
    };
    for n in (3100..3140).step_by(2) {
        let request = AnswerRequest { set: "daily".into(), answers: answers(n), ..AnswerRequest::default() };
        let id = checkins.answer(request)?;
        let changed = EditCheckinRequest { answers: Some(answers(n + 100)), ..EditCheckinRequest::default() };
        checkins.edit(id, changed)?;
        checkins.show(id)?;
        checkins.versions(id)?;
    }
    checkins.save_draft("daily", answers(3300), None)?;
    checkins.draft("daily")?;
    reminders.add(ScheduleRequest {
        subject: Subject::Own { about: format!("About {}", canary(3400)) },
        cadence: Cadence::Daily { n: 1 },
        times: vec![NaiveTime::MIN],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 60,
        until: None,
        notice: Some(format!("Notice {}", canary(3401))),
    })?;
    reminders.list()?;
    let seen = session.insight()?.overview(&Period::default())?;
    let pictures = seen.series.iter().map(|series| svg(series).len()).sum::<usize>() + svg(&seen.recurring).len();
    if pictures == 0 || seen.recurring.themes.is_empty() {
        return Err("there are charts of what was written".into());
    }
    Ok(())
}
