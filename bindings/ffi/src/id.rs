//! Ids cross as their text.

use mend_core::{DraftId, EntryId, PromptId};

use crate::time::malformed;

uniffi::custom_type!(
    /// Names a journal entry. Keep it as it is; it has no meaning.
    EntryId, String, {
        remote,
        lower: |id| id.to_string(),
        try_lift: |text| Ok(text.parse::<EntryId>().map_err(|_| malformed("id"))?),
    }
);

uniffi::custom_type!(
    /// Names a draft. Keep it as it is; it has no meaning.
    DraftId, String, {
        remote,
        lower: |id| id.to_string(),
        try_lift: |text| Ok(text.parse::<DraftId>().map_err(|_| malformed("id"))?),
    }
);

uniffi::custom_type!(
    /// Names a prompt that the user added. Keep it as it is; it has no meaning.
    PromptId, String, {
        remote,
        lower: |id| id.to_string(),
        try_lift: |text| Ok(text.parse::<PromptId>().map_err(|_| malformed("id"))?),
    }
);
