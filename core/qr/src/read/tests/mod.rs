//! What is read, by pictures that this file draws pixel by pixel; whole files are in `files.rs`.

mod clean;
mod correction;
mod files;
mod foreign;

use crate::draw::{Matrix, QUIET_ZONE};
use crate::read::Luma;
use crate::{Content, Ecc, Symbol};

/// Numbers that look random and are the same every time (xorshift).
pub(super) struct Seeded(u64);

impl Seeded {
    pub(super) fn new(seed: u64) -> Seeded {
        Seeded(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}

/// As many random digits.
pub(super) fn digits(seed: u64, count: usize) -> Content {
    let mut random = Seeded::new(seed);
    Content::Digits((0..count).map(|_| char::from(b'0' + random.below(10) as u8)).collect())
}

pub(super) fn matrix(version: u8, ecc: Ecc, content: &Content) -> Matrix {
    Matrix::draw(&Symbol { version, content: content.clone(), ecc }).unwrap()
}

/// Each step of the density ladder with digits to its brim.
pub(super) const LADDER: [(u8, usize); 5] = [(9, 552), (14, 1101), (20, 2061), (30, 4158), (40, 7089)];

/// A picture by a function of the place in modules, the middle of each pixel looked at.
pub(super) fn paint(width: usize, height: usize, dark: impl Fn(f64, f64) -> bool) -> Luma {
    let pixel = |index: usize| {
        let (x, y) = ((index % width) as f64 + 0.5, (index / width) as f64 + 0.5);
        if dark(x, y) { 0 } else { 255 }
    };
    Luma::new(width, height, (0..width * height).map(pixel).collect()).unwrap()
}

/// `x` and `y` pixels for each module.
pub(super) fn scaled(matrix: &Matrix, x: f64, y: f64) -> Luma {
    let side = matrix.side() as f64;
    paint((side * x).ceil() as usize, (side * y).ceil() as usize, |px, py| {
        matrix.is_dark((px / x) as usize, (py / y) as usize)
    })
}

/// Without its quiet zone, for pictures that have their own paper.
pub(super) fn inner(matrix: &Matrix, x: f64, y: f64) -> bool {
    let edge = QUIET_ZONE as f64;
    x >= 0.0 && y >= 0.0 && matrix.is_dark((x + edge) as usize, (y + edge) as usize)
}
