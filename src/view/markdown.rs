//! Markdown to blocks. The only user of `pulldown-cmark`.
//!
//! Plain `CommonMark`: raw HTML becomes text, headings become strong paragraphs, links keep only safe addresses.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the parser's kinds only those of plain Markdown ever come")]

use std::iter::Peekable;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::document::{Block, BlockKind, Href, Inline, Inlines};

/// How deep lists and quotations may nest; what lies deeper becomes plain text.
const DEPTH: usize = 24;

/// Reads Markdown into blocks named `path`, `path.2`, `path.3` and so on; `folder` is what relative links start from.
pub(super) fn blocks(markdown: &str, path: &str, folder: &str) -> Vec<Block> {
    let mut reader = Reader::new(markdown, path, folder);
    let mut found = Vec::new();
    while reader.events.peek().is_some() {
        found.extend(reader.blocks(0));
    }
    found
}

/// Reads Markdown into a run of text; paragraphs are parted by line breaks, lists and quotations lose their shape.
pub(super) fn inlines(markdown: &str, folder: &str) -> Inlines {
    let mut all = Vec::new();
    for block in blocks(markdown, "", folder) {
        if !all.is_empty() {
            all.push(Inline::Break);
        }
        flatten(block, &mut all);
    }
    all
}

fn flatten(block: Block, all: &mut Inlines) {
    match block.kind {
        BlockKind::Paragraph(content) => all.extend(content),
        BlockKind::Code(code) => all.push(Inline::Code(code)),
        BlockKind::Quote(blocks) | BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } => {
            for block in blocks {
                flatten(block, all);
            }
        }
        BlockKind::List { items, .. } => items.into_iter().flatten().for_each(|block| {
            flatten(block, all);
            all.push(Inline::Text(" ".to_owned()));
        }),
        // Markdown gives none of these.
        BlockKind::Facts(_)
        | BlockKind::Table { .. }
        | BlockKind::Timeline { .. }
        | BlockKind::Figure(_)
        | BlockKind::Picture(_)
        | BlockKind::Lesson(_)
        | BlockKind::Cards(_) => {}
    }
}

struct Reader<'a> {
    events: Peekable<Parser<'a>>,
    path: &'a str,
    folder: &'a str,
    count: usize,
}

impl<'a> Reader<'a> {
    fn new(markdown: &'a str, path: &'a str, folder: &'a str) -> Self {
        Self { events: Parser::new_ext(markdown, Options::empty()).peekable(), path, folder, count: 0 }
    }

    fn id(&mut self) -> String {
        self.count += 1;
        if self.count == 1 { self.path.to_owned() } else { format!("{}.{}", self.path, self.count) }
    }

    /// Reads blocks up to the end of what holds them, and that end with them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut found = Vec::new();
        loop {
            match self.events.peek() {
                None => return found,
                Some(Event::End(_)) => {
                    self.events.next();
                    return found;
                }
                Some(Event::Rule) => {
                    self.events.next();
                }
                Some(Event::Start(tag)) if is_block(tag) => {
                    if let Some(Event::Start(tag)) = self.events.next() {
                        found.push(self.block(&tag, depth));
                    }
                }
                Some(_) => {
                    let id = self.id();
                    found.push(Block { id, kind: BlockKind::Paragraph(self.inlines(depth)) });
                }
            }
        }
    }

    fn block(&mut self, tag: &Tag<'a>, depth: usize) -> Block {
        let id = self.id();
        if depth >= DEPTH {
            let text = self.rest();
            return Block { id, kind: BlockKind::Paragraph(vec![Inline::Text(text)]) };
        }
        let kind = match tag {
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks(depth + 1)),
            Tag::List(first) => BlockKind::List { ordered: first.is_some(), items: self.items(depth) },
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                BlockKind::Code(self.rest().trim_end().to_owned())
            }
            Tag::Heading { .. } => {
                let title = self.inlines(depth);
                self.events.next();
                BlockKind::Paragraph(vec![Inline::Strong(title)])
            }
            Tag::HtmlBlock => BlockKind::Paragraph(vec![Inline::Text(self.rest().trim().to_owned())]),
            _ => {
                let content = self.inlines(depth);
                self.events.next();
                BlockKind::Paragraph(content)
            }
        };
        Block { id, kind }
    }

    fn items(&mut self, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            items.push(self.blocks(depth + 1));
        }
        items
    }

    /// Reads the text of everything up to the end of what was just opened.
    fn rest(&mut self) -> String {
        let mut text = String::new();
        let mut open = 1;
        for event in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    text.push_str(&part);
                }
                _ => text.push(' '),
            }
        }
        text
    }

    /// Reads inline content up to an end or a block, which it leaves.
    fn inlines(&mut self, depth: usize) -> Inlines {
        let mut found = Vec::new();
        while let Some(event) = self.events.next_if(|event| match event {
            Event::End(_) => false,
            Event::Start(tag) => !is_block(tag),
            _ => true,
        }) {
            match event {
                Event::Start(tag) => self.span(&tag, depth + 1, &mut found),
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => push_text(&mut found, &part),
                Event::Code(code) => found.push(Inline::Code(code.into_string())),
                Event::SoftBreak => push_text(&mut found, " "),
                Event::HardBreak => found.push(Inline::Break),
                _ => {}
            }
        }
        found
    }

    fn span(&mut self, tag: &Tag<'a>, depth: usize, found: &mut Inlines) {
        if depth >= DEPTH {
            push_text(found, &self.rest());
            return;
        }
        let inner = self.inlines(depth);
        self.events.next();
        match tag {
            Tag::Emphasis => found.push(Inline::Emph(inner)),
            Tag::Strong => found.push(Inline::Strong(inner)),
            Tag::Link { dest_url, .. } => match href(dest_url, self.folder) {
                Some(href) => found.push(Inline::Link(href, inner)),
                None => found.extend(inner),
            },
            // A picture's words stand for it: pictures come in as figures, with their own text.
            _ => found.extend(inner),
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

fn push_text(found: &mut Inlines, text: &str) {
    if let Some(Inline::Text(before)) = found.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        found.push(Inline::Text(text.to_owned()));
    }
}

/// Returns where an address leads, when it is safe: http, https, mailto, a place on the page, a file of the site.
fn href(address: &str, folder: &str) -> Option<Href> {
    if address.is_empty() || address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Some(Href::Anchor(anchor.to_owned()));
    }
    if let Some((scheme, _)) = address.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '?', '#'])) {
        let scheme = scheme.to_ascii_lowercase();
        return ["http", "https", "mailto"].contains(&scheme.as_str()).then(|| Href::External(address.to_owned()));
    }
    // An address from the root would lead out of the site when it lies under a sub-path; `//host` leads elsewhere.
    if address.starts_with('/') {
        return None;
    }
    report(address, folder).or_else(|| resolve(address, folder)).map(Href::Site)
}

/// Returns the page of the report that an incident's id names, `2024-12-11-outage` or `2024-12-11-outage#lessons/a`, in
/// the language of the page at hand.
fn report(address: &str, folder: &str) -> Option<String> {
    let (id, anchor) = address.split_at(address.find('#').unwrap_or(address.len()));
    let (day, slug) = (id.get(..10)?, id.get(10..)?.strip_prefix('-')?);
    let dated = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok();
    let named = !slug.is_empty() && slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let (lang, _) = folder.split_once('/')?;
    (dated && named).then(|| format!("{lang}/incidents/{id}/index.html{anchor}"))
}

fn resolve(address: &str, folder: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let (path, end) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') { "/index.html" } else { "" };
    Some(format!("{}{slash}{end}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn paragraphs_lists_and_marks() {
        let read = blocks("One *two* **three** `four`.\n\n- a\n- b\n\n1. c\n\n   d\n", "summary", "");
        let ids: Vec<&str> = read.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids, ["summary", "summary.2", "summary.5"]);
        let BlockKind::Paragraph(content) = &read[0].kind else { panic!("{read:?}") };
        assert_eq!(content[1], Inline::Emph(vec![text("two")]));
        assert_eq!(content[5], Inline::Code("four".to_owned()));
        let BlockKind::List { ordered: true, items } = &read[2].kind else { panic!("{read:?}") };
        assert_eq!((items.len(), items[0].len()), (1, 2));
    }

    #[test]
    fn raw_html_is_text() {
        assert_eq!(inlines("a <b onclick=x>b</b>", ""), [text("a <b onclick=x>b</b>")]);
        assert_eq!(inlines("<script>alert(1)</script>", ""), [text("<script>alert(1)</script>")]);
    }

    #[test]
    fn only_safe_addresses_are_links() {
        let folder = "bn/incidents/x";
        for address in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "//evil.example",
            "/etc",
            "../../../../x",
            "vbscript:x",
        ] {
            assert_eq!(href(address, folder), None, "{address}");
        }
        assert_eq!(href("HTTPS://a.example", folder), Some(Href::External("HTTPS://a.example".to_owned())));
        assert_eq!(href("#lessons/a", folder), Some(Href::Anchor("lessons/a".to_owned())));
        assert_eq!(href("runs/base/", folder), Some(Href::Site("bn/incidents/x/runs/base/index.html".to_owned())));
        let outage = "bn/incidents/2024-12-11-outage/index.html".to_owned();
        assert_eq!(href("2024-12-11-outage", folder), Some(Href::Site(outage.clone())));
        assert_eq!(href("../2024-12-11-outage/", folder), Some(Href::Site(outage.clone())));
        let deeper = "bn/incidents/x/runs/base";
        assert_eq!(href("2024-12-11-outage#lessons/a", deeper), Some(Href::Site(format!("{outage}#lessons/a"))));
        let picture = Some(Href::Site("bn/incidents/x/2024-12-11.png".to_owned()));
        assert_eq!(href("2024-12-11.png", folder), picture);
        assert_eq!(href("../y/index.html#z", folder), Some(Href::Site("bn/incidents/y/index.html#z".to_owned())));
        assert_eq!(inlines("[a](javascript:x)", ""), [text("a")]);
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let hostile = format!("{}deep", "> ".repeat(20_000));
        assert_eq!(blocks(&hostile, "p", "").len(), 1);
        let emphasis = format!("{}x{}", "*a ".repeat(2_000), " b*".repeat(2_000));
        assert!(!inlines(&emphasis, "").is_empty());
    }
}
