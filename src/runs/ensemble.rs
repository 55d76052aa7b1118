//! Replications of one run, and what they add up to.

use rayon::prelude::*;

use super::RunError;
use super::evidence::{MeasureRecord, RunRecord, Series, Stopped};
use super::lab::Lab;
use super::trace::{self, Slices};
use crate::base::digest::{Digest, Hasher};
use crate::base::expr::Dim;
use crate::base::math::{self, Stream};
use crate::model::scenario::{Measure, Run, Scenario, Stopping};
use crate::sim::{self, ENGINE_VERSION, Outcome, SimError, stats};

/// Series are kept at this spacing for charts and data files, in seconds; digests cover every step.
const SAMPLE: f64 = 60.0;
/// On a shorter clock they are kept at a closer one, so that there are about as many samples as there are in six hours.
const SAMPLES: f64 = 360.0;

/// A stopping rule is asked after the least number of replications, and then after each batch of this many.
const BATCH: u32 = 20;

/// Samples of series that are held at once for all replications of a run.
const SAMPLES_LIMIT: usize = 50_000_000;

/// What is kept of one replication.
struct Part {
    digest: Digest,
    measures: Vec<f64>,
    /// Of every series, one value per sample.
    samples: Vec<Vec<f64>>,
    slices: Slices,
}

/// All replications of a run.
struct Gathered {
    parts: Vec<Part>,
    /// Name and dimension of every series.
    tracks: Vec<(String, Dim)>,
    stopped: Option<Stopped>,
}

/// Returns how many replications a run takes; at least, where a rule decides.
pub(super) fn planned(run: &Run) -> usize {
    if sim::is_random(&run.scenario) { run.scenario.replications as usize } else { 1 }
}

/// Runs a run at its declared values.
///
/// A run whose stopping rule is that of `base` runs as many replications as base did, so that they pair.
pub(super) fn run(run: &Run, base: Option<(&Run, &RunRecord)>, lab: Lab<'_>) -> Result<RunRecord, RunError> {
    let same = |other: &Run| {
        let rule = |run: &Run| (run.scenario.replications, run.scenario.stopping.clone());
        run.scenario.stopping.is_some() && rule(run) == rule(other)
    };
    match base {
        Some((base, record)) if same(base) => paired(run, record, lab),
        Some(_) | None => count(run, run.scenario.replications, (run.scenario.stopping.as_ref(), lab)),
    }
}

/// Runs a run as often as another, so that they pair.
pub(super) fn paired(run: &Run, other: &RunRecord, lab: Lab<'_>) -> Result<RunRecord, RunError> {
    // A run without random draws stands there once; its pair, if it draws, runs as often as it says itself.
    let replications = if other.random { other.replications } else { run.scenario.replications };
    if sim::is_random(&run.scenario) {
        lab.plan((replications as usize).saturating_sub(planned(run)));
    }
    count(run, replications, (None, lab))
}

/// Runs a run as often as it says for its measures alone: nothing over time is kept.
pub(super) fn measured(run: &Run, lab: Lab<'_>) -> Result<RunRecord, RunError> {
    let scenario = &run.scenario;
    let params = sim::declared(scenario);
    let one = |replication| {
        let outcome = lab.simulate(scenario, &params, replication, false)?;
        Ok(part(&outcome, 1))
    };
    let parts = (0..planned(run) as u32).map(one).collect::<Result<_, SimError>>();
    let parts = parts.map_err(|error| RunError::of(run, error))?;
    Ok(record(run, Gathered { parts, tracks: Vec::new(), stopped: None }))
}

fn count(run: &Run, least: u32, (rule, lab): (Option<&Stopping>, Lab<'_>)) -> Result<RunRecord, RunError> {
    let gathered = gather(&run.scenario, least, (rule, lab)).map_err(|error| RunError::of(run, error))?;
    Ok(record(run, gathered))
}

/// Runs replications: as many as asked, or on to where the rule is met.
///
/// The rule is asked at fixed numbers only, so that how many threads there are does not show.
fn gather(scenario: &Scenario, least: u32, (rule, lab): (Option<&Stopping>, Lab<'_>)) -> Result<Gathered, SimError> {
    let random = sim::is_random(scenario);
    let every = every(scenario);
    let mut gathered = Gathered { parts: Vec::new(), tracks: Vec::new(), stopped: None };
    let mut until = if random { least } else { 1 };
    loop {
        if gathered.tracks.is_empty() {
            // The first one alone says how many series there are, before any memory is taken for all.
            let first = lab.simulate(scenario, &sim::declared(scenario), 0, true)?;
            gathered.tracks = first.tracks.iter().map(|track| (track.name.clone(), track.dim)).collect();
            fits(&first, until.max(rule.map_or(0, |rule| rule.max)), every)?;
            gathered.parts.push(part(&first, every));
        }
        let from = gathered.parts.len() as u32;
        let parts: Vec<Result<Part, SimError>> = (from..until)
            .into_par_iter()
            .map(|replication| {
                let outcome = lab.simulate(scenario, &sim::declared(scenario), replication, true)?;
                Ok(part(&outcome, every))
            })
            .collect();
        gathered.parts.extend(parts.into_iter().collect::<Result<Vec<_>, SimError>>()?);
        let Some(rule) = rule.filter(|_| random) else { return Ok(gathered) };
        let stopped = ask(rule, scenario, &gathered.parts);
        if stopped.met || until >= rule.max {
            gathered.stopped = Some(stopped);
            return Ok(gathered);
        }
        let next = (until + BATCH).min(rule.max);
        lab.plan((next - until) as usize);
        until = next;
    }
}

/// Holds what all replications will keep against the bound.
fn fits(first: &Outcome, replications: u32, every: usize) -> Result<(), SimError> {
    let steps = first.tracks.first().map_or(0, |track| track.values.len());
    let samples = first.tracks.len().saturating_mul(steps / every).saturating_mul(replications as usize);
    if samples <= SAMPLES_LIMIT {
        return Ok(());
    }
    let message = format!(
        "{replications} replications of {} series with {} samples each are more than the {SAMPLES_LIMIT} that are held \
         at once; run fewer replications, or shorten `for`",
        first.tracks.len(),
        steps / every
    );
    Err(SimError::new(message))
}

/// Asks a stopping rule.
fn ask(rule: &Stopping, scenario: &Scenario, parts: &[Part]) -> Stopped {
    let index = scenario.measures.iter().position(|measure| measure.id == rule.of);
    let values: Vec<f64> = parts.iter().map(|part| index.map_or(f64::NAN, |index| part.measures[index])).collect();
    let interval = stats::interval(&values);
    let share = interval.half_width / math::abs(interval.mean);
    // Values that are all nought are known as well as can be.
    let reached = if interval.half_width <= 0.0 { Some(0.0) } else { share.is_finite().then_some(share) };
    Stopped {
        of: rule.of.clone(),
        target: rule.rel_half_width,
        reached,
        max: rule.max,
        met: reached.is_some_and(|reached| reached <= rule.rel_half_width),
    }
}

fn every(scenario: &Scenario) -> usize {
    let spacing = f64::min(SAMPLE, scenario.clock.horizon / SAMPLES);
    (math::round(spacing / scenario.clock.step) as usize).max(1)
}

fn part(outcome: &Outcome, every: usize) -> Part {
    // A value stands for the end of its step, so the first sample is the one that ends the first stretch.
    let samples = |values: &[f64]| values.iter().skip(every - 1).step_by(every).copied().collect();
    Part {
        digest: outcome.digest(),
        measures: outcome.measures.clone(),
        samples: outcome.tracks.iter().map(|track| samples(&track.values)).collect(),
        slices: trace::slices(&outcome.tracks),
    }
}

fn record(run: &Run, gathered: Gathered) -> RunRecord {
    let scenario = &run.scenario;
    let Gathered { parts, tracks, stopped } = gathered;
    let random = sim::is_random(scenario);
    let mut hasher = Hasher::default();
    for part in &parts {
        hasher.text(&part.digest.to_string());
    }
    let names: Vec<String> = tracks.iter().map(|(name, _)| name.clone()).collect();
    let digests: Vec<Digest> = parts.iter().map(|part| part.digest).collect();
    let measures = scenario.measures.iter().enumerate().map(|(index, measure)| {
        let values = parts.iter().map(|part| part.measures[index]).collect();
        summarise(measure, values, (random, scenario.seed))
    });
    RunRecord {
        id: run.id.clone(),
        scenario: scenario.digest,
        seed: scenario.seed,
        engine: ENGINE_VERSION,
        fidelity: scenario.fidelity,
        replications: parts.len() as u32,
        stopped,
        output: hasher.finish(),
        measures: measures.collect(),
        series: series(scenario, &tracks, &parts),
        random,
        trace: trace::of(&names, &digests, parts.iter().map(|part| &part.slices)),
    }
}

fn summarise(measure: &Measure, values: Vec<f64>, (random, seed): (bool, u64)) -> MeasureRecord {
    let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let sorted = stats::sorted(&present);
    let interval = stats::interval(&present);
    let censored = (values.len() - present.len()) as u32;
    // Of few draws, a percentile would only be the largest or the smallest.
    let told = |p: f64| !random || stats::tells(sorted.len(), p);
    let tail = |p: f64| if told(p) { stats::quantile(&sorted, p) } else { f64::NAN };
    let stream = Stream::new(seed, 0, &format!("bootstrap.{}.p50", measure.id), 0);
    MeasureRecord {
        id: measure.id.clone(),
        dim: measure.dim,
        n: present.len() as u32,
        mean: interval.mean,
        half_width_95: if values.len() == 1 { 0.0 } else { interval.half_width },
        p05: tail(0.05),
        p50: stats::quantile(&sorted, 0.5),
        p50_interval: if random { stats::bootstrap(&sorted, 0.5, stream) } else { None },
        p95: tail(0.95),
        censored,
        censored_interval: random.then(|| stats::wilson(censored, values.len() as u32)),
        values,
    }
}

fn series(scenario: &Scenario, tracks: &[(String, Dim)], parts: &[Part]) -> Vec<Series> {
    let count = |track: usize| parts.first().map_or(0, |part| part.samples[track].len());
    let sample =
        |track: usize, at: usize| stats::sorted(&parts.iter().map(|part| part.samples[track][at]).collect::<Vec<_>>());
    let one = |track: usize, (name, dim): &(String, Dim)| {
        let samples: Vec<Vec<f64>> = (0..count(track)).map(|at| sample(track, at)).collect();
        let of = |pick: &dyn Fn(&[f64]) -> f64| samples.iter().map(|values| pick(values)).collect();
        Series {
            name: name.clone(),
            dim: *dim,
            step: every(scenario) as f64 * scenario.clock.step,
            mean: of(&|values| values.iter().sum::<f64>() / values.len() as f64),
            p05: of(&|values| stats::quantile(values, 0.05)),
            p95: of(&|values| stats::quantile(values, 0.95)),
        }
    };
    tracks.iter().enumerate().map(|(track, head)| one(track, head)).collect()
}
