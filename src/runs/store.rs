//! Finished replications, kept on disk: an interrupted ensemble goes on where it stopped, and what has not changed is
//! not computed again.
//!
//! An entry is one file, named by a digest of everything that its numbers follow from: scenario, parameters, seed,
//! replication, engine version, and the sources that the engine was built from. It ends with a digest of itself.
//! Whatever is damaged, missing or cannot be written is computed; nothing here ever fails a run.

mod format;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use include_dir::{Dir, include_dir};

use crate::base::digest::{Digest, Hasher};
use crate::model::scenario::Scenario;
use crate::sim::{ENGINE_VERSION, Outcome, SimError};

/// The most bytes that are kept from one call of the program to the next.
const LIMIT: u64 = 1 << 30;
/// Larger entries are not kept.
const ENTRY_LIMIT: usize = 64 << 20;
const ENDING: &str = "run";

/// What an engine is made of: while a version is being worked on, its number alone does not tell two engines apart.
static SOURCES: [Dir<'_>; 4] = [
    include_dir!("$CARGO_MANIFEST_DIR/src/base"),
    include_dir!("$CARGO_MANIFEST_DIR/src/model/scenario"),
    include_dir!("$CARGO_MANIFEST_DIR/src/load/model"),
    include_dir!("$CARGO_MANIFEST_DIR/src/sim"),
];

/// What makes numbers of replications.
static RUNS: [Dir<'_>; 1] = [include_dir!("$CARGO_MANIFEST_DIR/src/runs")];

/// Finished replications of a knowledge base.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    engine: Digest,
    limit: u64,
    /// Whether entries are believed; else they are computed anew and replaced.
    trusted: bool,
    written: AtomicU64,
    kept: AtomicU64,
    computed: AtomicU64,
}

impl Store {
    /// Opens the store of a knowledge base; it comes into being with the first entry.
    pub fn open(root: &Path) -> Self {
        Self::with_limit(root, LIMIT)
    }

    /// Opens the store of a knowledge base without believing what is in it: every entry asked for is replaced.
    pub fn open_distrusted(root: &Path) -> Self {
        Self { trusted: false, ..Self::open(root) }
    }

    fn with_limit(root: &Path, limit: u64) -> Self {
        let folder = root.join(".nidan").join("runs");
        let none = || AtomicU64::new(0);
        Self { folder, engine: engine(), limit, trusted: true, written: none(), kept: none(), computed: none() }
    }

    /// Returns how many replications were taken from the store, and how many had to be computed.
    pub fn counts(&self) -> (u64, u64) {
        (self.kept.load(Ordering::Relaxed), self.computed.load(Ordering::Relaxed))
    }

    /// Returns a kept outcome, or computes and keeps it.
    pub(super) fn outcome(
        &self,
        scenario: &Scenario,
        params: &[f64],
        (replication, keep_tracks): (u32, bool),
        compute: impl FnOnce() -> Result<Outcome, SimError>,
    ) -> Result<Outcome, SimError> {
        let key = self.key(scenario, params, (replication, keep_tracks));
        let path = self.path(scenario.digest, key);
        if let Some(kept) = self.read(&path, key, scenario.measures.len()) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(kept);
        }
        self.computed.fetch_add(1, Ordering::Relaxed);
        let outcome = compute()?;
        self.write(&path, key, &outcome);
        Ok(outcome)
    }

    /// Returns kept numbers, or computes and keeps them: what sums up replications that are not worth keeping each.
    pub(super) fn numbers<E>(
        &self,
        of: Digest,
        count: usize,
        compute: impl FnOnce() -> Result<Vec<f64>, E>,
    ) -> Result<Vec<f64>, E> {
        let mut hasher = Hasher::default();
        hasher.text(&self.engine.to_string());
        // What is made of replications follows from more than the engine.
        sources(&RUNS, &mut hasher);
        hasher.text(&format!("{of} {count}"));
        let key = hasher.finish();
        let path = self.path(of, key);
        if let Some(kept) = self.read(&path, key, count) {
            return Ok(kept.measures);
        }
        let numbers = compute()?;
        let outcome = Outcome { measures: numbers, tracks: Vec::new() };
        self.write(&path, key, &outcome);
        Ok(outcome.measures)
    }

    fn read(&self, path: &Path, key: Digest, measures: usize) -> Option<Outcome> {
        let read = || fs::read(path).ok().and_then(|bytes| format::read(&bytes, key));
        self.trusted.then(read).flatten().filter(|kept| kept.measures.len() == measures)
    }

    fn write(&self, path: &Path, key: Digest, outcome: &Outcome) {
        let bytes = format::write(outcome, key);
        let size = bytes.len() as u64;
        if bytes.len() <= ENTRY_LIMIT && self.written.fetch_add(size, Ordering::Relaxed) + size <= self.limit {
            // A disk that is full or read-only only means that nothing is kept.
            let _kept = self.keep(path, &bytes);
        }
    }

    fn key(&self, scenario: &Scenario, params: &[f64], (replication, keep_tracks): (u32, bool)) -> Digest {
        let mut hasher = Hasher::default();
        hasher.text(&self.engine.to_string());
        hasher.text(&scenario.digest.to_string());
        hasher.text(&format!("{} {replication} {keep_tracks} {}", scenario.seed, params.len()));
        for value in params {
            hasher.text(&format!("{:x}", value.to_bits()));
        }
        hasher.finish()
    }

    fn path(&self, of: Digest, key: Digest) -> PathBuf {
        let name = format!("{}.{ENDING}", &key.to_string()[..32]);
        self.folder.join(&of.to_string()[..16]).join(name)
    }

    /// Writes an entry under another name first, so that a program that is stopped leaves no half of one.
    fn keep(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let folder = path.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            make_folder(folder)?;
            self.hide();
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!("{}-{number}.part", std::process::id()));
        let written = File::create(&beside).and_then(|mut file| file.write_all(bytes));
        written.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
            let _gone = fs::remove_file(&beside);
        })
    }

    /// Keeps the folder out of version control, also where the project does not say so.
    fn hide(&self) {
        let ignore = self.folder.parent().map(|folder| folder.join(".gitignore"));
        if let Some(path) = ignore.filter(|path| !path.exists()) {
            let _kept = File::create(path).and_then(|mut file| file.write_all(b"*\n"));
        }
    }

    /// Removes the oldest entries beyond the limit, and what a stopped program left half written.
    pub fn trim(&self) {
        let mut entries = Vec::new();
        for folder in list(&self.folder) {
            for path in list(&folder) {
                match path.extension().and_then(|ending| ending.to_str()) {
                    Some("part") => drop(fs::remove_file(&path)),
                    Some(ENDING) => {
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

#[expect(clippy::disallowed_methods, reason = "the run store writes files of its own")]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

fn engine() -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(&format!("{} {ENGINE_VERSION} {}", env!("CARGO_PKG_VERSION"), format::VERSION));
    sources(&SOURCES, &mut hasher);
    hasher.finish()
}

/// Adds sources to a digest.
fn sources(dirs: &[Dir<'static>], hasher: &mut Hasher) {
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
    use std::collections::BTreeMap;

    use super::*;
    use crate::load;
    use crate::sim;

    const ID: &str = "2025-01-30-store";
    const INCIDENT: &str = "schema: 1
title: {en: A}
severity: sev2
zone: Asia/Dhaka
services: [a]
sources: {S1: https://example.org/a}
timeline: [{at: 14:00, mark: impact, en: It begins}]
";
    const MODEL: &str = "schema: 1
clock: {start: 14:00, for: 10m}
entities: {cluster: {count: 3, n: lognormal(100; 0.5; max 400)}}
blocks:
  api: {pool: {servers: 1, timeout: 10s}}
  calls: {source: {every: 1s, per: node, to: api, cost: 8ms}}
measures: {load: peak(api.load)}
";

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("nidan-store-{}-{name}", std::process::id()));
            let folder = path.join("incidents").join(ID);
            make_folder(&folder).expect("the temporary folder can be written to");
            let write = |path: PathBuf, text: &str| {
                File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).expect("it can be written");
            };
            let settings = "schema: 1\ntitle: {en: T}\nlanguages: [en]\naudience: internal\nzone: Asia/Dhaka\n";
            write(path.join("nidan.yaml"), settings);
            write(folder.join("incident.yaml"), INCIDENT);
            write(folder.join("model.yaml"), MODEL);
            Self(path)
        }

        fn scenario(&self) -> Scenario {
            let loaded = load::load(&self.0).expect("it can be read");
            let kb = loaded.kb.expect("it has settings");
            kb.incidents[0].model.as_ref().expect("it has a model").base().scenario.clone()
        }

        fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
            let inner = list(&self.0.join(".nidan").join("runs"));
            let files = inner.iter().flat_map(|folder| list(folder));
            files.map(|path| (path.clone(), fs::read(&path).expect("it can be read"))).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    fn get(store: &Store, scenario: &Scenario, params: &[f64], replication: u32) -> Vec<f64> {
        let compute = || sim::simulate(scenario, params, replication, true);
        store.outcome(scenario, params, (replication, true), compute).expect("it can be simulated").measures
    }

    #[test]
    fn what_differs_in_anything_is_another_entry() {
        let folder = Folder::new("key");
        let scenario = folder.scenario();
        let store = Store::open(&folder.0);
        let key = |scenario: &Scenario, params: &[f64], replication, tracks| {
            store.key(scenario, params, (replication, tracks)).to_string()
        };
        let other_seed = Scenario { seed: scenario.seed + 1, ..scenario.clone() };
        let other = Scenario { digest: Digest::of(b"other"), ..scenario.clone() };
        let keys = [
            key(&scenario, &[1.0], 0, true),
            key(&scenario, &[1.0], 0, false),
            key(&scenario, &[1.0], 1, true),
            key(&scenario, &[2.0], 0, true),
            key(&scenario, &[1.0, 1.0], 0, true),
            key(&other_seed, &[1.0], 0, true),
            key(&other, &[1.0], 0, true),
            Store { engine: Digest::of(b"another"), ..Store::open(&folder.0) }
                .key(&scenario, &[1.0], (0, true))
                .to_string(),
        ];
        let mut distinct = keys.to_vec();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn what_is_kept_is_not_computed_again_and_what_is_damaged_is() {
        let folder = Folder::new("damage");
        let scenario = folder.scenario();
        let fresh = get(&Store::open(&folder.0), &scenario, &[], 0);
        let whole = folder.files();
        assert_eq!(whole.len(), 1);
        let again = Store::open(&folder.0);
        assert_eq!(get(&again, &scenario, &[], 0), fresh);
        assert_eq!(again.counts(), (1, 0));
        for (path, bytes) in &whole {
            let mut damaged = bytes.clone();
            damaged[bytes.len() / 2] ^= 4;
            File::create(path).and_then(|mut file| file.write_all(&damaged)).expect("it can be written");
        }
        let mended = Store::open(&folder.0);
        assert_eq!(get(&mended, &scenario, &[], 0), fresh);
        assert_eq!(mended.counts(), (0, 1));
        assert_eq!(folder.files(), whole, "the damaged file has been replaced");
        let distrusted = Store::open_distrusted(&folder.0);
        assert_eq!(get(&distrusted, &scenario, &[], 0), fresh);
        assert_eq!(distrusted.counts(), (0, 1));
    }

    #[test]
    fn the_store_stays_within_its_limit() {
        let folder = Folder::new("limit");
        let scenario = folder.scenario();
        let store = Store::open(&folder.0);
        (0..8).for_each(|replication| drop(get(&store, &scenario, &[], replication)));
        let size = |folder: &Folder| folder.files().values().map(|bytes| bytes.len() as u64).sum::<u64>();
        assert_eq!(folder.files().len(), 8);
        let left = folder.files().keys().next().and_then(|path| path.parent()).expect("a folder").join("7-0.part");
        File::create(&left).expect("it can be written");
        let limit = size(&folder) / 2;
        Store::with_limit(&folder.0, limit).trim();
        let kept = folder.files();
        assert!(size(&folder) <= limit && kept.len() >= 3 && !left.exists(), "{} left", kept.len());
        let small = Store::with_limit(&folder.0, 10);
        (20..24).for_each(|replication| drop(get(&small, &scenario, &[], replication)));
        assert_eq!(folder.files().len(), kept.len(), "nothing more is kept beyond the limit");
        small.trim();
        assert!(folder.files().is_empty());
    }
}
