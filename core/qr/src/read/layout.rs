//! Where everything stands in a code of each version: ISO/IEC 18004, section 6.3 and table 9.

use crate::Ecc;

/// How the codewords of a code are divided for error correction.
pub(super) struct Blocks {
    /// Codewords of all blocks together.
    pub(super) codewords: usize,
    pub(super) count: usize,
    /// Codewords for error correction in each block.
    pub(super) correction: usize,
}

/// `version` is 1 to 40.
pub(super) fn blocks(version: usize, ecc: Ecc) -> Blocks {
    let level = ecc as usize;
    Blocks {
        codewords: function_modules(version).iter().filter(|function| !**function).count() / 8,
        count: usize::from(BLOCKS[level][version - 1]),
        correction: usize::from(CORRECTION[level][version - 1]),
    }
}

/// Modules that carry no codeword, row by row: finders, timing, alignment, format and version. `version` is 1 to 40.
pub(super) fn function_modules(version: usize) -> Vec<bool> {
    let side = 17 + 4 * version;
    let mut function = vec![false; side * side];
    let mut mark = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
        for y in ys {
            function[y * side..][xs.clone()].fill(true);
        }
    };
    // Finders with the light line around them, and the format beside it.
    mark(0..9, 0..9);
    mark(side - 8..side, 0..9);
    mark(0..9, side - 8..side);
    // Timing.
    mark(0..side, 6..7);
    mark(6..7, 0..side);
    if version >= 7 {
        mark(side - 11..side - 8, 0..6);
        mark(0..6, side - 11..side - 8);
    }
    let middles = alignment(version);
    for x in &middles {
        for y in &middles {
            let in_finder = (*x == 6 && (*y == 6 || *y == side - 7)) || (*x == side - 7 && *y == 6);
            if !in_finder {
                mark(x - 2..x + 3, y - 2..y + 3);
            }
        }
    }
    function
}

/// The middles of the alignment patterns, in each direction.
fn alignment(version: usize) -> Vec<usize> {
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let last = 10 + 4 * version;
    // As evenly as whole even steps allow, the first one taking what is left over. Version 32 is an exception.
    let step = if version == 32 { 26 } else { (4 * version + 2 * count + 1) / (2 * count - 2) * 2 };
    let mut middles: Vec<usize> = (0..count - 1).map(|index| last - index * step).collect();
    middles.push(6);
    middles
}

/// A row for each of [`Ecc`], in its order, a column for each version.
///
/// Codewords for error correction in each block.
#[rustfmt::skip]
const CORRECTION: [[u8; 40]; 4] = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];

/// Blocks, likewise.
#[rustfmt::skip]
const BLOCKS: [[u8; 40]; 4] = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];
