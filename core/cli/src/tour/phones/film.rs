//! More than one code holds: frames without end, of which a camera that comes late misses three in ten.

use std::fs;
use std::path::Path;

use mend_core::MendError;
use mend_core::journal::EntryKind;
use mend_core::partner::FrameKeys;
use mend_qr::draw::{self, GifOptions, Matrix};
use mend_qr::{Density, Encoder};

use super::story::{self, Dice};
use crate::codes::{CodeProblem, Reader, Seen};
use crate::tour::stage::{Played, Problem, Stage, Told, expect};

/// Of each ten frames so many are lost, and chance says which.
const LOST_IN_TEN: usize = 3;
const TEN: usize = 10;
/// The frames that are filmed: so many times those that would do if none was lost.
const FILMED: usize = 2;
/// A mixture of parts may say nothing new, once in a long while.
const FRAMES_MORE: usize = 2;

/// What a camera caught, and of which frame on the screen each picture is, from 1.
struct Caught {
    matrices: Vec<Matrix>,
    frames: Vec<usize>,
}

/// From the middle of the first round on.
fn catch(encoder: Encoder, dice: &mut Dice) -> Result<Caught, CodeProblem> {
    let fewest = encoder.frames();
    let mut caught = Caught { matrices: Vec::new(), frames: Vec::new() };
    let mut lost = LOST_IN_TEN;
    for (frame, symbol) in (1..).zip(encoder.skip(fewest / 2).take(FILMED * fewest)) {
        // Of those that are left in this ten, as many as have to be lost yet.
        let left = TEN - (frame - 1) % TEN;
        lost = if left == TEN { LOST_IN_TEN } else { lost };
        if dice.below(left) < lost {
            lost -= 1;
        } else {
            caught.matrices.push(Matrix::draw(&symbol)?);
            caught.frames.push(frame);
        }
    }
    Ok(caught)
}

/// What a phone reads in a film, and how many pictures it took.
fn watch(film: &Path, keys: &FrameKeys) -> Result<(Vec<u8>, usize), CodeProblem> {
    let mut pictures = 0;
    let mut reader = Reader::of_bundles(&keys.incoming, &keys.out);
    reader.read(film, &mut |_| pictures += 1)?;
    // The last one made it whole.
    Ok((reader.end()?.only()?, pictures + 1))
}

/// Joris shares every line of the card.
pub fn film(stage: &mut Stage) -> Played {
    let now = stage.now();
    let phones = stage.phones()?;
    let mut dice = Dice(20);
    let years = [1, 0].map(|ago| story::a_year_of_the_card(now, ago, &mut dice));
    let titles = ["The card, the first year", "The card, the second year"];
    let mut requests = Vec::new();
    for (title, text) in titles.into_iter().zip(&years) {
        requests.push(story::note(&phones.joris, EntryKind::Entry, (title, text))?);
    }
    let previews = story::share_from_joris(phones, &requests)?;

    let joris = phones.joris.partner()?;
    let (out, keys) = (joris.bundle()?, joris.frame_keys()?);
    expect("more than fits", false, out.more)?;
    let encoder = Encoder::new(&out.bytes, &keys.out, Density::default()).map_err(CodeProblem::from)?;
    let fewest = encoder.frames();
    let caught = catch(encoder, &mut dice)?;
    let film = phones.folder.join("film.gif");
    fs::write(&film, draw::gif(&caught.matrices, &GifOptions::default()).map_err(CodeProblem::from)?)?;

    let ines = phones.ines.partner()?;
    let (sealed, seen) = watch(&film, &ines.frame_keys()?)?;
    expect("the same bytes", true, sealed == out.bytes)?;
    expect("frames seen, at most two above the fewest", true, seen <= fewest + FRAMES_MORE)?;
    let received = ines.receive(&sealed)?;
    expect("items that are new", previews.len(), received.new.len())?;
    for (item, preview) in &previews {
        expect("what the preview showed", &preview.view, &ines.item(*item)?.body)?;
    }
    // Who films it too has nothing to put together: the seal of each frame is not theirs.
    let foreign = watch(&film, &phones.stranger.partner()?.frame_keys()?).err();
    let refused = CodeProblem::Seen { what: Seen::OtherPair, pictures: caught.frames.len() as u64 };
    expect("a film for others", Some(refused), foreign)?;

    let shown = *caught.frames.get(seen - 1).ok_or(Problem::Core(MendError::Internal))?;
    let expected = (fewest * TEN) as f64 / (TEN - LOST_IN_TEN) as f64;
    let seconds = shown as f64 / f64::from(draw::DEFAULT_FRAMES_PER_SECOND);
    Ok(Told::nothing()
        .and("lines", years.iter().map(|year| year.lines().count()).sum::<usize>())
        .and("bytes", out.bytes.len())
        .and("fewest", fewest)
        .and("shown", shown)
        .and("seen", seen)
        .and("expected", format!("{expected:.0}"))
        .and("seconds", format!("{seconds:.1}")))
}
