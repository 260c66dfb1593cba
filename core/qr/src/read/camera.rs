use zxingcpp::{BarcodeFormat, ImageFormat, ImageView};

use super::Luma;
use crate::Content;

/// What the codes in a photograph say, by zxing-cpp: bent, blurred, turned, badly lit. None is no error.
///
/// zxing-cpp is C++ and reads what a stranger may have made: use it for pictures that the user has chosen. It does not
/// tell a segment of digits from bytes that are digits; both are [`Content::Digits`] here.
pub fn camera_codes(picture: &Luma) -> Vec<Content> {
    let reader = zxingcpp::read().formats([BarcodeFormat::QRCode]).try_harder(true).try_rotate(true).try_invert(true);
    let view = ImageView::from_slice(picture.pixels(), picture.width(), picture.height(), ImageFormat::Lum);
    let Ok(found) = view.and_then(|view| reader.from(view)) else { return Vec::new() };
    found.iter().filter(|code| code.is_valid()).map(|code| content(code.bytes())).collect()
}

fn content(bytes: Vec<u8>) -> Content {
    if !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit) {
        return match String::from_utf8(bytes) {
            Ok(digits) => Content::Digits(digits),
            // Digits are UTF-8.
            Err(error) => Content::Bytes(error.into_bytes()),
        };
    }
    Content::Bytes(bytes)
}
