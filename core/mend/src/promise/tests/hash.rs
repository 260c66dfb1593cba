//! The hash stands for all that a version says, and for nothing else.

use proptest::prelude::*;

use super::*;

fn terms(what: &str, tell: &str, n: u8, first: u64, length: u64) -> Terms {
    let first_day = terms::last_of(day(TODAY), first + 1);
    Terms {
        what: what.to_owned(),
        cadence: Cadence::Daily { n },
        anchor: first_day,
        first_day,
        last_day: terms::last_of(first_day, length),
        tell: tell.to_owned(),
    }
}

/// Bytes that two phones must agree on, today and in years. FORMAT.md says how they are made.
#[test]
fn hash_of_a_version_stays_what_it_is() {
    let hash = |terms: &Terms| data_encoding::HEXLOWER.encode(&terms.hash().unwrap());
    let plain = terms("I am home at six", "", 1, 0, 28);
    assert_eq!(hash(&plain), GOLDEN[0]);
    let cadence = Cadence::Weekly { n: 2, days: vec![Weekday::Mo, Weekday::Fr], week_start: Weekday::Su };
    assert_eq!(hash(&Terms { cadence, tell: "Freitag früh".into(), ..plain }), GOLDEN[1]);
}

/// Taken by another program, from FORMAT.md alone.
const GOLDEN: [&str; 2] = [
    "45716da3d7ba452a8d5f896e80d5959a9fe806a289925a9773a238fb872c7cf5",
    "80e194975a30ab9b0b37ce52c8f6db88619c804c95f3d7a743d905b7b813b2f6",
];

#[test]
fn hash_says_nothing_of_who_promised_and_when() {
    let room = Room::new();
    let promises = promises(&room);
    let hash = |id| promises.show(id).unwrap().versions[0].hash.clone();
    let (one, two) = (promises.add(request("I cook")).unwrap(), promises.add(request("I cook")).unwrap());
    assert_eq!(hash(one), hash(two));
    assert_eq!(hash(one).len(), 64);
}

proptest! {
    #[test]
    fn terms_that_differ_have_different_hashes(
        a in ("[ab]{1,3}", "[ab]{0,3}", 1u8..4, 0u64..3, 1u64..4),
        b in ("[ab]{1,3}", "[ab]{0,3}", 1u8..4, 0u64..3, 1u64..4),
    ) {
        let [one, two] = [&a, &b].map(|(what, tell, n, first, length)| terms(what, tell, *n, *first, *length));
        prop_assert_eq!(one == two, one.hash().unwrap() == two.hash().unwrap());
    }
}
