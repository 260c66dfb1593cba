/// Why a file gave no picture, or no more pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Another kind of file: choose a PNG, a JPEG or a GIF.
    #[error("not a PNG, JPEG or GIF picture")]
    UnknownFormat,
    /// The file is cut off or broken: save or send it again.
    #[error("the {format} picture is damaged or incomplete")]
    Damaged { format: PictureFormat },
    /// [`Limits::bytes`](super::Limits::bytes).
    #[error("the file is larger than {limit} bytes")]
    TooManyBytes { limit: usize },
    /// [`Limits::pixels`](super::Limits::pixels).
    #[error("the picture has {width} × {height} pixels; up to {limit} can be read")]
    TooManyPixels { width: u64, height: u64, limit: usize },
    /// [`Limits::frames`](super::Limits::frames).
    #[error("the animation has more than {limit} frames")]
    TooManyFrames { limit: usize },
    /// [`Limits::total_pixels`](super::Limits::total_pixels).
    #[error("the animation has more than {limit} pixels in all its frames")]
    TooMuchAnimation { limit: u64 },
}

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    Png,
    Jpeg,
    Gif,
}

impl std::fmt::Display for PictureFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            PictureFormat::Png => "PNG",
            PictureFormat::Jpeg => "JPEG",
            PictureFormat::Gif => "GIF",
        })
    }
}
