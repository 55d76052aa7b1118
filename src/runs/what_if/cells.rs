//! Every combination of the values that readers may set, answered as `sim what-if` answers one.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Critical, Hits, critical, hits, only_judged, sizes};
use crate::base::digest::{Digest, Hasher};
use crate::model::Incident;
use crate::model::scenario::{Fidelity, Knob, Model, Place, Setting, WhatIf};
use crate::runs::evidence::{CellAnswer, CellVerdict, LessonVerdict, Verdict, WhatIfRecord};
use crate::runs::lab::Lab;
use crate::runs::{RunError, bounds, design, ensemble, judged};
use crate::sim::{ENGINE_VERSION, SimError};

/// Numbers of a cell before those of its claims, and of a claim.
const HEAD: usize = 7;
const CLAIM: usize = 5;

/// Answers every cell; what has been answered before is taken from the store.
pub(in crate::runs) fn cells(
    asked: &WhatIf,
    (model, incident): (&Model, &Incident),
    lab: Lab<'_>,
) -> Result<WhatIfRecord, RunError> {
    let base = model.base();
    let failed = |error: SimError| RunError { run: "what-if".to_owned(), message: error.message, span: asked.span };
    let (largest, _) = sizes(&base.scenario).map_err(failed)?;
    let judged = only_judged(model, incident);
    bounds::what_if(asked, &judged)?;
    let lessons: Vec<_> = claimed(incident).map(|(id, _)| id.clone()).collect();
    let places = asked.places();
    let scenario = digest(asked, &judged, incident);
    let width = HEAD + CLAIM * lessons.len();
    let numbers = lab.numbers(scenario, width * places.len(), || {
        lab.plan(places.len());
        answers(asked, (&judged, incident), (&places, lab)).map_err(|error| RunError {
            run: "what-if".to_owned(),
            message: error.to_string(),
            span: asked.span,
        })
    })?;
    let mut hasher = Hasher::default();
    hasher.numbers(&numbers);
    let own = |knob: &Knob| match &knob.target {
        Setting::Size => largest,
        Setting::Param(id) => {
            base.scenario.params.iter().find(|param| param.id == *id).map_or(f64::NAN, |param| param.value.value)
        }
    };
    Ok(WhatIfRecord {
        scenario,
        engine: ENGINE_VERSION,
        replications: asked.replications,
        output: hasher.finish(),
        own: asked.knobs.iter().map(own).collect(),
        lessons,
        cells: numbers.chunks(width).map(read).collect(),
    })
}

fn claimed(incident: &Incident) -> impl Iterator<Item = (&crate::model::Id, &str)> {
    let claims = incident.lessons.iter();
    claims.filter_map(|lesson| Some((&lesson.entry.id, lesson.claim.as_ref()?.written.as_str())))
}

fn digest(asked: &WhatIf, judged: &Model, incident: &Incident) -> Digest {
    let mut hasher = Hasher::default();
    for run in &judged.runs {
        hasher.text(&format!("{} {}", run.id, run.scenario.digest));
    }
    for design in &judged.designs {
        hasher.text(&format!("{} {}", design.id, design.digest));
    }
    for (lesson, claim) in claimed(incident) {
        hasher.text(&format!("{lesson} {claim}"));
    }
    asked.digest(&mut hasher)
}

/// Answers every cell, as numbers in a row.
fn answers(
    asked: &WhatIf,
    (judged, incident): (&Model, &Incident),
    (places, lab): (&[Place], Lab<'_>),
) -> Result<Vec<f64>, RunError> {
    let known = criticals(asked, judged, places)?;
    let rows: Vec<Result<Vec<f64>, RunError>> = places
        .par_iter()
        .map(|place| {
            let model = cell(asked, judged, place);
            let critical = match known.get(&sizeless(asked, place)) {
                Some(known) => Some(*known),
                None if asked.has_sizes => Some(alone(asked, &model)?),
                None => None,
            };
            let row = answer(asked, (&model, incident), critical);
            lab.done();
            row
        })
        .collect();
    let rows: Vec<Vec<f64>> = rows.into_iter().collect::<Result<_, _>>()?;
    Ok(rows.concat())
}

/// Returns the model with a cell's values.
fn cell(asked: &WhatIf, judged: &Model, place: &[usize]) -> Model {
    let mut model = judged.clone();
    model.all_runs_mut().for_each(|run| asked.put(place, run));
    model
}

/// Returns a cell's place with the first size.
fn sizeless(asked: &WhatIf, place: &[usize]) -> Place {
    let knobs = asked.knobs.iter().zip(place);
    knobs.map(|(knob, at)| if knob.target == Setting::Size { 0 } else { *at }).collect()
}

/// Finds critical sizes once for cells that differ in size alone: flows are tried up to the same limit in all of them.
fn criticals(asked: &WhatIf, judged: &Model, places: &[Place]) -> Result<BTreeMap<Place, Critical>, RunError> {
    if !asked.has_sizes || judged.base().scenario.fidelity == Fidelity::Des {
        return Ok(BTreeMap::new());
    }
    let firsts: Vec<&Place> = places.iter().filter(|place| **place == sizeless(asked, place)).collect();
    let found: Vec<Result<_, RunError>> =
        firsts.into_par_iter().map(|place| Ok((place.clone(), alone(asked, &cell(asked, judged, place))?))).collect();
    found.into_iter().collect()
}

/// Finds the critical size of a cell.
fn alone(asked: &WhatIf, model: &Model) -> Result<Critical, RunError> {
    let base = model.base();
    let failed = |error: SimError| RunError::of(base, error);
    let (largest, _) = sizes(&base.scenario).map_err(failed)?;
    critical(&base.scenario, &asked.hit.id, largest).map_err(failed)
}

fn answer(
    asked: &WhatIf,
    (model, incident): (&Model, &Incident),
    critical: Option<Critical>,
) -> Result<Vec<f64>, RunError> {
    // What a cell takes is not worth keeping each: the store keeps what all of them give.
    let lab = Lab::alone();
    let base = model.base();
    let (largest, fleet) = sizes(&base.scenario).map_err(|error| RunError::of(base, error))?;
    let runs = model.runs.iter().map(|run| ensemble::measured(run, lab)).collect::<Result<Vec<_>, _>>()?;
    let designs = model.designs.iter().map(|one| design::run(one, model, (&runs, lab)));
    let designs = designs.collect::<Result<Vec<_>, _>>()?;
    let hits = hits(&runs[0], &asked.hit.id, fleet);
    let (kind, size) = match critical {
        Some(Critical::At(size)) => (0.0, size),
        Some(Critical::Always) => (1.0, 1.0),
        Some(Critical::Never(size)) => (2.0, size),
        None => (3.0, 0.0),
    };
    let mut row = vec![f64::from(hits.replications), f64::from(hits.of), hits.entities, fleet, kind, size, largest];
    for verdict in judged(model, incident, (&runs, &designs), lab) {
        row.extend(claim(&verdict));
    }
    Ok(row)
}

fn claim(verdict: &LessonVerdict) -> [f64; CLAIM] {
    let word = match verdict.verdict {
        Verdict::Holds => 0.0,
        Verdict::Depends => 1.0,
        Verdict::Fails => 2.0,
        Verdict::Undecided => 3.0,
    };
    let or_none = |value: Option<f64>| value.unwrap_or(f64::NAN);
    [word, verdict.effect, verdict.means.0, or_none(verdict.means.1), or_none(verdict.effect_half_width)]
}

/// Reads what [`answer`] writes.
fn read(row: &[f64]) -> CellAnswer {
    let (head, claims) = row.split_at(HEAD);
    let critical = match head[4] {
        0.0 => Some(Critical::At(head[5])),
        1.0 => Some(Critical::Always),
        2.0 => Some(Critical::Never(head[5])),
        _ => None,
    };
    let number = |value: f64| (!value.is_nan()).then_some(value);
    let verdict = |claim: &[f64]| CellVerdict {
        verdict: match claim[0] {
            0.0 => Verdict::Holds,
            1.0 => Verdict::Depends,
            2.0 => Verdict::Fails,
            _ => Verdict::Undecided,
        },
        effect: number(claim[1]),
        means: (number(claim[2]), number(claim[3])),
        half_width: number(claim[4]),
    };
    CellAnswer {
        hits: Hits { replications: head[0] as u32, of: head[1] as u32, entities: head[2], fleet: head[3] },
        critical,
        largest: head[6],
        verdicts: claims.chunks(CLAIM).map(verdict).collect(),
    }
}
