//! At a glance: the summary, the key facts, what it was not.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::model::time::Mark;
use crate::view::document::{Block, BlockKind, CalloutKind, Inline, Inlines};
use crate::view::names;
use crate::view::writer::{Writer, list, paragraph, say, section};

/// Writes the section.
pub(super) fn at_a_glance(writer: &mut Writer<'_>) -> Option<Block> {
    let incident = writer.incident;
    let mut blocks = Vec::new();
    if let Some(summary) = &incident.summary {
        blocks.extend(writer.passage("summary", &summary.text, &summary.fact));
    }
    let facts = facts(writer);
    if !facts.is_empty() {
        blocks.push(Block { id: "facts".to_owned(), kind: BlockKind::Facts(facts) });
    }
    let mut items = Vec::new();
    for entry in &incident.ruled_out {
        let content = writer.statement(&entry.text, &entry.fact);
        items.push(vec![paragraph(&format!("ruled_out/{}", entry.id), content)]);
    }
    if let Some(list) = list("ruled_out/list", false, items) {
        let title = say(writer.texts().msg("ruled-out"));
        let kind = BlockKind::Callout { kind: CalloutKind::Note, title, blocks: vec![list] };
        blocks.push(Block { id: "ruled_out".to_owned(), kind });
    }
    section("at-a-glance", writer.texts().msg("section-glance"), blocks)
}

fn facts(writer: &Writer<'_>) -> Vec<(Inlines, Inlines)> {
    let texts = writer.texts();
    let incident = writer.incident;
    let mut facts = Vec::new();
    let mut add = |name: String, value: Inlines| facts.push((vec![Inline::Text(name)], value));
    if let Some(severity) = incident.severity {
        add(texts.msg("fact-severity"), say(names::severity(severity).text));
    }
    if !incident.services.is_empty() {
        add(texts.msg("fact-services"), say(texts.list(&incident.services)));
    }
    let start = incident.marked(Mark::Impact).map(|event| event.when.from);
    let end = incident.marked(Mark::Resolved).map(|event| event.when.from);
    if let Some(start) = start {
        let reader = writer.press.edition.settings.zone;
        let zones = if reader == incident.zone { vec![reader] } else { vec![incident.zone, reader] };
        for zone in zones {
            let name = texts.msg_with("fact-when", &[("zone", texts.zone_name(zone).into())]);
            add(name, stretch(writer, start, end, zone));
        }
    }
    let contained = super::security::is_contained(incident);
    for (name, mark) in [
        (texts.msg("fact-detect"), Mark::Detected),
        (texts.msg("fact-acknowledge"), Mark::Acknowledged),
        (if contained { texts.msg("fact-contain") } else { texts.msg("fact-mitigate") }, Mark::Mitigated),
        (if contained { texts.msg("fact-over") } else { texts.msg("fact-resolve") }, Mark::Resolved),
    ] {
        if let Some(minutes) = incident.minutes_between(Mark::Impact, mark) {
            add(name, say(since_impact(writer, minutes)));
        }
    }
    facts
}

/// Says how long after the impact something came; alerts may come before it.
fn since_impact(writer: &Writer<'_>, minutes: i64) -> String {
    let texts = writer.texts();
    match minutes {
        0 => texts.msg("fact-same-minute"),
        ..0 => texts.msg_with("fact-before-impact", &[("duration", texts.duration_minutes(-minutes).into())]),
        1.. => texts.duration_minutes(minutes),
    }
}

/// Prints a stretch of time, and the second date where it differs.
fn stretch(writer: &Writer<'_>, start: DateTime<Utc>, end: Option<DateTime<Utc>>, zone: Tz) -> Inlines {
    let texts = writer.texts();
    let local = start.with_timezone(&zone);
    let time = |at: DateTime<Tz>, text: String| Inline::Time { iso: at.to_rfc3339(), text };
    let mut content = vec![time(local, format!("{}, {}", texts.date(local.date_naive()), texts.clock(local)))];
    if let Some(end) = end.map(|end| end.with_timezone(&zone)) {
        content.push(Inline::Text("–".to_owned()));
        let clock = texts.clock(end);
        let same_day = end.date_naive() == local.date_naive();
        content.push(time(end, if same_day { clock } else { format!("{}, {clock}", texts.date(end.date_naive())) }));
    }
    content
}
