//! Joins what Typst takes apart: where a vowel sign sits lower than its letter, layout begins a new run of text, and both
//! runs carry the whole syllable, so that a copied `টুল` would read `টুটুল`.

use typst::layout::{Abs, Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Joins the runs of one syllable on every page; nothing moves.
pub(super) fn join(document: &PagedDocument) -> PagedDocument {
    let pages = document
        .pages()
        .iter()
        .map(|page| {
            let mut page = page.clone();
            page.frame = joined(&page.frame);
            page
        })
        .collect();
    PagedDocument::new(pages, document.info().clone())
}

fn joined(frame: &Frame) -> Frame {
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    // Lines under a text stand between its runs.
    let mut last_text: Option<usize> = None;
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = joined(&group.frame);
                last_text = None;
                items.push((*at, FrameItem::Group(group)));
            }
            FrameItem::Text(text) => {
                let previous = last_text.and_then(|index| items.get_mut(index));
                if let Some((start, FrameItem::Text(before))) = previous
                    && continues(before, *start, text, *at)
                {
                    append(before, *start, text, *at);
                } else {
                    last_text = Some(items.len());
                    items.push((*at, item.clone()));
                }
            }
            FrameItem::Shape(..) => items.push((*at, item.clone())),
            FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {
                last_text = None;
                items.push((*at, item.clone()));
            }
        }
    }
    let mut out = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        out.set_baseline(frame.baseline());
    }
    out.push_multiple(items);
    out
}

/// Tells whether `after` begins inside the syllable with which `before` ends.
fn continues(before: &TextItem, start: Point, after: &TextItem, at: Point) -> bool {
    let (Some(last), Some(first)) = (before.glyphs.last(), after.glyphs.first()) else { return false };
    let same_look = before.font == after.font
        && before.size == after.size
        && before.fill == after.fill
        && before.stroke == after.stroke
        && before.lang == after.lang;
    let gap = (start.x + before.width() - at.x).abs();
    same_look
        && last.span == first.span
        && first.range.start == 0
        && before.text.get(last.range()) == after.text.get(first.range())
        && gap < Abs::pt(0.01)
}

fn append(before: &mut TextItem, start: Point, after: &TextItem, at: Point) {
    let Some(shift) = before.glyphs.last().map(|glyph| glyph.range.start) else { return };
    let lowered = Em::from_abs(start.y - at.y, before.size);
    let known = before.text.len() - usize::from(shift);
    before.text.push_str(after.text.get(known..).unwrap_or_default());
    before.glyphs.extend(after.glyphs.iter().cloned().map(|mut glyph| {
        glyph.range = glyph.range.start + shift..glyph.range.end + shift;
        glyph.y_offset += lowered;
        glyph
    }));
}
