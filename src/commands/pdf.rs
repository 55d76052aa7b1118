//! Documents to PDF, where this program can: without its typesetter it says so.

use super::Failure;
use crate::base::diag::Report;
#[cfg(feature = "pdf")]
use crate::base::diag::{Diagnostic, Severity};
#[cfg(feature = "pdf")]
use crate::base::source::Span;
use crate::kept::Shelf;
#[cfg(feature = "pdf")]
use crate::load::rules;
use crate::model::overrides::Override;
use crate::view::both::Two;
use crate::view::document::Document;

/// Typesets a document for the site, unless it has been before.
#[cfg(feature = "pdf")]
pub(super) fn beside_page(document: &Document, made: &Shelf, templates: &[Override]) -> Result<Vec<u8>, Failure> {
    let sheet = crate::render::pdf::beside_page(document).map_err(Failure::of)?.with(templates);
    made.get(sheet.name(), || sheet.pdf()).map_err(Failure::of)
}

/// Typesets a document.
#[cfg(feature = "pdf")]
pub(super) fn alone(document: &Document, templates: &[Override]) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::alone(document).and_then(|sheet| sheet.with(templates).pdf()).map_err(Failure::of)
}

/// Typesets a report in two languages beside each other.
#[cfg(feature = "pdf")]
pub(super) fn both(documents: Two<&Document>, templates: &[Override]) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::both(documents).and_then(|sheet| sheet.with(templates).pdf()).map_err(Failure::of)
}

/// Typesets a document to see whether templates of a knowledge base can; what was seen to work once is not tried again.
#[cfg(feature = "pdf")]
pub(super) fn attempt(document: &Document, made: &Shelf, templates: &[Override], report: &mut Report) {
    let sheet = crate::render::pdf::alone(document).map(|sheet| sheet.with(templates));
    let Err(error) = sheet.and_then(|sheet| made.get(sheet.name(), || sheet.pdf())) else { return };
    let hint = "what a template gets is listed in docs/overrides.md of the program";
    for (span, message) in &error.faults {
        report.push(Diagnostic::error(rules::BAD_TEMPLATE, *span, message.clone()).label("here").hint(hint));
    }
    // What the program's own templates refuse too is no fault of these.
    let own = || crate::render::pdf::alone(document).and_then(crate::render::pdf::Sheet::pdf);
    if error.faults.is_empty() && own().is_ok() {
        let place = templates.first().map(|file| Span::new(file.file, 0..0));
        report.push(Diagnostic::new(rules::BAD_TEMPLATE, Severity::Error, place, error.problems.join("; ")).hint(hint));
    }
}

/// Without a typesetter its templates cannot be tried.
#[cfg(not(feature = "pdf"))]
pub(super) fn attempt(_: &Document, _: &Shelf, _: &[Override], _: &mut Report) {}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn beside_page(_: &Document, _: &Shelf, _: &[Override]) -> Result<Vec<u8>, Failure> {
    Err(without())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn alone(_: &Document, _: &[Override]) -> Result<Vec<u8>, Failure> {
    Err(without())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn both(_: Two<&Document>, _: &[Override]) -> Result<Vec<u8>, Failure> {
    Err(without())
}

#[cfg(not(feature = "pdf"))]
fn without() -> Failure {
    Failure::new("this program was built without PDF", "build it with its default features")
}
