//! Picture files from a stranger: each gives a typed error or what it says, in bounded time and memory, and never a
//! panic. `MEND_LONG=1` mutates by the hundred thousand.
#![cfg(feature = "pictures")]
#![allow(clippy::unwrap_used)] // a test's panic is its report

use std::io::Write;
use std::time::{Duration, Instant};

use mend_qr::draw::{self, GifOptions, Matrix};
use mend_qr::read::{self, Limits, Luma, PictureFormat, ReadError};
use mend_qr::{Content, Ecc, Symbol};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Far above what any takes, for a machine with other things to do.
const SOON: Duration = Duration::from_secs(20);

fn matrix(version: u8, digits: usize) -> Matrix {
    let content = Content::Digits("0".repeat(digits));
    Matrix::draw(&Symbol { version, content, ecc: Ecc::Low }).unwrap()
}

/// Small good files of each format.
fn good_files() -> Vec<Vec<u8>> {
    let frames = [matrix(1, 20), matrix(3, 100), matrix(1, 10)];
    vec![
        draw::png(&frames[1], 1).unwrap(),
        draw::png(&frames[0], 3).unwrap(),
        colourful_png(),
        draw::gif(&frames, &GifOptions { scale: 1, ..GifOptions::default() }).unwrap(),
        draw::gif(&frames[..1], &GifOptions { scale: 3, ..GifOptions::default() }).unwrap(),
        include_bytes!("../src/read/tests/pictures/baseline.jpg").to_vec(),
        include_bytes!("../src/read/tests/pictures/progressive.jpg").to_vec(),
        include_bytes!("../src/read/tests/pictures/grey.jpg").to_vec(),
    ]
}

/// 16 bits a colour, with transparency, interlaced: what we never draw.
fn colourful_png() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 8, 16, 6, 0, 0, 1]);
    // Adam7: the passes of an 8 × 8 picture have 15 rows of 64 pixels together.
    chunk(&mut file, b"IDAT", &deflate(&[0; 15 + 64 * 8]));
    chunk(&mut file, b"IEND", &[]);
    assert!(read::read(&file, &Limits::default()).is_ok());
    file
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn byte(&mut self) -> u8 {
        self.below(256) as u8
    }
}

fn rounds(normal: usize) -> usize {
    if std::env::var_os("MEND_LONG").is_some() { normal * 50 } else { normal }
}

fn read_soon(file: &[u8], what: impl Fn() -> String) -> Result<Vec<Content>, ReadError> {
    let began = Instant::now();
    let said = read::read(file, &Limits::default());
    assert!(began.elapsed() < SOON, "{}: {:?}", what(), began.elapsed());
    said
}

#[test]
fn mutated_pictures_end_well() {
    let mut random = Random(0x5EED);
    let (mut good, mut bad) = (0, 0);
    for (number, file) in good_files().iter().enumerate() {
        for round in 0..rounds(1000) {
            let mut mutant = file.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(mutant.len());
                match random.below(6) {
                    0 => mutant[at] ^= 1 << random.below(8),
                    1 => mutant[at] = [0, 1, 0x7F, 0x80, 0xFF][random.below(5)],
                    2 => mutant.truncate(at.max(1)),
                    3 => drop(mutant.drain(at..(at + random.below(40)).min(mutant.len() - 1).max(at))),
                    4 => mutant.insert(at, random.byte()),
                    _ => {
                        let from = random.below(mutant.len());
                        let piece = mutant[from..(from + random.below(60)).min(mutant.len())].to_vec();
                        drop(mutant.splice(at..at, piece));
                    }
                }
            }
            // Half of the PNGs with checksums that fit, or nothing behind them would be reached.
            if mutant.starts_with(b"\x89PNG") && round % 2 == 0 {
                mend_checksums(&mut mutant);
            }
            match read_soon(&mutant, || format!("file {number}, round {round}")) {
                Ok(_) => good += 1,
                Err(_) => bad += 1,
            }
        }
    }
    println!("mutated files: {bad} refused, {good} read");
    assert!(bad > 1000 && good > 100, "{bad} {good}");
}

#[test]
fn random_bytes_behind_each_beginning_end_well() {
    let mut random = Random(0xB17E5);
    let beginnings: [&[u8]; 6] = [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20\x08\x02\0\0\0\xFC\x18\xED\xA3",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
        b"GIF89a",
        b"GIF89a\x20\0\x20\0\x80\0\0\xff\xff\xff\0\0\0\x2c\0\0\0\0\x20\0\x20\0\0",
    ];
    for round in 0..rounds(6000) {
        let mut file = beginnings[round % beginnings.len()].to_vec();
        file.extend((0..random.below(400)).map(|_| random.byte()));
        let _ = read_soon(&file, || format!("round {round}"));
    }
}

/// Pictures that decode well and whose insides are a stranger's: good codes with stains, noise, stripes.
#[test]
fn pixels_of_any_kind_end_well() {
    let mut random = Random(0x1CE);
    for round in 0..rounds(1500) {
        let matrix = matrix([1, 2, 7, 9][random.below(4)], 17);
        let side = matrix.side() * 2;
        let mut pixels: Vec<u8> =
            (0..side * side).map(|i| if matrix.is_dark(i % side / 2, i / side / 2) { 0 } else { 255 }).collect();
        let changes = random.below(side * side / 4);
        for _ in 0..changes {
            let at = random.below(pixels.len());
            pixels[at] = random.byte();
        }
        if round % 3 == 0 {
            // Rows and columns moved against each other.
            let by = random.below(side * side);
            pixels.rotate_left(by);
        }
        let began = Instant::now();
        let said = read::own_codes(&Luma::new(side, side, pixels).unwrap());
        assert!(began.elapsed() < SOON && said.len() < 10);
    }
}

#[test]
fn huge_dimensions_are_refused_before_memory_is_taken() {
    let limit = Limits::default().pixels;
    for (width, height) in [(65_535u32, 65_535u32), (u32::MAX >> 1, u32::MAX >> 1), (1, 24_000_001), (24_000_001, 1)] {
        let refused = ReadError::TooManyPixels { width: width.into(), height: height.into(), limit };
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        chunk(&mut png, b"IHDR", &[&sides[..], &[16, 6, 0, 0, 0]].concat());
        chunk(&mut png, b"IDAT", &deflate(&[0; 100]));
        assert_eq!(read::read(&png, &Limits::default()), Err(refused));
    }

    let refused = Err(ReadError::TooManyPixels { width: 65_535, height: 65_535, limit });
    let mut gif = b"GIF89a\xff\xff\xff\xff\x80\0\0\xff\xff\xff\0\0\0".to_vec();
    gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    assert_eq!(read::read(&gif, &Limits::default()), refused);
    // A small screen, and a frame that says it is huge.
    gif[6..10].copy_from_slice(&[10, 0, 10, 0]);
    gif.extend(b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x4c\x01\0\x3b");
    assert!(read::read(&gif, &Limits::default()).is_err());

    let mut jpeg = include_bytes!("../src/read/tests/pictures/baseline.jpg").to_vec();
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xFF);
    assert_eq!(read::read(&jpeg, &Limits::default()), refused);
}

#[test]
fn what_unpacks_to_a_thousand_times_its_size_costs_no_more_than_its_pixels() {
    MEMORY.reset_peak_usage();
    // The largest picture that is allowed, in four channels; 100 kB of file.
    let (width, height) = (6000u32, 4000u32);
    let line = vec![255; width as usize * 4 + 1];
    let mut pixels = Packer::new();
    for _ in 0..height {
        let mut line = line.clone();
        line[0] = 0;
        pixels.write(&line);
    }
    let mut largest = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut largest, b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat());
    chunk(&mut largest, b"IDAT", &pixels.finish());
    chunk(&mut largest, b"IEND", &[]);
    assert!(largest.len() < 200_000);
    assert_eq!(read_soon(&largest, || "the largest picture".into()), Ok(vec![]));

    // 500 MB of zeros where 100 pixels were announced, in the pixels, in a text and in a colour profile.
    let mut zeros = Packer::new();
    for _ in 0..500 {
        zeros.write(&vec![0; 1 << 20]);
    }
    let zeros = zeros.finish();
    let small = [0, 0, 0, 10, 0, 0, 0, 10, 8, 0, 0, 0, 0];
    for (name, start) in [(b"zTXt", &b"Comment\0\0"[..]), (b"iCCP", b"sRGB\0\0"), (b"iTXt", b"Comment\0\x01\0\0\0")] {
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, b"IHDR", &small);
        chunk(&mut file, name, &[start, &zeros].concat());
        chunk(&mut file, b"IDAT", &deflate(&[0; 110]));
        chunk(&mut file, b"IEND", &[]);
        assert_eq!(read_soon(&file, || format!("{name:?}")), Ok(vec![]));
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &small);
    chunk(&mut file, b"IDAT", &zeros);
    chunk(&mut file, b"IEND", &[]);
    let _ = read_soon(&file, || "pixels without end".into());

    // A progressive JPEG that says it is the largest allowed, and whose pixels end early.
    let mut jpeg = include_bytes!("../src/read/tests/pictures/progressive.jpg").to_vec();
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC2]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x0F, 0xA0, 0x17, 0x70]);
    let _ = read_soon(&jpeg, || "the largest JPEG".into());

    let peak = MEMORY.peak_usage_as_mb();
    println!("peak memory of all hostile pictures: {peak:.0} MB");
    // 7 bytes for each of 24 million pixels, and the libraries' own buffers.
    assert!(peak < 250.0, "{peak} MB");
}

#[test]
fn an_animation_of_a_hundred_thousand_frames_is_stopped() {
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0".to_vec();
    for _ in 0..100_000 {
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    gif.push(0x3b);
    assert_eq!(read_soon(&gif, || "100 000 frames".into()), Err(ReadError::TooManyFrames { limit: 4096 }));
}

#[test]
fn an_animation_of_few_small_changes_on_a_huge_screen_is_stopped() {
    // 5 000 × 4 800 pixels, of which each frame changes one: 15 bytes of file for 24 million pixels of work.
    let mut gif = b"GIF89a\x88\x13\xc0\x12\x80\0\0\xff\xff\xff\0\0\0".to_vec();
    for _ in 0..4000 {
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0");
    }
    gif.push(0x3b);
    let limits = Limits { total_pixels: 240_000_000, ..Limits::default() };
    let began = Instant::now();
    assert_eq!(read::read(&gif, &limits), Err(ReadError::TooMuchAnimation { limit: 240_000_000 }));
    println!("240 million pixels of an animation: {:?}", began.elapsed());
    assert!(began.elapsed() < SOON);
}

#[test]
fn broken_chunks_are_told_as_damage() {
    let good = draw::png(&matrix(1, 5), 1).unwrap();
    let damaged = Err(ReadError::Damaged { format: PictureFormat::Png });
    for end in [8, 20, 33, good.len() / 2] {
        assert_eq!(read::read(&good[..end], &Limits::default()), damaged);
    }
    let mut twice = good[..33].to_vec();
    twice.extend_from_slice(&good[8..]);
    assert!(read::read(&twice, &Limits::default()).is_err());
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(name);
    file.extend(data);
    let checked = [name, data].concat();
    file.extend(checksum(&checked).to_be_bytes());
}

/// Walks the chunks as long as their lengths make sense.
fn mend_checksums(file: &mut [u8]) {
    let mut at = 8;
    while let Some(length) = file.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
        let end = at.saturating_add(8).saturating_add(length);
        if end.saturating_add(4) > file.len() {
            return;
        }
        let sum = checksum(&file[at + 4..end]).to_be_bytes();
        file[end..end + 4].copy_from_slice(&sum);
        at = end + 4;
    }
}

/// CRC-32 as PNG has it.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut packer = Packer::new();
    packer.write(data);
    packer.finish()
}

/// A zlib stream, piece by piece.
struct Packer(flate2::write::ZlibEncoder<Vec<u8>>);

impl Packer {
    fn new() -> Packer {
        Packer(flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6)))
    }

    fn write(&mut self, data: &[u8]) {
        self.0.write_all(data).unwrap();
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().unwrap()
    }
}
