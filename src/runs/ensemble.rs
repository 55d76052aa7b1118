//! Replications of one run, and what they add up to.

use rayon::prelude::*;

use super::RunError;
use super::evidence::{MeasureRecord, RunRecord, Series};
use super::lab::Lab;
use crate::base::digest::Hasher;
use crate::base::math;
use crate::model::scenario::{Measure, Run, Scenario};
use crate::sim::{self, ENGINE_VERSION, Outcome, stats};

/// Series are kept at this spacing for charts and data files, in seconds; digests cover every step.
const SAMPLE: f64 = 60.0;

/// Returns how many replications a run takes.
pub(super) fn planned(run: &Run) -> usize {
    if sim::is_random(&run.scenario) { run.scenario.replications as usize } else { 1 }
}

/// Runs every replication of a run at its declared values.
pub(super) fn run(run: &Run, lab: Lab<'_>) -> Result<RunRecord, RunError> {
    let scenario = &run.scenario;
    let random = sim::is_random(scenario);
    let replications = if random { scenario.replications } else { 1 };
    let params = sim::declared(scenario);
    let outcomes: Vec<Result<Outcome, _>> = (0..replications)
        .into_par_iter()
        .map(|replication| lab.simulate(scenario, &params, replication, true))
        .collect();
    let outcomes: Vec<Outcome> = outcomes
        .into_iter()
        .collect::<Result<_, sim::SimError>>()
        .map_err(|error| RunError { run: run.id.to_string(), message: error.message, span: run.span })?;
    let mut hasher = Hasher::default();
    for outcome in &outcomes {
        hasher.text(&outcome.digest().to_string());
    }
    Ok(RunRecord {
        id: run.id.clone(),
        scenario: scenario.digest,
        seed: scenario.seed,
        engine: ENGINE_VERSION,
        fidelity: scenario.fidelity,
        replications,
        output: hasher.finish(),
        measures: measures(scenario, &outcomes),
        series: series(scenario, &outcomes),
        random,
    })
}

fn measures(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<MeasureRecord> {
    let of = |index: usize, measure: &Measure| {
        let values: Vec<f64> = outcomes.iter().map(|outcome| outcome.measures[index]).collect();
        summarise(measure, values)
    };
    scenario.measures.iter().enumerate().map(|(index, measure)| of(index, measure)).collect()
}

fn summarise(measure: &Measure, values: Vec<f64>) -> MeasureRecord {
    let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let sorted = stats::sorted(&present);
    let interval = stats::interval(&present);
    MeasureRecord {
        id: measure.id.clone(),
        dim: measure.dim,
        n: present.len() as u32,
        mean: interval.mean,
        half_width_95: if values.len() == 1 { 0.0 } else { interval.half_width },
        p05: stats::quantile(&sorted, 0.05),
        p50: stats::quantile(&sorted, 0.5),
        p95: stats::quantile(&sorted, 0.95),
        censored: (values.len() - present.len()) as u32,
        values,
    }
}

fn series(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<Series> {
    let Some(first) = outcomes.first() else { return Vec::new() };
    let every = (math::round(SAMPLE / scenario.clock.step) as usize).max(1);
    let tracks = first.tracks.iter().enumerate();
    let sample = |index: usize, at: usize| {
        stats::sorted(&outcomes.iter().map(|outcome| outcome.tracks[index].values[at]).collect::<Vec<_>>())
    };
    tracks
        .map(|(index, track)| {
            // A value stands for the end of its step, so the first sample is the one that ends the first stretch.
            let samples: Vec<Vec<f64>> =
                (every - 1..track.values.len()).step_by(every).map(|at| sample(index, at)).collect();
            let of = |pick: &dyn Fn(&[f64]) -> f64| samples.iter().map(|values| pick(values)).collect();
            Series {
                name: track.name.clone(),
                dim: track.dim,
                step: every as f64 * scenario.clock.step,
                mean: of(&|values| values.iter().sum::<f64>() / values.len() as f64),
                p05: of(&|values| stats::quantile(values, 0.05)),
                p95: of(&|values| stats::quantile(values, 0.95)),
            }
        })
        .collect()
}
