//! A real process on a real disk, killed while it writes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use mend_vault::{OpenOptions, Place, StdIo, SystemRng, Vault, VaultError};

use crate::cases;
use crate::content::{self, Change, State, changed, check_structure, commit, make_tables, observe};
use crate::fixture::{FIRST, kdf, new_slot, secret};
use crate::seed::Seed;

const CHILD: &str = "MEND_TEST_KILLED_CHILD";
const ROUND: &str = "MEND_TEST_KILLED_ROUND";

fn place(path: &Path) -> Place {
    Place::new(Arc::new(StdIo), path)
}

fn open(path: &Path) -> Result<Vault, VaultError> {
    Vault::open(&place(path), Arc::new(SystemRng), &secret(FIRST), OpenOptions::default())
}

/// The `n`th transaction of a round: what it does follows from its number, so that the parent knows it too.
fn transaction(round: u32, n: u32) -> Vec<Change> {
    let mut seed = Seed::new(u64::from(round) << 32 | u64::from(n));
    let count = 1 + seed.below(if n.is_multiple_of(9) { 60 } else { 4 });
    (0..count)
        .map(|_| {
            let id = seed.below(150) as i64;
            if seed.chance(20) { Change::Delete(id) } else { Change::Put(id, round * 10_000 + n) }
        })
        .collect()
}

/// Writes until it is killed, and says of each transaction when it was acknowledged.
fn write_until_killed(path: &Path, round: u32) -> ! {
    let vault = open(path).unwrap();
    let mut out = std::io::stdout();
    for n in 0.. {
        writeln!(out, "begun {n}").unwrap();
        commit(&vault, &transaction(round, n)).unwrap();
        writeln!(out, "done {n}").unwrap();
        out.flush().unwrap();
        if n % 13 == 12 {
            vault.erase_traces().unwrap();
        }
    }
    unreachable!("it is killed before it has counted to four thousand million")
}

/// Runs a child, kills it `patience` after it began to write (or, with `early`, after it was started), and gives how
/// many transactions were acknowledged and how many begun.
fn run_and_kill(path: &Path, round: u32, patience: Duration, early: bool) -> (u32, u32) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::killed_at_random_moments_loses_nothing_acknowledged", "--nocapture"])
        .env(CHILD, path)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (first, started) = channel();
    let reader = std::thread::spawn(move || {
        let (mut done, mut begun) = (0, 0);
        for line in lines.map_while(Result::ok) {
            // The test harness writes its own words in front of the first.
            if line.ends_with(&format!("begun {begun}")) {
                begun += 1;
                // Nobody listens after the first.
                let _ = first.send(());
            } else if line == format!("done {done}") {
                done += 1;
            }
        }
        (done, begun)
    });
    if !early {
        started.recv_timeout(Duration::from_secs(60)).expect("the child begins to write");
    }
    std::thread::sleep(patience);
    // SIGKILL: no destructor runs, no buffer is flushed.
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn killed_at_random_moments_loses_nothing_acknowledged() {
    if let (Some(path), Ok(round)) = (std::env::var_os(CHILD), std::env::var(ROUND)) {
        write_until_killed(Path::new(&path), round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    // Spaces and letters beyond ASCII, as in a home folder.
    let path = folder.path().join("Ünser Tagebuch ♥.mend");
    Vault::create(&place(&path), Arc::new(SystemRng), kdf(), &[new_slot(FIRST)]).unwrap();
    make_tables(&open(&path).unwrap(), true).unwrap();
    let mut state = State { slots: vec![FIRST], ..State::default() };
    let mut seed = Seed::new(u64::from(std::process::id()));
    let (mut acknowledged, mut in_flight) = (0, 0);
    let rounds = cases(20, 220) as u32;
    for round in 1..=rounds {
        let patience = Duration::from_micros(20_000 + seed.next() % 400_000);
        let (done, begun) = run_and_kill(&path, round, patience, round % 5 == 0);
        let mut after = state.clone();
        for n in 0..done {
            after = changed(&after, &transaction(round, n));
        }
        let vault = open(&path).unwrap_or_else(|e| panic!("round {round}: refused after the kill: {e}"));
        let found = observe(&vault).unwrap();
        // Acknowledged is what the parent read; the child may have finished one more before it died.
        let possible: Vec<State> = std::iter::once(after.clone())
            .chain((begun > done).then(|| changed(&after, &transaction(round, done))))
            .collect();
        assert!(
            possible.contains(&found),
            "round {round}: {done} acknowledged, {begun} begun, and {}",
            content::difference(&after, &found)
        );
        check_structure(&vault).unwrap();
        in_flight += u32::from(found != after);
        acknowledged += done;
        state = found;
    }
    println!("{rounds} kills, {acknowledged} transactions acknowledged, 0 lost; {in_flight} more were found whole");
    assert!(acknowledged > rounds, "the children were killed before they wrote anything");
}
