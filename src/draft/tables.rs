//! Tables and JSON lines: rows with names for their fields.

use serde_json::{Map, Value};

use super::error::ImportError;
use super::records::{self, NEEDED, Record, TEXTS, TIMES};
use super::{Import, Setting};
use crate::load::csv;

/// Says whether a text is a table that can be read: its head names a time and a text.
pub(super) fn is_csv(text: &str) -> bool {
    csv::rows(text).next().is_some_and(|head| missing(&head).is_none())
}

/// Says what a head lacks.
fn missing(head: &[csv::Cell]) -> Option<&'static str> {
    let has = |names: &[&str]| head.iter().any(|cell| names.iter().any(|name| records::is(&cell.text, name)));
    match (has(&TIMES), has(&TEXTS)) {
        (false, _) => Some("no column of times"),
        (true, false) => Some("no column of texts"),
        (true, true) => None,
    }
}

/// Reads a table.
pub(super) fn csv(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let mut rows = csv::rows(text);
    let head = rows.next().unwrap_or_default();
    if let Some(lack) = missing(&head) {
        let names: Vec<&str> = head.iter().map(|cell| cell.text.trim()).collect();
        let hint = format!("a table needs {NEEDED}; its head is: {}", names.join(", "));
        return Err(ImportError::line(setting.name, 1, format!("the table has {lack}"), hint));
    }
    let mut records = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for row in rows {
        let start = row.first().map_or(counted, |cell| cell.at.start);
        line += text.get(counted..start).unwrap_or_default().matches('\n').count();
        counted = start;
        if row.len() != head.len() {
            let message = format!("this row has {} cells, the head has {}", row.len(), head.len());
            return Err(ImportError::line(
                setting.name,
                line,
                message,
                "a cell with a comma or a line end stands in quotes",
            ));
        }
        let fields = head.iter().zip(row).map(|(name, cell)| (name.text.clone(), cell.text)).collect();
        records.push(Record { line, place: line.to_string(), fields });
    }
    some(&records, setting)?;
    records::import(&records, setting)
}

/// Reads JSON objects, one in a line or all in a list.
pub(super) fn jsonl(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let mut records = Vec::new();
    if text.trim_start().starts_with('[') {
        let all: Vec<Map<String, Value>> =
            serde_json::from_str(text).map_err(|error| ImportError::json(setting.name, 1, &error))?;
        records.extend(all.into_iter().zip(1..).map(|(one, number)| record(one, 1, format!("row {number}"))));
    } else if let Ok(one) = serde_json::from_str::<Map<String, Value>>(text) {
        records.push(record(one, 1, "1".to_owned()));
    } else {
        for (line, at) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            let one = serde_json::from_str(line).map_err(|error| ImportError::json(setting.name, at, &error))?;
            records.push(record(one, at, at.to_string()));
        }
    }
    some(&records, setting)?;
    records::import(&records, setting)
}

fn record(object: Map<String, Value>, line: usize, place: String) -> Record {
    let field = |(name, value): (String, Value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Number(number) => Some((name, number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    Record { line, place, fields: object.into_iter().filter_map(field).collect() }
}

fn some(records: &[Record], setting: Setting<'_>) -> Result<(), ImportError> {
    if records.is_empty() {
        return Err(ImportError::whole(setting.name, "has no rows", "export it again"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Tz;

    use super::*;
    use crate::draft::Window;

    fn told(read: fn(&str, Setting<'_>) -> Result<Import, ImportError>, text: &str) -> String {
        let (zone, day) = (Tz::Asia__Dhaka, NaiveDate::from_ymd_opt(2025, 3, 2).unwrap());
        let setting = Setting { name: "log", zone, day, window: Window::of(day, zone), order: None, only: None };
        let import = match read(text, setting) {
            Ok(import) => import,
            Err(error) => return format!("{error}\n{}", error.hint()),
        };
        let mut lines: Vec<String> = Vec::new();
        for event in &import.events {
            let (who, source) = (event.who.as_deref().unwrap_or("-"), event.source.as_deref().unwrap_or("-"));
            let mark = event.mark.map_or("-", |mark| mark.word());
            let at = event.at.with_timezone(&zone).format("%d %H:%M:%S");
            lines.push(format!("{} | {at} | {who} | {source} | {mark} | {:?}", event.place, event.text));
        }
        lines.extend(import.left_out.iter().map(|(noise, count)| format!("{count} {}", noise.words())));
        lines.extend(import.notes);
        lines.join("\n")
    }

    #[test]
    fn a_table_is_read_by_its_head() {
        insta::assert_snapshot!(told(csv, "At,Message,User,Source,mark\r\n14:02,\"Payments, all of them,\nfail\",Rahim,alertmanager,impact\r\n\r\n2025-03-02 15:05:10,সব স্বাভাবিক,,,\r\n1740902520,,x,,\r\n2025-03-02T09:00:00Z,z,,,change me\r\n"), @r#"
        2 | 02 14:02:00 | Rahim | alertmanager | impact | Said([Text("Payments, all of them,\nfail")])
        5 | 02 15:05:10 | - | - | - | Said([Text("সব স\u{9cd}ব\u{9be}ভ\u{9be}বিক")])
        7 | 02 15:00:00 | - | - | - | Said([Text("z")])
        1 without a text
        "#);
        insta::assert_snapshot!(told(csv, "date;time;en;bn\n13/03/2025;2:05 PM;Down;অচল\n০২/০৩/২০২৫;১৪:০৬;Up;সচল\n"), @r#"
        2 | 13 14:05:00 | - | - | - | Both("Down", "অচল")
        3 | 02 14:06:00 | - | - | - | Both("Up", "সচল")
        dates are day first, as line 2 shows
        "#);
    }

    #[test]
    fn lines_of_json_are_read_by_their_keys() {
        insta::assert_snapshot!(told(jsonl, "{\"timestamp\":1740902520,\"msg\":\"a\",\"host\":\"api-1\"}\n\n{\"timestamp\":\"2025-03-02T14:05:00+06:00\",\"text\":\"b\",\"deep\":{}}\n"), @r#"
        1 | 02 14:02:00 | - | api-1 | - | Said([Text("a")])
        3 | 02 14:05:00 | - | - | - | Said([Text("b")])
        "#);
        insta::assert_snapshot!(told(jsonl, "[{\"at\":\"14:05\",\"text\":\"b\"}]"), @r#"row 1 | 02 14:05:00 | - | - | - | Said([Text("b")])"#);
    }

    #[test]
    fn what_is_quoted_cannot_move_the_cursor() {
        let told = told(csv, "time,text\n14:02,a\n\u{1b}[2J\u{202e}x,b\n");
        assert!(told.starts_with("log:3:1: `[2Jx` is not a time"), "{told:?}");
    }

    #[test]
    fn what_cannot_be_read_is_named_at_its_line() {
        insta::assert_snapshot!(told(csv, "when,reason\n14:02,x\n"), @r"
        log:1:1: the table has no column of texts
        a table needs a time (`at`, `time`, `timestamp`, …) and a text (`text`, `message`, …); its head is: when, reason
        ");
        insta::assert_snapshot!(told(csv, "time,text\n14:02,a\nnoon,b\n"), @"log:3:1: `noon` is not a time
forms: `2024-12-11T15:13:20-08:00`, `2024-12-11T23:13:20Z`, seconds or milliseconds since 1970, and in the incident's zone `2024-12-11 15:13:20`, `15:13:20`");
        insta::assert_snapshot!(told(csv, "time,text\n14:02,a,b\n"), @r"
        log:2:1: this row has 3 cells, the head has 2
        a cell with a comma or a line end stands in quotes
        ");
        insta::assert_snapshot!(told(csv, "time,text\n"), @r"
        `log` has no rows
        export it again
        ");
        insta::assert_snapshot!(told(jsonl, "{\"at\":\"14:05\",\"text\":\"b\"}\n{\"at\":\n"), @r"
        log:2:6: this is not the JSON that is expected: EOF while parsing a value
        export the file again: it is cut off, or was changed by hand
        ");
        insta::assert_snapshot!(told(jsonl, "{\"text\":\"b\"}\n{\"text\":\"c\"}\n"), @r"
        log:1:1: this row has no time
        a row needs a time (`at`, `time`, `timestamp`, …) and a text (`text`, `message`, …)
        ");
        insta::assert_snapshot!(told(csv, "time,text\n04/05/2025 14:02,a\n"), @r"
        log:2:1: every date of this file can be read day first and month first
        say which it is: `--dates dmy` or `--dates mdy`
        ");
    }
}
