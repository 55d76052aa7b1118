//! `nidan sim run`: runs by name, and their measures.

use std::path::Path;

use clap::Args;

use crate::base::diag::Report;
use crate::base::source::SourceMap;
use crate::commands::{Context, Failure, evidence, incident};
use crate::load::{self, model::Changes};
use crate::model::scenario::{Fidelity, Model};
use crate::model::{Id, Incident, KnowledgeBase};
use crate::render::data;
use crate::runs::evidence::{DesignRecord, Evidence, RunRecord};
use crate::runs::lab::Lab;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::runs::{self, RunError};
use crate::ui::{self, Format};

/// Which runs, and how.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// Incidents or single runs: `ID` or `ID/RUN`, all when left out; or a model file, and beside it runs of it
    names: Vec<String>,
    /// Number of replications instead of the model's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    replications: Option<u32>,
    /// Master seed instead of the model's
    #[arg(long)]
    seed: Option<u64>,
    /// How runs are computed, instead of what the model says
    #[arg(long, value_parser = fidelity)]
    fidelity: Option<Fidelity>,
    /// Print series over time as CSV instead of measures
    #[arg(long)]
    series: bool,
    /// Let no recorded run change
    #[arg(long)]
    locked: bool,
}

impl RunArgs {
    /// Returns the model file that is run by itself.
    pub(super) fn file(&self) -> Option<&Path> {
        self.names.first().and_then(|name| super::model_file(name))
    }

    /// Says whether runs are as the model declares them: only those are held against the record, and update it.
    fn as_declared(&self) -> bool {
        self.file().is_none() && self.replications.is_none() && self.seed.is_none() && self.fidelity.is_none()
    }

    /// Lists what is to be run, as `ID` or `ID/RUN`.
    fn names(&self, kb: &KnowledgeBase) -> Vec<String> {
        let all = kb.incidents.iter().map(|incident| incident.id.to_string());
        match (self.file(), self.names.len()) {
            (None, 0) | (Some(_), 1) => all.collect(),
            (None, _) => self.names.clone(),
            (Some(_), _) => all.flat_map(|id| self.names[1..].iter().map(move |run| format!("{id}/{run}"))).collect(),
        }
    }
}

/// Runs what is asked for, and takes from the store what has been computed before.
fn kept(
    model: &Model,
    (incident, name): (&Incident, Option<&str>),
    (args, context): (&RunArgs, &Context),
) -> Result<Evidence, RunError> {
    if args.file().is_some() {
        // A file run by itself has no knowledge base to keep anything in.
        let watch = ui::Replications::new(incident.id.as_str());
        let (runs, designs) = runs::some(model, name, Lab::alone().with_watch(&watch))?;
        return Ok(entries(incident, runs, designs));
    }
    let store = Store::open(&context.root);
    let simulated = |store: &Store| {
        let watch = ui::Replications::new(incident.id.as_str());
        runs::some(model, name, Lab::alone().with_watch(&watch).with_store(Some(store)))
    };
    let (runs, designs) = simulated(&store)?;
    store.trim();
    // What is kept must not contradict the record, which speaks of runs as the model declares them.
    let given = entries(incident, runs, designs);
    let path = evidence::lock_path(&context.root, incident);
    if args.as_declared() && evidence::contradicts(&path, &Lock::of(&given)) {
        let (runs, designs) = simulated(&Store::open_distrusted(&context.root))?;
        return Ok(entries(incident, runs, designs));
    }
    evidence::tell_kept(&store);
    Ok(given)
}

/// Runs and designs as the record speaks of them.
fn entries(incident: &Incident, runs: Vec<RunRecord>, designs: Vec<DesignRecord>) -> Evidence {
    Evidence { incident: incident.id.clone(), runs, designs, verdicts: Vec::new(), backtest: Vec::new(), what_if: None }
}

fn fidelity(word: &str) -> Result<Fidelity, String> {
    let known = [Fidelity::Fluid, Fidelity::Des];
    known.into_iter().find(|one| one.word() == word).ok_or_else(|| "possible: fluid, des".to_owned())
}

/// Carries out `sim run`.
pub(super) fn run(
    args: &RunArgs,
    (kb, context): (&KnowledgeBase, &Context),
    sources: &mut SourceMap,
    report: &mut Report,
) -> Result<(), Failure> {
    for name in args.names(kb) {
        let (id, run) = name.split_once('/').map_or((name.as_str(), None), |(id, run)| (id, Some(run)));
        let incident = incident(kb, id)?;
        let Some(model) = &incident.model else {
            if args.names.is_empty() {
                continue;
            }
            return Err(super::without_model(incident));
        };
        known(model, incident, run)?;
        if args.series && run.is_none() && model.runs.len() > 1 {
            let message = format!("`--series` prints one run, and `{id}` has {}", model.runs.len());
            return Err(Failure::new(
                message,
                format!("name it, such as `base`; there are: {}", super::run_names(model)),
            ));
        }
        let Some(mut model) = with_fidelity((model, run), incident, args.fidelity, (sources, report)) else { continue };
        for run in model.all_runs_mut() {
            if let Some(replications) = args.replications {
                run.scenario.replicate(replications);
            }
            run.scenario.seed = args.seed.unwrap_or(run.scenario.seed);
        }
        let printer = Printer { incident, args, format: context.format };
        match kept(&model, (incident, run), (args, context)) {
            Ok(given) => {
                given.runs.iter().for_each(|run| printer.run(run));
                given.designs.iter().for_each(|design| printer.design(design));
                if args.as_declared() {
                    let of = (context.root.as_path(), incident);
                    evidence::settle_some(of, Lock::of(&given), args.locked, report)?;
                }
            }
            Err(error) => report.push(super::finding(&error)),
        }
    }
    Ok(())
}

/// Reads the model again with another fidelity, so that an option which that one lacks is an error at its line.
fn with_fidelity(
    (model, run): (&Model, Option<&str>),
    incident: &Incident,
    fidelity: Option<Fidelity>,
    (sources, report): (&mut SourceMap, &mut Report),
) -> Option<Model> {
    if fidelity.is_none() {
        return Some(model.clone());
    }
    // What other runs cannot do in it does not matter to the one that is asked for; a design may need any of them.
    let only = run.filter(|name| model.runs.iter().any(|run| run.id.as_str() == *name)).map(str::to_owned);
    let changes = Changes { fidelity, only, ..Changes::default() };
    Some(load::varied(incident, &changes, sources, report)?.model)
}

/// Makes sure that a run or design of this name exists.
fn known(model: &Model, incident: &Incident, name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let is = |id: &Id| id.as_str() == name;
    let found = model.runs.iter().any(|run| is(&run.id)) || model.designs.iter().any(|design| is(&design.id));
    if found { Ok(()) } else { Err(super::no_run(model, incident, name)) }
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
