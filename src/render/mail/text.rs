//! The plain text of a mail: 72 columns, headings underlined, links numbered and listed at the end.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::source::display_width;
use crate::render::html::{absolute, is_web};
use crate::view::document::{Badge, Block, BlockKind, Cell, Document, Href, Inline, LinkCard, Moment};
use crate::view::newsletter::letter::Letter;

/// Columns of a line.
const WIDTH: usize = 72;

/// Writes a letter; `leave` is the address by which one leaves the list.
pub(super) fn text(letter: &Letter, leave: Option<&str>) -> String {
    let document = &letter.document;
    let mut walk = Walk { site: letter.address.as_deref(), document, links: Vec::new() };
    let mut parts = vec![letter.subject.clone(), underlined(&document.title, '=')];
    let kicker = document.kicker.iter().map(|badge| badge.text.clone());
    let byline = document.byline.iter().map(|line| walk.inlines(line));
    parts.push(wrapped(&kicker.chain(byline).collect::<Vec<_>>().join(" · "), "", ""));
    parts.push(walk.blocks(&document.blocks, '-'));
    let mut foot = Vec::new();
    if let Some(site) = &letter.address {
        foot.push(format!("{}: {}", letter.online, absolute(site, &document.path)));
    }
    foot.extend(leave.map(|leave| format!("{}: {leave}", letter.leave)));
    foot.push(document.tlp.clone());
    if !walk.links.is_empty() {
        let lines = walk.links.iter().enumerate().map(|(at, link)| format!("[{}] {link}", walk.number(at + 1)));
        parts.push(format!("{}\n{}", underlined(&letter.links, '-'), lines.collect::<Vec<_>>().join("\n")));
    }
    // What follows two hyphens and a space is taken for a signature.
    parts.push(format!("-- \n{}", foot.join("\n")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n").replace('\u{a0}', " ") + "\n"
}

struct Walk<'a> {
    site: Option<&'a str>,
    document: &'a Document,
    links: Vec<String>,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block], line: char) -> String {
        let parts: Vec<String> = blocks.iter().map(|block| self.block(block, line)).collect();
        joined(parts)
    }

    fn block(&mut self, block: &Block, line: char) -> String {
        match &block.kind {
            BlockKind::Section { title, blocks } => {
                let title = self.inlines(title);
                joined([underlined(&title, line), self.blocks(blocks, '.')])
            }
            BlockKind::Paragraph(content) => wrapped(&self.inlines(content), "", ""),
            BlockKind::List { ordered, items } => self.list(*ordered, items),
            BlockKind::Quote(blocks) => indented(&self.blocks(blocks, line), "> "),
            BlockKind::Code(code) => indented(code, "    "),
            BlockKind::Callout { title, blocks, .. } => {
                let title = wrapped(&self.inlines(title), "", "");
                indented(&joined([title, self.blocks(blocks, line)]), "| ")
            }
            BlockKind::Facts(facts) => {
                let lines = facts.iter().map(|(name, value)| {
                    let (name, value) = (self.inlines(name), self.inlines(value));
                    wrapped(&format!("{name}: {value}"), "", "  ")
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            BlockKind::Table { caption, head, rows } => {
                let caption = wrapped(&self.inlines(caption), "", "");
                joined([caption, self.table(head, rows)])
            }
            BlockKind::Timeline { rows, .. } => {
                let lines: Vec<String> = rows.iter().map(|row| self.moment(row)).collect();
                lines.join("\n")
            }
            BlockKind::Figure(drawing) => joined([
                wrapped(&drawing.takeaway, "", ""),
                indented(&wrapped(&drawing.alt, "", ""), "| "),
                wrapped(&drawing.caption, "", ""),
            ]),
            BlockKind::Picture(picture) => {
                let alt = indented(&wrapped(&picture.alt, "", ""), "| ");
                joined([alt, wrapped(&self.inlines(&picture.caption), "", "")])
            }
            BlockKind::Lesson(card) => {
                let lesson = self.inlines(&card.lesson);
                let verdict = card.verdict.as_ref().map(|badge| badge.text.as_str());
                let badges = [Some(card.kind.as_str()), verdict].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                let effect = card.effect.as_ref().map(|effect| wrapped(&self.inlines(effect), "", ""));
                let body = self.blocks(&card.body, line);
                joined([wrapped(&lesson, "", ""), badges, effect.unwrap_or_default(), body])
            }
            BlockKind::Cards(cards) => joined(cards.iter().map(|card| self.card(card)).collect::<Vec<_>>()),
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) -> String {
        let lines = items.iter().enumerate().map(|(at, item)| {
            let marker = if ordered { format!("{}. ", self.number(at + 1)) } else { "- ".to_owned() };
            let rest = " ".repeat(display_width(&marker));
            if let [Block { kind: BlockKind::Paragraph(content), .. }] = item.as_slice() {
                return wrapped(&self.inlines(content), &marker, &rest);
            }
            let content = indented(&self.blocks(item, '.'), &rest);
            format!("{marker}{}", content.trim_start())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn card(&mut self, card: &LinkCard) -> String {
        let title = self.inlines(&card.title);
        let link = self.numbered(&card.href);
        let badges: Vec<&str> = card.badges.iter().map(|Badge { text, .. }| text.as_str()).collect();
        let badges = if badges.is_empty() { String::new() } else { format!(" ({})", badges.join(" · ")) };
        let mut text = vec![wrapped(&format!("{title}{link}{badges}"), "* ", "  ")];
        let told = self.inlines(&card.text);
        text.extend(told.split('\n').map(|line| wrapped(line, "  ", "  ")));
        text.retain(|line| !line.trim().is_empty());
        text.join("\n")
    }

    fn moment(&mut self, row: &Moment) -> String {
        let time = self.inlines(&row.time);
        let mark = row.mark.as_ref().map(|mark| format!("{}: ", mark.text)).unwrap_or_default();
        wrapped(&format!("{time}  {mark}{}", self.inlines(&row.content)), "", "  ")
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) -> String {
        let mut line = |row: &[Cell]| -> Vec<String> { row.iter().map(|cell| self.inlines(&cell.content)).collect() };
        let (names, cells) = (line(head), rows.iter().map(|row| line(row)).collect::<Vec<_>>());
        let numbers: Vec<bool> = head.iter().map(|cell| cell.number).collect();
        table((&names, &numbers), &cells)
    }

    fn inlines(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } => out.push_str(text),
                Inline::Emph(inner) | Inline::Strong(inner) | Inline::Borrowed { text: inner, .. } => {
                    out.push_str(&self.inlines(inner));
                }
                Inline::Link(href, inner) => {
                    out.push_str(&self.inlines(inner));
                    out.push_str(&self.numbered(href));
                }
                Inline::Note { label, .. } => out.extend(["(", label.as_str(), ")"]),
                Inline::Break => out.push('\n'),
            }
        }
        out
    }

    /// Writes a number in the digits of the document.
    fn number(&self, number: usize) -> String {
        let digits = &self.document.frame.digits;
        number.to_string().bytes().map(|byte| digits[usize::from(byte - b'0')]).collect()
    }

    /// Returns the number of a link with the space before it; nothing where it leads nowhere from a mail.
    fn numbered(&mut self, href: &Href) -> String {
        let address = match href {
            Href::External(address) => is_web(address).then(|| address.clone()),
            Href::Site(target) => self.site.map(|site| absolute(site, target)),
            Href::Anchor(id) => self.site.map(|site| absolute(site, &format!("{}#{id}", self.document.path))),
        };
        let Some(address) = address else { return String::new() };
        let known = self.links.iter().position(|link| *link == address);
        let number = known.unwrap_or_else(|| {
            self.links.push(address);
            self.links.len() - 1
        });
        // A space that no line ends at: a number alone at the head of a line would read as a list.
        format!("\u{a0}[{}]", self.number(number + 1))
    }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn underlined(title: &str, line: char) -> String {
    let title = wrapped(title, "", "");
    let width = title.lines().map(display_width).max().unwrap_or_default();
    format!("{title}\n{}", line.to_string().repeat(width))
}

fn indented(text: &str, with: &str) -> String {
    text.lines().map(|line| format!("{with}{line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Writes columns where they fit, else a line for each cell.
fn table((names, numbers): (&[String], &[bool]), cells: &[Vec<String>]) -> String {
    let all = || std::iter::once(names).chain(cells.iter().map(Vec::as_slice));
    let count = all().map(<[String]>::len).max().unwrap_or_default();
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
    let widths: Vec<usize> = (0..count).map(|column| width(column).unwrap_or_default()).collect();
    if widths.iter().sum::<usize>() + 2 * count.saturating_sub(1) <= WIDTH {
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let rows = [names, &rule].into_iter().chain(cells.iter().map(Vec::as_slice));
        return rows.map(|row| columns(row, &widths, numbers)).collect::<Vec<_>>().join("\n");
    }
    let stacked = cells.iter().map(|row| {
        let lines = row.iter().zip(names).enumerate().map(|(column, (cell, name))| {
            let marker = if column == 0 { "- " } else { "  " };
            let name = if column == 0 { String::new() } else { format!("{name}: ") };
            wrapped(&format!("{name}{cell}"), marker, "  ")
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    stacked.collect::<Vec<_>>().join("\n")
}

fn columns(row: &[String], widths: &[usize], numbers: &[bool]) -> String {
    let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
        let pad = " ".repeat(width.saturating_sub(display_width(cell)));
        if numbers.get(column) == Some(&true) { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Breaks a text into lines of at most [`WIDTH`] columns; a word that is longer is broken between clusters only where it
/// would not fit on any line, and an address never.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = if lines.is_empty() { first.to_owned() } else { rest.to_owned() };
        let mut empty = true;
        for word in part.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let space = usize::from(!empty);
            if !empty && display_width(&line) + space + display_width(word) > WIDTH {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            push_word(word, (&mut line, rest), &mut lines);
            empty = false;
        }
        lines.push(line);
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n").replace('\u{a0}', " ")
}

fn push_word(word: &str, (line, rest): (&mut String, &str), lines: &mut Vec<String>) {
    if word.contains("://") {
        line.push_str(word);
        return;
    }
    for cluster in word.graphemes(true) {
        if display_width(line) + display_width(cluster) > WIDTH && display_width(line) > display_width(rest) {
            lines.push(std::mem::replace(line, rest.to_owned()));
        }
        line.push_str(cluster);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words_and_clusters() {
        let text = "ক্ষমতার স্ট্রাকচার ".repeat(12);
        let lines = wrapped(text.trim(), "- ", "  ");
        assert!(lines.lines().count() > 2 && lines.lines().all(|line| display_width(line) <= WIDTH), "{lines}");
        assert!(lines.lines().skip(1).all(|line| line.starts_with("  ")), "{lines}");
        let long = "ক্ষ".repeat(60);
        let lines = wrapped(&long, "", "");
        assert!(lines.lines().count() > 1, "a word that fits on no line is broken");
        assert_eq!(lines.replace('\n', ""), long, "and nothing of it is lost");
        assert!(lines.lines().all(|line| line.ends_with('ষ')), "only between clusters: {lines}");
    }

    #[test]
    fn an_address_stays_whole() {
        let address = format!("https://a.example/{}", "x".repeat(90));
        assert_eq!(wrapped(&format!("see {address} there"), "", ""), format!("see\n{address}\nthere"));
    }

    #[test]
    fn columns_stand_under_their_heads_by_width() {
        let row = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
        let names = row("নাম", "n");
        let columns = table((&names, &[false, true]), &[row("ক্লাস্টার", "২২"), row("API", "7")]);
        let ends: Vec<usize> = columns.lines().map(display_width).collect();
        assert!(ends.len() == 4 && ends.iter().all(|end| *end == ends[0]), "{columns}");
        let stacked = table((&names, &[false, true]), &[row(&"long ".repeat(20), "7")]);
        assert!(stacked.starts_with("- long") && stacked.ends_with("  n: 7"), "{stacked}");
    }
}
