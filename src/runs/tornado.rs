//! One parameter at a time: what a claim's effect is at the ends of each range, and where the claim turns.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::evidence::{BreakEven, Deciding, TornadoRow};
use super::lab::Lab;
use super::robust::{in_run, ranged, share_of, within};
use super::terms::{Missing, Point, Terms, key};
use crate::base::digest::Digest;
use crate::model::scenario::{Model, Run, Scenario};
use crate::sim;

/// Replications of a run that draws random numbers at every point. All points share them, so that few are enough to
/// compare one with another.
const REPLICATIONS: u32 = 3;

/// A break-even is halved in until it is known to this share of the range.
const TOLERANCE: f64 = 0.01;

/// Steps towards an end of the range that cannot be judged.
const STEPS: u32 = 4;

/// Mean of each measure of a run, NaN where a replication has none; `None` where the run cannot be simulated.
type Means = Option<Vec<f64>>;

/// What the runs gave with each ranged parameter alone at its ends.
pub(super) struct Ends<'a> {
    base: &'a Scenario,
    lab: Lab<'a>,
    varied: Vec<usize>,
    /// By run, parameter and whether it stands at its high end.
    means: BTreeMap<(Digest, usize, bool), Means>,
    /// How many replications each mean is of.
    pub(super) replications: u32,
}

/// Runs every run that a claim rests on with each ranged parameter alone at its ends.
pub(super) fn ends<'a>(model: &'a Model, claims: &[Terms<'a>], lab: Lab<'a>) -> Ends<'a> {
    let base = &model.base().scenario;
    let varied = ranged(base);
    let runs: BTreeMap<Digest, &Run> = claims.iter().flat_map(Terms::runs).map(|run| (key(run), run)).collect();
    let replications = REPLICATIONS.min(base.replications);
    let mut jobs = Vec::new();
    for (key, run) in &runs {
        for &param in &varied {
            jobs.extend([false, true].map(|high| (*key, *run, param, high)));
        }
    }
    let draws = |run: &Run| if sim::is_random(&run.scenario) { replications as usize } else { 1 };
    lab.plan(jobs.iter().map(|(_, run, ..)| draws(run)).sum());
    let means = jobs.into_par_iter().map(|(key, run, param, high)| {
        let value = within(&base.params[param], f64::from(u8::from(high)));
        ((key, param, high), means(run, base, (param, value), (replications, lab)))
    });
    let means: Vec<_> = means.collect();
    Ends { base, lab, varied, means: means.into_iter().collect(), replications }
}

/// Runs a run with one parameter set and all others as declared; every point draws the same numbers.
fn means(run: &Run, base: &Scenario, (param, value): (usize, f64), (replications, lab): (u32, Lab<'_>)) -> Means {
    let mut values = sim::declared(base);
    values[param] = value;
    let params = in_run(&run.scenario, base, &values);
    let count = if sim::is_random(&run.scenario) { replications } else { 1 };
    let mut sums = vec![0.0; run.scenario.measures.len()];
    for replication in 0..count {
        let outcome = lab.simulate(&run.scenario, &params, replication, false).ok()?;
        sums.iter_mut().zip(&outcome.measures).for_each(|(sum, value)| *sum += value);
    }
    Some(sums.into_iter().map(|sum| sum / f64::from(count)).collect())
}

impl Ends<'_> {
    /// Returns how many replications a point of a run takes.
    fn draws(&self, run: &Run) -> usize {
        if sim::is_random(&run.scenario) { self.replications as usize } else { 1 }
    }

    /// Returns what a claim comes to with one parameter at an end of its range.
    fn at(&self, claim: &Terms<'_>, param: usize, high: bool) -> Option<Point> {
        let value = |run: &Run| match self.means.get(&(key(run), param, high)) {
            Some(Some(means)) => Ok(means[claim.measure]),
            Some(None) | None => Err(Missing::NotRun),
        };
        claim.point(value).ok()
    }

    /// Returns one row per ranged parameter, the widest spread first; of equals the first in the file.
    pub(super) fn tornado(&self, claim: &Terms<'_>) -> Vec<TornadoRow> {
        let row = |&param: &usize| {
            let declared = &self.base.params[param];
            let (low, high) = declared.range?;
            let effect = |high: bool| self.at(claim, param, high).map(Point::effect);
            let (at_low, at_high) = (effect(false), effect(true));
            Some(TornadoRow { param: declared.id.clone(), dim: declared.value.dim, low, high, at_low, at_high })
        };
        let mut rows: Vec<TornadoRow> = self.varied.iter().filter_map(row).collect();
        rows.sort_by(|a, b| spread(b).total_cmp(&spread(a)));
        rows
    }

    /// Finds where a claim turns as its deciding parameter alone moves.
    pub(super) fn break_even(&self, claim: &Terms<'_>, deciding: &Deciding) -> Option<BreakEven> {
        let index = self.base.params.iter().position(|param| param.id == deciding.param)?;
        let param = &self.base.params[index];
        let holds = |share: f64| self.holds(claim, (index, within(param, share)));
        let ends = [false, true].map(|high| self.at(claim, index, high).map(|point| point.holds));
        let declared = share_of(param, param.value.value);
        let (at, tolerance, holds_above) = match turning(declared, ends, &holds) {
            Some(turn) => {
                let (low, high) = (within(param, turn.low), within(param, turn.high));
                (Some(f64::midpoint(low, high)), (high - low) / 2.0, turn.holds_above)
            }
            None => (None, 0.0, holds(declared)?),
        };
        Some(BreakEven { param: param.id.clone(), dim: param.value.dim, at, tolerance, holds_above })
    }

    /// Says whether a claim holds with one parameter at a value; `None` when that cannot be judged.
    fn holds(&self, claim: &Terms<'_>, (param, value): (usize, f64)) -> Option<bool> {
        let runs: BTreeMap<Digest, &Run> = claim.runs().map(|run| (key(run), run)).collect();
        let runs: Vec<(Digest, &Run)> = runs.into_iter().collect();
        let found = runs.into_par_iter().map(|(key, run)| {
            self.lab.plan(self.draws(run));
            (key, means(run, self.base, (param, value), (self.replications, self.lab)))
        });
        let found: Vec<(Digest, Means)> = found.collect();
        let value = |run: &Run| match found.iter().find(|(digest, _)| *digest == key(run)) {
            Some((_, Some(means))) => Ok(means[claim.measure]),
            Some((_, None)) | None => Err(Missing::NotRun),
        };
        claim.point(value).ok().map(|point| point.holds)
    }
}

/// How far apart the ends are; a row that lacks one has no spread and comes last.
fn spread(row: &TornadoRow) -> f64 {
    match (row.at_low, row.at_high) {
        (Some(low), Some(high)) => (high - low).abs(),
        (None, _) | (_, None) => -1.0,
    }
}

/// Two shares of a range between which a claim turns.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Turn {
    low: f64,
    high: f64,
    holds_above: bool,
}

/// Finds where a claim turns: between the declared value and the nearer end at which it comes out otherwise.
///
/// `ends` says how it comes out at both ends. Where an end cannot be judged, steps towards it are looked at instead.
fn turning(declared: f64, ends: [Option<bool>; 2], holds: &dyn Fn(f64) -> Option<bool>) -> Option<Turn> {
    let start = holds(declared)?;
    let mut nearest: Option<(f64, f64)> = None;
    for (end, held) in [0.0, 1.0].into_iter().zip(ends) {
        let found = match held {
            Some(held) => (held != start).then_some((declared, end)),
            None => step_towards(end, (declared, start), holds),
        };
        let Some((last, other)) = found else { continue };
        if nearest.is_none_or(|(_, before)| (other - declared).abs() < (before - declared).abs()) {
            nearest = Some((last, other));
        }
    }
    let (mut same, mut other) = nearest?;
    while (same - other).abs() > TOLERANCE {
        let middle = f64::midpoint(same, other);
        match holds(middle) {
            Some(held) if held == start => same = middle,
            Some(_) => other = middle,
            None => break,
        }
    }
    let holds_above = if same > other { start } else { !start };
    Some(Turn { low: same.min(other), high: same.max(other), holds_above })
}

/// Goes towards an end that cannot be judged, as far as can be judged.
fn step_towards(end: f64, (declared, start): (f64, bool), holds: &dyn Fn(f64) -> Option<bool>) -> Option<(f64, f64)> {
    let mut last = declared;
    for step in 1..STEPS {
        let share = declared + (end - declared) * f64::from(step) / f64::from(STEPS);
        // What cannot be judged neither holds nor fails.
        let held = holds(share)?;
        if held != start {
            return Some((last, share));
        }
        last = share;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks for a turn where the ends are judged as all else.
    fn turn(declared: f64, holds: impl Fn(f64) -> Option<bool>) -> Option<Turn> {
        turning(declared, [holds(0.0), holds(1.0)], &holds)
    }

    #[test]
    fn the_turn_is_found_by_halving() {
        let found = turn(0.5, |share| Some(share < 0.8)).expect("it turns");
        assert!(found.low < 0.8 && 0.8 <= found.high && !found.holds_above, "{found:?}");
        // Half the range, halved six times.
        assert!((found.high - found.low - 0.5 / 64.0).abs() < 1e-12);
        let found = turn(1.0, |share| Some(share >= 0.1)).expect("it turns below");
        assert!(found.low < 0.1 && 0.1 <= found.high && found.holds_above, "{found:?}");
        // It fails at the declared value and holds from 0.6 on.
        let found = turn(0.0, |share| Some(share > 0.6)).expect("it turns above");
        assert!(found.low <= 0.6 && 0.6 < found.high && found.holds_above, "{found:?}");
    }

    #[test]
    fn the_turn_towards_the_nearer_end_is_told() {
        let found = turn(0.4, |share| Some(share > 0.35 && share < 0.9)).expect("it turns");
        assert!(found.low <= 0.35 && 0.35 < found.high && found.holds_above, "{found:?}");
    }

    #[test]
    fn without_a_turn_there_is_none() {
        assert_eq!(turn(0.3, |_| Some(true)), None);
        assert_eq!(turn(0.3, |_| None), None);
        // Beyond what can be judged nothing is looked for.
        assert_eq!(turn(0.3, |share| (share < 0.5).then_some(true)), None);
        // Short of it something is: 0.475 and 0.65 are looked at, then what lies between them.
        let found = turn(0.3, |share| (share < 0.7).then_some(share < 0.6)).expect("it turns");
        assert!(found.low < 0.6 && 0.6 <= found.high && !found.holds_above, "{found:?}");
    }

    #[test]
    fn the_widest_spread_comes_first() {
        let row = |name: &str, at_low, at_high| TornadoRow {
            param: crate::model::Id::new(name).expect("an id"),
            dim: crate::base::expr::Dim::NUMBER,
            low: 0.0,
            high: 1.0,
            at_low,
            at_high,
        };
        assert!(spread(&row("a", Some(-0.9), Some(-0.1))) > spread(&row("b", Some(-0.5), Some(-0.4))));
        assert!(spread(&row("c", None, Some(5.0))) < spread(&row("b", Some(0.0), Some(0.0))));
    }
}
