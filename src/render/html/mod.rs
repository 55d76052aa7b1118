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
mod relations;
mod search;
pub mod serving;
mod single;
mod style;
mod table;
mod walk;
mod what_if;
mod writer;

use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

pub(super) use feed::body;
pub(super) use link::{absolute, is_web, relative};
pub use single::{MOST, single};
pub use style::{assets, stylesheet};
pub(super) use writer::escaped;

use crate::view::both::Two;
use crate::view::document::Document;
use crate::view::report::drill::Drill;
use crate::view::search_box::SearchBox;
use crate::view::what_if::WhatIfPage;

/// Where the front page stands.
pub const FRONT: &str = "index.html";

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates/html");

static ENGINE: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    // One way of escaping for the frame and for the text.
    tera.set_escape_fn(|text, out| out.write_all(escaped(text).as_bytes()));
    let texts = TEMPLATES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    tera.add_raw_templates(texts).map_err(|error| error.to_string())?;
    Ok(tera)
});

/// A template that could not be filled: a fault of the templates, not of a document.
#[derive(Clone, Debug)]
pub struct RenderError(String);

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the page templates are broken: {}", self.0)
    }
}

impl std::error::Error for RenderError {}

/// Renders a document as a page.
///
/// # Errors
/// When a template is broken.
pub fn page(document: &Document) -> Result<String, RenderError> {
    fill("page.html", &frame::page(document))
}

/// Renders the list of reports with its search box.
///
/// # Errors
/// When a template is broken.
pub fn list(document: &Document, search: &SearchBox) -> Result<String, RenderError> {
    let mut sheet = frame::page(document);
    sheet.searched(document, &[search])?;
    fill("page.html", &sheet)
}

/// Renders the front page, [`FRONT`]: the documents of all languages, side by side where there is room, each with the
/// search box of its language.
///
/// # Errors
/// When a template is broken, or there is no document.
pub fn front(documents: &[Document], search: &[SearchBox]) -> Result<String, RenderError> {
    let sheet = frame::front(documents).ok_or_else(|| RenderError("a front page without a document".to_owned()));
    let (mut sheet, searches) = (sheet?, search.iter().collect::<Vec<_>>());
    for document in documents {
        sheet.searched(document, &searches)?;
    }
    fill("front.html", &sheet)
}

/// Renders a report in two languages beside each other; it belongs at [`view::both::path`](crate::view::both::path).
///
/// # Errors
/// When a template is broken.
pub fn both(documents: Two<&Document>) -> Result<String, RenderError> {
    fill("both.html", &both::sheet(documents))
}

/// Renders a drill.
///
/// # Errors
/// When a template is broken.
pub fn drill(drill: &Drill) -> Result<String, RenderError> {
    fill("drill.html", &drill::sheet(drill))
}

/// Renders a what-if page.
///
/// # Errors
/// When a template is broken.
pub fn what_if(page: &WhatIfPage) -> Result<String, RenderError> {
    fill("what-if.html", &what_if::sheet(page))
}

fn fill(template: &str, sheet: &impl Serialize) -> Result<String, RenderError> {
    let tera = ENGINE.as_ref().map_err(|error| RenderError(error.clone()))?;
    let broken = |error: tera::Error| RenderError(error.to_string());
    let context = Context::from_serialize(sheet).map_err(broken)?;
    tera.render(template, &context).map_err(broken)
}
