//! Bytes through a camera that loses frames: mend-qr against its goals and against UR, BBQr and RaptorQ; ways to multiply
//! in GF(256).
//!
//! `cargo run --release -p bench-qr [frames] [others] [speed] [fields]`; without a word, all four.

mod fields;
mod frames;
#[path = "../../../../core/qr/src/gf256.rs"]
#[allow(dead_code)]
mod gf256;
mod others;
mod random;
mod speed;

use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let parts: [(&str, fn()); 4] =
        [("frames", frames::print), ("others", others::print), ("speed", speed::print), ("fields", fields::print)];
    for (name, print) in parts {
        if asked.is_empty() || asked.iter().any(|word| word == name) {
            print();
            println!();
        }
    }
}
