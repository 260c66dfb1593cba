use super::{LADDER, Seeded, digits, inner, matrix, paint, scaled};
use crate::draw::Matrix;
use crate::read::{Luma, own_codes as codes};
use crate::{Content, Ecc};

const LEVELS: [Ecc; 4] = [Ecc::Low, Ecc::Medium, Ecc::Quartile, Ecc::High];

#[test]
fn every_version_and_error_correction_is_read() {
    for version in 1..=40 {
        for (ecc, modules) in LEVELS.into_iter().zip([1.0, 2.0, 3.0, 1.0]) {
            for content in [digits(u64::from(version), 10), Content::Bytes(b"\0\xFF byte".to_vec())] {
                let picture = scaled(&matrix(version, ecc, &content), modules, modules);
                assert_eq!(codes(&picture), [content], "version {version}, {ecc:?}, {modules} pixels a module");
            }
        }
    }
}

#[test]
fn full_frames_are_read_at_any_scale_whole_or_not() {
    for (version, most) in LADDER {
        for (number, scale) in [1.0, 1.5, 1.9, 2.0, 2.3, 2.5, 3.0, 3.7, 4.0, 7.3].into_iter().enumerate() {
            let content = digits(number as u64, most);
            let picture = scaled(&matrix(version, Ecc::Low, &content), scale, scale);
            assert_eq!(codes(&picture), [content], "version {version}, {scale} pixels a module");
        }
    }
}

#[test]
fn modules_that_are_not_square_are_read() {
    // A terminal whose characters are 9 × 17 pixels; one that is 8 × 18.
    for (x, y) in [(9.0, 8.5), (8.0, 9.0), (3.0, 2.5)] {
        let content = digits(1, 2000);
        assert_eq!(codes(&scaled(&matrix(20, Ecc::Low, &content), x, y)), [content], "{x} × {y}");
    }
}

#[test]
fn codes_on_their_side_and_on_their_head_are_read() {
    let content = digits(2, 500);
    let upright = scaled(&matrix(9, Ecc::Low, &content), 2.0, 2.0);
    let side = upright.width();
    let turned = |place: fn(usize, usize, usize) -> (usize, usize)| {
        let pixel = |index| {
            let (x, y) = place(index % side, index / side, side - 1);
            upright.pixels()[y * side + x]
        };
        Luma::new(side, side, (0..side * side).map(pixel).collect()).unwrap()
    };
    for place in [|x, y, last| (last - x, last - y), |x, y, last| (y, last - x), |x, y, last| (last - y, x)] {
        assert_eq!(codes(&turned(place)), std::slice::from_ref(&content));
    }
}

/// The code in the middle of a picture, where `place` says which of its modules (from its middle) is seen.
fn seen(matrix: &Matrix, pixels: f64, place: impl Fn(f64, f64) -> (f64, f64)) -> Luma {
    let modules = matrix.side() as f64;
    let side = modules * pixels * 1.5;
    let edge = (modules - 8.0) / 2.0;
    paint(side as usize, side as usize, |x, y| {
        let (x, y) = place((x - side / 2.0) / pixels, (y - side / 2.0) / pixels);
        inner(matrix, x + edge, y + edge)
    })
}

#[test]
fn codes_turned_by_any_angle_are_read() {
    for (version, most) in LADDER {
        let content = digits(3, most);
        let matrix = matrix(version, Ecc::Low, &content);
        for degrees in [-4.0f64, 1.0, 12.0, 30.0, 45.0, 77.0, 135.0, 200.0, 285.0] {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let picture = seen(&matrix, 5.0, |x, y| (x * cos + y * sin, y * cos - x * sin));
            assert_eq!(codes(&picture), std::slice::from_ref(&content), "version {version}, {degrees} degrees");
        }
    }
}

#[test]
fn codes_that_lean_away_are_read() {
    for (version, most) in [(2, 77), (9, 552), (20, 2061), (40, 7089)] {
        let content = digits(4, most);
        let matrix = matrix(version, Ecc::Low, &content);
        let modules = matrix.side() as f64;
        for (right, down) in [(0.1, 0.0), (0.0, -0.1), (0.08, 0.08), (-0.15, 0.05)] {
            let picture = seen(&matrix, 6.0, |x, y| {
                let depth = 1.0 / (1.0 + (right * x + down * y) / modules);
                (x * depth, y * depth)
            });
            assert_eq!(codes(&picture), std::slice::from_ref(&content), "version {version}, {right} {down}");
        }
    }
}

#[test]
fn light_that_falls_off_to_a_tenth_is_read() {
    let content = digits(5, 2061);
    let picture = scaled(&matrix(20, Ecc::Low, &content), 4.0, 4.0);
    let side = picture.width();
    let lit = |(index, pixel): (usize, &u8)| {
        let light = 1.0 - 0.9 * (index % side + index / side) as f64 / (2 * side) as f64;
        ((40.0 + f64::from(*pixel) * 0.8) * light) as u8
    };
    let picture = Luma::new(side, side, picture.pixels().iter().enumerate().map(lit).collect()).unwrap();
    assert_eq!(codes(&picture), [content]);
}

#[test]
fn light_on_dark_is_read() {
    let content = digits(4, 2061);
    let picture = scaled(&matrix(20, Ecc::Low, &content), 2.0, 2.0);
    let inverted = picture.pixels().iter().map(|pixel| 255 - pixel).collect();
    assert_eq!(codes(&Luma::new(picture.width(), picture.height(), inverted).unwrap()), [content]);
}

#[test]
fn faint_ink_and_grey_paper_are_read() {
    let content = digits(5, 2061);
    let picture = scaled(&matrix(20, Ecc::Low, &content), 2.0, 2.0);
    let faint = picture.pixels().iter().map(|pixel| if *pixel == 0 { 150 } else { 163 }).collect();
    assert_eq!(codes(&Luma::new(picture.width(), picture.height(), faint).unwrap()), [content]);
}

#[test]
fn several_codes_in_one_picture_are_read_from_the_top() {
    let contents: Vec<Content> = (0..12).map(|seed| digits(seed, 100 + 40 * seed as usize)).collect();
    let matrices: Vec<_> = contents.iter().map(|content| matrix(10, Ecc::Low, content)).collect();
    let side = matrices[0].side() as f64 * 3.0;
    let picture = paint((side * 4.0) as usize, (side * 3.0) as usize, |x, y| {
        let (column, row) = ((x / side) as usize, (y / side) as usize);
        matrices[row * 4 + column].is_dark((x % side / 3.0) as usize, (y % side / 3.0) as usize)
    });
    assert_eq!(codes(&picture), contents);
}

#[test]
fn two_codes_of_different_size_side_by_side_are_read() {
    let (large, small) = (digits(6, 2061), digits(7, 200));
    let (one, other) = (matrix(20, Ecc::Low, &large), matrix(9, Ecc::High, &small));
    let picture = paint(500, 330, |x, y| {
        one.is_dark((x / 3.0) as usize, (y / 3.0) as usize)
            || (x > 320.0 && other.is_dark(((x - 320.0) / 2.0) as usize, (y / 2.0) as usize))
    });
    assert_eq!(codes(&picture), [small, large]);
}

#[test]
fn a_code_amid_other_things_is_read() {
    let content = digits(8, 1000);
    let matrix = matrix(14, Ecc::Low, &content);
    let mut random = Seeded::new(8);
    let (width, height) = (640, 480);
    let clutter: Vec<bool> = (0..width * height).map(|_| random.below(3) == 0).collect();
    let picture = paint(width, height, |x, y| {
        let (column, row) = ((x - 200.0) / 3.0, (y - 100.0) / 3.0);
        let side = matrix.side() as f64;
        if (0.0..side).contains(&column) && (0.0..side).contains(&row) {
            matrix.is_dark(column as usize, row as usize)
        } else {
            clutter[y as usize * width + x as usize]
        }
    });
    assert_eq!(codes(&picture), [content]);
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for picture in [
        Luma::new(0, 0, Vec::new()).unwrap(),
        Luma::new(1, 1, vec![0]).unwrap(),
        Luma::new(0, 9, Vec::new()).unwrap(),
        paint(300, 200, |_, _| false),
        paint(300, 200, |_, _| true),
        paint(300, 200, |x, _| (x as usize).is_multiple_of(2)),
        paint(300, 200, |x, y| (x as usize + y as usize).is_multiple_of(2)),
    ] {
        assert_eq!(codes(&picture), [], "{picture:?}");
    }
}

#[test]
fn a_picture_of_nothing_but_finders_ends_soon() {
    let finder = |x: usize, y: usize| {
        let ring = x.abs_diff(3).max(y.abs_diff(3));
        ring == 3 || ring < 2
    };
    let began = std::time::Instant::now();
    for pitch in 7..16 {
        let picture = paint(2000, 2000, |x, y| {
            let (x, y) = (x as usize % pitch, y as usize % pitch);
            x < 7 && y < 7 && finder(x, y)
        });
        assert_eq!(codes(&picture), []);
    }
    // Far below what a quadratic search takes; generous, for a busy machine.
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}

#[test]
fn a_code_that_is_damaged_beyond_reading_ends_soon() {
    let picture = scaled(&matrix(40, Ecc::Low, &digits(9, 7089)), 4.0, 4.0);
    let mut random = Seeded::new(9);
    let stained = picture.pixels().iter().map(|pixel| if random.below(10) == 0 { 128 } else { *pixel });
    let half = picture.pixels().len() / 2;
    let stained =
        stained.enumerate().map(|(i, pixel)| if i > half && i % 740 > 200 && i % 740 < 500 { 255 } else { pixel });
    let picture = Luma::new(picture.width(), picture.height(), stained.collect()).unwrap();
    let began = std::time::Instant::now();
    assert_eq!(codes(&picture), []);
    println!("a version 40 that is no more: {:?}", began.elapsed());
    assert!(began.elapsed().as_secs() < 10);
}

/// Noise is full of what looks like small finders: more of them than are taken up.
#[test]
fn a_code_at_the_foot_of_a_large_noisy_picture_is_read() {
    let content = digits(10, 2061);
    let matrix = matrix(20, Ecc::Low, &content);
    let mut random = Seeded::new(10);
    let (width, height) = (1600, 1400);
    let pixels = (0..width * height).map(|index| {
        let (x, y) = ((index % width) as f64, (index / width) as f64);
        let (column, row) = ((x - 900.0) / 6.0, (y - 750.0) / 6.0);
        let side = matrix.side() as f64;
        if (0.0..side).contains(&column) && (0.0..side).contains(&row) {
            if matrix.is_dark(column as usize, row as usize) { 40 } else { 220 }
        } else {
            random.below(256) as u8
        }
    });
    assert_eq!(codes(&Luma::new(width, height, pixels.collect()).unwrap()), [content]);
}
