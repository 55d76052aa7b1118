//! What led to what: numbered boxes in rows, arrows downwards, and what fed back as dashed ways upwards with a mark.

mod plan;
mod ports;
mod route;

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Drawing, Point, Role};
use crate::chart::geometry::Rect;
use crate::chart::{Sheet, Words};
use crate::typography::Fonts;
use plan::Plan;
use route::Way;

/// Causes and what each led to.
pub struct CausalSpec {
    /// Its words.
    pub words: Words,
    /// The causes, each after those that led to it.
    pub causes: Vec<Cause>,
    /// What a plain arrow means, such as `leads to`.
    pub leads_to: String,
    /// What a dashed one means, such as `feeds back into`.
    pub loops_to: String,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its number in the list.
    pub number: String,
    /// The cause in a few words; wrapped.
    pub text: String,
    /// Causes that it led to, by their place among the causes.
    pub leads_to: Vec<usize>,
    /// Causes that it fed back into.
    pub loops_to: Vec<usize>,
}

/// How much room there is.
#[derive(Clone, Copy)]
struct Layout {
    /// Boxes in a row at most.
    most: usize,
    /// Width of a box at most, by how many stand in its row.
    widest: [f64; 3],
    /// Room between boxes of a row at least.
    gap: f64,
}

const WIDE: Layout = Layout { most: 3, widest: [270.0, 230.0, 186.0], gap: 18.0 };
/// The layouts for a phone, the first that leaves boxes wide enough to read, with that least width.
const PHONES: [(Layout, f64); 2] = [
    (Layout { most: 2, widest: [230.0, 160.0, 100.0], gap: 10.0 }, 100.0),
    (Layout { most: 1, widest: [230.0, 160.0, 100.0], gap: 10.0 }, 150.0),
];

const TEXT: Style = Style::new(13.0, Role::Ink);
const NUMBER: Style = Style::new(13.0, Role::Main).bold();
const LEGEND: Style = Style::new(12.0, Role::Muted);
const PAD: Point = (10.0, 8.0);
/// Between a number and its text.
const AFTER_NUMBER: f64 = 7.0;
const FORWARD: Role = Role::Muted;
const BACK: Role = Role::Second;
const BADGE: f64 = 6.5;

/// A box with its text.
struct Tile {
    rect: Rect,
    number: f64,
    lines: Vec<String>,
}

/// Draws the causes, for a page and, unless there are too many ways between them, for a phone.
pub fn causal(spec: &CausalSpec, fonts: &Fonts) -> Drawing {
    let wide = draw(spec, Sheet::page(fonts), WIDE);
    let phone = Sheet::phone(fonts);
    let has_room = |(layout, least): &(Layout, f64)| {
        let (left, right) = ports::gutters(&Plan::new(&spec.causes, layout.most));
        (phone.width() - left - right) / layout.most as f64 - layout.gap >= *least
    };
    let narrow = PHONES.into_iter().find(has_room);
    Drawing { narrow: narrow.map(|(layout, _)| Box::new(draw(spec, phone, layout))), ..wide }
}

fn draw(spec: &CausalSpec, on: Sheet<'_>, layout: Layout) -> Drawing {
    let canvas = Canvas::on(on);
    let plan = Plan::new(&spec.causes, layout.most);
    let gutters = ports::gutters(&plan);
    let mut tiles = tiles(spec, &canvas, &plan, (layout, gutters));
    let (ways, bottom) = route::route(&plan, &mut tiles);
    for way in &ways {
        draw_way(&canvas, way);
    }
    for (tile, cause) in tiles.iter().zip(&spec.causes) {
        draw_tile(&canvas, tile, cause);
    }
    let height = draw_legend(spec, &canvas, &ways, bottom);
    canvas.finish(&spec.words, height)
}

/// Sets the boxes side by side in their rows, all at the top; what lies between rows decides how far down each goes.
fn tiles(spec: &CausalSpec, canvas: &Canvas<'_>, plan: &Plan, (layout, gutters): (Layout, (f64, f64))) -> Vec<Tile> {
    let (left, right) = (gutters.0, canvas.right() - gutters.1);
    let tile = |(cause, place): (&Cause, &plan::Place)| {
        let count = plan.rows[place.row].len();
        let share = (right - left) / count as f64;
        let most = layout.widest[(count - 1).min(layout.widest.len() - 1)];
        let width = math::floor(f64::min(most, share - if count > 1 { layout.gap } else { 0.0 }));
        let middle = left + share * (place.column as f64 + 0.5);
        let number = canvas.width(&cause.number, NUMBER) + AFTER_NUMBER;
        let lines = canvas.balance(&cause.text, width - 2.0 * PAD.0 - number, TEXT);
        let height = lines.len().max(1) as f64 * leading(13.0) + 2.0 * PAD.1 - 2.0;
        let x = math::round(middle - width / 2.0);
        Tile { rect: Rect { left: x, top: 0.0, right: x + width, bottom: height }, number, lines }
    };
    let mut tiles: Vec<Tile> = spec.causes.iter().zip(&plan.places).map(tile).collect();
    // Boxes of a row are of one height.
    for row in &plan.rows {
        let height = row.iter().map(|&index| tiles[index].rect.bottom).fold(0.0, f64::max);
        for &index in row {
            tiles[index].rect.bottom = height;
        }
    }
    tiles
}

fn draw_tile(canvas: &Canvas<'_>, tile: &Tile, cause: &Cause) {
    let Rect { left, top, right, bottom } = tile.rect;
    let outline = rounded(&[(left, top), (right, top), (right, bottom), (left, bottom)], 5.0, true);
    canvas.area(&outline, 1.0, Role::Band);
    canvas.line(&outline, 1.0, Role::Axis);
    let text = tile.lines.len().max(1) as f64 * leading(13.0);
    let first = f64::midpoint(top, bottom) - text / 2.0 + 13.5;
    canvas.text(&cause.number, (left + PAD.0, first), NUMBER);
    canvas.lines(&tile.lines, (left + PAD.0 + tile.number, first), TEXT);
}

fn draw_way(canvas: &Canvas<'_>, way: &Way) {
    let Some((&tip, before)) = way.points.split_last() else { return };
    let Some(&last) = before.last() else { return };
    let (dx, dy) = (tip.0 - last.0, tip.1 - last.1);
    let length = f64::max(math::sqrt(dx * dx + dy * dy), 0.1);
    let (ux, uy) = (dx / length, dy / length);
    let mut points = before.to_vec();
    // The line ends inside its head, so that no blunt end shows at the tip.
    points.push((tip.0 - 6.0 * ux, tip.1 - 6.0 * uy));
    let points = rounded(&points, 7.0, false);
    let role = if way.back { BACK } else { FORWARD };
    if way.back {
        canvas.dashed(&points, 1.8, role);
    } else {
        canvas.line(&points, 1.4, role);
    }
    let base = (tip.0 - 8.0 * ux, tip.1 - 8.0 * uy);
    canvas.area(&[tip, (base.0 - 4.2 * uy, base.1 + 4.2 * ux), (base.0 + 4.2 * uy, base.1 - 4.2 * ux)], 1.0, role);
    if let Some(at) = way.badge {
        draw_badge(canvas, at);
    }
}

/// Draws the mark of what feeds back: an arrow that runs in a circle.
fn draw_badge(canvas: &Canvas<'_>, (x, y): Point) {
    const TURN: f64 = core::f64::consts::TAU;
    canvas.disc((x, y), BADGE, BACK);
    let on = |turn: f64, radius: f64| (x + radius * math::cos(turn * TURN), y + radius * math::sin(turn * TURN));
    let arc: Vec<Point> = (0..=14).map(|step| on(0.02 + f64::from(step) * 0.05, 3.4)).collect();
    canvas.line(&arc, 1.2, Role::Band);
    canvas.area(&[on(0.86, 3.4), on(0.70, 5.4), on(0.70, 1.4)], 1.0, Role::Band);
}

/// Says what the two kinds of arrow mean, when there are two.
fn draw_legend(spec: &CausalSpec, canvas: &Canvas<'_>, ways: &[Way], bottom: f64) -> f64 {
    if !ways.iter().any(|way| way.back) {
        return bottom + 4.0;
    }
    let y = bottom + 24.0;
    let mut x = 4.0;
    for (back, words) in [(false, &spec.leads_to), (true, &spec.loops_to)] {
        let badge = back.then_some((x + 15.0, y - 4.0));
        draw_way(canvas, &Way { points: vec![(x, y - 4.0), (x + 36.0, y - 4.0)], back, badge });
        canvas.text(words, (x + 44.0, y), LEGEND);
        x += 44.0 + canvas.width(words, LEGEND) + 26.0;
    }
    y + 8.0
}

/// Rounds the corners of a line.
fn rounded(points: &[Point], radius: f64, closed: bool) -> Vec<Point> {
    let count = points.len();
    let mut smooth = Vec::new();
    for (index, &corner) in points.iter().enumerate() {
        let inner = index > 0 && index + 1 < count;
        if !inner && !closed {
            smooth.push(corner);
            continue;
        }
        let (before, after) = (points[(index + count - 1) % count], points[(index + 1) % count]);
        let towards = |other: Point| {
            let (dx, dy) = (other.0 - corner.0, other.1 - corner.1);
            let length = math::sqrt(dx * dx + dy * dy);
            let share = if length > 0.0 { f64::min(radius, length / 2.0) / length } else { 0.0 };
            (corner.0 + dx * share, corner.1 + dy * share)
        };
        let (from, to) = (towards(before), towards(after));
        for step in 0..=5 {
            let t = f64::from(step) / 5.0;
            let mix = |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            smooth.push((mix(from.0, corner.0, to.0), mix(from.1, corner.1, to.1)));
        }
    }
    if closed {
        smooth.extend(smooth.first().copied());
    }
    smooth
}
