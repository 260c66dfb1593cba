//! From three finders to the modules of a code.

use super::binary::Binary;
use super::codewords::{self, Modules};
use super::finder::{self, Finder};
use super::projection::Projection;
use crate::Content;

/// Trios of finders that are looked at in one picture, and those of them that are looked at from an angle, which costs
/// more. A good code is among the first; a picture of nothing but finders stops here.
const MOST_TRIOS: usize = 96;
const MOST_ANGLED: usize = 8;

/// What all codes of a picture say, from the top.
pub(super) fn codes(picture: &Binary) -> Vec<Content> {
    let mut found = found(picture);
    found.sort_by(|(one, _), (other, _)| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    found.into_iter().map(|(_, content)| content).collect()
}

/// Each code by the finder in its corner.
fn found(picture: &Binary) -> Vec<(Finder, Content)> {
    let finders = finder::find(picture);
    let mut used = vec![false; finders.len()];
    let mut found = Vec::new();
    let (mut trios, mut angled) = (MOST_TRIOS, MOST_ANGLED);
    for corner in 0..finders.len() {
        for (right, below) in partners(&finders, corner) {
            if used[corner] || used[right] || used[below] {
                continue;
            }
            if trios == 0 {
                return found;
            }
            trios -= 1;
            let trio = Trio { corner: &finders[corner], right: &finders[right], below: &finders[below] };
            if let Some(content) = trio.read(picture, &mut angled) {
                found.push((finders[corner], content));
                for finder in [corner, right, below] {
                    used[finder] = true;
                }
            }
        }
    }
    found
}

/// Pairs of finders that could stand right of and below this one, the smallest code first.
fn partners(finders: &[Finder], corner: usize) -> Vec<(usize, usize)> {
    let ways: Vec<(usize, Way)> = finders
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != corner)
        .filter_map(|(index, finder)| Some((index, Way::between(&finders[corner], finder)?)))
        .collect();
    let mut pairs = Vec::new();
    for (right, across) in &ways {
        for (below, down) in &ways {
            if across.is_corner_with(down) {
                pairs.push((across.length, *right, *below));
            }
        }
    }
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    pairs.into_iter().map(|(_, right, below)| (right, below)).collect()
}

/// From one finder to another, in modules.
struct Way {
    x: f32,
    y: f32,
    length: f32,
}

impl Way {
    /// `None` when the two differ too much in size, or are nearer or farther than in any version.
    fn between(from: &Finder, to: &Finder) -> Option<Way> {
        let alike = |one: f32, other: f32| one < 1.7 * other && other < 1.7 * one;
        if !alike(from.width, to.width) || !alike(from.height, to.height) {
            return None;
        }
        let x = (to.x - from.x) / (from.width + to.width) * 2.0;
        let y = (to.y - from.y) / (from.height + to.height) * 2.0;
        // A finder was measured across and down the picture. In a code that is turned, those lines through it are longer
        // than its sides, by as much as this is longer than the longer of the two.
        let length = (x * x + y * y) / x.abs().max(y.abs());
        // 14 modules in version 1, 170 in version 40; at one pixel a module the size is known to a seventh of a pixel.
        (11.0..220.0).contains(&length).then_some(Way { x, y, length })
    }

    /// Whether `down` is as long and turns right from here.
    fn is_corner_with(&self, down: &Way) -> bool {
        let across = self;
        let square = across.x.hypot(across.y) * down.x.hypot(down.y);
        let turn = across.x * down.y - across.y * down.x;
        turn > 0.9 * square && (across.length - down.length).abs() < 0.2 * across.length
    }
}

/// Three finders that may be those of one code.
struct Trio<'a> {
    corner: &'a Finder,
    right: &'a Finder,
    below: &'a Finder,
}

impl Trio<'_> {
    /// What its code says; `angled` is how often it may still be looked for from an angle.
    fn read(&self, picture: &Binary, angled: &mut usize) -> Option<Content> {
        let place = |finder: &Finder| (finder.x, finder.y);
        let flat = Projection::flat(place(self.corner), place(self.right), place(self.below));
        let read = |projection: &Projection, side: usize| codewords::read(&sample(picture, projection, side));
        let sides = self.possible_sides(picture);
        if let Some(content) = sides.iter().find_map(|side| read(&flat, *side)) {
            return Some(content);
        }
        let size = |finder: &Finder| finder.area().sqrt();
        let larger = |finder: &Finder| size(finder) / size(self.corner);
        let leaning = flat.leaning(larger(self.right), larger(self.below));
        sides.iter().find_map(|side| {
            *angled = angled.checked_sub(1)?;
            read(&leaning.fitted(picture, *side)?, *side)
        })
    }

    /// How many modules the code has a side: as counted along the two timing patterns, else as estimated by the finders'
    /// size, which is near and not exact.
    fn possible_sides(&self, picture: &Binary) -> Vec<usize> {
        let length = |to: &Finder| Way::between(self.corner, to).map_or(0.0, |way| way.length);
        let mean = (length(self.right) + length(self.below)) / 2.0;
        let estimated = ((mean - 10.0) / 4.0).round().max(1.0) as usize * 4 + 17;
        let counted_across = count_timing(picture, self.corner, self.right, self.below, mean);
        let counted_down = count_timing(picture, self.corner, self.below, self.right, mean);
        let mut sides = Vec::new();
        for side in [counted_across, counted_down, estimated] {
            let near = (side as f32 - 7.0 - mean).abs() < 0.25 * mean;
            if near && side % 4 == 1 && (21..=177).contains(&side) && !sides.contains(&side) {
                sides.push(side);
            }
        }
        sides
    }
}

/// Modules a side by the changes of colour along the timing pattern from one finder to another: it runs three modules
/// toward the third, and changes 13 times less than there are modules.
fn count_timing(picture: &Binary, from: &Finder, to: &Finder, aside: &Finder, estimate: f32) -> usize {
    let three = (3.0 * (aside.x - from.x) / estimate, 3.0 * (aside.y - from.y) / estimate);
    let start = (from.x + three.0, from.y + three.1);
    let along = (to.x - from.x, to.y - from.y);
    // Two looks a pixel; a picture's side in pixels, so never many.
    let steps = (along.0.abs().max(along.1.abs()) * 2.0).ceil();
    let look = |step: usize| {
        let part = step as f32 / steps;
        picture.is_dark_at(start.0 + along.0 * part, start.1 + along.1 * part)
    };
    let changes = (0..steps as usize).filter(|step| look(*step) != look(step + 1)).count();
    changes + 13
}

/// One look into the middle of each module.
fn sample(picture: &Binary, projection: &Projection, side: usize) -> Modules {
    // A finder's middle is 3.5 modules from the code's edge.
    let part = |module: usize| (module as f32 - 3.0) / (side as f32 - 7.0);
    Modules::new(side, |x, y| {
        let (x, y) = projection.at(part(x), part(y));
        picture.is_dark_at(x, y)
    })
}
