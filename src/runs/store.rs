//! Finished replications, kept on disk: an interrupted ensemble goes on where it stopped, and what has not changed is
//! not computed again.
//!
//! The name of an entry is a digest of everything that its numbers follow from: scenario, parameters, seed,
//! replication, engine version, and the sources that the engine was built from.

mod format;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use include_dir::{Dir, include_dir};

use crate::base::digest::{Digest, Hasher};
use crate::kept::{Shelf, sources};
use crate::model::scenario::Scenario;
use crate::sim::{ENGINE_VERSION, Outcome, SimError};

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
    shelf: Shelf,
    engine: Digest,
    /// Whether entries are believed; else they are computed anew and replaced.
    trusted: bool,
    kept: AtomicU64,
    computed: AtomicU64,
}

impl Store {
    /// Opens the store of a knowledge base.
    pub fn open(root: &Path) -> Self {
        let none = || AtomicU64::new(0);
        let shelf = Shelf::open(root, "runs", "run");
        Self { shelf, engine: engine(), trusted: true, kept: none(), computed: none() }
    }

    /// Opens the store of a knowledge base without believing what is in it: every entry asked for is replaced.
    pub fn open_distrusted(root: &Path) -> Self {
        Self { trusted: false, ..Self::open(root) }
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
        if let Some(kept) = self.read(&group(scenario.digest), key, scenario.measures.len()) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(kept);
        }
        self.computed.fetch_add(1, Ordering::Relaxed);
        let outcome = compute()?;
        self.shelf.write(&group(scenario.digest), key, &format::write(&outcome));
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
        if let Some(kept) = self.read(&group(of), key, count) {
            return Ok(kept.measures);
        }
        let numbers = compute()?;
        let outcome = Outcome { measures: numbers, tracks: Vec::new() };
        self.shelf.write(&group(of), key, &format::write(&outcome));
        Ok(outcome.measures)
    }

    fn read(&self, group: &str, key: Digest, measures: usize) -> Option<Outcome> {
        let read = || self.shelf.read(group, key).and_then(|bytes| format::read(&bytes));
        self.trusted.then(read).flatten().filter(|kept| kept.measures.len() == measures)
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

    /// Removes what is beyond the limit, the oldest first.
    pub fn trim(&self) {
        self.shelf.trim();
    }
}

/// What belongs to one scenario stands together.
fn group(of: Digest) -> String {
    of.to_string()[..16].to_owned()
}

fn engine() -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(&format!("{} {ENGINE_VERSION} {}", env!("CARGO_PKG_VERSION"), format::VERSION));
    sources(&SOURCES, &mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs::{self, File};
    use std::io::Write as _;
    use std::path::PathBuf;

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
            fs::DirBuilder::new().recursive(true).create(&folder).expect("the temporary folder can be written to");
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
            let list = |folder: PathBuf| -> Vec<PathBuf> {
                let entries = fs::read_dir(folder).expect("it can be read");
                entries.map(|entry| entry.expect("it can be read").path()).collect()
            };
            let files = list(self.0.join(".nidan").join("runs")).into_iter().flat_map(list);
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
}
