//! The forms of a report that are one file.

use super::Failure;
use crate::model::{Incident, Released};
use crate::render::{html, md, post};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::alone::alone;
use crate::view::document::Document;

/// Writes a report as one HTML file.
pub(super) fn html(document: Document, press: Press<'_>) -> Result<Vec<u8>, Failure> {
    let templates = html::Templates::replaced(&press.edition.overrides.html).map_err(Failure::of)?;
    let page = templates.single(document, press.texts, press.fonts);
    page.map(String::into_bytes).map_err(Failure::of)
}

/// Writes a report as Markdown.
pub(super) fn markdown(document: Document) -> Vec<u8> {
    md::markdown(&alone(document)).into_bytes()
}

/// Writes a report as a post.
pub(super) fn post(press: Press<'_>, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Vec<u8> {
    post::text(&crate::view::post::post(press, incident, evidence)).into_bytes()
}
