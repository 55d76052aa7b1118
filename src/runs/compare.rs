//! Two runs beside each other, replication by replication: both draw the same numbers, so what differs is their doing.

use super::RunError;
use super::ensemble;
use super::evidence::{MeasureRecord, RunRecord};
use super::lab::Lab;
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::scenario::Run;
use crate::sim::stats;

/// Two runs beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The run that is compared with.
    pub a: RunRecord,
    /// The run that is compared.
    pub b: RunRecord,
    /// Every measure, in file order.
    pub measures: Vec<Paired>,
}

/// One measure in two runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// The measure.
    pub id: Id,
    /// What it is.
    pub dim: Dim,
    /// Replications in which both runs have a value.
    pub pairs: u32,
    /// Replications without a value, in each run.
    pub without: (u32, u32),
    /// Means over the pairs.
    pub means: (f64, f64),
    /// Mean of the second run's value less the first's, over the pairs.
    pub difference: f64,
    /// Half the width of its 95 % t interval; `None` where nothing was drawn, infinite for a single pair.
    pub half_width_95: Option<f64>,
    /// The difference as a share of the first run's mean; `None` for moments and where that mean is 0.
    pub relative: Option<f64>,
}

/// How sure a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// There is none: every pair is alike.
    None,
    /// The second run's value is smaller.
    Less,
    /// The second run's value is larger.
    More,
    /// The interval straddles, or there are too few pairs for one.
    Unclear,
}

impl Paired {
    /// Says how sure the difference is.
    pub fn sign(&self) -> Sign {
        let reach = self.half_width_95.unwrap_or(0.0);
        if self.pairs == 0 || !reach.is_finite() {
            Sign::Unclear
        } else if self.difference.abs() <= 0.0 && reach <= 0.0 {
            Sign::None
        } else if self.difference + reach < 0.0 {
            Sign::Less
        } else if self.difference - reach > 0.0 {
            Sign::More
        } else {
            Sign::Unclear
        }
    }
}

/// Runs two runs with as many replications as the one that wants more, and pairs them.
///
/// # Errors
/// A run that cannot be simulated.
pub fn compare(a: &Run, b: &Run, lab: Lab<'_>) -> Result<Comparison, RunError> {
    // Moments count from each run's own start.
    let shift = (b.scenario.clock.start - a.scenario.clock.start).num_milliseconds() as f64 / 1000.0;
    let (a, b) = together(a, b, lab)?;
    let exact = !a.random && !b.random;
    let measures = a.measures.iter().filter_map(|measure| {
        let other = b.measures.iter().find(|other| other.id == measure.id)?;
        let shift = if measure.dim == Dim::Instant { shift } else { 0.0 };
        let other: Vec<f64> = other.values.iter().map(|value| value + shift).collect();
        Some(paired(measure, &other, exact))
    });
    Ok(Comparison { measures: measures.collect(), a, b })
}

/// Runs two runs as often as each other: as the one with a rule does, the first of two, else as the one that wants more.
fn together(a: &Run, b: &Run, lab: Lab<'_>) -> Result<(RunRecord, RunRecord), RunError> {
    let most = a.scenario.replications.max(b.scenario.replications);
    let mut pair = [a.clone(), b.clone()];
    for run in &mut pair {
        run.scenario.replications = most;
    }
    lab.plan(pair.iter().map(ensemble::planned).sum());
    let [a, b] = pair;
    if a.scenario.stopping.is_none() && b.scenario.stopping.is_some() {
        let second = ensemble::run(&b, None, lab)?;
        return Ok((ensemble::paired(&a, &second, lab)?, second));
    }
    let first = ensemble::run(&a, None, lab)?;
    let second = ensemble::paired(&b, &first, lab)?;
    Ok((first, second))
}

fn paired(measure: &MeasureRecord, other: &[f64], exact: bool) -> Paired {
    // A run without random draws is run once, and is the same beside every replication of the other.
    let count = measure.values.len().max(other.len());
    let value = |values: &[f64], at: usize| values[if values.len() == 1 { 0 } else { at }];
    let all: Vec<(f64, f64)> = (0..count).map(|at| (value(&measure.values, at), value(other, at))).collect();
    let missing = |pick: &dyn Fn(&(f64, f64)) -> f64| all.iter().filter(|pair| pick(pair).is_nan()).count() as u32;
    let without = (missing(&|pair| pair.0), missing(&|pair| pair.1));
    let both: Vec<(f64, f64)> = all.into_iter().filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
    let mean = |values: Vec<f64>| stats::interval(&values).mean;
    let means = (mean(both.iter().map(|pair| pair.0).collect()), mean(both.iter().map(|pair| pair.1).collect()));
    let differences: Vec<f64> = both.iter().map(|(a, b)| b - a).collect();
    let interval = stats::interval(&differences);
    let has_share = measure.dim != Dim::Instant && means.0.abs() > 0.0;
    Paired {
        id: measure.id.clone(),
        dim: measure.dim,
        pairs: both.len() as u32,
        without,
        means,
        difference: interval.mean,
        half_width_95: (!exact).then_some(interval.half_width),
        relative: has_share.then(|| interval.mean / means.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(values: &[f64]) -> MeasureRecord {
        MeasureRecord {
            id: Id::new("wait").expect("an id"),
            dim: Dim::DURATION,
            n: values.len() as u32,
            mean: 0.0,
            half_width_95: 0.0,
            p05: 0.0,
            p50: 0.0,
            p50_interval: None,
            p95: 0.0,
            censored: 0,
            censored_interval: None,
            values: values.to_vec(),
        }
    }

    #[test]
    fn pairs_are_subtracted_one_by_one() {
        // Differences 1, 2, 3: mean 2, standard error 1/√3, t(2) = 4.3027.
        let row = paired(&measure(&[10.0, 20.0, 30.0]), &[11.0, 22.0, 33.0], false);
        assert!((row.difference - 2.0).abs() < 1e-12);
        assert!((row.half_width_95.expect("an interval") - 4.302_652_7 / 3f64.sqrt()).abs() < 1e-5);
        assert!((row.relative.expect("a share") - 0.1).abs() < 1e-12);
        assert_eq!(row.sign(), Sign::Unclear, "2 ± 2.48");
        assert_eq!(paired(&measure(&[1.0, 2.0, 3.0]), &[3.0, 4.0, 5.0], false).sign(), Sign::More);
        assert_eq!(paired(&measure(&[1.0, 2.0, 3.0]), &[0.0, 1.0, 2.0], false).sign(), Sign::Less);
        assert_eq!(paired(&measure(&[1.0, 2.0]), &[1.0, 2.0], false).sign(), Sign::None);
    }

    #[test]
    fn what_has_no_value_is_counted_and_left_out() {
        let row = paired(&measure(&[1.0, f64::NAN, 3.0]), &[2.0, 9.0, f64::NAN], false);
        assert_eq!((row.pairs, row.without), (1, (1, 1)));
        assert!((row.means.0 - 1.0).abs() < 1e-12 && (row.means.1 - 2.0).abs() < 1e-12, "over the pair alone");
        assert_eq!(row.sign(), Sign::Unclear, "one pair has no interval");
        let none = paired(&measure(&[f64::NAN]), &[1.0], false);
        assert_eq!((none.pairs, none.sign()), (0, Sign::Unclear));
    }

    #[test]
    fn a_run_without_draws_stands_beside_every_replication() {
        let row = paired(&measure(&[5.0]), &[6.0, 7.0, 8.0], false);
        assert_eq!(row.pairs, 3);
        assert!((row.difference - 2.0).abs() < 1e-12);
        assert_eq!(paired(&measure(&[5.0]), &[6.0], true).half_width_95, None);
        assert_eq!(paired(&measure(&[5.0]), &[6.0], true).sign(), Sign::More);
    }
}
