use super::Luma;

/// A picture in which each pixel is dark or light.
pub(super) struct Binary {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

impl Binary {
    /// Dark is what is darker than the threshold.
    fn below(picture: &Luma, threshold: u8) -> Binary {
        let dark = picture.pixels().iter().map(|pixel| *pixel < threshold).collect();
        Binary { width: picture.width(), height: picture.height(), dark }
    }

    /// Dark is what is darker than its surroundings are on average: for light that falls on one side only.
    fn locally(picture: &Luma) -> Binary {
        // With the blocks around it, a block's surroundings are an eighth of the picture.
        let block = (picture.width().max(picture.height()) / 24).max(8);
        let columns = picture.width().div_ceil(block);
        let mut sums = vec![(0u64, 0u64); columns * picture.height().div_ceil(block)];
        for (y, row) in picture.pixels().chunks(picture.width().max(1)).enumerate() {
            for (x, pixels) in row.chunks(block).enumerate() {
                let sum = &mut sums[y / block * columns + x];
                sum.0 += pixels.iter().map(|pixel| u64::from(*pixel)).sum::<u64>();
                sum.1 += pixels.len() as u64;
            }
        }
        let thresholds: Vec<u8> = (0..sums.len())
            .map(|index| {
                let (row, column) = (index / columns, index % columns);
                let around = sums.chunks(columns).take(row + 2).skip(row.saturating_sub(1));
                let around = around.flat_map(|row| row.iter().take(column + 2).skip(column.saturating_sub(1)));
                let (sum, count) = around.fold((0, 0), |all, block| (all.0 + block.0, all.1 + block.1));
                // A mean of shades is one. Paper without ink stays light although it is not quite even.
                (sum / count.max(1)).saturating_sub(NOISE) as u8
            })
            .collect();
        let dark = picture.pixels().iter().enumerate().map(|(index, pixel)| {
            let (x, y) = (index % picture.width(), index / picture.width());
            *pixel < thresholds[y / block * columns + x / block]
        });
        Binary { width: picture.width(), height: picture.height(), dark: dark.collect() }
    }

    /// Light for dark: for codes that are light on dark.
    pub(super) fn inverted(self) -> Binary {
        Binary { dark: self.dark.into_iter().map(|dark| !dark).collect(), ..self }
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// Everything outside of the picture is light.
    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && self.dark[y * self.width + x]
    }

    /// The pixel that holds this point. Pixel `(0, 0)` reaches from 0 to 1.
    pub(super) fn is_dark_at(&self, x: f32, y: f32) -> bool {
        // Not negative, and what is too large becomes the largest number, which is outside.
        x >= 0.0 && y >= 0.0 && self.is_dark(x as usize, y as usize)
    }

    pub(super) fn row(&self, y: usize) -> &[bool] {
        &self.dark[y * self.width..][..self.width]
    }
}

/// Shades in which even paper differs.
const NOISE: u64 = 8;

/// What a picture may be in dark and light, the likeliest first, each made when it is asked for: divided by Otsu's rule
/// (the two groups differ most between, and least within), which shrugs at a stray black or white pixel; in the middle
/// between the darkest and the brightest, which shrugs at a picture that is nearly all paper; and each part by its own
/// surroundings. Nothing of a picture of one shade, and one of a picture of two.
pub(super) fn ways_to_divide(picture: &Luma) -> impl Iterator<Item = Binary> {
    let mut histogram = [0u64; 256];
    for pixel in picture.pixels() {
        histogram[usize::from(*pixel)] += 1;
    }
    let shades = histogram.iter().filter(|count| **count > 0).count();
    let darkest = histogram.iter().position(|count| *count > 0).unwrap_or(0);
    let brightest = histogram.iter().rposition(|count| *count > 0).unwrap_or(0);
    let middle = (darkest + brightest).div_ceil(2);
    let otsu = otsu(&histogram);
    let differ = histogram[otsu.min(middle)..otsu.max(middle)].iter().any(|count| *count > 0);

    // Both are at most 255.
    let globally = [(shades > 1).then_some(otsu as u8), differ.then_some(middle as u8)];
    let globally = globally.into_iter().flatten().map(|threshold| Binary::below(picture, threshold));
    globally.chain((shades > 2).then_some(picture).into_iter().map(Binary::locally))
}

fn otsu(histogram: &[u64; 256]) -> usize {
    let count: u64 = histogram.iter().sum();
    let sum: u64 = histogram.iter().zip(0u64..).map(|(count, shade)| count * shade).sum();
    let (mut count_below, mut sum_below) = (0, 0);
    let (mut best, mut best_variance) = (1, -1.0);
    for threshold in 1..256 {
        count_below += histogram[threshold - 1];
        sum_below += histogram[threshold - 1] * (threshold as u64 - 1);
        let count_above = count - count_below;
        if count_below == 0 || count_above == 0 {
            continue;
        }
        let gap = sum_below as f64 / count_below as f64 - (sum - sum_below) as f64 / count_above as f64;
        let variance = count_below as f64 * count_above as f64 * gap * gap;
        if variance > best_variance {
            (best, best_variance) = (threshold, variance);
        }
    }
    best
}
