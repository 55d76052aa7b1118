//! The repository's own files, as the tests find them.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made, not kept, and the gallery, whose files are broken on purpose.
const PASSED: [&str; 7] = [".git", "target", "public", ".nidan", ".test-env", "node_modules", "gallery"];

/// The folder that holds `Cargo.toml`, with every path in it.
pub(crate) struct Repository {
    root: PathBuf,
    paths: Vec<String>,
}

impl Repository {
    /// Lists the repository that this test was built from.
    pub(crate) fn here() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        list(&root, "", &mut paths);
        paths.sort();
        Self { root, paths }
    }

    /// Returns every path, sorted.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.paths.clone()
    }

    /// Reads a file.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Reads every file under one of the folders that ends in one of the ways.
    pub(crate) fn with_ending(&self, starts: &[&str], endings: &[&str]) -> Vec<(String, String)> {
        self.chosen(starts, endings).map(|path| (path.clone(), self.text(path))).collect()
    }

    /// Reads every file of a folder that ends in one of the ways, as bytes.
    pub(crate) fn bytes(&self, folder: &str, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
        let read = |path: &String| fs::read(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.chosen(&[folder], endings).map(|path| (path.clone(), read(path))).collect()
    }

    fn chosen(&self, starts: &[&str], endings: &[&str]) -> impl Iterator<Item = &String> {
        self.paths.iter().filter(move |path| {
            starts.iter().any(|start| path.starts_with(start)) && endings.iter().any(|ending| path.ends_with(ending))
        })
    }

    /// Returns every file of a module tree, from its root file.
    pub(crate) fn reached(&self, root: &str) -> Vec<String> {
        let mut reached = vec![root.to_owned()];
        let mut at = 0;
        while let Some(path) = reached.get(at).cloned() {
            let folder = module_folder(&path);
            for name in super::rules::names(&self.text(&path)) {
                let forms = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
                reached.extend(forms.into_iter().filter(|form| self.paths.contains(form)));
            }
            at += 1;
        }
        reached
    }
}

/// Where the modules of a file lie.
fn module_folder(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').expect("source files lie in a folder");
    match file {
        "lib.rs" | "main.rs" | "mod.rs" => format!("{folder}/"),
        _ => format!("{}/", path.trim_end_matches(".rs")),
    }
}

fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the repository can be read") {
        let entry = entry.expect("the repository can be read");
        let name = entry.file_name().into_string().expect("names are UTF-8");
        if PASSED.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type().expect("the repository can be read").is_dir() {
            list(&entry.path(), &format!("{path}/"), paths);
        } else {
            paths.push(path);
        }
    }
}
