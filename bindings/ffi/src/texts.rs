//! The core's sentences.

use mend_core::{MendError, text::Text};

/// Every sentence that Mend itself says, in the user's language.
#[derive(uniffi::Object)]
pub struct Texts(Text);

#[uniffi::export]
impl Texts {
    /// `locale` as BCP 47, such as "en" or "de-AT". What is not translated comes in English.
    #[uniffi::constructor]
    pub fn new(locale: &str) -> Self {
        Self(Text::new(locale))
    }

    /// What went wrong, in one sentence for the user.
    pub fn error(&self, error: MendError) -> String {
        self.0.error(&error)
    }

    /// What the user can do about it.
    pub fn error_action(&self, error: MendError) -> String {
        self.0.error_action(&error)
    }
}
