//! Which explanation fits for which value of a parameter: one strip per run, all over the same axis.

use crate::chart::drawing::Drawing;
use crate::chart::{Format, Words};
use crate::typography::Fonts;

/// Strips over the values of one parameter. In every strip two curves, the share reached at an early and at a late time,
/// and below them a bar: solid where both windows are met under the strict reading, hatched where only under the looser.
pub struct HypothesesSpec<'a> {
    /// Its words.
    pub words: Words,
    /// The values, ascending, in the unit of the axis (minutes, not seconds).
    pub values: Vec<f64>,
    /// Prints a value on the axis.
    pub value: Format<'a>,
    /// Title of the axis, with its unit.
    pub axis: String,
    /// Prints a share (0 to 1) as per cent.
    pub share: Format<'a>,
    /// Name of the early curve, such as `15:16`; short.
    pub minor_label: String,
    /// Name of the late curve, such as `15:40`; short.
    pub maximum_label: String,
    /// The strict windows: the early share must be at most the first, the late one at least the second.
    pub bounds: (f64, f64),
    /// The published value and its name, such as `published: 20 min`.
    pub mark: Option<(f64, String)>,
    /// What a solid bar means.
    pub strict_label: String,
    /// What a hatched bar means.
    pub loose_label: String,
    /// The strips, from the top.
    pub rows: Vec<HypothesisRow>,
}

/// One strip: a run.
#[derive(Clone, Debug, PartialEq)]
pub struct HypothesisRow {
    /// The hypothesis in words; printed once over neighbouring rows that share it. Empty for none.
    pub group: String,
    /// What tells the row from the others of its group, such as the law by which records run out.
    pub label: String,
    /// The early share at each value.
    pub minor: Vec<f64>,
    /// The late share at each value.
    pub maximum: Vec<f64>,
    /// Whether both windows are met at each value, strict reading.
    pub strict: Vec<bool>,
    /// Whether both are met at each value, looser reading.
    pub loose: Vec<bool>,
    /// What the row gives, such as `10–24 min` or `at no value`; short.
    pub finding: String,
}

/// Draws the strips.
pub fn hypotheses(spec: &HypothesesSpec<'_>, fonts: &Fonts) -> Drawing {
    let _ = fonts;
    spec.words.drawing()
}
