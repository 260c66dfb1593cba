//! Codes that someone made on purpose, or that chance did: never a panic, never more than a little time and memory, never
//! a state that was not there before. A hundred thousand and more run always; `MEND_LONG=1` runs fifty times as many.

mod cost;
mod forge;
mod refusals;
mod storm;

/// How many cases of what takes `normal` in an ordinary run.
fn cases(normal: usize) -> usize {
    if std::env::var_os("MEND_LONG").is_some() { normal * 50 } else { normal }
}
