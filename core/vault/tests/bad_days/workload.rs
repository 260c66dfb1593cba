//! A random life of a vault, recorded: what was done to the disk, and what the vault had promised at each moment.

use std::io::ErrorKind;

use mend_vault::rusqlite::Transaction;
use mend_vault::{Vault, VaultError};

use crate::content::{self, Change, State, changed, check_structure, commit, observe};
use crate::fixture::{self, new_slot, pragma};
use crate::seed::Seed;
use crate::sim::{Call, Event, Fault, SimDisk, Wrong};

/// A state, and between which events it came to be: not there before `begun`, promised from `acknowledged` on.
#[derive(Debug)]
struct Moment {
    begun: usize,
    acknowledged: usize,
    state: State,
    /// What a failing disk refused to make durable, and may have kept all the same.
    or: Vec<State>,
}

impl Moment {
    fn states(&self) -> impl Iterator<Item = &State> {
        std::iter::once(&self.state).chain(&self.or)
    }
}

pub struct Recording {
    pub events: Vec<Event>,
    moments: Vec<Moment>,
}

impl Recording {
    /// The first event at which a vault with its tables was promised.
    pub fn start(&self) -> usize {
        self.moments[0].acknowledged
    }

    /// The states that may be found when power is lost before event `at`: the last acknowledged, and the one under way.
    pub fn possible(&self, at: usize) -> Vec<&State> {
        let done = self.moments.partition_point(|moment| moment.acknowledged <= at);
        let under_way = self.moments.get(done).filter(|moment| moment.begun < at);
        self.moments[..done].last().into_iter().chain(under_way).flat_map(Moment::states).collect()
    }
}

/// Why a transaction of the workload ends without a commit.
enum Ended {
    OnPurpose,
    Vault(VaultError),
}

impl From<VaultError> for Ended {
    fn from(e: VaultError) -> Self {
        Self::Vault(e)
    }
}

pub struct Workload {
    seed: Seed,
    disk: SimDisk,
    vault: Option<Vault>,
    state: State,
    version: u32,
    moments: Vec<Moment>,
}

impl Workload {
    /// Makes a vault and its tables on an empty disk.
    pub fn begin(number: u64) -> Self {
        let mut seed = Seed::new(number);
        let disk = SimDisk::new(number);
        fixture::create(&disk, number);
        let state = State { slots: vec![fixture::FIRST], ..State::default() };
        let index = seed.chance(30);
        let mut it = Self { seed, disk, vault: None, state: state.clone(), version: 0, moments: Vec::new() };
        it.open();
        content::make_tables(it.vault(), index).expect("nothing is wrong with the disk");
        it.acknowledge(0, state);
        it
    }

    /// Lives through `steps` random steps, and gives the recording of it.
    pub fn record(number: u64, steps: usize) -> Recording {
        let mut it = Self::begin(number);
        for _ in 0..steps {
            it.step();
        }
        assert_eq!(observe(it.vault()).expect("nothing is wrong with the disk"), it.state);
        check_structure(it.vault()).expect("nothing is wrong with the disk");
        Recording { events: it.disk.events(), moments: it.moments }
    }

    fn step(&mut self) {
        let fine = "nothing is wrong with the disk";
        match self.seed.below(100) {
            0..44 => self.commit_some(6),
            44..54 => {
                pragma(self.vault(), "PRAGMA cache_size = 10").expect(fine);
                self.commit_some(80);
                pragma(self.vault(), "PRAGMA cache_size = -2000").expect(fine);
            }
            54..64 => self.roll_back(),
            64..69 => self.vault().erase_traces().expect(fine),
            69..73 => drop(self.vault().freeze().expect(fine)),
            73..79 => pragma(self.vault(), "PRAGMA wal_checkpoint(PASSIVE)").expect(fine),
            79..83 => self.open(),
            83..86 => {
                self.vault().lock();
                self.open();
            }
            86..90 => self.killed_while_it_writes(),
            90..94 => self.disk_fails_once(),
            _ => self.add_slot(),
        }
    }

    /// Closes and opens again. Some openings move the log into the file every few pages, most almost never.
    fn open(&mut self) {
        drop(self.vault.take());
        let vault = fixture::open(&self.disk).expect("nothing is wrong with the disk");
        let found = observe(&vault).expect("nothing is wrong with the disk");
        if found != self.state {
            let refused = self.unsettled();
            assert!(refused.contains(&found), "found {found:?}, not {:?} nor {refused:?}", self.state);
            // It is there, and was not promised: until the next promise, which counts it in, it may still go away.
            let before = std::mem::replace(&mut self.state, found);
            self.refuse(self.disk.now(), before);
        }
        let every = if self.seed.chance(50) { 10 } else { 1000 };
        pragma(&vault, &format!("PRAGMA wal_autocheckpoint = {every}")).expect("nothing is wrong with the disk");
        self.vault = Some(vault);
    }

    fn vault(&self) -> &Vault {
        self.vault.as_ref().expect("open but for a moment inside `open`")
    }

    fn changes(&mut self, most: usize) -> Vec<Change> {
        let count = 1 + self.seed.below(most);
        (0..count)
            .map(|_| {
                let id = self.seed.below(120) as i64;
                self.version += 1;
                if self.seed.chance(25) { Change::Delete(id) } else { Change::Put(id, self.version) }
            })
            .collect()
    }

    fn commit_some(&mut self, most: usize) {
        let changes = self.changes(most);
        let next = changed(&self.state, &changes);
        let begun = self.disk.now();
        commit(self.vault(), &changes).expect("nothing is wrong with the disk");
        self.acknowledge(begun, next);
    }

    fn roll_back(&mut self) {
        let most = if self.seed.chance(30) { 60 } else { 5 };
        let changes = self.changes(most);
        pragma(self.vault(), "PRAGMA cache_size = 10").expect("nothing is wrong with the disk");
        let ended = self.vault().write(|tx: &Transaction<'_>| -> Result<(), Ended> {
            content::make(tx, &changes)?;
            Err(Ended::OnPurpose)
        });
        match ended {
            Err(Ended::OnPurpose) => {}
            Err(Ended::Vault(e)) => panic!("nothing is wrong with the disk, but: {e}"),
            Ok(()) => panic!("a transaction that failed was kept"),
        }
    }

    /// The program dies at some call of a transaction and starts again; the system lives, so that what was written and
    /// not synced is still there and still not durable.
    fn killed_while_it_writes(&mut self) {
        let changes = self.changes(20);
        let next = changed(&self.state, &changes);
        let begun = self.disk.now();
        let nth = self.seed.below(40) as u64;
        self.disk.arm(Fault { on: Call::any, nth, forever: true, wrong: Wrong::Error(ErrorKind::Other) });
        let written = commit(self.vault(), &changes);
        drop(self.vault.take());
        self.disk.disarm();
        if written.is_ok() {
            self.acknowledge(begun, next);
        } else {
            self.refuse(begun, next);
        }
        self.open();
    }

    /// One call to the disk fails in the middle of something; the vault goes on, or is opened again.
    fn disk_fails_once(&mut self) {
        let wrongs = [Wrong::Error(ErrorKind::Other), Wrong::ShortWrite, Wrong::LostSync, Wrong::ForgottenSync];
        let wrong = wrongs[self.seed.below(4)];
        let on = if matches!(wrong, Wrong::LostSync | Wrong::ForgottenSync) { Call::is_sync } else { Call::changes };
        let fault = Fault { on, nth: self.seed.below(12) as u64, forever: false, wrong };
        let begun = self.disk.now();
        let next = match self.seed.below(6) {
            0..3 => {
                let changes = self.changes(10);
                self.disk.arm(fault);
                commit(self.vault(), &changes)
                    .map(|()| changed(&self.state, &changes))
                    .map_err(|_| changed(&self.state, &changes))
            }
            3 if self.state.slots.len() < 8 => {
                let (label, next) = self.another_slot();
                self.disk.arm(fault);
                self.vault().add_slot(new_slot(label)).map(|_| next.clone()).map_err(|_| next)
            }
            _ => {
                self.disk.arm(fault);
                // Whether or not it succeeds, it changes nothing that anyone sees.
                self.vault().erase_traces().map(|()| self.state.clone()).map_err(|_| self.state.clone())
            }
        };
        self.disk.disarm();
        match next {
            Ok(next) => self.acknowledge(begun, next),
            Err(next) => {
                let found = observe(self.vault()).expect("nothing is wrong with the disk any more");
                if found == next {
                    self.acknowledge(begun, next);
                } else {
                    assert_eq!(found, self.state, "what a failed change left is neither old nor new");
                    self.refuse(begun, next);
                }
            }
        }
        if self.seed.chance(50) {
            self.open();
        }
    }

    fn another_slot(&self) -> (u8, State) {
        let label = self.state.slots.len() as u8 + fixture::FIRST;
        let mut next = self.state.clone();
        next.slots.push(label);
        (label, next)
    }

    fn add_slot(&mut self) {
        if self.state.slots.len() == 8 {
            return;
        }
        let (label, next) = self.another_slot();
        let begun = self.disk.now();
        self.vault().add_slot(new_slot(label)).expect("nothing is wrong with the disk");
        // It goes into the header alone: what hangs in the air of the log goes on to.
        let mut or = self.unsettled();
        or.iter_mut().for_each(|state| state.slots = next.slots.clone());
        self.acknowledge(begun, next);
        self.moments.last_mut().expect("one was acknowledged").or = or;
    }

    /// What may be found in place of the present state, since nothing made it durable or undone.
    fn unsettled(&self) -> Vec<State> {
        self.moments.last().map(|moment| moment.or.clone()).unwrap_or_default()
    }

    fn acknowledge(&mut self, begun: usize, next: State) {
        let acknowledged = self.disk.now();
        // A change that changes nothing touches no disk, and makes nothing durable that was not.
        let or = if acknowledged == begun { self.unsettled() } else { Vec::new() };
        self.state = next.clone();
        self.moments.push(Moment { begun, acknowledged, state: next, or });
    }

    /// A change was not acknowledged. What of it reached the disk is found whole, or not at all; a change of the slots,
    /// with the rows as they are now or as something unsettled has them.
    fn refuse(&mut self, begun: usize, next: State) {
        let (acknowledged, state) = (self.disk.now(), self.state.clone());
        let mut or = self.unsettled();
        if next.slots != state.slots {
            or.extend(or.clone().into_iter().map(|other| State { slots: next.slots.clone(), ..other }));
        }
        or.push(next);
        self.moments.push(Moment { begun, acknowledged, state, or });
    }
}
