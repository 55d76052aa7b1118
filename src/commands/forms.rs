//! The forms of a report that are one file.

use super::Failure;
use crate::model::{Incident, Released};
use crate::render::{html, md, post};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::alone::{alone, without_largest_table};
use crate::view::document::Document;

/// The most bytes of a report as one HTML file, as far as leaving out tables of figures gets it there.
const MOST: usize = 300_000;

/// Writes a report as one HTML file for slow lines and chat groups. What makes it too large are tables of figures; they
/// are left out, the largest first, each with a note that says where it is.
pub(super) fn html(document: Document, press: Press<'_>) -> Result<Vec<u8>, Failure> {
    let mut document = alone(document);
    loop {
        let page = html::single(&document, press.fonts);
        let page = page.map_err(|error| Failure { message: error.to_string(), hint: None })?;
        if page.len() <= MOST {
            return Ok(page.into_bytes());
        }
        match without_largest_table(document, press.texts) {
            Some(lighter) => document = lighter,
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
