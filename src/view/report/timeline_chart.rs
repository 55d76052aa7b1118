//! The picture of the timeline: the incident's day to scale, in phases between key times.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::timeline::{day_of, local_time};
use crate::chart::drawing::{Role, Table};
use crate::chart::timeline::{Event, Phase, TimelineSpec, timeline};
use crate::chart::{Words, for_screens};
use crate::model::Incident;
use crate::model::time::{Length, Mark, Precision};
use crate::text::{Arg, Texts};
use crate::view::document::{Block, BlockKind};
use crate::view::writer::{Writer, plain};

/// Draws the timeline; `None` with fewer than two events of known time.
pub(in crate::view) fn figure(writer: &mut Writer<'_>) -> Option<Block> {
    let day = day_of(writer)?;
    let events = events(writer, day);
    if events.len() < 2 {
        return None;
    }
    let texts = writer.texts();
    let phases = phases(writer, day);
    let words = words(writer, &events, &phases);
    // At midnight the date says more than the hour.
    let clock = |seconds: f64| {
        let at = clock_at(writer, day, seconds);
        if at.time() == NaiveTime::MIN { texts.date_short(at.date_naive()) } else { texts.clock(at) }
    };
    let zone = texts.zone_name(writer.incident.zone);
    let spec = TimelineSpec { words, clock: &clock, zone, phases, events };
    let drawing = for_screens(writer.press.fonts, |sheet| timeline(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

fn midnight(writer: &Writer<'_>, day: NaiveDate) -> DateTime<Utc> {
    let naive = day.and_time(NaiveTime::MIN);
    // A day that begins with a clock change has no midnight, or two; UTC's then serves as well for a scale.
    naive.and_local_timezone(writer.incident.zone).earliest().map_or(naive.and_utc(), |local| local.to_utc())
}

fn clock_at(writer: &Writer<'_>, day: NaiveDate, seconds: f64) -> DateTime<chrono_tz::Tz> {
    (midnight(writer, day) + chrono::Duration::seconds(seconds as i64)).with_timezone(&writer.incident.zone)
}

fn seconds(writer: &Writer<'_>, day: NaiveDate, at: DateTime<Utc>) -> f64 {
    (at - midnight(writer, day)).num_seconds() as f64
}

/// Returns the events from the incident's day on. A date alone fills its day on the scale; it has a place there only
/// where the scale runs over days, between the day of the incident and the last time that is known to the hour.
fn events(writer: &mut Writer<'_>, day: NaiveDate) -> Vec<Event> {
    let incident = writer.incident;
    let timed = incident.timeline.iter().filter(|event| event.when.precision != Precision::Day || event.mark.is_some());
    let last = timed.map(|event| event.when.local_day).max();
    let has_place = |event: &&crate::model::incident::Event| match event.when.precision {
        Precision::Exact | Precision::About => event.when.local_day >= day,
        Precision::Day => event.mark.is_some() || (event.when.local_day > day && Some(event.when.local_day) < last),
    };
    let mut events = Vec::new();
    let mut before = None;
    for event in incident.timeline.iter().filter(has_place) {
        let to = match event.when.precision {
            Precision::Day => event.when.local_day.succ_opt().map(|next| midnight(writer, next)),
            Precision::Exact | Precision::About => event.when.to,
        };
        events.push(Event {
            at: seconds(writer, day, event.when.from),
            until: to.map(|to| seconds(writer, day, to)),
            time: plain(&local_time(writer, &event.when, before)),
            text: writer.plain(&event.text),
            key: event.mark.is_some(),
            turn: event.mark.and_then(|mark| turn(writer, mark)),
        });
        before = Some(&event.when);
    }
    events
}

/// Says of the impact that lengths are counted from it, and of the end how long it was until then.
fn turn(writer: &Writer<'_>, mark: Mark) -> Option<String> {
    let texts = writer.texts();
    match mark {
        Mark::Impact => Some(texts.msg("chart-timeline-zero")),
        Mark::Resolved => {
            let length = super::glance::length(texts, writer.incident.length_between(Mark::Impact, mark)?);
            Some(texts.msg_with("chart-timeline-end", &[("length", length.into())]))
        }
        Mark::Change | Mark::Detected | Mark::Acknowledged | Mark::Mitigated => None,
    }
}

/// Returns the stretches between key times, each named by what is known and felt in it.
fn phases(writer: &Writer<'_>, day: NaiveDate) -> Vec<Phase> {
    let texts = writer.texts();
    let marked = Mark::ALL.into_iter().filter(|mark| *mark != Mark::Acknowledged);
    let mut bounds: Vec<(f64, Mark)> =
        marked.filter_map(|mark| Some((seconds(writer, day, writer.incident.marked(mark)?.when.from), mark))).collect();
    bounds.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut phases = Vec::new();
    for (index, pair) in bounds.windows(2).enumerate() {
        let (from, to) = (pair[0].0, pair[1].0);
        let passed: Vec<Mark> = bounds[..=index].iter().map(|(_, mark)| *mark).collect();
        let (name, role) = phase_name(&passed, writer.incident, texts);
        if to > from {
            let length = writer.incident.length_between(pair[0].1, pair[1].1);
            let length = length.map_or_else(String::new, |length| super::glance::length(texts, length));
            let label = texts.msg_with("phase-with-length", &[("phase", name.into()), ("length", length.into())]);
            phases.push(Phase { from, to, label, role });
        }
    }
    phases
}

fn phase_name(passed: &[Mark], incident: &Incident, texts: &Texts) -> (String, Role) {
    let has = |mark: Mark| passed.contains(&mark);
    let name = |exposed: String, hit: String| if super::security::is_contained(incident) { exposed } else { hit };
    // Where the record does not say when it was detected, nobody can say that it was not yet.
    let is_to_come = |mark: Mark| !has(mark) && incident.marked(mark).is_some();
    if has(Mark::Resolved) {
        (texts.msg("phase-over"), Role::Good)
    } else if has(Mark::Mitigated) {
        (name(texts.msg("phase-contained"), texts.msg("phase-recovering")), Role::Main)
    } else if has(Mark::Impact) && is_to_come(Mark::Detected) {
        (name(texts.msg("phase-exposed-unknown"), texts.msg("phase-felt-unknown")), Role::Bad)
    } else if has(Mark::Impact) {
        (name(texts.msg("phase-exposed"), texts.msg("phase-felt")), Role::Bad)
    } else if has(Mark::Detected) {
        (texts.msg("phase-known"), Role::Open)
    } else {
        (texts.msg("phase-unnoticed"), Role::Second)
    }
}

fn words(writer: &Writer<'_>, events: &[Event], phases: &[Phase]) -> Words {
    let texts = writer.texts();
    let since = |mark| writer.incident.length_between(Mark::Impact, mark);
    let length = |length: Length| Arg::Text(super::glance::length(texts, length));
    let contained = super::security::is_contained(writer.incident);
    let takeaway = match (since(Mark::Mitigated), since(Mark::Resolved)) {
        (Some(most), Some(all)) if contained => {
            texts.msg_with("chart-timeline-contained", &[("contained", length(most)), ("over", length(all))])
        }
        (Some(most), Some(all)) => {
            texts.msg_with("chart-timeline-both", &[("most", length(most)), ("all", length(all))])
        }
        (None, Some(all)) => texts.msg_with("chart-timeline-all", &[("all", length(all))]),
        (_, None) => texts.msg("chart-timeline-open"),
    };
    let zone = texts.zone_name(writer.incident.zone);
    let names: Vec<String> = phases.iter().map(|phase| phase.label.clone()).collect();
    let ends = (events.first().map(|event| event.time.clone()), events.last().map(|event| event.time.clone()));
    let alt = texts.msg_with(
        "chart-timeline-alt",
        &[
            ("count", events.len().into()),
            ("from", ends.0.unwrap_or_default().into()),
            ("to", ends.1.unwrap_or_default().into()),
            ("phases", names.join(", ").into()),
        ],
    );
    let mut caption = texts.msg_with("chart-timeline-caption", &[("zone", zone.clone().into())]);
    if events.iter().any(|event| event.until.is_some()) {
        caption = format!("{caption} {}", texts.msg("chart-timeline-caption-long"));
    }
    Words {
        id: "timeline/chart".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption,
        alt,
        table: Table {
            head: vec![zone, texts.msg("timeline-event")],
            rows: events.iter().map(|event| vec![event.time.clone(), event.text.clone()]).collect(),
        },
    }
}
