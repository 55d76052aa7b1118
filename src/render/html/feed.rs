//! A report as other programs show it, in a feed: no style, no script, no drawing, links that lead to the site.

use super::link::Place;
use super::walk::{Form, Walk};
use crate::text::Texts;
use crate::view::alone::{leaner, without_data};
use crate::view::document::Document;

/// The most bytes of a report in a feed, as far as leaving out tables of numbers gets it there.
const MOST: usize = 120_000;

/// Renders the text of a report for a feed at `path`, of the site that is published at `address`. Figures are links to
/// their picture files.
pub(in crate::render) fn body(document: Document, texts: &Texts, (path, address): (&str, Option<&str>)) -> String {
    let mut document = without_data(document);
    loop {
        let mut walk = Walk::new(&document, Place { path, prefix: "" }, 2);
        walk.form = Form::Feed(address);
        walk.html.plain();
        walk.blocks(&document.blocks);
        walk.sources();
        let html = walk.html.take();
        if html.len() <= MOST {
            return html;
        }
        match leaner(document, texts) {
            Some(less) => document = less,
            None => return html,
        }
    }
}
