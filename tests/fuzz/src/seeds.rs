//! Good bytes to begin with: what the house itself makes, and its golden vectors.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use mend_core::partner::PendingOffer;
use mend_core::testing::{SeededRng, options};
use mend_core::{Mend, Passphrase, SetUpRequest, SinceStart};
use mend_qr::{Content, Density, Encoder, Kind, StaticCode, draw};
use serde_json::Value;

use crate::screen::{KEY, coded};

/// Takes bytes of anyone.
pub type Target = fn(&[u8]);

/// Each target by its name.
pub const TARGETS: [(&str, Target); 7] = [
    ("qr_codes", crate::qr_codes),
    ("pictures", crate::pictures),
    ("pairing_codes", crate::pairing_codes),
    ("bundles", crate::bundles),
    ("vaults", crate::vaults),
    ("content_packs", crate::content_packs),
    ("backups", crate::backups),
];

pub const PASSPHRASE: &str = "walrus lantern pickle orbit";

fn house(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(house(path)).expect("it lies there")).expect("it is JSON")
}

fn hex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().expect("text").as_bytes()).expect("hexadecimal digits")
}

pub struct Golden {
    pub vault: Vec<u8>,
    pub device_key: [u8; 32],
    pub header_mac: [u8; 32],
}

pub static GOLDEN: LazyLock<Golden> = LazyLock::new(|| {
    let says = json("tests/vectors/vault-v1/expected.json");
    let key = |value: &Value| hex(value).try_into().expect("32 bytes");
    Golden {
        vault: fs::read(house("tests/vectors/vault-v1/vault.mend")).expect("it lies there"),
        device_key: key(&says["secrets"]["device_key"]),
        header_mac: key(&says["keys"]["derived"]["mend-vault 1 header mac"]),
    }
});

/// The files of the pack that ships, by their names in it.
pub static PACK: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let folder = house("core/mend/content/guide");
    let mut files = BTreeMap::new();
    for within in ["", "en/"] {
        for file in fs::read_dir(folder.join(within)).expect("it lies there") {
            let path = file.expect("it lies there").path();
            if path.is_file() {
                let name = path.file_name().and_then(|name| name.to_str()).expect("a name in ASCII");
                files.insert(format!("{within}{name}"), fs::read(&path).expect("it can be read"));
            }
        }
    }
    files
});

/// For one target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "qr_codes" => vec![transfer(), alone()],
        "pictures" => drawn(),
        "pairing_codes" => pairing(),
        "bundles" => bundles(),
        "vaults" => vec![GOLDEN.vault.clone()],
        "content_packs" => (0..).zip(PACK.values()).map(|(which, file)| [&[which][..], file].concat()).collect(),
        "backups" => vec![backup()],
        _ => Vec::new(),
    }
}

fn symbols() -> Vec<mend_qr::Symbol> {
    Encoder::new(&[5; 900], &KEY, Density::V9).expect("it fits").take(8).collect()
}

fn digits(symbol: &mend_qr::Symbol) -> &[u8] {
    match &symbol.content {
        Content::Digits(digits) => digits.as_bytes(),
        Content::Bytes(bytes) => bytes,
    }
}

fn transfer() -> Vec<u8> {
    let symbols = symbols();
    coded(&symbols.iter().map(|symbol| (0, digits(symbol))).collect::<Vec<_>>())
}

fn alone() -> Vec<u8> {
    let kind = Kind::new(1).expect("one of seven");
    let symbol = StaticCode { kind, body: b"hello".to_vec() }.symbol().expect("it fits");
    coded(&[(0, digits(&symbol)), (1, b"\xa2hello"), (2, b"\xa0abcd\0\0\x05\0\0\0"), (2, &[0xa0; 218])])
}

fn drawn() -> Vec<Vec<u8>> {
    let matrices: Vec<_> = symbols().iter().map(|symbol| draw::Matrix::draw(symbol).expect("it fits")).collect();
    let grey = matrices[0].rows().flat_map(|row| row.iter().map(|dark| if *dark { 0 } else { 255 }));
    let side = u8::try_from(matrices[0].side()).expect("version 9 has 53 modules");
    vec![
        draw::png(&matrices[0], 3).expect("it fits"),
        draw::gif(&matrices[..2], &draw::GifOptions::default()).expect("it fits"),
        [side - 1].into_iter().chain(grey).collect(),
    ]
}

fn pairing() -> Vec<Vec<u8>> {
    let made = PendingOffer::make(&SeededRng::new(9), &SinceStart::now()).code().to_vec();
    let known = json("tests/vectors/partner-v1/pairing.json");
    let known =
        known.as_array().into_iter().flatten().flat_map(|pair| ["offer", "answer"].map(|role| &pair[role]["code"]));
    let codes: Vec<_> = [made].into_iter().chain(known.map(hex)).collect();
    codes.iter().flat_map(|code| [0, 1].map(|how| [&[how][..], code].concat())).collect()
}

fn bundles() -> Vec<Vec<u8>> {
    let (bundles, ops) = (json("tests/vectors/partner-v1/bundles.json"), json("tests/vectors/partner-v1/ops.json"));
    let bundles = bundles.as_array().into_iter().flatten();
    let ops = ops.as_array().into_iter().flatten();
    let seeds = bundles.flat_map(|bundle| {
        let cbor = hex(&bundle["cbor"]);
        [[&[0][..], &hex(&bundle["sealed"])].concat(), [&[2][..], &cbor].concat(), [&[1][..], &stored(&cbor)].concat()]
    });
    // A kind of a later version has no payload to read.
    let payload = |op: &Value| {
        let kind = op["kind"].as_u64().and_then(|kind| u8::try_from(kind).ok())?;
        Some([&[3, kind][..], &hex(&op["payload"])].concat())
    };
    seeds.chain(ops.filter_map(payload)).collect()
}

/// One stored block of deflate.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a seed is small");
    [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes].concat()
}

fn backup() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let passphrase = |typed: &str| Passphrase::new(typed).expect("a passphrase");
    let request = SetUpRequest {
        private: Some(passphrase(PASSPHRASE)),
        together: Some(passphrase("orbit pickle lantern walrus")),
    };
    let mend = Mend::with(folder.path().join("home"), options(1));
    let session = mend.set_up(request).expect("it is set up");
    let path = folder.path().join("backup");
    session.backup(&path, &passphrase(PASSPHRASE)).expect("it is written");
    fs::read(path).expect("it can be read")
}
