//! Entries of the record: the canonical shape of runs, designs and verdicts.

use serde_json::{Map, Value, json};

use crate::base::expr::Dim;
use crate::model::Id;
use crate::runs::evidence::{
    self, CellAnswer, CellVerdict, DesignRecord, DesignResult, Evidence, Factorial, GridRow, LessonVerdict, MapCell,
    MapPanel, MeasureRecord, RunRecord, SeriesTrace, Stopped, TornadoRow, Trace, WhatIfRecord,
};
use crate::runs::trace;
use crate::runs::what_if::Critical;

/// Cells of a what-if in a line.
const ROW: usize = 6;

pub(super) fn run_entry(run: &RunRecord) -> Value {
    let measures: Map<String, Value> =
        run.measures.iter().map(|measure| (measure.id.to_string(), measure_entry(measure))).collect();
    let mut entry = json!({
        "scenario": run.scenario.to_string(),
        "seed": run.seed,
        "engine": run.engine,
        "fidelity": run.fidelity.word(),
        "replications": run.replications,
        "output": run.output.to_string(),
        "measures": measures,
        "trace": trace_entry(&run.trace),
    });
    if let Some(stopped) = &run.stopped {
        entry["stopping"] = stopping_entry(stopped);
    }
    entry
}

/// The shape of how a stopping rule fared, here and in `sim run --format json`.
pub fn stopping_entry(stopped: &Stopped) -> Value {
    json!({
        "of": stopped.of.as_str(),
        "target": stopped.target,
        "reached": stopped.reached,
        "max": stopped.max,
        "met": stopped.met,
    })
}

/// Writes digests of parts as few lines: what changes, changes all of them.
fn trace_entry(trace: &Trace) -> Value {
    let series: Map<String, Value> = trace
        .series
        .iter()
        .map(|series| (series.name.clone(), json!(format!("{} {}", series.whole, series.slices.join("")))))
        .collect();
    json!({ "per": trace.per, "replications": trace.replications.join(" "), "series": series })
}

/// Reads what [`trace_entry`] writes; `None` for anything else.
pub(super) fn read_trace(value: &Value) -> Option<Trace> {
    let series = value["series"].as_object()?.iter().map(|(name, text)| {
        let (whole, slices) = text.as_str()?.split_once(' ')?;
        let slices = slices.as_bytes().chunks(trace::SHORT).map(|part| String::from_utf8_lossy(part).into_owned());
        Some(SeriesTrace { name: name.clone(), whole: whole.to_owned(), slices: slices.collect() })
    });
    Some(Trace {
        per: u32::try_from(value["per"].as_u64()?).ok().filter(|per| *per > 0)?,
        replications: value["replications"].as_str()?.split(' ').map(str::to_owned).collect(),
        series: series.collect::<Option<_>>()?,
    })
}

/// The shape of one measure, here and in `sim run --format json`; an interval that there is not is left out.
pub fn measure_entry(measure: &MeasureRecord) -> Value {
    let mut entry = json!({
        "unit": unit(measure.dim),
        "n": measure.n,
        "mean": measure.mean,
        "half_width_95": measure.half_width_95,
        "p05": measure.p05,
        "p50": measure.p50,
        "p95": measure.p95,
        "censored": measure.censored,
    });
    if let Some((low, high)) = measure.p50_interval {
        entry["p50_interval_95"] = json!([low, high]);
    }
    if let Some((low, high)) = measure.censored_interval.filter(|_| measure.censored > 0) {
        entry["censored_interval_95"] = json!([low, high]);
    }
    entry
}

/// Returns the unit of recorded numbers: seconds, seconds from the model's start, shares of 1, plain numbers.
pub fn unit(dim: Dim) -> String {
    match dim {
        Dim::Truth => "truth".to_owned(),
        Dim::Instant => "s from start".to_owned(),
        Dim::Share => "share".to_owned(),
        Dim::Plain(0) => "1".to_owned(),
        Dim::Plain(1) => "s".to_owned(),
        Dim::Plain(power) => format!("s^{power}"),
    }
}

pub(super) fn design_entry(design: &DesignRecord) -> Value {
    let fits: Map<String, Value> = match &design.result {
        DesignResult::Curve { .. } | DesignResult::Factorial(_) | DesignResult::Map(_) => Map::new(),
        DesignResult::Grid { values, rows, readings, .. } => {
            let met = |row: &[bool]| -> Vec<f64> {
                values.iter().zip(row).filter(|(_, fits)| **fits).map(|(value, _)| *value).collect()
            };
            let of = |row: &GridRow| {
                let by_reading = readings.iter().zip(&row.fits).map(|(id, fits)| (id.to_string(), json!(met(fits))));
                Value::Object(by_reading.collect())
            };
            rows.iter().map(|row| (row.run.to_string(), of(row))).collect()
        }
    };
    let mut entry = json!({
        "scenario": design.scenario.to_string(),
        "engine": design.engine,
        "output": design.output.to_string(),
        "fits": fits,
    });
    if let DesignResult::Factorial(factorial) = &design.result {
        entry["factorial"] = factorial_entry(factorial);
    }
    if let DesignResult::Map(map) = &design.result {
        entry["map"] = map_entry(map);
    }
    entry
}

/// One line per row of a panel: the means, and after a slash how many replications have no value.
fn map_entry(map: &evidence::Map) -> Value {
    let mean = |cell: &MapCell| match cell.censored {
        0 => cell.mean.to_string(),
        censored if cell.mean.is_nan() => format!("-/{censored}"),
        censored => format!("{}/{censored}", cell.mean),
    };
    let row = |cells: &[MapCell]| cells.iter().map(mean).collect::<Vec<_>>().join(" ");
    let rows = |panel: &MapPanel| panel.cells.chunks(map.over.values.len().max(1)).map(row).collect::<Vec<_>>();
    let panels: Map<String, Value> =
        map.panels.iter().map(|panel| (panel.run.to_string(), json!(rows(panel)))).collect();
    let met = |panel: &MapPanel| panel.cells.iter().filter(|cell| cell.met == Some(true)).count();
    let met: Map<String, Value> = map.panels.iter().map(|panel| (panel.run.to_string(), json!(met(panel)))).collect();
    json!({
        "measure": map.measure.as_str(),
        "replications": map.replications,
        "level": map.level,
        "means": panels,
        "met": met,
    })
}

fn factorial_entry(factorial: &Factorial) -> Value {
    let name = |ids: &[Id]| {
        let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
        if names.is_empty() { "base".to_owned() } else { names.join(" + ") }
    };
    let numbers = |numbers: [Option<f64>; 2]| json!(numbers);
    let cells: Map<String, Value> =
        factorial.cells.iter().map(|cell| (name(&cell.on), numbers([Some(cell.mean), cell.half_width_95]))).collect();
    let effects: Map<String, Value> = factorial
        .effects
        .iter()
        .map(|effect| (name(&effect.factors), numbers([Some(effect.value), effect.half_width_95])))
        .collect();
    json!({
        "measure": factorial.measure.as_str(),
        "replications": factorial.replications,
        "complete": factorial.complete,
        "means": cells,
        "effects": effects,
    })
}

/// A few cells a line: of each the critical size (`-` where none is, `*` where all are) and a
/// letter for every lesson, `n` where there is nothing to prevent. All other numbers are in the digest.
pub(super) fn what_if_entry(record: &WhatIfRecord) -> Value {
    let letter = |verdict: &CellVerdict| if verdict.nothing_to_prevent() { 'n' } else { verdict.verdict.letter() };
    let cell = |cell: &CellAnswer| {
        let critical = match cell.critical {
            Some(Critical::At(size)) => size.to_string(),
            Some(Critical::Always) => "*".to_owned(),
            Some(Critical::Never(_)) | None => "-".to_owned(),
        };
        format!("{critical}/{}", cell.verdicts.iter().map(letter).collect::<String>())
    };
    let row = |cells: &[CellAnswer]| cells.iter().map(cell).collect::<Vec<_>>().join(" ");
    json!({
        "scenario": record.scenario.to_string(),
        "engine": record.engine,
        "replications": record.replications,
        "output": record.output.to_string(),
        "lessons": record.lessons.iter().map(Id::as_str).collect::<Vec<_>>().join(" "),
        "cells": record.cells.chunks(ROW).map(row).collect::<Vec<_>>(),
    })
}

pub(super) fn verdict_entry(verdict: &LessonVerdict, evidence: &Evidence) -> Value {
    // A verdict rests on every run it names and on the ranges declared in base.
    let scenario = |id: &str| {
        let run = evidence.run(id).map(|run| run.scenario);
        run.or_else(|| evidence.design(id).map(|design| design.scenario)).map(|digest| digest.to_string())
    };
    let rests_on: Vec<Option<String>> =
        [Some(verdict.run.as_str()), verdict.against.as_ref().map(Id::as_str), Some("base")]
            .into_iter()
            .flatten()
            .map(scenario)
            .collect();
    json!({
        "run": verdict.run.as_str(),
        "scenario": rests_on,
        "engine": crate::sim::ENGINE_VERSION,
        "claim": claim(verdict),
        "verdict": verdict.verdict.word(),
        "effect": verdict.effect,
        "effect_half_width_95": verdict.effect_half_width,
        "by_construction": verdict.by_construction,
        "no_effect": verdict.no_effect,
        "left_out": {
            "no_incident": verdict.left_out.no_incident,
            "no_value": verdict.left_out.no_value,
            "not_run": verdict.left_out.not_run,
        },
        "break_even": verdict.break_even.as_ref().map(|turn| json!({
            "param": turn.param.as_str(),
            "at": turn.at,
            "tolerance": turn.tolerance,
            "holds_above": turn.holds_above,
        })),
        "tornado": tornado_entry(verdict),
        "robust": verdict.robust.as_ref().map(|robust| json!({
            "held": robust.held,
            "sets": robust.sets,
            "interval_95": [robust.interval.0, robust.interval.1],
            "deciding": robust.deciding.as_ref().map(|deciding| json!({
                "param": deciding.param.as_str(),
                "at": deciding.at,
                "holds_above": deciding.holds_above,
                "separates": deciding.separates,
            })),
        })),
    })
}

fn claim(verdict: &LessonVerdict) -> String {
    let factors: Vec<&str> = verdict.interaction.iter().map(Id::as_str).collect();
    let subject = match factors.as_slice() {
        [] => verdict.measure.to_string(),
        several => format!("{} interaction of {}", verdict.measure, several.join(" and ")),
    };
    format!("{subject} {} {}", verdict.op.sign(), verdict.bound)
}

/// One line per parameter: the effect at both ends.
fn tornado_entry(verdict: &LessonVerdict) -> Value {
    let effect = |effect: Option<f64>| effect.map_or_else(|| "-".to_owned(), |effect| effect.to_string());
    let row = |row: &TornadoRow| format!("{} to {}", effect(row.at_low), effect(row.at_high));
    let rows: Map<String, Value> = verdict.tornado.iter().map(|one| (one.param.to_string(), json!(row(one)))).collect();
    json!({ "replications": verdict.tornado_replications, "declared": verdict.tornado_declared, "effects": rows })
}
