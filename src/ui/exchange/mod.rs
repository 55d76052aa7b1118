//! Findings in the forms that other programs take: SARIF for code scanning, annotations for GitHub, `JUnit` for the rest.
//!
//! Lines count from 1. Columns count from 1 in UTF-16 code units, as editors and SARIF count them: a conjunct of Bangla is
//! several of them, a letter beyond the first plane two.

mod annotations;
mod junit;
mod sarif;

use crate::base::diag::{Diagnostic, Report, Severity};
use crate::base::source::{SourceMap, Span};
use crate::check::Rule;

/// A form that another program takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
    /// `JUnit` XML.
    Junit,
}

/// What an exchange form is made from.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// The findings.
    pub report: &'a Report,
    /// The files they are about.
    pub sources: &'a SourceMap,
    /// The folder of the knowledge base, seen from where the program was started; empty, or with `/` at the end.
    pub prefix: &'a str,
    /// Explains a rule, in a paragraph.
    pub explain: &'a dyn Fn(&Rule) -> String,
}

/// Writes findings in a form that another program takes.
pub fn exchange(form: Exchange, checked: Checked<'_>) -> String {
    match form {
        Exchange::Sarif => sarif::write(checked),
        Exchange::Github => annotations::write(checked),
        Exchange::Junit => junit::write(checked),
    }
}

/// Where a finding begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Checked<'_> {
    /// Says where a span lies.
    fn region(&self, span: Span) -> Region {
        let file = self.sources.file(span.file);
        let (line, column) = position(&file.text, span.start as usize);
        let (end_line, end_column) = position(&file.text, span.end.max(span.start) as usize);
        Region { path: format!("{}{}", self.prefix, file.path), line, column, end_line, end_column }
    }
}

/// Counts lines and UTF-16 code units up to a byte.
fn position(text: &str, at: usize) -> (usize, usize) {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].encode_utf16().count() + 1)
}

/// A finding in one paragraph: what is wrong, and what to do.
fn paragraph(finding: &Diagnostic) -> String {
    let hints = finding.hints.iter().map(|hint| format!("\nhint: {hint}"));
    let text = std::iter::once(finding.message.clone()).chain(hints).collect::<String>();
    text.lines().map(crate::base::quote::clean).collect::<Vec<_>>().join("\n")
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::RuleId;

    /// A finding on a line with Bangla and a letter beyond the first plane, one over two lines, one without a place.
    fn written(form: Exchange) -> String {
        let mut sources = SourceMap::default();
        let text = "a: 1\nbn: স্ত্রী 𝗯 xy <&\nc: 2\n";
        let file = sources.add("incidents/২ x/incident.yaml", text);
        sources.add("nidan.yaml", "schema: 1\n");
        let at = text.find("xy").expect("it is there");
        let mut report = Report::default();
        let one = Diagnostic::error(RuleId("unknown-key"), Span::new(file, at..at + 2), "50% of `xy`, <&> \u{1b}");
        report.push(one.hint("say \"why\"").related(Span::new(file, 0..1), "first: here"));
        report.push(Diagnostic::warning(RuleId("blame"), Span::new(file, 5..text.len() - 1), "two\nlines"));
        report.push(Diagnostic::new(RuleId("unknown-file"), Severity::Note, None, "nowhere"));
        let explain = |rule: &Rule| format!("why {}", rule.id.0);
        exchange(form, Checked { report: &report, sources: &sources, prefix: "kb/", explain: &explain })
    }

    #[test]
    fn columns_count_utf_16_code_units() {
        let text = "bn: স্ত্রী 𝗯 xy";
        assert_eq!(position(text, text.find("xy").expect("it is there")), (1, 5 + 6 + 1 + 2 + 1));
        assert_eq!(position("a\nখ\n", 6), (3, 1));
        assert_eq!(position("ab", 99), (1, 3));
        assert_eq!(position("ক", 1), (1, 1), "inside a character");
    }

    #[test]
    fn annotations_are_written_whole() {
        insta::assert_snapshot!(written(Exchange::Github), @r#"
        ::warning file=kb/incidents/২ x/incident.yaml,line=2,endLine=3,title=blame::two%0Alines
        ::error file=kb/incidents/২ x/incident.yaml,line=2,endLine=2,col=15,endColumn=17,title=unknown-key::50%25 of `xy`, <&> �%0Ahint: say "why"
        ::notice title=unknown-file::nowhere
        "#);
    }

    #[test]
    fn junit_is_written_whole() {
        insta::assert_snapshot!(written(Exchange::Junit), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="nidan check" tests="4" failures="1" errors="0">
          <testsuite name="kb/incidents/২ x/incident.yaml" tests="2" failures="1" errors="0" skipped="0">
            <testcase name="blame at 2:1" classname="kb/incidents/২ x/incident.yaml">
              <system-out>warning: two
        lines</system-out>
            </testcase>
            <testcase name="unknown-key at 2:15" classname="kb/incidents/২ x/incident.yaml">
              <failure type="unknown-key" message="50% of `xy`, &lt;&amp;&gt; �">50% of `xy`, &lt;&amp;&gt; �
        hint: say &quot;why&quot;</failure>
            </testcase>
          </testsuite>
          <testsuite name="kb/nidan.yaml" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="no findings" classname="kb/nidan.yaml"/>
          </testsuite>
          <testsuite name="knowledge base" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="unknown-file" classname="knowledge base">
              <system-out>note: nowhere</system-out>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn sarif_is_written_whole() {
        let mut log: serde_json::Value = serde_json::from_str(&written(Exchange::Sarif)).expect("it is JSON");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
        let rules = rules.as_array().expect("a list");
        assert_eq!(rules.len(), crate::check::rules().len());
        let visarga = rules.iter().find(|rule| rule["id"] == "visarga-in-time").expect("it is listed");
        insta::assert_snapshot!(visarga, @r#"{"id":"visarga-in-time","shortDescription":{"text":"ঃ between digits, where a colon is meant"},"fullDescription":{"text":"why visarga-in-time"},"help":{"text":"why visarga-in-time\n\nNot so:\n\nsummary: {en: Payments failed from ১৪ঃ০২ on., bn: ১৪ঃ০২ থেকে পেমেন্ট ব্যর্থ হয়।}\n\nBut so:\n\nsummary: {en: Payments failed from 14:02 on., bn: ১৪:০২ থেকে পেমেন্ট ব্যর্থ হয়। দুঃখিত।}","markdown":"why visarga-in-time\n\nNot so:\n\n```yaml\nsummary: {en: Payments failed from ১৪ঃ০২ on., bn: ১৪ঃ০২ থেকে পেমেন্ট ব্যর্থ হয়।}\n```\n\nBut so:\n\n```yaml\nsummary: {en: Payments failed from 14:02 on., bn: ১৪:০২ থেকে পেমেন্ট ব্যর্থ হয়। দুঃখিত।}\n```"},"defaultConfiguration":{"level":"warning","enabled":true}}"#);
        let results = log["runs"][0]["results"].take();
        insta::assert_snapshot!(log, @r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"nidan","semanticVersion":"0.1.0","rules":null}},"columnKind":"utf16CodeUnits","results":null}]}"#);
        let mut lines = Vec::new();
        for mut result in results.as_array().expect("a list").iter().cloned() {
            let index = result["ruleIndex"].take().as_u64().expect("a number") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            lines.push(result.to_string());
        }
        insta::assert_snapshot!(lines.join("\n"), @r#"
        {"ruleId":"blame","level":"warning","message":{"text":"two\nlines"},"ruleIndex":null,"locations":[{"physicalLocation":{"artifactLocation":{"uri":"kb/incidents/%E0%A7%A8%20x/incident.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":1,"endLine":3,"endColumn":5}}}]}
        {"ruleId":"unknown-key","level":"error","message":{"text":"50% of `xy`, <&> �\nhint: say \"why\""},"ruleIndex":null,"locations":[{"physicalLocation":{"artifactLocation":{"uri":"kb/incidents/%E0%A7%A8%20x/incident.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":15,"endLine":2,"endColumn":17}}}],"relatedLocations":[{"id":0,"physicalLocation":{"artifactLocation":{"uri":"kb/incidents/%E0%A7%A8%20x/incident.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":2}},"message":{"text":"first: here"}}]}
        {"ruleId":"unknown-file","level":"note","message":{"text":"nowhere"},"ruleIndex":null}
        "#);
    }
}
