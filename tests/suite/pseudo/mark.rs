//! Rewrites texts into letters that no shipped text has, so that what is left in plain letters came from elsewhere.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use granit_parser::{Event, Parser};

/// Keys of the files of a knowledge base whose values are words for readers.
const SPOKEN: [&str; 4] = ["en", "bn", "services", "owner"];

/// Tells whether a letter is a marked one.
pub(super) fn is_marked(c: char) -> bool {
    ('\u{ff21}'..='\u{ff5a}').contains(&c)
}

/// Tells whether a character belongs to a word: a letter, or a sign that Bangla writes at letters.
pub(super) fn is_letter(c: char) -> bool {
    let bangla = ('\u{980}'..='\u{9ff}').contains(&c) || matches!(c, '\u{200c}' | '\u{200d}');
    c.is_alphabetic() || (bangla && !c.is_numeric())
}

/// Returns the marked form of a letter; what is no letter stays.
fn letter(c: char) -> char {
    let full_width = |ascii: char| char::from_u32(u32::from(ascii) + 0xfee0).unwrap_or(c);
    match c {
        'a'..='z' | 'A'..='Z' => full_width(c),
        c if is_letter(c) && !is_marked(c) => full_width(char::from(b'a' + (u32::from(c) % 26) as u8)),
        c => c,
    }
}

/// Marks Markdown: its letters, but for code, addresses and the headings that name where a text belongs.
pub(super) fn markdown(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let starts_line = marked.is_empty() || marked.ends_with('\n');
        let kept = match c {
            '`' => rest[1..].find('`').map(|end| end + 2),
            '\\' => rest.chars().nth(1).map(|next| 1 + next.len_utf8()),
            ']' if rest.starts_with("](") => rest.find(')'),
            '#' if starts_line => rest.find('\n'),
            'h' if rest.starts_with("http") => rest.find(|c: char| c.is_whitespace() || ")>'\",".contains(c)),
            _ => None,
        };
        let kept = kept.unwrap_or(0);
        marked.push_str(&rest[..kept]);
        rest = &rest[kept..];
        if kept == 0 {
            marked.push(letter(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    marked
}

/// Marks a file of messages: their words, not what they are called nor their variables.
pub(super) fn messages(source: String) -> String {
    let mut resource = fluent_syntax::parser::parse(source).expect("shipped messages are well-formed");
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            message.value.iter_mut().for_each(pattern);
        }
    }
    fluent_syntax::serializer::serialize(&resource)
}

fn pattern(pattern_of: &mut Pattern<String>) {
    for element in &mut pattern_of.elements {
        match element {
            PatternElement::TextElement { value } => *value = value.chars().map(letter).collect(),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    pattern(&mut variant.value);
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => {}
        }
    }
}

/// A list or map of a file that is open: whether it holds words for readers, and of a map the key that waits.
struct Open {
    map: bool,
    spoken: bool,
    key: Option<String>,
}

/// What a YAML file says: words for readers, by where they stand, and all else: keys and other values.
struct Said {
    spoken: Vec<std::ops::Range<usize>>,
    ids: Vec<String>,
}

fn said(source: &str) -> Said {
    let mut found = Said { spoken: Vec::new(), ids: Vec::new() };
    let mut open: Vec<Open> = Vec::new();
    for next in Parser::new_from_str(source) {
        let (event, span) = next.expect("shipped files are YAML");
        let spoken = open
            .last()
            .is_some_and(|top| top.spoken || top.key.as_ref().is_some_and(|key| SPOKEN.contains(&key.as_str())));
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the parser's events are not exhaustive; the rest is not data"
        )]
        match event {
            Event::Scalar(text, ..) => {
                let waits = open.last_mut().filter(|top| top.map && top.key.is_none());
                if let Some(top) = waits {
                    found.ids.push(text.to_string());
                    top.key = Some(text.into_owned());
                    continue;
                }
                match span.byte_range() {
                    Some(range) if spoken => found.spoken.push(range),
                    _ => found.ids.push(text.into_owned()),
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let map = matches!(event, Event::MappingStart(..));
                open.push(Open { map, spoken, key: None });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            _ => continue,
        }
        if let Some(top) = open.last_mut() {
            top.key = None;
        }
    }
    found
}

/// Marks the words for readers of a YAML file.
pub(super) fn yaml(source: &str) -> String {
    let mut marked = String::new();
    let mut done = 0;
    for range in said(source).spoken {
        marked.push_str(&source[done..range.start]);
        marked.push_str(&markdown(&source[range.clone()]));
        done = range.end;
    }
    marked + &source[done..]
}

/// Returns the names of a YAML file: ids and other values that are not words for readers, and code among the words. A key
/// that is a word like any other, such as `impact`, is no name: a program could well say it.
pub(super) fn names(source: &str) -> Vec<String> {
    let said = said(source);
    let code = said.spoken.into_iter().flat_map(|range| source[range].split('`').skip(1).step_by(2));
    let parts = code.flat_map(|code| code.split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))));
    let ids = said.ids.into_iter().filter(|id| id.contains(|c| !is_letter(c)));
    ids.chain(parts.map(str::to_owned)).collect()
}
