//! Why it happened, in causal order, and why it was not seen earlier.

use crate::model::Id;
use crate::model::incident::Factor;
use crate::runs::evidence::Evidence;
use crate::view::document::{Block, Href, Inline, Inlines};
use crate::view::report::curve;
use crate::view::writer::{Writer, fill, list, paragraph, say, section, slot};

/// Writes why it happened.
pub(super) fn why(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let mut blocks = Vec::new();
    if let Some(trigger) = &writer.incident.trigger {
        let title = Inline::Strong(say(texts.msg("trigger")));
        blocks.push(paragraph("trigger.title", vec![title]));
        blocks.extend(writer.passage("trigger", &trigger.text, &trigger.fact));
    }
    let order = in_causal_order(&writer.incident.factors);
    let ids: Vec<&Id> = order.iter().map(|factor| &factor.entry.id).collect();
    let mut items = Vec::new();
    for factor in &order {
        let mut content = writer.statement(&factor.entry.text, &factor.entry.fact);
        if !factor.leads_to.is_empty() {
            content.push(Inline::Break);
            let numbers = numbers(writer, &factor.leads_to, &ids);
            content.extend(fill(&texts.msg_with("leads-to", &[("numbers", slot(0))]), &[numbers]));
        }
        if !factor.loops_to.is_empty() {
            content.push(Inline::Break);
            let numbers = numbers(writer, &factor.loops_to, &ids);
            content.extend(fill(&texts.msg_with("loops-to", &[("numbers", slot(0))]), &[numbers]));
        }
        items.push(vec![paragraph(&anchor(&factor.entry.id), content)]);
    }
    if !items.is_empty() && !blocks.is_empty() {
        let title = Inline::Strong(say(texts.msg("factors")));
        blocks.push(paragraph("factors.title", vec![title]));
    }
    blocks.extend(list("factors", true, items));
    blocks.extend(super::causes::figure(writer));
    blocks.extend(super::security::attack(writer));
    section("why", texts.msg("section-why"), blocks)
}

/// Writes why it was not seen earlier, with every curve that shows what a test or a gate could not.
pub(super) fn unseen(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let mut blocks = Vec::new();
    for entry in &writer.incident.blind_spots {
        blocks.extend(writer.passage(&format!("blind_spots/{}", entry.id), &entry.text, &entry.fact));
    }
    for design in evidence.iter().flat_map(|evidence| &evidence.designs) {
        blocks.extend(curve::question_and_answer(writer, design));
    }
    section("unseen", writer.texts().msg("section-unseen"), blocks)
}

fn anchor(id: &Id) -> String {
    format!("factors/{id}")
}

/// Returns the numbers of factors in the list, linked, as a list in words.
pub(super) fn numbers(writer: &Writer<'_>, wanted: &[Id], order: &[&Id]) -> Inlines {
    let texts = writer.texts();
    let mut positions: Vec<usize> =
        wanted.iter().filter_map(|id| order.iter().position(|known| *known == id)).collect();
    positions.sort_unstable();
    let links: Vec<Inlines> = positions
        .iter()
        .map(|&at| vec![Inline::Link(Href::Anchor(anchor(order[at])), say(texts.number((at + 1) as f64, 0)))])
        .collect();
    let slots: Vec<String> = (0..links.len() as u32).map(marker).collect();
    fill(&texts.list(&slots), &links)
}

fn marker(index: u32) -> String {
    match slot(index) {
        crate::text::Arg::Text(text) => text,
        crate::text::Arg::Number(_) => String::new(),
    }
}

/// Orders factors so that each stands after those that led to it; loops do not count, ties keep the file's order.
pub(in crate::view) fn in_causal_order(factors: &[Factor]) -> Vec<&Factor> {
    let mut left: Vec<&Factor> = factors.iter().collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let waits = |factor: &Factor| left.iter().any(|other| other.leads_to.contains(&factor.entry.id));
        // In a ring of causes, which `check` reports, the first in the file breaks it.
        let next = left.iter().position(|factor| !waits(factor)).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}
