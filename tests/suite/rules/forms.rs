//! `check` as scripts and other programs meet it.

use serde_json::Value;

use super::{GOOD, project, with};
use crate::small::{errors, nidan};

const WRONG: &str = "owner: the team\nsummary: {en: The operator ignored it., bn: অপারেটর তা উপেক্ষা করেছেন।}\nseverity: sev2\nlessons: {fewer: {for: calls, claim: error(fewer) <= 50% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}}";

fn check(args: &[&str]) -> (String, String, i32) {
    let project = project(&with(WRONG));
    let args: Vec<&str> = ["check", "--no-runs", "--as-of", "2025-02-10"].iter().chain(args).copied().collect();
    let output = nidan(project.root(), &args, &[]);
    let code = output.status.code().expect("it ended by itself");
    (String::from_utf8(output.stdout.clone()).expect("UTF-8"), errors(&output), code)
}

#[test]
fn people_get_hints_and_pipelines_do_not() {
    let (out, told, code) = check(&[]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(told.contains("error[vague-owner]") && told.contains("warning[blame]"), "{told}");
    assert!(told.contains("note[unanswered-factor]"), "{told}");
    assert!(!check(&["--no-hints"]).1.contains("unanswered-factor"));
    for form in ["sarif", "github", "junit"] {
        let (out, told, code) = check(&["--format", form]);
        assert!(!out.contains("unanswered-factor\"") || form == "sarif", "{out}");
        assert_eq!((told.as_str(), code), ("", 1), "{form}");
        let (more, _, _) = check(&["--format", form, "--hints"]);
        assert!(more.len() > out.len(), "{form}");
    }
    assert_eq!(check(&["--hints", "--no-hints"]).2, 2);
}

#[test]
fn each_form_holds_the_same_findings() {
    let (json, _, _) = check(&["--format", "json", "--no-hints"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let wanted: Vec<&str> =
        json["findings"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert_eq!(wanted.len(), 3, "{wanted:?}");
    let (sarif, _, _) = check(&["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.iter().filter_map(|one| one["ruleId"].as_str()).collect::<Vec<_>>(), wanted);
    let (github, _, _) = check(&["--format", "github"]);
    assert_eq!(github.lines().count(), 3);
    assert!(
        github
            .lines()
            .all(|line| line.starts_with("::error file=incidents/") || line.starts_with("::warning file=incidents/"))
    );
    let (junit, _, _) = check(&["--format", "junit"]);
    assert_eq!((junit.matches("<failure").count(), junit.matches("<system-out").count()), (1, 2));
}

#[test]
fn only_check_prints_such_forms() {
    let project = project(GOOD);
    for verb in [&["lessons"][..], &["sim", "run"], &["build", "--no-pdf"]] {
        let args: Vec<&str> = verb.iter().chain(&["--format", "sarif"]).copied().collect();
        let output = nidan(project.root(), &args, &[]);
        assert_eq!(output.status.code(), Some(2), "{verb:?}");
        assert!(errors(&output).contains("which only `check` prints"), "{}", errors(&output));
    }
}

#[test]
fn paths_begin_where_the_program_was_started() {
    let base = project(&with(WRONG));
    let above = base.root().parent().expect("a folder above");
    let name = base.root().file_name().and_then(|name| name.to_str()).expect("a name");
    let args = ["check", "--root", name, "--no-runs", "--as-of", "2025-02-10", "--format", "github"];
    let output = nidan(above, &args, &[]);
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(out.contains(&format!("file={name}/incidents/2025-02-01-checkout/incident.yaml,")), "{out}");
}

#[test]
fn the_runs_are_asked_too_and_a_build_tells_no_hints() {
    let failing = with(
        "lessons: {fewer: {for: calls, claim: error(fewer) >= 150% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}}",
    );
    let base = project(&failing);
    let output = nidan(base.root(), &["check", "--as-of", "2025-02-10"], &[]);
    assert!(errors(&output).contains("error[failed-lesson]"), "{}", errors(&output));
    assert!(!base.root().join("incidents/2025-02-01-checkout/runs.lock").exists(), "a check writes no record");
    let unanswered = with(
        "lessons: {fewer: {for: calls, claim: error(fewer) <= 50% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}}",
    );
    let base = project(&unanswered);
    let output = nidan(base.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success() && !errors(&output).contains("unanswered-factor"), "{}", errors(&output));
    let output = nidan(base.root(), &["check", "--as-of", "2025-02-10"], &[]);
    assert!(output.status.success() && errors(&output).contains("note[unanswered-factor]"), "{}", errors(&output));
}

#[test]
fn an_incident_can_allow_what_its_runs_say() {
    let lesson = "lessons: {fewer: {allow: [{rule: failed-lesson, reason: kept as a warning to others}], for: [calls, pool], claim: error(fewer) >= 150% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}}";
    let output = nidan(project(&with(lesson)).root(), &["check", "--as-of", "2025-02-10"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let unused = lesson.replace(">= 150%", "<= 50%");
    let output = nidan(project(&with(&unused)).root(), &["check", "--as-of", "2025-02-10"], &[]);
    assert!(errors(&output).contains("warning[unused-allow]"), "{}", errors(&output));
}
