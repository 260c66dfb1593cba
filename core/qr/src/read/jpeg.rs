use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::error::{PictureFormat, ReadError};
use super::{Limits, Luma};

const DAMAGED: ReadError = ReadError::Damaged { format: PictureFormat::Jpeg };

/// A progressive JPEG may ask for its pixels to be gone over again and again; those of cameras do so ten times.
const MOST_SCANS: usize = 32;

pub(super) fn picture(file: &[u8], limits: &Limits) -> Result<Luma, ReadError> {
    let options = DecoderOptions::new_safe()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .jpeg_set_max_scans(MOST_SCANS)
        .set_strict_mode(true)
        // The most that the format can say: our own limit comes next, and tells the numbers.
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(damaged)?;
    let header = decoder.info().ok_or(DAMAGED)?;
    let (width, height) = (usize::from(header.width), usize::from(header.height));
    limits.area(u64::from(header.width), u64::from(header.height))?;

    let pixels = decoder.decode().map_err(damaged)?;
    Luma::new(width, height, pixels).ok_or(DAMAGED)
}

/// The library's own words stay inside.
fn damaged(_: DecodeErrors) -> ReadError {
    DAMAGED
}
