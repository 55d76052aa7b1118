//! `nidan sim what-if`: "would it hit us?", answered with the incident's own model.

use std::path::{Path, PathBuf};

use clap::Args;

use super::guard;
use crate::base::diag::Report;
use crate::base::source::SourceMap;
use crate::commands::words::Words;
use crate::commands::{Context, Failure, Outcome};
use crate::load::{self, model::Changes, model::Hit, model::Varied};
use crate::model::{Id, Incident, KnowledgeBase};
use crate::publish;
use crate::runs::evidence::{LessonVerdict, MeasureRecord, Verdict};
use crate::runs::lab::Lab;
use crate::runs::what_if::{self, Answer, Critical, TRIES};
use crate::ui::{self, Format};

/// Whose numbers, and what is written.
#[derive(Args, Debug)]
#[command(after_help = "Exit codes: 0 not hit, 1 hit, 2 could not be answered.")]
pub struct WhatIfArgs {
    /// The incident, or a model file
    id: String,
    /// A number of yours: a parameter, `GROUP.n` (one size, or a list: 100,5000), `GROUP.count`, or any path that runs
    /// may override
    #[arg(long, value_name = "NAME=VALUE", required = true, allow_hyphen_values = true)]
    set: Vec<String>,
    /// The condition under which an entity counts as hit; the one that the model counts when left out
    #[arg(long, value_name = "CONDITION")]
    hit: Option<String>,
    /// Number of replications instead of the model's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    replications: Option<u32>,
    /// Number of parameter sets instead of the model's; 0 judges these numbers alone
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(0..=5_000))]
    sets: Option<u32>,
    /// Write the threshold as JSON, for CI or admission checks
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
}

impl WhatIfArgs {
    /// Returns the model file that is run by itself.
    pub(super) fn file(&self) -> Option<&Path> {
        super::model_file(&self.id)
    }
}

/// What was asked, and the answer.
pub(super) struct Answered<'a> {
    pub(super) incident: &'a Incident,
    pub(super) varied: &'a Varied,
    pub(super) answer: &'a Answer,
}

/// Carries out `sim what-if`.
pub(super) fn run(
    args: &WhatIfArgs,
    kb: &KnowledgeBase,
    (sources, context): (&mut SourceMap, &Context),
) -> Result<Outcome, Failure> {
    let incident = super::subject(kb, &args.id)?;
    let Some(before) = &incident.model else { return Err(super::without_model(incident)) };
    let hit = args.hit.clone().map_or(Hit::Find, Hit::Typed);
    let changes = Changes { set: args.set.clone(), hit: Some(hit), ..Changes::default() };
    let mut report = Report::default();
    let varied = load::varied(incident, &changes, sources, &mut report);
    let Some(mut varied) = varied else { return Err(refused(&report, sources)) };
    let Some(hit) = varied.hit.clone() else { return Err(refused(&report, sources)) };
    let mut before = before.clone();
    if let Some(replications) = args.replications {
        for run in before.all_runs_mut().chain(varied.model.all_runs_mut()) {
            run.scenario.replicate(replications);
        }
    }
    if let Some(sets) = args.sets {
        varied.model.robustness_sets = sets as usize;
        if sets == 0 {
            varied.model.all_runs_mut().for_each(|run| run.scenario.fix());
        }
    }
    let asked = Incident { model: Some(varied.model.clone()), ..incident.clone() };
    let watch = ui::Replications::new(incident.id.as_str());
    let lab = Lab::alone().with_watch(&watch);
    let answer = what_if::answer(&before, &asked, (&hit.measure, varied.has_sizes), lab);
    drop(watch);
    let answer = match answer {
        Ok(Some(mut answer)) => {
            if args.sets == Some(0) {
                // Without other values nothing is known to be so whatever they are.
                answer.verdicts.iter_mut().for_each(|verdict| verdict.by_construction = false);
            }
            answer
        }
        Ok(None) => return Err(super::without_model(incident)),
        Err(error) => {
            report.push(super::finding(&error));
            return Err(refused(&report, sources));
        }
    };
    let answered = Answered { incident: &asked, varied: &varied, answer: &answer };
    match context.format {
        Format::Human => ui::result(&text(&answered)),
        Format::Json => ui::result(&guard::value(&answered).to_string()),
    }
    if let Some(path) = &args.export {
        let guard = guard::guard(&answered)?;
        publish::write_file(path, guard.as_bytes()).map_err(|error| crate::commands::build::failure(&error))?;
        ui::note(&format!("the guard is written to `{}`", path.display()));
    }
    Ok(if answer.hits.any() { Outcome::Errors } else { Outcome::Done })
}

/// Prints what does not fit. Not an answer, so not exit code 1.
fn refused(report: &Report, sources: &SourceMap) -> Failure {
    ui::print_findings(report, sources, Format::Human);
    Failure { message: "the question cannot be answered with these settings".to_owned(), hint: None }
}

fn text(asked: &Answered<'_>) -> String {
    let words = Words::of(asked.incident);
    let settings: Vec<String> = asked.varied.settings.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let mut lines = vec![format!("{} with {}", asked.incident.id, settings.join(", ")), String::new()];
    lines.extend(standing(asked, &words));
    lines.push(String::new());
    lines.push("Measures without -> with these settings, each a mean ± half its 95% interval:".to_owned());
    lines.extend(measures(asked.answer, &words));
    if !asked.answer.verdicts.is_empty() {
        lines.push(String::new());
        lines.push("Lessons with these settings:".to_owned());
        let width = asked.answer.verdicts.iter().map(|one| one.lesson.as_str().len()).max().unwrap_or(0);
        for verdict in &asked.answer.verdicts {
            lines.push(format!("  {:width$}  {}", verdict.lesson.as_str(), lesson(asked, verdict, &words)));
        }
    }
    lines.join("\n")
}

/// Says whether it would be hit, from which size on, and how far away that is.
fn standing(asked: &Answered<'_>, words: &Words) -> Vec<String> {
    let (answer, group) = (asked.answer, &asked.varied.model.base().scenario.group.id);
    let hits = &answer.hits;
    let mut rows = Vec::new();
    let fleet = words.number(hits.fleet);
    let often =
        if hits.of > 1 { format!(", in {} of {} replications", hits.replications, hits.of) } else { String::new() };
    let head = match (hits.any(), asked.varied.has_sizes) {
        (false, _) if hits.of > 1 => format!("Would it hit you? No, in none of {} replications", hits.of),
        (false, _) => "Would it hit you? No".to_owned(),
        (true, true) => {
            let mean = words.number(hits.entities);
            format!("Would it hit you? Yes: {mean} of {fleet} {group}(s){often}")
        }
        (true, false) => format!("Would it hit you? Yes{often}"),
    };
    if let Some(hit) = &asked.varied.hit {
        rows.push(("condition", format!("{} ({})", hit.condition, hit.origin)));
    }
    if let Some(critical) = answer.critical {
        rows.push(("critical size", critical_words(critical, group.as_str(), words)));
        let name = format!("{group}.n");
        rows.push(("your largest", format!("{name} = {}", words.number(answer.largest))));
    } else {
        rows.push(("critical size", "none: the model has no `entities` with a size".to_owned()));
    }
    if let Some(margin) = answer.margin() {
        let side = if margin > 1.0 { "room to grow" } else { "at or beyond the critical size" };
        rows.push(("margin", format!("{margin:.2} (critical size / your largest: {side})")));
    }
    let mut lines = vec![head];
    lines.extend(rows.into_iter().map(|(name, row)| format!("  {name:13}  {row}")));
    lines
}

fn critical_words(critical: Critical, group: &str, words: &Words) -> String {
    let how = "found by bisection";
    match critical {
        Critical::At(size) => {
            let (size, less) = (words.number(size), words.number(size - 1.0));
            format!("{group}.n = {size}: a {group} of this size is hit when it is alone, one of {less} is not ({how})")
        }
        Critical::Always => format!("{group}.n = 1: a {group} is hit whatever its size, so size does not decide"),
        Critical::Never(size) => {
            format!("none up to {group}.n = {}: a {group} alone is not hit", words.number(size))
        }
    }
}

fn measures(answer: &Answer, words: &Words) -> Vec<String> {
    let shown = |measure: &MeasureRecord, random: bool| {
        if measure.n == 0 {
            return words.quantity(f64::NAN, measure.dim);
        }
        let margin = (random && measure.n > 1).then_some(measure.half_width_95);
        let value = words.with_margin(measure.mean, margin, measure.dim);
        let of = measure.n + measure.censored;
        if measure.censored == 0 { value } else { format!("{value} (in {} of {of})", measure.n) }
    };
    let rows: Vec<(&str, String, String)> = answer
        .without
        .measures
        .iter()
        .filter_map(|before| {
            let after = answer.with.measures.iter().find(|after| after.id == before.id)?;
            Some((before.id.as_str(), shown(before, answer.without.random), shown(after, answer.with.random)))
        })
        .collect();
    let width = |pick: &dyn Fn(&(&str, String, String)) -> usize| rows.iter().map(pick).max().unwrap_or(0);
    let (name, before) = (width(&|row| row.0.len()), width(&|row| row.1.chars().count()));
    rows.iter().map(|row| format!("  {:name$}  {:before$} -> {}", row.0, row.1, row.2)).collect()
}

/// Says how a lesson's claim fares.
fn lesson(asked: &Answered<'_>, verdict: &LessonVerdict, words: &Words) -> String {
    let incident = asked.incident;
    let claim = incident.lessons.iter().find(|lesson| lesson.entry.id == verdict.lesson);
    let claim = claim.and_then(|lesson| lesson.claim.as_ref()).map_or("", |claim| claim.written.as_str());
    if nothing_to_prevent(verdict) {
        let against = verdict.against.as_ref().map_or("base", Id::as_str);
        return format!("nothing to prevent: `{against}` shows none of it. Claim: {claim}");
    }
    let mut parts = vec![format!("{}: {claim}", verdict.verdict.word())];
    let value = |value: f64| words.quantity(value, verdict.dim);
    match (verdict.means.1, &verdict.against) {
        (Some(other), Some(run)) => {
            let margin = verdict.effect_half_width.filter(|margin| margin.is_finite() && *margin >= 0.0005);
            let reach = margin.map(|margin| format!(" ± {}", words.share(margin))).unwrap_or_default();
            let (mine, other) = (value(verdict.means.0), value(other));
            parts.push(format!("{mine} against {other} in `{run}` ({}{reach})", words.change(verdict.effect)));
        }
        (None, _) | (_, None) => parts.push(value(verdict.means.0)),
    }
    if let Some(robust) = &verdict.robust {
        parts.push(format!("in {} of {} parameter sets", robust.held, robust.sets));
        if let Some(deciding) = robust.deciding.as_ref().filter(|_| verdict.verdict == Verdict::Depends) {
            let side = if deciding.holds_above { "above" } else { "below" };
            let at = words.quantity(deciding.at, deciding.dim);
            parts.push(format!("`{}` decides: it mostly holds {side} {at}", deciding.param));
        }
    }
    if verdict.by_construction {
        parts.push("by construction, so no evidence".to_owned());
    }
    for name in out_of_reach(asked, verdict) {
        parts.push(format!("`{}` has a `{name}` of its own, which yours does not reach", verdict.run));
    }
    parts.join("; ")
}

/// Lists settings that the run of a claim overrides itself.
fn out_of_reach<'a>(asked: &'a Answered<'_>, verdict: &LessonVerdict) -> Vec<&'a str> {
    let overrides = asked.varied.model.run(&verdict.run).map(|run| run.overrides.as_slice()).unwrap_or_default();
    let own = |name: &str| overrides.iter().any(|(path, _)| path == name);
    asked.varied.settings.iter().map(|(name, _)| name.as_str()).filter(|name| own(name)).collect()
}

/// Says whether the run that a lesson is compared with shows nothing, so that there is nothing to judge.
pub(super) fn nothing_to_prevent(verdict: &LessonVerdict) -> bool {
    verdict.against.is_some() && verdict.means.1.is_some_and(|mean| mean.abs() <= 0.0)
}

/// Says how the critical size was found.
pub(super) fn method(varied: &Varied) -> String {
    let fidelity = varied.model.base().scenario.fidelity.word();
    let tries = if fidelity == "des" { format!("; most of {TRIES} replications where random") } else { String::new() };
    format!("bisection over whole sizes of an entity alone, in the base run{tries}")
}
