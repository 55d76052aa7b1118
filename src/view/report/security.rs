//! What the report of an attack has besides: the techniques used, and the traces by which others can tell a hit.

use crate::model::incident::{Indicator, IndicatorKind, Technique};
use crate::model::time::Mark;
use crate::model::{Fact, Incident};
use crate::text::Texts;
use crate::view::document::{Badge, Block, BlockKind, Cell, Href, Inline};
use crate::view::names;
use crate::view::writer::{Writer, cell, head, list, paragraph, say, section};

/// Says whether an incident is told as an attack that was contained, not as an outage that users came back from.
pub(super) fn is_contained(incident: &Incident) -> bool {
    !incident.containment.is_empty()
}

/// Names a key time. Nothing comes back after a theft: it is contained, and over.
pub(super) fn mark(incident: &Incident, mark: Mark, texts: &Texts) -> Badge {
    let badge = names::mark(mark, texts);
    let text = match mark {
        Mark::Mitigated if is_contained(incident) => texts.msg("mark-contained"),
        Mark::Resolved if is_contained(incident) => texts.msg("mark-over"),
        Mark::Change | Mark::Impact | Mark::Detected | Mark::Acknowledged | Mark::Mitigated | Mark::Resolved => {
            return badge;
        }
    };
    Badge { text, tone: badge.tone }
}

/// Writes the techniques of the attack, each linked to its page.
pub(super) fn attack(writer: &mut Writer<'_>) -> Option<Block> {
    let incident = writer.incident;
    let items = incident.attack.iter().map(|technique| vec![self::technique(writer, technique)]).collect();
    section("attack", writer.texts().msg("attack"), list("attack/list", false, items).into_iter().collect())
}

fn technique(writer: &mut Writer<'_>, technique: &Technique) -> Block {
    let page = format!("https://attack.mitre.org/techniques/{}/", technique.number.replace('.', "/"));
    let mut content = vec![Inline::Link(Href::External(page), vec![Inline::Code(technique.number.clone())])];
    if let Some(text) = &technique.text {
        content.push(Inline::Text(": ".to_owned()));
        content.extend(writer.inline(text));
    }
    content.extend(writer.tail(&technique.fact));
    // A number after a point at the end of an id would read as a further paragraph of one text.
    paragraph(&format!("attack/{}", technique.number.replace('.', "-")), content)
}

/// Writes the table of indicators of compromise.
pub(super) fn indicators(writer: &mut Writer<'_>) -> Option<Block> {
    let incident = writer.incident;
    let rows: Vec<Vec<Cell>> = incident.indicators.iter().map(|indicator| row(writer, indicator)).collect();
    let texts = writer.texts();
    let kind = BlockKind::Table {
        caption: say(texts.msg("indicators-caption")),
        head: head([
            texts.msg("indicator-value"),
            texts.msg("indicator-kind"),
            texts.msg("indicator-meaning"),
            texts.msg("indicator-as-of"),
        ]),
        rows,
    };
    (!incident.indicators.is_empty()).then(|| Block { id: "indicators".to_owned(), kind })
}

fn row(writer: &mut Writer<'_>, indicator: &Indicator) -> Vec<Cell> {
    let texts = writer.texts();
    let entry = &indicator.entry;
    let day = entry.fact.as_of.map_or_else(|| "–".to_owned(), |day| texts.date(day));
    // The date has a column of its own.
    let undated = Fact { as_of: None, ..entry.fact.clone() };
    vec![
        cell(vec![Inline::Code(indicator.value.clone())]),
        cell(say(kind(indicator.kind, texts))),
        cell(writer.statement(&entry.text, &undated)),
        cell(say(day)),
    ]
}

pub(in crate::view) fn kind(kind: IndicatorKind, texts: &Texts) -> String {
    match kind {
        IndicatorKind::Domain => texts.msg("indicator-domain"),
        IndicatorKind::Address => texts.msg("indicator-ip"),
        IndicatorKind::Url => texts.msg("indicator-url"),
        IndicatorKind::Email => texts.msg("indicator-email"),
        IndicatorKind::Hash => texts.msg("indicator-hash"),
        IndicatorKind::File => texts.msg("indicator-file"),
        IndicatorKind::Extension => texts.msg("indicator-extension"),
        IndicatorKind::Application => texts.msg("indicator-application"),
    }
}
