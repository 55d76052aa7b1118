//! `runs.lock`: what each run gave, committed beside the model.
//!
//! The file is canonical text: one entry per run, design and verdict. Entries are compared as text, so a digit changed
//! anywhere is found, also one that would parse to the same float.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::evidence::{DesignRecord, DesignResult, Evidence, LessonVerdict, MeasureRecord, RunRecord};

/// Version of the file's layout.
const SCHEMA: u32 = 1;

/// A lock as read: entries by name, each as the text that stands in the file.
#[derive(Debug, Default)]
pub struct Lock {
    entries: BTreeMap<String, String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    entries: BTreeMap<String, Box<RawValue>>,
}

/// How one entry of the record relates to what the program gives now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not on record yet.
    Added,
    /// On record, but gone from the model.
    Removed,
    /// The scenario is another one than the recorded.
    Scenario,
    /// The engine is another version; the words say whether the verdict is the same.
    Engine {
        /// Whether the verdict is the same.
        same_verdict: bool,
    },
    /// Same scenario, seed and engine, but other results: never allowed.
    Results {
        /// The first place that differs, recorded and given value.
        detail: String,
    },
}

/// A lock that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError(pub String);

impl Lock {
    /// Makes the lock of an incident's evidence.
    pub fn of(evidence: &Evidence) -> Self {
        let mut entries = BTreeMap::new();
        let mut put = |name: String, value: &Value| entries.insert(name, pretty(value));
        for run in &evidence.runs {
            put(format!("runs/{}", run.id), &run_entry(run));
        }
        for design in &evidence.designs {
            put(format!("designs/{}", design.id), &design_entry(design));
        }
        for verdict in &evidence.verdicts {
            put(format!("verdicts/{}", verdict.lesson), &verdict_entry(verdict, evidence));
        }
        Self { entries }
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// Text that is no lock, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let file: File = serde_json::from_str(text).map_err(|error| LockError(format!("not a lock: {error}")))?;
        if file.schema != SCHEMA {
            return Err(LockError(format!("schema {} is not the {SCHEMA} that this version writes", file.schema)));
        }
        let entries = file.entries.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect();
        Ok(Self { entries })
    }

    /// Returns the canonical text.
    pub fn text(&self) -> String {
        let entries: Vec<String> =
            self.entries.iter().map(|(name, text)| format!("    {}: {text}", Value::from(name.as_str()))).collect();
        format!("{{\n  \"schema\": {SCHEMA},\n  \"entries\": {{\n{}\n  }}\n}}\n", entries.join(",\n"))
    }

    /// Compares the record with what the program gives now; entries that agree are left out.
    pub fn changes(&self, now: &Self) -> Vec<(String, Change)> {
        let mut changes = Vec::new();
        for (name, text) in &now.entries {
            match self.entries.get(name) {
                None => changes.push((name.clone(), Change::Added)),
                Some(recorded) if recorded == text => {}
                Some(recorded) => changes.push((name.clone(), compare(recorded, text))),
            }
        }
        let gone = self.entries.keys().filter(|name| !now.entries.contains_key(*name));
        changes.extend(gone.map(|name| (name.clone(), Change::Removed)));
        changes
    }
}

/// Indents an entry as it stands in the file.
fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.replace('\n', "\n    ")
}

fn compare(recorded: &str, now: &str) -> Change {
    let (Ok(old), Ok(new)) = (serde_json::from_str::<Value>(recorded), serde_json::from_str::<Value>(now)) else {
        return Change::Results { detail: "the entry cannot be read".to_owned() };
    };
    if old["engine"] != new["engine"] && old["engine"].is_number() {
        return Change::Engine { same_verdict: old["verdict"] == new["verdict"] };
    }
    if old["scenario"] != new["scenario"] || old["seed"] != new["seed"] {
        return Change::Scenario;
    }
    let detail = first_difference("", &old, &new).unwrap_or_else(|| "the entry is written differently".to_owned());
    Change::Results { detail }
}

fn first_difference(path: &str, old: &Value, new: &Value) -> Option<String> {
    if let (Value::Object(a), Value::Object(b)) = (old, new) {
        let mut keys = b.keys().chain(a.keys().filter(|key| !b.contains_key(*key)));
        let join = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let absent = Value::Null;
        return keys.find_map(|key| {
            first_difference(&join(key), a.get(key).unwrap_or(&absent), b.get(key).unwrap_or(&absent))
        });
    }
    if let (Value::Array(a), Value::Array(b)) = (old, new)
        && a.len() == b.len()
    {
        return (0..a.len()).find_map(|at| first_difference(&format!("{path}[{at}]"), &a[at], &b[at]));
    }
    (old != new).then(|| format!("`{path}` is recorded as {old}, the run gives {new}"))
}

fn run_entry(run: &RunRecord) -> Value {
    let measures: Map<String, Value> =
        run.measures.iter().map(|measure| (measure.id.to_string(), measure_entry(measure))).collect();
    json!({
        "scenario": run.scenario.to_string(),
        "seed": run.seed,
        "engine": run.engine,
        "fidelity": "fluid",
        "replications": run.replications,
        "output": run.output.to_string(),
        "measures": measures,
    })
}

/// The shape of one measure, here and in `sim run --format json`.
pub fn measure_entry(measure: &MeasureRecord) -> Value {
    json!({
        "unit": unit(measure.dim),
        "n": measure.n,
        "mean": measure.mean,
        "half_width_95": measure.half_width_95,
        "p05": measure.p05,
        "p50": measure.p50,
        "p95": measure.p95,
        "censored": measure.censored,
    })
}

/// Returns the unit of recorded numbers: seconds, seconds from the model's start, shares of 1, plain numbers.
pub fn unit(dim: crate::base::expr::Dim) -> String {
    use crate::base::expr::Dim;
    match dim {
        Dim::Truth => "truth".to_owned(),
        Dim::Instant => "s from start".to_owned(),
        Dim::Share => "share".to_owned(),
        Dim::Plain(0) => "1".to_owned(),
        Dim::Plain(1) => "s".to_owned(),
        Dim::Plain(power) => format!("s^{power}"),
    }
}

fn design_entry(design: &DesignRecord) -> Value {
    let fits: Map<String, Value> = match &design.result {
        DesignResult::Curve { .. } => Map::new(),
        DesignResult::Grid { values, rows, readings, .. } => {
            let met = |row: &[bool]| -> Vec<f64> {
                values.iter().zip(row).filter(|(_, fits)| **fits).map(|(value, _)| *value).collect()
            };
            let of = |row: &super::evidence::GridRow| {
                let by_reading = readings.iter().zip(&row.fits).map(|(id, fits)| (id.to_string(), json!(met(fits))));
                Value::Object(by_reading.collect())
            };
            rows.iter().map(|row| (row.run.to_string(), of(row))).collect()
        }
    };
    json!({
        "scenario": design.scenario.to_string(),
        "engine": design.engine,
        "output": design.output.to_string(),
        "fits": fits,
    })
}

fn verdict_entry(verdict: &LessonVerdict, evidence: &Evidence) -> Value {
    // A verdict rests on every run it names and on the ranges declared in base.
    let scenario = |id: &str| evidence.run(id).map(|run| run.scenario.to_string());
    let rests_on: Vec<Option<String>> =
        [Some(verdict.run.as_str()), verdict.against.as_ref().map(crate::model::Id::as_str), Some("base")]
            .into_iter()
            .flatten()
            .map(scenario)
            .collect();
    json!({
        "run": verdict.run.as_str(),
        "scenario": rests_on,
        "engine": crate::sim::ENGINE_VERSION,
        "claim": format!("{} {} {}", verdict.measure, verdict.op.sign(), verdict.bound),
        "verdict": verdict.verdict.word(),
        "effect": verdict.effect,
        "effect_half_width_95": verdict.effect_half_width,
        "by_construction": verdict.by_construction,
        "robust": verdict.robust.as_ref().map(|robust| json!({
            "held": robust.held,
            "sets": robust.sets,
            "deciding": robust.deciding.as_ref().map(|deciding| json!({
                "param": deciding.param.as_str(),
                "at": deciding.at,
                "holds_above": deciding.holds_above,
                "separates": deciding.separates,
            })),
        })),
    })
}
