//! Deflate (RFC 1951, raw), and the way back with a bound.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use zeroize::Zeroizing;

use super::BundleError;

/// The best that costs no more than a moment.
const LEVEL: u8 = 9;
const FIRST_ROOM: usize = 16 * 1024;

pub(super) fn deflate(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(compress_to_vec(bytes, LEVEL))
}

/// Room grows with what comes out, and never beyond `most`: a few bytes that unfold into a great many are refused when
/// they get there. The stream has to end where the bytes end.
pub(super) fn inflate(bytes: &[u8], most: usize) -> Result<Zeroizing<Vec<u8>>, BundleError> {
    let mut state = Box::new(DecompressorOxide::new());
    // One more than is allowed, so that exactly as much as is allowed can be told from more.
    let mut out = room(FIRST_ROOM.min(most + 1));
    let (mut read, mut written) = (0, 0);
    loop {
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, took, gave) = decompress(&mut state, &bytes[read..], &mut out, written, flags);
        read += took;
        written += gave;
        match status {
            TINFLStatus::Done if read < bytes.len() => return Err(BundleError::Malformed),
            TINFLStatus::Done if written > most => return Err(BundleError::TooLarge),
            TINFLStatus::Done => {
                out.truncate(written);
                return Ok(out);
            }
            TINFLStatus::HasMoreOutput if out.len() > most => return Err(BundleError::TooLarge),
            TINFLStatus::HasMoreOutput => {
                let mut larger = room((out.len() * 2).min(most + 1));
                larger[..written].copy_from_slice(&out[..written]);
                out = larger;
            }
            _ => return Err(BundleError::Malformed),
        }
    }
}

fn room(bytes: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; bytes])
}
