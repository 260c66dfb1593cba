//! A crash at every step of what changes a vault as a whole.

use std::sync::Arc;

use mend_vault::{Io, Rekey, Vault, VaultError};

use crate::cases;
use crate::content::{Change, State, changed, check_structure, commit, make_tables, observe};
use crate::fixture::{self, FIRST, folder, new_slot, open, pragma, vault_path, wal_path};
use crate::seed::Seed;
use crate::sim::{Call, Fault, Image, Loss, Medium, SimDisk, Wrong};

/// A vault with rows in the file and, unless `log_empty`, in the log.
fn before(log_empty: bool) -> (Image, State) {
    let disk = SimDisk::new(2);
    fixture::create(&disk, 2);
    let vault = open(&disk).unwrap();
    make_tables(&vault, true).unwrap();
    commit(&vault, &(0..30).map(|id| Change::Put(id, 1)).collect::<Vec<_>>()).unwrap();
    vault.erase_traces().unwrap();
    if !log_empty {
        commit(&vault, &[Change::Put(50, 1), Change::Put(51, 1)]).unwrap();
    }
    let state = observe(&vault).unwrap();
    drop(vault);
    (disk.image(), state)
}

/// Does `work` on the vault in `image` and hands every disk on which a crash at any step may leave it to `check`, with
/// whether the work had been acknowledged.
fn crash_everywhere(image: &Image, work: impl FnOnce(&SimDisk), mut check: impl FnMut(&str, &Image, bool)) {
    let disk = SimDisk::holding(image, 0);
    work(&disk);
    let events = disk.events();
    let mut medium = Medium::holding(image);
    let mut seed = Seed::new(events.len() as u64);
    let mut found = 0;
    for at in 0..=events.len() {
        let losses = [Loss::Nothing, Loss::Everything]
            .into_iter()
            .chain([Loss::Sectors, Loss::Bytes].into_iter().cycle().take(cases(4, 40)));
        for loss in losses {
            let name = format!("crash before step {at} of {} ({loss:?})", events.len());
            check(&name, &medium.after(loss, &mut seed), at == events.len());
            found += 1;
        }
        if let Some(event) = events.get(at) {
            medium.apply(event);
        }
    }
    println!("{} steps, {found} crashes", events.len());
}

/// The vault opens, and holds one of `possible`.
fn opens_with(name: &str, image: &Image, possible: &[&State]) -> State {
    let (disk, vault) = fixture::open_image(image);
    let vault = vault.unwrap_or_else(|e| panic!("{name}: refused: {e}"));
    let found = observe(&vault).unwrap_or_else(|e| panic!("{name}: unreadable: {e}"));
    assert!(possible.contains(&&found), "{name}: found {found:?}");
    check_structure(&vault).unwrap_or_else(|e| panic!("{name}: {e}"));
    commit(&vault, &[Change::Put(6000, 1)]).unwrap_or_else(|e| panic!("{name}: takes no new write: {e}"));
    drop(vault);
    let again = open(&disk).and_then(|vault| observe(&vault)).unwrap_or_else(|e| panic!("{name}: second opening: {e}"));
    assert_eq!(again, changed(&found, &[Change::Put(6000, 1)]), "{name}");
    found
}

#[test]
fn crash_while_a_vault_is_made() {
    crash_everywhere(
        &Image::new(),
        |disk| fixture::create(disk, 3),
        |name, image, acknowledged| match fixture::open_image(image).1 {
            Ok(vault) => {
                assert_eq!(observe(&vault).unwrap(), State { slots: vec![FIRST], ..State::default() }, "{name}")
            }
            Err(e) => {
                assert!(!acknowledged, "{name}: {e}");
                let known = matches!(e, VaultError::Missing | VaultError::NotAVault | VaultError::Damaged(_));
                assert!(known, "{name}: {e:?}");
            }
        },
    );
}

#[test]
fn crash_while_the_header_is_renewed_for_a_new_log() {
    let change = [Change::Put(60, 1)];
    for (log_empty, start_over) in
        [(true, ""), (false, "PRAGMA wal_checkpoint(PASSIVE)"), (false, "PRAGMA wal_checkpoint(RESTART)")]
    {
        let (image, old) = before(log_empty);
        let new = changed(&old, &change);
        crash_everywhere(
            &image,
            |disk| {
                let vault = open(disk).unwrap();
                if !start_over.is_empty() {
                    pragma(&vault, start_over).unwrap();
                }
                commit(&vault, &change).unwrap();
            },
            |name, image, acknowledged| {
                let possible: &[&State] = if acknowledged { &[&new] } else { &[&old, &new] };
                opens_with(name, image, possible);
            },
        );
    }
}

#[test]
fn crash_while_a_slot_is_added() {
    let (image, old) = before(false);
    let mut new = old.clone();
    new.slots.push(2);
    crash_everywhere(
        &image,
        |disk| {
            open(disk).unwrap().add_slot(new_slot(2)).unwrap();
        },
        |name, image, acknowledged| {
            let possible: &[&State] = if acknowledged { &[&new] } else { &[&old, &new] };
            let found = opens_with(name, image, possible);
            let second = fixture::open_with(&SimDisk::holding(image, 0), 2, Default::default());
            match second {
                Ok(_) => assert_eq!(found, new, "{name}: the new key opens though no slot is listed for it"),
                Err(VaultError::WrongSecret) => assert_eq!(found, old, "{name}: a listed slot does not open"),
                Err(e) => panic!("{name}: {e}"),
            }
        },
    );
}

#[test]
fn crash_while_traces_are_erased() {
    let (image, old) = before(false);
    let new = changed(&old, &[Change::Delete(5)]);
    crash_everywhere(
        &image,
        |disk| {
            let vault = open(disk).unwrap();
            commit(&vault, &[Change::Delete(5)]).unwrap();
            vault.erase_traces().unwrap();
        },
        |name, image, acknowledged| {
            let possible: &[&State] = if acknowledged { &[&new] } else { &[&old, &new] };
            if acknowledged {
                assert_eq!(image.get(&wal_path()).map_or(0, Vec::len), 0, "{name}: the erased log came back");
            }
            opens_with(name, image, possible);
        },
    );
}

#[test]
fn crash_while_the_log_is_moved_into_the_file() {
    let (image, old) = before(false);
    for checkpoint in ["PASSIVE", "FULL", "RESTART", "TRUNCATE"] {
        crash_everywhere(
            &image,
            |disk| {
                pragma(&open(disk).unwrap(), &format!("PRAGMA wal_checkpoint({checkpoint})")).unwrap();
            },
            |name, image, _| drop(opens_with(&format!("{checkpoint}: {name}"), image, &[&old])),
        );
    }
    crash_everywhere(
        &image,
        |disk| drop(open(disk).unwrap().freeze().unwrap()),
        |name, image, _| drop(opens_with(name, image, &[&old])),
    );
}

#[test]
fn crash_while_the_vault_is_rekeyed() {
    let (image, old) = before(false);
    let mut new = old.clone();
    new.slots = vec![9];
    let copy = folder().join("vault.mend.new");
    let change = [Change::Put(61, 1)];
    crash_everywhere(
        &image,
        |disk| {
            let vault = open(disk).unwrap();
            let frozen = vault.freeze().unwrap();
            let change = Rekey { drop: vec![0], add: vec![new_slot(9)], kdf: None };
            let keys = frozen.rekey_into(&fixture::place_at(disk, &copy), &change).unwrap();
            disk.rename(&copy, &vault_path()).unwrap();
            disk.sync_dir(folder()).unwrap();
            frozen.reopen(keys).unwrap();
            commit(&vault, &[Change::Put(61, 1)]).unwrap();
            assert_eq!(observe(&vault).unwrap(), changed(&with_slot_9(&vault), &[Change::Put(61, 1)]));
        },
        |name, image, acknowledged| {
            let disk = SimDisk::holding(image, 0);
            let states = [new.clone(), changed(&new, &change)];
            match fixture::open_with(&disk, 9, Default::default()) {
                Ok(vault) => {
                    let found = observe(&vault).unwrap_or_else(|e| panic!("{name}: unreadable: {e}"));
                    assert!(states[usize::from(acknowledged)..].contains(&found), "{name}: found {found:?}");
                    check_structure(&vault).unwrap();
                    drop(vault);
                    let with_old = fixture::open_image(image).1.err();
                    assert!(matches!(with_old, Some(VaultError::WrongSecret)), "{name}: the old key: {with_old:?}");
                }
                Err(VaultError::WrongSecret) if !acknowledged => drop(opens_with(name, image, &[&old])),
                Err(e) => panic!("{name}: refused: {e}"),
            }
        },
    );
}

/// The state of a vault without its last change: the rows as read, the slot it was rekeyed to.
fn with_slot_9(vault: &Vault) -> State {
    let mut state = observe(vault).unwrap();
    assert_eq!(state.slots, [9]);
    state.rows.remove(&61);
    state
}

#[test]
fn killed_at_every_call_then_written_to_then_power_lost() {
    // What the dead program wrote is still in the system's cache, not durable: what comes after must not rest on it.
    let fresh = SimDisk::new(4);
    fixture::create(&fresh, 4);
    let (merged, _) = before(true);
    let (with_log, _) = before(false);
    type Work = fn(&Vault) -> Result<(), VaultError>;
    let works: [(&str, Work); 4] = [
        ("tables", |vault| make_tables(vault, false)),
        ("slot", |vault| vault.add_slot(new_slot(2)).map(drop)),
        ("erase", Vault::erase_traces),
        ("restart", |vault| {
            pragma(vault, "PRAGMA wal_checkpoint(RESTART)")?;
            vault.write(|tx| Ok(tx.execute_batch("CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT")?))
        }),
    ];
    let mut losses = 0;
    for (image, (name, work)) in
        [fresh.image(), merged, with_log].iter().flat_map(|image| works.map(|work| (image, work)))
    {
        let calls = {
            let disk = SimDisk::holding(image, 0);
            let vault = open(&disk).unwrap();
            // Where the tables are there already, making them fails, and that is as good a piece of work.
            disk.count(Call::any, || drop(work(&vault)))
        };
        for nth in 0..calls {
            let disk = SimDisk::holding(image, nth);
            let vault = open(&disk).unwrap();
            disk.arm(Fault { on: Call::any, nth, forever: true, wrong: Wrong::Error(std::io::ErrorKind::Other) });
            drop(work(&vault));
            drop(vault);
            disk.disarm();
            let name = format!("{name}, killed at call {nth} of {calls}");
            let vault = open(&disk).unwrap_or_else(|e| panic!("{name}: refused: {e}"));
            let mark = "CREATE TABLE mark (n INTEGER NOT NULL) STRICT";
            vault.write(|tx| Ok::<_, VaultError>(tx.execute_batch(mark)?)).unwrap_or_else(|e| panic!("{name}: {e}"));
            let slots = vault.slots().unwrap();
            let rounds = [Loss::Sectors, Loss::Bytes].into_iter().cycle().take(cases(6, 60));
            for loss in rounds.chain([Loss::Nothing, Loss::Everything]) {
                let (_disk, again) = fixture::open_image(&disk.after(loss));
                let again = again.unwrap_or_else(|e| panic!("{name}, then power lost ({loss:?}): refused: {e}"));
                let marked = again.read(|conn| Ok::<_, VaultError>(conn.prepare("SELECT n FROM mark").is_ok()));
                assert!(marked.unwrap(), "{name}, then power lost ({loss:?}): an acknowledged write is lost");
                assert!(again.slots().unwrap().len() <= slots.len());
                check_structure(&again).unwrap_or_else(|e| panic!("{name} ({loss:?}): {e}"));
                losses += 1;
            }
        }
    }
    println!("{losses} power losses after a kill and a new write: nothing acknowledged lost");
}

#[test]
fn rekey_leaves_no_way_in_with_an_old_header_put_back() {
    let (image, _) = before(true);
    let disk = SimDisk::holding(&image, 0);
    let copy = folder().join("vault.mend.new");
    {
        let vault = open(&disk).unwrap();
        let change = Rekey { drop: vec![0], add: vec![new_slot(9)], kdf: None };
        drop(vault.freeze().unwrap().rekey_into(&fixture::place_at(&disk, &copy), &change).unwrap());
    }
    let after = disk.image();
    let mut mixed = Image::new();
    let mut bytes = after[&copy].clone();
    bytes[..fixture::HEADER].copy_from_slice(&image[&vault_path()][..fixture::HEADER]);
    mixed.insert(vault_path(), bytes);
    let (_disk, opened) = fixture::open_image(&mixed);
    let read = opened.and_then(|vault| observe(&vault));
    assert!(matches!(&read, Err(e) if fixture::is_damage(e)), "{read:?}");
}

#[test]
fn rekey_refuses_to_overwrite_a_file() {
    let (image, _) = before(true);
    let disk = SimDisk::holding(&image, 0);
    let copy = folder().join("in the way");
    let io: Arc<dyn Io> = Arc::new(disk.clone());
    io.open(&copy, mend_vault::OpenHow::CreateNew).unwrap().write_at(b"kept", 0).unwrap();
    let before = disk.image();
    let vault = open(&disk).unwrap();
    let refused = vault
        .freeze()
        .unwrap()
        .rekey_into(&fixture::place_at(&disk, &copy), &Rekey { drop: vec![], add: vec![], kdf: None });
    assert!(matches!(refused.err(), Some(VaultError::AlreadyExists)));
    assert_eq!(disk.image().get(&copy), before.get(&copy));
}
