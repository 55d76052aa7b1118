//! How many were exposed over time: those who had it at each moment, all who ever did, and what a lesson would have left.

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::flags::{self, Flag};
use crate::chart::geometry::Rect;
use crate::chart::room::Room;
use crate::chart::scale::{Scale, clock_ticks, step, ticks};
use crate::chart::series::Milestone;
use crate::chart::{Format, Sheet, Words};

/// Exposure over clock time, in heads or machines. Times are seconds from local midnight of the incident's day.
pub struct ExposureSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the axis.
    pub clock: Format<'a>,
    /// Prints a number on the vertical axis.
    pub value: Format<'a>,
    /// What the vertical axis counts; stands over its top.
    pub axis: String,
    /// Time of the first value.
    pub start: f64,
    /// That time with its day, where the picture runs over several; stands at the left end of the axis. Ticks with a
    /// day alone are midnights.
    pub start_label: Option<String>,
    /// Seconds between values.
    pub step: f64,
    /// As it happened, by the model: how many had it at each moment.
    pub now: Course,
    /// How many had had it by each moment.
    pub ever: Course,
    /// 5th and 95th percentile of `now`; empty for no band.
    pub band: (Vec<f64>, Vec<f64>),
    /// The same with a lesson followed.
    pub lessons: Vec<Course>,
    /// All who could be exposed, and what that line is called.
    pub whole: Option<(f64, String)>,
    /// When it was withdrawn.
    pub withdrawn: Option<Milestone>,
    /// Other times of the record.
    pub milestones: Vec<Milestone>,
}

/// A number over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// What it is, with its most; wrapped.
    pub label: String,
    /// Its most alone, which stands beside the line where the label has no room there; may be empty.
    pub figure: String,
    /// Its values.
    pub values: Vec<f64>,
}

const SMALL: Style = Style::new(12.0, Role::Muted);
const MARK: Style = Style::new(12.0, Role::Record);
const NAME: f64 = 13.0;
const LANE: f64 = 19.0;
/// Between the curves and the axes.
const AIR: f64 = 7.0;
/// About how many steps the vertical axis has.
const LEVELS: f64 = 5.0;
/// How far a name may stand from its course: one that is farther is taken for an event, and goes into the key instead.
const FAR: [f64; 2] = [7.0, 14.0];
/// How far a figure may stand, which is in no key: past an upright line beside a steep course too.
const FIGURE_FAR: [f64; 4] = [7.0, 14.0, 22.0, 30.0];
/// Width of a figure beside a line at most.
const FIGURE: f64 = 130.0;
/// Colours of lessons in order.
const LESSONS: [Role; 3] = [Role::Good, Role::Main, Role::Third];

/// How much room there is.
#[derive(Clone, Copy)]
struct Layout {
    height: f64,
    /// Width of a label at most.
    label: f64,
    ticks: u32,
}

const WIDE: Layout = Layout { height: 270.0, label: 250.0, ticks: 8 };
const PHONE: Layout = Layout { height: 300.0, label: 170.0, ticks: 5 };

struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
    highest: f64,
}

/// Draws the exposure.
pub fn exposure(spec: &ExposureSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let layout = if canvas.is_narrow() { PHONE } else { WIDE };
    let marks: Vec<&Milestone> = withdrawn(spec)
        .into_iter()
        .chain(spec.milestones.iter().filter(|mark| mark.at >= spec.start && mark.at <= end(spec)))
        .collect();
    let flat = plot(spec, &canvas, layout, 0.0);
    let flags: Vec<Flag> =
        marks.iter().map(|mark| Flag { at: flat.x.at(mark.at), width: canvas.width(&mark.whole(), MARK) }).collect();
    let placed = flags::place(&flags, (0.0, canvas.right()));
    let lanes = placed.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    let plot = plot(spec, &canvas, layout, 26.0 + lanes as f64 * LANE + 11.0);
    draw_axes(spec, &canvas, &plot, layout);
    for (index, (mark, flag)) in marks.iter().zip(&placed).enumerate() {
        let x = plot.x.at(mark.at);
        let y = plot.top - 11.0 - flag.lane as f64 * LANE;
        let cut = index == 0 && withdrawn(spec).is_some();
        canvas.line(&[(x, y - 10.0), (x, plot.bottom)], if cut { 1.6 } else { 0.7 }, Role::Record);
        let (at, anchor) = if flag.leftwards { (x - 4.0, Anchor::End) } else { (x + 4.0, Anchor::Start) };
        canvas.text(&mark.whole(), (at, y), if cut { MARK.bold() } else { MARK }.anchor(anchor));
    }
    draw_courses(spec, &canvas, &plot);
    let mut y = plot.bottom + 28.0;
    // What found no room beside its line stands below, in its colour.
    for (lines, style) in draw_names(spec, &canvas, &plot, layout) {
        canvas.line(&[(plot.left, y + 8.5), (plot.left + 16.0, y + 8.5)], 2.2, style.role());
        canvas.lines(&lines, (plot.left + 24.0, y + NAME), style);
        y += lines.len() as f64 * leading(NAME) + 4.0;
    }
    canvas.finish(&spec.words, y)
}

/// Returns the time at which the picture ends.
fn end(spec: &ExposureSpec<'_>) -> f64 {
    spec.start + spec.step * (spec.now.values.len().max(2) - 1) as f64
}

/// Returns when it was withdrawn, if that lies in the picture.
fn withdrawn<'a>(spec: &'a ExposureSpec<'_>) -> Option<&'a Milestone> {
    spec.withdrawn.as_ref().filter(|mark| mark.at >= spec.start && mark.at <= end(spec))
}

fn plot(spec: &ExposureSpec<'_>, canvas: &Canvas<'_>, layout: Layout, top: f64) -> Plot {
    let all = [&spec.now, &spec.ever].into_iter().chain(&spec.lessons).flat_map(|course| &course.values);
    let most = all.copied().chain(spec.whole.iter().map(|whole| whole.0)).fold(0.0, f64::max);
    let apart = step(f64::max(most, 1.0), LEVELS);
    // Air over the highest line, for its name.
    let highest = f64::max(-math::floor(-most * 1.04 / apart) * apart, most * 1.12);
    let widest = ticks(0.0, highest, LEVELS).into_iter().map(|tick| canvas.width(&(spec.value)(tick), SMALL));
    let left = math::round(widest.fold(0.0, f64::max) + 10.0);
    let (right, bottom) = (canvas.right() - 14.0, top + layout.height);
    let end = end(spec);
    // What rises at once, or stays near nought, is not to lie on an axis.
    let (x, y) = (Scale::new((spec.start, end), (left + AIR, right)), Scale::new((0.0, highest), (bottom - AIR, top)));
    Plot { left, right, top, bottom, x, y, highest }
}

fn draw_axes(spec: &ExposureSpec<'_>, canvas: &Canvas<'_>, plot: &Plot, layout: Layout) {
    canvas.text(&spec.axis, (0.0, 14.0), SMALL);
    for level in ticks(0.0, plot.highest, LEVELS) {
        let y = plot.y.at(level);
        canvas.line(&[(plot.left, y), (plot.right, y)], 0.8, Role::Grid);
        canvas.text(&(spec.value)(level), (plot.left - 6.0, y + 4.0), SMALL.anchor(Anchor::End));
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], 1.0, Role::Axis);
    let end = end(spec);
    let axis = Axis { scale: plot.x, print: spec.clock, ticks: &|count| clock_ticks(spec.start, end, count) };
    let mut from = 0.0;
    if let Some(label) = &spec.start_label {
        let (x, half) = (plot.x.at(spec.start), canvas.width(label, SMALL) / 2.0);
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 5.0)], 1.0, Role::Axis);
        canvas.text(label, (f64::max(x, half), plot.bottom + 19.0), SMALL.anchor(Anchor::Middle));
        from = f64::max(x, half) + half + 8.0;
    }
    for tick in canvas.fitting(layout.ticks, axis, SMALL) {
        let x = plot.x.at(tick);
        let half = canvas.width(&(spec.clock)(tick), SMALL) / 2.0;
        if x - half < from {
            continue;
        }
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 5.0)], 1.0, Role::Axis);
        if x + half <= canvas.right() {
            canvas.text(&(spec.clock)(tick), (x, plot.bottom + 19.0), SMALL.anchor(Anchor::Middle));
        }
    }
}

fn points(spec: &ExposureSpec<'_>, values: &[f64], plot: &Plot) -> Vec<Point> {
    let at = |(index, value): (usize, &f64)| (plot.x.at(spec.start + spec.step * index as f64), plot.y.at(*value));
    values.iter().enumerate().map(at).collect()
}

fn draw_courses(spec: &ExposureSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let now = points(spec, &spec.now.values, plot);
    let mut band = points(spec, &spec.band.1, plot);
    band.extend(points(spec, &spec.band.0, plot).into_iter().rev());
    if band.len() > 2 {
        canvas.area(&band, 0.2, Role::Bad);
    }
    if let Some((level, _)) = &spec.whole {
        let y = plot.y.at(*level);
        canvas.line(&[(plot.left, y), (plot.right, y)], 1.0, Role::Axis);
    }
    canvas.dashed(&points(spec, &spec.ever.values, plot), 1.6, Role::Bad);
    canvas.line(&now, 2.4, Role::Bad);
    for (lesson, role) in spec.lessons.iter().zip(LESSONS) {
        canvas.line(&points(spec, &lesson.values, plot), 2.2, role);
    }
}

/// The lines of a name, and how it is set.
type Name = (Vec<String>, Style);

/// Names every line beside it, and returns the names for which there is no room.
fn draw_names(spec: &ExposureSpec<'_>, canvas: &Canvas<'_>, plot: &Plot, layout: Layout) -> Vec<Name> {
    let mut left_over = Vec::new();
    let name = |course: &[Point], text: &str, set: (Style, f64)| name(canvas, plot, (course, text), set);
    if let Some((level, label)) = &spec.whole {
        let style = Style::new(12.0, Role::Muted);
        let y = plot.y.at(*level);
        left_over.extend(name(&[(plot.right, y), (plot.left, y)], label, (style, layout.label)));
    }
    let bold = |role| Style::new(NAME, role).bold();
    let mut ever = points(spec, &spec.ever.values, plot);
    ever.reverse();
    left_over.extend(name(&ever, &spec.ever.label, (bold(Role::Bad), layout.label)));
    let now = points(spec, &spec.now.values, plot);
    let top = (0..now.len()).min_by(|a, b| now[*a].1.total_cmp(&now[*b].1)).unwrap_or(0);
    // Where it falls, there is room to the right of the line.
    let falling = &now[(top + (now.len() - top) / 6).min(now.len())..];
    left_over.extend(name(falling, &spec.now.label, (bold(Role::Bad), layout.label)));
    for (lesson, role) in spec.lessons.iter().zip(LESSONS) {
        let course = points(spec, &lesson.values, plot);
        let top = (0..course.len()).min_by(|a, b| course[*a].1.total_cmp(&course[*b].1)).unwrap_or(0);
        let from_top: Vec<Point> = course[top..].iter().chain(course[..top].iter().rev()).copied().collect();
        let unnamed = name(&from_top, &lesson.label, (bold(role), layout.label));
        // A line whose name stands in the key has its figure beside it: the key alone would have to be searched for it.
        if unnamed.is_some() {
            place(canvas, plot, (&from_top, &lesson.figure), (bold(role), FIGURE, &FIGURE_FAR));
        }
        left_over.extend(unnamed);
    }
    left_over
}

/// Sets a name near the first point of a course where neither labels nor lines are in its way; returns it where there
/// is no such point.
fn name(
    canvas: &Canvas<'_>,
    plot: &Plot,
    (course, text): (&[Point], &str),
    (style, width): (Style, f64),
) -> Option<Name> {
    if place(canvas, plot, (course, text), (style, width, &FAR)) {
        return None;
    }
    Some((canvas.wrap(text, canvas.right() - plot.left - 24.0, style), style))
}

/// Sets words near the first point of a course where neither labels nor lines are in their way, as near as can be; says
/// whether there is such a point.
fn place(
    canvas: &Canvas<'_>,
    plot: &Plot,
    (course, text): (&[Point], &str),
    (style, width, distances): (Style, f64, &[f64]),
) -> bool {
    let room = Room::of(canvas);
    let lines = canvas.balance(text, width, style);
    let wide = canvas.widest(lines.iter().map(String::as_str), style);
    let tall = lines.len() as f64 * leading(NAME);
    let around = |(x, y): Point, far: f64| {
        let (right, left) = (x + far, x - far - wide);
        let (over, under, middle) = (y - far - tall, y + far, x - wide / 2.0);
        [(right, over), (left, over), (right, y - tall / 2.0), (middle, over), (right, under), (left, under)]
    };
    let rect = |(x, y): Point| Rect { left: x - 3.0, top: y - 1.0, right: x + wide + 3.0, bottom: y + tall + 1.0 };
    let inside = |rect: Rect| {
        rect.left >= plot.left && rect.right <= plot.right + 8.0 && rect.top >= plot.top && rect.bottom <= plot.bottom
    };
    let stride = (course.len() / 40).max(1);
    let points: Vec<Point> = course.iter().step_by(stride).copied().chain(between(course)).collect();
    let mut places = distances.iter().flat_map(|far| points.iter().flat_map(move |&point| around(point, *far)));
    let free = |place: &Point| inside(rect(*place)) && room.is_free(rect(*place));
    let Some(place) = places.find(free) else { return false };
    canvas.lines(&lines, (place.0, place.1 + NAME), style);
    true
}

/// Returns points on the way between two ends, for a line that has no others.
fn between(course: &[Point]) -> Vec<Point> {
    let [from, to] = course else { return Vec::new() };
    let mix = |share: f64| (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
    (1..20).map(|step| mix(f64::from(step) / 20.0)).collect()
}
