//! The folder that an output takes, its neighbours, and the lock that keeps two builds apart.
//!
//! Beside `public` a build uses `.public.nidan-new` (the new tree, later the old one), `.public.nidan-old` (only where
//! the two cannot change places in one step) and `.public.nidan-lock`. None is left after a build; what a killed build
//! leaves, the next one clears.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
use rustix::io::Errno;

use super::{PublishError, is_missing, manifest};

/// An output folder that this build alone may write.
#[derive(Debug)]
pub(super) struct Place {
    /// Where the output stands.
    pub(super) out: PathBuf,
    /// Where the new one grows.
    pub(super) staging: PathBuf,
    aside: PathBuf,
    lock: PathBuf,
    /// Held while this build works: the system lets go of it when the program ends, however it ends.
    _held: File,
}

impl Place {
    /// Takes the lock, clears what a killed build has left, and makes sure that `out` may be replaced.
    pub(super) fn claim(out: &Path) -> Result<Self, PublishError> {
        let out = resolve(out)?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| PublishError::NotAFolder(out.clone()))?;
        let beside = |end: &str| out.with_file_name(format!(".{name}.nidan-{end}"));
        let lock = beside("lock");
        let held = take(&lock, &out)?;
        let place = Self { staging: beside("new"), aside: beside("old"), lock, _held: held, out };
        place.recover()?;
        place.must_be_replaceable()?;
        Ok(place)
    }

    /// Puts the new tree where the old one stands; returns the old one if it could not be removed afterwards.
    pub(super) fn swap(&self) -> Result<Option<PathBuf>, PublishError> {
        self.must_be_replaceable()?;
        let failed = |source| PublishError::disk("replace", &self.out, source);
        let old = if !exists(&self.out)? {
            fs::rename(&self.staging, &self.out).map_err(failed)?;
            return Ok(None);
        } else if exchange(&self.staging, &self.out).map_err(failed)? {
            &self.staging
        } else {
            self.swap_in_two_steps().map_err(failed)?;
            &self.aside
        };
        Ok(remove(old).is_err().then(|| old.clone()))
    }

    /// The way for file systems that cannot exchange two folders. A build killed between the steps is mended by
    /// [`Place::recover`].
    pub(super) fn swap_in_two_steps(&self) -> io::Result<()> {
        fs::rename(&self.out, &self.aside)?;
        fs::rename(&self.staging, &self.out).inspect_err(|_| {
            // The old output goes back; the first failure is the one to report.
            let _ = fs::rename(&self.aside, &self.out);
        })
    }

    fn recover(&self) -> Result<(), PublishError> {
        if exists(&self.aside)? && !exists(&self.out)? {
            let back = fs::rename(&self.aside, &self.out);
            back.map_err(|source| PublishError::disk("restore", &self.out, source))?;
        }
        for left in [&self.aside, &self.staging] {
            remove(left).map_err(|source| PublishError::disk("remove", left, source))?;
        }
        Ok(())
    }

    fn must_be_replaceable(&self) -> Result<(), PublishError> {
        let mut entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if is_missing(&error) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(PublishError::NotAFolder(self.out.clone()));
            }
            Err(error) => return Err(PublishError::disk("read", &self.out, error)),
        };
        if entries.next().is_none() || manifest::is_ours(&self.out) {
            return Ok(());
        }
        Err(PublishError::Foreign(self.out.clone()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // After a finished build there is nothing to remove; after a broken one, the next build tries again.
        let _ = remove(&self.staging);
        // Removed while still held: see `take`.
        let _ = fs::remove_file(&self.lock);
    }
}

/// Follows links, so that folders change places on the disk where they are. The folder itself may be missing.
fn resolve(out: &Path) -> Result<PathBuf, PublishError> {
    let failed = |source| PublishError::disk("find", out, source);
    match fs::canonicalize(out) {
        Ok(found) => Ok(found),
        Err(error) if is_missing(&error) => {
            let name = out.file_name().ok_or_else(|| PublishError::NotAFolder(out.to_owned()))?;
            let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            super::make_folder(parent)?;
            Ok(fs::canonicalize(parent).map_err(failed)?.join(name))
        }
        Err(error) => Err(failed(error)),
    }
}

fn exists(path: &Path) -> Result<bool, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(PublishError::disk("read", path, error)),
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if !is_missing(&error) => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Lets two folders change places in one step; says whether the file system can.
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes the lock. A build removes its lock file while it holds it, so one that opened the file just before may hold
/// a lock on a file that is gone: it then tries again.
fn take(lock: &Path, out: &Path) -> Result<File, PublishError> {
    let failed = |source| PublishError::disk("lock", lock, source);
    loop {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(lock).map_err(failed)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Err(PublishError::Locked(out.to_owned())),
            Err(error) => return Err(failed(error.into())),
        }
        let held = file.metadata().map_err(failed)?;
        match fs::metadata(lock) {
            Ok(there) if (there.dev(), there.ino()) == (held.dev(), held.ino()) => return Ok(file),
            Ok(_) => {}
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(failed(error)),
        }
    }
}
