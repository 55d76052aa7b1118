//! Maps: a measure over the values of two settings.

use super::Run;
use crate::base::expr::Dim;
use crate::model::fact::Text;
use crate::model::id::Id;
use crate::model::lesson::{Against, Op};

/// A measure of some runs over every pair of values of two settings.
#[derive(Clone, Debug)]
pub struct MapDesign {
    /// The runs, a panel each.
    pub runs: Vec<Id>,
    /// The measure.
    pub measure: Id,
    /// What changes from column to column.
    pub over: MapAxis,
    /// What changes from row to row.
    pub by: MapAxis,
    /// What is wanted of the measure.
    pub wanted: Option<MapBound>,
    /// One run per cell: every panel row by row.
    pub cells: Vec<Run>,
}

impl MapDesign {
    /// Returns the number of cells of a panel.
    pub fn size(&self) -> usize {
        self.over.values.len() * self.by.values.len()
    }
}

/// A setting and its values.
#[derive(Clone, Debug)]
pub struct MapAxis {
    /// The path of the setting, as a run overrides it.
    pub path: String,
    /// Its dimension.
    pub dim: Dim,
    /// Its values in the base unit, ascending.
    pub values: Vec<f64>,
    /// Its value in base, where that is a plain value or a parameter.
    pub own: Option<f64>,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// A bound on the measure of a map.
#[derive(Clone, Debug)]
pub struct MapBound {
    /// The comparison.
    pub op: Op,
    /// What the measure is held against.
    pub against: Against,
}
