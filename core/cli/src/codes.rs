//! Bytes for the other phone as QR codes, and pictures of QR codes back to bytes. What the bytes say is the core's.

mod problem;
mod reading;
mod screen;
#[cfg(test)]
mod tests;

use mend_qr::draw::{self, DrawError, GifOptions, Matrix};
use mend_qr::{Density, Encoder, Kind, PayloadError, StaticCode};

pub use problem::{CodeProblem, Seen, Unread};
pub use reading::{Found, Reader, files_in};
pub use screen::{Moving, Screen};

/// What a still code is for: the meaning of mend-qr's numbers in this house.
pub const PAIRING: Kind = Kind::new(1).expect("1 to 7");
pub const BUNDLE: Kind = Kind::new(2).expect("1 to 7");

/// Pixels for each module: a still code is looked at from afar, and there are many frames.
const STILL_SCALE: usize = 8;
const FRAME_SCALE: usize = 4;

pub enum Code {
    Still(Matrix),
    Moving(Box<Encoder>),
}

impl Code {
    /// One code of pairing.
    pub fn pairing(body: &[u8]) -> Result<Self, CodeProblem> {
        still(PAIRING, body)
    }

    /// A sealed bundle: one still code where it fits into one and no density is asked for; else frames without end.
    pub fn bundle(sealed: &[u8], key: &[u8; 32], density: Option<Density>) -> Result<Self, CodeProblem> {
        match density {
            None if sealed.len() <= StaticCode::MOST => still(BUNDLE, sealed),
            density => Ok(Self::Moving(Box::new(Encoder::new(sealed, key, density.unwrap_or_default())?))),
        }
    }

    /// The same for a file, which no terminal bounds: what one dense frame holds stands still, too. Twenty changes do.
    pub fn for_file(sealed: &[u8], key: &[u8; 32], density: Option<Density>) -> Result<Self, CodeProblem> {
        if density.is_none() && sealed.len() > StaticCode::MOST {
            let mut encoder = Encoder::new(sealed, key, Density::V30)?;
            let alone = encoder.frames() == 1;
            if let Some(symbol) = encoder.next().filter(|_| alone) {
                return Ok(Self::Still(Matrix::draw(&symbol)?));
            }
        }
        Self::bundle(sealed, key, density)
    }

    fn matrix(&self) -> Result<&Matrix, CodeProblem> {
        match self {
            Self::Still(matrix) => Ok(matrix),
            Self::Moving(_) => Err(CodeProblem::NotDrawn),
        }
    }

    /// Modules a side of a code that stands still, without the light border.
    pub fn modules(&self) -> Result<usize, CodeProblem> {
        Ok(self.matrix()?.side() - 2 * draw::QUIET_ZONE)
    }

    /// A picture of a code that stands still.
    pub fn png(&self) -> Result<Vec<u8>, CodeProblem> {
        Ok(draw::png(self.matrix()?, STILL_SCALE)?)
    }

    /// The same, to be drawn at any size.
    pub fn svg(&self) -> Result<String, CodeProblem> {
        Ok(draw::svg(self.matrix()?))
    }

    /// The frames that a file holds: each part once, and half as many mixtures, so that one in three may be missed.
    fn matrices(self) -> Result<Vec<Matrix>, CodeProblem> {
        match self {
            Self::Still(matrix) => Ok(vec![matrix]),
            Self::Moving(encoder) => {
                let frames = encoder.frames() + encoder.frames().div_ceil(2) + 2;
                Ok(encoder.take(frames).map(|symbol| Matrix::draw(&symbol)).collect::<Result<_, _>>()?)
            }
        }
    }

    /// One animated picture, and how many frames it has.
    pub fn gif(self, frames_per_second: u32) -> Result<(Vec<u8>, usize), CodeProblem> {
        let matrices = self.matrices()?;
        let scale = if matrices.len() == 1 { STILL_SCALE } else { FRAME_SCALE };
        Ok((draw::gif(&matrices, &GifOptions { frames_per_second, scale })?, matrices.len()))
    }

    /// A picture for each frame, with the name of its file.
    pub fn pngs(self) -> Result<Vec<(String, Vec<u8>)>, CodeProblem> {
        let matrices = self.matrices()?;
        let scale = if matrices.len() == 1 { STILL_SCALE } else { FRAME_SCALE };
        let named = (1..).zip(&matrices);
        Ok(named.map(|(n, matrix)| Ok((png_name(n), draw::png(matrix, scale)?))).collect::<Result<_, DrawError>>()?)
    }
}

/// Of frame number `n`, from 1.
pub fn png_name(n: usize) -> String {
    format!("code-{n:04}.png")
}

fn still(kind: Kind, body: &[u8]) -> Result<Code, CodeProblem> {
    let symbol = StaticCode { kind, body: body.to_vec() }.symbol()?;
    Ok(Code::Still(Matrix::draw(&symbol)?))
}

/// Neither happens with what the core hands out and the arguments let through.
impl From<PayloadError> for CodeProblem {
    fn from(_: PayloadError) -> Self {
        Self::NotDrawn
    }
}

impl From<DrawError> for CodeProblem {
    fn from(_: DrawError) -> Self {
        Self::NotDrawn
    }
}
