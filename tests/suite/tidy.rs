//! The style guide as a test: layers, sizes, words, paths. Each check is a function that a planted fault must trip.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module names only those in earlier lines; those on one line do not know each other.
const LAYERS: &[&[&str]] = &[
    &["base"],
    &["model"],
    &["load", "sim", "text", "typography"],
    &["runs"],
    &["check"],
    &["chart"],
    &["view"],
    &["render"],
    &["publish"],
    &["ui"],
    &["commands"],
    &["cli"],
    &["main", "lib"],
];
const LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "{folder} holds no {ending}");
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).expect("it lies in the repository").to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is text")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Returns the modules that a source file names through `crate::`, tests included.
fn named(source: &str) -> BTreeSet<&str> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default())
        .filter(|module| layer(module).is_some())
        .collect()
}

fn layer_faults(module: &str, source: &str) -> Vec<String> {
    let Some(own) = layer(module) else { return vec![format!("`{module}` is in no layer")] };
    let allowed = |other: &str| other == module || layer(other).is_some_and(|layer| layer < own);
    named(source)
        .into_iter()
        .filter(|other| !allowed(other))
        .map(|other| format!("`{module}` names `{other}`"))
        .collect()
}

#[test]
fn layers_hold() {
    for file in files("src", ".rs") {
        let path = name(&file);
        let module = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        let faults = layer_faults(&module, &read(&file));
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
}

#[test]
fn a_planted_layer_fault_is_found() {
    assert_eq!(layer_faults("sim", "use crate::load::yaml;"), ["`sim` names `load`"]);
    assert_eq!(layer_faults("base", "fn f() { crate::model::Id::new(\"x\"); }"), ["`base` names `model`"]);
    assert!(layer_faults("view", "use crate::chart::drawing::Drawing;").is_empty());
    assert_eq!(layer_faults("utils", "").len(), 1);
}

fn word_faults(source: &str) -> Vec<&str> {
    // Written in two parts, so that this file does not hold them.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("being ", "written")];
    words.into_iter().filter(|word| source.contains(word)).collect()
}

#[test]
fn files_are_short_and_finished() {
    assert_eq!(word_faults(concat!("// TO", "DO later")).len(), 1);
    for file in files("src", ".rs").into_iter().chain(files("tests/suite", ".rs")) {
        let source = read(&file);
        assert!(source.lines().count() <= LINES, "{} has {} lines", name(&file), source.lines().count());
        assert!(word_faults(&source).is_empty(), "{}: {:?}", name(&file), word_faults(&source));
    }
}

#[test]
fn every_test_file_is_run() {
    let all: Vec<PathBuf> = files("tests/suite", ".rs");
    let declared: String = all.iter().map(|file| read(file)).collect();
    for file in &all {
        let stem = file.file_stem().expect("it has a name").to_string_lossy().into_owned();
        assert!(
            ["main", "mod"].contains(&stem.as_str()) || declared.contains(&format!("mod {stem};")),
            "{}",
            name(file)
        );
    }
}

fn prose_faults(text: &str) -> Vec<&str> {
    let hosts = [concat!("crates", ".io"), concat!("pypi", ".org"), concat!("npmjs", ".com"), concat!("docs", ".rs/")];
    let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    hosts.into_iter().chain(places).filter(|word| text.contains(word)).collect()
}

#[test]
fn documents_speak_of_the_product_alone() {
    assert_eq!(prose_faults(concat!("see /wo", "rk/x")).len(), 1);
    let mut all = files("src", ".rs");
    for (folder, ending) in
        [("docs", ".md"), ("tests", ".rs"), ("incidents", ".yaml"), ("templates", ".html"), ("locales", ".ftl")]
    {
        all.extend(files(folder, ending));
    }
    all.extend(["README.md", "CHANGELOG.md", "test"].map(|file| root().join(file)));
    for file in all {
        assert!(prose_faults(&read(&file)).is_empty(), "{}: {:?}", name(&file), prose_faults(&read(&file)));
    }
}

/// Returns the paths of the repository that a document names in backticks or links.
fn paths_in(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let folders = ["src/", "tests/", "docs/", "assets/", "templates/", "locales/", "incidents/"];
    let starts = |path: &&str| folders.iter().any(|folder| path.starts_with(folder));
    let plain = |path: &&str| !path.contains(|c: char| c == '<' || c == '*' || c.is_whitespace());
    quoted.chain(linked).filter(starts).filter(plain).collect()
}

#[test]
fn documents_name_files_that_exist() {
    assert_eq!(paths_in("see `src/nothing.rs` and [that](docs/model.md)"), ["src/nothing.rs", "docs/model.md"]);
    for file in files("docs", ".md").into_iter().chain([root().join("README.md")]) {
        for path in paths_in(&read(&file)) {
            assert!(root().join(path).exists(), "{} names `{path}`", name(&file));
        }
    }
}

#[test]
fn fonts_are_the_recorded_ones() {
    use sha2::{Digest, Sha256};
    let sums = read(&root().join("assets/fonts/SHA256SUMS"));
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").expect("a sum and a name");
        let bytes = fs::read(root().join("assets/fonts").join(file)).expect("the font is there");
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, sum, "{file}");
    }
}

#[test]
fn every_dependency_is_used() {
    let manifest = read(&root().join("Cargo.toml"));
    let section =
        manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("it has some");
    let sources: String = files("src", ".rs").iter().map(|file| read(file)).collect();
    for line in section.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        let dependency = line.split([' ', '=']).next().unwrap_or_default().replace('-', "_");
        // This one is named only to turn a feature of its users on.
        let used = sources.contains(&format!("{dependency}::")) || dependency == "icu_provider";
        assert!(used, "`{dependency}` is not used");
    }
}
