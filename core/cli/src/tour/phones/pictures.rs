//! The phones, and the pictures that go between them.

use std::fs;
use std::path::{Path, PathBuf};

use mend_core::partner::{ItemView, Partner, ReceivedView};
use mend_core::sharing::{PreviewView, ShareRequest};
use mend_core::{ItemId, Mend, MendError, Passphrase, Session, SetUpRequest};

use super::look::Look;
use super::story;
use crate::codes::{Code, Reader};
use crate::tour::stage::{Problem, Stage, expect};

/// A folder of Mend of its own, open.
pub struct Phone {
    pub owner: &'static str,
    pub session: Session,
    folder: PathBuf,
}

impl Phone {
    fn set_up(stage: &Stage, owner: &'static str, folder: &str) -> Result<Self, Problem> {
        let mend = stage.another(folder);
        let session = mend.set_up(SetUpRequest { private: Some(stage.private.clone()), together: None })?;
        Ok(Self { owner, session, folder: mend.folder().to_owned() })
    }

    pub fn partner(&self) -> Result<Partner, Problem> {
        Ok(self.session.partner()?)
    }

    /// Looks at what would go, and shares exactly that.
    pub fn share(&self, request: &ShareRequest) -> Result<(ItemId, PreviewView), Problem> {
        let sharing = self.session.sharing()?;
        let preview = sharing.preview(request)?;
        let item = sharing.share(request, &preview.digest, preview.asks_twice)?;
        Ok((item, preview))
    }

    /// What the camera of this phone makes of a picture.
    pub fn scan(&self, picture: &Path) -> Result<ReceivedView, Problem> {
        let partner = self.partner()?;
        let keys = partner.frame_keys()?;
        let mut reader = Reader::of_bundles(&keys.incoming, &keys.out);
        reader.read(picture, &mut |_| {})?;
        Ok(partner.receive(&reader.end()?.only()?)?)
    }

    /// Everything that its folder holds: name and bytes.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Problem> {
        files(&self.folder)
    }

    /// The phone is gone. Another one, made from a backup, takes its place.
    pub fn replace(&mut self, backup: &Path, passphrase: &Passphrase, another: &Mend) -> Result<(), Problem> {
        self.session.lock();
        fs::remove_dir_all(&self.folder)?;
        self.session = another.restore(backup, passphrase, &mut |_, _| {})?;
        another.folder().clone_into(&mut self.folder);
        Ok(())
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.session.lock();
    }
}

/// A code that stands on a screen, and the picture of it.
pub struct Shown {
    pub code: Code,
    pub picture: PathBuf,
    pub bytes: usize,
    pub modules: usize,
}

impl Shown {
    /// What another camera reads in it.
    pub fn read_pairing(&self) -> Result<Vec<u8>, Problem> {
        read_pairing(&self.picture)
    }

    /// Its bytes, still sealed. A code that stands still needs no key for that.
    pub fn read_bundle(&self) -> Result<Vec<u8>, Problem> {
        let mut reader = Reader::of_bundles(&[0; 32], &[0; 32]);
        reader.read(&self.picture, &mut |_| {})?;
        Ok(reader.end()?.only()?)
    }
}

pub fn read_pairing(picture: &Path) -> Result<Vec<u8>, Problem> {
    let mut reader = Reader::of_pairing();
    reader.read(picture, &mut |_| {})?;
    Ok(reader.end()?.only()?)
}

pub struct Phones {
    pub ines: Phone,
    pub joris: Phone,
    /// Of someone who stands behind them with a camera.
    pub stranger: Phone,
    pub passphrase: Passphrase,
    /// What was shared, in that order.
    pub items: Vec<ItemId>,
    /// The picture of the first code, and the words that came of it.
    pub offer: Option<PathBuf>,
    pub words: Vec<String>,
    /// What was shared last, as it was seen before it went.
    pub previews: Vec<(ItemId, PreviewView)>,
    /// What both had before one phone was lost.
    pub before: Vec<ItemView>,
    pub folder: PathBuf,
    /// Of all codes with a bundle.
    pub bundles: Vec<PathBuf>,
    drawn: usize,
}

impl Phones {
    pub fn set_up(stage: &Stage) -> Result<Self, Problem> {
        let folder = stage.path("pictures");
        fs::create_dir(&folder)?;
        Ok(Self {
            ines: Phone::set_up(stage, "Ines", "the phone of ines")?,
            joris: Phone::set_up(stage, "Joris", "the phone of joris")?,
            stranger: Phone::set_up(stage, "", "the phone of someone else")?,
            passphrase: stage.private.clone(),
            items: Vec::new(),
            offer: None,
            words: Vec::new(),
            previews: Vec::new(),
            before: Vec::new(),
            folder,
            bundles: Vec::new(),
            drawn: 0,
        })
    }

    /// By its place among what was shared.
    pub fn item(&self, place: usize) -> Result<ItemId, Problem> {
        self.items.get(place).copied().ok_or(Problem::Core(MendError::NotFound))
    }

    pub fn agreement(&self) -> Result<ItemId, Problem> {
        self.item(story::AGREEMENT)
    }

    pub fn looks(&self) -> Result<[Look; 2], Problem> {
        Ok([Look::at(&self.ines, &self.items)?, Look::at(&self.joris, &self.items)?])
    }

    fn draw(&mut self, code: Code, bytes: usize) -> Result<Shown, Problem> {
        self.drawn += 1;
        let picture = self.folder.join(format!("{:02}.png", self.drawn));
        fs::write(&picture, code.png()?)?;
        let modules = code.modules()?;
        Ok(Shown { code, picture, bytes, modules })
    }

    pub fn draw_pairing(&mut self, body: &[u8]) -> Result<Shown, Problem> {
        self.draw(Code::pairing(body)?, body.len())
    }

    /// All that waits, in one code.
    fn show(&mut self, partner: &Partner) -> Result<Shown, Problem> {
        let (out, keys) = (partner.bundle()?, partner.frame_keys()?);
        expect("more than fits", false, out.more)?;
        let shown = self.draw(Code::bundle(&out.bytes, &keys.out, None)?, out.bytes.len())?;
        self.bundles.push(shown.picture.clone());
        Ok(shown)
    }

    pub fn show_from_the_stranger(&mut self) -> Result<Shown, Problem> {
        let partner = self.stranger.partner()?;
        self.show(&partner)
    }

    pub fn show_from_ines(&mut self) -> Result<Shown, Problem> {
        let partner = self.ines.partner()?;
        self.show(&partner)
    }

    pub fn show_from_joris(&mut self) -> Result<Shown, Problem> {
        let partner = self.joris.partner()?;
        self.show(&partner)
    }

    pub fn scan_at_joris(&self, shown: &Shown) -> Result<ReceivedView, Problem> {
        self.joris.scan(&shown.picture)
    }

    pub fn scan_at_ines(&self, shown: &Shown) -> Result<ReceivedView, Problem> {
        self.ines.scan(&shown.picture)
    }
}

fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        files.push((file.file_name().to_string_lossy().into_owned(), fs::read(file.path())?));
    }
    files.sort();
    Ok(files)
}
