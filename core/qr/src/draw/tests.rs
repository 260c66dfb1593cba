use sha2::{Digest, Sha256};

use super::{Background, DrawError, GifOptions, MAX_PICTURE_SIDE, Matrix, QUIET_ZONE, gif, png, svg, terminal};
use crate::{Content, Ecc, Symbol};

fn symbol(version: u8, content: Content) -> Symbol {
    Symbol { version, content, ecc: Ecc::Low }
}

/// As many digits, always the same.
fn digits(count: usize) -> Content {
    Content::Digits((0..count).map(|i| char::from(b'0' + (i * i * 7 + i / 3) as u8 % 10)).collect())
}

fn matrix(version: u8, count: usize) -> Matrix {
    Matrix::draw(&symbol(version, digits(count))).unwrap()
}

fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Pictures are pinned: a change of these is a change of what every phone sees, or of a library that packs them.
#[test]
fn golden_pictures_stay_the_same_byte_for_byte() {
    let frames = [matrix(9, 552), matrix(20, 2061)];
    let modules: Vec<u8> = frames[1].rows().flatten().map(|dark| u8::from(*dark)).collect();
    let drawn = [
        ("matrix", hash(modules)),
        ("terminal, dark", hash(terminal(&frames[1], Background::Dark, None).unwrap())),
        ("terminal, light", hash(terminal(&frames[1], Background::Light, None).unwrap())),
        ("svg", hash(svg(&frames[1]))),
        ("png", hash(png(&frames[1], 4).unwrap())),
        ("gif", hash(gif(&frames, &GifOptions::default()).unwrap())),
    ];
    let golden = [
        "matrix: cfa38aeb35f40108",
        "terminal, dark: 697d6588f287464f",
        "terminal, light: 75a1f520055d6149",
        "svg: 417ee688b9c87516",
        "png: 83c6f335b01697d5",
        "gif: a9e41e7f23e04431",
    ];
    assert_eq!(drawn.map(|(name, hash)| format!("{name}: {hash}")), golden);
}

#[test]
fn a_code_has_four_light_modules_around_it() {
    let matrix = matrix(1, 3);
    let side = matrix.side();
    assert_eq!(side, 21 + 2 * QUIET_ZONE);
    for x in 0..side {
        for y in 0..side {
            let edge = x.min(y).min(side - 1 - x).min(side - 1 - y);
            assert!(edge >= 4 || !matrix.is_dark(x, y), "{x} {y}");
        }
    }
    assert!(matrix.is_dark(4, 4) && matrix.is_dark(side - 5, 4) && matrix.is_dark(4, side - 5));
    assert!(!matrix.is_dark(side, 0) && !matrix.is_dark(0, usize::MAX));
}

#[test]
fn what_does_not_fit_is_refused() {
    let draw = |version, content| Matrix::draw(&symbol(version, content)).unwrap_err();
    assert_eq!(draw(0, digits(1)), DrawError::Version { version: 0 });
    assert_eq!(draw(41, digits(1)), DrawError::Version { version: 41 });
    assert_eq!(draw(9, digits(553)), DrawError::TooLong { version: 9 });
    assert_eq!(draw(40, digits(7090)), DrawError::TooLong { version: 40 });
    assert_eq!(draw(40, Content::Bytes(vec![0; 2954])), DrawError::TooLong { version: 40 });
    assert_eq!(draw(40, Content::Bytes(vec![0; 10_000_000])), DrawError::TooLong { version: 40 });
    for not_digits in ["12a", "1 2", "-1", "١"] {
        assert_eq!(draw(9, Content::Digits(not_digits.to_string())), DrawError::NotDigits);
    }
    for (version, most) in [(9, 552), (20, 2061), (40, 7089)] {
        assert_eq!(matrix(version, most).side(), 25 + 4 * usize::from(version));
    }
    assert!(Matrix::draw(&symbol(40, Content::Bytes(vec![0; 2953]))).is_ok());
}

#[test]
fn error_correction_is_what_the_symbol_says_and_not_more() {
    for (ecc, expected) in [
        (Ecc::Low, (true, true)),
        (Ecc::Medium, (true, false)),
        (Ecc::Quartile, (false, true)),
        (Ecc::High, (false, false)),
    ] {
        let matrix = Matrix::draw(&Symbol { version: 5, content: digits(3), ecc }).unwrap();
        // The first two modules of the format, by table 12 of the standard under its mask.
        assert_eq!((matrix.is_dark(4, 12), matrix.is_dark(5, 12)), expected, "{ecc:?}");
    }
}

#[test]
fn a_terminal_that_is_too_narrow_is_told_how_wide_it_has_to_be() {
    let matrix = matrix(20, 2061);
    assert_eq!(terminal(&matrix, Background::Dark, Some(104)), Err(DrawError::TooWide { needed: 105, columns: 104 }));
    let text = terminal(&matrix, Background::Dark, Some(105)).unwrap();
    assert_eq!(text.lines().count(), 53);
    assert!(text.lines().all(|line| line.chars().count() == 105));
}

#[test]
fn half_blocks_show_the_matrix_on_either_background() {
    let matrix = matrix(3, 40);
    for background in [Background::Dark, Background::Light] {
        let text = terminal(&matrix, background, None).unwrap();
        for (line, characters) in text.lines().enumerate() {
            for (x, character) in characters.chars().enumerate() {
                let (top, bottom) = match character {
                    '█' => (true, true),
                    '▀' => (true, false),
                    '▄' => (false, true),
                    ' ' => (false, false),
                    other => panic!("{other:?}"),
                };
                // What is written is bright on a dark background.
                let dark = |written: bool| written == (background == Background::Light);
                assert_eq!(dark(top), matrix.is_dark(x, 2 * line));
                assert_eq!(dark(bottom), matrix.is_dark(x, 2 * line + 1));
            }
        }
    }
}

#[test]
fn an_svg_holds_every_dark_module_once() {
    let matrix = matrix(2, 20);
    let svg = svg(&matrix);
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut area = 0;
    for run in path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        assert!((x..x + length).all(|x| matrix.is_dark(x, y)));
        area += length;
    }
    assert_eq!(area, matrix.rows().flatten().filter(|dark| **dark).count());
    assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
}

#[test]
fn a_picture_without_pixels_or_with_too_many_is_refused() {
    let matrix = matrix(40, 7089);
    let largest = MAX_PICTURE_SIDE / 185;
    for scale in [0, largest + 1, usize::MAX] {
        let refused = DrawError::Scale { scale, largest };
        assert_eq!(png(&matrix, scale), Err(refused));
        assert_eq!(gif(std::slice::from_ref(&matrix), &GifOptions { scale, ..GifOptions::default() }), Err(refused));
    }
    assert!(png(&matrix, largest).is_ok());
}

#[test]
fn an_animation_without_frames_or_beyond_what_viewers_show_is_refused() {
    assert_eq!(gif(&[], &GifOptions::default()), Err(DrawError::NoFrames));
    for frames_per_second in [0, 51, u32::MAX] {
        let options = GifOptions { frames_per_second, scale: 1 };
        assert_eq!(gif(&[matrix(9, 10)], &options), Err(DrawError::FrameRate { frames_per_second }));
    }
}

#[test]
fn an_animation_keeps_its_pace_repeats_and_has_two_colours() {
    for (frames_per_second, expected) in [(12, 833), (1, 10_000), (50, 200), (7, 1429), (30, 333)] {
        let frames = vec![matrix(1, 9); 100];
        let file = gif(&frames, &GifOptions { frames_per_second, scale: 1 }).unwrap();
        let mut decoder = ::gif::Decoder::new(file.as_slice()).unwrap();
        assert_eq!(decoder.global_palette(), Some(&[255, 255, 255, 0, 0, 0][..]));
        let mut hundredths = 0;
        let mut count = 0;
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            assert!(frame.palette.is_none());
            hundredths += usize::from(frame.delay);
            count += 1;
        }
        assert_eq!((count, hundredths), (100, expected), "{frames_per_second} frames a second");
        assert_eq!(decoder.repeat(), ::gif::Repeat::Infinite);
    }
}

#[test]
fn frames_of_different_versions_stand_in_the_middle_of_one_square() {
    let (small, large) = (matrix(9, 100), matrix(20, 100));
    let file = gif(&[small.clone(), large.clone()], &GifOptions { scale: 2, ..GifOptions::default() }).unwrap();
    let mut decoder = ::gif::Decoder::new(file.as_slice()).unwrap();
    for matrix in [small, large] {
        let frame = decoder.read_next_frame().unwrap().unwrap();
        let margin = 105 - matrix.side();
        assert_eq!((frame.width, frame.height), (210, 210));
        for (index, pixel) in frame.buffer.iter().enumerate() {
            let (x, y) = (index % 210, index / 210);
            let dark = x >= margin && y >= margin && matrix.is_dark((x - margin) / 2, (y - margin) / 2);
            assert_eq!(*pixel, u8::from(dark), "{x} {y}");
        }
    }
}
