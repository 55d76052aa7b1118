//! Workflow commands of GitHub: a finding stands beside the line of a change.

use std::fmt::Write;

use super::{Checked, paragraph};
use crate::base::diag::Severity;

/// Writes one command a line.
pub(super) fn write(checked: Checked<'_>) -> String {
    let mut out = String::new();
    for finding in checked.report.sorted() {
        let command = match finding.severity {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let mut properties = Vec::new();
        if let Some(span) = finding.span {
            let region = checked.region(span);
            properties.extend([format!("file={}", property(&region.path)), format!("line={}", region.line)]);
            properties.push(format!("endLine={}", region.end_line));
            // Over several lines columns mean nothing there.
            if region.line == region.end_line {
                properties.extend([format!("col={}", region.column), format!("endColumn={}", region.end_column)]);
            }
        }
        properties.push(format!("title={}", property(finding.rule.0)));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(&paragraph(finding)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
