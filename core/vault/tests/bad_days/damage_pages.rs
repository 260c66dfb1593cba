//! Damage to pages: cut, flipped, swapped, moved. What is read is right, or an error; never something else.

use std::sync::Arc;

use mend_vault::{Part, Vault, VaultError, Verdict};

use crate::content::observe;
use crate::fixture::{self, HEADER, PAGE, is_damage, vault_path};
use crate::long;
use crate::seed::{Seed, VaultRng};
use crate::sim::{Image, SimDisk};
use crate::specimen::{Specimen, page, read_all};

/// Every page that does not open, whether or not the vault as a whole does.
fn verify(image: &Image) -> Verdict {
    let disk = SimDisk::holding(image, 0);
    let secret = fixture::secret(fixture::FIRST);
    match fixture::open(&disk) {
        Ok(vault) => vault.verify(&mut |_, _| ()),
        Err(_) => Vault::verify_unopened(&fixture::place(&disk), Arc::new(VaultRng::new(0)), &secret, &mut |_, _| ()),
    }
    .unwrap()
}

fn with(image: &Image, vault: Vec<u8>) -> Image {
    let mut image = image.clone();
    image.insert(vault_path(), vault);
    image
}

#[test]
fn any_flipped_byte_in_a_page_is_an_error_that_names_the_page() {
    let (image, state) = Specimen::without_log(30);
    let bytes = &image[&vault_path()];
    let mut seed = Seed::new(30);
    let mut met = 0;
    for at in (HEADER..bytes.len()).step_by(if long() { 1 } else { 37 }) {
        let number = ((at - HEADER) / PAGE + 1) as u32;
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << seed.below(8);
        let flipped = with(&image, flipped);
        let name = format!("byte {at} flipped, in page {number}");
        match read_all(&name, &flipped) {
            // A page that holds no row, as those of an index that reading did not need.
            Ok(found) => assert_eq!(found, state, "{name}"),
            Err(VaultError::Damaged(Part::Page(named))) => {
                assert_eq!(named, number, "{name}");
                met += 1;
            }
            Err(e) => panic!("{name}: {e:?}"),
        }
        let verdict = verify(&flipped);
        assert_eq!(verdict.damaged, [number], "{name}");
        assert!(!verdict.is_good());
    }
    assert!(met > 100, "reading met damage {met} times only");
}

#[test]
fn vault_cut_at_every_512th_byte_is_refused_or_right() {
    let specimen = Specimen::make(31);
    let (merged, _) = Specimen::without_log(31);
    let (mut refused, mut right) = (0, 0);
    for image in [&specimen.image, &merged] {
        let bytes = &image[&vault_path()];
        for len in (0..bytes.len()).step_by(512) {
            let name = format!("cut at byte {len} of {}", bytes.len());
            match read_all(&name, &with(image, bytes[..len].to_vec())) {
                Ok(found) => {
                    assert_eq!(&found, specimen.last(), "{name}");
                    right += 1;
                }
                Err(e) => {
                    let known = is_damage(&e) || len < 8192 && matches!(e, VaultError::NotAVault);
                    assert!(known, "{name}: {e:?}");
                    refused += 1;
                }
            }
        }
    }
    println!("{refused} cuts refused, {right} with all data in the log");
    assert!(refused > right);
}

#[test]
fn vault_cut_with_no_log_is_refused_at_every_length() {
    let (image, _) = Specimen::without_log(32);
    let bytes = &image[&vault_path()];
    for len in (0..bytes.len()).step_by(512) {
        let cut = with(&image, bytes[..len].to_vec());
        assert!(read_all("cut", &cut).is_err(), "cut at byte {len} of {} went unnoticed", bytes.len());
    }
}

#[test]
fn bytes_behind_the_end_change_nothing() {
    let (image, state) = Specimen::without_log(33);
    for more in [1, 511, PAGE - 1] {
        let bytes = [image[&vault_path()].clone(), vec![0xab; more]].concat();
        assert_eq!(read_all("longer", &with(&image, bytes)).unwrap(), state, "{more} bytes behind the end");
    }
}

#[test]
fn swapped_pages_are_errors() {
    let (image, _) = Specimen::without_log(34);
    let bytes = &image[&vault_path()];
    let pages = (bytes.len() - HEADER) / PAGE;
    for first in 1..=pages {
        for second in first + 1..=pages {
            let mut swapped = bytes.clone();
            swapped[page(first)].copy_from_slice(&bytes[page(second)]);
            swapped[page(second)].copy_from_slice(&bytes[page(first)]);
            assert_eq!(verify(&with(&image, swapped)).damaged, [first as u32, second as u32]);
        }
    }
}

#[test]
fn page_moved_between_vaults_is_an_error() {
    let (ours, _) = Specimen::without_log(35);
    let (others, _) = Specimen::without_log(36);
    let (ours_bytes, others_bytes) = (&ours[&vault_path()], &others[&vault_path()]);
    for number in 1..=(ours_bytes.len().min(others_bytes.len()) - HEADER) / PAGE {
        let mut moved = ours_bytes.clone();
        moved[page(number)].copy_from_slice(&others_bytes[page(number)]);
        assert_eq!(verify(&with(&ours, moved)).damaged, [number as u32]);
    }
}

#[test]
fn damaged_page_leaves_the_rest_readable() {
    let (image, state) = Specimen::without_log(37);
    let mut bytes = image[&vault_path()].clone();
    let last = (bytes.len() - HEADER) / PAGE;
    bytes[page(last)].fill(0x11);
    let (_disk, vault) = fixture::open_image(&with(&image, bytes));
    let vault = vault.unwrap();
    let readable = state.rows.keys().filter(|id| {
        let body = vault.read(|conn| {
            let sql = "SELECT body FROM item WHERE id = ?1";
            Ok::<String, VaultError>(conn.query_row(sql, [id], |row| row.get(0))?)
        });
        match body {
            Ok(body) => body == crate::content::body(**id, state.rows[id]),
            Err(VaultError::Damaged(Part::Page(number))) => {
                assert_eq!(number, last as u32);
                false
            }
            Err(e) => panic!("{e:?}"),
        }
    });
    let readable = readable.count();
    assert!(readable > 0 && readable < state.rows.len(), "{readable} of {} rows", state.rows.len());
    assert!(observe(&vault).is_err());
}

#[test]
fn whole_vault_verifies_as_good() {
    for image in [Specimen::make(38).image, Specimen::without_log(38).0] {
        let (disk, vault) = fixture::open_image(&image);
        let mut calls = Vec::new();
        let verdict = vault.unwrap().verify(&mut |done, of| calls.push((done, of))).unwrap();
        assert!(verdict.is_good(), "{verdict:?}");
        assert_eq!(calls.last(), Some(&(verdict.pages, verdict.pages)));
        assert!(disk.image() == image, "verify changed something");
    }
}
