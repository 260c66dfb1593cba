//! What was removed is in no page of the decrypted file: not in a table, not in an index, not in free space.

use std::collections::HashSet;

use super::*;

/// Words that nothing else contains, not even in part; the same in every run (splitmix64).
pub(crate) fn words(count: usize) -> Vec<String> {
    let mut state = 0u64;
    let mut letter = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        char::from(b'a' + ((mixed ^ (mixed >> 31)) % 26) as u8)
    };
    (0..count).map(|_| (0..14).map(|_| letter()).collect()).collect()
}

/// All runs of seven bytes in a database.
pub(crate) struct Bytes(HashSet<[u8; RUN]>);

const RUN: usize = 7;

impl Bytes {
    pub(crate) fn of(room: &Room) -> Self {
        let bytes = room.bytes();
        Self(bytes.windows(RUN).map(|run| run.try_into().unwrap()).collect())
    }

    /// Also a part of a word would be a trace: indexes keep words in pieces.
    pub(crate) fn traces<'w>(&self, words: &'w [String]) -> Vec<&'w str> {
        let parts = words.iter().flat_map(|word| [&word[..7], &word[4..11], &word[7..]]);
        parts.filter(|part| self.hold(part)).collect()
    }

    fn hold(&self, part: &str) -> bool {
        self.0.contains(&part.as_bytes()[..RUN])
    }
}

fn entry(words: &[String]) -> WriteRequest {
    WriteRequest {
        title: Some(words[0].clone()),
        text: words[1..6].join(" "),
        tags: vec![words[6].clone(), words[7].clone()],
        ..WriteRequest::default()
    }
}

#[test]
fn deleted_entries_leave_no_word_in_any_page() {
    let room = Room::new();
    let journal = room.journal();
    let words = words(8 * 300);
    let ids: Vec<_> = words.chunks(8).map(|words| journal.write(entry(words)).unwrap()).collect();
    let (gone, kept): (Vec<_>, Vec<_>) = ids.iter().zip(words.chunks(8)).enumerate().partition(|(n, _)| n % 3 != 0);
    for (n, (id, _)) in &gone {
        if n % 2 == 0 { journal.delete(**id) } else { journal.delete_for_good(**id) }.unwrap();
    }
    let bytes = Bytes::of(&room);
    for (_, (_, words)) in kept {
        assert!(bytes.hold(&words[1]), "what stays is to be seen, or this test sees nothing");
    }
    for (_, (_, words)) in gone {
        assert_eq!(bytes.traces(words), [] as [&str; 0]);
    }
    // The index still answers for what is left.
    assert_eq!(journal.search(&words[1], &Filter::default(), 5).unwrap().len(), 1);
    let check = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)";
    room.db.write(|tx| Ok(tx.execute(check, [])?)).unwrap();
}

#[test]
fn large_deleted_entry_leaves_no_word_in_any_page() {
    let room = Room::new();
    let journal = room.journal();
    let words = words(3000);
    let id = journal.write(text(&words[..2900].join(" "))).unwrap();
    let other = text(&words[2900..].join(" "));
    journal.write(other).unwrap();
    room.vault.erase_traces().unwrap();
    assert!(
        !Bytes::of(&room).traces(&words[..2900]).is_empty(),
        "what is there is to be seen, or this test sees nothing"
    );
    journal.delete(id).unwrap();
    let bytes = Bytes::of(&room);
    assert_eq!(bytes.traces(&words[..2900]), [] as [&str; 0]);
    assert!(words[2900..].iter().all(|word| bytes.hold(word)));
}

#[test]
fn cleared_history_leaves_no_word_in_any_page() {
    let room = Room::new();
    let journal = room.journal();
    let words = words(8 * 40);
    let id = journal.write(entry(&words[..8])).unwrap();
    for words in words.chunks(8).skip(1) {
        let WriteRequest { title, text, tags, .. } = entry(words);
        let request = EditRequest { title: Some(title), text: Some(text), tags: Some(tags), ..EditRequest::default() };
        journal.edit(id, request).unwrap();
    }
    journal.clear_history(id).unwrap();
    let bytes = Bytes::of(&room);
    let (gone, kept) = words.split_at(8 * 39);
    assert_eq!(bytes.traces(gone), [] as [&str; 0]);
    assert!(kept.iter().all(|word| bytes.hold(word)));
}

#[test]
fn discarded_draft_leaves_no_word_in_any_page_however_often_it_was_saved() {
    let room = Room::new();
    let journal = room.journal();
    let words = words(200);
    let mut draft = None;
    for end in 1..=words.len() {
        // Typed, and now and then taken back.
        let typed = words[end.saturating_sub(60)..end].join(" ");
        draft = Some(journal.save_draft(draft, None, EntryKind::Entry, Some(&words[end - 1]), &typed).unwrap());
    }
    journal.discard_draft(draft.unwrap()).unwrap();
    assert_eq!(Bytes::of(&room).traces(&words), [] as [&str; 0]);
}

#[test]
fn removed_prompt_and_replaced_profile_leave_no_word() {
    let room = Room::new();
    let journal = room.journal();
    let words = words(3);
    let prompt = journal.add_prompt(&words[0], EntryKind::Entry).unwrap();
    journal.remove_prompt(prompt).unwrap();
    let profile = crate::profile::Profile::new(room.db.clone());
    let mut view = profile.view().unwrap();
    (view.own_name, view.partner_name) = (words[1].clone(), words[2].clone());
    profile.save(&view).unwrap();
    profile.save(&crate::profile::ProfileView::default()).unwrap();
    assert_eq!(Bytes::of(&room).traces(&words), [] as [&str; 0]);
}
