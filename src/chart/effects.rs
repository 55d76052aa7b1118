//! What each lesson changes: effects with their intervals beside the bound that was claimed.
//!
//! Effects are ratios on a logarithmic axis, so that a tenth and tenfold lie equally far from what happened and one large
//! effect does not squeeze the others. What is nearly nothing has no place on such an axis: it stands at the left edge,
//! before a break, where the axis says so.

use crate::base::math;
use crate::chart::canvas::{Axis, Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::scale::{Scale, ratio_ticks};
use crate::chart::{Format, Sheet, Words};

/// A forest plot: a row per lesson, effects as multiples of what they are compared with.
pub struct EffectsSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a ratio on the axis: `×0.5`.
    pub ratio: Format<'a>,
    /// Title of the axis, such as `Error minutes, as multiples of the base run`.
    pub axis: String,
    /// What the line at 1 stands for, such as `as it happened`.
    pub one_label: String,
    /// What stands at the left edge of the axis, such as `to zero`.
    pub zero_label: String,
    /// What the line of the bound stands for, such as `claimed`.
    pub bound_label: String,
    /// What the tinted stretch beside it means, for the key.
    pub met_label: String,
    /// The rows, from the top.
    pub rows: Vec<EffectRow>,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectRow {
    /// The lesson in a few words; wrapped over two lines at need.
    pub label: String,
    /// The mean as a ratio: 0.2 is a fifth of what happened.
    pub effect: f64,
    /// The 95 % interval, absent where a run has no random draws.
    pub interval: Option<(f64, f64)>,
    /// The bound of the claim.
    pub bound: Option<Bound>,
    /// The effect as printed, with its interval.
    pub value: String,
    /// The verdict in a word or two.
    pub verdict: String,
    /// The verdict's colour: [`Role::Good`] holds, [`Role::Bad`] fails, [`Role::Open`] depends or undecided,
    /// [`Role::Muted`] no evidence.
    pub role: Role,
}

/// The bound of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// As a ratio: a claim of `<= 50% of base` is 0.5.
    pub at: f64,
    /// Whether what is less meets the claim; otherwise what is more.
    pub below: bool,
}

const TOP: f64 = 32.0;
const LABEL: Style = Style::new(13.0, Role::Ink);
const SMALL: Style = Style::new(12.0, Role::Muted);

/// Opacity of the stretch in which a claim is met.
const MET: f64 = 0.11;

/// Height of the strip in which an effect is drawn, where labels stand over it.
const STRIP: f64 = 34.0;

/// Where the columns stand: labels, plot and values side by side, or on a narrow sheet one over the other.
#[derive(Clone, Copy)]
struct Columns {
    plot: (f64, f64),
    label_width: f64,
    value_left: f64,
    stacked: bool,
}

impl Columns {
    fn of(canvas: &Canvas<'_>) -> Self {
        let right = canvas.right();
        if canvas.is_narrow() {
            return Self { plot: (14.0, right - 16.0), label_width: right, value_left: 0.0, stacked: true };
        }
        Self { plot: (204.0, 508.0), label_width: 182.0, value_left: 528.0, stacked: false }
    }

    /// Returns where ratios below the axis stand.
    fn edge(self) -> f64 {
        self.plot.0 + 12.0
    }

    /// Returns where the break after them is.
    fn gap(self) -> f64 {
        self.plot.0 + 38.0
    }
}

/// A row with its lines and height.
struct Row<'a> {
    data: &'a EffectRow,
    label: Vec<String>,
    verdict: Vec<String>,
    value: Vec<String>,
    height: f64,
    /// How far below its top the effect is drawn.
    middle: f64,
}

/// The smallest ratio that has a place on the axis; what is less stands at its edge.
pub const LEAST: f64 = 0.001;

/// The axis: a logarithmic scale, and the place beside it for what is nearly nothing.
#[derive(Clone, Copy)]
struct Ratios {
    scale: Scale,
    low: f64,
    high: f64,
    edge: bool,
    columns: Columns,
}

impl Ratios {
    /// Spans all effects, intervals and bounds, and 1, with a little air.
    fn of(rows: &[EffectRow], columns: Columns) -> Self {
        let interval = |row: &EffectRow| row.interval.map(|(from, to)| [from, to]);
        let all = rows.iter().flat_map(|row| {
            interval(row).into_iter().flatten().chain([row.effect]).chain(row.bound.map(|bound| bound.at))
        });
        let (inside, below): (Vec<f64>, Vec<f64>) = all.partition(|value| *value >= LEAST);
        let low = inside.iter().copied().fold(0.7, f64::min);
        let high = inside.iter().copied().fold(1.4, f64::max);
        let air = f64::max(0.06 * (math::ln(high) - math::ln(low)), 0.1);
        let (low, high) = (math::ln(low) - air, math::ln(high) + air);
        let left = if below.is_empty() { columns.plot.0 } else { columns.gap() + 6.0 };
        let scale = Scale::new((low, high), (left, columns.plot.1));
        Self { scale, low, high, edge: !below.is_empty(), columns }
    }

    /// Returns the place of a ratio.
    fn at(self, ratio: f64) -> f64 {
        if ratio < LEAST { self.columns.edge() } else { self.scale.at(math::ln(ratio)) }
    }
}

/// Draws the effects.
pub fn effects(spec: &EffectsSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let columns = Columns::of(&canvas);
    let rows: Vec<Row<'_>> = spec.rows.iter().map(|row| lay_out(row, &canvas, columns)).collect();
    let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
    let x = Ratios::of(&spec.rows, columns);
    draw_frame(spec, &canvas, (x, bottom), &rows);
    let mut y = TOP;
    let mut named = spec.bound_label.is_empty();
    for row in &rows {
        draw_row(row, &canvas, (x, y));
        if let (Some(bound), false) = (row.data.bound, named) {
            name_bound(spec, &canvas, (x.at(bound.at), y + row.middle - 14.0), x.at(1.0));
            named = true;
        }
        y += row.height;
        canvas.line(&[(0.0, y), (canvas.right(), y)], 1.0, Role::Grid);
    }
    let left = if x.columns.stacked { 0.0 } else { x.columns.plot.0 };
    let axis = canvas.wrap(&spec.axis, canvas.right() - left, SMALL);
    canvas.lines(&axis, (left, bottom + 37.0), SMALL);
    let y = bottom + 46.0 + axis.len().saturating_sub(1) as f64 * leading(12.0);
    if !rows.iter().any(|row| row.data.bound.is_some()) {
        return canvas.finish(&spec.words, y);
    }
    // A piece of what the key explains.
    canvas.rect((left, y + 2.0), (left + 24.0, y + 14.0), MET, Role::Record);
    canvas.line(&[(left + 24.0, y), (left + 24.0, y + 16.0)], 2.0, Role::Record);
    let met = canvas.wrap(&spec.met_label, canvas.right() - left - 32.0, SMALL);
    canvas.lines(&met, (left + 32.0, y + 12.0), SMALL);
    canvas.finish(&spec.words, y + 5.0 + met.len() as f64 * leading(12.0))
}

fn lay_out<'a>(row: &'a EffectRow, canvas: &Canvas<'_>, columns: Columns) -> Row<'a> {
    let room = canvas.right() - columns.value_left;
    let label = canvas.balance(&row.label, columns.label_width, LABEL);
    let verdict = canvas.balance(&row.verdict, room, LABEL.bold());
    let value = canvas.wrap(&row.value, room, SMALL);
    let text = label.len() as f64 * leading(13.0);
    let right = verdict.len() as f64 * leading(13.0) + value.len() as f64 * leading(12.0);
    if columns.stacked {
        let middle = 6.0 + text + STRIP / 2.0 + 8.0;
        let height = middle + STRIP / 2.0 + right + 8.0;
        return Row { data: row, label, verdict, value, height, middle };
    }
    let height = f64::max(f64::max(text, right) + 22.0, 56.0);
    Row { data: row, label, verdict, value, height, middle: height / 2.0 }
}

/// Names the tick of a bound over it, moved aside where the line at 1 would cross the name.
fn name_bound(spec: &EffectsSpec<'_>, canvas: &Canvas<'_>, (x, y): (f64, f64), one: f64) {
    let half = canvas.width(&spec.bound_label, SMALL) / 2.0;
    let anchor = if math::abs(x - one) > half + 4.0 {
        (x, Anchor::Middle)
    } else if x <= one {
        (f64::min(x + half, one - 5.0), Anchor::End)
    } else {
        (f64::max(x - half, one + 5.0), Anchor::Start)
    };
    canvas.text(&spec.bound_label, (anchor.0, y), SMALL.anchor(anchor.1));
}

fn draw_frame(spec: &EffectsSpec<'_>, canvas: &Canvas<'_>, (x, bottom): (Ratios, f64), rows: &[Row<'_>]) {
    let one = x.at(1.0);
    let half = canvas.width(&spec.one_label, SMALL) / 2.0;
    let middle = f64::max(half, f64::min(one, canvas.right() - half));
    canvas.text(&spec.one_label, (middle, 14.0), SMALL.anchor(Anchor::Middle));
    canvas.line(&[(0.0, TOP), (canvas.right(), TOP)], 1.0, Role::Grid);
    let mark = |at: f64, label: &str| {
        canvas.line(&[(at, bottom), (at, bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(label, (at, bottom + 18.0), SMALL.anchor(Anchor::Middle));
    };
    let print = |at: f64| (spec.ratio)(math::exp(at));
    let axis = Axis { scale: x.scale, print: &print, ticks: &|count| ratio_ticks(x.low, x.high, count) };
    let half = canvas.width(&spec.zero_label, SMALL) / 2.0;
    let zero = f64::max(x.columns.edge(), half);
    let before = if x.edge { zero + half + 10.0 } else { 0.0 };
    for tick in canvas.fitting(12, axis, SMALL) {
        let at = x.scale.at(tick);
        if at - canvas.width(&print(tick), SMALL) / 2.0 > before {
            mark(at, &print(tick));
        }
    }
    if x.edge {
        mark(zero, &spec.zero_label);
        for stroke in [x.columns.gap() - 2.0, x.columns.gap() + 2.0] {
            canvas.line(&[(stroke - 2.0, bottom + 4.0), (stroke + 2.0, bottom - 4.0)], 1.0, Role::Axis);
        }
    }
    if !x.columns.stacked {
        canvas.line(&[(one, 20.0), (one, bottom)], 1.2, Role::Axis);
        return;
    }
    // The line passes labels and values by: it stands in the strips alone.
    canvas.line(&[(one, 20.0), (one, TOP)], 1.2, Role::Axis);
    let mut top = TOP;
    for row in rows {
        let middle = top + row.middle;
        canvas.line(&[(one, middle - STRIP / 2.0), (one, middle + STRIP / 2.0)], 1.2, Role::Axis);
        top += row.height;
    }
}

fn draw_row(row: &Row<'_>, canvas: &Canvas<'_>, (x, top): (Ratios, f64)) {
    let middle = top + row.middle;
    draw_effect(row.data, canvas, (x, middle));
    let verdict = row.verdict.len() as f64 * leading(13.0);
    let (label_at, verdict_at) = if x.columns.stacked {
        (top + 18.0, middle + STRIP / 2.0 + 13.0)
    } else {
        let label = row.label.len() as f64 * leading(13.0);
        let right = verdict + row.value.len() as f64 * leading(12.0);
        (middle - label / 2.0 + 12.74, middle - right / 2.0 + 13.0)
    };
    canvas.lines(&row.label, (0.0, label_at), LABEL);
    canvas.lines(&row.verdict, (x.columns.value_left, verdict_at), Style::new(13.0, row.data.role).bold());
    canvas.lines(&row.value, (x.columns.value_left, verdict_at + verdict), SMALL);
}

/// Draws the effect with its interval, beside the bound.
fn draw_effect(row: &EffectRow, canvas: &Canvas<'_>, (x, middle): (Ratios, f64)) {
    let role = row.role;
    if let Some(bound) = row.bound {
        let (at, ends) = (x.at(bound.at), x.columns.plot);
        let met = if bound.below { (ends.0, at) } else { (at, ends.1) };
        canvas.rect((met.0, middle - 9.0), (met.1, middle + 9.0), MET, Role::Record);
        canvas.line(&[(at, middle - 11.0), (at, middle + 11.0)], 2.0, Role::Record);
    }
    if let Some((from, to)) = row.interval {
        canvas.line(&[(x.at(from), middle), (x.at(to), middle)], 3.0, role);
        for end in [from, to] {
            canvas.line(&[(x.at(end), middle - 4.0), (x.at(end), middle + 4.0)], 1.5, role);
        }
    }
    canvas.disc((x.at(row.effect), middle), 5.0, role);
}
