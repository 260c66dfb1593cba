//! A bad day: the process is killed in the middle of a write.
//!
//! The process is this program again. It writes entries, one after the other, and says each id once the core has
//! said that the entry is kept. What was said must be there afterwards, whole.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mend_core::EntryId;
use mend_core::journal::WriteRequest;

use super::stage::{Played, Problem, Stage, Told, expect};
use super::{Group, Step};
use crate::app::App;
use crate::failure::Failure;
use crate::page;

pub const GROUP: Group =
    Group { heading: "tour-group-crash", steps: &[Step { name: "killed", play: killed_while_writing }] };

/// The writer is killed after this many entries, at whatever it does then.
const ACKNOWLEDGED_BEFORE: usize = 40;
/// Or after this long, on a disk that takes its time.
const PATIENCE: Duration = Duration::from_secs(5);

fn killed_while_writing(stage: &mut Stage) -> Played {
    let before = stage.journal()?.count()? as usize;
    stage.lock();
    let acknowledged = let_write_and_kill(stage)?;
    expect("entries said to be kept", false, acknowledged.is_empty())?;
    let journal = stage.journal()?;
    for (number, id) in acknowledged.iter().enumerate() {
        expect("the text of an entry", text(number), journal.show(*id)?.text)?;
    }
    let now = journal.count()? as usize;
    // The last one may have been kept in the moment before it could be said.
    let unsaid = now.checked_sub(before + acknowledged.len());
    expect("entries kept but not said, at most 1", true, unsaid.is_some_and(|n| n <= 1))?;
    let kept = acknowledged.len();
    remove(stage, before)?;
    Ok(Told::nothing().and("entries", kept))
}

fn let_write_and_kill(stage: &Stage) -> Result<Vec<EntryId>, Problem> {
    let mut writer = Command::new(std::env::current_exe()?)
        .args(["--passphrase-fd", "0", "tour-writer", "--home"])
        .arg(stage.mend.folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = writer.stdin.take() {
        stdin.write_all(stage.private.as_str().as_bytes())?;
        stdin.write_all(b"\n")?;
    }
    let stdout = writer.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe).map_err(Problem::Disk)?;
    let mut said = Vec::new();
    let mut first = None;
    for line in BufReader::new(stdout).lines() {
        said.push(line?);
        let since_first = first.get_or_insert_with(Instant::now).elapsed();
        if said.len() == ACKNOWLEDGED_BEFORE || since_first > PATIENCE {
            // SIGKILL: nothing of the writer runs after it. What it had said before is still read.
            writer.kill()?;
        }
    }
    let ended = writer.wait()?;
    expect("a writer that was killed", true, ended.code().is_none())?;
    // A line that the kill cut short was not said.
    Ok(said.iter().map_while(|line| line.parse().ok()).collect())
}

/// The tour goes on with the week alone.
fn remove(stage: &mut Stage, keep: usize) -> Result<(), Problem> {
    let week: Vec<EntryId> = stage.week.clone();
    let journal = stage.journal()?;
    for entry in super::stage::everything(&journal)? {
        if !week.contains(&entry.row.id) {
            journal.delete_for_good(entry.row.id)?;
        }
    }
    expect("entries of the week", keep, journal.count()? as usize)
}

fn text(number: usize) -> String {
    format!("Line {number}. ") + &"The kettle was on, and we took our time. ".repeat(24)
}

/// What the hidden subcommand does.
pub fn write_until_killed(app: &mut App) -> Result<(), Failure> {
    let open = app.open()?;
    let journal = open.journal()?;
    for number in 0.. {
        let id = journal.write(WriteRequest { text: text(number), ..WriteRequest::default() })?;
        page::print(&format!("{id}\n"))?;
    }
    Ok(())
}
