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
pub struct LockError {
    /// What is wrong.
    pub message: String,
    /// The entry it stands in, when it stands in one.
    pub entry: Option<String>,
}

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
        let file: File = serde_json::from_str(text)
            .map_err(|error| LockError { message: error.to_string(), entry: entry_at(text, error.line()) })?;
        if file.schema != SCHEMA {
            let message = format!("schema {} is not the {SCHEMA} that this version writes", file.schema);
            return Err(LockError { message, entry: None });
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

/// Names the entry that a line of the canonical text (from 1) stands in.
fn entry_at(text: &str, line: usize) -> Option<String> {
    let name = |line: &str| line.strip_prefix("    \"")?.split_once("\": ").map(|(name, _)| name.to_owned());
    let lines: Vec<&str> = text.lines().take(line).collect();
    lines.into_iter().rev().find_map(name)
}

/// Indents an entry as it stands in the file.
fn pretty(value: &Value) -> String {
    format!("{value:#}").replace('\n', "\n    ")
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
        "fidelity": run.fidelity.word(),
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
        DesignResult::Curve { .. } | DesignResult::Factorial(_) => Map::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = include_str!("../../incidents/2024-12-11-openai-telemetry/runs.lock");

    /// Says whether a record with one byte changed is found out, naming the entry.
    fn found(recorded: &Lock, text: &str, name: &str) -> bool {
        match Lock::parse(text) {
            Ok(changed) => changed.changes(recorded).iter().any(|(entry, _)| entry == name),
            Err(error) => error.entry.as_deref() == Some(name),
        }
    }

    #[test]
    fn the_text_of_a_record_is_canonical() {
        assert_eq!(Lock::parse(RECORD).expect("it is a record").text(), RECORD);
    }

    #[test]
    fn no_digit_of_an_entry_can_change_unseen() {
        let recorded = Lock::parse(RECORD).expect("it is a record");
        let mut tried = 0;
        for (name, text) in recorded.entries.iter().step_by(7) {
            let alone = Lock { entries: BTreeMap::from([(name.clone(), text.clone())]) };
            let text = alone.text();
            let start = text.find(name).expect("it is in its own text") + name.len();
            for (at, digit) in text.char_indices().filter(|(at, c)| *at > start && c.is_ascii_digit()) {
                for other in ('0'..='9').filter(|other| *other != digit) {
                    let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                    assert!(found(&alone, &changed, name), "{name}: {digit} to {other} at {at}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 10_000, "only {tried} changes were tried");
    }

    #[test]
    fn a_digit_that_makes_a_number_unreadable_is_named_by_its_entry() {
        let entry = |name: &str| (name.to_owned(), pretty(&json!({ "engine": 1, "n": 10 })));
        let text = Lock { entries: [entry("runs/base"), entry("runs/other")].into() }.text();
        let at = text.rfind("10").expect("it holds a number");
        let error = Lock::parse(&format!("{}00{}", &text[..at], &text[at + 2..])).expect_err("`00` is no number");
        assert_eq!(error.entry.as_deref(), Some("runs/other"), "{error:?}");
        let error = Lock::parse(&text.replacen("\"schema\": 1", "\"schema\": 9", 1)).expect_err("a later version");
        assert_eq!(error.entry, None, "{error:?}");
    }
}
