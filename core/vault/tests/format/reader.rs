//! A second reader of vault files, written from FORMAT.md alone: it shares no line with the first, so that the page is
//! shown to say enough. It reads; it knows no disk, no SQLite, no way to write.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

pub type Key = [u8; 32];

/// What "Header" says of one copy.
pub struct Header<'a> {
    copy: &'a [u8],
}

#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: u8,
    pub label: u8,
    pub made_at: i64,
    pub slot_key: Key,
}

pub struct Frame {
    pub mark: u32,
    pub page: u32,
    /// Pages of the database after this frame's transaction; 0 in all but its last frame.
    pub commit: u32,
    pub text: Vec<u8>,
}

pub fn derive(secret: &[u8], vault_id: &[u8], label: &str) -> Key {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(vault_id), secret).expand(label.as_bytes(), &mut key).unwrap();
    key
}

pub fn passphrase_key(passphrase: &str, header: &Header<'_>) -> Key {
    let [memory, passes, lanes] = [56, 60, 64].map(|at| header.number(at));
    let params = Params::new(memory, passes, lanes, Some(32)).unwrap();
    let mut key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), header.part(40, 16), &mut key).unwrap();
    key
}

/// nonce ‖ ciphertext ‖ tag
fn open_sealed(key: &Key, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let nonce: [u8; 24] = sealed.get(..24)?.try_into().ok()?;
    let (text, tag) = sealed[24..].split_last_chunk::<16>()?;
    let mut text = text.to_vec();
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(&XNonce::from(nonce), context, text.as_mut_slice().into(), &Tag::from(*tag))
        .ok()?;
    Some(text)
}

impl<'a> Header<'a> {
    /// "Reading", steps 1 to 4.
    pub fn read(file: &'a [u8]) -> Option<Self> {
        let copies = [&file[..4096], &file[4096..8192]];
        copies
            .into_iter()
            .filter(|copy| copy.starts_with(b"MENDvlt\n") && Sha256::digest(&copy[..4064])[..] == copy[4064..])
            .map(|copy| Self { copy })
            .max_by_key(Self::sequence)
            .filter(|header| header.number(8) == 1 && header.part(13, 3) == [0; 3] && header.number(68) == 0x13)
    }

    pub fn part(&self, at: usize, len: usize) -> &'a [u8] {
        &self.copy[at..at + len]
    }

    pub fn number(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.part(at, 4).try_into().unwrap())
    }

    pub fn vault_id(&self) -> &'a [u8] {
        self.part(16, 16)
    }

    pub fn sequence(&self) -> u64 {
        u64::from_le_bytes(self.part(32, 8).try_into().unwrap())
    }

    pub fn log_state(&self) -> u8 {
        self.copy[12]
    }

    fn context(&self, letter: u8, rest: &[u8]) -> Vec<u8> {
        [&[letter], &1u32.to_le_bytes()[..], self.vault_id(), rest].concat()
    }

    /// "To open a vault try the secret on all eight."
    pub fn master_key(&self, kind: u8, secret: &[u8]) -> Option<Key> {
        let label = ["passphrase", "device", "recovery"][usize::from(kind) - 1];
        let slot_key = derive(secret, self.vault_id(), &format!("mend-vault 1 slot {label}"));
        (0..8u8).find_map(|index| {
            let slot = self.part(88 + 72 * usize::from(index), 72);
            open_sealed(&slot_key, &self.context(b'S', &[index, kind]), slot)?.try_into().ok()
        })
    }

    /// Step 5.
    pub fn mac_is_right(&self, master: &Key) -> bool {
        let key = derive(master, self.vault_id(), "mend-vault 1 header mac");
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).unwrap();
        mac.update(self.part(0, 4032));
        mac.verify_slice(self.part(4032, 32)).is_ok()
    }

    pub fn directory(&self, master: &Key) -> Option<Vec<Option<Entry>>> {
        let key = derive(master, self.vault_id(), "mend-vault 1 directory");
        let text = open_sealed(&key, &self.context(b'D', &[]), self.part(664, 424))?;
        Some(
            text.chunks(48)
                .map(|entry| {
                    (entry[0] != 0).then(|| Entry {
                        kind: entry[0],
                        label: entry[1],
                        made_at: i64::from_le_bytes(entry[8..16].try_into().unwrap()),
                        slot_key: entry[16..48].try_into().unwrap(),
                    })
                })
                .collect(),
        )
    }

    /// Every page in `file`, opened; `None` where one does not open.
    pub fn pages(&self, master: &Key, file: &[u8]) -> Vec<Option<Vec<u8>>> {
        let key = derive(master, self.vault_id(), "mend-vault 1 page");
        file[8192..]
            .chunks_exact(4096)
            .zip(1u32..)
            .map(|(page, number)| {
                let (text, rest) = page.split_at(4056);
                let (nonce, tag) = rest.split_at(24);
                let sealed = [nonce, text, tag].concat();
                let mut page = open_sealed(&key, &self.context(b'P', &number.to_le_bytes()), &sealed)?;
                page.resize(4096, 0);
                Some(page)
            })
            .collect()
    }

    /// The frames of a log, up to the first that does not open; `None` if its head does not.
    pub fn frames(&self, master: &Key, wal: &[u8]) -> Option<Vec<Frame>> {
        let key = derive(master, self.vault_id(), "mend-vault 1 log");
        let epoch = self.part(72, 16);
        open_sealed(&key, &self.context(b'L', epoch), wal.get(..72)?)?;
        let frames = wal[72..].chunks_exact(4164).zip(0u32..).map_while(|(frame, index)| {
            let context = self.context(b'F', &[epoch, &index.to_le_bytes()].concat());
            let text = open_sealed(&key, &context, frame)?;
            let big_endian = |at: usize| u32::from_be_bytes(text[at..at + 4].try_into().unwrap());
            Some(Frame {
                mark: u32::from_le_bytes(text[..4].try_into().unwrap()),
                page: big_endian(4),
                commit: big_endian(8),
                text: text[28..].to_vec(),
            })
        });
        Some(frames.collect())
    }

    /// The database in clear: the pages, and over them what the log committed.
    pub fn database(&self, master: &Key, file: &[u8], wal: Option<&[u8]>) -> Option<Vec<u8>> {
        let mut pages: Vec<Vec<u8>> = self.pages(master, file).into_iter().collect::<Option<_>>()?;
        if self.log_state() != 0 {
            let mut open = Vec::new();
            for frame in self.frames(master, wal?)? {
                let commit = frame.commit;
                open.push(frame);
                if commit > 0 {
                    pages.resize(commit as usize, vec![0; 4096]);
                    for frame in open.drain(..) {
                        pages[frame.page as usize - 1] = frame.text;
                    }
                }
            }
        }
        Some(pages.concat())
    }
}
