//! How a table shares out its width: numbers take what they need, words share the rest by how much there is to read.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::view::document::{Cell, Inline};

/// Returns one share per column; `None` for a column of numbers, which is as wide as its widest cell.
pub(super) fn shares(head: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<Option<u32>> {
    (0..columns).map(|column| share(head, rows, column)).collect()
}

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
    // faster than one of thirty. A long word must fit.
    Some((longest.min(56) / 2).max(word).max(5) as u32)
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
        assert_eq!(got[0], Some(11), "the longest word fits");
    }
}
