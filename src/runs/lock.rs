//! `runs.lock`: what each run gave, committed beside the model.
//!
//! The file is canonical text: one entry per run, design and verdict. Entries are compared as text, so a digit changed
//! anywhere is found, also one that would parse to the same float.

mod entry;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::evidence::Evidence;
use super::trace::{self, Parting};
use entry::{design_entry, read_trace, run_entry, verdict_entry, what_if_entry};

pub use entry::{measure_entry, stopping_entry, unit};

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
        /// The replication, series and stretch of time in which a run first differs.
        parting: Option<Parting>,
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
        if let Some(what_if) = &evidence.what_if {
            put("what-if/cells".to_owned(), &what_if_entry(what_if));
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

    /// Compares only what has been run now: the rest of the record stays as it is, and is not held against it.
    pub fn changes_of_some(&self, now: &Self) -> Vec<(String, Change)> {
        let mut changes = self.changes(now);
        changes.retain(|(_, change)| *change != Change::Removed);
        changes
    }

    /// Puts the entries of `now` over its own; the others stay.
    pub fn absorb(&mut self, now: Self) {
        self.entries.extend(now.entries);
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
        return Change::Results { detail: "the entry cannot be read".to_owned(), parting: None };
    };
    if old["engine"] != new["engine"] && old["engine"].is_number() {
        return Change::Engine { same_verdict: old["verdict"] == new["verdict"] };
    }
    if old["scenario"] != new["scenario"] || old["seed"] != new["seed"] {
        return Change::Scenario;
    }
    let detail = first_difference("", &old, &new).unwrap_or_else(|| "the entry is written differently".to_owned());
    let traces = read_trace(&old["trace"]).zip(read_trace(&new["trace"]));
    Change::Results { detail, parting: traces.map(|(old, new)| trace::parting(&old, &new)).filter(Parting::is_any) }
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
    (old != new).then(|| format!("`{path}` is recorded as {}, the run gives {}", brief(old), brief(new)))
}

/// Writes a value, a long text cut short.
fn brief(value: &Value) -> String {
    const LENGTH: usize = 80;
    let long = value.as_str().filter(|text| text.len() > LENGTH && text.is_ascii());
    long.map_or_else(|| value.to_string(), |text| format!("\"{}…\"", &text[..LENGTH]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
