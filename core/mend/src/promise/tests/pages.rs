//! Lists in pages, and what they stay when something comes or goes.

use super::*;

#[test]
fn pages_join_newest_first_while_promises_come_and_go() {
    let room = Room::new();
    let promises = promises(&room);
    let ids: Vec<_> = (0..7).map(|n| promises.add(request(&format!("I cook {n}"))).unwrap()).collect();
    let page = promises.list(3, None).unwrap();
    promises.add(request("later")).unwrap();
    promises.delete(ids[3]).unwrap();
    let rest = promises.list(3, page.next.as_deref()).unwrap();
    let seen: Vec<_> = page.promises.iter().chain(&rest.promises).map(|row| row.id).collect();
    assert_eq!(seen, [ids[6], ids[5], ids[4], ids[2], ids[1], ids[0]]);
    assert_eq!(rest.next, None);
    assert_eq!(bad(promises.list(0, None)).0, "limit");
    assert_eq!(bad(promises.list(3, Some("nonsense"))).0, "after");
}

#[test]
fn pages_of_days_join_over_a_change() {
    let room = Room::new();
    let promises = promises(&room);
    let id = promises.add(request("I cook")).unwrap();
    noon(&room, "2026-03-14");
    promises.change(id, PromiseChange { cadence: Some(Cadence::Daily { n: 2 }), ..Default::default() }).unwrap();
    noon(&room, "2026-03-20");
    let whole = due_days(&promises, id);
    assert_eq!(whole.len(), 4 + 4);
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = promises.days(id, 3, after.as_deref()).unwrap();
        pages.extend(page.days.into_iter().map(|due| due.day.to_string()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, whole);
    assert_eq!(bad(promises.days(id, 3, Some("yesterday"))), ("after", FieldProblem::Malformed));
    assert_eq!(bad(promises.days(id, 501, None)).0, "limit");
}

#[test]
fn promises_are_there_after_the_space_was_locked() {
    let room = Room::new();
    let id = promises(&room).add(request("I cook")).unwrap();
    promises(&room).log(id, on(TODAY, Outcome::Kept)).unwrap();
    let before = (promises(&room).show(id), promises(&room).days(id, 10, None));
    let room = room.reopened();
    assert_eq!((promises(&room).show(id), promises(&room).days(id, 10, None)), before);
    room.vault.lock();
    assert_eq!(promises(&room).show(id).err(), Some(MendError::Locked));
    assert_eq!(promises(&room).log(id, on(TODAY, Outcome::Missed)), Err(MendError::Locked));
}
