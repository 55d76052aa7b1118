//! The house rules that no compiler holds: layers, sizes, words, forgotten files, stale paths, fonts, dependencies.
//!
//! Each check is a function of a file's path and text, tried on a planted violation beside its use on the repository.

mod repository;
mod rules;

use repository::Repository;
use rules::{dependencies, forbidden_words, forgotten, layers_line, names, sizes, stale_paths, upward};

/// The layers, lowest first. A module names only itself and modules of lower layers; those of one layer are strangers.
const LAYERS: &[&[&str]] = &[
    &["base"],
    &["kept", "model"],
    &["load", "sim", "text", "typography"],
    &["draft", "runs"],
    &["check"],
    &["catalog"],
    &["chart"],
    &["view"],
    &["render", "search"],
    &["publish"],
    &["ui"],
    &["commands"],
    &["cli"],
    &["main"],
];

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn modules_name_only_lower_layers() {
    let sources = Repository::here().with_ending(&["src/"], &[".rs"]);
    assert!(sources.len() > 100, "only {} source files were found", sources.len());
    none(&sources.iter().flat_map(|(path, text)| upward(LAYERS, path, text)).collect::<Vec<_>>());
}

#[test]
fn a_name_of_a_higher_layer_is_found_in_every_form() {
    let upward = |path: &str, text: &str| upward(LAYERS, path, text);
    for text in [
        "use crate::view::document::Document;",
        "fn f() -> crate::view::X {}",
        "use crate::{base, view::document};",
        "use crate::{\n    base::{diag, lang},\n    view,\n};",
    ] {
        let faults = upward("src/sim/engine.rs", text);
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert!(faults[0].contains("src/sim/engine.rs") && faults[0].contains("`view`"), "{faults:?}");
    }
    assert_eq!(upward("src/load/mod.rs", "use crate::text::Texts;").len(), 1, "siblings are strangers");
    assert_eq!(upward("src/publish/mod.rs", "use crate::ui;").len(), 1);
    assert_eq!(upward("src/sim/mod.rs", "use super::view;").len(), 1, "the root by another name");
    assert_eq!(upward("src/sim/engine.rs", "use super::super::view;").len(), 1);
    assert_eq!(upward("src/main.rs", "fn main() { nidan::commands::build::run() }").len(), 0);
    assert_eq!(upward("src/new.rs", "").len(), 1, "a module without a layer");
    assert_eq!(upward("src/sim/engine.rs", "// as crate::view does\nuse crate::base::math;").len(), 0);
    assert_eq!(upward("src/sim/engine.rs", "use crate::sim::state;\nuse super::state;").len(), 0);
    assert_eq!(upward("src/commands/build.rs", "use crate::publish;\nuse crate::view::{index, report};").len(), 0);
}

#[test]
fn the_layers_in_the_documents_are_these() {
    let line = layers_line(LAYERS);
    let text = Repository::here().text("docs/architecture.md");
    assert!(text.contains(&line), "docs/architecture.md does not say `{line}`");
    assert!(line.starts_with("base < {kept, model} < {load, sim, text, typography} < {draft, runs}"));
    let crate_list = Repository::here().text("src/lib.rs");
    let declared: Vec<&str> = names(&crate_list);
    let mut layered: Vec<&str> = LAYERS.concat();
    layered.retain(|name| *name != "main");
    assert_eq!(declared, layered, "src/lib.rs lists its modules in the order of their layers");
}

#[test]
fn files_stay_short() {
    let files = Repository::here().with_ending(&["src/", "tests/"], &[".rs", ".py", ".mjs"]);
    none(&files.iter().flat_map(|(path, text)| sizes(path, text)).collect::<Vec<_>>());
    assert_eq!(sizes("src/a.rs", &"\n".repeat(400)), Vec::<String>::new());
    assert_eq!(sizes("src/a.rs", &"\n".repeat(401)).len(), 1);
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let endings = [".rs", ".md", ".yaml", ".toml", ".ftl", ".html", ".typ", ".css", ".svg", ".mjs", ".py", ".json"];
    let repository = Repository::here();
    let mut files = repository.with_ending(&[""], &endings);
    files.extend(["test", ".ci/run", ".gitignore"].map(|path| (path.to_owned(), repository.text(path))));
    assert!(files.len() > 150, "only {} files were found", files.len());
    none(&files.iter().flat_map(|(path, text)| forbidden_words(path, text)).collect::<Vec<_>>());
}

#[test]
fn a_forbidden_word_is_found_with_its_line() {
    for word in [
        concat!("// TO", "DO later"),
        concat!("FIX", "ME"),
        concat!("cd /ho", "me/me"),
        concat!("https://py", "pi.org/x"),
    ] {
        let faults = forbidden_words("src/a.rs", &format!("fn f() {{}}\n{word}\n"));
        assert_eq!(faults.len(), 1, "{word}");
        assert!(faults[0].starts_with("src/a.rs:2: "), "{faults:?}");
    }
    assert!(forbidden_words("src/a.rs", "let home = folder; // the root of the site\n").is_empty());
    assert!(forbidden_words("a.json", concat!("  \"integrity\": \"sha512-aXX", "Xb\",\n")).is_empty());
}

#[test]
fn no_file_is_forgotten() {
    let repository = Repository::here();
    for (root, folder) in [("src/lib.rs", "src/"), ("tests/suite/main.rs", "tests/suite/")] {
        let mut reached = repository.reached(root);
        reached.push("src/main.rs".to_owned());
        let files = repository.with_ending(&[folder], &[".rs"]);
        none(&forgotten(&files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), &reached));
    }
}

#[test]
fn a_file_outside_the_module_tree_is_found() {
    let reached = ["tests/suite/main.rs".to_owned(), "tests/suite/a.rs".to_owned()];
    assert!(forgotten(&["tests/suite/a.rs"], &reached).is_empty());
    assert_eq!(forgotten(&["tests/suite/a.rs", "tests/suite/b.rs"], &reached).len(), 1);
    assert_eq!(names("mod a;\n#[cfg(unix)]\npub mod b;\nmod c {\n}\n// mod d;\n"), ["a", "b"]);
}

#[test]
fn paths_in_documents_exist() {
    let repository = Repository::here();
    let documents = repository.with_ending(&["README.md", "CHANGELOG.md", "docs/"], &[".md"]);
    assert!(documents.len() >= 3, "README.md and docs/ are there");
    none(&documents.iter().flat_map(|(path, text)| stale_paths(path, text, &repository.paths())).collect::<Vec<_>>());
}

#[test]
fn a_stale_path_is_found() {
    let paths =
        ["src/view/report.rs", "docs/model.md", "test", "incidents/2024-12-11-x/incident.yaml"].map(str::to_owned);
    let stale = |text: &str| stale_paths("README.md", text, &paths);
    let fine = "`src/view/report.rs`, `view/report.rs`, `view/`, `docs/*.md`, [m](docs/model.md#x), `./test`, `nidan.rs()`, \
        `incident.yaml`, `public/index.html`, `a/b c`\n```\nsrc/never/shown.rs\n```\n";
    assert_eq!(stale(fine), Vec::<String>::new());
    for gone in ["`src/view/old.rs`", "`view/old.rs`", "[m](docs/old.md)", "`old.yaml`", "`./tests.sh`", "`docs/*.rs`"]
    {
        assert_eq!(stale(&format!("\n{gone}\n")).len(), 1, "{gone}");
        assert!(stale(&format!("\n{gone}\n"))[0].starts_with("README.md:2: "));
    }
}

#[test]
fn fonts_are_those_on_record() {
    let repository = Repository::here();
    let record = repository.text("assets/fonts/SHA256SUMS");
    let fonts = repository.bytes("assets/fonts/", &[".ttf", ".woff2"]);
    assert!(fonts.len() >= 9, "only {} fonts were found", fonts.len());
    none(&rules::fonts(&fonts, &record));
}

#[test]
fn a_changed_or_unrecorded_font_is_found() {
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let font = |bytes: &str| vec![("assets/fonts/a.ttf".to_owned(), bytes.as_bytes().to_vec())];
    assert!(rules::fonts(&font("abc"), &format!("{digest}  a.ttf\n")).is_empty());
    assert_eq!(rules::fonts(&font("abd"), &format!("{digest}  a.ttf\n")).len(), 2, "the font and its record");
    assert_eq!(rules::fonts(&font("abc"), "").len(), 1);
    assert_eq!(rules::fonts(&[], &format!("{digest}  a.ttf\n")).len(), 1);
}

#[test]
fn every_dependency_is_used() {
    let repository = Repository::here();
    let manifest = repository.text("Cargo.toml");
    let source: String = repository.with_ending(&["src/"], &[".rs"]).into_iter().map(|(_, text)| text).collect();
    let tests: String = repository.with_ending(&["tests/"], &[".rs"]).into_iter().map(|(_, text)| text).collect();
    none(&dependencies(&manifest, &source, &tests));
}

#[test]
fn an_unused_dependency_is_found() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\nused-one = \"1\"\nidle = { version = \"1\" }\n\n[dev-dependencies]\nsnap = \"1\"\n";
    let faults = dependencies(manifest, "use used_one::Thing;\n// idle::x\n", "snap::check!();");
    assert_eq!(faults, ["Cargo.toml: `idle` is used nowhere"]);
    assert_eq!(dependencies(manifest, "use used_one::Thing; use idle;", "").len(), 1);
    let explained = manifest.replace("idle", "# Only for its feature\nidle");
    assert!(dependencies(&explained, "use used_one::Thing;", "snap::check!();").is_empty());
}
