//! Which QR version holds how many digits (ISO/IEC 18004, table 7).

use crate::symbol::Ecc;

/// The largest version of a static code: what a phone reads at once from another's screen.
pub const LARGEST_STATIC: u8 = 25;

/// Data codewords of versions 1 to 25, by error correction low, medium, quartile, high.
const CODEWORDS: [[usize; 4]; LARGEST_STATIC as usize] = [
    [19, 16, 13, 9],
    [34, 28, 22, 16],
    [55, 44, 34, 26],
    [80, 64, 48, 36],
    [108, 86, 62, 46],
    [136, 108, 76, 60],
    [156, 124, 88, 66],
    [194, 154, 110, 86],
    [232, 182, 132, 100],
    [274, 216, 154, 122],
    [324, 254, 180, 140],
    [370, 290, 206, 158],
    [428, 334, 244, 180],
    [461, 365, 261, 197],
    [523, 415, 295, 223],
    [589, 453, 325, 253],
    [647, 507, 367, 283],
    [721, 563, 397, 313],
    [795, 627, 445, 341],
    [861, 669, 485, 385],
    [932, 714, 512, 406],
    [1006, 782, 568, 442],
    [1094, 860, 614, 464],
    [1174, 914, 664, 514],
    [1276, 1000, 718, 538],
];

const LEVELS: [Ecc; 4] = [Ecc::Low, Ecc::Medium, Ecc::Quartile, Ecc::High];

/// The smallest version that holds so many digits, and the most error correction that this version leaves room for.
pub fn smallest_for(digits: usize) -> Option<(u8, Ecc)> {
    let (version, codewords) =
        (1..).zip(&CODEWORDS).find(|(version, codewords)| fits(digits, *version, codewords[0]))?;
    let level = LEVELS.iter().zip(codewords).rfind(|(_, codewords)| fits(digits, version, **codewords))?;
    Some((version, *level.0))
}

fn fits(digits: usize, version: u8, codewords: usize) -> bool {
    let mode = 4;
    let count = if version < 10 { 10 } else { 12 };
    mode + count + digits / 3 * 10 + [0, 4, 7][digits % 3] <= codewords * 8
}

#[cfg(test)]
mod tests {
    use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

    use super::{LARGEST_STATIC, smallest_for};
    use crate::symbol::Ecc;

    #[test]
    fn version_and_correction_are_those_of_a_qr_library() {
        for digits in (1..=3060).step_by(7).chain(3050..=3060) {
            let segments = [QrSegment::make_numeric(&"0".repeat(digits))];
            let (least, most) = (Version::MIN, Version::new(LARGEST_STATIC));
            let mask = Some(qrcodegen::Mask::new(0));
            let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, least, most, mask, true).ok();
            let theirs = code.map(|code| {
                let ecc = match code.error_correction_level() {
                    QrCodeEcc::Low => Ecc::Low,
                    QrCodeEcc::Medium => Ecc::Medium,
                    QrCodeEcc::Quartile => Ecc::Quartile,
                    QrCodeEcc::High => Ecc::High,
                };
                (code.version().value(), ecc)
            });
            assert_eq!(smallest_for(digits), theirs, "{digits} digits");
        }
    }
}
