//! Shaped text as numbers, for whoever holds it against another shaper.

use rustybuzz::GlyphBuffer;

/// A glyph where shaping has put it, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Index in the font; 0 stands for a character that the font lacks.
    pub id: u32,
    /// How far it moves the pen.
    pub advance: i32,
    /// How far it is drawn from the pen, to the right and up.
    pub offset: (i32, i32),
}

/// A stretch of a line in one script and one font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphRun<'a> {
    /// Its text.
    pub text: &'a str,
    /// File name of its font, as in [`super::Fonts::files`].
    pub font: &'static str,
    /// ISO 15924 tag of its script.
    pub script: &'static str,
    /// BCP 47 code of the language whose forms are drawn.
    pub language: &'static str,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// Reads a shaped buffer.
pub(super) fn read(buffer: &GlyphBuffer) -> Vec<Glyph> {
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(info, position)| Glyph {
            id: info.glyph_id,
            advance: position.x_advance,
            offset: (position.x_offset, position.y_offset),
        })
        .collect()
}
