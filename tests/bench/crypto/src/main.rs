//! Libraries side by side in one process: the slow key derivation, and the sealing of pages.
//!
//! Answers the requests `argon2 WHO COUNT`, `seal WHO COUNT` and `open WHO COUNT`, where WHO is `rustcrypto` or
//! `other`, in the workers' own protocol.

mod pages;

use std::hint::black_box;
use std::io::{BufRead, Write};

use alkali::hash::pbkdf::argon2id;
use bench_worker::database::Failure;
use bench_worker::{Cost, cost_of};
use mend_vault::{Kdf, KdfParams, Passphrase, WipingAllocator};
use pages::{NONCE, Ring, RustCrypto, Sealer, TEXT};

// As `mend` ships it: the 64 MiB of a derivation are wiped when they are given back, and that counts.
#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

const PASSPHRASE: &str = "a long walk before the first coffee";
const SALT: [u8; 16] = [0x37; 16];
const KEY: [u8; 32] = [0x5a; 32];
/// As long as what mend-vault authenticates beside a page.
const CONTEXT: [u8; 25] = [3; 25];

fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match answer(&words) {
            Ok(cost) => writeln!(out, "ok {} {} 0", cost.wall.as_nanos(), cost.processor.as_nanos())?,
            Err(why) => writeln!(out, "failed {}", why.to_string().replace('\n', " "))?,
        }
        out.flush()?;
    }
    Ok(())
}

fn answer(words: &[&str]) -> Result<Cost, Failure> {
    let [work, who, count] = *words else { return Err(format!("not a request: {words:?}").into()) };
    let count: u32 = count.parse()?;
    let ours: &dyn Sealer = &RustCrypto::new(&KEY);
    let sealer = if who == "rustcrypto" { ours } else { &Ring::new(&KEY) };
    match (work, who) {
        ("argon2", "rustcrypto") => repeat(count, derive),
        ("argon2", "other") => repeat(count, derive_with_libsodium),
        ("seal", "rustcrypto" | "other") => Ok(seal(sealer, count)),
        ("open", "rustcrypto" | "other") => open(sealer, ours, count),
        _ => Err(format!("not a request: {words:?}").into()),
    }
}

fn repeat(count: u32, work: impl Fn() -> Result<(), Failure>) -> Result<Cost, Failure> {
    let (cost, done) = cost_of(|| (0..count).try_for_each(|_| work()));
    done.map(|()| cost)
}

fn derive() -> Result<(), Failure> {
    let kdf = Kdf { params: KdfParams::DEFAULT, salt: SALT };
    black_box(kdf.derive(&Passphrase::new(PASSPHRASE)?)?);
    Ok(())
}

fn derive_with_libsodium() -> Result<(), Failure> {
    black_box(libsodium(KdfParams::DEFAULT)?);
    Ok(())
}

fn libsodium(params: KdfParams) -> Result<[u8; 32], Failure> {
    let mut key = [0; 32];
    let memory = params.memory_kib as usize * 1024;
    argon2id::derive_key(PASSPHRASE.as_bytes(), &SALT, params.passes as usize, memory, &mut key)?;
    Ok(key)
}

fn seal(sealer: &dyn Sealer, count: u32) -> Cost {
    let mut page = [0x61; TEXT];
    let (cost, ()) = cost_of(|| {
        for number in 0..count {
            black_box(sealer.seal(&nonce(number), &CONTEXT, &mut page));
        }
    });
    cost
}

/// A page that opened is clear again: the same sealed one is copied in front of each opening, for both alike.
fn open(sealer: &dyn Sealer, sealed_by: &dyn Sealer, count: u32) -> Result<Cost, Failure> {
    let mut sealed = [0x61; TEXT];
    let tag = sealed_by.seal(&nonce(0), &CONTEXT, &mut sealed);
    let mut page = sealed;
    let (cost, done) = cost_of(|| {
        (0..count).try_for_each(|_| {
            page.copy_from_slice(&sealed);
            sealer.open(&nonce(0), &CONTEXT, black_box(&mut page), tag)
        })
    });
    done.map(|()| cost).map_err(|_| "a page did not open".into())
}

fn nonce(number: u32) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    nonce[..4].copy_from_slice(&number.to_le_bytes());
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{Algorithm, Argon2, Params, Version};

    #[test]
    fn libsodium_derives_the_key_that_the_argon2_crate_derives() {
        let KdfParams { memory_kib, passes, lanes } = KdfParams::LEAST;
        let params = Params::new(memory_kib, passes, lanes, Some(32)).expect("parameters");
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(PASSPHRASE.as_bytes(), &SALT, &mut key)
            .expect("derives");
        assert_eq!(key, libsodium(KdfParams::LEAST).expect("derives"));
    }
}
