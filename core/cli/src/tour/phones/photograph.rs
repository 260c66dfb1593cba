//! Someone stands behind the two and takes a picture of every code.

use std::path::Path;

use mend_core::MendError;
use mend_core::partner::BundleError;

use super::pictures::{Phone, read_pairing};
use crate::tour::stage::{Played, Problem, Stage, Told, expect, expect_refusal};

const REFUSAL: MendError = MendError::BadBundle { problem: BundleError::DoesNotOpen };

/// The stranger answers Ines's first code too, as Joris did, and holds every code that came after it to the camera;
/// then holds a code of their own to Ines's.
pub fn photograph(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let offer = phones.offer.clone().ok_or(Problem::Core(MendError::NotFound))?;
    let partner = phones.stranger.partner()?;
    let (answer, met) = partner.answer(&read_pairing(&offer)?, &phones.passphrase)?;
    expect("words that differ", true, met.words.as_slice() != phones.words)?;
    // And says that they were the same, which no one else does.
    partner.confirm(false)?;
    let shown = phones.draw_pairing(&answer)?;
    let late = phones.ines.partner()?.take_answer(&shown.read_pairing()?);
    expect_refusal("at Ines's phone", MendError::NoPairing, late)?;

    let (taken, made) = (phones.bundles.clone(), phones.show_from_the_stranger()?);
    let before = [phones.stranger.files()?, phones.ines.files()?];
    for picture in &taken {
        opens_nothing(&phones.stranger, picture)?;
    }
    opens_nothing(&phones.ines, &made.picture)?;
    let after = [phones.stranger.files()?, phones.ines.files()?];
    expect("folders as they were", true, before == after)?;
    let bytes: usize = before.iter().flatten().map(|(_, bytes)| bytes.len()).sum();
    Ok(Told::nothing()
        .and("pictures", taken.len() + 1)
        .and("kib", bytes.div_ceil(1024))
        .and_refusal("sentence", REFUSAL))
}

fn opens_nothing(phone: &Phone, picture: &Path) -> Result<(), Problem> {
    match phone.scan(picture) {
        Err(Problem::Core(error)) => expect("a code that opens nothing", REFUSAL, error),
        Err(problem) => Err(problem),
        Ok(_) => Err(Problem::Differs { expected: REFUSAL.to_string(), found: "a code that opens".into() }),
    }
}
