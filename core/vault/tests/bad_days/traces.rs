//! What was deleted is gone: from the pages, from the full-text index, from the log.

use mend_vault::rusqlite::Transaction;
use mend_vault::{Vault, VaultError};

use crate::content::{check_structure, make_tables};
use crate::fixture::{self, open, pragma, vault_path, wal_len, wal_path};
use crate::seed::Seed;
use crate::sim::{Image, SimDisk};

/// Words that stand nowhere else.
const SECRETS: [&str; 4] = ["zanzibarine", "quokkaverse", "flibbertigib", "xylophagous"];

fn contains(haystack: &[u8], needle: &str) -> bool {
    // Folded: an index keeps its terms in lower case.
    haystack.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// In how many pages each secret word is found once they are opened.
fn found_in_pages(vault: &Vault) -> usize {
    let mut found = 0;
    vault.for_each_page(&mut |_, page| found += SECRETS.iter().filter(|word| contains(page, word)).count()).unwrap();
    found
}

fn found_on_disk(image: &Image) -> usize {
    image.values().map(|bytes| SECRETS.iter().filter(|word| contains(bytes, word)).count()).sum()
}

fn text(seed: &mut Seed, secret: Option<&str>) -> String {
    let words = 20 + seed.below(400);
    let mut text: Vec<String> = (0..words).map(|_| format!("w{:x}", seed.next() % 0xffff)).collect();
    if let Some(secret) = secret {
        for at in [0, words / 2, words - 1] {
            text[at] = secret.to_owned();
        }
    }
    text.join(" ")
}

fn insert(tx: &Transaction<'_>, id: i64, text: &str) -> Result<(), VaultError> {
    tx.execute("INSERT INTO item VALUES (?1, 1, ?2)", (id, text))?;
    tx.execute("INSERT INTO word (rowid, body) VALUES (?1, ?2)", (id, text))?;
    Ok(())
}

/// Ordinary entries with four among them that hold the words, in many transactions as a person writes them.
fn vault_with_secrets() -> (SimDisk, Vault) {
    let disk = SimDisk::new(80);
    fixture::create(&disk, 80);
    let vault = open(&disk).unwrap();
    make_tables(&vault, true).unwrap();
    let mut seed = Seed::new(80);
    for id in 0..120 {
        let secret = (id % 31 == 7).then(|| SECRETS[id as usize / 31]);
        let text = text(&mut seed, secret);
        vault.write(|tx: &Transaction<'_>| insert(tx, id, &text)).unwrap();
        if id % 40 == 39 {
            pragma(&vault, "PRAGMA wal_checkpoint(PASSIVE)").unwrap();
        }
    }
    (disk, vault)
}

fn is_gone(disk: &SimDisk, vault: &Vault) {
    vault.erase_traces().unwrap();
    assert_eq!(found_in_pages(vault), 0, "a deleted word is in a page");
    assert_eq!(wal_len(disk), 0, "the log keeps frames");
    check_structure(vault).unwrap();
    for word in SECRETS {
        let hits: i64 = vault
            .read(|conn| {
                let sql = "SELECT count(*) FROM word WHERE word MATCH ?1";
                Ok::<_, VaultError>(conn.query_row(sql, [word], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(hits, 0);
    }
}

#[test]
fn words_are_found_while_they_are_there() {
    // The search itself must be able to find something, or the other tests here show nothing.
    let (disk, vault) = vault_with_secrets();
    vault.erase_traces().unwrap();
    assert!(found_in_pages(&vault) >= 8, "each word lies in the table and in the index");
    assert_eq!(found_on_disk(&disk.image()), 0, "on the disk nothing is in clear");
}

#[test]
fn deleted_words_are_in_no_page_and_no_frame() {
    let (disk, vault) = vault_with_secrets();
    for id in (0..120).filter(|id| id % 31 == 7) {
        vault
            .write(|tx: &Transaction<'_>| -> Result<(), VaultError> {
                tx.execute("DELETE FROM item WHERE id = ?1", [id])?;
                tx.execute("DELETE FROM word WHERE rowid = ?1", [id])?;
                Ok(())
            })
            .unwrap();
    }
    is_gone(&disk, &vault);
}

#[test]
fn words_edited_away_are_in_no_page_and_no_frame() {
    let (disk, vault) = vault_with_secrets();
    for id in (0..120).filter(|id| id % 31 == 7) {
        vault
            .write(|tx: &Transaction<'_>| -> Result<(), VaultError> {
                tx.execute("UPDATE item SET body = 'something else' WHERE id = ?1", [id])?;
                tx.execute("UPDATE word SET body = 'something else' WHERE rowid = ?1", [id])?;
                Ok(())
            })
            .unwrap();
    }
    is_gone(&disk, &vault);
}

#[test]
fn words_of_a_dropped_table_are_in_no_page_and_no_frame() {
    let (disk, vault) = vault_with_secrets();
    vault
        .write(|tx: &Transaction<'_>| Ok::<_, VaultError>(tx.execute_batch("DELETE FROM item; DELETE FROM word;")?))
        .unwrap();
    is_gone(&disk, &vault);
}

#[test]
fn words_of_rows_that_moved_between_pages_are_in_no_page_and_no_frame() {
    let disk = SimDisk::new(82);
    fixture::create(&disk, 82);
    let vault = open(&disk).unwrap();
    make_tables(&vault, true).unwrap();
    let mut seed = Seed::new(82);
    // In no order, so that full pages are divided and their rows move; and growing, so that they move again.
    for _ in 0..400 {
        let (id, secret) = ((seed.next() >> 20) as i64, SECRETS[seed.below(4)]);
        let text = format!("{secret} {}", "filler ".repeat(seed.below(60)));
        vault.write(|tx: &Transaction<'_>| insert(tx, id, &text)).unwrap();
        if seed.chance(20) {
            let grown = format!("{text} {secret} {}", "more ".repeat(seed.below(200)));
            let sql = "UPDATE item SET body = ?2 WHERE id = ?1";
            vault.write(|tx: &Transaction<'_>| Ok::<_, VaultError>(tx.execute(sql, (id, &grown))?)).unwrap();
        }
        if seed.chance(5) {
            pragma(&vault, "PRAGMA wal_checkpoint(PASSIVE)").unwrap();
        }
    }
    // Row by row: emptied at one go, a table's pages are given back whole, and nothing could be left in them.
    let keep = "abs(id) % 10 = 0";
    vault
        .write(|tx: &Transaction<'_>| {
            let plain = format!("UPDATE item SET body = 'plain' WHERE {keep}; UPDATE word SET body = 'plain'");
            tx.execute_batch(&plain)?;
            Ok::<_, VaultError>(tx.execute_batch(&format!("DELETE FROM item WHERE NOT ({keep})"))?)
        })
        .unwrap();
    is_gone(&disk, &vault);
}

#[test]
fn words_of_a_transaction_that_was_rolled_back_are_in_no_page_and_no_frame() {
    let disk = SimDisk::new(81);
    fixture::create(&disk, 81);
    let vault = open(&disk).unwrap();
    make_tables(&vault, true).unwrap();
    pragma(&vault, "PRAGMA cache_size = 10").unwrap();
    let before = wal_len(&disk);
    let ended = vault.write(|tx: &Transaction<'_>| -> Result<(), VaultError> {
        let mut seed = Seed::new(81);
        for id in 0..200 {
            insert(tx, id, &text(&mut seed, Some(SECRETS[id as usize % 4])))?;
        }
        Err(VaultError::SlotNotFound)
    });
    assert!(matches!(ended, Err(VaultError::SlotNotFound)));
    assert!(wal_len(&disk) > before, "nothing had spilled into the log");
    is_gone(&disk, &vault);
}

#[test]
fn erased_log_stays_empty_after_power_loss() {
    let (disk, vault) = vault_with_secrets();
    vault.erase_traces().unwrap();
    let image = disk.after(crate::sim::Loss::Everything);
    assert_eq!(image.get(&wal_path()).map_or(0, Vec::len), 0);
    assert!(image.contains_key(&vault_path()));
}
