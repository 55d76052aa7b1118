//! A chart of what the team measured, with the key times of the record and, where it is asked for, what the model says.

use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::chart::for_screens;
use crate::chart::measured::{COLUMNS, Line, MeasuredSpec, ModelLine, measured, pieces, thin};
use crate::chart::series::Milestone;
use crate::chart::{Words, drawing::Table};
use crate::model::Fact;
use crate::model::exhibit::{Chart, KnownUnit, Unit};
use crate::model::time::{Mark, Precision};
use crate::runs::evidence::{Evidence, RunRecord, Series};
use crate::text::Texts;
use crate::view::document::{Block, BlockKind};
use crate::view::report::security;
use crate::view::writer::{Writer, plain};

/// A table of more rows than this is read by nobody.
const ROWS: f64 = 40.0;
/// The key times that stand in a chart; that someone picked the incident up changes no curve.
const MARKS: [Mark; 5] = [Mark::Change, Mark::Impact, Mark::Detected, Mark::Mitigated, Mark::Resolved];

/// A named line: times in seconds from the clock's midnight, and values; NaN in a gap.
struct Named {
    label: String,
    values: Vec<(f64, f64)>,
}

/// The clock of a chart.
#[derive(Clone, Copy)]
struct Clock {
    midnight: DateTime<Utc>,
    zone: Tz,
    /// The stretch that is shown.
    shown: (f64, f64),
}

impl Clock {
    fn of(chart: &Chart, zone: Tz) -> Option<Self> {
        let times = || chart.lines.iter().flat_map(|line| &line.samples).map(|sample| sample.at);
        let (from, to) = (times().min()?, times().max()?);
        let day = from.with_timezone(&zone).date_naive().and_time(NaiveTime::MIN);
        // A day that begins with a clock change has no midnight; its first moment then serves as well for a scale.
        let midnight = zone.from_local_datetime(&day).earliest().map_or(from, |local| local.with_timezone(&Utc));
        let clock = Self { midnight, zone, shown: (0.0, 0.0) };
        Some(Self { shown: (clock.seconds(from), clock.seconds(to)), ..clock })
    }

    fn seconds(self, at: DateTime<Utc>) -> f64 {
        (at - self.midnight).num_milliseconds() as f64 / 1000.0
    }

    fn at(self, seconds: f64) -> DateTime<Tz> {
        let milliseconds = crate::base::math::round(seconds * 1000.0) as i64;
        (self.midnight + chrono::Duration::milliseconds(milliseconds)).with_timezone(&self.zone)
    }

    /// Prints a moment of the axis: at midnight the date says more than the hour.
    fn tick(self, seconds: f64, texts: &Texts) -> String {
        let at = self.at(seconds);
        if at.time() == NaiveTime::MIN { texts.date_short(at.date_naive()) } else { self.time(at, texts) }
    }

    /// Prints a moment, with its day where the chart runs over more than one.
    fn moment(self, seconds: f64, texts: &Texts) -> String {
        let at = self.at(seconds);
        if self.is_one_day() { self.time(at, texts) } else { texts.clock_on_day(at) }
    }

    /// As [`Self::moment`], of a time that is known roughly.
    fn about(self, seconds: f64, texts: &Texts) -> String {
        let at = self.at(seconds);
        let clock = texts.clock_known(at, true);
        if self.is_one_day() { clock } else { texts.on_day(&clock, at.date_naive()) }
    }

    fn is_one_day(self) -> bool {
        self.at(self.shown.0).date_naive() == self.at(self.shown.1).date_naive()
    }

    fn time(self, at: DateTime<Tz>, texts: &Texts) -> String {
        use chrono::Timelike;
        // Where the stretch is long, the seconds of a peak say nothing.
        let short = self.shown.1 - self.shown.0 < 1800.0;
        if at.second() > 0 && short { texts.clock_seconds(at) } else { texts.clock(at) }
    }
}

/// How the values of a chart are printed.
struct Printer<'a> {
    texts: &'a Texts,
    unit: &'a Unit,
    /// The unit as the axis has it.
    name: String,
    /// What one printed unit is in the chart's own.
    scale: f64,
}

impl<'a> Printer<'a> {
    fn new(writer: &mut Writer<'_>, texts: &'a Texts, (unit, highest): (&'a Unit, f64)) -> Self {
        let (name, scale) = match unit {
            Unit::Named(text) => (writer.plain(text), 1.0),
            Unit::Known(known) => match known {
                KnownUnit::Milliseconds => (texts.msg("measured-unit-ms"), 1.0),
                KnownUnit::Seconds => (texts.msg("measured-unit-s"), 1.0),
                KnownUnit::Minutes => (texts.msg("measured-unit-min"), 1.0),
                KnownUnit::Percent | KnownUnit::Share => (texts.msg("measured-unit-share"), 1.0),
                KnownUnit::PerSecond => (texts.msg("measured-unit-per-second"), 1.0),
                KnownUnit::PerMinute => (texts.msg("measured-unit-per-minute"), 1.0),
                KnownUnit::Count => (texts.msg("measured-unit-count"), 1.0),
                KnownUnit::Bytes => bytes(highest),
            },
        };
        Self { texts, unit, name, scale }
    }

    fn print(&self, value: f64) -> String {
        match self.unit {
            Unit::Known(KnownUnit::Share) => self.texts.share(value),
            Unit::Known(KnownUnit::Percent) => self.texts.share(value / 100.0),
            Unit::Known(_) | Unit::Named(_) => self.texts.brief(value / self.scale),
        }
    }
}

/// Returns the multiple of bytes in which a value is short; its sign is never translated.
fn bytes(highest: f64) -> (String, f64) {
    let all = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)];
    let found = all.into_iter().find(|(_, size)| highest >= *size).unwrap_or(("B", 1.0));
    (found.0.to_owned(), found.1)
}

/// Draws the chart; nothing where nothing was measured.
pub(super) fn blocks(writer: &mut Writer<'_>, chart: &Chart, evidence: Option<&Evidence>) -> Vec<Block> {
    let texts = writer.texts();
    let Some(clock) = Clock::of(chart, writer.incident.zone) else { return Vec::new() };
    let mut lines = Vec::new();
    for line in &chart.lines {
        let label = line.text.as_ref().map_or_else(|| line.name.clone(), |text| writer.plain(text));
        let values = line.samples.iter().map(|sample| (clock.seconds(sample.at), sample.value)).collect();
        lines.push(Named { label, values });
    }
    let values = lines.iter().flat_map(|line| &line.values).map(|(_, value)| *value).filter(|value| value.is_finite());
    let Some(highest) = values.reduce(f64::max) else { return Vec::new() };
    let printer = Printer::new(writer, texts, (&chart.unit, highest));
    let model = overlay(writer, chart, clock, evidence);
    let milestones = milestones(writer, clock);
    let words = words(writer, chart, clock, (&lines, model.as_ref(), &milestones), &printer);
    let spec = MeasuredSpec {
        words,
        clock: &|seconds| clock.tick(seconds, texts),
        value: &|value| printer.print(value),
        axis: printer.name.clone(),
        shown: clock.shown,
        lines: lines.iter().map(|line| drawn(line, clock)).collect(),
        model,
        milestones,
    };
    let drawing = for_screens(writer.press.fonts, |sheet| measured(&spec, sheet));
    vec![Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) }]
}

/// Splits a line at its gaps and thins what has more values than there are columns of pixels.
fn drawn(line: &Named, clock: Clock) -> Line {
    let mut found = pieces(&line.values, 1.75 * usual_step(&line.values));
    if is_thinned(line) {
        found = found.iter().map(|piece| thin(piece, clock.shown)).collect();
    }
    Line { label: line.label.clone(), pieces: found }
}

fn is_thinned(line: &Named) -> bool {
    line.values.len() > COLUMNS
}

/// Returns the median distance between neighbours.
fn usual_step(values: &[(f64, f64)]) -> f64 {
    let mut steps: Vec<f64> = values.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// Returns the model's series within what is shown, in the chart's unit.
fn overlay(writer: &Writer<'_>, chart: &Chart, clock: Clock, evidence: Option<&Evidence>) -> Option<ModelLine> {
    let overlay = chart.overlay.as_ref()?;
    let (run, series) = found(evidence?, overlay.run.as_str(), &overlay.series)?;
    let Unit::Known(unit) = &chart.unit else { return None };
    let start = clock.seconds(writer.model()?.run(&overlay.run)?.scenario.clock.start);
    let at = |index: usize| start + series.step * (index as f64 + 1.0);
    let shown = |index: &usize| at(*index) >= clock.shown.0 && at(*index) <= clock.shown.1;
    let factor = unit.factor();
    let indices: Vec<usize> = (0..series.mean.len()).filter(shown).collect();
    let mean: Vec<(f64, f64)> = indices.iter().map(|index| (at(*index), series.mean[*index] / factor)).collect();
    let band = |index: &usize| {
        let (low, high) = (*series.p05.get(*index)?, *series.p95.get(*index)?);
        (run.random && low.is_finite() && high.is_finite()).then_some((at(*index), low / factor, high / factor))
    };
    let band: Vec<(f64, f64, f64)> = indices.iter().filter_map(band).collect();
    let label = writer.texts().msg("measured-model");
    let mean: Vec<(f64, f64)> = mean.into_iter().filter(|(_, value)| value.is_finite()).collect();
    (mean.len() > 1).then_some(ModelLine { label, mean, band })
}

fn found<'e>(evidence: &'e Evidence, run: &str, series: &str) -> Option<(&'e RunRecord, &'e Series)> {
    let run = evidence.run(run)?;
    Some((run, run.series.iter().find(|candidate| candidate.name == series)?))
}

/// Returns the key times within what is shown; two at the same moment share a mark.
fn milestones(writer: &Writer<'_>, clock: Clock) -> Vec<Milestone> {
    let texts = writer.texts();
    let mut times: Vec<(f64, bool, Vec<String>)> = Vec::new();
    for mark in MARKS {
        let Some(event) = writer.incident.marked(mark).filter(|event| event.when.precision != Precision::Day) else {
            continue;
        };
        let at = clock.seconds(event.when.from);
        if at < clock.shown.0 || at > clock.shown.1 {
            continue;
        }
        let name = security::mark(writer.incident, mark, texts).text;
        match times.iter_mut().find(|(known, _, _)| (known - at).abs() < 0.5) {
            Some((_, _, names)) => names.push(name),
            None => times.push((at, event.when.precision == Precision::About, vec![name])),
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let milestone = |(at, about, names): (f64, bool, Vec<String>)| Milestone {
        at,
        time: if about { clock.about(at, texts) } else { clock.moment(at, texts) },
        name: names.join(" · "),
    };
    times.into_iter().map(milestone).collect()
}

type Shown<'s> = (&'s [Named], Option<&'s ModelLine>, &'s [Milestone]);

fn words(
    writer: &mut Writer<'_>,
    chart: &Chart,
    clock: Clock,
    (lines, model, milestones): Shown<'_>,
    printer: &Printer<'_>,
) -> Words {
    let texts = writer.texts();
    let mut caption: Vec<String> = chart.caption.iter().map(|caption| writer.plain(caption)).collect();
    caption.push(texts.msg_with("measured-caption", &[("zone", texts.zone_name(clock.zone).into())]));
    if !milestones.is_empty() {
        caption.push(texts.msg("measured-caption-marks"));
    }
    if let (Some(model), Some(overlay)) = (model, &chart.overlay) {
        let args = [("run", overlay.run.as_str().into())];
        caption.push(if model.band.is_empty() {
            texts.msg_with("measured-caption-model", &args)
        } else {
            texts.msg_with("measured-caption-model-band", &args)
        });
        let apart = usual_step(&model.mean);
        if lines.iter().any(|line| apart > 2.0 * usual_step(&line.values)) {
            let apart = texts.duration_seconds(apart);
            caption.push(texts.msg_with("measured-caption-model-step", &[("step", apart.into())]));
        }
    }
    if let Some(most) = lines.iter().filter(|line| is_thinned(line)).map(|line| line.values.len()).max() {
        caption
            .push(texts.msg_with("measured-caption-thinned", &[("count", most.into()), ("columns", COLUMNS.into())]));
    }
    caption.extend(origin(writer, &chart.fact));
    let ends = (clock.moment(clock.shown.0, texts), clock.moment(clock.shown.1, texts));
    let args = [("from", ends.0.into()), ("to", ends.1.into()), ("unit", (&printer.name).into())];
    let mut alt = vec![texts.msg_with("measured-alt", &args)];
    alt.extend(lines.iter().filter_map(|line| line_alt(line, clock, printer)));
    alt.extend(model.and_then(|model| {
        let line = Named { label: model.label.clone(), values: model.mean.clone() };
        line_alt(&line, clock, printer)
    }));
    if !milestones.is_empty() {
        let marks: Vec<String> = milestones.iter().map(Milestone::whole).collect();
        alt.push(texts.msg_with("measured-alt-marks", &[("marks", marks.join(", ").into())]));
    }
    Words {
        id: format!("charts/{}", chart.id),
        lang: texts.lang().code(),
        takeaway: writer.plain(&chart.takeaway),
        caption: caption.join(" "),
        alt: alt.join(" "),
        table: table(clock, (lines, model), printer),
    }
}

/// Names the sources in full: a caption goes where its picture goes, and has no notes.
fn origin(writer: &mut Writer<'_>, fact: &Fact) -> Option<String> {
    let texts = writer.texts();
    let mut names = Vec::new();
    for source in writer.incident.sources.iter().filter(|source| fact.sources.contains(&source.id)) {
        names.extend(match (&source.text, &source.url) {
            (Some(text), _) => Some(writer.plain(text)),
            (None, url) => url.clone(),
        });
    }
    let remarks = plain(&writer.tail(&Fact { sources: Vec::new(), ..fact.clone() }));
    let source = format!("{}{remarks}", names.join("; "));
    (!source.trim().is_empty()).then(|| texts.msg_with("measured-source", &[("source", source.trim().into())]))
}

/// Says in words how a line runs: its ends, its lowest and highest value, its gaps.
fn line_alt(line: &Named, clock: Clock, printer: &Printer<'_>) -> Option<String> {
    let texts = printer.texts;
    let values = || line.values.iter().copied().filter(|(_, value)| value.is_finite());
    let lowest = values().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    let highest = values().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let args = [
        ("name", line.label.as_str().into()),
        ("low", printer.print(lowest.1).into()),
        ("low_time", clock.moment(lowest.0, texts).into()),
        ("high", printer.print(highest.1).into()),
        ("high_time", clock.moment(highest.0, texts).into()),
    ];
    let mut said = texts.msg_with("measured-alt-line", &args);
    let gaps = pieces(&line.values, 1.75 * usual_step(&line.values)).len() - 1;
    if gaps > 0 {
        said.push(' ');
        said.push_str(&texts.msg_with("measured-alt-gaps", &[("count", gaps.into())]));
    }
    Some(said)
}

/// Makes the table: every value where there are few, else the lowest and highest of equal stretches of time.
fn table(clock: Clock, (lines, model): (&[Named], Option<&ModelLine>), printer: &Printer<'_>) -> Table {
    const STEPS: [f64; 20] = [
        1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0,
        43_200.0, 86_400.0, 172_800.0, 604_800.0,
    ];
    let texts = printer.texts;
    let length = clock.shown.1 - clock.shown.0;
    let step = STEPS.into_iter().find(|step| length / step < ROWS).unwrap_or(f64::max(length / ROWS, 1.0));
    let every = lines.iter().all(|line| line.values.windows(2).all(|pair| pair[1].0 - pair[0].0 >= step * 0.999));
    let zone = texts.zone_name(clock.zone);
    let mut head = vec![if every { zone } else { texts.msg_with("measured-from", &[("zone", zone.into())]) }];
    head.extend(lines.iter().map(|line| format!("{}, {}", line.label, printer.name)));
    head.extend(model.map(|model| format!("{}, {}", model.label, printer.name)));
    let mut rows = Vec::new();
    let mut from = crate::base::math::floor(clock.shown.0 / step) * step;
    while from <= clock.shown.1 {
        let within = |values: &[(f64, f64)]| -> Vec<f64> {
            let inside = values.iter().filter(|(at, value)| (from..from + step).contains(at) && value.is_finite());
            inside.map(|(_, value)| *value).collect()
        };
        let columns: Vec<Vec<f64>> =
            lines.iter().map(|line| within(&line.values)).chain(model.map(|model| within(&model.mean))).collect();
        let mut row = vec![clock.moment(f64::max(from, clock.shown.0), texts)];
        row.extend(columns.iter().map(|values| spread(values, printer)));
        rows.push(row);
        from += step;
    }
    Table { head, rows }
}

fn spread(values: &[f64], printer: &Printer<'_>) -> String {
    let lowest = values.iter().copied().reduce(f64::min);
    let highest = values.iter().copied().reduce(f64::max);
    match lowest.zip(highest) {
        None => "–".to_owned(),
        Some((low, high)) => {
            let (low, high) = (printer.print(low), printer.print(high));
            if low == high { low } else { printer.texts.span(&low, &high) }
        }
    }
}
