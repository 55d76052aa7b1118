//! What `nidan serve` says beside a page or in place of one: findings, work that is going on, a path that leads nowhere.
//!
//! Messages and hints of findings are English, as at the terminal; the words round them are the page's.

use crate::base::diag::{Diagnostic, Report, Severity};
use crate::base::quote::{Quote, clean, quote};
use crate::base::source::SourceMap;
use crate::text::Texts;

/// So many findings are shown; the terminal has them all.
const MOST: usize = 40;

/// How the last round of work has ended.
#[derive(Clone, Copy)]
pub struct Status<'a> {
    /// What was found in the files.
    pub report: &'a Report,
    /// The files.
    pub sources: &'a SourceMap,
    /// Why the round could not be carried out at all, and what to do.
    pub failure: Option<(&'a str, Option<&'a str>)>,
    /// Whether runs are being simulated.
    pub simulating: bool,
    /// Whether a page is there, be it an earlier one.
    pub has_page: bool,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It stands over the page until files are mended.
    Errors,
    /// It tells of work.
    Work,
    /// It can be opened.
    Warnings,
}

/// A notice on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// BCP 47 code.
    pub lang: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// Who speaks.
    pub label: String,
    /// What it is about, in a line.
    pub summary: String,
    /// What that means for the page.
    pub note: Option<String>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// How many findings are not shown.
    pub more: Option<String>,
}

/// A finding, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: String,
    /// Its rule; empty where none found it.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// The places that matter, the first where it is wrong, with the words under each.
    pub quotes: Vec<(Quote, String)>,
    /// The word before hints.
    pub hint_word: String,
    /// What to do.
    pub hints: Vec<String>,
}

/// A page that is not of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// BCP 47 code.
    pub lang: &'static str,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Where to go on.
    pub home: Option<(String, String)>,
}

/// Says how things stand; `None` when there is nothing to say.
pub fn notice(status: Status<'_>, texts: &Texts) -> Option<Notice> {
    let (errors, warnings) = (status.report.count(Severity::Error), status.report.count(Severity::Warning));
    let failed = usize::from(status.failure.is_some());
    let counted = |key: &str, count: usize| texts.msg_with(key, &[("count", count.into())]);
    let below = if status.has_page { "serve-stale" } else { "serve-none" };
    let (weight, summary, note) = if status.simulating {
        let note = if status.has_page { "serve-simulating-stale" } else { "serve-simulating-none" };
        (Weight::Work, texts.msg("serve-simulating"), Some(texts.msg(note)))
    } else if errors + failed > 0 {
        (Weight::Errors, counted("serve-errors", errors + failed), Some(texts.msg(below)))
    } else if warnings > 0 {
        (Weight::Warnings, counted("serve-warnings", warnings), None)
    } else {
        return None;
    };
    let (findings, count) = match weight {
        Weight::Errors => (found(status, Severity::Error, texts), errors),
        Weight::Warnings => (found(status, Severity::Warning, texts), warnings),
        Weight::Work => (Vec::new(), 0),
    };
    Some(Notice {
        lang: texts.lang().code(),
        weight,
        label: texts.msg("serve-label"),
        summary,
        note,
        more: (count > MOST).then(|| counted("serve-more", count - MOST)),
        findings,
    })
}

fn found(status: Status<'_>, severity: Severity, texts: &Texts) -> Vec<Finding> {
    let failure = status.failure.map(|(message, hint)| Finding {
        severity: severity_word(Severity::Error, texts),
        rule: "",
        message: clean(message),
        quotes: Vec::new(),
        hint_word: texts.msg("serve-hint"),
        hints: hint.map(clean).into_iter().collect(),
    });
    let sorted = status.report.sorted().into_iter().filter(|finding| finding.severity == severity);
    failure.into_iter().chain(sorted.take(MOST).map(|one| finding(one, status.sources, texts))).collect()
}

fn finding(finding: &Diagnostic, sources: &SourceMap, texts: &Texts) -> Finding {
    let first = finding.span.map(|span| (quote(sources, span), clean(&finding.label)));
    let others = finding.related.iter().map(|(span, words)| (quote(sources, *span), clean(words)));
    Finding {
        severity: severity_word(finding.severity, texts),
        rule: finding.rule.0,
        message: clean(&finding.message),
        quotes: first.into_iter().chain(others).collect(),
        hint_word: texts.msg("serve-hint"),
        hints: finding.hints.iter().map(|hint| clean(hint)).collect(),
    }
}

fn severity_word(severity: Severity, texts: &Texts) -> String {
    texts.msg(match severity {
        Severity::Error => "serve-error",
        Severity::Warning | Severity::Note => "serve-warning",
    })
}

/// Stands where no page is.
pub fn missing(path: &str, texts: &Texts) -> Plain {
    let lang = texts.lang().code();
    Plain {
        lang,
        title: texts.msg("serve-missing"),
        text: texts.msg_with("serve-missing-text", &[("path", clean(path).into())]),
        home: Some((format!("/{lang}/"), texts.msg("frame-home"))),
    }
}

/// Stands where there is no page yet.
pub fn waiting(texts: &Texts) -> Plain {
    let title = texts.msg("serve-waiting");
    Plain { lang: texts.lang().code(), title, text: texts.msg("serve-waiting-text"), home: None }
}
