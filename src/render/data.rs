//! Runs as data: CSV and JSON for other tools, a table for the terminal.

pub mod catalog;
pub mod incident;
pub mod site;

mod map_data;
mod words;

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use crate::base::expr::Dim;
use crate::base::lang::Lang;
use crate::base::source::display_width;
use crate::model::{Id, Incident};
use crate::runs::evidence::{DesignRecord, DesignResult, Factorial, MeasureRecord, RunRecord, Stopped};
use crate::runs::lock::{measure_entry, stopping_entry, unit};
use crate::text::{ClockFace, Texts};

/// Returns the series of a run as CSV: seconds, time, then mean, 5th and 95th percentile of each.
pub fn run_csv(run: &RunRecord, start: Option<DateTime<Utc>>) -> String {
    let mut head = vec!["seconds".to_owned(), "time_utc".to_owned()];
    for series in &run.series {
        head.extend(["mean", "p05", "p95"].map(|part| format!("{} {part} [{}]", series.name, unit(series.dim))));
    }
    let mut text = format!("{}\n", head.join(","));
    for row in 0..run.series.first().map_or(0, |series| series.mean.len()) {
        let seconds = (row + 1) as f64 * run.series[0].step;
        let time = start.map(|start| stamp(start, seconds)).unwrap_or_default();
        // Straight into the text, as there are thousands of rows; writing to a string cannot fail.
        let _ = write!(text, "{seconds},{time}");
        for series in &run.series {
            let _ = write!(text, ",{},{},{}", series.mean[row], series.p05[row], series.p95[row]);
        }
        text.push('\n');
    }
    text
}

fn stamp(start: DateTime<Utc>, seconds: f64) -> String {
    (start + TimeDelta::milliseconds((seconds * 1000.0) as i64)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns a run as the JSON value that `sim run` prints on a line.
pub fn run_value(incident: &Incident, run: &RunRecord) -> Value {
    let measures: Map<String, Value> =
        run.measures.iter().map(|measure| (measure.id.to_string(), measure_entry(measure))).collect();
    let mut value = json!({
        "incident": incident.id.as_str(),
        "run": run.id.as_str(),
        "engine": run.engine,
        "scenario_digest": run.scenario.to_string(),
        "seed": run.seed,
        "fidelity": run.fidelity.word(),
        "replications": run.replications,
        "output_digest": run.output.to_string(),
        "measures": measures,
    });
    if let Some(stopped) = &run.stopped {
        value["stopping"] = stopping_entry(stopped);
    }
    value
}

/// Returns a run as indented JSON: the same with its overrides, its clock, and every replication's values.
pub fn run_json(incident: &Incident, run: &RunRecord) -> String {
    let mut value = run_value(incident, run);
    let model = incident.model.as_ref();
    let overrides = model.and_then(|model| model.run(&run.id)).map(|run| run.overrides.as_slice()).unwrap_or_default();
    let overrides: Map<String, Value> = overrides.iter().map(|(path, text)| (path.clone(), json!(text))).collect();
    value["overrides"] = Value::Object(overrides);
    value["clock_start_utc"] = json!(model.map(|model| stamp(model.base().scenario.clock.start, 0.0)));
    for measure in &run.measures {
        value["measures"][measure.id.as_str()]["values"] = json!(measure.values);
    }
    pretty(&value)
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Returns a design as CSV: for a grid one row per run and value, for a curve one per value.
pub fn design_csv(design: &DesignRecord) -> String {
    match &design.result {
        DesignResult::Grid { param, dim, values, rows, readings } => {
            let measures = rows.first().map(|row| row.means.iter().map(|(id, _)| id.to_string())).into_iter().flatten();
            let mut head = vec!["run".to_owned(), format!("{param} [{}]", unit(*dim))];
            head.extend(measures);
            head.extend(readings.iter().map(|reading| format!("fits {reading}")));
            let mut text = format!("{}\n", head.join(","));
            for row in rows {
                for (at, value) in values.iter().enumerate() {
                    let mut cells = vec![row.run.to_string(), value.to_string()];
                    cells.extend(row.means.iter().map(|(_, means)| means[at].to_string()));
                    cells.extend(row.fits.iter().map(|fits| fits[at].to_string()));
                    text.push_str(&cells.join(","));
                    text.push('\n');
                }
            }
            text
        }
        DesignResult::Curve { variable, values, columns } => {
            let names = columns.iter().map(|(id, _)| id.to_string());
            let head: Vec<String> = std::iter::once(variable.to_string()).chain(names).collect();
            let mut text = format!("{}\n", head.join(","));
            for (at, value) in values.iter().enumerate() {
                let cells = columns.iter().map(|(_, column)| column[at].to_string());
                let cells: Vec<String> = std::iter::once(value.to_string()).chain(cells).collect();
                text.push_str(&cells.join(","));
                text.push('\n');
            }
            text
        }
        DesignResult::Factorial(factorial) => factorial_csv(factorial),
        DesignResult::Map(map) => map_data::csv(map),
    }
}

/// One row per combination, effect and comparison with base; factors are joined by `+`.
fn factorial_csv(factorial: &Factorial) -> String {
    let of_difference = if factorial.dim == Dim::Instant { Dim::DURATION } else { factorial.dim };
    let value = format!("{} [{}]", factorial.measure, unit(factorial.dim));
    let mut text = format!("what,on,{value},± 95% [{}],share of base,share ± 95%,without\n", unit(of_difference));
    let joined = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join("+");
    let cell = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut row = |what: &str, on: &[Id], numbers: [Option<f64>; 4], without: &str| {
        let numbers = numbers.map(cell).join(",");
        text.push_str(&[what, &joined(on), &numbers, without].join(","));
        text.push('\n');
    };
    for one in &factorial.cells {
        row("combination", &one.on, [Some(one.mean), one.half_width_95, None, None], &one.censored.to_string());
    }
    for one in &factorial.effects {
        let what = if one.factors.len() == 1 { "effect" } else { "interaction" };
        row(what, &one.factors, [Some(one.value), one.half_width_95, None, None], "");
    }
    for one in &factorial.against_base {
        let numbers = [Some(one.difference), one.difference_half_width_95, one.ratio, one.ratio_half_width_95];
        row("beside base", &one.on, numbers, "");
    }
    text
}

fn factorial_value(factorial: &Factorial) -> Value {
    let names = |ids: &[Id]| json!(ids.iter().map(Id::as_str).collect::<Vec<_>>());
    let of_difference = if factorial.dim == Dim::Instant { Dim::DURATION } else { factorial.dim };
    let cells = factorial.cells.iter().map(|one| {
        json!({"on": names(&one.on), "mean": one.mean, "half_width_95": one.half_width_95, "censored": one.censored, "values": one.values})
    });
    let effects = factorial
        .effects
        .iter()
        .map(|one| json!({"factors": names(&one.factors), "value": one.value, "half_width_95": one.half_width_95}));
    let against_base = factorial.against_base.iter().map(|one| {
        json!({
            "on": names(&one.on),
            "difference": one.difference,
            "difference_half_width_95": one.difference_half_width_95,
            "ratio": one.ratio,
            "ratio_half_width_95": one.ratio_half_width_95,
        })
    });
    json!({
        "measure": factorial.measure.as_str(),
        "unit": unit(factorial.dim),
        "effect_unit": unit(of_difference),
        "factors": names(&factorial.factors),
        "replications": factorial.replications,
        "complete": factorial.complete,
        "combinations": cells.collect::<Vec<_>>(),
        "effects": effects.collect::<Vec<_>>(),
        "against_base": against_base.collect::<Vec<_>>(),
    })
}

/// Returns a design as indented JSON.
pub fn design_json(incident: &Incident, design: &DesignRecord) -> String {
    pretty(&design_value(incident, design))
}

/// Returns a design as a JSON value.
pub fn design_value(incident: &Incident, design: &DesignRecord) -> Value {
    let result = match &design.result {
        DesignResult::Grid { param, dim, values, rows, readings } => {
            let row = |row: &crate::runs::evidence::GridRow| {
                let means: Map<String, Value> =
                    row.means.iter().map(|(id, means)| (id.to_string(), json!(means))).collect();
                let fits: Map<String, Value> =
                    readings.iter().zip(&row.fits).map(|(id, fits)| (id.to_string(), json!(fits))).collect();
                json!({"run": row.run.as_str(), "means": means, "fits": fits})
            };
            json!({
                "param": param.as_str(),
                "unit": unit(*dim),
                "values": values,
                "rows": rows.iter().map(row).collect::<Vec<_>>(),
            })
        }
        DesignResult::Curve { variable, values, columns } => {
            let columns: Map<String, Value> =
                columns.iter().map(|(id, column)| (id.to_string(), json!(column))).collect();
            json!({"variable": variable.as_str(), "values": values, "columns": columns})
        }
        DesignResult::Factorial(factorial) => factorial_value(factorial),
        DesignResult::Map(map) => map_data::value(map),
    };
    json!({
        "incident": incident.id.as_str(),
        "design": design.id.as_str(),
        "engine": design.engine,
        "scenario_digest": design.scenario.to_string(),
        "output_digest": design.output.to_string(),
        "result": result,
    })
}

/// Returns the measures of a run as a table for the terminal, in the incident's zone.
pub fn run_table(incident: &Incident, run: &RunRecord) -> String {
    let head = ["measure", "mean", "± 95%", "p05", "p50", "p95", "no value"].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    let texts = Texts::new(Lang::EN);
    for measure in &run.measures {
        rows.push(row((incident, &texts), measure, run.random));
    }
    let widths: Vec<usize> =
        (0..head.len()).map(|column| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0)).collect();
    let mut text = format!(
        "{}/{}  {}, {} replication(s), seed {}, engine {}\n",
        incident.id,
        run.id,
        run.fidelity.word(),
        run.replications,
        run.seed,
        run.engine
    );
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let pad = " ".repeat(width - display_width(cell));
            if column == 0 { format!("{cell}{pad}") } else { format!("{pad}{cell}") }
        });
        text.push_str("  ");
        text.push_str(&cells.collect::<Vec<_>>().join("  "));
        text.push('\n');
    }
    if run.measures.is_empty() {
        text.push_str("  nothing is measured: add `measures`, such as `worst: peak(BLOCK.load)`, or print the series with `--series`\n");
    }
    if let Some(stopped) = &run.stopped {
        text.push_str(&stopping(stopped));
    }
    let digests = format!("  scenario {}\n  output   {}", run.scenario, run.output);
    text + &digests
}

/// Says whether a stopping rule was met.
fn stopping(stopped: &Stopped) -> String {
    let percent = |share: f64| format!("{:.2} %", share * 100.0);
    let of = format!("half-width of `{}`", stopped.of);
    let reached = match stopped.reached {
        Some(reached) => format!("{} of the mean", percent(reached)),
        None => "no share of the mean, which is 0 or not there in every replication".to_owned(),
    };
    let target = percent(stopped.target);
    if stopped.met {
        format!("  stopped: {of} is {reached}, the target of {target} is reached\n")
    } else {
        format!(
            "  NOT reached: {of} is {reached} after the most replications, {}; the target is {target}\n",
            stopped.max
        )
    }
}

fn row(of: (&Incident, &Texts), measure: &MeasureRecord, random: bool) -> Vec<String> {
    let show = |value: f64| quantity(of, (value, measure.dim), &measure.id);
    let margin_dim = if measure.dim == Dim::Instant { Dim::DURATION } else { measure.dim };
    let margin = if random && measure.n > 1 {
        quantity(of, (measure.half_width_95, margin_dim), &measure.id)
    } else {
        String::new()
    };
    let (p05, p50, p95) = (show(measure.p05), show(measure.p50), show(measure.p95));
    let without = if measure.censored > 0 { measure.censored.to_string() } else { String::new() };
    vec![measure.id.to_string(), show(measure.mean), margin, p05, p50, p95, without]
}

fn quantity((incident, texts): (&Incident, &Texts), (value, dim): (f64, Dim), measure: &Id) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    let start = incident.model.as_ref().map(|model| model.base().scenario.clock.start).unwrap_or_default();
    texts.quantity(
        value,
        dim,
        ClockFace { start, zone: incident.zone, seconds: true, error_minutes: false }.of(measure),
    )
}
