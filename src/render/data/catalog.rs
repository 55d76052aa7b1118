//! The knowledge base as data, for the terminal and for other tools. `docs/data.md` has the shapes.

use serde_json::{Map, Value, json};

use super::words;
use crate::catalog::actions::{Owed, State};
use crate::catalog::coverage::coverage;
use crate::catalog::lessons::{Taught, Teaching};
use crate::catalog::recurrence::recurrences;
use crate::catalog::related::{Likeness, Said};
use crate::catalog::stats::{Lengths, MARKS, Spread, ageing, lengths, minutes};
use crate::model::features::Part;
use crate::model::incident::Severity;
use crate::model::lesson::{LessonKind, Priority};
use crate::model::time::Length;
use crate::model::{Edition, Id, Incident, Text};
use crate::runs::evidence::LessonVerdict;

/// Returns every lesson with its verdicts.
pub fn lessons(edition: &Edition, taught: &[Taught<'_>]) -> Value {
    let one = |taught: &Taught<'_>| {
        let by: Vec<Value> = taught.by.iter().map(teaching).collect();
        json!({"id": taught.id.as_str(), "standing": taught.standing().word(), "taught_by": by})
    };
    with(edition, [("lessons", taught.iter().map(one).collect())])
}

pub(super) fn teaching(teaching: &Teaching<'_>) -> Value {
    let Teaching { incident, lesson, verdict } = teaching;
    json!({
        "incident": incident.id.as_str(),
        "kind": match lesson.kind {
            LessonKind::Lesson => "lesson",
            LessonKind::Hypothesis => "hypothesis",
        },
        "text": text(&lesson.entry.text),
        "standing": teaching.standing().word(),
        "claim": verdict.map(claim),
    })
}

fn claim(verdict: &LessonVerdict) -> Value {
    json!({
        "measure": verdict.measure.as_str(),
        "run": verdict.run.as_str(),
        "against": verdict.against.as_ref().map(Id::as_str),
        "op": verdict.op.sign(),
        "bound": verdict.bound,
        "verdict": verdict.verdict.word(),
        "effect": finite(verdict.effect),
        "half_width_95": verdict.effect_half_width.and_then(finite),
        "robust": verdict.robust.as_ref().map(|robust| json!({"held": robust.held, "sets": robust.sets})),
    })
}

/// Returns actions as they stand on the edition's day.
pub fn actions(edition: &Edition, owed: &[Owed<'_>]) -> Value {
    with(edition, [("actions", owed.iter().map(action).collect())])
}

/// Returns an action as it stands.
pub(super) fn action(owed: &Owed<'_>) -> Value {
    let Owed { incident, action, state } = owed;
    let (word, days) = match state {
        State::Overdue(days) => ("overdue", Some(*days)),
        State::Open(left) => ("open", *left),
        State::Done(_) => ("done", None),
    };
    json!({
        "incident": incident.id.as_str(),
        "id": action.entry.id.as_str(),
        "text": text(&action.entry.text),
        "lessons": ids(&action.lessons),
        "priority": action.priority.map(Priority::label),
        "owner": action.owner,
        "due": action.due.map(|due| due.to_string()),
        "done": action.done.map(|done| done.to_string()),
        "state": word,
        "days": days,
    })
}

/// Returns the numbers over all incidents.
pub fn stats(edition: &Edition) -> Value {
    let mut severities = Map::new();
    for severity in [Severity::Sev1, Severity::Sev2, Severity::Sev3, Severity::Sev4] {
        let count = edition.incidents.iter().filter(|incident| incident.severity == Some(severity)).count();
        severities.insert(words::severity(severity).to_owned(), count.into());
    }
    let since = ageing(edition, edition.as_of);
    let again = recurrences(edition);
    let again = again
        .iter()
        .map(|one| json!({"incident": one.again.id.as_str(), "before": one.before.id.as_str(), "days": one.days}));
    let covered = coverage(edition)
        .into_iter()
        .map(|one| json!({"lang": one.lang.code(), "written": one.written, "all": one.all, "share": one.share()}));
    let ages =
        json!({"unit": "d", "open": spread(since.open), "overdue": spread(since.overdue), "done": spread(since.done)});
    with(
        edition,
        [
            ("reports", edition.incidents.len().into()),
            ("severities", severities.into()),
            ("lengths", MARKS.iter().map(|mark| measured(&lengths(edition, *mark))).collect()),
            ("recurrences", again.collect()),
            ("ageing", ages),
            ("coverage", covered.collect()),
        ],
    )
}

fn measured(lengths: &Lengths<'_>) -> Value {
    let point = |(incident, length): &(&Incident, Length)| {
        let mut point = json!({"incident": incident.id.as_str()});
        let Value::Object(measured) = self::length(*length) else { return point };
        measured.into_iter().for_each(|(key, value)| point[key.as_str()] = value);
        point
    };
    json!({
        "from": "impact",
        "to": lengths.mark.word(),
        "unit": "min",
        "spread": spread(lengths.spread()),
        "incidents": lengths.known.iter().map(point).collect::<Vec<Value>>(),
        "unknown": lengths.unknown.iter().map(|incident| incident.id.as_str()).collect::<Vec<&str>>(),
    })
}

/// Returns a length in minutes, and how exactly it is known.
pub(super) fn length(length: Length) -> Value {
    let precision = match length {
        Length::Minutes(_) => "exact",
        Length::About(_) => "about",
        Length::Days(_) => "day",
    };
    json!({"minutes": minutes(length), "precision": precision})
}

fn spread(spread: Option<Spread>) -> Value {
    spread.map_or(
        Value::Null,
        |spread| json!({"n": spread.n, "median": spread.median, "low": spread.low, "high": spread.high}),
    )
}

/// Returns what is like an incident, and why.
pub fn related(edition: &Edition, incident: &Incident, likenesses: &[Likeness<'_>]) -> Value {
    let one = |likeness: &Likeness<'_>| {
        let mut words = Map::new();
        for lang in &edition.settings.languages {
            let own = likeness.words.iter().filter(|(of, _)| of == lang).map(|(_, word)| *word);
            words.insert(lang.code().to_owned(), own.collect());
        }
        json!({
            "incident": likeness.other.id.as_str(),
            "said": likeness.said.map(Said::word),
            "score": likeness.score,
            "factors": ids(likeness.factors.iter().copied()),
            "lessons": ids(likeness.lessons.iter().copied()),
            "services": likeness.services,
            "tags": ids(likeness.tags.iter().copied()),
            "terms": ids(likeness.terms.iter().copied()),
            "parts": likeness.parts.iter().map(|part| part_word(*part)).collect::<Vec<&str>>(),
            "words": words,
        })
    };
    let all = likenesses.iter().map(one).collect();
    with(edition, [("incident", incident.id.as_str().into()), ("related", all)])
}

const fn part_word(part: Part) -> &'static str {
    match part {
        Part::Pool => "pool",
        Part::Lanes => "lanes",
        Part::Source => "source",
        Part::Cache => "cache",
        Part::Depends => "depends",
        Part::Rollout => "rollout",
        Part::Action => "action",
    }
}

/// Puts the day and the audience before what is told.
pub(super) fn with<const N: usize>(edition: &Edition, told: [(&str, Value); N]) -> Value {
    let mut value = json!({"as_of": edition.as_of.to_string(), "audience": edition.audience.word()});
    for (key, told) in told {
        value[key] = told;
    }
    value
}

pub(super) fn text(text: &Text) -> Value {
    text.iter().map(|(lang, prose)| (lang.code().to_owned(), Value::from(prose.markdown.as_str()))).collect()
}

pub(super) fn ids<'a>(ids: impl IntoIterator<Item = &'a Id>) -> Vec<&'a str> {
    ids.into_iter().map(Id::as_str).collect()
}

/// JSON has no word for what is no number.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
