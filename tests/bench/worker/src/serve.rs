//! The line protocol: a request on standard input, one answer on standard output, so that the driver can take turns
//! between engines.
//!
//! `ok WALL PROCESSOR ANSWER` in nanoseconds and a number that is the same for every engine that did the same work;
//! `fact NAME VALUE` (tabs between) any number of times before it; `failed WHY`.

use std::fs::File;
use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;

use crate::database::{Database, Engine, Failure};
use crate::journal::{self, Search};
use crate::measure::{Cost, anonymous_memory, cost_of, median};
use crate::text::{Author, Entry};

/// The one seed: all engines and all runs keep the same journal.
const SEED: u64 = 2026;
const PER_TRANSACTION: u64 = 500;
const QUERIES: usize = 20;

struct Worker<E: Engine> {
    engine: E,
    folder: PathBuf,
    author: Author,
    open: Option<E::Open>,
}

/// Serves requests until standard input ends. The folder for databases is the first argument.
pub fn serve<E: Engine>(engine: E) -> Result<(), Failure> {
    let folder = std::env::args_os().nth(1).ok_or("the first argument is the folder for databases")?;
    let mut worker = Worker { engine, folder: folder.into(), author: Author::new(SEED), open: None };
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match worker.answer(&words, &mut out) {
            Ok((cost, answer)) => {
                writeln!(out, "ok {} {} {answer}", cost.wall.as_nanos(), cost.processor.as_nanos())?;
            }
            Err(why) => writeln!(out, "failed {}", why.to_string().replace('\n', " "))?,
        }
        out.flush()?;
    }
    Ok(())
}

impl<E: Engine> Worker<E> {
    fn answer(&mut self, words: &[&str], out: &mut impl Write) -> Result<(Cost, u64), Failure> {
        match *words {
            ["create", name] => {
                let (cost, open) = cost_of(|| self.engine.create(&self.file(name)));
                self.open = Some(open?);
                self.db()?.write(|connection| Ok(connection.execute_batch(journal::SCHEMA)?))?;
                Ok((cost, 0))
            }
            ["open", name, times] => self.open_to_first_page(name, times.parse()?),
            ["close"] => {
                let open = self.open.take();
                let (cost, ()) = cost_of(|| drop(open));
                Ok((cost, 0))
            }
            ["settle"] => {
                let (cost, done) = cost_of(|| self.db()?.settle());
                done.map(|()| (cost, 0))
            }
            ["import", count] => self.write(count.parse()?, PER_TRANSACTION),
            ["insert", count, synchronous] => {
                self.db()?.read(|connection| Ok(connection.pragma_update(None, "synchronous", synchronous)?))?;
                let done = self.write(count.parse()?, 1);
                self.db()?.read(|connection| Ok(connection.pragma_update(None, "synchronous", "FULL")?))?;
                done
            }
            ["search", kind, times] => self.search(kind.parse()?, times.parse()?),
            ["scan", times] => {
                let db = self.db()?;
                repeat(times.parse()?, || db.read(journal::scan))
            }
            ["export", times] => {
                let db = self.db()?;
                let file = self.folder.join("export.txt");
                repeat(times.parse()?, || {
                    let mut out = BufWriter::with_capacity(1 << 16, File::create(&file)?);
                    let written = db.read(|connection| journal::export(connection, &mut out))?;
                    out.flush()?;
                    Ok(written)
                })
            }
            ["lock", name] => self.lock(name),
            ["memory"] => Ok((Cost::default(), anonymous_memory()?)),
            ["size", name] => Ok((Cost::default(), self.size(name)?)),
            ["facts"] => self.facts(out).map(|()| (Cost::default(), 0)),
            _ => Err(format!("not a request: {words:?}").into()),
        }
    }

    fn open_to_first_page(&mut self, name: &str, times: usize) -> Result<(Cost, u64), Failure> {
        let file = self.file(name);
        let mut costs = Vec::with_capacity(times);
        let mut answer = 0;
        for _ in 0..times {
            self.open = None;
            let (cost, done) = cost_of(|| {
                let open = self.engine.open(&file)?;
                let page = open.read(journal::first_page)?;
                Ok::<_, Failure>((open, page))
            });
            let (open, page) = done?;
            self.open = Some(open);
            answer = page;
            costs.push(cost);
        }
        Ok((median(&costs), answer))
    }

    /// Entries are made up before the clock starts.
    fn write(&self, count: u64, per_transaction: u64) -> Result<(Cost, u64), Failure> {
        let db = self.db()?;
        let first = db.read(journal::count)?;
        let mut sum = Cost::default();
        let numbers: Vec<u64> = (first..first + count).collect();
        for batch in numbers.chunks(PER_TRANSACTION as usize) {
            let batch: Vec<Entry> = batch.iter().map(|&number| self.author.entry(number)).collect();
            let (cost, done) = cost_of(|| {
                for transaction in batch.chunks(per_transaction as usize) {
                    db.write(|connection| transaction.iter().try_for_each(|entry| journal::insert(connection, entry)))?;
                }
                Ok::<_, Failure>(())
            });
            done?;
            sum += cost;
        }
        Ok((sum, first + count))
    }

    /// In the middle of an import.
    fn lock(&mut self, name: &str) -> Result<(Cost, u64), Failure> {
        self.open = None;
        let entries: Vec<Entry> = (0..PER_TRANSACTION).map(|number| self.author.entry(number)).collect();
        let import = |open: &E::Open| {
            loop {
                open.write(|connection| entries.iter().try_for_each(|entry| journal::insert_anew(connection, entry)))?;
            }
        };
        let wall = self.engine.lock_during(&self.file(name), &import)?;
        Ok((Cost { wall, processor: wall }, 0))
    }

    /// Once unmeasured, so that what can be warm is warm.
    fn search(&self, kind: Search, times: usize) -> Result<(Cost, u64), Failure> {
        let queries: Vec<String> = match kind {
            Search::Word | Search::Ranked => self.author.searched_words(QUERIES),
            Search::Prefix => {
                let start = |word: String| format!("{}*", word.chars().take(4).collect::<String>());
                self.author.searched_words(QUERIES).into_iter().map(start).collect()
            }
            Search::Phrase => {
                self.author.searched_phrases(QUERIES).iter().map(|phrase| format!("\"{phrase}\"")).collect()
            }
        };
        let db = self.db()?;
        db.read(|connection| journal::search(connection, kind, &queries))?;
        repeat(times, || db.read(|connection| journal::search(connection, kind, &queries)))
    }

    /// The file and whatever lies beside it under its name.
    fn size(&self, name: &str) -> Result<u64, Failure> {
        let mut sum = 0;
        for found in std::fs::read_dir(&self.folder)? {
            let found = found?;
            if found.file_name().to_string_lossy().starts_with(&format!("{name}.db")) {
                sum += found.metadata()?.len();
            }
        }
        Ok(sum)
    }

    fn facts(&self, out: &mut impl Write) -> Result<(), Failure> {
        let db = self.db()?;
        let mut facts = vec![("sqlite".to_string(), rusqlite::version().to_string())];
        facts.extend(self.engine.facts(db)?);
        for pragma in [
            "page_size",
            "cache_size",
            "journal_mode",
            "locking_mode",
            "synchronous",
            "secure_delete",
            "temp_store",
            "wal_autocheckpoint",
            "journal_size_limit",
            "mmap_size",
            "foreign_keys",
        ] {
            let value = db.read(|connection| {
                let mut value = "not offered".to_string();
                connection.pragma_query(None, pragma, |row| {
                    value = match row.get_ref(0)? {
                        ValueRef::Integer(number) => number.to_string(),
                        other => other.as_str().unwrap_or_default().to_string(),
                    };
                    Ok(())
                })?;
                Ok(value)
            })?;
            facts.push((pragma.to_string(), value));
        }
        for (name, value) in facts {
            writeln!(out, "fact\t{name}\t{value}")?;
        }
        Ok(())
    }

    fn db(&self) -> Result<&E::Open, Failure> {
        self.open.as_ref().ok_or_else(|| "nothing is open".into())
    }

    fn file(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(format!("{name}.db"))
    }
}

/// The median cost of doing it so many times; the answers must agree.
fn repeat(times: usize, mut work: impl FnMut() -> Result<u64, Failure>) -> Result<(Cost, u64), Failure> {
    let mut costs = Vec::with_capacity(times);
    let mut answer = None;
    for _ in 0..times {
        let (cost, done) = cost_of(&mut work);
        let done = done?;
        if answer.replace(done).is_some_and(|before| before != done) {
            return Err("the same work gave two answers".into());
        }
        costs.push(cost);
    }
    Ok((median(&costs), answer.unwrap_or_default()))
}
