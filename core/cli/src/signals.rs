//! What must not be left behind when a signal ends the process: an open session, a terminal without echo, a terminal
//! on its second screen, the tour's folders.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mend_core::Session;

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
    let lines = crate::page::Output::note_lines(words).join("\n");
    let _ = writeln!(std::io::stderr().lock(), "\n{lines}");
}

/// A terminal's second screen leaves nothing in what can be scrolled back to.
pub fn enter_second_screen() {
    *held(&SECOND_SCREEN) = true;
    eprint!("\x1b[?1049h\x1b[H");
}

/// What was shown before is private, and someone else looks now: it leaves the screen, and what can be scrolled back to.
pub fn clear_screen() {
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        eprint!("\x1b[H\x1b[2J\x1b[3J");
    }
}

pub fn leave_second_screen() {
    if std::mem::take(&mut *held(&SECOND_SCREEN)) {
        eprint!("\x1b[?1049l");
    }
}

pub use echo::{remember as remember_echo, silence};

#[cfg(unix)]
mod echo {
    use std::fs::File;
    use std::sync::Mutex;

    use rustix::termios::{LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};

    static BEFORE: Mutex<Option<(File, Termios)>> = Mutex::new(None);

    /// While it lives, a signal puts the terminal back as it was.
    pub struct Remembered;

    pub fn remember() -> Remembered {
        let terminal = File::open("/dev/tty").ok();
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

    pub fn restore() {}
}
