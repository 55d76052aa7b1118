//! One incident as data: all that its audience may read of it, in every language.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use super::catalog::{action, ids, length, teaching, text, with};
use super::{run_value, words};
use crate::catalog::actions::{Owed, state};
use crate::catalog::lessons::Teaching;
use crate::catalog::stats::MARKS;
use crate::model::custom;
use crate::model::exhibit::{Chart, Figure, Line, Unit};
use crate::model::incident::{Dispute, Entry, Event, Factor, Impact, Mitigation, Passage, Source};
use crate::model::lesson::Lesson;
use crate::model::time::{Mark, When};
use crate::model::{Edition, Fact, Incident, Released, Text, Tlp};
use crate::runs::evidence::{DesignRecord, Evidence};

/// Returns what the list of incidents has of each, newest first.
pub fn incidents(edition: &Edition) -> Value {
    let one = |incident: &Released<Incident>| {
        let mut head = head(edition, incident);
        head["data"] = format!("data/incidents/{}.json", incident.id).into();
        head
    };
    with(edition, [("incidents", edition.incidents.iter().map(one).collect())])
}

/// Returns everything that may be read of an incident.
pub fn incident(edition: &Edition, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Value {
    let mut value = with(edition, []);
    for part in [head(edition, incident), story(incident), outcome(edition, incident, evidence), shown(incident)] {
        if let (Value::Object(value), Value::Object(part)) = (&mut value, part) {
            value.extend(part);
        }
    }
    value
}

/// What names it, dates it and puts it in its place.
fn head(edition: &Edition, incident: &Incident) -> Value {
    let page = |lang: &crate::base::lang::Lang| {
        let code = lang.code();
        (code.to_owned(), format!("{code}/incidents/{}/index.html", incident.id).into())
    };
    json!({
        "id": incident.id.as_str(),
        "kind": words::kind(incident.kind),
        "title": text(&incident.title),
        "severity": incident.severity.map(words::severity),
        "tlp": incident.tlp.map(Tlp::label),
        "stage": words::stage(incident.stage),
        "owner": incident.owner,
        "day": incident.day().map(|day| day.to_string()),
        "published": incident.published.map(|day| day.to_string()),
        "updated": incident.updated.map(|day| day.to_string()),
        "zone": incident.zone.name(),
        "services": incident.services,
        "tags": ids(&incident.tags),
        "recurrence_of": incident.recurrence_of.as_ref().map(|other| other.id.as_str()),
        "related": ids(incident.related.iter().map(|other| &other.id)),
        "durations": durations(incident),
        "custom": incident.custom.iter().map(|one| (one.field.to_string(), custom(&one.value))).collect::<Map<String, Value>>(),
        "pages": edition.settings.languages.iter().map(page).collect::<Map<String, Value>>(),
    })
}

/// What stands under a field of the knowledge base's own, as it was written.
fn custom(value: &custom::Value) -> Value {
    match value {
        custom::Value::Text(own) => text(own),
        custom::Value::Number(number, _) => json!(number),
        custom::Value::Date(day) => day.to_string().into(),
        custom::Value::Choice(word) => word.as_str().into(),
        custom::Value::Link(address) => address.as_str().into(),
        custom::Value::YesNo(yes) => json!(yes),
    }
}

/// How long after the impact each key time came.
fn durations(incident: &Incident) -> Value {
    let one = |mark: &Mark| {
        let since = incident.length_between(Mark::Impact, *mark).map(length);
        (mark.word().to_owned(), since.unwrap_or(Value::Null))
    };
    MARKS.iter().map(one).collect()
}

/// What happened and why.
fn story(incident: &Incident) -> Value {
    json!({
        "sources": incident.sources.iter().map(source).collect::<Vec<_>>(),
        "summary": incident.summary.as_ref().map(passage),
        "analogy": incident.analogy.as_ref().map(|analogy| {
            let told = json!({"text": text(&analogy.text), "limits": analogy.limits.as_ref().map(text)});
            stated(told, &analogy.fact)
        }),
        "ruled_out": entries(&incident.ruled_out),
        "impact": incident.impact.iter().map(impact).collect::<Vec<_>>(),
        "trigger": incident.trigger.as_ref().map(passage),
        "timeline": incident.timeline.iter().map(event).collect::<Vec<_>>(),
        "factors": incident.factors.iter().map(factor).collect::<Vec<_>>(),
        "blind_spots": entries(&incident.blind_spots),
        "attack": incident.attack.iter().map(|technique| {
            let told = json!({"technique": technique.number, "text": technique.text.as_ref().map(text)});
            stated(told, &technique.fact)
        }).collect::<Vec<_>>(),
        "containment": incident.containment.iter().map(mitigation).collect::<Vec<_>>(),
        "mitigations": incident.mitigations.iter().map(mitigation).collect::<Vec<_>>(),
        "indicators": incident.indicators.iter().map(|indicator| {
            let mut told = entry(&indicator.entry);
            told["kind"] = words::indicator(indicator.kind).into();
            told["value"] = indicator.value.as_str().into();
            told
        }).collect::<Vec<_>>(),
    })
}

/// What was learned, what is to be done, and what the runs gave.
fn outcome(edition: &Edition, incident: &Incident, evidence: Option<&Evidence>) -> Value {
    let actions = incident.actions.iter();
    let actions = actions.map(|action| Owed { incident, action, state: state(action, edition.as_of) });
    let runs = evidence.into_iter().flat_map(|evidence| &evidence.runs).map(|run| run_value(incident, run));
    let designs = evidence.into_iter().flat_map(|evidence| &evidence.designs).map(design);
    json!({
        "lessons": incident.lessons.iter().map(|one| lesson(incident, one, evidence)).collect::<Vec<_>>(),
        "actions": actions.map(|owed| without_incident(action(&owed))).collect::<Vec<_>>(),
        "announced": entries(&incident.announced),
        "disputes": incident.disputes.iter().map(dispute).collect::<Vec<_>>(),
        "glossary": incident.glossary.iter().map(|term| {
            json!({"id": term.id.as_str(), "term": text(&term.term), "text": text(&term.text)})
        }).collect::<Vec<_>>(),
        "runs": runs.map(without_incident).collect::<Vec<_>>(),
        "designs": designs.collect::<Vec<_>>(),
    })
}

/// What was measured, and what pictures show.
fn shown(incident: &Incident) -> Value {
    json!({
        "charts": incident.charts.iter().map(chart).collect::<Vec<_>>(),
        "figures": incident.figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

/// Adds where a statement comes from and how sure it is.
fn stated(mut told: Value, fact: &Fact) -> Value {
    told["sources"] = ids(&fact.sources).into();
    told["confidence"] = words::confidence(fact.confidence).into();
    told["true_on"] = fact.as_of.map_or(Value::Null, |day| day.to_string().into());
    told
}

fn passage(passage: &Passage) -> Value {
    stated(json!({"text": text(&passage.text)}), &passage.fact)
}

fn entry(entry: &Entry) -> Value {
    stated(json!({"id": entry.id.as_str(), "text": text(&entry.text)}), &entry.fact)
}

fn entries(all: &[Entry]) -> Vec<Value> {
    all.iter().map(entry).collect()
}

fn source(source: &Source) -> Value {
    json!({
        "id": source.id.as_str(),
        "url": source.url,
        "text": source.text.as_ref().map(text),
        "accessed": source.accessed.map(|day| day.to_string()),
    })
}

fn impact(impact: &Impact) -> Value {
    let mut told = entry(&impact.entry);
    let amount = impact.amount.as_ref();
    told["amount"] =
        amount.map_or(Value::Null, |amount| json!({"value": amount.value, "unit": amount.unit.as_ref().map(text)}));
    told
}

fn event(event: &Event) -> Value {
    let mut told = when(&event.when);
    told["mark"] = event.mark.map(Mark::word).into();
    told["text"] = text(&event.text);
    stated(told, &event.fact)
}

/// A time in UTC, and the day in the incident's zone; what is known by its day alone has no time.
fn when(when: &When) -> Value {
    let day_alone = when.precision == crate::model::time::Precision::Day;
    json!({
        "from": (!day_alone).then(|| stamp(when.from)),
        "to": when.to.filter(|_| !day_alone).map(stamp),
        "day": when.local_day.to_string(),
        "precision": words::precision(when.precision),
    })
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn factor(factor: &Factor) -> Value {
    let mut told = entry(&factor.entry);
    told["short"] = factor.short.as_ref().map_or(Value::Null, text);
    told["leads_to"] = ids(&factor.leads_to).into();
    told["loops_to"] = ids(&factor.loops_to).into();
    told
}

fn mitigation(mitigation: &Mitigation) -> Value {
    let mut told = entry(&mitigation.entry);
    told["at"] = mitigation.at.as_ref().map_or(Value::Null, when);
    told["outcome"] = mitigation.outcome.map(words::outcome).into();
    told
}

fn lesson(incident: &Incident, lesson: &Lesson, evidence: Option<&Evidence>) -> Value {
    let verdict = evidence.and_then(|evidence| evidence.verdict(&lesson.entry.id));
    let mut told = without_incident(teaching(&Teaching { incident, lesson, verdict }));
    told["id"] = lesson.entry.id.as_str().into();
    told["more"] = lesson.more.as_ref().map_or(Value::Null, text);
    told["cost"] = lesson.cost.as_ref().map_or(Value::Null, text);
    told["factors"] = ids(&lesson.answers).into();
    told
}

/// Within the file of its incident a thing need not name it.
fn without_incident(mut value: Value) -> Value {
    if let Value::Object(value) = &mut value {
        value.shift_remove("incident");
    }
    value
}

fn dispute(dispute: &Dispute) -> Value {
    let sides = dispute.sides.iter().map(|side| json!({"source": side.source.as_str(), "text": text(&side.text)}));
    json!({
        "id": dispute.id.as_str(),
        "about": dispute.about.as_ref().map(text),
        "sides": sides.collect::<Vec<_>>(),
        "finding": dispute.finding.as_ref().map(text),
    })
}

fn design(record: &DesignRecord) -> Value {
    json!({
        "design": record.id.as_str(),
        "engine": record.engine,
        "scenario_digest": record.scenario.to_string(),
        "output_digest": record.output.to_string(),
    })
}

fn chart(chart: &Chart) -> Value {
    let unit = match &chart.unit {
        Unit::Known(unit) => json!(unit.word()),
        Unit::Named(words) => text(words),
    };
    let told = json!({
        "id": chart.id.as_str(),
        "text": text(&chart.takeaway),
        "caption": chart.caption.as_ref().map(text),
        "unit": unit,
        "series": chart.lines.iter().map(series).collect::<Vec<_>>(),
    });
    stated(told, &chart.fact)
}

fn series(line: &Line) -> Value {
    let sample = |at: DateTime<Utc>, value: f64| json!([stamp(at), value.is_finite().then_some(value)]);
    json!({
        "name": line.name,
        "text": line.text.as_ref().map(text),
        "samples": line.samples.iter().map(|one| sample(one.at, one.value)).collect::<Vec<_>>(),
    })
}

fn figure(figure: &Figure) -> Value {
    let words = |words: &Text| text(words);
    let told = json!({"id": figure.id.as_str(), "text": words(&figure.caption), "alt": words(&figure.alt)});
    stated(told, &figure.fact)
}
