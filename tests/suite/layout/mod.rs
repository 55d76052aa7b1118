//! `nidan fmt`: one layout, and never another meaning.

mod random;

use std::fs;
use std::path::Path;

use nidan::base::diag::Report;
use nidan::base::math::Stream;
use nidan::base::source::SourceMap;
use nidan::load::layout::lay_out;
use nidan::load::yaml;

use crate::project::{Project, SETTINGS};
use crate::schema::into_value;
use crate::small::{errors, nidan};
use random::Draw;

/// What a text says, wherever it stands; nothing where anything is wrong with it.
fn meaning(text: &str) -> Option<String> {
    let mut report = Report::default();
    let node = yaml::read(SourceMap::default().add("", ""), text, &mut report)?;
    (!report.has_errors()).then(|| into_value(&node).to_string())
}

/// Lays a text out, and holds what must hold of every text: the same meaning, and nothing left to do.
fn laid(text: &str) -> Option<String> {
    let laid = lay_out(text)?;
    assert_eq!(meaning(text), meaning(&laid), "another meaning:\n{text}\n----\n{laid}");
    assert_eq!(lay_out(&laid).as_deref(), Some(laid.as_str()), "laid out twice:\n{text}");
    let ends = laid.contains('+') || !laid.ends_with("\n\n");
    assert!(!laid.contains('\r') && laid.ends_with('\n') && ends, "{laid}");
    Some(laid)
}

/// Every YAML file of the repository.
fn shipped() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("it can be read").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = fs::read_to_string(&path).expect("it can be read");
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![("nidan.yaml".to_owned(), fs::read_to_string(root.join("nidan.yaml")).expect("it is there"))];
    for folder in ["incidents", "docs", "tests/vectors"] {
        walk(&root.join(folder), &mut found);
    }
    found
}

const MESSY: &str = "\
# Kept: the first comment.


schema:   1
title:
    en: 'A title'   \n    bn: শিরোনাম



timeline:
# about the first
-   at: 14:02
    mark:   impact
    en: >-
          Folded text
            that is indented
          goes on

    bn: লেখা
-   {at: 14:09, en: One,
      bn: এক}
# about none
lessons:
   limit:     # beside a key
      en: \"Two
    lines\"
      # after the text
      bn: |
       ১

       ২
      for: [a,
        b]
   # lessons/next: later
";

#[test]
fn a_messy_file_is_laid_out() {
    insta::assert_snapshot!(laid(MESSY).expect("it is YAML"), @r#"
    # Kept: the first comment.

    schema:   1
    title:
      en: 'A title'
      bn: শিরোনাম

    timeline:
      # about the first
      - at: 14:02
        mark:   impact
        en: >-
          Folded text
            that is indented
          goes on

        bn: লেখা
      - {at: 14:09, en: One,
            bn: এক}
    # about none
    lessons:
      limit:     # beside a key
        en: "Two
          lines"
        # after the text
        bn: |
          ১

          ২
        for: [a,
          b]
      # lessons/next: later
    "#);
}

#[test]
fn what_is_laid_out_stays() {
    let fine = "\
# yaml-language-server: $schema=../../.nidan/schema/incident.json
schema: 1
title: {en: One, bn: এক}

factors:
  size:    {leads_to: lockout, en: 'aligned', bn: \"সারি\"}
  lockout: {loop: size}
timeline:
  - {at: 14:02}
  - at: 14:03
    en: >-
      One

      Two
";
    assert_eq!(laid(fine).as_deref(), Some(fine));
}

#[test]
fn each_rule_of_the_layout_has_a_near_miss() {
    let cases = [
        ("carriage returns", "a: 1\r\nb: 'x\r\n  y'\r\n", "a: 1\nb: 'x\n  y'\n"),
        ("the end of the file", "a: 1", "a: 1\n"),
        ("blank lines at both ends", "\n\na: 1\n\n\n", "a: 1\n"),
        ("blank lines of text that counts them", "a: |+\n x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
        ("blank lines after text that does not", "a: |\n x\n\n\nb: 1\n", "a: |\n  x\n\nb: 1\n"),
        ("spaces at the end of text that counts them", "a: |\n  x  \nb: 1  \n", "a: |\n  x  \nb: 1\n"),
        ("a space behind a backslash", "a: \"x\\ \n  y\"\n", "a: \"x\\ \n  y\"\n"),
        ("indentation that is told", "a:\n    b: |2\n        x\n", "a:\n  b: |2\n      x\n"),
        ("a list at its key", "a:\n- x\n- y\n", "a:\n  - x\n  - y\n"),
        ("lists in lists", "-   - a\n    - b\n-\n    c: 1\n", "- - a\n  - b\n-\n  c: 1\n"),
        ("a number below zero", "a: [ -1 ]\nb: -1\n", "a: [ -1 ]\nb: -1\n"),
        ("a comment behind a dash", "-   # why\n    a: 1\n", "-   # why\n  a: 1\n"),
        ("a value on its own line", "a:\n      some\n      words\n", "a:\n  some\n  words\n"),
        ("a map on its own line", "a:\n     {b: 1,\n      c: 2}\n", "a:\n  {b: 1,\n   c: 2}\n"),
        ("a whole file of one map", "  {a: 1,\n   b: 2}\n", "{a: 1,\n b: 2}\n"),
        ("a start that is marked", "---\n  a: 1\n", "---\na: 1\n"),
    ];
    for (name, text, wanted) in cases {
        assert_eq!(laid(text).as_deref(), Some(wanted), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    for text in
        ["", "# nothing\n", "a: [1\n", "a:\n\tb: 1\n", "a: 1\na: 2\n", "a: &x 1\n", "a: 1\n---\nb: 2\n", "a: b: c\n"]
    {
        assert_eq!(lay_out(text), None, "{text:?}");
    }
    // It can be read, but hardly anybody writes so: it is not touched.
    assert_eq!(lay_out("? a\n:   b: 1\n    c: 2\n"), None);
    assert_eq!(laid("? a\n: b\n").as_deref(), Some("? a\n: b\n"));
}

#[test]
fn drawn_documents_keep_their_meaning() {
    let mut changed = 0;
    for number in 0..1000 {
        let text = Draw::document(number);
        assert!(meaning(&text).is_some(), "document {number} is no YAML:\n{text}");
        let laid = laid(&text).unwrap_or_else(|| panic!("document {number} is left alone:\n{text}"));
        changed += usize::from(laid != text);
    }
    assert!(changed > 800, "only {changed} were laid out otherwise");
}

#[test]
fn shipped_files_are_laid_out() {
    let files = shipped();
    assert!(files.len() > 15, "only {} files were found", files.len());
    for (path, text) in files {
        assert_eq!(laid(&text).as_deref(), Some(text.as_str()), "{path}: run `nidan fmt`");
    }
}

/// Cuts, doubles and moves lines of shipped files: most of what comes out is broken, and none of it may change meaning.
#[test]
fn spoilt_files_keep_their_meaning_or_are_left_alone() {
    let (mut kept, mut left) = (0, 0);
    for (nth, (_, text)) in shipped().into_iter().enumerate() {
        for round in 0..10 {
            let stream = Stream::new(3, round, "spoilt", nth);
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for change in 0..3 {
                let at = (stream.uniform(change * 2) * lines.len() as f64) as usize;
                match (stream.uniform(change * 2 + 1) * 6.0) as usize {
                    0 => drop(lines.remove(at)),
                    1 => lines.insert(at, String::new()),
                    2 => lines[at].insert_str(0, "  "),
                    3 => lines[at] = lines[at].trim_start().to_owned(),
                    4 => lines[at].push_str("   "),
                    _ => lines.truncate(at.max(lines.len() / 2)),
                }
            }
            match laid(&lines.join("\n")) {
                Some(_) => kept += 1,
                None => left += 1,
            }
        }
    }
    assert!(kept > 50 && left > 50, "{kept} laid out, {left} left alone");
}

fn said(project: &Project, args: &[&str]) -> String {
    let output = nidan(project.root(), args, &[]);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), errors(&output));
    format!("{text}[exit {}]", output.status.code().expect("it ended by itself"))
}

const ID: &str = "2026-03-01-small";
const UNTIDY: &str = "schema: 1\r\ntitle:\r\n   en: One\r\n   bn: এক\r\n";

fn project() -> Project {
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), UNTIDY)
        .file(&format!("incidents/{ID}/model.yaml"), "schema: 1\nclock: {start: 14:00\n")
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).expect("it can be read")
}

#[test]
fn files_are_listed_then_laid_out_and_broken_ones_left() {
    let project = project();
    let incident = format!("incidents/{ID}/incident.yaml");
    insta::assert_snapshot!(said(&project, &["fmt", "--check"]), @"
    incidents/2026-03-01-small/incident.yaml
    error[yaml-syntax]: this is not YAML: this `{` is never closed
     --> incidents/2026-03-01-small/model.yaml:2:8
      |
    2 | clock: {start: 14:00
      |        ^
      |
      = hint: add `}` where it ends; where the file breaks off, look for a whole copy of it

    1 error found
    note: 1 file(s) to be laid out, 1 as they should be
    [exit 1]
    ");
    assert_eq!(read(&project, &incident), UNTIDY, "nothing was written");
    insta::assert_snapshot!(said(&project, &["fmt"]), @"
    incidents/2026-03-01-small/incident.yaml
    error[yaml-syntax]: this is not YAML: this `{` is never closed
     --> incidents/2026-03-01-small/model.yaml:2:8
      |
    2 | clock: {start: 14:00
      |        ^
      |
      = hint: add `}` where it ends; where the file breaks off, look for a whole copy of it

    1 error found
    note: 1 file(s) laid out, 1 as they should be
    [exit 1]
    ");
    assert_eq!(read(&project, &incident), "schema: 1\ntitle:\n  en: One\n  bn: এক\n");
    assert_eq!(read(&project, "nidan.yaml"), SETTINGS);
    assert_eq!(read(&project, &format!("incidents/{ID}/model.yaml")), "schema: 1\nclock: {start: 14:00\n");
    let project = project.file(&format!("incidents/{ID}/model.yaml"), "schema: 1\nclock: {start: 14:00}\n");
    insta::assert_snapshot!(said(&project, &["fmt", "--check"]), @"
    note: 0 file(s) to be laid out, 3 as they should be
    [exit 0]
    ");
    insta::assert_snapshot!(said(&project, &["fmt", "--check", "--format", "json"]), @r#"
    {"changed":[],"written":false,"left_alone":[],"fine":3,"report":{"findings":[],"errors":0,"warnings":0,"notes":0}}
    [exit 0]
    "#);
}

#[test]
fn named_files_need_no_knowledge_base() {
    let project = Project::empty().file("one.yaml", "\u{feff}a:   1\n").file("two.yaml", "b: 2");
    insta::assert_snapshot!(said(&project, &["fmt", "one.yaml"]), @"
    one.yaml
    note: 1 file(s) laid out, 0 as they should be
    [exit 0]
    ");
    assert_eq!((read(&project, "one.yaml").as_str(), read(&project, "two.yaml").as_str()), ("a:   1\n", "b: 2"));
    insta::assert_snapshot!(said(&project, &["fmt", "thre.yaml"]), @"
    error: there is no file `thre.yaml`
      = hint: check its name
    [exit 2]
    ");
    insta::assert_snapshot!(said(&project, &["fmt", "."]), @"
    error: there is no file `.`
      = hint: name the files in it, or the knowledge base with `--root DIR`
    [exit 2]
    ");
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_file_and_closed_files_stay_closed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = Project::empty().file("real/one.yaml", "a: 1").file("closed.yaml", "a: 1").file("mine.yaml", "a: 1");
    let at = |name: &str| project.root().join(name);
    symlink("real/one.yaml", at("link.yaml")).expect("a link can be made");
    let mode =
        |name: &str, mode: u32| fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    mode("closed.yaml", 0o444);
    mode("mine.yaml", 0o600);
    insta::assert_snapshot!(said(&project, &["fmt", "mine.yaml", "closed.yaml"]), @"
    error: `closed.yaml` is read-only
      = hint: nothing was written; make it writable first
    [exit 2]
    ");
    assert_eq!(read(&project, "mine.yaml"), "a: 1", "nothing was written");
    assert!(said(&project, &["fmt", "link.yaml", "mine.yaml"]).ends_with("[exit 0]"));
    assert!(fs::symlink_metadata(at("link.yaml")).expect("it is there").is_symlink());
    assert_eq!(read(&project, "real/one.yaml"), "a: 1\n");
    assert_eq!(fs::metadata(at("mine.yaml")).expect("it is there").permissions().mode() & 0o777, 0o600);
}
