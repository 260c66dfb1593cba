//! Through real pictures, as they lie on a disk.

mod jpeg;
mod pairing;
mod screens;
mod transfers;

use std::fs;
use std::path::PathBuf;

use mend_qr::draw::{self, GifOptions, Matrix};
use mend_qr::{Density, Encoder, Symbol};
use tempfile::TempDir;

use super::{CodeProblem, Found, Reader};

const KEY: [u8; 32] = [7; 32];
const OWN_KEY: [u8; 32] = [9; 32];

/// Bytes that do not repeat, as a sealed bundle's.
fn sealed(bytes: u32) -> Vec<u8> {
    (0..bytes).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn reader() -> Reader {
    Reader::of_bundles(&KEY, &OWN_KEY)
}

fn encoder(payload: &[u8], density: Density) -> Encoder {
    Encoder::new(payload, &KEY, density).expect("it fits")
}

fn matrices(symbols: impl IntoIterator<Item = Symbol>) -> Vec<Matrix> {
    symbols.into_iter().map(|symbol| Matrix::draw(&symbol).expect("drawn")).collect()
}

fn gif(matrices: &[Matrix]) -> Vec<u8> {
    draw::gif(matrices, &GifOptions::default()).expect("drawn")
}

/// Files in a folder of their own.
struct Files {
    folder: TempDir,
    paths: Vec<PathBuf>,
}

impl Files {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), paths: Vec::new() }
    }

    fn and(mut self, name: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        self.paths.push(path);
        self
    }

    fn with_pngs(mut self, matrices: &[Matrix]) -> Self {
        for matrix in matrices {
            let name = format!("{:04}.png", self.paths.len());
            self = self.and(&name, &draw::png(matrix, 3).expect("drawn"));
        }
        self
    }

    fn read(&self, mut reader: Reader) -> Result<Found, CodeProblem> {
        for path in &self.paths {
            reader.read(path, &mut |_| {})?;
        }
        reader.end()
    }

    fn bundles(&self) -> Result<Vec<Vec<u8>>, CodeProblem> {
        Ok(self.read(reader())?.bodies)
    }

    fn pairing(&self) -> Result<Vec<u8>, CodeProblem> {
        self.read(Reader::of_pairing())?.only()
    }
}
