//! How far long work has come.

use std::sync::Arc;

/// Hears how far a long call has come. It is called on the thread of that call, which waits for it: hand the numbers
/// on and return. Locking the session from here is fine.
#[uniffi::export(with_foreign)]
pub trait ProgressListener: Send + Sync {
    /// `done` of `total`, in entries or pages. What this throws is dropped, and the work goes on.
    fn advanced(&self, done: u64, total: u64) -> Result<(), ListenerError>;
}

/// What a listener may throw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    #[error("the listener failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Tells `listener`, if there is one. A listener that fails must not undo the work that it watches.
pub(crate) fn tell(listener: Option<&Arc<dyn ProgressListener>>, done: u64, total: u64) {
    let _ = listener.map(|listener| listener.advanced(done, total));
}
