//! The forms of a report that are one file.

use super::Failure;
use crate::model::{Incident, Released};
use crate::render::{html, md, post};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::alone::{alone, lighter};
use crate::view::document::Document;

/// The most bytes of a report as one HTML file, as far as leaving out figures gets it there.
const MOST: usize = 300_000;

/// Writes a report as one HTML file for slow lines and chat groups. Where it grows too large, tables of figures are left
/// out, the largest first, each with a note that says where it is; then pictures.
pub(super) fn html(document: Document, press: Press<'_>) -> Result<Vec<u8>, Failure> {
    let mut document = alone(document);
    loop {
        let page = html::single(&document, press.fonts);
        let page = page.map_err(|error| Failure { message: error.to_string(), hint: None })?;
        if page.len() <= MOST {
            return Ok(page.into_bytes());
        }
        match lighter(document, press.texts) {
            Some(less) => document = less,
            None => return Ok(page.into_bytes()),
        }
    }
}

/// Writes a report as Markdown.
pub(super) fn markdown(document: Document) -> Vec<u8> {
    md::markdown(&alone(document)).into_bytes()
}

/// Writes a report as a post.
pub(super) fn post(press: Press<'_>, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Vec<u8> {
    post::text(&crate::view::post::post(press, incident, evidence)).into_bytes()
}
