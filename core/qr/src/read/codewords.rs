//! From the modules of a code to what it says.

use super::{correct, layout, segments};
use crate::{Content, Ecc};

/// The modules of one code, without a quiet zone.
pub(super) struct Modules {
    side: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// `side` is 17 + 4 × version; asks for each module by column and row.
    pub(super) fn new(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Modules {
        let dark = (0..side * side).map(|index| is_dark(index % side, index / side)).collect();
        Modules { side, dark }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.side + x]
    }
}

/// What the code says; `None` when it is none, or damaged beyond its error correction, or says what we have no words for.
pub(super) fn read(modules: &Modules) -> Option<Content> {
    if !has_timing(modules) {
        return None;
    }
    let version = (modules.side - 17) / 4;
    let (ecc, mask) = format(modules)?;
    let data = corrected(&codewords(modules, version, mask), &layout::blocks(version, ecc))?;
    segments::content(version, &data)
}

/// Dark and light take turns along both timing patterns, one in eight may be wrong.
fn has_timing(modules: &Modules) -> bool {
    let places = 8..modules.side - 8;
    let wrong = places
        .clone()
        .flat_map(|place| [(place, modules.is_dark(place, 6)), (place, modules.is_dark(6, place))])
        .filter(|(place, dark)| (place % 2 == 0) != *dark)
        .count();
    wrong * 8 <= 2 * places.len()
}

/// Error correction and mask, of which a code carries two copies, in 5 bits that grow to 15.
fn format(modules: &Modules) -> Option<(Ecc, u8)> {
    let last = modules.side - 1;
    // From the highest bit.
    let first_copy = [0, 1, 2, 3, 4, 5, 7, 8].map(|x| (x, 8)).into_iter().chain([7, 5, 4, 3, 2, 1, 0].map(|y| (8, y)));
    let second_copy = (0..7).map(|i| (8, last - i)).chain((0..8).map(|i| (last - 7 + i, 8)));
    let word = |places: &mut dyn Iterator<Item = (usize, usize)>| {
        places.fold(0u16, |word, (x, y)| word << 1 | u16::from(modules.is_dark(x, y)))
    };
    let copies = [word(&mut first_copy.into_iter()), word(&mut second_copy.into_iter())];

    let distance = |format: &u16| copies.map(|copy| (copy ^ format_word(*format)).count_ones()).into_iter().min();
    let format = (0..32).min_by_key(distance)?;
    // Any two words differ in 7 bits.
    if distance(&format)? > 3 {
        return None;
    }
    let ecc = [Ecc::Medium, Ecc::Low, Ecc::High, Ecc::Quartile][usize::from(format >> 3)];
    Some((ecc, (format & 7) as u8))
}

/// 5 bits with 10 of a BCH code after them, under the standard's fixed mask.
fn format_word(format: u16) -> u16 {
    let mut rest = format;
    for _ in 0..10 {
        rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    }
    ((format << 10) | (rest & 0x3FF)) ^ 0x5412
}

/// The codewords in the order in which they stand: columns in pairs from the right, up and down in turns.
fn codewords(modules: &Modules, version: usize, mask: u8) -> Vec<u8> {
    let side = modules.side;
    let function = layout::function_modules(version);
    let mut words = Vec::with_capacity(side * side / 8);
    let (mut word, mut bits) = (0u8, 0);
    let mut upward = true;
    // The column of the vertical timing pattern is left out of the pairs.
    for right in (1..side).rev().step_by(2).map(|x| if x <= 6 { x - 1 } else { x }) {
        for step in 0..side {
            let y = if upward { side - 1 - step } else { step };
            for x in [right, right - 1] {
                if function[y * side + x] {
                    continue;
                }
                word = word << 1 | u8::from(modules.is_dark(x, y) != is_masked(mask, x, y));
                bits += 1;
                if bits == 8 {
                    words.push(word);
                    (word, bits) = (0, 0);
                }
            }
        }
        upward = !upward;
    }
    words
}

fn is_masked(mask: u8, x: usize, y: usize) -> bool {
    let rest = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    rest == 0
}

/// Undoes the dealing out of codewords to blocks, corrects each block, and joins what they carry. `None` when one of
/// them is beyond correction.
fn corrected(words: &[u8], blocks: &layout::Blocks) -> Option<Vec<u8>> {
    let carried = blocks.codewords - blocks.count * blocks.correction;
    // The last blocks carry one more where it does not divide evenly.
    let (short, longer) = (carried / blocks.count, carried % blocks.count);
    let (data, correction) = words.get(..blocks.codewords)?.split_at(carried);
    let (even, rest) = data.split_at(short * blocks.count);
    let mut all = Vec::with_capacity(carried);
    for index in 0..blocks.count {
        let dealt = |words: &[u8]| words.iter().skip(index).step_by(blocks.count).copied().collect::<Vec<u8>>();
        let mut block = dealt(even);
        if index >= blocks.count - longer {
            block.push(rest[index - (blocks.count - longer)]);
        }
        let length = block.len();
        block.extend(dealt(correction));
        correct::correct(&mut block, blocks.correction)?;
        all.extend_from_slice(&block[..length]);
    }
    Some(all)
}
