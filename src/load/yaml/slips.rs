//! What a slip in YAML is called. The parser says what it expected; people need to hear what to mend in the line that they
//! wrote.

/// Says what is wrong where the parser stopped, and what to do. `info` are the parser's own words.
pub(super) fn explain(info: &str, text: &str, at: usize) -> (String, String) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or("").trim();
    let before = text[start..at].trim_start();
    let here = text[at..].chars().next().unwrap_or('"');
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
        return told(
            "marks of a merge stand in the file",
            "keep one of the versions, and delete the lines with the marks",
        );
    }
    if info.starts_with("unexpected character") {
        let message = format!("a text without quotes cannot start with `{here}`");
        return told(&message, "put the whole text in quotes");
    }
    if info.starts_with("unclosed quote") {
        return told(&format!("this `{here}` is never closed"), &format!("add `{here}` where the text ends"));
    }
    if info.starts_with("unclosed bracket") {
        let closing = if here == '[' { ']' } else { '}' };
        let hint = format!("add `{closing}` where it ends; where the file breaks off, look for a whole copy of it");
        return told(&format!("this `{here}` is never closed"), &hint);
    }
    let sign = if info.contains("single-quoted") { '\'' } else { '"' };
    if info.contains("trailing content after")
        && let Some(line) = opened_above(text, (start, at), sign)
    {
        let hint = format!("add `{sign}` where the text of line {line} ends");
        return told(&format!("a quote that line {line} opens is not closed there"), &hint);
    }
    if info.contains("trailing content after single-quoted") {
        let hint = "write an apostrophe inside single quotes twice (`''`), or put the text in double quotes";
        return told("the quotes end before the text does", hint);
    }
    if info.contains("trailing content after double-quoted") {
        return told("the quotes end before the text does", "put the whole text in single quotes: `'…'`");
    }
    let slip = match info {
        info if info.starts_with("mapping values") => Some(colon(before)),
        info if info.starts_with("while parsing a flow mapping") => in_braces(before, here),
        info if info.starts_with("simple key expect") => Some(no_key(line)),
        info if info.contains("did not find expected") => unexpected(line, before),
        _ => None,
    };
    slip.unwrap_or_else(|| {
        told(info, "text that holds `: ` or ` #`, or starts with a sign, needs quotes; indentation must line up")
    })
}

/// Returns the line that opened the quotes which end here, when it is one above: the quote that should begin the next text has
/// closed the one before.
fn opened_above(text: &str, (start, at): (usize, usize), sign: char) -> Option<usize> {
    let is_odd = |line: &str| line.matches(sign).count() % 2 == 1;
    let above = || text[..start].lines().enumerate().filter(|(_, line)| is_odd(line)).last();
    is_odd(&text[start..at]).then(above).flatten().map(|(line, _)| line + 1)
}

fn told(message: &str, hint: &str) -> (String, String) {
    (message.to_owned(), hint.to_owned())
}

fn indented() -> (String, String) {
    told("this line starts in another column than the lines around it", "keys of one entry start in the same column")
}

/// A `:` where no key can end: inside a text, or in a line that the one before it goes on in.
fn colon(before: &str) -> (String, String) {
    let Some((key, _)) = before.trim_start_matches("- ").split_once(": ") else { return indented() };
    let key = Some(key).filter(|key| !key.contains(['{', '[', '"', '\'', ' ']));
    let hint = key.map_or_else(
        || "put the whole text in quotes".to_owned(),
        |key| format!("put the whole text in quotes: `{key}: '…'`"),
    );
    ("a text without quotes cannot hold `: `".to_owned(), hint)
}

/// A `:` in a text inside braces, or two entries without a comma between them.
fn in_braces(before: &str, here: char) -> Option<(String, String)> {
    let is_colon = here == ':' || before.trim_end().ends_with(':');
    let hint = "put the whole text in quotes: `{en: '…', bn: '…'}`";
    is_colon.then(|| ("a text without quotes cannot hold `: `".to_owned(), hint.to_owned()))
}

/// A line that should start with a key and does not.
fn no_key(line: &str) -> (String, String) {
    for mark in [":", " = ", "="] {
        let Some((key, value)) = line.split_once(mark) else { continue };
        let is_word = !key.is_empty() && !key.contains(char::is_whitespace);
        if is_word && !value.is_empty() && !value.starts_with("//") {
            let message = if mark == ":" { "no space follows the colon" } else { "a colon ends a key" };
            return (message.to_owned(), format!("write `{key}: {}`", value.trim()));
        }
    }
    let hint = "a line starts with `key: ` or `- `; a text over several lines is indented deeper than its key";
    told("this line starts with no key", hint)
}

/// Something after a value that was whole, or a line that belongs to nothing.
fn unexpected(line: &str, before: &str) -> Option<(String, String)> {
    if before.is_empty() {
        let dashed = line.strip_prefix('-').filter(|rest| !rest.starts_with(['-', ' ']) && !rest.is_empty());
        return Some(match dashed {
            Some(rest) => ("no space follows the `-`".to_owned(), format!("write `- {rest}`")),
            None => indented(),
        });
    }
    let value = before.trim_start_matches("- ").split_once(": ").map_or(before, |(_, value)| value.trim_start());
    let opened = value.chars().next().filter(|sign| ['[', '{'].contains(sign))?;
    let what = if opened == '[' { "a list" } else { "a map" };
    Some((format!("`{opened}` at the start of a text opens {what}"), "put the whole text in quotes".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::base::diag::Report;
    use crate::base::source::SourceMap;

    /// Returns `line:column message / hint` of what is said of a text.
    fn said(text: &str) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("t", text);
        let mut report = Report::default();
        let _ = read(file, text, &mut report);
        let findings = report.sorted();
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        let place = sources.place(findings[0].span.expect("a place"));
        let message = findings[0].message.trim_start_matches("this is not YAML: ");
        format!("{}:{} {message} / {}", place.line, place.column, findings[0].hints.join(" / "))
    }

    #[test]
    fn colons_in_texts_are_told_from_lines_out_of_line() {
        assert_eq!(
            said("bn: কারণ: পুল\n"),
            "1:8 a text without quotes cannot hold `: ` / put the whole text in quotes: `bn: '…'`"
        );
        assert!(said("t: {bn: কারণ: পুল, en: a}\n").contains("a text without quotes cannot hold `: `"));
        assert!(said("s:\n  en: a b\n   bn: ক\n").contains("another column"));
        assert!(said("s:\n    en: a\n  bn: ক\n").contains("another column"));
    }

    #[test]
    fn what_is_left_out_is_written_out() {
        assert_eq!(said("a: 1\nseverity:sev2\nb: 1\n"), "2:1 no space follows the colon / write `severity: sev2`");
        assert_eq!(said("a: 1\nseverity = sev2\nb: 1\n"), "2:1 a colon ends a key / write `severity: sev2`");
        assert_eq!(said("t:\n  - at: 1\n  -at: 2\n"), "3:3 no space follows the `-` / write `- at: 2`");
        assert!(said("a: |\ntext\nb: 1\n").starts_with("2:1 this line starts with no key"));
    }

    #[test]
    fn quotes_and_brackets_are_named_by_what_they_did() {
        assert!(said("en: @oncall\n").starts_with("1:5 a text without quotes cannot start with `@`"));
        assert!(said("en: [x] y\nbn: ক\n").contains("`[` at the start of a text opens a list"));
        assert!(said("en: 'the shop's page'\n").contains("twice (`''`)"));
        assert!(said("en: \"a\" b\n").contains("single quotes: `'…'`"));
        assert!(said("a: 1\nen: \"ticket\nbn: \"টিকিট\"\n").contains("line 2 opens is not closed there / add `\"`"));
        assert!(said("en: \"ক\n").starts_with("1:5 this `\"` is never closed"));
        assert!(said("x: {a: 1\n").starts_with("1:4 this `{` is never closed / add `}`"));
        assert!(said("a: 1\n<<<<<<< HEAD\nb: 1\n").contains("marks of a merge"));
    }

    #[test]
    fn one_slip_is_told_once() {
        assert!(said("en: *All* of it\n").contains("needs quotes"));
        assert!(said("en: a\0b\n").contains("U+0000"));
        assert!(said("# later\n").contains("nothing but comments"));
    }
}
