use super::{LADDER, digits, matrix, scaled};
use crate::draw::{GifOptions, Matrix, gif, png};
use crate::read::{Limits, Luma, PictureFormat, Pictures, ReadError, read};
use crate::{Content, Ecc};

/// A QR code with these words, as a JPEG of quality 60 with subsampled colours, and as a progressive one.
const BASELINE: &[u8] = include_bytes!("pictures/baseline.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("pictures/progressive.jpg");
const GREY: &[u8] = include_bytes!("pictures/grey.jpg");
const IN_JPEGS: &[u8] = b"Read from a JPEG";

fn ladder() -> (Vec<Content>, Vec<Matrix>) {
    let contents: Vec<Content> = LADDER.iter().map(|(_, most)| digits(*most as u64, *most)).collect();
    let matrices = LADDER.iter().zip(&contents).map(|((version, _), content)| matrix(*version, Ecc::Low, content));
    let matrices = matrices.collect();
    (contents, matrices)
}

#[test]
fn pngs_drawn_here_are_read_back() {
    let (contents, matrices) = ladder();
    for (content, matrix) in contents.iter().zip(&matrices) {
        for scale in [1, 2, 5] {
            let said = read(&png(matrix, scale).unwrap(), &Limits::default());
            assert_eq!(said.as_deref(), Ok(std::slice::from_ref(content)), "{scale} pixels a module");
        }
    }
}

#[test]
fn gifs_drawn_here_give_all_their_frames_in_order() {
    let (contents, matrices) = ladder();
    let file = gif(&matrices, &GifOptions { scale: 2, ..GifOptions::default() }).unwrap();
    assert_eq!(read(&file, &Limits::default()), Ok(contents));
}

#[test]
fn pngs_of_every_kind_of_colour_are_read() {
    use ::png::{BitDepth, ColorType};
    let content = digits(1, 400);
    let picture = scaled(&matrix(9, Ecc::Low, &content), 2.0, 2.0);
    for (color, bytes_each, transparent_paper) in [
        (ColorType::Grayscale, 1, false),
        (ColorType::GrayscaleAlpha, 2, false),
        (ColorType::GrayscaleAlpha, 2, true),
        (ColorType::Rgb, 3, false),
        (ColorType::Rgba, 4, false),
        (ColorType::Rgba, 4, true),
        (ColorType::Indexed, 1, false),
    ] {
        let mut data = Vec::new();
        for pixel in picture.pixels() {
            let alpha = if transparent_paper { 255 - *pixel } else { 255 };
            let shade = if transparent_paper { 0 } else { *pixel };
            match color {
                ColorType::Indexed => data.push(u8::from(*pixel == 0)),
                ColorType::Grayscale => data.push(shade),
                ColorType::GrayscaleAlpha => data.extend([shade, alpha]),
                ColorType::Rgb => data.extend([shade; 3]),
                ColorType::Rgba => data.extend([shade, shade, shade, alpha]),
            }
        }
        let mut file = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut file, picture.width() as u32, picture.height() as u32);
        encoder.set_color(color);
        encoder.set_depth(BitDepth::Eight);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![250, 240, 230, 10, 20, 60]);
        }
        assert_eq!(data.len(), picture.pixels().len() * bytes_each);
        encoder.write_header().unwrap().write_image_data(&data).unwrap();
        assert_eq!(read(&file, &Limits::default()).as_deref(), Ok(std::slice::from_ref(&content)), "{color:?}");
    }
}

#[test]
fn jpegs_baseline_progressive_and_grey_are_read() {
    for file in [BASELINE, PROGRESSIVE, GREY] {
        assert_eq!(read(file, &Limits::default()), Ok(vec![Content::Bytes(IN_JPEGS.to_vec())]));
    }
}

/// As a program makes them that stores only what has changed.
#[test]
fn frames_that_show_only_what_has_changed_are_laid_over_the_ones_before() {
    use ::gif::{DisposalMethod, Encoder, Frame};
    let (first, second) = (digits(2, 500), digits(3, 500));
    let shades = |content| scaled(&matrix(9, Ecc::Low, content), 2.0, 2.0);
    let (one, other) = (shades(&first), shades(&second));
    let side = one.width() as u16;
    let changed = |before: &Luma, after: &Luma| -> Vec<u8> {
        let pairs = before.pixels().iter().zip(after.pixels());
        pairs.map(|(before, after)| if before == after { 2 } else { u8::from(*after == 0) }).collect()
    };
    let whole = |picture: &Luma| picture.pixels().iter().map(|pixel| u8::from(*pixel == 0)).collect::<Vec<u8>>();
    let blot = vec![1; 100];
    let mut encoder = Encoder::new(Vec::new(), side, side, &[255, 255, 255, 0, 0, 0, 9, 9, 9]).unwrap();
    for (pixels, dispose, size, at) in [
        (whole(&one), DisposalMethod::Keep, side, 0),
        (changed(&one, &other), DisposalMethod::Any, side, 0),
        // Hides what no correction brings back, and goes away.
        (blot.clone(), DisposalMethod::Previous, 10, 10),
        (vec![2; 4], DisposalMethod::Keep, 2, 0),
        // Leaves a hole where the first finder was.
        (blot, DisposalMethod::Background, 10, 10),
        (vec![2; 4], DisposalMethod::Keep, 2, 0),
        (whole(&one), DisposalMethod::Keep, side, 0),
    ] {
        let frame =
            Frame { dispose, width: size, height: size, left: at, top: at, transparent: Some(2), ..Frame::default() };
        encoder.write_frame(&Frame { buffer: pixels.into(), ..frame }).unwrap();
    }
    let file = encoder.into_inner().unwrap();
    let said: Vec<_> = Pictures::open(&file, &Limits::default())
        .unwrap()
        .map(|picture| crate::read::codes(&picture.unwrap()))
        .collect();
    let (first, second) = (vec![first], vec![second]);
    assert_eq!(said, [first.clone(), second.clone(), vec![], second, vec![], vec![], first]);
}

#[test]
fn other_files_are_told_apart() {
    for file in [&b""[..], b"GIF", b"%PDF-1.7", b"RIFF....WEBP", b"\x89PNG\r\n", b"<svg/>", b"BM"] {
        assert_eq!(read(file, &Limits::default()), Err(ReadError::UnknownFormat));
    }
}

#[test]
fn a_picture_cut_off_anywhere_is_damaged() {
    let (_, matrices) = ladder();
    let gif = gif(&matrices[..2], &GifOptions { scale: 1, ..GifOptions::default() }).unwrap();
    let png = png(&matrices[0], 1).unwrap();
    for (file, format) in [(&gif[..], PictureFormat::Gif), (&png, PictureFormat::Png), (BASELINE, PictureFormat::Jpeg)]
    {
        let mut damaged = 0;
        for end in (8..file.len() - 1).step_by(7) {
            match read(&file[..end], &Limits::default()) {
                Err(error) => {
                    assert_eq!(error, ReadError::Damaged { format });
                    damaged += 1;
                }
                // All pixels are there, and only the end is not.
                Ok(said) => {
                    assert!(!said.is_empty() && end > file.len() * 9 / 10, "{format} cut at {end} of {}", file.len())
                }
            }
        }
        assert!(damaged > 0);
    }
}

#[test]
fn the_frames_before_the_damage_are_handed_out() {
    let (contents, matrices) = ladder();
    let file = gif(&matrices, &GifOptions { scale: 1, ..GifOptions::default() }).unwrap();
    let mut pictures = Pictures::open(&file[..file.len() / 2], &Limits::default()).unwrap();
    let first = crate::read::codes(&pictures.next().unwrap().unwrap());
    assert_eq!(first, contents[..1]);
    let rest: Vec<_> = pictures.by_ref().collect();
    assert!(matches!(rest.last(), Some(Err(ReadError::Damaged { .. }))));
    assert!(pictures.next().is_none());
}

#[test]
fn every_limit_is_kept_and_told() {
    let (_, matrices) = ladder();
    let file = gif(&matrices[..3], &GifOptions { scale: 1, ..GifOptions::default() }).unwrap();
    let with = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        read(&file, &limits).unwrap_err()
    };
    assert_eq!(with(|limits| limits.bytes = 1000), ReadError::TooManyBytes { limit: 1000 });
    let refused = ReadError::TooManyPixels { width: 105, height: 105, limit: 11_024 };
    assert_eq!(with(|limits| limits.pixels = 11_024), refused);
    assert_eq!(with(|limits| limits.frames = 2), ReadError::TooManyFrames { limit: 2 });
    assert_eq!(with(|limits| limits.total_pixels = 33_074), ReadError::TooMuchAnimation { limit: 33_074 });
    let exact = Limits { bytes: file.len(), pixels: 11_025, frames: 3, total_pixels: 33_075 };
    assert_eq!(read(&file, &exact).unwrap().len(), 3);
}
