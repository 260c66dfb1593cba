//! Arithmetic in GF(256), x⁸ + x⁴ + x³ + x² + 1, on rows of bytes.
//!
//! Nothing here looks a byte of a row up in a table. A multiple c·row is the sum of two of 32 rows, one for each half of
//! c, and sums of rows are XOR, which every compiler makes wide. That serves in both directions: many rows into one
//! ([`Nibbles::gather`], [`Nibbles::collect`]) and one row into many ([`Nibbles::spread`], [`Nibbles::add_to`]). The bench
//! in tests/bench/qr holds the usual ways against it.

const POLYNOMIAL: u16 = 0x11d;

/// Powers of 2, twice over, and logarithms to base 2.
const POWERS: [u8; 510] = {
    let mut powers = [0; 510];
    let mut value: u16 = 1;
    let mut i = 0;
    while i < 510 {
        powers[i] = value as u8;
        value <<= 1;
        if value & 0x100 != 0 {
            value ^= POLYNOMIAL;
        }
        i += 1;
    }
    powers
};
const LOGARITHMS: [u8; 256] = {
    let mut logarithms = [0; 256];
    let mut i = 0;
    while i < 255 {
        logarithms[POWERS[i] as usize] = i as u8;
        i += 1;
    }
    logarithms
};

pub fn product(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    POWERS[usize::from(LOGARITHMS[usize::from(a)]) + usize::from(LOGARITHMS[usize::from(b)])]
}

/// 1/a; there is none for zero, and the answer is then of no use.
pub fn inverse(a: u8) -> u8 {
    POWERS[255 - usize::from(LOGARITHMS[usize::from(a)])]
}

/// Rows are of whole chunks: what is shorter is filled up with zeros.
pub const CHUNK: usize = 16;
type Chunk = [u8; CHUNK];

/// The length of a row that holds so many bytes.
pub const fn row_len(bytes: usize) -> usize {
    bytes.next_multiple_of(CHUNK)
}

#[inline(always)]
fn chunks(row: &[u8]) -> &[Chunk] {
    row.as_chunks().0
}

#[inline(always)]
fn chunks_mut(row: &mut [u8]) -> &mut [Chunk] {
    row.as_chunks_mut().0
}

/// As one wide number: bytes one by one are made wide only by some optimisers, and not by those that save space.
#[inline(always)]
fn add_chunk(to: &mut Chunk, from: &Chunk) {
    *to = (u128::from_ne_bytes(*to) ^ u128::from_ne_bytes(*from)).to_ne_bytes();
}

/// `to` += `from`; both are rows, and what the longer one has beyond the other stays out of it.
pub fn add(to: &mut [u8], from: &[u8]) {
    for (to, from) in chunks_mut(to).iter_mut().zip(chunks(from)) {
        add_chunk(to, from);
    }
}

/// `row` ← 2 · `row`
fn double(row: &mut [u8]) {
    for chunk in chunks_mut(row) {
        for byte in chunk {
            let carry = (*byte as i8 >> 7) as u8 & POLYNOMIAL as u8;
            *byte = *byte << 1 ^ carry;
        }
    }
}

/// Thirty-two rows of one length: sixteen for the low half of a coefficient, sixteen for the high half.
pub struct Nibbles {
    len: usize,
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Nibbles {
    /// For rows of at most `len` bytes.
    pub fn new(len: usize) -> Self {
        let len = row_len(len);
        Self { len, low: vec![0; 16 * len], high: vec![0; 16 * len] }
    }

    /// Makes ready to gather rows of `len` bytes.
    pub fn clear(&mut self, len: usize) {
        self.len = row_len(len);
        self.low[..16 * self.len].fill(0);
        self.high[..16 * self.len].fill(0);
    }

    /// Adds `coefficient` · `row` to what [`collect`](Self::collect) will find. A shorter row counts as filled up.
    pub fn gather(&mut self, coefficient: u8, row: &[u8]) {
        let low = self.at(coefficient & 15);
        let high = self.at(coefficient >> 4);
        let low = chunks_mut(&mut self.low[low]).iter_mut();
        let high = chunks_mut(&mut self.high[high]).iter_mut();
        for ((low, high), from) in low.zip(high).zip(chunks(row)) {
            add_chunk(low, from);
            add_chunk(high, from);
        }
    }

    /// `to` += the sum of all that was gathered. Uses it up.
    pub fn collect(&mut self, to: &mut [u8]) {
        let len = self.len;
        let mut sum = vec![0; len];
        for rows in [&mut self.high, &mut self.low] {
            // Row v stands for v times itself: split by its highest bit, 8 to 15 are 8 times their sum and 0 to 7 of them.
            for bit in [8, 4, 2, 1] {
                double(&mut sum);
                let (lower, upper) = rows[..2 * bit * len].split_at_mut(bit * len);
                for (lower, upper) in lower.chunks_exact_mut(len).zip(upper.chunks_exact(len)) {
                    add(&mut sum, upper);
                    add(lower, upper);
                }
            }
        }
        add(to, &sum);
    }

    /// Makes ready to add multiples of `row` to others.
    pub fn spread(&mut self, row: &[u8]) {
        self.len = row.len();
        let len = self.len;
        let mut power = row.to_vec();
        for rows in [&mut self.low, &mut self.high] {
            rows[..len].fill(0);
            for bit in [1, 2, 4, 8] {
                let (lower, upper) = rows[..2 * bit * len].split_at_mut(bit * len);
                upper.copy_from_slice(lower);
                for upper in upper.chunks_exact_mut(len) {
                    add(upper, &power);
                }
                double(&mut power);
            }
        }
    }

    /// `to` += `coefficient` · the row that was spread
    pub fn add_to(&self, coefficient: u8, to: &mut [u8]) {
        let low = chunks(&self.low[self.at(coefficient & 15)]);
        let high = chunks(&self.high[self.at(coefficient >> 4)]);
        for ((to, low), high) in chunks_mut(to).iter_mut().zip(low).zip(high) {
            add_chunk(to, low);
            add_chunk(to, high);
        }
    }

    fn at(&self, nibble: u8) -> std::ops::Range<usize> {
        let at = usize::from(nibble) * self.len;
        at..at + self.len
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{CHUNK, Nibbles, inverse, product};

    /// As one multiplies by hand.
    fn slow_product(a: u8, b: u8) -> u8 {
        let mut sum = 0;
        for bit in (0..8).rev() {
            let carry = if sum & 0x80 != 0 { 0x1d } else { 0 };
            sum = (sum << 1) ^ carry;
            if b >> bit & 1 == 1 {
                sum ^= a;
            }
        }
        sum
    }

    #[test]
    fn products_and_inverses_are_those_of_the_field() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(product(a, b), slow_product(a, b), "{a} · {b}");
            }
            if a != 0 {
                assert_eq!(product(a, inverse(a)), 1, "{a}");
            }
        }
    }

    proptest! {
        #[test]
        fn gathered_rows_are_the_sum_of_products(
            rows in vec((any::<u8>(), vec(any::<u8>(), 2 * CHUNK)), 0..40),
            start in vec(any::<u8>(), 2 * CHUNK),
        ) {
            let mut nibbles = Nibbles::new(3 * CHUNK);
            // What an earlier sum left behind is not counted.
            nibbles.gather(7, &[9; 3 * CHUNK]);
            nibbles.clear(2 * CHUNK);
            let mut expected = start.clone();
            for (coefficient, row) in &rows {
                nibbles.gather(*coefficient, row);
                for (sum, byte) in expected.iter_mut().zip(row) {
                    *sum ^= slow_product(*coefficient, *byte);
                }
            }
            let mut sum = start;
            nibbles.collect(&mut sum);
            prop_assert_eq!(sum, expected);
        }

        #[test]
        fn spread_row_is_added_as_its_product(
            coefficient in any::<u8>(),
            row in vec(any::<u8>(), 2 * CHUNK),
            to in vec(any::<u8>(), 2 * CHUNK),
        ) {
            let mut nibbles = Nibbles::new(3 * CHUNK);
            nibbles.spread(&row);
            let expected: Vec<u8> = to.iter().zip(&row).map(|(to, byte)| to ^ slow_product(coefficient, *byte)).collect();
            let mut sum = to;
            nibbles.add_to(coefficient, &mut sum);
            prop_assert_eq!(sum, expected);
        }
    }
}
