//! What a team shows of its own: measured series as charts, and pictures such as screenshots.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::fact::{Fact, Text};
use super::id::Id;
use crate::base::expr::Dim;
use crate::base::source::Span;

/// The section of a report that a chart or a figure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Who was affected.
    Affected,
    /// What happened when.
    Timeline,
    /// Why it happened.
    Why,
    /// How it was handled.
    Handled,
    /// How far to trust the model.
    Trust,
}

impl Place {
    /// Every section that may hold one, in the order of the report.
    pub const ALL: [Self; 5] = [Self::Affected, Self::Timeline, Self::Why, Self::Handled, Self::Trust];

    /// Returns the word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Affected => "affected",
            Self::Timeline => "timeline",
            Self::Why => "why",
            Self::Handled => "handled",
            Self::Trust => "trust",
        }
    }
}

/// What the values of a chart count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One of the units that the program knows.
    Known(KnownUnit),
    /// Another one, in words.
    Named(Text),
}

/// A unit that the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownUnit {
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Per cent: 100 is all.
    Percent,
    /// A share: 1 is all. Printed in per cent.
    Share,
    /// So many a second.
    PerSecond,
    /// So many a minute.
    PerMinute,
    /// So many.
    Count,
    /// Bytes.
    Bytes,
}

impl KnownUnit {
    /// Every unit.
    pub const ALL: [Self; 9] = [
        Self::Milliseconds,
        Self::Seconds,
        Self::Minutes,
        Self::Percent,
        Self::Share,
        Self::PerSecond,
        Self::PerMinute,
        Self::Count,
        Self::Bytes,
    ];

    /// Returns the word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Milliseconds => "ms",
            Self::Seconds => "s",
            Self::Minutes => "min",
            Self::Percent => "%",
            Self::Share => "share",
            Self::PerSecond => "/s",
            Self::PerMinute => "/min",
            Self::Count => "count",
            Self::Bytes => "bytes",
        }
    }

    /// Returns the dimension that a model's series must have to be laid over it; none where no series has it.
    pub const fn dim(self) -> Option<Dim> {
        match self {
            Self::Milliseconds | Self::Seconds | Self::Minutes => Some(Dim::DURATION),
            Self::Percent | Self::Share => Some(Dim::Share),
            Self::PerSecond | Self::PerMinute => Some(Dim::RATE),
            Self::Count => Some(Dim::NUMBER),
            Self::Bytes => None,
        }
    }

    /// Returns what one of it is in the model's base unit.
    pub const fn factor(self) -> f64 {
        match self {
            Self::Milliseconds => 0.001,
            Self::Percent => 0.01,
            Self::Minutes => 60.0,
            Self::PerMinute => 1.0 / 60.0,
            Self::Seconds | Self::Share | Self::PerSecond | Self::Count | Self::Bytes => 1.0,
        }
    }
}

/// A measured value; NaN where nothing was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When.
    pub at: DateTime<Utc>,
    /// The value in the chart's unit.
    pub value: f64,
}

/// One measured series.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The name in the file: a column's head, or a label of a metric.
    pub name: String,
    /// What it is called in the chart; the name in the file without.
    pub text: Option<Text>,
    /// Values in order of time.
    pub samples: Vec<Sample>,
    /// Where it is named.
    pub span: Span,
}

/// A series of a model's run, to be laid over what was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The run.
    pub run: Id,
    /// The series, such as `users.error`.
    pub series: String,
    /// Where it is named.
    pub span: Span,
}

/// A chart of what was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its id, the anchor on the page.
    pub id: Id,
    /// What it tells, in one sentence.
    pub takeaway: Text,
    /// What else there is to say of it.
    pub caption: Option<Text>,
    /// What its values count.
    pub unit: Unit,
    /// The series, in the order in which they are named.
    pub lines: Vec<Line>,
    /// What the model says of it.
    pub overlay: Option<Overlay>,
    /// Where it stands.
    pub place: Place,
    /// The file, under the incident's `files`.
    pub file: String,
    /// Where the file is named.
    pub file_span: Span,
    /// The column of times, where its head does not tell.
    pub time: Option<String>,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// The formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl ImageFormat {
    /// Returns the ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// Returns the media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// The bytes of a picture, free of everything but what is seen: no text, no place, no camera, no thumbnail.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Its format.
    pub format: ImageFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of {} x {} pixels, {} bytes", self.format, self.width, self.height, self.bytes.len())
    }
}

/// A picture that shows something of the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its id, the anchor on the page and its name beside it.
    pub id: Id,
    /// What it shows, in words that stand below it.
    pub caption: Text,
    /// What it says, for those who do not see it.
    pub alt: Text,
    /// The picture.
    pub image: Option<Image>,
    /// Where it stands.
    pub place: Place,
    /// The file, under the incident's `files`.
    pub file: String,
    /// Where the file is named.
    pub file_span: Span,
    /// Source, confidence, readers.
    pub fact: Fact,
}
