//! `nidan sim`: what is on record repeats, and what is changed in the record is found.

use nidan::base::math::Stream;

use crate::small::{self, ID, errors, nidan, project};

/// Names the entry of a record in which a byte stands, and says whether it stands in a value.
fn entry_at(text: &str, at: usize) -> (Option<String>, bool) {
    let head = &text[..at];
    let entry = head.lines().rfind(|line| line.starts_with("    \"") && line.trim_end().ends_with('{'));
    let name = entry.and_then(|line| line.trim().split('"').nth(1)).map(str::to_owned);
    let line = &text[head.rfind('\n').map_or(0, |at| at + 1)..];
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let column = at - head.rfind('\n').map_or(0, |at| at + 1);
    let key = line.find("\": ").filter(|_| line.trim_start().starts_with('"'));
    (name, key.is_none_or(|end| column > end))
}

#[test]
fn any_changed_digit_of_the_record_is_found_and_named() {
    let project = project();
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    let verified = nidan(project.root(), &["sim", "verify"], &[]);
    assert!(verified.status.success(), "{}", errors(&verified));
    let path = format!("incidents/{ID}/runs.lock");
    let text = std::fs::read_to_string(project.root().join(&path)).expect("the record is there");
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && matches!(entry_at(&text, *at), (Some(_), true)))
        .map(|(at, _)| at)
        .collect();
    let stream = Stream::new(7, 0, "digits", 0);
    let mut project = project;
    for draw in 0..40 {
        let at = digits[(stream.uniform(draw) * digits.len() as f64) as usize];
        // Every second one becomes a nought, which makes a number that begins with it unreadable.
        let old = text.as_bytes()[at] - b'0';
        let digit = if draw % 2 == 0 || old == 0 { (old + 1) % 10 } else { 0 };
        let changed = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
        project = project.file(&path, changed);
        let output = nidan(project.root(), &["sim", "verify"], &[]);
        let (name, _) = entry_at(&text, at);
        let name = name.expect("it stands in an entry");
        assert_eq!(output.status.code(), Some(1), "{name} at {at}");
        assert!(errors(&output).contains(&name), "{name}: {}", errors(&output));
    }
    let header = text.replacen("\"schema\": 1", "\"schema\": 2", 1);
    let project = project.file(&path, header);
    assert_eq!(nidan(project.root(), &["sim", "verify"], &[]).status.code(), Some(2));
}

#[test]
fn runs_print_one_line_of_json_each() {
    let project = project();
    let output = nidan(project.root(), &["sim", "run", &format!("{ID}/fewer"), "--format", "json"], &[]);
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let line: serde_json::Value = serde_json::from_str(text.trim()).expect("one line of JSON");
    assert_eq!(line["run"], "fewer");
    assert_eq!(line["replications"], 4);
    assert!(line["measures"]["error"]["half_width_95"].is_number());
    let unknown = nidan(project.root(), &["sim", "run", &format!("{ID}/fever")], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("fewer"), "{}", errors(&unknown));
}

#[test]
fn a_report_is_not_written_over_a_record_that_does_not_repeat() {
    let project = project();
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    let path = format!("incidents/{ID}/runs.lock");
    let text = std::fs::read_to_string(project.root().join(&path)).expect("the record is there");
    let project = project.file(&path, text.replacen("\"n\": 4", "\"n\": 5", 1));
    let output = nidan(project.root(), &["report", ID, "-o", "report.pdf"], &[]);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    assert!(errors(&output).contains("does not repeat"), "{}", errors(&output));
    assert!(!project.root().join("report.pdf").exists());
}

#[test]
fn a_run_brings_its_own_entries_of_the_record_up_to_date() {
    let project = project();
    let path = project.root().join(format!("incidents/{ID}/runs.lock"));
    let record = || std::fs::read_to_string(&path).expect("the record is there");
    let run = |args: &[&str]| nidan(project.root(), &[&["sim", "run"], args].concat(), &[]);
    // Without a record, and with other numbers than the model declares, there is nothing to bring up to date.
    assert!(run(&[&format!("{ID}/fewer"), "--replications", "2"]).status.success());
    assert_eq!(run(&[ID, "--locked"]).status.code(), Some(1));
    assert!(!path.exists());
    assert!(run(&[&format!("{ID}/fewer")]).status.success());
    assert!(record().contains("runs/fewer") && !record().contains("runs/base"), "{}", record());
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    let whole = record();
    assert!(run(&[ID, "--locked"]).status.success());
    assert_eq!(record(), whole);

    let changed = small::MODEL.replace("fewer: {polls.every: 10s", "fewer: {polls.every: 20s");
    let project = project.file(&format!("incidents/{ID}/model.yaml"), changed);
    let run = |args: &[&str]| nidan(project.root(), &[&["sim", "run"], args].concat(), &[]);
    let locked = run(&[ID, "--locked"]);
    assert_eq!(locked.status.code(), Some(1));
    assert!(errors(&locked).contains("runs/fewer`: the scenario differs"), "{}", errors(&locked));
    assert_eq!(record(), whole);
    let output = run(&[ID]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(errors(&output).contains("brought up to date"), "{}", errors(&output));
    let entry = |text: &str, name: &str| {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        value["entries"][name].to_string()
    };
    let now = record();
    assert_eq!(entry(&now, "runs/base"), entry(&whole, "runs/base"));
    assert_ne!(entry(&now, "runs/fewer"), entry(&whole, "runs/fewer"));
    assert_eq!(entry(&now, "verdicts/fewer"), entry(&whole, "verdicts/fewer"), "verdicts wait for the build");
    assert_eq!(nidan(project.root(), &["sim", "verify"], &[]).status.code(), Some(1));
    assert!(nidan(project.root(), &["build", "--no-pdf"], &[]).status.success());
    assert!(nidan(project.root(), &["sim", "verify"], &[]).status.success());

    // Same scenario and seed with another result is an error, and is not written over.
    let record_now = record();
    let project = project.file(&format!("incidents/{ID}/runs.lock"), record_now.replacen("\"n\": 4", "\"n\": 5", 1));
    let broken = record();
    let output = nidan(project.root(), &["sim", "run", ID], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("does not repeat"), "{}", errors(&output));
    assert_eq!(record(), broken);
}
