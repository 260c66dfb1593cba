//! Where every way leads that the content names.

use super::{Leads, PageId};

/// Every id of a way.
const WAYS: [(&str, Leads); 7] = [
    ("help", Leads::Lines),
    (PageId::SelfHarm.id(), Leads::Page(PageId::SelfHarm)),
    (PageId::Afraid.id(), Leads::Page(PageId::Afraid)),
    (PageId::HelpToChange.id(), Leads::Page(PageId::HelpToChange)),
    (PageId::SaferPhone.id(), Leads::Page(PageId::SaferPhone)),
    ("safety", Leads::SafetyQuestions),
    ("write", Leads::Journal),
];

/// Where the way of this id leads; `None` for an id that no content has.
pub fn leads(way: &str) -> Option<Leads> {
    WAYS.iter().find(|(id, _)| *id == way).map(|(_, leads)| *leads)
}
