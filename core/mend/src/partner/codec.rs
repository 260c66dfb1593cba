//! How the house's own types stand in payloads, as numbers that are never given to another.

use minicbor::decode::{Decoder, Error};
use minicbor::encode::{Encoder, Error as EncodeError, Write};

use super::wire::refused;

macro_rules! numbered {
    ($name:ident, $type:ty, $number:expr) => {
        pub(super) mod $name {
            use super::*;

            pub fn encode<C, W: Write>(
                value: &$type,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), EncodeError<W::Error>> {
                e.u8($number(*value))?.ok()
            }

            pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<$type, Error> {
                let number = d.u8()?;
                <$type>::ALL.into_iter().find(|known| $number(*known) == number).ok_or(refused())
            }
        }
    };
}

numbered!(entry_kind, crate::journal::EntryKind, |kind: crate::journal::EntryKind| kind.number() as u8);
numbered!(agreement_kind, crate::agreement::AgreementKind, |kind| kind as u8);
numbered!(owner, crate::agreement::Owner, |owner| owner as u8);

/// `[0, id]` of the list, `[1, words]` of one's own.
pub(super) mod topic {
    use super::*;
    use crate::agreement::Topic;

    pub fn encode<C, W: Write>(topic: &Topic, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        let (number, words) = match topic {
            Topic::Listed { id } => (0, id),
            Topic::Own { words } => (1, words),
        };
        e.array(2)?.u8(number)?.str(words)?.ok()
    }

    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Topic, Error> {
        let (number, words) = numbered_words(d)?;
        match number {
            0 => Ok(Topic::Listed { id: words }),
            1 => Ok(Topic::Own { words }),
            _ => Err(refused()),
        }
    }
}

/// `[number, words]`; the words are empty where a kind has none.
pub(super) mod subject {
    use super::*;
    use crate::reminder::Subject;

    pub fn encode<C, W: Write>(subject: &Subject, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        let (number, words) = match subject {
            Subject::CheckIn { set } => (0, set.as_str()),
            Subject::PromiseReview { promise } => (1, promise.as_str()),
            Subject::AgreementReview { agreement } => (2, agreement.as_str()),
            Subject::TogetherTime => (3, ""),
            Subject::SwapCodes => (4, ""),
            Subject::Own { about } => (5, about.as_str()),
        };
        e.array(2)?.u8(number)?.str(words)?.ok()
    }

    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Subject, Error> {
        let (number, words) = numbered_words(d)?;
        match number {
            0 => Ok(Subject::CheckIn { set: words }),
            1 => Ok(Subject::PromiseReview { promise: words }),
            2 => Ok(Subject::AgreementReview { agreement: words }),
            3 => Ok(Subject::TogetherTime),
            4 => Ok(Subject::SwapCodes),
            5 => Ok(Subject::Own { about: words }),
            _ => Err(refused()),
        }
    }
}

fn numbered_words(d: &mut Decoder<'_>) -> Result<(u8, String), Error> {
    if d.array()? != Some(2) {
        return Err(refused());
    }
    Ok((d.u8()?, d.str()?.to_owned()))
}

/// `[0, n]`, `[1, n, days, week start]`, `[2, n, day, short month]`, `[3, n, nth, weekday]`. Weekdays are 0, Monday, to
/// 6; the days of a week are one bit each, Monday the lowest.
pub(super) mod cadence {
    use super::*;
    use crate::reminder::{Cadence, ShortMonth, Weekday};

    pub fn encode<C, W: Write>(cadence: &Cadence, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        match cadence {
            Cadence::Daily { n } => e.array(2)?.u8(0)?.u8(*n)?,
            Cadence::Weekly { n, days, week_start } => {
                let days = days.iter().fold(0, |days, day| days | 1 << *day as u8);
                e.array(4)?.u8(1)?.u8(*n)?.u8(days)?.u8(*week_start as u8)?
            }
            Cadence::MonthDay { n, day, short_month } => {
                e.array(4)?.u8(2)?.u8(*n)?.i8(*day)?.u8(matches!(short_month, ShortMonth::Last).into())?
            }
            Cadence::MonthNth { n, nth, weekday } => e.array(4)?.u8(3)?.u8(*n)?.i8(*nth)?.u8(*weekday as u8)?,
        }
        .ok()
    }

    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Cadence, Error> {
        let fields = d.array()?;
        let (kind, n) = (d.u8()?, d.u8()?);
        let cadence = match (fields, kind) {
            (Some(2), 0) => Cadence::Daily { n },
            (Some(4), 1) => {
                let bits = d.u8()?;
                let days = Weekday::ALL.into_iter().filter(|day| bits & 1 << *day as u8 != 0).collect();
                Cadence::Weekly { n, days, week_start: weekday(d)? }
            }
            (Some(4), 2) => {
                let day = d.i8()?;
                let short_month = match d.u8()? {
                    0 => ShortMonth::Skip,
                    1 => ShortMonth::Last,
                    _ => return Err(refused()),
                };
                Cadence::MonthDay { n, day, short_month }
            }
            (Some(4), 3) => Cadence::MonthNth { n, nth: d.i8()?, weekday: weekday(d)? },
            _ => return Err(refused()),
        };
        cadence.checked().map_err(|_| refused())
    }

    fn weekday(d: &mut Decoder<'_>) -> Result<Weekday, Error> {
        Weekday::ALL.get(usize::from(d.u8()?)).copied().ok_or(refused())
    }
}
