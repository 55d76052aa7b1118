//! References: what is pointed at has to be there. What a model is pointed at for, or points at, waits until the
//! incident has its model.

use std::collections::BTreeMap;

use super::{decode, rules};
use crate::base::diag::{Diagnostic, Report, nearest};
use crate::base::expr::Dim;
use crate::base::source::Span;
use crate::model::incident::Other;
use crate::model::lesson::{Against, Claim, Subject};
use crate::model::scenario::{DesignKind, Model, Scenario};
use crate::model::{Id, Incident};

/// A reference as written.
pub struct Reference {
    /// The id that is pointed at.
    pub to: Id,
    /// The section it should stand in.
    pub section: &'static str,
    /// The key that points, for messages.
    pub what: String,
    /// Where the reference stands.
    pub span: Span,
}

/// Every id that an incident defines, by section, and every reference.
#[derive(Default)]
pub struct Index {
    defined: BTreeMap<&'static str, Vec<(Id, Span)>>,
    references: Vec<Reference>,
}

impl Index {
    /// Notes that a section defines an id.
    pub fn define(&mut self, section: &'static str, id: Id, span: Span) {
        self.defined.entry(section).or_default().push((id, span));
    }

    /// Notes a reference, to be looked at when everything has been read.
    pub fn refer(&mut self, reference: Reference) {
        self.references.push(reference);
    }

    /// Reports every reference to something that is not there.
    pub fn check(&self, report: &mut Report) {
        for reference in &self.references {
            let defined = self.defined.get(reference.section).map_or(&[][..], Vec::as_slice);
            if defined.iter().all(|(id, _)| *id != reference.to) {
                report.push(dangling(reference, defined));
            }
        }
    }
}

fn dangling(reference: &Reference, defined: &[(Id, Span)]) -> Diagnostic {
    let Reference { to, section, what, span } = reference;
    let message = format!("{what} names `{to}`, which is not in `{section}`");
    let finding = Diagnostic::error(rules::DANGLING, *span, message).label("not defined");
    let names: Vec<&str> = defined.iter().map(|(id, _)| id.as_str()).collect();
    let meant = nearest(to.as_str(), names.iter().copied());
    let finding = match defined.iter().find(|(id, _)| Some(id.as_str()) == meant) {
        Some((id, place)) => finding.related(*place, format!("`{id}` is defined here")),
        None => match defined.first() {
            Some((_, place)) => finding.related(*place, format!("`{section}` begins here")),
            None => finding.hint(format!("add a `{section}` section that defines `{to}`")),
        },
    };
    decode::with_nearest(finding, to.as_str(), &names, &format!("ids in `{section}`"))
}

/// Takes references to nothing out of an incident, so that what is loaded can be walked; they have been reported.
pub fn drop_dangling(incident: &mut Incident) {
    let factors: Vec<Id> = incident.factors.iter().map(|factor| factor.entry.id.clone()).collect();
    let lessons: Vec<Id> = incident.lessons.iter().map(|lesson| lesson.entry.id.clone()).collect();
    for factor in &mut incident.factors {
        factor.leads_to.retain(|id| factors.contains(id));
        factor.loops_to.retain(|id| factors.contains(id));
    }
    for lesson in &mut incident.lessons {
        lesson.answers.retain(|id| factors.contains(id));
    }
    for action in &mut incident.actions {
        action.lessons.retain(|id| lessons.contains(id));
    }
}

/// Reports factors that lead back to themselves: a report tells them in causal order, and only `loop` may go back.
pub fn check_cycles(incident: &Incident, report: &mut Report) {
    let mut left: Vec<usize> = (0..incident.factors.len()).collect();
    // Whatever nothing else leads to comes first; what remains in the end stands in a circle or behind one.
    loop {
        let led_to = |at: usize| {
            let id = &incident.factors[at].entry.id;
            left.iter().any(|other| incident.factors[*other].leads_to.contains(id))
        };
        let kept: Vec<usize> = left.iter().copied().filter(|at| led_to(*at)).collect();
        if kept.len() == left.len() {
            break;
        }
        left = kept;
    }
    // Behind the circle stand factors that lead nowhere: peel those off as well.
    loop {
        let leads_on = |at: usize| {
            let mut others = left.iter().map(|other| &incident.factors[*other].entry.id);
            others.any(|id| incident.factors[at].leads_to.contains(id))
        };
        let kept: Vec<usize> = left.iter().copied().filter(|at| leads_on(*at)).collect();
        if kept.len() == left.len() {
            break;
        }
        left = kept;
    }
    if let Some(first) = left.first().map(|at| &incident.factors[*at]) {
        let names: Vec<String> = left.iter().map(|at| format!("`{}`", incident.factors[*at].entry.id)).collect();
        let message = format!("the factors {} lead to one another in a circle", names.join(", "));
        let finding = Diagnostic::error(rules::FACTOR_CYCLE, first.entry.fact.span, message).label("one of them");
        report.push(finding.hint("write the edge that feeds back as `loop:` instead of `leads_to:`"));
    }
}

/// Checks that the incidents which incidents point at are in the knowledge base, and drops the pointers that lead nowhere.
/// `folders` names all that are there, those that could not be read included.
pub fn check_others(incidents: &mut [Incident], folders: &[&str], report: &mut Report) {
    for incident in incidents {
        let Incident { id, related, recurrence_of, .. } = incident;
        let mut leads_on = |other: &Other| {
            let known = folders.contains(&other.id.as_str());
            if other.id == *id {
                let message = format!("`{id}` names itself");
                report.push(Diagnostic::error(rules::DANGLING, other.span, message).label("this incident"));
            } else if !known {
                let message = format!("there is no incident `{}` in the knowledge base", other.id);
                let finding = Diagnostic::error(rules::DANGLING, other.span, message).label("no such incident");
                report.push(decode::with_nearest(finding, other.id.as_str(), folders, "incidents"));
            }
            known && other.id != *id
        };
        related.retain(&mut leads_on);
        *recurrence_of = recurrence_of.take().filter(leads_on);
    }
}

/// Checks that the runs and measures of claims are in the model, when there is one.
pub fn check_claims(incident: &Incident, report: &mut Report) {
    let Some(model) = &incident.model else { return };
    let runs: Vec<&str> = model.runs.iter().map(|run| run.id.as_str()).collect();
    for claim in incident.lessons.iter().filter_map(|lesson| lesson.claim.as_ref()) {
        for name in claim.runs() {
            if model.run(name).is_none() {
                let message = format!("the claim names the run `{name}`, which is not in model.yaml");
                let finding = Diagnostic::error(rules::DANGLING, claim.span, message).label("no such run");
                report.push(decode::with_nearest(finding, name.as_str(), &runs, "runs"));
            }
        }
        match &claim.subject {
            Subject::Measure { measure, run } => {
                let run = model.run(run).unwrap_or_else(|| model.base());
                let measures: Vec<&str> = run.scenario.measures.iter().map(|measure| measure.id.as_str()).collect();
                if !measures.contains(&measure.as_str()) {
                    let message = format!("the claim names the measure `{measure}`, which is not in model.yaml");
                    let finding = Diagnostic::error(rules::DANGLING, claim.span, message).label("no such measure");
                    report.push(decode::with_nearest(finding, measure.as_str(), &measures, "measures"));
                }
                check_unit(&run.scenario, measure, claim, report);
            }
            Subject::Interaction { design, factors } => check_interaction(model, (design, factors), claim, report),
        }
    }
}

/// Checks that a measure is compared with a value of its kind. Nought is nought in every unit.
fn check_unit(scenario: &Scenario, measure: &Id, claim: &Claim, report: &mut Report) {
    let Some(measure) = scenario.measures.iter().find(|candidate| candidate.id == *measure) else { return };
    let Against::Value(value) = &claim.against else { return };
    // Moments count from the start of the model's clock.
    let wanted = if measure.dim == Dim::Instant { Dim::DURATION } else { measure.dim };
    if value.dim.fits(wanted) || (value.value.abs() <= 0.0 && value.dim == Dim::NUMBER) {
        return;
    }
    let message = format!("`{}` is {}, and the claim compares it with {}", measure.id, wanted.word(), value.dim.word());
    let finding = Diagnostic::error(rules::UNIT, claim.span, message).label("another unit");
    report.push(match measure.dim {
        Dim::Instant => finding.hint("a moment is claimed as the time since the model's clock starts: `<= 45m`"),
        Dim::Truth | Dim::Plain(_) | Dim::Share => {
            finding.hint("write the value with the unit of the measure: `5m`, `30%`")
        }
    });
}

/// Checks that a claimed interaction is one of a factorial design.
fn check_interaction(model: &Model, (design, claimed): (&Id, &[Id]), claim: &Claim, report: &mut Report) {
    let factorials: Vec<(&Id, (&[Id], &Id))> = model
        .designs
        .iter()
        .filter_map(|candidate| match &candidate.kind {
            DesignKind::Factorial { factors, measure, .. } => Some((&candidate.id, (factors.as_slice(), measure))),
            DesignKind::Grid { .. } | DesignKind::Curve { .. } | DesignKind::Map(_) => None,
        })
        .collect();
    let Some((_, (factors, measure))) = factorials.iter().find(|(id, _)| *id == design) else {
        let message = format!("the claim names the factorial design `{design}`, which is not in model.yaml");
        let finding = Diagnostic::error(rules::DANGLING, claim.span, message).label("no such design");
        let names: Vec<&str> = factorials.iter().map(|(id, _)| id.as_str()).collect();
        report.push(decode::with_nearest(finding, design.as_str(), &names, "factorial designs"));
        return;
    };
    check_unit(&model.base().scenario, measure, claim, report);
    for name in claimed.iter().filter(|name| !factors.contains(name)) {
        let message = format!("the claim names the factor `{name}`, which the design `{design}` does not switch");
        let finding = Diagnostic::error(rules::DANGLING, claim.span, message).label("no such factor");
        let names: Vec<&str> = factors.iter().map(Id::as_str).collect();
        report.push(decode::with_nearest(finding, name.as_str(), &names, "factors"));
    }
}

/// Checks that no claim stands in an incident without a model.
pub fn check_no_claims(incident: &Incident, report: &mut Report) {
    for claim in incident.lessons.iter().filter_map(|lesson| lesson.claim.as_ref()) {
        let message = "the claim has no run to rest on: there is no model.yaml beside the incident";
        let finding = Diagnostic::error(rules::DANGLING, claim.span, message).label("no model");
        report.push(finding.hint("add `model.yaml`, or take the claim out until there is one"));
    }
}

/// Checks that the sources a model names are sources of the incident.
pub fn check_model_sources(incident: &Incident, report: &mut Report) {
    let Some(model) = &incident.model else { return };
    let known: Vec<&str> = incident.sources.iter().map(|source| source.id.as_str()).collect();
    let params = model.base().scenario.params.iter().map(|param| (&param.sources, param.span));
    let milestones = model.backtest.held_out.iter().map(|held| (&held.sources, held.span));
    for (sources, span) in params.chain(milestones) {
        for id in sources.iter().filter(|id| !known.contains(&id.as_str())) {
            let message = format!("`source` names `{id}`, which is not a source of the incident");
            let finding = Diagnostic::error(rules::DANGLING, span, message).label("names it");
            report.push(decode::with_nearest(finding, id.as_str(), &known, "sources in incident.yaml"));
        }
    }
}
