//! Time and memory of one transfer of the largest size, and of the worst frame.

use std::time::Duration;

use cpu_time::ThreadTime;
use mend_qr::{Decoder, Density, Encoder, Seen, Symbol};

use crate::ALLOCATOR;
use crate::frames::{KEY, digits};
use crate::random::Random;

pub fn print() {
    println!(
        "262 144 bytes, all of it (digits, seal, arithmetic, final hash), processor time; the middle of nine, the worst of all.\n"
    );
    println!(
        "| camera | density | p | decode ms (goal 60) | worst frame ms (goal 5) | decoder MB (goal 3) | encoder ms a frame |"
    );
    println!("|---|---|---|---|---|---|---|");
    let payload = Random::new(9).bytes(Encoder::MOST);
    for (camera, start) in [("from the start", 0), ("after 1 267 symbols", 1_267)] {
        for (density, loss) in
            [(Density::V20, 0.0), (Density::V20, 0.3), (Density::V20, 0.5), (Density::V9, 0.3), (Density::V40, 0.3)]
        {
            let mut rounds: Vec<Round> = (0..9).map(|seed| round(&payload, density, loss, start, seed)).collect();
            rounds.sort_by_key(|round| round.decode);
            let middle = &rounds[4];
            let worst = rounds.iter().map(|round| round.worst).max().unwrap_or_default();
            let memory = rounds.iter().map(|round| round.memory).max().unwrap_or_default();
            println!(
                "| {camera} | v{} | {loss} | {:.1} | {:.2} | {:.2} | {:.3} |",
                density.version(),
                milliseconds(middle.decode),
                milliseconds(worst),
                memory as f64 / 1e6,
                milliseconds(middle.encode)
            );
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

struct Round {
    decode: Duration,
    worst: Duration,
    encode: Duration,
    /// The decoder's, at its most: with the payload that it hands out, without the frames.
    memory: usize,
}

fn round(payload: &[u8], density: Density, loss: f64, start: u32, seed: u64) -> Round {
    let mut random = Random::new(seed + 100);
    let encoder = Encoder::new(payload, &KEY, density).expect("within bounds").starting_at(start);
    let shown = (encoder.frames() as f64 / (1.0 - loss) * 1.3) as usize + 20;
    let began = ThreadTime::now();
    let frames: Vec<Symbol> = encoder.take(shown).collect();
    let encode = began.elapsed() / shown as u32;

    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let mut decoder = Decoder::new(&KEY);
    let (mut decode, mut worst) = (Duration::ZERO, Duration::ZERO);
    for frame in frames.iter().filter(|_| random.part() >= loss) {
        let began = ThreadTime::now();
        let seen = decoder.read(digits(frame)).expect("our own frame");
        let took = began.elapsed();
        decode += took;
        worst = worst.max(took);
        if let Seen::Complete { payload: decoded, .. } = seen {
            assert!(decoded == payload);
            return Round { decode, worst, encode, memory: ALLOCATOR.peak_usage() - before };
        }
    }
    panic!("the frames ended first");
}
