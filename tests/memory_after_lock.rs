//! After lock, nothing that the user wrote is left in the process's memory.
//!
//! The process is searched from outside, through /proc: this test's own memory holds the canaries and must not count.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)] // a test's panic is its report

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::FileExt;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where in the process's memory `needle` stands: the address, what the region is, and some bytes around.
fn search(pid: u32, needle: &[u8]) -> Vec<String> {
    let mut maps = String::new();
    File::open(format!("/proc/{pid}/maps")).unwrap().read_to_string(&mut maps).unwrap();
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let finder = memchr::memmem::Finder::new(needle);
    let mut found = Vec::new();
    let mut searched = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|mode| mode.starts_with('r'))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        if line.ends_with("[vvar]") || line.ends_with("[vsyscall]") || line.ends_with("[vvar_vclock]") {
            continue;
        }
        let mut region = vec![0; (to - from) as usize];
        if memory.read_exact_at(&mut region, from).is_err() {
            continue;
        }
        searched += region.len();
        for at in finder.find_iter(&region) {
            let around = &region[at.saturating_sub(24)..(at + 40).min(region.len())];
            found.push(format!("{:x} in {line}: {:?}", from + at as u64, String::from_utf8_lossy(around)));
        }
    }
    assert!(searched > 1 << 20, "only {searched} bytes could be searched");
    found
}

#[test]
fn no_word_of_the_user_is_left_in_memory_after_lock() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_memory-child"))
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Twelve lower-case letters that stand in no program by chance.
    let mut seed =
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64 ^ u64::from(child.id()) << 32;
    let beginning: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        b'a' + (seed >> 33) as u8 % 26
    })
    .take(12)
    .collect();

    let mut to_child = child.stdin.take().unwrap();
    let mut from_child = BufReader::new(child.stdout.take().unwrap());
    let mut says = |expected: &str| {
        let mut line = String::new();
        from_child.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), expected);
    };
    to_child.write_all(&beginning).unwrap();
    to_child.flush().unwrap();
    says("open");
    let open = search(child.id(), &beginning);
    assert!(!open.is_empty(), "an open journal must be found in memory, or this test looks at the wrong place");
    to_child.write_all(b".").unwrap();
    // The phone lies between two people now, and what the two share is still open.
    says("handed over");
    let handed_over = search(child.id(), &beginning);
    to_child.write_all(b".").unwrap();
    says("locked");
    let left = search(child.id(), &beginning);
    to_child.write_all(b".").unwrap();
    to_child.write_all(&beginning).unwrap();
    to_child.flush().unwrap();
    says("sharing");
    let sharing = search(child.id(), &beginning);
    assert!(!sharing.is_empty(), "what two phones share must be found while they are open");
    to_child.write_all(b".").unwrap();
    says("both locked");
    let left_of_both = search(child.id(), &beginning);
    to_child.write_all(b".").unwrap();
    assert!(child.wait().unwrap().success());
    let counts = (open.len(), handed_over.len(), left.len());
    println!("{} finds while open, {} once the phone is handed over, {} after lock", counts.0, counts.1, counts.2);
    println!("{} finds while two phones share, {} after both are locked", sharing.len(), left_of_both.len());
    assert!(left_of_both.is_empty(), "left after both phones are locked:\n{}", left_of_both.join("\n"));
    assert!(handed_over.is_empty(), "left once the phone is handed over:\n{}", handed_over.join("\n"));
    assert!(left.is_empty(), "left after lock:\n{}", left.join("\n"));
}
