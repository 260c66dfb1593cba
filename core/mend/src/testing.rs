//! What only tests may have: randomness that repeats itself.

use std::sync::{Arc, Mutex, PoisonError};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};

use crate::{KdfParams, MendOptions, Rng, Stream};

/// Options under which a test repeats itself and a passphrase costs as little as a file may say.
pub fn options(seed: u64) -> MendOptions {
    MendOptions { rng: Arc::new(SeededRng::new(seed)), kdf: KdfParams::LEAST, ..MendOptions::default() }
}

/// ChaCha20 from a seed, one independent stream for each label. Every caller of a stream draws on from where the last
/// one stopped.
#[derive(Clone)]
pub struct SeededRng {
    streams: [Arc<SeededStream>; 3],
}

struct SeededStream(Mutex<ChaCha20Rng>);

impl SeededRng {
    pub fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let streams = [Stream::Private, Stream::Together, Stream::Transfer].map(|label| {
            let mut rng = ChaCha20Rng::from_seed(bytes);
            rng.set_stream(label as u64 + 1);
            Arc::new(SeededStream(Mutex::new(rng)))
        });
        Self { streams }
    }
}

impl Rng for SeededRng {
    fn stream(&self, label: Stream) -> Arc<dyn mend_vault::Rng> {
        self.streams[label as usize].clone()
    }
}

impl mend_vault::Rng for SeededStream {
    fn fill(&self, out: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(rng: &SeededRng, label: Stream) -> [u8; 16] {
        mend_vault::draw(&*rng.stream(label))
    }

    #[test]
    fn what_is_drawn_from_one_stream_shifts_no_other() {
        let (quiet, busy) = (SeededRng::new(1), SeededRng::new(1));
        let of_private = [drawn(&busy, Stream::Private), drawn(&busy, Stream::Private)];
        assert_ne!(of_private[0], of_private[1], "a stream goes on where it stopped");
        assert_eq!(drawn(&quiet, Stream::Together), drawn(&busy, Stream::Together));
        assert_ne!(drawn(&quiet, Stream::Transfer), drawn(&quiet, Stream::Together));
        assert_ne!(drawn(&SeededRng::new(2), Stream::Private), of_private[0]);
    }
}
