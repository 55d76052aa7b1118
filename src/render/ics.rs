//! Calendars as RFC 5545: lines end in CR LF and are folded at 75 octets, never inside a character.

use std::fmt::Write as _;

use crate::view::catalog::calendar::{Calendar, Entry};

/// The octets that a line may have, its end not counted.
const LINE: usize = 75;

/// Writes a calendar.
pub fn text(calendar: &Calendar) -> String {
    let mut out = String::new();
    let stamp = format!("{}T000000Z", calendar.as_of.format("%Y%m%d"));
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, &format!("PRODID:-//nidan//{}//{}", env!("CARGO_PKG_VERSION"), calendar.lang.to_uppercase()));
    line(&mut out, &format!("NAME;LANGUAGE={}:{}", calendar.lang, escaped(&calendar.name)));
    for entry in &calendar.entries {
        event(&mut out, entry, (calendar.lang, &stamp));
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// Writes an entry as an event of its whole day that keeps nobody from other things.
fn event(out: &mut String, entry: &Entry, (lang, stamp): (&str, &str)) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&entry.uid)));
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("DTSTART;VALUE=DATE:{}", entry.due.format("%Y%m%d")));
    line(out, &format!("SUMMARY;LANGUAGE={lang}:{}", escaped(&entry.summary)));
    line(out, &format!("DESCRIPTION;LANGUAGE={lang}:{}", escaped(&entry.description)));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// Escapes what ends a value or a part of one.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            // No other control character may stand in a value.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded: what goes on begins with a space, which counts.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        // Writing to a string cannot fail.
        let _ = write!(out, "{c}");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_octets_and_between_characters() {
        let mut out = String::new();
        let text = format!("SUMMARY:{}", "ক".repeat(60));
        line(&mut out, &text);
        let lines: Vec<&str> = out.split("\r\n").collect();
        assert!(lines.len() > 2 && lines.iter().all(|line| line.len() <= LINE), "{lines:?}");
        assert!(lines[1..lines.len() - 1].iter().all(|line| line.starts_with(' ')), "{lines:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), text);
        // As full as they can be: another character would have been too much.
        assert!(lines[..lines.len() - 2].iter().all(|line| line.len() + 3 > LINE), "{lines:?}");
    }

    #[test]
    fn a_value_cannot_end_its_line() {
        assert_eq!(escaped("a; b, c\\d\nBEGIN:VEVENT\r"), "a\\; b\\, c\\\\d\\nBEGIN:VEVENT");
    }
}
