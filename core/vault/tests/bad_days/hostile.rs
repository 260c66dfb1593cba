//! Files that someone made on purpose, or that chance did: never a panic, never a changed file, never a state that was
//! not there before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use mend_vault::{Vault, VaultError};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use crate::cases;
use crate::fixture::{self, HEADER, HEADER_COPY, is_damage, vault_path, wal_path};
use crate::seed::{Seed, VaultRng};
use crate::sim::{Image, SimDisk};
use crate::specimen::{Specimen, fix_checksum, read_all};

/// Changes some bytes of `bytes` within `end`, as disks, copying programs and attackers do.
fn mutate(bytes: &mut Vec<u8>, end: usize, seed: &mut Seed) {
    let end = end.min(bytes.len());
    if end == 0 {
        return;
    }
    for _ in 0..=seed.below(4) {
        let at = seed.below(end);
        let most = [4, 64, 4096][seed.below(3)].min(end - at);
        let len = 1 + seed.below(most);
        match seed.below(7) {
            0 | 1 => bytes[at] ^= 1 << seed.below(8),
            2 => seed.fill(&mut bytes[at..at + len]),
            3 => bytes[at..at + len].fill([0x00, 0xff][seed.below(2)]),
            4 => {
                let from = seed.below(end - len + 1);
                bytes.copy_within(from..from + len, at);
            }
            // A number field at its limit.
            5 if at + 4 <= end => {
                let number = [0u32, 1, 0x7fff_ffff, u32::MAX][seed.below(4)];
                bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
            }
            _ => bytes[at] = bytes[at].wrapping_add(1),
        }
    }
    match seed.below(12) {
        0 => bytes.truncate(seed.below(bytes.len() + 1)),
        1 => {
            let more = seed.below(9000);
            bytes.extend(seed.bytes(more));
        }
        _ => {}
    }
}

fn mutated(specimen: &Specimen, seed: &mut Seed) -> Image {
    let (mut vault, mut wal) = (specimen.vault().to_vec(), specimen.wal().to_vec());
    if seed.chance(60) {
        mutate(&mut vault, HEADER, seed);
        // Half of the changes come with a right checksum, so that what lies behind it is reached.
        if seed.chance(50) && vault.len() >= HEADER {
            fix_checksum(&mut vault[..HEADER_COPY]);
            fix_checksum(&mut vault[HEADER_COPY..HEADER]);
        }
    }
    if seed.chance(60) {
        let end = wal.len();
        mutate(&mut wal, end, seed);
    }
    let mut image = Image::from([(vault_path(), vault)]);
    if seed.chance(95) {
        image.insert(wal_path(), wal);
    }
    image
}

#[test]
fn mutated_header_or_log_is_refused_unchanged_or_opens_to_a_state_that_was() {
    let specimen = Specimen::make(60);
    let (mut opened, mut refused) = (0, 0);
    for number in 0..cases(6000, 60_000) as u64 {
        let image = mutated(&specimen, &mut Seed::new(number));
        let name = format!("mutation {number}");
        let outcome = catch_unwind(AssertUnwindSafe(|| read_all(&name, &image)));
        match outcome.unwrap_or_else(|_| panic!("{name}: panicked")) {
            Ok(found) => {
                assert!(specimen.states.contains(&found), "{name}: {found:?}");
                opened += 1;
            }
            Err(e) => {
                let known =
                    matches!(e, VaultError::NotAVault | VaultError::NewerFormat { .. } | VaultError::WrongSecret);
                assert!(known || is_damage(&e), "{name}: {e:?}");
                refused += 1;
            }
        }
    }
    println!("{refused} mutations refused and left unchanged, {opened} opened to a state that was");
    assert!(opened > 100 && refused > 1000);
}

#[test]
fn other_readers_of_mutated_files_do_not_panic_either() {
    let specimen = Specimen::make(61);
    for number in 0..cases(2000, 20_000) as u64 {
        let image = mutated(&specimen, &mut Seed::new(!number));
        let disk = SimDisk::holding(&image, 0);
        let place = fixture::place(&disk);
        let secret = fixture::secret(fixture::FIRST);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            // Whatever they say is right, as long as they say something.
            let _ = Vault::kdf(&place);
            let _ = Vault::verify_unopened(&place, Arc::new(VaultRng::new(number)), &secret, &mut |_, _| ());
        }));
        assert!(outcome.is_ok(), "mutation {number}");
        assert!(disk.image() == image, "mutation {number}: reading changed something");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300, 5000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_no_vault_and_no_panic(
        vault in vec(any::<u8>(), 0..20_000),
        wal in proptest::option::of(vec(any::<u8>(), 0..10_000)),
    ) {
        let mut image = Image::from([(vault_path(), vault)]);
        image.extend(wal.map(|wal| (wal_path(), wal)));
        prop_assert!(read_all("random", &image).is_err());
    }

    #[test]
    fn random_header_with_right_magic_and_checksum_is_no_panic(
        fields in vec(any::<u8>(), HEADER_COPY - 12),
        version in 0..3u32,
        pages in vec(any::<u8>(), 0..10_000),
        wal in vec(any::<u8>(), 0..10_000),
    ) {
        let mut copy = [b"MENDvlt\n", &version.to_le_bytes()[..], &fields].concat();
        fix_checksum(&mut copy);
        let image = Image::from([(vault_path(), [copy.clone(), copy, pages].concat()), (wal_path(), wal)]);
        prop_assert!(read_all("random fields", &image).is_err());
    }

    #[test]
    fn random_log_beside_a_good_vault_is_damage(wal in vec(any::<u8>(), 0..20_000)) {
        thread_local!(static SPECIMEN: Specimen = Specimen::make(62));
        let outcome = SPECIMEN.with(|specimen| read_all("random log", &specimen.with_wal(Some(wal))));
        prop_assert!(matches!(outcome, Err(VaultError::LastChangesDamaged)));
    }
}
