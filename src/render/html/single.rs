//! A report as one file that needs no other.

use super::{RenderError, Templates, frame};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::alone::{alone, lighter};
use crate::view::document::Document;

/// The most bytes of a report in one file, as far as leaving out figures gets it there.
pub const MOST: usize = 300_000;

impl Templates {
    /// Renders a document as one file for slow lines and chat groups: no script, no request, the style within. Where it grows
    /// too large, tables of figures are left out, the largest first, each with a note that says where it is; then pictures.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn single(&self, document: Document, texts: &Texts, fonts: &Fonts) -> Result<String, RenderError> {
        let mut document = alone(document);
        loop {
            let page = self.page_of("single.html", &frame::single(&document, fonts))?;
            if page.len() <= MOST {
                return Ok(page);
            }
            match lighter(document, texts) {
                Some(less) => document = less,
                None => return Ok(page),
            }
        }
    }
}
