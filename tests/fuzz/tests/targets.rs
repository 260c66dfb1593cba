//! The targets without a fuzzer: each takes its seeds, whole, cut and changed.

use mend_fuzz::{TARGETS, seeds};

fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn targets_take_their_seeds_and_what_becomes_of_them() {
    for (name, target) in TARGETS {
        let (seeds, mut state) = (seeds(name), 1);
        assert!(!seeds.is_empty(), "{name}");
        target(&[]);
        for seed in &seeds {
            target(seed);
            for round in 0..40 {
                let mut bytes = seed.clone();
                for _ in 0..=round % 4 {
                    let at = next(&mut state) % bytes.len();
                    bytes[at] ^= 1 << (next(&mut state) % 8);
                }
                if round % 8 == 0 {
                    bytes.truncate(next(&mut state) % bytes.len());
                }
                target(&bytes);
            }
        }
    }
}
