//! Designs: runs repeated over a parameter, and laws laid out over a variable.

use rayon::prelude::*;

use super::evidence::{DesignRecord, DesignResult, GridRow, RunRecord};
use super::lab::Lab;
use super::{RunError, ensemble, factorial, map};
use crate::base::digest::Hasher;
use crate::model::Id;
use crate::model::scenario::{Design, DesignKind, Model, Reading, Run, Scenario, Shown, Window};
use crate::sim::{self, ENGINE_VERSION, SimError};

/// Returns how many replications a design takes, when the runs of the model are there already or not.
pub(super) fn planned(design: &Design, model: &Model, all: bool) -> usize {
    match &design.kind {
        DesignKind::Grid { runs, values, .. } => {
            let replications = |id: &Id| model.run(id).map_or(0, |run| run.scenario.replications as usize);
            runs.iter().map(replications).sum::<usize>() * values.len()
        }
        DesignKind::Curve { .. } => 0,
        DesignKind::Factorial { cells, .. } => {
            let there = |cell: &Run| all && model.runs.iter().any(|run| run.scenario.digest == cell.scenario.digest);
            cells.iter().filter(|cell| !there(cell)).map(ensemble::planned).sum()
        }
        DesignKind::Map(map) => map.cells.iter().map(|cell| map::replications(cell) as usize).sum(),
    }
}

/// Works out a design.
///
/// Runs that are there already are not run again.
pub(super) fn run(
    design: &Design,
    model: &Model,
    (done, lab): (&[RunRecord], Lab<'_>),
) -> Result<DesignRecord, RunError> {
    let failed = |message: String| RunError { run: design.id.to_string(), message, span: design.span };
    let result = match &design.kind {
        DesignKind::Grid { runs, param, values, readings } => {
            grid(model, runs, (param, values), (readings, lab)).map_err(|error| failed(error.message))?
        }
        DesignKind::Curve { variable, values, shows, .. } => {
            curve(model, variable, values, shows).map_err(|error| failed(error.message))?
        }
        DesignKind::Factorial { factors, measure, cells } => {
            let found = factorial::run((factors, measure), cells, (done, lab))?;
            DesignResult::Factorial(found.ok_or_else(|| failed(format!("there is no measure `{measure}`")))?)
        }
        DesignKind::Map(map) => {
            let found = map::run(map, model, (done, lab)).map_err(|error| RunError { span: design.span, ..error })?;
            DesignResult::Map(found.ok_or_else(|| failed(format!("there is no measure `{}`", map.measure)))?)
        }
    };
    let output = digest(&result);
    Ok(DesignRecord { id: design.id.clone(), scenario: design.digest, engine: ENGINE_VERSION, output, result })
}

fn grid(
    model: &Model,
    runs: &[Id],
    (param, values): (&Id, &[f64]),
    (readings, lab): (&[Reading], Lab<'_>),
) -> Result<DesignResult, SimError> {
    let mut rows = Vec::new();
    let mut dim = crate::base::expr::Dim::NUMBER;
    for run in runs.iter().filter_map(|id| model.run(id)) {
        let index = run.scenario.params.iter().position(|candidate| candidate.id == *param);
        let Some(index) = index else { return Err(SimError::new(format!("there is no parameter `{param}`"))) };
        dim = run.scenario.params[index].value.dim;
        rows.push(row(run, index, values, (readings, lab))?);
    }
    let readings = readings.iter().map(|reading| reading.id.clone()).collect();
    Ok(DesignResult::Grid { param: param.clone(), dim, values: values.to_vec(), rows, readings })
}

fn row(run: &Run, param: usize, values: &[f64], (readings, lab): (&[Reading], Lab<'_>)) -> Result<GridRow, SimError> {
    let mut wanted: Vec<&Id> = Vec::new();
    for window in readings.iter().flat_map(|reading| &reading.windows) {
        if !wanted.contains(&&window.measure) {
            wanted.push(&window.measure);
        }
    }
    let points: Vec<Result<Vec<f64>, SimError>> =
        values.par_iter().map(|value| point(&run.scenario, param, *value, lab)).collect();
    let points: Vec<Vec<f64>> = points.into_iter().collect::<Result<_, _>>()?;
    let column = |measure: &Id| -> Vec<f64> {
        let index = run.scenario.measures.iter().position(|candidate| candidate.id == *measure);
        points.iter().map(|point| index.map_or(f64::NAN, |index| point[index])).collect()
    };
    let means: Vec<(Id, Vec<f64>)> = wanted.into_iter().map(|id| (id.clone(), column(id))).collect();
    let meets = |window: &Window, at: usize| {
        means.iter().any(|(id, values)| *id == window.measure && window.op.holds(values[at], window.value))
    };
    let fits = readings
        .iter()
        .map(|reading| (0..values.len()).map(|at| reading.windows.iter().all(|window| meets(window, at))).collect());
    Ok(GridRow { run: run.id.clone(), fits: fits.collect(), means })
}

/// Returns the mean of every measure with one parameter set to a value.
fn point(scenario: &Scenario, param: usize, value: f64, lab: Lab<'_>) -> Result<Vec<f64>, SimError> {
    let mut params = sim::declared(scenario);
    params[param] = value;
    let mut sums = vec![0.0; scenario.measures.len()];
    for replication in 0..scenario.replications {
        let outcome = lab.simulate(scenario, &params, replication, false)?;
        for (sum, value) in sums.iter_mut().zip(&outcome.measures) {
            *sum += value;
        }
    }
    Ok(sums.into_iter().map(|sum| sum / f64::from(scenario.replications)).collect())
}

fn curve(model: &Model, variable: &Id, values: &[f64], shows: &[Shown]) -> Result<DesignResult, SimError> {
    let params = &model.base().scenario.params;
    let mut columns = Vec::new();
    for shown in shows {
        let cells = values.iter().map(|value| sim::curve_value(&shown.expr, params, (variable.as_str(), *value)));
        columns.push((shown.id.clone(), cells.collect::<Result<Vec<f64>, SimError>>()?));
    }
    Ok(DesignResult::Curve { variable: variable.clone(), values: values.to_vec(), columns })
}

fn digest(result: &DesignResult) -> crate::base::digest::Digest {
    let mut hasher = Hasher::default();
    let mut column = |name: &str, numbers: &[f64]| {
        hasher.text(name);
        for number in numbers {
            hasher.number(*number);
        }
    };
    match result {
        DesignResult::Grid { param, values, rows, .. } => {
            column(param.as_str(), values);
            for row in rows {
                row.means.iter().for_each(|(id, means)| column(&format!("{}/{id}", row.run), means));
            }
        }
        DesignResult::Curve { variable, values, columns } => {
            column(variable.as_str(), values);
            for (id, numbers) in columns {
                column(id.as_str(), numbers);
            }
        }
        DesignResult::Map(map) => {
            column(&map.over.path, &map.over.values);
            column(&map.by.path, &map.by.values);
            column("compared", &map.compared);
            for panel in &map.panels {
                panel.cells.iter().for_each(|cell| column(&format!("{}({})", map.measure, panel.run), &cell.values));
            }
        }
        DesignResult::Factorial(factorial) => {
            for cell in &factorial.cells {
                let on: Vec<&str> = cell.on.iter().map(Id::as_str).collect();
                column(&format!("{}({})", factorial.measure, on.join(";")), &cell.values);
            }
        }
    }
    hasher.finish()
}
