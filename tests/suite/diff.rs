//! `nidan diff` between folders and between revisions of a real repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::project::{Project, SETTINGS};
use crate::small::{INCIDENT, MODEL, nidan, project};
use crate::terminal::said_in;

const FILE: &str = "incidents/2025-01-30-small/incident.yaml";

/// The same knowledge base after a change that touches a time, a stage, a claim, the model, an action and a factor.
fn changed() -> Project {
    let incident = INCIDENT
        .replace("{at: 15:02, mark: resolved", "{at: 15:32, mark: resolved")
        .replace(
            "for: [load]\n    claim: error(fewer) <= 50% of base",
            "for: [load]\n    claim: error(fewer) <= 10% of base",
        )
        .replace(
            "factors:\n",
            "factors:\n  dear: {leads_to: load, en: Each call cost more, bn: প্রতিটি কলের খরচ বেড়েছিল}\n",
        );
    let incident = incident
        + "actions:\n  cache: {for: fewer, priority: P1, owner: SRE, due: 2025-02-10, en: Cache, bn: ক্যাশ করা}\n";
    project()
        .file(FILE, incident)
        .file("incidents/2025-01-30-small/model.yaml", MODEL.replace("servers: 1,", "servers: 2,"))
}

fn git(root: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").arg("-C").arg(root).args(identity).args(args).output().expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path, words: &str) {
    git(root, &["add", "--all", "."]);
    git(root, &["commit", "--quiet", "--message", words]);
}

fn of_folders(old: &Project, new: &Project, more: &str) -> String {
    let args = format!("diff|{}|{}{more}", old.root().display(), new.root().display());
    said_in(new, &args)
}

#[test]
fn a_change_is_told_in_words() {
    insta::assert_snapshot!(of_folders(&project(), &changed(), "|--as-of|2025-02-20"), @r"
    the knowledge base
      actions overdue: 1 (was 0)

    2025-01-30-small
      `resolved`: 2025-01-30 15:32 (was 2025-01-30 15:02)
      time to resolve: 1 h 30 min (was 1 h)
      factor dear: new
      lesson fewer: claim `error(fewer) <= 10% of base` (was `error(fewer) <= 50% of base`)
      action cache: new; status overdue by 10 days; priority P1; owner SRE; due 2025-02-10
      milestone peak: in the model 42.9%, misses the record (was 88.5%, misses the record)
      run base: error 10.8 ± 6.6 min (was 22.1 ± 4.2 min); peak 42.9 ± 22.5% (was 88.5 ± 15.1%)
      findings: single-factor gone (was once)

    no incident is as it was
    [exit 0]
    ");
    insta::assert_snapshot!(of_folders(&changed(), &project(), "|--as-of|2025-02-20"), @r"
    the knowledge base
      actions overdue: 0 (was 1)

    2025-01-30-small
      `resolved`: 2025-01-30 15:02 (was 2025-01-30 15:32)
      time to resolve: 1 h (was 1 h 30 min)
      lesson fewer: claim `error(fewer) <= 50% of base` (was `error(fewer) <= 10% of base`)
      milestone peak: in the model 88.5%, misses the record (was 42.9%, misses the record)
      run base: error 22.1 ± 4.2 min (was 10.8 ± 6.6 min); peak 88.5 ± 15.1% (was 42.9 ± 22.5%)
      findings: single-factor once
      factor dear: gone
      action cache: gone

    no incident is as it was
    [exit 0]
    ");
}

#[test]
fn what_says_the_same_is_no_change() {
    let reworded = project().file(FILE, INCIDENT.replace("Calls to the API grew too dear.", "Calls grew too dear."));
    insta::assert_snapshot!(of_folders(&project(), &reworded, ""), @r"
    no number, verdict or status has changed
    [exit 0]
    ");
}

#[test]
fn incidents_come_and_go() {
    let more = project().file("incidents/2025-03-01-more/incident.yaml", INCIDENT.split("lessons:").next().unwrap());
    insta::assert_snapshot!(of_folders(&project(), &more, ""), @r"
    the knowledge base
      incidents: 2 (was 1)

    2025-03-01-more: new
      kind: study
      stage: published
      severity: sev2
      label: TLP:CLEAR
      published: 2025-02-01
      `change`: 2025-03-01 14:00
      `impact`: 2025-03-01 14:02
      `resolved`: 2025-03-01 15:02
      time to resolve: 1 h
      factor load: new
      findings: missing-impact once; missing-section once; single-factor once

    1 incident is as it was
    [exit 0]
    ");
    insta::assert_snapshot!(of_folders(&more, &project(), ""), @r"
    the knowledge base
      incidents: 1 (was 2)

    2025-03-01-more: gone

    1 incident is as it was
    [exit 0]
    ");
}

#[test]
fn revisions_of_git_are_compared_without_a_touch_on_the_checkout() {
    // The knowledge base lies in a folder of a repository, as it often does.
    let ended = |minute: &str| INCIDENT.replace("15:02, mark: resolved", &format!("15:{minute}, mark: resolved"));
    let (base, file) = ("docs/post-mortems", format!("docs/post-mortems/{FILE}"));
    let repository = Project::empty()
        .file(&format!("{base}/nidan.yaml"), SETTINGS)
        .file(&format!("{base}/incidents/2025-01-30-small/model.yaml"), MODEL)
        .file(&file, INCIDENT);
    git(repository.root(), &["init", "--quiet"]);
    commit(repository.root(), "one");
    git(repository.root(), &["tag", "one"]);
    let repository = repository.file(&file, ended("12"));
    commit(repository.root(), "two");
    let repository = repository.file(&file, ended("22"));
    git(repository.root(), &["add", "--all", "."]);
    let inside = repository.root().join(base);

    let told = |args: &[&str]| {
        let output = nidan(&inside, args, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let all = data["changes"].as_array().expect("a list").clone();
        let resolve =
            all.iter().find(|change| change["what"] == "time to resolve").expect("the time has changed").clone();
        (resolve["old"].as_str().unwrap().to_owned(), resolve["new"].as_str().unwrap().to_owned())
    };
    let status = || {
        let output = Command::new("git").arg("-C").arg(repository.root()).args(["status", "--porcelain"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let before = status();
    let words = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(told(&["diff", "one", "HEAD", "--format", "json"]), words("1 h", "1 h 10 min"));
    assert_eq!(told(&["diff", "one", "--format", "json"]), words("1 h", "1 h 20 min"));
    assert_eq!(status(), before, "nothing is checked out, staged or left behind");
    let left: Vec<_> = fs::read_dir(inside.join(".nidan"))
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    assert!(!left.iter().any(|name| name.starts_with("diff-")), "{left:?}");
}

#[test]
fn what_is_no_state_is_said() {
    let plain = project();
    let said = said_in(&plain, "diff|nowhere").replace(&plain.root().display().to_string(), "ROOT");
    assert!(said.contains("`nowhere` is no folder with a `nidan.yaml`") && said.ends_with("[exit 2]"), "{said}");
    let kept = project();
    git(kept.root(), &["init", "--quiet"]);
    commit(kept.root(), "one");
    insta::assert_snapshot!(said_in(&kept, "diff|nowhere"), @r"
    error: `nowhere` is no folder with a `nidan.yaml`, and no revision of git
      = hint: `git log --oneline` shows revisions; in a shallow clone, `git fetch --unshallow` first
    [exit 2]
    ");
    insta::assert_snapshot!(said_in(&kept, "diff|--|--upload-pack=x"), @r"
    error: `--upload-pack=x` is no folder with a `nidan.yaml`, and no revision of git
      = hint: `git log --oneline` shows revisions; in a shallow clone, `git fetch --unshallow` first
    [exit 2]
    ");
}

#[test]
fn errors_of_either_state_are_told_and_the_rest_compared() {
    let broken = project().file(FILE, INCIDENT.replace("severity: sev2", "severity: sev2\nseverety: sev1"));
    insta::assert_snapshot!(of_folders(&project(), &broken, ""), @r"
    2025-01-30-small
      findings: unknown-key once

    no incident is as it was
    note: NEW has errors, so that some of it may be missing here
    error[unknown-key]: unknown key `severety` in the incident
     --> incidents/2025-01-30-small/incident.yaml:5:1
      |
    5 | severety: sev1
      | ^^^^^^^^ not a key here
      |
      = hint: did you mean `severity`?
      = hint: known keys: schema, kind, severity, tlp, stage, owner, reviewers, reviewed, published, updated, zone, services, tags, related, recurrence_of, title, custom, sources, summary, ruled_out, analogy, impact, trigger, timeline, factors, blind_spots, attack, containment, mitigations, indicators, lessons, actions, announced, disputes, charts, figures, glossary, allow

    1 error found
    [exit 1]
    ");
}
