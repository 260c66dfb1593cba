//! How many frames are shown until a payload is whole, against the fewest that could do.

use mend_qr::{Content, Decoder, Density, Encoder, Seen, Symbol};

use crate::random::Random;

pub const KEY: [u8; 32] = [7; 32];
pub const SIZES: [(&str, usize); 4] = [("4 kB", 4_096), ("16 kB", 16_384), ("64 kB", 65_536), ("256 kB", 262_144)];

/// Frames shown from when the camera came until the payload was whole, and how many of them it got.
pub struct Count {
    pub shown: usize,
    pub got: usize,
}

/// Lets a camera come at a random moment within the first `within` frames and lose each frame with probability `loss`.
/// `take` is given the index of a frame that arrived and says whether that was enough.
pub fn watch(random: &mut Random, loss: f64, within: usize, mut take: impl FnMut(usize) -> bool) -> Count {
    let start = random.below(within);
    let mut count = Count { shown: 0, got: 0 };
    for frame in start.. {
        count.shown += 1;
        if random.part() >= loss {
            count.got += 1;
            if take(frame) {
                break;
            }
        }
    }
    count
}

pub fn digits(symbol: &Symbol) -> &str {
    match &symbol.content {
        Content::Digits(digits) => digits,
        Content::Bytes(_) => "",
    }
}

/// Frames are made when they are first asked for.
pub struct Shown<F> {
    frames: Vec<F>,
    make: Box<dyn FnMut() -> F>,
}

impl<F> Shown<F> {
    pub fn new(make: impl FnMut() -> F + 'static) -> Self {
        Self { frames: Vec::new(), make: Box::new(make) }
    }

    pub fn at(&mut self, index: usize) -> &F {
        while self.frames.len() <= index {
            self.frames.push((self.make)());
        }
        &self.frames[index]
    }
}

pub fn ours(payload: &[u8], density: Density) -> Shown<Symbol> {
    let mut encoder = Encoder::new(payload, &KEY, density).expect("within bounds");
    Shown::new(move || encoder.next().expect("frames without end"))
}

/// One trial for each loss: what is shown to a camera until it has the payload.
pub fn our_trial(shown: &mut Shown<Symbol>, random: &mut Random, loss: f64, within: usize, payload: &[u8]) -> Count {
    let mut decoder = Decoder::new(&KEY);
    watch(random, loss, within, |frame| match decoder.read(digits(shown.at(frame))).expect("our own frame") {
        Seen::Complete { payload: decoded, .. } => {
            assert!(decoded == payload);
            true
        }
        _ => false,
    })
}

pub struct Summary {
    pub mean: f64,
    pub p95: f64,
}

pub fn summary(mut counts: Vec<usize>) -> Summary {
    counts.sort_unstable();
    let mean = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    Summary { mean, p95: counts[(counts.len() * 95).div_ceil(100) - 1] as f64 }
}

pub fn print() {
    println!("Frames shown until whole, camera coming at a random moment; fewest = ceil(K/m)/(1-p).");
    println!("Enough trials that their mean is known to a quarter of a per cent, and never fewer than 200.\n");
    println!("| payload | density | p | trials | mean | of fewest (goal 1.01) | of frames got | p95/mean |");
    println!("|---|---|---|---|---|---|---|---|");
    for (name, len) in SIZES {
        for density in [Density::V9, Density::V20, Density::V40] {
            if density != Density::V20 && len != 65_536 {
                continue;
            }
            let payload = Random::new(len as u64).bytes(len);
            let least = len.div_ceil(207).div_ceil(density.symbols());
            let mut shown = ours(&payload, density);
            let mut random = Random::new(1);
            for loss in [0.0, 0.1, 0.3, 0.5] {
                // The variance of the number shown is least · p / (1 - p)².
                let trials = ((loss / least as f64 / 0.0025f64.powi(2)) as usize).max(200);
                let counts: Vec<Count> =
                    (0..trials).map(|_| our_trial(&mut shown, &mut random, loss, 2 * least, &payload)).collect();
                let got = counts.iter().map(|count| count.got).sum::<usize>() as f64 / trials as f64;
                let all = summary(counts.iter().map(|count| count.shown).collect());
                let fewest = least as f64 / (1.0 - loss);
                println!(
                    "| {name} | v{} | {loss} | {trials} | {:.1} | {:.4} | {:.4} | {:.3} |",
                    density.version(),
                    all.mean,
                    all.mean / fewest,
                    got / least as f64,
                    all.p95 / all.mean
                );
            }
        }
    }
}
