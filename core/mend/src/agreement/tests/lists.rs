//! Lists in pages, what is due, and what is left after a lock or a removal.

use super::*;
use crate::device::DeviceFile;
use crate::folder::Folder;
use crate::journal::tests::at;
use crate::journal::tests::removal::{Bytes, words as strange_words};

#[test]
fn pages_join_newest_first_while_agreements_come_and_go() {
    let room = Room::new();
    let agreements = agreements(&room);
    let ids: Vec<_> = (0..7).map(|n| agreements.add(request(&format!("We cook {n}"))).unwrap()).collect();
    let page = agreements.list(3, None).unwrap();
    agreements.add(request("later")).unwrap();
    agreements.delete(ids[3]).unwrap();
    let rest = agreements.list(3, page.next.as_deref()).unwrap();
    let seen: Vec<_> = page.agreements.iter().chain(&rest.agreements).map(|row| row.id).collect();
    assert_eq!(seen, [ids[6], ids[5], ids[4], ids[2], ids[1], ids[0]]);
    assert_eq!((rest.next, rest.caveat), (None, agreements.caveat()));
    assert_eq!(bad(agreements.list(0, None)).0, "limit");
    assert_eq!(bad(agreements.list(501, None)).0, "limit");
    assert_eq!(bad(agreements.list(3, Some("nonsense"))).0, "after");
}

#[test]
fn agreement_written_inside_another_change_is_kept_or_lost_with_it() {
    let room = Room::new();
    let agreements = agreements(&room);
    let (id, today) = (AgreementId([7; 16]), day(TODAY));
    let write =
        |request| move |conn: &Connection| insert_within(conn, id, request, at("2026-03-10T12:00:00+01:00"), today);
    let lost: Result<()> = room.db.write(|tx| write(request("We cook"))(tx).and(Err(MendError::Internal)));
    assert_eq!((lost, agreements.show(id).err()), (Err(MendError::Internal), Some(MendError::NotFound)));
    assert_eq!(bad(room.db.write(|tx| write(request(""))(tx))).0, "words");
    room.db.write(|tx| write(request("We cook"))(tx)).unwrap();
    assert_eq!(agreements.show(id).unwrap().row.made_at, at("2026-03-10T12:00:00+01:00"));
}

#[test]
fn due_is_what_asks_to_be_looked_at_and_what_ends_soon() {
    let room = Room::new();
    let agreements = agreements(&room);
    let on = |review: &str| AgreementRequest { review_day: Some(day(review)), ..request(review) };
    let until = |last: &str| AgreementRequest { holds_until: Some(day(last)), ..on("2026-03-20") };
    let ids = |rows: Vec<AgreementRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let due = || {
        let due = agreements.due().unwrap();
        (ids(due.review), ids(due.lapsing))
    };
    let later = written_down(&agreements, on("2026-04-03"));
    let soon = written_down(&agreements, on("2026-03-24"));
    let draft = agreements.add(on("2026-03-21")).unwrap();
    let ending = written_down(&agreements, until("2026-04-06"));
    let ends_first = written_down(&agreements, until("2026-04-05"));
    let gone = written_down(&agreements, until("2026-03-23"));
    let taken_back = written_down(&agreements, on("2026-03-20"));
    agreements.withdraw(taken_back).unwrap();
    assert_eq!(due(), (vec![], vec![gone]));
    noon(&room, "2026-03-22");
    assert_eq!(due(), (vec![ending, ends_first, gone, draft], vec![gone, ends_first]));
    noon(&room, "2026-03-24");
    assert_eq!(due(), (vec![ending, ends_first, draft, soon], vec![ends_first, ending]));
    agreements.review(soon, day("2026-05-01")).unwrap();
    agreements.withdraw(ending).unwrap();
    assert_eq!(due(), (vec![ends_first, draft], vec![ends_first]));
    noon(&room, "2026-04-03");
    assert_eq!(due().0, [ends_first, draft, later]);
}

#[test]
fn change_that_waits_does_not_hide_that_the_version_before_is_due() {
    let room = Room::new();
    let agreements = agreements(&room);
    let id = written_down(&agreements, request("We cook"));
    noon(&room, "2026-04-01");
    let change = AgreementChange { review_day: Some(day("2026-05-01")), ..Default::default() };
    agreements.change(id, change).unwrap();
    noon(&room, "2026-04-08");
    let due = agreements.due().unwrap().review;
    assert_eq!(due.iter().map(|row| (row.version, row.latest)).collect::<Vec<_>>(), [(1, 2)]);
    agreements.accept(id, latest(&agreements, id)).unwrap();
    assert_eq!(agreements.due().unwrap().review, []);
}

#[test]
fn agreements_are_there_after_the_space_was_locked() {
    let room = Room::new();
    let id = written_down(&agreements(&room), openness("I show you my plans"));
    let before = agreements(&room).show(id);
    let room = room.reopened();
    assert_eq!(agreements(&room).show(id), before);
    room.vault.lock();
    assert_eq!(agreements(&room).show(id).err(), Some(MendError::Locked));
    assert_eq!(agreements(&room).withdraw(id), Err(MendError::Locked));
}

#[test]
fn deleted_agreements_leave_no_word_in_any_page() {
    let room = Room::new();
    let agreements = agreements(&room);
    let told = strange_words(3 * 20);
    let ids: Vec<_> = told
        .chunks(3)
        .map(|w| {
            let topic = Topic::Own { words: w[0].clone() };
            let id = written_down(&agreements, AgreementRequest { topic, ..request(&w[1]) });
            agreements.change(id, AgreementChange { words: Some(w[2].clone()), ..Default::default() }).unwrap();
            id
        })
        .collect();
    agreements.delete(ids[0]).unwrap();
    assert_eq!(Bytes::of(&room).traces(&told[..3]), [] as [&str; 0]);
    assert_eq!(Bytes::of(&room).traces(&told[3..6]).len(), 9, "the others stay, or this test sees nothing");
    for id in &ids[1..] {
        agreements.delete(*id).unwrap();
    }
    assert_eq!(Bytes::of(&room).traces(&told), [] as [&str; 0]);
    for table in ["agreement", "agreement_version"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let left = room.db.read(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, u32>(0))?));
        assert_eq!(left, Ok(0), "{table}");
    }
}

#[test]
fn deleted_agreement_takes_its_own_schedules_with_it() {
    let room = Room::new();
    let agreements = agreements(&room);
    let folder = tempfile::tempdir().unwrap();
    let folder_of_files = Folder::new(folder.path().into(), Arc::new(mend_vault::StdIo));
    let device = Arc::new(DeviceFile::of(&folder_of_files));
    let reminders = reminder::Reminders::new(room.db.clone(), device, Arc::new(Text::new("en")));
    let (one, two) = (agreements.add(request("We cook")).unwrap(), agreements.add(request("We bake")).unwrap());
    reminders.add(agreements.review_schedule(one).unwrap()).unwrap();
    let other = reminders.add(agreements.review_schedule(two).unwrap()).unwrap();
    agreements.delete(one).unwrap();
    let left = reminders.list().unwrap();
    assert_eq!(left.iter().map(|schedule| schedule.id).collect::<Vec<_>>(), [other]);
    let next = left[0].next.map(|next| next.to_string());
    assert_eq!(next.as_deref(), Some("2026-04-07 18:00:00"), "once, on the day");
}
