//! Documents: a subject in one language, every string final. The last place that knows a language.

pub mod alone;
pub mod both;
pub mod card;
pub mod catalog;
pub mod document;
pub mod feed;
pub mod findable;
pub mod frame;
pub mod index;
pub mod newsletter;
pub mod passages;
pub mod post;
pub mod report;
pub mod run;
pub mod search_box;
pub mod serving;
pub mod sitemap;

mod links;
mod markdown;
mod names;
mod post_lessons;
pub mod what_if;
mod writer;

use crate::model::Edition;
use crate::text::Texts;
use crate::typography::Fonts;

/// What every page is made with: the edition, the words of one language, the fonts that charts measure with.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// What the audience may read.
    pub edition: &'a Edition,
    /// The language's words.
    pub texts: &'a Texts,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// Whether PDFs are made beside the pages, so that pages may link to them.
    pub pdf: bool,
}
