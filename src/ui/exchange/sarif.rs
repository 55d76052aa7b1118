//! SARIF 2.1.0: what code scanning reads. Every rule is listed with its help, so that a result explains itself there.

use serde_json::{Value, json};

use super::{Checked, Region, level, paragraph};
use crate::base::diag::{Diagnostic, Severity};
use crate::check::{Level, Rule, rules};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes one run.
pub(super) fn write(checked: Checked<'_>) -> String {
    let results: Vec<Value> = checked.report.sorted().into_iter().map(|finding| result(checked, finding)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nidan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules().iter().map(|one| rule(checked, one)).collect::<Vec<Value>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(checked: Checked<'_>, rule: &Rule) -> Value {
    let severity = rule.worst().severity().unwrap_or(Severity::Note);
    let why = (checked.explain)(rule);
    let example = rule.example.map_or_else(
        || (String::new(), String::new()),
        |(wrong, right)| {
            let text = format!("\n\nNot so:\n\n{wrong}\n\nBut so:\n\n{right}");
            let fenced = |code: &str| format!("```yaml\n{code}\n```");
            (text, format!("\n\nNot so:\n\n{}\n\nBut so:\n\n{}", fenced(wrong), fenced(right)))
        },
    );
    json!({
        "id": rule.id.0,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": why },
        "help": { "text": format!("{why}{}", example.0), "markdown": format!("{why}{}", example.1) },
        "defaultConfiguration": { "level": level(severity), "enabled": rule.worst() > Level::Hint },
    })
}

fn result(checked: Checked<'_>, finding: &Diagnostic) -> Value {
    let index = rules().iter().position(|rule| rule.id == finding.rule);
    let mut result = json!({
        "ruleId": finding.rule.0,
        "level": level(finding.severity),
        "message": { "text": paragraph(finding) },
    });
    if let Some(index) = index {
        result["ruleIndex"] = index.into();
    }
    if let Some(span) = finding.span {
        result["locations"] = json!([{ "physicalLocation": physical(&checked.region(span)) }]);
    }
    let related = finding.related.iter().enumerate().map(|(id, (span, words))| {
        json!({ "id": id, "physicalLocation": physical(&checked.region(*span)), "message": { "text": words } })
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn physical(region: &Region) -> Value {
    json!({
        "artifactLocation": { "uri": encode(&region.path), "uriBaseId": "%SRCROOT%" },
        "region": {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    })
}

/// Writes a path as a relative URI.
fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
