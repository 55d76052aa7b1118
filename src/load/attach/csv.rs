//! Series from CSV: a column of times and columns of values.

use std::ops::Range;

use super::moment::{self, Local};
use super::{Raw, Sample};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceId, Span};
use crate::load::{decode, rules};

/// Heads by which a column of times is known, in small letters.
const TIMES: [&str; 8] = ["time", "timestamp", "date", "datetime", "date time", "ts", "at", "_time"];
/// A file may have so many rows.
const ROWS_LIMIT: usize = 100_000;
/// Findings per file beyond which reading stops.
const MOST: usize = 5;

/// A cell: where it stands and what it says.
pub(crate) struct Cell {
    pub(crate) at: Range<usize>,
    pub(crate) text: String,
}

/// Where findings go, with the file that they are about.
struct Findings<'r> {
    file: SourceId,
    report: &'r mut Report,
    count: usize,
}

impl Findings<'_> {
    fn push(&mut self, rule: crate::base::diag::RuleId, at: &Range<usize>, message: String, hint: &str) {
        self.count += 1;
        if self.count <= MOST {
            self.report.push(Diagnostic::error(rule, Span::new(self.file, at.clone()), message).hint(hint));
        }
    }
}

/// Reads the series of a CSV file; `time` names the column of times where its head does not tell.
pub(super) fn read(
    (file, text): (SourceId, &str),
    (time, local): (Option<&str>, Local),
    report: &mut Report,
) -> Option<Vec<Raw>> {
    let mut rows = rows(text);
    let head = rows.next()?;
    let mut findings = Findings { file, report, count: 0 };
    let clock = time_column(&head, time, &mut findings)?;
    let mut found: Vec<(usize, Raw)> = Vec::new();
    for (column, cell) in head.iter().enumerate().filter(|(column, _)| *column != clock) {
        let name = cell.text.trim().to_owned();
        if !name.is_empty() {
            found.push((column, Raw { names: vec![name], samples: Vec::new() }));
        }
    }
    if found.is_empty() {
        let hint = "a chart needs a column of times and one or more columns of values";
        findings.push(rules::MISSING_KEY, &head[clock].at, "the file has no column of values".to_owned(), hint);
    }
    let mut last = None;
    for (count, row) in rows.enumerate() {
        if count == ROWS_LIMIT {
            let hint = "export a shorter stretch or longer steps";
            findings.push(rules::LIMIT, &row[0].at, format!("the file has more than {ROWS_LIMIT} rows"), hint);
        }
        if findings.count >= MOST || count == ROWS_LIMIT {
            break;
        }
        if row.len() != head.len() {
            let message = format!("cells in this row: {}, in the head: {}", row.len(), head.len());
            findings.push(
                rules::BAD_VALUE,
                &row[0].at,
                message,
                "a cell with a comma stands in quotes; a gap is an empty cell",
            );
            continue;
        }
        let at = match moment::read(&row[clock].text, local) {
            Ok(at) => at,
            Err(why) => {
                findings.push(rules::BAD_TIME, &row[clock].at, why, moment::FORMS);
                continue;
            }
        };
        if last.is_some_and(|last| at <= last) {
            let message = "this row is not later than the one before it".to_owned();
            findings.push(rules::TIME_ORDER, &row[clock].at, message, "sort the file by time, each time once");
        }
        last = Some(at);
        for (column, raw) in &mut found {
            let value = value(&row[*column], &mut findings);
            raw.samples.push(Sample { at, value });
        }
    }
    if last.is_none() && findings.count == 0 {
        findings.push(rules::EMPTY_FILE, &(0..0), "the file has a head, but no rows".to_owned(), "export it again");
    }
    (findings.count == 0).then(|| found.into_iter().map(|(_, raw)| raw).collect())
}

fn time_column(head: &[Cell], wanted: Option<&str>, findings: &mut Findings<'_>) -> Option<usize> {
    let found = head.iter().position(|cell| match wanted {
        Some(name) => cell.text.trim() == name,
        None => TIMES.contains(&cell.text.trim().to_lowercase().as_str()),
    });
    if found.is_none() {
        let names: Vec<&str> = head.iter().map(|cell| cell.text.trim()).collect();
        let span = Span::new(findings.file, 0..head.last().map_or(0, |cell| cell.at.end));
        let message = match wanted {
            Some(name) => format!("the file has no column `{name}`"),
            None => "the file has no column of times".to_owned(),
        };
        let finding = Diagnostic::error(rules::MISSING_KEY, span, message).label("the heads");
        let finding = match wanted {
            Some(name) => decode::with_nearest(finding, name, &names, "its columns"),
            None => finding.hint("call it `time`, or say which one it is in the chart: `time: created_at`"),
        };
        findings.report.push(finding);
        findings.count += 1;
    }
    found
}

/// Reads a number. What was not measured is a gap: an empty cell, `NaN`, `null`, and what has no place on an axis.
fn value(cell: &Cell, findings: &mut Findings<'_>) -> f64 {
    let text = cell.text.trim();
    if ["", "nan", "null"].contains(&text.to_lowercase().as_str()) {
        return f64::NAN;
    }
    let shape = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let infinite = ["inf", "+inf", "-inf"].contains(&text.to_lowercase().as_str());
    match text.parse::<f64>() {
        Ok(number) if shape || infinite => {
            if number.is_finite() {
                number
            } else {
                f64::NAN
            }
        }
        Ok(_) | Err(_) => {
            let hint = "digits with a point, without a unit: `12`, `0.5`, `1e6`; a gap is an empty cell or `NaN`";
            findings.push(rules::BAD_VALUE, &cell.at, format!("`{text}` is not a number"), hint);
            f64::NAN
        }
    }
}

/// Walks the rows of a table, the head first.
pub(crate) fn rows(text: &str) -> Rows<'_> {
    Rows { text, at: 0, separator: separator(text) }
}

/// Returns what parts the cells: that which stands most often in the head.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |byte: u8| head.bytes().filter(|found| *found == byte).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

/// Walks the rows; a cell in quotes may hold separators, ends of lines, and quotes written twice.
pub(crate) struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl Iterator for Rows<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let bytes = self.text.as_bytes();
        // Lines without anything are no rows.
        while matches!(bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            row.push(self.cell());
            match bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                Some(_) | None => return Some(row),
            }
        }
    }
}

impl Rows<'_> {
    /// Reads one cell and stands at what ends it.
    fn cell(&mut self) -> Cell {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let start = self.at;
        let ends = |byte: u8, separator: u8| byte == separator || byte == b'\n' || byte == b'\r';
        let mut said = String::new();
        if bytes.get(start) == Some(&b'"') {
            self.at += 1;
            while self.at < bytes.len() {
                let quote = text[self.at..].find('"').map_or(bytes.len(), |found| self.at + found);
                said.push_str(&text[self.at..quote]);
                self.at = (quote + 1).min(bytes.len());
                if bytes.get(self.at) != Some(&b'"') {
                    break;
                }
                said.push('"');
                self.at += 1;
            }
        }
        let rest = self.at;
        while self.at < bytes.len() && !ends(bytes[self.at], self.separator) {
            self.at += 1;
        }
        said.push_str(&text[rest..self.at]);
        Cell { at: start..self.at, text: said }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn read_text(text: &str) -> (Vec<(String, Vec<f64>)>, Vec<String>) {
        let mut sources = SourceMap::default();
        let file = sources.add("t.csv", text);
        let mut report = Report::default();
        let local = Local { zone: chrono_tz::Tz::UTC, day: decode::parse_date("2025-01-30").unwrap() };
        let found = read((file, text), (None, local), &mut report).unwrap_or_default();
        let values = |raw: Raw| (raw.names[0].clone(), raw.samples.iter().map(|sample| sample.value).collect());
        let said = report.sorted().into_iter().map(|finding| {
            let place = sources.place(finding.span.unwrap());
            format!("{}:{} {}", place.line, place.column, finding.message)
        });
        (found.into_iter().map(values).collect(), said.collect())
    }

    #[test]
    fn quotes_gaps_and_other_separators_are_read() {
        let (found, said) =
            read_text("time,\"a, \"\"b\"\"\",c\r\n10:00,1,\r\n10:01,NaN,-2.5\r\n\r\n10:02,1e3,null\r\n");
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(found[0].0, "a, \"b\"");
        let shown: Vec<String> = found.iter().flat_map(|(_, values)| values).map(f64::to_string).collect();
        assert_eq!(shown, ["1", "NaN", "1000", "NaN", "-2.5", "NaN"]);
        let (found, _) = read_text("Timestamp;p50\n2025-01-30T10:00:00Z;12\n");
        assert_eq!(found, [("p50".to_owned(), vec![12.0])]);
    }

    #[test]
    fn what_cannot_be_read_is_named_at_its_cell() {
        assert_eq!(read_text("when,a\n10:00,1\n").1, ["1:1 the file has no column of times"]);
        assert_eq!(read_text("time\n10:00\n").1, ["1:1 the file has no column of values"]);
        assert_eq!(read_text("time,a\n").1, ["1:1 the file has a head, but no rows"]);
        let (found, said) = read_text("time,a\n10:00,1\n10:00,2\nnoon,3\n10:02,12 ms\n10:03\n10:04,১২\n");
        assert!(found.is_empty());
        assert_eq!(
            said,
            [
                "3:1 this row is not later than the one before it",
                "4:1 `noon` is not a time",
                "5:7 `12 ms` is not a number",
                "6:1 cells in this row: 1, in the head: 2",
                "7:7 `১২` is not a number"
            ]
        );
        let many: String = (0..50).map(|_| "x,y\n").collect();
        assert_eq!(read_text(&format!("time,a\n{many}")).1.len(), 5);
    }
}
