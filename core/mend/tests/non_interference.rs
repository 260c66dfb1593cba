//! What is private leaves no trace in what the partner could see. Two worlds tell the same shared story under the same
//! clock and the same randomness; in one of them a person also writes, answers, promises and reads for themselves, as
//! much and whatever they like. Every bundle, every view of what is shared, and the very file that holds it are the same,
//! byte for byte.

use std::sync::{Arc, LazyLock};

use mend_core::agreement::{AgreementChange, AgreementKind, AgreementRequest, Owner, Topic};
use mend_core::checkin::{Answer, AnswerKind, AnswerRequest, ItemAnswer, Visibility};
use mend_core::guide::StartRequest;
use mend_core::help::PageId;
use mend_core::insight::Period;
use mend_core::journal::{EditRequest, EntryKind, Feeling, Filter, WriteRequest};
use mend_core::profile::{Form, ProfileView, Role};
use mend_core::promise::{LogRequest, Outcome, PromiseChange, PromiseRequest};
use mend_core::reminder::{Cadence, ScheduleRequest, Subject, Zone};
use mend_core::settings::JournalSettings;
use mend_core::sharing::ShareRequest;
use mend_core::testing::options;
use mend_core::{
    AgreementId, CheckinId, EntryId, FixedClock, Mend, MendOptions, Passphrase, PromiseId, ScheduleId, Session,
    SetUpRequest,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// One private thing to do. Numbers choose among what is there; what cannot be done is not done.
#[derive(Clone, Debug)]
enum Private {
    Write { kind: usize, text: String, tag: Option<String>, feeling: bool },
    Edit(usize, String),
    Delete(usize),
    UndoDelete,
    Star(usize),
    ClearHistory(usize),
    Draft(String),
    Prompt(String),
    Answer { set: usize, point: usize, drafted: bool },
    OwnQuestion(String),
    Promise(String),
    ChangePromise(usize, String),
    Log(usize, usize),
    Review(usize, String),
    EndPromise(usize),
    DeletePromise(usize),
    Agreement(String),
    ChangeAgreement(usize, String),
    SayYes(usize),
    WithdrawYes(usize),
    DeleteAgreement(usize),
    Schedule(usize),
    PauseSchedule(usize),
    RemoveSchedule(usize),
    Profile(String, usize),
    DayEndsAt(u8),
    Guide(usize, usize),
    PassStep,
    Safety,
    HelpPage,
    Preview(usize),
    Read,
}

fn acts() -> impl Strategy<Value = Vec<Private>> {
    let words = "[a-zäß ]{1,60}";
    let n = || 0..40usize;
    let some = words.prop_map(String::from);
    let act = prop_oneof![
        4 => (n(), words, proptest::option::of("[a-z]{1,8}|safety"), any::<bool>())
            .prop_map(|(kind, text, tag, feeling)| Private::Write { kind, text, tag, feeling }),
        2 => (n(), words).prop_map(|(which, text)| Private::Edit(which, text)),
        1 => n().prop_map(Private::Delete),
        1 => Just(Private::UndoDelete),
        1 => n().prop_map(Private::Star),
        1 => n().prop_map(Private::ClearHistory),
        1 => some.prop_map(Private::Draft),
        1 => words.prop_map(Private::Prompt),
        3 => (n(), n(), any::<bool>()).prop_map(|(set, point, drafted)| Private::Answer { set, point, drafted }),
        1 => words.prop_map(Private::OwnQuestion),
        2 => words.prop_map(Private::Promise),
        1 => (n(), words).prop_map(|(which, text)| Private::ChangePromise(which, text)),
        2 => (n(), n()).prop_map(|(which, outcome)| Private::Log(which, outcome)),
        1 => (n(), words).prop_map(|(which, text)| Private::Review(which, text)),
        1 => n().prop_map(Private::EndPromise),
        1 => n().prop_map(Private::DeletePromise),
    ];
    let rest = prop_oneof![
        2 => words.prop_map(Private::Agreement),
        1 => (n(), words).prop_map(|(which, text)| Private::ChangeAgreement(which, text)),
        1 => n().prop_map(Private::SayYes),
        1 => n().prop_map(Private::WithdrawYes),
        1 => n().prop_map(Private::DeleteAgreement),
        1 => n().prop_map(Private::Schedule),
        1 => n().prop_map(Private::PauseSchedule),
        1 => n().prop_map(Private::RemoveSchedule),
        2 => (words, n()).prop_map(|(name, form)| Private::Profile(name, form)),
        1 => (0..=12u8).prop_map(Private::DayEndsAt),
        2 => (n(), n()).prop_map(|(module, role)| Private::Guide(module, role)),
        2 => Just(Private::PassStep),
        1 => Just(Private::Safety),
        1 => Just(Private::HelpPage),
        1 => n().prop_map(Private::Preview),
        1 => Just(Private::Read),
    ];
    proptest::collection::vec(prop_oneof![act, rest], 1..60)
}

/// A phone and the private things on it that only one of the worlds has.
struct Phone {
    session: Session,
    folder: TempDir,
    entries: Vec<EntryId>,
    promises: Vec<PromiseId>,
    agreements: Vec<AgreementId>,
    schedules: Vec<ScheduleId>,
    checkins: Vec<CheckinId>,
    runs: Vec<mend_core::RunId>,
}

fn passphrase() -> Passphrase {
    Passphrase::new("kettle moss eleven").expect("words")
}

fn nth<T: Copy>(of: &[T], n: usize) -> Option<T> {
    (!of.is_empty()).then(|| of[n % of.len()])
}

fn request(words: &str) -> AgreementRequest {
    AgreementRequest {
        topic: Topic::Own { words: "Evenings".into() },
        words: words.to_owned(),
        kind: AgreementKind::Habit,
        owner: Owner::Both,
        review_day: "2026-12-20".parse().ok(),
        holds_until: None,
    }
}

fn promise(what: &str) -> PromiseRequest {
    let cadence = Cadence::Daily { n: 1 };
    PromiseRequest {
        what: what.to_owned(),
        cadence,
        first_day: None,
        last_day: "2026-12-20".parse().ok(),
        tell: String::new(),
    }
}

impl Phone {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(FixedClock("2026-11-25T12:00:00+01:00".parse().expect("a time")));
        let mend = Mend::with(folder.path().join("mend"), MendOptions { clock, ..options(seed) });
        let session = mend.set_up(SetUpRequest { private: Some(passphrase()), together: None }).expect("set up");
        let (entries, promises, agreements) = (Vec::new(), Vec::new(), Vec::new());
        let (schedules, checkins, runs) = (Vec::new(), Vec::new(), Vec::new());
        Self { session, folder, entries, promises, agreements, schedules, checkins, runs }
    }

    /// Whether it was done, or refused: both are private.
    fn act(&mut self, act: &Private) {
        let _ = self.try_to(act);
    }

    fn try_to(&mut self, act: &Private) -> mend_core::Result<()> {
        let session = self.session.clone();
        let (journal, promises, agreements) = (session.journal()?, session.promises()?, session.agreements()?);
        let gone = || mend_core::MendError::NotFound;
        match act {
            Private::Write { kind, text, tag, feeling } => {
                let kinds = [EntryKind::Entry, EntryKind::Letter, EntryKind::Card, EntryKind::Statement];
                let feelings = feeling.then(|| Feeling { id: "hurt".into(), strength: Some(2) });
                self.entries.push(journal.write(WriteRequest {
                    kind: kinds[kind % kinds.len()],
                    text: text.clone(),
                    tags: tag.iter().cloned().collect(),
                    feelings: feelings.into_iter().collect(),
                    ..WriteRequest::default()
                })?);
            }
            Private::Edit(n, text) => {
                let id = nth(&self.entries, *n).ok_or_else(gone)?;
                journal.edit(id, EditRequest { text: Some(text.clone()), ..EditRequest::default() })?;
            }
            Private::Delete(n) => journal.delete(nth(&self.entries, *n).ok_or_else(gone)?)?,
            Private::UndoDelete => drop(journal.undo_delete()?),
            Private::Star(n) => journal.set_starred(nth(&self.entries, *n).ok_or_else(gone)?, true)?,
            Private::ClearHistory(n) => journal.clear_history(nth(&self.entries, *n).ok_or_else(gone)?)?,
            Private::Draft(text) => drop(journal.save_draft(None, None, EntryKind::Entry, None, text)?),
            Private::Prompt(text) => drop(journal.add_prompt(text, EntryKind::Entry)?),
            Private::Answer { set, point, drafted } => {
                let sets = session.checkins()?.sets()?;
                let set = &sets[set % sets.len()];
                let answers: Vec<_> =
                    set.items.iter().filter_map(|item| answer(&item.id, &item.answer, *point)).collect();
                if *drafted {
                    session.checkins()?.save_draft(&set.id, answers, None)?;
                } else {
                    let request = AnswerRequest { set: set.id.clone(), answers, answered_at: None, slot: None };
                    self.checkins.push(session.checkins()?.answer(request)?);
                }
            }
            Private::OwnQuestion(words) => {
                session.checkins()?.add_question("daily", words, mend_core::checkin::OwnAnswer::Text)?;
            }
            Private::Promise(what) => self.promises.push(promises.add(promise(what))?),
            Private::ChangePromise(n, what) => {
                let change = PromiseChange { what: Some(what.clone()), ..PromiseChange::default() };
                promises.change(nth(&self.promises, *n).ok_or_else(gone)?, change)?;
            }
            Private::Log(n, outcome) => {
                let outcome = Outcome::ALL[outcome % 4];
                let request = LogRequest { day: None, outcome, note: Some("a note".into()), amends: None };
                promises.log(nth(&self.promises, *n).ok_or_else(gone)?, request)?;
            }
            Private::Review(n, text) => drop(promises.review(nth(&self.promises, *n).ok_or_else(gone)?, text.clone())?),
            Private::EndPromise(n) => promises.end(nth(&self.promises, *n).ok_or_else(gone)?)?,
            Private::DeletePromise(n) => promises.delete(nth(&self.promises, *n).ok_or_else(gone)?)?,
            Private::Agreement(words) => self.agreements.push(agreements.add(request(words))?),
            Private::ChangeAgreement(n, words) => {
                let change = AgreementChange { words: Some(words.clone()), ..AgreementChange::default() };
                agreements.change(nth(&self.agreements, *n).ok_or_else(gone)?, change)?;
            }
            Private::SayYes(n) => {
                let id = nth(&self.agreements, *n).ok_or_else(gone)?;
                let latest = agreements.show(id)?.versions.last().map(|version| version.hash);
                agreements.accept(id, latest.ok_or_else(gone)?)?;
            }
            Private::WithdrawYes(n) => agreements.withdraw(nth(&self.agreements, *n).ok_or_else(gone)?)?,
            Private::DeleteAgreement(n) => agreements.delete(nth(&self.agreements, *n).ok_or_else(gone)?)?,
            Private::Schedule(n) => self.schedules.push(session.reminders()?.add(schedule(*n))?),
            Private::PauseSchedule(n) => {
                session.reminders()?.pause(nth(&self.schedules, *n).ok_or_else(gone)?, None)?;
            }
            Private::RemoveSchedule(n) => session.reminders()?.remove(nth(&self.schedules, *n).ok_or_else(gone)?)?,
            Private::Profile(name, n) => session.profile()?.save(&ProfileView {
                own_name: name.clone(),
                partner_name: format!("{name}a"),
                own_form: [Form::Neutral, Form::Feminine, Form::Masculine][n % 3],
                partner_form: [Form::Masculine, Form::Neutral, Form::Feminine][n % 3],
                country: None,
                role: [None, Some(Role::Hurt), Some(Role::Broke)][n % 3],
            })?,
            Private::DayEndsAt(hour) => {
                session.settings().save_journal(JournalSettings { day_ends_at: *hour, on_this_day: *hour > 5 })?;
            }
            Private::Guide(module, role) => {
                let modules = session.guides()?.modules();
                let module = modules[module % modules.len()].id.clone();
                let role = [None, Some(Role::Hurt), Some(Role::Broke)][role % 3];
                self.runs.push(session.guides()?.start(StartRequest { module, role })?);
            }
            Private::PassStep => {
                let run = *self.runs.last().ok_or_else(gone)?;
                let place = session.guides()?.step(run)?.place.ok_or_else(gone)?;
                session.guides()?.pass(run, &place)?;
            }
            Private::Safety => drop(session.checkins()?.safety()),
            Private::HelpPage => drop(session.help().page(PageId::Afraid)),
            Private::Preview(n) => {
                let id = nth(&self.entries, *n).ok_or_else(gone)?;
                session.sharing()?.preview(&ShareRequest::Entry { id })?;
            }
            Private::Read => {
                journal.list(&Filter::default(), 50, None)?;
                journal.search("a", &Filter::default(), 10)?;
                session.insight()?.overview(&Period { from: None, to: None })?;
            }
        }
        Ok(())
    }

    /// Everything that is shown of what is shared, and the bytes of the file that holds it.
    fn seen(&self, trace: &mut Vec<Vec<u8>>) {
        let partner = self.session.partner().expect("open");
        let json = |value: &dyn erased::Json| value.json().into_bytes();
        trace.push(json(&partner.pair().expect("read")));
        for rows in [partner.inbox(500, None), partner.shared(500, None)] {
            let rows = rows.expect("read");
            for row in &rows.items {
                trace.push(json(&partner.item(row.id).expect("there")));
            }
            trace.push(json(&rows));
        }
        trace.push(json(&partner.outbox().expect("read")));
    }

    fn file(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("mend/together.mend")).expect("a file")
    }
}

/// JSON of anything that has it, behind one pointer.
mod erased {
    pub trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("plain fields")
        }
    }
}

fn answer(item: &str, kind: &AnswerKind, n: usize) -> Option<ItemAnswer> {
    let answer = match kind {
        AnswerKind::Scale { points, .. } => Answer::Scale(points[n % points.len()].value),
        AnswerKind::Text { .. } => Answer::Text(format!("words {n}")),
        _ => return None,
    };
    Some(ItemAnswer { item: item.to_owned(), answer })
}

fn schedule(n: usize) -> ScheduleRequest {
    ScheduleRequest {
        subject: Subject::TogetherTime,
        cadence: Cadence::Daily { n: 1 + (n % 9) as u8 },
        times: vec!["19:30:00".parse().expect("a time")],
        zone: Zone::Floating,
        anchor: None,
        grace_minutes: 60,
        until: None,
        notice: None,
    }
}

/// The story that both worlds tell, with what is private in between: `acts` spread over its turns, on both phones.
fn told(acts: &[Private]) -> Vec<Vec<u8>> {
    let mut phones = [Phone::new(11), Phone::new(12)];
    let mut trace = Vec::new();
    let mut left = acts.iter().enumerate();
    let turns = 7;
    let mut between = |phones: &mut [Phone; 2]| {
        for (n, act) in left.by_ref().take(acts.len().div_ceil(turns)) {
            phones[n % 2].act(act);
        }
    };
    // What is shared later lies there in both worlds, each under its own id.
    let a = phones[0].session.clone();
    let letter = WriteRequest { kind: EntryKind::Letter, text: "Dear one".into(), ..WriteRequest::default() };
    let letter = a.journal().expect("open").write(letter).expect("kept");
    let card = WriteRequest { text: "We walked to the river.".into(), ..WriteRequest::default() };
    let card = a.journal().expect("open").write(card).expect("kept");
    let own_promise = a.promises().expect("open").add(promise("I call when I am late")).expect("kept");
    let own_agreement = a.agreements().expect("open").add(request("We eat together.")).expect("kept");
    let (checkin, items) = weekly(&a);
    let own_schedule = a.reminders().expect("open").add(schedule(3)).expect("kept");
    between(&mut phones);

    pair(&phones);
    between(&mut phones);
    let requests = [
        ShareRequest::Entry { id: card },
        ShareRequest::Promise { id: own_promise },
        ShareRequest::Agreement { id: own_agreement },
        ShareRequest::Checkin { id: checkin, items },
        ShareRequest::Schedule { id: own_schedule },
        ShareRequest::Entry { id: letter },
    ];
    let mut shared = Vec::new();
    for request in &requests {
        let sharing = a.sharing().expect("open");
        let preview = sharing.preview(request).expect("shown");
        trace.push(preview.digest.clone().into_bytes());
        shared.push(sharing.share(request, &preview.digest, true).expect("shared"));
    }
    between(&mut phones);
    show(&phones, 0, &mut trace);
    between(&mut phones);
    let b = phones[1].session.partner().expect("open");
    b.accept(shared[1], None).expect("a yes");
    b.accept(shared[2], None).expect("a yes");
    b.accept(shared[5], None).expect("read");
    show(&phones, 1, &mut trace);
    between(&mut phones);
    a.partner().expect("open").accept(shared[2], None).expect("a yes");
    a.partner().expect("open").unshare(shared[0]).expect("taken back");
    between(&mut phones);
    show(&phones, 0, &mut trace);
    between(&mut phones);
    show(&phones, 1, &mut trace);
    for phone in &phones {
        phone.seen(&mut trace);
        phone.session.lock();
        trace.push(phone.file());
    }
    trace
}

fn pair(phones: &[Phone; 2]) {
    let [a, b] = phones.each_ref().map(|phone| phone.session.partner().expect("open"));
    let offer = a.offer(&passphrase()).expect("an offer");
    let (code, _) = b.answer(&offer.code, &passphrase()).expect("an answer");
    a.take_answer(&code).expect("words");
    a.confirm(false).expect("paired");
    b.confirm(false).expect("paired");
}

fn show(phones: &[Phone; 2], who: usize, trace: &mut Vec<Vec<u8>>) {
    let shown = phones[who].session.partner().expect("open").bundle().expect("made");
    let received = phones[1 - who].session.partner().expect("open").receive(&shown.bytes).expect("taken");
    trace.push(shown.bytes);
    trace.push(serde_json::to_vec(&received).expect("plain fields"));
    phones.iter().for_each(|phone| phone.seen(trace));
}

/// A weekly check-in, and its items that may be shared.
fn weekly(session: &Session) -> (CheckinId, Vec<String>) {
    let checkins = session.checkins().expect("open");
    let set = checkins.set("weekly").expect("it ships");
    let answers: Vec<_> = set.items.iter().filter_map(|item| answer(&item.id, &item.answer, 1)).collect();
    let may = |id: &String| set.items.iter().any(|item| item.id == *id && item.visibility == Visibility::Shareable);
    let items: Vec<_> = answers.iter().map(|answer| answer.item.clone()).filter(may).collect();
    assert!(!items.is_empty());
    let request = AnswerRequest { set: "weekly".into(), answers, answered_at: None, slot: None };
    (checkins.answer(request).expect("kept"), items)
}

/// The world in which nobody does anything for themselves.
static QUIET: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| told(&[]));

fn cases() -> u32 {
    if std::env::var_os("MEND_LONG").is_some() { 600 } else { 24 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn nothing_private_changes_a_byte_of_what_the_partner_could_see(acts in acts()) {
        let busy = told(&acts);
        prop_assert_eq!(busy.len(), QUIET.len());
        for (n, (busy, quiet)) in busy.iter().zip(QUIET.iter()).enumerate() {
            prop_assert!(busy == quiet, "part {} differs", n);
        }
    }
}

#[test]
fn the_story_shares_something_of_every_kind() {
    let text: String = QUIET.iter().map(|part| String::from_utf8_lossy(part)).collect();
    for kind in ["checkin", "promise", "agreement", "schedule", "letter", "in_force"] {
        assert!(text.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn every_private_thing_can_be_done() {
    use Private::*;
    let text = || "words".to_owned();
    let mut phone = Phone::new(3);
    let acts = [
        Write { kind: 0, text: text(), tag: Some("tag".into()), feeling: true },
        Write { kind: 1, text: text(), tag: None, feeling: false },
        Edit(0, "other words".into()),
        Star(0),
        ClearHistory(0),
        Delete(1),
        UndoDelete,
        Draft(text()),
        Prompt(text()),
        Answer { set: 1, point: 2, drafted: true },
        Answer { set: 1, point: 2, drafted: false },
        OwnQuestion(text()),
        Promise(text()),
        ChangePromise(0, "another".into()),
        Log(0, 2),
        Review(0, text()),
        EndPromise(0),
        DeletePromise(0),
        Agreement(text()),
        ChangeAgreement(0, "another".into()),
        SayYes(0),
        WithdrawYes(0),
        DeleteAgreement(0),
        Schedule(2),
        PauseSchedule(0),
        RemoveSchedule(0),
        Profile("Kim".into(), 1),
        DayEndsAt(7),
        Guide(0, 0),
        PassStep,
        Safety,
        HelpPage,
        Read,
    ];
    for act in acts {
        assert_eq!(phone.try_to(&act), Ok(()), "{act:?}");
    }
    assert_eq!(phone.try_to(&Preview(0)), Err(mend_core::MendError::NotPaired));
}
