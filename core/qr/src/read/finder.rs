//! The three squares in the corners of a code: 1 dark, 1 light, 3 dark, 1 light, 1 dark, across and down.

use super::binary::Binary;

/// A square that looks like one. Sizes are those of one module, in pixels: not equal where pixels are not square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Finder {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Finder {
    /// Of one module, in pixels.
    pub(super) fn area(&self) -> f32 {
        self.width * self.height
    }
}

/// Forty codes in one picture are more than anybody shows; a picture of nothing but squares stops growing here.
const MOST_FINDERS: usize = 128;

/// The largest of them, the largest first.
pub(super) fn find(picture: &Binary) -> Vec<Finder> {
    let mut found: Vec<Finder> = Vec::new();
    for y in 0..picture.height() {
        let mut runs = [0usize; 5];
        let mut x = 0;
        for run in picture.row(y).chunk_by(|one, next| one == next) {
            runs.rotate_left(1);
            runs[4] = run.len();
            x += run.len();
            let complete = run[0] && looks_like_finder(&runs);
            if !complete {
                continue;
            }
            let Some(finder) = check(picture, x, y, &runs) else { continue };
            if !found.iter().any(|known| is_same(known, &finder)) {
                keep(&mut found, finder);
            }
        }
    }
    found.sort_by(|one, other| other.area().total_cmp(&one.area()));
    found
}

/// Noise is full of small ones that are none: the smallest gives way.
fn keep(found: &mut Vec<Finder>, finder: Finder) {
    if found.len() < MOST_FINDERS {
        found.push(finder);
        return;
    }
    let smallest = found.iter_mut().min_by(|one, other| one.area().total_cmp(&other.area()));
    if let Some(smallest) = smallest.filter(|smallest| smallest.area() < finder.area()) {
        *smallest = finder;
    }
}

/// Whether both are one square, seen from two of its rows. A larger one that is none may reach over a small one that is.
fn is_same(known: &Finder, new: &Finder) -> bool {
    let near = |one: f32, other: f32, module: f32| (one - other).abs() < 1.5 * module;
    near(known.x, new.x, known.width.min(new.width)) && near(known.y, new.y, known.height.min(new.height))
}

/// Whether runs of dark and light are near 1 : 1 : 3 : 1 : 1. At one or two pixels a module, edges that fall between
/// pixels make a run of one module twice as long as the next.
fn looks_like_finder(runs: &[usize; 5]) -> bool {
    let total: usize = runs.iter().sum();
    if runs.contains(&0) {
        return false;
    }
    let module = total as f32 / 7.0;
    let slack = (module * 0.5).max(0.75);
    let near = |run: usize, modules: f32| (run as f32 - modules * module).abs() <= slack * modules.sqrt();
    near(runs[0], 1.0) && near(runs[1], 1.0) && near(runs[2], 3.0) && near(runs[3], 1.0) && near(runs[4], 1.0)
}

/// Looks at a square again from all sides: `runs` across end before `end` in row `y`.
fn check(picture: &Binary, end: usize, y: usize, runs: &[usize; 5]) -> Option<Finder> {
    let total: usize = runs.iter().sum();
    let middle = end - runs[4] - runs[3] - runs[2].div_ceil(2);
    let (top, down) = runs_through(y, total, |y| picture.is_dark(middle, y))?;
    let height: usize = down.iter().sum();
    let center = top + height / 2;
    let (left, across) = runs_through(middle, total, |x| picture.is_dark(x, center))?;
    let width: usize = across.iter().sum();
    if height > 2 * width || width > 2 * height {
        return None;
    }
    let finder = Finder {
        x: left as f32 + width as f32 / 2.0,
        y: top as f32 + height as f32 / 2.0,
        width: width as f32 / 7.0,
        height: height as f32 / 7.0,
    };
    diagonals_fit(picture, &finder).then_some(finder)
}

/// The runs up and down (or left and right) of a place in the middle one, and where the first begins. No run may be
/// longer than `longest`, so that looking costs no more than what it has found.
fn runs_through(from: usize, longest: usize, is_dark: impl Fn(usize) -> bool) -> Option<(usize, [usize; 5])> {
    let mut runs = [0; 5];
    let mut start = from;
    for (run, dark) in [(2, true), (1, false), (0, true)] {
        while start > 0 && is_dark(start - 1) == dark {
            start -= 1;
            runs[run] += 1;
            if runs[run] > longest {
                return None;
            }
        }
    }
    let mut end = from;
    for (run, dark) in [(2, true), (3, false), (4, true)] {
        // Outside of the picture all is light: a light run there ends by its length.
        while is_dark(end) == dark {
            end += 1;
            runs[run] += 1;
            if runs[run] > longest {
                return None;
            }
        }
    }
    looks_like_finder(&runs).then_some((start, runs))
}

/// Crosses of lines have the right runs too. In a finder every line through the middle has them, turned or not, so the
/// two diagonals are looked at.
fn diagonals_fit(picture: &Binary, finder: &Finder) -> bool {
    // One pixel at a time in the direction that has more of them.
    let larger = finder.width.max(finder.height);
    let (across, down) = (finder.width / larger, finder.height / larger);
    let longest = (larger * 7.0).ceil() as usize;
    let middle = 4 * longest;
    [1.0, -1.0].into_iter().all(|slope| {
        let is_dark = |place: usize| {
            let steps = place as f32 - middle as f32;
            picture.is_dark_at(finder.x + steps * across, finder.y + steps * down * slope)
        };
        runs_through(middle, longest, is_dark).is_some()
    })
}
