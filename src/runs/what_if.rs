//! "Would it hit us?": an incident's model with someone else's numbers.

mod cells;

pub(super) use cells::cells;

use super::ensemble;
use super::evidence::{LessonVerdict, RunRecord};
use super::lab::Lab;
use super::{RunError, evidence};
use crate::base::expr::{Dim, Expr};
use crate::base::math;
use crate::model::lesson::Claim;
use crate::model::scenario::{Draw, Fidelity, Model, Run, Scenario};
use crate::model::{Id, Incident};
use crate::sim::{self, SimError, stats};

/// What someone else's numbers give.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The base run as the incident's model has it.
    pub without: RunRecord,
    /// The base run with the numbers set.
    pub with: RunRecord,
    /// Who is hit.
    pub hits: Hits,
    /// From which size on an entity alone is hit; `None` in a model without sizes.
    pub critical: Option<Critical>,
    /// The largest size: the median over replications.
    pub largest: f64,
    /// A verdict for each lesson with a claim.
    pub verdicts: Vec<LessonVerdict>,
}

/// Who is hit, in the base run with the numbers set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hits {
    /// Replications in which any entity is.
    pub replications: u32,
    /// Replications in all.
    pub of: u32,
    /// Mean number of entities that are.
    pub entities: f64,
    /// Mean number of entities.
    pub fleet: f64,
}

impl Hits {
    /// Says whether any replication is hit.
    pub const fn any(&self) -> bool {
        self.replications > 0
    }
}

/// From which size on an entity alone is hit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Critical {
    /// The smallest whole size that is hit; one less is not.
    At(f64),
    /// The smallest there is, 1, is hit already.
    Always,
    /// None is, up to this size.
    Never(f64),
}

impl Answer {
    /// Returns the critical size over the largest: up to 1 it is hit. `None` where size does not decide.
    pub fn margin(&self) -> Option<f64> {
        self.critical?.margin(self.largest)
    }
}

impl Critical {
    /// Returns the critical size over the largest; `None` where size does not decide.
    pub fn margin(self, largest: f64) -> Option<f64> {
        match self {
            Self::At(size) => Some(size / largest),
            Self::Always | Self::Never(_) => None,
        }
    }
}

/// Sizes are tried up to this where time does not depend on them, and up to a multiple of one's own where it does.
const SIZE_LIMIT: f64 = 16_777_216.0;
const DES_FACTOR: f64 = 64.0;

/// Replications of an entity alone that draws random numbers: it is hit when most of them are.
pub const TRIES: u32 = 5;

/// Answers for an incident whose model has the numbers set, beside the model as the incident has it.
///
/// # Errors
/// A run that cannot be simulated.
pub fn answer(
    before: &Model,
    incident: &Incident,
    (hit, has_sizes): (&Id, bool),
    lab: Lab<'_>,
) -> Result<Option<Answer>, RunError> {
    let Some(model) = &incident.model else { return Ok(None) };
    let base = model.base();
    let failed = |error: SimError| RunError::of(base, error);
    let (largest, fleet) = sizes(&base.scenario).map_err(failed)?;
    let critical = if has_sizes { Some(critical(&base.scenario, hit, largest).map_err(failed)?) } else { None };
    let judged = Incident { model: Some(only_judged(model, incident)), ..incident.clone() };
    let Some(evidence) = evidence(&judged, lab)? else { return Ok(None) };
    let Some(with) = evidence.runs.into_iter().next() else { return Ok(None) };
    let hits = hits(&with, hit, fleet);
    lab.plan(ensemble::planned(before.base()));
    let without = ensemble::run(before.base(), None, lab)?;
    Ok(Some(Answer { without, with, hits, critical, largest, verdicts: evidence.verdicts }))
}

/// Counts who is hit in a run.
fn hits(run: &RunRecord, hit: &Id, fleet: f64) -> Hits {
    let counted = run.measures.iter().find(|measure| measure.id == *hit);
    let counts = counted.map(|measure| measure.values.as_slice()).unwrap_or_default();
    Hits {
        replications: counts.iter().filter(|count| **count > 0.0).count() as u32,
        of: counts.len() as u32,
        entities: stats::interval(counts).mean,
        fleet,
    }
}

/// Leaves out the runs and designs that no claim names, and what readers may set.
fn only_judged(model: &Model, incident: &Incident) -> Model {
    let claims: Vec<&Claim> = incident.lessons.iter().filter_map(|lesson| lesson.claim.as_ref()).collect();
    let named: Vec<&Id> = claims.iter().flat_map(|claim| claim.runs()).collect();
    let asked = |id: &Id| claims.iter().any(|claim| claim.interaction().is_some_and(|(design, _)| design == id));
    let keep = |(at, run): &(usize, &Run)| *at == 0 || named.contains(&&run.id);
    let runs = model.runs.iter().enumerate().filter(keep).map(|(_, run)| run.clone()).collect();
    let designs = model.designs.iter().filter(|design| asked(&design.id)).cloned().collect();
    Model { runs, designs, what_if: None, ..model.clone() }
}

/// Returns the largest size (median over replications) and the mean number of entities.
fn sizes(scenario: &Scenario) -> Result<(f64, f64), SimError> {
    let params = sim::declared(scenario);
    let replications = if sim::is_random(scenario) { scenario.replications } else { 1 };
    let (mut largest, mut counts) = (Vec::new(), Vec::new());
    for replication in 0..replications {
        let sizes = sim::sizes(scenario, &params, replication)?;
        largest.push(sizes.iter().copied().fold(0.0, f64::max));
        counts.push(sizes.len() as f64);
    }
    Ok((stats::quantile(&stats::sorted(&largest), 0.5), stats::interval(&counts).mean))
}

/// Finds the smallest size that is hit when it is alone: doubles from 1 on until one is hit, then halves the gap.
fn critical(scenario: &Scenario, hit: &Id, largest: f64) -> Result<Critical, SimError> {
    let Some(measure) = scenario.measures.iter().position(|measure| measure.id == *hit) else {
        return Err(SimError::new(format!("there is no measure `{hit}`")));
    };
    let limit = match scenario.fidelity {
        Fidelity::Fluid => SIZE_LIMIT,
        Fidelity::Des => math::round(largest.max(1.0) * DES_FACTOR).min(SIZE_LIMIT),
    };
    if is_hit(scenario, measure, 1.0)? {
        return Ok(Critical::Always);
    }
    let (mut below, mut above) = (1.0, 2.0);
    loop {
        if above > limit {
            return Ok(Critical::Never(below));
        }
        match is_hit(scenario, measure, above) {
            Ok(true) => break,
            Ok(false) => (below, above) = (above, above * 2.0),
            // Too large to be simulated: what is known ends here.
            Err(_) => return Ok(Critical::Never(below)),
        }
    }
    while above - below > 1.0 {
        let middle = math::floor(f64::midpoint(below, above));
        if is_hit(scenario, measure, middle)? { above = middle } else { below = middle }
    }
    Ok(Critical::At(above))
}

fn is_hit(scenario: &Scenario, measure: usize, size: f64) -> Result<bool, SimError> {
    let mut alone = scenario.clone();
    alone.group.size = Draw::List(vec![size]);
    alone.group.count = Expr::constant(1.0, Dim::NUMBER);
    let params = sim::declared(&alone);
    let tries = if sim::is_random(&alone) { TRIES } else { 1 };
    let mut hits = 0;
    for replication in 0..tries {
        hits += u32::from(sim::simulate(&alone, &params, replication, false)?.measures[measure] > 0.0);
    }
    Ok(hits * 2 > tries)
}
