use super::{DrawError, Matrix};

/// What a terminal shows where nothing is written. The code itself is dark on light on either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark: the light modules are written, the dark ones left out.
    Dark,
    /// Dark text on light: the dark modules are written. It is the inverse of the other.
    Light,
}

/// A code as text for a terminal: one column for each module, one line for two rows of them, in half blocks and
/// spaces, without colours. Each line ends with a newline.
///
/// # Errors
/// [`DrawError::TooWide`] when the terminal is said to have fewer columns than the code needs; one that is drawn
/// anyway wraps, and no reader reads that.
pub fn terminal(matrix: &Matrix, background: Background, columns: Option<usize>) -> Result<String, DrawError> {
    let side = matrix.side();
    if let Some(columns) = columns
        && columns < side
    {
        return Err(DrawError::TooWide { needed: side, columns });
    }
    // A block is three bytes of UTF-8. The side is odd: the last line's lower half is one more row of quiet zone.
    let mut text = String::with_capacity((side * 3 + 1) * side.div_ceil(2));
    for top in (0..side).step_by(2) {
        for x in 0..side {
            let written = |y| matrix.is_dark(x, y) == (background == Background::Light);
            text.push(match (written(top), written(top + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        text.push('\n');
    }
    Ok(text)
}
