//! Block content.

use super::inline::{self, Place};
use super::table;
use crate::chart::drawing::Drawing;
use crate::view::document::{Badge, Block, BlockKind, Inline, Inlines, LessonCard, LinkCard, Picture};

/// A walk over blocks, whose next section has a heading of `level`.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    pub(super) level: usize,
}

impl Walk {
    /// Writes blocks.
    pub(super) fn blocks(self, blocks: &[Block]) -> String {
        let mut parts: Vec<String> = Vec::new();
        for block in blocks {
            let before = parts.last().and_then(|part| sign_at_end(part));
            let own = if matches!(block.kind, BlockKind::List { ordered: true, .. }) { '.' } else { '-' };
            let part = self.block(block, before == Some(own));
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts.join("\n\n")
    }

    fn block(self, block: &Block, second: bool) -> String {
        match &block.kind {
            BlockKind::Section { title, blocks } => self.section(title, blocks),
            BlockKind::Paragraph(content) => paragraph(&inline::inlines(content, Place::Text)),
            BlockKind::List { ordered, items } => self.list(*ordered, items, second),
            BlockKind::Quote(blocks) => quoted(&self.blocks(blocks)),
            BlockKind::Code(code) => self::code(code),
            BlockKind::Callout { title, blocks, .. } => {
                quoted(&joined([paragraph(&strong(title)), self.blocks(blocks)]))
            }
            BlockKind::Facts(facts) => self::facts(facts, second),
            BlockKind::Table { caption, head, rows } => joined([paragraph(&strong(caption)), table::data(head, rows)]),
            BlockKind::Timeline { head, rows } => table::timeline(head, rows),
            BlockKind::Figure(drawing) => figure(drawing),
            BlockKind::Picture(picture) => self::picture(picture),
            BlockKind::Lesson(card) => self.lesson(card),
            BlockKind::Cards(cards) => self::cards(cards, second),
        }
    }

    fn heading(self, words: &str) -> String {
        format!("{} {}", "#".repeat(self.level.clamp(1, 6)), words.trim())
    }

    fn section(self, title: &[Inline], blocks: &[Block]) -> String {
        let heading = self.heading(&inline::inlines(title, Place::Heading));
        joined([heading, Self { level: self.level + 1 }.blocks(blocks)])
    }

    fn list(self, ordered: bool, items: &[Vec<Block>], second: bool) -> String {
        let mut lines = Vec::new();
        let mut spaced = false;
        for (index, item) in items.iter().enumerate() {
            let marker = marker(ordered, index, second);
            let content = self.blocks(item);
            spaced |= content.contains("\n\n");
            lines.push(hung(&marker, &content));
        }
        lines.join(if spaced { "\n\n" } else { "\n" })
    }

    fn lesson(self, card: &LessonCard) -> String {
        let inner = Self { level: self.level + 1 };
        let mut parts = vec![self.heading(&inline::inlines(&card.lesson, Place::Heading))];
        let verdict = card.verdict.as_ref().map(|verdict| format!(" · {}", badge(verdict)));
        parts.push(paragraph(&(inline::text(&card.kind) + &verdict.unwrap_or_default())));
        if let Some(effect) = &card.effect {
            parts.push(paragraph(&inline::inlines(effect, Place::Text)));
        }
        let marks = card.marks.iter().map(|(name, mark, words)| {
            let words = inline::inlines(words, Place::Text);
            // A sign of its own, so that it stays apart from a list that follows.
            hung("+ ", &guarded(&format!("{}: {}. {words}", inline::text(name), badge(mark))))
        });
        parts.push(marks.collect::<Vec<_>>().join("\n"));
        parts.push(inner.blocks(&card.body));
        if let Some((link, command)) = &card.run {
            parts.push(paragraph(&inline::inlines(link, Place::Text)));
            parts.push(code(command));
        }
        joined(parts)
    }
}

/// A list whose neighbour is of its kind takes the other marker, which makes it a list of its own.
fn marker(ordered: bool, index: usize, second: bool) -> String {
    match (ordered, second) {
        (true, false) => format!("{}. ", index + 1),
        (true, true) => format!("{}) ", index + 1),
        (false, false) => "- ".to_owned(),
        (false, true) => "* ".to_owned(),
    }
}

/// Returns the sign of the list that a text ends in: two lists of one sign would grow together.
fn sign_at_end(text: &str) -> Option<char> {
    let line = text.lines().rfind(|line| !line.is_empty() && !line.starts_with(' '))?;
    let sign = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let (sign, rest) = sign.split_at_checked(1)?;
    sign.chars().next().filter(|_| rest.is_empty() || rest.starts_with(' '))
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Makes a paragraph of a line of Markdown; what has no words is none.
pub(super) fn paragraph(line: &str) -> String {
    let line = line.trim().trim_matches(' ');
    if line.replace("<br>", "").trim().is_empty() { String::new() } else { guarded(line) }
}

/// Escapes what would make a line a list, a rule, an underlining or the text of a note.
pub(super) fn guarded(line: &str) -> String {
    let line = line.trim_start_matches("<br>").trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (start, rest) = line.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{start}\\{rest}");
    }
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    // A note at the head of a line must not become its own definition.
    let mark = |mark: &str| mark.strip_prefix("[^").is_some_and(|number| !number.contains(']'));
    match line.split_once("]:").filter(|(before, _)| mark(before)) {
        Some((mark, rest)) => format!("{mark}]\\:{rest}"),
        None => line.to_owned(),
    }
}

fn strong(content: &[Inline]) -> String {
    if content.is_empty() { String::new() } else { inline::inlines(&[Inline::Strong(content.to_vec())], Place::Text) }
}

fn badge(badge: &Badge) -> String {
    inline::inlines(&[Inline::Strong(vec![Inline::Text(badge.text.clone())])], Place::Text)
}

fn quoted(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    if text.is_empty() { String::new() } else { text.lines().map(line).collect::<Vec<_>>().join("\n") }
}

/// Writes an entry of a list: its lines stand under the first.
fn hung(marker: &str, content: &str) -> String {
    let indent = " ".repeat(marker.len());
    let mut lines = content.lines();
    let first = format!("{marker}{}", lines.next().unwrap_or_default());
    let rest = lines.map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
    [first.trim_end().to_owned()].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

fn code(code: &str) -> String {
    let fence = "`".repeat(inline::longest_run(code, '`').max(2) + 1);
    let line = |line: &str| line.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect::<String>();
    let lines: Vec<String> = code.trim_end().split('\n').map(line).collect();
    format!("{fence}\n{}\n{fence}", lines.join("\n"))
}

fn facts(facts: &[(Inlines, Inlines)], second: bool) -> String {
    let line = |(name, value): &(Inlines, Inlines)| {
        hung(&marker(false, 0, second), &format!("{}: {}", strong(name), inline::inlines(value, Place::Text)))
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Writes what a picture says: its takeaway, what it shows in words, its caption, its data.
fn figure(drawing: &Drawing) -> String {
    let takeaway = inline::inlines(&[Inline::Strong(vec![Inline::Text(drawing.takeaway.clone())])], Place::Text);
    let alt = quoted(&paragraph(&inline::text(&drawing.alt)));
    joined([paragraph(&takeaway), alt, paragraph(&inline::text(&drawing.caption)), table::of_picture(drawing)])
}

/// One file holds no picture: its caption and what it says stand in for it.
fn picture(picture: &Picture) -> String {
    let caption = inline::inlines(&[Inline::Strong(picture.caption.clone())], Place::Text);
    joined([paragraph(&caption), quoted(&paragraph(&inline::text(&picture.alt)))])
}

fn cards(cards: &[LinkCard], second: bool) -> String {
    let line = |card: &LinkCard| {
        let title = inline::inlines(&[Inline::Link(card.href.clone(), card.title.clone())], Place::Text);
        let badges: Vec<String> = card.badges.iter().map(|badge| inline::text(&badge.text)).collect();
        let text = inline::inlines(&card.text, Place::Text);
        let parts = [title, badges.join(" · "), text];
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        hung(&marker(false, 0, second), &guarded(&words.join("<br>")))
    };
    cards.iter().map(line).collect::<Vec<_>>().join("\n")
}
