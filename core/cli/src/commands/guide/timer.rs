//! Times that run: counted down where someone looks, with Enter to go on before the end.

use std::io::{IsTerminal, Write, stderr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use mend_core::guide::TimerView;

use super::ask::{Asking, Typed, Unsaid};
use super::walk::Move;
use crate::app::App;
use crate::failure::Failure;
use crate::page::Output;

impl Asking<'_> {
    pub(super) fn pause(&mut self, timer: TimerView) -> Result<Move, Unsaid> {
        let seconds = self.running(timer)?;
        self.app.out.note_faint(&self.app.words.say("guides-pause-how"));
        let over = self.app.words.say("guides-pause-over");
        loop {
            match self.app.count_down(seconds, &over)? {
                Typed::Stop => return Ok(Move::Stop),
                Typed::Back => return Ok(Move::Back),
                Typed::Help => self.keys(),
                Typed::Pass | Typed::Words(_) => return Ok(Move::Pass),
            }
        }
    }

    /// What is left of a time that runs; one that is over, or was never begun, begins.
    fn running(&self, timer: TimerView) -> Result<u32, Failure> {
        if let Some(left) = timer.remaining.filter(|left| *left > 0) {
            return Ok(left);
        }
        if let Some((_, guides, run)) = self.mine {
            guides.start_timer(run)?;
        }
        Ok(timer.seconds)
    }
}

impl App {
    /// Counts down until a line is typed. At the end of the time it says so, and goes on waiting: nobody is moved on.
    pub(super) fn count_down(&mut self, seconds: u32, over: &str) -> Result<Typed, Failure> {
        if !stderr().is_terminal() {
            return self.typed_key("guides-prompt");
        }
        let (done, wait) = channel::<()>();
        std::thread::scope(|threads| {
            threads.spawn(move || show_time(seconds, over, |until| wait.recv_timeout(until)));
            let typed = self.typed_key("guides-no-prompt");
            drop(done);
            typed
        })
    }
}

fn show_time(seconds: u32, over: &str, wait: impl Fn(Duration) -> Result<(), RecvTimeoutError>) {
    let began = Instant::now();
    let whole = Duration::from_secs(seconds.into());
    loop {
        let left = whole.saturating_sub(began.elapsed());
        // Rounded up, so that it begins with the whole time and ends with nothing.
        let shown = left.as_millis().div_ceil(1000);
        eprint!("\r\x1b[K{}:{:02} ", shown / 60, shown % 60);
        let _ = stderr().flush();
        if left.is_zero() {
            eprintln!();
            Output::note_lines(over).iter().for_each(|line| eprintln!("{line}"));
            return;
        }
        let until_next = match left.subsec_millis() {
            0 => 1000,
            millis => millis,
        };
        if wait(Duration::from_millis(until_next.into())) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// Who speaks, and for how long.
pub(super) fn turn_words(app: &App, speaker: &str, minutes: u32) -> String {
    let minutes = app.words.with("guides-turn-minutes", &[("minutes", &minutes.to_string())]);
    format!("{speaker}, {minutes}")
}
