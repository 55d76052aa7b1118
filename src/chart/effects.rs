//! What each lesson changes: effects with their intervals beside the bound that was claimed.

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, WIDTH, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::scale::{Scale, ticks};
use crate::chart::{Format, Words};
use crate::typography::Fonts;

/// A forest plot: a row per lesson, effects in per cent of what they are compared with.
pub struct EffectsSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a change in per cent (-80.0) on the axis, sign included.
    pub change: Format<'a>,
    /// Title of the axis, such as `Change of error minutes against the base run`.
    pub axis: String,
    /// What the line at zero stands for, such as `as it happened`.
    pub zero_label: String,
    /// What the tick of the bound stands for, such as `claimed`.
    pub bound_label: String,
    /// The rows, from the top.
    pub rows: Vec<EffectRow>,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectRow {
    /// The lesson in a few words; wrapped over two lines at need.
    pub label: String,
    /// The mean change in per cent: -80.0 is 80 % less.
    pub effect: f64,
    /// The 95 % interval, absent where a run has no random draws.
    pub interval: Option<(f64, f64)>,
    /// The bound of the claim as a change in per cent: a claim of `<= 50% of base` is -50.0.
    pub bound: Option<f64>,
    /// The effect as printed, with its interval.
    pub value: String,
    /// The verdict in a word or two.
    pub verdict: String,
    /// The verdict's colour: [`Role::Good`] holds, [`Role::Bad`] fails, [`Role::Open`] depends or undecided.
    pub role: Role,
}

const PLOT: (f64, f64) = (204.0, 508.0);
const VALUE_LEFT: f64 = 528.0;
const TOP: f64 = 32.0;
const LABEL: Style = Style::new(13.0, Role::Ink);
const SMALL: Style = Style::new(12.0, Role::Muted);

/// A row with its lines and height.
struct Row<'a> {
    data: &'a EffectRow,
    label: Vec<String>,
    verdict: Vec<String>,
    value: Vec<String>,
    height: f64,
}

/// Draws the effects.
pub fn effects(spec: &EffectsSpec<'_>, fonts: &Fonts) -> Drawing {
    let canvas = Canvas::new(fonts);
    let rows: Vec<Row<'_>> = spec.rows.iter().map(|row| lay_out(row, &canvas)).collect();
    let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
    let (low, high) = extent(&spec.rows);
    let x = Scale::new((low, high), PLOT);
    draw_frame(spec, &canvas, (x, bottom), (low, high));
    let mut y = TOP;
    let mut named = spec.bound_label.is_empty();
    for row in &rows {
        draw_row(row, &canvas, (x, y));
        if let (Some(bound), false) = (row.data.bound, named) {
            name_bound(spec, &canvas, (x.at(bound), y + row.height / 2.0 - 14.0), x.at(0.0));
            named = true;
        }
        y += row.height;
        canvas.line(&[(0.0, y), (WIDTH, y)], 1.0, Role::Grid);
    }
    canvas.finish(&spec.words, bottom + 46.0)
}

fn lay_out<'a>(row: &'a EffectRow, canvas: &Canvas<'_>) -> Row<'a> {
    let label = canvas.balance(&row.label, PLOT.0 - 22.0, LABEL);
    let verdict = canvas.balance(&row.verdict, WIDTH - VALUE_LEFT, LABEL.bold());
    let value = canvas.wrap(&row.value, WIDTH - VALUE_LEFT, SMALL);
    let right = verdict.len() as f64 * leading(13.0) + value.len() as f64 * leading(12.0);
    let height = f64::max(label.len() as f64 * leading(13.0), right) + 22.0;
    Row { data: row, label, verdict, value, height: f64::max(height, 56.0) }
}

/// Names the tick of a bound over it, moved aside where the line at zero would cross the name.
fn name_bound(spec: &EffectsSpec<'_>, canvas: &Canvas<'_>, (x, y): (f64, f64), zero: f64) {
    let half = canvas.width(&spec.bound_label, SMALL) / 2.0;
    let anchor = if math::abs(x - zero) > half + 4.0 {
        (x, Anchor::Middle)
    } else if x <= zero {
        (f64::min(x + half, zero - 5.0), Anchor::End)
    } else {
        (f64::max(x - half, zero + 5.0), Anchor::Start)
    };
    canvas.text(&spec.bound_label, (anchor.0, y), SMALL.anchor(anchor.1));
}

/// Returns the interval of the axis: all effects, intervals and bounds, and zero, with a little air.
fn extent(rows: &[EffectRow]) -> (f64, f64) {
    let mut values = vec![0.0];
    for row in rows {
        values.push(row.effect);
        values.extend(row.interval.map(|interval| interval.0));
        values.extend(row.interval.map(|interval| interval.1));
        values.extend(row.bound);
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let air = f64::max(0.06 * (high - low), 1.0);
    (low - air, high + air)
}

fn draw_frame(spec: &EffectsSpec<'_>, canvas: &Canvas<'_>, (x, bottom): (Scale, f64), (low, high): (f64, f64)) {
    let zero = x.at(0.0);
    let half = canvas.width(&spec.zero_label, SMALL) / 2.0;
    let middle = f64::max(half, f64::min(zero, WIDTH - half));
    canvas.text(&spec.zero_label, (middle, 14.0), SMALL.anchor(Anchor::Middle));
    canvas.line(&[(0.0, TOP), (WIDTH, TOP)], 1.0, Role::Grid);
    let axis = Axis { scale: x, print: spec.change, ticks: &|count| ticks(low, high, count) };
    for tick in canvas.fitting(8, axis, SMALL) {
        canvas.line(&[(x.at(tick), bottom), (x.at(tick), bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(&(spec.change)(tick), (x.at(tick), bottom + 18.0), SMALL.anchor(Anchor::Middle));
    }
    canvas.line(&[(zero, 20.0), (zero, bottom)], 1.2, Role::Axis);
    canvas.text(&spec.axis, (PLOT.0, bottom + 37.0), SMALL);
}

fn draw_row(row: &Row<'_>, canvas: &Canvas<'_>, (x, top): (Scale, f64)) {
    let middle = top + row.height / 2.0;
    let first = |lines: f64, size: f64| middle - lines * leading(size) / 2.0 + size * 0.98;
    canvas.lines(&row.label, (0.0, first(row.label.len() as f64, 13.0)), LABEL);
    let role = row.data.role;
    if let Some(bound) = row.data.bound {
        canvas.line(&[(x.at(bound), middle - 11.0), (x.at(bound), middle + 11.0)], 2.0, Role::Record);
    }
    if let Some((from, to)) = row.data.interval {
        canvas.line(&[(x.at(from), middle), (x.at(to), middle)], 3.0, role);
        for end in [from, to] {
            canvas.line(&[(x.at(end), middle - 4.0), (x.at(end), middle + 4.0)], 1.5, role);
        }
    }
    canvas.disc((x.at(row.data.effect), middle), 5.0, role);
    let lines = row.verdict.len() as f64 * leading(13.0) + row.value.len() as f64 * leading(12.0);
    let verdict_at = middle - lines / 2.0 + 13.0;
    canvas.lines(&row.verdict, (VALUE_LEFT, verdict_at), Style::new(13.0, role).bold());
    canvas.lines(&row.value, (VALUE_LEFT, verdict_at + row.verdict.len() as f64 * leading(13.0)), SMALL);
}
