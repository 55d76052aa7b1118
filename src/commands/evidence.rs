//! Runs and their record: what commands share that simulate.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::base::diag::{Diagnostic, Report, RuleId, Severity};
use crate::check;
use crate::model::Incident;
use crate::publish;
use crate::runs::evidence::Evidence;
use crate::runs::lock::{Change, Lock};
use crate::runs::{self};

/// Where an incident's record lies.
pub(super) fn lock_path(root: &Path, incident: &Incident) -> PathBuf {
    root.join("incidents").join(incident.id.as_str()).join("runs.lock")
}

/// Runs an incident's model; a run that cannot be simulated is a finding.
pub(super) fn run(incident: &Incident, report: &mut Report) -> Option<Evidence> {
    match runs::evidence(incident) {
        Ok(evidence) => evidence,
        Err(error) => {
            report.push(Diagnostic::error(check::RUN, error.span, error.to_string()));
            None
        }
    }
}

/// Reads the record; `None` when there is none yet.
pub(super) fn read_lock(path: &Path) -> Result<Option<Lock>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(path)
        .map_err(|error| Failure { message: format!("cannot read `{}`: {error}", path.display()), hint: None })?;
    Lock::parse(&text).map(Some).map_err(|error| {
        let message = format!("`{}`: {}", path.display(), error.0);
        Failure::new(message, "take the file back from version control, or remove it and run `nidan sim record`")
    })
}

/// Writes the record.
pub(super) fn write_lock(path: &Path, lock: &Lock) -> Result<(), Failure> {
    publish::write_file(path, lock.text().as_bytes())
        .map_err(|error| Failure { message: format!("cannot write `{}`: {error}", path.display()), hint: None })
}

/// Compares runs with the record; says in findings what differs, and whether the record may be brought up to date.
///
/// `locked`: every difference is an error, as for a build that must not change its sources.
pub(super) fn compare(incident: &Incident, recorded: &Lock, now: &Lock, locked: bool, report: &mut Report) {
    for (entry, change) in recorded.changes(now) {
        let place = format!("`{}/{}`", incident.id, entry);
        let (rule, severity, message, hint) = describe(&change, &place, locked);
        let span = incident.model.as_ref().map(|model| model.span);
        let finding = Diagnostic::new(rule, severity, span, message);
        report.push(match hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        });
    }
}

fn describe(change: &Change, place: &str, locked: bool) -> (RuleId, Severity, String, Option<String>) {
    let update = "run `nidan build` or `nidan sim record` without `--locked`, read the change, and commit runs.lock";
    let moved = if locked { Severity::Error } else { Severity::Note };
    let hint = locked.then(|| update.to_owned());
    match change {
        Change::Added => (check::LOCK, moved, format!("{place} is not on record yet"), hint),
        Change::Removed => (check::LOCK, moved, format!("{place} is on record but no longer in the model"), hint),
        Change::Scenario => (check::LOCK, moved, format!("{place}: the scenario differs from the recorded one"), hint),
        Change::Engine { same_verdict: true } => (
            check::LOCK,
            if locked { Severity::Error } else { Severity::Warning },
            format!("{place} was recorded with another engine; nothing else changed in its verdict"),
            Some("run `nidan sim record` to record it anew".to_owned()),
        ),
        Change::Engine { same_verdict: false } => (
            check::DIGEST,
            Severity::Error,
            format!("{place} was recorded with another engine, and its verdict has changed"),
            Some("read the change, then run `nidan sim record` to accept it".to_owned()),
        ),
        Change::Results { detail } => (
            check::DIGEST,
            Severity::Error,
            format!("{place} does not repeat: {detail}"),
            Some("same scenario, seed and engine must give the same bytes: was runs.lock edited?".to_owned()),
        ),
    }
}

/// Says whether bringing the record up to date is allowed: nothing in it may contradict the runs.
pub(super) fn may_update(recorded: &Lock, now: &Lock) -> bool {
    recorded.changes(now).iter().all(|(_, change)| match change {
        Change::Added | Change::Removed | Change::Scenario => true,
        Change::Engine { .. } | Change::Results { .. } => false,
    })
}
