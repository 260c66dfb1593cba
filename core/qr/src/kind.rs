//! The first byte of every code: whose it is, its version, its kind.
//!
//! ```text
//! 0xA0          a frame of a transfer, version 1
//! 0xA1 .. 0xA7  a static code of kind 1 to 7, version 1
//! 0xA8 .. 0xAF  a newer version
//! else          not ours
//! ```

use crate::error::CodeError;

const OURS: u8 = 0xA0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    Frame,
    Static(Kind),
}

/// What a static code is for. The numbers 1 to 7 are the caller's to give meaning to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind(u8);

impl Kind {
    /// `None` unless `number` is 1 to 7.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 7 { Some(Self(number)) } else { None }
    }

    pub const fn number(self) -> u8 {
        self.0
    }
}

impl First {
    pub fn byte(self) -> u8 {
        match self {
            Self::Frame => OURS,
            Self::Static(kind) => OURS | kind.0,
        }
    }

    pub fn read(byte: u8) -> Result<Self, CodeError> {
        match byte ^ OURS {
            0 => Ok(Self::Frame),
            kind @ 1..=7 => Ok(Self::Static(Kind(kind))),
            8..=15 => Err(CodeError::NewerVersion),
            _ => Err(CodeError::NotOurs),
        }
    }
}
