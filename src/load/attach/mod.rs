//! The files that charts and figures show: measured series and pictures, from an incident's folder `files`.

pub(crate) mod csv;
mod jpeg;
pub(crate) mod moment;
mod picture;
mod png;
mod prometheus;
mod shelf;

use super::decode;
use super::incident::SERIES_LIMIT;
use super::rules;
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceMap, Span};
use crate::model::exhibit::{Chart, KnownUnit, Line, Overlay, Sample, Unit};
use crate::model::scenario::series;
use crate::model::{Incident, Newsletter};

use moment::Local;
pub(crate) use shelf::Shelf;

/// A chart has at most so many values.
const SAMPLES_LIMIT: usize = 200_000;

/// A series as a file has it.
struct Raw {
    /// The names that it goes by, the most telling one first.
    names: Vec<String>,
    samples: Vec<Sample>,
}

/// Reads the pictures of an issue of the newsletter.
pub(crate) fn snapshots(newsletter: &mut Newsletter, shelf: &Shelf, report: &mut Report) {
    for picture in newsletter.items.iter_mut().filter_map(|item| item.picture.as_mut()) {
        let place = (picture.file.as_str(), picture.file_span);
        picture.image = shelf.bytes(place, report).and_then(|bytes| picture::read(&bytes, place, report));
    }
}

/// Reads the files of an incident's charts and figures, and checks what they are compared with.
pub(crate) fn attach(incident: &mut Incident, shelf: &Shelf, sources: &mut SourceMap, report: &mut Report) {
    let local = Local { zone: incident.zone, day: shelf.day() };
    for chart in &mut incident.charts {
        if let Some(lines) = lines(chart, (shelf, local), sources, report) {
            chart.lines = lines;
        }
    }
    for figure in &mut incident.figures {
        let place = (figure.file.as_str(), figure.file_span);
        figure.image = shelf.bytes(place, report).and_then(|bytes| picture::read(&bytes, place, report));
    }
    check_overlays(incident, report);
}

fn lines(
    chart: &Chart,
    (shelf, local): (&Shelf, Local),
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<Vec<Line>> {
    let place = (chart.file.as_str(), chart.file_span);
    let ending = chart.file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_table = match ending.as_deref() {
        Some("csv") => true,
        Some("json") => false,
        Some(_) | None => {
            let finding = Diagnostic::error(rules::BAD_VALUE, place.1, format!("`{}` is no file of series", place.0));
            report.push(finding.hint("a chart reads `.csv`, or the answer to a Prometheus range query as `.json`"));
            return None;
        }
    };
    let file = shelf.text(place, sources, report)?;
    let text = sources.file(file).text.clone();
    let found = if is_table {
        csv::read((file, &text), (chart.time.as_deref(), local), report)
    } else {
        prometheus::read((file, &text), report)
    }?;
    let count: usize = found.iter().map(|raw| raw.samples.len()).sum();
    if count > SAMPLES_LIMIT {
        let message = format!("`{}` has {count} values, more than the {SAMPLES_LIMIT} that a chart may have", place.0);
        report.push(Diagnostic::error(rules::LIMIT, place.1, message).hint("export a shorter stretch or longer steps"));
        return None;
    }
    if chart.lines.is_empty() { whole(found, place, report) } else { chosen(chart, &found, report) }
}

/// Takes every series of a file.
fn whole(found: Vec<Raw>, (file, span): (&str, Span), report: &mut Report) -> Option<Vec<Line>> {
    if found.len() > SERIES_LIMIT {
        let names: Vec<&str> = found.iter().filter_map(|raw| raw.names.first()).map(String::as_str).collect();
        let message =
            format!("`{file}` has {} series, more than the {SERIES_LIMIT} that can be told apart", found.len());
        let finding = Diagnostic::error(rules::LIMIT, span, message);
        report.push(finding.hint("choose with `series: [one, two]`").hint(format!("its series: {}", names.join("; "))));
        return None;
    }
    let line = |raw: Raw| Line {
        name: raw.names.into_iter().next().unwrap_or_default(),
        text: None,
        samples: raw.samples,
        span,
    };
    Some(found.into_iter().map(line).collect())
}

/// Takes the series that the chart names.
fn chosen(chart: &Chart, found: &[Raw], report: &mut Report) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    let mut whole = true;
    for line in &chart.lines {
        let matching: Vec<&Raw> = found.iter().filter(|raw| raw.names.contains(&line.name)).collect();
        if let [raw] = matching.as_slice() {
            lines.push(Line { samples: raw.samples.clone(), ..line.clone() });
            continue;
        }
        whole = false;
        let firsts: Vec<&str> = found.iter().filter_map(|raw| raw.names.first()).map(String::as_str).collect();
        let what = if matching.is_empty() { "no series" } else { "more than one series" };
        let message = format!("`{}` has {what} `{}`", chart.file, line.name);
        let finding = Diagnostic::error(rules::DANGLING, line.span, message).label("named here");
        report.push(decode::with_nearest(finding, &line.name, &firsts, "its series"));
    }
    whole.then_some(lines)
}

/// Checks that every series of a model that is laid over a chart is there and counts the same.
fn check_overlays(incident: &Incident, report: &mut Report) {
    for chart in &incident.charts {
        let Some(overlay) = &chart.overlay else { continue };
        if let Some(finding) = overlay_fault(incident, &chart.unit, overlay) {
            report.push(finding);
        }
    }
}

fn overlay_fault(incident: &Incident, unit: &Unit, overlay: &Overlay) -> Option<Diagnostic> {
    let dangling = |message: String| Diagnostic::error(rules::DANGLING, overlay.span, message).label("named here");
    let Some(model) = &incident.model else {
        let finding = dangling("there is no model.yaml beside the incident".to_owned());
        return Some(finding.hint("add `model.yaml`, or take `model:` out of the chart"));
    };
    let Some(run) = model.run(&overlay.run) else {
        let runs: Vec<&str> = model.runs.iter().map(|run| run.id.as_str()).collect();
        let finding = dangling(format!("the run `{}` is not in model.yaml", overlay.run));
        return Some(decode::with_nearest(finding, overlay.run.as_str(), &runs, "runs"));
    };
    let blocks = &run.scenario.blocks;
    let Some((_, kind)) = series::find(blocks, &overlay.series) else {
        let all = blocks.iter().flat_map(|block| {
            series::series_of(&block.kind).iter().map(move |kind| format!("{}.{}", block.id, kind.name))
        });
        let all: Vec<String> = all.collect();
        let names: Vec<&str> = all.iter().map(String::as_str).collect();
        let finding = dangling(format!("the model has no series `{}`", overlay.series));
        return Some(decode::with_nearest(finding, &overlay.series, &names, "series"));
    };
    let dim = match unit {
        Unit::Known(unit) => unit.dim(),
        Unit::Named(_) => None,
    };
    if dim == Some(kind.dim) {
        return None;
    }
    let message = format!("`{}` is {}, which the chart's unit does not count", overlay.series, kind.dim.word());
    let units = KnownUnit::ALL.into_iter().filter(|unit| unit.dim() == Some(kind.dim));
    let units: Vec<String> = units.map(|unit| format!("`unit: {}`", unit.word())).collect();
    let finding = Diagnostic::error(rules::UNIT, overlay.span, message).label("another unit");
    Some(finding.hint(if units.is_empty() { "take `model:` out of the chart".to_owned() } else { units.join(" or ") }))
}
