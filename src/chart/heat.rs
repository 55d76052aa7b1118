//! A measure over two settings: a tile per pair of values with its number in it. Where a limit is set, tiles are coloured
//! from it to both sides in steps, so that a level can be told from the next, and a line runs between the sides, named on
//! both. In grey the bold numbers tell what does not hold; what is too close to call is bold on neither side.
//!
//! Tiles are equally wide and high whatever the values, and each row and column is labelled with its own value.

mod key;

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::{Sheet, Words};
use key::draw_key;

/// A measure over two settings.
pub struct HeatSpec {
    /// Its words.
    pub words: Words,
    /// What changes from column to column; stands under the tiles.
    pub across: Axis,
    /// What changes from row to row, the first at the bottom; stands over the labels of rows.
    pub upwards: Axis,
    /// What the numbers are; stands over the ramp.
    pub measure: String,
    /// Numbers along the ramp, each with its shade, ascending; with a limit, where one step of colour ends and the next
    /// begins.
    pub ramp: Vec<(f64, String)>,
    /// The limit from which colours part; without one the ramp says nothing of good and bad.
    pub limit: Option<Parting>,
    /// What a tile is whose number has a `~` before it, if there is one.
    pub undecided: Option<String>,
    /// What the framed tile is.
    pub own: Option<String>,
    /// The panels, from the top.
    pub panels: Vec<HeatPanel>,
}

/// What parts the tiles that are as wanted from the others.
pub struct Parting {
    /// Its shade, from 0 to 1.
    pub at: f64,
    /// Whether what is less is as wanted.
    pub below: bool,
    /// What is as wanted, for the key: `holds: at most 25% of the base run (9.8)`.
    pub wanted: String,
    /// What each side of the line is called, the wanted one first: `holds`, `does not hold`.
    pub sides: [String; 2],
}

impl Parting {
    /// Returns the colour of a side.
    fn role(wanted: bool) -> Role {
        if wanted { Role::Main } else { Role::Bad }
    }

    /// Returns how many steps of colour a shade lies from the limit.
    fn step(&self, shade: f64) -> usize {
        let side = if shade < self.at { self.at } else { 1.0 - self.at };
        let part = if side > 0.0 { math::abs(shade - self.at) / side } else { 1.0 };
        ((part * STEPS.len() as f64 + 1e-9) as usize).min(STEPS.len() - 1)
    }

    fn side(&self, wanted: bool) -> &str {
        &self.sides[usize::from(!wanted)]
    }
}

/// A setting with its values.
pub struct Axis {
    /// What it is.
    pub title: String,
    /// Its values, final.
    pub labels: Vec<String>,
    /// Where its own value stands: 1 on the second value, 1.5 between it and the third; none outside.
    pub own: Option<f64>,
}

/// The tiles of one run.
pub struct HeatPanel {
    /// Which run; stands over it.
    pub title: String,
    /// Row by row from the bottom.
    pub tiles: Vec<Tile>,
}

/// One pair of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// How dark, from 0 to 1; none where the measure has no value.
    pub shade: Option<f64>,
    /// Its number.
    pub label: String,
    /// Whether its mean is as wanted.
    pub wanted: bool,
    /// Whether that is too close to say.
    pub undecided: bool,
}

const ROW: f64 = 26.0;
const GAP: f64 = 1.0;
const SMALL: Style = Style::new(12.0, Role::Muted);
const NUMBER: Style = Style::new(13.0, Role::Ink);
const TITLE: Style = Style::new(13.0, Role::Ink).bold();
const SIDE: Style = Style::new(12.0, Role::Ink).bold();
/// Opacity of the lightest and of the darkest shade without a limit: ink stays legible on both, in light and in dark.
/// Between them opacity grows evenly, and so does, in either, the lightness that is seen.
const SHADES: (f64, f64) = (0.04, 0.54);
/// Opacity of the steps away from a limit: ink is legible on all but the last, the colour of the page on that one.
pub const STEPS: [f64; 3] = [0.16, 0.5, 1.0];
/// Between the tiles and what is said beside them.
const ASIDE: f64 = 10.0;
/// A tile without a value is hatched.
const HATCH: f64 = 7.0;

/// Where the tiles of a panel stand.
struct Plot {
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    width: f64,
}

impl Plot {
    fn right(&self) -> f64 {
        self.left + self.width * self.columns as f64
    }

    fn bottom(&self) -> f64 {
        self.top + ROW * self.rows as f64
    }

    /// Returns the upper left and lower right corner of a tile.
    fn corners(&self, column: usize, row: usize) -> (Point, Point) {
        let (left, bottom) = (self.left + self.width * column as f64, self.bottom() - ROW * row as f64);
        ((left, bottom - ROW), (left + self.width, bottom))
    }
}

/// Draws the tiles.
pub fn heat(spec: &HeatSpec, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let (columns, rows) = (spec.across.labels.len(), spec.upwards.labels.len());
    if columns == 0 || rows == 0 {
        return canvas.finish(&spec.words, 20.0);
    }
    let labels = canvas.widest(spec.upwards.labels.iter().map(String::as_str), SMALL.bold());
    let left = math::round(labels + 10.0);
    let sides = spec.limit.iter().flat_map(|limit| &limit.sides).map(String::as_str);
    let sides = if canvas.is_narrow() { 0.0 } else { canvas.widest(sides, SIDE) + ASIDE };
    let width = (canvas.right() - 2.0 - left - sides) / columns as f64;
    let mut y = draw_key(spec, &canvas);
    for panel in &spec.panels {
        let title = canvas.balance(&panel.title, canvas.right(), TITLE);
        canvas.lines(&title, (0.0, y + 14.0), TITLE);
        y += 6.0 + title.len() as f64 * leading(13.0);
        let upwards = canvas.wrap(&spec.upwards.title, canvas.right(), SMALL);
        canvas.lines(&upwards, (0.0, y + 12.0), SMALL);
        y += 4.0 + upwards.len() as f64 * leading(12.0);
        let plot = Plot { left, top: y, columns, rows, width };
        draw_tiles(spec, panel, &canvas, &plot);
        y = draw_labels(spec, &canvas, &plot) + 14.0;
    }
    canvas.finish(&spec.words, y - 10.0)
}

fn opacity(shade: f64) -> f64 {
    SHADES.0 + (SHADES.1 - SHADES.0) * shade.clamp(0.0, 1.0)
}

/// Returns how opaque a tile is, its colour, and how its number is set.
fn paint(spec: &HeatSpec, shade: f64, wanted: bool) -> (f64, Role, Style) {
    let Some(limit) = &spec.limit else { return (opacity(shade), Role::Main, NUMBER) };
    let step = limit.step(shade);
    let ink = Style::new(13.0, if step + 1 == STEPS.len() { Role::Paper } else { Role::Ink });
    (STEPS[step], Parting::role(wanted), ink)
}

fn frame(canvas: &Canvas<'_>, (left, top): Point, (right, bottom): Point) {
    canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], 2.0, Role::Record);
}

fn draw_tiles(spec: &HeatSpec, panel: &HeatPanel, canvas: &Canvas<'_>, plot: &Plot) {
    let tile = |column: usize, row: usize| panel.tiles.get(row * plot.columns + column);
    for row in 0..plot.rows {
        for column in 0..plot.columns {
            let Some(tile) = tile(column, row) else { continue };
            let ((left, top), (right, bottom)) = plot.corners(column, row);
            let (from, to) = ((left + GAP, top + GAP), (right - GAP, bottom - GAP));
            let mut number = NUMBER;
            if let Some(shade) = tile.shade {
                let (opacity, role, style) = paint(spec, shade, tile.wanted);
                canvas.rect(from, to, opacity, role);
                let fails = spec.limit.is_some() && !tile.wanted && !tile.undecided;
                number = if fails { style.bold() } else { style };
            } else {
                hatch(canvas, from, to);
            }
            if canvas.width(&tile.label, number) + 4.0 <= plot.width {
                let at = (f64::midpoint(left, right), f64::midpoint(top, bottom) + 4.5);
                canvas.text(&tile.label, at, number.anchor(Anchor::Middle));
            }
        }
    }
    if let Some(((left, top), (right, bottom))) = own(spec, plot) {
        frame(canvas, (left + 3.0, top + 3.0), (right - 3.0, bottom - 3.0));
    }
    if let Some(limit) = &spec.limit {
        let wanted = |column, row| tile(column, row).filter(|tile| tile.shade.is_some()).map(|tile| tile.wanted);
        draw_border(canvas, plot, &wanted);
        if !canvas.is_narrow() {
            name_sides(limit, canvas, plot, &|row| wanted(plot.columns - 1, row));
        }
    }
}

/// Names the sides of the line where it leaves the tiles at the right: each stretch of the last column once, close to
/// the line.
fn name_sides(limit: &Parting, canvas: &Canvas<'_>, plot: &Plot, wanted: &dyn Fn(usize) -> Option<bool>) {
    for side in [true, false] {
        for (first, last) in stretches(plot.rows, &|row| wanted(row) == Some(side)) {
            let (top, bottom) = (plot.corners(0, last).0.1, plot.corners(0, first).1.1);
            let baseline = match (first > 0, last + 1 < plot.rows) {
                (true, false) => bottom - 8.0,
                (false, true) => top + 17.0,
                (true, true) | (false, false) => f64::midpoint(top, bottom) + 4.0,
            };
            let style = Style::new(12.0, Parting::role(side)).bold();
            canvas.text(limit.side(side), (plot.right() + ASIDE, baseline), style);
        }
    }
}

/// Draws thin strokes, which its middle, where a word would stand, is kept free of.
fn hatch(canvas: &Canvas<'_>, (left, top): Point, (right, bottom): Point) {
    let height = bottom - top;
    let middle = f64::midpoint(left, right);
    let mut start = left;
    while start + height <= right {
        if start + height < middle - 12.0 || start > middle + 12.0 {
            canvas.line(&[(start, bottom), (start + height, top)], 0.8, Role::Grid);
        }
        start += HATCH;
    }
}

/// Draws the border between tiles that are as wanted and tiles that are not, in as few strokes as can be.
fn draw_border(canvas: &Canvas<'_>, plot: &Plot, wanted: &dyn Fn(usize, usize) -> Option<bool>) {
    let differ = |one: Option<bool>, other: Option<bool>| one.zip(other).is_some_and(|(one, other)| one != other);
    for column in 1..plot.columns {
        let breaks = |row: usize| differ(wanted(column - 1, row), wanted(column, row));
        for (first, last) in stretches(plot.rows, &breaks) {
            let x = plot.left + plot.width * column as f64;
            let (low, high) = (plot.corners(column, first).1.1, plot.corners(column, last).0.1);
            canvas.line(&[(x, low), (x, high)], 2.6, Role::Ink);
        }
    }
    for row in 1..plot.rows {
        let breaks = |column: usize| differ(wanted(column, row - 1), wanted(column, row));
        for (first, last) in stretches(plot.columns, &breaks) {
            let y = plot.corners(0, row).1.1;
            let (from, to) = (plot.corners(first, row).0.0, plot.corners(last, row).1.0);
            canvas.line(&[(from, y), (to, y)], 2.6, Role::Ink);
        }
    }
}

/// Returns first and last index of every stretch of indices that are set.
fn stretches(count: usize, set: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for index in (0..count).filter(|index| set(*index)) {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            Some(_) | None => stretches.push((index, index)),
        }
    }
    stretches
}

/// Returns the corners of the tile that is framed; between two tiles the frame stands over their border.
fn own(spec: &HeatSpec, plot: &Plot) -> Option<(Point, Point)> {
    let (across, upwards) = (spec.across.own?, spec.upwards.own?);
    let ends = |at: f64| {
        let whole = math::abs(at - math::round(at)) < 1e-9;
        if whole { (math::round(at), math::round(at) + 1.0) } else { (math::floor(at) + 0.8, math::floor(at) + 1.2) }
    };
    let ((left, right), (low, high)) = (ends(across), ends(upwards));
    let (x, y) = (|at: f64| plot.left + plot.width * at, |at: f64| plot.bottom() - ROW * at);
    Some(((x(left), y(high)), (x(right), y(low))))
}

/// Labels rows and columns, its own values bold; returns where the panel ends.
fn draw_labels(spec: &HeatSpec, canvas: &Canvas<'_>, plot: &Plot) -> f64 {
    let style = |axis: &Axis, at: usize| {
        let own = axis.own.is_some_and(|own| math::abs(own - at as f64) < 1e-9);
        if own { Style::new(12.0, Role::Record).bold() } else { SMALL }
    };
    for (row, label) in spec.upwards.labels.iter().enumerate() {
        let ((_, top), (_, bottom)) = plot.corners(0, row);
        let at = (plot.left - 6.0, f64::midpoint(top, bottom) + 4.0);
        canvas.text(label, at, style(&spec.upwards, row).anchor(Anchor::End));
    }
    let widest = canvas.widest(spec.across.labels.iter().map(String::as_str), SMALL.bold()) + 8.0;
    let every = (1..=plot.columns).find(|every| plot.width * *every as f64 >= widest).unwrap_or(1);
    for (column, label) in spec.across.labels.iter().enumerate().step_by(every) {
        let middle = plot.left + plot.width * (column as f64 + 0.5);
        let half = canvas.width(label, SMALL.bold()) / 2.0;
        let middle = f64::min(middle, canvas.right() - half);
        canvas.text(label, (middle, plot.bottom() + 16.0), style(&spec.across, column).anchor(Anchor::Middle));
    }
    let title = canvas.wrap(&spec.across.title, plot.right() - plot.left, SMALL);
    canvas.lines(&title, (plot.left, plot.bottom() + 34.0), SMALL);
    plot.bottom() + 26.0 + title.len() as f64 * leading(12.0)
}
