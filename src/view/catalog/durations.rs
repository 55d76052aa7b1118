//! How long incidents took, over all reports: to detect, to serve most users again, to the end.

use crate::base::math;
use crate::catalog::stats::{Lengths, MARKS, lengths, minutes};
use crate::chart::drawing::Table;
use crate::chart::durations::{CROWD, DurationsSpec, Lasted, Strip, durations};
use crate::chart::{Words, for_screens};
use crate::model::Incident;
use crate::model::time::{Length, Mark};
use crate::text::{Arg, Texts};
use crate::view::Press;
use crate::view::document::{Block, BlockKind};
use crate::view::report::{length, since_impact};
use crate::view::writer::section as section_of;

/// More incidents than this are counted instead of named.
const FEW_NAMES: usize = 8;

/// Names what is measured from the first impact on.
pub(super) fn name_of(mark: Mark, texts: &Texts) -> String {
    match mark {
        Mark::Detected => texts.msg("durations-detect"),
        Mark::Acknowledged => texts.msg("durations-acknowledge"),
        Mark::Mitigated => texts.msg("durations-mitigate"),
        Mark::Change | Mark::Impact | Mark::Resolved => texts.msg("durations-resolve"),
    }
}

/// Measures what some record says.
fn measured(press: Press<'_>) -> Vec<Lengths<'_>> {
    let all = MARKS.into_iter().map(|mark| lengths(press.edition, mark));
    all.filter(|lengths| !lengths.known.is_empty()).collect()
}

/// Writes the section; `None` where fewer than two incidents have come to an end.
pub(super) fn section(press: Press<'_>) -> Option<Block> {
    let texts = press.texts;
    let whole = lengths(press.edition, Mark::Resolved);
    if whole.known.len() < 2 {
        return None;
    }
    let measured = measured(press);
    let order = order(press, &whole);
    // How long it all took comes first, as the sentence over the picture speaks of that.
    let strips = measured.iter().rev().map(|lengths| strip(press, lengths, &order)).collect();
    let print = |seconds: f64| texts.duration_minutes(math::round(seconds / 60.0) as i64);
    let spec = DurationsSpec {
        words: words(press, &whole, &measured),
        print: &print,
        edge: texts.msg("durations-edge"),
        strips,
    };
    let drawing = for_screens(press.fonts, |sheet| durations(&spec, sheet));
    let figure = Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) };
    section_of("durations", texts.msg("durations-title"), vec![figure])
}

/// Names an incident by the first service it hit, and its day.
pub(super) fn name(press: Press<'_>, incident: &Incident) -> String {
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

/// Returns the incidents in the order in which every part of the picture has them: by how long all of it took, then
/// those whose end is not known.
fn order<'a>(press: Press<'a>, whole: &Lengths<'a>) -> Vec<&'a Incident> {
    let known = whole.known.iter().map(|(incident, _)| *incident);
    let open = press
        .edition
        .incidents
        .iter()
        .map(|one| &**one)
        .filter(|one| !whole.known.iter().any(|(known, _)| known.id == one.id));
    known.chain(open).collect()
}

fn lasted(press: Press<'_>, incident: &Incident, of: Option<Length>) -> Lasted {
    let texts = press.texts;
    Lasted {
        name: service(incident),
        date: incident.day().map_or_else(String::new, |day| texts.date(day)),
        seconds: of.map(|of| minutes(of) as f64 * 60.0),
        value: of.map_or_else(|| texts.msg("durations-not-recorded"), |of| since_impact(texts, of)),
        about: of.is_some_and(|of| !matches!(of, Length::Minutes(_))),
    }
}

fn strip(press: Press<'_>, lengths: &Lengths<'_>, order: &[&Incident]) -> Strip {
    let texts = press.texts;
    let Lengths { known, unknown, .. } = lengths;
    // A crowd has no names, and stands in the order of its lengths.
    let crowd = order.len() > CROWD;
    let points: Vec<Lasted> = if crowd {
        known.iter().map(|(incident, of)| lasted(press, incident, Some(*of))).collect()
    } else {
        let of = |incident: &Incident| known.iter().find(|(one, _)| one.id == incident.id).map(|(_, of)| *of);
        order.iter().map(|incident| lasted(press, incident, of(incident))).collect()
    };
    let printed = |minutes: f64| texts.duration_minutes(math::round(minutes) as i64);
    let args = |minutes: f64| [("median", printed(minutes).into()), ("count", known.len().into())];
    let median = lengths.spread().and_then(|spread| spread.median);
    let mut notes = Vec::new();
    notes.extend(match median {
        None => Some(texts.msg_with("durations-no-median", &[("count", known.len().into())])),
        // The axis has no place for it either.
        Some(minutes) => (minutes <= 0.0).then(|| texts.msg_with("durations-median-said", &args(minutes))),
    });
    if !crowd {
        // Their rows say so.
    } else if unknown.len() > FEW_NAMES {
        notes.push(texts.msg_with("durations-unknown-many", &[("count", unknown.len().into())]));
    } else if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().map(|incident| name(press, incident)).collect();
        notes.push(texts.msg_with("durations-unknown", &[("names", names.join("; ").into())]));
    }
    let median = median.filter(|minutes| *minutes > 0.0);
    let median = median.map(|minutes| (minutes * 60.0, texts.msg_with("durations-median", &args(minutes))));
    Strip { title: name_of(lengths.mark, texts), points, median, notes }
}

fn words(press: Press<'_>, whole: &Lengths<'_>, measured: &[Lengths<'_>]) -> Words {
    let texts = press.texts;
    let end = |of: Option<&(&Incident, Length)>| Arg::Text(of.map_or_else(String::new, |(_, of)| length(texts, *of)));
    let known = &whole.known;
    let mut args = vec![("count", Arg::from(known.len())), ("low", end(known.first())), ("high", end(known.last()))];
    let takeaway = match whole.spread().and_then(|spread| spread.median) {
        Some(minutes) => {
            args.push(("median", texts.duration_minutes(math::round(minutes) as i64).into()));
            texts.msg_with("durations-takeaway", &args)
        }
        None => texts.msg_with("durations-takeaway-few", &args),
    };
    let mut head = vec![texts.msg("durations-incident")];
    head.extend(measured.iter().map(|lengths| name_of(lengths.mark, texts)));
    let rows = press.edition.incidents.iter().map(|incident| row(press, incident, measured));
    Words {
        id: "durations/chart".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption: texts.msg("durations-caption"),
        alt: alt(press, measured),
        table: Table { head, rows: rows.collect() },
    }
}

fn row(press: Press<'_>, incident: &Incident, measured: &[Lengths<'_>]) -> Vec<String> {
    let texts = press.texts;
    let mut row = vec![name(press, incident)];
    row.extend(measured.iter().map(|lengths| {
        let of = incident.length_between(Mark::Impact, lengths.mark);
        of.map_or_else(|| texts.msg("durations-not-recorded"), |of| since_impact(texts, of))
    }));
    row
}

fn alt(press: Press<'_>, measured: &[Lengths<'_>]) -> String {
    let texts = press.texts;
    let each = measured.iter().map(|lengths| {
        let known = lengths.known.iter();
        let said = known.map(|(incident, of)| format!("{} {}", name(press, incident), since_impact(texts, *of)));
        let values =
            if lengths.known.len() > CROWD { crowd(texts, lengths) } else { said.collect::<Vec<_>>().join("; ") };
        let args = [("measure", name_of(lengths.mark, texts).into()), ("values", values.into())];
        texts.msg_with("durations-alt-measure", &args)
    });
    texts.msg_with("durations-alt", &[("measures", each.collect::<Vec<_>>().join(" ").into())])
}

/// Says what too many lengths to be told one by one come to.
fn crowd(texts: &Texts, lengths: &Lengths<'_>) -> String {
    let end = |of: Option<&(&Incident, Length)>| of.map_or_else(String::new, |(_, of)| since_impact(texts, *of));
    let median = lengths.spread().and_then(|spread| spread.median).unwrap_or_default();
    let args = [
        ("count", Arg::from(lengths.known.len())),
        ("median", texts.duration_minutes(math::round(median) as i64).into()),
        ("low", end(lengths.known.first()).into()),
        ("high", end(lengths.known.last()).into()),
    ];
    texts.msg_with("durations-alt-crowd", &args)
}
