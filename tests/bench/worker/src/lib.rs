//! One journal, one schema, one set of jobs, for whichever engine a binary links.
//!
//! Knows SQL and the clock. Never knows which engine it measures, nor what the others took.

pub mod database;
mod journal;
mod measure;
mod serve;
mod text;
mod words;

pub use measure::{Cost, cost_of, median};
pub use serve::serve;
