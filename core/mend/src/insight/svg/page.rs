//! A sheet of fixed width that grows downwards as things are put on it.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

/// Units of the sheet; a pixel each on a phone 360 wide.
pub(super) const WIDTH: f64 = 360.0;
pub(super) const MARGIN: f64 = 16.0;

pub(super) const INK: &str = "#1b2733";
pub(super) const MUTED: &str = "#51606f";
pub(super) const FAINT: &str = "#d5dce3";
pub(super) const ACCENT: &str = "#1d5c86";
pub(super) const WASH: &str = "#e6eff6";
pub(super) const PAPER: &str = "#ffffff";

/// How text is set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size: f64,
    pub bold: bool,
    pub colour: &'static str,
    /// Characters that fit between the margins, for text that is wrapped.
    pub per_line: usize,
}

pub(super) const TITLE: Type = Type { size: 14.0, bold: true, colour: INK, per_line: 42 };
pub(super) const BODY: Type = Type { size: 12.0, bold: false, colour: INK, per_line: 53 };
pub(super) const LABEL: Type = Type { size: 11.0, bold: false, colour: MUTED, per_line: 58 };
pub(super) const SMALL: Type = Type { size: 10.5, bold: false, colour: MUTED, per_line: 62 };

/// Lines of a heading; the title of the document has all of it.
const TITLE_LINES: usize = 4;

#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

pub(super) struct Sheet {
    body: String,
    /// How far down it is filled.
    pub y: f64,
}

impl Sheet {
    pub fn new() -> Self {
        Self { body: String::new(), y: MARGIN }
    }

    /// Wrapped between the margins, below all that is there.
    pub fn paragraph(&mut self, words: &str, how: Type) {
        let mut lines = wrapped(words, how.per_line);
        if how.bold && lines.len() > TITLE_LINES {
            lines.truncate(TITLE_LINES);
            lines[TITLE_LINES - 1].push('…');
        }
        for line in lines {
            self.y += how.size * 1.3;
            self.text(MARGIN, self.y - how.size * 0.25, &line, how, Anchor::Start);
        }
    }

    /// On one line.
    pub fn text(&mut self, x: f64, y: f64, words: &str, how: Type, anchor: Anchor) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if how.bold { " font-weight=\"600\"" } else { "" };
        let Type { size, colour, .. } = how;
        self.put(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\"{weight}>{}</text>",
            escaped(words)
        ));
    }

    /// A mark; `look` is its attributes of presentation.
    pub fn circle(&mut self, x: f64, y: f64, radius: f64, look: &str) {
        self.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" {look}/>"));
    }

    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), look: &str) {
        self.put(format_args!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" {look}/>"));
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), look: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.put(format_args!("<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" {look}/>"));
    }

    pub fn polyline(&mut self, points: &[(f64, f64)], look: &str) {
        let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.put(format_args!("<polyline points=\"{}\" {look}/>", points.join(" ")));
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.body, "{element}");
    }

    /// The document. `title` and `description` are what a screen reader says.
    pub fn finish(self, title: &str, description: &str) -> String {
        let height = self.y + MARGIN;
        let Self { body, .. } = self;
        // Several charts may stand in one page: each has ids of its own.
        let id = data_encoding::HEXLOWER.encode(&Sha256::digest(format!("{title}\n{body}"))[..6]);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" width=\"100%\" role=\"img\" \
             aria-labelledby=\"t{id} d{id}\" \
             font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n\
             <title id=\"t{id}\">{}</title>\n<desc id=\"d{id}\">{}</desc>\n\
             <rect width=\"{WIDTH:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"{PAPER}\"/>\n{body}</svg>\n",
            escaped(title),
            escaped(description),
        )
    }
}

/// Lines of at most so many characters, broken between words; a word that is longer is broken too.
pub(super) fn wrapped(words: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = most;
    for word in words.split_whitespace() {
        let graphemes: Vec<_> = word.graphemes(true).collect();
        for (n, part) in graphemes.chunks(most.max(1)).enumerate() {
            let gap = usize::from(n == 0 && room < most);
            if part.len() + gap > room && room < most {
                lines.push(String::new());
                room = most;
            }
            if let Some(line) = lines.last_mut() {
                if n == 0 && room < most {
                    line.push(' ');
                    room = room.saturating_sub(1);
                }
                line.extend(part.iter().copied());
                room = room.saturating_sub(part.len());
            }
        }
    }
    lines
}

/// The first so many characters, with … where there were more.
pub(super) fn shortened(words: &str, most: usize) -> String {
    if words.graphemes(true).count() <= most {
        return words.to_owned();
    }
    words.graphemes(true).take(most.saturating_sub(1)).chain(["…"]).collect()
}

/// Nothing that a person wrote is markup; what XML cannot hold is left out.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
