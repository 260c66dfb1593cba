//! A file to an animated GIF and back.
//!
//! ```text
//! cargo run -p mend-qr --example gif -- encode FILE OUT.gif
//! cargo run -p mend-qr --example gif -- decode IN.gif OUT
//! ```
//!
//! A GIF made of a film of the first one is read too, with `--features camera`.

use std::error::Error;
use std::process::ExitCode;

use mend_qr::draw::{self, GifOptions, Matrix};
use mend_qr::read::{self, Limits, Pictures};
use mend_qr::{Content, Decoder, Density, Encoder, Seen};

/// An example has no secret. A program makes its key from one that both sides know, and encrypts the payload besides.
const KEY: [u8; 32] = *b"an example's key is not a secret";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["encode", from, to] => convert(from, to, encode),
        ["decode", from, to] => convert(from, to, decode),
        _ => {
            eprintln!("usage: gif encode FILE OUT.gif\n       gif decode IN.gif OUT");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn convert(from: &str, to: &str, how: fn(&[u8]) -> Result<Vec<u8>>) -> Result<()> {
    let before = std::fs::read(from).map_err(|error| format!("{from}: {error}"))?;
    let after = how(&before)?;
    std::fs::write(to, &after).map_err(|error| format!("{to}: {error}"))?;
    println!("{} bytes became {}", before.len(), after.len());
    Ok(())
}

/// Each part of the file once, and half as many frames again that make up for any that a camera misses.
fn encode(file: &[u8]) -> Result<Vec<u8>> {
    let encoder = Encoder::new(file, &KEY, Density::V20)?;
    let frames = encoder.frames() + encoder.frames().div_ceil(2);
    let matrices =
        encoder.take(frames).map(|symbol| Matrix::draw(&symbol)).collect::<std::result::Result<Vec<_>, _>>()?;
    println!("{frames} frames");
    Ok(draw::gif(&matrices, &GifOptions::default())?)
}

/// Looks at frames until it has enough of them.
fn decode(file: &[u8]) -> Result<Vec<u8>> {
    let mut decoder = Decoder::new(&KEY);
    let mut looked_at = 0;
    for picture in Pictures::open(file, &Limits::default())? {
        looked_at += 1;
        for content in read::codes(&picture?) {
            // A code of somebody else's in the picture is no reason to stop.
            let Content::Digits(digits) = content else { continue };
            if let Ok(Seen::Complete { payload, .. }) = decoder.read(&digits) {
                println!("complete after {looked_at} frames");
                return Ok(payload);
            }
        }
    }
    let progress = decoder.transfers().last().map(|(_, progress)| progress);
    Err(match progress {
        Some(progress) => format!("{} of {} parts: more frames are needed", progress.known, progress.of).into(),
        None => "no frames of a transfer in this picture".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 kB that do not repeat.
    fn file() -> Vec<u8> {
        (0..20_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    #[test]
    fn a_file_comes_back_from_its_gif() {
        assert_eq!(decode(&encode(&file()).unwrap()).unwrap(), file());
    }

    #[test]
    fn a_file_comes_back_when_a_third_of_the_frames_is_lost() {
        let encoder = Encoder::new(&file(), &KEY, Density::V20).unwrap();
        let frames = encoder.frames() + encoder.frames().div_ceil(2) + 1;
        let shown: Vec<Matrix> = encoder.take(frames).map(|symbol| Matrix::draw(&symbol).unwrap()).collect();
        let filmed: Vec<Matrix> = shown.into_iter().enumerate().filter(|(i, _)| i % 3 != 1).map(|(_, m)| m).collect();
        assert_eq!(decode(&draw::gif(&filmed, &GifOptions::default()).unwrap()).unwrap(), file());
    }

    #[test]
    fn too_few_frames_are_told() {
        let encoder = Encoder::new(&file(), &KEY, Density::V20).unwrap();
        let few: Vec<Matrix> = encoder.take(5).map(|symbol| Matrix::draw(&symbol).unwrap()).collect();
        let gif = draw::gif(&few, &GifOptions::default()).unwrap();
        assert_eq!(decode(&gif).unwrap_err().to_string(), "20 of 97 parts: more frames are needed");
    }

    #[test]
    fn other_pictures_and_files_are_told() {
        assert!(decode(b"no picture").is_err());
        assert!(encode(b"").is_err());
    }
}
