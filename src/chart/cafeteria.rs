//! Everyone asks everyone, beside everyone asks one desk; and how the askings grow.

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::scale::spread;
use crate::chart::{Sheet, Words};

/// The picture of the cafeteria.
pub struct CafeteriaSpec {
    /// Its words.
    pub words: Words,
    /// Rings in which everyone asks everyone, such as 6 and 12 people.
    pub rings: Vec<Gathering>,
    /// The same people at one desk.
    pub desk: Gathering,
    /// Heading over the squares, such as `A square as wide as the class holds all its askings`.
    pub growth_title: String,
    /// How the askings grow: one square per size, ascending; at most five.
    pub growth: Vec<Growth>,
}

/// People who ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// How many.
    pub people: u32,
    /// Heading, such as `6 pupils`.
    pub title: String,
    /// The count below, such as `30 askings`.
    pub count: String,
}

/// One size of the growth.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// How many people: the side of the square.
    pub people: f64,
    /// People and askings in words, such as `1,000 pupils: 999,000 askings`.
    pub label: String,
}

const TITLE: Style = Style::new(14.0, Role::Ink).bold().anchor(Anchor::Middle);
const COUNT: Style = Style::new(14.0, Role::Main).bold().anchor(Anchor::Middle);
const LABEL: Style = Style::new(14.0, Role::Ink);

/// Draws the cafeteria.
pub fn cafeteria(spec: &CafeteriaSpec, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let panels: Vec<(&Gathering, bool)> =
        spec.rings.iter().map(|ring| (ring, false)).chain([(&spec.desk, true)]).collect();
    let beside = if canvas.is_narrow() { 2 } else { panels.len() };
    let mut bottom = 0.0;
    for row in panels.chunks(beside) {
        bottom = draw_gatherings(row, &canvas, bottom);
    }
    if !spec.growth.is_empty() {
        bottom = draw_growth(spec, &canvas, bottom + 14.0);
    }
    canvas.finish(&spec.words, bottom)
}

/// Draws rings and desks side by side; returns where they end.
fn draw_gatherings(row: &[(&Gathering, bool)], canvas: &Canvas<'_>, top: f64) -> f64 {
    let width = canvas.right() / row.len() as f64;
    let radius = if canvas.is_narrow() { 60.0 } else { 74.0 };
    let wrap = |text: &str, style: Style| canvas.balance(text, width - 14.0, style);
    let most =
        |lines: &dyn Fn(&Gathering) -> usize| row.iter().map(|(panel, _)| lines(panel)).max().unwrap_or(1) as f64;
    let titles = most(&|panel| wrap(&panel.title, TITLE).len()) * leading(14.0);
    let counts = most(&|panel| wrap(&panel.count, COUNT).len()) * leading(14.0);
    let middle = top + titles + radius + 24.0;
    for (index, (panel, desk)) in row.iter().enumerate() {
        let centre = (width * (index as f64 + 0.5), middle);
        let count = if *desk {
            draw_desk(panel.people, canvas, (centre, radius));
            Style::new(14.0, Role::Second).bold().anchor(Anchor::Middle)
        } else {
            draw_ring(panel.people, canvas, (centre, radius));
            COUNT
        };
        canvas.lines(&wrap(&panel.title, TITLE), (centre.0, top + 14.0), TITLE);
        canvas.lines(&wrap(&panel.count, count), (centre.0, middle + radius + 38.0), count);
    }
    middle + radius + 28.0 + counts
}

/// Draws a person: head and shoulders.
fn person(canvas: &Canvas<'_>, (x, y): Point, role: Role) {
    canvas.disc((x, y - 4.5), 4.6, role);
    let shoulder = |step: u32| {
        let turn = core::f64::consts::PI * f64::from(step) / 12.0;
        (x - 8.2 * math::cos(turn), y + 9.0 - 7.6 * math::sin(turn))
    };
    let outline: Vec<Point> = (0..=12).map(shoulder).collect();
    canvas.area(&outline, 1.0, role);
}

fn draw_ring(people: u32, canvas: &Canvas<'_>, (centre, radius): (Point, f64)) {
    let seats: Vec<Point> =
        (0..people).map(|seat| around(centre, radius, f64::from(seat) / f64::from(people))).collect();
    for (index, from) in seats.iter().enumerate() {
        for to in &seats[index + 1..] {
            canvas.line(&[*from, *to], 0.7, Role::Main);
        }
    }
    for seat in seats {
        person(canvas, seat, Role::Main);
    }
}

/// Draws askers in an arc under a desk, each with one line to it.
fn draw_desk(people: u32, canvas: &Canvas<'_>, (centre, radius): (Point, f64)) {
    let desk = (centre.0, centre.1 - radius + 4.0);
    let steps = f64::from(people.max(2) - 1);
    for seat in 0..people {
        // A fan of 150 degrees that opens downwards.
        let turn = 0.5 + (f64::from(seat) / steps - 0.5) * (150.0 / 360.0);
        let at = around((centre.0, desk.1), 2.0 * radius - 18.0, turn);
        let at = (centre.0 + (at.0 - centre.0) * 0.72, at.1 + 6.0);
        canvas.line(&[at, desk], 0.9, Role::Second);
        person(canvas, at, Role::Second);
    }
    canvas.rect((desk.0 - 30.0, desk.1 - 9.0), (desk.0 + 30.0, desk.1 + 9.0), 1.0, Role::Record);
}

/// Returns the point of a circle at a share of the full turn, from the top clockwise.
fn around(centre: Point, radius: f64, turn: f64) -> Point {
    let angle = 2.0 * core::f64::consts::PI * turn;
    (centre.0 + radius * math::sin(angle), centre.1 - radius * math::cos(angle))
}

/// Draws the squares inside one another, sides in proportion to people; returns the lower end.
fn draw_growth(spec: &CafeteriaSpec, canvas: &Canvas<'_>, top: f64) -> f64 {
    canvas.line(&[(0.0, top), (canvas.right(), top)], 1.0, Role::Grid);
    let title = canvas.wrap(&spec.growth_title, canvas.right(), LABEL.bold());
    canvas.lines(&title, (0.0, top + 24.0), LABEL.bold());
    let upper = top + 24.0 + title.len() as f64 * leading(14.0);
    let (square, thread) = if canvas.is_narrow() { (124.0, 24.0) } else { (190.0, 60.0) };
    let bottom = upper + square;
    let largest = spec.growth.iter().map(|growth| growth.people).fold(1.0, f64::max);
    let side = |growth: &Growth| growth.people / largest * square;
    let left = square + thread + 6.0;
    let wrap = |growth: &Growth| canvas.balance(&growth.label, canvas.right() - left, LABEL);
    let labels: Vec<Vec<String>> = spec.growth.iter().rev().map(wrap).collect();
    let wishes: Vec<f64> = spec.growth.iter().rev().map(|growth| bottom - side(growth)).collect();
    let heights: Vec<f64> = labels.iter().map(|lines| lines.len() as f64 * leading(14.0) + 5.0).collect();
    // Labels that need more height than the squares have it below them.
    let lowest = f64::max(bottom + 4.0, upper - 2.0 + heights.iter().sum::<f64>());
    let places = spread(&wishes, &heights, (upper - 2.0, lowest));
    for (index, (growth, (lines, y))) in spec.growth.iter().rev().zip(labels.iter().zip(places)).enumerate() {
        let side = side(growth);
        let opacity = 0.16 + 0.28 * index as f64;
        canvas.rect((square - side, bottom - side), (square, bottom), f64::min(opacity, 1.0), Role::Main);
        let corner = (square, bottom - side);
        let bends = [corner, (square + 0.27 * thread, corner.1), (square + 0.73 * thread, y), (square + thread, y)];
        canvas.line(&bends, 1.0, Role::Axis);
        let first = y + 5.0 - (lines.len() - 1) as f64 * leading(14.0) / 2.0;
        canvas.lines(lines, (left, first), LABEL);
    }
    f64::max(bottom, lowest) + 10.0
}
