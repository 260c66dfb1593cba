//! What a disk holds: what a program sees now, what is durable, and what lies between.
//!
//! The rules are POSIX's at its worst. A write, a new length or a change of names is visible at once and durable only
//! after a sync of that file or folder. What was not synced may survive in any combination: whole, not at all, or torn.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::seed::Seed;

/// The bytes of every file, by name. Two images are equal when nothing changed.
pub type Image = BTreeMap<PathBuf, Vec<u8>>;

/// One thing a program did to the disk. Files are numbered in the order of their creation.
#[derive(Clone, Debug)]
pub enum Event {
    Create {
        path: PathBuf,
    },
    Write {
        file: usize,
        offset: u64,
        bytes: Arc<[u8]>,
    },
    SetLen {
        file: usize,
        len: u64,
    },
    Sync {
        file: usize,
    },
    /// A sync that failed: any part of what it was to make durable is (`chance` says which), and no later sync will
    /// try the rest again. With `forget`, the program itself no longer sees that rest.
    FailedSync {
        file: usize,
        forget: bool,
        chance: u64,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    SyncDir {
        folder: PathBuf,
    },
}

/// How a power loss treats what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// All is there: the program died, the system lived.
    Nothing,
    /// Nothing is there that was not synced.
    Everything,
    /// Each operation for itself; a torn write keeps any of its 512-byte sectors.
    Sectors,
    /// Each operation for itself; a torn write keeps any stretch of its bytes.
    Bytes,
}

#[derive(Clone, Debug)]
enum Change {
    Write { offset: u64, bytes: Arc<[u8]> },
    SetLen(u64),
}

#[derive(Clone, Debug, Default)]
struct File {
    now: Vec<u8>,
    durable: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Naming {
    Set { path: PathBuf, file: usize },
    Move { from: PathBuf, to: PathBuf, file: usize },
    Unset { path: PathBuf },
}

#[derive(Clone, Debug, Default)]
pub struct Medium {
    files: Vec<File>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    unsynced_names: Vec<Naming>,
}

impl Medium {
    /// A disk on which all of `image` is durable.
    pub fn holding(image: &Image) -> Self {
        let mut medium = Self::default();
        for (path, bytes) in image {
            medium.names.insert(path.clone(), medium.files.len());
            medium.files.push(File { now: bytes.clone(), durable: bytes.clone(), unsynced: Vec::new() });
        }
        medium.durable_names = medium.names.clone();
        medium
    }

    pub fn find(&self, path: &Path) -> Option<usize> {
        self.names.get(path).copied()
    }

    pub fn bytes(&self, file: usize) -> &[u8] {
        &self.files[file].now
    }

    /// The bytes of all files together: what a full disk counts.
    pub fn used(&self) -> u64 {
        self.names.values().map(|file| self.files[*file].now.len() as u64).sum()
    }

    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Create { path } => {
                let file = self.files.len();
                self.files.push(File::default());
                self.rename(Naming::Set { path: path.clone(), file });
            }
            Event::Write { file, offset, bytes } => {
                self.files[*file].change(Change::Write { offset: *offset, bytes: bytes.clone() });
            }
            Event::SetLen { file, len } => self.files[*file].change(Change::SetLen(*len)),
            Event::Sync { file } => self.files[*file].sync(),
            Event::FailedSync { file, forget, chance } => self.files[*file].fail_sync(*forget, *chance),
            Event::Rename { from, to } => {
                let file = self.names[from];
                self.rename(Naming::Move { from: from.clone(), to: to.clone(), file });
            }
            Event::Remove { path } => self.rename(Naming::Unset { path: path.clone() }),
            Event::SyncDir { folder } => {
                let durable = &mut self.durable_names;
                self.unsynced_names.retain(|naming| {
                    let here = naming.folder() == Some(folder);
                    if here {
                        naming.apply(durable);
                    }
                    !here
                });
            }
        }
    }

    /// What is found when the machine starts again.
    pub fn after(&self, loss: Loss, seed: &mut Seed) -> Image {
        if loss == Loss::Nothing {
            return self.names.iter().map(|(path, file)| (path.clone(), self.files[*file].now.clone())).collect();
        }
        // Some losses take nearly all, some nearly nothing: both ends find other faults than the middle does.
        let kept = [5, 50, 95][seed.below(3)];
        let mut names = self.durable_names.clone();
        for naming in &self.unsynced_names {
            if loss != Loss::Everything && seed.chance(kept) {
                naming.apply(&mut names);
            }
        }
        names.into_iter().map(|(path, file)| (path, self.files[file].after(loss, kept, seed))).collect()
    }

    fn rename(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.unsynced_names.push(naming);
    }
}

impl File {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.unsynced.push(change);
    }

    fn sync(&mut self) {
        for change in self.unsynced.drain(..) {
            change.apply(&mut self.durable);
        }
    }

    fn fail_sync(&mut self, forget: bool, chance: u64) {
        let mut chance = Seed::new(chance);
        for change in self.unsynced.drain(..) {
            if chance.chance(50) {
                change.apply(&mut self.durable);
            }
        }
        if forget {
            self.now.clone_from(&self.durable);
        }
    }

    fn after(&self, loss: Loss, kept: u64, seed: &mut Seed) -> Vec<u8> {
        let mut found = self.durable.clone();
        if loss == Loss::Everything {
            return found;
        }
        for change in &self.unsynced {
            if seed.chance(kept) {
                change.apply(&mut found);
            } else if let Change::Write { offset, bytes } = change {
                match seed.below(4) {
                    0 | 1 => {}
                    2 => tear(&mut found, *offset, bytes, loss, seed),
                    // The file grew and what it grew by never came: zeros, or what lay on the disk before.
                    _ => grow_stale(&mut found, *offset, bytes.len(), self.durable.len(), seed),
                }
            }
        }
        found
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => put(to, *offset as usize, bytes),
            Self::SetLen(len) => to.resize(*len as usize, 0),
        }
    }
}

impl Naming {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Set { path, .. } | Self::Unset { path } => path.parent(),
            Self::Move { to, .. } => to.parent(),
        }
    }

    /// A rename carries its file with it, so that no combination of kept and lost namings makes a name of nothing.
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Set { path, file } => {
                names.insert(path.clone(), *file);
            }
            Self::Move { from, to, file } => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
            Self::Unset { path } => {
                names.remove(path);
            }
        }
    }
}

fn put(to: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    to[offset..end].copy_from_slice(bytes);
}

fn tear(found: &mut Vec<u8>, offset: u64, bytes: &[u8], loss: Loss, seed: &mut Seed) {
    let offset = offset as usize;
    if loss == Loss::Sectors {
        let mut at = 0;
        while at < bytes.len() {
            let end = (at + 512 - (offset + at) % 512).min(bytes.len());
            if seed.chance(50) {
                put(found, offset + at, &bytes[at..end]);
            }
            at = end;
        }
    } else {
        let from = seed.below(bytes.len() + 1);
        let to = from + seed.below(bytes.len() + 1 - from);
        // Half of the tears keep a beginning, as most disks do.
        let from = if seed.chance(50) { 0 } else { from };
        put(found, offset + from, &bytes[from..to]);
    }
}

fn grow_stale(found: &mut Vec<u8>, offset: u64, len: usize, durable: usize, seed: &mut Seed) {
    let (from, to) = (durable.max(offset as usize), offset as usize + len);
    if from < to {
        let stale = if seed.chance(50) { vec![0; to - from] } else { seed.bytes(to - from) };
        put(found, from, &stale);
    }
}
