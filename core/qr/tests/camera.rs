//! Frames on a screen, photographed by a simulated camera, read by every reader there is: ours, zxing-cpp and zbar.
//! Prints how many each reads (`-- --nocapture`), and at the end a short table; asserts what must not change.
//!
//! zxing-cpp comes with the feature `camera`; without it, with a `python3` that has the module zxingcpp (another Python
//! by `PYTHON=...`). zbar comes with the program `zbarimg`. What is not there is named: `SKIPPED: ...`.
#![cfg(feature = "pictures")]
#![allow(clippy::unwrap_used)] // a test's panic is its report

mod photograph;

#[cfg(not(feature = "camera"))]
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use mend_qr::read::{Luma, own_codes};
use mend_qr::{Content, Density, Encoder, Symbol, draw};
use photograph::{Conditions, photograph};

/// Frames of one condition and density.
const FRAMES: usize = 5;
const KEY: [u8; 32] = [7; 32];

/// What is wrong with a photograph, how much of it, and the numbers.
fn conditions() -> Vec<(&'static str, &'static str, Conditions)> {
    let still = Conditions::STILL;
    vec![
        ("still", "held still", still),
        ("blur", "blur of 0.3 modules", Conditions { blur: 0.3, ..still }),
        ("blur", "blur of 0.6 modules", Conditions { blur: 0.6, ..still }),
        ("noise", "noise of 30 in 255", Conditions { noise: 30.0, ..still }),
        ("uneven light", "light falls off by half", Conditions { shade: 0.5, ..still }),
        ("uneven light", "light falls off by nine tenths", Conditions { shade: 0.9, ..still }),
        ("rotation", "turned 3 degrees", Conditions { degrees: 3.0, ..still }),
        ("rotation", "turned 20 degrees", Conditions { degrees: 20.0, ..still }),
        ("rotation", "turned 45 degrees", Conditions { degrees: 45.0, ..still }),
        ("perspective", "leaning, 6 % smaller at the top", Conditions { lean: 0.06, ..still }),
        ("perspective", "leaning, 20 % smaller at the top", Conditions { lean: 0.20, ..still }),
        ("moire", "moire of the screen's dots", Conditions { moire: 0.5, ..still }),
        (
            "some of each",
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
    let (readers, missing) = readers();
    for why in missing {
        println!("SKIPPED: {why}");
    }
    let mut rates = Rates::default();
    for density in [Density::V9, Density::V20, Density::V30] {
        for (wrong_with_it, name, conditions) in conditions() {
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
            print!("version {:2}  {name:34}", density.version());
            let mut read = Vec::new();
            for (reader, label) in &readers {
                let said = reader.read(&shots, &files);
                let right = said.iter().zip(&shots).filter(|(said, (digits, _))| said.contains(digits)).count();
                let wrong =
                    said.iter().zip(&shots).filter(|(said, (digits, _))| said.iter().any(|said| said != digits));
                assert_eq!(wrong.count(), 0, "{label} read what was not shown: {name}");
                print!("  {label} {right}/{FRAMES}");
                if conditions == Conditions::STILL {
                    assert_eq!(right, FRAMES, "{label}, version {}, {name}", density.version());
                }
                read.push(right);
            }
            rates.add(wrong_with_it, read);
            println!();
        }
    }
    println!("\n{}", rates.table(&readers));
}

/// What each reader read, by what was wrong with the photograph.
#[derive(Default)]
struct Rates(Vec<Rate>);

struct Rate {
    wrong_with_it: &'static str,
    shown: usize,
    /// By reader.
    read: Vec<usize>,
}

impl Rates {
    /// One density: how many of its frames each reader read.
    fn add(&mut self, wrong_with_it: &'static str, read: Vec<usize>) {
        match self.0.iter_mut().find(|rate| rate.wrong_with_it == wrong_with_it) {
            None => self.0.push(Rate { wrong_with_it, shown: FRAMES, read }),
            Some(rate) => {
                rate.shown += FRAMES;
                rate.read.iter_mut().zip(read).for_each(|(all, read)| *all += read);
            }
        }
    }

    /// Each line begins with `camera: `: `tests/run` shows them.
    fn table(&self, readers: &[(Reader, &str)]) -> String {
        let mut table = format!("camera: {:14}", "frames read");
        table.extend(readers.iter().map(|(_, label)| format!("  {label:>14}")));
        for Rate { wrong_with_it, shown, read } in &self.0 {
            table += &format!("\ncamera: {wrong_with_it:14}");
            table.extend(read.iter().map(|read| {
                let rate = format!("{read}/{shown} {:3} %", read * 100 / shown);
                format!("  {rate:>14}")
            }));
        }
        table
    }
}

enum Reader {
    Ours,
    #[cfg(feature = "camera")]
    Zxing,
    #[cfg(not(feature = "camera"))]
    ZxingFromPython(String),
    Zbar,
}

/// Those that are there, and what is missing.
fn readers() -> (Vec<(Reader, &'static str)>, Vec<&'static str>) {
    let (mut readers, mut missing) = (vec![(Reader::Ours, "ours")], Vec::new());
    #[cfg(feature = "camera")]
    readers.push((Reader::Zxing, "zxing-cpp"));
    #[cfg(not(feature = "camera"))]
    {
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_string());
        match succeeds(Command::new(&python).args(["-c", "import zxingcpp"])) {
            true => readers.push((Reader::ZxingFromPython(python), "zxing-cpp")),
            false => missing.push("zxing-cpp: built without `--features camera`, and no Python module zxingcpp"),
        }
    }
    match succeeds(Command::new("zbarimg").arg("--version")) {
        true => readers.push((Reader::Zbar, "zbar")),
        false => missing.push("zbar: no program zbarimg (apt-get install zbar-tools)"),
    }
    (readers, missing)
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

impl Reader {
    /// For each shot, the digits in it.
    fn read(&self, shots: &[(String, Luma)], files: &[PathBuf]) -> Vec<Vec<String>> {
        match self {
            Reader::Ours => shots.iter().map(|(_, picture)| digits(own_codes(picture))).collect(),
            #[cfg(feature = "camera")]
            Reader::Zxing => shots.iter().map(|(_, picture)| digits(mend_qr::read::camera_codes(picture))).collect(),
            #[cfg(not(feature = "camera"))]
            Reader::ZxingFromPython(python) => by_python(python, files),
            Reader::Zbar => files.iter().map(|file| by_zbar(file)).collect(),
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

#[cfg(not(feature = "camera"))]
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
