//! Tables: of data, of the timeline, behind a picture. A cell is one line.

use super::inline::{self, Place};
use crate::chart::drawing::Drawing;
use crate::view::document::{Cell, Inline, Moment};

/// A table as Markdown knows it: a head, and rows of as many cells.
struct Table {
    head: Vec<String>,
    /// Aligned to the right, by column.
    numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn print(mut self) -> String {
        let columns = self.rows.iter().map(Vec::len).chain([self.head.len()]).max().unwrap_or_default();
        if columns == 0 {
            return String::new();
        }
        self.head.resize(columns, String::new());
        self.numbers.resize(columns, false);
        let rule = self.numbers.iter().map(|number| if *number { "---:" } else { "---" });
        let mut lines = vec![line(&self.head), line(&rule.map(str::to_owned).collect::<Vec<_>>())];
        for mut row in self.rows {
            row.resize(columns, String::new());
            lines.push(line(&row));
        }
        lines.join("\n")
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join(" | "))
}

/// Writes a table of data.
pub(super) fn data(head: &[Cell], rows: &[Vec<Cell>]) -> String {
    let cells = |cells: &[Cell]| cells.iter().map(|cell| inline::inlines(&cell.content, Place::Cell)).collect();
    let numbers = head.iter().map(|cell| cell.number).collect();
    Table { head: cells(head), numbers, rows: rows.iter().map(|row| cells(row)).collect() }.print()
}

/// Writes the data of a picture.
pub(super) fn of_picture(drawing: &Drawing) -> String {
    let cells = |words: &[String]| words.iter().map(|word| inline::text(word)).collect();
    let rows = drawing.table.rows.iter().map(|row| cells(row)).collect();
    Table { head: cells(&drawing.table.head), numbers: Vec::new(), rows }.print()
}

/// Writes the timeline. The key time that an event fixes stands before what happened.
pub(super) fn timeline(head: &[String], rows: &[Moment]) -> String {
    let row = |moment: &Moment| {
        let mut cells = vec![inline::inlines(&moment.time, Place::Cell)];
        cells.extend(moment.others.iter().map(|time| inline::inlines(time, Place::Cell)));
        // What happened stands in the last column, whatever zones a row has.
        cells.resize(head.len().saturating_sub(1).max(cells.len()), String::new());
        let mut content = Vec::new();
        if let Some(mark) = &moment.mark {
            content.push(Inline::Strong(vec![Inline::Text(mark.text.clone())]));
            content.push(Inline::Text(" ".to_owned()));
        }
        content.extend(moment.content.iter().cloned());
        cells.push(inline::inlines(&content, Place::Cell));
        cells
    };
    let rows = rows.iter().map(row).collect();
    Table { head: head.iter().map(|word| inline::text(word)).collect(), numbers: Vec::new(), rows }.print()
}
