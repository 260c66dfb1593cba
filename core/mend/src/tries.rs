//! Wrong tries: after five in a row each further one costs a wait that doubles from 30 seconds to at most 5 minutes.
//!
//! The wait is kept in device.json as remaining seconds and counted down on the monotonic clock of whichever process
//! waits, so that setting the clock changes nothing. [`Tries::wait_seconds`] saves what is left each time it is asked;
//! a program that waits asks once a second, and one that is killed has lost no more than the time since it last asked.
//! Time in which nobody waits does not count. This slows guesses by hand and nothing more: whoever can write to the
//! folder can remove the file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{Monotonic, SinceStart};
use crate::device::{DeviceFile, TriesRecord};
use crate::{MendError, Result};

const FREE: u32 = 5;
const FIRST_WAIT: u32 = 30;
const LONGEST_WAIT: u32 = 5 * 60;

/// What the wait is after this many wrong tries in a row.
fn wait_after(failed: u32) -> u32 {
    match failed.checked_sub(FREE) {
        None => 0,
        Some(more) => FIRST_WAIT.saturating_mul(1 << more.min(8)).min(LONGEST_WAIT),
    }
}

pub(crate) struct Tries {
    device: Arc<DeviceFile>,
    clock: Box<dyn Monotonic>,
    countdown: Mutex<Option<Countdown>>,
}

/// The wait that this process is counting down.
#[derive(Clone, Copy)]
struct Countdown {
    /// After which number of wrong tries. When the file has another number, another process counted or cleared it.
    failed: u32,
    until: Duration,
    /// The file could not be written: this process remembers by itself.
    unsaved: bool,
}

impl Tries {
    pub fn new(device: Arc<DeviceFile>) -> Self {
        Self::with_clock(device, Box::new(SinceStart::now()))
    }

    fn with_clock(device: Arc<DeviceFile>, clock: Box<dyn Monotonic>) -> Self {
        Self { device, clock, countdown: Mutex::new(None) }
    }

    /// Refuses a try while a wait is running.
    pub fn may_try(&self) -> Result<()> {
        match self.remaining() {
            0 => Ok(()),
            seconds => Err(MendError::WaitBeforeNextTry { seconds }),
        }
    }

    /// Seconds until the next try counts. `may_save` says whether the folder is ours, or nobody's.
    pub fn wait_seconds(&self, may_save: bool) -> u32 {
        let left = self.remaining();
        if may_save {
            // A wait that cannot be saved still has to be waited for here.
            let _ = self.device.change(|device| {
                device.tries.wait_seconds = device.tries.wait_seconds.min(left);
            });
        }
        left
    }

    /// Counts a wrong passphrase.
    pub fn wrong(&self) {
        let mut countdown = self.lock();
        let known = countdown.filter(|c| c.unsaved).map_or(0, |c| c.failed);
        let failed = self.device.read().tries.failed.max(known).saturating_add(1);
        let wait_seconds = wait_after(failed);
        let saved = self.device.change(|device| device.tries = TriesRecord { failed, wait_seconds });
        let until = self.clock.now() + Duration::from_secs(wait_seconds.into());
        *countdown = Some(Countdown { failed, until, unsaved: saved.is_err() });
    }

    /// A passphrase that opens everything clears the count.
    pub fn right(&self) {
        *self.lock() = None;
        // If it cannot be cleared now, the next right one clears it; that is no reason to stay closed.
        let _ = self.device.change(|device| device.tries = TriesRecord::default());
    }

    /// The together passphrase ends the wait, but whoever knows it must not win free guesses at the private one with
    /// it: the next wrong try costs a wait again if there was one before.
    pub fn right_together(&self) {
        *self.lock() = None;
        let _ = self.device.change(|device| {
            let failed = device.tries.failed.min(FREE - 1);
            device.tries = TriesRecord { failed, wait_seconds: 0 };
        });
    }

    fn remaining(&self) -> u32 {
        let mut countdown = self.lock();
        let saved = self.device.read().tries;
        let now = self.clock.now();
        let counting = match *countdown {
            Some(c) if c.unsaved || c.failed == saved.failed => c,
            _ => {
                let wait = saved.wait_seconds.min(LONGEST_WAIT);
                Countdown { failed: saved.failed, until: now + Duration::from_secs(wait.into()), unsaved: false }
            }
        };
        *countdown = Some(counting);
        let left = counting.until.saturating_sub(now);
        u32::try_from(left.as_millis().div_ceil(1000)).unwrap_or(LONGEST_WAIT)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Countdown>> {
        self.countdown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::folder::Folder;

    /// Seconds since some start, as the test says.
    #[derive(Clone, Default)]
    struct Seconds(Arc<AtomicU64>);

    impl Monotonic for Seconds {
        fn now(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::Relaxed))
        }
    }

    impl Seconds {
        fn pass(&self, seconds: u64) {
            self.0.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    struct Phone {
        folder: tempfile::TempDir,
    }

    impl Phone {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().unwrap() }
        }

        fn device(&self) -> DeviceFile {
            DeviceFile::of(&Folder::new(self.folder.path().into(), Arc::new(mend_vault::StdIo)))
        }

        /// A program that starts now; its clock starts at zero.
        fn process(&self) -> (Tries, Seconds) {
            let clock = Seconds::default();
            (Tries::with_clock(Arc::new(self.device()), Box::new(clock.clone())), clock)
        }
    }

    fn wrong(tries: &Tries, times: u32) {
        (0..times).for_each(|_| tries.wrong());
    }

    #[test]
    fn five_wrong_tries_cost_nothing_and_the_waits_then_double_to_five_minutes() {
        let waits: Vec<u32> = (0..12).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 30, 60, 120, 240, 300, 300, 300]);
        assert_eq!(wait_after(u32::MAX), 300);
        let (tries, _) = Phone::new().process();
        wrong(&tries, 4);
        assert_eq!(tries.may_try(), Ok(()));
        wrong(&tries, 1);
        assert_eq!(tries.may_try(), Err(MendError::WaitBeforeNextTry { seconds: 30 }));
    }

    #[test]
    fn the_wait_passes_while_a_program_waits() {
        let (tries, clock) = Phone::new().process();
        wrong(&tries, 5);
        clock.pass(29);
        assert_eq!(tries.wait_seconds(true), 1);
        clock.pass(1);
        assert_eq!(tries.may_try(), Ok(()));
        // The next wrong one waits twice as long.
        wrong(&tries, 1);
        assert_eq!(tries.wait_seconds(true), 60);
    }

    #[test]
    fn a_program_killed_while_waiting_keeps_what_it_had_waited_when_last_asked() {
        let phone = Phone::new();
        let (tries, clock) = phone.process();
        wrong(&tries, 5);
        for _ in 0..20 {
            clock.pass(1);
            tries.wait_seconds(true);
        }
        clock.pass(3);
        let (tries, clock) = phone.process();
        assert_eq!(tries.wait_seconds(true), 10);
        clock.pass(10);
        assert_eq!(tries.may_try(), Ok(()));
    }

    #[test]
    fn starting_again_and_again_gains_nothing() {
        let phone = Phone::new();
        wrong(&phone.process().0, 5);
        for _ in 0..10 {
            let (tries, _) = phone.process();
            assert_eq!(tries.may_try(), Err(MendError::WaitBeforeNextTry { seconds: 30 }));
        }
    }

    #[test]
    fn two_programs_waiting_at_once_get_one_try_for_one_wait() {
        let phone = Phone::new();
        let (one, one_clock) = phone.process();
        let (other, other_clock) = phone.process();
        wrong(&one, 5);
        assert_eq!(other.wait_seconds(true), 30);
        one_clock.pass(30);
        other_clock.pass(30);
        assert_eq!(one.may_try(), Ok(()));
        wrong(&one, 1);
        assert_eq!(other.may_try(), Err(MendError::WaitBeforeNextTry { seconds: 60 }));
    }

    #[test]
    fn a_right_passphrase_clears_the_count() {
        let phone = Phone::new();
        let (tries, _) = phone.process();
        wrong(&tries, 4);
        tries.right();
        wrong(&tries, 4);
        assert_eq!(tries.may_try(), Ok(()));
        assert_eq!(phone.device().read().tries.failed, 4);
    }

    #[test]
    fn a_count_that_cannot_be_saved_is_kept_by_the_process() {
        let phone = Phone::new();
        let (tries, clock) = phone.process();
        std::fs::create_dir(phone.folder.path().join("device.json.new")).unwrap();
        wrong(&tries, 5);
        assert_eq!(tries.may_try(), Err(MendError::WaitBeforeNextTry { seconds: 30 }));
        clock.pass(30);
        wrong(&tries, 1);
        assert_eq!(tries.wait_seconds(true), 60);
    }

    #[test]
    fn a_damaged_or_oversized_or_unknown_device_file_is_a_fresh_one() {
        let phone = Phone::new();
        let path = phone.folder.path().join("device.json");
        let device = phone.device();
        for bytes in [&b"{"[..], b"", b"[]", b"\xff\xfe", b"{\"tries\":7}", &vec![b' '; 300 * 1024]] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(device.read(), crate::device::Device::default());
        }
        // A wait that nobody set, however long, ends after the longest there is.
        std::fs::write(&path, r#"{"tries":{"failed":9,"wait_seconds":4000000000},"mood":"fine"}"#).unwrap();
        let (tries, _) = phone.process();
        assert_eq!(tries.may_try(), Err(MendError::WaitBeforeNextTry { seconds: 300 }));
        device.change(|device| device.locale = Some("en".into())).unwrap();
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(!written.contains("mood") && written.contains("\"failed\": 9"), "{written}");
    }
}
