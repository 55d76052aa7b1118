//! A finished picture: shapes and labels, with the words that stand in for it.
//!
//! A drawing cannot be made without a title, a text alternative and its data as a table.

/// What a shape or a label is for; style sheets colour by role, so that one drawing serves light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Axis lines and ticks.
    Axis,
    /// Grid lines.
    Grid,
    /// Text in the ink of the page.
    Ink,
    /// Quiet text: units, notes.
    Muted,
    /// The main series.
    Main,
    /// The second series.
    Second,
    /// The third series.
    Third,
    /// What went well, what fits, what holds.
    Good,
    /// What went wrong, what does not fit, what fails.
    Bad,
    /// What is open.
    Open,
    /// The record, beside which a model stands.
    Record,
    /// Bands and backgrounds.
    Band,
    /// The colour of the page, for numbers on a full colour.
    Paper,
}

/// A point in picture units.
pub type Point = (f64, f64);

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through points.
    Line {
        /// The points.
        points: Vec<Point>,
        /// Stroke width.
        width: f64,
        /// Drawn in dashes.
        dashed: bool,
        /// What it is for.
        role: Role,
    },
    /// A filled area.
    Area {
        /// Its outline.
        points: Vec<Point>,
        /// From 0, unseen, to 1.
        opacity: f64,
        /// What it is for.
        role: Role,
    },
    /// A disc or ring.
    Dot {
        /// Its centre.
        at: Point,
        /// Its radius.
        radius: f64,
        /// A disc, or a ring.
        filled: bool,
        /// What it is for.
        role: Role,
    },
}

/// Where the anchor point of a label lies on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the left end.
    Start,
    /// In the middle.
    Middle,
    /// At the right end.
    End,
}

/// A piece of text in the picture: one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text, final.
    pub text: String,
    /// The anchor point, on the baseline.
    pub at: Point,
    /// Where the anchor point lies on the text.
    pub anchor: Anchor,
    /// Font size in picture units.
    pub size: f64,
    /// Semibold or regular.
    pub bold: bool,
    /// What it is for.
    pub role: Role,
}

/// The data behind a picture, every cell final text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Stable id, also its anchor on the page.
    pub id: String,
    /// BCP 47 code of its words.
    pub lang: &'static str,
    /// Width in picture units (CSS pixels at full size).
    pub width: f64,
    /// Height in picture units.
    pub height: f64,
    /// Shapes, the first drawn first.
    pub shapes: Vec<Shape>,
    /// Labels, drawn over the shapes.
    pub labels: Vec<Label>,
    /// What the picture tells, in one sentence; stands above it.
    pub takeaway: String,
    /// What it shows: axes, units, source; stands below it.
    pub caption: String,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// Its data.
    pub table: Table,
    /// The same picture for a narrow column, with the same words.
    pub narrow: Option<Box<Drawing>>,
}

impl Drawing {
    /// Lists the picture for a page, and after it that for a narrow column.
    pub fn forms(&self) -> impl Iterator<Item = &Self> {
        core::iter::once(self).chain(self.narrow.as_deref())
    }
}
