//! A disk that is full, fails, or may not be written to, at every call that a piece of work makes.

use std::io::ErrorKind::{Other, PermissionDenied, StorageFull};

use mend_vault::{Vault, VaultError};

use crate::content::{Change, State, changed, check_structure, commit, observe};
use crate::fixture::{self, new_slot, open, pragma};
use crate::long;
use crate::sim::{Call, Fault, Image, Loss, SimDisk, Wrong};

/// Something that is done to an open vault, and what it makes of the state.
struct Work {
    name: &'static str,
    does: fn(&Vault) -> Result<(), VaultError>,
    then: fn(&State) -> State,
}

const WORKS: [Work; 6] = [
    Work { name: "insert", does: |vault| commit(vault, SMALL), then: |state| changed(state, SMALL) },
    Work { name: "transaction that spills", does: spill, then: |state| changed(state, &large()) },
    Work { name: "delete and erase traces", does: delete, then: |state| changed(state, DELETION) },
    Work { name: "checkpoint", does: |vault| vault.freeze().map(drop), then: State::clone },
    Work { name: "checkpoint that keeps the log, then insert", does: renew, then: |state| changed(state, SMALL) },
    Work { name: "add a slot", does: |vault| vault.add_slot(new_slot(2)).map(drop), then: with_slot },
];

const SMALL: &[Change] = &[Change::Put(900, 1), Change::Put(3, 2)];
const DELETION: &[Change] = &[Change::Delete(5), Change::Delete(6)];

fn large() -> Vec<Change> {
    (0..60).map(|id| Change::Put(id, 3)).collect()
}

fn spill(vault: &Vault) -> Result<(), VaultError> {
    pragma(vault, "PRAGMA cache_size = 10")?;
    commit(vault, &large())
}

fn delete(vault: &Vault) -> Result<(), VaultError> {
    commit(vault, DELETION)?;
    vault.erase_traces()
}

fn renew(vault: &Vault) -> Result<(), VaultError> {
    pragma(vault, "PRAGMA wal_checkpoint(PASSIVE)")?;
    commit(vault, SMALL)
}

fn with_slot(state: &State) -> State {
    let mut state = state.clone();
    state.slots.push(2);
    state
}

/// A vault with rows in the file and rows in the log.
fn before() -> (Image, State) {
    let disk = SimDisk::new(1);
    fixture::create(&disk, 1);
    let vault = open(&disk).unwrap();
    crate::content::make_tables(&vault, true).unwrap();
    let first: Vec<Change> = (0..40).map(|id| Change::Put(id, 1)).collect();
    commit(&vault, &first).unwrap();
    vault.erase_traces().unwrap();
    commit(&vault, &[Change::Put(50, 1), Change::Put(51, 1)]).unwrap();
    let state = observe(&vault).unwrap();
    drop(vault);
    (disk.image(), state)
}

/// What a fault may be reported as.
type Expected = fn(&VaultError) -> bool;

fn is_no_space(e: &VaultError) -> bool {
    matches!(e, VaultError::NoSpace)
}

fn is_disk(e: &VaultError) -> bool {
    matches!(e, VaultError::Disk(_))
}

fn is_read_only(e: &VaultError) -> bool {
    matches!(e, VaultError::ReadOnly | VaultError::Disk(_))
}

/// Lets `wrong` strike every call of every piece of work that `on` picks, once and from then on.
fn strike_everywhere(on: fn(Call) -> bool, wrong: Wrong, expected: Expected) {
    let (image, state) = before();
    let mut strikes = 0;
    for work in &WORKS {
        let calls = {
            let disk = SimDisk::holding(&image, 0);
            let vault = open(&disk).unwrap();
            disk.count(on, || (work.does)(&vault).unwrap())
        };
        // The long run strikes every call; the short one thins out the hundreds of a transaction that spills.
        let step = if long() { 1 } else { (calls / 60).max(1) };
        for nth in (0..calls).step_by(step as usize) {
            for forever in [false, true] {
                let name = format!("{}, {wrong:?} at call {nth} of {calls}, forever {forever}", work.name);
                strike(&name, work, &image, &state, Fault { on, nth, forever, wrong }, expected);
                strikes += 1;
            }
        }
    }
    println!("{wrong:?}: {strikes} strikes, nothing acknowledged lost");
}

fn strike(name: &str, work: &Work, image: &Image, old: &State, fault: Fault, expected: Expected) {
    let new = (work.then)(old);
    let disk = SimDisk::holding(image, fault.nth);
    let vault = open(&disk).unwrap();
    disk.arm(fault);
    let done = (work.does)(&vault);
    let struck = disk.disarm();
    assert!(struck, "{name}: the fault never struck");
    let mut possible = vec![&new];
    if let Err(e) = &done {
        assert!(expected(e), "{name}: reported as {e:?}");
        possible.push(old);
    }
    // The vault goes on, or says that it cannot: then it reopens.
    let change = [Change::Put(7000, 1)];
    let went_on = observe(&vault).and_then(|found| {
        assert!(possible.contains(&&found), "{name}: went on with {found:?}");
        commit(&vault, &change).map(|()| changed(&found, &change))
    });
    match &went_on {
        Ok(then) => possible = vec![then],
        Err(e) => assert!(!matches!(e, VaultError::Damaged(_)), "{name}: the vault called itself damaged: {e:?}"),
    }
    let maybe: Vec<State> = possible.iter().map(|state| changed(state, &change)).collect();
    if went_on.is_err() {
        possible.extend(&maybe);
    }
    for loss in [Loss::Nothing, Loss::Everything, Loss::Sectors] {
        let (_disk, again) = fixture::open_image(&disk.after(loss));
        let again = again.unwrap_or_else(|e| panic!("{name}, {loss:?}: refused: {e}"));
        let found = observe(&again).unwrap_or_else(|e| panic!("{name}, {loss:?}: unreadable: {e}"));
        assert!(possible.contains(&&found), "{name}, {loss:?}: found {found:?}");
        check_structure(&again).unwrap_or_else(|e| panic!("{name}, {loss:?}: {e}"));
    }
}

#[test]
fn full_disk_at_every_call_is_no_space_and_loses_nothing() {
    strike_everywhere(Call::takes_space, Wrong::Error(StorageFull), is_no_space);
}

#[test]
fn full_disk_in_the_middle_of_a_write_is_no_space_and_loses_nothing() {
    strike_everywhere(Call::is_write, Wrong::ShortWrite, is_no_space);
}

#[test]
fn failing_write_at_every_call_is_a_disk_error_and_loses_nothing() {
    strike_everywhere(Call::changes, Wrong::Error(Other), is_disk);
}

#[test]
fn failing_read_at_every_call_is_a_disk_error_and_loses_nothing() {
    strike_everywhere(Call::is_read, Wrong::Error(Other), is_disk);
}

#[test]
fn failing_fsync_at_every_call_is_a_disk_error_and_loses_nothing() {
    strike_everywhere(Call::is_sync, Wrong::LostSync, is_disk);
    strike_everywhere(Call::is_sync, Wrong::ForgottenSync, is_disk);
}

#[test]
fn permission_taken_away_at_every_call_is_read_only_and_loses_nothing() {
    strike_everywhere(Call::changes, Wrong::Error(PermissionDenied), is_read_only);
}

#[test]
fn nothing_of_a_change_is_kept_that_met_a_full_disk() {
    let (image, old) = before();
    let new = changed(&old, &large());
    let needed = {
        let disk = SimDisk::holding(&image, 0);
        let vault = open(&disk).unwrap();
        let before = size(&disk.image());
        spill(&vault).unwrap();
        size(&disk.image()) - before
    };
    let mut refusals = 0;
    for room in (0..needed).step_by(if long() { 1009 } else { 20_011 }) {
        let disk = SimDisk::holding(&image, room);
        let vault = open(&disk).unwrap();
        disk.leave_room(room);
        let refused = spill(&vault);
        assert!(matches!(refused, Err(VaultError::NoSpace)), "room for {room} of {needed} bytes: {refused:?}");
        assert_eq!(observe(&vault).unwrap(), old, "room for {room} of {needed} bytes");
        let reopened = fixture::open_image(&disk.image()).1.and_then(|vault| observe(&vault));
        assert_eq!(reopened.unwrap(), old, "room for {room} of {needed} bytes, reopened");
        refusals += 1;
        disk.leave_all_room();
        spill(&vault).unwrap_or_else(|e| panic!("room for {room} of {needed} bytes, then for all: {e}"));
        assert_eq!(observe(&vault).unwrap(), new);
    }
    println!("{refusals} times without room for {needed} bytes: nothing kept, and all kept once there was room");
}

fn size(image: &Image) -> u64 {
    image.values().map(|bytes| bytes.len() as u64).sum()
}

#[test]
fn vault_that_cannot_be_opened_for_a_failing_disk_is_left_alone() {
    let (image, old) = before();
    let calls = {
        let disk = SimDisk::holding(&image, 0);
        disk.count(Call::any, || drop(open(&disk).unwrap()))
    };
    for (kind, expected) in [(Other, is_disk as Expected), (StorageFull, |_| true), (PermissionDenied, is_read_only)] {
        for nth in 0..calls {
            let disk = SimDisk::holding(&image, nth);
            disk.arm(Fault { on: Call::any, nth, forever: true, wrong: Wrong::Error(kind) });
            let opened = open(&disk);
            if let Err(e) = &opened {
                assert!(expected(e), "{kind:?} at call {nth} of {calls}: {e:?}");
            }
            let failed = opened.is_err();
            drop(opened);
            disk.disarm();
            if failed {
                assert!(disk.image() == image, "{kind:?} at call {nth} of {calls}: the refused vault was changed");
            }
            assert_eq!(observe(&open(&disk).unwrap()).unwrap(), old, "{kind:?} at call {nth} of {calls}");
        }
    }
    println!("opening failed at each of {calls} calls: vault and log unchanged");
}

#[test]
fn read_only_folder_is_said_so_when_a_vault_is_made_there() {
    let disk = SimDisk::new(0);
    disk.arm(Fault { on: |call| call == Call::Create, nth: 0, forever: true, wrong: Wrong::Error(PermissionDenied) });
    let refused = fixture::create_at(&disk, &fixture::vault_path(), 1);
    assert!(matches!(refused, Err(VaultError::ReadOnly)), "{refused:?}");
    assert!(disk.image().is_empty());
}
