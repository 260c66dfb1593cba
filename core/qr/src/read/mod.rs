//! Pictures back to what their QR codes say.
//!
//! [`read()`] takes a whole PNG, JPEG or GIF file. [`Pictures`] hands out a file's pictures one by one, for a progress
//! bar, for a GIF that is cut off in the middle, and for readers of your own; [`codes()`] reads one.
//!
//! ```
//! # use mend_qr::{Content, Ecc, Symbol, draw, read};
//! # let symbol = Symbol { version: 2, content: Content::Digits("0123456789".into()), ecc: Ecc::Low };
//! # let matrix = draw::Matrix::draw(&symbol).unwrap();
//! let file = draw::gif(&[matrix.clone(), matrix], &draw::GifOptions::default())?;
//! let said = read::read(&file, &read::Limits::default())?;
//! assert_eq!(said, vec![symbol.content; 2]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is read
//! What [`draw`](crate::draw) makes, screenshots, pictures that a messenger has shrunk and recompressed, and photographs
//! that are sharp: turned, leaning, unevenly lit. Codes are dark on light or light on dark, from one pixel a module, not
//! always a whole one, nor square. Several may stand in one picture. Numeric, alphanumeric and byte segments of all 40
//! versions; kanji and codes that go on in another are passed over, mirror images and bent paper are not tried.
//!
//! Worse photographs need more. The feature `camera` adds a reader for them, zxing-cpp, whose C++ is built from the
//! crate; [`codes()`] asks it about pictures in which this one finds nothing. Phones use their own readers.
//! `cargo test -p mend-qr --test camera -- --nocapture` prints which reader reads what.
//!
//! # What a hostile file can do
//! Waste a bounded amount of time and memory, see [`Limits`]. Sizes are looked at before memory is taken. In one picture
//! no more than 128 finder patterns are taken up, nor 96 trios of them tried: 4 million pixels of nothing else take a
//! tenth of a second.

mod binary;
#[cfg(feature = "camera")]
mod camera;
mod codewords;
mod correct;
mod error;
mod finder;
mod gif;
mod grid;
mod jpeg;
mod layout;
mod limits;
mod luma;
mod pictures;
mod png;
mod projection;
mod segments;
#[cfg(test)]
mod tests;

pub use error::{PictureFormat, ReadError};
pub use limits::Limits;
pub use luma::Luma;
pub use pictures::Pictures;

#[cfg(feature = "camera")]
pub use camera::camera_codes;

use crate::Content;

/// What all codes in all pictures of a PNG, JPEG or GIF file say: picture by picture, from the top. Codes that are shown
/// twice are told twice; a file without any gives an empty list.
///
/// # Errors
/// By what is wrong with the file, see [`ReadError`]. The codes before the damage are lost here; [`Pictures`] keeps them.
pub fn read(file: &[u8], limits: &Limits) -> Result<Vec<Content>, ReadError> {
    let mut said = Vec::new();
    for picture in Pictures::open(file, limits)? {
        said.extend(codes(&picture?));
    }
    Ok(said)
}

/// What the codes in one picture say, from the top; none is no error. With the feature `camera`, zxing-cpp is asked
/// where [`own_codes()`] finds nothing.
pub fn codes(picture: &Luma) -> Vec<Content> {
    let found = own_codes(picture);
    #[cfg(feature = "camera")]
    if found.is_empty() {
        return camera_codes(picture);
    }
    found
}

/// What the codes in one picture say, from the top, by the reader of this crate alone.
pub fn own_codes(picture: &Luma) -> Vec<Content> {
    for divided in binary::ways_to_divide(picture) {
        let found = grid::codes(&divided);
        if !found.is_empty() {
            return found;
        }
        let found = grid::codes(&divided.inverted());
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
