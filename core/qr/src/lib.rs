#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod capacity;
mod coefficients;
mod decoder;
mod density;
mod digits;
pub mod draw;
mod encoder;
mod error;
mod frame;
mod gf256;
mod kind;
#[cfg(feature = "pictures")]
pub mod read;
mod solver;
mod static_code;
mod symbol;

pub use decoder::{Decoder, News, Progress, Seen};
pub use density::Density;
pub use encoder::Encoder;
pub use error::{CodeError, PayloadError};
pub use frame::TransferId;
pub use kind::Kind;
pub use static_code::StaticCode;
pub use symbol::{Content, Ecc, Symbol};
