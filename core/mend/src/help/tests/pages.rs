//! The pages, in the order in which they help.

use super::*;

fn parts(id: PageId) -> Vec<String> {
    help().page(id).parts.into_iter().map(|part| part.id).collect()
}

fn ways(id: PageId) -> Vec<String> {
    help().page(id).ways.into_iter().map(|way| way.id).collect()
}

/// What is done at once comes first, then a person, then distance, then a line; plans wait for a calmer hour.
#[test]
fn page_for_someone_who_may_hurt_themselves_keeps_its_order() {
    assert_eq!(parts(PageId::SelfHarm), ["now", "tell", "away", "line", "plan", "ground", "unseen"]);
    assert_eq!(ways(PageId::SelfHarm), ["help", "afraid", "write"]);
    let page = help().page(PageId::SelfHarm);
    assert_eq!(page.title, "If you may hurt yourself, or end your life");
    assert_eq!(page.parts[0].words, "If you might act on this now, call for emergency help.");
    assert_eq!(page.parts[0].lines, [Kind::Emergency, Kind::Ambulance]);
    assert_eq!(page.parts[3].lines, [Kind::Crisis]);
    assert_eq!(page.parts[4].words.matches("\n- ").count(), 5);
    assert_eq!(page.parts[6].words, "Mend cannot see this, and cannot send it. No one is told.");
}

#[test]
fn page_for_someone_who_is_afraid_keeps_its_order() {
    let order = ["believed", "fault", "choice", "advocate", "device", "plan", "children", "proof", "danger", "unseen"];
    assert_eq!(parts(PageId::Afraid), order);
    assert_eq!(ways(PageId::Afraid), ["help", "safer_phone", "self_harm"]);
    let page = help().page(PageId::Afraid);
    assert_eq!(page.parts[3].lines, [Kind::PartnerViolence]);
    assert_eq!(page.parts[8].lines, [Kind::Emergency, Kind::Police]);
}

/// It asks for nothing to be confessed, and says what writing can lead to.
#[test]
fn page_for_someone_who_hurt_their_partner_asks_for_no_confession() {
    assert_eq!(parts(PageId::HelpToChange), ["danger", "room", "talk", "yours", "free", "read", "unseen"]);
    assert_eq!(ways(PageId::HelpToChange), ["help", "self_harm"]);
    let words: Vec<_> = help().page(PageId::HelpToChange).parts.into_iter().map(|part| part.words).collect();
    assert!(!words.join(" ").contains('?'));
    assert!(words[5].contains("You do not have to write about it here.") && words[5].contains("court"));
    assert!(!ways(PageId::HelpToChange).contains(&"write".to_owned()));
}

#[test]
fn page_on_phones_begins_with_who_may_watch_and_ends_with_what_comes_first() {
    let order = ["watched", "seen", "calls", "changes", "keep", "passphrase", "alarms", "spaces", "first"];
    assert_eq!(parts(PageId::SaferPhone), order);
    assert_eq!(ways(PageId::SaferPhone), ["help", "afraid"]);
}

#[test]
fn half_a_translation_of_a_page_is_none() {
    let half = help_in_german("help-self_harm = Wenn du dir etwas antun willst\nhelp-self_harm-now = Ruf an.");
    for id in PageId::ALL {
        assert_eq!(half.page(id), help().page(id));
        for part in help().page(id).parts {
            assert!(!part.words.starts_with("help-"), "{}", part.words);
        }
    }
}

#[test]
fn way_has_the_same_words_as_the_page_it_leads_to() {
    for page in PageId::ALL {
        for way in help().page(page).ways {
            let said = match leads(&way.id) {
                Some(Leads::Page(to)) => help().page(to).title,
                Some(Leads::Lines) => help().lines(None, today()).unwrap().title,
                _ => continue,
            };
            assert_eq!(way.words, said);
        }
    }
}

/// A page that leads to itself, or to the questions that led there, goes round in circles.
#[test]
fn no_page_leads_to_itself() {
    for page in PageId::ALL {
        assert!(!ways(page).iter().any(|way| way == page.id() || way == "safety"));
    }
}
