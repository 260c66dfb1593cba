//! What of an agreement goes to the partner, once its writer shares it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;

use super::VersionHash;
use super::rows;
use super::terms::Terms;
use crate::AgreementId;
use crate::error::Result;
use crate::partner::{AgreementVersion, Day};

/// What a yes is said to, where a version comes from either phone.
pub(crate) fn hash_of_version(version: &AgreementVersion) -> VersionHash {
    let AgreementVersion { topic, words, kind, owner, review_day, holds_until, made_at: _ } = version.clone();
    Terms { topic, words, kind, owner, review_day: review_day.0, holds_until: holds_until.map(|day| day.0) }.hash()
}

/// The latest version as it is offered, and when its writer said yes to it, if that yes still stands.
///
/// # Errors
/// `NotFound`; `BadField`: `agreement` (its last day is past).
pub(crate) fn offer_of(
    conn: &Connection,
    id: AgreementId,
    today: NaiveDate,
) -> Result<(AgreementVersion, Option<DateTime<FixedOffset>>)> {
    let agreement = rows::find(conn, id)?.not_lapsed(today)?;
    let latest = agreement.latest();
    let Terms { topic, words, kind, owner, review_day, holds_until } = latest.terms.clone();
    let version = AgreementVersion {
        topic,
        words,
        kind,
        owner,
        review_day: Day(review_day),
        holds_until: holds_until.map(Day),
        made_at: latest.made_at.into(),
    };
    Ok((version, latest.accepted_at.filter(|_| latest.has_yes())))
}
