//! Two phones on a bad day: the disk fills up or the power goes while a code is taken in, made, or a backup is restored.

use std::sync::Arc;

use mend_core::journal::WriteRequest;
use mend_core::sharing::ShareRequest;
use mend_core::{MendError, Session, UnlockOptions};

use crate::bad_days::{Recorded, long};
use crate::phone::{MINE, OURS, Phone, phrase};
use crate::sim::{Call, Fault, Image, SimDisk, Wrong};

const ENTRIES: usize = 12;

fn someone_else() -> Phone {
    Phone::drawing(8, Arc::new(tempfile::tempdir().unwrap()), Arc::new(mend_core::StdIo))
}

fn share(session: &Session, text: &str) {
    let request = WriteRequest { text: text.into(), ..WriteRequest::default() };
    let request = ShareRequest::Entry { id: session.journal().unwrap().write(request).unwrap() };
    let sharing = session.sharing().unwrap();
    let preview = sharing.preview(&request).unwrap();
    sharing.share(&request, &preview.digest, false).unwrap();
}

fn pair(one: &Session, other: &Session) {
    let (a, b) = (one.partner().unwrap(), other.partner().unwrap());
    let offer = a.offer(&phrase(MINE)).unwrap();
    let (answer, _) = b.answer(&offer.code, &phrase(MINE)).unwrap();
    a.take_answer(&answer).unwrap();
    a.confirm(false).unwrap();
    b.confirm(false).unwrap();
}

fn show(session: &Session) -> Vec<u8> {
    session.partner().unwrap().bundle().unwrap().bytes
}

fn take(session: &Session, bytes: &[u8]) -> Result<usize, MendError> {
    Ok(session.partner().unwrap().receive(bytes)?.new.len())
}

fn inbox(session: &Session) -> usize {
    session.partner().unwrap().inbox(500, None).unwrap().items.len()
}

/// One phone that showed much, and the disk of the other, which is about to take it in.
fn about_to_take() -> (Phone, Session, Vec<u8>, Arc<tempfile::TempDir>, Image) {
    let one = someone_else();
    let session = one.set_up(Some(MINE), Some(OURS));
    let (folder, disk) = (Arc::new(tempfile::tempdir().unwrap()), SimDisk::new(1));
    let other = Phone::on(folder.clone(), Arc::new(disk.clone()));
    let there = other.set_up(Some(MINE), Some(OURS));
    pair(&session, &there);
    there.lock();
    (0..ENTRIES).for_each(|n| share(&session, &format!("{n} {}", "words that are many ".repeat(60))));
    let bytes = show(&session);
    (one, session, bytes, folder, disk.image())
}

#[test]
fn disk_full_while_a_code_is_taken_in_keeps_all_of_it_or_nothing() {
    let (_one, _session, bytes, folder, before) = about_to_take();
    let on = |disk: &SimDisk| Phone::on(folder.clone(), Arc::new(disk.clone()));
    let disk = SimDisk::holding(&before, 2);
    let session = on(&disk).open(OURS);
    let count = disk.count(Call::changes, || {
        take(&session, &bytes).unwrap();
    });
    session.lock();
    let (mut kept, mut refused) = (0, 0);
    let every = if long() { 1 } else { count.div_ceil(24) };
    for nth in (0..count).step_by(every as usize) {
        let disk = SimDisk::holding(&before, 3);
        let phone = on(&disk);
        let session = phone.open(OURS);
        disk.arm(Fault { on: Call::changes, nth, forever: true, wrong: Wrong::Error(std::io::ErrorKind::StorageFull) });
        let taken = take(&session, &bytes);
        disk.disarm();
        let name = format!("disk full from call {nth} of {count} on: {taken:?}");
        session.lock();
        let session = phone.open(OURS);
        let found = inbox(&session);
        assert!(found == 0 || found == ENTRIES, "{name}: {found} of {ENTRIES}");
        assert!(taken.is_err() || found == ENTRIES, "{name}");
        refused += usize::from(taken.is_err());
        kept += usize::from(found == ENTRIES);
        // With room again it is scanned again.
        assert_eq!(take(&session, &bytes).unwrap(), ENTRIES - found, "{name}");
        assert_eq!(inbox(&session), ENTRIES, "{name}");
        session.lock();
    }
    assert!(refused > 0, "{refused} refused, {kept} kept");
}

#[test]
fn power_lost_while_a_code_is_taken_in_keeps_all_of_it_or_nothing() {
    let (_one, _session, bytes, folder, before) = about_to_take();
    let disk = SimDisk::holding(&before, 2);
    let session = Phone::on(folder.clone(), Arc::new(disk.clone())).open(OURS);
    assert_eq!(take(&session, &bytes).unwrap(), ENTRIES);
    let acknowledged = disk.events().len();
    session.lock();
    let recorded = Recorded { name: "a code is taken in", folder, before, events: disk.events() };
    let (mut none, mut all) = (0, 0);
    recorded.lose_power(|phone, at, name| {
        let session = phone.open(OURS);
        let found = inbox(&session);
        assert!(found == ENTRIES || found == 0 && at < acknowledged, "{name}: {found} of {ENTRIES}");
        none += usize::from(found == 0);
        all += usize::from(found == ENTRIES);
        assert_eq!(take(&session, &bytes).unwrap(), ENTRIES - found, "{name}");
        session.lock();
    });
    assert!(none > 0 && all > 0, "{none} without, {all} with");
}

/// The other phone on a disk of its own, whose state can be looked at and come back to.
struct Other {
    folder: Arc<tempfile::TempDir>,
    disk: SimDisk,
}

impl Other {
    fn new() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().unwrap()), disk: SimDisk::new(5) }
    }

    fn set_up(&self) -> Session {
        Phone::drawing(8, self.folder.clone(), Arc::new(self.disk.clone())).set_up(Some(MINE), Some(OURS))
    }

    fn as_it_was(&self, image: &Image) -> Session {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        // The same names, under another folder.
        let moved = image.iter().map(|(path, bytes)| (folder.path().join(path.file_name().unwrap()), bytes.clone()));
        let image: Image = moved.collect();
        Phone::drawing(9, folder, Arc::new(SimDisk::holding(&image, 6))).open(OURS)
    }
}

/// What was made into a code may have been scanned. Whatever the power does, no number is ever used for other words.
#[test]
fn power_lost_while_a_code_is_made_never_says_two_things_under_one_number() {
    let other = Other::new();
    let there = other.set_up();
    let (folder, disk) = (Arc::new(tempfile::tempdir().unwrap()), SimDisk::new(1));
    let session = Phone::on(folder.clone(), Arc::new(disk.clone())).set_up(Some(MINE), Some(OURS));
    pair(&session, &there);
    share(&session, "first");
    session.lock();
    let (before, nothing_heard) = (disk.image(), other.disk.image());
    let disk = SimDisk::holding(&before, 2);
    let session = Phone::on(folder.clone(), Arc::new(disk.clone())).open(OURS);
    let shown = show(&session);
    let on_the_screen = disk.events().len();
    session.lock();
    assert_eq!(take(&there, &shown).unwrap(), 1);
    there.lock();
    let heard = other.disk.image();
    let recorded = Recorded { name: "a code is made", folder, before, events: disk.events() };
    let (mut worlds, mut scanned) = (0, 0);
    recorded.lose_power(|phone, at, name| {
        let there = other.as_it_was(if at < on_the_screen { &nothing_heard } else { &heard });
        let session = phone.open(MINE);
        share(&session, "said after the loss");
        assert!(take(&there, &show(&session)).is_ok(), "{name}");
        assert_eq!(inbox(&there), 2, "{name}");
        session.lock();
        worlds += 1;
        scanned += usize::from(at >= on_the_screen);
    });
    assert!(worlds > scanned && scanned > 0, "{worlds} {scanned}");
}

#[test]
fn power_lost_during_a_restore_never_lets_two_phones_write_as_one() {
    let other = Other::new();
    let there = other.set_up();
    let source = SimDisk::new(1);
    let phone = Phone::on(Arc::new(tempfile::tempdir().unwrap()), Arc::new(source.clone()));
    let session = phone.set_up(Some(MINE), Some(OURS));
    pair(&session, &there);
    let outside = tempfile::tempdir().unwrap();
    let shelf = outside.path().join("backup");
    session.backup(&shelf, &phrase(MINE)).unwrap();
    let before: Image = source.image().into_iter().filter(|(path, _)| *path == shelf).collect();
    share(&session, "said after the backup, and heard");
    assert_eq!(take(&there, &show(&session)).unwrap(), 1);
    session.lock();
    there.lock();
    let heard = other.disk.image();

    let (folder, disk) = (Arc::new(tempfile::tempdir().unwrap()), SimDisk::holding(&before, 2));
    let phone = Phone::drawing(70, folder.clone(), Arc::new(disk.clone()));
    phone.mend.restore(&shelf, &phrase(MINE), &mut |_, _| {}).unwrap().lock();
    let recorded = Recorded { name: "restore", folder: folder.clone(), before, events: disk.events() };
    let mut restored = 0;
    recorded.lose_power(|phone, at, name| {
        if !phone.mend.is_set_up().unwrap() {
            assert!(at < recorded.events.len(), "{name}");
            return;
        }
        // The together passphrase sees to it as well.
        phone.open(if at % 2 == 0 { MINE } else { OURS }).lock();
        let session = phone.open(MINE);
        share(&session, "said after the loss");
        assert_eq!(take(&other.as_it_was(&heard), &show(&session)), Ok(1), "{name}");
        session.lock();
        restored += 1;
    });
    assert!(restored > 1, "{restored}");
}

/// Before anything is left out it has to be written down that the phone was set back.
#[test]
fn disk_full_while_the_last_changes_are_left_out_says_so_and_changes_nothing() {
    let (folder, disk) = (Arc::new(tempfile::tempdir().unwrap()), SimDisk::new(1));
    let session = Phone::on(folder.clone(), Arc::new(disk.clone())).set_up(Some(MINE), Some(OURS));
    session.settings().set_lock_after_seconds(&phrase(MINE), 60).unwrap();
    session.lock();
    let mut image = disk.image();
    image.retain(|path, _| !path.ends_with("together.mend-wal"));
    let disk = SimDisk::holding(&image, 2);
    let phone = Phone::on(folder.clone(), Arc::new(disk.clone()));
    assert_eq!(phone.unlock(OURS).err(), Some(MendError::LastChangesDamaged));
    let without = UnlockOptions { without_last_changes: true, ..UnlockOptions::default() };
    disk.arm(Fault { on: Call::changes, nth: 0, forever: true, wrong: Wrong::Error(std::io::ErrorKind::StorageFull) });
    assert_eq!(phone.mend.unlock(&phrase(OURS), without).err(), Some(MendError::NoSpace));
    disk.disarm();
    assert_eq!(phone.unlock(OURS).err(), Some(MendError::LastChangesDamaged), "it is as it was");
    phone.mend.unlock(&phrase(OURS), without).unwrap();
}
