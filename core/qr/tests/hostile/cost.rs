//! Time and memory: the most that one code may cost.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cpu_time::ThreadTime;
use mend_qr::{Decoder, Density, Encoder, Seen};
use peak_alloc::PeakAlloc;

use crate::forge::{KEY, digits, random_bytes};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Memory is counted for the whole process: one test at a time.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most that was allocated at once during `work`, beyond what was there.
pub fn most_memory(work: impl FnOnce()) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    work();
    ALLOCATOR.peak_usage().saturating_sub(before)
}

pub fn time(work: impl FnOnce()) -> Duration {
    let began = ThreadTime::now();
    work();
    began.elapsed()
}

/// What a decoder holds for one transfer, the payload that it hands out included.
const ONE_TRANSFER: usize = 3_000_000;
pub const ANY_CODE: usize = 4_000_000;
/// Five milliseconds as released; builds for tests are some times slower.
pub const ANY_CODE_TAKES: Duration = Duration::from_millis(if cfg!(debug_assertions) { 15 } else { 5 });

#[test]
fn largest_transfer_stays_within_its_memory() {
    let _alone = alone();
    // From the start, and with nothing but mixtures, which is the worst.
    for start in [0, 1_267] {
        let payload = random_bytes(1, Encoder::MOST);
        let frames: Vec<_> = Encoder::new(&payload, &KEY, Density::V40).unwrap().starting_at(start).take(93).collect();
        let mut decoded = None;
        let memory = most_memory(|| {
            let mut decoder = Decoder::new(&KEY);
            decoded = frames.iter().find_map(|frame| match decoder.read(digits(frame)) {
                Ok(Seen::Complete { payload, .. }) => Some(payload),
                _ => None,
            });
        });
        assert!(decoded.is_some_and(|decoded| decoded == payload));
        assert!(memory <= ONE_TRANSFER, "{memory} bytes");
    }
}

#[test]
fn two_largest_transfers_and_a_third_stay_within_any_code_s_memory() {
    let _alone = alone();
    let encoder = |seed| {
        let payload = random_bytes(seed, Encoder::MOST);
        Encoder::new(&payload, &KEY, Density::V40).unwrap().starting_at(5_000)
    };
    let (mut one, mut two, mut three) = (encoder(1), encoder(2), encoder(3));
    let mut decoder = Decoder::new(&KEY);
    let mut completed = 0;
    for _ in 0..91 {
        for encoder in [&mut one, &mut two] {
            let frame = encoder.next().unwrap();
            let memory = most_memory(|| {
                completed += usize::from(matches!(decoder.read(digits(&frame)), Ok(Seen::Complete { .. })));
            });
            assert!(memory <= ANY_CODE, "{memory} bytes");
        }
    }
    let frame = three.next().unwrap();
    let third = most_memory(|| drop(decoder.read(digits(&frame))));
    assert!(third <= 150_000, "{third} bytes for the first frame of a transfer");
    assert_eq!(completed, 2);
}
