//! What happened when: the chart, and the table in three zones.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::time::{Precision, When};
use crate::view::document::{Block, BlockKind, Inline, Inlines, Moment};
use crate::view::writer::{Writer, say, section};

/// Writes the section.
pub(super) fn timeline(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let incident = writer.incident;
    if incident.timeline.is_empty() {
        return None;
    }
    let mut zones = vec![incident.zone];
    for zone in [Tz::UTC, writer.press.edition.settings.zone] {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    let mut rows = Vec::new();
    let mut before = None;
    for (index, event) in incident.timeline.iter().enumerate() {
        let others = zones[1..].iter().map(|zone| in_zone(writer, (&event.when, before), *zone)).collect();
        rows.push(Moment {
            id: format!("timeline/{}", index + 1),
            time: local_time(writer, &event.when, before),
            others,
            mark: event.mark.map(|mark| super::security::mark(incident, mark, texts)),
            content: writer.statement(&event.text, &event.fact),
        });
        before = Some(&event.when);
    }
    let mut head: Vec<String> = zones.iter().map(|zone| texts.zone_name(*zone)).collect();
    head.push(texts.msg("timeline-event"));
    let mut blocks: Vec<Block> = super::timeline_figure(writer).into_iter().collect();
    blocks.push(Block { id: "timeline/table".to_owned(), kind: BlockKind::Timeline { head, rows } });
    section("timeline", texts.msg("section-timeline"), blocks)
}

/// Returns the day that the incident is told from: that of its impact, else of its first event.
pub(super) fn day_of(writer: &Writer<'_>) -> Option<NaiveDate> {
    writer.incident.day()
}

/// Prints a time in the incident's zone, after the row `before` it.
pub(super) fn local_time(writer: &Writer<'_>, when: &When, before: Option<&When>) -> Inlines {
    match when.precision {
        Precision::Day => {
            let text = writer.texts().date_short(when.local_day);
            vec![Inline::Time { iso: when.local_day.to_string(), text }]
        }
        Precision::Exact | Precision::About => in_zone(writer, (when, before), writer.incident.zone),
    }
}

/// Prints a time in a zone, with its date where that is not the incident's, or not that of the row before. A date alone
/// has no other zone.
fn in_zone(writer: &Writer<'_>, (when, before): (&When, Option<&When>), zone: Tz) -> Inlines {
    let last = before.map(|before| last_day(before, zone));
    let day = day_of(writer).filter(|day| last.is_none_or(|last| last == *day));
    match when.precision {
        Precision::Day => say("–".to_owned()),
        Precision::Exact | Precision::About => {
            let from = moment(writer, (when.from, when.precision == Precision::About), zone, day);
            let Some(to) = when.to else { return vec![from] };
            let from_day = Some(when.from.with_timezone(&zone).date_naive());
            vec![from, Inline::Text("–".to_owned()), moment(writer, (to, false), zone, from_day)]
        }
    }
}

/// Returns the day on which a row ends, as a zone has it.
fn last_day(when: &When, zone: Tz) -> NaiveDate {
    match when.precision {
        Precision::Day => when.local_day,
        Precision::Exact | Precision::About => when.to.unwrap_or(when.from).with_timezone(&zone).date_naive(),
    }
}

fn moment(writer: &Writer<'_>, (at, about): (DateTime<Utc>, bool), zone: Tz, day: Option<NaiveDate>) -> Inline {
    let texts = writer.texts();
    let local = at.with_timezone(&zone);
    let clock = texts.clock_known(local, about);
    let here = local.date_naive();
    let date = if Some(here) == day { String::new() } else { format!("{}, ", texts.date_short(here)) };
    Inline::Time { iso: local.to_rfc3339(), text: format!("{date}{clock}") }
}
