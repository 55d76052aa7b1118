//! Puts a finished tree of files in its place: whole, or not at all. The only writer of outputs.
//!
//! A [`Staging`] gathers files in a folder beside the output and then changes places with it. What is already there
//! is kept as a hard link when it is the same, and never replaced when it is not ours.

mod error;
mod file;
mod manifest;
mod place;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

pub use error::PublishError;
pub use file::{create_file, write_file};
pub use manifest::{MANIFEST, Meta};

use place::Place;

/// What a finished build consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files in the output, the manifest included.
    pub files: usize,
    /// Those of them that were there already, byte for byte.
    pub kept: usize,
    /// Bytes in the output.
    pub bytes: u64,
    /// The old output, where it could not be removed after the change; the next build removes it.
    pub left_behind: Option<PathBuf>,
}

/// A tree of files in the making. Dropped unfinished, it is removed and the old output stays.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    files: Mutex<BTreeMap<String, Entry>>,
    /// Folders that are there, by their paths from the root.
    folders: Mutex<BTreeSet<String>>,
}

#[derive(Clone, Debug)]
struct Entry {
    sha256: String,
    bytes: u64,
    kept: bool,
}

impl Staging {
    /// Starts a tree that will become the folder `out`.
    ///
    /// # Errors
    /// When `out` holds something that no build of ours has made, another build is at work on it, or the disk refuses.
    pub fn new(out: &Path) -> Result<Self, PublishError> {
        let place = Place::claim(out)?;
        make_folder(&place.staging)?;
        Ok(Self { place, files: Mutex::default(), folders: Mutex::default() })
    }

    /// Adds a file at a path from the root, with `/` between steps. Any thread may call it.
    ///
    /// # Errors
    /// When the path leaves the tree or is taken, or the disk refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if !is_inside(path) || path == MANIFEST {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        let sha256 = hex(&Sha256::digest(bytes));
        let entry = Entry { sha256, bytes: bytes.len() as u64, kept: false };
        // The path is taken before the file is written, so that of two threads one hears of the clash.
        if self.files().insert(path.to_owned(), entry).is_some() {
            return Err(PublishError::Twice(path.to_owned()));
        }
        let kept = self.write(path, bytes)?;
        if let Some(entry) = self.files().get_mut(path) {
            entry.kept = kept;
        }
        Ok(())
    }

    /// Writes the manifest and puts the tree in its place.
    ///
    /// # Errors
    /// When the disk refuses, or something foreign has appeared in the output meanwhile; the old output then stays.
    pub fn finish(self, meta: &Meta) -> Result<Summary, PublishError> {
        let files = std::mem::take(&mut *self.files());
        let manifest = manifest::write(meta, &files);
        let kept = self.write(MANIFEST, &manifest)?;
        let summary = Summary {
            files: files.len() + 1,
            kept: files.values().filter(|entry| entry.kept).count() + usize::from(kept),
            bytes: files.values().map(|entry| entry.bytes).sum::<u64>() + manifest.len() as u64,
            left_behind: self.place.swap()?,
        };
        Ok(summary)
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        // A panic elsewhere cannot leave the map half changed.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a file, or links the old one when it is the same; says which.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, PublishError> {
        let target = self.place.staging.join(path);
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.ensure(folder)?;
        }
        let old = self.place.out.join(path);
        if holds(&old, bytes) && fs::hard_link(&old, &target).is_ok() {
            return Ok(true);
        }
        let written = File::create_new(&target).and_then(|mut file| file.write_all(bytes));
        written.map_err(|source| PublishError::disk("write", &target, source))?;
        Ok(false)
    }

    fn ensure(&self, folder: &str) -> Result<(), PublishError> {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.contains(folder) {
            make_folder(&self.place.staging.join(folder))?;
            known.insert(folder.to_owned());
        }
        Ok(())
    }
}

/// Makes a folder, and those that it lies in.
///
/// # Errors
/// When the disk refuses.
#[expect(clippy::disallowed_methods, reason = "publish is where outputs are written")]
pub fn make_folder(folder: &Path) -> Result<(), PublishError> {
    fs::create_dir_all(folder).map_err(|source| PublishError::disk("create", folder, source))
}

/// Says whether a file is there with these bytes. The file is read rather than its old digest believed: someone may
/// have edited it, and then it must not live on.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|old| old == bytes)
}

fn is_inside(path: &str) -> bool {
    let step = |step: &str| !step.is_empty() && step != "." && step != ".." && !step.contains(['\\', '\0']);
    path.split('/').all(step)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}
