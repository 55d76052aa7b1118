//! What people and programs read of a report: findings drawn under the line they are about, or as JSON.
//!
//! Carets are placed by the display width of grapheme clusters, so that they stand under Bangla conjuncts.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::base::diag::{Diagnostic, Report, RuleId, Severity};
use crate::base::quote::{Quote, clean, quote};
use crate::base::source::{SourceId, SourceMap, Span, display_width};

/// Findings of one file that say the same in the same words are drawn up to this many times.
const ALIKE: usize = 5;
/// Lines that are named of those that are not drawn.
const LINES: usize = 12;

/// Draws findings for a terminal and closes with a line that counts them. Nothing found gives nothing. Where many warnings or
/// notes say the same of one file, the first are drawn, and of the others their lines are named.
pub fn human(report: &Report, sources: &SourceMap) -> String {
    let mut out = String::new();
    let mut alike: BTreeMap<(SourceId, RuleId, &str), Vec<usize>> = BTreeMap::new();
    for finding in report.sorted() {
        if let Some(span) = finding.span.filter(|_| finding.severity != Severity::Error) {
            let lines = alike.entry((span.file, finding.rule, &finding.message)).or_default();
            lines.push(sources.place(span).line);
            if lines.len() > ALIKE {
                continue;
            }
        }
        draw(&mut out, finding, sources);
        out.push('\n');
    }
    for ((file, rule, message), lines) in alike.iter().filter(|(_, lines)| lines.len() > ALIKE) {
        let left = &lines[ALIKE..];
        let named: Vec<String> = left.iter().take(LINES).map(usize::to_string).collect();
        let more = if left.len() > LINES { ", …" } else { "" };
        let (count, path, named) = (left.len(), &sources.file(*file).path, named.join(", "));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{count} more `{}` in {path}: {}, in lines {named}{more}\n", rule.0, clean(message));
    }
    out.push_str(&counts(report));
    out
}

/// Warnings and notes of one rule that are drawn where they are not what was asked for.
const OF_A_RULE: usize = 3;

/// Draws every error, of warnings and notes the first few of each rule, and says how many more there are: they must not
/// bury what a command is about.
pub fn brief(report: &Report, sources: &SourceMap) -> String {
    let mut out = String::new();
    let mut drawn: BTreeMap<(Severity, RuleId), usize> = BTreeMap::new();
    for finding in report.sorted() {
        let count = drawn.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        if finding.severity == Severity::Error || *count <= OF_A_RULE {
            draw(&mut out, finding, sources);
            out.push('\n');
        }
    }
    out.push_str(&counts(report));
    let left: Vec<String> = drawn
        .into_iter()
        .filter(|((severity, _), count)| *count > OF_A_RULE && *severity != Severity::Error)
        .map(|((_, rule), count)| format!("{} more `{}`", count - OF_A_RULE, rule.0))
        .collect();
    if !left.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "not shown: {}; `nidan check` shows all", left.join(", "));
    }
    out
}

/// Gives every finding as one JSON object with `findings`, `errors`, `warnings` and `notes`.
pub fn json(report: &Report, sources: &SourceMap) -> String {
    let findings: Vec<Value> = report.sorted().into_iter().map(|finding| as_value(finding, sources)).collect();
    let object = json!({
        "findings": findings,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
    });
    format!("{object:#}\n")
}

fn as_value(finding: &Diagnostic, sources: &SourceMap) -> Value {
    let place = finding.span.map(|span| sources.place(span));
    let end = finding.span.map(|span| sources.place(Span { start: span.end.max(span.start), ..span }));
    let related = finding.related.iter().map(|(span, words)| {
        let place = sources.place(*span);
        json!({ "message": words, "path": place.path, "line": place.line, "column": place.column })
    });
    json!({
        "rule": finding.rule.0,
        "severity": word(finding.severity),
        "message": finding.message,
        "path": place.as_ref().map(|place| place.path.as_str()),
        "line": place.as_ref().map(|place| place.line),
        "column": place.as_ref().map(|place| place.column),
        "end_line": end.as_ref().map(|place| place.line),
        "end_column": end.as_ref().map(|place| place.column),
        "label": finding.label,
        "hints": finding.hints,
        "related": related.collect::<Vec<Value>>(),
    })
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn counts(report: &Report) -> String {
    let count = |severity: Severity| {
        let number = report.count(severity);
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {}{plural}", word(severity)))
    };
    let parts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(count).collect();
    if parts.is_empty() { String::new() } else { format!("{} found\n", parts.join(", ")) }
}

fn draw(out: &mut String, finding: &Diagnostic, sources: &SourceMap) {
    let mut lines = vec![format!("{}[{}]: {}", word(finding.severity), finding.rule.0, clean(&finding.message))];
    let spans = finding.span.iter().chain(finding.related.iter().map(|(span, _)| span));
    let margin = spans.map(|span| sources.place(*span).line.to_string().len()).max().unwrap_or(1);
    if let Some(span) = finding.span {
        lines.extend(excerpt(sources, span, (margin, "-->", '^'), &finding.label));
    }
    for (span, words) in &finding.related {
        lines.extend(excerpt(sources, *span, (margin, ":::", '-'), words));
    }
    if finding.span.is_some() && !finding.hints.is_empty() {
        lines.push(format!("{:margin$} |", ""));
    }
    lines.extend(finding.hints.iter().map(|hint| format!("{:margin$} = hint: {}", "", clean(hint))));
    for line in lines {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// Draws one place: where it is, its line, and carets under it. A place over several lines shows its first.
fn excerpt(sources: &SourceMap, span: Span, (margin, arrow, mark): (usize, &str, char), label: &str) -> [String; 4] {
    let Quote { place, before, under, after } = quote(sources, span);
    let number = place.line;
    let offset = display_width(&before);
    let carets = mark.to_string().repeat(display_width(&under).max(1));
    [
        format!("{:margin$}{arrow} {place}", ""),
        format!("{:margin$} |", ""),
        format!("{number:>margin$} | {before}{under}{after}"),
        format!("{:margin$} | {:offset$}{carets} {}", "", "", clean(label)),
    ]
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::base::quote::WIDTH;

    const RULE: RuleId = RuleId("some-rule");

    fn drawn(text: &str, needle: &str, label: &str) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("incidents/x/incident.yaml", text);
        let at = text.find(needle).expect("the needle is there");
        let mut report = Report::default();
        let span = Span::new(file, at..at + needle.len());
        report.push(Diagnostic::error(RULE, span, "something is wrong").label(label).hint("do this"));
        human(&report, &sources)
    }

    /// Returns the columns before the carets and their number.
    fn caret(drawing: &str) -> (usize, usize) {
        let line = drawing.lines().find(|line| line.contains('^')).expect("a caret");
        let start = line.find('^').expect("a caret");
        (start - line.find('|').expect("a margin") - 2, line.matches('^').count())
    }

    #[test]
    fn a_finding_is_drawn_whole() {
        insta::assert_snapshot!(drawn("schema: 1\ntitel: x\n", "titel", "not a key here"), @r"
        error[some-rule]: something is wrong
         --> incidents/x/incident.yaml:2:1
          |
        2 | titel: x
          | ^^^^^ not a key here
          |
          = hint: do this

        1 error found
        ");
    }

    #[test]
    fn a_brief_has_every_error_and_says_what_it_leaves_out() {
        let mut sources = SourceMap::default();
        let file = sources.add("incidents/x/incident.yaml", "title: x\n");
        let mut report = Report::default();
        for number in 0..5 {
            report.push(Diagnostic::error(RULE, Span::new(file, 0..5), format!("mistake {number}")));
            report.push(Diagnostic::warning(RuleId("doubt"), Span::new(file, 0..5), format!("doubt {number}")));
            report.push(Diagnostic::warning(RuleId("rare"), Span::new(file, 0..5), "once").hint("x"));
        }
        let brief = brief(&report, &sources);
        assert_eq!([brief.matches("mistake").count(), brief.matches("doubt]: ").count()], [5, 3], "{brief}");
        assert!(brief.ends_with("not shown: 2 more `doubt`, 2 more `rare`; `nidan check` shows all\n"), "{brief}");
        assert!(!human(&report, &sources).contains("not shown"));
    }

    #[test]
    fn carets_stand_under_bangla_clusters() {
        for (before, under) in
            [("bn: ", "স্ত্রী"), ("ক্ষতি ও ", "র\u{200d}্যাম"), ("কী ঘটেছিল, ", "কোটি"), ("API সার্ভার: ", "x")]
        {
            let drawing = drawn(&format!("{before}{under} শেষ\n"), under, "");
            assert_eq!(caret(&drawing), (display_width(before), display_width(under)), "{before}{under}");
        }
        // The conjunct is one cluster of six characters: the caret must not count characters or bytes.
        assert_eq!("স্ত্রী".graphemes(true).count(), 1);
        assert!(caret(&drawn("স্ত্রী x\n", "x", "")).0 <= 3);
    }

    #[test]
    fn long_lines_are_cut_round_the_place() {
        let text = format!("bn: {} এখানে {}\n", "ক্ষ ".repeat(200), "শেষ ".repeat(200));
        let drawing = drawn(&text, "এখানে", "here");
        let line = drawing.lines().find(|line| line.contains("এখানে")).expect("the excerpt");
        assert!(display_width(line) <= WIDTH + 10, "{}", display_width(line));
        let (offset, width) = caret(&drawing);
        let shown: String = line.split_once("| ").expect("a margin").1.to_owned();
        let start = shown.find("এখানে").expect("the place is shown");
        assert_eq!((display_width(&shown[..start]), display_width("এখানে")), (offset, width));
    }

    #[test]
    fn nothing_printed_can_move_the_cursor() {
        let mut sources = SourceMap::default();
        let text = "a: \"\u{1b}[2Jx\u{202e}\"\r\n";
        let file = sources.add("t.yaml", text);
        let mut report = Report::default();
        report.push(Diagnostic::error(RULE, Span::new(file, 3..9), "bad \u{1b}[2J\nvalue").hint("not \u{7} this"));
        let drawing = human(&report, &sources);
        assert!(!drawing.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']), "{drawing:?}");
        assert_eq!(drawing.lines().next(), Some("error[some-rule]: bad \u{fffd}[2J\u{fffd}value"));
    }

    #[test]
    fn spans_over_lines_at_the_end_and_without_a_place_are_drawn() {
        let mut sources = SourceMap::default();
        let text = "a:\n  b: 1\n  c: ২\n";
        let file = sources.add("t.yaml", text);
        let mut report = Report::default();
        report.push(Diagnostic::warning(RULE, Span::new(file, 5..text.len()), "several lines"));
        report.push(Diagnostic::warning(RULE, Span::new(file, text.len()..text.len()), "at the end"));
        report.push(Diagnostic::new(RULE, Severity::Note, None, "nowhere"));
        insta::assert_snapshot!(human(&report, &sources), @r"
        warning[some-rule]: several lines
         --> t.yaml:2:3
          |
        2 |   b: 1
          |   ^^^^

        warning[some-rule]: at the end
         --> t.yaml:4:1
          |
        4 |
          | ^

        note[some-rule]: nowhere

        2 warnings, 1 note found
        ");
        let first: Value = serde_json::from_str(&json(&report, &sources)).expect("it is JSON");
        assert_eq!(first["findings"][0]["line"], 2);
        assert_eq!(first["findings"][0]["column"], 3);
        assert_eq!(first["findings"][2]["path"], Value::Null);
        assert_eq!(first["warnings"], 2);
    }
}
