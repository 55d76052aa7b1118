//! Claims against runs.

use super::evidence::{LessonVerdict, MeasureRecord, RunRecord, Verdict};
use super::robust::Sets;
use crate::model::Id;
use crate::model::lesson::{Against, Claim, Op};
use crate::model::scenario::Model;
use crate::sim::stats;

/// A claim holds when it does so in at least this share of parameter sets.
const ROBUST_SHARE: f64 = 0.9;

/// The claimed measure against its bound: values of the difference, and the effect as people read it.
struct Contrast {
    differences: Vec<f64>,
    effects: Vec<f64>,
    exact: bool,
    bound: f64,
    against: Option<Id>,
    other: Option<f64>,
}

/// Users count as still failing above this share.
const FAILING: f64 = 0.01;

fn still_failing(run: &RunRecord) -> bool {
    let errors =
        run.series.iter().filter(|series| series.name.rsplit_once('.').is_some_and(|(_, kind)| kind == "error"));
    errors.filter_map(|series| series.mean.last()).any(|last| *last > FAILING)
}

/// Judges one claim; `None` when its run or measure does not exist, which `load` has reported.
pub(super) fn judge(
    lesson: &Id,
    claim: &Claim,
    model: &Model,
    (runs, sets): (&[RunRecord], &Sets),
) -> Option<LessonVerdict> {
    let find = |id: &Id| runs.iter().find(|run| run.id == *id);
    let run = find(&claim.run)?;
    let index = run.measures.iter().position(|measure| measure.id == claim.measure)?;
    let measure = &run.measures[index];
    let contrast = match &claim.against {
        Against::Value(quantity) => Contrast {
            differences: measure.values.iter().map(|value| value - quantity.value).collect(),
            effects: measure.values.clone(),
            exact: !run.random,
            bound: quantity.value,
            against: None,
            other: None,
        },
        Against::ShareOf { share, run: other } => {
            let other_run = find(other)?;
            relative(measure, other_run.measures.get(index)?, *share, (run.random, other))
        }
    };
    let robust = sets.robust(claim, index, &model.base().scenario.params);
    let clear = clear_verdict(&contrast, claim.op);
    let survives = robust.as_ref().is_none_or(|robust| f64::from(robust.held) >= ROBUST_SHARE * f64::from(robust.sets));
    let verdict = if clear == Verdict::Holds && !survives { Verdict::Depends } else { clear };
    let effect = stats::interval(&contrast.effects);
    let nothing = measure.values.iter().all(|value| value.abs() <= 0.0);
    Some(LessonVerdict {
        lesson: lesson.clone(),
        measure: claim.measure.clone(),
        dim: measure.dim,
        run: claim.run.clone(),
        op: claim.op,
        bound: contrast.bound,
        verdict,
        effect: effect.mean,
        means: (measure.mean, contrast.other),
        unfinished: still_failing(run),
        effect_half_width: (!contrast.exact).then_some(effect.half_width),
        by_construction: contrast.against.is_some() && nothing && sets.always_nothing(claim, index),
        against: contrast.against,
        robust,
    })
}

/// Pairs replications: both runs drew the same numbers, so their difference is the variant's doing.
fn relative(measure: &MeasureRecord, other: &MeasureRecord, share: f64, (random, id): (bool, &Id)) -> Contrast {
    let pairs = || measure.values.iter().zip(&other.values);
    let ratio = measure.mean / other.mean;
    Contrast {
        differences: pairs().map(|(value, other)| value - share * other).collect(),
        // Ratio of means, linearised: what is left of each pair once the common ratio is taken out.
        effects: pairs().map(|(value, with)| ratio - 1.0 + (value - ratio * with) / other.mean).collect(),
        exact: !random,
        bound: share,
        against: Some(id.clone()),
        other: Some(other.mean),
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
            against: None,
            other: None,
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
