use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod, Frame, MemoryLimit};

use super::error::{PictureFormat, ReadError};
use super::luma::of_rgb;
use super::{Limits, Luma};

const DAMAGED: ReadError = ReadError::Damaged { format: PictureFormat::Gif };

const WHITE: u8 = 255;

/// The frames of a GIF as they are seen: each laid over what the one before has left.
pub(super) struct Frames<'a> {
    decoder: Decoder<&'a [u8]>,
    limits: Limits,
    width: usize,
    height: usize,
    seen: Vec<u8>,
    /// What the last frame wants done before the next.
    cleanup: Cleanup,
    frames: usize,
    total_pixels: u64,
    over: bool,
}

enum Cleanup {
    Nothing,
    /// Its area becomes empty.
    Clear {
        left: usize,
        top: usize,
        width: usize,
        height: usize,
    },
    /// The picture from before it comes back.
    Restore(Vec<u8>),
}

impl<'a> Frames<'a> {
    pub(super) fn open(file: &'a [u8], limits: &Limits) -> Result<Frames<'a>, ReadError> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::Indexed);
        options.check_frame_consistency(true);
        if let Some(limit) = std::num::NonZeroU64::new(limits.pixels as u64) {
            options.set_memory_limit(MemoryLimit::Bytes(limit));
        }
        let decoder = options.read_info(file).map_err(damaged)?;
        let (width, height) = (decoder.width(), decoder.height());
        let area = limits.area(u64::from(width), u64::from(height))?;
        if area == 0 {
            return Err(DAMAGED);
        }
        Ok(Frames {
            decoder,
            limits: *limits,
            width: usize::from(width),
            height: usize::from(height),
            seen: vec![WHITE; area],
            cleanup: Cleanup::Nothing,
            frames: 0,
            total_pixels: 0,
            over: false,
        })
    }

    fn read_next(&mut self) -> Result<Option<Luma>, ReadError> {
        let Some(header) = self.decoder.next_frame_info().map_err(damaged)? else { return Ok(None) };
        let area = self.limits.area(u64::from(header.width), u64::from(header.height))?;
        self.count()?;
        let mut indexes = vec![0; area];
        self.decoder.read_into_buffer(&mut indexes).map_err(damaged)?;
        let frame = self.decoder.current_frame_info().ok_or(DAMAGED)?.clone();
        self.clean_up();
        self.lay(&frame, &indexes)?;
        Ok(Luma::new(self.width, self.height, self.seen.clone()))
    }

    fn count(&mut self) -> Result<(), ReadError> {
        self.frames += 1;
        if self.frames > self.limits.frames {
            return Err(ReadError::TooManyFrames { limit: self.limits.frames });
        }
        self.total_pixels += self.seen.len() as u64;
        if self.total_pixels > self.limits.total_pixels {
            return Err(ReadError::TooMuchAnimation { limit: self.limits.total_pixels });
        }
        Ok(())
    }

    fn clean_up(&mut self) {
        match std::mem::replace(&mut self.cleanup, Cleanup::Nothing) {
            Cleanup::Nothing => {}
            Cleanup::Clear { left, top, width, height } => {
                for row in self.seen.chunks_exact_mut(self.width).skip(top).take(height) {
                    row[left..left + width].fill(WHITE);
                }
            }
            Cleanup::Restore(before) => self.seen = before,
        }
    }

    fn lay(&mut self, frame: &Frame<'_>, indexes: &[u8]) -> Result<(), ReadError> {
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        let (width, height) = (usize::from(frame.width), usize::from(frame.height));
        if left + width > self.width || top + height > self.height {
            return Err(DAMAGED);
        }
        self.cleanup = match frame.dispose {
            DisposalMethod::Any | DisposalMethod::Keep => Cleanup::Nothing,
            DisposalMethod::Background => Cleanup::Clear { left, top, width, height },
            DisposalMethod::Previous => Cleanup::Restore(self.seen.clone()),
        };
        if indexes.is_empty() {
            return Ok(());
        }
        let palette = frame.palette.as_deref().or(self.decoder.global_palette()).ok_or(DAMAGED)?;
        let mut shades = [0; 256];
        for (shade, color) in shades.iter_mut().zip(palette.chunks_exact(3)) {
            *shade = of_rgb(color[0], color[1], color[2]);
        }
        let rows = self.seen.chunks_exact_mut(self.width).skip(top);
        for (row, indexes) in rows.zip(indexes.chunks_exact(width)) {
            for (pixel, index) in row[left..].iter_mut().zip(indexes) {
                if frame.transparent != Some(*index) {
                    *pixel = shades[usize::from(*index)];
                }
            }
        }
        Ok(())
    }
}

impl Iterator for Frames<'_> {
    type Item = Result<Luma, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let read = self.read_next();
        self.over = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}

/// The library's own words stay inside.
fn damaged(_: DecodingError) -> ReadError {
    DAMAGED
}
