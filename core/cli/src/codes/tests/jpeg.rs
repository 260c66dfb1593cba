//! A JPEG as a messenger makes one of a screenshot: baseline, grey, with losses. Only for tests: one table of whole bytes
//! in place of Huffman's short ones, and a slow transform.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

const SIDE: usize = 8;
/// How much is thrown away of each frequency.
const STEP: u8 = 24;

pub fn jpeg(width: usize, height: usize, pixels: &[u8]) -> Vec<u8> {
    let [w, h] = [width, height].map(|side| u16::try_from(side).expect("a small picture").to_be_bytes());
    let mut file = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
    file.extend([STEP; SIDE * SIDE]);
    file.extend([0xFF, 0xC0, 0, 11, 8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0]);
    // Sizes of the first coefficient in codes of 4 bits, runs and sizes of the others in codes of 8.
    file.extend([0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.extend(0..12);
    file.extend([0xFF, 0xC4, 0, 19 + 162, 0x10, 0, 0, 0, 0, 0, 0, 0, 162, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.extend(runs_and_sizes());
    file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 63, 0]);

    let mut bits = Bits { file, held: 0, count: 0 };
    let mut before = 0;
    for y in (0..height).step_by(SIDE) {
        for x in (0..width).step_by(SIDE) {
            let block = quantized(|i, j| pixels[(y + j).min(height - 1) * width + (x + i).min(width - 1)]);
            write(&mut bits, &block, before);
            before = block[0];
        }
    }
    // Filled up with ones.
    bits.push(0x7F, 7);
    bits.file.extend([0xFF, 0xD9]);
    bits.file
}

fn runs_and_sizes() -> impl Iterator<Item = u8> {
    [0x00, 0xF0].into_iter().chain((0..16).flat_map(|run| (1..=10).map(move |size| run << 4 | size)))
}

/// In the order of the zigzag.
fn quantized(pixel: impl Fn(usize, usize) -> u8) -> [i32; SIDE * SIDE] {
    let wave = |at: usize, of: usize| ((2 * at + 1) as f64 * of as f64 * PI / 16.0).cos();
    let weight = |of: usize| if of == 0 { FRAC_1_SQRT_2 } else { 1.0 };
    let mut out = [0; SIDE * SIDE];
    for (slot, (u, v)) in out.iter_mut().zip(zigzag()) {
        let mut sum = 0.0;
        for j in 0..SIDE {
            for i in 0..SIDE {
                sum += (f64::from(pixel(i, j)) - 128.0) * wave(i, u) * wave(j, v);
            }
        }
        *slot = (sum * weight(u) * weight(v) / 4.0 / f64::from(STEP)).round() as i32;
    }
    out
}

fn zigzag() -> impl Iterator<Item = (usize, usize)> {
    (0..2 * SIDE - 1).flat_map(|sum| {
        let along = (0..=sum).filter(move |i| *i < SIDE && sum - i < SIDE);
        along.map(move |i| if sum % 2 == 0 { (i, sum - i) } else { (sum - i, i) })
    })
}

struct Bits {
    file: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, bits: u32) {
        self.held = self.held << bits | value;
        self.count += bits;
        while self.count >= 8 {
            let byte = (self.held >> (self.count - 8)) as u8;
            self.file.push(byte);
            if byte == 0xFF {
                self.file.push(0);
            }
            self.count -= 8;
            self.held &= (1 << self.count) - 1;
        }
    }

    fn number(&mut self, value: i32, size: u32) {
        let low = if value < 0 { value - 1 } else { value };
        self.push(low as u32 & ((1 << size) - 1), size);
    }
}

fn write(bits: &mut Bits, block: &[i32; SIDE * SIDE], before: i32) {
    let size_of = |value: i32| i32::BITS - value.unsigned_abs().leading_zeros();
    let difference = block[0] - before;
    let size = size_of(difference);
    bits.push(size, 4);
    bits.number(difference, size);
    let code = |symbol: u8| runs_and_sizes().position(|one| one == symbol).expect("every symbol has a code") as u32;
    let mut run = 0;
    for value in &block[1..] {
        if *value == 0 {
            run += 1;
            continue;
        }
        for _ in 0..run / 16 {
            bits.push(code(0xF0), 8);
        }
        let size = size_of(*value);
        bits.push(code((run % 16) << 4 | size as u8), 8);
        bits.number(*value, size);
        run = 0;
    }
    if run > 0 {
        bits.push(code(0x00), 8);
    }
}
