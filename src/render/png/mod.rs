//! A figure as a picture file, for chats, slides and wikis, which show no SVG.
//!
//! The same figure gives the same bytes: labels are outlines from the program's own fonts, and the encoder is part of it.

mod encode;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::base::digest::{Digest, Hasher};
use crate::chart::drawing::Drawing;
use crate::chart::{Imprint, card};
use crate::render::maker;
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

/// What makes pixels of a drawing: what frames it, what makes outlines of its labels, this module.
static SOURCES: [Dir<'_>; 3] = [
    include_dir!("$CARGO_MANIFEST_DIR/src/chart"),
    include_dir!("$CARGO_MANIFEST_DIR/src/typography"),
    include_dir!("$CARGO_MANIFEST_DIR/src/render/png"),
];

static MAKER: LazyLock<Digest> = LazyLock::new(|| maker(&SOURCES));

/// A picture that is not drawn yet: that takes long.
pub struct Picture<'a> {
    drawing: Cow<'a, Drawing>,
    /// The document that a figure is from, which then stands round it.
    document: Option<&'a Document>,
    scale: f64,
    place: String,
}

/// Returns the picture of a figure of a document.
pub fn figure<'a>(drawing: &'a Drawing, document: &'a Document) -> Picture<'a> {
    let place = format!("{}#{}", document.path, drawing.id);
    Picture { drawing: Cow::Borrowed(drawing), document: Some(document), scale: SCALE, place }
}

/// Returns the picture of a figure of the page at `path` without a frame: for where its words and its label stand round it.
pub fn unframed<'a>(drawing: &'a Drawing, path: &str) -> Picture<'a> {
    let place = format!("{path}#{}", drawing.id);
    Picture { drawing: Cow::Borrowed(drawing), document: None, scale: SCALE, place }
}

/// Returns the picture of the card that goes with links to the page at `path`, a pixel per unit.
pub fn preview(card: Drawing, path: &str) -> Picture<'static> {
    Picture { drawing: Cow::Owned(card), document: None, scale: 1.0, place: path.to_owned() }
}

impl Picture<'_> {
    /// Returns a digest of all that its pixels follow from.
    pub fn name(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.text(&MAKER.to_string());
        let Drawing { width, height, shapes, labels, takeaway, caption, .. } = &*self.drawing;
        // To the bit, where the outlines that a picture is drawn from would have to be made first.
        hasher.text(&format!("{width:?} {height:?} {shapes:?} {labels:?} {takeaway:?} {caption:?}"));
        self.document.iter().flat_map(|document| [&document.tlp, &document.title]).for_each(|word| hasher.text(word));
        hasher.number(self.scale);
        hasher.finish()
    }

    /// Draws it, as a PNG file.
    ///
    /// # Errors
    /// When it is too large.
    pub fn png(&self, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
        self.pixels(fonts).map_err(|problem| PngError { place: self.place.clone(), problem })
    }

    fn pixels(&self, fonts: &Fonts) -> Result<Vec<u8>, String> {
        let framed = self
            .document
            .map(|document| card(&self.drawing, Imprint { label: &document.tlp, title: &document.title }, fonts));
        let drawing = framed.as_ref().unwrap_or(&self.drawing);
        let tree = Tree::from_str(&drawing.svg_paths(fonts), &Options::default()).map_err(|error| error.to_string())?;
        let (width, height) = ((drawing.width * self.scale) as u32, (drawing.height * self.scale) as u32);
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| format!("{width} by {height} pixels"))?;
        let [red, green, blue] = PAPER;
        pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
        let scale = self.scale as f32;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        Ok(encode::encode((width, height), pixels.data()))
    }
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
