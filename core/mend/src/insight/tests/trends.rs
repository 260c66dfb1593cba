//! Laws of the middle and the direction.

use proptest::prelude::*;

use super::*;
use crate::insight::trend::{direction, gathered, middle};

fn daily(values: &[f64]) -> Vec<(f64, f64)> {
    values.iter().enumerate().map(|(day, value)| (day as f64, *value)).collect()
}

fn moves(values: &[f64]) -> Direction {
    direction(&daily(values))
}

#[test]
fn directions_by_example() {
    assert_eq!(moves(&[1.0, 2.0, 2.0, 3.0]), Direction::Up);
    assert_eq!(moves(&[4.0, 3.0, 3.0, 1.0, 2.0, 1.0]), Direction::Down);
    assert_eq!(moves(&[2.0, 2.0, 2.0, 2.0]), Direction::Level);
    assert_eq!(moves(&[2.0, 3.0, 2.0, 3.0, 2.0, 3.0]), Direction::Level);
    assert_eq!(moves(&[0.0, 4.0, 0.0, 4.0, 0.0, 4.0]), Direction::Unclear);
    assert_eq!(moves(&[0.0, 4.0, 0.0, 4.0]), Direction::Unclear, "a steep line that few pairs agree with");
    assert_eq!(moves(&[]), Direction::Unclear);
    // A long rise and a long fall.
    assert_eq!(moves(&[0.0, 1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0, 0.0]), Direction::Unclear);
    // All on one day: no time has passed.
    assert_eq!(direction(&[(0.0, 1.0), (0.0, 2.0), (0.0, 1.0), (0.0, 2.0)]), Direction::Level);
}

#[test]
fn one_odd_day_makes_no_direction() {
    for odd in 0..8 {
        for value in [0.0, 4.0] {
            let mut values = [2.0; 8];
            values[odd] = value;
            assert_eq!(moves(&values), Direction::Level, "day {odd}: {value}");
        }
    }
}

#[test]
fn ten_years_of_answers_are_gathered_and_keep_their_direction() {
    let rising: Vec<_> = (0..3650).map(|day| (f64::from(day), f64::from(day * 4 / 3650 + day % 2))).collect();
    assert_eq!(gathered(&rising, 60).len(), 60);
    assert_eq!(direction(&rising), Direction::Up);
    let few = daily(&[1.0, 3.0]);
    assert_eq!(gathered(&few, 60), few);
}

fn answers() -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::vec((0u32..400, 0u8..=4), 4..40).prop_map(|mut answers| {
        answers.sort_by_key(|(day, _)| *day);
        answers.into_iter().map(|(day, value)| (f64::from(day), f64::from(value))).collect()
    })
}

proptest! {
    /// Turned upside down, up is down and the rest stays.
    #[test]
    fn mirrored_answers_move_the_other_way(answers in answers()) {
        let mirrored: Vec<_> = answers.iter().map(|(day, value)| (*day, 4.0 - value)).collect();
        let turned = match direction(&answers) {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
            other => other,
        };
        prop_assert_eq!(direction(&mirrored), turned);
    }

    /// Neither the date of the first answer nor the pace of answering is a direction.
    #[test]
    fn other_days_at_the_same_distances_move_alike(answers in answers(), later in 0u32..1000, pace in 1u32..4) {
        let moved: Vec<_> =
            answers.iter().map(|(day, value)| (day * f64::from(1 << pace) + f64::from(later), *value)).collect();
        prop_assert_eq!(direction(&moved), direction(&answers));
    }

    #[test]
    fn answers_that_only_rise_never_move_down(mut values in proptest::collection::vec(0u8..=4, 4..30)) {
        values.sort_unstable();
        let rising: Vec<_> = values.iter().map(|value| f64::from(*value)).collect();
        prop_assert_ne!(moves(&rising), Direction::Down);
        if rising.windows(2).all(|pair| pair[0] < pair[1]) {
            prop_assert_eq!(moves(&rising), Direction::Up);
        }
    }

    #[test]
    fn middle_has_as_many_values_above_as_below(values in proptest::collection::vec(0u8..=4, 1..30)) {
        let found = middle(values.iter().map(|value| f64::from(*value))).unwrap();
        let above = values.iter().filter(|value| f64::from(**value) > found).count();
        let below = values.iter().filter(|value| f64::from(**value) < found).count();
        prop_assert!(above * 2 <= values.len() && below * 2 <= values.len());
    }
}
