//! Documents to HTML pages. Content is walked and escaped in Rust; the frame around it is a template.
//!
//! Pages hold no inline script and no inline style (a drill has a script file, and works without it), ask no other host for anything and link relatively, so that they work
//! from a server, a sub-path or a folder.

mod block;
mod both;
mod drill;
mod feed;
mod frame;
mod lesson;
mod link;
mod policy;
mod relations;
mod search;
pub mod serving;
mod single;
mod style;
mod table;
mod templates;
mod walk;
mod what_if;
mod writer;

pub(super) use feed::body;
pub(super) use link::{absolute, is_web, relative};
pub use single::MOST;
pub use style::{assets, stylesheet};
pub use templates::{RenderError, Templates, check, finding, replaceable};
pub(super) use writer::escaped;

use crate::view::both::Two;
use crate::view::document::Document;
use crate::view::report::drill::Drill;
use crate::view::search_box::SearchBox;
use crate::view::what_if::WhatIfPage;

/// Where the front page stands.
pub const FRONT: &str = "index.html";

impl Templates {
    /// Renders a document as a page.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn page(&self, document: &Document) -> Result<String, RenderError> {
        self.page_of("page.html", &frame::page(document))
    }

    /// Renders the list of reports with its search box.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn list(&self, document: &Document, search: &SearchBox) -> Result<String, RenderError> {
        let mut sheet = frame::page(document);
        sheet.searched(document, &[search], self)?;
        self.page_of("page.html", &sheet)
    }

    /// Renders the front page, [`FRONT`]: the documents of all languages, side by side where there is room, each with the
    /// search box of its language.
    ///
    /// # Errors
    /// When a template is broken, or there is no document.
    pub fn front(&self, documents: &[Document], search: &[SearchBox]) -> Result<String, RenderError> {
        let sheet = frame::front(documents).ok_or_else(|| RenderError::new("a front page without a document"));
        let (mut sheet, searches) = (sheet?, search.iter().collect::<Vec<_>>());
        for document in documents {
            sheet.searched(document, &searches, self)?;
        }
        self.page_of("front.html", &sheet)
    }

    /// Renders a report in two languages beside each other; it belongs at [`view::both::path`](crate::view::both::path).
    ///
    /// # Errors
    /// When a template is broken.
    pub fn both(&self, documents: Two<&Document>) -> Result<String, RenderError> {
        self.page_of("both.html", &both::sheet(documents))
    }

    /// Renders a drill.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn drill(&self, drill: &Drill) -> Result<String, RenderError> {
        self.page_of("drill.html", &drill::sheet(drill))
    }

    /// Renders a what-if page.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn what_if(&self, page: &WhatIfPage) -> Result<String, RenderError> {
        self.page_of("what-if.html", &what_if::sheet(page))
    }
}
