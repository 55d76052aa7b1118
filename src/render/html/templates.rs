//! The templates of pages: the program's own, and those of a knowledge base in their place.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::{escaped, policy};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceMap, Span};
use crate::load::rules;
use crate::model::overrides::Override;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates/html");

/// Templates of what the server says of its own, which no site has.
const NOT_OF_PAGES: [&str; 2] = ["notice.html", "plain.html"];

static OWN: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    // One way of escaping for the frame and for the text.
    tera.set_escape_fn(|text, out| out.write_all(escaped(text).as_bytes()));
    let texts = TEMPLATES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    tera.add_raw_templates(texts).map_err(|error| error.to_string())?;
    Ok(tera)
});

/// A template that could not be filled: a fault of the templates, not of a document.
#[derive(Clone, Debug)]
pub struct RenderError {
    /// What is wrong.
    pub message: String,
    /// Where, when it is in a file of the knowledge base.
    pub span: Option<Span>,
    /// The same for people: `file:line:column`.
    place: Option<String>,
}

impl RenderError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), span: None, place: None }
    }

    fn at(file: &Override, range: Range<usize>, message: String) -> Self {
        let mut sources = SourceMap::default();
        let copy = sources.add(path_of(file), file.text.as_str());
        let place = sources.place(Span::new(copy, range.clone())).to_string();
        Self { message, span: Some(Span::new(file.file, range)), place: Some(place) }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => write!(f, "the page templates are broken: {}", self.message),
        }
    }
}

impl std::error::Error for RenderError {}

fn path_of(file: &Override) -> String {
    format!("overrides/templates/html/{}", file.name)
}

/// Returns the text of one of the program's own templates.
pub(super) fn own(name: &str) -> Option<&'static str> {
    TEMPLATES.get_file(name)?.contents_utf8()
}

/// Returns the names of the templates that a knowledge base can replace.
pub fn replaceable() -> Vec<&'static str> {
    let names = TEMPLATES.files().filter_map(|file| file.path().to_str());
    let mut names: Vec<&str> = names.filter(|name| !NOT_OF_PAGES.contains(name)).collect();
    names.sort_unstable();
    names
}

/// What pages are filled with: by itself the program's own templates.
#[derive(Default)]
pub struct Templates {
    /// All templates, where any is not the program's own.
    mixed: Option<Tera>,
    replaced: Vec<Override>,
}

impl Templates {
    /// Puts templates of a knowledge base in place of the program's own. [`check`] has said what is wrong with them.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn replaced(files: &[Override]) -> Result<Self, RenderError> {
        if files.is_empty() {
            return Ok(Self::default());
        }
        let mut tera = tera()?.clone();
        let texts = files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
        tera.add_raw_templates(texts).map_err(|error| told(&error, files, None))?;
        Ok(Self { mixed: Some(tera), replaced: files.to_vec() })
    }

    /// Fills a template that is a page of its own.
    pub(super) fn page_of(&self, template: &str, sheet: &impl Serialize) -> Result<String, RenderError> {
        let page = self.fill(template, sheet)?;
        if !self.replaced.is_empty() && !policy::is_kept(template, &page) {
            return Err(self.without_policy(template));
        }
        Ok(page)
    }

    /// Fills a template.
    pub(super) fn fill(&self, template: &str, sheet: &impl Serialize) -> Result<String, RenderError> {
        let tera = match &self.mixed {
            Some(mixed) => mixed,
            None => tera()?,
        };
        let broken = |error: tera::Error| told(&error, &self.replaced, Some(template));
        let context = Context::from_serialize(sheet).map_err(broken)?;
        tera.render(template, &context).map_err(broken)
    }

    /// Says that the page lacks its policy, at the template that most likely left it out.
    fn without_policy(&self, template: &str) -> RenderError {
        let named = |name: &str| self.replaced.iter().find(|file| file.name == name);
        let message = policy::MISSING.to_owned();
        match named(template).or_else(|| named("base.html")).or_else(|| named("page.html")) {
            Some(file) => RenderError::at(file, policy::place(&file.text), message),
            None => RenderError::new(message),
        }
    }
}

fn tera() -> Result<&'static Tera, RenderError> {
    OWN.as_ref().map_err(|error| RenderError::new(error.clone()))
}

/// Finds the place of what the engine says. The program's own templates work among themselves, so that what shows in one of
/// them comes from a file that stands in place of another.
fn told(error: &tera::Error, files: &[Override], template: Option<&str>) -> RenderError {
    let named = |name: &str| files.iter().find(|file| file.name == name);
    let kind = error.kind();
    let (name, message, range) = if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = kind {
        (report.filename(), lowered(report.message()), report.span().range.clone())
    } else if let ErrorKind::MissingParent { current: name, .. }
    | ErrorKind::CircularExtend { tpl: name, .. }
    | ErrorKind::CircularInclude { tpl: name, .. } = kind
    {
        (name.as_str(), lowered(&error.to_string()), 0..0)
    } else {
        return elsewhere(&error.to_string(), files, template);
    };
    match (named(name), files.first()) {
        (Some(file), _) => RenderError::at(file, range, message),
        (None, Some(first)) if name.is_empty() => RenderError::at(first, 0..0, message),
        (None, Some(first)) => RenderError::at(first, 0..0, format!("{message} (in the program's own `{name}`)")),
        (None, None) => RenderError::new(message),
    }
}

/// Finds the place of what the engine says in words alone: `error: what`, and below it `--> file:line:column`.
fn elsewhere(text: &str, files: &[Override], template: Option<&str>) -> RenderError {
    let message = lowered(text.lines().next().unwrap_or_default().trim_start_matches("error: "));
    let told = text.split_once("--> ").and_then(|(_, rest)| rest.lines().next()).unwrap_or_default();
    let mut parts = told.trim().split(':');
    let name = parts.next().filter(|name| !name.is_empty()).or(template).unwrap_or_default();
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(1).max(1);
    let (line, column) = (number(), number());
    match files.iter().find(|file| file.name == name).or(files.first()) {
        Some(file) => {
            let start: usize = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let at = (start + column - 1).min(file.text.len());
            RenderError::at(file, at..at, message)
        }
        None => RenderError::new(message),
    }
}

fn lowered(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let text: String = first.chain(letters).map(|c| if c == '\n' { ' ' } else { c }).collect();
    text.replace(". Available", "; available")
}

/// Checks templates of a knowledge base, each by itself and then together.
pub fn check(files: &[Override], report: &mut Report) {
    let known = replaceable();
    let files: Vec<Override> = files.iter().filter(|file| known.contains(&file.name.as_str())).cloned().collect();
    let mut broken = false;
    for file in &files {
        if let Err(error) = Templates::replaced(std::slice::from_ref(file)) {
            report.push(finding(&error));
            broken = true;
        }
        for (range, message, hint) in policy::faults(&file.name, &file.text) {
            let span = Span::new(file.file, range);
            report.push(Diagnostic::error(rules::UNSAFE_TEMPLATE, span, message).hint(hint));
        }
    }
    if !broken && let Err(error) = Templates::replaced(&files) {
        report.push(finding(&error));
    }
}

/// Makes a finding of what could not be filled.
pub fn finding(error: &RenderError) -> Diagnostic {
    use crate::base::diag::Severity;
    let (rule, hint) = if error.message == policy::MISSING {
        (
            rules::UNSAFE_TEMPLATE,
            "keep the `<meta http-equiv=\"Content-Security-Policy\" …>` of the program's `base.html`",
        )
    } else if error.message.starts_with("unexpected end") {
        (rules::BAD_TEMPLATE, "each `{% if %}`, `{% for %}` and `{% block %}` needs its end, such as `{% endfor %}`")
    } else {
        (rules::BAD_TEMPLATE, "what a template gets is listed in docs/overrides.md of the program")
    };
    let message = if error.span.is_some() { error.message.clone() } else { error.to_string() };
    Diagnostic::new(rule, Severity::Error, error.span, message).label("here").hint(hint)
}
