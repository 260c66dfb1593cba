use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::DrawError;
use crate::{Content, Ecc, Symbol};

/// Light modules on each side of a code, by ISO/IEC 18004.
pub const QUIET_ZONE: usize = 4;

/// The mask of every code that is drawn here: dark and light swap where `(y / 2 + x / 3) % 2 == 0`.
///
/// A mask breaks up content that happens to look like a finder pattern or a bare area. What Mend shows is ciphertext,
/// for which all eight masks do alike: of 300 random frames, each mask was the standard's best choice for 21 to 65,
/// and this one for 57. It is also the one that gives content of zeros the coarsest pattern, blocks of 3 × 2 modules,
/// which a blurred camera still tells apart. Trying all eight for each frame would cost several times the drawing.
pub const MASK: u8 = 4;

/// No QR code holds more digits than this (version 40, low error correction), nor more bytes.
const MOST_DIGITS: usize = 7089;

/// A QR code as dark and light modules, its quiet zone included.
///
/// An app paints it as [`side`](Matrix::side) × [`side`](Matrix::side) squares, dark on light whatever its theme,
/// without smoothing between them.
#[derive(Clone, PartialEq, Eq)]
pub struct Matrix {
    side: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// Draws a symbol, at exactly its version and error correction.
    ///
    /// # Errors
    /// [`DrawError::Version`], [`DrawError::NotDigits`] and [`DrawError::TooLong`], by the symbol's fields.
    pub fn draw(symbol: &Symbol) -> Result<Matrix, DrawError> {
        let number = symbol.version;
        if !(1..=40).contains(&number) {
            return Err(DrawError::Version { version: number });
        }
        let too_long = DrawError::TooLong { version: number };
        let segment = match &symbol.content {
            Content::Digits(digits) if !digits.bytes().all(|b| b.is_ascii_digit()) => return Err(DrawError::NotDigits),
            Content::Digits(digits) if digits.len() > MOST_DIGITS => return Err(too_long),
            Content::Bytes(bytes) if bytes.len() > MOST_DIGITS => return Err(too_long),
            Content::Digits(digits) => QrSegment::make_numeric(digits),
            Content::Bytes(bytes) => QrSegment::make_bytes(bytes),
        };
        let version = Version::new(number);
        let mask = Some(Mask::new(MASK));
        let code = QrCode::encode_segments_advanced(&[segment], ecc(symbol.ecc), version, version, mask, false)
            .map_err(|_| too_long)?;
        Ok(Matrix::around(&code))
    }

    fn around(code: &QrCode) -> Matrix {
        let inner = 17 + 4 * usize::from(code.version().value());
        let side = inner + 2 * QUIET_ZONE;
        let mut dark = vec![false; side * side];
        for (y, row) in dark.chunks_exact_mut(side).skip(QUIET_ZONE).take(inner).enumerate() {
            for (x, module) in row.iter_mut().skip(QUIET_ZONE).take(inner).enumerate() {
                // A side is at most 177: both fit.
                *module = code.get_module(x as i32, y as i32);
            }
        }
        Matrix { side, dark }
    }

    /// Modules in a row and in a column, the quiet zone of both sides included: 29 to 185.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether the module is dark; `(0, 0)` is the top left of the quiet zone. Everything outside is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && y < self.side && self.dark[y * self.side + x]
    }

    /// The rows from the top, each from the left, `true` for dark.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks_exact(self.side)
    }
}

/// As a person can read it in a failing test.
impl std::fmt::Debug for Matrix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "Matrix, {} modules a side:", self.side)?;
        for row in self.rows() {
            let line: String = row.iter().map(|dark| if *dark { "##" } else { "  " }).collect();
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn ecc(ecc: Ecc) -> QrCodeEcc {
    match ecc {
        Ecc::Low => QrCodeEcc::Low,
        Ecc::Medium => QrCodeEcc::Medium,
        Ecc::Quartile => QrCodeEcc::Quartile,
        Ecc::High => QrCodeEcc::High,
    }
}
