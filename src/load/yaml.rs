//! YAML text to one [`Node`] tree with the place of every value; what the text says is for the decoders.
//!
//! Scalars keep what the author typed (`15:13`, `1.10`), in NFC. Spans are byte ranges of the source. Anchors, tags
//! and further documents are refused, so that what is read is what stands there.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError};
use unicode_normalization::UnicodeNormalization;

use super::characters;
use super::rules;
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceId, Span};

/// A file has at most so many bytes.
pub const SIZE_LIMIT: usize = 4 * 1024 * 1024;
const DEPTH_LIMIT: usize = 64;
const NODE_LIMIT: usize = 2_000_000;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands; of a quoted scalar with its quotes.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A text, number or word.
    Scalar {
        /// As typed, escapes resolved, NFC. Empty when nothing was written.
        text: String,
        /// Whether it was written without quotes and not as a block.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, keys in file order, each once.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, NFC.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Returns the text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// Says whether nothing was written: `key:` alone, `~` or `null`.
    pub fn is_empty(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar { text, plain } => *plain && ["", "~", "null"].contains(&text.as_str()),
            NodeKind::List(_) | NodeKind::Map(_) => false,
        }
    }

    /// Says whether nothing can be read here: nothing was written, or only space in quotes.
    pub fn is_blank(&self) -> bool {
        self.is_empty() || self.scalar().is_some_and(|text| text.trim().is_empty())
    }

    /// Returns the place of the text itself: without the quotes of a quoted scalar.
    pub fn content_span(&self) -> Span {
        match &self.kind {
            NodeKind::Scalar { plain: false, .. } if self.span.end > self.span.start + 1 => {
                Span { start: self.span.start + 1, end: self.span.end - 1, ..self.span }
            }
            NodeKind::Scalar { .. } | NodeKind::List(_) | NodeKind::Map(_) => self.span,
        }
    }

    /// Names the kind of value in messages.
    pub fn word(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar { .. } if self.is_blank() => "nothing",
            NodeKind::Scalar { .. } => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a map",
        }
    }
}

/// Reads one YAML document. What is wrong goes into the report; `None` when no tree could be made.
pub fn read(file: SourceId, text: &str, report: &mut Report) -> Option<Node> {
    if text.len() > SIZE_LIMIT {
        let message = format!("the file has {} bytes; at most {SIZE_LIMIT} are read", text.len());
        report.push(Diagnostic::error(rules::LIMIT, Span::new(file, 0..0), message));
        return None;
    }
    let tab_lines = find_tabs(file, text, report);
    characters::check(file, text, report);
    let options = granit_parser::options! { emit_comments: false, emit_unresolved_aliases: true };
    let mut builder =
        Builder { file, text, report, open: Vec::new(), root: None, nodes: 0, documents: 0, refused: None };
    for next in Parser::new_from_str_with_options(text, options) {
        let kept = match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                builder.syntax_error(&error, &tab_lines);
                None
            }
        };
        kept?;
    }
    let Some(root) = builder.root else {
        let message = "the file holds nothing but comments";
        let hint = "fill it, or delete it";
        report.push(Diagnostic::error(rules::EMPTY_FILE, Span::new(file, 0..0), message).hint(hint));
        return None;
    };
    Some(root)
}

/// Reports the first tab of each line and returns the starts of those lines.
fn find_tabs(file: SourceId, text: &str, report: &mut Report) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.find('\t') {
            lines.push(start);
            let span = Span::new(file, start + at..start + at + 1);
            let message = "a tab, which YAML counts differently from what people see";
            report.push(Diagnostic::error(rules::TAB, span, message).label("tab").hint("write spaces instead"));
        }
        start += line.len();
    }
    lines
}

/// A list or map whose end has not been seen.
enum Open {
    List { start: usize, items: Vec<Node> },
    Map { start: usize, entries: Vec<Entry>, seen: BTreeMap<String, Span>, key: Option<Key> },
}

/// A key whose value has not been seen; without a name when it was not a word.
struct Key {
    name: Option<String>,
    span: Span,
}

struct Builder<'a> {
    file: SourceId,
    text: &'a str,
    report: &'a mut Report,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
    /// The end of the last place that was refused.
    refused: Option<usize>,
}

impl Builder<'_> {
    /// Takes one event; `None` stops the reading.
    fn event(&mut self, event: Event<'_>, span: granit_parser::Span) -> Option<()> {
        let at = self.span(span);
        if event.anchor_id().is_some_and(|id| id > 0) {
            let hint = "write the value out in full; a text that starts with `&` needs quotes";
            self.refuse(self.before(at, '&'), "an anchor (`&name`)", hint);
        }
        if event.tag().is_some() {
            self.refuse(
                self.before(at, '!'),
                "a tag (`!name`)",
                "leave the tag out; a text that starts with `!` needs quotes",
            );
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the parser's events are not exhaustive; the rest is not data"
        )]
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(at, "a second document (`---`)", "keep one document in a file");
                    // What has been read so far is whole: keep it.
                    return None;
                }
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, at)?,
            Event::SequenceStart(..) => self.start(Open::List { start: at.start as usize, items: Vec::new() }, at)?,
            Event::MappingStart(..) => {
                let map = Open::Map { start: at.start as usize, entries: Vec::new(), seen: BTreeMap::new(), key: None };
                self.start(map, at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at)?,
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let hint = "write the value out in full; a text that starts with `*` needs quotes";
                self.refuse(at, "an alias (`*name`)", hint);
                // It stands for something: that nothing was written would be said of it besides.
                let text = self.text.get(at.start as usize..at.end as usize).unwrap_or("*").to_owned();
                self.place(Node { span: at, kind: NodeKind::Scalar { text, plain: true } })?;
            }
            _ => {}
        }
        Some(())
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        Span::new(self.file, range.start.min(end)..end)
    }

    /// Finds the mark of an anchor or tag, which stands before its value.
    fn before(&self, at: Span, mark: char) -> Span {
        let before = self.text.get(..at.start as usize).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let start = before[line..].rfind(mark).map(|offset| line + offset);
        start.map_or(at, |start| Span::new(self.file, start..before.trim_end().len().max(start + 1)))
    }

    fn refuse(&mut self, span: Span, what: &str, hint: &str) {
        self.refused = Some(span.end as usize);
        let message = format!("{what} is not read here");
        self.report.push(Diagnostic::error(rules::YAML_FEATURE, span, message).hint(hint));
    }

    fn syntax_error(&mut self, error: &ScanError, tab_lines: &[usize]) {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let before = self.text.get(..at).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let here = self.text.get(at..).and_then(|rest| rest.chars().next());
        // What made the parser stumble has been told: a tab, an alias that is none, a control character.
        let is_refused = self.refused.is_some_and(|end| (line..=at).contains(&end));
        let is_control = here.is_some_and(|c| c.is_control() && !c.is_whitespace());
        if tab_lines.contains(&line) || is_refused || is_control {
            return;
        }
        let span = Span::new(self.file, at..at + here.map_or(0, char::len_utf8));
        if error.info().contains("recursion limit") {
            let message = format!("nested more than {DEPTH_LIMIT} deep");
            self.report.push(Diagnostic::error(rules::LIMIT, span, message));
            return;
        }
        let (message, hint) = slips::explain(&error.info(), self.text, before.len());
        let finding = Diagnostic::error(rules::YAML_SYNTAX, span, format!("this is not YAML: {message}"));
        self.report.push(finding.hint(hint));
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: Span) -> Option<()> {
        let written = self.text.get(at.start as usize..at.end as usize).unwrap_or("");
        // A block scalar's span runs to the next value: end it with its last visible character.
        let end = at.start as usize + written.trim_end().len();
        let span = Span::new(self.file, at.start as usize..end);
        let plain = style == ScalarStyle::Plain;
        let text: String = if written.is_empty() { String::new() } else { text.nfc().collect() };
        if style == ScalarStyle::DoubleQuoted && written.contains('\\') {
            characters::check_escaped(span, &text, self.report);
        }
        self.place(Node { span, kind: NodeKind::Scalar { text, plain } })
    }

    fn start(&mut self, open: Open, at: Span) -> Option<()> {
        self.open.push(open);
        (self.open.len() <= DEPTH_LIMIT).then_some(()).or_else(|| {
            let message = format!("nested more than {DEPTH_LIMIT} deep");
            self.report.push(Diagnostic::error(rules::LIMIT, at, message));
            None
        })
    }

    fn end(&mut self, at: Span) -> Option<()> {
        let closing = at.end as usize;
        let node = match self.open.pop()? {
            Open::List { start, items } => {
                let span = self.extent(start, closing);
                Node { span, kind: NodeKind::List(items) }
            }
            Open::Map { start, entries, .. } => {
                let span = self.extent(start, closing);
                Node { span, kind: NodeKind::Map(entries) }
            }
        };
        self.place(node)
    }

    fn extent(&self, start: usize, end: usize) -> Span {
        let written = self.text.get(start..end).unwrap_or("");
        Span::new(self.file, start..start + written.trim_end().len())
    }

    /// Puts a whole value where it belongs: into the list or map that is open, or at the root.
    fn place(&mut self, node: Node) -> Option<()> {
        self.nodes += 1;
        if self.nodes > NODE_LIMIT {
            let message = format!("more than {NODE_LIMIT} values");
            self.report.push(Diagnostic::error(rules::LIMIT, node.span, message));
            return None;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, .. }) => match key.take() {
                None => *key = Some(key_of(node, self.report)),
                Some(Key { name: None, .. }) => {}
                Some(Key { name: Some(name), span }) => {
                    let first = seen.get(&name).copied();
                    seen.entry(name.clone()).or_insert(span);
                    match first {
                        Some(first) => self.report.push(duplicate(&name, span, first)),
                        None => entries.push(Entry { key: name, key_span: span, value: node }),
                    }
                }
            },
        }
        Some(())
    }
}

fn duplicate(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(rules::DUPLICATE_KEY, span, format!("the key `{name}` stands twice in this map"))
        .label("again here")
        .related(first, "first here")
        .hint("keep one of them")
}

fn key_of(node: Node, report: &mut Report) -> Key {
    let span = node.span;
    match node.kind {
        NodeKind::Scalar { text, .. } => Key { name: Some(text), span },
        NodeKind::List(_) | NodeKind::Map(_) => {
            let finding = Diagnostic::error(rules::YAML_FEATURE, span, "a list or map cannot be a key here");
            report.push(finding.hint("text in braces or brackets needs quotes"));
            Key { name: None, span }
        }
    }
}

mod slips;
#[cfg(test)]
mod tests;
