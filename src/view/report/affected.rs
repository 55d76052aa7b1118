//! Who was affected, and how the incident was handled.

use crate::model::incident::Mitigation;
use crate::runs::evidence::Evidence;
use crate::view::document::{Block, BlockKind, Inline, Moment};
use crate::view::names;
use crate::view::report::exposure;
use crate::view::writer::{Writer, list, paragraph, say, section};

/// Writes who was affected.
pub(super) fn affected(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let texts = writer.texts();
    let mut items = Vec::new();
    for impact in &writer.incident.impact {
        let mut content = Vec::new();
        if let Some(amount) = &impact.amount {
            let unit = amount.unit.as_ref().map(|unit| writer.plain(unit)).unwrap_or_default();
            let number = format!("{} {unit}", texts.round_number(amount.value));
            content.push(Inline::Strong(say(number.trim_end().to_owned())));
            content.push(Inline::Text(" ".to_owned()));
        }
        content.extend(writer.statement(&impact.entry.text, &impact.entry.fact));
        items.push(vec![paragraph(&format!("impact/{}", impact.entry.id), content)]);
    }
    let curve = evidence.and_then(|evidence| exposure::figure(writer, evidence));
    let blocks = list("impact", false, items).into_iter().chain(curve).collect();
    section("affected", texts.msg("section-affected"), blocks)
}

/// Writes how it was handled: steps alone, or what stopped the spread, what else was done, and how to tell a hit.
pub(super) fn handled(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let incident = writer.incident;
    let containment = steps(writer, "containment", &incident.containment);
    let mitigations = steps(writer, "mitigations", &incident.mitigations);
    let indicators = super::security::indicators(writer);
    let under = |id: &str, title: String, block: Option<Block>| {
        block.and_then(|block| section(&format!("handled/{id}"), title, vec![block]))
    };
    let alone = containment.is_none();
    let blocks = [
        under("containment", texts.msg("containment"), containment),
        // Beside what stopped the spread, the other steps need a heading of their own.
        if alone { mitigations } else { under("mitigations", texts.msg("further-steps"), mitigations) },
        under("indicators", texts.msg("indicators"), indicators),
    ];
    section("handled", texts.msg("section-handled"), blocks.into_iter().flatten().collect())
}

fn steps(writer: &mut Writer<'_>, key: &str, steps: &[Mitigation]) -> Option<Block> {
    if steps.iter().all(|taken| taken.at.is_none()) {
        return untimed(writer, key, steps);
    }
    let rows: Vec<Moment> = steps.iter().map(|taken| step(writer, key, taken)).collect();
    let texts = writer.texts();
    let head = vec![texts.zone_name(writer.incident.zone), texts.msg("handled-step")];
    (!rows.is_empty()).then(|| Block { id: key.to_owned(), kind: BlockKind::Timeline { head, rows } })
}

/// Writes steps of which no time is known: a column for it would hold dashes alone.
fn untimed(writer: &mut Writer<'_>, key: &str, steps: &[Mitigation]) -> Option<Block> {
    let mut items = Vec::new();
    for taken in steps {
        let mut content = Vec::new();
        if let Some(outcome) = taken.outcome {
            let outcome = names::outcome(outcome, writer.texts()).text;
            content
                .push(Inline::Strong(say(writer.texts().msg_with("handled-outcome", &[("outcome", outcome.into())]))));
            content.push(Inline::Text(" ".to_owned()));
        }
        content.extend(writer.statement(&taken.entry.text, &taken.entry.fact));
        items.push(vec![paragraph(&format!("{key}/{}", taken.entry.id), content)]);
    }
    list(key, false, items)
}

fn step(writer: &mut Writer<'_>, key: &str, mitigation: &Mitigation) -> Moment {
    let time = match mitigation.at {
        Some(when) => super::timeline::local_time(writer, &when, None),
        None => say(writer.texts().msg("handled-untimed")),
    };
    Moment {
        id: format!("{key}/{}", mitigation.entry.id),
        time,
        others: Vec::new(),
        mark: mitigation.outcome.map(|outcome| names::outcome(outcome, writer.texts())),
        content: writer.statement(&mitigation.entry.text, &mitigation.entry.fact),
    }
}
