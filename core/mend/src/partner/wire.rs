//! CBOR (RFC 8949), read strictly: what is read has to be what this module would have written, byte for byte. That
//! refuses in one go what is not the shortest form, out of order, twice, of indefinite length, unknown or left over.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use minicbor::decode::{Decoder, Error};
use minicbor::encode::{Encoder, Write};
use minicbor::{Decode, Encode};

use super::BundleError;
use super::limits;
use crate::clock::{millis, whole_millis};

/// Years of every day and moment.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

pub(super) fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("a vector takes whatever is written")
}

pub(super) fn decode<'b, T: Encode<()> + Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, BundleError> {
    let value: T = minicbor::decode(bytes).map_err(|_| BundleError::Malformed)?;
    let mut same = Same(bytes);
    let written = minicbor::encode(&value, &mut same);
    if written.is_ok() && same.0.is_empty() { Ok(value) } else { Err(BundleError::Malformed) }
}

/// Takes what it is given against what should come, without a copy of it.
struct Same<'b>(&'b [u8]);

impl Write for Same<'_> {
    type Error = BundleError;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        self.0 = self.0.strip_prefix(bytes).ok_or(BundleError::Malformed)?;
        Ok(())
    }
}

/// An instant, and the offset of the place: `[milliseconds since 1970, seconds east of UTC]`. Wall time of another phone:
/// for showing alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    pub fn get(self) -> DateTime<FixedOffset> {
        self.0
    }

    pub(super) fn within(self) -> bool {
        YEARS.contains(&self.0.year())
    }
}

impl From<DateTime<FixedOffset>> for Moment {
    /// What is less than a millisecond is dropped.
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self(whole_millis(at))
    }
}

impl<C> Encode<C> for Moment {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(2)?.i64(millis(self.0))?.i32(self.0.offset().local_minus_utc())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Moment {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Error> {
        let (ms, offset) = two(d)?;
        let offset = i32::try_from(offset).ok().and_then(FixedOffset::east_opt).ok_or(refused())?;
        let at = DateTime::from_timestamp_millis(ms).ok_or(refused())?.with_timezone(&offset);
        Some(Self(at)).filter(|at| at.within()).ok_or(refused())
    }
}

/// A day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Day {
    pub(super) fn within(self) -> bool {
        YEARS.contains(&self.0.year())
    }

    pub(super) fn number(self) -> i32 {
        self.0.to_epoch_days()
    }
}

impl<C> Encode<C> for Day {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.i32(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Day {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Error> {
        let day = NaiveDate::from_epoch_days(d.i32()?).ok_or(refused())?;
        Some(Self(day)).filter(|day| day.within()).ok_or(refused())
    }
}

/// Times of a day, in minutes since midnight.
pub(super) mod times {
    use super::*;

    pub fn encode<C, W: Write>(
        times: &[NaiveTime],
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(times.len() as u64)?;
        times.iter().try_for_each(|time| e.u32(time.hour() * 60 + time.minute())?.ok())
    }

    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Vec<NaiveTime>, Error> {
        let count = at_most(d, crate::reminder::limits::TIMES as u64)?;
        (0..count)
            .map(|_| {
                let minutes = d.u32()?;
                NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).ok_or(refused())
            })
            .collect()
    }
}

/// A list of a length that is known, and allowed.
pub(super) fn at_most(d: &mut Decoder<'_>, most: u64) -> Result<u64, Error> {
    d.array()?.filter(|count| *count <= most).ok_or(refused())
}

macro_rules! list {
    ($name:ident, $item:ty, $most:expr) => {
        pub(super) fn $name<C>(d: &mut Decoder<'_>, ctx: &mut C) -> Result<Vec<$item>, Error> {
            let count = at_most(d, $most)?;
            (0..count).map(|_| <$item>::decode(d, ctx)).collect()
        }
    };
}

list!(have, super::Have, limits::HAVE);
list!(ops, super::op::WireOp, limits::OPS);
list!(answers, super::SharedAnswer, limits::ANSWERS);
list!(feelings, super::CardFeeling, limits::FEELINGS);

/// Two numbers.
pub(super) fn two(d: &mut Decoder<'_>) -> Result<(i64, i64), Error> {
    if d.array()? != Some(2) {
        return Err(refused());
    }
    Ok((d.i64()?, d.i64()?))
}

pub(super) fn refused() -> Error {
    Error::message("outside its bounds")
}
