//! A document that stands by itself: there is no site round it, so what would lead there becomes its words.

use super::document::{Block, BlockKind, Document, Href, Inline, Inlines, LessonCard, LinkCard, Moment};
use super::writer::{fill, plain, slot};
use crate::chart::drawing::Table;
use crate::text::Texts;

/// Returns the document without links to other files of the site. Links to itself stay, links outside stay.
pub fn alone(mut document: Document) -> Document {
    let path = std::mem::take(&mut document.path);
    document.byline.iter_mut().for_each(|line| inlines(line, &path));
    blocks(&mut document.blocks, &path);
    document.notes.iter_mut().for_each(|note| inlines(&mut note.content, &path));
    inlines(&mut document.frame.footer, &path);
    document.forms.clear();
    document.picture_file = None;
    document.frame.languages.clear();
    document.frame.general = None;
    document.frame.address = None;
    document.frame.feeds = None;
    document.preview.card = None;
    document.frame.menu.places.clear();
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
            BlockKind::Picture(picture) => inlines(&mut picture.caption, path),
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

/// Returns the document with its largest load of figures replaced by a note that says where it is: first tables with
/// numbers in them and the data of pictures, then pictures. Tables of words, such as actions, stay. `None` when there is
/// nothing left to replace.
pub fn lighter(mut document: Document, texts: &Texts) -> Option<Document> {
    let weights: [fn(&BlockKind) -> usize; 2] = [table_weight, picture_weight];
    weights.into_iter().any(|weight| replace_largest(&mut document, weight, texts)).then_some(document)
}

/// Returns the document with its largest table of numbers replaced by a note; `None` when there is none left.
pub fn leaner(mut document: Document, texts: &Texts) -> Option<Document> {
    replace_largest(&mut document, table_weight, texts).then_some(document)
}

/// Returns the document without the data of its figures.
pub fn without_data(mut document: Document) -> Document {
    each(&mut document.blocks, &mut |block| {
        if let BlockKind::Figure(drawing) = &mut block.kind {
            drawing.table = Table::default();
        }
    });
    document
}

/// Replaces the heaviest block by a note; says whether there was one.
fn replace_largest(document: &mut Document, weight: fn(&BlockKind) -> usize, texts: &Texts) -> bool {
    let mut largest = 0;
    each(&mut document.blocks, &mut |block| largest = largest.max(weight(&block.kind)));
    let page = document.path.clone();
    let mut replaced = false;
    each(&mut document.blocks, &mut |block| {
        if largest > 0 && !replaced && weight(&block.kind) == largest {
            replaced = true;
            replace(block, texts, &page);
        }
    });
    replaced
}

/// Visits the tables and pictures.
fn each(all: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in all {
        match &mut block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                each(blocks, visit);
            }
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| each(item, visit)),
            BlockKind::Lesson(card) => each(&mut card.body, visit),
            BlockKind::Table { .. } | BlockKind::Figure(_) | BlockKind::Picture(_) => visit(block),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Timeline { .. }
            | BlockKind::Cards(_) => {}
        }
    }
}

/// Returns how much a table of figures holds; nothing for any other block.
fn table_weight(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Figure(drawing) => drawing.table.rows.iter().flatten().map(String::len).sum(),
        BlockKind::Table { rows, .. } if rows.iter().flatten().any(|cell| cell.number) => {
            rows.iter().flatten().map(|cell| plain(&cell.content).len()).sum()
        }
        BlockKind::Table { .. }
        | BlockKind::Picture(_)
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

/// Returns how much a picture holds; nothing for any other block.
fn picture_weight(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Figure(drawing) => drawing.forms().map(|form| form.svg_text(&form.id, "narrow", None).len()).sum(),
        BlockKind::Picture(picture) => picture.image.bytes.len(),
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

fn replace(block: &mut Block, texts: &Texts, page: &str) {
    let place = vec![vec![Inline::Code(format!("{page}#{}", block.id))]];
    let table = |rows: usize| {
        let args = [("rows", rows.into()), ("place", slot(0))];
        fill(&texts.msg_with("alone-table-left-out", &args), &place)
    };
    let picture = |name: Inlines, alt: &str| {
        let note = fill(&texts.msg_with("alone-picture-left-out", &[("place", slot(0))]), &place);
        let told = vec![Inline::Break, Inline::Text(alt.to_owned()), Inline::Break];
        BlockKind::Paragraph([vec![Inline::Strong(name)], told, note].concat())
    };
    match &mut block.kind {
        BlockKind::Figure(drawing) if drawing.table.rows.is_empty() => {
            block.kind = picture(vec![Inline::Text(drawing.takeaway.clone())], &drawing.alt);
        }
        BlockKind::Picture(shown) => block.kind = picture(shown.caption.clone(), &shown.alt),
        BlockKind::Figure(drawing) => {
            let note = plain(&table(drawing.table.rows.len()));
            drawing.table = Table::default();
            drawing.caption = format!("{} {note}", drawing.caption);
        }
        BlockKind::Table { caption, rows, .. } => {
            let note = table(rows.len());
            let name =
                if caption.is_empty() { Vec::new() } else { vec![Inline::Strong(caption.clone()), Inline::Break] };
            block.kind = BlockKind::Paragraph([name, note].concat());
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
