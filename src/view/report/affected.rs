//! Who was affected, and how the incident was handled.

use crate::model::incident::Mitigation;
use crate::view::document::{Block, BlockKind, Inline, Moment};
use crate::view::names;
use crate::view::writer::{Writer, list, paragraph, say, section};

/// Writes who was affected.
pub(super) fn affected(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let mut items = Vec::new();
    for impact in &writer.incident.impact {
        let mut content = Vec::new();
        if let Some(amount) = &impact.amount {
            let unit = amount.unit.as_ref().map(|unit| writer.plain(unit)).unwrap_or_default();
            let number = format!("{} {unit}", texts.brief(amount.value));
            content.push(Inline::Strong(say(number.trim_end().to_owned())));
            content.push(Inline::Text(" ".to_owned()));
        }
        content.extend(writer.statement(&impact.entry.text, &impact.entry.fact));
        items.push(vec![paragraph(&format!("impact/{}", impact.entry.id), content)]);
    }
    section("affected", texts.msg("section-affected"), list("impact", false, items).into_iter().collect())
}

/// Writes how it was handled.
pub(super) fn handled(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let rows: Vec<Moment> = writer.incident.mitigations.iter().map(|mitigation| step(writer, mitigation)).collect();
    if rows.is_empty() {
        return None;
    }
    let zone = texts.zone_name(writer.incident.zone);
    let head = vec![zone, texts.msg("handled-step")];
    let table = Block { id: "mitigations".to_owned(), kind: BlockKind::Timeline { head, rows } };
    section("handled", texts.msg("section-handled"), vec![table])
}

fn step(writer: &mut Writer<'_>, mitigation: &Mitigation) -> Moment {
    let time = match mitigation.at {
        Some(when) => super::timeline::local_time(writer, &when),
        None => say("–".to_owned()),
    };
    Moment {
        id: format!("mitigations/{}", mitigation.entry.id),
        time,
        others: Vec::new(),
        mark: mitigation.outcome.map(|outcome| names::outcome(outcome, writer.texts())),
        content: writer.statement(&mitigation.entry.text, &mitigation.entry.fact),
    }
}
