use super::ReadError;

/// How much a file may ask for. Everything is compared before memory is taken.
///
/// Unpacking takes up to 5 bytes for each pixel of a PNG, 3 of a GIF and 7 of a JPEG; looking for codes takes 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of the file.
    pub bytes: usize,
    /// Of one picture.
    pub pixels: usize,
    /// Of an animation.
    pub frames: usize,
    /// Of all frames of an animation together.
    pub total_pixels: u64,
}

impl Default for Limits {
    /// A file of 64 MB; a picture of 24 million pixels, what cameras of phones give and a screen never has; an
    /// animation of 4 096 frames, which is three times the longest transfer, and of a billion pixels.
    fn default() -> Self {
        Limits { bytes: 64 << 20, pixels: 24_000_000, frames: 4096, total_pixels: 1_000_000_000 }
    }
}

impl Limits {
    /// How many pixels a picture has.
    ///
    /// # Errors
    /// [`ReadError::TooManyPixels`].
    pub(super) fn area(&self, width: u64, height: u64) -> Result<usize, ReadError> {
        match width.checked_mul(height).and_then(|area| usize::try_from(area).ok()) {
            Some(area) if area <= self.pixels => Ok(area),
            _ => Err(ReadError::TooManyPixels { width, height, limit: self.pixels }),
        }
    }
}
