//! A report in two languages at once: its two documents zipped by the ids of their blocks.
//!
//! Both have one shape, which a test holds; where a text runs over more paragraphs in one language than in the other, what
//! is left over stands with the block before it. Nothing is ever left out.

use super::document::{Block, BlockKind, Document, Inlines, LessonCard, Moment};

/// A value for each of two languages, in the order of the site's settings.
pub type Two<T> = [T; 2];

/// What stands for the language in the path of a page that is in two.
pub const BOTH: &str = "both";

/// From so many columns on, a table is too wide to stand beside another.
const WIDE_TABLE: usize = 3;

/// What stands at one place of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Row<'a> {
    /// A section.
    Section {
        /// Its id, the same in both.
        id: &'a str,
        /// Its headings.
        titles: Two<&'a Inlines>,
        /// What it holds.
        rows: Vec<Row<'a>>,
    },
    /// The timeline, event by event.
    Timeline {
        /// Its id, the same in both.
        id: &'a str,
        /// Heads: time in the incident's zone, then the other zones, then what happened.
        heads: Two<&'a [String]>,
        /// The events.
        moments: Vec<Two<&'a Moment>>,
    },
    /// A lesson. The command that repeats it is the same in both.
    Lesson {
        /// Its id, the same in both.
        id: &'a str,
        /// Its cards.
        cards: Two<&'a LessonCard>,
    },
    /// Blocks beside one another; one side may be empty.
    Beside(Two<&'a [Block]>),
    /// Blocks that need the whole width, one after the other.
    Turns(Two<&'a Block>),
    /// What is the same in both, such as a command.
    Once(&'a Block),
}

/// Zips two documents.
pub fn zip([first, second]: Two<&Document>) -> Vec<Row<'_>> {
    rows([&first.blocks, &second.blocks])
}

fn rows([left, right]: Two<&[Block]>) -> Vec<Row<'_>> {
    let mut out = Vec::new();
    let end = [left.len(), right.len()];
    let mut shared = shared(left, right).into_iter().peekable();
    let first = shared.peek().copied().unwrap_or(end);
    beside([&left[..first[0]], &right[..first[1]]], &mut out);
    while let Some(at) = shared.next() {
        let next = shared.peek().copied().unwrap_or(end);
        segment([&left[at[0]..next[0]], &right[at[1]..next[1]]], &mut out);
    }
    out
}

/// Returns where the blocks stand that both have, in an order that is that of both.
fn shared(left: &[Block], right: &[Block]) -> Vec<Two<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, block) in left.iter().enumerate() {
        let same = right[from..].iter().position(|other| other.id == block.id);
        if let Some(skipped) = same {
            found.push([at, from + skipped]);
            from += skipped + 1;
        }
    }
    found
}

/// Adds a block that both have, with what only one of them has after it.
fn segment<'a>([left, right]: Two<&'a [Block]>, out: &mut Vec<Row<'a>>) {
    let ([first, left_tail @ ..], [second, right_tail @ ..]) = (left, right) else { return };
    match row(first, second) {
        Some(row) => {
            out.push(row);
            beside([left_tail, right_tail], out);
        }
        None => beside([left, right], out),
    }
}

fn beside<'a>(sides: Two<&'a [Block]>, out: &mut Vec<Row<'a>>) {
    if sides.iter().any(|side| !side.is_empty()) {
        out.push(Row::Beside(sides));
    }
}

/// Returns the row of two blocks that are more than text to be read beside text.
fn row<'a>(left: &'a Block, right: &'a Block) -> Option<Row<'a>> {
    let id = left.id.as_str();
    match &left.kind {
        BlockKind::Section { title, blocks } => {
            let BlockKind::Section { title: other, blocks: others } = &right.kind else { return None };
            Some(Row::Section { id, titles: [title, other], rows: rows([blocks, others]) })
        }
        BlockKind::Timeline { head, rows } => {
            let BlockKind::Timeline { head: other, rows: others } = &right.kind else { return None };
            let same = rows.iter().map(|row| &row.id).eq(others.iter().map(|row| &row.id));
            let moments = rows.iter().zip(others).map(|(first, second)| [first, second]).collect();
            same.then_some(Row::Timeline { id, heads: [head, other], moments })
        }
        BlockKind::Lesson(card) => {
            let BlockKind::Lesson(other) = &right.kind else { return None };
            Some(Row::Lesson { id, cards: [card, other] })
        }
        BlockKind::Code(_) => (left.kind == right.kind).then_some(Row::Once(left)),
        BlockKind::Figure(_) | BlockKind::Picture(_) => Some(Row::Turns([left, right])),
        BlockKind::Table { head, .. } => (head.len() >= WIDE_TABLE).then_some(Row::Turns([left, right])),
        BlockKind::Paragraph(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Callout { .. }
        | BlockKind::Facts(_)
        | BlockKind::Cards(_) => None,
    }
}

/// Returns the path of the page on which a report stands in two languages: that of the report, with `both` for its
/// language.
pub fn path(report: &str) -> String {
    let (_, place) = report.split_once('/').unwrap_or(("", report));
    format!("{BOTH}/{place}")
}
