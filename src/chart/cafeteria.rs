//! Everyone asks everyone, beside everyone asks one desk; and how the askings grow.

use crate::base::math;
use crate::chart::Words;
use crate::chart::canvas::{Canvas, Style, WIDTH, leading};
use crate::chart::drawing::{Anchor, Drawing, Point, Role};
use crate::chart::scale::spread;
use crate::typography::Fonts;

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

const RADIUS: f64 = 74.0;
const TITLE: Style = Style::new(14.0, Role::Ink).bold().anchor(Anchor::Middle);
const COUNT: Style = Style::new(14.0, Role::Main).bold().anchor(Anchor::Middle);
const SQUARE: f64 = 190.0;
const LABEL: Style = Style::new(14.0, Role::Ink);

/// Draws the cafeteria.
pub fn cafeteria(spec: &CafeteriaSpec, fonts: &Fonts) -> Drawing {
    let canvas = Canvas::new(fonts);
    let panels: Vec<&Gathering> = spec.rings.iter().chain([&spec.desk]).collect();
    let width = WIDTH / panels.len() as f64;
    let wrap = |text: &str, style: Style| canvas.balance(text, width - 14.0, style);
    let most = |lines: &dyn Fn(&Gathering) -> usize| panels.iter().map(|panel| lines(panel)).max().unwrap_or(1) as f64;
    let titles = most(&|panel| wrap(&panel.title, TITLE).len()) * leading(14.0);
    let counts = most(&|panel| wrap(&panel.count, COUNT).len()) * leading(14.0);
    let middle = titles + RADIUS + 24.0;
    for (index, panel) in panels.iter().enumerate() {
        let centre = (width * (index as f64 + 0.5), middle);
        let count = if index < spec.rings.len() {
            draw_ring(panel.people, &canvas, centre);
            COUNT
        } else {
            draw_desk(panel.people, &canvas, centre);
            Style::new(14.0, Role::Second).bold().anchor(Anchor::Middle)
        };
        canvas.lines(&wrap(&panel.title, TITLE), (centre.0, 14.0), TITLE);
        canvas.lines(&wrap(&panel.count, count), (centre.0, middle + RADIUS + 38.0), count);
    }
    let mut bottom = middle + RADIUS + 28.0 + counts;
    if !spec.growth.is_empty() {
        bottom = draw_growth(spec, &canvas, bottom + 14.0);
    }
    canvas.finish(&spec.words, bottom)
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

fn draw_ring(people: u32, canvas: &Canvas<'_>, centre: Point) {
    let seats: Vec<Point> =
        (0..people).map(|seat| around(centre, RADIUS, f64::from(seat) / f64::from(people))).collect();
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
fn draw_desk(people: u32, canvas: &Canvas<'_>, centre: Point) {
    let desk = (centre.0, centre.1 - RADIUS + 4.0);
    let steps = f64::from(people.max(2) - 1);
    for seat in 0..people {
        // A fan of 150 degrees that opens downwards.
        let turn = 0.5 + (f64::from(seat) / steps - 0.5) * (150.0 / 360.0);
        let at = around((centre.0, desk.1), 2.0 * RADIUS - 18.0, turn);
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
    canvas.line(&[(0.0, top), (WIDTH, top)], 1.0, Role::Grid);
    let title = canvas.wrap(&spec.growth_title, WIDTH, LABEL.bold());
    canvas.lines(&title, (0.0, top + 24.0), LABEL.bold());
    let upper = top + 24.0 + title.len() as f64 * leading(14.0);
    let (right, bottom) = (SQUARE, upper + SQUARE);
    let largest = spec.growth.iter().map(|growth| growth.people).fold(1.0, f64::max);
    let side = |growth: &Growth| growth.people / largest * SQUARE;
    let wishes: Vec<f64> = spec.growth.iter().rev().map(|growth| bottom - side(growth)).collect();
    let heights = vec![24.0; wishes.len()];
    let places = spread(&wishes, &heights, (upper - 2.0, bottom + 4.0));
    for ((index, growth), y) in spec.growth.iter().rev().enumerate().zip(places) {
        let side = side(growth);
        let opacity = 0.16 + 0.28 * index as f64;
        canvas.rect((right - side, bottom - side), (right, bottom), f64::min(opacity, 1.0), Role::Main);
        let corner = (right, bottom - side);
        canvas.line(&[corner, (right + 16.0, corner.1), (right + 44.0, y), (right + 60.0, y)], 1.0, Role::Axis);
        canvas.text(&growth.label, (right + 66.0, y + 5.0), LABEL);
    }
    bottom + 14.0
}
