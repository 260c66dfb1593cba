//! The page for a person alone, and the page after it.
//!
//! Words in, words out: nothing here can reach a database, and there is no function anywhere that takes an answer to
//! one of these questions. Whoever said yes, not sure or no sees the same next page.

use super::{SafetyView, WayView, content};
use crate::text::Text;

pub(crate) fn page(text: &Text) -> SafetyView {
    let content = content::safety();
    let parts = [&content.before, &content.questions, &content.taps, &content.after];
    let mut ids = vec!["safety-title".to_owned()];
    ids.extend(parts.into_iter().flatten().map(|id| format!("safety-{id}")));
    ids.extend(content.ways.iter().map(|id| format!("way-{id}")));
    // In one language as a whole, and then taken apart in the order in which it was put together.
    let mut said = text.page(&ids).into_iter();
    SafetyView {
        title: said.next().unwrap_or_default(),
        before: said.by_ref().take(content.before.len()).collect(),
        questions: said.by_ref().take(content.questions.len()).collect(),
        taps: said.by_ref().take(content.taps.len()).collect(),
        after: said.by_ref().take(content.after.len()).collect(),
        ways: content.ways.iter().cloned().zip(said).map(|(id, words)| WayView { id, words }).collect(),
    }
}
