//! Codes in a terminal: one that stands, or frames that take each other's place until a key is pressed.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use mend_qr::draw::{self, Background, Matrix};
use mend_qr::{Density, Encoder};

use super::{Code, CodeProblem};
use crate::clean;
use crate::failure::Failure;
use crate::signals::{self, SecondScreen};

/// How long a key may go unnoticed.
const LOOK_FOR_KEYS: Duration = Duration::from_millis(40);
/// Light modules on both sides.
const QUIET: usize = 2 * draw::QUIET_ZONE;

/// A terminal that codes are drawn in.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub columns: usize,
    pub rows: usize,
    /// Dark on light whatever the terminal's own colours are. Without colours it is taken for a dark one; readers take
    /// light on dark as well.
    pub colour: bool,
}

impl Screen {
    /// The terminal on stdout.
    pub fn of_stdout(colour: bool) -> Result<Self, CodeProblem> {
        let size = terminal_size::terminal_size_of(io::stdout()).filter(|_| io::stdout().is_terminal());
        let (terminal_size::Width(columns), terminal_size::Height(rows)) = size.ok_or(CodeProblem::NoScreen)?;
        Ok(Self { columns: columns.into(), rows: rows.into(), colour })
    }

    fn measured(self) -> Self {
        Self::of_stdout(self.colour).unwrap_or(self)
    }

    /// A code that stands there. What is typed below it may push its light border out of sight, and no more.
    pub fn still(&self, code: &Code) -> Result<String, CodeProblem> {
        let matrix = code.matrix()?;
        if !self.holds(matrix.side(), 0) {
            return Err(CodeProblem::TooSmall { columns: matrix.side(), rows: matrix.side().div_ceil(2) });
        }
        self.drawn(matrix)
    }

    /// Whether a bundle of unknown size can be shown at all.
    pub fn can_show(&self, density: Option<Density>) -> Result<(), CodeProblem> {
        match density {
            // There, no place can be written to again.
            _ if std::env::var_os("TERM").is_some_and(|term| term == "dumb") => Err(CodeProblem::NoScreen),
            None if self.holds(SMALLEST_BUNDLE, 0) => Ok(()),
            density => self.chosen(density).map(drop),
        }
    }

    fn drawn(&self, matrix: &Matrix) -> Result<String, CodeProblem> {
        let background = if self.colour { Background::Light } else { Background::Dark };
        let text = draw::terminal(matrix, background, None)?;
        Ok(text
            .lines()
            .map(|line| if self.colour { format!("{PAPER}{line}{PLAIN}\n") } else { format!("{line}\n") })
            .collect())
    }

    /// Whether so many modules a side fit, with some lines below.
    fn holds(&self, side: usize, below: usize) -> bool {
        side <= self.columns && side.div_ceil(2) + below <= self.rows
    }

    /// The densest that fits, up to this one, with a line below that says how to end it.
    pub fn density(&self, wanted: Density) -> Option<Density> {
        Density::LADDER.into_iter().rfind(|density| *density <= wanted && self.holds(side_of(*density), 1))
    }

    /// The density that was asked for, or else the densest that is usual and fits.
    pub fn chosen(&self, asked: Option<Density>) -> Result<Density, CodeProblem> {
        let fits = self.density(asked.unwrap_or_default());
        match (asked, fits) {
            (None, Some(density)) => Ok(density),
            (Some(asked), Some(density)) if asked == density => Ok(density),
            (asked, smaller) => {
                let side = side_of(asked.unwrap_or(Density::V9));
                Err(CodeProblem::TooSmallForFrames { columns: side, rows: side.div_ceil(2) + 1, smaller })
            }
        }
    }
}

/// Modules a side of the code of the smallest bundle there is, 128 bytes.
const SMALLEST_BUNDLE: usize = 17 + 4 * 6 + QUIET;
/// Black on white of no palette that could be changed, so that no theme turns a code into grey on grey.
const PAPER: &str = "\x1b[38;5;16;48;5;231m";
const PLAIN: &str = "\x1b[0m";
/// Terminals that know these two show a whole frame at once; the others pass over them.
const HOLD: &str = "\x1b[?2026h";
const RELEASE: &str = "\x1b[?2026l";
const HOME: &str = "\x1b[H";
const CLEAR: &str = "\x1b[2J";

/// Modules a side, the quiet zone with them.
fn side_of(density: Density) -> usize {
    17 + 4 * usize::from(density.version()) + QUIET
}

/// A code that goes on in a terminal.
pub struct Moving {
    encoder: Encoder,
    screen: Screen,
    /// The densest that is shown, however large the window becomes.
    most: Density,
}

impl Moving {
    /// With the density that was asked for, if one was.
    pub fn of(sealed: &[u8], key: &[u8; 32], screen: &Screen, asked: Option<Density>) -> Result<Self, CodeProblem> {
        let density = screen.chosen(asked)?;
        let encoder = Encoder::new(sealed, key, density)?;
        Ok(Self { encoder, screen: *screen, most: asked.unwrap_or_default() })
    }

    /// Frame after frame in the same place, so many a second, until a key is pressed. Gives how many were shown. Ctrl-C
    /// ends the process, as ever, with the terminal as it was. A window that grows or shrinks meanwhile gets what fits.
    ///
    /// `below` stands under the code, `too_small` where none fits any more.
    pub fn play(mut self, frames_per_second: u32, [below, too_small]: [&str; 2]) -> Result<usize, Failure> {
        let mut keys = signals::watch_keys();
        let second = SecondScreen::without_cursor();
        let pause = Duration::from_secs(1) / frames_per_second.max(1);
        let (mut frames, mut before, mut due) = (0, None, Instant::now());
        while !keys.pressed() {
            let screen = self.screen.measured();
            let look = (screen.columns, screen.rows);
            let mut text = format!("{HOLD}{HOME}{}", if before.replace(look) == Some(look) { "" } else { CLEAR });
            match screen.density(self.most) {
                Some(density) => {
                    self.encoder.set_density(density);
                    // It ends after four days.
                    let Some(symbol) = self.encoder.next() else { break };
                    text += &screen.drawn(&Matrix::draw(&symbol).map_err(CodeProblem::from)?)?;
                    text += &clean::cut(&clean::line(below), screen.columns.saturating_sub(1));
                    frames += 1;
                }
                None => text += &clean::wrap(&clean::line(too_small), screen.columns).join("\n"),
            }
            second.draw(&(text + RELEASE))?;
            // A terminal that is slow gets fewer frames, and none in a hurry afterwards.
            due = (due + pause).max(Instant::now());
            while let Some(left) = due.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
                std::thread::sleep(left.min(LOOK_FOR_KEYS));
                if keys.pressed() {
                    return Ok(frames);
                }
            }
        }
        Ok(frames)
    }
}
