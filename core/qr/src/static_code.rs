//! One code that says all: a pairing, or any payload up to about 1.2 kB.

use crate::capacity::smallest_for;
use crate::digits;
use crate::error::{CodeError, PayloadError};
use crate::kind::{First, Kind};
use crate::symbol::{Content, Ecc, Symbol};

/// A kind and a body, without session or seal: who may trust it is for the body to prove.
///
/// ```text
/// first byte 1 (0xA0 + kind) | body 1..=1263
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticCode {
    pub kind: Kind,
    pub body: Vec<u8>,
}

impl StaticCode {
    /// The longest body: what version 25 holds.
    pub const MOST: usize = 1263;

    /// The code to draw: the smallest version that holds it, with the most error correction that this version leaves
    /// room for.
    pub fn symbol(&self) -> Result<Symbol, PayloadError> {
        if self.body.is_empty() {
            return Err(PayloadError::Empty);
        }
        let digits = digits::encode(&[&[First::Static(self.kind).byte()], self.body.as_slice()].concat());
        let (version, ecc): (u8, Ecc) =
            smallest_for(digits.len()).ok_or(PayloadError::TooLarge { most: Self::MOST })?;
        Ok(Symbol { version, content: Content::Digits(digits), ecc })
    }

    pub(crate) fn from_body(kind: Kind, body: &[u8]) -> Result<Self, CodeError> {
        if body.is_empty() || body.len() > Self::MOST {
            return Err(CodeError::Damaged);
        }
        Ok(Self { kind, body: body.to_vec() })
    }
}
