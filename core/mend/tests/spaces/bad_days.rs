//! The power goes at any moment of a change over both files: the old state opens whole, or the new one. Never a
//! mixture, and nothing acknowledged is lost.

use std::collections::HashSet;
use std::sync::Arc;

use mend_core::{KdfParams, MendError, Opened, Session};

use crate::phone::{MINE, OURS, Phone, WRONG, phrase, texts, write};
use crate::seed::Seed;
use crate::sim::{Call, Event, Fault, Image, Loss, Medium, SimDisk, Wrong};

/// A state that a folder may be found in, told by the passphrases that open it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct State {
    /// `None`: nothing opens private.
    private: Option<&'static str>,
    together: Option<&'static str>,
    texts: &'static [&'static str],
}

const USED: State = State { private: Some(MINE), together: Some(OURS), texts: &["first", "second"] };
const NOTHING: State = State { private: None, together: None, texts: &[] };

struct Change {
    name: &'static str,
    old: State,
    new: State,
    /// On a phone in the state `old`.
    change: fn(&Phone),
}

fn everything(phone: &Phone) -> Session {
    phone.open(MINE)
}

const CHANGES: &[Change] = &[
    Change {
        name: "set-up",
        old: NOTHING,
        new: State { private: Some(MINE), together: Some(OURS), texts: &[] },
        change: |phone| phone.set_up(Some(MINE), Some(OURS)).lock(),
    },
    Change {
        name: "passphrase change",
        old: USED,
        new: State { private: Some("newer"), ..USED },
        change: |phone| everything(phone).access().change_passphrase(&phrase(MINE), &phrase("newer")).unwrap(),
    },
    Change {
        name: "together passphrase change",
        old: USED,
        new: State { together: Some("ours anew"), ..USED },
        change: |phone| everything(phone).access().change_passphrase(&phrase(OURS), &phrase("ours anew")).unwrap(),
    },
    Change {
        name: "someone knows",
        old: USED,
        new: State { private: Some("newer"), together: Some("ours anew"), ..USED },
        change: |phone| {
            let new_together = phrase("ours anew");
            let access = everything(phone).access();
            access.someone_knows(&phrase(MINE), &phrase("newer"), Some(&new_together)).unwrap();
        },
    },
    Change {
        name: "raised cost",
        old: USED,
        new: USED,
        change: |phone| {
            let more = KdfParams { passes: 2, ..KdfParams::LEAST };
            everything(phone).access().raise_kdf(&phrase(MINE), Some(&phrase(OURS)), more).unwrap();
        },
    },
    Change {
        name: "erasing private",
        old: USED,
        new: State { private: Some("newer"), texts: &[], ..USED },
        change: |phone| everything(phone).access().erase_private(&phrase(MINE), Some(&phrase("newer")), None).unwrap(),
    },
    Change {
        name: "erasing private from together alone",
        old: USED,
        new: State { private: None, texts: &[], ..USED },
        change: |phone| phone.open(OURS).access().erase_private(&phrase(OURS), None, None).unwrap(),
    },
    Change {
        name: "erasing everything",
        old: USED,
        new: NOTHING,
        change: |phone| everything(phone).access().erase_all(&phrase(MINE)).unwrap(),
    },
];

impl Change {
    /// Every passphrase there ever was.
    fn passphrases(&self) -> Vec<&'static str> {
        let states = [self.old, self.new];
        let mut all: Vec<_> = states.iter().flat_map(|state| [state.private, state.together]).flatten().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Looks at the folder as its owner would, with each passphrase there ever was.
fn observe(phone: &Phone, passphrases: &[&'static str], name: &str) -> State {
    let mut found = NOTHING;
    if !phone.mend.is_set_up().unwrap() {
        assert_eq!(phone.unlock(MINE).err(), Some(MendError::NotSetUp), "{name}");
        return found;
    }
    for &passphrase in passphrases {
        match phone.unlock(passphrase) {
            Ok(session) if session.opened() == Opened::Everything => {
                assert_eq!(found.private.replace(passphrase), None, "{name}: two private passphrases");
                found.texts = match texts(&session).as_slice() {
                    [] => &[],
                    [first, second] if first == "first" && second == "second" => &["first", "second"],
                    other => panic!("{name}: {other:?}"),
                };
            }
            Ok(_) => assert_eq!(found.together.replace(passphrase), None, "{name}: two together passphrases"),
            Err(MendError::WrongPassphrase) => {}
            Err(e) => panic!("{name}: {passphrase:?} is answered {e:?}"),
        }
    }
    found
}

/// Whoever opens it goes on: what is written now is there tomorrow.
fn goes_on(phone: &Phone, state: State, name: &str) {
    let Some(passphrase) = state.private else { return };
    write(&phone.open(passphrase), "and on");
    assert_eq!(texts(&phone.open(passphrase)).last().map(String::as_str), Some("and on"), "{name}");
}

pub struct Recorded {
    pub name: &'static str,
    pub folder: Arc<tempfile::TempDir>,
    pub before: Image,
    pub events: Vec<Event>,
}

impl Recorded {
    fn of(change: &Change) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let first = SimDisk::new(1);
        if change.old == USED {
            let phone = Phone::on(folder.clone(), Arc::new(first.clone()));
            let session = phone.set_up(Some(MINE), Some(OURS));
            write(&session, "first");
            write(&session, "second");
        }
        let before = first.image();
        let disk = SimDisk::holding(&before, 2);
        (change.change)(&Phone::on(folder.clone(), Arc::new(disk.clone())));
        Self { name: change.name, folder, before, events: disk.events() }
    }

    /// Hands over the phone as every loss at every moment leaves it, each state of the disk once.
    pub fn lose_power(&self, mut each: impl FnMut(&Phone, usize, &str)) {
        let mut seed = Seed::new(3);
        let mut seen = HashSet::new();
        for at in self.moments() {
            let mut medium = Medium::holding(&self.before);
            self.events[..at].iter().for_each(|event| medium.apply(event));
            let in_the_air = matches!(self.events[..at].last(), Some(Event::Rename { .. } | Event::Remove { .. }));
            let partly = if in_the_air || long() { 12 } else { 1 };
            let losses =
                [Loss::Nothing, Loss::Everything].into_iter().chain([Loss::Sectors, Loss::Bytes].repeat(partly));
            for loss in losses {
                let image = medium.after(loss, &mut seed);
                let done = at == self.events.len();
                if seen.insert(image.clone()) || done && loss == Loss::Everything {
                    let name =
                        format!("{}, power lost before step {at} of {} ({loss:?})", self.name, self.events.len());
                    let disk = SimDisk::holding(&image, at as u64);
                    each(&Phone::on(self.folder.clone(), Arc::new(disk)), at, &name);
                }
            }
        }
    }

    /// Moments worth losing power at: around everything but page after page of one file, of which a few do.
    fn moments(&self) -> Vec<usize> {
        let is_write = |at: usize| matches!(self.events.get(at), Some(Event::Write { .. }));
        let every = if long() { 1 } else { 24 };
        (0..=self.events.len()).filter(|at| !is_write(*at) || at % every == 0).collect()
    }
}

pub fn long() -> bool {
    std::env::var_os("MEND_LONG").is_some()
}

fn losses_at_every_step(change: &Change) {
    let (recorded, passphrases) = (Recorded::of(change), change.passphrases());
    let (mut olds, mut news) = (0, 0);
    recorded.lose_power(|phone, at, name| {
        let found = observe(phone, &passphrases, name);
        let done = at == recorded.events.len();
        assert!(found == change.new || !done && found == change.old, "{name}: {found:?}");
        olds += u32::from(found == change.old);
        news += u32::from(found == change.new);
        if long() || at % 4 == 0 {
            goes_on(phone, found, name);
        }
    });
    assert!(olds > 0 && news > 0, "{}: {olds} old, {news} new", change.name);
}

/// The same without a power loss: from some call on, the disk refuses everything.
fn failures_at_every_step(change: &Change) {
    let (recorded, passphrases) = (Recorded::of(change), change.passphrases());
    let calls = SimDisk::holding(&recorded.before, 2);
    let count =
        calls.count(Call::changes, || (change.change)(&Phone::on(recorded.folder.clone(), Arc::new(calls.clone()))));
    let every = if long() { 1 } else { count.div_ceil(24) };
    for nth in (0..count).step_by(every as usize) {
        let disk = SimDisk::holding(&recorded.before, 4);
        let phone = Phone::on(recorded.folder.clone(), Arc::new(disk.clone()));
        disk.arm(Fault { on: Call::changes, nth, forever: true, wrong: Wrong::Error(std::io::ErrorKind::StorageFull) });
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (change.change)(&phone)));
        disk.disarm();
        let name = format!("{}, disk full from call {nth} of {count} on", change.name);
        let found = observe(&phone, &passphrases, &name);
        assert!(found == change.new || failed.is_err() && found == change.old, "{name}: {found:?}");
        goes_on(&phone, found, &name);
    }
}

macro_rules! bad_days {
    ($($index:literal $lost:ident $full:ident)*) => {$(
        #[test]
        fn $lost() {
            losses_at_every_step(&CHANGES[$index]);
        }

        #[test]
        fn $full() {
            failures_at_every_step(&CHANGES[$index]);
        }
    )*};
}

bad_days! {
    0 power_lost_during_set_up_leaves_nothing_or_both_files disk_full_during_set_up
    1 power_lost_during_a_passphrase_change_leaves_one_passphrase disk_full_during_a_passphrase_change
    2 power_lost_during_a_together_passphrase_change_leaves_one disk_full_during_a_together_passphrase_change
    3 power_lost_while_someone_knows_leaves_all_old_or_all_new disk_full_while_someone_knows
    4 power_lost_while_the_cost_is_raised_keeps_every_passphrase disk_full_while_the_cost_is_raised
    5 power_lost_while_private_is_erased_leaves_all_or_nothing_of_it disk_full_while_private_is_erased
    6 power_lost_while_private_is_erased_from_together_alone disk_full_while_private_is_erased_from_together_alone
    7 power_lost_while_everything_is_erased_leaves_all_or_nothing disk_full_while_everything_is_erased
}

#[test]
fn power_lost_during_a_restore_leaves_nothing_or_both_files() {
    for opener in [MINE, OURS] {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let shelf = folder.path().join("backup-elsewhere");
        let source = SimDisk::new(1);
        let phone = Phone::on(folder.clone(), Arc::new(source.clone()));
        let session = phone.set_up(Some(MINE), Some(OURS));
        write(&session, "first");
        write(&session, "second");
        session.lock();
        // In a folder of its own on the simulated disk; the real one only lends its name.
        let outside = Arc::new(tempfile::tempdir().unwrap());
        let shelf = outside.path().join(shelf.file_name().unwrap());
        phone.open(opener).backup(&shelf, &phrase(opener)).unwrap();
        let before: Image = source.image().into_iter().filter(|(path, _)| *path == shelf).collect();

        let folder = Arc::new(tempfile::tempdir().unwrap());
        let disk = SimDisk::holding(&before, 2);
        let phone = Phone::on(folder.clone(), Arc::new(disk.clone()));
        phone.mend.restore(&shelf, &phrase(opener), &mut |_, _| {}).unwrap().lock();
        let recorded = Recorded { name: "restore", folder, before, events: disk.events() };
        recorded.lose_power(|phone, at, name| {
            let found = observe(phone, &[MINE, OURS], name);
            assert!(found == USED || found == NOTHING && at < recorded.events.len(), "{name}: {found:?}");
            if found == NOTHING {
                phone.mend.restore(&shelf, &phrase(opener), &mut |_, _| {}).unwrap().lock();
            }
            goes_on(phone, USED, name);
        });
    }
}

/// The first loss decides between old and new; a second one, in the middle of tidying up, does not change that.
#[test]
fn power_lost_again_while_tidying_up_changes_nothing_more() {
    let mut tidied = 0;
    for change in [&CHANGES[1], &CHANGES[7]] {
        let (recorded, passphrases) = (Recorded::of(change), change.passphrases());
        let mut seed = Seed::new(9);
        let mut seen = HashSet::new();
        for at in recorded.moments() {
            let mut medium = Medium::holding(&recorded.before);
            recorded.events[..at].iter().for_each(|event| medium.apply(event));
            let first = medium.after(Loss::Nothing, &mut seed);
            let names: Vec<_> = first.keys().cloned().collect();
            if !names.iter().any(|name| name.to_string_lossy().ends_with(".new")) || !seen.insert(names) {
                continue;
            }
            let disk = SimDisk::holding(&first, 4);
            let decided = observe(&Phone::on(recorded.folder.clone(), Arc::new(disk)), &passphrases, change.name);
            let disk = SimDisk::holding(&first, 5);
            // Tidies up, then finds nobody it knows.
            assert!(Phone::on(recorded.folder.clone(), Arc::new(disk.clone())).unlock("wrong").is_err());
            let again =
                Recorded { name: "tidying up", folder: recorded.folder.clone(), before: first, events: disk.events() };
            again.lose_power(|phone, at, name| {
                assert_eq!(observe(phone, &passphrases, name), decided, "{}, {name}", change.name);
                tidied += usize::from(at > 0);
            });
        }
    }
    assert!(tidied > 10, "{tidied}");
}

#[test]
fn what_an_interrupted_change_left_is_gone_after_the_next_open() {
    let phone = Phone::used();
    for name in ["together.mend.new", "private.mend.new", "private.mend.alone.new", "together.mend.alone.new"] {
        std::fs::write(phone.path(name), "half").unwrap();
    }
    std::fs::write(phone.path("device.json.new"), "half").unwrap();
    assert_eq!(phone.unlock("wrong").err(), WRONG);
    let names = phone.names();
    assert!(names.iter().all(|name| !name.ends_with(".new")), "{names:?}");
    assert_eq!(texts(&phone.open(MINE)), ["first"]);
}
