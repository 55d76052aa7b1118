//! A knowledge base from nothing, and a draft without a chat.

use std::fs;

use crate::project::{Project, SETTINGS};
use crate::small::{errors, nidan, tree};

/// Runs the program; returns what it printed and its exit code. The word that no file may hold is written in another way.
pub(crate) fn said(project: &Project, args: &[&str]) -> String {
    let output = nidan(project.root(), args, &[]);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), errors(&output));
    // Tests lie in the folder of the build, which may lie in the knowledge base that the repository is.
    let around = |line: &&str| !line.starts_with("note: this lies inside the knowledge base in");
    let text = text.replace(nidan::draft::PLACEHOLDER, "<write>");
    let lines: Vec<&str> = text.lines().filter(around).collect();
    format!("{}\n[exit {}]", lines.join("\n"), output.status.code().expect("it ended by itself"))
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_knowledge_base_is_made_and_builds_at_once() {
    let project = Project::empty();
    insta::assert_snapshot!(said(&project, &["init", "reports"]), @r"
    reports/nidan.yaml
    reports/.gitignore
    reports/README.md
    reports/incidents/2025-01-15-example/incident.yaml
    reports/incidents/2025-01-15-example/model.yaml
    note: the zone is Asia/Dhaka; `zone` in nidan.yaml changes it
    note: next: `cd reports`, then `nidan build`, or your own: `nidan new incident 2025-03-02-checkout --from chat.txt`
    [exit 0]
    ");
    let root = project.root().join("reports");
    let check = nidan(&root, &["check", "--deny", "warnings"], &[]);
    assert!(check.status.success(), "{}", errors(&check));
    let build = nidan(&root, &["build", "--no-pdf"], &[]);
    assert!(build.status.success(), "{}", errors(&build));
    assert!(root.join("public/bn/incidents/2025-01-15-example/index.html").is_file());
    // The lesson of the example has a verdict: it depends on how large the rush is.
    let lessons = nidan(&root, &["lessons", "--lang", "en"], &[]);
    assert!(String::from_utf8_lossy(&lessons.stdout).contains("  Depends  "), "{}", errors(&lessons));
    assert!(fs::read_to_string(root.join(".gitignore")).expect("it is there").contains("public/"));
}

#[test]
fn a_zone_is_taken_and_nothing_is_overwritten() {
    let project =
        Project::empty().file("README.md", "ours\n").file("incidents/2025-02-01-x/incident.yaml", "schema: 1\n");
    insta::assert_snapshot!(said(&project, &["init", "--zone", "Europe/Berlin"]), @r"
    nidan.yaml
    .gitignore
    note: `README.md` is there already and stays as it is
    note: next: `nidan build`, or your own: `nidan new incident 2025-03-02-checkout --from chat.txt`
    [exit 0]
    ");
    assert_eq!(read(&project, "README.md"), "ours\n");
    assert!(read(&project, "nidan.yaml").contains("\nzone: Europe/Berlin\n"));
    assert!(!project.root().join("incidents/2025-01-15-example").exists());
    let before = tree(project.root());
    insta::assert_snapshot!(said(&project, &["init"]), @r"
    error: `.` is a knowledge base already: it has a `nidan.yaml`
      = hint: `nidan new incident ID` adds an incident to it
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["init", "README.md"]), @r"
    error: `README.md` is not a folder
      = hint: name a folder, or one that is not there yet
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["init", "other", "--zone", "Asia/Daka"]), @r"
    error: invalid value 'Asia/Daka' for '--zone <ZONE>': did you mean `Asia/Dhaka`? zones are named as in the IANA database: `Asia/Dhaka`, `UTC`

    For more information, try '--help'.
    [exit 2]
    ");
    assert_eq!(before, tree(project.root()));
}

#[test]
fn a_draft_without_a_chat_checks_and_says_what_to_write() {
    let project = Project::new();
    insta::assert_snapshot!(said(&project, &["new", "incident", "2025-03-02-checkout", "--severity", "SEV2", "--title", "Checkout: down #1", "--service", "Payments, all"]), @r"
    incidents/2025-03-02-checkout/incident.yaml
    note: next: fill it in; `nidan check`; `nidan report 2025-03-02-checkout --lang both --to pdf`
    [exit 0]
    ");
    let text = read(&project, "incidents/2025-03-02-checkout/incident.yaml");
    assert!(text.contains("\nseverity: sev2\n") && text.contains("\n  en: \"Checkout: down #1\"\n"), "{text}");
    assert!(text.contains("\nservices: [\"Payments, all\"]\n"), "{text}");
    assert!(text.starts_with("# yaml-language-server: $schema=../../.nidan/schema/incident.json\n"), "{text}");
    assert!(read(&project, ".nidan/schema/incident.json").contains("incident.yaml"), "the line leads to a schema");
    let check = said(&project, &["check"]);
    assert!(check.contains("1 incident(s) checked, no errors") && check.ends_with("[exit 0]"), "{check}");
    // The draft is an incident like others: it can be built and read.
    let build = said(&project, &["build", "--no-pdf", "--audience", "internal"]);
    assert!(build.ends_with("[exit 0]"), "{build}");
}

#[test]
fn what_cannot_be_begun_is_said() {
    let project = Project::new().file("incidents/2025-03-02-checkout/incident.yaml", "schema: 1\n");
    insta::assert_snapshot!(said(&project, &["new", "incident", "2025-03-02-checkout"]), @r"
    error: there is an incident `2025-03-02-checkout` already
      = hint: write on in `incidents/2025-03-02-checkout/incident.yaml`, or choose another id
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["new", "incident", "2025-3-2 Payment failed"]), @r"
    error: `2025-3-2 Payment failed` is not the id of an incident
      = hint: did you mean `2025-03-02-payment-failed`?
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["new", "incident", "2025-03-02-b", "--severity", "sev9"]), @r"
    error: invalid value 'sev9' for '--severity <SEVERITY>': possible: sev1, sev2, sev3, sev4

    For more information, try '--help'.
    [exit 2]
    ");
    let turned = said(&project, &["new", "incident", "2025-03-02-b", "--title", "abc\u{202e}def"]);
    insta::assert_snapshot!(turned.replace('\u{202e}', "<turned>"), @r"
    error: invalid value 'abc<turned>def' for '--title <TITLE>': it holds characters that hide text or turn it round

    For more information, try '--help'.
    [exit 2]
    ");
    let away = Project::new();
    std::os::unix::fs::symlink(std::env::temp_dir(), away.root().join("incidents")).expect("links can be made");
    insta::assert_snapshot!(said(&away, &["new", "incident", "2025-03-02-b"]), @r"
    error: `incidents` is a link that leaves the knowledge base and is not read
      = hint: put the folder itself here
    [exit 2]
    ");
    insta::assert_snapshot!(said(&Project::empty(), &["new", "incident", "2025-03-02-b", "--root", "."]), @r"
    error: there is no `nidan.yaml` in `.`
      = hint: a knowledge base has a `nidan.yaml` at its root; `nidan init DIR` makes one
    [exit 2]
    ");
}

/// Takes the sign from every line of YAML that is commented out; prose has a space and a word behind its sign.
fn uncommented(draft: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => rest.to_owned(),
        _ => line.to_owned(),
    };
    draft.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_section_of_a_draft_can_be_taken_as_it_stands() {
    let project = Project::new().file(
        "incidents/2024-12-11-another/incident.yaml",
        crate::small::INCIDENT.replace("    claim: error(fewer) <= 50% of base\n", ""),
    );
    said(&project, &["new", "incident", "2025-03-02-checkout"]);
    let path = "incidents/2025-03-02-checkout/incident.yaml";
    let draft = read(&project, path);
    let full = uncommented(&draft);
    let sections = [
        "impact",
        "trigger",
        "factors",
        "blind_spots",
        "ruled_out",
        "mitigations",
        "lessons",
        "actions",
        "related",
        "analogy",
        "glossary",
        "services",
        "sources",
        "owner",
        "tags",
        "severity",
    ];
    for section in sections {
        assert!(full.lines().any(|line| line.starts_with(&format!("{section}:"))), "no {section}");
    }
    let project = project.file(path, full);
    let loaded = project.load();
    let errors = nidan::ui::human(&loaded.report.errors(), &loaded.sources);
    // The other incident has another day than its folder says; nothing else is found.
    assert!(errors.is_empty(), "{errors}");
    let kb = loaded.kb.expect("it loads");
    let incident =
        kb.incidents.iter().find(|incident| incident.id.as_str() == "2025-03-02-checkout").expect("it is there");
    assert_eq!((incident.factors.len(), incident.actions.len(), incident.lessons.len()), (2, 1, 1));
}

#[test]
fn a_base_in_one_language_asks_for_one() {
    let project = Project::empty().file("nidan.yaml", SETTINGS.replace("languages: [bn, en]", "languages: [en]"));
    said(&project, &["new", "incident", "2025-03-02-checkout"]);
    let text = read(&project, "incidents/2025-03-02-checkout/incident.yaml");
    let asked: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && line.contains("bn:")).collect();
    assert!(asked.is_empty(), "{asked:?}");
    assert!(said(&project, &["check"]).ends_with("[exit 0]"));
}

#[test]
fn shells_and_manuals_get_every_command() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = said(&project, &["completions", shell]);
        for word in ["completions", "incident", "what-if", "--dates"] {
            let word = if shell == "fish" { word.trim_start_matches("--") } else { word };
            assert!(script.contains(word), "{shell} has no {word}");
        }
        assert!(script.ends_with("[exit 0]"));
    }
    let page = said(&project, &["man"]);
    assert!(page.contains(".TH nidan 1") && page.contains("nidan\\-report(1)"), "{page}");
    let page = said(&project, &["man", "new", "incident"]);
    assert!(page.contains(".TH nidan\\-new\\-incident 1") || page.contains(".TH nidan-new-incident 1"), "{page}");
    assert!(page.contains("\\-\\-since"), "{page}");
    insta::assert_snapshot!(said(&project, &["man", "repot"]), @r"
    error: there is no command `repot`
      = hint: there are: actions, build, check, completions, diff, explain, fmt, init, lessons, man, new, newsletter, related, report, schema, search, serve, sim, stats, help
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["completions", "cmd"]), @r"
    error: invalid value 'cmd' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

    For more information, try '--help'.
    [exit 2]
    ");
}
