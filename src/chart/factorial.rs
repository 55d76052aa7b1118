//! What switches do alone and together: a row per combination, with dots for the switches that are on and the mean.
//!
//! Rows stand in groups by how many switches are on. A tick shows where a combination would stand if each switch did
//! only what it does alone: the way from the tick to the end of the bar is what they do to one another.

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::ruler::{Kind, Ruler};
use crate::chart::{Format, Sheet, Words};

/// Every combination of some switches.
pub struct FactorialSpec<'a> {
    /// Its words.
    pub words: Words,
    /// The switches, five at most.
    pub switches: Vec<Switch>,
    /// Rows by how many switches are on, none first.
    pub groups: Vec<Group>,
    /// Title of the axis, with its unit.
    pub axis: String,
    /// Prints a value on the axis.
    pub print: Format<'a>,
    /// Whether the values are seconds.
    pub time: bool,
    /// Whether bars begin at 0; else each mean is a dot on an axis that begins where the data do.
    pub from_zero: bool,
    /// What the line at the first row's mean stands for, such as `as it happened`.
    pub base_label: String,
    /// What the tick of sums stands for, such as `if each did only what it does alone`.
    pub added_label: String,
}

/// One switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The letter over its column.
    pub key: String,
    /// What it is.
    pub label: String,
}

/// Combinations of as many switches.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its heading, such as `one alone`.
    pub title: String,
    /// Its rows.
    pub rows: Vec<FactorialRow>,
}

/// One combination.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorialRow {
    /// Which switches are on.
    pub on: Vec<bool>,
    /// The mean; none where no replication has a value.
    pub mean: Option<f64>,
    /// Its 95 % interval, absent where a run has no random draws.
    pub interval: Option<(f64, f64)>,
    /// The mean as printed.
    pub value: String,
    /// Where it would stand if each switch did only what it does alone.
    pub added: Option<f64>,
}

const ROW: f64 = 25.0;
const TITLE: f64 = 25.0;
const COLUMN: f64 = 26.0;
const BAR: f64 = 6.5;
/// How far from the dot of what is off a link stays.
const PASS: f64 = 8.0;
const LABEL: Style = Style::new(13.0, Role::Ink);
const SMALL: Style = Style::new(12.0, Role::Muted);
const VALUE: Style = Style::new(13.0, Role::Ink).bold().anchor(Anchor::End);

/// Where the parts of a row stand.
struct Frame {
    left: f64,
    x: Ruler,
    zero: f64,
}

/// Draws the combinations.
pub fn factorial(spec: &FactorialSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let frame = frame(spec, &canvas);
    let base = canvas.balance(&spec.base_label, canvas.right() - frame.left, SMALL);
    let top = draw_switches(spec, &canvas) + base.len().saturating_sub(1) as f64 * leading(12.0);
    name_base(spec, &canvas, (&frame, top), &base);
    let bottom = spec.groups.iter().fold(top + 20.0, |y, group| y + TITLE + group.rows.len() as f64 * ROW);
    draw_axis(spec, &canvas, &frame, (top, bottom));
    let mut y = top + 20.0;
    for group in &spec.groups {
        canvas.text(&group.title, (0.0, y + 16.0), SMALL);
        y += TITLE;
        for row in &group.rows {
            draw_row(spec, row, &canvas, (&frame, y));
            y += ROW;
        }
        canvas.line(&[(0.0, y), (canvas.right(), y)], 1.0, Role::Grid);
    }
    let title = canvas.wrap(&spec.axis, canvas.right() - frame.left, SMALL);
    canvas.lines(&title, (frame.left, bottom + 37.0), SMALL);
    let end = draw_added(spec, &canvas, bottom + 31.0 + title.len() as f64 * leading(12.0));
    canvas.finish(&spec.words, end)
}

/// Says what every letter stands for; returns where that ends.
fn draw_switches(spec: &FactorialSpec<'_>, canvas: &Canvas<'_>) -> f64 {
    let mut y = 0.0;
    for switch in &spec.switches {
        let lines = canvas.wrap(&switch.label, canvas.right() - COLUMN, LABEL);
        canvas.text(&switch.key, (4.0, y + 14.0), Style::new(13.0, Role::Main).bold());
        canvas.lines(&lines, (COLUMN, y + 14.0), LABEL);
        y += lines.len().max(1) as f64 * leading(13.0) + 3.0;
    }
    y + 10.0
}

fn frame(spec: &FactorialSpec<'_>, canvas: &Canvas<'_>) -> Frame {
    let rows = || spec.groups.iter().flat_map(|group| &group.rows);
    let ends = |row: &FactorialRow| row.interval.map_or([f64::NAN; 2], |(low, high)| [low, high]);
    let all = rows().flat_map(|row| ends(row).into_iter().chain(row.mean).chain(row.added)).filter(|x| x.is_finite());
    let first = if spec.from_zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    let (low, high) = all.fold(first, |(low, high), x| (f64::min(low, x), f64::max(high, x)));
    let (low, high) = if low < high { (low, high) } else { (0.0, 1.0) };
    let air = if spec.from_zero { 0.0 } else { 0.06 * (high - low) };
    let keys = spec.switches.len() as f64 * COLUMN + 18.0;
    let values = canvas.widest(rows().map(|row| row.value.as_str()), VALUE);
    let (left, right) = (math::round(keys), math::round(canvas.right() - values - 16.0));
    let kind = Kind { log: false, time: spec.time };
    let x = Ruler::new((low - air, high + air), (left, right), kind);
    Frame { left, x, zero: x.at(f64::max(low - air, 0.0)).unwrap_or(left) }
}

fn draw_axis(spec: &FactorialSpec<'_>, canvas: &Canvas<'_>, frame: &Frame, (top, bottom): (f64, f64)) {
    for (index, switch) in spec.switches.iter().enumerate() {
        let at = (column(index), top + 14.0);
        canvas.text(&switch.key, at, Style::new(13.0, Role::Main).bold().anchor(Anchor::Middle));
    }
    let placed = |count: u32| -> Vec<(f64, String)> {
        let ticks = frame.x.ticks(f64::from(count)).into_iter();
        ticks.filter_map(|tick| Some((frame.x.at(tick)?, (spec.print)(tick)))).collect()
    };
    let half = |label: &String| canvas.width(label, SMALL) / 2.0;
    let has_room = |ticks: &Vec<(f64, String)>| {
        let apart = |pair: &[(f64, String)]| pair[0].0 + half(&pair[0].1) + 10.0 <= pair[1].0 - half(&pair[1].1);
        ticks.windows(2).all(apart)
    };
    let inside = |(at, label): &(f64, String)| at - half(label) >= 0.0 && at + half(label) <= canvas.right();
    let ticks = (1..=6).rev().map(placed).find(has_room).unwrap_or_default();
    for (at, label) in ticks.into_iter().filter(inside) {
        canvas.line(&[(at, top + 20.0), (at, bottom)], 1.0, Role::Grid);
        canvas.text(&label, (at, bottom + 17.0), SMALL.anchor(Anchor::Middle));
    }
    let Some(at) = base_at(spec, frame) else { return };
    canvas.dashed(&[(at, top + 20.0), (at, bottom)], 1.0, Role::Record);
}

/// Returns where the mean of the first row stands.
fn base_at(spec: &FactorialSpec<'_>, frame: &Frame) -> Option<f64> {
    let base = spec.groups.first().and_then(|group| group.rows.first()).and_then(|row| row.mean);
    base.and_then(|mean| frame.x.at(mean))
}

/// Names the line at the first row's mean over it.
fn name_base(spec: &FactorialSpec<'_>, canvas: &Canvas<'_>, (frame, top): (&Frame, f64), lines: &[String]) {
    let Some(at) = base_at(spec, frame) else { return };
    let half = canvas.widest(lines.iter().map(String::as_str), SMALL) / 2.0;
    let middle = f64::max(frame.left + half, f64::min(at, canvas.right() - half));
    let first = top + 14.0 - lines.len().saturating_sub(1) as f64 * leading(12.0);
    canvas.lines(lines, (middle, first), Style::new(12.0, Role::Record).anchor(Anchor::Middle));
}

fn column(index: usize) -> f64 {
    9.0 + index as f64 * COLUMN
}

fn draw_row(spec: &FactorialSpec<'_>, row: &FactorialRow, canvas: &Canvas<'_>, (frame, top): (&Frame, f64)) {
    let middle = top + ROW / 2.0;
    let on: Vec<f64> = row.on.iter().enumerate().filter(|(_, on)| **on).map(|(index, _)| column(index)).collect();
    // The link passes by what is off: it stops short of its dot.
    for pair in on.windows(2) {
        let between = row.on.iter().enumerate().filter(|(_, on)| !**on).map(|(index, _)| column(index));
        let mut from = pair[0];
        for off in between.filter(|off| *off > pair[0] && *off < pair[1]) {
            canvas.line(&[(from, middle), (off - PASS, middle)], 2.0, Role::Main);
            from = off + PASS;
        }
        canvas.line(&[(from, middle), (pair[1], middle)], 2.0, Role::Main);
    }
    for (index, on) in row.on.iter().enumerate() {
        let (radius, role) = if *on { (5.5, Role::Main) } else { (3.5, Role::Grid) };
        canvas.disc((column(index), middle), radius, role);
    }
    canvas.text(&row.value, (canvas.right(), middle + 4.5), VALUE);
    let Some(at) = row.mean.and_then(|mean| frame.x.at(mean)) else { return };
    let role = if on.is_empty() { Role::Record } else { Role::Main };
    if spec.from_zero {
        canvas.rect((frame.zero, middle - BAR), (at, middle + BAR), if on.is_empty() { 0.55 } else { 0.75 }, role);
    } else {
        canvas.disc((at, middle), 5.0, role);
    }
    if let Some((low, high)) = row.interval.and_then(|(low, high)| Some((frame.x.at(low)?, frame.x.at(high)?))) {
        canvas.line(&[(low, middle), (high, middle)], 1.4, Role::Ink);
        for end in [low, high] {
            canvas.line(&[(end, middle - 4.0), (end, middle + 4.0)], 1.4, Role::Ink);
        }
    }
    if let Some(at) = row.added.and_then(|added| frame.x.at(added)) {
        canvas.line(&[(at, middle - 9.5), (at, middle + 9.5)], 3.0, Role::Second);
    }
}

/// Says what the tick of sums is, beside one; returns where that ends.
fn draw_added(spec: &FactorialSpec<'_>, canvas: &Canvas<'_>, y: f64) -> f64 {
    let any = spec.groups.iter().flat_map(|group| &group.rows).any(|row| row.added.is_some());
    if !any || spec.added_label.is_empty() {
        return y;
    }
    canvas.line(&[(4.0, y + 3.0), (4.0, y + 17.0)], 3.0, Role::Second);
    let lines = canvas.wrap(&spec.added_label, canvas.right() - 14.0, SMALL);
    canvas.lines(&lines, (14.0, y + 14.0), SMALL);
    y + 6.0 + lines.len() as f64 * leading(12.0)
}
