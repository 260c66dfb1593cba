//! How much one frame of a transfer carries.

/// Bytes of one symbol, the unit in which a payload is cut, mixed and counted. The same for every density, so that one
/// transfer can be shown in any mixture of them.
pub const SYMBOL: usize = 207;

/// The ladder from codes for weak cameras to codes for good ones. Named by QR version, all with low error correction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Density {
    /// 1 symbol a frame, 53 modules a side.
    V9,
    /// 2 symbols a frame, 73 modules a side.
    V14,
    /// 4 symbols a frame, 97 modules a side.
    #[default]
    V20,
    /// 8 symbols a frame, 137 modules a side.
    V30,
    /// 14 symbols a frame, 177 modules a side.
    V40,
}

impl Density {
    /// From the thinnest to the densest.
    pub const LADDER: [Self; 5] = [Self::V9, Self::V14, Self::V20, Self::V30, Self::V40];

    /// Symbols a frame.
    pub const fn symbols(self) -> usize {
        match self {
            Self::V9 => 1,
            Self::V14 => 2,
            Self::V20 => 4,
            Self::V30 => 8,
            Self::V40 => 14,
        }
    }

    /// QR version.
    pub const fn version(self) -> u8 {
        match self {
            Self::V9 => 9,
            Self::V14 => 14,
            Self::V20 => 20,
            Self::V30 => 30,
            Self::V40 => 40,
        }
    }
}

#[cfg(test)]
mod tests {
    use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

    use super::{Density, SYMBOL};
    use crate::digits::digits_of;

    #[test]
    fn each_step_fits_its_version_and_one_symbol_more_does_not() {
        for density in Density::LADDER {
            let version = Version::new(density.version());
            let fits = |symbols: usize| {
                let digits = "0".repeat(digits_of(11 + symbols * SYMBOL + 8));
                let mask = Some(qrcodegen::Mask::new(0));
                let segments = [QrSegment::make_numeric(&digits)];
                QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, version, version, mask, false).is_ok()
            };
            assert!(fits(density.symbols()), "{density:?}");
            assert!(!fits(density.symbols() + 1), "{density:?}");
        }
    }
}
