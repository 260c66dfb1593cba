//! From corrected codewords to digits or bytes.

use crate::Content;

/// What the segments say together: digits when all of them are numeric, bytes otherwise. `None` for modes that are not
/// read (kanji, FNC1, codes that go on in another) and for lengths that do not fit.
pub(super) fn content(version: usize, data: &[u8]) -> Option<Content> {
    let mut bits = Bits { data, next: 0 };
    let mut text = Vec::new();
    let mut numeric = true;
    let mut segments = 0;
    // A code that is full to the last bits has no end mark, or a short one.
    while let Some(mode) = bits.take(4) {
        match mode {
            0 => break,
            1 => digits(&mut bits, by_version(version, [10, 12, 14]), &mut text)?,
            2 => alphanumeric(&mut bits, by_version(version, [9, 11, 13]), &mut text)?,
            4 => bytes(&mut bits, by_version(version, [8, 16, 16]), &mut text)?,
            7 => character_set(&mut bits)?,
            _ => return None,
        }
        numeric &= mode == 1;
        segments += 1;
    }
    if numeric && segments > 0 {
        // Nothing but digits was written.
        return String::from_utf8(text).ok().map(Content::Digits);
    }
    Some(Content::Bytes(text))
}

/// How many bits a length has, which grows with the version.
fn by_version(version: usize, lengths: [usize; 3]) -> usize {
    lengths[usize::from(version > 9) + usize::from(version > 26)]
}

fn digits(bits: &mut Bits<'_>, length_bits: usize, text: &mut Vec<u8>) -> Option<()> {
    let mut left = bits.take(length_bits)?;
    while left > 0 {
        let (count, group_bits, end) = match left {
            1 => (1, 4, 10),
            2 => (2, 7, 100),
            _ => (3, 10, 1000),
        };
        let group = bits.take(group_bits).filter(|group| *group < end)?;
        // Digits of a number below 1000, from the front.
        text.extend([group / 100, group / 10 % 10, group % 10][3 - count..].iter().map(|digit| b'0' + *digit as u8));
        left -= count as u32;
    }
    Some(())
}

fn alphanumeric(bits: &mut Bits<'_>, length_bits: usize, text: &mut Vec<u8>) -> Option<()> {
    const CHARACTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut left = bits.take(length_bits)?;
    while left > 1 {
        let pair = bits.take(11)? as usize;
        text.push(*CHARACTERS.get(pair / 45)?);
        text.push(CHARACTERS[pair % 45]);
        left -= 2;
    }
    if left == 1 {
        text.push(*CHARACTERS.get(bits.take(6)? as usize)?);
    }
    Some(())
}

fn bytes(bits: &mut Bits<'_>, length_bits: usize, text: &mut Vec<u8>) -> Option<()> {
    for _ in 0..bits.take(length_bits)? {
        text.push(bits.take(8)? as u8);
    }
    Some(())
}

/// Says how bytes are to be shown as text; they stay bytes here.
fn character_set(bits: &mut Bits<'_>) -> Option<()> {
    let first = bits.take(8)?;
    match first >> 5 {
        0..=3 => Some(()),
        4 | 5 => bits.take(8).map(drop),
        6 => bits.take(16).map(drop),
        _ => None,
    }
}

/// Bits from the front, the highest of each byte first.
struct Bits<'a> {
    data: &'a [u8],
    next: usize,
}

impl Bits<'_> {
    /// The next `count` bits, at most 16; `None` when there are fewer, and then nothing is taken.
    fn take(&mut self, count: usize) -> Option<u32> {
        if self.next + count > self.data.len() * 8 {
            return None;
        }
        let mut value = 0;
        for place in self.next..self.next + count {
            let bit = self.data[place / 8] >> (7 - place % 8) & 1;
            value = value << 1 | u32::from(bit);
        }
        self.next += count;
        Some(value)
    }
}
