//! Where the modules of a flat code stand in a picture that was taken at an angle.

use super::binary::Binary;

pub(super) type Point = (f32, f32);

/// Takes places in the square of the three finders' middles (0 and 1 from finder to finder) to the picture.
pub(super) struct Projection {
    corner: Point,
    right: Point,
    below: Point,
    /// How fast the code goes away from the camera, to the right and down. Nothing for a picture taken straight on.
    away: Point,
}

impl Projection {
    /// Straight on, or so far away that it makes no difference.
    pub(super) fn flat(corner: Point, right: Point, below: Point) -> Projection {
        Projection { corner, right, below, away: (0.0, 0.0) }
    }

    /// At an angle that the sizes of the finders tell, of which the nearer ones look larger: `right` and `below` are how
    /// many times as large as the corner's. Good enough to look for the alignment pattern.
    pub(super) fn leaning(self, right: f32, below: f32) -> Projection {
        // An area shrinks with the third power of depth.
        let away = |larger: f32| larger.powf(-2.0 / 3.0) - 1.0;
        Projection { away: (away(right), away(below)), ..self }
    }

    /// At an angle, so that the place `(part, part)` comes to `fourth`. `None` when nothing flat looks like that.
    fn through(&self, part: f32, fourth: Point) -> Option<Projection> {
        // Two equations, for x and y, in which `away` is linear.
        let (ax, bx) = (part * (fourth.0 - self.right.0), part * (fourth.0 - self.below.0));
        let (ay, by) = (part * (fourth.1 - self.right.1), part * (fourth.1 - self.below.1));
        let flat = Projection::flat(self.corner, self.right, self.below).at(part, part);
        let (cx, cy) = (flat.0 - fourth.0, flat.1 - fourth.1);
        let determinant = ax * by - ay * bx;
        let away = ((cx * by - cy * bx) / determinant, (ax * cy - ay * cx) / determinant);
        // Nearer to the camera than half as far at any corner is no photograph of a code.
        let sane = |a: f32| a.is_finite() && a.abs() < 0.5;
        (sane(away.0) && sane(away.1)).then_some(Projection { away, ..*self })
    }

    pub(super) fn at(&self, across: f32, down: f32) -> Point {
        let depth = 1.0 + across * self.away.0 + down * self.away.1;
        let place = |corner: f32, right: f32, below: f32| {
            let right = right * (1.0 + self.away.0) - corner;
            let below = below * (1.0 + self.away.1) - corner;
            (corner + across * right + down * below) / depth
        };
        (place(self.corner.0, self.right.0, self.below.0), place(self.corner.1, self.right.1, self.below.1))
    }

    /// The projection that also fits the alignment pattern near the fourth corner of a code with `side` modules, which
    /// is looked for around where this one has it. `None` when there is none.
    pub(super) fn fitted(&self, picture: &Binary, side: usize) -> Option<Projection> {
        // Version 1 has no alignment pattern.
        if side < 25 {
            return None;
        }
        let modules = side as f32 - 7.0;
        // Its middle is 6.5 modules from both edges, the finders' middles 3.5.
        let part = (modules - 3.0) / modules;
        // As far as a code may lean, and in looks of a quarter of a module: a number that the picture does not choose.
        let reach = 4.0 + modules * 0.08;
        let looks = (reach * 4.0) as i32;
        let place =
            |column: i32, row: i32| self.at(part + column as f32 / 4.0 / modules, part + row as f32 / 4.0 / modules);
        let mut best: Option<(u32, i32, i32)> = None;
        for row in -looks..=looks {
            for column in -looks..=looks {
                let wrong = self.alignment_errors(picture, place(column, row), modules);
                let distance = |(column, row): (i32, i32)| column * column + row * row;
                let better = best.is_none_or(|(least, c, r)| {
                    wrong < least || (wrong == least && distance((column, row)) < distance((c, r)))
                });
                if wrong <= MOST_ERRORS && better {
                    best = Some((wrong, column, row));
                }
            }
        }
        let (least, column, row) = best?;
        // The middle of all places around there that fit as well.
        let (mut sum, mut count) = ((0, 0), 0);
        for r in row - 4..=row + 4 {
            for c in column - 4..=column + 4 {
                if self.alignment_errors(picture, place(c, r), modules) == least {
                    sum = (sum.0 + c, sum.1 + r);
                    count += 1;
                }
            }
        }
        let middle = |sum: i32| part + sum as f32 / count as f32 / 4.0 / modules;
        self.through(part, self.at(middle(sum.0), middle(sum.1)))
    }

    /// How many of an alignment pattern's 25 modules are wrong around this place; stops counting at too many.
    fn alignment_errors(&self, picture: &Binary, (x, y): Point, modules: f32) -> u32 {
        let (origin, right, below) =
            (self.at(1.0, 1.0), self.at(1.0 + 1.0 / modules, 1.0), self.at(1.0, 1.0 + 1.0 / modules));
        let (across, down) = ((right.0 - origin.0, right.1 - origin.1), (below.0 - origin.0, below.1 - origin.1));
        let mut wrong = 0;
        for row in -2i32..=2 {
            for column in -2i32..=2 {
                let dark = row.abs().max(column.abs()) != 1;
                let (c, r) = (column as f32, row as f32);
                let place = (x + c * across.0 + r * down.0, y + c * across.1 + r * down.1);
                wrong += u32::from(picture.is_dark_at(place.0, place.1) != dark);
                if wrong > MOST_ERRORS {
                    return wrong;
                }
            }
        }
        wrong
    }
}

/// Chance makes a pattern with no more errors than this once in a hundred thousand places.
const MOST_ERRORS: u32 = 2;
