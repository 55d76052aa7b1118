//! Where charts draw: plotters elements go in, shapes and labels come out.
//!
//! plotters works in whole pixels, so it is given ten of them per picture unit; and in colours, so a colour is a role.

use core::cell::RefCell;
use core::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle as BackendFontStyle,
};

use crate::base::math;
use crate::chart::drawing::{Anchor, Drawing, Label, Point, Role, Shape};
use crate::chart::scale::Scale;
use crate::chart::{Format, Sheet, Words};
use crate::typography::{Fonts, Weight, Word, are_bound};

const SCALE: f64 = 10.0;
/// plotters clamps to its area; a wide margin keeps a mistake visible to the geometry check.
const MARGIN: i32 = 20_000;
const AREA: u32 = 100_000;

const ROLES: [Role; 13] = [
    Role::Axis,
    Role::Grid,
    Role::Ink,
    Role::Muted,
    Role::Main,
    Role::Second,
    Role::Third,
    Role::Good,
    Role::Bad,
    Role::Open,
    Role::Record,
    Role::Band,
    Role::Paper,
];

/// How a label is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f64,
    bold: bool,
    anchor: Anchor,
    role: Role,
}

impl Style {
    /// Regular, from its left end.
    pub(super) const fn new(size: f64, role: Role) -> Self {
        Self { size, bold: false, anchor: Anchor::Start, role }
    }

    /// Semibold.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Returns what it is for.
    pub(super) const fn role(self) -> Role {
        self.role
    }

    /// Anchored elsewhere.
    pub(super) const fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// An axis whose ticks are still to be chosen.
#[derive(Clone, Copy)]
pub(super) struct Axis<'a> {
    pub(super) scale: Scale,
    pub(super) print: Format<'a>,
    /// Returns about that many ticks.
    pub(super) ticks: &'a dyn Fn(f64) -> Vec<f64>,
}

/// A sheet that collects what is drawn.
pub(super) struct Canvas<'a> {
    sheet: Sheet<'a>,
    area: DrawingArea<Collector, Shift>,
    drawn: Rc<RefCell<Drawn>>,
}

impl<'a> Canvas<'a> {
    /// Begins on an empty sheet.
    pub(super) fn on(sheet: Sheet<'a>) -> Self {
        let drawn = Rc::default();
        Self { sheet, area: Collector(Rc::clone(&drawn)).into_drawing_area(), drawn }
    }

    /// Returns the fonts that labels are set in.
    pub(super) fn fonts(&self) -> &'a Fonts {
        self.sheet.fonts()
    }

    /// Returns the right edge of the sheet: its width.
    pub(super) fn right(&self) -> f64 {
        self.sheet.width()
    }

    /// Says whether there is no room for two columns.
    pub(super) fn is_narrow(&self) -> bool {
        self.sheet.is_narrow()
    }

    /// Draws a line.
    pub(super) fn line(&self, points: &[Point], width: f64, role: Role) {
        self.path(points, width, (role, false));
    }

    /// Draws a dashed line.
    pub(super) fn dashed(&self, points: &[Point], width: f64, role: Role) {
        self.path(points, width, (role, true));
    }

    fn path(&self, points: &[Point], width: f64, (role, dashed): (Role, bool)) {
        let style = ShapeStyle { color: colour(role, dashed, 1.0), filled: false, stroke_width: tenths(width) as u32 };
        let points: Vec<BackendCoord> = points.iter().map(|point| pixel(*point)).collect();
        self.draw(&PathElement::new(points, style));
    }

    /// Fills an area.
    pub(super) fn area(&self, points: &[Point], opacity: f64, role: Role) {
        let style = ShapeStyle { color: colour(role, false, opacity), filled: true, stroke_width: 0 };
        let points: Vec<BackendCoord> = points.iter().map(|point| pixel(*point)).collect();
        self.draw(&Polygon::new(points, style));
    }

    /// Fills a rectangle between two corners.
    pub(super) fn rect(&self, (x0, y0): Point, (x1, y1): Point, opacity: f64, role: Role) {
        self.area(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1)], opacity, role);
    }

    /// Draws a disc.
    pub(super) fn disc(&self, at: Point, radius: f64, role: Role) {
        let style = ShapeStyle { color: colour(role, false, 1.0), filled: true, stroke_width: 0 };
        self.draw(&Circle::new(pixel(at), tenths(radius), style));
    }

    /// Sets a line of text.
    pub(super) fn text(&self, text: &str, at: Point, style: Style) {
        if text.is_empty() {
            return;
        }
        let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let horizontal = match style.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, style.size, weight),
            color: backend_colour(style.role, false, 1.0),
            pos: Pos::new(horizontal, VPos::Bottom),
        };
        self.draw(&Text::new(text.to_owned(), pixel(at), style));
    }

    /// Sets lines of text one under the other, the first baseline at `at`.
    pub(super) fn lines(&self, lines: &[String], at: Point, style: Style) {
        for (index, line) in lines.iter().enumerate() {
            self.text(line, (at.0, at.1 + index as f64 * leading(style.size)), style);
        }
    }

    /// Measures a line of text.
    pub(super) fn width(&self, text: &str, style: Style) -> f64 {
        label_width(self.fonts(), text, style.size, style.bold)
    }

    /// Returns the words of a text between which a line may end.
    fn words<'t>(&self, text: &'t str, style: Style) -> Vec<Word<'t>> {
        let start = |word: &Word<'t>| word.text.as_ptr().addr() - text.as_ptr().addr();
        let mut words: Vec<Word<'t>> = Vec::new();
        for word in self.fonts().words(text, style.size, weight(style.bold)) {
            match words.last_mut() {
                Some(last) if are_bound(last.text.chars().next_back(), word.text.chars().next()) => {
                    last.text = &text[start(last)..start(&word) + word.text.len()];
                    last.to = word.to;
                }
                Some(_) | None => words.push(word),
            }
        }
        words
    }

    /// Measures the widest of some texts; 0 for none.
    pub(super) fn widest<'t>(&self, texts: impl Iterator<Item = &'t str>, style: Style) -> f64 {
        texts.map(|text| self.width(text, style)).fold(0.0, f64::max)
    }

    /// Breaks a text into lines no wider than `width`, at spaces but not between a number and its unit; a longer word
    /// stands alone.
    pub(super) fn wrap(&self, text: &str, width: f64, style: Style) -> Vec<String> {
        broken(&self.words(text, style), width).into_iter().map(together).collect()
    }

    /// Breaks a text as [`Self::wrap`] does, into as many lines but of lengths as equal as can be.
    pub(super) fn balance(&self, text: &str, width: f64, style: Style) -> Vec<String> {
        let words = self.words(text, style);
        let mut lines = broken(&words, width);
        let mut narrower = width - 4.0;
        while lines.len() > 1 && narrower > width / 2.0 {
            let tried = broken(&words, narrower);
            if tried.len() > lines.len() || tried.iter().any(|line| length(line) > width) {
                break;
            }
            lines = tried;
            narrower -= 4.0;
        }
        lines.into_iter().map(together).collect()
    }

    /// Returns the first choice of ticks whose labels have room beside one another, from `count` downwards.
    pub(super) fn fitting(&self, count: u32, axis: Axis<'_>, style: Style) -> Vec<f64> {
        let room = |ticks: &[f64]| {
            let ends = ticks.iter().map(|tick| {
                let half = self.width(&(axis.print)(*tick), style) / 2.0 + 5.0;
                (axis.scale.at(*tick) - half, axis.scale.at(*tick) + half)
            });
            let ends: Vec<(f64, f64)> = ends.collect();
            ends.windows(2).all(|pair| pair[0].1 <= pair[1].0)
        };
        let choices = (1..=count).rev().map(|count| (axis.ticks)(f64::from(count)));
        choices.into_iter().find(|ticks| room(ticks)).unwrap_or_default()
    }

    /// Returns the labels set so far.
    pub(super) fn labels(&self) -> Vec<Label> {
        self.drawn.borrow().labels.clone()
    }

    /// Returns the shapes drawn so far.
    pub(super) fn shapes(&self) -> Vec<Shape> {
        self.drawn.borrow().shapes.clone()
    }

    /// Closes the sheet.
    pub(super) fn finish(self, words: &Words, height: f64) -> Drawing {
        let Drawn { shapes, labels } = self.drawn.take();
        Drawing {
            id: words.id.clone(),
            lang: words.lang,
            width: self.right(),
            height: math::round(height),
            shapes,
            labels,
            takeaway: words.takeaway.clone(),
            caption: words.caption.clone(),
            alt: words.alt.clone(),
            table: words.table.clone(),
            narrow: None,
        }
    }

    fn draw<E>(&self, element: &E)
    where
        for<'e> &'e E: plotters::element::PointCollection<'e, BackendCoord>,
        E: plotters::element::Drawable<Collector>,
    {
        if self.area.draw(element).is_err() {
            unreachable!("collecting shapes in memory cannot fail");
        }
    }
}

/// Returns the distance between baselines.
pub(super) fn leading(size: f64) -> f64 {
    math::round(size * 1.38)
}

/// Measures a label.
pub(super) fn label_width(fonts: &Fonts, text: &str, size: f64, bold: bool) -> f64 {
    fonts.width(text, size, weight(bold))
}

const fn weight(bold: bool) -> Weight {
    if bold { Weight::SemiBold } else { Weight::Regular }
}

/// Parts words into lines no wider than `width`; a longer word stands alone.
fn broken<'w, 't>(words: &'w [Word<'t>], width: f64) -> Vec<&'w [Word<'t>]> {
    let mut lines = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.first() {
        let fitting = rest[1..].iter().take_while(|word| word.to - first.from <= width).count();
        let (line, after) = rest.split_at(1 + fitting);
        lines.push(line);
        rest = after;
    }
    lines
}

fn length(line: &[Word<'_>]) -> f64 {
    line.last().map_or(0.0, |last| last.to - line[0].from)
}

fn together(line: &[Word<'_>]) -> String {
    line.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Drawn {
    shapes: Vec<Shape>,
    labels: Vec<Label>,
}

/// A plotters backend that draws nothing and keeps everything.
struct Collector(Rc<RefCell<Drawn>>);

type Result = core::result::Result<(), DrawingErrorKind<Infallible>>;

impl Collector {
    fn shape(&self, shape: Shape) {
        self.0.borrow_mut().shapes.push(shape);
    }
}

impl DrawingBackend for Collector {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (AREA, AREA)
    }

    fn ensure_prepared(&mut self) -> Result {
        Ok(())
    }

    fn present(&mut self) -> Result {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result {
        self.shape(Shape::Dot { at: point(at), radius: 0.5, filled: true, role: role(color) });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result {
        let color = style.color();
        self.shape(Shape::Line {
            points: path.into_iter().map(point).collect(),
            width: f64::from(style.stroke_width()) / SCALE,
            dashed: color.rgb.1 == 1,
            role: role(color),
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, filled: bool) -> Result {
        let radius = f64::from(radius) / SCALE;
        self.shape(Shape::Dot { at: point(at), radius, filled, role: role(style.color()) });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result {
        let color = style.color();
        let points = path.into_iter().map(point).collect();
        self.shape(Shape::Area { points, opacity: color.alpha, role: role(color) });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Result {
        self.0.borrow_mut().labels.push(Label {
            text: text.to_owned(),
            at: point(at),
            anchor: match style.anchor().h_pos {
                HPos::Left => Anchor::Start,
                HPos::Center => Anchor::Middle,
                HPos::Right => Anchor::End,
            },
            size: style.size(),
            bold: matches!(style.style(), BackendFontStyle::Bold),
            role: role(style.color()),
        });
        Ok(())
    }
}

fn tenths(value: f64) -> i32 {
    math::round(value * SCALE) as i32
}

fn pixel((x, y): Point) -> BackendCoord {
    (tenths(x) + MARGIN, tenths(y) + MARGIN)
}

fn point((x, y): BackendCoord) -> Point {
    (f64::from(x - MARGIN) / SCALE, f64::from(y - MARGIN) / SCALE)
}

fn backend_colour(role: Role, dashed: bool, alpha: f64) -> BackendColor {
    BackendColor { alpha, rgb: (role as u8, u8::from(dashed), 0) }
}

fn colour(role: Role, dashed: bool, alpha: f64) -> RGBAColor {
    let (r, g, b) = backend_colour(role, dashed, alpha).rgb;
    RGBAColor(r, g, b, alpha)
}

/// `ROLES` stands in the order of the enum, so that a role is its own index.
fn role(color: BackendColor) -> Role {
    ROLES.get(usize::from(color.rgb.0)).copied().unwrap_or(Role::Ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_comes_back_from_its_colour() {
        for wanted in ROLES {
            assert_eq!(role(backend_colour(wanted, false, 1.0)), wanted);
        }
        // The last role of the enum: a new one behind it has to be added to the list.
        assert_eq!(Role::Paper as usize + 1, ROLES.len());
    }
}
