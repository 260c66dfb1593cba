use super::*;
use crate::{KdfParams, Mend, SetUpRequest, UnlockOptions};

fn files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    files.sort();
    files
}

/// Whichever of the two is newer, the other is not brought to this version either.
#[test]
fn spaces_with_tables_of_a_newer_version_are_left_untouched() {
    for newer in [Space::Private, Space::Together] {
        let folder = tempfile::tempdir().unwrap();
        let mend = Mend::with(folder.path(), MendOptions { kdf: KdfParams::LEAST, ..MendOptions::default() });
        let passphrase = Passphrase::new("only mine").unwrap();
        let session = mend.set_up(SetUpRequest { private: Some(passphrase.clone()), together: None }).unwrap();
        let (private, together) = (session.private_db().unwrap(), session.together_db());
        let version = |space| if space == newer { 99 } else { 0 };
        private.write(|tx| Ok(tx.pragma_update(None, "user_version", version(Space::Private))?)).unwrap();
        together.write(|tx| Ok(tx.pragma_update(None, "user_version", version(Space::Together))?)).unwrap();
        session.lock();
        let before = files(folder.path());
        let refused = mend.unlock(&passphrase, UnlockOptions::default());
        assert_eq!(refused.err(), Some(MendError::NewerFormat));
        assert_eq!(mend.verify(&passphrase, &mut |_, _| {}).err(), Some(MendError::NewerFormat));
        assert_eq!(files(folder.path()), before);
    }
}
