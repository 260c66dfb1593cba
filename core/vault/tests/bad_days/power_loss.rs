//! Power goes at any moment, and takes any part of what was not synced: nothing acknowledged is lost, and the vault
//! opens again.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cases;
use crate::content::{Change, State, changed, check_structure, commit, observe};
use crate::fixture::{self, open, open_image};
use crate::seed::Seed;
use crate::sim::{Event, Image, Loss, Medium, SimDisk};
use crate::workload::{Recording, Workload};

const STEPS: usize = 40;
const LOSSES_PER_LIFE: usize = 50;
const LOSSES: [Loss; 4] = [Loss::Sectors, Loss::Bytes, Loss::Everything, Loss::Nothing];

/// A disk as a power loss left it, and the states that may be found on it.
struct Lost<'a> {
    name: String,
    image: Image,
    possible: Vec<&'a State>,
    seed: Seed,
}

/// Loses power at many moments of one recorded life.
fn lose_power(recording: &Recording, number: u64, count: usize, mut each: impl FnMut(Lost<'_>)) {
    let mut seed = Seed::new(!number);
    let range = recording.events.len() + 1 - recording.start();
    let mut moments: Vec<usize> = (0..count)
        .map(|_| {
            let at = recording.start() + seed.below(range);
            // Half of the losses come right before a sync, where most hangs in the air.
            let rest = &recording.events[at..];
            let sync = rest.iter().position(|event| matches!(event, Event::Sync { .. } | Event::SyncDir { .. }));
            at + sync.filter(|_| seed.chance(50)).unwrap_or(0)
        })
        .collect();
    moments.sort_unstable();
    let mut medium = Medium::default();
    let mut applied = 0;
    for at in moments {
        recording.events[applied..at].iter().for_each(|event| medium.apply(event));
        applied = at;
        let loss = LOSSES[[0, 0, 0, 1, 1, 1, 2, 3][seed.below(8)]];
        let image = medium.after(loss, &mut seed);
        let name = format!("life {number}, power lost before event {at} ({loss:?})");
        each(Lost { name, image, possible: recording.possible(at), seed: seed.split() });
    }
}

/// Opens what is left and holds it against what was promised.
fn survives(lost: &Lost<'_>, disk: &SimDisk) -> State {
    let name = &lost.name;
    let vault = open(disk).unwrap_or_else(|e| panic!("{name}: the vault was refused: {e}"));
    let found = observe(&vault).unwrap_or_else(|e| panic!("{name}: the vault cannot be read: {e}"));
    assert!(lost.possible.contains(&&found), "{name}: found {found:?}, promised {:?}", lost.possible);
    check_structure(&vault).unwrap_or_else(|e| panic!("{name}: {e}"));
    for label in &found.slots {
        let slot = vault.opens(&fixture::secret(*label)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(slot.map(|slot| slot.label), Some(*label), "{name}: a slot that is listed does not open");
    }
    found
}

/// Numbers of the lives to run: `MEND_SEED` picks one that failed.
fn lives(count: usize, base: u64) -> Vec<u64> {
    match std::env::var("MEND_SEED") {
        Ok(number) => vec![number.parse().expect("MEND_SEED is a number")],
        Err(_) => (base..base + count as u64).collect(),
    }
}

/// Says which life it was when one fails.
struct NameOnPanic(u64);

impl Drop for NameOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it was life {}: MEND_SEED={} runs it alone", self.0, self.0);
        }
    }
}

/// Runs `life` for every number, on as many threads as there are cores.
fn live_all(numbers: &[u64], life: impl Fn(u64) + Sync) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = NameOnPanic(*number);
                    life(*number);
                    drop(name);
                }
            });
        }
    });
}

#[test]
fn power_loss_loses_nothing_acknowledged_and_refuses_no_vault() {
    let numbers = lives(cases(42, 440), 1);
    let (losses, events) = (AtomicUsize::new(0), AtomicUsize::new(0));
    live_all(&numbers, |number| {
        let recording = Workload::record(number, STEPS);
        events.fetch_add(recording.events.len(), Ordering::Relaxed);
        lose_power(&recording, number, LOSSES_PER_LIFE, |lost| {
            let disk = SimDisk::holding(&lost.image, number);
            let found = survives(&lost, &disk);
            goes_on(&lost, &disk, &found);
            losses.fetch_add(1, Ordering::Relaxed);
        });
    });
    println!(
        "{} power losses in {} lives of {} disk changes: 0 acknowledged writes lost, 0 vaults refused",
        losses.into_inner(),
        numbers.len(),
        events.into_inner()
    );
}

/// A vault that came back takes a new write, and keeps it.
fn goes_on(lost: &Lost<'_>, disk: &SimDisk, found: &State) {
    let change = [Change::Put(5000, 1)];
    let vault = open(disk).unwrap_or_else(|e| panic!("{}: refused at the second opening: {e}", lost.name));
    commit(&vault, &change).unwrap_or_else(|e| panic!("{}: a write after it failed: {e}", lost.name));
    let (_disk, again) = open_image(&disk.after(Loss::Everything));
    let state = again.and_then(|vault| observe(&vault));
    let state = state.unwrap_or_else(|e| panic!("{}: refused after the write after it: {e}", lost.name));
    assert_eq!(state, changed(found, &change), "{}: the write after it was lost", lost.name);
}

#[test]
fn second_power_loss_during_recovery_loses_nothing_either() {
    let numbers = lives(cases(15, 160), 100_001);
    let losses = AtomicUsize::new(0);
    live_all(&numbers, |number| {
        let recording = Workload::record(number, STEPS);
        lose_power(&recording, number, LOSSES_PER_LIFE / 2, |mut lost| {
            // The first recovery, and a write right behind it.
            let disk = SimDisk::holding(&lost.image, number);
            let found = survives(&lost, &disk);
            let recovered = disk.now();
            let change = [Change::Put(5000, 1)];
            let written = open(&disk).and_then(|vault| commit(&vault, &change));
            written.unwrap_or_else(|e| panic!("{}: a write after it failed: {e}", lost.name));
            let next = changed(&found, &change);

            let events = disk.events();
            for _ in 0..2 {
                let at = lost.seed.below(events.len() + 1);
                let mut medium = Medium::holding(&lost.image);
                events[..at].iter().for_each(|event| medium.apply(event));
                let loss = LOSSES[lost.seed.below(4)];
                // Once recovery has shown a state to someone, no other may come back.
                let possible = match at {
                    _ if at < recovered => lost.possible.clone(),
                    _ if at < events.len() => vec![&found, &next],
                    _ => vec![&next],
                };
                let name = format!("{}, then again before event {at} ({loss:?})", lost.name);
                let again = Lost { name, image: medium.after(loss, &mut lost.seed), possible, seed: lost.seed.split() };
                survives(&again, &SimDisk::holding(&again.image, number));
                losses.fetch_add(1, Ordering::Relaxed);
            }
        });
    });
    println!("{} second power losses: 0 acknowledged writes lost, 0 vaults refused", losses.into_inner());
}

#[test]
fn program_killed_without_power_loss_loses_nothing() {
    let recording = Workload::record(7, STEPS);
    let mut medium = Medium::default();
    for (at, event) in recording.events.iter().enumerate() {
        if at >= recording.start() {
            let image = medium.after(Loss::Nothing, &mut Seed::new(0));
            let lost = Lost {
                name: format!("killed before {at}"),
                image,
                possible: recording.possible(at),
                seed: Seed::new(0),
            };
            survives(&lost, &SimDisk::holding(&lost.image, 0));
        }
        medium.apply(event);
    }
}
