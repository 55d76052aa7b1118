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
mod design;
mod ensemble;
mod robust;
mod verdict;

use std::fmt;

use crate::base::source::Span;
use crate::model::scenario::Model;
use crate::model::{Id, Incident};
use evidence::{DesignRecord, Evidence, RunRecord};
use lab::Lab;

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
    announce(model, None, lab);
    let mut runs = Vec::new();
    for run in &model.runs {
        runs.push(ensemble::run(run, lab)?);
    }
    let mut designs = Vec::new();
    for one in &model.designs {
        designs.push(design::run(one, model, lab)?);
    }
    let sets = robust::sample(model, &incident.lessons, lab);
    let claims = incident.lessons.iter().filter_map(|lesson| Some((lesson, lesson.claim.as_ref()?)));
    let verdicts = claims.filter_map(|(lesson, claim)| verdict::judge(&lesson.entry.id, claim, model, (&runs, &sets)));
    Ok(Some(Evidence {
        incident: incident.id.clone(),
        verdicts: verdicts.collect(),
        backtest: backtest::compare(model, &runs),
        runs,
        designs,
    }))
}

/// Runs one run or design by name, or all, without judging anything.
///
/// # Errors
/// The first run that cannot be simulated.
pub fn some(model: &Model, name: Option<&str>, lab: Lab<'_>) -> Result<(Vec<RunRecord>, Vec<DesignRecord>), RunError> {
    announce(model, name, lab);
    let wanted = |id: &Id| name.is_none_or(|name| id.as_str() == name);
    let runs =
        model.runs.iter().filter(|run| wanted(&run.id)).map(|run| ensemble::run(run, lab)).collect::<Result<_, _>>()?;
    let designs = model.designs.iter().filter(|design| wanted(&design.id));
    Ok((runs, designs.map(|one| design::run(one, model, lab)).collect::<Result<_, _>>()?))
}

/// Announces the replications of runs and designs; parameter sets announce themselves.
fn announce(model: &Model, name: Option<&str>, lab: Lab<'_>) {
    let wanted = |id: &Id| name.is_none_or(|name| id.as_str() == name);
    let runs = model.runs.iter().filter(|run| wanted(&run.id)).map(ensemble::planned);
    let designs = model.designs.iter().filter(|one| wanted(&one.id)).map(|one| design::planned(one, model));
    lab.plan(runs.chain(designs).sum());
}
