//! What a result rests on: each parameter alone at the low and at the high end of its range, all others as declared.

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::ruler::{Kind, Ruler};
use crate::chart::{Format, Sheet, Words};

/// A pair of bars per parameter around the effect at the declared values.
pub struct TornadoSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Title of the axis.
    pub axis: String,
    /// Prints an effect on the axis.
    pub print: Format<'a>,
    /// Whether effects are seconds.
    pub time: bool,
    /// The effect at the declared values.
    pub declared: f64,
    /// What the line there stands for, such as `as declared: 22%`.
    pub declared_label: String,
    /// The bound of the claim.
    pub bound: f64,
    /// What it stands for, such as `claimed: at most 50%`.
    pub bound_label: String,
    /// Whether the claim holds above its bound, else below.
    pub holds_above: bool,
    /// What the side of the bound stands for, such as `holds`.
    pub holds_label: String,
    /// What a bar of the low end of a range, and one of the high end, is called.
    pub end_labels: (String, String),
    /// The parameters, the widest spread first.
    pub rows: Vec<TornadoBar>,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// What it is.
    pub label: String,
    /// Whether it decides most.
    pub deciding: bool,
    /// The low end of its range as printed, and the effect there; none where it cannot be judged.
    pub low: (String, Option<f64>),
    /// The high end.
    pub high: (String, Option<f64>),
    /// At which value the claim turns as this parameter alone moves: `turns at 38.1 min`.
    pub turn: Option<String>,
}

/// Width of the parameters' names, which on a narrow sheet stand over their bars.
const NAMES: f64 = 190.0;
const ROW: f64 = 44.0;
const LINE: f64 = 17.0;
const TOP: f64 = 42.0;
const LABEL: Style = Style::new(13.0, Role::Ink);
const SMALL: Style = Style::new(12.0, Role::Muted);
const END: Style = Style::new(12.0, Role::Ink);
const TURN: Style = Style::new(12.0, Role::Record).bold();
/// Room over the bars of a parameter for the value at which the claim turns.
const TURN_ROOM: f64 = 15.0;
/// Room under all bars for the name of the side on which the claim holds.
const FOOT: f64 = 21.0;
const HOLDS: Style = Style::new(12.0, Role::Good).bold();

/// The plot: its axis and where it runs.
struct Plot {
    x: Ruler,
    left: f64,
    right: f64,
    bottom: f64,
    declared: f64,
    /// Where the lines of the declared value and of the bound run: past names that stand over bars, not through them.
    runs: Vec<(f64, f64)>,
}

/// Draws the tornado.
pub fn tornado(spec: &TornadoSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let stacked = canvas.is_narrow();
    let names = if stacked { canvas.right() } else { NAMES };
    let style = |row: &TornadoBar| if row.deciding { LABEL.bold() } else { LABEL };
    let labels: Vec<Vec<String>> = spec.rows.iter().map(|row| canvas.balance(&row.label, names, style(row))).collect();
    let bars = |row: &TornadoBar| if row.turn.is_some() { ROW + TURN_ROOM } else { ROW };
    let height = |(row, lines): (&TornadoBar, &Vec<String>)| {
        let text = lines.len() as f64 * leading(13.0);
        if stacked { text + bars(row) } else { f64::max(bars(row), text + 10.0) }
    };
    let heights: Vec<f64> = spec.rows.iter().zip(&labels).map(height).collect();
    let mut plot = plot(spec, &canvas, TOP + heights.iter().sum::<f64>() + FOOT);
    if stacked {
        let end = |index: usize| TOP + heights[..=index].iter().sum::<f64>();
        let run = |(index, row): (usize, &TornadoBar)| (end(index) - bars(row) + 5.0, end(index));
        plot.runs = spec.rows.iter().enumerate().map(run).collect();
        plot.runs.insert(0, (TOP - 4.0, TOP));
    }
    draw_axis(spec, &canvas, &plot);
    let mut top = TOP;
    let (mut taken, mut turns) = (Vec::new(), Vec::new());
    for ((row, lines), height) in spec.rows.iter().zip(&labels).zip(&heights) {
        let text = lines.len() as f64 * leading(13.0);
        let turn = if row.turn.is_some() { TURN_ROOM } else { 0.0 };
        let (middle, first) = if stacked {
            (top + height - ROW / 2.0 + 2.0, top + 18.0)
        } else {
            (top + (height + turn) / 2.0, top + height / 2.0 - text / 2.0 + 13.0)
        };
        canvas.lines(lines, (0.0, first), style(row));
        taken.extend(draw_end(&row.low, &canvas, (&plot, middle - LINE / 2.0), Role::Second));
        taken.extend(draw_end(&row.high, &canvas, (&plot, middle + LINE / 2.0), Role::Main));
        turns.extend(turn_of(spec, row, &plot, middle).map(|at| (at, middle, row.turn.as_deref().unwrap_or_default())));
        top += height;
        canvas.line(&[(0.0, top), (canvas.right(), top)], 1.0, Role::Grid);
    }
    draw_bound(spec, &canvas, &plot, &taken);
    for (at, middle, words) in turns {
        draw_turn(&canvas, &plot, (at, middle), words);
    }
    name_side(spec, &canvas, &plot);
    let left = if stacked { 0.0 } else { NAMES + 16.0 };
    let title = canvas.wrap(&spec.axis, canvas.right() - left, SMALL);
    canvas.lines(&title, (left, plot.bottom + 37.0), SMALL);
    let bottom = draw_key(spec, &canvas, plot.bottom + 29.0 + title.len() as f64 * leading(12.0));
    canvas.finish(&spec.words, bottom)
}

/// Says which bar is which end of a range; returns where that ends.
fn draw_key(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, top: f64) -> f64 {
    let (mut x, y) = (0.0, top + 4.0);
    for (label, role) in [(&spec.end_labels.0, Role::Second), (&spec.end_labels.1, Role::Main)] {
        canvas.rect((x, y + 4.0), (x + 18.0, y + 14.0), 0.8, role);
        canvas.text(label, (x + 25.0, y + 13.0), SMALL);
        x += canvas.width(label, SMALL) + 45.0;
    }
    y + leading(12.0)
}

fn plot(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, bottom: f64) -> Plot {
    let ends = |row: &'_ TornadoBar| [row.low.1, row.high.1];
    let effects = spec.rows.iter().flat_map(ends).flatten().filter(|effect| effect.is_finite());
    let all = effects.chain([spec.bound]);
    let (low, high) = all.fold((spec.declared, spec.declared), |(low, high), x| (f64::min(low, x), f64::max(high, x)));
    let width = if high > low { high - low } else { f64::max(math::abs(spec.declared), 1e-6) };
    let air = 0.04 * width;
    // Where nought is near, the axis begins there and not a little above it.
    let floor = if low >= 0.0 && low <= 0.25 * width { 0.0 } else { low - air };
    let words = spec.rows.iter().flat_map(|row| [row.low.0.as_str(), row.high.0.as_str()]);
    let margin = canvas.widest(words, END) + 10.0;
    let names = if canvas.is_narrow() { 0.0 } else { NAMES + 12.0 };
    let (left, right) = (math::round(names + margin), math::round(canvas.right() - margin));
    let x = Ruler::new((floor, high + air), (left, right), Kind { log: false, time: spec.time });
    Plot { x, left, right, bottom, declared: x.at(spec.declared).unwrap_or(left), runs: vec![(TOP - 4.0, bottom)] }
}

fn draw_axis(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let placed = |count: u32| -> Vec<(f64, String)> {
        let ticks = plot.x.ticks(f64::from(count)).into_iter();
        ticks.filter_map(|tick| Some((plot.x.at(tick)?, (spec.print)(tick)))).collect()
    };
    let half = |label: &String| canvas.width(label, SMALL) / 2.0;
    let has_room = |ticks: &Vec<(f64, String)>| {
        let apart = |pair: &[(f64, String)]| pair[0].0 + half(&pair[0].1) + 10.0 <= pair[1].0 - half(&pair[1].1);
        ticks.windows(2).all(apart)
    };
    if let Some(bound) = plot.x.at(spec.bound) {
        let side = if spec.holds_above { (bound, plot.right) } else { (plot.left, bound) };
        canvas.rect((side.0, TOP), (side.1, plot.bottom), 0.1, Role::Good);
    }
    canvas.line(&[(0.0, TOP), (canvas.right(), TOP)], 1.0, Role::Grid);
    let inside = |(at, label): &(f64, String)| at - half(label) >= 0.0 && at + half(label) <= canvas.right();
    let ticks = (1..=7).rev().map(placed).find(has_room).unwrap_or_default();
    for (at, label) in ticks.into_iter().filter(inside) {
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + 4.0)], 1.0, Role::Axis);
        canvas.text(&label, (at, plot.bottom + 18.0), SMALL.anchor(Anchor::Middle));
    }
    for (from, to) in &plot.runs {
        canvas.line(&[(plot.declared, *from), (plot.declared, *to)], 1.4, Role::Record);
    }
}

/// Draws the bar to one end of a range, its value beyond it; returns the place of that.
fn draw_end(
    (value, effect): &(String, Option<f64>),
    canvas: &Canvas<'_>,
    (plot, middle): (&Plot, f64),
    role: Role,
) -> Option<(f64, f64, f64)> {
    let end = effect.and_then(|effect| plot.x.at(effect))?;
    canvas.rect((plot.declared, middle - 5.0), (end, middle + 5.0), 0.8, role);
    let width = canvas.width(value, END);
    let left = if end < plot.declared { end - width - 5.0 } else { end + 5.0 };
    canvas.text(value, (left, middle + 4.0), END);
    Some((middle, left - 3.0, left + width + 3.0))
}

/// Returns where on a parameter's bars the claim turns: where one of them crosses the bound.
fn turn_of(spec: &TornadoSpec<'_>, row: &TornadoBar, plot: &Plot, middle: f64) -> Option<Point> {
    row.turn.as_ref()?;
    let crosses = |end: Option<f64>| end.is_some_and(|end| (end - spec.bound) * (spec.declared - spec.bound) < 0.0);
    let lines = [(row.low.1, middle - LINE / 2.0), (row.high.1, middle + LINE / 2.0)];
    let (_, y) = lines.into_iter().find(|(end, _)| crosses(*end))?;
    Some((plot.x.at(spec.bound)?, y))
}

/// Marks where the claim turns, and says over the bars at which value: on a side of the bound on which the line of the
/// declared value does not run through the words.
fn draw_turn(canvas: &Canvas<'_>, plot: &Plot, (at, middle): (Point, f64), words: &str) {
    canvas.disc(at, 5.0, Role::Paper);
    canvas.disc(at, 3.6, Role::Record);
    let y = middle - LINE / 2.0 - 9.0;
    let width = canvas.width(words, TURN);
    let fits = |left: &f64| {
        let right = left + width;
        *left >= 0.0 && right <= canvas.right() && !(left - 4.0..right + 4.0).contains(&plot.declared)
    };
    // Where there is room on neither side, the title says it.
    if let Some(left) = [at.0 + 6.0, at.0 - 6.0 - width].into_iter().find(fits) {
        canvas.text(words, (left, y), TURN);
    }
}

/// Names the side on which the claim holds, inside it and under the bars, where no line runs through the name.
fn name_side(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, plot: &Plot) {
    let Some(bound) = plot.x.at(spec.bound) else { return };
    let (from, to) = if spec.holds_above { (bound, plot.right) } else { (plot.left, bound) };
    let width = canvas.width(&spec.holds_label, HOLDS);
    let outer = if spec.holds_above { to - width - 6.0 } else { from + 6.0 };
    let places = [outer, plot.declared + 6.0, plot.declared - width - 6.0];
    let fits = |left: f64| {
        let (left, right) = (left - 4.0, left + width + 4.0);
        left >= from && right <= to && !(left..right).contains(&plot.declared)
    };
    if let Some(left) = places.into_iter().find(|left| fits(*left)) {
        canvas.text(&spec.holds_label, (left, plot.bottom - 7.0), HOLDS);
    }
}

/// Draws the bound, interrupted where it would run through a value, and names it and the declared value.
fn draw_bound(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, plot: &Plot, taken: &[(f64, f64, f64)]) {
    let Some(bound) = plot.x.at(spec.bound) else { return };
    for (start, end) in &plot.runs {
        let mut from = *start;
        let inside = |(middle, left, right): &&(f64, f64, f64)| {
            (*start..*end).contains(middle) && (*left..*right).contains(&bound)
        };
        for (middle, _, _) in taken.iter().filter(inside) {
            canvas.dashed(&[(bound, from), (bound, middle - 7.0)], 1.6, Role::Bad);
            from = middle + 7.0;
        }
        canvas.dashed(&[(bound, from), (bound, *end)], 1.6, Role::Bad);
    }
    name_lines(spec, canvas, plot, bound);
}

/// Names both lines over the plot: on one line of text if they have room beside each other, else one over the other.
fn name_lines(spec: &TornadoSpec<'_>, canvas: &Canvas<'_>, plot: &Plot, bound: f64) {
    let span = |label: &str, at: f64| {
        let half = canvas.width(label, SMALL) / 2.0;
        let middle = f64::max(half, f64::min(at, canvas.right() - half));
        (middle - half, middle + half)
    };
    let (declared, claimed) = (span(&spec.declared_label, plot.declared), span(&spec.bound_label, bound));
    let beside = declared.1 + 12.0 <= claimed.0 || claimed.1 + 12.0 <= declared.0;
    let y = if beside { 31.0 } else { 13.0 };
    canvas.text(&spec.declared_label, (declared.0, y), Style::new(12.0, Role::Record));
    canvas.text(&spec.bound_label, (claimed.0, 31.0), Style::new(12.0, Role::Bad));
}
