//! Documents to PDF, where this program can: without its typesetter it says so.

use super::Failure;
use crate::kept::Shelf;
use crate::view::both::Two;
use crate::view::document::Document;

/// Typesets a document for the site, unless it has been before.
#[cfg(feature = "pdf")]
pub(super) fn beside_page(document: &Document, made: &Shelf) -> Result<Vec<u8>, Failure> {
    let sheet = crate::render::pdf::beside_page(document).map_err(Failure::of)?;
    made.get(sheet.name(), || sheet.pdf()).map_err(Failure::of)
}

/// Typesets a document.
#[cfg(feature = "pdf")]
pub(super) fn alone(document: &Document) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::alone(document).and_then(crate::render::pdf::Sheet::pdf).map_err(Failure::of)
}

/// Typesets a report in two languages beside each other.
#[cfg(feature = "pdf")]
pub(super) fn both(documents: Two<&Document>) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::both(documents).and_then(crate::render::pdf::Sheet::pdf).map_err(Failure::of)
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn beside_page(_: &Document, _: &Shelf) -> Result<Vec<u8>, Failure> {
    Err(without())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn alone(_: &Document) -> Result<Vec<u8>, Failure> {
    Err(without())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn both(_: Two<&Document>) -> Result<Vec<u8>, Failure> {
    Err(without())
}

#[cfg(not(feature = "pdf"))]
fn without() -> Failure {
    Failure::new("this program was built without PDF", "build it with its default features")
}
