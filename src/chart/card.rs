//! A picture that leaves its page: its takeaway over it, its caption below, and at the foot how far it may travel and
//! what it is from.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Drawing, Label, Point, Role, Shape};
use crate::chart::{Sheet, Words};
use crate::typography::Fonts;

const TITLE: Style = Style::new(20.0, Role::Ink).bold();
const CAPTION: Style = Style::new(13.0, Role::Muted);
const LABEL: Style = Style::new(13.0, Role::Ink).bold();
const SOURCE: Style = Style::new(13.0, Role::Muted);

/// Space round everything.
const MARGIN: f64 = 24.0;
/// Space between one part and the next.
const GAP: f64 = 16.0;
/// From the baseline of a last line to the end of its letters' tails.
const TAIL: f64 = 5.0;

/// Where a picture is from, in words.
#[derive(Clone, Copy, Debug)]
pub struct Imprint<'a> {
    /// How far it may travel: `TLP:CLEAR`.
    pub label: &'a str,
    /// Title of what it was taken out of.
    pub title: &'a str,
}

/// Returns the picture, in its form for a page, with what stands round it there.
pub fn card(drawing: &Drawing, imprint: Imprint<'_>, fonts: &Fonts) -> Drawing {
    let canvas = Canvas::on(Sheet::page(fonts));
    let under_title = column(&canvas, &drawing.takeaway, (0.0, 0.0), TITLE);
    let top = under_title + GAP;
    let under_caption = column(&canvas, &drawing.caption, (0.0, top + drawing.height + GAP), CAPTION);
    let rule = under_caption + GAP;
    canvas.line(&[(0.0, rule), (canvas.right(), rule)], 1.0, Role::Grid);
    let foot = rule + GAP * 0.75;
    let indent = canvas.width(imprint.label, LABEL) + 12.0;
    column(&canvas, imprint.label, (0.0, foot), LABEL);
    let bottom = column(&canvas, imprint.title, (indent, foot), SOURCE);
    let words = Words { id: drawing.id.clone(), lang: drawing.lang, ..Words::default() };
    let around = canvas.finish(&words, bottom);
    let mut card = Drawing {
        takeaway: drawing.takeaway.clone(),
        caption: drawing.caption.clone(),
        alt: drawing.alt.clone(),
        width: around.width.max(drawing.width) + 2.0 * MARGIN,
        height: around.height + 2.0 * MARGIN,
        shapes: Vec::new(),
        labels: Vec::new(),
        ..around.clone()
    };
    add(&mut card, &around, (MARGIN, MARGIN));
    add(&mut card, drawing, (MARGIN, MARGIN + top));
    card
}

/// Sets a text from `at`, its top left corner, to the right edge; returns where it ends below.
fn column(canvas: &Canvas<'_>, text: &str, at: Point, style: Style) -> f64 {
    let width = canvas.right() - at.0;
    // A word or two alone on the last line look lost.
    let lines = canvas.balance(text, width, style);
    let lines: Vec<String> = lines.iter().flat_map(|line| broken(canvas, line, width, style)).collect();
    if lines.is_empty() {
        return at.1;
    }
    let first = at.1 + style.size;
    canvas.lines(&lines, (at.0, first), style);
    first + (lines.len() - 1) as f64 * leading(style.size) + TAIL
}

/// Breaks a line that has no space to break at, such as an address, between letters.
fn broken(canvas: &Canvas<'_>, line: &str, width: f64, style: Style) -> Vec<String> {
    if canvas.width(line, style) <= width {
        return vec![line.to_owned()];
    }
    let mut lines = vec![String::new()];
    for letter in line.graphemes(true) {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && canvas.width(&format!("{}{letter}", lines[last]), style) > width {
            lines.push(String::new());
        }
        let last = lines.len() - 1;
        lines[last].push_str(letter);
    }
    lines
}

fn add(card: &mut Drawing, part: &Drawing, (dx, dy): Point) {
    let moved = |(x, y): Point| (x + dx, y + dy);
    card.labels.extend(part.labels.iter().cloned().map(|label| Label { at: moved(label.at), ..label }));
    card.shapes.extend(part.shapes.iter().cloned().map(|mut shape| {
        match &mut shape {
            Shape::Line { points, .. } | Shape::Area { points, .. } => {
                for point in points {
                    *point = moved(*point);
                }
            }
            Shape::Dot { at, .. } => *at = moved(*at),
        }
        shape
    }));
}
