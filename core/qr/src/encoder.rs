//! A payload as frames without end.

use crate::coefficients;
use crate::density::{Density, SYMBOL};
use crate::digits;
use crate::error::PayloadError;
use crate::frame::{Frame, INDICES, MOST_PAYLOAD, Seal, TransferId};
use crate::gf256::{self, Nibbles};
use crate::symbol::{Content, Ecc, Symbol};

/// Shows one payload: first its own symbols in their order, then mixtures of them, each a new one. It never repeats
/// itself, so whoever misses a frame needs any other one and does not wait for that one.
///
/// Ends after 2^24 symbols, which no one lives to see: four days at 12 frames of the default density a second.
pub struct Encoder {
    transfer: TransferId,
    /// Rows of whole chunks, for the arithmetic.
    symbols: Vec<[u8; gf256::row_len(SYMBOL)]>,
    seal: Seal,
    next: u32,
    density: Density,
    nibbles: Nibbles,
}

impl Encoder {
    /// The largest payload, in bytes: 256 KiB.
    pub const MOST: usize = MOST_PAYLOAD;

    /// Frames that `key` seals. The payload is not hidden by it: seal what must not be read before you show it.
    pub fn new(payload: &[u8], key: &[u8; 32], density: Density) -> Result<Self, PayloadError> {
        if payload.is_empty() {
            return Err(PayloadError::Empty);
        }
        if payload.len() > MOST_PAYLOAD {
            return Err(PayloadError::TooLarge { most: MOST_PAYLOAD });
        }
        let symbols = payload.chunks(SYMBOL).map(|part| {
            let mut symbol = [0; _];
            symbol[..part.len()].copy_from_slice(part);
            symbol
        });
        Ok(Self {
            transfer: TransferId::of(payload),
            symbols: symbols.collect(),
            seal: Seal::new(key),
            next: 0,
            density,
            nibbles: Nibbles::new(SYMBOL),
        })
    }

    /// Goes on from a symbol that [`next_index`](Self::next_index) gave, in this showing or an earlier one.
    pub fn starting_at(mut self, index: u32) -> Self {
        self.next = index;
        self
    }

    /// From the next frame on, more or less in each. Whoever is scanning loses nothing.
    pub fn set_density(&mut self, density: Density) {
        self.density = density;
    }

    /// The index of the first symbol of the next frame.
    pub fn next_index(&self) -> u32 {
        self.next
    }

    /// Frames at this density that a camera needs if it misses none.
    pub fn frames(&self) -> usize {
        self.symbols.len().div_ceil(self.density.symbols())
    }

    pub fn transfer(&self) -> TransferId {
        self.transfer
    }

    fn symbol(&mut self, index: u32) -> [u8; SYMBOL] {
        let mut mixed = [0; gf256::row_len(SYMBOL)];
        match self.symbols.get(index as usize) {
            Some(symbol) => mixed = *symbol,
            None => {
                let mut coefficients = vec![0; self.symbols.len()];
                coefficients::fill(index, &mut coefficients);
                self.nibbles.clear(SYMBOL);
                for (coefficient, symbol) in coefficients.iter().zip(&self.symbols) {
                    self.nibbles.gather(*coefficient, symbol);
                }
                self.nibbles.collect(&mut mixed);
            }
        }
        let mut symbol = [0; SYMBOL];
        symbol.copy_from_slice(&mixed[..SYMBOL]);
        symbol
    }
}

impl Iterator for Encoder {
    type Item = Symbol;

    fn next(&mut self) -> Option<Symbol> {
        let first = self.next;
        let end = first.checked_add(self.density.symbols() as u32).filter(|end| *end <= INDICES)?;
        let symbols: Vec<[u8; SYMBOL]> = (first..end).map(|index| self.symbol(index)).collect();
        self.next = end;
        let frame = Frame { transfer: self.transfer, first, symbols: &symbols }.seal(&self.seal);
        Some(Symbol {
            version: self.density.version(),
            content: Content::Digits(digits::encode(&frame)),
            ecc: Ecc::Low,
        })
    }
}
