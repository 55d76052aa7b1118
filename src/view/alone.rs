//! A document that stands by itself: there is no site round it, so what would lead there becomes its words.

use super::document::{Block, BlockKind, Document, Href, Inline, Inlines};
use super::links::relink;
use super::writer::{fill, plain, slot};
use crate::chart::drawing::Table;
use crate::text::Texts;

/// Returns the document without links to other files of the site. Links to itself stay, links outside stay.
pub fn alone(mut document: Document) -> Document {
    let path = std::mem::take(&mut document.path);
    relink(&mut document, &|href| own(href, &path));
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
