//! The base run beside the record.

use super::evidence::{BacktestRow, RunRecord};
use crate::model::scenario::{Model, Record};

/// Compares every held-out milestone with the base run.
pub(super) fn compare(model: &Model, runs: &[RunRecord]) -> Vec<BacktestRow> {
    let Some(base) = runs.first() else { return Vec::new() };
    let held_out = model.backtest.held_out.iter();
    held_out
        .filter_map(|milestone| {
            let measure = base.measures.iter().find(|measure| measure.id == milestone.measure)?;
            let met = match milestone.record {
                Record::Near { value, tolerance } => (measure.mean - value).abs() <= tolerance,
                Record::Bound { op, value } => op.holds(measure.mean, value),
            };
            Some(BacktestRow {
                measure: measure.id.clone(),
                dim: measure.dim,
                model: measure.mean,
                spread: (measure.p05, measure.p95),
                share: f64::from(measure.n) / f64::from(measure.n + measure.censored),
                met,
            })
        })
        .collect()
}
