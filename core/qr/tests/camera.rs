//! Frames on a screen, photographed by a simulated camera, read by every reader there is: ours, zxing-cpp (feature
//! `camera`, or from Python) and zbar. Prints how many each reads (`-- --nocapture`); asserts what must not change.
//!
//! Of other readers, those that are installed are asked: `python3` with the module zxingcpp (another Python by
//! `PYTHON=...`), and `zbarimg`.
#![cfg(feature = "pictures")]
#![allow(clippy::unwrap_used)] // a test's panic is its report

mod photograph;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use mend_qr::read::{Luma, own_codes};
use mend_qr::{Content, Density, Encoder, Symbol, draw};
use photograph::{Conditions, photograph};

/// Frames of one condition and density.
const FRAMES: usize = 5;
const KEY: [u8; 32] = [7; 32];

fn conditions() -> Vec<(&'static str, Conditions)> {
    let still = Conditions::STILL;
    vec![
        ("held still", still),
        ("blur of 0.3 modules", Conditions { blur: 0.3, ..still }),
        ("blur of 0.6 modules", Conditions { blur: 0.6, ..still }),
        ("noise of 30 in 255", Conditions { noise: 30.0, ..still }),
        ("light falls off by half", Conditions { shade: 0.5, ..still }),
        ("light falls off by nine tenths", Conditions { shade: 0.9, ..still }),
        ("turned 3 degrees", Conditions { degrees: 3.0, ..still }),
        ("turned 20 degrees", Conditions { degrees: 20.0, ..still }),
        ("turned 45 degrees", Conditions { degrees: 45.0, ..still }),
        ("leaning, 6 % smaller at the top", Conditions { lean: 0.06, ..still }),
        ("leaning, 20 % smaller at the top", Conditions { lean: 0.20, ..still }),
        ("moire of the screen's dots", Conditions { moire: 0.5, ..still }),
        (
            "a hand: all of it, some of each",
            Conditions { blur: 0.3, noise: 12.0, shade: 0.3, degrees: 5.0, lean: 0.05, moire: 0.25 },
        ),
    ]
}

fn frames(density: Density) -> Vec<Symbol> {
    let payload: Vec<u8> = (0..40_000u32).map(|i| (i * i / 7) as u8).collect();
    Encoder::new(&payload, &KEY, density).unwrap().take(FRAMES).collect()
}

#[test]
fn frames_before_a_simulated_camera_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let readers = readers();
    let mut table = String::new();
    for (reader, why) in &readers {
        if let Reader::Missing = reader {
            println!("SKIPPED: {why}");
        }
    }
    for density in [Density::V9, Density::V20, Density::V30] {
        for (name, conditions) in conditions() {
            let shots: Vec<(String, Luma)> = frames(density)
                .iter()
                .enumerate()
                .map(|(number, symbol)| {
                    let Content::Digits(digits) = &symbol.content else { panic!("frames are digits") };
                    let matrix = draw::Matrix::draw(symbol).unwrap();
                    (digits.clone(), photograph(&matrix, &conditions, number as u64))
                })
                .collect();
            let files = save(folder.path(), &shots);
            table += &format!("version {:2}  {name:34}", density.version());
            for (reader, label) in &readers {
                let Some(said) = reader.read(&shots, &files) else { continue };
                let right = said.iter().zip(&shots).filter(|(said, (digits, _))| said.contains(digits)).count();
                let wrong =
                    said.iter().zip(&shots).filter(|(said, (digits, _))| said.iter().any(|said| said != digits));
                assert_eq!(wrong.count(), 0, "{label} read what was not shown: {name}");
                table += &format!("  {label} {right}/{FRAMES}");
                if conditions == Conditions::STILL {
                    assert_eq!(right, FRAMES, "{label}, version {}, {name}", density.version());
                }
            }
            table.push('\n');
        }
    }
    println!("{table}");
}

enum Reader {
    Ours,
    #[cfg(feature = "camera")]
    Camera,
    Python(String),
    Zbar,
    Missing,
}

fn readers() -> Vec<(Reader, &'static str)> {
    let mut readers = vec![(Reader::Ours, "ours")];
    #[cfg(feature = "camera")]
    readers.push((Reader::Camera, "camera"));
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_string());
    readers.push(match succeeds(Command::new(&python).args(["-c", "import zxingcpp"])) {
        true => (Reader::Python(python), "zxing-cpp"),
        false => (Reader::Missing, "zxing-cpp from Python: no module zxingcpp (pip install zxing-cpp)"),
    });
    readers.push(match succeeds(Command::new("zbarimg").arg("--version")) {
        true => (Reader::Zbar, "zbar"),
        false => (Reader::Missing, "zbar: no program zbarimg (apt-get install zbar-tools)"),
    });
    readers
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

impl Reader {
    /// For each shot, the digits in it. `None` from a reader that is not there.
    fn read(&self, shots: &[(String, Luma)], files: &[PathBuf]) -> Option<Vec<Vec<String>>> {
        match self {
            Reader::Ours => Some(shots.iter().map(|(_, picture)| digits(own_codes(picture))).collect()),
            #[cfg(feature = "camera")]
            Reader::Camera => {
                Some(shots.iter().map(|(_, picture)| digits(mend_qr::read::camera_codes(picture))).collect())
            }
            Reader::Python(python) => Some(by_python(python, files)),
            Reader::Zbar => Some(files.iter().map(|file| by_zbar(file)).collect()),
            Reader::Missing => None,
        }
    }
}

fn digits(said: Vec<Content>) -> Vec<String> {
    let digits = |content| match content {
        Content::Digits(digits) => Some(digits),
        Content::Bytes(_) => None,
    };
    said.into_iter().filter_map(digits).collect()
}

fn by_python(python: &str, files: &[PathBuf]) -> Vec<Vec<String>> {
    const SCRIPT: &str = "
import sys, zxingcpp
for number, name in enumerate(sys.argv[1:]):
    head, size, most, pixels = open(name, 'rb').read().split(b'\\n', 3)
    width, height = map(int, size.split())
    picture = memoryview(pixels).cast('B', shape=[height, width])
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
        print(number, code.text)
";
    let output = Command::new(python).arg("-c").arg(SCRIPT).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut said: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let (number, text) = line.split_once(' ').unwrap();
        said.entry(number.parse().unwrap()).or_default().push(text.to_string());
    }
    (0..files.len()).map(|number| said.remove(&number).unwrap_or_default()).collect()
}

fn by_zbar(file: &Path) -> Vec<String> {
    let options = ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"];
    // It ends with an error where it finds nothing.
    let output = Command::new("zbarimg").args(options).arg(file).output().unwrap();
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_string).collect()
}

/// As PGM, which every tool reads.
fn save(folder: &Path, shots: &[(String, Luma)]) -> Vec<PathBuf> {
    let save = |(number, (_, picture)): (usize, &(String, Luma))| {
        let file = folder.join(format!("{number}.pgm"));
        let mut bytes = format!("P5\n{} {}\n255\n", picture.width(), picture.height()).into_bytes();
        bytes.extend_from_slice(picture.pixels());
        std::fs::write(&file, bytes).unwrap();
        file
    };
    shots.iter().enumerate().map(save).collect()
}
