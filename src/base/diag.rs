//! Findings: what is wrong, where, and what to do. Printing them is the work of `ui`.

use super::source::Span;

/// The stable id of a rule, such as `unknown-key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId(pub &'static str);

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never stops anything.
    Note,
    /// Does not stop a build.
    Warning,
    /// Stops a build before it writes anything.
    Error,
}

/// One finding. The message is lower case, without a full stop, with backticks round what the user wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; `None` for findings about something that is not a place in a file.
    pub span: Option<Span>,
    /// A few words under the caret.
    pub label: String,
    /// Other places that matter, with a few words each.
    pub related: Vec<(Span, String)>,
    /// What to do, one line each.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// Makes an error at a place.
    pub fn error(rule: RuleId, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, Some(span), message)
    }

    /// Makes a warning at a place.
    pub fn warning(rule: RuleId, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, Some(span), message)
    }

    /// Makes a finding.
    pub fn new(rule: RuleId, severity: Severity, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Adds words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, words: impl Into<String>) -> Self {
        self.related.push((span, words.into()));
        self
    }
}

/// A bag of findings that never loses one.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Report {
    findings: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Takes in the findings of another bag.
    pub fn merge(&mut self, other: Self) {
        self.findings.extend(other.findings);
    }

    /// Returns the findings by file and place; those without a place come last.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.findings.iter().collect();
        all.sort_by_key(|finding| (finding.span.is_none(), finding.span, finding.rule));
        all
    }

    /// Counts findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Says whether a rule has been broken.
    pub fn has(&self, rule: RuleId) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }

    /// Says whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns the errors among the findings.
    pub fn errors(&self) -> Self {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        Self { findings: errors.cloned().collect() }
    }

    /// Leaves out what is only worth knowing.
    pub fn drop_notes(&mut self) {
        self.findings.retain(|finding| finding.severity > Severity::Note);
    }

    /// Turns every warning into an error (`--deny warnings`).
    pub fn deny_warnings(&mut self) {
        for finding in &mut self.findings {
            if finding.severity == Severity::Warning {
                finding.severity = Severity::Error;
            }
        }
    }
}

/// A beginning of this many characters is told for what it begins.
const BEGINNING: usize = 4;

/// Returns the candidate that a mistyped name is meant to be: one that it is the beginning of, else the nearest, when that is near enough.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1) + 1;
    let begins = |candidate: &&&str| typed.chars().count() >= BEGINNING && candidate.starts_with(typed);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(typed, candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate);
    candidates.iter().find(begins).copied().or(near)
}
