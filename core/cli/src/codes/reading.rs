//! Pictures of codes back to bytes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use mend_qr::read::{self, Limits, Pictures};
use mend_qr::{CodeError, Content, Decoder, Kind, Progress, StaticCode};

use super::{BUNDLE, CodeProblem, PAIRING, Seen, Unread};

/// The files that are named, and those of a folder by their names, but for hidden ones. Refuses a name that is none, before any is read.
pub fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CodeProblem> {
    let mut files = Vec::new();
    for path in paths {
        let missing = |_| CodeProblem::unread(path, Unread::Missing);
        if !fs::metadata(path).map_err(missing)?.is_dir() {
            files.push(path.clone());
            continue;
        }
        let inside = fs::read_dir(path).map_err(missing)?;
        let mut inside: Vec<PathBuf> = inside.filter_map(|file| Some(file.ok()?.path())).collect();
        let is_hidden = |file: &Path| file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        inside.retain(|file| file.is_file() && !is_hidden(file));
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

/// Takes pictures in any order, and keeps what their codes say.
pub struct Reader {
    wanted: Kind,
    /// For codes that go on, where these are looked for.
    moving: Option<Moving>,
    found: Vec<Vec<u8>>,
    seen: BTreeMap<Seen, u64>,
    limits: Limits,
}

struct Moving {
    theirs: Decoder,
    /// Knows the codes of this phone itself.
    own: Decoder,
}

/// What was looked for, in the order in which it became whole, each once.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub bodies: Vec<Vec<u8>>,
    /// Of another one that is not whole.
    pub unfinished: Option<CodeProblem>,
}

impl Found {
    /// Where one can be meant.
    pub fn only(mut self) -> Result<Vec<u8>, CodeProblem> {
        match (self.bodies.pop(), self.bodies.is_empty()) {
            (Some(body), true) => Ok(body),
            _ => Err(CodeProblem::Several),
        }
    }
}

impl Reader {
    pub fn of_pairing() -> Self {
        Self::new(PAIRING, None)
    }

    /// By the keys of the frames that come in, and of those that this phone shows itself.
    pub fn of_bundles(incoming: &[u8; 32], own: &[u8; 32]) -> Self {
        Self::new(BUNDLE, Some(Moving { theirs: Decoder::new(incoming), own: Decoder::new(own) }))
    }

    fn new(wanted: Kind, moving: Option<Moving>) -> Self {
        Self { wanted, moving, found: Vec::new(), seen: BTreeMap::new(), limits: Limits::default() }
    }

    /// All pictures of a file, until a code that goes on is whole: a film shows one. `progress` hears how far it is.
    ///
    /// # Errors
    /// [`CodeProblem::Unread`]: what came before in the file was taken, and other files can follow.
    pub fn read(&mut self, path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), CodeProblem> {
        let file = bytes_of(path, self.limits.bytes).map_err(|why| CodeProblem::unread(path, why))?;
        let unread = |error| CodeProblem::unread(path, error);
        for picture in Pictures::open(&file, &self.limits).map_err(unread)? {
            let codes = read::codes(&picture.map_err(unread)?);
            if codes.is_empty() {
                self.count(Seen::Nothing);
            }
            for code in codes {
                match self.take(&code, progress) {
                    Ok(Whole::Moving) => return Ok(()),
                    Ok(_) => {}
                    Err(seen) => self.count(seen),
                }
            }
        }
        Ok(())
    }

    fn count(&mut self, seen: Seen) {
        *self.seen.entry(seen).or_default() += 1;
    }

    fn take(&mut self, code: &Content, progress: &mut dyn FnMut(Progress)) -> Result<Whole, Seen> {
        let Content::Digits(digits) = code else { return Err(Seen::NotOurs) };
        let Some(moving) = &mut self.moving else {
            // Where nothing goes on, a frame is the damaged code that has our first byte.
            let code = StaticCode::read(digits).map_err(|error| match Seen::from(error) {
                Seen::Damaged => Seen::OfSharing,
                seen => seen,
            })?;
            return self.take_still(code);
        };
        let read = moving.theirs.read(digits);
        if read == Err(CodeError::WrongKey) && moving.own.read(digits).is_ok() {
            return Err(Seen::Own);
        }
        match read? {
            mend_qr::Seen::Static(code) => self.take_still(code),
            mend_qr::Seen::Frame { progress: now, .. } => {
                progress(now);
                Ok(Whole::No)
            }
            mend_qr::Seen::Complete { payload, .. } => {
                self.keep(payload);
                Ok(Whole::Moving)
            }
            mend_qr::Seen::Late { .. } => Ok(Whole::No),
        }
    }

    fn take_still(&mut self, code: StaticCode) -> Result<Whole, Seen> {
        if code.kind != self.wanted {
            return Err(match code.kind {
                PAIRING => Seen::OfPairing,
                BUNDLE => Seen::OfSharing,
                _ => Seen::Newer,
            });
        }
        self.keep(code.body);
        Ok(Whole::Still)
    }

    fn keep(&mut self, body: Vec<u8>) {
        if !self.found.contains(&body) {
            self.found.push(body);
        }
    }

    /// What else the pictures showed, for notes; the most telling first.
    pub fn seen(&self) -> Vec<CodeProblem> {
        self.seen.iter().map(|(what, pictures)| CodeProblem::Seen { what: *what, pictures: *pictures }).collect()
    }

    /// # Errors
    /// Why nothing is whole.
    pub fn end(self) -> Result<Found, CodeProblem> {
        let known = self.moving.as_ref().and_then(|moving| moving.theirs.transfers().last());
        let unfinished =
            known.map(|(_, progress)| CodeProblem::PartsMissing { known: progress.known, of: progress.of });
        if !self.found.is_empty() {
            return Ok(Found { bodies: self.found, unfinished });
        }
        let nothing = CodeProblem::Seen { what: Seen::Nothing, pictures: 0 };
        Err(unfinished.or_else(|| self.seen().into_iter().next()).unwrap_or(nothing))
    }
}

/// Whether a code was the end of something.
enum Whole {
    No,
    Still,
    Moving,
}

fn bytes_of(path: &Path, most: usize) -> Result<Vec<u8>, Unread> {
    let file = File::open(path).map_err(|e| match e.kind() {
        ErrorKind::NotFound => Unread::Missing,
        _ => Unread::Broken,
    })?;
    let mut bytes = Vec::new();
    // One more than is taken, to see that there is more.
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| Unread::Broken)?;
    if bytes.len() > most { Err(Unread::TooLarge) } else { Ok(bytes) }
}
