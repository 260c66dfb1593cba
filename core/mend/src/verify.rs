//! Reading everything, to say what is damaged and what can still be read. Nothing on the disk changes: the vaults are
//! opened through an [`Overlay`](crate::overlay::Overlay), and what opening has to write stays in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use mend_vault::rusqlite::Connection;
use mend_vault::{OpenOptions, Passphrase, Secret, Vault, VaultError, Verdict};

use crate::folder::Folder;
use crate::space::{Db, Private, Together};
use crate::ways::Way;
use crate::{MendError, MendOptions, Result, Space, Stream, schema};

/// What `verify` found, for a folder or for a backup.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct VerifyView {
    pub spaces: Vec<SpaceVerdict>,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SpaceVerdict {
    pub space: Space,
    /// Whether every page opened. `None` when this passphrase does not open the space.
    pub intact: Option<bool>,
    pub pages: u32,
    /// Numbers of the pages that cannot be read, from 1.
    pub damaged_pages: Vec<u32>,
    /// Journal entries whose text can still be read, and those that cannot.
    pub entries_readable: u32,
    pub entries_damaged: u32,
}

impl VerifyView {
    pub fn is_intact(&self) -> bool {
        self.spaces.iter().all(|space| space.intact != Some(false))
    }
}

/// Counts what several steps did against what all of them will do.
pub(crate) struct Progress<'p> {
    pub done: u64,
    pub of: u64,
    pub tell: &'p mut dyn FnMut(u64, u64),
}

impl Progress<'_> {
    pub fn step(&mut self, more: u64) {
        self.done = (self.done + more).min(self.of);
        (self.tell)(self.done, self.of);
    }
}

/// Pages of both files, as their lengths say.
pub(crate) fn pages(folder: &Folder) -> u64 {
    [Space::Together, Space::Private].into_iter().map(|space| pages_of(folder, space)).sum()
}

fn pages_of(folder: &Folder, space: Space) -> u64 {
    let path = folder.file(space, "");
    let file = folder.io().open(&path, mend_vault::OpenHow::ReadOnly);
    file.and_then(|file| file.len()).map_or(0, |len| len.saturating_sub(8192) / 4096)
}

/// Examines the two files of `folder`, which must be read through an overlay.
///
/// # Errors
/// `WrongPassphrase` when it opens neither; `NewerFormat`; what the disk says. Damage is no error here but a finding.
pub(crate) fn examine(
    folder: &Folder,
    options: &MendOptions,
    passphrase: &Passphrase,
    progress: &mut Progress<'_>,
) -> Result<VerifyView> {
    let secret = Secret::Passphrase(kdf(folder)?.derive(passphrase)?);
    let exam = Exam { folder, options, secret: &secret };
    let (together, way) = exam.space(Space::Together, None, progress)?;
    let (private, _) = exam.space(Space::Private, way, progress)?;
    if together.intact.is_none() && private.intact != Some(true) {
        return Err(MendError::WrongPassphrase);
    }
    Ok(VerifyView { spaces: vec![together, private] })
}

/// Both files carry the same; either will do when the other is damaged.
fn kdf(folder: &Folder) -> Result<mend_vault::Kdf> {
    match Vault::kdf(&folder.place(Space::Together)) {
        Err(VaultError::Damaged(_) | VaultError::NotAVault) => Ok(Vault::kdf(&folder.place(Space::Private))?),
        found => Ok(found?),
    }
}

struct Exam<'e> {
    folder: &'e Folder,
    options: &'e MendOptions,
    secret: &'e Secret,
}

/// How a vault could be looked at.
enum Found {
    /// Opened; the second says whether with its last changes.
    Open(Arc<Vault>, bool),
    /// Too damaged to open, yet its pages could be read.
    Unopened(Verdict),
    /// Not even a header.
    Nothing,
    /// By this passphrase, not at all.
    Closed,
}

impl Exam<'_> {
    /// `together_by` is how the same passphrase opened the together file. Returns how it opened this one.
    fn space(
        &self,
        space: Space,
        together_by: Option<Way>,
        progress: &mut Progress<'_>,
    ) -> Result<(SpaceVerdict, Option<Way>)> {
        let mut verdict = SpaceVerdict {
            space,
            intact: Some(false),
            pages: 0,
            damaged_pages: Vec::new(),
            entries_readable: 0,
            entries_damaged: 0,
        };
        let start = progress.done;
        let expected = pages_of(self.folder, space);
        let mut way = None;
        match self.look(space, expected, progress)? {
            Found::Open(vault, with_last_changes) => {
                way = Way::of(&vault.opened_by()?);
                let found = vault.verify(&mut pages_read(progress, start, expected))?;
                verdict.intact = Some(found.is_good() && with_last_changes);
                (verdict.pages, verdict.damaged_pages) = (found.pages, found.damaged);
                let checked = match space {
                    Space::Together => schema::check_together(&self.db::<Together>(&vault)),
                    Space::Private => schema::check_private(&self.db::<Private>(&vault)),
                };
                match checked {
                    // Not the file that its name says, or page 1 is among the damaged ones.
                    Err(MendError::Damaged) => verdict.intact = Some(false),
                    checked => checked?,
                }
                if space == Space::Private {
                    let count = |conn: &Connection| Ok(count_entries(conn));
                    (verdict.entries_readable, verdict.entries_damaged) = self.db::<Private>(&vault).read(count)?;
                }
                vault.lock();
            }
            Found::Unopened(found) => (verdict.pages, verdict.damaged_pages) = (found.pages, found.damaged),
            Found::Nothing => {}
            // A passphrase that opened together as the private one must open this file: the two are not of one day.
            Found::Closed if together_by.is_some_and(Way::opens_private) => {}
            Found::Closed => verdict.intact = None,
        }
        progress.done = start;
        progress.step(expected);
        Ok((verdict, way))
    }

    fn look(&self, space: Space, expected: u64, progress: &mut Progress<'_>) -> Result<Found> {
        let place = self.folder.place(space);
        let rng = self.options.rng.stream(Stream::Transfer);
        let open =
            |without_last_changes| Vault::open(&place, rng.clone(), self.secret, OpenOptions { without_last_changes });
        let opened = match open(false) {
            Err(VaultError::LastChangesDamaged) => open(true).map(|vault| Found::Open(Arc::new(vault), false)),
            opened => opened.map(|vault| Found::Open(Arc::new(vault), true)),
        };
        let start = progress.done;
        let unopened = match opened {
            Err(VaultError::Damaged(_)) => {
                Vault::verify_unopened(&place, rng.clone(), self.secret, &mut pages_read(progress, start, expected))
                    .map(Found::Unopened)
            }
            found => found,
        };
        match unopened {
            Err(VaultError::WrongSecret) => Ok(Found::Closed),
            Err(VaultError::Damaged(_) | VaultError::LastChangesDamaged | VaultError::NotAVault) => Ok(Found::Nothing),
            found => Ok(found?),
        }
    }

    fn db<S>(&self, vault: &Arc<Vault>) -> Db<S> {
        Db::new(vault.clone(), self.options.clock.clone(), self.options.rng.stream(Stream::Transfer))
    }
}

/// A log may hold pages that the file does not have yet: no more than `expected` are told of.
fn pages_read<'a>(progress: &'a mut Progress<'_>, start: u64, expected: u64) -> impl FnMut(u32, u32) + 'a {
    move |done, _| {
        progress.done = start;
        progress.step(expected.min(done.into()));
    }
}

/// Entries whose text can be read, and entries that are known of but cannot. Every list of entries is followed from
/// both ends as far as it can be read, since a damaged page ends it.
fn count_entries(conn: &Connection) -> (u32, u32) {
    let known: BTreeSet<i64> = [
        "SELECT id FROM entry ORDER BY id",
        "SELECT id FROM entry ORDER BY id DESC",
        "SELECT entry FROM timeline ORDER BY happened_at, entry",
        "SELECT entry FROM timeline ORDER BY happened_at DESC, entry DESC",
    ]
    .into_iter()
    .flat_map(|query| ids(conn, query))
    .collect();
    let (mut readable, mut damaged) = (0, 0);
    for id in known {
        let read = conn
            .prepare_cached("SELECT text FROM entry WHERE id = ?1")
            .and_then(|mut query| query.query_row([id], |row| Ok(row.get_ref(0)?.as_str().is_ok())));
        match read {
            Ok(true) => readable += 1,
            _ => damaged += 1,
        }
    }
    (readable, damaged)
}

/// The numbers that `query` gives until the first that cannot be read.
fn ids(conn: &Connection, query: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    let _ended_by_damage = conn.prepare(query).and_then(|mut query| {
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            ids.push(row.get(0)?);
        }
        Ok(())
    });
    ids
}
