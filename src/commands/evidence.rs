//! Runs and their record: what commands share that simulate.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use chrono::{TimeDelta, Timelike};

use crate::base::diag::{Diagnostic, Report, RuleId, Severity};
use crate::base::math;
use crate::base::source::{SourceMap, Span};
use crate::check;
use crate::model::Incident;
use crate::publish;
use crate::runs::evidence::Evidence;
use crate::runs::lab::Lab;
use crate::runs::lock::{Change, Lock, LockError};
use crate::runs::store::Store;
use crate::runs::{self};
use crate::ui;

/// Where an incident's record lies.
pub(super) fn lock_path(root: &Path, incident: &Incident) -> PathBuf {
    root.join("incidents").join(incident.id.as_str()).join("runs.lock")
}

/// Writes down all that evidence depends on: the model's file, the day and zone that its times are read in, the claims. `None`
/// without a model.
pub(super) fn made_from(incident: &Incident, sources: &SourceMap) -> Option<String> {
    let model = incident.model.as_ref()?;
    let claims = incident.lessons.iter().filter_map(|lesson| {
        let claim = lesson.claim.as_ref()?;
        Some(format!("{}: {}\n", lesson.entry.id, claim.written))
    });
    let claims: String = claims.collect();
    Some(format!("{} {}\n{claims}{}", incident.id, incident.zone, sources.file(model.span.file).text))
}

/// Runs an incident's model, every replication of it; a run that cannot be simulated is a finding.
pub(super) fn run(incident: &Incident, report: &mut Report) -> Option<Evidence> {
    simulated(incident, None, report)
}

/// Runs an incident's model, and takes from the store what has been computed before.
///
/// What is kept must not contradict the record: then everything is computed anew, and that is what counts.
pub(super) fn run_kept(incident: &Incident, (root, store): (&Path, &Store), report: &mut Report) -> Option<Evidence> {
    let evidence = simulated(incident, Some(store), report)?;
    if contradicts(&lock_path(root, incident), &Lock::of(&evidence)) {
        return simulated(incident, Some(&Store::open_distrusted(root)), report);
    }
    Some(evidence)
}

fn simulated(incident: &Incident, store: Option<&Store>, report: &mut Report) -> Option<Evidence> {
    let watch = ui::Replications::new(incident.id.as_str());
    let lab = Lab::alone().with_store(store).with_watch(&watch);
    match runs::evidence(incident, lab) {
        Ok(evidence) => evidence,
        Err(error) => {
            report.push(Diagnostic::error(check::RUN, error.span, error.to_string()));
            None
        }
    }
}

/// Says how much was not computed but kept from before.
pub(super) fn tell_kept(store: &Store) {
    let (kept, computed) = store.counts();
    if kept > 0 {
        let all = kept + computed;
        ui::note(&format!("{kept} of {all} replications were kept from before (`.nidan/runs`, safe to delete)"));
    }
}

/// Says whether the record has another result for the same scenario, seed and engine.
pub(super) fn contradicts(path: &Path, now: &Lock) -> bool {
    let recorded = fs::read_to_string(path).ok().and_then(|text| Lock::parse(&text).ok());
    let is_result = |(_, change): &(String, Change)| matches!(change, Change::Results { .. });
    recorded.is_some_and(|recorded| recorded.changes(now).iter().any(is_result))
}

/// The record of an incident.
pub(super) enum Record {
    /// There is none yet.
    Missing,
    /// It is there, but one of its entries cannot be read; a finding says which.
    Broken,
    /// It is there.
    Read(Lock),
}

/// Reads the record of an incident.
pub(super) fn read_lock(path: &Path, incident: &Incident, report: &mut Report) -> Result<Record, Failure> {
    if !path.exists() {
        return Ok(Record::Missing);
    }
    let text = fs::read_to_string(path)
        .map_err(|error| Failure { message: format!("cannot read `{}`: {error}", path.display()), hint: None })?;
    let hint = "take the file back from version control, or remove it and run `nidan sim record`";
    match Lock::parse(&text) {
        Ok(lock) => Ok(Record::Read(lock)),
        Err(LockError { message, entry: Some(entry) }) => {
            let message = format!("the record of `{}/{entry}` cannot be read: {message}", incident.id);
            report.push(Diagnostic::new(check::LOCK, Severity::Error, span_of(incident, &entry), message).hint(hint));
            Ok(Record::Broken)
        }
        Err(LockError { message, entry: None }) => {
            Err(Failure::new(format!("`{}` is no record: {message}", path.display()), hint))
        }
    }
}

/// Writes the record.
pub(super) fn write_lock(path: &Path, lock: &Lock) -> Result<(), Failure> {
    publish::write_file(path, lock.text().as_bytes()).map_err(|error| super::build::failure(&error))
}

/// Compares runs with the record; says in findings what differs.
///
/// `locked`: every difference is an error, as for a build that must not change its sources.
pub(super) fn compare(incident: &Incident, recorded: &Lock, now: &Lock, locked: bool, report: &mut Report) {
    tell(incident, recorded.changes(now), locked, report);
}

fn tell(incident: &Incident, changes: Vec<(String, Change)>, locked: bool, report: &mut Report) {
    for (entry, change) in changes {
        let place = format!("`{}/{}`", incident.id, entry);
        let Some((rule, severity, message, hint)) = describe(&change, &place, locked) else { continue };
        let parted = parting(&change, incident, &entry).map(|words| format!("; {words}")).unwrap_or_default();
        let finding = Diagnostic::new(rule, severity, span_of(incident, &entry), message + &parted);
        report.push(finding.hint(hint));
    }
}

/// Finds the line of a run, design or lesson that an entry of the record is about.
fn span_of(incident: &Incident, entry: &str) -> Option<Span> {
    let model = incident.model.as_ref()?;
    let (kind, name) = entry.split_once('/')?;
    let found = match kind {
        "runs" => model.runs.iter().find(|run| run.id.as_str() == name).map(|run| run.span),
        "designs" => model.designs.iter().find(|design| design.id.as_str() == name).map(|design| design.span),
        "what-if" => model.what_if.as_ref().map(|asked| Span { end: asked.span.start, ..asked.span }),
        _ => {
            incident.lessons.iter().find(|lesson| lesson.entry.id.as_str() == name).map(|lesson| lesson.entry.fact.span)
        }
    };
    // The base run is the whole model: its first line stands for it.
    found.map(|span| if span == model.span { Span { end: span.start, ..span } } else { span })
}

/// Says in which replication, series and stretch of time a run first differs from its record.
fn parting(change: &Change, incident: &Incident, entry: &str) -> Option<String> {
    let Change::Results { parting: Some(parting), .. } = change else { return None };
    let name = entry.strip_prefix("runs/")?;
    let model = incident.model.as_ref()?;
    let clock = model.runs.iter().find(|run| run.id.as_str() == name)?.scenario.clock;
    let replication = parting.replications.map(|(first, last)| {
        if first == last { format!("replication {first}") } else { format!("one of replications {first} to {last}") }
    });
    let series = parting.series.as_ref().map(|series| format!("`{series}`"));
    let stretch = parting.slice.map(|(slice, of)| {
        let steps = math::round(clock.horizon / clock.step);
        let edge = |slice: usize| math::floor(slice as f64 * steps / of as f64) * clock.step;
        let time = |seconds: f64| {
            let at = (clock.start + TimeDelta::milliseconds((seconds * 1000.0) as i64)).with_timezone(&incident.zone);
            let day = clock.start.with_timezone(&incident.zone).date_naive();
            let shape = if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
            let date = if at.date_naive() == day { String::new() } else { at.format("%Y-%m-%d ").to_string() };
            date + &at.format(shape).to_string()
        };
        format!("between {} and {}", time(edge(slice)), time(edge(slice + 1)))
    });
    let parts: Vec<String> = [replication, series, stretch].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("the first difference is in {}", parts.join(", ")))
}

fn describe(change: &Change, place: &str, locked: bool) -> Option<(RuleId, Severity, String, &'static str)> {
    let update = "run `nidan build` without `--locked` or `nidan sim record`, read the change, and commit runs.lock";
    let moved = |what: &str| locked.then(|| (check::LOCK, Severity::Error, format!("{place}{what}"), update));
    match change {
        Change::Added => moved(" is not on record yet"),
        Change::Removed => moved(" is on record but no longer in the model"),
        Change::Scenario => moved(": the scenario differs from the recorded one"),
        Change::Engine { same_verdict: true } => Some((
            check::LOCK,
            if locked { Severity::Error } else { Severity::Warning },
            format!("{place} was recorded with another engine; its verdict is the same"),
            "run `nidan sim record` to record it anew",
        )),
        Change::Engine { same_verdict: false } => Some((
            check::DIGEST,
            Severity::Error,
            format!("{place} was recorded with another engine, and its verdict has changed"),
            "read the change, then run `nidan sim record` to accept it",
        )),
        Change::Results { detail, .. } => Some((
            check::DIGEST,
            Severity::Error,
            format!("{place} does not repeat: {detail}"),
            "same scenario, seed and engine must give the same bytes: was runs.lock edited?",
        )),
    }
}

/// Says whether bringing the record up to date is allowed: nothing in it may contradict the runs.
pub(super) fn may_update(changes: &[(String, Change)]) -> bool {
    changes.iter().all(|(_, change)| match change {
        Change::Added | Change::Removed | Change::Scenario => true,
        Change::Engine { .. } | Change::Results { .. } => false,
    })
}

/// Holds some of an incident's runs against the record, and brings their entries up to date unless it is `locked`.
///
/// # Errors
/// When the record can be neither read nor written.
pub(super) fn settle_some(
    (root, incident): (&Path, &Incident),
    now: Lock,
    locked: bool,
    report: &mut Report,
) -> Result<(), Failure> {
    let path = lock_path(root, incident);
    let mut recorded = match read_lock(&path, incident, report)? {
        Record::Read(lock) => lock,
        Record::Missing => Lock::default(),
        Record::Broken => return Ok(()),
    };
    let changes = recorded.changes_of_some(&now);
    let update = !locked && !changes.is_empty() && may_update(&changes);
    tell(incident, changes, locked, report);
    if update {
        recorded.absorb(now);
        write_lock(&path, &recorded)?;
        tell_updated(&path);
    }
    Ok(())
}

/// Says that a record has been written.
pub(super) fn tell_updated(path: &Path) {
    ui::note(&format!("`{}` is brought up to date: read the change and commit it", path.display()));
}
