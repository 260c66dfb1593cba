//! mend-ffi: Mend's core, as Kotlin and Swift see it.
//!
//! The one crate that knows UniFFI. It mirrors the core's types and hands calls on; it decides nothing, stores
//! nothing and says nothing of its own. Comments on what it exports are written for those who read them in Kotlin
//! or Swift.
//!
//! Every call blocks until it is done: an app makes it away from its main thread. [`Session::lock`] alone may be
//! called from anywhere at any time, also while another call runs.
//!
//! What this crate must never know: SQL, keys, files, sentences.
#![forbid(unsafe_code)]

mod access;
mod error;
mod id;
mod journal;
mod mend;
mod progress;
mod secret;
mod session;
#[cfg(feature = "testing")]
mod testing;
mod texts;
mod time;

pub use access::Access;
pub use journal::{EditRequest, FeelingFamily, FoundSpan, Journal, SearchHit, TagView, TitleChange, feelings};
pub use mend::Mend;
pub use progress::{ListenerError, ProgressListener};
pub use session::Session;
pub use texts::Texts;

uniffi::setup_scaffolding!("mend");

/// What the user wrote passes through strings and buffers of this crate's generated code on its way; every piece of
/// memory is wiped when it is given back.
#[global_allocator]
static MEMORY: mend_vault::WipingAllocator = mend_vault::WipingAllocator;
