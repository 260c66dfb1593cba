//! Reviews are their owner's words, and private.

use super::*;

#[test]
fn review_is_kept_as_a_draft_with_its_earlier_words() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    let one = promises.review(id, "It went well.\n".into()).unwrap();
    let two = promises.review(id, "Another".into()).unwrap();
    promises.edit_review(one, "It went well.\n".into()).unwrap();
    noon(&room, "2026-03-11");
    promises.edit_review(one, "It went, mostly.".into()).unwrap();
    let reviews = promises.reviews(id).unwrap();
    assert_eq!(reviews.iter().map(|review| review.id).collect::<Vec<_>>(), [one, two]);
    assert_eq!((reviews[0].text.as_str(), reviews[0].offer), ("It went, mostly.", Offer::Draft));
    assert_eq!(reviews[0].earlier, ["It went well.\n"]);
    assert_eq!(reviews[0].written_at, at("2026-03-11T12:00:00+01:00"));
    assert_eq!(promises.show(id).unwrap().reviews, 2);
    promises.clear_history(id).unwrap();
    assert_eq!(promises.reviews(id).unwrap()[0].earlier, [] as [&str; 0]);
    promises.delete_review(one).unwrap();
    assert_eq!(promises.show(id).unwrap().reviews, 1);
}
