//! How long incidents took, over all reports: to detect, to serve most users again, to the end.

use super::Press;
use super::document::{Block, BlockKind};
use super::report::{length, since_impact};
use super::writer::section as section_of;
use crate::base::math;
use crate::chart::drawing::Table;
use crate::chart::durations::{DurationsSpec, Lasted, Strip, durations};
use crate::chart::{Words, for_screens};
use crate::model::Incident;
use crate::model::time::{Length, Mark};
use crate::text::{Arg, Texts};

/// From this many values on there is a median.
const FEW: usize = 3;

/// What is measured from the first impact on, with the key of its name.
const MEASURES: [(&str, Mark); 3] = [
    ("durations-detect", Mark::Detected),
    ("durations-mitigate", Mark::Mitigated),
    ("durations-resolve", Mark::Resolved),
];

/// One length of every incident that has it.
struct Measured<'a> {
    known: Vec<(&'a Incident, Length)>,
    unknown: Vec<&'a Incident>,
}

/// Writes the section of the index; `None` where fewer than two incidents have come to an end.
pub(super) fn section(press: Press<'_>) -> Option<Block> {
    let texts = press.texts;
    if measured(press, Mark::Resolved).known.len() < 2 {
        return None;
    }
    let print = |seconds: f64| texts.duration_minutes(math::round(seconds / 60.0) as i64);
    let spec = DurationsSpec {
        words: words(press),
        print: &print,
        edge: texts.msg("durations-edge"),
        strips: MEASURES.into_iter().map(|(key, mark)| strip(press, texts.msg(key), mark)).collect(),
    };
    let drawing = for_screens(press.fonts, |sheet| durations(&spec, sheet));
    let figure = Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) };
    section_of("durations", texts.msg("durations-title"), vec![figure])
}

fn measured(press: Press<'_>, mark: Mark) -> Measured<'_> {
    let mut measured = Measured { known: Vec::new(), unknown: Vec::new() };
    for incident in &press.edition.incidents {
        match incident.length_between(Mark::Impact, mark) {
            Some(length) => measured.known.push((incident, length)),
            None => measured.unknown.push(incident),
        }
    }
    measured.known.sort_by_key(|(_, length)| minutes(*length));
    measured
}

fn minutes(length: Length) -> i64 {
    match length {
        Length::Minutes(minutes) | Length::About(minutes) => minutes,
        Length::Days(days) => days * 24 * 60,
    }
}

/// Names an incident by the first service it hit, and its day.
fn name(press: Press<'_>, incident: &Incident) -> String {
    let service = service(incident);
    match incident.day() {
        Some(day) => press
            .texts
            .msg_with("durations-name", &[("service", service.into()), ("date", press.texts.date(day).into())]),
        None => service,
    }
}

fn service(incident: &Incident) -> String {
    incident.services.first().map_or_else(|| incident.id.as_str().to_owned(), Clone::clone)
}

fn strip(press: Press<'_>, title: String, mark: Mark) -> Strip {
    let texts = press.texts;
    let Measured { known, unknown } = measured(press, mark);
    let points = known.iter().map(|(incident, of)| Lasted {
        name: service(incident),
        date: incident.day().map_or_else(String::new, |day| texts.date(day)),
        seconds: minutes(*of) as f64 * 60.0,
        value: since_impact(texts, *of),
        about: !matches!(of, Length::Minutes(_)),
    });
    let median = median(&known);
    let count = |key: &str| texts.msg_with(key, &[("count", known.len().into())]);
    let told = median.map(|minutes| {
        let printed = texts.duration_minutes(math::round(minutes) as i64);
        let words = texts.msg_with("durations-median", &[("median", printed.into()), ("count", known.len().into())]);
        (minutes, words)
    });
    let mut notes = Vec::new();
    notes.extend(match &told {
        None => Some(count("durations-no-median")),
        // The axis has no place for it either.
        Some((minutes, _)) => (*minutes <= 0.0).then(|| {
            let printed = texts.duration_minutes(math::round(*minutes) as i64);
            texts.msg_with("durations-median-said", &[("median", printed.into()), ("count", known.len().into())])
        }),
    });
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.into_iter().map(|incident| name(press, incident)).collect();
        notes.push(texts.msg_with("durations-unknown", &[("names", names.join("; ").into())]));
    }
    let median = told.filter(|(minutes, _)| *minutes > 0.0).map(|(minutes, words)| (minutes * 60.0, words));
    Strip { title, points: points.collect(), median, notes }
}

/// Returns the median in minutes, of at least [`FEW`] values that ascend.
fn median(known: &[(&Incident, Length)]) -> Option<f64> {
    let value = |at: usize| minutes(known[at].1) as f64;
    let count = known.len();
    (count >= FEW).then(|| f64::midpoint(value((count - 1) / 2), value(count / 2)))
}

fn words(press: Press<'_>) -> Words {
    let texts = press.texts;
    let Measured { known, .. } = measured(press, Mark::Resolved);
    let end = |of: Option<&(&Incident, Length)>| Arg::Text(of.map_or_else(String::new, |(_, of)| length(texts, *of)));
    let mut args = vec![("count", Arg::from(known.len())), ("low", end(known.first())), ("high", end(known.last()))];
    let takeaway = match median(&known) {
        Some(minutes) => {
            args.push(("median", texts.duration_minutes(math::round(minutes) as i64).into()));
            texts.msg_with("durations-takeaway", &args)
        }
        None => texts.msg_with("durations-takeaway-few", &args),
    };
    let mut head = vec![texts.msg("durations-incident")];
    head.extend(MEASURES.map(|(key, _)| texts.msg(key)));
    Words {
        id: "durations/chart".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption: texts.msg("durations-caption"),
        alt: alt(press),
        table: Table {
            head,
            rows: press.edition.incidents.iter().map(|incident| row(press, incident, texts)).collect(),
        },
    }
}

fn row(press: Press<'_>, incident: &Incident, texts: &Texts) -> Vec<String> {
    let mut row = vec![name(press, incident)];
    row.extend(MEASURES.map(|(_, mark)| {
        let of = incident.length_between(Mark::Impact, mark);
        of.map_or_else(|| texts.msg("durations-not-recorded"), |of| length(texts, of))
    }));
    row
}

fn alt(press: Press<'_>) -> String {
    let texts = press.texts;
    let measures = MEASURES.map(|(key, mark)| {
        let Measured { known, .. } = measured(press, mark);
        let said = known.iter().map(|(incident, of)| format!("{} {}", name(press, incident), length(texts, *of)));
        let args = [("measure", texts.msg(key).into()), ("values", said.collect::<Vec<_>>().join("; ").into())];
        texts.msg_with("durations-alt-measure", &args)
    });
    texts.msg_with("durations-alt", &[("measures", measures.join(" ").into())])
}
