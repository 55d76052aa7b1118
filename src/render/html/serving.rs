//! What `nidan serve` puts into pages: a script that reloads them, and what it has to say. A build writes none of it.

use serde::Serialize;

use super::{RenderError, Templates};
use crate::base::quote::Quote;
use crate::view::serving::{Finding, Notice, Plain, Weight};

/// Where the files of the server itself stand; no file of a site does.
pub const RESERVED: &str = "~nidan/";
/// Where it is told that files have changed.
pub const EVENTS: &str = "~nidan/events";

const SCRIPT: &str = "~nidan/reload.js";
const STYLE: &str = "~nidan/serve.css";

/// What a page of the site says that it may load, with the server's events beside it.
const NOTHING_ELSE: &str = "default-src 'none';";
const EVENTS_TOO: &str = "default-src 'none'; connect-src 'self';";

/// The policy that goes with every page.
pub const POLICY: &str = "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Returns a file of the server itself.
pub fn own(path: &str) -> Option<&'static [u8]> {
    match path {
        SCRIPT => Some(include_bytes!("../../../assets/serve/reload.js")),
        STYLE => Some(include_bytes!("../../../assets/serve/serve.css")),
        _ => None,
    }
}

/// Puts the script, which knows by `state` what the page was made of, and a notice into a page.
///
/// # Errors
/// When a template is broken.
pub fn with(page: &str, state: &str, notice: Option<&Notice>) -> Result<String, RenderError> {
    let notice =
        notice.map(|notice| Templates::default().fill("notice.html", &sheet(notice))).transpose()?.unwrap_or_default();
    let head = format!(
        "<link rel=\"stylesheet\" href=\"/{STYLE}\">\n<script src=\"/{SCRIPT}\" data-state=\"{state}\" defer></script>\n</head>"
    );
    let (before, after) = page.split_once("</head>").ok_or_else(|| RenderError::new("a page without a head"))?;
    let (body, end) = after.rsplit_once("</body>").ok_or_else(|| RenderError::new("a page without a body"))?;
    let before = before.replacen(NOTHING_ELSE, EVENTS_TOO, 1);
    Ok([before.as_str(), head.as_str(), body, notice.as_str(), "</body>", end].concat())
}

/// Renders a page that is not of the site.
///
/// # Errors
/// When a template is broken.
pub fn plain(plain: &Plain) -> Result<String, RenderError> {
    #[derive(Serialize)]
    struct Sheet<'a> {
        lang: &'a str,
        title: &'a str,
        text: &'a str,
        home: Option<(&'a str, &'a str)>,
    }
    let home = plain.home.as_ref().map(|(href, text)| (href.as_str(), text.as_str()));
    Templates::default().fill("plain.html", &Sheet { lang: plain.lang, title: &plain.title, text: &plain.text, home })
}

#[derive(Serialize)]
struct Sheet<'a> {
    lang: &'a str,
    weight: &'a str,
    open: bool,
    label: &'a str,
    summary: &'a str,
    note: Option<&'a str>,
    findings: Vec<Found<'a>>,
    more: Option<&'a str>,
}

#[derive(Serialize)]
struct Found<'a> {
    severity: &'a str,
    rule: &'a str,
    message: &'a str,
    quotes: Vec<Quoted<'a>>,
    hint_word: &'a str,
    hints: &'a [String],
}

#[derive(Serialize)]
struct Quoted<'a> {
    place: String,
    line: usize,
    before: &'a str,
    under: &'a str,
    after: &'a str,
    label: &'a str,
}

fn sheet(notice: &Notice) -> Sheet<'_> {
    Sheet {
        lang: notice.lang,
        weight: match notice.weight {
            Weight::Errors => "errors",
            Weight::Work => "work",
            Weight::Warnings => "warnings",
        },
        open: notice.weight != Weight::Warnings,
        label: &notice.label,
        summary: &notice.summary,
        note: notice.note.as_deref(),
        findings: notice.findings.iter().map(found).collect(),
        more: notice.more.as_deref(),
    }
}

fn found(finding: &Finding) -> Found<'_> {
    Found {
        severity: &finding.severity,
        rule: finding.rule,
        message: &finding.message,
        quotes: finding.quotes.iter().map(quoted).collect(),
        hint_word: &finding.hint_word,
        hints: &finding.hints,
    }
}

fn quoted((quote, label): &(Quote, String)) -> Quoted<'_> {
    let Quote { place, before, under, after } = quote;
    Quoted { place: place.to_string(), line: place.line, before, under, after, label }
}
