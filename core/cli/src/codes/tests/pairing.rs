use mend_qr::{Content, Density, Ecc, StaticCode, Symbol};

use super::super::{CodeProblem, PAIRING, Seen, Unread, files_in};
use super::*;
use crate::codes::Code;

fn drawn(code: Code) -> Matrix {
    match code {
        Code::Still(matrix) => matrix,
        Code::Moving(_) => panic!("a still code"),
    }
}

fn of_pairing(body: &[u8]) -> Vec<u8> {
    Code::pairing(body).and_then(|code| code.png()).expect("drawn")
}

fn seen(what: Seen) -> Result<Vec<u8>, CodeProblem> {
    Err(CodeProblem::Seen { what, pictures: 1 })
}

#[test]
fn a_code_of_pairing_comes_back_from_its_picture() {
    let body = sealed(78);
    let code = drawn(Code::pairing(&body).expect("drawn"));
    for file in [of_pairing(&body), gif(std::slice::from_ref(&code)), of_matrix(&code)] {
        assert_eq!(Files::new().and("a", &file).pairing(), Ok(body.clone()));
    }
}

fn of_matrix(matrix: &Matrix) -> Vec<u8> {
    let scale = 5;
    let side = matrix.side() * scale;
    let shade = |at: usize| if matrix.is_dark(at % side / scale, at / side / scale) { 20 } else { 235 };
    jpeg::jpeg(side, side, &(0..side * side).map(shade).collect::<Vec<u8>>())
}

#[test]
fn the_same_code_in_two_pictures_is_one_and_two_codes_are_one_too_many() {
    let twice = Files::new().and("a.png", &of_pairing(b"one")).and("b.png", &of_pairing(b"one"));
    assert_eq!(twice.pairing(), Ok(b"one".to_vec()));
    let two = Files::new().and("a.png", &of_pairing(b"one")).and("b.png", &of_pairing(b"two"));
    assert_eq!(two.pairing(), Err(CodeProblem::Several));
}

#[test]
fn what_is_no_code_of_pairing_is_told() {
    let bundle = Code::bundle(&sealed(200), &KEY, None).expect("drawn");
    assert_eq!(Files::new().and("a.gif", &gif(&[drawn(bundle)])).pairing(), seen(Seen::OfSharing));
    let frame = matrices(encoder(&sealed(3000), Density::V9).take(1));
    assert_eq!(Files::new().with_pngs(&frame).pairing(), seen(Seen::OfSharing));
    let content = Content::Bytes(b"https://example.org".to_vec());
    let foreign = matrices([Symbol { version: 3, content, ecc: Ecc::Low }]);
    assert_eq!(Files::new().with_pngs(&foreign).pairing(), seen(Seen::NotOurs));
    let digits = matrices([Symbol { version: 3, content: Content::Digits("0123456789".into()), ecc: Ecc::Low }]);
    assert_eq!(Files::new().with_pngs(&digits).pairing(), seen(Seen::NotOurs));
    let later = StaticCode { kind: mend_qr::Kind::new(7).expect("1 to 7"), body: vec![1] }.symbol().expect("it fits");
    assert_eq!(Files::new().with_pngs(&matrices([later])).pairing(), seen(Seen::Newer));
    let of_pairing = StaticCode { kind: PAIRING, body: vec![1] }.symbol().expect("it fits");
    let asked = Files::new().with_pngs(&matrices([of_pairing])).bundles();
    assert_eq!(asked, Err(CodeProblem::Seen { what: Seen::OfPairing, pictures: 1 }));
}

#[test]
fn a_picture_without_a_code_and_a_file_that_is_no_picture_are_told() {
    assert_eq!(Files::new().and("a.jpg", &jpeg::jpeg(64, 64, &[250; 64 * 64])).pairing(), seen(Seen::Nothing));
    let text = Files::new().and("a.txt", b"no picture");
    assert_eq!(text.pairing(), Err(CodeProblem::unread(&text.paths[0], Unread::NoPicture)));
    let cut = Files::new().and("a.png", &of_pairing(b"body")[..100]);
    assert_eq!(cut.pairing(), Err(CodeProblem::unread(&cut.paths[0], Unread::Broken)));
    assert_eq!(Files::new().pairing(), Err(CodeProblem::Seen { what: Seen::Nothing, pictures: 0 }));
}

#[test]
fn names_of_files_are_looked_at_before_any_is_read() {
    let files = Files::new().and("b.png", b"").and("a.png", b"").and(".hidden", b"");
    let folder = files.folder.path().to_owned();
    assert_eq!(files_in(std::slice::from_ref(&folder)), Ok(vec![folder.join("a.png"), folder.join("b.png")]));
    let missing = folder.join("c.png");
    let refused = files_in(&[folder, missing.clone()]);
    assert_eq!(refused, Err(CodeProblem::unread(&missing, Unread::Missing)));
}
