//! device.json: the one plain file. Whoever holds the phone can read it, so it knows nothing but what a locked Mend
//! needs: wrong tries, the language, the country whose help lines to show, when to ring and with which neutral words.
//!
//! A damaged or missing file is a fresh one: nothing in it is worth refusing to open for.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use mend_vault::{Io, OpenHow};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::error::from_disk;
use crate::folder::{Folder, NEW};
use crate::reminder::Alarm;

/// Everything the file may hold. Fields unknown to this version are left out when it is written again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Device {
    pub tries: TriesRecord,
    /// BCP 47.
    pub locale: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// The alarms of the last plan, so that a phone that starts locked can set them again.
    pub plan: Vec<PlannedRecord>,
}

/// One alarm: nothing in it says what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PlannedRecord {
    pub id: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Neutral, or the user's own.
    pub text: String,
}

impl From<&Alarm> for PlannedRecord {
    fn from(alarm: &Alarm) -> Self {
        Self { id: alarm.id.clone(), at: alarm.utc.timestamp_millis(), text: alarm.text.clone() }
    }
}

/// Wrong passphrases in a row, and how long the next try has to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TriesRecord {
    pub failed: u32,
    pub wait_seconds: u32,
}

/// Far above what the file can grow to; keeps a wrong file in its place from filling the memory.
const LARGEST: u64 = 256 * 1024;

pub(crate) struct DeviceFile {
    io: Arc<dyn Io>,
    folder: PathBuf,
    path: PathBuf,
    new: PathBuf,
    /// One change at a time within this process; between processes the folder's lock does it.
    changing: Mutex<()>,
}

impl Folder {
    pub(crate) fn new_device_file(&self) -> PathBuf {
        let mut path = self.device_file().into_os_string();
        path.push(NEW);
        path.into()
    }
}

impl DeviceFile {
    pub fn of(folder: &Folder) -> Self {
        Self {
            io: folder.io().clone(),
            folder: folder.path().into(),
            path: folder.device_file(),
            new: folder.new_device_file(),
            changing: Mutex::new(()),
        }
    }

    pub fn read(&self) -> Device {
        read(&*self.io, &self.path).and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Replaces the file, whole, if `change` changes anything.
    pub fn change(&self, change: impl FnOnce(&mut Device)) -> Result<()> {
        let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.read();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Ok(());
        }
        let mut bytes = serde_json::to_vec_pretty(&after).expect("plain fields have no way to fail");
        bytes.push(b'\n');
        let file = self.io.open(&self.new, OpenHow::OrCreate).map_err(from_disk)?;
        file.set_len(0).map_err(from_disk)?;
        file.write_at(&bytes, 0).map_err(from_disk)?;
        file.sync().map_err(from_disk)?;
        drop(file);
        self.io.rename(&self.new, &self.path).map_err(from_disk)?;
        self.io.sync_dir(&self.folder).map_err(from_disk)
    }
}

fn read(io: &dyn Io, path: &Path) -> Option<Vec<u8>> {
    let file = io.open(path, OpenHow::ReadOnly).ok()?;
    let len = file.len().ok()?;
    if len > LARGEST {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(len).ok()?];
    let read = file.read_at(&mut bytes, 0).ok()?;
    bytes.truncate(read);
    Some(bytes)
}
