//! A document as plain text: every passage in reading order, for whoever compares what became of it.

use super::document::{Block, BlockKind, Cell, Document, Frame, Inline, LessonCard, LinkCard, Moment, follows_note};
use crate::chart::drawing::Drawing;

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the running text, tables and cards included.
    Text,
    /// Beside a picture: what it tells, what it shows.
    Caption,
    /// A label in a picture.
    Label,
    /// In place of a picture: its text alternative, its data.
    Stead,
    /// Round the page: navigation, running heads, names of other languages.
    Frame,
}

/// A stretch of text that is read in one go: a paragraph, a heading, a cell, a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Id of the block it belongs to; empty over and under the blocks.
    pub block: String,
    /// Where it stands.
    pub place: Place,
    /// Its letters.
    pub text: String,
}

/// Returns every passage of a document that is not empty, in reading order.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut walk = Walk { block: String::new(), found: Vec::new() };
    walk.say(&document.kicker.iter().map(|badge| badge.text.as_str()).collect::<Vec<_>>());
    walk.say(&[&document.title, &document.description]);
    document.byline.iter().for_each(|line| walk.run(line));
    walk.say(&[&document.tlp]);
    walk.blocks(&document.blocks);
    walk.block.clear();
    for note in &document.notes {
        walk.say(&[&note.label]);
        walk.run(&note.content);
    }
    walk.run(&document.frame.footer);
    walk.frame(&document.frame);
    document.forms.iter().for_each(|(_, words)| walk.push(Place::Frame, words));
    walk.found
}

/// Returns the letters of a run of text, the marks of its notes among them.
pub fn letters(content: &[Inline]) -> String {
    let letters = content.iter().enumerate().map(|(at, inline)| match inline {
        Inline::Note { label, .. } if follows_note(content, at) => format!(",{label}"),
        Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } | Inline::Note { label: text, .. } => {
            text.clone()
        }
        Inline::Emph(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Borrowed { text: inner, .. } => {
            letters(inner)
        }
        Inline::Break => "\n".to_owned(),
    });
    letters.collect()
}

struct Walk {
    block: String,
    found: Vec<Passage>,
}

impl Walk {
    fn push(&mut self, place: Place, text: &str) {
        if !text.trim().is_empty() {
            self.found.push(Passage { block: self.block.clone(), place, text: text.to_owned() });
        }
    }

    fn say(&mut self, texts: &[&str]) {
        for text in texts {
            self.push(Place::Text, text);
        }
    }

    fn run(&mut self, content: &[Inline]) {
        self.push(Place::Text, &letters(content));
    }

    fn frame(&mut self, frame: &Frame) {
        #[rustfmt::skip]
        let Frame {
            site, home, menu, languages, general: _, address: _, locales: _, feeds, contents, skip, data, notes, places, footer: _, page, digits: _,
        } = frame;
        let names = languages.iter().map(|(_, name, _)| name);
        let names = names.chain(feeds.iter().flat_map(|feeds| [&feeds.title, &feeds.word]));
        let names = names.chain(menu.places.iter().map(|place| &place.text)).chain([&menu.name]);
        let words = [site, &home.1, contents, skip, data, notes, places, &page.0, &page.1];
        words.into_iter().chain(names).for_each(|word| self.push(Place::Frame, word));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block.clone_from(&block.id);
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Section { title, blocks } | BlockKind::Callout { title, blocks, .. } => {
                self.run(title);
                self.blocks(blocks);
            }
            BlockKind::Paragraph(content) => self.run(content),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Code(text) => self.say(&[text]),
            BlockKind::Facts(facts) => facts.iter().for_each(|(name, value)| {
                self.run(name);
                self.run(value);
            }),
            BlockKind::Table { caption, head, rows } => {
                self.run(caption);
                self.cells(head);
                for row in rows {
                    self.cells(row);
                }
            }
            BlockKind::Timeline { head, rows } => {
                for name in head {
                    self.say(&[name]);
                }
                for row in rows {
                    self.moment(row);
                }
            }
            BlockKind::Figure(drawing) => self.figure(drawing),
            BlockKind::Picture(picture) => {
                self.run(&picture.caption);
                self.push(Place::Stead, &picture.alt);
            }
            BlockKind::Lesson(card) => self.lesson(card),
            BlockKind::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
        }
    }

    fn cells(&mut self, cells: &[Cell]) {
        for cell in cells {
            self.run(&cell.content);
        }
    }

    fn moment(&mut self, row: &Moment) {
        self.run(&row.time);
        row.others.iter().for_each(|time| self.run(time));
        self.say(&row.mark.iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>());
        self.run(&row.content);
    }

    fn figure(&mut self, drawing: &Drawing) {
        self.push(Place::Caption, &drawing.takeaway);
        let labels = drawing.forms().flat_map(|form| &form.labels);
        labels.for_each(|label| self.push(Place::Label, &label.text));
        self.push(Place::Caption, &drawing.caption);
        self.push(Place::Stead, &drawing.alt);
        let cells = drawing.table.head.iter().chain(drawing.table.rows.iter().flatten());
        cells.for_each(|cell| self.push(Place::Stead, cell));
    }

    fn lesson(&mut self, card: &LessonCard) {
        self.say(&[&card.kind]);
        self.say(&card.verdict.iter().map(|verdict| verdict.text.as_str()).collect::<Vec<_>>());
        self.run(&card.lesson);
        card.effect.iter().for_each(|effect| self.run(effect));
        for (name, mark, text) in &card.marks {
            self.say(&[name, &mark.text]);
            self.run(text);
        }
        let own = self.block.clone();
        self.blocks(&card.body);
        self.block = own;
        if let Some((link, command)) = &card.run {
            self.run(link);
            self.say(&[command]);
        }
    }

    fn card(&mut self, card: &LinkCard) {
        self.run(&card.title);
        self.say(&card.badges.iter().map(|badge| badge.text.as_str()).collect::<Vec<_>>());
        self.run(&card.text);
    }
}
