//! How far claims survive other parameter values: a Latin hypercube over the declared ranges.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::evidence::{Deciding, LeftOut, Robust};
use super::lab::Lab;
use super::terms::{Missing, Point, Terms, key};
use crate::base::digest::Digest;
use crate::base::math::{self, Stream};
use crate::model::scenario::{Model, Param, Run, Scenario};
use crate::sim::{self, stats};

/// Ranges that span this factor or more are sampled on a log scale.
const LOG_SPAN: f64 = 10.0;

/// Parameter sets and what the runs gave with each.
pub(super) struct Sets {
    /// Index of each varied parameter.
    varied: Vec<usize>,
    /// Values of all parameters, by set.
    values: Vec<Vec<f64>>,
    /// Measures of each scenario, by set; `None` where a set makes no sense in it.
    results: BTreeMap<Digest, Vec<Option<Vec<f64>>>>,
}

/// Returns the parameters that have a range.
pub(super) fn ranged(base: &Scenario) -> Vec<usize> {
    (0..base.params.len()).filter(|&index| base.params[index].range.is_some()).collect()
}

/// Puts parameter values of base into a run: its own override of a parameter stays what the run says.
pub(super) fn in_run(run: &Scenario, base: &Scenario, values: &[f64]) -> Vec<f64> {
    let own = sim::declared(run);
    let fixed = |index: usize| own[index].to_bits() != base.params[index].value.value.to_bits();
    (0..own.len()).map(|index| if fixed(index) { own[index] } else { values[index] }).collect()
}

/// Runs every run that a claim rests on once per parameter set; each set has a fleet of its own, shared by all runs.
pub(super) fn sample<'a>(model: &'a Model, claims: &[Terms<'a>], lab: Lab<'_>) -> Sets {
    let base = &model.base().scenario;
    let varied = ranged(base);
    let count = if varied.is_empty() { 0 } else { model.robustness_sets };
    let values: Vec<Vec<f64>> = hypercube(base, &varied, count);
    let runs: BTreeMap<Digest, &Run> = claims.iter().flat_map(Terms::runs).map(|run| (key(run), run)).collect();
    lab.plan(runs.len() * values.len());
    let results = runs.into_iter().map(|(key, run)| {
        let outcomes = values.par_iter().enumerate().map(|(set, values)| {
            let params = in_run(&run.scenario, base, values);
            lab.simulate(&run.scenario, &params, set as u32, false).ok().map(|outcome| outcome.measures)
        });
        (key, outcomes.collect())
    });
    let results = results.collect();
    Sets { varied, values, results }
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

/// Returns the value at a share of a parameter's range, on a log scale where the range spans a factor of ten or more.
pub(super) fn within(param: &Param, share: f64) -> f64 {
    let (low, high) = param.range.unwrap_or((param.value.value, param.value.value));
    if low > 0.0 && high / low >= LOG_SPAN {
        low * math::exp(share * math::ln(high / low))
    } else {
        low + share * (high - low)
    }
}

/// Returns at what share of its range a parameter's value lies: the inverse of [`within`].
pub(super) fn share_of(param: &Param, value: f64) -> f64 {
    let (low, high) = param.range.unwrap_or((value, value));
    let share = if low > 0.0 && high / low >= LOG_SPAN {
        math::ln(value / low) / math::ln(high / low)
    } else {
        (value - low) / (high - low)
    };
    share.clamp(0.0, 1.0)
}

impl Sets {
    /// Returns the value of a run's measure with a set.
    fn value(&self, run: &Run, set: usize, measure: usize) -> Result<f64, Missing> {
        let measures = self.results.get(&key(run)).and_then(|sets| sets.get(set)?.as_ref());
        measures.map(|measures| measures[measure]).ok_or(Missing::NotRun)
    }

    fn points(&self, claim: &Terms<'_>) -> Vec<Result<Point, Missing>> {
        (0..self.values.len()).map(|set| claim.point(|run| self.value(run, set, claim.measure))).collect()
    }

    /// Counts the sets that cannot judge a claim, by reason.
    pub(super) fn left_out(&self, claim: &Terms<'_>) -> LeftOut {
        let points = self.points(claim);
        let count = |reason: Missing| points.iter().filter(|point| **point == Err(reason)).count() as u32;
        LeftOut {
            no_incident: count(Missing::NoIncident),
            no_value: count(Missing::NoValue),
            not_run: count(Missing::NotRun),
        }
    }

    /// Says whether the claimed run shows nothing at all in any set that can be run.
    pub(super) fn always_nothing(&self, claim: &Terms<'_>) -> bool {
        let nothing =
            |run: &Run, set: usize| self.value(run, set, claim.measure).map_or(true, |value| value.abs() <= 0.0);
        (0..self.values.len()).all(|set| claim.left.iter().all(|(_, run)| nothing(run, set)))
    }

    /// Says whether all runs that a claim rests on give the same to the bit, in every set that can be run.
    pub(super) fn always_alike(&self, claim: &Terms<'_>) -> bool {
        (0..self.values.len()).all(|set| {
            let mut values = claim.runs().filter_map(|run| self.value(run, set, claim.measure).ok()).map(f64::to_bits);
            let first = values.next();
            values.all(|value| Some(value) == first)
        })
    }

    /// Counts the sets in which a claim holds and finds the parameter that decides.
    pub(super) fn robust(&self, claim: &Terms<'_>, params: &[Param]) -> Option<Robust> {
        let points = self.points(claim);
        let judged: Vec<(usize, bool)> =
            points.iter().enumerate().filter_map(|(set, point)| Some((set, point.ok()?.holds))).collect();
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
        let (held, sets) = (held as u32, judged.len() as u32);
        Some(Robust { held, sets, interval: stats::wilson(held, sets), deciding })
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
