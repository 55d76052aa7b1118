//! How far claims survive other parameter values: a Latin hypercube over the declared ranges.

use rayon::prelude::*;

use super::evidence::{Deciding, Robust};
use super::lab::Lab;
use crate::base::math::{self, Stream};
use crate::model::Id;
use crate::model::lesson::{Against, Claim, Lesson};
use crate::model::scenario::{Model, Param, Scenario};
use crate::sim;

/// Ranges that span this factor or more are sampled on a log scale.
const LOG_SPAN: f64 = 10.0;

/// Parameter sets and what the runs gave with each.
pub(super) struct Sets {
    /// Index of each varied parameter.
    varied: Vec<usize>,
    /// Values of all parameters, by set.
    values: Vec<Vec<f64>>,
    /// Measures of each run, by set; `None` where a set makes no sense in that run.
    results: Vec<(Id, Vec<Option<Vec<f64>>>)>,
}

/// Runs every run that a claim names once per parameter set; each set has a fleet of its own, shared by all runs.
pub(super) fn sample(model: &Model, lessons: &[Lesson], lab: Lab<'_>) -> Sets {
    let base = &model.base().scenario;
    let varied: Vec<usize> = (0..base.params.len()).filter(|&index| base.params[index].range.is_some()).collect();
    let count = if varied.is_empty() { 0 } else { model.robustness_sets };
    let values: Vec<Vec<f64>> = hypercube(base, &varied, count);
    let mut results = Vec::new();
    for id in named_runs(lessons) {
        let Some(run) = model.run(id) else { continue };
        lab.plan(values.len());
        let outcomes = values.par_iter().enumerate().map(|(set, values)| {
            // A run's own override of a parameter stays what the run says.
            let own = sim::declared(&run.scenario);
            let fixed = |index: usize| own[index].to_bits() != base.params[index].value.value.to_bits();
            let params: Vec<f64> =
                (0..own.len()).map(|index| if fixed(index) { own[index] } else { values[index] }).collect();
            lab.simulate(&run.scenario, &params, set as u32, false).ok().map(|outcome| outcome.measures)
        });
        results.push((id.clone(), outcomes.collect()));
    }
    Sets { varied, values, results }
}

fn named_runs(lessons: &[Lesson]) -> Vec<&Id> {
    let mut names: Vec<&Id> = Vec::new();
    for claim in lessons.iter().filter_map(|lesson| lesson.claim.as_ref()) {
        let other = match &claim.against {
            Against::ShareOf { run, .. } => Some(run),
            Against::Value(_) => None,
        };
        for name in [Some(&claim.run), other].into_iter().flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn hypercube(scenario: &Scenario, varied: &[usize], count: usize) -> Vec<Vec<f64>> {
    let mut sets = vec![sim::declared(scenario); count];
    for &index in varied {
        let param = &scenario.params[index];
        let stream = |purpose: &str, set| {
            Stream::new(scenario.seed, 0, &format!("robust.{}.{purpose}", param.id), set).uniform(0)
        };
        let mut strata: Vec<usize> = (0..count).collect();
        let lots: Vec<f64> = strata.iter().map(|&set| stream("order", set)).collect();
        strata.sort_by(|&a, &b| lots[a].total_cmp(&lots[b]));
        for (set, stratum) in strata.into_iter().enumerate() {
            let share = (stratum as f64 + stream("place", set)) / count as f64;
            sets[set][index] = within(param, share);
        }
    }
    sets
}

fn within(param: &Param, share: f64) -> f64 {
    let (low, high) = param.range.unwrap_or((param.value.value, param.value.value));
    if low > 0.0 && high / low >= LOG_SPAN {
        low * math::exp(share * math::ln(high / low))
    } else {
        low + share * (high - low)
    }
}

impl Sets {
    fn results(&self, run: &Id) -> Option<&[Option<Vec<f64>>]> {
        self.results.iter().find(|(id, _)| id == run).map(|(_, results)| results.as_slice())
    }

    /// Says in which sets a claim holds; `None` for a set that cannot judge it.
    ///
    /// A set in which the run compared with shows nothing has no incident to prevent, and judges nothing.
    fn outcomes(&self, claim: &Claim, measure: usize) -> Vec<Option<bool>> {
        let value = |run: &Id, set: usize| -> Option<f64> {
            let value = *self.results(run)?.get(set)?.as_ref()?.get(measure)?;
            (!value.is_nan()).then_some(value)
        };
        let judge = |set: usize| {
            let left = value(&claim.run, set)?;
            let right = match &claim.against {
                Against::Value(quantity) => quantity.value,
                Against::ShareOf { share, run } => share * value(run, set).filter(|value| *value > 0.0)?,
            };
            Some(claim.op.holds(left, right))
        };
        (0..self.values.len()).map(judge).collect()
    }

    /// Says whether the claimed run shows nothing at all in any set that judges it.
    pub(super) fn always_nothing(&self, claim: &Claim, measure: usize) -> bool {
        let Some(results) = self.results(&claim.run) else { return true };
        results.iter().flatten().all(|measures| measures[measure].abs() <= 0.0)
    }

    /// Counts the sets in which a claim holds and finds the parameter that decides.
    pub(super) fn robust(&self, claim: &Claim, measure: usize, params: &[Param]) -> Option<Robust> {
        let outcomes = self.outcomes(claim, measure);
        let judged: Vec<(usize, bool)> =
            outcomes.iter().enumerate().filter_map(|(set, held)| Some((set, (*held)?))).collect();
        let held = judged.iter().filter(|(_, held)| *held).count();
        if judged.is_empty() {
            return None;
        }
        let split = held > 0 && held < judged.len();
        let candidates = self.varied.iter().filter(|_| split).filter_map(|&index| {
            let points = judged.iter().map(|&(set, held)| (self.values[set][index], held)).collect();
            best_split(points).map(|split| (split, index))
        });
        // The first of equals, so that file order decides ties.
        let best = candidates.fold(None::<(Split, usize)>, |best, next| match best {
            Some(best) if best.0.score >= next.0.score => Some(best),
            Some(_) | None => Some(next),
        });
        let deciding = best.map(|(split, index)| Deciding {
            param: params[index].id.clone(),
            at: split.at,
            dim: params[index].value.dim,
            holds_above: split.above,
            separates: split.right,
        });
        Some(Robust { held: held as u32, sets: judged.len() as u32, deciding })
    }
}

/// A threshold of one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Split {
    at: f64,
    /// Whether the claim mostly holds above it.
    above: bool,
    /// Share of sets on the right side.
    right: f64,
    /// Balanced accuracy.
    score: f64,
}

/// Finds the threshold that best tells apart where a claim holds.
///
/// Chosen by balanced accuracy, so that a rare outcome counts as much as a common one.
fn best_split(mut points: Vec<(f64, bool)>) -> Option<Split> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (total, held) = (points.len(), points.iter().filter(|(_, held)| *held).count());
    let failed = total - held;
    let mut held_below = 0;
    let mut best: Option<Split> = None;
    for below in 1..total {
        held_below += usize::from(points[below - 1].1);
        let failed_below = below - held_below;
        let balance = f64::midpoint(failed_below as f64 / failed as f64, (held - held_below) as f64 / held as f64);
        let above = balance >= 0.5;
        let right = if above { failed_below + held - held_below } else { held_below + failed - failed_below };
        let score = balance.max(1.0 - balance);
        if best.is_none_or(|best| score > best.score) {
            let at = f64::midpoint(points[below - 1].0, points[below].0);
            best = Some(Split { at, above, right: right as f64 / total as f64, score });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_lies_where_the_outcome_turns() {
        let split = |points| best_split(points).map(|split| (split.at, split.above, split.right));
        assert_eq!(split(vec![(1.0, false), (2.0, false), (3.0, true), (4.0, true)]), Some((2.5, true, 1.0)));
        assert_eq!(split(vec![(4.0, false), (1.0, true), (2.0, true)]), Some((3.0, false, 1.0)));
    }
}
