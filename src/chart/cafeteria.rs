//! Everyone asks everyone, beside everyone asks one desk; and how the askings grow.

use crate::chart::Words;
use crate::chart::drawing::Drawing;
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

/// Draws the cafeteria.
pub fn cafeteria(spec: &CafeteriaSpec, fonts: &Fonts) -> Drawing {
    let _ = fonts;
    spec.words.drawing()
}
