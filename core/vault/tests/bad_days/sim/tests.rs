//! The simulated disk, tested by itself: a disk too kind would make every other test here worthless.

use std::io::ErrorKind;
use std::path::Path;

use mend_vault::{Io, IoFile, OpenHow};

use super::{Call, Fault, Image, Loss, SimDisk, Wrong};
use crate::seed::Seed;

const A: &str = "/disk/a";
const B: &str = "/disk/b";

fn path(name: &str) -> &Path {
    Path::new(name)
}

fn folder() -> &'static Path {
    Path::new("/disk")
}

fn image(files: &[(&str, &[u8])]) -> Image {
    files.iter().map(|(name, bytes)| ((*name).into(), bytes.to_vec())).collect()
}

fn open(disk: &SimDisk, name: &str) -> Box<dyn IoFile> {
    disk.open(path(name), OpenHow::OrCreate).unwrap()
}

/// Every image that a power loss now may leave, as far as 300 tries find them.
fn outcomes(disk: &SimDisk, loss: Loss) -> std::collections::BTreeSet<Image> {
    (0..300).map(|_| disk.after(loss)).collect()
}

#[test]
fn unsynced_write_may_be_lost_and_synced_write_may_not() {
    let disk = SimDisk::holding(&image(&[(A, b"old")]), 1);
    let a = open(&disk, A);
    a.write_at(b"new", 0).unwrap();
    assert_eq!(disk.image(), image(&[(A, b"new")]));
    assert_eq!(disk.after(Loss::Everything), image(&[(A, b"old")]));
    let both = outcomes(&disk, Loss::Sectors);
    assert!(both.contains(&image(&[(A, b"old")])) && both.contains(&image(&[(A, b"new")])));
    a.sync().unwrap();
    assert_eq!(outcomes(&disk, Loss::Bytes), [image(&[(A, b"new")])].into());
}

#[test]
fn later_write_may_outlive_an_earlier_one() {
    let disk = SimDisk::holding(&image(&[(A, b"..")]), 2);
    let a = open(&disk, A);
    a.write_at(b"1", 0).unwrap();
    a.write_at(b"2", 1).unwrap();
    let found = outcomes(&disk, Loss::Sectors);
    for expected in [b"..", b"1.", b".2", b"12"] {
        assert!(found.contains(&image(&[(A, expected)])), "{expected:?} never came");
    }
}

#[test]
fn torn_write_keeps_whole_sectors_or_any_bytes() {
    let disk = SimDisk::holding(&image(&[(A, &[0; 2048])]), 3);
    open(&disk, A).write_at(&[1; 2048], 0).unwrap();
    let sectors = outcomes(&disk, Loss::Sectors);
    let whole = |image: &Image| image[path(A)].chunks(512).all(|sector| sector.iter().all(|b| *b == sector[0]));
    assert!(sectors.iter().all(whole));
    assert!(sectors.len() > 8, "sectors come in any combination");
    assert!(outcomes(&disk, Loss::Bytes).iter().any(|image| !whole(image)));
}

#[test]
fn file_that_grew_may_hold_garbage_where_data_never_came() {
    let disk = SimDisk::holding(&image(&[(A, b"")]), 4);
    open(&disk, A).write_at(&[1; 64], 0).unwrap();
    let found = outcomes(&disk, Loss::Sectors);
    assert!(found.contains(&image(&[(A, &[0; 64])])));
    assert!(found.iter().any(|image| image[path(A)].len() == 64 && image[path(A)].iter().any(|b| *b > 1)));
}

#[test]
fn name_is_durable_only_after_its_folder_was_synced() {
    let disk = SimDisk::holding(&image(&[(A, b"old")]), 5);
    let b = open(&disk, B);
    b.write_at(b"new", 0).unwrap();
    b.sync().unwrap();
    disk.rename(path(B), path(A)).unwrap();
    assert_eq!(disk.image(), image(&[(A, b"new")]));
    assert_eq!(disk.after(Loss::Everything), image(&[(A, b"old")]));
    let found = outcomes(&disk, Loss::Bytes);
    // Created and not renamed, both, or neither: but there is always an A, old or new.
    assert_eq!(
        found,
        [image(&[(A, b"old")]), image(&[(A, b"old"), (B, b"new")]), image(&[(A, b"new")])].into_iter().collect()
    );
    disk.sync_dir(folder()).unwrap();
    assert_eq!(disk.after(Loss::Everything), image(&[(A, b"new")]));
}

#[test]
fn removal_is_durable_only_after_its_folder_was_synced() {
    let disk = SimDisk::holding(&image(&[(A, b"x")]), 6);
    disk.remove(path(A)).unwrap();
    assert_eq!(disk.remove(path(A)).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(disk.after(Loss::Everything), image(&[(A, b"x")]));
    disk.sync_dir(folder()).unwrap();
    assert_eq!(disk.after(Loss::Everything), Image::new());
}

#[test]
fn failed_sync_loses_data_that_no_later_sync_brings_back() {
    let mut lost = false;
    for seed in 0..20 {
        let disk = SimDisk::holding(&image(&[(A, b"old")]), seed);
        let a = open(&disk, A);
        a.write_at(b"new", 0).unwrap();
        disk.arm(Fault { on: Call::is_sync, nth: 0, forever: false, wrong: Wrong::LostSync });
        assert!(a.sync().is_err());
        assert!(disk.disarm());
        a.sync().unwrap();
        assert_eq!(disk.image(), image(&[(A, b"new")]), "the program still sees it");
        lost |= disk.after(Loss::Everything) == image(&[(A, b"old")]);
    }
    assert!(lost);
}

#[test]
fn full_disk_takes_the_part_that_fits_and_lets_old_bytes_be_overwritten() {
    let disk = SimDisk::holding(&image(&[(A, b"1234")]), 7);
    disk.leave_room(2);
    let a = open(&disk, A);
    a.write_at(b"abcd", 0).unwrap();
    assert_eq!(a.write_at(b"....", 3).unwrap_err().kind(), ErrorKind::StorageFull);
    assert_eq!(disk.image(), image(&[(A, b"abc...")]));
    assert_eq!(a.set_len(7).unwrap_err().kind(), ErrorKind::StorageFull);
    disk.leave_all_room();
    a.set_len(7).unwrap();
}

#[test]
fn fault_strikes_the_call_it_was_meant_for() {
    let disk = SimDisk::holding(&image(&[(A, b"x")]), 8);
    let a = open(&disk, A);
    let fault = |nth, forever| Fault { on: Call::is_write, nth, forever, wrong: Wrong::Error(ErrorKind::Other) };
    let hits = |fault| {
        disk.arm(fault);
        let hits: Vec<bool> = (0..4).map(|_| a.write_at(b"y", 0).is_err()).collect();
        assert!(disk.disarm());
        hits
    };
    assert_eq!(hits(fault(1, false)), [false, true, false, false]);
    assert_eq!(hits(fault(1, true)), [false, true, true, true]);
    assert_eq!(disk.count(Call::any, || drop(a.read_at(&mut [0], 0))), 1);
}

#[test]
fn recorded_events_play_back_to_the_same_disk() {
    let disk = SimDisk::new(9);
    let a = open(&disk, A);
    a.write_at(b"hello", 3).unwrap();
    a.set_len(6).unwrap();
    disk.rename(path(A), path(B)).unwrap();
    let mut again = super::Medium::default();
    disk.events().iter().for_each(|event| again.apply(event));
    assert_eq!(again.after(Loss::Nothing, &mut Seed::new(0)), disk.image());
    assert_eq!(disk.image(), image(&[(B, b"\0\0\0hel")]));
}
