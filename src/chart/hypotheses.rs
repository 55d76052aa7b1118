//! Which explanation fits for which value of a parameter: one strip per run, all over the same axis.

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::scale::{Scale, spread, ticks};
use crate::chart::{Format, Sheet, Words};

/// Strips over the values of one parameter. In every strip two curves, the share reached at an early and at a late time,
/// and below them a bar: solid where both windows are met under the strict reading, hatched where only under the looser.
pub struct HypothesesSpec<'a> {
    /// Its words.
    pub words: Words,
    /// The values, ascending, in the unit of the axis (minutes, not seconds).
    pub values: Vec<f64>,
    /// Prints a value on the axis.
    pub value: Format<'a>,
    /// Title of the axis, with its unit.
    pub axis: String,
    /// Prints a share (0 to 1) as per cent.
    pub share: Format<'a>,
    /// Name of the early curve, such as `15:16`; short.
    pub minor_label: String,
    /// What the early curve is the share of, for the key.
    pub minor_words: String,
    /// Name of the late curve, such as `15:40`; short.
    pub maximum_label: String,
    /// What the late curve is the share of.
    pub maximum_words: String,
    /// The strict windows: the early share must be at most the first, the late one at least the second.
    pub bounds: (f64, f64),
    /// The published value and its name, such as `published: 20 min`.
    pub mark: Option<(f64, String)>,
    /// What a solid bar means.
    pub strict_label: String,
    /// What a hatched bar means.
    pub loose_label: String,
    /// The strips, from the top.
    pub rows: Vec<HypothesisRow>,
}

/// One strip: a run.
#[derive(Clone, Debug, PartialEq)]
pub struct HypothesisRow {
    /// The hypothesis in words; printed once over neighbouring rows that share it. Empty for none.
    pub group: String,
    /// What tells the row from the others of its group, such as the law by which records run out.
    pub label: String,
    /// The early share at each value.
    pub minor: Vec<f64>,
    /// The late share at each value.
    pub maximum: Vec<f64>,
    /// Whether both windows are met at each value, strict reading.
    pub strict: Vec<bool>,
    /// Whether both are met at each value, looser reading.
    pub loose: Vec<bool>,
    /// What the row gives, such as `fits at 10–24 min` or `fits at no value`; short.
    pub finding: String,
}

/// High enough that a share of 95% and one of 100% are told apart.
const CURVES: f64 = 120.0;
const BAR_TOP: f64 = 176.0;
const BAR_BOTTOM: f64 = 186.0;
const ROW: f64 = 204.0;
/// Room between strips of two explanations, beyond that between two of one.
const GROUP: f64 = 8.0;
/// Width of the column of words beside the strips.
const WORDS: f64 = 152.0;
/// Levels that have a line and, away from the bounds, a label.
const LEVELS: [f64; 3] = [0.0, 0.5, 1.0];
const LABEL: Style = Style::new(13.0, Role::Ink);
const SMALL: Style = Style::new(12.0, Role::Muted);

/// Where strips stand: beside their labels, or under them on a narrow sheet.
#[derive(Clone, Copy)]
struct Strips {
    x: Scale,
    left: f64,
    right: f64,
}

impl Strips {
    fn new(spec: &HypothesesSpec<'_>, canvas: &Canvas<'_>, ends: (f64, f64)) -> Self {
        let names = [spec.minor_label.as_str(), spec.maximum_label.as_str()];
        let right = canvas.right() - 8.0 - f64::max(40.0, canvas.widest(names.into_iter(), SMALL.bold()));
        let left = if canvas.is_narrow() { 40.0 } else { 200.0 };
        Self { x: Scale::new(ends, (left, right)), left, right }
    }

    fn at(self, value: f64) -> f64 {
        self.x.at(value)
    }
}

/// Draws the strips.
pub fn hypotheses(spec: &HypothesesSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let ends = (spec.values.first().copied().unwrap_or(0.0), spec.values.last().copied().unwrap_or(1.0));
    let x = Strips::new(spec, &canvas, ends);
    let mut y = draw_key(spec, &canvas);
    let mut group = "";
    let mut first = true;
    for row in &spec.rows {
        let heading = if row.group == group { "" } else { row.group.as_str() };
        if !first && !heading.is_empty() {
            canvas.line(&[(0.0, y - 4.0), (canvas.right(), y - 4.0)], 1.0, Role::Grid);
            y += GROUP;
        }
        group = &row.group;
        let words = words(row, heading, &canvas);
        let tall = words.iter().map(|(lines, style)| lines.len() as f64 * leading(style.size)).sum::<f64>();
        canvas_words(&canvas, &words, y);
        if canvas.is_narrow() {
            y += tall + 4.0;
        }
        if first {
            y = name_mark(spec, &canvas, (x, y));
        }
        draw_row(spec, row, &canvas, (x, y));
        let over = !first && !canvas.is_narrow();
        draw_mark(
            spec,
            &canvas,
            x,
            (if over { y - GROUP - (ROW - BAR_BOTTOM) } else { y - 2.0 }, y + BAR_BOTTOM + 3.0),
        );
        y += if canvas.is_narrow() { ROW } else { f64::max(ROW, tall + 12.0) };
        first = false;
    }
    canvas.line(&[(x.left, y - 8.0), (x.right, y - 8.0)], 1.0, Role::Axis);
    let axis = Axis { scale: x.x, print: spec.value, ticks: &|count| ticks(ends.0, ends.1, count) };
    let mut round = canvas.fitting(8, axis, SMALL);
    round.retain(|tick| x.at(*tick) - x.at(ends.0) > 24.0);
    for tick in core::iter::once(ends.0).chain(round) {
        canvas.line(&[(x.at(tick), y - 8.0), (x.at(tick), y - 4.0)], 1.0, Role::Axis);
        canvas.text(&(spec.value)(tick), (x.at(tick), y + 10.0), SMALL.anchor(Anchor::Middle));
    }
    let title = canvas.wrap(&spec.axis, canvas.right() - x.left + 4.0, SMALL);
    canvas.lines(&title, (x.left - 4.0, y + 29.0), SMALL);
    canvas.finish(&spec.words, y + 37.0 + (title.len().saturating_sub(1)) as f64 * leading(12.0))
}

/// Returns what stands beside a strip or, on a narrow sheet, over it: the explanation where it is a new one, what tells
/// the row from its neighbour, and what it gives.
fn words(row: &HypothesisRow, heading: &str, canvas: &Canvas<'_>) -> Vec<(Vec<String>, Style)> {
    let room = if canvas.is_narrow() { canvas.right() } else { WORDS };
    let found = Style::new(13.0, verdict_role(row)).bold();
    let each = [(heading, LABEL.bold()), (row.label.as_str(), LABEL), (row.finding.as_str(), found)];
    each.into_iter().map(|(text, style)| (canvas.wrap(text, room, style), style)).collect()
}

fn canvas_words(canvas: &Canvas<'_>, words: &[(Vec<String>, Style)], top: f64) {
    let mut y = top + 14.0;
    for (lines, style) in words {
        canvas.lines(lines, (0.0, y), *style);
        y += lines.len() as f64 * leading(style.size);
    }
}

/// Names, right over the first strip, which value its line stands for; returns where the strip begins.
fn name_mark(spec: &HypothesesSpec<'_>, canvas: &Canvas<'_>, (strips, y): (Strips, f64)) -> f64 {
    let Some((value, label)) = &spec.mark else { return y };
    let style = Style::new(12.0, Role::Record).bold().anchor(Anchor::Middle);
    let half = canvas.width(label, style) / 2.0;
    let middle = f64::max(strips.left + half, f64::min(strips.at(*value), canvas.right() - half));
    canvas.text(label, (middle, y + 12.0), style);
    y + 22.0
}

/// Draws the line of the published value, past the strips of a wide sheet without a break.
fn draw_mark(spec: &HypothesesSpec<'_>, canvas: &Canvas<'_>, strips: Strips, (top, bottom): (f64, f64)) {
    if let Some((value, _)) = spec.mark {
        let x = strips.at(value);
        canvas.line(&[(x, top), (x, bottom)], 1.2, Role::Record);
    }
}

/// Writes what curves and bars mean, each beside a piece of its own; returns the height used.
fn draw_key(spec: &HypothesesSpec<'_>, canvas: &Canvas<'_>) -> f64 {
    let mut y = 0.0;
    for (text, role) in [(&spec.maximum_words, Role::Main), (&spec.minor_words, Role::Second)] {
        let lines = canvas.wrap(text, canvas.right() - 30.0, SMALL);
        canvas.line(&[(0.0, y + 8.0), (24.0, y + 8.0)], 2.0, role);
        canvas.lines(&lines, (30.0, y + 12.0), SMALL);
        y += lines.len() as f64 * leading(12.0) + 2.0;
    }
    let mut left = 0.0;
    for (text, solid) in [(&spec.strict_label, true), (&spec.loose_label, false)] {
        let width = canvas.width(text, SMALL) + 32.0;
        if left > 0.0 && left + width > canvas.right() {
            y += leading(12.0) + 2.0;
            left = 0.0;
        }
        bar(canvas, (left, left + 24.0), (y + 3.0, y + 13.0), solid);
        canvas.text(text, (left + 30.0, y + 12.0), SMALL);
        left += width + 22.0;
    }
    y + leading(12.0) + 8.0
}

fn draw_row(spec: &HypothesesSpec<'_>, row: &HypothesisRow, canvas: &Canvas<'_>, (x, top): (Strips, f64)) {
    let share = Scale::new((0.0, 1.0), (top + CURVES, top + 2.0));
    for level in LEVELS {
        let y = share.at(level);
        canvas.line(&[(x.left, y), (x.right, y)], 1.0, Role::Grid);
        let clear = |bound: f64| math::abs(share.at(bound) - y) > 14.0;
        if clear(spec.bounds.0) && clear(spec.bounds.1) {
            canvas.text(&(spec.share)(level), (x.left - 6.0, y + 4.0), SMALL.anchor(Anchor::End));
        }
    }
    for stretch in stretches(&row.strict) {
        let (from, to) = span(&spec.values, stretch, x.x);
        canvas.rect((from, top + 2.0), (to, top + CURVES), 0.14, Role::Good);
    }
    canvas.rect((x.left, top + BAR_TOP), (x.right, top + BAR_BOTTOM), 1.0, Role::Band);
    let strict = |index: usize| row.strict.get(index).copied().unwrap_or(false);
    let loose_only: Vec<bool> = row.loose.iter().enumerate().map(|(index, loose)| *loose && !strict(index)).collect();
    for (flags, solid) in [(&row.strict, true), (&loose_only, false)] {
        for stretch in stretches(flags) {
            bar(canvas, span(&spec.values, stretch, x.x), (top + BAR_TOP, top + BAR_BOTTOM), solid);
        }
    }
    let curves = [(&row.minor, spec.bounds.0, Role::Second), (&row.maximum, spec.bounds.1, Role::Main)];
    for (values, bound, role) in curves {
        canvas.dashed(&[(x.left, share.at(bound)), (x.right, share.at(bound))], 0.8, role);
        let points: Vec<_> = spec.values.iter().zip(values).map(|(value, y)| (x.at(*value), share.at(*y))).collect();
        canvas.line(&points, 2.0, role);
    }
    draw_names(spec, row, canvas, (x, share));
}

/// Names the curves at their right ends and their bounds at the left.
fn draw_names(spec: &HypothesesSpec<'_>, row: &HypothesisRow, canvas: &Canvas<'_>, (x, share): (Strips, Scale)) {
    let end = |values: &[f64]| share.at(values.last().copied().unwrap_or(0.0));
    let low = end(&row.minor).max(end(&row.maximum));
    let high = end(&row.minor).min(end(&row.maximum));
    let minor_below = end(&row.minor) >= end(&row.maximum);
    let places = spread(&[high, low], &[14.0; 2], (share.at(1.0) - 5.0, share.at(0.0) + 7.0));
    let (minor, maximum) = if minor_below { (places[1], places[0]) } else { (places[0], places[1]) };
    for (label, y, role) in [(&spec.minor_label, minor, Role::Second), (&spec.maximum_label, maximum, Role::Main)] {
        canvas.text(label, (x.right + 6.0, y + 4.0), Style::new(12.0, role).bold());
    }
    for (bound, role) in [(spec.bounds.0, Role::Second), (spec.bounds.1, Role::Main)] {
        let style = Style::new(12.0, role).anchor(Anchor::End);
        canvas.text(&(spec.share)(bound), (x.left - 6.0, share.at(bound) + 4.0), style);
    }
}

fn verdict_role(row: &HypothesisRow) -> Role {
    let any = |flags: &[bool]| flags.iter().any(|flag| *flag);
    match (any(&row.strict), any(&row.loose)) {
        (true, _) => Role::Good,
        (false, true) => Role::Open,
        (false, false) => Role::Bad,
    }
}

/// Returns first and last index of every stretch of flags that are set.
fn stretches(flags: &[bool]) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (index, _) in flags.iter().enumerate().filter(|(_, flag)| **flag) {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            Some(_) | None => stretches.push((index, index)),
        }
    }
    stretches
}

/// A value stands for half the way to its neighbours, so that a single one can be seen.
fn span(values: &[f64], (first, last): (usize, usize), x: Scale) -> (f64, f64) {
    let at = |index: usize| values.get(index).copied();
    let here = |index: usize| at(index).unwrap_or(0.0);
    let before = first.checked_sub(1).and_then(at).unwrap_or(here(first));
    let after = at(last + 1).unwrap_or(here(last));
    (x.at(f64::midpoint(before, here(first))), x.at(f64::midpoint(here(last), after)))
}

/// Draws a solid or a hatched bar.
fn bar(canvas: &Canvas<'_>, (from, to): (f64, f64), (top, bottom): (f64, f64), solid: bool) {
    if solid {
        canvas.rect((from, top), (to, bottom), 1.0, Role::Good);
        return;
    }
    canvas.rect((from, top), (to, bottom), 0.16, Role::Open);
    let height = bottom - top;
    let mut start = from - height;
    while start < to {
        // The stroke runs from the lower left to the upper right, cut off at both ends of the bar.
        let (low, high) = (f64::max(start, from), f64::min(start + height, to));
        canvas.line(&[(low, bottom - (low - start)), (high, bottom - (high - start))], 1.1, Role::Open);
        start += 5.0;
    }
}
