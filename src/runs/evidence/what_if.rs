//! What a model gives with the numbers that readers may set.

use super::Verdict;
use crate::base::digest::Digest;
use crate::model::Id;
use crate::runs::what_if::{Critical, Hits};

/// What every combination of values gave.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfRecord {
    /// Digest of what was asked: settings, values, scenarios and claims.
    pub scenario: Digest,
    /// Engine version.
    pub engine: u32,
    /// Replications of a cell.
    pub replications: u32,
    /// Digest of all answers.
    pub output: Digest,
    /// The value of each setting in the model; of a size, the largest.
    pub own: Vec<f64>,
    /// The lessons with a claim, in file order.
    pub lessons: Vec<Id>,
    /// The answers, the last setting changing fastest.
    pub cells: Vec<CellAnswer>,
}

/// What one combination of values gave.
#[derive(Clone, Debug, PartialEq)]
pub struct CellAnswer {
    /// Who is hit.
    pub hits: Hits,
    /// From which size on an entity alone is hit; `None` in a model without sizes.
    pub critical: Option<Critical>,
    /// The largest size: the median over replications.
    pub largest: f64,
    /// What becomes of each lesson's claim.
    pub verdicts: Vec<CellVerdict>,
}

/// What becomes of a claim, all other parameters as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct CellVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// The change as a share of the other run's mean; without another run the mean itself.
    pub effect: Option<f64>,
    /// Mean of the measure in the run, and in the run compared with.
    pub means: (Option<f64>, Option<f64>),
    /// Half the width of the effect's 95 % interval.
    pub half_width: Option<f64>,
}

impl CellVerdict {
    /// Says whether the run compared with shows nothing, so that there is nothing to judge.
    pub fn nothing_to_prevent(&self) -> bool {
        self.means.1.is_some_and(|mean| mean.abs() <= 0.0)
    }
}
