//! QR codes as pictures: [`Matrix`] for apps that paint for themselves, [`terminal()`], [`png()`], [`svg()`], [`gif()`].
//!
//! ```
//! use mend_qr::draw::{self, Background, Matrix};
//! use mend_qr::{Content, Ecc, Symbol};
//!
//! let symbol = Symbol { version: 2, content: Content::Digits("0123456789".to_string()), ecc: Ecc::Medium };
//! let matrix = Matrix::draw(&symbol)?;
//! assert_eq!(matrix.side(), 17 + 4 * 2 + 2 * draw::QUIET_ZONE);
//! let text = draw::terminal(&matrix, Background::Dark, Some(80))?;
//! assert_eq!(text.lines().count(), 17);
//! let picture = draw::png(&matrix, 8)?;
//! # Ok::<(), draw::DrawError>(())
//! ```
//!
//! The same symbol gives the same bytes every time, in every format. Every picture has its quiet zone, four light
//! modules on each side, and is dark on light: readers need both.
//!
//! Without the feature `pictures` there are no PNG and no GIF, for apps that paint.
//!
//! The mask is fixed, see [`MASK`], so that a frame costs 0.1 ms (version 20) and not the price of trying eight.

mod error;
#[cfg(feature = "pictures")]
mod gif;
mod matrix;
#[cfg(feature = "pictures")]
mod png;
mod svg;
mod terminal;
#[cfg(test)]
#[cfg(feature = "pictures")]
mod tests;

pub use error::DrawError;
#[cfg(feature = "pictures")]
pub use gif::{GifOptions, gif};
pub use matrix::{MASK, Matrix, QUIET_ZONE};
#[cfg(feature = "pictures")]
pub use png::png;
pub use svg::svg;
pub use terminal::{Background, terminal};

/// Frames to show in a second: what most phone cameras follow without missing any.
pub const DEFAULT_FRAMES_PER_SECOND: u32 = 12;

/// The widest and highest picture that is drawn, in pixels.
pub const MAX_PICTURE_SIDE: usize = 8192;

/// The side of a picture in pixels.
///
/// # Errors
/// [`DrawError::Scale`] when it would be nothing, or more than [`MAX_PICTURE_SIDE`].
#[cfg(feature = "pictures")]
fn picture_side(matrix_side: usize, scale: usize) -> Result<usize, DrawError> {
    let largest = MAX_PICTURE_SIDE / matrix_side;
    if scale == 0 || scale > largest {
        return Err(DrawError::Scale { scale, largest });
    }
    Ok(matrix_side * scale)
}
