//! One frame of a transfer, as bytes.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::density::SYMBOL;
use crate::error::CodeError;
use crate::kind::First;

/// The largest payload, 256 KiB.
pub const MOST_PAYLOAD: usize = 256 * 1024;
/// Symbol indices are three bytes.
pub const INDICES: u32 = 1 << 24;

const HEADER: usize = 11;
const SEAL: usize = 8;

/// Which transfer a frame belongs to: the first bytes of the payload's SHA-256, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TransferId {
    pub session: [u8; 4],
    /// Bytes of the payload, 1 to 262 144.
    pub length: u32,
}

impl TransferId {
    pub(crate) fn of(payload: &[u8]) -> Self {
        let hash = Sha256::digest(payload);
        Self { session: [hash[0], hash[1], hash[2], hash[3]], length: payload.len() as u32 }
    }

    /// Symbols of the payload, the last one filled up with zeros. At most 1267.
    pub(crate) fn symbols(self) -> usize {
        (self.length as usize).div_ceil(SYMBOL)
    }
}

/// The key under which both sides seal their frames.
pub struct Seal(Hmac<Sha256>);

impl Seal {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes a key of any length"))
    }

    fn over(&self, bytes: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(bytes);
        mac
    }
}

/// ```text
/// 0xA0 1 | session 4 | length u24 | first symbol index u24 | m × 207-byte symbols, m = 1..=14 | seal 8
/// ```
/// Numbers are big-endian. More symbols are in no QR code. They have the indices from the first on. The seal is the beginning of HMAC-SHA256 over
/// all bytes before it.
#[derive(Debug)]
pub struct Frame<'a> {
    pub transfer: TransferId,
    pub first: u32,
    pub symbols: &'a [[u8; SYMBOL]],
}

impl<'a> Frame<'a> {
    /// Reads what comes from the camera. In this order: shape, seal, bounds; nothing is allocated.
    pub fn open(bytes: &'a [u8], seal: &Seal) -> Result<Self, CodeError> {
        let (sealed, tag) = bytes.split_last_chunk::<SEAL>().ok_or(CodeError::Damaged)?;
        let (header, body) = sealed.split_first_chunk::<HEADER>().ok_or(CodeError::Damaged)?;
        let (symbols, []) = body.as_chunks::<SYMBOL>() else { return Err(CodeError::Damaged) };
        if symbols.is_empty() {
            return Err(CodeError::Damaged);
        }
        seal.over(sealed).verify_truncated_left(tag).map_err(|_| CodeError::WrongKey)?;

        let [_, s0, s1, s2, s3, l0, l1, l2, i0, i1, i2] = *header;
        let length = u32::from_be_bytes([0, l0, l1, l2]);
        let first = u32::from_be_bytes([0, i0, i1, i2]);
        if length as usize > MOST_PAYLOAD {
            return Err(CodeError::TooLarge { length });
        }
        if length == 0 || first + symbols.len() as u32 > INDICES {
            return Err(CodeError::Damaged);
        }
        Ok(Self { transfer: TransferId { session: [s0, s1, s2, s3], length }, first, symbols })
    }

    pub fn seal(&self, seal: &Seal) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + self.symbols.len() * SYMBOL + SEAL);
        bytes.push(First::Frame.byte());
        bytes.extend_from_slice(&self.transfer.session);
        bytes.extend_from_slice(&self.transfer.length.to_be_bytes()[1..]);
        bytes.extend_from_slice(&self.first.to_be_bytes()[1..]);
        bytes.extend_from_slice(self.symbols.as_flattened());
        let tag = seal.over(&bytes).finalize().into_bytes();
        bytes.extend_from_slice(&tag[..SEAL]);
        bytes
    }
}
