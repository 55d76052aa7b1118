//! Texts as sentences of words, with the place of each in its file. Code, addresses and what stands in quotes is set apart:
//! nobody means it as his own words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::base::source::{SourceMap, Span};
use crate::model::Prose;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters, small.
    pub(super) text: String,
    /// Where it stands in the Markdown, in bytes.
    pub(super) range: Range<usize>,
    /// Whether it stands in quotes.
    pub(super) quoted: bool,
    /// Whether a comma or another sign parts it from the word before.
    pub(super) parted: bool,
}

/// The words between two full stops.
pub(super) type Sentence = Vec<Word>;

/// Cuts Markdown into sentences.
pub(super) fn sentences(markdown: &str) -> Vec<Sentence> {
    let mut reader = Reader { text: markdown, at: 0, found: Vec::new(), now: Vec::new(), quoted: false, parted: false };
    while reader.step() {}
    reader.end();
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Sentence>,
    now: Sentence,
    quoted: bool,
    parted: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Takes a word or a sign; says `false` at the end.
    fn step(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else { return false };
        if is_letter(c) {
            self.word();
            return true;
        }
        let next = self.rest()[c.len_utf8()..].chars().next();
        match c {
            '`' => return self.code(),
            ']' if next == Some('(') => {
                let end = self.rest().find(')').unwrap_or(self.rest().len());
                self.at += end;
                return true;
            }
            '“' | '„' | '«' => self.quoted = true,
            '”' | '»' => self.quoted = false,
            '"' => self.quoted = !self.quoted,
            '।' | '॥' | '!' | '?' => self.end(),
            '.' if next.is_none_or(|next| next.is_whitespace() || "\"”»)".contains(next)) => self.end(),
            '\n' if next == Some('\n') => {
                self.quoted = false;
                self.end();
            }
            '*' | '_' | '\'' | '’' => {}
            c if c.is_whitespace() => {}
            _ => self.parted = true,
        }
        self.at += c.len_utf8();
        true
    }

    /// Skips code, however many backticks it stands in.
    fn code(&mut self) -> bool {
        let ticks = self.rest().len() - self.rest().trim_start_matches('`').len();
        let fence = "`".repeat(ticks);
        let after = self.at + ticks;
        self.at = self.text[after..].find(&fence).map_or(after, |end| after + end + ticks);
        self.parted = true;
        true
    }

    fn word(&mut self) {
        let rest = self.rest();
        if rest.starts_with("http://") || rest.starts_with("https://") {
            self.at += rest.find(|c: char| c.is_whitespace() || c == ')' || c == '>').unwrap_or(rest.len());
            return;
        }
        let mut end = 0;
        let mut before = ' ';
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let joins = match c {
                '\'' | '’' | '-' => next.is_some_and(is_letter),
                '.' | ',' | ':' => before.is_numeric() && next.is_some_and(char::is_numeric),
                '\u{200c}' | '\u{200d}' => true,
                _ => is_letter(c),
            };
            if !joins {
                break;
            }
            end = at + c.len_utf8();
            before = c;
        }
        let mut text = rest[..end].to_lowercase();
        if text.contains('’') {
            text = text.replace('’', "'");
        }
        let range = self.at..self.at + end;
        self.now.push(Word { text, range, quoted: self.quoted, parted: self.parted });
        self.parted = false;
        self.at += end;
    }

    fn end(&mut self) {
        self.parted = false;
        if !self.now.is_empty() {
            self.found.push(std::mem::take(&mut self.now));
        }
    }
}

/// Says whether a character is part of a word. The letters, signs and digits of Bangla are known without a look into the tables
/// of Unicode, which took a fifth of a check.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{993}'..='\u{9a8}' | '\u{9aa}'..='\u{9b0}' | '\u{9b6}'..='\u{9b9}' | '\u{9be}'..='\u{9c4}' | '\u{9cb}'..='\u{9cd}')
        || c.is_alphanumeric()
        || is_combining_mark(c)
}

/// Finds the place in the file of a stretch of a text. Where the file spells it otherwise (escapes, folded lines), the whole
/// text is the place.
pub(super) fn place(sources: &SourceMap, prose: &Prose, range: Range<usize>) -> Span {
    let (Some(stretch), Some(before)) = (prose.markdown.get(range.clone()), prose.markdown.get(..range.start)) else {
        return prose.span;
    };
    let (nth, written) = (before.matches(stretch).count(), sources.slice(prose.span));
    let find = |stretch: &str| {
        let (at, found) = written.match_indices(stretch).nth(nth).filter(|_| !stretch.is_empty())?;
        let start = prose.span.start as usize + at;
        Some(Span::new(prose.span.file, start..start + found.len()))
    };
    find(stretch).or_else(|| find(&as_typed(stretch))).unwrap_or(prose.span)
}

/// Keyboards type য় as one character; the normal form, in which texts are read, has two.
fn as_typed(text: &str) -> String {
    [("য\u{9bc}", "\u{9df}"), ("ড\u{9bc}", "\u{9dc}"), ("ঢ\u{9bc}", "\u{9dd}")]
        .into_iter()
        .fold(text.to_owned(), |text, (normal, typed)| text.replace(normal, typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let line = |sentence: &Sentence| {
            let words: Vec<String> = sentence
                .iter()
                .map(|word| {
                    let mark = if word.parted { "|" } else { "" };
                    if word.quoted { format!("{mark}“{}”", word.text) } else { format!("{mark}{}", word.text) }
                })
                .collect();
            words.join(" ")
        };
        sentences(text).iter().map(line).collect()
    }

    #[test]
    fn what_is_known_without_tables_is_what_they_say() {
        for c in '\u{980}'..='\u{9ff}' {
            assert_eq!(is_letter(c), c.is_alphanumeric() || is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn sentences_are_cut_into_words() {
        assert_eq!(
            told("The on-call engineer’s log says “all is well”. At 15:13, 1,500 calls `rm -rf x` failed!"),
            ["the on-call engineer's log says “all” “is” “well”", "at 15:13 |1,500 calls |failed"]
        );
        assert_eq!(
            told("কী হলো? ৩.৫% কল ব্যর্থ। র\u{200d}্যাম ভরে যায়"),
            ["কী হলো", "৩.৫ |কল ব্যর্থ", "র\u{200d}্যাম ভরে যায\u{9bc}"]
        );
        assert_eq!(
            told("see [the post](https://example.org/a.b) or https://example.org/c.d x"),
            ["see |the post |or x"]
        );
        assert_eq!(told("``` a `` b"), ["|a |b"], "code without an end is none");
        assert_eq!(told("`` a ` b `` c"), ["|c"]);
    }
}
