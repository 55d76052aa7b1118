//! The answer of `nidan sim what-if` as JSON, and the guard: a threshold for CI or admission checks.

use serde_json::{Map, Value, json};

use super::what_if::{Answered, method, nothing_to_prevent};
use crate::commands::Failure;
use crate::model::Id;
use crate::runs::evidence::{LessonVerdict, RunRecord};
use crate::runs::lock::{measure_entry, unit};
use crate::runs::what_if::Critical;

/// Returns the answer as one JSON value.
pub(super) fn value(asked: &Answered<'_>) -> Value {
    let answer = asked.answer;
    let measures = |run: &RunRecord| -> Map<String, Value> {
        let known =
            run.measures.iter().filter(|measure| answer.without.measures.iter().any(|one| one.id == measure.id));
        known.map(|measure| (measure.id.to_string(), measure_entry(measure))).collect()
    };
    let lessons: Map<String, Value> =
        answer.verdicts.iter().map(|verdict| (verdict.lesson.to_string(), lesson(verdict))).collect();
    json!({
        "incident": asked.incident.id.as_str(),
        "settings": settings(asked),
        "engine": answer.with.engine,
        "seed": answer.with.seed,
        "scenario_digest": answer.with.scenario.to_string(),
        "condition": asked.varied.hit.as_ref().map(|hit| hit.condition.as_str()),
        "hit": answer.hits.any(),
        "hit_replications": answer.hits.replications,
        "replications": answer.hits.of,
        "hit_entities": answer.hits.entities,
        "entities": answer.hits.fleet,
        "critical_size": size(answer.critical),
        "searched_to": match answer.critical {
            Some(Critical::Never(size)) => json!(size),
            Some(Critical::At(_) | Critical::Always) | None => Value::Null,
        },
        "largest_size": answer.critical.map(|_| answer.largest),
        "margin": answer.margin(),
        "without": measures(&answer.without),
        "with": measures(&answer.with),
        "lessons": lessons,
    })
}

fn settings(asked: &Answered<'_>) -> Map<String, Value> {
    asked.varied.settings.iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

/// The critical size, a whole number.
fn size(critical: Option<Critical>) -> Option<u64> {
    match critical? {
        Critical::At(size) => Some(size as u64),
        Critical::Always | Critical::Never(_) => None,
    }
}

fn lesson(verdict: &LessonVerdict) -> Value {
    let word = if nothing_to_prevent(verdict) { "nothing to prevent" } else { verdict.verdict.word() };
    json!({
        "verdict": word,
        "measure": verdict.measure.as_str(),
        "run": verdict.run.as_str(),
        "against": verdict.against.as_ref().map(Id::as_str),
        "effect": verdict.effect,
        "effect_half_width_95": verdict.effect_half_width.filter(|margin| margin.is_finite()),
        "sets_held": verdict.robust.as_ref().map(|robust| robust.held),
        "sets": verdict.robust.as_ref().map(|robust| robust.sets),
        "by_construction": verdict.by_construction,
    })
}

/// Returns the guard: what must hold so that nobody is hit.
///
/// # Errors
/// When no size is hit, so that there is no threshold.
pub(super) fn guard(asked: &Answered<'_>) -> Result<String, Failure> {
    let base = &asked.varied.model.base().scenario;
    let Some(threshold) = size(asked.answer.critical) else {
        let hint = match asked.answer.critical {
            Some(Critical::Never(size)) => format!("no size up to {size} is hit with these settings"),
            Some(Critical::Always) => "with these settings it is hit whatever its size".to_owned(),
            Some(Critical::At(_)) | None => "the model has no entities with a size".to_owned(),
        };
        return Err(Failure::new("there is no critical size, so no guard is written", hint));
    };
    let quantity = format!("{}.n", base.group.id);
    let params: Map<String, Value> = base
        .params
        .iter()
        .map(|param| {
            let value = json!({
                "value": param.value.value,
                "unit": unit(param.value.dim),
                "written": param.written,
                "assumed": param.sources.is_empty(),
            });
            (param.id.to_string(), value)
        })
        .collect();
    let guard = json!({
        "schema": 1,
        "incident": asked.incident.id.as_str(),
        "expression": format!("{quantity} < {threshold}"),
        "quantity": quantity,
        "threshold": threshold,
        "unit": unit(crate::base::expr::Dim::NUMBER),
        "passes": asked.answer.largest < threshold as f64,
        "condition": asked.varied.hit.as_ref().map(|hit| hit.condition.as_str()),
        "method": method(asked.varied),
        "settings": settings(asked),
        "params": params,
        "engine": asked.answer.with.engine,
        "scenario_digest": asked.answer.with.scenario.to_string(),
    });
    Ok(format!("{guard:#}\n"))
}
