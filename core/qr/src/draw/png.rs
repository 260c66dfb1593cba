use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::{DrawError, Matrix, picture_side};

/// A code as a PNG picture, `scale` pixels for each module, one bit a pixel.
///
/// # Errors
/// [`DrawError::Scale`] for 0, and for more than [`MAX_PICTURE_SIDE`](super::MAX_PICTURE_SIDE) pixels a side.
pub fn png(matrix: &Matrix, scale: usize) -> Result<Vec<u8>, DrawError> {
    let side = picture_side(matrix.side(), scale)?;
    let line_bytes = side.div_ceil(8);
    let mut pixels = Vec::with_capacity(line_bytes * side);
    for row in matrix.rows() {
        let mut line = vec![0u8; line_bytes];
        for x in (0..side).filter(|x| !row[x / scale]) {
            line[x / 8] |= 0x80 >> (x % 8);
        }
        for _ in 0..scale {
            pixels.extend_from_slice(&line);
        }
    }

    let mut file = Vec::new();
    // At most MAX_PICTURE_SIDE.
    let mut encoder = Encoder::new(&mut file, side as u32, side as u32);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::Balanced);
    // Most lines repeat the one above, which is all that a filter could find in one-bit pixels.
    encoder.set_filter(Filter::Up);
    encoder
        .write_header()
        .and_then(|mut writer| {
            writer.write_image_data(&pixels)?;
            writer.finish()
        })
        .expect("memory takes every byte, and the pixels are as many as the header says");
    Ok(file)
}
