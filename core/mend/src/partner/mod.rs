//! What two phones of a pair say to each other.
//!
//! Nothing in here may name the private space.

pub mod feeds;
