//! The feelings that can be named: forty in eight families.
//!
//! These ids are final. They stand in journals; the words for them are content and may change. A feeling that goes
//! out of use stays known, so that old entries can be read and searched.

/// Family and its feelings, in the order to show them.
pub(super) const FAMILIES: &[(&str, &[&str])] = &[
    ("sadness", &["sadness", "hurt", "loneliness", "grief", "disappointment"]),
    ("anger", &["anger", "irritation", "bitterness", "jealousy", "anger_at_self"]),
    ("fear", &["fear", "worry", "on_guard", "fear_of_no_way_back", "uncertainty"]),
    ("guilt", &["guilt", "shame", "regret", "disappointment_in_self", "embarrassment"]),
    ("doubt", &["doubt", "confusion", "self_doubt", "torn", "unreal"]),
    ("heaviness", &["numb", "tiredness", "helplessness", "overwhelmed", "dont_know"]),
    ("closeness", &["tenderness", "gratitude", "longing", "compassion", "connected"]),
    ("ease", &["calm", "relieved", "hope", "joy", "pride"]),
];

pub(super) fn is_known(id: &str) -> bool {
    FAMILIES.iter().any(|(_, feelings)| feelings.contains(&id))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn feelings_are_forty_different_ids_in_eight_families() {
        let ids: Vec<_> = FAMILIES.iter().flat_map(|(_, feelings)| *feelings).collect();
        assert_eq!((FAMILIES.len(), ids.len()), (8, 40));
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 40);
        for id in ids {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{id}");
        }
    }

    /// A journal of the first release may hold any of these.
    #[test]
    fn released_feeling_ids_stay_known() {
        let released = "sadness hurt loneliness grief disappointment anger irritation bitterness jealousy \
            anger_at_self fear worry on_guard fear_of_no_way_back uncertainty guilt shame regret \
            disappointment_in_self embarrassment doubt confusion self_doubt torn unreal numb tiredness helplessness \
            overwhelmed dont_know tenderness gratitude longing compassion connected calm relieved hope joy pride";
        assert_eq!(released.split_whitespace().count(), 40);
        for id in released.split_whitespace() {
            assert!(is_known(id), "{id}");
        }
    }
}
