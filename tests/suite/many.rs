//! More than one report in a base: links between them, the front page, and what a report says of days.

use crate::project::Project;
use crate::small::{ID, INCIDENT as SMALL, errors, nidan, project, tree};

const OLDER: &str = "2025-01-10-older";

/// An incident that lasts for days, whose end is known by its date alone.
const INCIDENT: &str = "schema: 1
kind: study
title: {en: Payments stand still for days, bn: কয়েক দিন পেমেন্ট বন্ধ}
severity: sev1
tlp: CLEAR
stage: published
published: 2025-01-20
zone: UTC
related: [2025-01-30-small]
sources: {S1: {en: Log, bn: লগ}}
summary: {en: 'See [the later one](2025-01-30-small#lessons/fewer).', bn: 'দেখুন [পরেরটা](2025-01-30-small#lessons/fewer)।'}
timeline:
  - {at: 04:00, mark: impact, en: Payments stop, bn: পেমেন্ট বন্ধ হয়}
  - {at: ~05:30, mark: detected, en: Someone notices, bn: কেউ টের পান}
  - {at: 2025-01-12, en: Half is back, bn: অর্ধেক সচল}
  - {at: 2025-01-15, mark: resolved, en: All is back, bn: সব সচল}
  - {at: 2025-01-19, en: The report comes out, bn: প্রতিবেদন বেরোয়}
";

fn text(page: &[u8]) -> String {
    String::from_utf8_lossy(page).replace("&#39;", "'")
}

#[test]
fn reports_stand_beside_one_another() {
    // Against another run the claim would be true by construction: with fewer calls the small model has no outage.
    let judged = SMALL.replace("error(fewer) <= 50% of base", "peak(fewer) <= 50%");
    let project = project()
        .file(&format!("incidents/{OLDER}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/incident.yaml"), judged);
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    let page = |path: &str| text(site.get(path).unwrap_or_else(|| panic!("no {path}")));

    let older = page(&format!("en/incidents/{OLDER}/index.html"));
    assert!(older.contains(&format!("href=\"../{ID}/index.html#lessons/fewer\"")), "a link by id");
    assert!(
        older.contains("Related reports")
            && older.contains("Checkout is down for an hour</a></strong> (30\u{a0}January 2025)")
    );
    let newer = page(&format!("bn/incidents/{ID}/index.html"));
    assert!(newer.contains("কাছাকাছি আরও প্রতিবেদন"), "the other side says so, too");
    assert!(newer.contains(&format!("href=\"../{OLDER}/index.html\"")));

    let days: Vec<&str> = ["5 days", "about 1 h 30 min", "fully back after 5 days.", "12 Jan"]
        .into_iter()
        .filter(|words| !older.contains(words))
        .collect();
    assert!(days.is_empty(), "not said: {days:?}");
    assert!(!older.contains(">00:00") && !older.contains(", 00:00"), "a date alone has no hour");

    let front = page("index.html");
    for words in ["Earlier reports", "Payments stand still for days", "আগের প্রতিবেদন", "Call less often."]
    {
        assert!(front.contains(words), "{words}");
    }
    let newest = front.find("Checkout is down for an hour").zip(front.find("Payments stand still for days"));
    assert!(newest.is_some_and(|(newest, older)| newest < older));
}

#[test]
fn a_grid_without_a_picture_has_tables() {
    let project = project();
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    let page = |path: &str| text(site.get(path).unwrap_or_else(|| panic!("no {path}")));
    let own = page(&format!("en/incidents/{ID}/runs/lives/index.html"));
    for words in
        ["Life of a record: where the model meets the record", "Half fails", "Ten times fewer calls", "5\u{a0}min"]
    {
        assert!(own.contains(words), "{words}");
    }
    let report = page(&format!("bn/incidents/{ID}/index.html"));
    assert!(report.contains("দুটি মেয়াদে") && report.contains("অর্ধেক ব্যর্থ"));
    for page in [own, report] {
        assert!(!page.contains("read loosely") && !page.contains("আলগাভাবে"), "words of the other form");
    }
}

const OTHER: &str = "\
schema: 1
title: {en: One, bn: এক}
tlp: GREEN
zone: UTC
related: [2024-11-04-tow, 2024-11-03-one]
recurrence_of: 2024-11-04-two
";

#[test]
fn an_incident_that_is_pointed_at_is_there() {
    let two = "schema: 1\ntitle: {en: Two, bn: দুই}\ntlp: GREEN\nzone: UTC\n";
    let project = Project::new()
        .file("incidents/2024-11-03-one/incident.yaml", OTHER)
        .file("incidents/2024-11-04-two/incident.yaml", two);
    let findings = project.findings();
    assert!(findings.contains("there is no incident `2024-11-04-tow` in the knowledge base"), "{findings}");
    assert!(findings.contains("did you mean `2024-11-04-two`?"), "{findings}");
    assert!(findings.contains("`2024-11-03-one` names itself"), "{findings}");
    let kb = project.load().kb.expect("it loads");
    let one = kb.incidents.last().expect("there are two");
    assert!(one.related.is_empty(), "what leads nowhere is dropped");
    assert_eq!(one.recurrence_of.as_ref().map(|other| other.id.as_str()), Some("2024-11-04-two"));
}
