//! The model against the record: a curve with its band over clock time, and what the record says happened when.

mod spot;

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::flags::{self, Flag};
use crate::chart::geometry::Rect;
use crate::chart::room::Room;
use crate::chart::scale::{Scale, clock_ticks, step, ticks};
use crate::chart::{Format, Sheet, Words};
use spot::{body, free_spot};

/// A series over clock time. Times are seconds from local midnight of the incident's day.
pub struct SeriesSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the axis.
    pub clock: Format<'a>,
    /// Prints a value on the vertical axis.
    pub value: Format<'a>,
    /// What the vertical axis shows; stands over its top.
    pub axis: String,
    /// Time of the first sample.
    pub start: f64,
    /// Seconds between samples.
    pub step: f64,
    /// The most that the quantity can reach, such as 1 for shares; the axis ends there or, by the data, below.
    pub top: Option<f64>,
    /// Mean over replications.
    pub mean: Vec<f64>,
    /// 5th percentile; as long as `mean`, or empty for no band.
    pub p05: Vec<f64>,
    /// 95th percentile; as long as `mean`, or empty for no band.
    pub p95: Vec<f64>,
    /// Name of the curve, such as `model, mean`.
    pub mean_label: String,
    /// Name of the band, such as `90 % of runs`.
    pub band_label: String,
    /// What the record says, in order of time.
    pub milestones: Vec<Milestone>,
    /// The highest point of the curve.
    pub peak: Option<Peak>,
    /// Where model and record part.
    pub gap: Option<Gap>,
    /// Levels that matter.
    pub thresholds: Vec<Threshold>,
}

/// The highest point of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak {
    /// When.
    pub at: f64,
    /// Until when the curve stays there; the same moment for a peak that is none.
    pub until: f64,
    /// How high.
    pub value: f64,
    /// What is said of it, such as `peak: 39% at 15:50`.
    pub label: String,
}

/// A stretch of time in which model and record part.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What is said of it; wrapped.
    pub label: String,
}

/// A mark of the record on the axis of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// When.
    pub at: f64,
    /// The time as printed, such as `15:40`; on a narrow sheet all that stands at it.
    pub time: String,
    /// What happened, in a few words, such as `maximum`.
    pub name: String,
}

impl Milestone {
    /// Returns what stands at it: long names would cross one another's marks where the sheet is narrow.
    pub(super) fn flown(&self, canvas: &Canvas<'_>) -> String {
        if canvas.is_narrow() { self.time.clone() } else { self.whole() }
    }

    /// Returns time and words, such as `15:40 maximum`.
    pub fn whole(&self) -> String {
        format!("{} {}", self.time, self.name)
    }
}

/// A level that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The level.
    pub at: f64,
    /// Its name.
    pub label: String,
}

const PLOT_HEIGHT: f64 = 250.0;
/// About how many steps the vertical axis has.
const LEVELS: f64 = 5.0;
const LANE: f64 = 19.0;
const SMALL: Style = Style::new(12.0, Role::Muted);
const MARK: Style = Style::new(12.0, Role::Record);
const NAME: Style = Style::new(13.0, Role::Main).bold();
const GAP: Style = Style::new(12.0, Role::Bad).bold();
/// How far over the axis of time the line stands that shows a gap.
const GAP_OVER: f64 = 14.0;
/// Height of the stretch in which model and record part: room for the line and for what is said of it.
const ZONE: f64 = 92.0;
/// Radius of the disc at the highest point.
const DISC: f64 = 4.0;
/// Words farther from what they speak of stand below the axis instead.
const NEAR: f64 = 60.0;

/// The plotting area with its scales.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
    highest: f64,
}

impl Plot {
    fn inside(&self) -> Rect {
        Rect { left: self.left, top: self.top, right: self.right, bottom: self.bottom }
    }
}

/// Draws the series.
pub fn series(spec: &SeriesSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let plot_of = |top: f64| plot(spec, &canvas, top);
    let flat = plot_of(0.0);
    let marks: Vec<Flag> = spec
        .milestones
        .iter()
        .map(|milestone| Flag { at: flat.x.at(milestone.at), width: canvas.width(&milestone.flown(&canvas), MARK) })
        .collect();
    let flags = flags::place(&marks, (0.0, canvas.right()));
    let lanes = flags.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    let plot = plot_of(28.0 + lanes as f64 * LANE + 8.0);
    draw_axes(spec, &canvas, &plot);
    draw_zone(spec, &canvas, &plot);
    for (milestone, flag) in spec.milestones.iter().zip(&flags) {
        let x = plot.x.at(milestone.at);
        let y = plot.top - 8.0 - flag.lane as f64 * LANE;
        canvas.line(&[(x, y - 10.0), (x, plot.bottom)], 0.7, Role::Record);
        let (at, anchor) = if flag.leftwards { (x - 4.0, Anchor::End) } else { (x + 4.0, Anchor::Start) };
        canvas.text(&milestone.flown(&canvas), (at, y), MARK.anchor(anchor));
    }
    draw_curve(spec, &canvas, &plot);
    if canvas.is_narrow() {
        name_thresholds(spec, &canvas, &plot);
    }
    let mut bottom = plot.bottom + 30.0;
    if let Some(left_over) = name_peak(spec, &canvas, &plot) {
        canvas.lines(&left_over, (0.0, bottom + 14.0), NAME);
        bottom += left_over.len() as f64 * leading(13.0) + 4.0;
    }
    if let Some(left_over) = draw_gap(spec, &canvas, &plot) {
        canvas.lines(&left_over, (0.0, bottom + 14.0), GAP);
        bottom += left_over.len() as f64 * leading(12.0) + 4.0;
    }
    draw_names(spec, &canvas, &plot);
    if canvas.is_narrow() {
        bottom = list_milestones(&spec.milestones, &canvas, bottom);
    }
    canvas.finish(&spec.words, bottom)
}

/// Says below the axis what happened at each milestone; returns where that ends.
pub(super) fn list_milestones(milestones: &[Milestone], canvas: &Canvas<'_>, top: f64) -> f64 {
    let mut y = top;
    for milestone in milestones {
        let lines = canvas.wrap(&milestone.whole(), canvas.right(), MARK);
        canvas.lines(&lines, (0.0, y + 14.0), MARK);
        y += lines.len() as f64 * leading(12.0) + 2.0;
    }
    y + 6.0
}

fn plot(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, top: f64) -> Plot {
    let data = spec.mean.iter().chain(&spec.p95).copied().fold(0.0, f64::max);
    let data = spec.thresholds.iter().map(|threshold| threshold.at).fold(data, f64::max);
    let highest = highest(data, spec.top);
    let labels: Vec<String> = levels(highest).into_iter().map(|level| (spec.value)(level)).collect();
    let left = math::round(canvas.widest(labels.iter().map(String::as_str), SMALL) + 10.0);
    let names = canvas.widest(spec.thresholds.iter().map(|threshold| threshold.label.as_str()), SMALL);
    let beside = names > 0.0 && !canvas.is_narrow();
    let right = math::round(canvas.right() - if beside { names + 8.0 } else { 16.0 });
    let bottom = top + PLOT_HEIGHT;
    let end = spec.start + spec.step * (spec.mean.len().max(2) - 1) as f64;
    Plot {
        left,
        right,
        top,
        bottom,
        x: Scale::new((spec.start, end), (left, right)),
        y: Scale::new((0.0, highest), (bottom, top + 6.0)),
        highest,
    }
}

/// Returns the end of the vertical axis: the tick at or above the data, and never above what the quantity can reach.
fn highest(data: f64, limit: Option<f64>) -> f64 {
    let step = step(f64::max(data, 1e-9), LEVELS);
    // What arithmetic adds to a whole number of steps is no reason for one step more.
    let highest = -math::floor(-data / step + 1e-6) * step;
    f64::min(f64::max(highest, step), limit.unwrap_or(f64::INFINITY))
}

fn levels(highest: f64) -> Vec<f64> {
    ticks(0.0, highest, LEVELS)
}

fn draw_axes(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    canvas.text(&spec.axis, (0.0, 14.0), SMALL);
    for level in levels(plot.highest) {
        let y = plot.y.at(level);
        let role = if level > 0.0 { Role::Grid } else { Role::Axis };
        canvas.line(&[(plot.left, y), (plot.right, y)], 1.0, role);
        canvas.text(&(spec.value)(level), (plot.left - 6.0, y + 4.0), SMALL.anchor(Anchor::End));
    }
    let end = spec.start + spec.step * (spec.mean.len().max(2) - 1) as f64;
    let axis = Axis { scale: plot.x, print: spec.clock, ticks: &|count| clock_ticks(spec.start, end, count) };
    for tick in canvas.fitting(8, axis, SMALL) {
        let x = plot.x.at(tick);
        let half = canvas.width(&(spec.clock)(tick), SMALL) / 2.0;
        if x - half < 0.0 || x + half > canvas.right() {
            continue;
        }
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(&(spec.clock)(tick), (x, plot.bottom + 19.0), SMALL.anchor(Anchor::Middle));
    }
    for threshold in &spec.thresholds {
        let y = plot.y.at(threshold.at);
        canvas.dashed(&[(plot.left, y), (plot.right, y)], 1.0, Role::Bad);
        if !canvas.is_narrow() {
            canvas.text(&threshold.label, (plot.right + 6.0, y + 4.0), Style::new(12.0, Role::Bad));
        }
    }
}

/// Names levels on their lines, where there is room.
fn name_thresholds(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let style = Style::new(12.0, Role::Bad);
    let inside = Rect { left: plot.left, top: plot.top, right: plot.right + 3.0, bottom: plot.bottom };
    for threshold in &spec.thresholds {
        let (y, width) = (plot.y.at(threshold.at), canvas.width(&threshold.label, style));
        let steps = f64::max((plot.right - plot.left - width) / 6.0, 0.0) as u32;
        let along = (0..=steps).rev().map(|step| plot.left + 3.0 + f64::from(step) * 6.0);
        let places: Vec<Point> = along.flat_map(|x| [(x, y - 6.0), (x, y + 15.0)]).collect();
        if let Some(place) = Room::of(canvas).first((width, 12.0), inside, &places) {
            canvas.text(&threshold.label, place, style);
        }
    }
}

fn points(spec: &SeriesSpec<'_>, plot: &Plot, values: &[f64]) -> Vec<Point> {
    let at = |(index, value): (usize, &f64)| {
        (plot.x.at(spec.start + spec.step * index as f64), plot.y.at(f64::min(*value, plot.highest)))
    };
    values.iter().enumerate().filter(|(_, value)| value.is_finite()).map(at).collect()
}

fn draw_curve(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let mut band = points(spec, plot, &spec.p95);
    let lower = points(spec, plot, &spec.p05);
    if !band.is_empty() && !lower.is_empty() {
        band.extend(lower.into_iter().rev());
        canvas.area(&band, 0.2, Role::Main);
    }
    canvas.line(&points(spec, plot, &spec.mean), 2.2, Role::Main);
}

/// Shades the stretch in which model and record part: first of all, so that no label comes to stand on its edge.
fn draw_zone(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    if let Some(zone) = zone(spec, plot) {
        canvas.rect((zone.left, zone.top), (zone.right, zone.bottom), 0.07, Role::Bad);
    }
}

fn zone(spec: &SeriesSpec<'_>, plot: &Plot) -> Option<Rect> {
    let gap = spec.gap.as_ref()?;
    let (left, right) = (plot.x.at(gap.from), plot.x.at(gap.to));
    Some(Rect { left, right, top: plot.bottom - ZONE, bottom: plot.bottom })
}

/// Marks the highest point of the curve and says beside it what it is; returns the words if there is no room near it.
fn name_peak(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) -> Option<Vec<String>> {
    let peak = spec.peak.as_ref()?;
    let (from, to, y) = (plot.x.at(peak.at), plot.x.at(peak.until), plot.y.at(f64::min(peak.value, plot.highest)));
    for end in [from, to] {
        canvas.disc((end, y), DISC, Role::Main);
    }
    let place = (plot.inside(), zone(spec, plot));
    let spot = free_spot(&[(from, y), (to, y)], &[(&peak.label, NAME)], place, canvas).filter(|spot| spot.far < NEAR);
    let Some(spot) = spot else { return Some(canvas.wrap(&peak.label, canvas.right(), NAME)) };
    spot.draw(canvas, DISC);
    None
}

/// Marks how long model and record part, and says there what it is; returns the words if there is no room.
fn draw_gap(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) -> Option<Vec<String>> {
    let gap = spec.gap.as_ref()?;
    let (from, to, y) = (plot.x.at(gap.from), plot.x.at(gap.to), plot.bottom - GAP_OVER);
    canvas.line(&[(from, y), (to, y)], 1.6, Role::Bad);
    for end in [from, to] {
        canvas.line(&[(end, y - 5.0), (end, y + 5.0)], 1.6, Role::Bad);
    }
    let along: Vec<Point> = (0..=20).map(|step| (from + (to - from) * f64::from(step) / 20.0, y)).collect();
    let inside = Rect { left: from, right: to, top: plot.bottom - ZONE, bottom: plot.bottom };
    // Beside the stretch where it is too short for words. Farther away they would be taken for something else.
    let within = |place| free_spot(&along, &[(&gap.label, GAP)], place, canvas).filter(|spot| spot.far < NEAR);
    let spot = within((inside, None)).or_else(|| within((plot.inside(), zone(spec, plot))));
    let Some(spot) = spot else { return Some(canvas.wrap(&gap.label, canvas.right(), GAP)) };
    spot.draw(canvas, 0.0);
    None
}

/// Names curve and band at the free spot nearest to the curve; where there is none, at the upper right.
fn draw_names(spec: &SeriesSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let band = Style::new(12.0, Role::Main);
    let band_label = if spec.p95.is_empty() { "" } else { spec.band_label.as_str() };
    let curve = body(&points(spec, plot, &spec.mean));
    let names = [(spec.mean_label.as_str(), NAME), (band_label, band)];
    if let Some(spot) = free_spot(&curve, &names, (plot.inside(), zone(spec, plot)), canvas) {
        spot.draw(canvas, 0.0);
        return;
    }
    let style = NAME.anchor(Anchor::End);
    canvas.text(&spec.mean_label, (canvas.right(), 14.0), style);
    let left = canvas.right() - canvas.width(&spec.mean_label, NAME) - 14.0;
    canvas.text(band_label, (left, 14.0), band.anchor(Anchor::End));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vertical_axis_ends_at_the_tick_above_the_data() {
        let near = |found: f64, wanted: f64| assert!(math::abs(found - wanted) < 1e-9, "{found} for {wanted}");
        near(highest(0.175, Some(1.0)), 0.2);
        near(highest(0.86, Some(1.0)), 1.0);
        near(highest(1.0, Some(1.0)), 1.0);
        near(highest(1.000_000_000_2, Some(1.0)), 1.0);
        near(highest(0.98, Some(0.9)), 0.9);
        near(highest(0.012, Some(1.0)), 0.015);
        near(highest(42.0, None), 50.0);
        assert!(highest(0.0, Some(1.0)) > 0.0);
        assert_eq!(levels(highest(0.175, Some(1.0))).len(), 5);
    }
}
