//! What a picture is drawn on: the column of a page, or that of a phone.

use crate::chart::drawing::Drawing;
use crate::typography::Fonts;

/// Width of a picture in the column of a page.
const PAGE: f64 = 680.0;
/// Width of a picture in the column of a phone, at which letters are as large as on a page.
const PHONE: f64 = 356.0;
/// Width of a picture that goes with a link.
const PREVIEW: f64 = 1200.0;

/// A sheet: the fonts to set labels in, and a width to fill.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    fonts: &'a Fonts,
    width: f64,
}

impl<'a> Sheet<'a> {
    /// The column of a page.
    pub fn page(fonts: &'a Fonts) -> Self {
        Self { fonts, width: PAGE }
    }

    /// The column of a phone: what stands side by side on a page stands one over the other.
    pub fn phone(fonts: &'a Fonts) -> Self {
        Self { fonts, width: PHONE }
    }

    /// The card that goes with a link to a page.
    pub fn preview(fonts: &'a Fonts) -> Self {
        Self { fonts, width: PREVIEW }
    }

    /// Returns the fonts.
    pub(super) fn fonts(self) -> &'a Fonts {
        self.fonts
    }

    /// Returns the width in picture units.
    pub(super) fn width(self) -> f64 {
        self.width
    }

    /// Says whether there is no room for two columns.
    pub(super) fn is_narrow(self) -> bool {
        self.width < PAGE
    }
}

/// Draws the same picture for a page and for a phone.
pub fn for_screens(fonts: &Fonts, draw: impl Fn(Sheet<'_>) -> Drawing) -> Drawing {
    let narrow = draw(Sheet::phone(fonts));
    Drawing { narrow: Some(Box::new(narrow)), ..draw(Sheet::page(fonts)) }
}
