//! Formulas over one variable: a line each, the values that matter marked, and where a line meets its limit.
//!
//! Lines of different dimensions stand in panels of their own, one under the other over the same axis.

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::flags::{self, Flag, Placed};
use crate::chart::geometry::Rect;
use crate::chart::room::{self, Room};
pub use crate::chart::ruler::Kind;
use crate::chart::ruler::Ruler;
use crate::chart::scale::{spread, step};
use crate::chart::{Format, Sheet, Words};

/// Curves over a variable.
pub struct CurveSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Title of the variable's axis.
    pub axis: String,
    /// Prints a value of the variable on the axis.
    pub print: Format<'a>,
    /// How the variable is counted.
    pub kind: Kind,
    /// Values of the variable that matter, ascending.
    pub marks: Vec<Mark>,
    /// The panels, from the top.
    pub panels: Vec<Panel<'a>>,
}

/// A value of the variable that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The value.
    pub at: f64,
    /// What stands at it: words and value, such as `production: 7,500`.
    pub label: String,
}

/// Lines of one dimension.
pub struct Panel<'a> {
    /// Prints a value on the vertical axis.
    pub print: Format<'a>,
    /// How it is counted.
    pub kind: Kind,
    /// The lines.
    pub lines: Vec<Line>,
    /// A level that matters.
    pub limit: Option<Limit>,
}

/// One formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// Its course: values of the variable, ascending, and of the formula.
    pub points: Vec<Point>,
    /// What is said of single points: values at marks.
    pub notes: Vec<Note>,
    /// What is said where it meets the limit.
    pub crossings: Vec<Note>,
}

/// A word on a point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Value of the variable and of the formula.
    pub at: Point,
    /// The word.
    pub label: String,
}

/// A level that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The level.
    pub at: f64,
    /// Its name with its value, such as `capacity: 100%`.
    pub label: String,
}

const HEIGHT: f64 = 250.0;
const LANE: f64 = 19.0;
const NAMES: f64 = 150.0;
const SMALL: Style = Style::new(12.0, Role::Muted);
const MARK: Style = Style::new(12.0, Role::Record);
/// Colours of lines in order; a sixth line begins again.
const LINES: [Role; 5] = [Role::Main, Role::Second, Role::Third, Role::Good, Role::Open];

/// Where a panel draws.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Ruler,
    y: Ruler,
}

impl Plot {
    fn at(&self, (x, y): Point) -> Option<Point> {
        Some((self.x.at(x)?, self.y.at(y)?))
    }
}

/// Draws the curves.
pub fn curve(spec: &CurveSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let panels: Vec<&Panel<'_>> = spec.panels.iter().filter(|panel| range(panel).is_some()).collect();
    let Some(ends) = ends(&panels) else { return canvas.finish(&spec.words, 20.0) };
    let (left, right) = sides(spec, &panels, &canvas);
    let x = Ruler::new(ends, (left, right), spec.kind);
    let mut y = 0.0;
    for (index, panel) in panels.iter().enumerate() {
        y = draw_title(panel, &canvas, y);
        if index == 0 {
            y = draw_flags(spec, &canvas, (x, y));
        }
        let (top, bottom) = (y, y + HEIGHT);
        let range = range(panel).unwrap_or((0.0, 1.0));
        let plot = Plot { left, right, top, bottom, x, y: Ruler::new(range, (bottom, top + 6.0), panel.kind) };
        draw_panel(spec, panel, &canvas, &plot);
        y = draw_ticks(spec, &canvas, &plot, index + 1 == panels.len());
    }
    canvas.finish(&spec.words, y)
}

fn finite<'p>(panel: &'p Panel<'_>) -> impl Iterator<Item = Point> + 'p {
    let drawn = |(x, y): &Point| x.is_finite() && y.is_finite() && (!panel.kind.log || *y > 0.0);
    panel.lines.iter().flat_map(|line| line.points.iter().copied()).filter(drawn)
}

/// Returns the ends of the variable over all panels.
fn ends(panels: &[&Panel<'_>]) -> Option<(f64, f64)> {
    let mut all = panels.iter().flat_map(|panel| finite(panel)).map(|(x, _)| x);
    let first = all.next()?;
    Some(all.fold((first, first), |(low, high), x| (f64::min(low, x), f64::max(high, x))))
}

/// Returns the ends of a panel's vertical axis; `None` where it has nothing to draw.
fn range(panel: &Panel<'_>) -> Option<(f64, f64)> {
    let first = finite(panel).next()?.1;
    let limit = panel.limit.as_ref().map(|limit| limit.at).filter(|at| !panel.kind.log || *at > 0.0);
    let all = finite(panel).map(|(_, y)| y).chain(limit);
    let (low, high) = all.fold((first, first), |(low, high), y| (f64::min(low, y), f64::max(high, y)));
    if panel.kind.log {
        // Where a decade ends not far above the data, the axis ends there: what is over its last tick cannot be read off.
        let mut decade = 1e-9;
        while decade < high {
            decade *= 10.0;
        }
        let ends_near = !panel.kind.time && decade <= 2.0 * high;
        return Some((low / 1.25, if ends_near { f64::max(decade * 1.02, high * 1.25) } else { high * 1.25 }));
    }
    let (low, high) = (f64::min(low, 0.0), f64::max(high, 0.0));
    let width = if high - low > 0.0 { high - low } else { 1.0 };
    let step = step(width, 4.0);
    let up = |value: f64| -math::floor(-value / step + 1e-9) * step;
    Some((-up(-low), if high > 0.0 || low < 0.0 { up(high) } else { 1.0 }))
}

/// Returns the left and right end of every plot: room for tick labels, and for the names of lines.
fn sides(spec: &CurveSpec<'_>, panels: &[&Panel<'_>], canvas: &Canvas<'_>) -> (f64, f64) {
    let widest = |panel: &&Panel<'_>| {
        let ruler = Ruler::new(range(panel).unwrap_or((0.0, 1.0)), (0.0, 1.0), panel.kind);
        let labels: Vec<String> = ruler.ticks(5.0).into_iter().map(|tick| (panel.print)(tick)).collect();
        canvas.widest(labels.iter().map(String::as_str), SMALL)
    };
    let left = panels.iter().map(widest).fold(0.0, f64::max) + 10.0;
    let named = panels.iter().any(|panel| panel.lines.len() > 1);
    let last = ends(panels).map_or(0.0, |ends| canvas.width(&(spec.print)(ends.1), SMALL) / 2.0);
    let beside = named && !canvas.is_narrow();
    let right = if beside { canvas.right() - NAMES - 16.0 } else { canvas.right() - f64::max(last, 12.0) - 4.0 };
    (math::round(left), math::round(right))
}

/// Names the only line of a panel over it; several are named at their ends, and over it too where there is no room.
fn draw_title(panel: &Panel<'_>, canvas: &Canvas<'_>, y: f64) -> f64 {
    let alone = panel.lines.len() == 1;
    if !alone && !canvas.is_narrow() {
        return y + 6.0;
    }
    let mut y = y;
    for (line, role) in panel.lines.iter().zip(LINES.into_iter().cycle()) {
        let style = Style::new(13.0, role).bold();
        let left = if alone { 0.0 } else { 22.0 };
        let lines = canvas.balance(&line.label, canvas.right() - left, style);
        if !alone {
            canvas.line(&[(0.0, y + 9.5), (16.0, y + 9.5)], 2.2, role);
        }
        canvas.lines(&lines, (left, y + 14.0), style);
        y += lines.len() as f64 * leading(13.0) + if alone { 0.0 } else { 3.0 };
    }
    y + 10.0
}

/// Names the marks over the first plot; returns where it begins.
fn draw_flags(spec: &CurveSpec<'_>, canvas: &Canvas<'_>, (x, y): (Ruler, f64)) -> f64 {
    let placed = placed(spec, canvas, x);
    let lanes = placed.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    let top = y + lanes as f64 * LANE + if lanes > 0 { 6.0 } else { 0.0 };
    for (mark, flag) in spec.marks.iter().zip(&placed) {
        let Some(at) = x.at(mark.at) else { continue };
        let y = top - 8.0 - flag.lane as f64 * LANE;
        canvas.line(&[(at, y - 9.0), (at, top)], 0.8, Role::Record);
        let (left, anchor) = if flag.leftwards { (at - 4.0, Anchor::End) } else { (at + 4.0, Anchor::Start) };
        canvas.text(&mark.label, (left, y), MARK.anchor(anchor));
    }
    top
}

fn placed(spec: &CurveSpec<'_>, canvas: &Canvas<'_>, x: Ruler) -> Vec<Placed> {
    let flag = |mark: &Mark| Flag { at: x.at(mark.at).unwrap_or(0.0), width: canvas.width(&mark.label, MARK) };
    let marks: Vec<Flag> = spec.marks.iter().map(flag).collect();
    flags::place(&marks, (0.0, canvas.right()))
}

fn draw_panel(spec: &CurveSpec<'_>, panel: &Panel<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    for tick in plot.y.ticks(5.0) {
        let Some(y) = plot.y.at(tick) else { continue };
        canvas.line(&[(plot.left, y), (plot.right, y)], 1.0, Role::Grid);
        canvas.text(&(panel.print)(tick), (plot.left - 6.0, y + 4.0), SMALL.anchor(Anchor::End));
    }
    let floor = plot.y.at(0.0).unwrap_or(plot.bottom);
    canvas.line(&[(plot.left, floor), (plot.right, floor)], 1.0, Role::Axis);
    for at in spec.marks.iter().filter_map(|mark| plot.x.at(mark.at)) {
        canvas.line(&[(at, plot.top), (at, plot.bottom)], 0.8, Role::Record);
    }
    let limit = panel.limit.as_ref().and_then(|limit| Some((limit, plot.y.at(limit.at)?)));
    if let Some((_, y)) = limit {
        canvas.dashed(&[(plot.left, y), (plot.right, y)], 1.4, Role::Bad);
    }
    for (line, role) in panel.lines.iter().zip(LINES.into_iter().cycle()) {
        for stretch in stretches(line, plot) {
            canvas.line(&stretch, 2.2, role);
        }
        let dots = line.notes.iter().filter_map(|note| plot.at(note.at));
        dots.for_each(|at| canvas.disc(at, 3.5, role));
        let meetings = line.crossings.iter().filter_map(|note| plot.at(note.at));
        meetings.for_each(|at| canvas.disc(at, 4.5, Role::Bad));
    }
    if panel.lines.len() > 1 && !canvas.is_narrow() {
        draw_names(panel, canvas, plot);
    }
    draw_notes(panel, canvas, plot);
    if let Some((limit, y)) = limit {
        name_limit(&limit.label, canvas, plot, y);
    }
}

/// Returns the pieces of a line that have a place in the picture.
fn stretches(line: &Line, plot: &Plot) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    for point in &line.points {
        match (plot.at(*point), pieces.last_mut()) {
            (Some(at), Some(piece)) => piece.push(at),
            (Some(_), None) => {}
            (None, _) => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Names every line at its end, with a thread where names had to make room for one another.
fn draw_names(panel: &Panel<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let last = |line: &Line| line.points.iter().rev().find_map(|point| plot.at(*point));
    let mut named: Vec<(Point, Vec<String>, Role)> = Vec::new();
    let style = |role: Role| Style::new(12.0, role).bold();
    for (line, role) in panel.lines.iter().zip(LINES.into_iter().cycle()) {
        named.extend(last(line).map(|end| (end, canvas.balance(&line.label, NAMES, style(role)), role)));
    }
    named.sort_by(|one, other| one.0.1.total_cmp(&other.0.1));
    let wishes: Vec<f64> = named.iter().map(|(end, _, _)| end.1).collect();
    let heights: Vec<f64> = named.iter().map(|(_, lines, _)| lines.len() as f64 * leading(12.0) + 5.0).collect();
    let places = spread(&wishes, &heights, (plot.top - 8.0, plot.bottom + 4.0));
    for ((end, lines, role), place) in named.iter().zip(places) {
        let from = (end.0 + 2.0, end.1);
        canvas.line(&[from, (plot.right + 12.0, place)], 0.8, *role);
        let first = place - lines.len() as f64 * leading(12.0) / 2.0 + 12.0;
        canvas.lines(lines, (plot.right + 16.0, first), style(*role));
    }
}

/// Writes values at marks and at crossings where there is room; the table has them all.
fn draw_notes(panel: &Panel<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let inside = Rect { left: plot.left, top: plot.top - 2.0, right: plot.right + 2.0, bottom: plot.bottom - 1.0 };
    let crossings = panel.lines.iter().flat_map(|line| &line.crossings).map(|note| (note, Role::Bad));
    let lines = panel.lines.iter().zip(LINES.into_iter().cycle());
    let notes = lines.flat_map(|(line, role)| line.notes.iter().map(move |note| (note, role)));
    for (note, role) in crossings.chain(notes) {
        let Some(at) = plot.at(note.at) else { continue };
        let style = Style::new(13.0, role).bold();
        let width = canvas.width(&note.label, style);
        let room = Room::of(canvas);
        if let Some(place) = room.first((width, 13.0), inside, &room::around(at, width)) {
            canvas.text(&note.label, place, style);
        }
    }
}

/// Names the limit on its line, from the left where there is room; the caption names it too.
fn name_limit(label: &str, canvas: &Canvas<'_>, plot: &Plot, y: f64) {
    let style = Style::new(12.0, Role::Bad);
    let width = canvas.width(label, style);
    let steps = f64::max((plot.right - plot.left - width) / 6.0, 0.0) as u32;
    let along = (0..=steps).map(|step| plot.left + 5.0 + f64::from(step) * 6.0);
    let beside: Vec<Point> = along.flat_map(|x| [(x, y - 6.0), (x, y + 15.0)]).collect();
    let inside = Rect { left: plot.left, top: 0.0, right: plot.right + 3.0, bottom: plot.bottom };
    let room = Room::of(canvas);
    if let Some(place) = room.first((width, 12.0), inside, &beside) {
        canvas.text(label, place, style);
    }
}

/// Draws the variable's axis, and its title under the last plot; returns where that ends.
fn draw_ticks(spec: &CurveSpec<'_>, canvas: &Canvas<'_>, plot: &Plot, last: bool) -> f64 {
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], 1.0, Role::Axis);
    for (at, label) in ticks_with_room(spec, canvas, plot.x) {
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(&label, (at, plot.bottom + 18.0), SMALL.anchor(Anchor::Middle));
    }
    if !last {
        return plot.bottom + 34.0;
    }
    let title = canvas.wrap(&spec.axis, canvas.right() - plot.left, SMALL);
    canvas.lines(&title, (plot.left, plot.bottom + 38.0), SMALL);
    plot.bottom + 30.0 + title.len() as f64 * leading(12.0)
}

/// Returns as many round values of the variable as have room beside one another, with their places.
fn ticks_with_room(spec: &CurveSpec<'_>, canvas: &Canvas<'_>, x: Ruler) -> Vec<(f64, String)> {
    let placed = |count: u32| -> Vec<(f64, String)> {
        let ticks = x.ticks(f64::from(count)).into_iter();
        ticks.filter_map(|tick| Some((x.at(tick)?, (spec.print)(tick)))).collect()
    };
    let half = |label: &String| canvas.width(label, SMALL) / 2.0;
    let has_room = |ticks: &Vec<(f64, String)>| {
        let apart = |pair: &[(f64, String)]| pair[0].0 + half(&pair[0].1) + 10.0 <= pair[1].0 - half(&pair[1].1);
        ticks.windows(2).all(apart)
    };
    let mut ticks = (1..=9).rev().map(placed).find(has_room).unwrap_or_default();
    ticks.retain(|(at, label)| at - half(label) >= 0.0 && at + half(label) <= canvas.right());
    ticks
}
