//! One line for a terminal.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The highest point of the scales that ship: a line of low answers looks low.
const HIGHEST: f64 = 4.0;

/// One block for each value, from 0 to 4, or to the highest value where one is higher. What is no number, or below 0,
/// has the lowest block.
pub fn sparkline(values: &[f64]) -> String {
    let top = values.iter().copied().filter(|value| value.is_finite()).fold(HIGHEST, f64::max);
    let block = |value: &f64| {
        let share = (value / top).clamp(0.0, 1.0);
        // Not a number becomes 0; the rest is 0 to 7.
        BLOCKS[((share * (BLOCKS.len() - 1) as f64).round() as usize).min(BLOCKS.len() - 1)]
    };
    values.iter().map(block).collect()
}
