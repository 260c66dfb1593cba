//! Bytes as decimal digits, twelve bytes in twenty-nine. QR readers hand digits on unchanged, on every phone; what they
//! do with other bytes differs from one to the next.
//!
//! One byte string has one digit string, and a digit string that no byte string has is refused.

use crate::error::CodeError;

/// Bytes of a whole block, and its digits. 2^96 < 10^29.
const BLOCK: usize = 12;
const BLOCK_DIGITS: usize = 29;
/// Digits of a last block of so many bytes: the fewest that hold every value.
const DIGITS: [usize; BLOCK + 1] = [0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27, BLOCK_DIGITS];

/// How many digits `bytes` bytes take.
pub const fn digits_of(bytes: usize) -> usize {
    bytes / BLOCK * BLOCK_DIGITS + DIGITS[bytes % BLOCK]
}

/// Each block is one big-endian number, with leading zeros.
pub fn encode(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(digits_of(bytes.len()));
    for block in bytes.chunks(BLOCK) {
        let mut value = block.iter().fold(0u128, |value, byte| value << 8 | u128::from(*byte));
        let mut text = [b'0'; BLOCK_DIGITS];
        let text = &mut text[..DIGITS[block.len()]];
        // A machine divides 64 bits fast: the number is cut once, and its halves are written digit by digit.
        const HALF: u128 = 10_u128.pow(15);
        for part in text.rchunks_mut(15) {
            let mut low = (value % HALF) as u64;
            value /= HALF;
            for digit in part.iter_mut().rev() {
                *digit = b'0' + (low % 10) as u8;
                low /= 10;
            }
        }
        digits.extend(text.iter().map(|digit| char::from(*digit)));
    }
    digits
}

/// The bytes that `digits` stand for. Takes memory for no more than the digits it was given.
pub fn decode(digits: &str) -> Result<Vec<u8>, CodeError> {
    let digits = digits.as_bytes();
    let rest = digits.len() % BLOCK_DIGITS;
    let last = DIGITS[..BLOCK].iter().position(|len| *len == rest).ok_or(CodeError::NotOurs)?;
    let mut bytes = Vec::with_capacity(digits.len() / BLOCK_DIGITS * BLOCK + last);
    for block in digits.chunks(BLOCK_DIGITS) {
        let len = if block.len() == BLOCK_DIGITS { BLOCK } else { last };
        let mut value = 0u128;
        for digits in block.chunks(15) {
            let mut part = 0u64;
            for digit in digits {
                if !digit.is_ascii_digit() {
                    return Err(CodeError::NotOurs);
                }
                part = part * 10 + u64::from(digit - b'0');
            }
            value = value * 10_u128.pow(digits.len() as u32) + u128::from(part);
        }
        if value >> (8 * len) != 0 {
            return Err(CodeError::NotOurs);
        }
        bytes.extend_from_slice(&value.to_be_bytes()[16 - len..]);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{decode, digits_of, encode};
    use crate::error::CodeError;

    #[test]
    fn last_block_takes_the_fewest_digits_that_hold_it() {
        for bytes in 1..=12u32 {
            let largest = u128::MAX >> (128 - 8 * bytes);
            assert_eq!(digits_of(bytes as usize), largest.to_string().len(), "{bytes} bytes");
            assert_eq!(encode(&vec![0xff; bytes as usize]), largest.to_string());
        }
    }

    #[test]
    fn value_one_above_the_largest_is_refused() {
        for bytes in 1..=12u32 {
            let above = (1u128 << (8 * bytes)).to_string();
            assert_eq!(decode(&above), Err(CodeError::NotOurs), "{bytes} bytes");
        }
    }

    #[test]
    fn anything_but_ascii_digits_is_refused() {
        for text in ["12a", "1 2", "-12", "+12", "1٣", "０１", "1\u{0}2", "1.2", "0x1"] {
            assert_eq!(decode(text), Err(CodeError::NotOurs), "{text:?}");
        }
    }

    #[test]
    fn impossible_numbers_of_digits_are_refused() {
        let possible: Vec<usize> = (0..=24).map(digits_of).collect();
        for len in 0..=58 {
            assert_eq!(decode(&"0".repeat(len)).is_ok(), possible.contains(&len), "{len} digits");
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let digits = encode(&bytes);
            prop_assert_eq!(digits.len(), digits_of(bytes.len()));
            prop_assert_eq!(decode(&digits), Ok(bytes));
        }

        #[test]
        fn digits_that_are_read_are_written_the_same(digits in "[0-9]{0,90}") {
            if let Ok(bytes) = decode(&digits) {
                prop_assert_eq!(encode(&bytes), digits);
            }
        }

        #[test]
        fn two_byte_strings_never_share_digits(
            one in proptest::collection::vec(any::<u8>(), 0..40),
            other in proptest::collection::vec(any::<u8>(), 0..40),
        ) {
            prop_assert!(one == other || encode(&one) != encode(&other));
        }
    }
}
