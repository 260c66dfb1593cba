//! The middle and the direction of a few answers, so that neither one odd day nor a few can decide them.

use super::Direction;

/// Series longer than this are gathered into as many groups first: pairs grow with the square.
pub(super) const GROUPS: usize = 60;
/// Points of a scale that the fitted line has to move over the whole period.
const MOVES: f64 = 0.75;
/// How much more often later answers have to lie on one side of earlier ones than on the other, of all pairs.
const AGREES: f64 = 0.35;
/// The middle half of answers that stay the same lies within this many points.
const STEADY: f64 = 1.0;

/// An answer: days since some day, and a point of a scale.
pub(super) type Sample = (f64, f64);

/// As many values lie above it as below; between the two middle ones of an even number.
pub(super) fn middle(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let sorted = sorted(values);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[half]),
        _ => Some(f64::midpoint(sorted[half - 1], sorted[half])),
    }
}

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// At most so many samples that run as all of them do: neighbours become their middle.
pub(super) fn gathered(samples: &[Sample], most: usize) -> Vec<Sample> {
    let size = samples.len().div_ceil(most.max(1)).max(1);
    let groups = samples.chunks(size);
    groups.filter_map(|group| Some((middle(group.iter().map(|s| s.0))?, middle(group.iter().map(|s| s.1))?))).collect()
}

/// By Theil and Sen: the middle of the slopes between all pairs of different days. It is a direction when that line
/// moves by three quarters of a point over the period, and later answers lie clearly more often on that side of
/// earlier ones. Without that, answers whose middle half lies within one point are level; all else is unclear.
/// `samples` are in order of time.
pub(super) fn direction(samples: &[Sample]) -> Direction {
    let samples = gathered(samples, GROUPS);
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else { return Direction::Unclear };
    let pairs =
        samples.iter().enumerate().flat_map(|(n, earlier)| samples[n + 1..].iter().map(move |later| (earlier, later)));
    let slopes: Vec<_> = pairs
        .filter(|(a, b)| b.0 > a.0)
        .map(|(earlier, later)| (later.1 - earlier.1) / (later.0 - earlier.0))
        .collect();
    let moved = middle(slopes.iter().copied()).unwrap_or(0.0) * (last.0 - first.0);
    let side = |up: bool| slopes.iter().filter(|slope| if up { **slope > 0.0 } else { **slope < 0.0 }).count() as f64;
    let agreed = (side(true) - side(false)) / slopes.len().max(1) as f64;
    if moved >= MOVES && agreed >= AGREES {
        Direction::Up
    } else if moved <= -MOVES && agreed <= -AGREES {
        Direction::Down
    } else if moved.abs() < MOVES && middle_half(&samples) <= STEADY {
        Direction::Level
    } else {
        Direction::Unclear
    }
}

/// From the first to the third quarter of the values.
fn middle_half(samples: &[Sample]) -> f64 {
    let values = sorted(samples.iter().map(|sample| sample.1));
    let quarter = values.len() / 4;
    match (values.get(quarter), values.get(values.len() - 1 - quarter)) {
        (Some(low), Some(high)) => high - low,
        _ => 0.0,
    }
}
