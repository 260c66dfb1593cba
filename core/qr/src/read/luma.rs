/// A picture in shades of grey, 0 black and 255 white: all that a QR code needs.
#[derive(Clone, PartialEq, Eq)]
pub struct Luma {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Luma {
    /// Rows from the top, pixels from the left. `None` when there are not exactly `width` × `height` of them.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Option<Luma> {
        (width.checked_mul(height)? == pixels.len()).then_some(Luma { width, height, pixels })
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.height
    }

    /// Rows from the top, pixels from the left.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

impl std::fmt::Debug for Luma {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Luma, {} × {} pixels", self.width, self.height)
    }
}

/// How bright a colour looks, by the weights of ITU-R BT.601.
pub(super) fn of_rgb(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    // At most 255.
    (sum / 1000) as u8
}

/// What is seen of a transparent pixel on white paper.
pub(super) fn on_white(luma: u8, alpha: u8) -> u8 {
    let (luma, alpha) = (u32::from(luma), u32::from(alpha));
    // At most 255.
    ((luma * alpha + 255 * (255 - alpha)) / 255) as u8
}
