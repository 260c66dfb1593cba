//! Which mixture of a payload's symbols a mixed symbol is: a fixed, endless sequence, the same on both sides.

/// Fills in the coefficients of the mixed symbol `index`, one for each symbol of the payload; none is zero.
///
/// SplitMix64, seeded from the index, gives eight coefficients a step.
pub fn fill(index: u32, coefficients: &mut [u8]) {
    let seed = step(u64::from(index), 1);
    for (count, eight) in (1..).zip(coefficients.chunks_mut(8)) {
        let bytes = step(seed, count).to_le_bytes();
        for (coefficient, byte) in eight.iter_mut().zip(bytes) {
            // A payload of one symbol would otherwise, now and then, be mixed into nothing.
            *coefficient = byte.max(1);
        }
    }
}

fn step(seed: u64, count: u64) -> u64 {
    let mut z = seed.wrapping_add(count.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{fill, step};

    #[test]
    fn steps_are_those_of_splitmix64() {
        // The first outputs for the seed 1234567, as other implementations publish them.
        let known = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        assert_eq!([1, 2, 3, 4].map(|count| step(1_234_567, count)), known);
    }

    #[test]
    fn longer_payload_begins_with_the_coefficients_of_a_shorter_one() {
        let (mut long, mut short) = ([0; 1267], [0; 13]);
        fill(5_000, &mut long);
        fill(5_000, &mut short);
        assert_eq!(long[..13], short);
        assert!(!long.contains(&0));
    }
}
