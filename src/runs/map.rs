//! Maps: a measure over the values of two settings, every cell on the same draws.

use rayon::prelude::*;

use super::evidence::{Axis, Map, MapCell, MapPanel, RunRecord};
use super::lab::Lab;
use super::terms::key;
use super::{RunError, ensemble};
use crate::model::lesson::{Against, Op};
use crate::model::scenario::{MapAxis, MapDesign, Model, Run};
use crate::sim::{self, SimError, stats};

/// What the measure is held against, replication by replication.
struct Wanted {
    op: Op,
    /// Share of the run compared with, or the value itself.
    bound: f64,
    /// Values of the run compared with; none for a plain value.
    others: Option<Vec<f64>>,
    exact: bool,
}

/// Returns how many replications a cell takes.
pub(super) fn replications(cell: &Run) -> u32 {
    if sim::is_random(&cell.scenario) { cell.scenario.replications } else { 1 }
}

/// Works out a map; the run it is compared with is not run again where it is there already.
pub(super) fn run(
    design: &MapDesign,
    model: &Model,
    (done, lab): (&[RunRecord], Lab<'_>),
) -> Result<Option<Map>, RunError> {
    let measures = &model.base().scenario.measures;
    let Some(index) = measures.iter().position(|measure| measure.id == design.measure) else { return Ok(None) };
    let most = design.cells.iter().map(replications).max().unwrap_or(1);
    let random = design.cells.iter().any(|cell| sim::is_random(&cell.scenario));
    let wanted = wanted(design, model, (index, most), (done, lab))?;
    let columns: Vec<Result<Vec<f64>, RunError>> =
        design.cells.par_iter().map(|cell| values(cell, model.base(), index, lab)).collect();
    let columns: Vec<Vec<f64>> = columns.into_iter().collect::<Result<_, _>>()?;
    let cells: Vec<MapCell> = columns.into_iter().map(|values| summary(values, wanted.as_ref(), random)).collect();
    let panels = design.runs.iter().zip(cells.chunks(design.size().max(1)));
    Ok(Some(Map {
        measure: design.measure.clone(),
        dim: measures[index].dim,
        over: axis(&design.over),
        by: axis(&design.by),
        replications: most,
        random,
        level: wanted.as_ref().map(Wanted::level),
        compared: wanted.and_then(|wanted| wanted.others).unwrap_or_default(),
        panels: panels.map(|(run, cells)| MapPanel { run: run.clone(), cells: cells.to_vec() }).collect(),
    }))
}

fn axis(axis: &MapAxis) -> Axis {
    Axis { path: axis.path.clone(), dim: axis.dim, values: axis.values.clone() }
}

/// Returns the measure in every replication of a cell; moments count from the start of base.
fn values(cell: &Run, base: &Run, index: usize, lab: Lab<'_>) -> Result<Vec<f64>, RunError> {
    let failed = |error: SimError| RunError { run: cell.id.to_string(), message: error.message, span: cell.span };
    let params = sim::declared(&cell.scenario);
    let since = (cell.scenario.clock.start - base.scenario.clock.start).num_milliseconds() as f64 / 1000.0;
    let shift = if cell.scenario.measures[index].dim == crate::base::expr::Dim::Instant { since } else { 0.0 };
    let one = |replication| {
        let outcome = lab.simulate(&cell.scenario, &params, replication, false)?;
        Ok(outcome.measures[index] + shift)
    };
    (0..replications(cell)).map(one).collect::<Result<_, SimError>>().map_err(failed)
}

fn wanted(
    design: &MapDesign,
    model: &Model,
    (index, most): (usize, u32),
    (done, lab): (&[RunRecord], Lab<'_>),
) -> Result<Option<Wanted>, RunError> {
    let Some(bound) = &design.wanted else { return Ok(None) };
    let is_random = |run: &Run| sim::is_random(&run.scenario);
    let exact = !design.cells.iter().any(is_random);
    let (share, run) = match &bound.against {
        Against::Value(value) => {
            return Ok(Some(Wanted { op: bound.op, bound: value.value, others: None, exact }));
        }
        Against::ShareOf { share, run } => (*share, model.run(run)),
    };
    let Some(run) = run else { return Ok(None) };
    let there = done.iter().find(|record| record.scenario == key(run));
    let record = match there {
        Some(record) => record.clone(),
        None => ensemble::run(run, None, lab)?,
    };
    let others = record.measures[index].values.iter().copied().take(most as usize).collect();
    Ok(Some(Wanted { op: bound.op, bound: share, others: Some(others), exact: exact && !is_random(run) }))
}

impl Wanted {
    /// Returns the level: the value, or the share of the other run's mean.
    fn level(&self) -> f64 {
        let Some(others) = &self.others else { return self.bound };
        let present: Vec<f64> = others.iter().copied().filter(|value| !value.is_nan()).collect();
        self.bound * stats::interval(&present).mean
    }

    /// Judges a cell on differences pair by pair.
    fn met(&self, values: &[f64]) -> Option<bool> {
        // A run without random draws is the same beside every replication of the other.
        let at = |column: &[f64], at: usize| column[if column.len() == 1 { 0 } else { at }];
        let pairs = match self.others.as_deref() {
            Some([]) => return None,
            None | Some([_]) => values.len(),
            Some(others) if values.len() == 1 => others.len(),
            Some(others) => others.len().min(values.len()),
        };
        let bound = |replication| self.others.as_ref().map_or(self.bound, |all| self.bound * at(all, replication));
        let differences: Vec<f64> = (0..pairs).map(|pair| at(values, pair) - bound(pair)).collect();
        if differences.iter().any(|difference| difference.is_nan()) {
            return None;
        }
        let interval = stats::interval(&differences);
        let reach = if self.exact { 0.0 } else { interval.half_width };
        let ends = [interval.mean - reach, interval.mean + reach].map(|end| self.op.holds(end, 0.0));
        (ends[0] == ends[1]).then_some(ends[0])
    }
}

fn summary(values: Vec<f64>, wanted: Option<&Wanted>, random: bool) -> MapCell {
    let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let interval = stats::interval(&present);
    MapCell {
        mean: interval.mean,
        half_width_95: random.then_some(interval.half_width),
        censored: (values.len() - present.len()) as u32,
        met: wanted.and_then(|wanted| wanted.met(&values)),
        values,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(others: &[f64]) -> Wanted {
        Wanted { op: Op::AtMost, bound: 0.5, others: Some(others.to_vec()), exact: false }
    }

    #[test]
    fn a_cell_is_judged_on_pairs() {
        let base = against(&[10.0, 20.0, 30.0]);
        assert!((base.level() - 10.0).abs() < 1e-12);
        // Less half of base: −1, −1, −1 has no spread; −2, 0, 2 straddles; 10, 10, 10 lies above.
        assert_eq!(base.met(&[4.0, 9.0, 14.0]), Some(true));
        assert_eq!(base.met(&[3.0, 10.0, 17.0]), None);
        assert_eq!(base.met(&[15.0, 20.0, 25.0]), Some(false));
        assert_eq!(base.met(&[4.0, f64::NAN, 14.0]), None, "nothing is decided by those that are left");
        // A run without draws stands beside every replication.
        assert_eq!(against(&[10.0]).met(&[4.0, 4.1, 3.9]), Some(true));
        assert_eq!(against(&[]).met(&[4.0]), None);
    }

    #[test]
    fn a_plain_level_without_draws_is_exact() {
        let level = Wanted { op: Op::Below, bound: 3.0, others: None, exact: true };
        assert_eq!((level.met(&[2.0]), level.met(&[3.0])), (Some(true), Some(false)));
        let one = summary(vec![2.0], Some(&level), false);
        assert_eq!((one.mean, one.half_width_95, one.censored, one.met), (2.0, None, 0, Some(true)));
        let some = summary(vec![f64::NAN, 4.0], None, true);
        assert_eq!((some.mean, some.censored, some.met), (4.0, 1, None));
    }
}
