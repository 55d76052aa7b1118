//! Documents to bytes. A renderer walks a [`Document`](crate::view::document::Document) and decides layout; it knows no
//! message keys, no incidents and no audiences.

pub mod chat;
pub mod data;
pub mod feed;
pub mod html;
pub mod ics;
pub mod mail;
pub mod md;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod png;
pub mod post;
pub mod sitemap;

use include_dir::Dir;

use crate::base::digest::{Digest, Hasher};
use crate::kept::sources;
use crate::typography::Fonts;

/// The templates of PDFs, the main one first.
pub const SHEETS: [&str; 2] = ["report.typ", "parts.typ"];

/// Returns a digest of what makes files that are kept: sources of this program, the versions of what it uses, its fonts.
fn maker(dirs: &[Dir<'static>]) -> Digest {
    const VERSIONS: &[u8] = include_bytes!("../../Cargo.lock");
    let mut hasher = Hasher::default();
    sources(dirs, &mut hasher);
    hasher.text(&Digest::of(VERSIONS).to_string());
    for (_, bytes) in Fonts::files() {
        hasher.text(&Digest::of(bytes).to_string());
    }
    hasher.finish()
}
