//! One engine in a process of its own, asked over its standard input.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

pub type Failure = Box<dyn std::error::Error>;

pub struct Worker {
    name: String,
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

pub struct Answer {
    pub wall: Duration,
    pub processor: Duration,
    /// The same for every worker that did the same work.
    pub answer: u64,
    pub facts: Vec<(String, String)>,
}

impl Worker {
    /// Starts `program` beside this one, with a folder for its files.
    pub fn start(program: &str, folder: &Path) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let beside = std::env::current_exe()?.with_file_name(program);
        let mut child = Command::new(&beside)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{program} does not start: {e}"))?;
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        Ok(Self { name: program.to_string(), child, requests, answers })
    }

    pub fn ask(&mut self, request: &str) -> Result<Answer, Failure> {
        let requests = self.requests.as_mut().ok_or("the worker was stopped")?;
        writeln!(requests, "{request}")?;
        requests.flush()?;
        let mut facts = Vec::new();
        loop {
            let mut line = String::new();
            if self.answers.read_line(&mut line)? == 0 {
                return Err(format!("{} ended during {request:?}", self.name).into());
            }
            let line = line.trim_end();
            if let Some(fact) = line.strip_prefix("fact\t") {
                let (name, value) = fact.split_once('\t').ok_or("a fact without a value")?;
                facts.push((name.to_string(), value.to_string()));
            } else if let Some(numbers) = line.strip_prefix("ok ") {
                let numbers = numbers.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
                let [wall, processor, answer] = numbers[..] else {
                    return Err(format!("{} answered {line:?}", self.name).into());
                };
                let (wall, processor) = (Duration::from_nanos(wall), Duration::from_nanos(processor));
                return Ok(Answer { wall, processor, answer, facts });
            } else {
                return Err(format!("{} at {request:?}: {line}", self.name).into());
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.requests = None;
        // It ends when its input does; an error here would hide the one that led here.
        let _ = self.child.wait();
    }
}
