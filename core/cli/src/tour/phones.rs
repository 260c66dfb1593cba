//! Two phones side by side: how they become a pair, and what goes from one to the other by pictures of codes.
//!
//! Whatever one phone hands the other is drawn as a picture, kept as a file, and read from it by the reader of
//! `mend sync scan`. No step hands bytes over in memory.

mod film;
mod look;
mod photograph;
mod pictures;
mod story;

use mend_core::agreement::AgreementState;
use mend_core::partner::{ItemBody, SaidToPromise, SharedVersionView};
use mend_core::{ItemId, MendError};

pub use self::look::{Look, print_code, show};
pub use self::pictures::{Phone, Phones, Shown};
pub use self::story::{ENTRY, TEN_MINUTES, THE_FIRST_SUNDAY, note, share_from_ines, share_from_joris};
use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-phones",
    steps: &[
        Step { name: "phones", play: set_up },
        Step { name: "pairing", play: pair },
        Step { name: "looked-at", play: look_at },
        Step { name: "shared", play: share },
        Step { name: "answered", play: answer },
        Step { name: "letter", play: open_a_letter },
        Step { name: "agreed", play: agree },
        Step { name: "photograph", play: photograph::photograph },
        Step { name: "film", play: film::film },
    ],
};

fn set_up(stage: &mut Stage) -> Played {
    let phones = Phones::set_up(stage)?;
    for phone in [&phones.ines, &phones.joris, &phones.stranger] {
        expect("a pair", None, phone.partner()?.pair()?)?;
        expect_refusal("a code to show", MendError::NotPaired, phone.partner()?.bundle())?;
    }
    stage.phones = Some(phones);
    Ok(Told::nothing())
}

/// One code each way, and four words that both read out.
fn pair(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let offered = phones.ines.partner()?.offer(&phones.passphrase)?;
    let offer = phones.draw_pairing(&offered.code)?;
    let (answered, there) = phones.joris.partner()?.answer(&offer.read_pairing()?, &phones.passphrase)?;
    let answer = phones.draw_pairing(&answered)?;
    let here = phones.ines.partner()?.take_answer(&answer.read_pairing()?)?;
    expect("the words of the other phone", &here.words, &there.words)?;
    for phone in [&phones.ines, &phones.joris] {
        expect("a pair before the words were compared", None, phone.partner()?.pair()?)?;
        phone.partner()?.confirm(false)?;
    }
    let told = Told::nothing()
        .and("offer", offered.code.len())
        .and("answer", answered.len())
        .and("modules", offer.code.modules()?)
        .and("words", here.words.join(" "));
    phones.offer = Some(offer.picture);
    phones.words = here.words.to_vec();
    Ok(told.and_code(offer.code))
}

/// Ines chooses what goes, and sees each thing as it will arrive.
fn look_at(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    phones.previews = story::from_ines(phones)?;
    for (_, preview) in &phones.previews {
        let seen = serde_json::to_string(preview).map_err(|_| Problem::Core(MendError::Internal))?;
        expect("a tag in what goes", false, seen.contains(story::TAG))?;
    }
    let waiting = phones.ines.partner()?.outbox()?;
    expect("items that wait", phones.previews.len(), waiting.len())?;
    let bytes: u32 = phones.previews.iter().map(|(_, preview)| preview.bytes).sum();
    Ok(Told::nothing().and("items", waiting.len()).and("bytes", bytes))
}

/// What arrives is what she saw.
fn share(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let shown = phones.show_from_ines()?;
    let received = phones.scan_at_joris(&shown)?;
    expect("items that are new", phones.previews.len(), received.new.len())?;
    for (item, preview) in &phones.previews {
        expect("what the preview showed", &preview.view, &phones.joris.partner()?.item(*item)?.body)?;
    }
    Ok(told_of(&shown).and_phones(phones.looks()?))
}

fn told_of(shown: &Shown) -> Told {
    Told::nothing().and("bytes", shown.bytes).and("modules", shown.modules)
}

/// Joris says yes to the agreement, and shares a promise and a letter of his.
fn answer(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    phones.joris.partner()?.accept(phones.agreement()?, None)?;
    phones.previews = story::from_joris(phones)?;
    let shown = phones.show_from_joris()?;
    let received = phones.scan_at_ines(&shown)?;
    expect("items that are new", phones.previews.len(), received.new.len())?;
    expect("items with news", 1, received.changed.len())?;
    let again = phones.scan_at_ines(&shown)?;
    expect("news in the same picture", (true, 0), (again.already, again.new.len() + again.changed.len()))?;
    Ok(told_of(&shown).and_phones(phones.looks()?))
}

/// It is on Ines's phone, and shows its length until she says that she wants to read it.
fn open_a_letter(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let (partner, letter) = (phones.ines.partner()?, phones.item(story::LETTER)?);
    let closed = partner.item(letter)?;
    let ItemBody::LetterUnread { declined: false, .. } = closed.body else {
        return Err(Problem::Core(MendError::NotFound));
    };
    let first_words = story::letter_begins();
    expect("words of the letter in the list", false, closed.row.title.contains(first_words))?;
    partner.accept(letter, None)?;
    let preview = phones.previews.iter().find(|(item, _)| *item == letter).map(|(_, preview)| &preview.view);
    expect("what the preview showed", preview, Some(&partner.item(letter)?.body))?;
    Ok(Told::nothing().and("title", closed.row.title))
}

/// Ines says yes to the promise. Then both phones know the same.
fn agree(stage: &mut Stage) -> Played {
    let phones = stage.phones()?;
    let promise = phones.item(story::PROMISE)?;
    phones.ines.partner()?.accept(promise, None)?;
    let shown = phones.show_from_ines()?;
    let received = phones.scan_at_joris(&shown)?;
    expect("items with news", 1, received.changed.len())?;
    for phone in [&phones.ines, &phones.joris] {
        let version = latest_version(phone, phones.agreement()?)?;
        let yes = (version.my_yes, version.partner_yes, version.state);
        expect("an agreement with the yes of both", (true, true, AgreementState::InForce), yes)?;
    }
    let own = phones.ines.session.agreements()?.list(1, None)?.agreements;
    let states: Vec<_> = own.iter().map(|row| row.state).collect();
    expect("the state in Ines's own list", vec![AgreementState::InForce], states)?;
    let ItemBody::Promise { mut versions, .. } = phones.joris.partner()?.item(promise)?.body else {
        return Err(Problem::Core(MendError::NotFound));
    };
    let said = versions.pop().and_then(|version| version.answer).map(|answer| answer.said);
    expect("what Ines said to the promise", Some(SaidToPromise::Accept), said)?;
    Ok(told_of(&shown).and_phones(phones.looks()?))
}

fn latest_version(phone: &Phone, agreement: ItemId) -> Result<SharedVersionView, Problem> {
    match phone.partner()?.item(agreement)?.body {
        ItemBody::Agreement { mut versions, .. } => versions.pop().ok_or(Problem::Core(MendError::NotFound)),
        _ => Err(Problem::Core(MendError::NotFound)),
    }
}
