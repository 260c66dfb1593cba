//! Mend is offline: no crate that can open a socket is built into it, for any platform or with any feature.

/// Crates that talk to a network, and the families (`*`) that exist to.
const NETWORK: &[&str] = &[
    "actix-*",
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "curl-sys",
    "git2",
    "h2",
    "h3",
    "hickory-*",
    "http-body",
    "hyper",
    "hyper-*",
    "isahc",
    "lettre",
    "libgit2-sys",
    "libp2p",
    "libssh2-sys",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quiche",
    "quinn",
    "quinn-*",
    "reqwest",
    "rocket",
    "rouille",
    "rustls",
    "rustls-*",
    "schannel",
    "security-framework",
    "smol",
    "socket2",
    "ssh2",
    "suppaftp",
    "surf",
    "tiny_http",
    "tokio",
    "tokio-*",
    "tonic",
    "tower-http",
    "trust-dns-*",
    "tungstenite",
    "ureq",
    "ureq-*",
    "warp",
    "webpki",
    "webpki-roots",
    "websocket",
    "zmq",
];

#[test]
fn no_crate_that_opens_sockets_is_built_in() {
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
    let lock = std::fs::read_to_string(lock).expect("the workspace has its lock file");
    let packages = packages(&lock).collect::<Vec<_>>();
    assert!(packages.contains(&"mend-ffi") && packages.contains(&"uniffi"), "not the lock file of this workspace");
    let network = packages.into_iter().filter(|name| is_network(name)).collect::<Vec<_>>();
    assert!(network.is_empty(), "these can open sockets: {network:?}");
}

#[test]
fn a_network_crate_in_a_lock_file_is_found() {
    let lock = "[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"hyper-util\"\n\n[[package]]\nname = \"tokio\"\n";
    assert_eq!(packages(lock).filter(|name| is_network(name)).collect::<Vec<_>>(), ["hyper-util", "tokio"]);
}

fn packages(lock: &str) -> impl Iterator<Item = &str> {
    lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}

fn is_network(name: &str) -> bool {
    NETWORK.iter().any(|known| match known.strip_suffix('*') {
        Some(family) => name.starts_with(family),
        None => name == *known,
    })
}
