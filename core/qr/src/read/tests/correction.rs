use super::{Seeded, digits, matrix, paint, scaled};
use crate::Ecc;
use crate::read::{Luma, correct, own_codes as codes};

/// What error correction is for: damage up to its strength, and no farther.
#[test]
fn a_block_is_corrected_up_to_half_its_correction_bytes() {
    let mut random = Seeded::new(1);
    for correction in [7, 10, 18, 22, 30] {
        let mut block: Vec<u8> = (0..60).map(|_| random.below(256) as u8).collect();
        append_correction(&mut block, correction);
        for errors in 0..=correction / 2 {
            let mut damaged = block.clone();
            let mut places: Vec<usize> = (0..block.len()).collect();
            for _ in 0..errors {
                let place = places.swap_remove(random.below(places.len()));
                damaged[place] ^= 1 + random.below(255) as u8;
            }
            assert_eq!(correct::correct(&mut damaged, correction), Some(()), "{errors} of {correction}");
            assert_eq!(damaged, block);
        }
    }
}

#[test]
fn a_block_with_too_much_damage_is_refused() {
    let mut random = Seeded::new(2);
    let mut block: Vec<u8> = (0..60).map(|_| random.below(256) as u8).collect();
    append_correction(&mut block, 30);
    let mut refused = 0;
    for _ in 0..1000 {
        let mut damaged = block.clone();
        for byte in damaged.iter_mut().take(40) {
            *byte ^= 1 + random.below(255) as u8;
        }
        refused += usize::from(correct::correct(&mut damaged, 30).is_none());
    }
    assert_eq!(refused, 1000);
}

#[test]
fn a_code_with_a_stain_is_read_as_far_as_its_level_says() {
    for (ecc, part) in [(Ecc::Low, 0.02), (Ecc::Medium, 0.08), (Ecc::Quartile, 0.1), (Ecc::High, 0.13)] {
        let content = digits(3, 300);
        let picture = scaled(&matrix(14, ecc, &content), 3.0, 3.0);
        let side = picture.width();
        let half = side as f64 * f64::sqrt(part) / 2.0;
        let in_stain = |a: usize| (a as f64 - side as f64 * 0.55).abs() < half;
        let stained =
            |index: usize| if in_stain(index % side) && in_stain(index / side) { 255 } else { picture.pixels()[index] };
        let picture = Luma::new(side, side, (0..side * side).map(stained).collect()).unwrap();
        assert_eq!(codes(&picture), [content], "{ecc:?}, a stain of {part}");
    }
}

#[test]
fn a_format_with_three_wrong_modules_in_each_copy_is_read() {
    let content = digits(4, 100);
    let matrix = matrix(9, Ecc::Low, &content);
    // Of the first copy, and of the second.
    let wrong = [(0, 8), (2, 8), (8, 4), (8, 52), (8, 48), (47, 8)];
    let picture = paint(matrix.side() * 2, matrix.side() * 2, |x, y| {
        let (x, y) = ((x / 2.0) as usize, (y / 2.0) as usize);
        matrix.is_dark(x, y) != wrong.contains(&(x.wrapping_sub(4), y.wrapping_sub(4)))
    });
    assert_eq!(codes(&picture), [content]);
}

/// By long division with the polynomial whose roots are the first powers of 2: nothing of the code under test.
fn append_correction(block: &mut Vec<u8>, correction: usize) {
    let mul = |a: u8, b: u8| {
        let (mut a, mut product) = (u16::from(a), 0u16);
        for bit in 0..8 {
            if b >> bit & 1 == 1 {
                product ^= a;
            }
            a <<= 1;
            if a > 255 {
                a ^= 0x11D;
            }
        }
        product as u8
    };
    let mut generator = vec![1u8];
    let mut root = 1;
    for _ in 0..correction {
        let mut next = generator.clone();
        next.push(0);
        for (i, coefficient) in generator.iter().enumerate() {
            next[i + 1] ^= mul(*coefficient, root);
        }
        generator = next;
        root = mul(root, 2);
    }
    let mut rest = block.clone();
    rest.resize(block.len() + correction, 0);
    for i in 0..block.len() {
        let factor = rest[i];
        for (j, coefficient) in generator.iter().enumerate() {
            rest[i + j] ^= mul(factor, *coefficient);
        }
    }
    block.extend_from_slice(&rest[block.len()..]);
}
