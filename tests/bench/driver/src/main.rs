//! Drives the engines side by side and writes the table. `run` beside this workspace builds everything and starts it.
//!
//! Knows what is compared, in which order, and the goals. Never knows how an engine does its work.

mod machine;
mod plan;
mod rows;
mod table;
mod worker;

use std::path::{Path, PathBuf};

use plan::{Bench, Plan};
use rows::Kind;
use worker::Failure;

const USAGE: &str = "\
usage: tests/bench/run [--quick] [--out FILE] [--dir FOLDER]
  --quick       a small run, to see that everything works; its numbers say little
  --out FILE    also write the tables to FILE
  --dir FOLDER  keep the databases here while it runs (a real disk: some rows wait for it)";

struct Arguments {
    plan: Plan,
    out: Option<PathBuf>,
    folder: PathBuf,
}

fn main() -> Result<(), Failure> {
    let arguments = match arguments(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            std::process::exit(2);
        }
    };
    // A folder of its own, so that removing it afterwards removes nothing else.
    let folder = arguments.folder.join(format!("mend-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = compare(&arguments.plan, &folder);
    std::fs::remove_dir_all(&folder)?;
    let report = outcome?;
    println!("{report}");
    if let Some(out) = &arguments.out {
        std::fs::write(out, &report)?;
    }
    Ok(())
}

fn compare(plan: &Plan, folder: &Path) -> Result<String, Failure> {
    let busy_before = machine::load();
    let mut bench = Bench::start(plan, folder, &Kind::ALL)?;
    bench.run()?;
    let (rows, pairs) = (table::rows(&bench.rows), table::pairs(&bench.pairs));
    let missed = table::missed(&bench.rows, &bench.pairs);
    let missed = if missed.is_empty() { "None.".to_string() } else { format!("- {}", missed.join("\n- ")) };
    let engines: Vec<String> = bench
        .facts
        .iter()
        .map(|(kind, facts)| {
            let facts: Vec<String> = facts.iter().map(|(name, value)| format!("{name} {value}")).collect();
            format!("- {}: {}", kind.name(), facts.join("; "))
        })
        .collect();
    Ok(format!(
        "{rows}\n{pairs}\n{}\nGoals missed:\n\n{missed}\n\nMachine: {}. Load before and after: {} and {}.\n\n{}\n",
        table::locks(&bench.locks),
        machine::describe(),
        busy_before,
        machine::load(),
        engines.join("\n"),
    ))
}

fn arguments(given: impl Iterator<Item = std::ffi::OsString>) -> Result<Arguments, String> {
    let beside = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut arguments =
        Arguments { plan: Plan::FULL, out: None, folder: beside.parent().unwrap_or(Path::new(".")).to_path_buf() };
    let mut given = given;
    while let Some(argument) = given.next() {
        let mut value = || given.next().map(PathBuf::from).ok_or("a file or folder is missing at the end");
        match argument.to_str() {
            Some("--quick") => arguments.plan = Plan::QUICK,
            Some("--out") => arguments.out = Some(value()?),
            Some("--dir") => arguments.folder = value()?,
            _ => return Err(format!("not known here: {}", argument.display())),
        }
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_argument_is_refused_and_a_missing_file_too() {
        let given =
            |words: &[&str]| arguments(words.iter().map(std::ffi::OsString::from).collect::<Vec<_>>().into_iter());
        assert!(given(&["--quick", "--out", "table.md"]).is_ok_and(|found| found.out.is_some()));
        assert!(given(&["--fast"]).is_err());
        assert!(given(&["--out"]).is_err());
    }
}
