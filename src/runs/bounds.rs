//! How much a model may ask for: held against before anything is run.

use super::RunError;
use crate::base::math;
use crate::base::source::Span;
use crate::model::Id;
use crate::model::scenario::{DesignKind, Model, Run, WhatIf};
use crate::sim;

/// Steps of single entities that one run, or one design, may take: about an hour on one core.
const LIMIT: f64 = 1e11;

/// Refuses a model whose runs would take hours.
pub(super) fn check(model: &Model, wanted: &dyn Fn(&Id) -> bool) -> Result<(), RunError> {
    for run in model.runs.iter().filter(|run| wanted(&run.id)) {
        hold(run.id.as_str(), most(run) * work(run)?, run.span)?;
    }
    for design in model.designs.iter().filter(|design| wanted(&design.id)) {
        let mut total = 0.0;
        match &design.kind {
            DesignKind::Grid { runs, values, .. } => {
                for run in runs.iter().filter_map(|id| model.run(id)) {
                    total += values.len() as f64 * f64::from(run.scenario.replications) * work(run)?;
                }
            }
            DesignKind::Factorial { cells, .. } => {
                for cell in cells {
                    total += most(cell) * work(cell)?;
                }
            }
            DesignKind::Map(map) => {
                for cell in &map.cells {
                    total += f64::from(super::map::replications(cell)) * work(cell)?;
                }
            }
            DesignKind::Curve { .. } => {}
        }
        hold(design.id.as_str(), total, design.span)?;
    }
    Ok(())
}

/// Refuses cells that would take hours.
pub(super) fn what_if(asked: &WhatIf, judged: &Model) -> Result<(), RunError> {
    let mut total = 0.0;
    for run in &judged.runs {
        total += f64::from(asked.replications) * work(run)?;
    }
    let cells = asked.knobs.iter().map(|knob| knob.values.len() as f64).product::<f64>();
    hold("what-if", cells * total, asked.span)
}

/// Replications of a run at most.
fn most(run: &Run) -> f64 {
    let rule = run.scenario.stopping.as_ref().map_or(0, |rule| rule.max);
    f64::from(if sim::is_random(&run.scenario) { run.scenario.replications.max(rule) } else { 1 })
}

/// Steps of single entities in one replication.
fn work(run: &Run) -> Result<f64, RunError> {
    let scenario = &run.scenario;
    let sizes = sim::sizes(scenario, &sim::declared(scenario), 0);
    let sizes = sizes.map_err(|error| RunError::of(run, error))?;
    Ok(scenario.clock.horizon / scenario.clock.step * sizes.len() as f64)
}

fn hold(id: &str, total: f64, span: Span) -> Result<(), RunError> {
    if total <= LIMIT {
        return Ok(());
    }
    let billions = |count: f64| math::round(count / 1e9);
    let message = format!(
        "this takes {} billion steps of single entities, more than the {} billion that are allowed; run fewer \
         replications, shorten the clock, lengthen its step, or model fewer entities",
        billions(total),
        billions(LIMIT)
    );
    Err(RunError { run: id.to_owned(), message, span })
}
