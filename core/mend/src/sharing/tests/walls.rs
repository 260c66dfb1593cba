//! What never goes over, whatever is shared.

use super::*;

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn tags_earlier_words_and_private_ids_stay() {
    let two = Two::new();
    let journal = two.a.session.journal().unwrap();
    let id = two.a.write(EntryKind::Entry, "Words of before.", &["quinces", "Safety"]);
    let text = Some("Words of today.".to_owned());
    journal.edit(id, crate::journal::EditRequest { text, ..Default::default() }).unwrap();
    let (preview, item) = two.a.share(&ShareRequest::Entry { id });
    let waiting = two.a.waiting();
    assert!(holds(&waiting, b"Words of today.") && holds(&waiting, &item.0));
    for stays in [&b"quinces"[..], b"afety", b"before", &id.0] {
        assert!(!holds(&waiting, stays), "{stays:?}");
    }
    let json = serde_json::to_string(&preview).unwrap() + &serde_json::to_string(&two.arrived(item)).unwrap();
    assert!(!json.contains("quinces") && !json.contains(&id.to_string()));
}

#[test]
fn what_is_said_of_a_partner_by_name_goes_without_it() {
    let two = Two::new();
    let profile = two.a.session.profile().unwrap();
    let named = crate::profile::ProfileView { partner_name: "Zebedee".to_owned(), ..profile.view().unwrap() };
    profile.save(&named).unwrap();
    let answers = vec![crate::checkin::ItemAnswer {
        item: "daily.good_thing".to_owned(),
        answer: crate::checkin::Answer::Text("Tea was ready.".to_owned()),
    }];
    let request = crate::checkin::AnswerRequest { set: "daily".to_owned(), answers, ..Default::default() };
    let id = two.a.session.checkins().unwrap().answer(request).unwrap();
    two.a.share(&ShareRequest::Checkin { id, items: vec!["daily.good_thing".to_owned()] });
    assert!(!holds(&two.a.waiting(), b"Zebedee"));
}

#[test]
fn looking_at_a_preview_leaves_no_trace() {
    let two = Two::new();
    let id = two.a.write(EntryKind::Letter, "Some words.", &[]);
    let links = |phone: &Phone| {
        let count = |conn: &Connection| Ok(conn.query_row("SELECT count(*) FROM shared_copy", [], |row| row.get(0))?);
        phone.session.private_db().unwrap().read::<i64>(count).unwrap()
    };
    let together = |phone: &Phone| phone.session.together_db().read(|conn| Ok(conn.total_changes())).unwrap();
    let before = (links(&two.a), together(&two.a), two.a.waiting());
    for _ in 0..3 {
        two.a.sharing().preview(&ShareRequest::Entry { id }).unwrap();
        two.a.sharing().shared_as(&ShareRequest::Entry { id }).unwrap();
    }
    assert_eq!((links(&two.a), together(&two.a), two.a.waiting()), before);
}

/// Nobody hears of what was deleted at home: what is shared is a copy.
#[test]
fn deleting_the_original_changes_nothing_of_what_is_shared() {
    let two = Two::new();
    let id = two.a.write(EntryKind::Entry, "Some words.", &[]);
    let (preview, item) = two.a.share(&ShareRequest::Entry { id });
    let waiting = two.a.waiting();
    two.a.session.journal().unwrap().delete(id).unwrap();
    assert_eq!(two.a.waiting(), waiting);
    assert_eq!(two.arrived(item).body, preview.view);
}

/// A question of one's own is private, and no item that is shared may name the partner: its words go over.
#[test]
fn questions_that_can_be_shared_name_nobody() {
    let named = Text::new("en")
        .for_person(crate::text::Person { partner_name: Some("Zebedee".to_owned()), ..Default::default() });
    let shareable = ["daily", "weekly", "monthly"].map(|set| crate::checkin::known_set(set).unwrap());
    let items = shareable.iter().flat_map(|set| &set.item);
    let mut looked_at = 0;
    for item in items.filter(|item| item.visibility == crate::checkin::Visibility::Shareable) {
        looked_at += 1;
        assert!(!named.get(&item.message(), &[]).contains("Zebedee"), "content/en/checkin.ftl: {}", item.message());
    }
    assert!(looked_at > 3);
}

/// Ids and numbers of what is shared come from a stream that nothing private draws from.
#[test]
fn what_happens_at_home_and_is_not_shared_changes_no_byte_of_what_is() {
    let shared = |busy: bool| {
        let two = Two::new();
        let request = ShareRequest::Entry { id: two.a.write(EntryKind::Entry, "Some words.", &[]) };
        if busy {
            let journal = two.a.session.journal().unwrap();
            for kind in EntryKind::ALL {
                let id = two.a.write(kind, "Nobody reads this.", &["mine"]);
                two.a.sharing().preview(&ShareRequest::Entry { id }).unwrap();
                if kind != EntryKind::Letter {
                    journal.delete(id).unwrap();
                }
            }
            two.a.session.reminders().unwrap().add(weekly_at_eight(Subject::TogetherTime)).unwrap();
            two.a.session.promises().unwrap().notes("I am home at seven.");
            refused(two.a.sharing().share(&request, "another", true), "digest", FieldProblem::Unknown);
        }
        two.a.share(&request);
        two.a.waiting()
    };
    assert_eq!(shared(false)[16..], shared(true)[16..], "but for the id, which is drawn");
    assert_eq!(shared(false).len(), shared(true).len());
}

/// A phone that is not honest writes a version of an agreement about what the other shared.
#[test]
fn what_one_shared_stays_theirs_to_take_back_whatever_the_other_says_of_it() {
    let two = Two::new();
    let partner = two.a.session.partner().unwrap();
    let mut agreed = 0;
    // Half of all ids are those of agreements that the other one began.
    while agreed < 2 {
        let (_, item) = two.a.share(&ShareRequest::Entry { id: two.a.write(EntryKind::Entry, "Some words.", &[]) });
        let began = ObjectId::from(item).began_by();
        agreed += u32::from(began == Role::Answer);
        two.swap();
        let version = Payload::AgreementVersion(crate::partner::AgreementVersion {
            topic: crate::agreement::Topic::listed("time"),
            words: "Mine now.".to_owned(),
            kind: crate::agreement::AgreementKind::Habit,
            owner: crate::agreement::Owner::Both,
            review_day: crate::partner::Day(day("2026-04-07")),
            holds_until: None,
            made_at: NOW.parse::<DateTime<FixedOffset>>().unwrap().into(),
        });
        let say = |tx: &rusqlite::Transaction<'_>| {
            let pair = current_pair(tx)?.unwrap();
            stage(tx, pair.row, item.into(), &version)
        };
        two.b.session.together_db().write(say).unwrap();
        two.swap();
        let row = partner.item(item).unwrap().row;
        assert_eq!((row.kind, row.from, row.title.as_str()), (ItemKind::Entry, Side::Me, "Some words."), "{began:?}");
        partner.unshare(item).unwrap();
        two.swap();
        let there = two.b.session.partner().unwrap().item(item);
        assert!(there.is_err() || !serde_json::to_string(&there.unwrap()).unwrap().contains("Some words."));
    }
}
