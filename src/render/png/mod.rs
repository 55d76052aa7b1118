//! A figure as a picture file, for chats, slides and wikis, which show no SVG.
//!
//! The same figure gives the same bytes: labels are outlines from the program's own fonts, and the encoder is part of it.

mod encode;

use std::error::Error;
use std::fmt;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::chart::drawing::Drawing;
use crate::chart::{Imprint, card};
use crate::typography::Fonts;
use crate::view::document::Document;

/// Pixels per unit: letters are sharp on a phone, and when someone zooms in.
pub const SCALE: f64 = 2.0;

/// The paper of pages in the light: `--paper` in `site.css`.
const PAPER: [u8; 3] = [0xff, 0xfe, 0xfb];

/// A figure that could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PngError {
    /// The figure and the page it is on.
    pub place: String,
    /// What was found.
    pub problem: String,
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be drawn as a picture: {}", self.place, self.problem)
    }
}

impl Error for PngError {}

/// Draws a figure of a document.
///
/// # Errors
/// When the figure is too large for a picture.
pub fn png(drawing: &Drawing, document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    let fail = |problem: String| PngError { place: format!("{}#{}", document.path, drawing.id), problem };
    let card = card(drawing, Imprint { label: &document.tlp, title: &document.title }, fonts);
    pixels(&card, SCALE, fonts).map_err(fail)
}

/// Draws the card that goes with links to the page at `path`, a pixel per unit.
///
/// # Errors
/// When the card is too large for a picture.
pub fn preview(card: &Drawing, path: &str, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    pixels(card, 1.0, fonts).map_err(|problem| PngError { place: path.to_owned(), problem })
}

fn pixels(card: &Drawing, scale: f64, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(&card.svg_paths(fonts), &Options::default());
    let tree = tree.map_err(|error| error.to_string())?;
    let (width, height) = ((card.width * scale) as u32, (card.height * scale) as u32);
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| format!("{width} by {height} pixels"))?;
    let [red, green, blue] = PAPER;
    pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(encode::encode((width, height), pixels.data()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_the_same_paper() {
        let [red, green, blue] = PAPER;
        let css = include_str!("../../../assets/css/site.css");
        assert!(css.contains(&format!("--paper: #{red:02x}{green:02x}{blue:02x};")));
    }
}
