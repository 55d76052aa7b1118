//! Claims against runs.

use super::evidence::{DesignRecord, DesignResult, LessonVerdict, RunRecord, Verdict};
use super::robust::Sets;
use super::terms::{Missing, Point, Right, Terms, key};
use super::tornado::Ends;
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::lesson::{Claim, Op, Subject};
use crate::model::scenario::{Model, Run};
use crate::sim::stats;

/// A claim holds when it does so in at least this share of parameter sets.
const ROBUST_SHARE: f64 = 0.9;

/// What is there to judge by.
pub(super) struct Bench<'a> {
    /// The model.
    pub(super) model: &'a Model,
    /// What its runs gave.
    pub(super) runs: &'a [RunRecord],
    /// What its designs gave.
    pub(super) designs: &'a [DesignRecord],
    /// Parameter sets.
    pub(super) sets: &'a Sets,
    /// One parameter at a time.
    pub(super) ends: &'a Ends<'a>,
}

/// The claimed measure against its bound: values of the difference, and the effect as people read it.
struct Contrast {
    differences: Vec<f64>,
    effects: Vec<f64>,
    exact: bool,
    bound: f64,
    /// Mean of the claimed measure, and of the run compared with.
    means: (f64, Option<f64>),
    /// The claimed measure is nought in every replication.
    nothing: bool,
    /// All runs that the claim rests on give the same to the bit.
    alike: bool,
}

/// Users count as still failing above this share.
const FAILING: f64 = 0.01;

fn still_failing(run: &RunRecord) -> bool {
    let errors =
        run.series.iter().filter(|series| series.name.rsplit_once('.').is_some_and(|(_, kind)| kind == "error"));
    errors.filter_map(|series| series.mean.last()).any(|last| *last > FAILING)
}

impl Bench<'_> {
    /// Finds the values that a run or a combination of a design gave for a claim's measure, by replication.
    fn values(&self, run: &Run, claim: &Terms<'_>) -> Option<&[f64]> {
        if let Some(record) = self.runs.iter().find(|record| record.scenario == key(run)) {
            return record.measures.get(claim.measure).map(|measure| measure.values.as_slice());
        }
        let cells = self.designs.iter().filter_map(|design| match &design.result {
            DesignResult::Factorial(factorial) => Some((design, factorial)),
            DesignResult::Grid { .. } | DesignResult::Curve { .. } | DesignResult::Map(_) => None,
        });
        cells.into_iter().find_map(|(record, factorial)| {
            let design = self.model.designs.iter().find(|design| design.id == record.id)?;
            let at = design.combinations().iter().position(|cell| key(cell) == key(run))?;
            let same = run.scenario.measures.get(claim.measure).is_some_and(|measure| measure.id == factorial.measure);
            same.then(|| factorial.cells[at].values.as_slice())
        })
    }

    /// Judges one claim; `None` when its run or measure does not exist, which `load` has reported.
    pub(super) fn judge(&self, lesson: &Id, claim: &Claim, terms: &Terms<'_>) -> Option<LessonVerdict> {
        let contrast = self.contrast(terms)?;
        let robust = self.sets.robust(terms, &self.model.base().scenario.params);
        let clear = clear_verdict(&contrast, claim.op);
        let survives =
            robust.as_ref().is_none_or(|robust| f64::from(robust.held) >= ROBUST_SHARE * f64::from(robust.sets));
        let verdict = if clear == Verdict::Holds && !survives { Verdict::Depends } else { clear };
        let effect = stats::interval(&contrast.effects);
        let relative = matches!(terms.right, Right::ShareOf(..));
        let measure = terms.left.first()?.1.scenario.measures.get(terms.measure)?;
        let (run, interaction) = match &claim.subject {
            Subject::Measure { run, .. } => (run, Vec::new()),
            Subject::Interaction { design, factors } => (design, factors.clone()),
        };
        let compared = relative || !interaction.is_empty();
        let record = self.runs.iter().find(|record| record.id == *run);
        let deciding = robust.as_ref().and_then(|robust| robust.deciding.as_ref());
        Some(LessonVerdict {
            lesson: lesson.clone(),
            measure: measure.id.clone(),
            // The difference of two moments is a duration.
            dim: if !interaction.is_empty() && measure.dim == Dim::Instant { Dim::DURATION } else { measure.dim },
            run: run.clone(),
            interaction,
            against: match terms.right {
                Right::Value(_) => None,
                Right::ShareOf(_, run) => Some(run.id.clone()),
            },
            op: claim.op,
            bound: contrast.bound,
            verdict,
            effect: effect.mean,
            means: contrast.means,
            unfinished: record.is_some_and(still_failing),
            effect_half_width: (!contrast.exact).then_some(effect.half_width),
            left_out: self.sets.left_out(terms),
            tornado: self.ends.tornado(terms),
            tornado_replications: self.ends.replications,
            tornado_declared: self.first_effect(terms),
            break_even: deciding.and_then(|deciding| self.ends.break_even(terms, deciding)),
            by_construction: relative && contrast.nothing && self.sets.always_nothing(terms),
            no_effect: compared && contrast.alike && self.sets.always_alike(terms),
            robust,
        })
    }

    /// Returns the effect at the declared values over the first replications, those that the tornado's ends have.
    fn first_effect(&self, terms: &Terms<'_>) -> Option<f64> {
        let mean = |run: &Run| {
            let values = self.values(run, terms).ok_or(Missing::NotRun)?;
            let count = values.len().min(self.ends.replications as usize);
            Ok(values[..count].iter().sum::<f64>() / count as f64)
        };
        terms.point(mean).ok().map(Point::effect)
    }

    /// Pairs replications: all runs drew the same numbers, so their difference is the variant's doing.
    fn contrast(&self, terms: &Terms<'_>) -> Option<Contrast> {
        let mut columns = Vec::new();
        for run in terms.runs() {
            columns.push(self.values(run, terms)?);
        }
        // A run without random draws is the same beside every replication of the others.
        let drawn = columns.iter().map(|values| values.len()).filter(|count| *count > 1).min().unwrap_or(1);
        let at = |column: &[f64], replication: usize| column[if column.len() == 1 { 0 } else { replication }];
        let columns: Vec<Vec<f64>> =
            columns.into_iter().map(|values| (0..drawn).map(|replication| at(values, replication)).collect()).collect();
        let weighted = |replication: usize| -> f64 {
            terms.left.iter().zip(&columns).map(|((weight, _), values)| weight * values[replication]).sum()
        };
        let left: Vec<f64> = (0..drawn).map(weighted).collect();
        let present = |values: &[f64]| -> Vec<f64> { values.iter().copied().filter(|value| !value.is_nan()).collect() };
        let mean = |values: &[f64]| stats::interval(&present(values)).mean;
        let exact = !terms.runs().any(|run| crate::sim::is_random(&run.scenario));
        let nothing = left.iter().all(|value| value.abs() <= 0.0);
        let alike =
            columns.iter().all(|column| column.iter().zip(&columns[0]).all(|(a, b)| a.to_bits() == b.to_bits()));
        let (differences, effects, bound, other) = match terms.right {
            Right::Value(bound) => (left.iter().map(|value| value - bound).collect(), left.clone(), bound, None),
            Right::ShareOf(share, _) => {
                let other = columns.last()?;
                let pairs = || left.iter().zip(other);
                let differences = pairs().map(|(value, other)| value - share * other).collect();
                (differences, stats::ratio_residues(&left, other), share, Some(mean(other)))
            }
        };
        Some(Contrast { differences, effects, exact, bound, means: (mean(&left), other), nothing, alike })
    }
}

fn clear_verdict(contrast: &Contrast, op: Op) -> Verdict {
    // A replication without a value cannot be compared: nothing is decided by those that are left.
    if contrast.differences.iter().any(|difference| difference.is_nan()) {
        return Verdict::Undecided;
    }
    let interval = stats::interval(&contrast.differences);
    let reach = if contrast.exact { 0.0 } else { interval.half_width };
    let (low, high) = (interval.mean - reach, interval.mean + reach);
    match (op.holds(low, 0.0), op.holds(high, 0.0)) {
        (true, true) => Verdict::Holds,
        (false, false) => Verdict::Fails,
        (true, false) | (false, true) => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(differences: &[f64]) -> Verdict {
        let contrast = Contrast {
            differences: differences.to_vec(),
            effects: Vec::new(),
            exact: false,
            bound: 0.0,
            means: (0.0, None),
            nothing: false,
            alike: false,
        };
        clear_verdict(&contrast, Op::AtMost)
    }

    #[test]
    fn a_verdict_needs_a_clear_interval() {
        assert_eq!(verdict(&[-1.0, -1.1, -0.9, -1.0]), Verdict::Holds);
        assert_eq!(verdict(&[1.0, 1.1, 0.9, 1.0]), Verdict::Fails);
        assert_eq!(verdict(&[-1.0, 1.1, -0.9, 1.0]), Verdict::Undecided);
        assert_eq!(verdict(&[-1.0, f64::NAN]), Verdict::Undecided);
        assert_eq!(verdict(&[-1.0]), Verdict::Undecided, "one replication has no interval");
    }
}
