//! Characters that nobody sees: they hide text from readers or turn it round, so they are refused where they stand.

use super::rules;
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceId, Span};

/// Findings per file beyond which only their number is told.
const MOST: usize = 20;

/// Reports invisible and direction-changing characters of a file.
pub fn check(file: SourceId, text: &str, report: &mut Report) {
    let mut found = 0;
    for (at, c) in text.char_indices().filter(|(at, c)| is_refused(text, *at, *c)) {
        found += 1;
        if found <= MOST {
            report.push(finding(Span::new(file, at..at + c.len_utf8()), c));
        }
    }
    if found > MOST {
        let message = format!("{} further invisible characters in this file", found - MOST);
        report.push(Diagnostic::error(rules::INVISIBLE, Span::new(file, 0..0), message));
    }
}

/// Reports such characters that a scalar spells with escapes.
pub fn check_escaped(span: Span, text: &str, report: &mut Report) {
    if let Some((_, c)) = text.char_indices().find(|(at, c)| *c != '\t' && is_refused(text, *at, *c)) {
        report.push(finding(span, c));
    }
}

/// Returns the first character of a text that no file may hold.
pub fn first_refused(text: &str) -> Option<char> {
    text.char_indices().find(|(at, c)| is_refused(text, *at, *c)).map(|(_, c)| c)
}

fn finding(span: Span, c: char) -> Diagnostic {
    let code = u32::from(c);
    let message = format!("the invisible character U+{code:04X} ({})", name(c));
    let hint = if is_joiner(c) {
        "ZWJ and ZWNJ belong only beside Bengali letters; delete it"
    } else {
        "delete it; if it came with pasted text, type the word anew"
    };
    Diagnostic::error(rules::INVISIBLE, span, message).label("here").hint(hint)
}

fn name(c: char) -> &'static str {
    match c {
        '\u{200b}' => "zero width space",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{feff}' => "byte order mark",
        '\u{00ad}' => "soft hyphen",
        '\u{2028}' | '\u{2029}' => "line or paragraph separator",
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "changes the direction of text"
        }
        c if c.is_control() => "control character",
        _ => "invisible",
    }
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

const fn is_bengali(c: char) -> bool {
    matches!(c, '\u{0980}'..='\u{09ff}')
}

fn is_refused(text: &str, at: usize, c: char) -> bool {
    if is_joiner(c) {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        return !before.into_iter().chain(after).any(is_bengali);
    }
    if c == '\r' {
        return !text[at + 1..].starts_with('\n');
    }
    let invisible = matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    invisible || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn count(text: &str) -> usize {
        let mut sources = SourceMap::default();
        let file = sources.add("t", text);
        let mut report = Report::default();
        check(file, text, &mut report);
        report.sorted().len()
    }

    #[test]
    fn joiners_belong_beside_bengali_letters() {
        assert_eq!(count("র\u{200d}্যাম উদ্\u{200c}যাপন"), 0);
        assert_eq!(count("pass\u{200c}word"), 1);
    }

    #[test]
    fn what_hides_or_turns_text_is_refused() {
        assert_eq!(count("a\u{202e}b\u{200b}c\u{feff}d\u{0}e\u{ad}"), 5);
        assert_eq!(count("এক\r\nদুই\ttab\n"), 0);
        assert_eq!(count("a\rb"), 1);
        assert_eq!(count(&"\u{200b}".repeat(1000)), MOST + 1);
    }
}
