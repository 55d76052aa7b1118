//! `nidan sim`: runs from the terminal.

use clap::{Args, Subcommand};

use super::evidence::{self, Record, lock_path, read_lock, write_lock};
use super::{Context, Failure, Outcome, incident, open};
use crate::base::diag::Report;
use crate::model::Incident;
use crate::render::data;
use crate::runs::evidence::{DesignRecord, RunRecord};
use crate::runs::lock::Lock;
use crate::runs::{self};
use crate::ui::{self, Format};

/// Run, record and verify load models
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run models and print their measures
    Run(RunArgs),
    /// Repeat every run and name the first difference from the record
    Verify(Ids),
    /// Accept what the runs give now as the record
    Record(Ids),
}

/// Which runs, and how.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// Incidents or single runs: `ID` or `ID/RUN`; all when left out
    names: Vec<String>,
    /// Number of replications instead of the model's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    replications: Option<u32>,
    /// Master seed instead of the model's
    #[arg(long)]
    seed: Option<u64>,
    /// Print series over time as CSV instead of measures
    #[arg(long)]
    series: bool,
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
    let mut opened = match open(context)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    if opened.report.has_errors() {
        return Ok(opened.settle(context));
    }
    let mut report = Report::default();
    match command {
        Command::Run(args) => run_named(args, &opened.kb, context, &mut report)?,
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

fn chosen<'a>(kb: &'a crate::model::KnowledgeBase, ids: &[String]) -> Result<Vec<&'a Incident>, Failure> {
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

fn run_named(
    args: &RunArgs,
    kb: &crate::model::KnowledgeBase,
    context: &Context,
    report: &mut Report,
) -> Result<(), Failure> {
    let all: Vec<String> = kb.incidents.iter().map(|incident| incident.id.to_string()).collect();
    let names = if args.names.is_empty() { &all } else { &args.names };
    for name in names {
        let (id, run) = name.split_once('/').map_or((name.as_str(), None), |(id, run)| (id, Some(run)));
        let incident = incident(kb, id)?;
        let Some(model) = &incident.model else { continue };
        let mut model = model.clone();
        for run in &mut model.runs {
            run.scenario.replications = args.replications.unwrap_or(run.scenario.replications);
            run.scenario.seed = args.seed.unwrap_or(run.scenario.seed);
        }
        let printer = Printer { incident, args, format: context.format };
        match runs::some(&model, run) {
            Ok((runs, designs)) => {
                if runs.is_empty() && designs.is_empty() {
                    let known: Vec<&str> = model.runs.iter().map(|run| run.id.as_str()).collect();
                    let hint = format!("there are: {}", known.join(", "));
                    return Err(Failure::new(format!("`{id}` has no run `{}`", run.unwrap_or_default()), hint));
                }
                for run in &runs {
                    printer.run(run);
                }
                for design in &designs {
                    printer.design(design);
                }
            }
            Err(error) => {
                report.push(crate::base::diag::Diagnostic::error(crate::check::RUN, error.span, error.to_string()));
            }
        }
    }
    Ok(())
}

struct Printer<'a> {
    incident: &'a Incident,
    args: &'a RunArgs,
    format: Format,
}

impl Printer<'_> {
    fn run(&self, run: &RunRecord) {
        if self.args.series {
            ui::result(data::run_csv(run, self.start()).trim_end());
        } else if self.format == Format::Json {
            ui::result(&data::run_value(self.incident, run).to_string());
        } else {
            ui::result(&data::run_table(self.incident, run));
        }
    }

    fn design(&self, design: &DesignRecord) {
        if self.format == Format::Json {
            ui::result(&data::design_value(self.incident, design).to_string());
        } else {
            ui::result(&format!("{}/{}", self.incident.id, design.id));
            ui::result(data::design_csv(design).trim_end());
        }
    }

    fn start(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.incident.model.as_ref().map(|model| model.base().scenario.clock.start)
    }
}
