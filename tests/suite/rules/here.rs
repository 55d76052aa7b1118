//! The rules on the incidents of this repository and on its example.

use std::collections::BTreeSet;
use std::path::Path;

use nidan::base::diag::Severity;
use nidan::check::{self, Asked};
use nidan::load::load;

use super::day;

/// Checks a folder of the repository; returns what was found, each with its severity and place.
fn found(folder: &str) -> Vec<(&'static str, Severity, String)> {
    let loaded = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder can be read");
    let kb = loaded.kb.expect("it loads");
    let mut report = check::check(&kb, &loaded.sources, Some(day("2026-12-31")));
    report.merge(loaded.report);
    let place = |span| loaded.sources.place(span).to_string();
    let told = |finding: &nidan::base::diag::Diagnostic| {
        let words = format!("{} {}", finding.span.map(place).unwrap_or_default(), finding.message);
        (finding.rule.0, finding.severity, words)
    };
    report.sorted().into_iter().map(told).collect()
}

#[test]
fn the_shipped_incidents_have_neither_errors_nor_warnings() {
    for folder in ["", "docs/examples/own-metrics"] {
        let told: Vec<_> = found(folder).into_iter().filter(|(_, severity, _)| *severity > Severity::Note).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}

#[test]
fn rules_that_nothing_here_breaks_are_known() {
    let mut fired: BTreeSet<&str> = BTreeSet::new();
    for folder in ["", "docs/examples/own-metrics"] {
        fired.extend(found(folder).into_iter().map(|(rule, _, _)| rule));
    }
    let rules = check::rules().iter().filter(|rule| rule.asked == Asked::Checking);
    let wrong: Vec<String> = rules
        .filter(|rule| rule.quiet == fired.contains(rule.id.0))
        .map(|rule| {
            format!(
                "`{}` is {}quiet, and fires {}",
                rule.id.0,
                if rule.quiet { "" } else { "not " },
                fired.contains(rule.id.0)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
