//! Both spaces in one file, of one moment.
//!
//! Device keys are left out: they belong to this phone. The backup opens with the passphrases and the recovery code of
//! its day, also after they were changed here.

use std::io::Write;
use std::path::{Path, PathBuf};

use mend_vault::{Frozen, OpenHow, SlotKind, SlotView, draw};

use crate::backup_file::{BackupWriter, Kind};
use crate::error::from_disk;
use crate::folder::{Folder, LOG};
use crate::session::Changing;
use crate::{FieldProblem, MendError, Result, Space, Stream};

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct BackupView {
    pub bytes: u64,
    /// False when a together-only session made it: then the private file went in sealed, as it lay on the disk.
    pub private_checked: bool,
}

impl Changing<'_> {
    pub fn backup(&self, to: &Path) -> Result<BackupView> {
        let session = self.session;
        let io = &**session.folder.io();
        if io.exists(to).map_err(from_disk)? {
            return Err(MendError::FileExists);
        }
        let target = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if same_folder(target, session.folder.path()) {
            // A name that means something in there would be taken for a part of Mend at the next open.
            return Err(MendError::BadField { field: "backup", problem: FieldProblem::Malformed });
        }
        // A backup that cannot be restored is none: better to hear it now.
        for vault in session.open_private().chain([&session.together]) {
            if !vault.verify(&mut |_, _| {})?.is_good() {
                return Err(MendError::Damaged);
            }
        }
        let new = beside(to, &draw(&*session.rng(Stream::Transfer)));
        let written = self.write_backup(&new).and_then(|view| {
            session.folder.rename(&new, to)?;
            io.sync_dir(target).map_err(from_disk)?;
            Ok(view)
        });
        if written.is_err() {
            // The first error is the one to tell; what is left is a file that nothing takes for a backup.
            let _ = io.remove(&new);
        }
        written
    }

    fn write_backup(&self, new: &Path) -> Result<BackupView> {
        let session = self.session;
        let io = &**session.folder.io();
        let private = session.open_private().next().map(|vault| vault.freeze()).transpose()?;
        let together = session.together.freeze()?;
        let log = if private.is_none() { private_log(&session.folder)? } else { None };
        let mut backup = BackupWriter::create(io, new, 2 + usize::from(log.is_some()))?;
        backup.add(Kind::Together, |out| copy_sealed(&together, out))?;
        backup.add(Kind::Private, |out| match &private {
            Some(frozen) => copy_sealed(frozen, out),
            None => copy_as_it_lies(&session.folder, &session.folder.file(Space::Private, ""), out),
        })?;
        if let Some(log) = log {
            backup.add(Kind::PrivateLog, |out| copy_as_it_lies(&session.folder, &log, out))?;
        }
        Ok(BackupView { bytes: backup.finish()?, private_checked: private.is_some() })
    }
}

fn copy_sealed(frozen: &Frozen<'_>, out: &mut dyn Write) -> Result<()> {
    let stays = |slot: &SlotView| slot.kind != SlotKind::Device;
    frozen.copy_into(out, &stays)?;
    Ok(())
}

/// The file of a space that this session cannot open. The folder is ours, so nobody writes to it.
fn copy_as_it_lies(folder: &Folder, path: &Path, out: &mut dyn Write) -> Result<()> {
    let file = folder.io().open(path, OpenHow::ReadOnly).map_err(from_disk)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut offset = 0;
    loop {
        let got = file.read_at(&mut buffer, offset).map_err(from_disk)?;
        if got == 0 {
            return Ok(());
        }
        out.write_all(&buffer[..got]).map_err(from_disk)?;
        offset += got as u64;
    }
}

fn private_log(folder: &Folder) -> Result<Option<PathBuf>> {
    let path = folder.file(Space::Private, LOG);
    if !folder.io().exists(&path).map_err(from_disk)? {
        return Ok(None);
    }
    let file = folder.io().open(&path, OpenHow::ReadOnly).map_err(from_disk)?;
    Ok((file.len().map_err(from_disk)? > 0).then_some(path))
}

/// A name of its own in the same folder, so that the rename is one step and nobody's file is in the way.
fn beside(to: &Path, random: &[u8; 4]) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".{:08x}.new", u32::from_le_bytes(*random)));
    name.into()
}

fn same_folder(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
