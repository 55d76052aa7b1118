//! Claims as arithmetic: which runs they rest on, and what values of those say.

use crate::base::digest::Digest;
use crate::model::Id;
use crate::model::lesson::{Against, Claim, Op, Subject};
use crate::model::scenario::{DesignKind, Model, Run};

/// A claim resolved against its model.
pub(super) struct Terms<'a> {
    /// Runs whose measures add up to what is claimed, each with its weight; one run with weight 1 unless an interaction
    /// is claimed.
    pub(super) left: Vec<(f64, &'a Run)>,
    /// What it is compared with.
    pub(super) right: Right<'a>,
    /// The measure, by its place among a run's measures.
    pub(super) measure: usize,
    /// The comparison.
    pub(super) op: Op,
}

/// What a claim is compared with.
pub(super) enum Right<'a> {
    /// A value in the base unit.
    Value(f64),
    /// A share of the same measure in another run.
    ShareOf(f64, &'a Run),
}

/// Why a claim cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// A run cannot be simulated.
    NotRun,
    /// The run compared with shows nothing: there is no incident to prevent.
    NoIncident,
    /// The measure has no value.
    NoValue,
}

/// What single values say of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// What is claimed of.
    pub(super) left: f64,
    /// The other run's measure.
    pub(super) other: Option<f64>,
    /// Whether the claim holds.
    pub(super) holds: bool,
}

impl Point {
    /// Returns the effect as people read it: the change as a share of the other run, or the value itself.
    pub(super) fn effect(self) -> f64 {
        self.other.map_or(self.left, |other| self.left / other - 1.0)
    }
}

impl<'a> Terms<'a> {
    /// Resolves a claim; `None` when it names what does not exist, which `load` has reported.
    pub(super) fn of(claim: &Claim, model: &'a Model) -> Option<Self> {
        let (left, measure) = match &claim.subject {
            Subject::Measure { measure, run } => (vec![(1.0, model.run(run)?)], measure),
            Subject::Interaction { design, factors } => {
                let design = model.designs.iter().find(|candidate| candidate.id == *design)?;
                match &design.kind {
                    DesignKind::Factorial { factors: all, measure, cells } => {
                        let signs = weights(cells.len(), &places(factors, all)?);
                        (signs.into_iter().zip(cells).collect(), measure)
                    }
                    DesignKind::Grid { .. } | DesignKind::Curve { .. } | DesignKind::Map(_) => return None,
                }
            }
        };
        let right = match &claim.against {
            Against::Value(quantity) => Right::Value(quantity.value),
            Against::ShareOf { share, run } => Right::ShareOf(*share, model.run(run)?),
        };
        let measures = &left.first()?.1.scenario.measures;
        let measure = measures.iter().position(|candidate| candidate.id == *measure)?;
        Some(Self { left, right, measure, op: claim.op })
    }

    /// Returns every run that the claim rests on.
    pub(super) fn runs(&self) -> impl Iterator<Item = &'a Run> {
        let other = match self.right {
            Right::Value(_) => None,
            Right::ShareOf(_, run) => Some(run),
        };
        self.left.iter().map(|(_, run)| *run).chain(other)
    }

    /// Says what values of the runs' measure say of the claim.
    pub(super) fn point(&self, value: impl Fn(&Run) -> Result<f64, Missing>) -> Result<Point, Missing> {
        let number =
            |run: &Run| value(run).and_then(|value| if value.is_nan() { Err(Missing::NoValue) } else { Ok(value) });
        let other = match self.right {
            Right::Value(_) => None,
            Right::ShareOf(_, run) => Some(number(run)?),
        };
        if other.is_some_and(|other| other <= 0.0) {
            return Err(Missing::NoIncident);
        }
        let mut left = 0.0;
        for (weight, run) in &self.left {
            left += weight * number(run)?;
        }
        let bound = match (&self.right, other) {
            (Right::ShareOf(share, _), Some(other)) => share * other,
            (Right::ShareOf(bound, _), None) | (Right::Value(bound), _) => *bound,
        };
        Ok(Point { left, other, holds: self.op.holds(left, bound) })
    }
}

/// Returns the digest that tells scenarios apart.
pub(super) fn key(run: &Run) -> Digest {
    run.scenario.digest
}

/// Returns the places of some factors among all.
pub(super) fn places(some: &[Id], all: &[Id]) -> Option<Vec<usize>> {
    some.iter().map(|factor| all.iter().position(|candidate| candidate == factor)).collect()
}

/// Returns the weight of every combination in the effect of some factors.
///
/// The sign is that of the product over those factors of +1 where it is on and −1 where it is off; the sum is averaged
/// over the settings of the other factors. For two factors of two this is y₁₁ − y₁₀ − y₀₁ + y₀₀.
pub(super) fn weights(cells: usize, factors: &[usize]) -> Vec<f64> {
    let others = cells >> factors.len();
    let sign = |cell: usize| {
        let off = factors.iter().filter(|factor| cell >> **factor & 1 == 0).count();
        if off % 2 == 0 { 1.0 } else { -1.0 }
    };
    (0..cells).map(|cell| sign(cell) / others as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_signs_over_the_other_settings() {
        // Cells in the order 00, 10, 01, 11 (first factor first).
        assert_eq!(weights(4, &[0]), [-0.5, 0.5, -0.5, 0.5]);
        assert_eq!(weights(4, &[1]), [-0.5, -0.5, 0.5, 0.5]);
        assert_eq!(weights(4, &[0, 1]), [1.0, -1.0, -1.0, 1.0]);
        assert_eq!(weights(8, &[0, 1, 2]), [-1.0, 1.0, 1.0, -1.0, 1.0, -1.0, -1.0, 1.0]);
    }
}
