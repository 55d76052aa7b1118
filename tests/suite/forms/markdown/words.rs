//! What a document says and how it is built, in the order in which it is written.

use std::collections::BTreeSet;

use nidan::chart::drawing::Drawing;
use nidan::view::document::{Block, BlockKind, Cell, Document, Href, Inline, LessonCard, LinkCard, Moment};

/// How many of each there are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) headings: usize,
    pub(super) tables: usize,
    pub(super) codes: usize,
    pub(super) lists: usize,
    pub(super) items: usize,
    pub(super) notes: usize,
}

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) letters: String,
    pub(super) shape: Shape,
    pub(super) addresses: BTreeSet<String>,
}

pub(super) fn expected(document: &Document) -> Said {
    let mut said = Said::default();
    said.text(&document.title);
    said.shape.headings += 1;
    said.text(&document.tlp);
    document.kicker.iter().for_each(|badge| said.text(&badge.text));
    document.byline.iter().for_each(|line| said.inlines(line));
    said.blocks(&document.blocks);
    said.inlines(&document.frame.footer);
    for note in &document.notes {
        said.shape.notes += 1;
        said.inlines(&note.content);
    }
    said
}

impl Said {
    /// What cannot be shown shows as replaced, as in HTML.
    fn text(&mut self, text: &str) {
        let shown = |c: char| if c.is_control() && !c.is_whitespace() { char::REPLACEMENT_CHARACTER } else { c };
        self.letters.extend(text.chars().map(shown));
    }

    fn code(&mut self, code: &str) {
        self.letters.extend(code.chars().filter(|c| !c.is_control()));
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Time { text, .. } => self.text(text),
                Inline::Emph(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Code(code) => self.code(code),
                Inline::Link(href, inner) => {
                    if let Href::External(address) = href {
                        self.addresses.insert(address.clone());
                    }
                    self.inlines(inner);
                }
                Inline::Borrowed { text, .. } => self.inlines(text),
                Inline::Note { .. } | Inline::Break => {}
            }
        }
    }

    fn cells(&mut self, cells: &[Cell]) {
        for cell in cells {
            self.inlines(&cell.content);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Section { title, blocks } => {
                self.shape.headings += 1;
                self.inlines(title);
                self.blocks(blocks);
            }
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::List { items, .. } => {
                self.list(items.len());
                for item in items {
                    self.blocks(item);
                }
            }
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Code(code) => self.block_of_code(code),
            BlockKind::Callout { title, blocks, .. } => {
                self.inlines(title);
                self.blocks(blocks);
            }
            BlockKind::Facts(facts) => {
                self.list(facts.len());
                for (name, value) in facts {
                    self.inlines(name);
                    self.inlines(value);
                }
            }
            BlockKind::Table { caption, head, rows } => {
                self.shape.tables += 1;
                self.inlines(caption);
                self.cells(head);
                for row in rows {
                    self.cells(row);
                }
            }
            BlockKind::Timeline { head, rows } => {
                self.shape.tables += 1;
                for word in head {
                    self.text(word);
                }
                for row in rows {
                    self.moment(row);
                }
            }
            BlockKind::Figure(drawing) => self.drawing(drawing),
            BlockKind::Picture(picture) => {
                self.inlines(&picture.caption);
                self.text(&picture.alt);
            }
            BlockKind::Lesson(card) => self.lesson(card),
            BlockKind::Cards(cards) => self.cards(cards),
        }
    }

    fn drawing(&mut self, drawing: &Drawing) {
        for text in [&drawing.takeaway, &drawing.alt, &drawing.caption] {
            self.text(text);
        }
        self.shape.tables += usize::from(!drawing.table.head.is_empty());
        for cell in drawing.table.head.iter().chain(drawing.table.rows.iter().flatten()) {
            self.text(cell);
        }
    }

    fn cards(&mut self, cards: &[LinkCard]) {
        self.list(cards.len());
        for card in cards {
            self.inlines(&card.title);
            for badge in &card.badges {
                self.text(&badge.text);
            }
            self.inlines(&card.text);
        }
    }

    fn list(&mut self, items: usize) {
        self.shape.lists += usize::from(items > 0);
        self.shape.items += items;
    }

    fn block_of_code(&mut self, code: &str) {
        self.shape.codes += 1;
        self.code(code);
    }

    fn moment(&mut self, row: &Moment) {
        self.inlines(&row.time);
        for time in &row.others {
            self.inlines(time);
        }
        if let Some(mark) = &row.mark {
            self.text(&mark.text);
        }
        self.inlines(&row.content);
    }

    fn lesson(&mut self, card: &LessonCard) {
        self.shape.headings += 1;
        self.inlines(&card.lesson);
        self.text(&card.kind);
        if let Some(verdict) = &card.verdict {
            self.text(&verdict.text);
        }
        if let Some(effect) = &card.effect {
            self.inlines(effect);
        }
        self.list(card.marks.len());
        for (name, mark, words) in &card.marks {
            self.text(name);
            self.text(&mark.text);
            self.inlines(words);
        }
        self.blocks(&card.body);
        if let Some((link, command)) = &card.run {
            self.inlines(link);
            self.block_of_code(command);
        }
    }
}
