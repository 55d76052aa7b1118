//! The model beside the record: the table of held-out milestones, and the curve over clock time.

use chrono::{NaiveTime, TimeZone};

use crate::base::expr::{Dim, Quantity};
use crate::chart::drawing::Table;
use crate::chart::series::{Gap, Milestone, Peak, SeriesSpec, series};
use crate::chart::{Words, for_screens};
use crate::model::lesson::Op;
use crate::model::scenario::{BlockKind as ModelBlock, HeldOut, Need, Record};
use crate::model::time::{Mark, Precision};
use crate::runs::evidence::{BacktestRow, Evidence, Series};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Cell, Inlines};
use crate::view::names;
use crate::view::report::security;
use crate::view::writer::{Writer, cell, head, plain, say};

/// Names the held-out milestones that the model does not meet.
pub(super) fn missed(writer: &mut Writer<'_>, evidence: &Evidence) -> Vec<String> {
    let missed = evidence.backtest.iter().filter(|row| !row.met);
    missed
        .map(|row| plain(&milestone_name(writer, row)).trim_end_matches(['.', '।']).to_owned())
        .map(|name| format!("“{name}”"))
        .collect()
}

/// Names the held-out milestones that the model does not meet, each with the record's figure and the model's.
pub(super) fn missed_with_figures(writer: &mut Writer<'_>, evidence: &Evidence) -> Vec<String> {
    let names = missed(writer, evidence);
    let Some(face) = writer.face() else { return names };
    let texts = writer.texts();
    let rows = evidence.backtest.iter().filter(|row| !row.met).zip(names);
    rows.map(|(row, name)| {
        let (Some(held), face) = (held_out(writer, row), face.of(&row.measure)) else { return name };
        let recorded = record(texts, &held.record, row.dim, face);
        let model = texts.quantity(row.model, row.dim, face);
        texts.msg_with("trust-missed", &[("name", name.into()), ("record", recorded.into()), ("model", model.into())])
    })
    .collect()
}

fn held_out<'a>(writer: &Writer<'a>, row: &BacktestRow) -> Option<&'a HeldOut> {
    writer.model()?.backtest.held_out.iter().find(|milestone| milestone.measure == row.measure)
}

fn milestone_name(writer: &mut Writer<'_>, row: &BacktestRow) -> Inlines {
    match held_out(writer, row).and_then(|milestone| milestone.text.as_ref()) {
        Some(text) => writer.inline(text),
        None => writer.measure_name(&row.measure),
    }
}

/// Makes the table: milestone, record, model, met or not.
pub(super) fn table(writer: &mut Writer<'_>, evidence: &Evidence) -> Option<Block> {
    let texts = writer.texts();
    let face = writer.face()?;
    let random = evidence.runs.first().is_some_and(|run| run.random);
    let mut rows = Vec::new();
    for row in &evidence.backtest {
        rows.push(line(writer, row, (face, random)));
    }
    if rows.is_empty() {
        return None;
    }
    let kind = BlockKind::Table {
        caption: say(texts.msg("record-caption")),
        head: {
            let model: &[&str] = if random { &["record-model", "record-spread"] } else { &["record-model-exact"] };
            let all = ["record-milestone", "record-record"].into_iter().chain(model.iter().copied());
            all.chain(["record-met"]).flat_map(|message| head([texts.msg(message)])).collect()
        },
        rows,
    };
    Some(Block { id: "trust/held-out".to_owned(), kind })
}

fn line(writer: &mut Writer<'_>, row: &BacktestRow, (face, random): (ClockFace, bool)) -> Vec<Cell> {
    let (texts, face) = (writer.texts(), face.of(&row.measure));
    let mut name = milestone_name(writer, row);
    let held = held_out(writer, row);
    // What has to be reached in full, and is so in every run or in none, is a yes or a no.
    let yes_no = held.is_some_and(|held| is_yes_no(&held.record, row));
    let dim = if yes_no { Dim::Truth } else { row.dim };
    let recorded = held.map_or_else(String::new, |held| record(texts, &held.record, dim, face));
    if let Some(held) = held {
        name.extend(writer.notes_of(&held.sources));
    }
    let mut spread =
        if row.spread.0.is_finite() { texts.quantity_range(row.spread, row.dim, face) } else { "–".to_owned() };
    if row.share < 1.0 {
        spread = texts.msg_with("record-share", &[("spread", spread.into()), ("share", texts.share(row.share).into())]);
    }
    let met = if row.met { texts.msg("record-met-yes") } else { texts.msg("record-met-no") };
    let model = texts.quantity(row.model, row.dim, face);
    // Where nothing is random, there is no spread to speak of.
    let spread = random.then_some(spread);
    let said = [recorded, model].into_iter().chain(spread).chain([met]);
    std::iter::once(cell(name)).chain(said.map(|text| cell(say(text)))).collect()
}

fn is_yes_no(record: &Record, row: &BacktestRow) -> bool {
    let asks = matches!(record, Record::Bound { op: Op::AtLeast, value } if *value >= 1.0);
    asks && row.dim == Dim::Share && (row.model <= 0.0 || row.model >= 1.0)
}

fn record(texts: &Texts, record: &Record, dim: Dim, face: ClockFace) -> String {
    match record {
        Record::Near { value, tolerance } => {
            // The tolerance of a moment is a length of time.
            let margin_dim = if dim == Dim::Instant { Dim::DURATION } else { dim };
            let value = names::declared(Quantity { value: *value, dim }, face, texts);
            let margin = names::declared(Quantity { value: *tolerance, dim: margin_dim }, face, texts);
            texts.msg_with("quantity-margin", &[("value", value.into()), ("margin", margin.into())])
        }
        Record::Bound { .. } if dim == Dim::Truth => texts.msg("quantity-yes"),
        Record::Bound { op, value } => {
            names::bound(*op, names::declared(Quantity { value: *value, dim }, face, texts), texts)
        }
    }
}

/// What the curve over clock time tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// The share of requests that fail.
    Errors,
    /// The share of those that hang on a rollout itself and are hit by it: machines, not requests.
    Hit,
    /// The share that a rollout has reached, where the model has no users.
    Reached,
}

impl Story {
    fn axis(self, texts: &Texts) -> String {
        match self {
            Self::Errors => texts.msg("series-axis"),
            Self::Hit => texts.msg("series-axis-hit"),
            Self::Reached => texts.msg("series-axis-reached"),
        }
    }

    fn takeaway(self, texts: &Texts, share: &str, time: &str) -> String {
        let args = [("share", share.into()), ("time", time.into())];
        match self {
            Self::Errors => texts.msg_with("series-takeaway", &args),
            Self::Hit => texts.msg_with("series-takeaway-hit", &args),
            Self::Reached => texts.msg_with("series-takeaway-reached", &args),
        }
    }
}

/// A curve over clock time, with the days beside the clock where it runs over midnight.
struct Curve<'a> {
    kept: &'a Series,
    story: Story,
    face: ClockFace,
    /// It ends on another day than it starts.
    midnight: bool,
    /// It runs over more than two days.
    days: bool,
}

impl<'a> Curve<'a> {
    fn new(kept: &'a Series, story: Story, face: ClockFace) -> Self {
        const DAYS: f64 = 2.0 * 86_400.0;
        let length = kept.step * kept.mean.len() as f64;
        let midnight = face.at(0.0).date_naive() != face.at(length).date_naive();
        Self { kept, story, face, midnight, days: length > DAYS }
    }

    /// Prints a moment of the axis, in seconds from the clock's start: at midnight the date says more than the hour.
    fn tick(&self, seconds: f64, texts: &Texts) -> String {
        let at = self.face.at(seconds);
        if at.time() == NaiveTime::MIN { texts.date_short(at.date_naive()) } else { texts.clock(at) }
    }

    /// Prints a moment for a sentence or a label, in seconds from the clock's start.
    fn moment(&self, seconds: f64, texts: &Texts) -> String {
        let at = self.face.at(seconds);
        if self.midnight { texts.clock_on_day(at) } else { texts.clock(at) }
    }

    /// Returns the place of the highest mean, and the mean.
    fn highest(&self) -> (usize, f64) {
        let higher = |best: (usize, f64), (index, value): (usize, &f64)| {
            if *value > best.1 { (index, *value) } else { best }
        };
        self.kept.mean.iter().enumerate().fold((0, 0.0), higher)
    }

    /// Prints the highest mean.
    fn highest_said(&self, texts: &Texts) -> String {
        let (_, peak) = self.highest();
        // A small share is worth its decimal.
        if peak < 0.3 { texts.share(peak) } else { texts.percent(peak, 0) }
    }

    /// Returns the first place of the highest mean and, where the curve stays there, the last: on a plateau no moment is
    /// worse than the next.
    fn plateau(&self) -> (usize, usize) {
        let (first, peak) = self.highest();
        let low = |value: &f64| *value < PLATEAU * peak;
        let stays = self.kept.mean[first..].iter().position(low).unwrap_or(self.kept.mean.len() - first);
        (first, if stays > FEW { first + stays - 1 } else { first })
    }

    /// Says when the highest mean is reached, and until when it stays there.
    fn worst(&self, texts: &Texts) -> String {
        let (first, last) = self.plateau();
        let seconds = |index: usize| self.kept.step * index as f64;
        if first == last {
            return self.moment(seconds(first), texts);
        }
        let span =
            |from: String, to: String| texts.msg_with("series-span", &[("from", from.into()), ("to", to.into())]);
        let (from, to) = (self.face.at(seconds(first)), self.face.at(seconds(last)));
        if !self.midnight {
            span(texts.clock(from), texts.clock(to))
        } else if from.date_naive() == to.date_naive() {
            texts.on_day(&span(texts.clock(from), texts.clock(to)), to.date_naive())
        } else {
            span(texts.clock_on_day(from), texts.clock_on_day(to))
        }
    }

    fn peak(&self, start: f64, texts: &Texts) -> Option<Peak> {
        let (_, value) = self.highest();
        let (at, until) = self.plateau();
        let args = [("share", self.highest_said(texts).into()), ("time", self.worst(texts).into())];
        let label = texts.msg_with("series-peak", &args);
        let seconds = |index: usize| start + self.kept.step * index as f64;
        (value > 0.0).then_some(Peak { at: seconds(at), until: seconds(until), value, label })
    }

    /// Returns how many seconds after the clock's start the model is back for good; none where it is not by the end.
    fn back(&self) -> Option<f64> {
        let least = BACK * self.highest().1;
        let end = self.kept.mean.iter().rposition(|value| *value > least)?;
        (end + 1 < self.kept.mean.len()).then(|| self.kept.step * (end + 1) as f64)
    }
}

/// Below this share of its highest mean the model counts as back.
const BACK: f64 = 0.02;
/// From this share of its highest mean on the curve counts as at its highest still.
const PLATEAU: f64 = 0.99;
/// Samples that make a plateau.
const FEW: usize = 6;
/// Model and record part where they are back this share of the clock apart.
const APART: f64 = 0.05;

/// Marks the stretch in which only one of model and record is back; `None` where they agree or either is never.
fn gap(writer: &Writer<'_>, curve: &Curve<'_>, start: f64) -> Option<Gap> {
    // What a rollout has reached does not come back by itself.
    if curve.story == Story::Reached {
        return None;
    }
    let (texts, face) = (writer.texts(), curve.face);
    let end = curve.kept.step * (curve.kept.mean.len() as f64 - 1.0);
    let model = curve.back()?;
    let event = writer.incident.marked(Mark::Resolved)?;
    let record = (event.when.from - face.start).num_seconds() as f64;
    if (record - model).abs() < APART * end || record > end || event.when.precision == Precision::Day {
        return None;
    }
    let args = [("model", curve.moment(model, texts).into()), ("record", curve.moment(record, texts).into())];
    let label = texts.msg_with("series-gap", &args);
    Some(Gap { from: start + f64::min(model, record), to: start + f64::max(model, record), label })
}

/// Draws what went wrong in the base run over clock time, with the record's key times as marks.
pub(super) fn figure(writer: &mut Writer<'_>, evidence: &Evidence) -> Option<Block> {
    let run = evidence.runs.first()?;
    let (kept, story) = told(writer, &run.series)?;
    let face = writer.face()?;
    let texts = writer.texts();
    let curve = Curve::new(kept, story, face);
    let local = face.start.with_timezone(&face.zone);
    let midnight = face.zone.from_local_datetime(&local.date_naive().and_time(NaiveTime::MIN)).earliest()?;
    let start = (local - midnight).num_seconds() as f64;
    let clock = |seconds: f64| curve.tick(seconds - start, texts);
    let value = |share: f64| texts.share(share);
    let spec = SeriesSpec {
        words: words(texts, &curve, run.random),
        clock: &clock,
        value: &value,
        axis: story.axis(texts),
        start,
        step: kept.step,
        top: Some(1.0),
        mean: kept.mean.clone(),
        p05: if run.random { kept.p05.clone() } else { Vec::new() },
        p95: if run.random { kept.p95.clone() } else { Vec::new() },
        mean_label: texts.msg(if run.random { "series-mean" } else { "series-only" }),
        band_label: texts.msg("series-band"),
        milestones: milestones(writer, &curve, start),
        peak: curve.peak(start, texts),
        gap: gap(writer, &curve, start),
        thresholds: Vec::new(),
    };
    let drawing = for_screens(writer.press.fonts, |sheet| series(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Finds the errors of the model's first users or, where it has none, what its first rollout reaches.
pub(super) fn told<'a>(writer: &Writer<'_>, kept: &'a [Series]) -> Option<(&'a Series, Story)> {
    let blocks = &writer.model()?.base().scenario.blocks;
    let find = |name: String| kept.iter().find(|series| series.name == name && !series.mean.is_empty());
    for block in blocks {
        if let ModelBlock::Depends(depends) = &block.kind {
            let story = match depends.on {
                Need::Rollout(_) => Story::Hit,
                Need::Cache(_) | Need::Pool(_) => Story::Errors,
            };
            return Some((find(format!("{}.error", block.id))?, story));
        }
    }
    let first = blocks.iter().find(|block| matches!(block.kind, ModelBlock::Rollout(_)))?;
    Some((find(format!("{}.reached", first.id))?, Story::Reached))
}

/// Returns the record's key times within the picture, each moment once; `start` is the curve's on the axis.
fn milestones(writer: &Writer<'_>, curve: &Curve<'_>, start: f64) -> Vec<Milestone> {
    let texts = writer.texts();
    let face = curve.face;
    let end = start + curve.kept.step * (curve.kept.mean.len() as f64 - 1.0);
    let first = face.at(0.0).date_naive();
    let mut found: Vec<Milestone> = Vec::new();
    for mark in [Mark::Detected, Mark::Impact, Mark::Mitigated, Mark::Resolved] {
        let Some(event) = writer.incident.marked(mark) else { continue };
        let at = start + (event.when.from - face.start).num_seconds() as f64;
        if at < start || at > end {
            continue;
        }
        let name = security::mark(writer.incident, mark, texts).text;
        found.push(Milestone { at, time: names::key_time(event.when, (face.zone, Some(first)), texts), name });
    }
    found.sort_by(|a, b| a.at.total_cmp(&b.at));
    found.dedup_by(|later, earlier| later.at <= earlier.at);
    found
}

fn words(texts: &Texts, curve: &Curve<'_>, random: bool) -> Words {
    let kept = curve.kept;
    let share = curve.highest_said(texts);
    let takeaway = curve.story.takeaway(texts, &share, &curve.worst(texts));
    let (highest, _) = curve.highest();
    let peak_args = [("share", share.into()), ("time", curve.moment(kept.step * highest as f64, texts).into())];
    let zone = texts.zone_name(curve.face.zone);
    // A line every half hour, over days every six hours, is enough to read the curve by; the run's data file holds
    // every sample.
    let apart = if curve.days { 21_600.0 } else { 1800.0 };
    let every = ((apart / kept.step) as usize).max(1);
    let line = |index: usize| {
        let time = curve.moment(kept.step * index as f64, texts);
        let share = |values: &[f64]| values.get(index).map_or_else(String::new, |value| texts.percent(*value, 1));
        let band = [&kept.p05, &kept.p95].into_iter().filter(|_| random);
        std::iter::once(time).chain(std::iter::once(&kept.mean).chain(band).map(|values| share(values))).collect()
    };
    let head: &[&str] = if random { &["series-mean", "series-p05", "series-p95"] } else { &["series-only"] };
    let mut caption = texts.msg_with("series-caption", &[("zone", zone.clone().into())]);
    if !random {
        caption = format!("{caption} {}", texts.msg("series-caption-exact"));
    }
    Words {
        id: "trust/series".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption,
        alt: texts.msg_with(if random { "series-alt-band" } else { "series-alt" }, &peak_args),
        table: Table {
            head: std::iter::once(zone).chain(head.iter().map(|message| texts.msg(message))).collect(),
            rows: (0..kept.mean.len()).step_by(every).map(line).collect(),
        },
    }
}
