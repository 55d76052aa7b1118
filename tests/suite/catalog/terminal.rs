//! The same answers at the terminal.

use serde_json::Value;

use super::base::{AGAIN, FIRST, project};
use crate::small::{errors, nidan};

/// Runs the program with arguments between spaces; returns all it printed and its exit code.
fn said(args: &str) -> String {
    let project = project();
    let output = nidan(project.root(), &args.split(' ').collect::<Vec<_>>(), &[]);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), errors(&output));
    format!("{}\n[exit {}]", text.trim_end_matches('\n'), output.status.code().expect("it ended by itself"))
}

fn json(args: &str) -> Value {
    let project = project();
    let args: Vec<&str> = args.split(' ').chain(["--format", "json"]).collect();
    let output = nidan(project.root(), &args, &[]);
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

#[test]
fn actions_in_english() {
    insta::assert_snapshot!(said("actions --as-of 2025-03-08 --lang en"), @"");
}

#[test]
fn actions_in_bangla() {
    insta::assert_snapshot!(said("actions --as-of 2025-03-08 --lang bn"), @"");
}

#[test]
fn a_high_action_that_is_overdue_is_an_error_when_asked_for() {
    assert!(said("actions --overdue --as-of 2025-03-08").ends_with("[exit 1]"));
    assert!(said("actions --as-of 2025-03-08").ends_with("[exit 0]"), "to look is no error");
    assert!(said("actions --overdue --as-of 2024-04-01").ends_with("[exit 0]"), "on the day itself");
    // Without a day it is today, long after the last of them.
    assert_eq!(json("actions --overdue")["actions"].as_array().map(Vec::len), Some(3));
}

#[test]
fn lessons_in_both_languages() {
    insta::assert_snapshot!(said("lessons --lang en"), @"");
    insta::assert_snapshot!(said("lessons"), @"");
}

#[test]
fn stats_in_both_languages() {
    insta::assert_snapshot!(said("stats --lang en"), @"");
    insta::assert_snapshot!(said("stats --lang bn"), @"");
}

#[test]
fn related_in_both_languages() {
    insta::assert_snapshot!(said(&format!("related {AGAIN} --lang en")), @"");
    insta::assert_snapshot!(said(&format!("related {FIRST} --lang bn")), @"");
}

#[test]
fn what_is_not_for_the_reader_is_not_told() {
    insta::assert_snapshot!(said("related 2025-01-15-canary-withheld"), @"");
    insta::assert_snapshot!(said("related 2025-03-05-checkout-agan"), @"");
}

#[test]
fn the_data_has_its_shape() {
    let actions = json("actions --as-of 2025-03-08");
    let cap = &actions["actions"][0];
    assert_eq!(
        (cap["id"].as_str(), cap["state"].as_str(), cap["days"].as_i64()),
        (Some("cap"), Some("overdue"), Some(341))
    );
    assert_eq!((actions["as_of"].as_str(), actions["audience"].as_str()), (Some("2025-03-08"), Some("public")));
    let lessons = json("lessons");
    let taught = &lessons["lessons"][0];
    assert_eq!((taught["id"].as_str(), taught["standing"].as_str()), (Some("cap-retries"), Some("holds")));
    assert_eq!(taught["taught_by"][0]["claim"]["run"].as_str(), Some("fewer"));
    assert!(taught["taught_by"][1]["claim"].is_null());
    let stats = json("stats");
    assert_eq!((stats["reports"].as_u64(), stats["severities"]["sev2"].as_u64()), (Some(3), Some(2)));
    assert_eq!(stats["lengths"][3]["spread"]["median"].as_f64(), Some(60.0));
    assert_eq!(stats["lengths"][3]["incidents"][1]["precision"].as_str(), Some("about"));
    assert_eq!(stats["recurrences"][0]["days"].as_i64(), Some(368));
    assert_eq!(stats["coverage"][0]["share"].as_f64(), Some(1.0));
    let related = json(&format!("related {AGAIN}"));
    assert_eq!(related["related"][0]["incident"].as_str(), Some(FIRST));
    assert_eq!(
        (related["related"][0]["said"].as_str(), related["related"][0]["factors"][0].as_str()),
        (Some("before"), Some("no-cap"))
    );
    for value in [actions, lessons, stats, related] {
        assert!(!value.to_string().to_lowercase().replace("\"canary\"", "").contains("canary"));
    }
}
