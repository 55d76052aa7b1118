//! Which pictures may move to the foot of a page.
//!
//! A picture that stands in the text leaves its page half empty where it has no room. One that floats lets the text go on,
//! and comes to rest in another section where its own ends too soon. So it floats only where what follows in its section
//! fills a page. That is estimated: the typesetter would have to lay out everything twice to tell.

use super::columns::plain;
use crate::view::document::{Block, BlockKind, Inline};

/// Millimetres of text after which a float has come to rest: a page, less what a picture takes of it at least.
const ENOUGH: f64 = 200.0;

/// A picture of more millimetres leaves too little of a page for what stands over it at its foot.
const TALLEST: f64 = 120.0;

/// Returns whether the picture at a place among the blocks of a section may float. One that opens its section is what the
/// section is about, and stands under its heading.
pub(super) fn floats(blocks: &[Block], at: usize) -> bool {
    let mut height = 0.0;
    if at == 0 || blocks.get(at).is_none_or(|block| picture_height(&block.kind) > TALLEST) {
        return false;
    }
    for block in &blocks[at + 1..] {
        // Pictures keep their order: one that floats would hold back the next.
        if is_picture(&block.kind) {
            break;
        }
        height += self::height(&block.kind);
        if matches!(&block.kind, BlockKind::Section { blocks, .. } if blocks.iter().any(|block| is_picture(&block.kind)))
        {
            break;
        }
    }
    height >= ENOUGH
}

/// Returns how high a picture is on the page, without its words.
fn picture_height(kind: &BlockKind) -> f64 {
    const WIDTH: f64 = 165.0;
    match kind {
        BlockKind::Figure(drawing) => WIDTH * drawing.height / drawing.width,
        BlockKind::Picture(picture) => {
            let (width, height) = (f64::from(picture.image.width), f64::from(picture.image.height));
            f64::min(WIDTH, width / 4.0) * height / width
        }
        BlockKind::Paragraph(_)
        | BlockKind::List { .. }
        | BlockKind::Section { .. }
        | BlockKind::Quote(_)
        | BlockKind::Callout { .. }
        | BlockKind::Code(_)
        | BlockKind::Facts(_)
        | BlockKind::Table { .. }
        | BlockKind::Timeline { .. }
        | BlockKind::Lesson(_)
        | BlockKind::Cards(_) => 0.0,
    }
}

fn is_picture(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Figure(_) | BlockKind::Picture(_))
}

/// Estimates the height of a block in millimetres, from below rather than from above.
fn height(kind: &BlockKind) -> f64 {
    let all = |blocks: &[Block]| blocks.iter().map(|block| height(&block.kind)).sum::<f64>();
    match kind {
        BlockKind::Paragraph(text) => 2.0 + 6.0 * lines(text, 85),
        BlockKind::List { items, .. } => items.iter().map(|item| all(item)).sum(),
        BlockKind::Section { blocks, .. } => 14.0 + all(blocks),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => 16.0 + all(blocks),
        BlockKind::Code(_) => 12.0,
        BlockKind::Facts(facts) => 7.0 * facts.len() as f64,
        BlockKind::Table { rows, .. } => 16.0 + 8.6 * rows.len() as f64,
        BlockKind::Timeline { rows, .. } => {
            8.0 + rows.iter().map(|row| 4.0 + 4.6 * lines(&row.content, 60)).sum::<f64>()
        }
        BlockKind::Lesson(card) => 60.0 + 16.0 * card.marks.len() as f64 + all(&card.body),
        BlockKind::Cards(cards) => 14.0 * cards.len() as f64,
        BlockKind::Figure(_) | BlockKind::Picture(_) => 0.0,
    }
}

fn lines(text: &[Inline], letters: usize) -> f64 {
    plain(text).chars().count().div_ceil(letters).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::drawing::{Drawing, Table};

    fn block(kind: BlockKind) -> Block {
        Block { id: String::new(), kind }
    }

    fn paragraphs(count: usize) -> Vec<Block> {
        let text = vec![Inline::Text("nine letters ".repeat(40))];
        (0..count).map(|_| block(BlockKind::Paragraph(text.clone()))).collect()
    }

    #[test]
    fn a_picture_floats_where_its_section_fills_a_page_after_it() {
        let before = |after: &[Block], height: f64| {
            let opening = paragraphs(1);
            let drawing = Drawing {
                id: String::new(),
                lang: "en",
                width: 680.0,
                height,
                shapes: Vec::new(),
                labels: Vec::new(),
                takeaway: String::new(),
                caption: String::new(),
                alt: String::new(),
                table: Table::default(),
                narrow: None,
            };
            let picture = block(BlockKind::Figure(Box::new(drawing)));
            opening.into_iter().chain([picture]).chain(after.iter().cloned()).collect::<Vec<_>>()
        };
        assert!(floats(&before(&paragraphs(5), 400.0), 1));
        assert!(!floats(&before(&paragraphs(3), 400.0), 1));
        assert!(!floats(&before(&paragraphs(5), 600.0), 1), "too tall");
        assert!(!floats(&before(&paragraphs(5), 400.0)[1..], 0), "what the section is about");
        let mut parted = paragraphs(3);
        let inner = vec![block(BlockKind::Section { title: Vec::new(), blocks: paragraphs(2) })];
        parted.extend(inner);
        assert!(floats(&before(&parted, 400.0), 1), "a section within it goes on with it");
    }
}
