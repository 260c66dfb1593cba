//! Symbols in, payload out: linear equations over GF(256), solved as they come.
//!
//! The rows that are held form a reduced echelon matrix: each has a symbol of its own, its pivot, which no other row
//! holds, and beyond it only symbols that are still free. So whatever comes is reduced in one pass, the rank is known
//! after every symbol, and a row holds no more than its data and one coefficient for each free symbol. Bytes held for K
//! symbols: at most K × 208 of data and K²/2 of coefficients, 1.1 MB for the largest payload.

use crate::coefficients;
use crate::density::SYMBOL;
use crate::gf256::{self, Nibbles};

/// Data of a symbol in a row: filled up to whole chunks.
const DATA: usize = gf256::row_len(SYMBOL);

/// Symbols of the largest payload fit well.
type Index = u16;

pub struct Solver {
    symbols: usize,
    /// By symbol: what is known of it.
    places: Vec<Place>,
    /// Symbols that no row has for a pivot. A row's coefficients are in this order.
    free: Vec<Index>,
    rows: Vec<Row>,
    scratch: Nibbles,
}

enum Place {
    /// It stands there in [`Solver::free`].
    Free(Index),
    /// The pivot of that row.
    Pivot(Index),
    Known(Box<[u8; DATA]>),
}

/// pivot + coefficients · free symbols = data
struct Row {
    pivot: Index,
    /// Data, then coefficients, then zeros to a whole chunk.
    bytes: Vec<u8>,
}

impl Solver {
    /// For 1 to 65 535 symbols. Takes memory for their data only as they come.
    pub fn new(symbols: usize) -> Self {
        let free: Vec<Index> = (0..symbols as Index).collect();
        let places = free.iter().map(|at| Place::Free(*at)).collect();
        Self { symbols, places, free, rows: Vec::new(), scratch: Nibbles::new(DATA + symbols) }
    }

    /// How many of the symbols' equations are independent: solved when it is the number of symbols.
    pub fn rank(&self) -> usize {
        self.symbols - self.free.len()
    }

    pub fn is_solved(&self) -> bool {
        self.free.is_empty()
    }

    /// Takes in the symbol `index`: one of the payload's own, or a mixture. Says whether it was news.
    pub fn push(&mut self, index: u32, data: &[u8; SYMBOL]) -> bool {
        if self.is_solved() {
            return false;
        }
        let mut incoming = vec![0; gf256::row_len(DATA + self.free.len())];
        incoming[..SYMBOL].copy_from_slice(data);
        match self.places.get(index as usize) {
            Some(Place::Known(_)) => return false,
            Some(Place::Free(at)) => incoming[DATA + usize::from(*at)] = 1,
            Some(Place::Pivot(row)) => gf256::add(&mut incoming, &self.rows[usize::from(*row)].bytes),
            None => self.reduce(index, &mut incoming),
        }
        let Some(last) = incoming[DATA..].iter().rposition(|coefficient| *coefficient != 0) else { return false };
        self.insert(last, incoming);
        true
    }

    /// Takes out of a mixture all symbols that are known or pivots.
    fn reduce(&mut self, index: u32, incoming: &mut [u8]) {
        let nibbles = &mut self.scratch;
        let mut coefficients = vec![0; self.symbols];
        coefficients::fill(index, &mut coefficients);
        for (coefficient, symbol) in incoming[DATA..].iter_mut().zip(&self.free) {
            *coefficient = coefficients[usize::from(*symbol)];
        }
        nibbles.clear(DATA);
        for (place, coefficient) in self.places.iter().zip(&coefficients) {
            if let Place::Known(data) = place {
                nibbles.gather(*coefficient, data.as_slice());
            }
        }
        nibbles.collect(incoming);
        nibbles.clear(incoming.len());
        for row in &self.rows {
            nibbles.gather(coefficients[usize::from(row.pivot)], &row.bytes);
        }
        nibbles.collect(incoming);
    }

    /// Makes the free symbol at `at` the pivot of a new row, and takes it out of all others.
    fn insert(&mut self, at: usize, mut bytes: Vec<u8>) {
        let inverse = gf256::inverse(bytes[DATA + at]);
        if inverse != 1 || !self.rows.is_empty() {
            let nibbles = &mut self.scratch;
            nibbles.spread(&bytes);
            for row in &mut self.rows {
                let coefficient = row.bytes[DATA + at];
                if coefficient != 0 {
                    nibbles.add_to(gf256::product(coefficient, inverse), &mut row.bytes);
                }
            }
            bytes.fill(0);
            nibbles.add_to(inverse, &mut bytes);
        }
        // Its column is zero in every row now, but one in its own.
        bytes[DATA + at] = 0;

        let pivot = self.free.swap_remove(at);
        if let Some(moved) = self.free.get(at) {
            self.places[usize::from(*moved)] = Place::Free(at as Index);
        }
        let last = self.free.len();
        let len = gf256::row_len(DATA + last);
        let mut row = Row { pivot, bytes };
        for row in self.rows.iter_mut().chain([&mut row]) {
            row.bytes.swap(DATA + at, DATA + last);
            row.bytes.truncate(len);
        }
        match row.bytes.split_first_chunk() {
            Some((data, coefficients)) if coefficients.iter().all(|coefficient| *coefficient == 0) => {
                self.places[usize::from(pivot)] = Place::Known(Box::new(*data));
            }
            _ => {
                self.places[usize::from(pivot)] = Place::Pivot(self.rows.len() as Index);
                self.rows.push(row);
            }
        }
    }

    /// All symbols in their order, once it is solved.
    pub fn solution(&self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(self.symbols * SYMBOL);
        for place in &self.places {
            match place {
                Place::Known(data) => payload.extend_from_slice(&data[..SYMBOL]),
                Place::Pivot(row) => payload.extend_from_slice(&self.rows[usize::from(*row)].bytes[..SYMBOL]),
                Place::Free(_) => {}
            }
        }
        payload
    }
}
