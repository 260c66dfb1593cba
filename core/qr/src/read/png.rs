use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Transformations};

use super::error::{PictureFormat, ReadError};
use super::luma::{of_rgb, on_white};
use super::{Limits, Luma};

const DAMAGED: ReadError = ReadError::Damaged { format: PictureFormat::Png };

/// The picture; of an animated PNG, the one that is shown where animation is not known.
pub(super) fn picture(file: &[u8], limits: &Limits) -> Result<Luma, ReadError> {
    let mut decoder = Decoder::new(Cursor::new(file));
    // Texts and colour profiles may be compressed without end, and say nothing of use.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = (u64::from(header.width), u64::from(header.height));
    let area = limits.area(width, height)?;

    let mut reader = decoder.read_info().map_err(damaged)?;
    // Four bytes a pixel at most, so no more than 4 × Limits::pixels.
    let mut bytes = vec![0; reader.output_buffer_size().ok_or(DAMAGED)?];
    let color = reader.next_frame(&mut bytes).map_err(damaged)?.color_type;
    let mut pixels = Vec::with_capacity(area);
    match color {
        ColorType::Grayscale => pixels.extend_from_slice(&bytes),
        ColorType::GrayscaleAlpha => pixels.extend(bytes.chunks_exact(2).map(|p| on_white(p[0], p[1]))),
        ColorType::Rgb => pixels.extend(bytes.chunks_exact(3).map(|p| of_rgb(p[0], p[1], p[2]))),
        ColorType::Rgba => pixels.extend(bytes.chunks_exact(4).map(|p| on_white(of_rgb(p[0], p[1], p[2]), p[3]))),
        // EXPAND turns palettes into colours.
        ColorType::Indexed => return Err(DAMAGED),
    }
    let (width, height) = (usize::try_from(width), usize::try_from(height));
    width.ok().zip(height.ok()).and_then(|(width, height)| Luma::new(width, height, pixels)).ok_or(DAMAGED)
}

/// The library's own words stay inside.
fn damaged(_: DecodingError) -> ReadError {
    DAMAGED
}
