//! Documents to bytes. A renderer walks a [`Document`](crate::view::document::Document) and decides layout; it knows no
//! message keys, no incidents and no audiences.

pub mod data;
pub mod feed;
pub mod html;
pub mod ics;
pub mod md;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod png;
pub mod post;
pub mod sitemap;
