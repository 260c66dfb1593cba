//! What became of the slots of one schedule, in pages. Each day is read by the revision that held on it and by the log:
//! no later change of the schedule changes a line of it.

use rusqlite::Connection;

use super::due::{next_day, start};
use super::limits::{self, bad, in_range};
use super::log::{self, Logs};
use super::rows;
use super::seen::Seen;
use super::slot::{Slot, place};
use super::types::{HistoryPage, PastSlot};
use crate::ScheduleId;
use crate::error::{FieldProblem, Result};

pub(super) fn page(
    conn: &Connection,
    id: ScheduleId,
    limit: u32,
    after: Option<&str>,
    seen: Seen,
) -> Result<HistoryPage> {
    in_range("limit", limit.into(), i64::from(*limits::PAGE.start())..=i64::from(*limits::PAGE.end()))?;
    let after = after.map(|text| place(text).ok_or(bad("after", FieldProblem::Malformed))).transpose()?;
    let at = seen.concludes_at();
    let schedule = rows::find(conn, id)?;
    let timeline = &schedule.timeline;
    // A slot of tomorrow has begun where a fixed zone is ahead; one answered before its time may be of today.
    let newest = next_day(timeline.civil(at).date());
    let from = after.map_or(newest, |(date, _)| date.min(newest));
    let mut planned = timeline
        .back_from(from)
        .skip_while(|(_, slot)| after.is_some_and(|after| (slot.date, slot.index) >= after))
        .peekable();

    let wanted = limit as usize;
    let mut slots = Vec::new();
    // One more than asked is looked for, to know whether there is a next page.
    while slots.len() <= wanted && planned.peek().is_some() {
        let batch: Vec<_> = planned.by_ref().take(wanted + 1).collect();
        let logs = match (batch.last(), batch.first()) {
            (Some((_, oldest)), Some((_, newest))) => log::of_days(conn, schedule.row, oldest.date, newest.date)?,
            _ => Logs::new(),
        };
        for (revision, slot) in batch {
            let log = logs.get(&(slot.date, slot.index)).copied();
            let start = start(revision, &slot, at);
            let has_been = start <= at && timeline.has(slot.civil());
            if has_been || log.is_some() {
                let log = log.unwrap_or_default();
                slots.push(PastSlot {
                    slot: Slot { schedule: id, date: slot.date, index: slot.index },
                    civil: slot.civil(),
                    state: log.state(start, revision.grace(), at),
                    marked_at: log.last_at,
                });
            }
        }
    }
    let next = (slots.len() > wanted).then(|| {
        slots.truncate(wanted);
        let Slot { date, index, .. } = slots[wanted - 1].slot;
        format!("{date}.{index}")
    });
    Ok(HistoryPage { slots, next, clock_set_back_from: seen.set_back_from() })
}
