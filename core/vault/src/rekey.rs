//! A vault held still: to be copied under a new master key, or as it is into a backup.

use std::io::Write;
use std::sync::{Arc, MutexGuard};

use zeroize::Zeroizing;

use crate::aead::Nonces;
use crate::error::VaultError;
use crate::files::Files;
use crate::header::{Header, LogState, REGION};
use crate::io::OpenHow;
use crate::kdf::Kdf;
use crate::keys::{MasterKey, SlotKind};
use crate::pages::{PAGE, count, file_offset, read_page, seal_page};
use crate::rng::{Rng, draw};
use crate::slots::{Directory, NewSlot, SlotView};
use crate::sys::Opened;
use crate::vault::{Place, Vault};

/// How a rekey changes the ways in. The others keep opening.
#[derive(Clone, Default)]
pub struct Rekey {
    /// Slots to leave out, by index.
    pub drop: Vec<usize>,
    pub add: Vec<NewSlot>,
    /// A new KDF. Every passphrase slot has to be dropped then: it could not be derived again.
    pub kdf: Option<Kdf>,
}

/// The master key of a copy that a rekey wrote.
pub struct NewKeys(MasterKey);

/// A vault that nobody else can use until this is dropped, its log empty.
pub struct Frozen<'a> {
    vault: &'a Vault,
    open: MutexGuard<'a, Option<Opened>>,
}

impl<'a> Frozen<'a> {
    pub(crate) fn new(vault: &'a Vault, open: MutexGuard<'a, Option<Opened>>) -> Self {
        Self { vault, open }
    }

    /// Writes a copy under a new master key to `place`, and syncs it; the caller syncs the folder, renames it over the
    /// vault, and calls [`Frozen::reopen`]. The vault itself stays as it is.
    ///
    /// A removed passphrase opens no page written from then on, also for someone who kept an old copy of the header.
    ///
    /// # Errors
    /// `SlotNotFound` and `NoFreeSlot` for a change that does not fit; `Damaged` when a page does not open.
    pub fn rekey_into(&self, place: &Place, change: &Rekey) -> Result<NewKeys, VaultError> {
        let files = self.files()?;
        let mut directory = files.directory()?;
        for index in &change.drop {
            directory.remove(*index)?;
        }
        for slot in &change.add {
            directory.add(slot, &files.vault)?;
        }
        let kdf = change.kdf.unwrap_or(files.header().kdf());
        kdf.params.checked()?;
        let stays = |view: &SlotView| view.kind == SlotKind::Passphrase && !change.drop.contains(&view.index);
        if change.kdf.is_some() && files.directory()?.views().iter().any(stays) {
            return Err(VaultError::SlotNotFound);
        }
        // The vault keeps its id: the slot keys in the directory are derived with it.
        let header = Header::make(&files.vault, &kdf, &*files.rng);
        let master = MasterKey::make(&*files.rng);
        let pages = count(&*files.main)?;
        write_vault(place, &files.rng, header, &directory, &master, pages, |page, buf| read_page(files, page, buf))?;
        Ok(NewKeys(master))
    }

    /// After the copy was renamed over the vault's own path: goes on with it. If that fails the vault is as good as
    /// locked.
    pub fn reopen(mut self, keys: NewKeys) -> Result<(), VaultError> {
        self.vault.reopen(&mut self.open, keys.0)
    }

    /// Writes the vault's bytes, without the slots for which `keep` says no, to `out`. Returns how many.
    /// They are a vault like any other when they lie in a file.
    pub fn copy_into(&self, out: &mut dyn Write, keep: &dyn Fn(&SlotView) -> bool) -> Result<u64, VaultError> {
        let files = self.files()?;
        let mut directory = files.directory()?;
        for view in directory.views().iter().filter(|view| !keep(view)) {
            directory.remove(view.index)?;
        }
        let mut header = files.header();
        header.set_log_state(LogState::None);
        directory.write(&mut header, &files.master, &files.keys, &files.nonces, &*files.rng);
        let copy = header.finish(&files.keys);
        out.write_all(copy)?;
        out.write_all(copy)?;
        let mut page = vec![0; PAGE];
        let pages = count(&*files.main)?;
        for number in 1..=pages {
            files.check_running()?;
            if files.main.read_at(&mut page, file_offset(number))? != PAGE {
                return Err(VaultError::Damaged(crate::error::Part::Page(number)));
            }
            out.write_all(&page)?;
        }
        Ok(REGION + u64::from(pages) * PAGE as u64)
    }

    fn files(&self) -> Result<&Arc<Files>, VaultError> {
        Ok(self.open.as_ref().ok_or(VaultError::Locked)?.files())
    }
}

/// Writes a whole vault file, whose pages `page_text` gives in clear, and syncs it.
pub(crate) fn write_vault(
    place: &Place,
    rng: &Arc<dyn Rng>,
    mut header: Header,
    directory: &Directory,
    master: &MasterKey,
    pages: u32,
    mut page_text: impl FnMut(u32, &mut [u8]) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    if place.io.exists(&place.path)? {
        return Err(VaultError::AlreadyExists);
    }
    let vault = header.vault_id();
    let keys = master.derive_keys(&vault);
    let nonces = Nonces::new(rng.clone());
    header.set_sequence(1);
    header.set_log_state(LogState::None);
    header.set_epoch(draw(&**rng));
    directory.write(&mut header, master, &keys, &nonces, &**rng);
    let file = place.io.open(&place.path, OpenHow::CreateNew)?;
    let mut page = Zeroizing::new(vec![0; PAGE]);
    for number in 1..=pages {
        page_text(number, &mut page)?;
        seal_page(&keys.page, nonces.draw(), &vault, number, &mut page);
        file.write_at(&page, file_offset(number))?;
    }
    let copy = header.finish(&keys);
    file.write_at(copy, 0)?;
    file.write_at(copy, crate::header::COPY as u64)?;
    file.sync()?;
    Ok(())
}
