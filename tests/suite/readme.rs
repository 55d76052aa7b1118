//! The README is tried: its commands run in their order, its YAML checks, its table of commands knows every flag it names.

use std::fs;
use std::path::Path;

use crate::project::Project;
use crate::small::{ID, errors, nidan, project};

/// A fenced block: what stands behind the fence, the lines, the heading that it stands under.
struct Fenced {
    kind: String,
    lines: Vec<String>,
    under: String,
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there")
}

fn fenced(text: &str) -> Vec<Fenced> {
    let mut found: Vec<Fenced> = Vec::new();
    let (mut open, mut under) = (false, String::new());
    for line in text.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(kind), false) => {
                open = true;
                found.push(Fenced { kind: kind.to_owned(), lines: Vec::new(), under: under.clone() });
            }
            (Some(_), true) => open = false,
            (None, true) => found.last_mut().expect("a block is open").lines.push(line.to_owned()),
            (None, false) => under = line.strip_prefix("## ").map_or(under, str::to_owned),
        }
    }
    found
}

/// Returns the arguments of a line that runs the program.
fn arguments(line: &str) -> Option<Vec<&str>> {
    let rest = line.strip_prefix("nidan ").or_else(|| line.strip_prefix("cargo run --release -- "))?;
    Some(rest.split_whitespace().collect())
}

#[test]
fn every_command_runs_in_its_order() {
    let mut ran = Vec::new();
    let mut others = Vec::new();
    let own = Project::empty().file("chat.txt", include_str!("../samples/war-room.txt"));
    let shipped = project();
    for block in fenced(&readme()).iter().filter(|block| block.kind.is_empty()) {
        let folder = if block.under.starts_with("Your own") { own.root() } else { shipped.root() };
        for line in &block.lines {
            let Some(args) = arguments(line) else {
                others.push(line.clone());
                continue;
            };
            // The tests without the typesetter cannot make a PDF, which the program then says.
            let pdf = args.contains(&"pdf") && !cfg!(feature = "pdf");
            let output = nidan(folder, &args, &[]);
            let wanted = if pdf { Some(2) } else { Some(0) };
            assert_eq!(output.status.code(), wanted, "{line}\n{}", errors(&output));
            assert!(!pdf || errors(&output).contains("built without PDF"), "{line}\n{}", errors(&output));
            ran.push(line.clone());
        }
    }
    assert!(ran.len() >= 6 && ran.iter().any(|line| line.starts_with("nidan new incident")), "{ran:?}");
    #[cfg(feature = "pdf")]
    assert!(own.root().join("2025-03-02-checkout.both.pdf").is_file());
    // What is no command of the program is known here: installing it, and the picture of a folder.
    let unknown: Vec<&String> = others
        .iter()
        .filter(|line| {
            !(line.is_empty()
                || line.starts_with("cargo install")
                || line.contains("  ")
                || line.starts_with("incidents/"))
        })
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(shipped.root().join(format!("public/bn/incidents/{ID}/index.html")).is_file());
}

#[test]
fn every_block_of_yaml_is_an_incident_that_checks() {
    let text = readme();
    let blocks = fenced(&text);
    let yaml: Vec<&Fenced> = blocks.iter().filter(|block| block.kind == "yaml").collect();
    assert!(!yaml.is_empty());
    for (number, block) in yaml.iter().enumerate() {
        let path = format!("incidents/2025-03-0{}-readme/incident.yaml", number + 1);
        let project = Project::new().file(&path, block.lines.join("\n"));
        let loaded = project.load();
        let errors = nidan::ui::human(&loaded.report.errors(), &loaded.sources);
        assert!(errors.is_empty(), "{errors}");
    }
    assert!(
        blocks.iter().all(|block| ["", "yaml"].contains(&block.kind.as_str())),
        "a kind of block that nothing tries"
    );
}

/// Returns the commands of the table, each with the flags that it names.
fn table(text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `nidan "));
    let first = rows
        .filter_map(|row| row.split(" | ").next())
        .flat_map(|cell| cell.split("`nidan ").map(str::to_owned).collect::<Vec<_>>());
    let one = |cell: String| {
        let cell = cell.split('`').next().unwrap_or_default().to_owned();
        let words: Vec<&str> = cell.split([' ', '[', ']', '…', '|', '\\']).filter(|word| !word.is_empty()).collect();
        let verb = |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with("--");
        let verbs = words.iter().take_while(verb).map(|word| (*word).to_owned()).collect();
        (verbs, words.iter().filter(|word| word.starts_with("--")).map(|word| (*word).to_owned()).collect())
    };
    first.map(one).collect()
}

#[test]
fn the_table_of_commands_names_flags_that_there_are() {
    let project = Project::empty();
    let table = table(&readme());
    let verbs: Vec<String> = table.iter().map(|(verbs, _)| verbs.join(" ")).collect();
    for verb in ["init", "new incident", "check", "sim what-if", "completions", "man", "actions"] {
        assert!(verbs.contains(&verb.to_owned()), "{verb} is not in {verbs:?}");
    }
    for (verbs, flags) in table {
        let mut args: Vec<&str> = verbs.iter().map(String::as_str).collect();
        args.push("--help");
        let output = nidan(project.root(), &args, &[]);
        assert!(output.status.success(), "{verbs:?}: {}", errors(&output));
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        for flag in flags {
            assert!(help.contains(&flag), "`{}` has no {flag}:\n{help}", verbs.join(" "));
        }
    }
}
