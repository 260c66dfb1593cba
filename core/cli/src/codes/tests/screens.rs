use mend_qr::Density;
use mend_qr::read::{Luma, codes};

use super::super::{Code, CodeProblem, Screen};
use super::*;

fn screen(columns: usize, rows: usize) -> Screen {
    Screen { columns, rows, colour: true }
}

/// A terminal's lines as a picture, two pixels a line.
fn seen(text: &str, written: u8) -> Luma {
    let lines: Vec<Vec<char>> = text.lines().map(|line| plain(line).chars().collect()).collect();
    let mut pixels = Vec::new();
    for line in &lines {
        for half in ['▀', '▄'] {
            pixels.extend(line.iter().flat_map(|c| [if *c == '█' || *c == half { written } else { 255 - written }; 2]));
        }
    }
    // Twice as wide as high: a reader takes pixels that are not square.
    Luma::new(2 * lines[0].len(), 2 * lines.len(), pixels).expect("a rectangle")
}

fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(c);
        }
    }
    out
}

#[test]
fn a_code_in_a_terminal_can_be_read_with_and_without_colours() {
    let symbol = encoder(&sealed(200), Density::V9).next().expect("a frame");
    let code = Code::Still(matrices([symbol.clone()]).remove(0));
    let coloured = screen(61, 31).still(&code).expect("it fits");
    assert_eq!(codes(&seen(&coloured, 0)), std::slice::from_ref(&symbol.content));
    assert!(coloured.lines().all(|line| line.starts_with("\x1b[38;5;16;48;5;231m") && line.ends_with("\x1b[0m")));
    let bare = Screen { colour: false, ..screen(61, 31) }.still(&code).expect("it fits");
    assert!(!bare.contains('\x1b'));
    assert_eq!(codes(&seen(&bare, 255)), [symbol.content]);
}

#[test]
fn a_code_too_large_for_the_terminal_is_not_drawn() {
    let code = Code::Still(matrices(encoder(&sealed(200), Density::V9).take(1)).remove(0));
    for (columns, rows) in [(60, 31), (61, 30), (24, 24)] {
        let refused = screen(columns, rows).still(&code);
        assert_eq!(refused, Err(CodeProblem::TooSmall { columns: 61, rows: 31 }));
    }
}

#[test]
fn the_densest_that_fits_is_taken_and_no_denser_than_wished() {
    let fits = |columns, rows| screen(columns, rows).density(Density::V20);
    assert_eq!(fits(400, 200), Some(Density::V20));
    assert_eq!(fits(105, 54), Some(Density::V20));
    assert_eq!(fits(105, 53), Some(Density::V14), "a line is left for words");
    assert_eq!(fits(104, 54), Some(Density::V14));
    assert_eq!(fits(80, 42), Some(Density::V9));
    assert_eq!(fits(80, 24), None);
    assert_eq!(screen(400, 200).density(Density::V9), Some(Density::V9));
}

#[test]
fn a_density_that_is_asked_for_is_taken_or_the_one_that_fits_is_named() {
    assert_eq!(screen(90, 60).chosen(None), Ok(Density::V14));
    assert_eq!(screen(90, 60).chosen(Some(Density::V14)), Ok(Density::V14));
    let smaller = CodeProblem::TooSmallForFrames { columns: 105, rows: 54, smaller: Some(Density::V14) };
    assert_eq!(screen(90, 60).chosen(Some(Density::V20)), Err(smaller));
    let none = CodeProblem::TooSmallForFrames { columns: 61, rows: 32, smaller: None };
    for asked in [None, Some(Density::V9)] {
        assert_eq!(screen(24, 24).chosen(asked), Err(none.clone()));
    }
    assert_eq!(screen(24, 24).can_show(None), Err(none));
    assert_eq!(screen(49, 25).can_show(None), Ok(()));
    let smallest = Code::bundle(&sealed(128), &KEY, None).expect("it fits");
    assert!(screen(49, 25).still(&smallest).is_ok());
}
