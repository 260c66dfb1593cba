//! What a camera saw, put together again.

use sha2::{Digest, Sha256};

use crate::density::SYMBOL;
use crate::digits;
use crate::error::CodeError;
use crate::frame::{Frame, Seal, TransferId};
use crate::kind::First;
use crate::solver::Solver;
use crate::static_code::StaticCode;

/// Digits of the fullest QR code, version 40.
const MOST_DIGITS: usize = 7089;
/// Transfers gathered at a time.
const MOST_TRANSFERS: usize = 2;

/// What a code was, once it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A whole message of its own; no transfer is touched by it. It has no seal: its body must prove whose it is.
    Static(StaticCode),
    /// A frame of a transfer that still wants more.
    Frame { transfer: TransferId, news: News, progress: Progress },
    /// The frame that was still missing. The transfer's memory is free again.
    Complete { transfer: TransferId, payload: Vec<u8> },
    /// A frame of a transfer that this decoder has completed before.
    Late { transfer: TransferId },
}

/// What a frame added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The first frame of its transfer. Two are gathered at a time: the one named here gave way, having waited longer.
    Began { instead_of: Option<TransferId> },
    /// Symbols that were not known before.
    Added,
    /// Nothing: it was here before, or says what others said.
    Repeated,
}

/// Exact: each symbol still missing takes one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub known: usize,
    pub of: usize,
}

/// Takes codes in any order, any of them often or never, at any mixture of densities.
///
/// Holds two transfers at most, at most 1.5 MB each. A code that is refused leaves it as it was.
pub struct Decoder {
    seal: Seal,
    /// The one that was fed last is last.
    gathering: Vec<Gathering>,
    /// The latest completed ones, the newest last.
    completed: Vec<TransferId>,
}

struct Gathering {
    transfer: TransferId,
    solver: Solver,
}

impl Decoder {
    /// For frames that were sealed with `key`.
    pub fn new(key: &[u8; 32]) -> Self {
        Self { seal: Seal::new(key), gathering: Vec::new(), completed: Vec::new() }
    }

    /// Takes what a reader found in one code.
    pub fn read(&mut self, digits: &str) -> Result<Seen, CodeError> {
        let bytes = bytes_of(digits)?;
        match First::read(bytes[0])? {
            First::Static(kind) => StaticCode::from_body(kind, &bytes[1..]).map(Seen::Static),
            First::Frame => self.take(&Frame::open(&bytes, &self.seal)?),
        }
    }

    /// Transfers under way; the one that was fed last is last.
    pub fn transfers(&self) -> impl Iterator<Item = (TransferId, Progress)> {
        self.gathering.iter().map(|gathering| (gathering.transfer, gathering.progress()))
    }

    fn take(&mut self, frame: &Frame) -> Result<Seen, CodeError> {
        let transfer = frame.transfer;
        if self.completed.contains(&transfer) {
            return Ok(Seen::Late { transfer });
        }
        let before = self.gathering.iter().position(|gathering| gathering.transfer == transfer);
        let mut gathering = match before {
            Some(at) => self.gathering.remove(at),
            None => Gathering { transfer, solver: Solver::new(transfer.symbols()) },
        };
        let rank = gathering.solver.rank();
        for (index, symbol) in (frame.first..).zip(frame.symbols) {
            gathering.solver.push(index, symbol);
        }
        if gathering.solver.is_solved() {
            let payload = gathering.finish()?;
            if self.completed.len() == MOST_TRANSFERS {
                self.completed.remove(0);
            }
            self.completed.push(transfer);
            return Ok(Seen::Complete { transfer, payload });
        }
        let progress = gathering.progress();
        let news = match before {
            Some(_) if progress.known == rank => News::Repeated,
            Some(_) => News::Added,
            None => {
                let full = self.gathering.len() == MOST_TRANSFERS;
                News::Began { instead_of: full.then(|| self.gathering.remove(0).transfer) }
            }
        };
        self.gathering.push(gathering);
        Ok(Seen::Frame { transfer, news, progress })
    }
}

impl Gathering {
    fn progress(&self) -> Progress {
        Progress { known: self.solver.rank(), of: self.transfer.symbols() }
    }

    /// The payload, held against what the frames said of it.
    fn finish(self) -> Result<Vec<u8>, CodeError> {
        let mut payload = self.solver.solution();
        let filling = payload.split_off(self.transfer.length as usize);
        debug_assert!(filling.len() < SYMBOL);
        if Sha256::digest(&payload)[..4] != self.transfer.session || filling.iter().any(|byte| *byte != 0) {
            return Err(CodeError::Contradictory);
        }
        Ok(payload)
    }
}

impl StaticCode {
    /// Reads a code where only a static one can be meant. Anything else of ours is refused as damaged.
    pub fn read(digits: &str) -> Result<Self, CodeError> {
        let bytes = bytes_of(digits)?;
        match First::read(bytes[0])? {
            First::Static(kind) => Self::from_body(kind, &bytes[1..]),
            First::Frame => Err(CodeError::Damaged),
        }
    }
}

/// At least one byte.
fn bytes_of(digits: &str) -> Result<Vec<u8>, CodeError> {
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return Err(CodeError::NotOurs);
    }
    digits::decode(digits)
}
