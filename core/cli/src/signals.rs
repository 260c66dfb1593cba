//! What must not be left behind when a signal ends the process: an open session, a terminal without echo, a terminal
//! on its second screen or without a cursor, the tour's folders.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mend_core::Session;

use crate::failure::Failure;
use crate::page;

static OPEN: Mutex<Option<Session>> = Mutex::new(None);
static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);
static SECOND_SCREEN: Mutex<bool> = Mutex::new(false);
static LAST_WORDS: Mutex<Option<String>> = Mutex::new(None);

/// As shells count an end by SIGINT.
const INTERRUPTED: i32 = 130;
const REMOVED_AT_MOST: usize = 25;

/// From now on, Ctrl-C and the signals that end a process lock what is open first.
pub fn watch() {
    // Without a handler the system ends the process, which forgets its memory too.
    let _ = ctrlc::set_handler(|| {
        lock_open_session();
        echo::restore();
        leave_second_screen();
        if let Some(folder) = held(&FOLDER).take() {
            remove(&folder);
        }
        if let Some(words) = held(&LAST_WORDS).take() {
            say(&words);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// Another process of the tour may still be writing there; it ends with this one.
fn remove(folder: &Path) {
    for _ in 0..REMOVED_AT_MOST {
        if std::fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn register_session(session: &Session) {
    *held(&OPEN) = Some(session.clone());
}

/// Also called at the end of every command, failed or not.
pub fn lock_open_session() {
    if let Some(session) = held(&OPEN).take() {
        session.lock();
    }
}

pub fn register_folder(folder: PathBuf) {
    *held(&FOLDER) = Some(folder);
}

pub fn forget_folder() {
    held(&FOLDER).take();
}

/// While it lives, a signal that ends the process says these words: how to go on with what was kept.
pub struct LastWords;

pub fn last_words(words: String) -> LastWords {
    *held(&LAST_WORDS) = Some(words);
    LastWords
}

impl Drop for LastWords {
    fn drop(&mut self) {
        held(&LAST_WORDS).take();
    }
}

/// Below what was being typed. Where even stderr is closed, nobody is left to tell.
fn say(words: &str) {
    use std::io::Write;
    let lines = page::Output::note_lines(words).join("\n");
    let _ = writeln!(std::io::stderr().lock(), "\n{lines}");
}

/// A terminal's second screen, which leaves nothing in what can be scrolled back to. The first one comes back with it
/// gone, whatever happened.
pub struct SecondScreen;

impl SecondScreen {
    pub fn enter() -> Self {
        Self::begin("\x1b[?1049h\x1b[H")
    }

    /// For what is drawn again and again.
    pub fn without_cursor() -> Self {
        Self::begin("\x1b[?1049h\x1b[H\x1b[?25l")
    }

    fn begin(codes: &str) -> Self {
        let mut second = held(&SECOND_SCREEN);
        *second = true;
        show(codes);
        Self
    }

    /// Draws on it, and on no other: a signal that came in between has taken it away.
    pub fn draw(&self, text: &str) -> Result<(), Failure> {
        let second = held(&SECOND_SCREEN);
        if *second { page::print(text) } else { Ok(()) }
    }
}

impl Drop for SecondScreen {
    fn drop(&mut self) {
        leave_second_screen();
    }
}

/// Also puts a cursor back that was hidden.
fn leave_second_screen() {
    let mut second = held(&SECOND_SCREEN);
    if std::mem::take(&mut *second) {
        show("\x1b[?25h\x1b[?1049l");
    }
}

/// Where nobody reads the output any more, nobody is left to show it to.
fn show(codes: &str) {
    let _ = page::print(codes);
}

/// What was shown before is private, and someone else looks now: it leaves the screen, and what can be scrolled back to.
pub fn clear_screen() {
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        eprint!("\x1b[H\x1b[2J\x1b[3J");
    }
}

pub use echo::{remember as remember_echo, silence, watch_keys};

#[cfg(unix)]
mod echo {
    use std::fs::File;
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::AsFd;
    use std::sync::Mutex;

    use rustix::termios::{
        LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
    };

    static BEFORE: Mutex<Option<(File, Termios)>> = Mutex::new(None);

    /// While it lives, a signal puts the terminal back as it was.
    pub struct Remembered;

    pub fn remember() -> Remembered {
        remember_that(File::open("/dev/tty").ok())
    }

    fn remember_that(terminal: Option<File>) -> Remembered {
        *super::held(&BEFORE) = terminal.and_then(|tty| tcgetattr(&tty).ok().map(|state| (tty, state)));
        Remembered
    }

    impl Drop for Remembered {
        fn drop(&mut self) {
            super::held(&BEFORE).take();
        }
    }

    /// While it lives, what is typed is not shown; what was typed is thrown away at its end. Nobody's passphrase
    /// stands on the screen because they began to type it too early.
    pub struct Silence {
        _remembered: Remembered,
    }

    pub fn silence() -> Silence {
        let remembered = remember();
        if let Some((terminal, state)) = &*super::held(&BEFORE) {
            let mut silent = state.clone();
            silent.local_modes.remove(LocalModes::ECHO);
            let _ = tcsetattr(terminal, OptionalActions::Now, &silent);
        }
        Silence { _remembered: remembered }
    }

    impl Drop for Silence {
        fn drop(&mut self) {
            if let Some((terminal, state)) = &*super::held(&BEFORE) {
                let _ = tcflush(terminal, QueueSelector::IFlush);
                let _ = tcsetattr(terminal, OptionalActions::Now, state);
            }
        }
    }

    /// While it lives, each key counts at once and is not shown. Ctrl-Z is a key too: a process that it stops would leave
    /// a terminal without a cursor.
    pub struct Keys {
        _silence: Silence,
        keyboard: Option<File>,
    }

    pub fn watch_keys() -> Keys {
        let silence = Silence { _remembered: remember_that(keyboard()) };
        let mut watched = None;
        if let Some((terminal, state)) = &*super::held(&BEFORE) {
            let mut keys = state.clone();
            keys.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
            keys.special_codes[SpecialCodeIndex::VMIN] = 0;
            keys.special_codes[SpecialCodeIndex::VTIME] = 0;
            keys.special_codes[SpecialCodeIndex::VSUSP] = NO_KEY;
            if tcsetattr(terminal, OptionalActions::Flush, &keys).is_ok() {
                watched = terminal.try_clone().ok();
            }
        }
        Keys { _silence: silence, keyboard: watched }
    }

    /// The input, or where that is a pipe, the terminal that the process belongs to.
    fn keyboard() -> Option<File> {
        let input = io::stdin();
        if input.is_terminal() {
            return input.as_fd().try_clone_to_owned().ok().map(File::from);
        }
        File::open("/dev/tty").ok()
    }

    /// What POSIX calls `_POSIX_VDISABLE`: not the same number everywhere.
    const NO_KEY: u8 = if cfg!(target_os = "linux") { 0 } else { 0xff };

    impl Keys {
        /// Whether one was pressed since the last time.
        pub fn pressed(&mut self) -> bool {
            matches!(self.keyboard.as_mut().map(|keyboard| keyboard.read(&mut [0; 64])), Some(Ok(1..)))
        }
    }

    pub fn restore() {
        if let Some((terminal, state)) = super::held(&BEFORE).take() {
            let _ = tcsetattr(&terminal, OptionalActions::Now, &state);
            eprintln!();
        }
    }
}

#[cfg(not(unix))]
mod echo {
    pub struct Remembered;

    pub fn remember() -> Remembered {
        Remembered
    }

    pub fn silence() -> Remembered {
        Remembered
    }

    /// None is seen there: Ctrl-C ends it.
    pub struct Keys;

    pub fn watch_keys() -> Keys {
        Keys
    }

    impl Keys {
        pub fn pressed(&mut self) -> bool {
            false
        }
    }

    pub fn restore() {}
}
