//! The table of rules: explained, weighed, and with an example of both sides that says what it says.

use nidan::base::diag::Severity;
use nidan::base::lang::Lang;
use nidan::check::{self, Asked, Level, Rule};
use nidan::text::Texts;

use super::{GOOD, PLACE, broken, checked, project, with};
use crate::project::Project;
use crate::small::nidan;

/// Rules that read texts: their examples break them in each language.
#[rustfmt::skip]
const OF_TEXTS: [&str; 22] = [
    "blame", "broken-link", "counterfactual-about-people", "cut-short", "drama", "why-ends-at-a-person", "hindsight", "human-error",
    "judging-event", "long-summary", "mixed-digits", "numbers-differ", "outage-or-degraded", "person-as-factor", "placeholder", "secret",
    "styled-letters", "told-by-others", "typed-duration", "vague-quantity", "visarga-in-time", "weak-action",
];
/// What the wrong example of a rule breaks besides: a person's mistake as a factor is blame, and so on.
const COMPANIONS: [(&str, &[&str]); 4] = [
    ("person-as-factor", &["blame"]),
    ("missing-section", &["dangling-reference", "unlinked-lesson"]),
    ("due-before-incident", &["overdue-urgent-action"]),
    ("placeholder", &["unexplained-acronym"]),
];

fn rules_with_examples() -> impl Iterator<Item = (&'static Rule, (&'static str, &'static str))> {
    check::rules().iter().filter_map(|rule| Some((rule, rule.example?)))
}

#[test]
fn a_good_report_breaks_no_rule() {
    let found: Vec<String> = checked(&project(GOOD), "2025-02-10")
        .into_iter()
        .map(|(finding, place)| format!("{}: {} [{place}]", finding.rule.0, finding.message))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_wrong_example_breaks_its_rule_and_a_right_one_breaks_none() {
    let mut faults = Vec::new();
    for (rule, (wrong, right)) in rules_with_examples() {
        let id = rule.id.0;
        let found = broken(&with(wrong));
        let least = if OF_TEXTS.contains(&id) { 2 } else { 1 };
        if found.iter().filter(|other| **other == id).count() < least {
            faults.push(format!("{id}: the wrong example breaks {found:?}"));
        }
        let companions = COMPANIONS.iter().find(|(of, _)| *of == id).map_or(&[][..], |(_, with)| with);
        let others: Vec<_> = found.iter().filter(|other| **other != id && !companions.contains(other)).collect();
        if !others.is_empty() {
            faults.push(format!("{id}: the wrong example breaks {others:?} besides"));
        }
        let found = broken(&with(right));
        if !found.is_empty() {
            faults.push(format!("{id}: the right example breaks {found:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(rules_with_examples().count() >= 45);
}

#[test]
fn rules_are_sorted_and_each_stands_once() {
    let rules = check::rules();
    assert!(rules.windows(2).all(|pair| pair[0].id < pair[1].id));
    assert!(check::explain("unknown-key").is_some_and(|rule| rule.worst() == Level::Error));
    assert!(check::explain("unknown").is_none());
    let kebab = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    assert!(rules.iter().all(|rule| kebab(rule.id.0) && !rule.summary.ends_with('.')));
}

#[test]
fn every_rule_in_the_sources_is_in_the_table() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut ids = 0;
    let mut sources = vec![folder.join("load/rules.rs"), folder.join("text/overrides.rs")];
    let files = std::fs::read_dir(folder.join("check")).expect("the folder is there");
    sources.extend(files.map(|file| file.expect("it can be read").path()));
    for source in sources {
        let text = std::fs::read_to_string(&source).expect("it can be read");
        for mark in ["RuleId(", "Rule::new("] {
            for (at, _) in text.match_indices(mark) {
                let Some(rest) = text[at + mark.len()..].trim_start().strip_prefix('"') else { continue };
                let id = rest.split('"').next().unwrap_or_default();
                assert!(check::explain(id).is_some(), "{}: `{id}` is in no table", source.display());
                ids += 1;
            }
        }
    }
    assert_eq!(ids, check::rules().len());
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for rule in check::rules() {
            let why = texts.msg(&format!("rule-{}", rule.id.0));
            assert!(why.chars().count() > 30, "{}: {why}", rule.id.0);
        }
        assert!(texts.faults().is_empty(), "{:?}", texts.faults());
    }
}

#[test]
fn a_draft_with_three_fields_has_no_errors_and_few_words() {
    let draft = "schema: 1\ntitle: {en: Checkout is down, bn: চেকআউট অচল}\ntlp: GREEN\n";
    let draft = Project::new().file(&format!("{PLACE}/incident.yaml"), draft);
    let found = checked(&draft, "2025-02-10");
    let worse: Vec<_> = found.iter().filter(|(finding, _)| finding.severity > Severity::Note).collect();
    let rules: Vec<&str> = worse.iter().map(|(finding, _)| finding.rule.0).collect();
    assert_eq!(rules, ["missing-owner"], "{worse:?}");
    assert!(worse.iter().all(|(finding, _)| finding.severity == Severity::Warning));
}

#[test]
fn a_rule_weighs_by_stage_and_less_in_a_study() {
    let wrong = "factors: {}\nlessons: {fewer: {claim: error(fewer) <= 50% of base, en: Ask for all prices at once., bn: সব দাম একবারে চান।}}\n";
    let weigh = |more: &str| {
        let found = checked(&project(&with(&format!("{wrong}{more}"))), "2025-02-10");
        found.iter().find(|(finding, _)| finding.rule.0 == "missing-section").map(|(finding, _)| finding.severity)
    };
    assert_eq!(weigh("stage: draft\n"), None);
    assert_eq!(weigh("stage: review\n"), Some(Severity::Warning));
    assert_eq!(weigh("stage: published\n"), Some(Severity::Error));
    let owners = |kind: &str| {
        let found = broken(&with(&format!("kind: {kind}\nowner: the team\n")));
        found.contains(&"vague-owner")
    };
    assert!(owners("own") && !owners("study"));
}

#[test]
fn the_page_of_rules_is_fresh() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = String::from_utf8(nidan(root, &["explain", "--all"], &[]).stdout).expect("UTF-8");
    let kept = std::fs::read_to_string(root.join("docs/rules.md")).unwrap_or_default();
    assert!(made == kept, "docs/rules.md is stale: `nidan explain --all > docs/rules.md` makes it anew");
    let headings = made.lines().filter(|line| line.starts_with("### ")).count();
    assert_eq!(headings, check::rules().len());
    assert!(check::rules().iter().any(|rule| rule.asked == Asked::Running));
}

#[test]
fn a_rule_is_explained_in_both_languages_with_an_example() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = |id: &str| {
        let output = nidan(root, &["explain", id], &[]);
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), crate::small::errors(&output));
        format!("{text}[exit {}]", output.status.code().expect("it ended by itself"))
    };
    insta::assert_snapshot!(said("visarga-in-time"), @r"
    visarga-in-time: ঃ between digits, where a colon is meant
    warning

    The visarga looks like a colon, and keyboards put it beside the digits. Programs, searches and screen readers take it for a letter.

    বিসর্গ দেখতে কোলনের মতো, কি-বোর্ডে থাকেও অঙ্কের পাশে। প্রোগ্রাম, খোঁজা আর স্ক্রিন রিডার একে অক্ষর ধরে।

    Not so / এভাবে নয়

        summary: {en: Payments failed from ১৪ঃ০২ on., bn: ১৪ঃ০২ থেকে পেমেন্ট ব্যর্থ হয়।}

    But so / বরং এভাবে

        summary: {en: Payments failed from 14:02 on., bn: ১৪:০২ থেকে পেমেন্ট ব্যর্থ হয়। দুঃখিত।}
    [exit 0]
    ");
    insta::assert_snapshot!(said("missing-key-time").lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    missing-key-time: a key time is not marked in the timeline
    not asked in draft; warning in review; error in published, closed; in a study at most a hint
    ");
    insta::assert_snapshot!(said("blam"), @r"
    error: there is no rule `blam`
      = hint: did you mean `blame`?
    [exit 2]
    ");
}
