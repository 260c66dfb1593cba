//! The hash stands for all that a version says, and for nothing else.

use proptest::prelude::*;

use super::*;

fn terms(topic: Topic, words: &str) -> Terms {
    Terms::checked(AgreementRequest { topic, ..request(words) }, day(TODAY)).unwrap()
}

/// Bytes that two phones must agree on, today and in years. FORMAT.md says how they are made.
#[test]
fn hash_of_a_version_stays_what_it_is() {
    let habit = terms(Topic::listed("time"), "On Sunday evening\r\nwe talk.");
    assert_eq!(habit.hash().to_string(), GOLDEN[0]);
    let open =
        AgreementRequest { topic: Topic::Own { words: "Garten früh".into() }, ..openness("I show you my plans") };
    assert_eq!(Terms::checked(open, day(TODAY)).unwrap().hash().to_string(), GOLDEN[1]);
}

/// Taken by another program, from FORMAT.md alone.
const GOLDEN: [&str; 2] = [
    "be144c5040b02eccaf911139985e491b1617249ce9abaaec30daf753cbbf693a",
    "eeff0e884dd7df45e44b06e942adea3247ee69bd9b2edf85bb144f977e35ddc4",
];

#[test]
fn hash_says_nothing_of_who_wrote_and_when() {
    let room = Room::new();
    let agreements = agreements(&room);
    let one = agreements.add(request("We cook")).unwrap();
    noon(&room, "2026-03-12");
    let two = agreements.add(request(" We cook\r\n")).unwrap();
    assert_eq!(latest(&agreements, one), latest(&agreements, two));
}

#[test]
fn topic_in_own_words_is_no_topic_of_the_list() {
    let own = Topic::Own { words: "time".into() };
    assert_ne!(terms(own, "We cook").hash(), terms(Topic::listed("time"), "We cook").hash());
}

proptest! {
    #[test]
    fn versions_that_differ_have_different_hashes(
        a in ("[ab]{1,3}", "[ab]{1,3}", 0usize..2, 0usize..3, 1u64..4, proptest::option::of(4u64..6)),
        b in ("[ab]{1,3}", "[ab]{1,3}", 0usize..2, 0usize..3, 1u64..4, proptest::option::of(4u64..6)),
    ) {
        let [one, two] = [&a, &b].map(|(topic, words, kind, owner, review, until)| {
            let request = AgreementRequest {
                kind: AgreementKind::ALL[*kind],
                owner: Owner::ALL[*owner],
                review_day: Some(after(day(TODAY), *review)),
                holds_until: until.map(|until| after(day(TODAY), until)),
                topic: Topic::Own { words: topic.clone() },
                words: words.clone(),
            };
            Terms::checked(request, day(TODAY)).unwrap()
        });
        prop_assert_eq!(one == two, one.hash() == two.hash());
    }
}
