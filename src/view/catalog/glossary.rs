//! The terms that reports explain, each once, with what each report says of it.

use super::{Leaf, Pen, bare, leaf};
use crate::catalog::terms::{self, Explained};
use crate::view::Press;
use crate::view::document::{Block, Document, Inline, Inlines};
use crate::view::frame::GLOSSARY;
use crate::view::writer::{list, paragraph, plain};

/// Makes the page; `None` without a term.
pub(super) fn page(press: Press<'_>) -> Option<Document> {
    let texts = press.texts;
    let mut pen = Pen::new(press);
    let mut terms: Vec<(String, Vec<Block>)> = Vec::new();
    for explained in terms::glossary(press.edition) {
        let (newest, term) = explained.by[0];
        let name = pen.text(newest, &term.term);
        let content = told(&mut pen, &explained, &name);
        terms.push((plain(&name).to_lowercase(), vec![paragraph(&format!("terms/{}", explained.id), content)]));
    }
    // By the words of the language; ids have put what is written alike in a fixed order.
    terms.sort_by(|(a, _), (b, _)| a.cmp(b));
    let items = terms.into_iter().map(|(_, item)| item).collect();
    let blocks: Vec<Block> = list("terms", false, items).into_iter().collect();
    let (title, description) = (texts.msg("glossary-title"), texts.msg("glossary-description"));
    let page = Leaf { place: GLOSSARY, title, description, forms: Vec::new(), blocks };
    (!page.blocks.is_empty()).then(|| leaf(&pen, page))
}

/// Says what a term means; where reports explain it in other words, each in its own.
fn told<'a>(pen: &mut Pen<'a>, explained: &Explained<'a>, name: &Inlines) -> Inlines {
    let anchor = format!("glossary/{}", explained.id);
    let mut meanings: Vec<(Inlines, Vec<Inline>)> = Vec::new();
    for (incident, term) in &explained.by {
        let meaning = bare(pen.text(incident, &term.text));
        let report = pen.short(incident, Some(&anchor));
        match meanings.iter_mut().find(|(known, _)| *known == meaning) {
            Some((_, reports)) => reports.push(report),
            None => meanings.push((meaning, vec![report])),
        }
    }
    let mut content = vec![Inline::Strong(name.clone())];
    for (meaning, reports) in meanings {
        content.push(Inline::Break);
        content.extend(meaning);
        for report in reports {
            content.push(Inline::Text(" ".to_owned()));
            content.push(Inline::Emph(vec![report]));
        }
    }
    content
}
