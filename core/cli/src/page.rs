//! What goes out: one JSON document, or lines for a person.

mod beside;

use std::io::{self, IsTerminal, Write};

use anstyle::Style;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::clean;
use crate::failure::Failure;

/// How wide lines are where nothing says otherwise.
const USUAL_COLUMNS: usize = 80;

/// Columns before the sentence of a step: mark, time, gaps.
const STEP_HEAD: usize = 14;

pub struct Output {
    pub json: bool,
    columns: Option<usize>,
    colour: bool,
}

impl Output {
    pub fn new(json: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let columns = terminal.then(|| match terminal_size::terminal_size_of(io::stdout()) {
            Some((terminal_size::Width(columns), _)) if columns > 0 => usize::from(columns),
            _ => USUAL_COLUMNS,
        });
        Self { json, columns, colour: terminal && !no_colour }
    }

    /// The answer of a command, in the form that was asked for.
    pub fn reply<T: Serialize>(&self, value: &T, human: impl FnOnce(&mut Page)) -> Result<(), Failure> {
        if self.json {
            let document = serde_json::to_string(value).map_err(|_| Failure::OutputFailed)?;
            return print(&format!("{}\n", clean::json(&document)));
        }
        let mut page = Page { columns: self.columns, colour: self.colour, out: String::new() };
        human(&mut page);
        print(&page.out)
    }

    /// How wide its lines are; `None` where nobody looks at a terminal.
    pub fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Whether what goes to stdout may have colours.
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// A word besides the answer. Said on stderr, and to people alone.
    pub fn note(&self, sentence: &str) {
        self.note_styled(sentence, Style::new());
    }

    /// A heading among notes.
    pub fn note_strong(&self, sentence: &str) {
        self.note_styled(sentence, Style::new().bold());
    }

    /// A smaller line among notes.
    pub fn note_faint(&self, sentence: &str) {
        self.note_styled(sentence, Style::new().dimmed());
    }

    fn note_styled(&self, sentence: &str, style: Style) {
        if self.json {
            return;
        }
        let coloured = self.colour && io::stderr().is_terminal() && style != Style::new();
        for line in Self::note_lines(sentence) {
            let line = if coloured && !line.is_empty() { format!("{style}{line}{style:#}") } else { line };
            // A closed stderr hears no notes.
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
    }

    /// A sentence as a note would say it: cleaned, and wrapped for stderr.
    pub fn note_lines(sentence: &str) -> Vec<String> {
        let columns = match terminal_size::terminal_size_of(io::stderr()) {
            Some((terminal_size::Width(columns), _)) if columns > 0 => usize::from(columns),
            _ => USUAL_COLUMNS,
        };
        clean::text(sentence).split('\n').flat_map(|line| wrap_indented(line, columns)).collect()
    }

    /// How far long work is, where someone may be waiting.
    pub fn progress(&self, sentence: String) -> Progress {
        Progress { shown: !self.json && io::stderr().is_terminal(), sentence, percent: None }
    }
}

/// A JSON object of one field, whose value keeps the order of its own fields.
pub struct Named<'a, T: ?Sized>(pub &'static str, pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(1))?;
        object.serialize_entry(self.0, self.1)?;
        object.end()
    }
}

/// Writes to stdout at once, with errors that `print!` would make panics of.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|e| match e.kind() {
        io::ErrorKind::BrokenPipe => Failure::PipeClosed,
        _ => Failure::OutputFailed,
    })
}

/// One line that is rewritten, and gone at the end.
pub struct Progress {
    shown: bool,
    sentence: String,
    percent: Option<u64>,
}

impl Progress {
    pub fn at(&mut self, done: u64, of: u64) {
        let percent = done.saturating_mul(100).checked_div(of).unwrap_or(100).min(100);
        if self.shown && self.percent != Some(percent) {
            self.percent = Some(percent);
            eprint!("\r\x1b[K{} {percent} %", self.sentence);
            let _ = io::stderr().flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown && self.percent.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

/// Lines for a person. What is handed in may be a person's own text; it is cleaned here, in one place.
pub struct Page {
    /// None where the output goes to a file or a program: then nothing is cut or wrapped.
    columns: Option<usize>,
    colour: bool,
    out: String,
}

impl Page {
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// One sentence, or a text with line breaks of its own.
    pub fn text(&mut self, raw: &str) {
        for line in clean::text(raw).split('\n') {
            match self.columns {
                Some(columns) => {
                    for piece in wrap_indented(line, columns) {
                        self.push(&piece);
                    }
                }
                None => self.push(line),
            }
        }
    }

    pub fn strong(&mut self, raw: &str) {
        let clean = clean::line(raw);
        let lines = match self.columns {
            Some(columns) => clean::wrap(&clean, columns),
            None => vec![clean],
        };
        for line in lines {
            let styled = self.styled(&line, Style::new().bold());
            self.push(&styled);
        }
    }

    pub fn faint(&mut self, raw: &str) {
        let clean = clean::line(raw);
        let lines = match self.columns {
            Some(columns) => clean::wrap(&clean, columns),
            None => vec![clean],
        };
        for line in lines {
            let styled = self.styled(line.trim_end(), Style::new().dimmed());
            self.push(&styled);
        }
    }

    /// A line with some of its byte ranges in bold, wrapped only by the terminal.
    pub fn found(&mut self, indent: &str, raw: &str, ranges: &[std::ops::Range<usize>]) {
        let mut line = String::from(indent);
        let mut at = 0;
        for range in ranges {
            let (Some(before), Some(hit)) = (raw.get(at..range.start), raw.get(range.clone())) else { continue };
            line.push_str(&clean::line(before));
            line.push_str(&self.styled(&clean::line(hit), Style::new().bold()));
            at = range.end;
        }
        line.push_str(&clean::line(raw.get(at..).unwrap_or_default()));
        self.push(&line);
    }

    /// Names and what they stand for, below each other.
    pub fn facts(&mut self, facts: &[(String, String)]) {
        let facts: Vec<_> = facts.iter().map(|(name, value)| (clean::line(name), clean::line(value))).collect();
        let names = facts.iter().map(|(name, _)| clean::width(name)).max().unwrap_or(0);
        for (name, value) in &facts {
            match self.columns {
                Some(columns) if columns < names + 2 + 12 => {
                    self.faint(name);
                    for piece in clean::wrap(value, columns.saturating_sub(2)) {
                        self.push(&format!("  {piece}"));
                    }
                }
                Some(columns) => {
                    for (i, piece) in clean::wrap(value, columns - names - 2).into_iter().enumerate() {
                        let name = clean::pad(if i == 0 { name } else { "" }, names);
                        let name = self.styled(&name, Style::new().dimmed());
                        self.push(&format!("{name}  {piece}"));
                    }
                }
                None => self.push(&format!("{}  {value}", clean::pad(name, names))),
            }
        }
    }

    /// Rows of equal columns; the last one takes what is left and is cut. Where too little would be left for it, it
    /// goes below the others.
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| clean::line(cell)).collect()).collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width_of = |i: usize| rows.iter().filter_map(|row| row.get(i)).map(|cell| clean::width(cell)).max();
        let widths: Vec<usize> = (0..count).map(|i| width_of(i).unwrap_or(0)).collect();
        let leading: usize = widths.iter().take(count.saturating_sub(1)).filter(|w| **w > 0).map(|w| w + 2).sum();
        for row in &rows {
            let Some((last, before)) = row.split_last() else { continue };
            let cells = before.iter().zip(&widths).filter(|(_, width)| **width > 0);
            match self.columns {
                Some(columns) if columns < leading + 20 => {
                    let head: Vec<&str> = before.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
                    for piece in clean::wrap(&head.join(" "), columns) {
                        let piece = self.styled(&piece, Style::new().dimmed());
                        self.push(&piece);
                    }
                    for piece in clean::wrap(last, columns.saturating_sub(2)) {
                        self.push(&format!("  {piece}"));
                    }
                }
                columns => {
                    let head: String = cells.map(|(cell, width)| format!("{}  ", clean::pad(cell, *width))).collect();
                    let last = match columns {
                        Some(columns) => clean::cut(last, columns - leading),
                        None => last.clone(),
                    };
                    let head = self.styled(&head, Style::new().dimmed());
                    self.push(&format!("{head}{last}"));
                }
            }
        }
    }

    /// Something that was done and found to hold, and how long it took.
    pub fn step(&mut self, took: &str, sentence: &str) {
        let mark = self.styled("✓", Style::new().fg_color(Some(anstyle::AnsiColor::Green.into())));
        let clean = clean::line(sentence);
        let head = format!("  {mark} {took:>8}  ");
        match self.columns {
            Some(columns) if columns < STEP_HEAD + 20 => {
                self.push(&format!("{mark} {took}"));
                for piece in clean::wrap(&clean, columns.saturating_sub(2)) {
                    self.push(&format!("  {piece}"));
                }
            }
            Some(columns) => {
                for (i, piece) in clean::wrap(&clean, columns - STEP_HEAD).into_iter().enumerate() {
                    let head = if i == 0 { head.as_str() } else { &" ".repeat(STEP_HEAD) };
                    self.push(&format!("{head}{piece}"));
                }
            }
            None => self.push(&format!("{head}{clean}")),
        }
    }

    pub fn columns(&self) -> Option<usize> {
        self.columns
    }

    fn styled(&self, clean: &str, style: Style) -> String {
        if self.colour && !clean.is_empty() { format!("{style}{clean}{style:#}") } else { clean.to_owned() }
    }

    fn push(&mut self, line: &str) {
        self.out.push_str(line.trim_end_matches(' '));
        self.out.push('\n');
    }
}

/// Wraps a line; what follows its first part stands under it, after a list's mark or number too.
fn wrap_indented(line: &str, columns: usize) -> Vec<String> {
    let start = line.len() - line.trim_start_matches(' ').len();
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let mark = match &line[start..] {
        list if list.starts_with("- ") => 2,
        list if digits > 0 && list[digits..].starts_with("  ") => digits + 2,
        _ => 0,
    };
    let indent = (start + mark).min(columns / 2);
    let body = &line[start + mark..];
    clean::wrap(body, columns.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(i, piece)| match i {
            0 => format!("{}{piece}", &line[..start + mark]),
            _ => format!("{}{piece}", " ".repeat(indent)),
        })
        .collect()
}
