//! `JUnit` XML: a suite for each file, a case for each finding. Errors fail; warnings and hints are told and pass.

use std::fmt::Write;

use super::{Checked, level, paragraph};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::SourceId;

/// Writes a suite for each file that was read, and one for what belongs to none.
pub(super) fn write(checked: Checked<'_>) -> String {
    let findings = checked.report.sorted();
    let of = |file: Option<SourceId>| -> Vec<&Diagnostic> {
        findings.iter().copied().filter(|finding| finding.span.map(|span| span.file) == file).collect()
    };
    let mut suites: Vec<(String, Vec<&Diagnostic>)> =
        checked.sources.iter().map(|(id, file)| (format!("{}{}", checked.prefix, file.path), of(Some(id)))).collect();
    let rest = of(None);
    if !rest.is_empty() {
        suites.push(("knowledge base".to_owned(), rest));
    }
    let (mut body, mut tests, mut failures) = (String::new(), 0, 0);
    for (name, findings) in &suites {
        let failed = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        tests += findings.len().max(1);
        failures += failed;
        suite(&mut body, checked, (name, findings), failed);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nidan check\" tests=\"{tests}\" failures=\"{failures}\" \
         errors=\"0\">\n{body}</testsuites>\n"
    )
}

fn suite(out: &mut String, checked: Checked<'_>, (name, findings): (&str, &[&Diagnostic]), failed: usize) {
    let (title, tests) = (escape(name), findings.len().max(1));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "  <testsuite name=\"{title}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
    );
    if findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"no findings\" classname=\"{title}\"/>");
    }
    for finding in findings {
        let place = finding.span.map(|span| checked.region(span));
        let at = place.map_or_else(String::new, |region| format!(" at {}:{}", region.line, region.column));
        let (rule, text) = (finding.rule.0, escape(&paragraph(finding)));
        let _ = writeln!(out, "    <testcase name=\"{rule}{at}\" classname=\"{title}\">");
        if finding.severity == Severity::Error {
            let message = escape(&crate::base::quote::clean(&finding.message));
            let _ = writeln!(out, "      <failure type=\"{rule}\" message=\"{message}\">{text}</failure>");
        } else {
            let _ = writeln!(out, "      <system-out>{}: {text}</system-out>", level(finding.severity));
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
