//! The manifest: which files an output consists of, and by what it is known as ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::model::edition::Audience;

/// The manifest's path in an output.
pub const MANIFEST: &str = "manifest.json";

const GENERATOR: &str = "nidan";
const FORMAT: u32 = 1;

/// What an output is, beside its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Who it is for.
    pub audience: Audience,
    /// Version of the engine that made its runs.
    pub engine: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'a str,
    format: u32,
    engine: &'a str,
    audience: &'a str,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: &'a str,
    bytes: u64,
    sha256: &'a str,
}

/// Writes a manifest in its one form: fixed keys, files by path.
pub(super) fn write(meta: &Meta, files: &BTreeMap<String, Entry>) -> Vec<u8> {
    let listed = files.iter().map(|(path, entry)| Listed { path, bytes: entry.bytes, sha256: &entry.sha256 });
    let manifest = Manifest {
        generator: GENERATOR,
        format: FORMAT,
        engine: &meta.engine,
        audience: meta.audience.word(),
        files: listed.collect(),
    };
    let mut text = serde_json::to_vec_pretty(&manifest)
        .unwrap_or_else(|error| unreachable!("strings and numbers can always be written: {error}"));
    text.push(b'\n');
    text
}

/// Says whether a folder holds an output of ours, of whatever version.
pub(super) fn is_ours(folder: &Path) -> bool {
    #[derive(Deserialize)]
    struct Known {
        generator: String,
    }
    let text = fs::read(folder.join(MANIFEST));
    text.is_ok_and(|text| serde_json::from_slice::<Known>(&text).is_ok_and(|known| known.generator == GENERATOR))
}
