use super::error::{PictureFormat, ReadError};
use super::{Limits, Luma, gif, jpeg, png};

/// The pictures of one PNG, JPEG or GIF file, one by one: one of the first two, every frame of the last. Only one is in
/// memory at a time.
///
/// After an error there is nothing more; the pictures before it were good.
pub struct Pictures<'a> {
    source: Source<'a>,
}

enum Source<'a> {
    Still(Option<Result<Luma, ReadError>>),
    Animated(Box<gif::Frames<'a>>),
}

impl<'a> Pictures<'a> {
    /// Tells the format by the file's first bytes, not by its name.
    ///
    /// # Errors
    /// [`ReadError::TooManyBytes`], [`ReadError::UnknownFormat`], and the errors of a header.
    pub fn open(file: &'a [u8], limits: &Limits) -> Result<Pictures<'a>, ReadError> {
        if file.len() > limits.bytes {
            return Err(ReadError::TooManyBytes { limit: limits.bytes });
        }
        let source = match format(file).ok_or(ReadError::UnknownFormat)? {
            PictureFormat::Png => Source::Still(Some(Ok(png::picture(file, limits)?))),
            PictureFormat::Jpeg => Source::Still(Some(Ok(jpeg::picture(file, limits)?))),
            PictureFormat::Gif => Source::Animated(Box::new(gif::Frames::open(file, limits)?)),
        };
        Ok(Pictures { source })
    }
}

impl Iterator for Pictures<'_> {
    type Item = Result<Luma, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.source {
            Source::Still(picture) => picture.take(),
            Source::Animated(frames) => frames.next(),
        }
    }
}

fn format(file: &[u8]) -> Option<PictureFormat> {
    const STARTS: [(&[u8], PictureFormat); 4] = [
        (b"\x89PNG\r\n\x1a\n", PictureFormat::Png),
        (b"\xff\xd8\xff", PictureFormat::Jpeg),
        (b"GIF87a", PictureFormat::Gif),
        (b"GIF89a", PictureFormat::Gif),
    ];
    STARTS.iter().find(|(start, _)| file.starts_with(start)).map(|(_, format)| *format)
}
