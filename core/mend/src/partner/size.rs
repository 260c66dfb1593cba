//! Size classes: the length of a sealed bundle is one of few, so that it tells little of what is inside. The small ones
//! are what one code holds at one density each.

use super::limits::BUNDLE_BYTES;

const SMALL: [usize; 10] = [128, 256, 400, 550, 750, 1000, 1235, 1500, 2000, 3000];
const STEP: usize = 1024;

/// The size of a sealed bundle with `bytes` in it, what seals it included; `None` above the cap.
pub fn size_of(bytes: usize) -> Option<usize> {
    if bytes > BUNDLE_BYTES {
        return None;
    }
    let last = SMALL[SMALL.len() - 1];
    let size = match SMALL.into_iter().find(|size| bytes <= *size) {
        Some(small) => small,
        None => last + (bytes - last).div_ceil(STEP) * STEP,
    };
    (size <= BUNDLE_BYTES).then_some(size)
}
