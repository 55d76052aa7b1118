//! A drawing as SVG: with text for pages, with glyph paths for print and pixels.

use crate::chart::drawing::Drawing;
use crate::typography::Fonts;

impl Drawing {
    /// Returns the picture for an HTML page: text stays text, colours come from `chart.css` by class.
    pub fn svg_text(&self) -> String {
        String::new()
    }

    /// Returns the picture for PDF and pixels: light colours as attributes, labels as glyph outlines.
    pub fn svg_paths(&self, fonts: &Fonts) -> String {
        let _ = fonts;
        String::new()
    }
}
