//! How much there is to read, and so how a table shares out its width and what can stay on one page.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::typography::{Fonts, Weight};
use crate::view::document::{Block, BlockKind, Cell, Inline, Moment};

/// Returns one share per column; `None` for a column of numbers, which is as wide as its widest cell.
pub(super) fn shares(head: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<Option<u32>> {
    (0..columns).map(|column| share(head, rows, column)).collect()
}

/// A word longer than this, such as a digest, may break.
const BREAKABLE: usize = 22;

fn share(head: &[Cell], rows: &[Vec<Cell>], column: usize) -> Option<u32> {
    let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.get(column)).collect();
    let heads = head.get(column);
    let mut longest = 0;
    let mut word = 0;
    for cell in cells.iter().copied().chain(heads) {
        let text = plain(&cell.content);
        longest = longest.max(width(&text));
        word = word.max(text.split_whitespace().map(width).max().unwrap_or(0));
    }
    let numbers = !cells.is_empty() && cells.iter().all(|cell| cell.number);
    if numbers && longest <= 18 {
        return None;
    }
    // A paragraph gets more room than a name, but not in proportion: nobody reads a column of forty-character lines
    // faster than one of thirty. A long word must fit, and a few short words together, with the air round them.
    let phrase = if numbers || longest <= 16 { longest.min(28) + 3 } else { 0 };
    Some((longest.min(84) / 2).max(phrase).max(word.min(BREAKABLE) + 1).max(5) as u32)
}

/// Returns the width of each column of times in ems; what is wider than a date and a time together wraps.
pub(super) fn times(head: &[String], rows: &[Moment], columns: usize, fonts: &Fonts) -> Vec<f64> {
    let ems = |text: &str| fonts.width(text, 1.0, Weight::SemiBold);
    (0..columns)
        .map(|column| {
            let cells =
                rows.iter().filter_map(|row| if column == 0 { Some(&row.time) } else { row.others.get(column - 1) });
            let longest = cells.map(|cell| ems(&plain(cell))).fold(0.0, f64::max).min(9.0);
            // A heading takes two lines at most.
            let name = head.get(column).map_or("", String::as_str);
            let half = if name.contains(' ') { 0.66 * ems(name) } else { 0.0 };
            name.split_whitespace().map(ems).fold(f64::max(longest, half), f64::max)
        })
        .collect()
}

/// Tells whether blocks are so short that they can be kept on one page.
pub(super) fn short(blocks: &[Block]) -> bool {
    length(blocks).is_some_and(|letters| letters < 500)
}

/// Returns the letters in running text; `None` where there is more than running text.
fn length(blocks: &[Block]) -> Option<usize> {
    let mut letters = 0;
    for block in blocks {
        letters += match &block.kind {
            BlockKind::Paragraph(text) => width(&plain(text)),
            BlockKind::Code(text) => width(text),
            BlockKind::Quote(inner) => length(inner)?,
            BlockKind::List { items, .. } => items.iter().map(|item| length(item)).sum::<Option<usize>>()?,
            BlockKind::Section { .. }
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => return None,
        };
    }
    Some(letters)
}

fn width(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Returns the words alone.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write_plain(inlines, &mut out);
    out
}

fn write_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } => out.push_str(text),
            Inline::Emph(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => write_plain(inner, out),
            Inline::Borrowed { text, .. } => write_plain(text, out),
            Inline::Note { .. } => {}
            Inline::Break => out.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, number: bool) -> Cell {
        Cell { content: vec![Inline::Text(text.to_owned())], number }
    }

    #[test]
    fn numbers_take_what_they_need_and_words_share_the_rest() {
        let head = [cell("Run", false), cell("Minutes", true), cell("What it changes", false)];
        let rows = vec![
            vec![
                cell("base", false),
                cell("262", true),
                cell("nothing: the rollout as it happened, in four waves", false),
            ],
            vec![cell("break-glass", false), cell("৪১", true), cell("one lane of its own", false)],
        ];
        let got = shares(&head, &rows, 3);
        assert_eq!(got[1], None);
        assert!(got[2] > got[0], "{got:?}");
        assert_eq!(got[0], Some(14), "the longest word fits");
    }
}
