//! What a reviewer would want to hear of, as facts with a name: two states are told apart by holding them side by side.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::base::diag::{Diagnostic, Report, Severity as Weight};
use crate::base::lang::Lang;
use crate::base::source::SourceMap;
use crate::catalog::actions::{State, actions, state};
use crate::catalog::stats::{MARKS, lengths};
use crate::commands::words::Words;
use crate::model::custom::Value;
use crate::model::incident::{Amount, Kind, Severity, Stage};
use crate::model::lesson::{Action, Lesson, LessonKind};
use crate::model::time::{Length, Mark};
use crate::model::{Edition, Id, Incident};
use crate::runs::evidence::{BacktestRow, Evidence, LessonVerdict, MeasureRecord};
use crate::text::Texts;

/// A fact: of what, which, and how it is, in words.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// What it is of, such as `lesson break-glass`; empty for the incident itself.
    pub(super) of: String,
    /// Which of its facts; empty for that it is there.
    pub(super) what: String,
    /// How it is.
    pub(super) value: String,
}

impl Fact {
    fn new(of: &str, what: impl Into<String>, value: impl Into<String>) -> Self {
        Self { of: of.to_owned(), what: what.into(), value: value.into() }
    }

    /// Returns of what it is and which: the same fact has the same name in another state, however it is there.
    pub(super) fn name(&self) -> (String, String) {
        (self.of.clone(), self.what.clone())
    }

    /// Tells what it was and what it is.
    pub(super) fn told(&self, was: Option<&str>, is: Option<&str>) -> String {
        let what = if self.of.is_empty() { format!("{}:", self.what) } else { self.what.clone() };
        match (was, is) {
            (None, Some("")) => "new".to_owned(),
            (None, is) => format!("{what} {}", is.unwrap_or_default()),
            (Some(""), _) => "gone".to_owned(),
            (Some(was), is) => format!("{what} {} (was {was})", is.unwrap_or("gone")),
        }
    }
}

/// Returns the facts of an incident, without its runs where they are the same on both sides.
pub(super) fn of(incident: &Incident, evidence: Option<&Evidence>, as_of: NaiveDate) -> Vec<Fact> {
    let mut facts = head(incident);
    facts.extend(incident.custom.iter().filter_map(|one| Some(Fact::new("", one.field.as_str(), custom(&one.value)?))));
    facts.extend(times(incident));
    for impact in &incident.impact {
        let of = format!("impact {}", impact.entry.id);
        facts.push(Fact::new(&of, "", ""));
        facts.extend(impact.amount.as_ref().map(|amount| Fact::new(&of, "number", number(amount))));
    }
    let there = |what: &str, id: &Id| Fact::new(&format!("{what} {id}"), "", "");
    facts.extend(incident.factors.iter().map(|factor| there("factor", &factor.entry.id)));
    facts.extend(incident.disputes.iter().map(|dispute| there("dispute", &dispute.id)));
    for lesson in &incident.lessons {
        lesson_facts(incident, lesson, evidence, &mut facts);
    }
    for action in &incident.actions {
        action_facts(action, as_of, &mut facts);
    }
    if let Some(evidence) = evidence {
        model_facts(incident, evidence, &mut facts);
    }
    facts
}

fn head(incident: &Incident) -> Vec<Fact> {
    let fact = |what: &str, value: Option<String>| value.map(|value| Fact::new("", what, value));
    let day = |day: NaiveDate| day.to_string();
    let all = [
        fact("kind", Some(if incident.kind == Kind::Own { "own" } else { "study" }.to_owned())),
        fact("stage", Some(stage(incident.stage).to_owned())),
        fact("severity", incident.severity.map(|severity| self::severity(severity).to_owned())),
        fact("label", incident.tlp.map(|tlp| format!("TLP:{}", tlp.label()))),
        fact("owner", incident.owner.clone()),
        fact("reviewers", (!incident.reviewers.is_empty()).then(|| incident.reviewers.join(", "))),
        fact("reviewed", incident.reviewed.map(day)),
        fact("published", incident.published.map(day)),
        fact("updated", incident.updated.map(day)),
        fact("recurrence of", incident.recurrence_of.as_ref().map(|other| other.id.to_string())),
    ];
    all.into_iter().flatten().collect()
}

/// Says what a field of the knowledge base's own holds; words are not compared.
fn custom(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(_) => return None,
        Value::Number(number, decimals) => Texts::new(Lang::EN).number(*number, *decimals),
        Value::Date(day) => day.to_string(),
        Value::Choice(word) => word.to_string(),
        Value::Link(address) => address.clone(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    })
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Review => "review",
        Stage::Published => "published",
        Stage::Closed => "closed",
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "sev1",
        Severity::Sev2 => "sev2",
        Severity::Sev3 => "sev3",
        Severity::Sev4 => "sev4",
    }
}

/// The key times, and what is derived from them.
fn times(incident: &Incident) -> Vec<Fact> {
    let texts = Texts::new(Lang::EN);
    let mut facts = Vec::new();
    for mark in Mark::ALL {
        let Some(event) = incident.marked(mark) else { continue };
        let local = event.when.from.with_timezone(&incident.zone);
        facts.push(Fact::new("", format!("`{}`", mark.word()), local.format("%Y-%m-%d %H:%M").to_string()));
    }
    for mark in MARKS {
        let length = incident.length_between(Mark::Impact, mark);
        facts.extend(length.map(|length| Fact::new("", name_of(mark), self::length(&texts, length))));
    }
    facts
}

const fn name_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Detected => "time to detect",
        Mark::Acknowledged => "time to acknowledge",
        Mark::Mitigated => "time to mitigate",
        Mark::Change | Mark::Impact | Mark::Resolved => "time to resolve",
    }
}

fn length(texts: &Texts, length: Length) -> String {
    match length {
        Length::Minutes(minutes) => texts.duration_minutes(minutes),
        Length::About(minutes) => format!("about {}", texts.duration_minutes(minutes)),
        Length::Days(days) => texts.duration_days(days),
    }
}

fn number(amount: &Amount) -> String {
    let unit = amount.unit.as_ref().map(|unit| unit.or_borrowed(Lang::EN).1.markdown.as_str());
    let number = Texts::new(Lang::EN).brief(amount.value);
    unit.map_or(number.clone(), |unit| format!("{number} {unit}"))
}

fn lesson_facts(incident: &Incident, lesson: &Lesson, evidence: Option<&Evidence>, facts: &mut Vec<Fact>) {
    let of = format!("lesson {}", lesson.entry.id);
    facts.push(Fact::new(&of, "", ""));
    let kind = if lesson.kind == LessonKind::Hypothesis { "hypothesis" } else { "lesson" };
    facts.push(Fact::new(&of, "kind", kind));
    facts.extend(lesson.claim.as_ref().map(|claim| Fact::new(&of, "claim", format!("`{}`", claim.written))));
    let Some(verdict) = evidence.and_then(|evidence| evidence.verdict(&lesson.entry.id)) else { return };
    let remark = match verdict {
        LessonVerdict { by_construction: true, .. } => ", by construction",
        LessonVerdict { no_effect: true, .. } => ", without effect",
        _ => "",
    };
    facts.push(Fact::new(&of, "verdict", format!("{}{remark}", verdict.verdict.word())));
    let words = Words::of(incident);
    facts.push(Fact::new(&of, "effect", effect(&words, verdict)));
    let robust = verdict.robust.as_ref().filter(|robust| robust.sets > 0);
    let robust = robust.map(|robust| words.share(f64::from(robust.held) / f64::from(robust.sets)));
    facts.extend(robust.map(|share| Fact::new(&of, "robust in", format!("{share} of parameter sets"))));
    let turn = verdict.break_even.as_ref().and_then(|turn| Some((turn, turn.at?)));
    facts.extend(turn.map(|(turn, at)| {
        let at = words.quantity(at, turn.dim);
        Fact::new(&of, "break-even", format!("{} {at}", turn.param))
    }));
}

fn effect(words: &Words, verdict: &LessonVerdict) -> String {
    if !verdict.effect.is_finite() {
        return "not measurable".to_owned();
    }
    if verdict.against.is_none() {
        return words.with_margin(verdict.effect, verdict.effect_half_width, verdict.dim);
    }
    let effect = words.change(verdict.effect);
    match verdict.effect_half_width.filter(|margin| margin.is_finite()) {
        Some(margin) => {
            let end = |sign: f64| words.change(verdict.effect + sign * margin);
            format!("{effect} ({} to {})", end(-1.0), end(1.0))
        }
        None => effect,
    }
}

fn action_facts(action: &Action, as_of: NaiveDate, facts: &mut Vec<Fact>) {
    let of = format!("action {}", action.entry.id);
    let standing = match state(action, as_of) {
        State::Done(day) => format!("done on {day}"),
        State::Open(_) => "open".to_owned(),
        State::Overdue(1) => "overdue by 1 day".to_owned(),
        State::Overdue(days) => format!("overdue by {days} days"),
    };
    facts.extend([Fact::new(&of, "", ""), Fact::new(&of, "status", standing)]);
    let rest = [
        ("priority", action.priority.map(|priority| priority.label().to_owned())),
        ("owner", action.owner.clone()),
        ("due", action.due.map(|day| day.to_string())),
        ("verified by", action.verified_by.clone()),
    ];
    facts.extend(rest.into_iter().filter_map(|(what, value)| Some(Fact::new(&of, what, value?))));
}

fn model_facts(incident: &Incident, evidence: &Evidence, facts: &mut Vec<Fact>) {
    let words = Words::of(incident);
    for row in &evidence.backtest {
        let value = milestone(&words, row);
        facts.push(Fact::new(&format!("milestone {}", row.measure), "in the model", value));
    }
    for run in &evidence.runs {
        let of = format!("run {}", run.id);
        facts.push(Fact::new(&of, "", ""));
        facts.push(Fact::new(&of, "replications", run.replications.to_string()));
        let measures = run.measures.iter();
        facts.extend(measures.map(|measure| Fact::new(&of, measure.id.as_str(), mean(&words, measure, run.random))));
    }
}

fn milestone(words: &Words, row: &BacktestRow) -> String {
    let met = if row.met { "fits the record" } else { "misses the record" };
    let value = if row.model.is_finite() { words.quantity(row.model, row.dim) } else { "never".to_owned() };
    format!("{value}, {met}")
}

fn mean(words: &Words, measure: &MeasureRecord, random: bool) -> String {
    if measure.n == 0 {
        return "never".to_owned();
    }
    let mean = words.with_margin(measure.mean, random.then_some(measure.half_width_95), measure.dim);
    match measure.censored {
        0 => mean,
        censored => format!("{mean}, never in {censored} of {}", measure.n + censored),
    }
}

/// Returns how often an incident breaks which rule; hints count for nothing here.
pub(super) fn findings(id: &Id, report: &Report, sources: &SourceMap) -> Vec<Fact> {
    let folder = format!("incidents/{id}/");
    let within = |found: &&&Diagnostic| {
        let file = found.span.map(|span| sources.file(span.file).path.as_str());
        found.severity > Weight::Note && file.is_some_and(|path| path.starts_with(&folder))
    };
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for found in report.sorted().iter().filter(within) {
        *rules.entry(found.rule.0).or_default() += 1;
    }
    let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    rules.into_iter().map(|(rule, count)| Fact::new("findings", rule, times(count))).collect()
}

/// Returns the numbers over all incidents that an edition's readers see.
pub(super) fn of_whole(edition: &Edition) -> Vec<Fact> {
    let texts = Texts::new(Lang::EN);
    let mut facts = vec![Fact::new("", "incidents", edition.incidents.len().to_string())];
    for mark in MARKS {
        let Some(spread) = lengths(edition, mark).spread() else { continue };
        let Some(median) = spread.median else { continue };
        let median = texts.duration_minutes(crate::base::math::round(median) as i64);
        facts.push(Fact::new("", format!("median {}", name_of(mark)), format!("{median} over {}", spread.n)));
    }
    let all = actions(edition, edition.as_of);
    let count = |is: fn(&State) -> bool| all.iter().filter(|owed| is(&owed.state)).count().to_string();
    facts.extend([
        Fact::new("", "actions open", count(|state| matches!(state, State::Open(_)))),
        Fact::new("", "actions overdue", count(|state| matches!(state, State::Overdue(_)))),
        Fact::new("", "actions done", count(|state| matches!(state, State::Done(_)))),
    ]);
    facts
}
