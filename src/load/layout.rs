//! One layout for every YAML file: two spaces a level, no space at the end of a line, at most one blank line, line feeds.
//!
//! Lines are moved, not written anew: comments, styles, quotes, the order of keys and all that stands behind the first
//! word of a line stay as they are. What comes out is read again, and given back only if it says the same.

use super::yaml::{self, Node, NodeKind};
use crate::base::diag::Report;
use crate::base::source::SourceMap;

/// What a level is indented by.
const STEP: usize = 2;

/// Where a value's lines stand from, and where they go.
#[derive(Clone, Copy)]
struct Indent {
    from: usize,
    to: usize,
}

/// A list or map in block style.
struct Level {
    is_list: bool,
    indent: Indent,
    first: usize,
    last: usize,
}

/// What a line is, where that does not follow from its first word.
#[derive(Clone, Copy)]
enum Place {
    /// A value on a line of its own.
    Own(usize),
    /// A further line of a list or map in flow style.
    Flow(Indent, usize),
    /// A further line of text in which indentation says nothing.
    Folded(usize),
    /// A line of a block of text, whose indentation beyond the first line's belongs to the text.
    Block(Indent),
}

struct Plan<'a> {
    text: &'a str,
    lines: Vec<&'a str>,
    starts: Vec<usize>,
    places: Vec<Option<Place>>,
    levels: Vec<Level>,
}

/// Returns a file's text in the one layout; `None` where it cannot be read, which findings elsewhere say, or is laid out in a
/// way that is left alone.
pub fn lay_out(text: &str) -> Option<String> {
    let before = tree(text)?;
    let text = text.replace("\r\n", "\n");
    let root = tree(&text)?;
    let laid = Plan::new(&text, &root).write()?;
    let after = tree(&laid)?;
    (same(&before, &after)).then_some(laid)
}

/// Reads a text in which nothing is wrong.
pub(super) fn tree(text: &str) -> Option<Node> {
    let mut report = Report::default();
    let file = SourceMap::default().add("", "");
    let node = yaml::read(file, text, &mut report)?;
    (!report.has_errors()).then_some(node)
}

/// Says whether two trees hold the same, wherever it stands.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Scalar { text, plain }, NodeKind::Scalar { text: other, plain: is_plain }) => {
            text == other && plain == is_plain
        }
        (NodeKind::List(items), NodeKind::List(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(one, other)| same(one, other))
        }
        (NodeKind::Map(entries), NodeKind::Map(others)) => {
            entries.len() == others.len()
                && entries.iter().zip(others).all(|(one, other)| one.key == other.key && same(&one.value, &other.value))
        }
        (NodeKind::Scalar { .. } | NodeKind::List(_) | NodeKind::Map(_), _) => false,
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte == b' ')
}

/// Returns what a line says of the block of text below it: `|`, `>-`, `|2`.
fn style(line: &str) -> Option<&str> {
    let words = line.find(" #").map_or(line, |comment| &line[..comment]);
    let last = words.trim_end_matches(' ').rsplit(' ').next()?;
    let rest = last.strip_prefix(['|', '>'])?;
    rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-')).then_some(last)
}

fn is_item(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    words == "-" || words.starts_with("- ")
}

impl<'a> Plan<'a> {
    fn new(text: &'a str, root: &Node) -> Self {
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
        let starts = lines.iter().scan(0, |next, line| {
            let start = *next;
            *next += line.len() + 1;
            Some(start)
        });
        let starts = starts.collect();
        let places = vec![None; lines.len()];
        let mut plan = Self { text, lines, starts, places, levels: Vec::new() };
        plan.walk(root, Indent { from: 0, to: 0 }, 0, None);
        plan
    }

    fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Plans the lines of a value; `around` is the map or list that it stands in, `to` its place on a line of its own, `key` the
    /// line of its key.
    fn walk(&mut self, node: &Node, around: Indent, to: usize, key: Option<usize>) {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let written = self.text.get(start..end).unwrap_or_default();
        let (first, last) = (self.line_at(start), self.line_at(end.saturating_sub(1).max(start)));
        let from = start - self.starts[first];
        match &node.kind {
            NodeKind::List(items) if !written.starts_with('[') => {
                // The place of a list that is no deeper than its key is that of its first item, not of the dash.
                let below = key.and_then(|key| (key + 1..=first).find(|at| self.is_entry(*at)));
                let (first, from) = below.map_or((first, from), |at| (at, indent_of(self.lines[at])));
                let indent = Indent { from, to };
                self.levels.push(Level { is_list: true, indent, first, last });
                for item in items {
                    self.walk(item, indent, to + STEP, None);
                }
            }
            NodeKind::Map(entries) if !written.starts_with('{') => {
                let indent = Indent { from, to };
                self.levels.push(Level { is_list: false, indent, first, last });
                for entry in entries {
                    let key = self.line_at(entry.key_span.start as usize);
                    self.walk(&entry.value, indent, to + STEP, Some(key));
                }
            }
            NodeKind::Scalar { .. } | NodeKind::List(_) | NodeKind::Map(_) if written.is_empty() => {}
            NodeKind::Scalar { plain: false, .. } => match self.head(first, from) {
                Some(head) => self.block((head, last), from, (around, to)),
                None => self.inline((first, last), from, to, Place::Folded(around.to + STEP)),
            },
            NodeKind::Scalar { .. } => self.inline((first, last), from, to, Place::Folded(around.to + STEP)),
            NodeKind::List(_) | NodeKind::Map(_) => {
                let is_own = indent_of(self.lines[first]) == from;
                let own = Place::Flow(Indent { from, to }, around.to + 1);
                let place = if is_own { own } else { Place::Flow(around, around.to) };
                self.inline((first, last), from, to, place);
            }
        }
    }

    /// Plans the lines of text, or of a list or map in flow style, that starts at a column of its first line.
    fn inline(&mut self, (first, last): (usize, usize), from: usize, to: usize, more: Place) {
        if indent_of(self.lines[first]) == from {
            self.places[first] = Some(Place::Own(to));
        }
        self.places[first + 1..=last].fill(Some(more));
    }

    /// Finds the line with the head of a block of text, `|` or `>`, where a value that starts in this column is one.
    fn head(&self, first: usize, from: usize) -> Option<usize> {
        let is_first = self.lines[first].get(..from).is_some_and(is_blank);
        let head = (0..first).rev().find(|at| !is_blank(self.lines[*at])).filter(|_| is_first)?;
        style(self.lines[head]).is_some().then_some(head)
    }

    /// Plans the lines of a block of text below its head.
    fn block(&mut self, (head, last): (usize, usize), from: usize, (around, to): (Indent, usize)) {
        let style = style(self.lines[head]).unwrap_or_default();
        if self.lines[head].trim_start_matches(' ').starts_with(style) {
            self.places[head] = Some(Place::Own(to));
        }
        let told = style.chars().find_map(|c| c.to_digit(10));
        let indent = Indent { from, to: around.to + told.map_or(STEP, |digit| digit as usize) };
        // Blank lines at the end are text where the head says so, and where they are longer than the indentation.
        let after = self.lines[last + 1..].iter().take_while(|line| is_blank(line));
        let more = if style.contains('+') { after.count() } else { after.take_while(|line| line.len() > from).count() };
        self.places[head + 1..=last + more].fill(Some(Place::Block(indent)));
    }

    /// Says whether something starts on a line that is not planned for yet.
    fn is_entry(&self, at: usize) -> bool {
        let words = self.lines[at].trim_start_matches(' ');
        self.places[at].is_none() && !words.is_empty() && !words.starts_with('#')
    }

    /// Writes every line in its place; `None` when one has none.
    fn write(&self) -> Option<String> {
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut is_parted = false;
        for at in 0..self.lines.len() {
            let line = self.lines[at];
            if self.places[at].is_none() && is_blank(line) {
                is_parted = !out.is_empty();
                continue;
            }
            if std::mem::take(&mut is_parted) {
                out.push('\n');
            }
            out.push_str(&self.moved(at)?);
            out.push('\n');
        }
        Some(out)
    }

    fn moved(&self, at: usize) -> Option<String> {
        let line = self.lines[at];
        let words = line.trim_start_matches(' ');
        let indent = match self.places[at] {
            Some(Place::Block(indent)) => {
                let text = line.get(indent.from..).unwrap_or_default();
                return Some(if text.is_empty() { String::new() } else { " ".repeat(indent.to) + text });
            }
            Some(Place::Own(to) | Place::Folded(to)) => to,
            Some(Place::Flow(indent, least)) => (indent_of(line) + indent.to).saturating_sub(indent.from).max(least),
            None if words.starts_with('#') => self.comment(at),
            None if ["---", "...", "%"].iter().any(|mark| line.starts_with(mark)) => 0,
            None => self.level(at)?.indent.to,
        };
        let words = if self.places[at].is_none() { closed_up(words) } else { words.to_owned() };
        let trimmed = words.trim_end_matches(' ');
        // In quotes, a space after a backslash at the end of a line is part of the text.
        let words = if trimmed.ends_with('\\') { &words } else { trimmed };
        Some(if words.is_empty() { String::new() } else { " ".repeat(indent) + words })
    }

    /// Finds the list or map of which an entry starts on a line.
    fn level(&self, at: usize) -> Option<&Level> {
        let (indent, is_list) = (indent_of(self.lines[at]), is_item(self.lines[at]));
        self.levels.iter().rev().find(|level| {
            level.is_list == is_list && level.indent.from == indent && (level.first..=level.last).contains(&at)
        })
    }

    /// Says where a comment goes: with the entry below it, else to the level above it that it stood at or in.
    fn comment(&self, at: usize) -> usize {
        let is_entry = |at: &usize| self.is_entry(*at);
        let from = indent_of(self.lines[at]);
        let below = (at + 1..self.lines.len()).find(is_entry).and_then(|at| self.level(at));
        if let Some(below) = below.filter(|level| level.indent.from == from) {
            return below.indent.to;
        }
        let above = (0..at).rev().find(is_entry);
        let around =
            self.levels.iter().filter(|level| above.is_some_and(|at| (level.first..=level.last).contains(&at)));
        let fitting = around.chain(below).filter(|level| level.indent.from <= from);
        fitting.max_by_key(|level| level.indent.from).map_or(0, |level| level.indent.to)
    }
}

/// Writes one space after each `-` that starts an entry.
fn closed_up(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(after) = rest.strip_prefix("- ") {
        let next = after.trim_start_matches(' ');
        if next.is_empty() || next.starts_with('#') {
            break;
        }
        out.push_str("- ");
        rest = next;
    }
    out + rest
}
