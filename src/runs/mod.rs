//! Evidence: what runs gave, what claims they bear out, what is on record.
//!
//! Runs are pure functions of scenario, seed and engine version; everything here is collected in order, so that the
//! number of threads never shows.

pub mod compare;
pub mod evidence;
pub mod lab;
pub mod lock;
pub mod store;
pub mod what_if;

mod backtest;
mod bounds;
mod design;
mod ensemble;
mod factorial;
mod map;
mod robust;
mod terms;
mod tornado;
pub mod trace;
mod verdict;

use std::fmt;

use crate::base::source::Span;
use crate::model::scenario::{Model, Run};
use crate::model::{Id, Incident};
use crate::sim::SimError;
use evidence::{DesignRecord, Evidence, LessonVerdict, RunRecord};
use lab::Lab;
use terms::Terms;
use verdict::Bench;

/// A run that could not be simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunError {
    /// The run or design.
    pub run: String,
    /// What is wrong.
    pub message: String,
    /// Where it stands.
    pub span: Span,
}

impl RunError {
    /// Says what is wrong with a run, at the line of the block that it is about.
    fn of(run: &Run, error: SimError) -> Self {
        let block = error.block.as_ref().and_then(|id| run.scenario.blocks.iter().find(|block| block.id == *id));
        let message = match &error.block {
            Some(id) => format!("`{id}`: {}", error.message),
            None => error.message,
        };
        // A run may be the whole model: its first line stands for it.
        let start = Span { end: run.span.start, ..run.span };
        Self { run: run.id.to_string(), message, span: block.map_or(start, |block| block.span) }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "run `{}`: {}", self.run, self.message)
    }
}

/// Runs everything an incident's model declares and judges its lessons; `None` without a model.
///
/// # Errors
/// The first run that cannot be simulated, in file order.
pub fn evidence(incident: &Incident, lab: Lab<'_>) -> Result<Option<Evidence>, RunError> {
    let Some(model) = &incident.model else { return Ok(None) };
    bounds::check(model, &|_| true)?;
    announce(model, None, lab);
    let runs = all(model, lab)?;
    let mut designs = Vec::new();
    for one in &model.designs {
        designs.push(design::run(one, model, (&runs, lab))?);
    }
    let verdicts = judged(model, incident, (&runs, &designs), lab);
    let what_if = model.what_if.as_ref().map(|asked| what_if::cells(asked, (model, incident), lab)).transpose()?;
    Ok(Some(Evidence {
        incident: incident.id.clone(),
        verdicts,
        backtest: backtest::compare(model, &runs),
        runs,
        designs,
        what_if,
    }))
}

/// Judges the claims of an incident's lessons by what runs and designs gave, over the model's parameter sets.
fn judged(
    model: &Model,
    incident: &Incident,
    (runs, designs): (&[RunRecord], &[DesignRecord]),
    lab: Lab<'_>,
) -> Vec<LessonVerdict> {
    let claims = incident.lessons.iter().filter_map(|lesson| {
        let claim = lesson.claim.as_ref()?;
        Some(((&lesson.entry.id, claim), Terms::of(claim, model)?))
    });
    let (claims, terms): (Vec<_>, Vec<Terms<'_>>) = claims.unzip();
    let (sets, ends) = (robust::sample(model, &terms, lab), tornado::ends(model, &terms, lab));
    let bench = Bench { model, runs, designs, sets: &sets, ends: &ends };
    let judged = claims.into_iter().zip(&terms);
    judged.filter_map(|((lesson, claim), terms)| bench.judge(lesson, claim, terms)).collect()
}

/// Runs every run of a model.
fn all(model: &Model, lab: Lab<'_>) -> Result<Vec<RunRecord>, RunError> {
    let base = ensemble::run(model.base(), None, lab)?;
    let mut runs = vec![base];
    for run in &model.runs[1..] {
        let record = ensemble::run(run, Some((model.base(), &runs[0])), lab)?;
        runs.push(record);
    }
    Ok(runs)
}

/// Runs one run or design by name, or all, without judging anything.
///
/// # Errors
/// The first run that cannot be simulated.
pub fn some(model: &Model, name: Option<&str>, lab: Lab<'_>) -> Result<(Vec<RunRecord>, Vec<DesignRecord>), RunError> {
    let wanted = |id: &Id| name.is_none_or(|name| id.as_str() == name);
    bounds::check(model, &wanted)?;
    announce(model, name, lab);
    let runs = match name {
        None => all(model, lab)?,
        Some(_) => {
            model.runs.iter().filter(|run| wanted(&run.id)).map(|run| one(model, run, lab)).collect::<Result<_, _>>()?
        }
    };
    let designs = model.designs.iter().filter(|design| wanted(&design.id));
    let designs = designs.map(|one| design::run(one, model, (&runs, lab))).collect::<Result<_, _>>()?;
    Ok((runs, designs))
}

/// Runs one run: where base decides how often, base as well.
fn one(model: &Model, run: &Run, lab: Lab<'_>) -> Result<RunRecord, RunError> {
    let base = model.base();
    if run.id == base.id || run.scenario.stopping.is_none() {
        return ensemble::run(run, None, lab);
    }
    lab.plan(ensemble::planned(base));
    let base_record = ensemble::run(base, None, lab)?;
    ensemble::run(run, Some((base, &base_record)), lab)
}

/// Announces the replications of runs and designs; parameter sets announce themselves.
fn announce(model: &Model, name: Option<&str>, lab: Lab<'_>) {
    let wanted = |id: &Id| name.is_none_or(|name| id.as_str() == name);
    let runs = model.runs.iter().filter(|run| wanted(&run.id)).map(ensemble::planned);
    let designs = model.designs.iter().filter(|one| wanted(&one.id));
    let designs = designs.map(|one| design::planned(one, model, name.is_none()));
    lab.plan(runs.chain(designs).sum());
}
