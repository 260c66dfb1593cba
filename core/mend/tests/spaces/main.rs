//! The facade from outside: what each passphrase opens, what a together-only session may not learn, how ways in come
//! and go, what a backup holds, and that a bad day leaves the old state or the new one.

#![allow(clippy::unwrap_used, reason = "all of this is a test")]

mod access;
mod backup;
mod bad_days;
mod erase;
mod lock;
mod opening;
mod phone;
mod two;

#[path = "../../../vault/tests/bad_days/seed.rs"]
#[allow(dead_code)]
mod seed;
#[path = "../../../vault/tests/bad_days/sim/mod.rs"]
#[allow(dead_code)]
mod sim;
