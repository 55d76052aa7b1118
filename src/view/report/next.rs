//! What will be done, where the sources disagree, and what the terms mean.

use crate::model::incident::{Dispute, Kind};
use crate::view::document::{Block, BlockKind, Inline};
use crate::view::writer::{Writer, cell, head, list, paragraph, say, section};

/// Writes what will be done, or what the others said they would do.
pub(super) fn next(writer: &mut Writer<'_>) -> Option<Block> {
    if !writer.incident.actions.is_empty() {
        return actions(writer);
    }
    let mut items = Vec::new();
    for entry in &writer.incident.announced {
        let content = writer.statement(&entry.text, &entry.fact);
        items.push(vec![paragraph(&format!("announced/{}", entry.id), content)]);
    }
    let title = match writer.incident.kind {
        Kind::Study => writer.texts().msg("section-announced"),
        Kind::Own => writer.texts().msg("section-next"),
    };
    section("announced", title, list("announced/list", false, items).into_iter().collect())
}

fn actions(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let as_of = writer.press.edition.as_of;
    // A column for what no action has would only be in the way.
    let prioritised = writer.incident.actions.iter().any(|action| action.priority.is_some());
    let mut rows = Vec::new();
    for action in &writer.incident.actions {
        let mut row = vec![cell(writer.statement(&action.entry.text, &action.fact))];
        if prioritised {
            row.push(cell(say(action.priority.map_or("–", |priority| priority.label()).to_owned())));
        }
        row.push(cell(say(action.owner.clone().unwrap_or_else(|| "–".to_owned()))));
        row.push(cell(say(match (action.done.filter(|done| *done <= as_of), action.due) {
            (Some(done), _) => texts.msg_with("action-done", &[("date", texts.date(done).into())]),
            (None, Some(due)) => texts.date(due),
            (None, None) => "–".to_owned(),
        })));
        rows.push(row);
    }
    let mut heads = head([texts.msg("action-what")]);
    heads.extend(prioritised.then(|| cell(say(texts.msg("action-priority")))));
    heads.extend(head([texts.msg("action-owner"), texts.msg("action-due")]));
    let table = BlockKind::Table { caption: say(texts.msg("actions-caption")), head: heads, rows };
    section("next", texts.msg("section-next"), vec![Block { id: "actions".to_owned(), kind: table }])
}

/// Writes where the sources disagree.
pub(super) fn disputes(writer: &mut Writer<'_>) -> Option<Block> {
    let mut blocks = Vec::new();
    for dispute in &writer.incident.disputes {
        blocks.extend(self::dispute(writer, dispute));
    }
    section("disputes", writer.texts().msg("section-disputes"), blocks)
}

fn dispute(writer: &mut Writer<'_>, dispute: &Dispute) -> Vec<Block> {
    let texts = writer.texts();
    let path = format!("disputes/{}", dispute.id);
    let mut sides = Vec::new();
    for side in &dispute.sides {
        let mut name = say(texts.msg("dispute-source"));
        name.extend(writer.notes_of(std::slice::from_ref(&side.source)));
        sides.push((name, writer.inline(&side.text)));
    }
    let mut blocks = vec![Block { id: format!("{path}.sides"), kind: BlockKind::Facts(sides) }];
    if let Some(finding) = &dispute.finding {
        let mut content = vec![Inline::Strong(say(texts.msg("dispute-finding"))), Inline::Text(" ".to_owned())];
        content.extend(writer.inline(finding));
        // The sides carry their notes; here only how sure the finding is.
        let unsourced = crate::model::Fact { sources: Vec::new(), ..dispute.fact.clone() };
        content.extend(writer.tail(&unsourced));
        blocks.push(paragraph(&format!("{path}.finding"), content));
    }
    match &dispute.about {
        Some(about) => {
            let title = writer.inline(about);
            vec![Block { id: path, kind: BlockKind::Section { title, blocks } }]
        }
        None => blocks,
    }
}

/// Writes what the terms mean.
pub(super) fn glossary(writer: &mut Writer<'_>) -> Option<Block> {
    let mut items = Vec::new();
    for term in &writer.incident.glossary {
        let mut content = vec![Inline::Strong(writer.inline(&term.term)), Inline::Text(": ".to_owned())];
        content.extend(writer.inline(&term.text));
        items.push(vec![paragraph(&format!("glossary/{}", term.id), content)]);
    }
    section(
        "glossary",
        writer.texts().msg("section-glossary"),
        list("glossary/list", false, items).into_iter().collect(),
    )
}
