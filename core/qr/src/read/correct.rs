//! Reed-Solomon correction as QR codes use it: the codewords of a block are a polynomial over GF(256), its first byte
//! the highest term, that is zero at the first powers of 2.

use crate::gf256::{inverse, product};

/// Corrects up to half as many wrong bytes as the block's last `correction` bytes, in place. `None` when there are more;
/// the block is then of no use.
pub(super) fn correct(block: &mut [u8], correction: usize) -> Option<()> {
    let syndromes = syndromes(block, correction);
    if is_whole(&syndromes) {
        return Some(());
    }
    let locator = locator(&syndromes)?;
    // How wrong each byte is: syndromes × locator, the first terms, over the locator's derivative, which keeps every
    // second term.
    let term =
        |power: usize| sum((0..=power.min(locator.len() - 1)).map(|i| product(locator[i], syndromes[power - i])));
    let evaluator: Vec<u8> = (0..correction).map(term).collect();
    let derivative: Vec<u8> = (1..locator.len()).map(|power| if power % 2 == 1 { locator[power] } else { 0 }).collect();

    let mut corrected = 0;
    for (byte, place) in block.iter_mut().rev().zip(powers_of_two()) {
        let at = inverse(place);
        if eval(&locator, at) == 0 {
            let slope = eval(&derivative, at);
            // A place that is wrong twice is no place.
            if slope == 0 {
                return None;
            }
            *byte ^= product(place, product(eval(&evaluator, at), inverse(slope)));
            corrected += 1;
        }
    }
    (corrected == locator.len() - 1 && is_whole(&self::syndromes(block, correction))).then_some(())
}

fn is_whole(syndromes: &[u8]) -> bool {
    syndromes.iter().all(|syndrome| *syndrome == 0)
}

/// The block's values where a whole one has zeros.
fn syndromes(block: &[u8], correction: usize) -> Vec<u8> {
    let value = |at| block.iter().fold(0, |value, byte| product(value, at) ^ byte);
    powers_of_two().take(correction).map(value).collect()
}

/// Berlekamp and Massey's: the shortest recurrence that gives the syndromes, lowest term first. `None` when it is too
/// long to be corrected.
fn locator(syndromes: &[u8]) -> Option<Vec<u8>> {
    let mut current = vec![1u8];
    let mut previous = vec![1u8];
    let (mut length, mut shift, mut previous_error) = (0, 1, 1);
    for step in 0..syndromes.len() {
        let known = length.min(current.len() - 1);
        let error = sum((0..=known).map(|i| product(current[i], syndromes[step - i])));
        if error == 0 {
            shift += 1;
            continue;
        }
        let before = current.clone();
        let factor = product(error, inverse(previous_error));
        current.resize(current.len().max(previous.len() + shift), 0);
        for (i, coefficient) in previous.iter().enumerate() {
            current[i + shift] ^= product(factor, *coefficient);
        }
        if 2 * length <= step {
            length = step + 1 - length;
            (previous, previous_error, shift) = (before, error, 1);
        } else {
            shift += 1;
        }
    }
    current.resize(length + 1, 0);
    (2 * length <= syndromes.len()).then_some(current)
}

/// A polynomial, lowest term first, at one place.
fn eval(polynomial: &[u8], at: u8) -> u8 {
    polynomial.iter().rev().fold(0, |value, coefficient| product(value, at) ^ coefficient)
}

fn sum(terms: impl Iterator<Item = u8>) -> u8 {
    terms.fold(0, |sum, term| sum ^ term)
}

fn powers_of_two() -> impl Iterator<Item = u8> {
    std::iter::successors(Some(1), |power| Some(product(*power, 2)))
}
