use std::path::Path;

use mend_qr::{Density, Progress};
use proptest::prelude::*;

use super::super::{Code, CodeProblem, Seen, Unread};
use super::*;

fn bundle(payload: &[u8], density: Option<Density>) -> Code {
    Code::bundle(payload, &KEY, density).expect("it fits")
}

#[test]
fn small_bundles_are_one_still_code_unless_a_density_is_asked_for() {
    let small = sealed(1235);
    assert!(matches!(bundle(&small, None), Code::Still(_)));
    let (file, frames) = bundle(&small, None).gif(12).expect("drawn");
    assert_eq!(frames, 1);
    assert_eq!(Files::new().and("a.gif", &file).bundles(), Ok(vec![small.clone()]));
    assert!(matches!(bundle(&small, Some(Density::V9)), Code::Moving(_)));
    assert!(matches!(bundle(&sealed(1500), None), Code::Moving(_)));
    let (file, frames) = bundle(&small, Some(Density::V9)).gif(12).expect("drawn");
    assert_eq!(frames, 6 + 3 + 2);
    assert_eq!(Files::new().and("a.gif", &file).bundles(), Ok(vec![small]));
}

#[test]
fn twenty_changes_are_one_still_picture_in_a_file() {
    for (bytes, frames) in [(1235, 1), (1500, 1), (2000, 3 + 2 + 2)] {
        let payload = sealed(bytes);
        let (file, drawn) = Code::for_file(&payload, &KEY, None).expect("it fits").gif(12).expect("drawn");
        assert_eq!(drawn, frames, "{bytes} bytes");
        assert_eq!(Files::new().and("a.gif", &file).bundles(), Ok(vec![payload]));
    }
}

#[test]
fn an_animation_comes_back_at_every_density() {
    let payload = sealed(9000);
    for density in Density::LADDER {
        let (file, _) = bundle(&payload, Some(density)).gif(12).expect("drawn");
        assert_eq!(Files::new().and("a.gif", &file).bundles(), Ok(vec![payload.clone()]), "{density:?}");
    }
}

#[test]
fn numbered_pictures_come_back_with_every_third_missing() {
    for bytes in [1500, 3000, 10_000, 30_000] {
        let payload = sealed(bytes);
        for missing in 0..3 {
            let pngs = bundle(&payload, None).pngs().expect("drawn");
            assert_eq!(pngs[0].0, "code-0001.png");
            let seen = pngs.iter().enumerate().filter(|(at, _)| at % 3 != missing);
            let files = seen.fold(Files::new(), |files, (_, (name, bytes))| files.and(name, bytes));
            assert_eq!(files.bundles(), Ok(vec![payload.clone()]), "{bytes} bytes, {missing} of three");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A camera comes at any moment, misses three frames in ten, and the density changes in the middle.
    #[test]
    fn lost_frames_a_late_start_and_other_densities_do_no_harm(
        start in 0..5000u32,
        lost in proptest::collection::vec(0..10u8, 80),
        densities in proptest::collection::vec(0..3usize, 80),
    ) {
        let payload = sealed(6000);
        let mut encoder = encoder(&payload, Density::V9).starting_at(start);
        let mut seen = Vec::new();
        for (lost, density) in lost.iter().zip(&densities) {
            encoder.set_density(Density::LADDER[*density]);
            let symbol = encoder.next().expect("without end");
            if *lost >= 3 {
                seen.push(symbol);
            }
        }
        let film = gif(&matrices(seen));
        prop_assert_eq!(Files::new().and("film.gif", &film).bundles(), Ok(vec![payload]));
    }
}

#[test]
fn films_and_single_pictures_of_one_showing_are_put_together() {
    let payload = sealed(8000);
    let shown = matrices(encoder(&payload, Density::V20).take(14));
    let files =
        Files::new().and("first.gif", &gif(&shown[..4])).with_pngs(&shown[6..8]).and("last.gif", &gif(&shown[9..]));
    assert_eq!(files.bundles(), Ok(vec![payload]));
}

#[test]
fn too_few_pictures_say_how_many_parts_are_there() {
    let payload = sealed(20_000);
    let shown = matrices(encoder(&payload, Density::V20).take(5));
    let few = Files::new().and("few.gif", &gif(&shown));
    assert_eq!(few.bundles(), Err(CodeProblem::PartsMissing { known: 20, of: 97 }));
}

#[test]
fn progress_is_told_with_every_frame_and_never_falls() {
    let payload = sealed(4000);
    let files = Files::new().and("a.gif", &gif(&matrices(encoder(&payload, Density::V9).take(19))));
    let mut told = Vec::new();
    let mut reader = reader();
    reader.read(&files.paths[0], &mut |Progress { known, of }| told.push((known, of))).expect("read");
    assert_eq!(told, (1..20).map(|known| (known, 20)).collect::<Vec<_>>());
    assert_eq!(reader.end(), Err(CodeProblem::PartsMissing { known: 19, of: 20 }));
}

#[test]
fn frames_of_others_in_between_do_no_harm_and_are_counted() {
    let payload = sealed(3000);
    let ours = matrices(encoder(&payload, Density::V14).take(8));
    let others = matrices(Encoder::new(&sealed(4000), &[8; 32], Density::V14).expect("it fits").take(8));
    let before = matrices(encoder(&sealed(5000), Density::V20).take(3));
    let mixed: Vec<Matrix> = ours.iter().zip(&others).flat_map(|(a, b)| [b.clone(), a.clone()]).collect();
    let whole = Files::new().and("a.gif", &gif(&before)).and("b.gif", &gif(&mixed));
    let found = whole.read(reader()).expect("whole");
    let left = CodeProblem::PartsMissing { known: 12, of: 25 };
    assert_eq!(found, Found { bodies: vec![payload], unfinished: Some(left) });

    let foreign = Files::new().and("a.gif", &gif(&others));
    assert_eq!(foreign.bundles(), Err(CodeProblem::Seen { what: Seen::OtherPair, pictures: 8 }));
    let own = matrices(Encoder::new(&sealed(4000), &OWN_KEY, Density::V14).expect("it fits").take(3));
    let own = Files::new().and("a.gif", &gif(&own));
    assert_eq!(own.bundles(), Err(CodeProblem::Seen { what: Seen::Own, pictures: 3 }));
}

#[test]
fn two_bundles_in_two_pictures_are_both_found_in_their_order() {
    let (first, second) = (sealed(300), sealed(2500));
    let still = bundle(&first, None).gif(12).expect("drawn").0;
    let files = Files::new().and("a.gif", &still).with_pngs(&matrices(encoder(&second, Density::V14).take(7)));
    assert_eq!(files.bundles(), Ok(vec![first, second]));
}

#[test]
fn a_film_that_breaks_off_gives_what_came_before() {
    let payload = sealed(6000);
    let whole = gif(&matrices(encoder(&payload, Density::V14).take(25)));
    let files = Files::new().and("a.gif", &whole[..whole.len() * 4 / 5]);
    assert_eq!(files.bundles(), Ok(vec![payload]), "it was whole before the end");
    let short = Files::new().and("a.gif", &whole[..whole.len() / 2]);
    let mut reader = reader();
    let broken = CodeProblem::unread(&short.paths[0], Unread::Broken);
    assert_eq!(reader.read(&short.paths[0], &mut |_| {}), Err(broken));
    assert!(matches!(reader.end(), Err(CodeProblem::PartsMissing { of: 29, known }) if known > 15));
}

#[test]
fn every_problem_is_a_sentence_with_what_to_do() {
    let words = crate::words::Words::new(crate::words::FIRST);
    let file = |why| CodeProblem::unread(Path::new("a.png"), why);
    let seen = |what, pictures| CodeProblem::Seen { what, pictures };
    let all = [Unread::Missing, Unread::NoPicture, Unread::Broken, Unread::TooLarge].map(file);
    let mut all = all.to_vec();
    for what in [
        Seen::Newer,
        Seen::Contradictory,
        Seen::OfPairing,
        Seen::OfSharing,
        Seen::Own,
        Seen::OtherPair,
        Seen::Damaged,
        Seen::NotOurs,
        Seen::Nothing,
    ] {
        all.extend([seen(what, 0), seen(what, 1), seen(what, 3)]);
    }
    all.extend([
        CodeProblem::PartsMissing { known: 3, of: 20 },
        CodeProblem::Several,
        CodeProblem::NoScreen,
        CodeProblem::TooSmall { columns: 45, rows: 23 },
        CodeProblem::TooSmallForFrames { columns: 105, rows: 54, smaller: Some(Density::V9) },
        CodeProblem::TooSmallForFrames { columns: 61, rows: 32, smaller: None },
        CodeProblem::NotDrawn,
    ]);
    for problem in all {
        let (what, action) = problem.sentences(&words);
        assert!(!what.starts_with("error-") && !action.starts_with("error-"), "{what} {action}");
        assert!(!what.contains('{') && !action.contains('{'), "{what} {action}");
        assert!(!what.is_empty() && !what.contains('\n') && action.ends_with(['.', 'E', 'g']), "{what} {action}");
    }
}
