//! How long things took, incident by incident: points on an axis of time that multiplies, with their median.

use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::ruler::{Kind, Ruler};
use crate::chart::{Format, Sheet, Words};

/// Lengths of time over incidents.
pub struct DurationsSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a number of seconds on the axis.
    pub print: Format<'a>,
    /// What stands at the left edge, such as `0 or before`.
    pub edge: String,
    /// What was measured, one under the other on the same axis.
    pub strips: Vec<Strip>,
}

/// One measured length.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// What it is.
    pub title: String,
    /// The incidents, in the order they are drawn.
    pub points: Vec<Lasted>,
    /// The median in seconds with its words, such as `median 4 h 22 min, n = 5`; none for too few.
    pub median: Option<(f64, String)>,
    /// What is said of incidents that have no place on the axis, and of a missing median.
    pub notes: Vec<String>,
}

/// How long it took in one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasted {
    /// The incident in a few words.
    pub name: String,
    /// Its day.
    pub date: String,
    /// Seconds; at 0 and below it stands at the left edge, where an axis that multiplies does not reach; none where the
    /// record does not tell.
    pub seconds: Option<f64>,
    /// The same as printed, or that it is not known.
    pub value: String,
    /// Only roughly known: drawn as a ring.
    pub about: bool,
}

const NAME: Style = Style::new(13.0, Role::Ink);
const VALUE: Style = Style::new(13.0, Role::Main).bold();
const TITLE: Style = Style::new(14.0, Role::Ink).bold();
const SMALL: Style = Style::new(12.0, Role::Muted);
const MEDIAN: Style = Style::new(12.0, Role::Second).bold();
const ROW: f64 = 10.0;
/// From more points than this on, names would be a list and no picture: points alone, one beside or over the other.
pub const CROWD: usize = 30;
/// Columns of a crowd, and how far its points stand over one another; many move together.
const STEP: f64 = 7.0;
/// How tall a crowd is at most.
const TALL: f64 = 150.0;
/// Between a dot and its value.
const GAP: f64 = 9.0;
/// Width of the place beside the axis.
const EDGE: f64 = 44.0;

/// Where the axis lies, and how names stand beside it.
struct Layout {
    axis: Ruler,
    /// Where stands what has no place on the axis; nothing where all has.
    edge: Option<f64>,
    left: f64,
    right: f64,
    /// Width of the column of names; none where they stand over their points.
    names: Option<f64>,
}

/// Draws the lengths.
pub fn durations(spec: &DurationsSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let crowded = spec.strips.iter().any(|strip| strip.points.len() > CROWD);
    let names = (!canvas.is_narrow() && !crowded).then_some(212.0);
    let every = || spec.strips.iter().flat_map(|strip| &strip.points).filter_map(|point| point.seconds);
    let all = || every().filter(|seconds| *seconds > 0.0);
    let Some(first) = all().next() else { return canvas.finish(&spec.words, 20.0) };
    let (low, high) = all().fold((first, first), |(low, high), x| (f64::min(low, x), f64::max(high, x)));
    // Never less than about a decade, so that small differences look small.
    // Beside the place for what came at once or before, the first tick needs room.
    let air = if every().any(|seconds| seconds <= 0.0) { 2.5 } else { 1.5 };
    let (low, high) = (f64::min(low / air, high / 6.0), f64::max(high * 1.5, low * 6.0));
    let left = names.map_or(8.0, |names| names + 16.0);
    let right = canvas.right() - 18.0;
    let edge = every().any(|seconds| seconds <= 0.0).then_some(left + EDGE / 2.0);
    let from = left + edge.map_or(0.0, |_| EDGE);
    let axis = Ruler::new((low, high), (from, right), Kind { log: true, time: true });
    let layout = Layout { axis, edge, left, right, names };
    let mut y = 0.0;
    for strip in &spec.strips {
        y = draw_strip(strip, &canvas, &layout, y);
    }
    let bottom = draw_axis(spec, &canvas, &layout, y);
    canvas.finish(&spec.words, bottom)
}

fn draw_strip(strip: &Strip, canvas: &Canvas<'_>, layout: &Layout, top: f64) -> f64 {
    canvas.text(&strip.title, (0.0, top + 15.0), TITLE);
    let mut y = top + 26.0;
    let first = y;
    let median = strip.median.as_ref().and_then(|(seconds, words)| Some((layout.axis.at(*seconds)?, words)));
    if strip.points.len() > CROWD {
        y = draw_crowd(&strip.points, canvas, layout, (y, median.map(|(x, _)| x)));
    } else {
        for point in &strip.points {
            y = draw_point(point, canvas, layout, (y, median.map(|(x, _)| x)));
        }
    }
    if let Some((x, words)) = median {
        canvas.area(&[(x, y + 1.0), (x - 4.5, y + 9.0), (x + 4.5, y + 9.0)], 1.0, Role::Second);
        let half = canvas.width(words, MEDIAN) / 2.0;
        let at = f64::max(half, f64::min(canvas.right() - half, x));
        canvas.text(words, (at, y + 22.0), MEDIAN.anchor(Anchor::Middle));
        y += 26.0;
    }
    draw_grid(canvas, layout, (first - 4.0, if strip.points.is_empty() { first - 4.0 } else { y }));
    for note in &strip.notes {
        let lines = canvas.wrap(note, canvas.right() - 4.0, SMALL);
        canvas.lines(&lines, (0.0, y + 14.0), SMALL);
        y += lines.len() as f64 * leading(12.0) + 3.0;
    }
    y + 18.0
}

/// Returns where a length stands.
fn place(point: &Lasted, layout: &Layout) -> Option<f64> {
    point.seconds.and_then(|seconds| if seconds > 0.0 { layout.axis.at(seconds) } else { layout.edge })
}

/// Draws one incident: its name, a light line to read along, its point and its value on the side that is free.
fn draw_point(point: &Lasted, canvas: &Canvas<'_>, layout: &Layout, (top, median): (f64, Option<f64>)) -> f64 {
    let text = draw_name(point, canvas, layout, top);
    let (middle, bottom) = match layout.names {
        Some(_) => (top + text / 2.0, top + text + ROW / 2.0),
        None => (top + text + 9.0, top + text + 24.0),
    };
    let Some(x) = place(point, layout) else {
        let known = layout.left + 6.0;
        canvas.text(&point.value, (known, middle + 4.0), SMALL);
        return bottom;
    };
    let width = canvas.width(&point.value, VALUE);
    let right = (x + GAP, x + GAP + width);
    let left = (x - GAP - width, x - GAP);
    let clear = |span: (f64, f64)| median.is_none_or(|median| median < span.0 - 4.0 || median > span.1 + 4.0);
    let fits = |span: &(f64, f64)| span.0 >= layout.left && span.1 <= canvas.right();
    let both = [right, left];
    let span = both.into_iter().filter(fits).find(|span| clear(*span)).or(both.into_iter().find(fits)).unwrap_or(right);
    for (from, to) in [(layout.left, f64::min(span.0, x)), (f64::max(span.1, x), layout.right)] {
        if to - from > 10.0 {
            canvas.line(&[(from, middle), (to - 5.0, middle)], 0.8, Role::Grid);
        }
    }
    if let Some(median) = median.filter(|_| clear(span)) {
        // Names over their points are not to be crossed.
        let from = if layout.names.is_some() { top - ROW / 2.0 } else { middle - 9.0 };
        canvas.line(&[(median, from), (median, bottom)], 1.2, Role::Second);
    }
    canvas.disc((x, middle), 5.0, Role::Main);
    if point.about {
        canvas.disc((x, middle), 2.8, Role::Band);
    }
    canvas.text(&point.value, (span.0, middle + 4.5), VALUE);
    bottom
}

/// Draws a crowd: every incident a point, piled up where many took equally long, with the values at both ends.
fn draw_crowd(points: &[Lasted], canvas: &Canvas<'_>, layout: &Layout, (top, median): (f64, Option<f64>)) -> f64 {
    let column = |x: f64| ((x - layout.left) / STEP) as usize;
    let mut piles: Vec<usize> = Vec::new();
    let placed: Vec<(f64, usize)> = points
        .iter()
        .filter_map(|point| {
            let x = place(point, layout)?;
            piles.resize(piles.len().max(column(x) + 1), 0);
            piles[column(x)] += 1;
            Some((x, piles[column(x)] - 1))
        })
        .collect();
    let highest = piles.iter().copied().max().unwrap_or(1).max(1) as f64;
    let step = f64::min(STEP, TALL / highest);
    let base = top + 20.0 + step * highest;
    if let Some(x) = median {
        canvas.line(&[(x, top + 20.0), (x, base + 6.0)], 1.2, Role::Second);
    }
    for (x, height) in &placed {
        canvas.disc((*x, base - step * *height as f64), 2.8, Role::Main);
    }
    draw_ends(points, canvas, (&placed, top + 13.0));
    base + 6.0
}

/// Prints the least and the most over a crowd, the most alone where there is no room for both.
fn draw_ends(points: &[Lasted], canvas: &Canvas<'_>, (placed, y): (&[(f64, usize)], f64)) {
    let [(first, _), .., (last, _)] = placed else { return };
    let [low, .., high] = points else { return };
    let span = |x: f64, value: &str| {
        let half = canvas.width(value, VALUE) / 2.0;
        let middle = f64::max(half, f64::min(canvas.right() - half, x));
        (middle - half, middle + half)
    };
    let (left, right) = (span(*first, &low.value), span(*last, &high.value));
    canvas.text(&high.value, (right.0, y), VALUE);
    if left.1 + 12.0 < right.0 {
        canvas.text(&low.value, (left.0, y), VALUE);
    }
}

/// Sets the incident's name and its day, on one line if there is room, and returns how tall they stand.
fn draw_name(point: &Lasted, canvas: &Canvas<'_>, layout: &Layout, top: f64) -> f64 {
    let room = layout.names.unwrap_or(canvas.right() - 4.0);
    let lines = canvas.wrap(&point.name, room, NAME);
    canvas.lines(&lines, (0.0, top + 13.0), NAME);
    let last = lines.last().map_or(0.0, |line| canvas.width(line, NAME));
    let count = lines.len().max(1) as f64;
    let beside = last + 8.0 + canvas.width(&point.date, SMALL) <= room;
    let at = if beside {
        (last + 8.0, top + 13.0 + (count - 1.0) * leading(13.0))
    } else {
        (0.0, top + 12.0 + count * leading(13.0))
    };
    canvas.text(&point.date, at, SMALL);
    count * leading(13.0) + if beside { 0.0 } else { leading(12.0) }
}

fn ticks(canvas: &Canvas<'_>, layout: &Layout, print: Format<'_>) -> Vec<f64> {
    let room = |ticks: &[f64]| {
        let ends = ticks.iter().filter_map(|tick| {
            let (x, half) = (layout.axis.at(*tick)?, canvas.width(&print(*tick), SMALL) / 2.0 + 5.0);
            Some((x - half, x + half))
        });
        let ends: Vec<(f64, f64)> = ends.collect();
        ends.windows(2).all(|pair| pair[0].1 <= pair[1].0)
    };
    let inside = |tick: &f64| {
        let half = canvas.width(&print(*tick), SMALL) / 2.0;
        layout.axis.at(*tick).is_some_and(|x| x - half >= 0.0 && x + half <= canvas.right())
    };
    let choices = (2..=8)
        .rev()
        .map(|count| -> Vec<f64> { layout.axis.ticks(f64::from(count)).into_iter().filter(inside).collect() });
    choices.into_iter().find(|ticks| room(ticks)).unwrap_or_default()
}

fn draw_grid(canvas: &Canvas<'_>, layout: &Layout, (top, bottom): (f64, f64)) {
    for x in [layout.left, layout.right] {
        canvas.line(&[(x, top), (x, bottom)], 0.8, Role::Grid);
    }
}

fn draw_axis(spec: &DurationsSpec<'_>, canvas: &Canvas<'_>, layout: &Layout, y: f64) -> f64 {
    let y = y - 6.0;
    canvas.line(&[(layout.left, y), (layout.right, y)], 1.0, Role::Axis);
    let mut from = 0.0;
    if let Some(edge) = layout.edge {
        let half = canvas.width(&spec.edge, SMALL) / 2.0;
        let middle = f64::max(edge, half);
        canvas.line(&[(edge, y), (edge, y + 5.0)], 1.0, Role::Axis);
        canvas.text(&spec.edge, (middle, y + 19.0), SMALL.anchor(Anchor::Middle));
        let gap = layout.left + EDGE;
        for stroke in [gap - 2.0, gap + 2.0] {
            canvas.line(&[(stroke - 2.0, y + 4.0), (stroke + 2.0, y - 4.0)], 1.0, Role::Axis);
        }
        from = middle + half + 10.0;
    }
    for tick in ticks(canvas, layout, spec.print) {
        let half = canvas.width(&(spec.print)(tick), SMALL) / 2.0;
        if let Some(x) = layout.axis.at(tick).filter(|x| x - half > from) {
            canvas.line(&[(x, y), (x, y + 5.0)], 1.0, Role::Axis);
            canvas.text(&(spec.print)(tick), (x, y + 19.0), SMALL.anchor(Anchor::Middle));
        }
    }
    y + 26.0
}
