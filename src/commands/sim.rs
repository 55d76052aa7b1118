//! `nidan sim`: runs from the terminal.

mod compare;
mod guard;
mod run;
mod what_if;

use std::path::Path;

use clap::{Args, Subcommand};

use super::evidence::{self, Record, lock_path, read_lock, write_lock};
use super::{Context, Failure, Outcome, incident, open, open_alone};
use crate::base::diag::{Diagnostic, Report, nearest};
use crate::check;
use crate::model::scenario::Model;
use crate::model::{Incident, KnowledgeBase};
use crate::runs::RunError;
use crate::runs::lock::Lock;
use crate::ui::{self, Format};

/// Run, compare, record and verify load models
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run models and print their measures
    Run(run::RunArgs),
    /// Say in words what differs between two runs, replication by replication
    Compare(compare::CompareArgs),
    /// Answer "would it hit us?" with your own numbers: critical size, margin, what each lesson is worth
    WhatIf(what_if::WhatIfArgs),
    /// Repeat every run and name the first difference from the record
    Verify(Ids),
    /// Accept what the runs give now as the record
    Record(Ids),
}

impl Command {
    /// Returns the model file that is run by itself, outside any knowledge base.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::Run(args) => args.file(),
            Self::Compare(args) => args.file(),
            Self::WhatIf(args) => args.file(),
            Self::Verify(_) | Self::Record(_) => None,
        }
    }
}

/// Says whether a name is that of a model file rather than of an incident.
fn model_file(name: &str) -> Option<&Path> {
    Some(Path::new(name)).filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
}

/// Finds the incident of a name; a model file that is run by itself is the only one there is.
fn subject<'a>(kb: &'a KnowledgeBase, name: &str) -> Result<&'a Incident, Failure> {
    match (model_file(name), kb.incidents.first()) {
        (Some(_), Some(only)) => Ok(only),
        (Some(_), None) | (None, _) => incident(kb, name),
    }
}

/// Which incidents.
#[derive(Args, Debug)]
pub struct Ids {
    /// Incidents; all when left out
    ids: Vec<String>,
}

/// Carries out a `sim` command.
///
/// # Errors
/// When the knowledge base, an incident or a run cannot be found.
pub fn run(command: &Command, context: &Context) -> Result<Outcome, Failure> {
    let loaded = match command.file() {
        Some(file) => open_alone(file, context)?,
        None => open(context)?,
    };
    let mut opened = match loaded {
        Ok(opened) => opened,
        Err(outcome) => return unanswered(command).map_or(Ok(outcome), Err),
    };
    if opened.report.has_errors() {
        let outcome = opened.settle(context);
        return unanswered(command).map_or(Ok(outcome), Err);
    }
    let mut report = Report::default();
    match command {
        Command::WhatIf(args) => return what_if::run(args, &opened.kb, (&mut opened.sources, context)),
        Command::Run(args) => run::run(args, (&opened.kb, context), &mut opened.sources, &mut report)?,
        Command::Compare(args) => {
            if let Err(error) = compare::run(args, &opened.kb, context)? {
                report.push(finding(&error));
            }
        }
        Command::Verify(ids) => {
            for incident in chosen(&opened.kb, &ids.ids)? {
                verify(incident, context, &mut report)?;
            }
        }
        Command::Record(ids) => {
            for incident in chosen(&opened.kb, &ids.ids)? {
                record(incident, context, &mut report)?;
            }
        }
    }
    // Standard output belongs to the results, one line each: findings are for people here.
    opened.report = report;
    Ok(opened.settle(&Context { format: Format::Human, ..context.clone() }))
}

fn chosen<'a>(kb: &'a KnowledgeBase, ids: &[String]) -> Result<Vec<&'a Incident>, Failure> {
    if ids.is_empty() {
        return Ok(kb.incidents.iter().filter(|incident| incident.model.is_some()).collect());
    }
    ids.iter().map(|id| incident(kb, id)).collect()
}

fn verify(incident: &Incident, context: &Context, report: &mut Report) -> Result<(), Failure> {
    let path = lock_path(&context.root, incident);
    let recorded = match read_lock(&path, incident, report)? {
        Record::Read(lock) => lock,
        Record::Broken => return Ok(()),
        Record::Missing => {
            let message = format!("there is no record of `{}` yet", incident.id);
            return Err(Failure::new(message, "run `nidan build` or `nidan sim record` first"));
        }
    };
    let mut findings = Report::default();
    let Some(evidence) = evidence::run(incident, &mut findings) else {
        report.merge(findings);
        return Ok(());
    };
    let now = Lock::of(&evidence);
    evidence::compare(incident, &recorded, &now, true, &mut findings);
    if !findings.has_errors() {
        let count = evidence.runs.len() + evidence.designs.len();
        ui::result(&format!(
            "{}: {count} runs repeat to the bit, {} verdicts stand",
            incident.id,
            evidence.verdicts.len()
        ));
    }
    report.merge(findings);
    Ok(())
}

fn record(incident: &Incident, context: &Context, report: &mut Report) -> Result<(), Failure> {
    if let Some(evidence) = evidence::run(incident, report) {
        let path = lock_path(&context.root, incident);
        write_lock(&path, &Lock::of(&evidence))?;
        ui::result(&format!("{}: recorded {} runs", incident.id, evidence.runs.len() + evidence.designs.len()));
    }
    Ok(())
}

/// Exit code 1 of `what-if` says "hit": a knowledge base with errors is no answer.
fn unanswered(command: &Command) -> Option<Failure> {
    match command {
        Command::WhatIf(_) => {
            Some(Failure::new("the knowledge base has errors, so nothing was asked of its models", "mend them first"))
        }
        Command::Run(_) | Command::Compare(_) | Command::Verify(_) | Command::Record(_) => None,
    }
}

/// A run that cannot be simulated, as a finding at its line.
fn finding(error: &RunError) -> Diagnostic {
    Diagnostic::error(check::RUN, error.span, error.to_string())
}

fn run_names(model: &Model) -> String {
    model.runs.iter().map(|run| run.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// Says that a model has no such run or design, and which are near.
fn no_run(model: &Model, incident: &Incident, name: &str) -> Failure {
    let designs = model.designs.iter().map(|design| design.id.as_str());
    let known: Vec<&str> = model.runs.iter().map(|run| run.id.as_str()).chain(designs).collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Failure::new(format!("`{}` has no run `{name}`", incident.id), hint)
}

/// Says that an incident has nothing to run.
fn without_model(incident: &Incident) -> Failure {
    let message = format!("`{}` has no load model", incident.id);
    Failure::new(message, format!("add `incidents/{}/model.yaml`; docs/model.md says how", incident.id))
}
