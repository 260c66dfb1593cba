/// Why a picture was not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// QR versions are 1 to 40.
    #[error("there is no QR version {version}")]
    Version { version: u8 },
    /// [`Content::Digits`](crate::Content::Digits) holds something else.
    #[error("only the digits 0 to 9 can be drawn in numeric mode")]
    NotDigits,
    /// Choose a larger version, a lower error correction, or less content.
    #[error("the content does not fit into QR version {version}")]
    TooLong { version: u8 },
    /// The terminal has too few columns for the code: choose a smaller version, or a picture.
    #[error("the code is {needed} columns wide, the terminal has {columns}")]
    TooWide { needed: usize, columns: usize },
    /// Pixels for each module: at least 1, and not so many that the picture outgrows
    /// [`MAX_PICTURE_SIDE`](super::MAX_PICTURE_SIDE).
    #[error("{scale} pixels for each module; 1 to {largest} are possible")]
    Scale { scale: usize, largest: usize },
    /// A GIF counts in hundredths of a second and viewers show none shorter than two of them.
    #[error("{frames_per_second} frames a second; 1 to 50 are possible")]
    FrameRate { frames_per_second: u32 },
    /// A GIF needs at least one frame.
    #[error("no frames to draw")]
    NoFrames,
}
