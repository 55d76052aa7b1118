//! `nidan check --fix`: slips that are mended, and near them what is not.

use std::fs;

use nidan::load::mend::{leaves_tabs, mend};

use crate::project::{Project, SETTINGS};
use crate::small::{errors, nidan};

/// Mends a YAML text; what was mended, and the text.
fn mended(text: &str) -> Option<(String, String)> {
    mend(text, false, true).map(|mended| (mended.what.join(", "), mended.text))
}

/// Holds what was mended, and the text that came out.
fn becomes(text: &str, what: &str, wanted: &str) {
    assert_eq!(mended(text), Some((what.to_owned(), wanted.to_owned())), "{text:?}");
}

#[test]
fn nothing_is_mended_where_nothing_is_wrong() {
    assert_eq!(mended("a: 1\nb:\n    - \"x\\ty\"\n"), None);
    assert_eq!(mended("a: [1\n"), None, "broken otherwise");
    assert_eq!(mend("## summary\n\n\tcode\n", false, false), None, "Markdown has tabs");
}

#[test]
fn carriage_returns_go_and_stay_where_they_are_alone() {
    becomes("a: |\r\n  x\r\nb: 1\r\n", "3 carriage return(s)", "a: |\n  x\nb: 1\n");
    assert_eq!(mended("a: x\rb\n"), None);
    // Also where the rest is broken.
    becomes("a: [1\r\n", "1 carriage return(s)", "a: [1\n");
}

#[test]
fn tabs_become_spaces_where_their_width_does_not_matter() {
    becomes("a:\n\tb: 1\n\tc:\n\t\td: 1\n", "tabs that indent 3 line(s)", "a:\n  b: 1\n  c:\n    d: 1\n");
    becomes("a: >-\n\tone\n\ttwo\n", "tabs that indent 2 line(s)", "a: >-\n  one\n  two\n");
    // Deeper by a tab than the text around it, it is deeper by nobody knows how much.
    assert_eq!(mended("a: |\n\tone\n\t\ttwo\n"), None);
    // As wide as two spaces or as four? The keys are beside one another with one of them only.
    assert_eq!(mended("a:\n    b: 1\n\tc: 1\n"), None);
    assert_eq!(mended("a:\n\tb: 1\t# a tab inside the line\n"), None);
    assert!(leaves_tabs("a:\n    b: 1\n\tc: 1\n") && !leaves_tabs("a:\n\tb: 1\n") && !leaves_tabs("a: 1\n"));
}

#[test]
fn letters_take_the_form_that_they_are_read_in() {
    let what = "letters in another Unicode form on 1 line(s)";
    becomes("a: 1\nbn: সময\u{9cb}\u{0041}\u{030a}\n", what, "a: 1\nbn: সময\u{9cb}\u{00c5}\n");
    becomes("bn: ক\u{9c7}\u{9be}ন\n", what, "bn: ক\u{9cb}ন\n");
    assert_eq!(mended("bn: কোন\n"), None);
}

#[test]
fn check_mends_first_and_says_what() {
    let folder = "incidents/2026-03-01-small";
    let project = Project::empty()
        .file("nidan.yaml", format!("\u{feff}{SETTINGS}"))
        .file(&format!("{folder}/incident.yaml"), "schema: 1\r\ntitle:\r\n\ten: One\r\n\tbn: এক\r\nsevirity: sev1\r\n")
        .file(&format!("{folder}/incident.bn.md"), "## summary\r\n\r\nসারকথা।\r\n");
    let said = |args: &[&str]| {
        let output = nidan(project.root(), args, &[]);
        let printed = errors(&output);
        let notes: Vec<&str> = printed.lines().filter(|line| line.starts_with("note: ")).collect();
        format!("{}\n[exit {}]", notes.join("\n"), output.status.code().expect("it ended by itself"))
    };
    insta::assert_snapshot!(said(&["check", "--fix"]), @"
    note: mended `nidan.yaml`: a byte order mark
    note: mended `incidents/2026-03-01-small/incident.yaml`: 5 carriage return(s), tabs that indent 2 line(s)
    note: mended `incidents/2026-03-01-small/incident.bn.md`: 3 carriage return(s)
    [exit 1]
    ");
    let read = |path: &str| fs::read_to_string(project.root().join(path)).expect("it can be read");
    assert_eq!(read("nidan.yaml"), SETTINGS);
    let mended = "schema: 1\ntitle:\n  en: One\n  bn: এক\nsevirity: sev1\n";
    assert_eq!(read(&format!("{folder}/incident.yaml")), mended, "a mistyped key is not mended");
    assert_eq!(read(&format!("{folder}/incident.bn.md")), "## summary\n\nসারকথা।\n");
    assert!(!said(&["check", "--fix"]).contains("mended"), "there is nothing left to mend");
}
