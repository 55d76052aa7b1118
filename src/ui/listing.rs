//! Tables for the terminal, aligned by the columns that text takes there: a Bangla conjunct is one cluster.

use crate::base::source::display_width;
use crate::view::catalog::listing::Listing;

/// Columns that a table takes at most; wider cells go on in the next line.
const WIDTH: usize = 110;
/// A column is made no narrower than this, nor than its longest word.
const NARROWEST: usize = 12;
/// Between two columns.
const GAP: &str = "  ";

/// Lays out a table with its title and its notes.
pub fn table(listing: &Listing) -> String {
    let mut parts = vec![listing.title.clone()];
    if !listing.rows.is_empty() {
        let widths = widths(listing);
        let mut lines = row(&listing.head, &widths);
        lines.push(widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join(GAP));
        let rows: Vec<Vec<String>> = listing.rows.iter().map(|cells| row(cells, &widths)).collect();
        // Rows of many lines are told apart by an empty one.
        let spaced = rows.iter().any(|lines| lines.len() > 1);
        for (number, cells) in rows.into_iter().enumerate() {
            if spaced && number > 0 {
                lines.push(String::new());
            }
            lines.extend(cells);
        }
        parts.push(lines.join("\n"));
    }
    if !listing.notes.is_empty() {
        parts.push(listing.notes.join("\n"));
    }
    parts.join("\n\n")
}

/// Gives each column what it needs, and takes from the widest what there is no room for: never so much that a word, such
/// as an id, would stick out.
fn widths(listing: &Listing) -> Vec<usize> {
    let cells = |at: usize| listing.rows.iter().filter_map(move |row| row.get(at)).chain(listing.head.get(at));
    let column = |at: usize| cells(at).map(|cell| display_width(cell)).max().unwrap_or(0);
    let word = |at: usize| cells(at).flat_map(|cell| cell.split_whitespace()).map(display_width).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..listing.head.len()).map(column).collect();
    let least: Vec<usize> = (0..listing.head.len()).map(|at| word(at).max(NARROWEST)).collect();
    let room = WIDTH.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let wide = widths.iter_mut().zip(&least).filter(|(width, least)| **width > **least).map(|(width, _)| width);
        let Some(widest) = wide.max() else { break };
        *widest -= 1;
    }
    widths
}

/// Lays out one row, as many lines as its longest cell has.
fn row(cells: &[String], widths: &[usize]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let cells = wrapped.iter().zip(widths).map(|(lines, width)| {
            let text = lines.get(number).map(String::as_str).unwrap_or_default();
            format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// Breaks a text between words, which are never cut: an id in two pieces could not be copied.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if display_width(line) + 1 + display_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(rows: &[[&str; 2]]) -> Listing {
        let rows = rows.iter().map(|row| row.map(str::to_owned).into()).collect();
        Listing {
            title: "T".to_owned(), head: vec!["ক্লাস্টার".to_owned(), "B".to_owned()], rows, notes: Vec::new()
        }
    }

    #[test]
    fn columns_are_as_wide_as_they_look() {
        let text = table(&listing(&[["র‍্যাম", "one"], ["plain", "two"]]));
        let at = |word: &str| {
            let line = text.lines().find(|line| line.ends_with(word)).unwrap();
            display_width(&line[..line.len() - word.len()])
        };
        assert_eq!((at("one"), at("two")), (at("B"), at("B")), "{text}");
    }

    #[test]
    fn what_is_too_wide_goes_on_below() {
        let long = "word ".repeat(60);
        let text = table(&listing(&[["a", long.as_str()], ["b", "c"]]));
        assert!(text.lines().all(|line| display_width(line) <= WIDTH), "{text}");
        assert_eq!(text.matches("word").count(), 60);
        let id = "2024-03-02-an-id-of-more-letters-than-there-is-room-for-beside-others";
        let text = table(&listing(&[[id, long.as_str()], ["b", "c"]]));
        assert!(text.lines().any(|line| line.starts_with(id) && line.contains("  word")), "{text}");
        assert!(text.lines().all(|line| display_width(line) <= WIDTH), "{text}");
        assert!(text.contains("\n\nb"), "rows are told apart: {text}");
    }
}
