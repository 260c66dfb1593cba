//! Randomness comes from outside, so that a test can repeat itself.

/// A cryptographically secure source of random bytes. One value is one stream: what is drawn from it must not
/// depend on what anyone draws from another.
pub trait Rng: Send + Sync {
    fn fill(&self, out: &mut [u8]);
}

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn fill(&self, out: &mut [u8]) {
        getrandom::fill(out)
            .expect("an operating system that cannot give random bytes can keep no secret: nothing may go on");
    }
}

/// `N` bytes from `rng`.
pub fn draw<const N: usize>(rng: &dyn Rng) -> [u8; N] {
    let mut out = [0; N];
    rng.fill(&mut out);
    out
}
