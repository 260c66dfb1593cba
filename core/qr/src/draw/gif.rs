use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};

use super::{DEFAULT_FRAMES_PER_SECOND, DrawError, Matrix, picture_side};

/// A viewer shows a frame of less than two hundredths of a second for ten of them.
const MOST_FRAMES_PER_SECOND: u32 = 50;

/// How an animated GIF is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GifOptions {
    /// 1 to 50. A GIF counts in hundredths of a second: frames differ by one of them so that the mean is kept.
    pub frames_per_second: u32,
    /// Pixels for each module.
    pub scale: usize,
}

impl Default for GifOptions {
    /// 12 frames a second, 4 pixels for each module.
    fn default() -> Self {
        GifOptions { frames_per_second: DEFAULT_FRAMES_PER_SECOND, scale: 4 }
    }
}

/// Frames as one animated GIF that repeats without end, in one palette of two colours. Frames of smaller versions
/// stand in the middle of the largest one's square.
///
/// At 4 pixels a module a frame takes 4 kB of the file at version 9, 11 kB at version 20, 34 kB at version 40.
///
/// # Errors
/// [`DrawError::NoFrames`], [`DrawError::FrameRate`], and [`DrawError::Scale`] for 0 or more than
/// [`MAX_PICTURE_SIDE`](super::MAX_PICTURE_SIDE) pixels a side.
pub fn gif(frames: &[Matrix], options: &GifOptions) -> Result<Vec<u8>, DrawError> {
    let rate = options.frames_per_second;
    if !(1..=MOST_FRAMES_PER_SECOND).contains(&rate) {
        return Err(DrawError::FrameRate { frames_per_second: rate });
    }
    let modules = frames.iter().map(Matrix::side).max().ok_or(DrawError::NoFrames)?;
    // At most MAX_PICTURE_SIDE: fits.
    let side = picture_side(modules, options.scale)? as u16;

    let file = write(frames, modules, side, options)
        .expect("memory takes every byte, and every frame has the size of the whole");
    Ok(file)
}

fn write(frames: &[Matrix], modules: usize, side: u16, options: &GifOptions) -> Result<Vec<u8>, EncodingError> {
    const LIGHT_AND_DARK: [u8; 6] = [255, 255, 255, 0, 0, 0];
    let mut encoder = Encoder::new(Vec::new(), side, side, &LIGHT_AND_DARK)?;
    encoder.set_repeat(Repeat::Infinite)?;
    let mut pixels = Vec::new();
    for (index, matrix) in frames.iter().enumerate() {
        paint(matrix, modules, options.scale, &mut pixels);
        encoder.write_frame(&Frame {
            delay: delay(index as u64, options.frames_per_second),
            dispose: DisposalMethod::Keep,
            width: side,
            height: side,
            buffer: (&pixels).into(),
            ..Frame::default()
        })?;
    }
    encoder.into_inner()
}

/// The matrix in the middle of a square of `modules`, one byte a pixel.
fn paint(matrix: &Matrix, modules: usize, scale: usize, pixels: &mut Vec<u8>) {
    let side = modules * scale;
    let margin = (modules - matrix.side()) / 2 * scale;
    pixels.clear();
    pixels.resize(side * side, 0);
    for (y, row) in matrix.rows().enumerate() {
        let first = (margin + y * scale) * side;
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            pixels[first + margin + x * scale..][..scale].fill(1);
        }
        for copy in 1..scale {
            pixels.copy_within(first..first + side, first + copy * side);
        }
    }
}

/// Hundredths of a second that frame number `index` stays, so that no error adds up.
fn delay(index: u64, frames_per_second: u32) -> u16 {
    let ends = |frames: u64| (frames * 100 + u64::from(frames_per_second) / 2) / u64::from(frames_per_second);
    // 2 to 100.
    (ends(index + 1) - ends(index)) as u16
}
