//! Glyph outlines as SVG path data.

use core::fmt::Write as _;

use rustybuzz::Face;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

/// Writes glyphs one after the other along a baseline.
pub(super) struct Pen {
    path: String,
    x: f64,
    y: f64,
}

struct Glyph<'a> {
    path: &'a mut String,
    origin: (f64, f64),
    scale: f64,
}

impl Pen {
    /// Starts at a point of the baseline.
    pub(super) fn new(at: (f64, f64)) -> Self {
        Self { path: String::new(), x: at.0, y: at.1 }
    }

    /// Draws a glyph, given by index and scale, moved by an offset in font units.
    pub(super) fn glyph(&mut self, face: &Face<'_>, (id, scale): (u32, f64), offset: (i32, i32)) {
        let origin = (self.x + f64::from(offset.0) * scale, self.y - f64::from(offset.1) * scale);
        let mut glyph = Glyph { path: &mut self.path, origin, scale };
        // A glyph index of a TrueType font has 16 bits; shaping gives no other.
        face.outline_glyph(GlyphId(id as u16), &mut glyph);
    }

    /// Moves on.
    pub(super) fn advance(&mut self, by: f64) {
        self.x += by;
    }

    /// Returns the path data.
    pub(super) fn finish(self) -> String {
        self.path
    }
}

impl Glyph<'_> {
    fn command(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (index, (x, y)) in points.iter().enumerate() {
            if index > 0 {
                self.path.push(' ');
            }
            let x = number(self.origin.0 + f64::from(*x) * self.scale);
            let y = number(self.origin.1 - f64::from(*y) * self.scale);
            // Writing to a string cannot fail.
            let _ = write!(self.path, "{x} {y}");
        }
    }
}

impl OutlineBuilder for Glyph<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.command('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.command('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// Rounds to two decimals; adding zero turns the minus zero of rounding into a plain one.
fn number(value: f64) -> f64 {
    crate::base::math::round(value * 100.0) / 100.0 + 0.0
}
