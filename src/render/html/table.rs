//! Tables: of data, of the timeline, behind a picture.

use super::lesson::Shapes;
use super::walk::Walk;
use crate::chart::drawing::Drawing;
use crate::view::document::{Cell, Inline, Moment};
use crate::view::passages::letters;

/// A cell of more letters than this is a sentence.
const LONG: usize = 36;

impl Walk<'_> {
    /// Writes a table that scrolls inside its own box where the page is narrow.
    pub(super) fn table(&mut self, id: &str, caption: &[Inline], head: &[Cell], rows: &[Vec<Cell>]) {
        let title = format!("{id}.title");
        let stack = holds_sentences(rows) || is_record(head) || holds_intervals(rows);
        let class = ("class", if stack { "scroll stack" } else { "scroll" });
        if caption.is_empty() {
            self.html.open("div", &[class, ("id", id), ("tabindex", "0")]);
            self.html.raw("<table>");
        } else {
            let name = ("aria-labelledby", title.as_str());
            self.html.open("div", &[class, ("id", id), ("tabindex", "0"), ("role", "group"), name]);
            self.html.raw("<table>");
            self.html.open("caption", &[("id", &title)]);
            self.html.raw("<span>");
            self.inlines(caption);
            self.html.raw("</span></caption>\n");
        }
        self.html.raw("<thead><tr>");
        for cell in head {
            self.cell("th", cell, None);
        }
        self.html.raw("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.html.raw("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let of = head.get(column).filter(|of| stack && column > 0 && !of.content.is_empty());
                self.cell("td", cell, of);
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody></table></div>\n");
    }

    /// Writes a cell, where rows are stacked on a phone with the name of the column that it is `of`.
    fn cell(&mut self, name: &'static str, cell: &Cell, of: Option<&Cell>) {
        let scope = ("scope", "col");
        let number = ("class", "number");
        match (name == "th", cell.number) {
            (true, true) => self.html.open(name, &[scope, number]),
            (true, false) => self.html.open(name, &[scope]),
            (false, true) => self.html.open(name, &[number]),
            (false, false) => self.html.open(name, &[]),
        }
        if let Some(of) = of.filter(|_| !self.is_feed()) {
            self.html.element("span", &[("class", "of")], &format!("{}: ", letters(&of.content)));
        }
        self.inlines(&cell.content);
        self.html.close(name);
    }

    /// Writes the timeline: a table that turns into stacked entries on a phone, where each time then names its zone.
    pub(super) fn timeline(&mut self, id: &str, head: &[String], rows: &[Moment]) {
        self.html.open("table", &[("class", "timeline"), ("id", id)]);
        self.html.raw("<thead><tr>");
        for word in head {
            self.html.element("th", &[("scope", "col")], word);
        }
        self.html.raw("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.moment(head, row);
        }
        self.html.raw("</tbody></table>\n");
    }

    fn moment(&mut self, head: &[String], row: &Moment) {
        let id = self.id(&row.id);
        let class = if row.mark.is_some() { "key" } else { "step" };
        self.html.open("tr", &[("id", &id), ("class", class)]);
        self.moment_time(("time", "time none"), &row.time, head.first());
        for (index, other) in row.others.iter().enumerate() {
            self.moment_time(("other", "other none"), other, head.get(index + 1));
        }
        self.html.raw("<td class=\"what\">");
        if let Some(mark) = &row.mark {
            self.badges(std::slice::from_ref(mark), Shapes::Plain);
        }
        self.inlines(&row.content);
        self.html.raw("</td></tr>\n");
    }

    /// Writes a time with the head of its column, for where the columns are stacked; the table's own head says it to
    /// screen readers. A dash for a time that is not known is left out there.
    fn moment_time(&mut self, (class, none): (&'static str, &'static str), time: &[Inline], zone: Option<&String>) {
        let unknown = matches!(time, [Inline::Text(text)] if text == "–");
        self.html.open("td", &[("class", if unknown { none } else { class })]);
        self.inlines(time);
        if let (Some(word), false) = (zone, unknown || self.is_feed()) {
            self.html.raw(" ");
            self.html.element("span", &[("class", "zone"), ("aria-hidden", "true")], word);
        }
        self.html.close("td");
    }

    /// Writes the data of a picture, folded.
    pub(super) fn data(&mut self, drawing: &Drawing) {
        if drawing.table.head.is_empty() {
            return;
        }
        let summary = self.document.frame.data.as_str();
        self.html.raw("<details class=\"data\">");
        self.html.element("summary", &[], summary);
        let name = format!("{summary}: {}", drawing.takeaway);
        self.html.open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", &name)]);
        self.html.raw("<table><thead><tr>");
        for word in &drawing.table.head {
            self.html.element("th", &[("scope", "col")], word);
        }
        self.html.raw("</tr></thead>\n<tbody>\n");
        for row in &drawing.table.rows {
            self.html.raw("<tr>");
            for word in row {
                self.html.element("td", &[], word);
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody></table></div></details>\n");
    }
}

/// Tells whether a table is a list of records, with more columns than a phone has room for, and not of numbers alone.
fn is_record(head: &[Cell]) -> bool {
    head.len() >= 4 && head.iter().skip(1).any(|cell| !cell.number)
}

/// Tells whether a row of a table has more numbers than stand beside each other on a phone: values with their intervals.
fn holds_intervals(rows: &[Vec<Cell>]) -> bool {
    let behind = |row: &[Cell]| row.iter().skip(1).map(|cell| letters(&cell.content).chars().count()).sum::<usize>();
    rows.iter().any(|row| row.len() >= 4 && behind(row) > LONG)
}

/// Tells whether a table has sentences behind its first column: side by side on a phone, each would be a word wide.
fn holds_sentences(rows: &[Vec<Cell>]) -> bool {
    let mut words = rows.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.number);
    words.any(|cell| letters(&cell.content).chars().count() > LONG)
}
