//! What a QR code says, before it is drawn and after it is read.

/// One QR code to draw: what it says, how large it is, how much damage it survives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// QR version, 1 to 40; the code has 17 + 4 × version modules a side.
    pub version: u8,
    pub content: Content,
    pub ecc: Ecc,
}

/// One segment, in the QR mode that its variant names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Numeric mode: nothing but the digits 0 to 9. Every reader on every phone hands these on unchanged.
    Digits(String),
    /// Byte mode. Many readers take the bytes for text and change them.
    Bytes(Vec<u8>),
}

/// QR error correction: how much of a code may be unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ecc {
    /// About 7 %.
    Low,
    /// About 15 %.
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %.
    High,
}
