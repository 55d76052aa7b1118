//! Links of a document that is made, gone through once more: where one cannot lead, its words stay.

use std::collections::BTreeSet;

use super::document::{Block, BlockKind, Document, Href, Inline, Inlines, LessonCard, LinkCard, Moment};
use crate::model::{Section, Settings};

/// Returns where a link leads; none where it cannot.
type Keep<'a> = &'a dyn Fn(Href) -> Option<Href>;

/// Takes the links to sections that reports leave out from a report: to places of its own altogether, of other reports as far
/// as the report itself.
pub(super) fn keep_living(document: &mut Document, settings: &Settings) {
    let mut ids = BTreeSet::new();
    gather(&document.blocks, &mut ids);
    relink(document, &|href| match href {
        Href::Anchor(id) => ids.contains(&id).then_some(Href::Anchor(id)),
        Href::Site(target) => Some(Href::Site(shown(target, settings))),
        Href::External(_) => Some(href),
    });
}

/// Returns a place of the site without the anchor of a section that reports leave out.
pub(super) fn shown(target: String, settings: &Settings) -> String {
    let Some((file, anchor)) = target.split_once('#') else { return target };
    let is_report =
        file.ends_with("/index.html") && file.split('/').nth(1) == Some("incidents") && file.split('/').count() == 4;
    let left_out = Section::of(anchor).is_some_and(|section| !settings.shows(section));
    if is_report && left_out { file.to_owned() } else { target }
}

fn gather(blocks: &[Block], ids: &mut BTreeSet<String>) {
    for block in blocks {
        ids.insert(block.id.clone());
        match &block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                gather(blocks, ids);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| gather(item, ids)),
            BlockKind::Lesson(card) => gather(&card.body, ids),
            BlockKind::Timeline { rows, .. } => ids.extend(rows.iter().map(|row| row.id.clone())),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
}

/// Puts every link of a document through `keep`; what leads nowhere becomes its words.
pub(super) fn relink(document: &mut Document, keep: Keep<'_>) {
    document.byline.iter_mut().for_each(|line| inlines(line, keep));
    blocks(&mut document.blocks, keep);
    document.notes.iter_mut().for_each(|note| inlines(&mut note.content, keep));
    inlines(&mut document.frame.footer, keep);
}

fn blocks(all: &mut [Block], keep: Keep<'_>) {
    for block in all {
        match &mut block.kind {
            BlockKind::Section { title, blocks: inner } | BlockKind::Callout { title, blocks: inner, .. } => {
                inlines(title, keep);
                blocks(inner, keep);
            }
            BlockKind::Paragraph(content) => inlines(content, keep),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| blocks(item, keep)),
            BlockKind::Quote(inner) => blocks(inner, keep),
            BlockKind::Code(_) | BlockKind::Figure(_) => {}
            BlockKind::Picture(picture) => inlines(&mut picture.caption, keep),
            BlockKind::Facts(facts) => facts.iter_mut().for_each(|(name, value)| {
                inlines(name, keep);
                inlines(value, keep);
            }),
            BlockKind::Table { caption, head, rows } => {
                inlines(caption, keep);
                rows.iter_mut().flatten().chain(head).for_each(|cell| inlines(&mut cell.content, keep));
            }
            BlockKind::Timeline { rows, .. } => rows.iter_mut().for_each(|row| moment(row, keep)),
            BlockKind::Lesson(card) => lesson(card, keep),
            BlockKind::Cards(cards) if cards.iter().all(|card| keep(card.href.clone()).is_some()) => {
                for card in cards {
                    self::card(card, keep);
                }
            }
            BlockKind::Cards(cards) => block.kind = listed(&block.id, std::mem::take(cards), keep),
        }
    }
}

fn moment(row: &mut Moment, keep: Keep<'_>) {
    inlines(&mut row.time, keep);
    row.others.iter_mut().for_each(|time| inlines(time, keep));
    inlines(&mut row.content, keep);
}

fn lesson(card: &mut LessonCard, keep: Keep<'_>) {
    inlines(&mut card.lesson, keep);
    card.effect.iter_mut().for_each(|effect| inlines(effect, keep));
    card.marks.iter_mut().for_each(|(.., words)| inlines(words, keep));
    blocks(&mut card.body, keep);
    card.run.iter_mut().for_each(|(link, _)| inlines(link, keep));
}

fn card(card: &mut LinkCard, keep: Keep<'_>) {
    card.href = keep(card.href.clone()).unwrap_or_else(|| card.href.clone());
    inlines(&mut card.title, keep);
    inlines(&mut card.text, keep);
}

/// A card is a link before all; without one it is an entry of a list.
fn listed(id: &str, cards: Vec<LinkCard>, keep: Keep<'_>) -> BlockKind {
    let item = |(index, card): (usize, LinkCard)| {
        let mut content = vec![Inline::Strong(vec![Inline::Link(card.href, card.title)])];
        if !card.text.is_empty() {
            content.push(Inline::Text(" ".to_owned()));
            content.extend(card.text);
        }
        inlines(&mut content, keep);
        vec![Block { id: format!("{id}.{}", index + 1), kind: BlockKind::Paragraph(content) }]
    };
    BlockKind::List { ordered: false, items: cards.into_iter().enumerate().map(item).collect() }
}

fn inlines(content: &mut Inlines, keep: Keep<'_>) {
    let mut kept = Vec::with_capacity(content.len());
    for inline in std::mem::take(content) {
        match inline {
            Inline::Link(href, mut inner) => {
                inlines(&mut inner, keep);
                match keep(href) {
                    Some(href) => kept.push(Inline::Link(href, inner)),
                    None => kept.extend(inner),
                }
            }
            Inline::Emph(mut inner) => {
                inlines(&mut inner, keep);
                kept.push(Inline::Emph(inner));
            }
            Inline::Strong(mut inner) => {
                inlines(&mut inner, keep);
                kept.push(Inline::Strong(inner));
            }
            Inline::Borrowed { lang, mut text } => {
                inlines(&mut text, keep);
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
