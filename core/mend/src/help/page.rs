//! A page for a hard hour: words in, words out.

use super::content;
use super::{HelpPageView, HelpPartView, PageId};
use crate::checkin::WayView;
use crate::text::Text;

pub(super) fn view(id: PageId, text: &Text) -> HelpPageView {
    let page = content::pages().iter().find(|page| page.id == id).expect("a test finds every page");
    let mut ids = vec![page.title()];
    ids.extend(page.parts.iter().map(|part| page.part(part)));
    ids.extend(page.ways.iter().map(|way| format!("way-{way}")));
    // In one language as a whole, and then taken apart in the order in which it was put together.
    let mut said = text.page(&ids).into_iter();
    let title = said.next().unwrap_or_default();
    let parts = page.parts.iter().zip(said.by_ref());
    let parts = parts.map(|(part, words)| HelpPartView { id: part.id.clone(), words, lines: part.lines.clone() });
    HelpPageView {
        id,
        title,
        parts: parts.collect(),
        ways: page.ways.iter().cloned().zip(said).map(|(id, words)| WayView { id, words }).collect(),
    }
}
