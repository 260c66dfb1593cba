//! Where it ran: what a reader needs to judge the numbers, and nothing that names the machine.

use std::process::Command;

pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mut facts = vec![
        said_by("date", &["+%Y-%m-%d"]),
        format!("{cores} cores ({}{})", std::env::consts::ARCH, extensions()),
        said_by("uname", &["-sr"]),
        said_by("rustc", &["--version"]),
    ];
    facts.retain(|fact| !fact.is_empty());
    facts.join(", ")
}

/// How busy it was: the mean number of processes that wanted to run in the last minute.
pub fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|line| line.split(' ').next().map(str::to_string))
        .unwrap_or_else(|| "unknown".to_string())
}

#[cfg(target_arch = "x86_64")]
fn extensions() -> String {
    let has = [
        ("AES", std::is_x86_feature_detected!("aes")),
        ("SHA", std::is_x86_feature_detected!("sha")),
        ("AVX2", std::is_x86_feature_detected!("avx2")),
        ("AVX-512", std::is_x86_feature_detected!("avx512f")),
    ];
    has.iter().filter(|(_, there)| *there).map(|(name, _)| format!(", {name}")).collect()
}

#[cfg(not(target_arch = "x86_64"))]
fn extensions() -> String {
    String::new()
}

fn said_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_string()).unwrap_or_default()
}
