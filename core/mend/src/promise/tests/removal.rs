//! What was removed is in no page of the decrypted file.

use super::*;
use crate::device::DeviceFile;
use crate::folder::Folder;
use crate::journal::tests::removal::{Bytes, words as strange_words};

#[test]
fn deleted_promises_leave_no_word_in_any_page() {
    let room = Room::new();
    let promises = promises(&room);
    let told = strange_words(8 * 20);
    let schedules = |what: &str| {
        let sql = format!("SELECT count(*) FROM {what}");
        room.db.read(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, u32>(0))?)).unwrap()
    };
    let ids: Vec<_> = told
        .chunks(8)
        .map(|w| {
            let id = promises.add(PromiseRequest { tell: w[1].clone(), ..request(&w[0]) }).unwrap();
            promises.change(id, PromiseChange { what: Some(w[2].clone()), ..Default::default() }).unwrap();
            let log = |note: &str, amends: &str| LogRequest {
                note: Some(note.to_owned()),
                amends: Some(amends.to_owned()),
                ..on(TODAY, Outcome::Missed)
            };
            promises.log(id, log(&w[3], &w[4])).unwrap();
            promises.log(id, log("", &w[5])).unwrap();
            let review = promises.review(id, w[6].clone()).unwrap();
            promises.edit_review(review, w[7].clone()).unwrap();
            id
        })
        .collect();
    promises.clear_history(ids[0]).unwrap();
    let bytes = Bytes::of(&room);
    for gone in [3, 4, 6] {
        assert_eq!(bytes.traces(&told[gone..gone + 1]), [] as [&str; 0], "{gone}");
    }
    assert_eq!(bytes.traces(&told[..3]).len(), 9, "versions stay, or this test sees nothing");
    promises.remove_log(ids[0], day(TODAY)).unwrap();
    assert_eq!(Bytes::of(&room).traces(&told[5..6]), [] as [&str; 0]);
    for id in &ids {
        promises.delete(*id).unwrap();
    }
    assert_eq!(Bytes::of(&room).traces(&told), [] as [&str; 0]);
    for table in ["promise", "promise_version", "promise_log", "promise_review"] {
        assert_eq!(schedules(table), 0, "{table}");
    }
}

#[test]
fn deleted_promise_takes_its_own_schedules_with_it() {
    let room = Room::new();
    let promises = promises(&room);
    let folder = tempfile::tempdir().unwrap();
    let folder_of_files = Folder::new(folder.path().into(), Arc::new(mend_vault::StdIo));
    let device = Arc::new(DeviceFile::of(&folder_of_files));
    let reminders = reminder::Reminders::new(room.db.clone(), device, Arc::new(Text::new("en")));
    let (one, two) = (promises.add(request("I cook")).unwrap(), promises.add(request("I wash up")).unwrap());
    reminders.add(promises.review_schedule(one).unwrap()).unwrap();
    let other = reminders.add(promises.review_schedule(two).unwrap()).unwrap();
    promises.delete(one).unwrap();
    assert_eq!(reminders.list().unwrap().into_iter().map(|left| left.id).collect::<Vec<_>>(), [other]);
}
