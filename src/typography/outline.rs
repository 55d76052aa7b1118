//! Glyph outlines as SVG path data.

use core::fmt::Write as _;

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, GlyphBuffer};

/// The outline of a run, in the units of its font: whole numbers, or halves of one, are the shortest way to write it, and
/// whoever prints the file need not round.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// SVG path data; downwards counts up, and the pen starts at nought on the baseline.
    pub path: String,
    /// Where on the picture the pen starts.
    pub at: (f64, f64),
    /// Picture units per font unit.
    pub scale: f64,
}

/// Writes the glyphs of a run one after the other along a baseline.
pub(super) fn of_run(face: &Face<'_>, glyphs: &GlyphBuffer) -> String {
    let mut pen = Pen { path: String::new(), x: 0, y: 0 };
    let mut along = 0;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        (pen.x, pen.y) = (along + position.x_offset, -position.y_offset);
        // A glyph index of a TrueType font has 16 bits; shaping gives no other.
        face.outline_glyph(GlyphId(info.glyph_id as u16), &mut pen);
        along += position.x_advance;
    }
    pen.path
}

/// Where the glyph at hand begins.
struct Pen {
    path: String,
    x: i32,
    y: i32,
}

impl Pen {
    fn command(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (index, (x, y)) in points.iter().enumerate() {
            if index > 0 {
                self.path.push(' ');
            }
            push_halves(&mut self.path, 2 * self.x + halves(*x));
            self.path.push(' ');
            push_halves(&mut self.path, 2 * self.y - halves(*y));
        }
    }
}

/// Points of a TrueType outline are whole, and those between two of them are halves.
fn halves(value: f32) -> i32 {
    crate::base::math::round(f64::from(value) * 2.0) as i32
}

fn push_halves(path: &mut String, halves: i32) {
    let sign = if halves < 0 { "-" } else { "" };
    let rest = if halves % 2 == 0 { "" } else { ".5" };
    // Writing to a string cannot fail.
    let _ = write!(path, "{sign}{}{rest}", halves.abs() / 2);
}

impl OutlineBuilder for Pen {
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
