//! A lock that comes from another thread while something long is under way.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use mend_vault::rusqlite::{Connection, Transaction};
use mend_vault::{Rekey, Vault, VaultError};

use crate::content::{Change, State, commit, make_tables, observe};
use crate::fixture::{self, folder, open, open_image};
use crate::sim::{Loss, SimDisk};

/// The goal is 100 ms on a phone; this machine is shared, so that only far more than that is a failure here.
const LONGEST: Duration = Duration::from_secs(1);

fn vault_with_rows(rows: i64) -> (SimDisk, Vault, State) {
    let disk = SimDisk::new(70);
    fixture::create(&disk, 70);
    let vault = open(&disk).unwrap();
    make_tables(&vault, true).unwrap();
    commit(&vault, &(0..rows).map(|id| Change::Put(id, 1)).collect::<Vec<_>>()).unwrap();
    let state = observe(&vault).unwrap();
    (disk, vault, state)
}

/// Runs `work` in another thread, locks once it is well under way, and gives what it returned.
fn lock_during<T: Send>(name: &str, vault: &Vault, work: impl FnOnce(&AtomicBool) -> T + Send) -> T {
    let under_way = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| work(&under_way));
        while !under_way.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_millis(30));
        let before = Instant::now();
        vault.lock();
        let took = before.elapsed();
        println!("lock during {name}: {:.1} ms", took.as_secs_f64() * 1000.0);
        assert!(took < LONGEST, "lock during {name} took {took:?}");
        assert!(vault.is_locked());
        worker.join().unwrap()
    })
}

fn was_locked<T>(outcome: Result<T, VaultError>) {
    match outcome {
        Err(VaultError::Locked) => {}
        Err(e) => panic!("not locked, but {e:?}"),
        Ok(_) => panic!("it was done before the lock came"),
    }
}

/// After the lock every call says so, and the vault opens to what was committed before.
fn reopens_as(disk: &SimDisk, vault: &Vault, state: &State) {
    assert!(matches!(observe(vault), Err(VaultError::Locked)));
    assert!(matches!(commit(vault, &[Change::Put(1, 9)]), Err(VaultError::Locked)));
    assert!(matches!(vault.slots(), Err(VaultError::Locked)));
    assert!(matches!(vault.erase_traces(), Err(VaultError::Locked)));
    for loss in [Loss::Nothing, Loss::Everything, Loss::Sectors] {
        let (_disk, again) = open_image(&disk.after(loss));
        assert_eq!(&observe(&again.unwrap()).unwrap(), state);
    }
}

#[test]
fn lock_in_the_middle_of_a_long_write_comes_at_once_and_rolls_it_back() {
    let (disk, vault, state) = vault_with_rows(50);
    let outcome = lock_during("an import of rows", &vault, |under_way| {
        vault.write(|tx: &Transaction<'_>| -> Result<(), VaultError> {
            tx.pragma_update(None, "cache_size", 10)?;
            for id in 1000.. {
                crate::content::make(tx, &[Change::Put(id, 1)])?;
                under_way.store(true, Ordering::SeqCst);
            }
            Ok(())
        })
    });
    was_locked(outcome);
    reopens_as(&disk, &vault, &state);
}

#[test]
fn lock_in_the_middle_of_one_long_statement_comes_at_once() {
    let (disk, vault, state) = vault_with_rows(50);
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";
    let outcome = lock_during("one endless insert", &vault, |under_way| {
        vault.write(|tx: &Transaction<'_>| -> Result<(), VaultError> {
            under_way.store(true, Ordering::SeqCst);
            tx.execute_batch(&format!("INSERT INTO item {endless} SELECT i + 5000, 1, hex(randomblob(500)) FROM n"))?;
            Ok(())
        })
    });
    was_locked(outcome);
    reopens_as(&disk, &vault, &state);
    let (_disk, vault, _) = vault_with_rows(5);
    let outcome = lock_during("one endless query", &vault, |under_way| {
        vault.read(|conn: &Connection| -> Result<i64, VaultError> {
            under_way.store(true, Ordering::SeqCst);
            Ok(conn.query_row(&format!("{endless} SELECT count(*) FROM n"), [], |row| row.get(0))?)
        })
    });
    was_locked(outcome);
}

#[test]
fn lock_while_a_slow_disk_commits_leaves_old_or_new() {
    let (disk, vault, state) = vault_with_rows(50);
    let change = [Change::Put(7000, 1)];
    for delay in [1, 10, 40] {
        let disk = SimDisk::holding(&disk.image(), 0);
        let vault = open(&disk).unwrap();
        disk.slow_down(Duration::from_millis(delay));
        let outcome = lock_during(&format!("a commit on a disk that takes {delay} ms"), &vault, |under_way| {
            under_way.store(true, Ordering::SeqCst);
            commit(&vault, &change)
        });
        disk.slow_down(Duration::ZERO);
        let new = crate::content::changed(&state, &change);
        let found = observe(&open_image(&disk.after(Loss::Everything)).1.unwrap()).unwrap();
        match outcome {
            Ok(()) => assert_eq!(found, new),
            Err(VaultError::Locked) => assert!(found == state || found == new),
            Err(e) => panic!("{e:?}"),
        }
    }
    drop(vault);
}

#[test]
fn lock_in_the_middle_of_verify_comes_at_once() {
    let (disk, vault, state) = vault_with_rows(300);
    vault.erase_traces().unwrap();
    let outcome = lock_during("verify", &vault, |under_way| {
        loop {
            under_way.store(true, Ordering::SeqCst);
            vault.verify(&mut |_, _| ())?;
        }
        #[expect(unreachable_code, reason = "it names the loop's type")]
        Ok(())
    });
    was_locked(outcome);
    reopens_as(&disk, &vault, &state);
}

#[test]
fn lock_in_the_middle_of_a_rekey_comes_at_once_and_leaves_the_vault() {
    let (disk, vault, state) = vault_with_rows(300);
    disk.slow_down(Duration::from_millis(1));
    let outcome = lock_during("a rekey", &vault, |under_way| {
        let frozen = vault.freeze()?;
        under_way.store(true, Ordering::SeqCst);
        let copy = fixture::place_at(&disk, &folder().join("vault.mend.new"));
        frozen.rekey_into(&copy, &Rekey::default()).map(drop)
    });
    disk.slow_down(Duration::ZERO);
    was_locked(outcome);
    reopens_as(&disk, &vault, &state);
}

#[test]
fn locking_twice_and_from_many_threads_is_fine() {
    let (disk, vault, state) = vault_with_rows(5);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| vault.lock());
        }
    });
    vault.lock();
    reopens_as(&disk, &vault, &state);
}
