//! What was measured over clock time: up to three series, what the model says of it, and the key times of the record.

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::flags::{self, Flag};
use crate::chart::geometry::Rect;
use crate::chart::room::Room;
use crate::chart::scale::{Scale, fine_clock_ticks, step, ticks};
use crate::chart::series::{Milestone, list_milestones};
use crate::chart::{Format, Sheet, Words};

/// More values than this are drawn as the lowest and the highest of each of so many equal steps of time: a column of
/// pixels each.
pub const COLUMNS: usize = 600;

/// Measured series over clock time. Times are seconds from local midnight of the incident's day.
pub struct MeasuredSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the axis.
    pub clock: Format<'a>,
    /// Prints a value on the vertical axis.
    pub value: Format<'a>,
    /// What the vertical axis counts; stands over its top.
    pub axis: String,
    /// The stretch of time that is shown.
    pub shown: (f64, f64),
    /// What was measured, three lines at most.
    pub lines: Vec<Line>,
    /// What the model says.
    pub model: Option<ModelLine>,
    /// Key times of the record within the stretch, in order.
    pub milestones: Vec<Milestone>,
}

/// A line with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name.
    pub label: String,
    /// Its pieces: times and values, all of them numbers; between two pieces nothing was measured.
    pub pieces: Vec<Vec<(f64, f64)>>,
}

/// A line of the model, with its band.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelLine {
    /// Its name.
    pub label: String,
    /// Times and means.
    pub mean: Vec<(f64, f64)>,
    /// Times, 5th and 95th percentiles; empty for no band.
    pub band: Vec<(f64, f64, f64)>,
}

const PLOT_HEIGHT: f64 = 250.0;
const LEVELS: f64 = 5.0;
/// So many values of the model are marked one by one.
const DOTS: usize = 40;
const LANE: f64 = 19.0;
const ROLES: [Role; 3] = [Role::Main, Role::Second, Role::Third];
const SMALL: Style = Style::new(12.0, Role::Muted);
const MARK: Style = Style::new(12.0, Role::Record);
const NAME: f64 = 13.0;

/// Splits values at what is not a number and at stretches without any, which are longer than `apart`.
pub fn pieces(values: &[(f64, f64)], apart: f64) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for (at, value) in values.iter().copied() {
        if !value.is_finite() {
            open = false;
            continue;
        }
        let near = |piece: &Vec<(f64, f64)>| piece.last().is_some_and(|last| at - last.0 <= apart);
        match pieces.last_mut().filter(|piece| open && near(piece)) {
            Some(piece) => piece.push((at, value)),
            None => pieces.push(vec![(at, value)]),
        }
        open = true;
    }
    pieces
}

/// Keeps of each of [`COLUMNS`] equal steps of time the lowest and the highest value, in the order in which they came.
pub fn thin(piece: &[(f64, f64)], (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let column = |at: f64| math::floor((at - from) / f64::max(to - from, 1e-9) * COLUMNS as f64) as i64;
    let mut kept = Vec::new();
    for values in piece.chunk_by(|a, b| column(a.0) == column(b.0)) {
        let lowest = values.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a });
        let highest = values.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let (Some(lowest), Some(highest)) = (lowest, highest) else { continue };
        let (first, second) = if lowest.0 <= highest.0 { (lowest, highest) } else { (highest, lowest) };
        kept.push(first);
        if second.0 > first.0 {
            kept.push(second);
        }
    }
    kept
}

/// The plotting area with its scales.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
    levels: Vec<f64>,
}

/// Draws what was measured.
pub fn measured(spec: &MeasuredSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let flat = plot(spec, &canvas, 0.0);
    let marks: Vec<Flag> = spec
        .milestones
        .iter()
        .map(|milestone| Flag { at: flat.x.at(milestone.at), width: canvas.width(&milestone.flown(&canvas), MARK) })
        .collect();
    let flags = flags::place(&marks, (0.0, canvas.right()));
    let lanes = flags.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    let key = draw_key(spec, &canvas);
    let plot = plot(spec, &canvas, key + 28.0 + lanes as f64 * LANE + 8.0);
    draw_axes(spec, &canvas, &plot);
    draw_band(spec, &canvas, &plot);
    for (milestone, flag) in spec.milestones.iter().zip(&flags) {
        let x = plot.x.at(milestone.at);
        let y = plot.top - 8.0 - flag.lane as f64 * LANE;
        canvas.line(&[(x, y - 10.0), (x, plot.bottom)], 0.7, Role::Record);
        let (at, anchor) = if flag.leftwards { (x - 4.0, Anchor::End) } else { (x + 4.0, Anchor::Start) };
        canvas.text(&milestone.flown(&canvas), (at, y), MARK.anchor(anchor));
    }
    draw_lines(spec, &canvas, &plot);
    let mut bottom = plot.bottom + 30.0;
    if canvas.is_narrow() {
        bottom = list_milestones(&spec.milestones, &canvas, bottom);
    } else {
        draw_names(spec, &canvas, &plot);
    }
    canvas.finish(&spec.words, bottom)
}

/// Lists the lines under the axis title where the sheet is narrow; returns the height used.
fn draw_key(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>) -> f64 {
    if !canvas.is_narrow() {
        return 0.0;
    }
    let measured = spec.lines.iter().zip(ROLES).map(|(line, role)| (line.label.as_str(), role));
    let model = spec.model.iter().map(|model| (model.label.as_str(), Role::Ink));
    let mut y = 20.0;
    for (label, role) in measured.chain(model) {
        let stroke = [(0.0, y + 9.0), (16.0, y + 9.0)];
        if role == Role::Ink {
            canvas.dashed(&stroke, 2.0, role);
        } else {
            canvas.line(&stroke, 2.4, role);
        }
        let style = Style::new(NAME, role).bold();
        let lines = canvas.wrap(label, canvas.right() - 22.0, style);
        canvas.lines(&lines, (22.0, y + 13.0), style);
        y += lines.len() as f64 * leading(NAME) + 3.0;
    }
    y - 14.0
}

fn plot(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>, top: f64) -> Plot {
    let measured = spec.lines.iter().flat_map(|line| line.pieces.iter().flatten()).map(|point| point.1);
    let model = spec.model.iter().flat_map(|model| {
        let band = model.band.iter().flat_map(|(_, low, high)| [*low, *high]);
        model.mean.iter().map(|point| point.1).chain(band)
    });
    // An axis that does not begin at nought makes small changes look large.
    let (low, high) = measured
        .chain(model)
        .fold((0.0, 0.0), |(low, high): (f64, f64), value| (f64::min(low, value), f64::max(high, value)));
    let step = step(f64::max(high - low, 1e-9), LEVELS);
    let low = math::floor(low / step + 1e-6) * step;
    let high = f64::max(-math::floor(-high / step + 1e-6) * step, low + step);
    let levels = ticks(low, high, LEVELS);
    let labels: Vec<String> = levels.iter().map(|level| (spec.value)(*level)).collect();
    let left = math::round(canvas.widest(labels.iter().map(String::as_str), SMALL) + 10.0);
    let (right, bottom) = (canvas.right() - 16.0, top + PLOT_HEIGHT);
    let (x, y) = (Scale::new(spec.shown, (left, right)), Scale::new((low, high), (bottom, top + 6.0)));
    Plot { left, right, top, bottom, x, y, levels }
}

fn draw_axes(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    canvas.text(&spec.axis, (0.0, 14.0), SMALL);
    for level in &plot.levels {
        let y = plot.y.at(*level);
        let role = if math::abs(*level) > 1e-12 { Role::Grid } else { Role::Axis };
        canvas.line(&[(plot.left, y), (plot.right, y)], 1.0, role);
        canvas.text(&(spec.value)(*level), (plot.left - 6.0, y + 4.0), SMALL.anchor(Anchor::End));
    }
    let (from, to) = spec.shown;
    let axis = Axis { scale: plot.x, print: spec.clock, ticks: &|count| fine_clock_ticks(from, to, count) };
    for tick in canvas.fitting(8, axis, SMALL) {
        let x = plot.x.at(tick);
        if x + canvas.width(&(spec.clock)(tick), SMALL) / 2.0 > canvas.right() {
            continue;
        }
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(&(spec.clock)(tick), (x, plot.bottom + 19.0), SMALL.anchor(Anchor::Middle));
    }
}

fn draw_band(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let Some(model) = spec.model.as_ref().filter(|model| model.band.len() > 1) else { return };
    let upper = model.band.iter().map(|(at, _, high)| (plot.x.at(*at), plot.y.at(*high)));
    let lower = model.band.iter().rev().map(|(at, low, _)| (plot.x.at(*at), plot.y.at(*low)));
    canvas.area(&upper.chain(lower).collect::<Vec<Point>>(), 0.18, Role::Ink);
}

fn on_plot(plot: &Plot, values: &[(f64, f64)]) -> Vec<Point> {
    values.iter().map(|(at, value)| (plot.x.at(*at), plot.y.at(*value))).collect()
}

fn draw_lines(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    // The first line matters most and lies over the others.
    for (line, role) in spec.lines.iter().zip(ROLES).rev() {
        for piece in &line.pieces {
            let points = on_plot(plot, piece);
            // A value with nothing beside it would be a line without length.
            if let [point] = points.as_slice() {
                canvas.disc(*point, 1.6, role);
            } else {
                canvas.line(&points, 1.5, role);
            }
        }
    }
    // The model last, so that it is seen over lines that tremble.
    if let Some(model) = &spec.model {
        let points = on_plot(plot, &model.mean);
        canvas.dashed(&points, 1.8, Role::Ink);
        // Few points say where the model has a value and where a line only joins two.
        if points.len() <= DOTS {
            for point in points {
                canvas.disc(point, 2.4, Role::Ink);
            }
        }
    }
}

/// Names every line at a free spot near it and nearer to it than to the others; where there is none, over the plot.
fn draw_names(spec: &MeasuredSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let measured = spec.lines.iter().zip(ROLES).map(|(line, role)| {
        let points = line.pieces.iter().flat_map(|piece| on_plot(plot, piece)).collect();
        (line.label.as_str(), role, points)
    });
    let model = spec.model.iter().map(|model| (model.label.as_str(), Role::Ink, on_plot(plot, &model.mean)));
    let all: Vec<(&str, Role, Course)> =
        measured.chain(model).map(|(label, role, points)| (label, role, Course::of(&points))).collect();
    let mut right = canvas.right();
    for (index, (label, role, course)) in all.iter().enumerate() {
        let style = Style::new(NAME, *role).bold();
        let width = canvas.width(label, style);
        let others = all.iter().enumerate().filter(|(other, _)| *other != index);
        let others: Vec<&Course> = others.map(|(_, (_, _, course))| course).collect();
        if let Some((x, y)) = free_spot((course, &others), width, plot, &Room::of(canvas)) {
            canvas.text(label, (x, y + 13.0), style);
            continue;
        }
        canvas.text(label, (right, 14.0), style.anchor(Anchor::End));
        let swatch = right - width - 6.0;
        let stroke = [(swatch - 18.0, 10.0), (swatch, 10.0)];
        if *role == Role::Ink {
            canvas.dashed(&stroke, 2.0, *role);
        } else {
            canvas.line(&stroke, 2.4, *role);
        }
        right = swatch - 32.0;
    }
}

/// A name farther away from its line than this is read as nobody's.
const FAR: f64 = 46.0;

/// How far another line than its own has to be from a name that is so far from its own.
fn apart(own: f64) -> f64 {
    1.6 * own + 4.0
}

/// The points of a line, by stretches with the rectangle round each: there are thousands of places for a name, and
/// nearly all stretches are too far from each to be looked at point by point.
struct Course {
    stretches: Vec<(Rect, Vec<Point>)>,
}

impl Course {
    fn of(points: &[Point]) -> Self {
        let stretch = |points: &[Point]| Some((Rect::around(points)?, points.to_vec()));
        Self { stretches: points.chunks(16).filter_map(stretch).collect() }
    }

    /// Returns the distance of the nearest point from a rectangle, if it is less than `limit`.
    fn nearest(&self, rect: Rect, limit: f64) -> Option<f64> {
        let nearest = self.stretches.iter().fold(limit, |nearest, (round, points)| {
            if round.gap(rect) >= nearest {
                return nearest;
            }
            points.iter().map(|at| rect.gap_to(*at)).fold(nearest, f64::min)
        });
        (nearest < limit).then_some(nearest)
    }
}

/// Returns the upper left corner of the free rectangle nearest to a line, if it is nearer to that than to all others.
fn free_spot((own, others): (&Course, &[&Course]), width: f64, plot: &Plot, room: &Room) -> Option<Point> {
    const HEIGHT: f64 = 17.0;
    let mut best: Option<(f64, Point)> = None;
    let mut y = plot.top + 8.0;
    while y + HEIGHT < plot.bottom - 6.0 {
        let mut x = plot.left + 8.0;
        while x + width < plot.right - 4.0 {
            let rect = Rect { left: x - 5.0, top: y - 3.0, right: x + width + 5.0, bottom: y + HEIGHT + 3.0 };
            // No place farther than this costs less than the best so far.
            let limit = best.map_or(FAR, |(least, _)| f64::min(FAR, 6.0 * (least + x / 1e4 + 0.5)));
            if let Some(distance) = own.nearest(rect, limit) {
                let cost = math::round(distance / 6.0) - x / 1e4;
                if best.is_none_or(|(least, _)| cost < least)
                    && room.is_free(rect)
                    && others.iter().all(|line| line.nearest(rect, apart(distance)).is_none())
                {
                    best = Some((cost, (x, y)));
                }
            }
            x += 8.0;
        }
        y += 6.0;
    }
    best.map(|(_, spot)| spot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stay_gaps() {
        let values = [(0.0, 1.0), (1.0, 2.0), (2.0, f64::NAN), (3.0, 3.0), (4.0, 4.0), (9.0, 5.0)];
        let found = pieces(&values, 1.75);
        assert_eq!(found, [vec![(0.0, 1.0), (1.0, 2.0)], vec![(3.0, 3.0), (4.0, 4.0)], vec![(9.0, 5.0)]]);
        assert!(pieces(&[(0.0, f64::NAN)], 1.0).is_empty());
    }

    #[test]
    fn thinning_keeps_every_peak_and_every_trough() {
        let wave: Vec<(f64, f64)> = (0..60_000).map(|at| (f64::from(at), f64::from(at % 7))).collect();
        let mut spiked = wave;
        spiked[30_001].1 = 1000.0;
        spiked[45_002].1 = -1000.0;
        let kept = thin(&spiked, (0.0, 60_000.0));
        assert!(kept.len() <= 2 * COLUMNS);
        assert!(kept.contains(&(30_001.0, 1000.0)) && kept.contains(&(45_002.0, -1000.0)));
        assert!(kept.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for column in kept.chunks(2).take(100) {
            assert_eq!((column[0].1.min(column[1].1), column[0].1.max(column[1].1)), (0.0, 6.0));
        }
    }
}
