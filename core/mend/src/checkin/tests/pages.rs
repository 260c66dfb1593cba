//! The list of check-ins, page by page.

use super::*;

#[test]
fn pages_hold_each_checkin_once_while_others_come_and_go() {
    let room = Room::new();
    let checkins = checkins(&room);
    let mut ids = Vec::new();
    for n in 0..23 {
        // Three share each moment.
        let answered_at = Some(at("2026-03-01T08:00:00+01:00") + chrono::TimeDelta::days(n / 3));
        let set = if n % 2 == 0 { "daily" } else { "weekly" };
        ids.push(checkins.answer(AnswerRequest { answered_at, ..request(set, vec![]) }).unwrap());
    }
    ids.reverse();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = checkins.history(None, 5, after.as_deref()).unwrap();
        seen.extend(page.checkins.iter().map(|row| row.id));
        if seen.len() == 5 {
            checkins.answer(request("daily", vec![])).unwrap();
            checkins.delete(ids[4]).unwrap();
            checkins.delete(ids[9]).unwrap();
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    let gone = ids.remove(9);
    assert_eq!(seen, ids);
    assert!(!seen.contains(&gone));
    let weekly = checkins.history(Some("weekly"), 500, None).unwrap();
    assert!(weekly.next.is_none() && weekly.checkins.iter().all(|row| row.set == "weekly"));
    assert_eq!(
        weekly.checkins.len(),
        ids.iter().filter(|id| checkins.show(**id).is_ok_and(|v| v.row.set == "weekly")).count()
    );
}

#[test]
fn page_that_is_none_is_refused() {
    let room = Room::new();
    let checkins = checkins(&room);
    let size = ("limit", FieldProblem::OutOfRange { least: 1, most: 500 });
    assert_eq!(bad(checkins.history(None, 0, None)), size);
    assert_eq!(bad(checkins.history(None, 501, None)), size);
    assert_eq!(bad(checkins.history(None, 5, Some("somewhere"))), ("after", FieldProblem::Malformed));
    assert_eq!(bad(checkins.history(Some("hourly"), 5, None)), ("set", FieldProblem::Unknown));
}

/// Ten years of check-ins cost a page no more than ten days of them.
#[test]
fn page_is_read_from_an_index_without_sorting() {
    let room = Room::new();
    for (set, index) in [(None, "checkin_by_time"), (Some("daily"), "checkin_by_set")] {
        let plan = room.db.read(|conn| rows::plan(conn, set)).unwrap();
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE") && !plan.contains("SCAN a"), "{plan}");
    }
}

#[test]
fn ten_years_of_checkins_open_by_the_page() {
    let room = Room::new();
    let now = at("2026-03-10T21:15:00+01:00");
    let questions = room.db.read(|conn| record::questions(conn, known_set("daily")?, now, &Text::new("en"))).unwrap();
    let told = "Tea at the window, and a walk that nobody had planned. ".repeat(10);
    let answers =
        vec![point("daily.steady", 2), words("daily.good_thing", &told), felt("daily.feelings", &[("calm", None)])];
    let answers = record::checked_answers(&questions, answers).unwrap();
    let start = at("2016-03-10T21:15:00+01:00");
    for year in 0..10 {
        room.db
            .write(|tx| {
                (0..365).try_for_each(|day| {
                    let answered_at = start + chrono::TimeDelta::days(year * 365 + day);
                    let (set, answers) = ("daily".to_owned(), answers.clone());
                    let id = CheckinId::make(room.db.rng());
                    rows::insert(tx, id, &Record { set, answered_at, slot: None, answers }, answered_at)
                })
            })
            .unwrap();
    }
    let room = room.reopened();
    let checkins = checkins(&room);
    checkins.draft("daily").unwrap();
    let mut after = None;
    for _ in 0..2 {
        let before = room.vault.pages_opened();
        let page = checkins.history(Some("daily"), 50, after.as_deref()).unwrap();
        let opened = room.vault.pages_opened() - before;
        assert_eq!((page.checkins.len(), page.checkins[0].answered), (50, 3));
        assert!((1..=20).contains(&opened), "{opened} pages");
        after = page.next;
    }
}
