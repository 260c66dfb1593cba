//! A camera that is the same every time: what a lens, a hand, a room and a screen's dots do to a code.

use mend_qr::draw::Matrix;
use mend_qr::read::Luma;

/// What spoils a photograph. Nothing of it makes a picture of 5 pixels a module, a little off the pixel grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// Of a lens out of focus, in modules (the standard deviation of a bell curve).
    pub blur: f64,
    /// Of the sensor, in shades (likewise).
    pub noise: f64,
    /// Light that one corner lacks, of 1.
    pub shade: f64,
    pub degrees: f64,
    /// How much smaller the top is than the bottom, of 1.
    pub lean: f64,
    /// How much of the screen is dark between its dots, of 1; the camera's pixels beat with them.
    pub moire: f64,
}

impl Conditions {
    pub const STILL: Conditions = Conditions { blur: 0.0, noise: 0.0, shade: 0.0, degrees: 0.0, lean: 0.0, moire: 0.0 };
}

/// Camera pixels for each module in the middle of the picture; a phone at arm's length gives about as many.
const PIXELS: f64 = 5.0;
/// Dots of the screen for each module.
const DOTS: f64 = 6.0;
/// Looks in each direction for each pixel: the sensor gathers light from its whole area.
const LOOKS: usize = 2;

pub fn photograph(matrix: &Matrix, conditions: &Conditions, seed: u64) -> Luma {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let modules = matrix.side() as f64;
    // Room for the corners of a turned code.
    let side = (modules * PIXELS * 1.35).ceil() as usize;
    let shift = (random.part() - 0.5, random.part() - 0.5);
    let mut light = vec![0.0; side * side];
    for (index, pixel) in light.iter_mut().enumerate() {
        let (x, y) = ((index % side) as f64, (index / side) as f64);
        let mut sum = 0.0;
        for look in 0..LOOKS * LOOKS {
            let inside = |part: usize| (part as f64 + 0.5) / LOOKS as f64;
            let (x, y) = (x + inside(look % LOOKS), y + inside(look / LOOKS));
            sum += screen(matrix, conditions, on_screen(conditions, x - shift.0, y - shift.1, side as f64, modules));
        }
        *pixel = sum / (LOOKS * LOOKS) as f64;
    }
    let light = blur(&light, side, conditions.blur * PIXELS);
    let expose = |(index, light): (usize, &f64)| {
        let corner = (index % side + index / side) as f64 / (2 * side) as f64;
        let lit = (25.0 + 205.0 * light) * (1.0 - conditions.shade * corner);
        (lit + random.bell() * conditions.noise).clamp(0.0, 255.0) as u8
    };
    let pixels = light.iter().enumerate().map(expose).collect();
    Luma::new(side, side, pixels).unwrap()
}

/// Where on the screen, in modules, the camera looks for a place in its picture.
fn on_screen(conditions: &Conditions, x: f64, y: f64, side: f64, modules: f64) -> (f64, f64) {
    let (x, y) = ((x - side / 2.0) / PIXELS, (y - side / 2.0) / PIXELS);
    let (sin, cos) = conditions.degrees.to_radians().sin_cos();
    let (x, y) = (x * cos + y * sin, y * cos - x * sin);
    // The farther up, the farther away.
    let depth = 1.0 / (1.0 + conditions.lean * y / modules);
    (x * depth + modules / 2.0, y * depth + modules / 2.0)
}

/// How bright the screen is there: dots with dark lines between, around it a dim room.
fn screen(matrix: &Matrix, conditions: &Conditions, (x, y): (f64, f64)) -> f64 {
    let side = matrix.side() as f64;
    if !(0.0..side).contains(&x) || !(0.0..side).contains(&y) {
        return 0.35;
    }
    if matrix.is_dark(x as usize, y as usize) {
        return 0.0;
    }
    let gap = |a: f64| if (a * DOTS).fract() < 0.3 { 1.0 - conditions.moire } else { 1.0 };
    gap(x) * gap(y)
}

/// With a bell curve, across and down.
fn blur(light: &[f64], side: usize, deviation: f64) -> Vec<f64> {
    if deviation == 0.0 {
        return light.to_vec();
    }
    let reach = (deviation * 3.0).ceil() as isize;
    let weights: Vec<f64> = (-reach..=reach).map(|d| (-(d * d) as f64 / (2.0 * deviation * deviation)).exp()).collect();
    let total: f64 = weights.iter().sum();
    let pass = |from: &[f64], step: usize, place: fn(usize, usize) -> usize| -> Vec<f64> {
        (0..side * side)
            .map(|index| {
                let at = place(index, side) as isize;
                let sum: f64 = weights
                    .iter()
                    .zip(-reach..)
                    .map(|(weight, d)| {
                        let d = (at + d).clamp(0, side as isize - 1) - at;
                        weight * from[(index as isize + d * step as isize) as usize]
                    })
                    .sum();
                sum / total
            })
            .collect()
    };
    let across = pass(light, 1, |index, side| index % side);
    pass(&across, side, |index, side| index / side)
}

/// Numbers that look random and are the same every time (xorshift).
struct Random(u64);

impl Random {
    fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Near enough to a bell curve of deviation 1: the sum of twelve.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.part()).sum::<f64>() - 6.0
    }
}
