//! Which work is done, how often and in which order. Engines take turns within a round, and each round begins with
//! another one.

use std::path::Path;

use crate::rows::{Goals, Kind, Pair, Row, Unit};
use crate::worker::{Answer, Failure, Worker};

/// How much is done.
pub struct Plan {
    pub sizes: &'static [u64],
    pub rounds: usize,
    pub opens: usize,
    pub inserts: u64,
    pub pages: u64,
}

impl Plan {
    pub const FULL: Self =
        Self { sizes: &[1_000, 10_000, 100_000], rounds: 15, opens: 15, inserts: 150, pages: 20_000 };
    pub const QUICK: Self = Self { sizes: &[1_000, 5_000], rounds: 3, opens: 7, inserts: 40, pages: 4_000 };

    fn smallest(&self) -> u64 {
        self.sizes[0]
    }

    fn largest(&self) -> u64 {
        self.sizes[self.sizes.len() - 1]
    }
}

/// The engines, each in its own process and folder, and what was found.
pub struct Bench<'a> {
    plan: &'a Plan,
    folder: &'a Path,
    workers: Vec<(Kind, Worker)>,
    pub rows: Vec<Row>,
    pub pairs: Vec<Pair>,
    /// Seconds until a lock was done that came in the middle of an import.
    pub locks: Vec<f64>,
    pub facts: Vec<(Kind, Vec<(String, String)>)>,
}

impl<'a> Bench<'a> {
    pub fn start(plan: &'a Plan, folder: &'a Path, kinds: &[Kind]) -> Result<Self, Failure> {
        let workers = kinds
            .iter()
            .map(|&kind| Ok((kind, Worker::start(kind.program(), &folder.join(kind.program()))?)))
            .collect::<Result<_, Failure>>()?;
        Ok(Self { plan, folder, workers, rows: Vec::new(), pairs: Vec::new(), locks: Vec::new(), facts: Vec::new() })
    }

    pub fn run(&mut self) -> Result<(), Failure> {
        for &size in self.plan.sizes {
            say(&format!("importing {size} entries"));
            self.import(size)?;
        }
        say("opening");
        self.open()?;
        self.memory()?;
        for &size in self.plan.sizes {
            say(&format!("reading {size} entries"));
            self.read(size)?;
        }
        for &size in self.plan.sizes {
            say(&format!("inserting into {size} entries"));
            self.insert(size)?;
        }
        say("locking in the middle of an import");
        self.lock()?;
        say("deriving keys and sealing pages");
        self.crypto()
    }

    /// Asks every engine the same. They must answer the same, or they did not do the same work.
    fn turn(&mut self, round: usize, request: &str) -> Result<Vec<(Kind, Answer)>, Failure> {
        let count = self.workers.len();
        let answers = (0..count)
            .map(|place| {
                let (kind, worker) = &mut self.workers[(round + place) % count];
                Ok((*kind, worker.ask(request)?))
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        let said: Vec<u64> = answers.iter().map(|(_, answer)| answer.answer).collect();
        if said.iter().any(|answer| *answer != said[0]) {
            return Err(format!("the engines answered {request:?} differently: {said:?}").into());
        }
        Ok(answers)
    }

    fn measure(&mut self, round: usize, request: &str, row: &mut Row) -> Result<(), Failure> {
        for (kind, answer) in self.turn(round, request)? {
            row.samples[kind as usize].push(answer.processor.as_secs_f64());
            row.wall[kind as usize].push(answer.wall.as_secs_f64());
        }
        Ok(())
    }

    /// In pieces, so that the engines grow side by side.
    fn import(&mut self, size: u64) -> Result<(), Failure> {
        self.turn(0, &format!("create {size}"))?;
        let piece = (size / 20).max(500);
        let work = format!("import to {}, 500 per transaction", grouped(size));
        let mut row = Row::new(work, Unit::Seconds, Goals::of(1.15, 0.95));
        for round in 0..(size / piece) as usize {
            self.measure(round, &format!("import {piece}"), &mut row)?;
        }
        self.turn(0, "settle")?;
        if self.facts.is_empty() {
            for (kind, worker) in &mut self.workers {
                self.facts.push((*kind, worker.ask("facts")?.facts));
            }
        }
        self.turn(0, "close")?;
        let mut file = Row::new(format!("size of {}", grouped(size)), Unit::Bytes, Goals::of(1.055, 1.0));
        for (kind, worker) in &mut self.workers {
            file.samples[*kind as usize].push(worker.ask(&format!("size {size}"))?.answer as f64);
        }
        self.rows.extend([row, file]);
        Ok(())
    }

    fn open(&mut self) -> Result<(), Failure> {
        let row = |&size: &u64| {
            Row::new(format!("open {} to the first 50", grouped(size)), Unit::Seconds, Goals::of(1.3, 0.5))
        };
        let mut rows: Vec<Row> = self.plan.sizes.iter().map(row).collect();
        // The first opening of a process sets up libraries: not what is compared here.
        self.turn(0, &format!("open {} 3", self.plan.smallest()))?;
        for round in 0..self.plan.rounds * 2 {
            for (&size, row) in self.plan.sizes.iter().zip(&mut rows) {
                self.measure(round, &format!("open {size} {}", self.plan.opens), row)?;
            }
        }
        self.turn(0, "close")?;
        if let [smallest, .., largest] = &rows[..] {
            let of = |kind, size, row: &Row| (format!("at {}", grouped(size)), row.of(kind).to_vec());
            let growth = |&(kind, _): &(Kind, Worker)| Pair {
                what: format!("open to the first 50, {}", kind.name()),
                ours: of(kind, self.plan.largest(), largest),
                theirs: of(kind, self.plan.smallest(), smallest),
                goal: (kind == Kind::Vault).then_some(1.15),
            };
            self.pairs.extend(self.workers.iter().map(growth));
        }
        self.rows.extend(rows);
        Ok(())
    }

    /// In fresh processes: what earlier work left behind would count.
    fn memory(&mut self) -> Result<(), Failure> {
        let size = self.plan.largest();
        let goals = Goals { over_plain: Some(1e6), ..Goals::default() };
        let row = |when: &str| Row::new(format!("memory with {} open, {when}", grouped(size)), Unit::Bytes, goals);
        let (mut opened, mut used) = (row("first 50 read"), row("searched and read through"));
        for _ in 0..self.plan.rounds.min(7) {
            for (kind, _) in &self.workers {
                let mut worker = Worker::start(kind.program(), &self.folder.join(kind.program()))?;
                worker.ask(&format!("open {size} 1"))?;
                opened.samples[*kind as usize].push(worker.ask("memory")?.answer as f64);
                worker.ask("search ranked 1")?;
                worker.ask("scan 1")?;
                used.samples[*kind as usize].push(worker.ask("memory")?.answer as f64);
            }
        }
        self.rows.extend([opened, used]);
        Ok(())
    }

    fn read(&mut self, size: u64) -> Result<(), Failure> {
        self.turn(0, &format!("open {size} 1"))?;
        // Large ones take long and vary little.
        let (rounds, times) = if size > 20_000 { (self.plan.rounds.min(7), 1) } else { (self.plan.rounds, 5) };
        let searches = ["word", "prefix", "phrase", "ranked"]
            .map(|kind| (format!("search {kind}"), format!("warm search, {kind}, in {}", grouped(size)), (1.05, 1.1)));
        let reads = [("scan", "full scan"), ("export", "export as text")]
            .map(|(verb, name)| (verb.to_string(), format!("{name} of {}", grouped(size)), (2.2, 0.33)));
        for (verb, work, (to_plain, to_cipher)) in searches.into_iter().chain(reads) {
            let mut row = Row::new(work, Unit::Seconds, Goals::of(to_plain, to_cipher));
            for round in 0..rounds {
                self.measure(round, &format!("{verb} {times}"), &mut row)?;
            }
            self.rows.push(row);
        }
        self.turn(0, "close").map(drop)
    }

    fn insert(&mut self, size: u64) -> Result<(), Failure> {
        self.turn(0, &format!("open {size} 1"))?;
        for (synchronous, name, to_plain) in [("FULL", "durable", 1.12), ("NORMAL", "NORMAL", 1.25)] {
            let work = format!("insert into {}, {name}", grouped(size));
            let mut row = Row::new(work, Unit::Seconds, Goals::of(to_plain, 0.6));
            for round in 0..self.plan.rounds {
                self.measure(round, &format!("insert {} {synchronous}", self.plan.inserts), &mut row)?;
            }
            // By entry, as the reader thinks of it.
            let each = self.plan.inserts as f64;
            row.samples.iter_mut().chain(&mut row.wall).flatten().for_each(|time| *time /= each);
            self.rows.push(row);
        }
        self.turn(0, "close").map(drop)
    }

    fn lock(&mut self) -> Result<(), Failure> {
        let Some((_, vault)) = self.workers.iter_mut().find(|(kind, _)| *kind == Kind::Vault) else { return Ok(()) };
        vault.ask("create lock")?;
        for _ in 0..self.plan.rounds {
            self.locks.push(vault.ask("lock lock")?.wall.as_secs_f64());
        }
        Ok(())
    }

    /// No database here: libraries side by side in one process.
    fn crypto(&mut self) -> Result<(), Failure> {
        let mut crypto = Worker::start("bench-crypto", self.folder)?;
        let (rounds, pages) = (self.plan.rounds, self.plan.pages);
        let plans = [
            ("Argon2id, 64 MiB, t=3, p=1", "argon2", "mend-vault", "libsodium", 1, Some(1.35)),
            ("seal a page of 4056 bytes", "seal", "chacha20poly1305", "ring", pages, None),
            ("open a page of 4056 bytes", "open", "chacha20poly1305", "ring", pages, None),
        ];
        for (what, verb, ours, theirs, count, goal) in plans {
            let mut times = [Vec::new(), Vec::new()];
            for round in 0..rounds {
                for side in [round % 2, 1 - round % 2] {
                    let library = ["rustcrypto", "other"][side];
                    let answer = crypto.ask(&format!("{verb} {library} {count}"))?;
                    times[side].push(answer.processor.as_secs_f64() / count as f64);
                }
            }
            let [our_times, their_times] = times;
            let (ours, theirs) = ((ours.to_string(), our_times), (theirs.to_string(), their_times));
            self.pairs.push(Pair { what: what.to_string(), ours, theirs, goal });
        }
        Ok(())
    }
}

pub fn grouped(number: u64) -> String {
    if number < 1_000 { number.to_string() } else { format!("{} {:03}", number / 1_000, number % 1_000) }
}

fn say(what: &str) {
    eprintln!("bench: {what}");
}
