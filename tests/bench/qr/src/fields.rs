//! Ways to multiply rows of bytes in GF(256), in safe Rust, side by side: what a decoder does a million times.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::gf256::{self, Nibbles};
use crate::random::Random;

const LEN: usize = 208;
const ROWS: usize = 1024;

/// `to` += coefficient · `from`
type MultiplyAdd = fn(&Tables, u8, &[u8], &mut [u8]);

struct Tables {
    products: Vec<[u8; 256]>,
    low: Vec<[u8; 16]>,
    high: Vec<[u8; 16]>,
}

pub fn print() {
    println!("{ROWS} rows of {LEN} bytes, one core, the best of 41; GB of row a second.\n");
    println!("| way | many rows into one | one row into many |");
    println!("|---|---|---|");
    let row = |bytes: usize| -> Vec<u8> { (0..256).map(|c| gf256::product(c as u8, bytes as u8)).collect() };
    let products: Vec<[u8; 256]> = (0..256).map(|c| row(c).try_into().expect("256 products")).collect();
    let halves = |shift: usize| products.iter().map(|row| std::array::from_fn(|half| row[half << shift])).collect();
    let tables = Tables { low: halves(0), high: halves(4), products: products.clone() };
    let ways: [(&str, MultiplyAdd); 5] = [
        ("logarithms and powers", logarithms),
        ("two tables of 16, by half bytes", half_bytes),
        ("a row of a 64 KiB table", product_row),
        ("doubling eight bytes in a u64", doubling_words),
        ("doubling sixteen bytes side by side", doubling_chunks),
    ];
    let mut random = Random::new(4);
    let rows: Vec<Vec<u8>> = (0..ROWS).map(|_| random.bytes(LEN)).collect();
    let coefficients = random.bytes(ROWS);
    let expected = {
        let mut sum = vec![0; LEN];
        rows.iter().zip(&coefficients).for_each(|(row, c)| logarithms(&tables, *c, row, &mut sum));
        sum
    };

    for (name, multiply_add) in ways {
        let into_one = best(|| {
            let mut sum = vec![0; LEN];
            for (row, coefficient) in rows.iter().zip(&coefficients) {
                multiply_add(&tables, *coefficient, row, &mut sum);
            }
            assert!(sum == expected, "{name}");
        });
        let mut targets = rows.clone();
        let into_many = best(|| {
            for (row, coefficient) in targets.iter_mut().zip(&coefficients) {
                multiply_add(&tables, *coefficient, &expected, row);
            }
            black_box(&mut targets);
        });
        line(name, into_one, into_many);
    }

    let mut nibbles = Nibbles::new(LEN);
    let into_one = best(|| {
        let mut sum = vec![0; LEN];
        nibbles.clear(LEN);
        for (row, coefficient) in rows.iter().zip(&coefficients) {
            nibbles.gather(*coefficient, row);
        }
        nibbles.collect(&mut sum);
        assert!(sum == expected);
    });
    let mut targets = rows.clone();
    let into_many = best(|| {
        nibbles.spread(&expected);
        for (row, coefficient) in targets.iter_mut().zip(&coefficients) {
            nibbles.add_to(*coefficient, row);
        }
        black_box(&mut targets);
    });
    line("sums by half bytes (mend-qr)", into_one, into_many);
    let into_one = best(|| {
        let mut sum = vec![0; LEN];
        rows.iter().for_each(|row| gf256::add(&mut sum, row));
        black_box(sum);
    });
    line("for scale: sums alone, no product", into_one, into_one);
}

fn line(name: &str, into_one: Duration, into_many: Duration) {
    let rate = |time: Duration| (ROWS * LEN) as f64 / 1e9 / time.as_secs_f64();
    println!("| {name} | {:.2} | {:.2} |", rate(into_one), rate(into_many));
}

fn best(mut work: impl FnMut()) -> Duration {
    (0..41)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn logarithms(_: &Tables, coefficient: u8, from: &[u8], to: &mut [u8]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to ^= gf256::product(coefficient, *from);
    }
}

fn product_row(tables: &Tables, coefficient: u8, from: &[u8], to: &mut [u8]) {
    let row = &tables.products[usize::from(coefficient)];
    for (to, from) in to.iter_mut().zip(from) {
        *to ^= row[usize::from(*from)];
    }
}

fn half_bytes(tables: &Tables, coefficient: u8, from: &[u8], to: &mut [u8]) {
    let (low, high) = (&tables.low[usize::from(coefficient)], &tables.high[usize::from(coefficient)]);
    for (to, from) in to.iter_mut().zip(from) {
        *to ^= low[usize::from(from & 15)] ^ high[usize::from(from >> 4)];
    }
}

fn doubling_words(_: &Tables, coefficient: u8, from: &[u8], to: &mut [u8]) {
    for (to, from) in to.as_chunks_mut::<8>().0.iter_mut().zip(from.as_chunks::<8>().0) {
        let mut power = u64::from_le_bytes(*from);
        let mut sum = u64::from_le_bytes(*to);
        for bit in 0..8 {
            sum ^= power & 0u64.wrapping_sub(u64::from(coefficient >> bit & 1));
            let carries = power >> 7 & 0x0101_0101_0101_0101;
            power = ((power & 0x7f7f_7f7f_7f7f_7f7f) << 1) ^ (carries * 0x1d);
        }
        *to = sum.to_le_bytes();
    }
}

fn doubling_chunks(_: &Tables, coefficient: u8, from: &[u8], to: &mut [u8]) {
    for (to, from) in to.as_chunks_mut::<16>().0.iter_mut().zip(from.as_chunks::<16>().0) {
        let mut power = *from;
        for bit in 0..8 {
            let mask = 0u8.wrapping_sub(coefficient >> bit & 1);
            for (to, power) in to.iter_mut().zip(&mut power) {
                *to ^= *power & mask;
                *power = *power << 1 ^ ((*power as i8 >> 7) as u8 & 0x1d);
            }
        }
    }
}
