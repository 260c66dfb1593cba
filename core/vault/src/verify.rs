//! Reading everything, to say what is damaged and what is not.

use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::files::Files;
use crate::pages::{PAGE, count, read_page};

/// What `verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Pages of the database.
    pub pages: u32,
    /// Pages that do not open, by number from 1.
    pub damaged: Vec<u32>,
    /// Whether SQLite finds tables and indexes whole. False when a page is damaged.
    pub structure_ok: bool,
    /// Whether the last changes are all there.
    pub log_ok: bool,
}

impl Verdict {
    pub fn is_good(&self) -> bool {
        self.damaged.is_empty() && self.structure_ok && self.log_ok
    }
}

/// Opens every page of the database in its newest version, in the log or in the file.
pub(crate) fn examine(files: &Files, progress: &mut dyn FnMut(u32, u32)) -> Result<Verdict, VaultError> {
    let (committed, size, log_ok) = match files.log().committed(files) {
        Ok((committed, size)) => (committed, size, true),
        Err(VaultError::Damaged(_)) => (Default::default(), None, false),
        Err(e) => return Err(e),
    };
    let pages = size.unwrap_or(count(&*files.main)?);
    let mut damaged = Vec::new();
    let mut page = Zeroizing::new(vec![0; PAGE]);
    for number in 1..=pages {
        // Newer in the log: what lies in the file is of no account, and may be torn.
        if !committed.contains_key(&number) {
            match read_page(files, number, &mut page) {
                Ok(()) => {}
                Err(VaultError::Damaged(_)) => damaged.push(number),
                Err(e) => return Err(e),
            }
        }
        if number % 256 == 0 || number == pages {
            progress(number, pages);
        }
    }
    Ok(Verdict { pages, damaged, structure_ok: true, log_ok })
}
