//! A document that stands by itself: there is no site round it, so what would lead there becomes its words.

use super::document::{Block, BlockKind, Cell, Document, Href, Inline, Inlines, LessonCard, LinkCard, Moment};
use super::writer::{fill, plain, slot};
use crate::text::Texts;

/// Returns the document without links to other files of the site. Links to itself stay, links outside stay.
pub fn alone(mut document: Document) -> Document {
    let path = std::mem::take(&mut document.path);
    document.byline.iter_mut().for_each(|line| inlines(line, &path));
    blocks(&mut document.blocks, &path);
    document.notes.iter_mut().for_each(|note| inlines(&mut note.content, &path));
    inlines(&mut document.frame.footer, &path);
    document.forms.clear();
    document.frame.languages.clear();
    document.path = path;
    document
}

fn blocks(all: &mut [Block], path: &str) {
    for block in all {
        match &mut block.kind {
            BlockKind::Section { title, blocks: inner } | BlockKind::Callout { title, blocks: inner, .. } => {
                inlines(title, path);
                blocks(inner, path);
            }
            BlockKind::Paragraph(content) => inlines(content, path),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| blocks(item, path)),
            BlockKind::Quote(inner) => blocks(inner, path),
            BlockKind::Code(_) | BlockKind::Figure(_) => {}
            BlockKind::Facts(facts) => facts.iter_mut().for_each(|(name, value)| {
                inlines(name, path);
                inlines(value, path);
            }),
            BlockKind::Table { caption, head, rows } => {
                inlines(caption, path);
                rows.iter_mut().flatten().chain(head).for_each(|cell| inlines(&mut cell.content, path));
            }
            BlockKind::Timeline { rows, .. } => rows.iter_mut().for_each(|row| moment(row, path)),
            BlockKind::Lesson(card) => lesson(card, path),
            BlockKind::Cards(cards) => block.kind = listed(&block.id, std::mem::take(cards), path),
        }
    }
}

fn moment(row: &mut Moment, path: &str) {
    inlines(&mut row.time, path);
    row.others.iter_mut().for_each(|time| inlines(time, path));
    inlines(&mut row.content, path);
}

fn lesson(card: &mut LessonCard, path: &str) {
    inlines(&mut card.lesson, path);
    card.effect.iter_mut().for_each(|effect| inlines(effect, path));
    card.marks.iter_mut().for_each(|(.., words)| inlines(words, path));
    blocks(&mut card.body, path);
    card.run.iter_mut().for_each(|(link, _)| inlines(link, path));
}

/// A card is a link before all; without one it is an entry of a list.
fn listed(id: &str, cards: Vec<LinkCard>, path: &str) -> BlockKind {
    let item = |(index, card): (usize, LinkCard)| {
        let mut content = vec![Inline::Strong(vec![Inline::Link(card.href, card.title)])];
        if !card.text.is_empty() {
            content.push(Inline::Text(" ".to_owned()));
            content.extend(card.text);
        }
        inlines(&mut content, path);
        vec![Block { id: format!("{id}.{}", index + 1), kind: BlockKind::Paragraph(content) }]
    };
    BlockKind::List { ordered: false, items: cards.into_iter().enumerate().map(item).collect() }
}

fn inlines(content: &mut Inlines, path: &str) {
    let mut kept = Vec::with_capacity(content.len());
    for inline in std::mem::take(content) {
        match inline {
            Inline::Link(href, mut inner) => {
                inlines(&mut inner, path);
                match own(href, path) {
                    Some(href) => kept.push(Inline::Link(href, inner)),
                    None => kept.extend(inner),
                }
            }
            Inline::Emph(mut inner) => {
                inlines(&mut inner, path);
                kept.push(Inline::Emph(inner));
            }
            Inline::Strong(mut inner) => {
                inlines(&mut inner, path);
                kept.push(Inline::Strong(inner));
            }
            Inline::Borrowed { lang, mut text } => {
                inlines(&mut text, path);
                kept.push(Inline::Borrowed { lang, text });
            }
            inline
            @ (Inline::Text(_) | Inline::Code(_) | Inline::Note { .. } | Inline::Time { .. } | Inline::Break) => {
                kept.push(inline);
            }
        }
    }
    *content = kept;
}

/// Returns where a link leads when there is no site.
fn own(href: Href, path: &str) -> Option<Href> {
    match href {
        Href::External(_) | Href::Anchor(_) => Some(href),
        Href::Site(target) => {
            let (file, id) = target.split_once('#')?;
            (file == path).then(|| Href::Anchor(id.to_owned()))
        }
    }
}

/// Replaces the largest table of figures by a note that says where it is: the data of a picture, or a table with
/// numbers in it. Tables of words, such as actions, stay. `None` when there is nothing left to replace.
pub fn without_largest_table(mut document: Document, texts: &Texts) -> Option<Document> {
    let mut largest = 0;
    each_table(&mut document.blocks, &mut |table| largest = largest.max(table.weight()));
    if largest == 0 {
        return None;
    }
    let page = document.path.clone();
    let mut replaced = false;
    each_table(&mut document.blocks, &mut |table| {
        if !replaced && table.weight() == largest {
            replaced = true;
            table.replace(texts, &page);
        }
    });
    Some(document)
}

fn each_table(all: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in all {
        match &mut block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                each_table(blocks, visit);
            }
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| each_table(item, visit)),
            BlockKind::Lesson(card) => each_table(&mut card.body, visit),
            BlockKind::Table { .. } | BlockKind::Figure(_) => visit(block),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Timeline { .. }
            | BlockKind::Cards(_) => {}
        }
    }
}

impl Block {
    /// Returns how much text a table of figures holds; nothing for any other block.
    fn weight(&self) -> usize {
        let words = |cell: &Cell| plain(&cell.content).len();
        match &self.kind {
            BlockKind::Figure(drawing) => drawing.table.rows.iter().flatten().map(String::len).sum(),
            BlockKind::Table { rows, .. } if rows.iter().flatten().any(|cell| cell.number) => {
                rows.iter().flatten().map(words).sum()
            }
            BlockKind::Table { .. }
            | BlockKind::Section { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Timeline { .. }
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => 0,
        }
    }

    fn replace(&mut self, texts: &Texts, page: &str) {
        let place = format!("{page}#{}", self.id);
        let note = |rows: usize| {
            let args = [("rows", rows.into()), ("place", slot(0))];
            let place = vec![Inline::Code(place.clone())];
            (texts.msg_with("alone-table-left-out", &args), place)
        };
        match &mut self.kind {
            BlockKind::Figure(drawing) => {
                let (words, place) = note(drawing.table.rows.len());
                let words = plain(&fill(&words, &[place]));
                drawing.table.rows.clear();
                drawing.table.head.clear();
                drawing.caption = format!("{} {words}", drawing.caption).trim_start().to_owned();
            }
            BlockKind::Table { caption, rows, .. } => {
                let (words, place) = note(rows.len());
                let mut content = Vec::new();
                if !caption.is_empty() {
                    content.push(Inline::Strong(std::mem::take(caption)));
                    content.push(Inline::Break);
                }
                content.extend(fill(&words, &[place]));
                self.kind = BlockKind::Paragraph(content);
            }
            BlockKind::Section { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Timeline { .. }
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => {}
        }
    }
}
