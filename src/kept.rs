//! What is kept on disk from one call of the program to the next, because making it again takes long: replications,
//! pictures, PDFs; and what other programs look for there.
//!
//! An entry of a shelf is one file under `.nidan/`, named by a digest of everything that its bytes follow from. It ends with its
//! name and a digest of itself. What is damaged, missing or cannot be written is made; nothing here ever fails.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use include_dir::Dir;

use crate::base::digest::{Digest, Hasher};

/// The most bytes that a shelf keeps from one call of the program to the next.
const LIMIT: u64 = 1 << 30;
/// Larger entries are not kept.
const ENTRY_LIMIT: usize = 64 << 20;
/// Hexadecimal digits of a digest.
const DIGITS: usize = 64;

/// Entries of one kind.
#[derive(Debug)]
pub struct Shelf {
    /// `.nidan/`.
    nidan: PathBuf,
    folder: PathBuf,
    ending: &'static str,
    limit: u64,
    written: AtomicU64,
}

impl Shelf {
    /// Opens the shelf `name` of a knowledge base, whose files have the ending given; it comes into being with the first
    /// entry.
    pub fn open(root: &Path, name: &str, ending: &'static str) -> Self {
        let nidan = root.join(".nidan");
        Self { folder: nidan.join(name), nidan, ending, limit: LIMIT, written: AtomicU64::new(0) }
    }

    /// The same with room for fewer bytes.
    #[cfg(test)]
    fn with_limit(self, limit: u64) -> Self {
        Self { limit, ..self }
    }

    /// Returns the entry of that name, if it is there and whole. Entries of one group stand together in a folder.
    pub fn read(&self, group: &str, name: Digest) -> Option<Vec<u8>> {
        fs::read(self.path(group, name)).ok().and_then(|bytes| unsealed(bytes, name))
    }

    /// Keeps an entry, if there is room.
    pub fn write(&self, group: &str, name: Digest, bytes: &[u8]) {
        let bytes = sealed(bytes, name);
        let size = bytes.len() as u64;
        if bytes.len() <= ENTRY_LIMIT && self.written.fetch_add(size, Ordering::Relaxed) + size <= self.limit {
            // A disk that is full or read-only only means that nothing is kept.
            let _kept = put(&self.nidan, &self.path(group, name), &bytes);
        }
    }

    /// Returns the entry of that name, or makes and keeps it.
    ///
    /// # Errors
    /// When it has to be made and cannot be.
    pub fn get<E>(&self, name: Digest, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        // Spread over as many folders as is good for a disk.
        let group = &name.to_string()[..2];
        if let Some(kept) = self.read(group, name) {
            return Ok(kept);
        }
        let bytes = make()?;
        self.write(group, name, &bytes);
        Ok(bytes)
    }

    fn path(&self, group: &str, name: Digest) -> PathBuf {
        self.folder.join(group).join(format!("{}.{}", &name.to_string()[..32], self.ending))
    }

    /// Removes the oldest entries beyond the limit, and what a stopped program left half written. Where nothing was
    /// written there is nothing to remove.
    pub fn trim(&self) {
        if self.written.load(Ordering::Relaxed) == 0 {
            return;
        }
        let mut entries = Vec::new();
        for folder in list(&self.folder) {
            for path in list(&folder) {
                match path.extension().and_then(|ending| ending.to_str()) {
                    Some("part") => drop(fs::remove_file(&path)),
                    Some(ending) if ending == self.ending => {
                        let Ok(data) = fs::metadata(&path) else { continue };
                        entries.push((data.modified().ok(), path, data.len()));
                    }
                    Some(_) | None => {}
                }
            }
        }
        let mut total: u64 = entries.iter().map(|(_, _, size)| size).sum();
        entries.sort();
        for (_, path, size) in entries {
            if total <= self.limit {
                break;
            }
            if fs::remove_file(&path).is_ok() {
                total -= size;
            }
        }
        for folder in list(&self.folder) {
            // Goes only when it is empty.
            drop(fs::remove_dir(folder));
        }
    }
}

/// Leaves a file under `.nidan/` for programs that look for it there, unless it already says the same.
pub fn leave(root: &Path, path: &str, bytes: &[u8]) {
    let nidan = root.join(".nidan");
    let path = nidan.join(path);
    if !fs::read(&path).is_ok_and(|there| there == bytes) {
        let _left = put(&nidan, &path, bytes);
    }
}

/// Writes a file under another name first, so that a program that is stopped leaves no half of one.
fn put(nidan: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().unwrap_or(nidan);
    if !folder.is_dir() {
        make_folder(folder)?;
        hide(nidan);
    }
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!("{}-{number}.part", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| file.write_all(bytes));
    written.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        let _gone = fs::remove_file(&beside);
    })
}

/// Keeps the folder out of version control, also where the project does not say so.
fn hide(nidan: &Path) {
    let ignore = nidan.join(".gitignore");
    if !ignore.exists() {
        let _kept = File::create(ignore).and_then(|mut file| file.write_all(b"*\n"));
    }
}

/// Ends an entry with its name and a digest of all that.
fn sealed(bytes: &[u8], name: Digest) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.extend(name.to_string().into_bytes());
    let check = Digest::of(&bytes).to_string();
    bytes.extend(check.into_bytes());
    bytes
}

/// Takes the ending off; `None` when anything is not as it was written, or the entry is another's.
fn unsealed(mut bytes: Vec<u8>, name: Digest) -> Option<Vec<u8>> {
    let named = bytes.len().checked_sub(DIGITS)?;
    let (body, check) = bytes.split_at(named);
    let own = named.checked_sub(DIGITS)?;
    let is_whole = Digest::of(body).to_string().as_bytes() == check && body[own..] == *name.to_string().as_bytes();
    is_whole.then(|| {
        bytes.truncate(own);
        bytes
    })
}

#[expect(clippy::disallowed_methods, reason = "what is kept are files of its own")]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Adds sources of this program to a name: while a version is being worked on, its number alone does not tell two
/// programs apart.
pub fn sources(dirs: &[Dir<'static>], hasher: &mut Hasher) {
    fn gather<'a>(dir: &'a Dir<'a>, into: &mut Vec<(&'a Path, &'a [u8])>) {
        into.extend(dir.files().map(|file| (file.path(), file.contents())));
        dir.dirs().for_each(|inner| gather(inner, into));
    }
    for dir in dirs {
        let mut files = Vec::new();
        gather(dir, &mut files);
        files.sort();
        for (path, bytes) in files {
            hasher.text(&path.to_string_lossy());
            hasher.text(&Digest::of(bytes).to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("nidan-kept-{}-{name}", std::process::id()));
            make_folder(&path).expect("the temporary folder can be written to");
            Self(path)
        }

        fn shelf(&self) -> Shelf {
            Shelf::open(&self.0, "things", "thing")
        }

        fn files(&self) -> Vec<PathBuf> {
            list(&self.0.join(".nidan").join("things")).iter().flat_map(|folder| list(folder)).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    fn get(shelf: &Shelf, what: &str) -> (Vec<u8>, bool) {
        let mut is_new = false;
        let make = || {
            is_new = true;
            Ok::<_, ()>(what.repeat(100).into_bytes())
        };
        let bytes = shelf.get(Digest::of(what.as_bytes()), make).expect("it can be made");
        (bytes, is_new)
    }

    #[test]
    fn nothing_damaged_is_read() {
        let name = Digest::of(b"name");
        let whole = sealed(b"what was long in the making", name);
        assert_eq!(unsealed(whole.clone(), name).as_deref(), Some(&b"what was long in the making"[..]));
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert!(unsealed(damaged, name).is_none(), "byte {at}");
            assert!(unsealed(whole[..at].to_vec(), name).is_none(), "cut at {at}");
        }
        assert!(unsealed(whole, Digest::of(b"other")).is_none(), "an entry under another's name");
    }

    #[test]
    fn what_is_kept_is_not_made_again_and_what_is_damaged_is() {
        let folder = Folder::new("damage");
        let (fresh, is_new) = get(&folder.shelf(), "a");
        assert!(is_new);
        assert_eq!(get(&folder.shelf(), "a"), (fresh.clone(), false));
        let [path] = &folder.files()[..] else { panic!("one file") };
        let mut damaged = fs::read(path).expect("it can be read");
        damaged[7] ^= 4;
        File::create(path).and_then(|mut file| file.write_all(&damaged)).expect("it can be written");
        assert_eq!(get(&folder.shelf(), "a"), (fresh.clone(), true));
        assert_eq!(get(&folder.shelf(), "a"), (fresh, false), "the damaged file has been replaced");
    }

    #[test]
    fn what_cannot_be_kept_is_made() {
        let folder = Folder::new("file");
        let path = folder.0.join(".nidan");
        File::create(path).expect("it can be written");
        assert!(get(&folder.shelf(), "a").1 && get(&folder.shelf(), "a").1);
        folder.shelf().trim();
    }

    #[test]
    fn a_shelf_stays_within_its_limit() {
        let folder = Folder::new("limit");
        let shelf = folder.shelf();
        let words = ["a", "b", "c", "d", "e", "f", "g", "h"];
        for word in words {
            drop(get(&shelf, word));
        }
        let size = || folder.files().iter().map(|path| fs::metadata(path).map_or(0, |data| data.len())).sum::<u64>();
        assert_eq!(folder.files().len(), words.len());
        let left = folder.files()[0].with_file_name("7-0.part");
        File::create(&left).expect("it can be written");
        let limit = size() / 2;
        folder.shelf().with_limit(limit).trim();
        assert_eq!(folder.files().len(), words.len() + 1, "who has written nothing leaves all as it is");
        let half = folder.shelf().with_limit(limit);
        drop(get(&half, "i"));
        half.trim();
        let kept = folder.files().len();
        assert!(size() <= limit && kept >= 3 && !left.exists(), "{kept} left");
        let small = folder.shelf().with_limit(10);
        drop(get(&small, "more"));
        assert_eq!(folder.files().len(), kept, "nothing more is kept beyond the limit");
        small.trim();
        assert!(folder.files().is_empty());
    }
}
