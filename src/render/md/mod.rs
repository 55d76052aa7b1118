//! Documents to GitHub-flavoured Markdown, for wikis.
//!
//! Every letter of a document that could be markup is escaped, so nothing that an incident says becomes any. A paragraph is
//! one line: then only its beginning can be mistaken for a list or a heading.

mod block;
mod inline;
mod table;

use crate::view::document::{Block, Document};
use inline::Place;

/// Writes a document. Links lead outside alone: the document should have passed [`alone`](crate::view::alone::alone).
pub fn markdown(document: &Document) -> String {
    let mut parts = vec![format!("# {}", inline::text(&document.title))];
    let badges = document.kicker.iter().map(|badge| inline::text(&badge.text));
    let kicker: Vec<String> = [inline::text(&document.tlp)].into_iter().chain(badges).collect();
    parts.push(block::paragraph(&kicker.join(" · ")));
    for line in &document.byline {
        parts.push(block::paragraph(&inline::inlines(line, Place::Text)));
    }
    parts.push(blocks(&document.blocks, 2));
    parts.push("---".to_owned());
    parts.push(block::paragraph(&inline::inlines(&document.frame.footer, Place::Text)));
    parts.retain(|part| !part.is_empty());
    // What shows notes shows them at the foot, wherever they are written.
    parts.extend(document.notes.iter().enumerate().map(|(index, note)| {
        let content = inline::inlines(&note.content, Place::Text);
        format!("[^{}]: {}", index + 1, block::guarded(&content))
    }));
    parts.join("\n\n") + "\n"
}

fn blocks(all: &[Block], level: usize) -> String {
    block::Walk { level }.blocks(all)
}
