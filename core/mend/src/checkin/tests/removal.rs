//! What was removed is in no page of the decrypted file.

use super::*;
use crate::journal::tests::removal::{Bytes, words as strange_words};

#[test]
fn deleted_checkins_leave_no_word_in_any_page() {
    let room = Room::new();
    let checkins = checkins(&room);
    let told = strange_words(400);
    let own = checkins.add_question("daily", &told[0], OwnAnswer::Text).unwrap();
    let item = format!("own.{own}");
    let ids: Vec<_> = told[1..]
        .chunks(7)
        .map(|part| {
            let id = checkins.answer(request("daily", vec![words(&item, &part[0])])).unwrap();
            let answers = vec![words("daily.good_thing", &part[1..].join(" "))];
            checkins.edit(id, EditCheckinRequest { answers: Some(answers), ..Default::default() }).unwrap();
            id
        })
        .collect();
    checkins.remove_question(own).unwrap();
    assert!(!Bytes::of(&room).traces(&told[..1]).is_empty(), "answers keep their question, or this test sees nothing");
    for id in &ids[1..] {
        checkins.delete(*id).unwrap();
    }
    let bytes = Bytes::of(&room);
    assert_eq!(bytes.traces(&told[8..]), [] as [&str; 0]);
    assert!(!bytes.traces(&told[1..8]).is_empty());
    // The first one's own question lives in its history alone, and goes with it.
    checkins.clear_versions(ids[0]).unwrap();
    let bytes = Bytes::of(&room);
    assert_eq!(bytes.traces(&told[..2]), [] as [&str; 0]);
    assert!(!bytes.traces(&told[2..8]).is_empty());
    checkins.delete(ids[0]).unwrap();
    assert_eq!(Bytes::of(&room).traces(&told), [] as [&str; 0]);
    let left = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        room.db.read(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, u32>(0))?)).unwrap()
    };
    for table in ["checkin", "checkin_answer", "checkin_version", "checkin_question", "checkin_own"] {
        assert_eq!(left(table), 0, "{table}");
    }
}

#[test]
fn discarded_draft_and_forgotten_answer_leave_no_word() {
    let room = Room::new();
    let checkins = checkins(&room);
    let told = strange_words(60);
    for end in 1..50 {
        let typed = told[..end].join(" ");
        checkins.save_draft("daily", vec![words("daily.good_thing", &typed)], None).unwrap();
    }
    checkins.discard_draft("daily").unwrap();
    assert_eq!(Bytes::of(&room).traces(&told), [] as [&str; 0]);
    let own = checkins.add_question("daily", &told[50], OwnAnswer::Text).unwrap();
    checkins.save_draft("daily", vec![words(&format!("own.{own}"), &told[51])], None).unwrap();
    checkins.remove_question(own).unwrap();
    assert_eq!(Bytes::of(&room).traces(&told), [] as [&str; 0]);
}
