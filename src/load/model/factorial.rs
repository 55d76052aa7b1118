//! Factorial designs: runs whose overrides are switched on and off in every combination.

use super::{Variants, known_measure};
use crate::base::diag::{Diagnostic, Report};
use crate::load::decode;
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::{DesignKind, Run};

/// Factors of one design at most: every further one doubles the work.
const FACTORS: usize = 5;

/// Decodes a factorial design: its factors and its measure.
pub(super) fn decode(
    (node, measure): (&Node, Option<&Node>),
    runs: &[Run],
    variants: &Variants<'_>,
    report: &mut Report,
) -> Option<DesignKind> {
    let factors = factors(node, runs, variants, report)?;
    let base = runs.first()?;
    let Some(measure) = measure else {
        let finding = Diagnostic::error(rules::MISSING_KEY, node.span, "a factorial design has no `measure`");
        report.push(finding.hint("say what is compared: `measure: error_minutes`"));
        return None;
    };
    let name = decode::scalar(measure, "a measure", report)?;
    let measure = known_measure((name, measure.span), &base.scenario, report)?;
    if !independent(node, &factors, runs, report) {
        return None;
    }
    let mut cells = Vec::new();
    for subset in 0..1usize << factors.len() {
        cells.push(cell(subset, (&factors, node), runs, (variants, report))?);
    }
    if !distinct((&factors, node), &cells, report) {
        return None;
    }
    Some(DesignKind::Factorial { factors, measure, cells })
}

fn factors(node: &Node, runs: &[Run], variants: &Variants<'_>, report: &mut Report) -> Option<Vec<Id>> {
    let known: Vec<&str> = runs.iter().skip(1).map(|run| run.id.as_str()).collect();
    let mut factors: Vec<Id> = Vec::new();
    for one in decode::one_or_list(node) {
        let id = decode::id(one, "a run", report)?;
        let wrong = if id.as_str() == "base" {
            Some("`base` is what the switches are switched off to".to_owned())
        } else if factors.contains(&id) {
            Some(format!("`{id}` stands here twice"))
        } else {
            None
        };
        if let Some(message) = wrong {
            report.push(Diagnostic::error(rules::BAD_VALUE, one.span, message).hint("take it out"));
            return None;
        }
        if !known.contains(&id.as_str()) {
            if variants.entries.iter().any(|entry| entry.key == id.as_str()) {
                // It is there but cannot be read, which has been reported.
                return None;
            }
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, one.span, format!("there is no run `{id}`"));
            report.push(decode::with_nearest(finding, id.as_str(), &known, "runs"));
            return None;
        }
        factors.push(id);
    }
    if !(2..=FACTORS).contains(&factors.len()) {
        let message = format!("a factorial design switches 2 to {FACTORS} runs, and this one {}", factors.len());
        let hint = match factors.len() {
            0 | 1 => "what one switch does, a claim on its run says: name two or more",
            _ => "every switch doubles the runs, five make 32: leave out those that do least",
        };
        report.push(Diagnostic::error(rules::LIMIT, node.span, message).hint(hint));
        return None;
    }
    Some(factors)
}

/// Makes sure that each switch sets values of its own, for else one would undo another.
fn independent(node: &Node, factors: &[Id], runs: &[Run], report: &mut Report) -> bool {
    let overrides = |id: &Id| {
        let run = runs.iter().find(|run| run.id == *id);
        run.map_or(&[][..], |run| run.overrides.as_slice())
    };
    for (at, one) in factors.iter().enumerate() {
        if let Some((path, _)) = overrides(one).iter().find(|(path, _)| path == "seed" || path == "fidelity") {
            let message = format!("`{one}` sets `{path}`, so it is not run on the same draws as base");
            report
                .push(Diagnostic::error(rules::BAD_VALUE, place(node, one), message).hint("take that out of the run"));
            return false;
        }
        for other in &factors[..at] {
            let both = overrides(one).iter().find(|(path, _)| overrides(other).iter().any(|(other, _)| other == path));
            if let Some((path, _)) = both {
                let message =
                    format!("`{other}` and `{one}` both set `{path}`, so they cannot be switched independently");
                let finding = Diagnostic::error(rules::BAD_VALUE, place(node, one), message);
                report.push(finding.hint("put one of them into a design of its own"));
                return false;
            }
        }
    }
    true
}

/// Makes sure that no two combinations are the same scenario, as when one switch undoes another by a longer path.
fn distinct((factors, node): (&[Id], &Node), cells: &[Run], report: &mut Report) -> bool {
    for (later, cell) in cells.iter().enumerate() {
        let digest = cell.scenario.digest;
        let Some(earlier) = cells[..later].iter().position(|other| other.scenario.digest == digest) else { continue };
        let message = format!("{} is the same scenario as {}", words(factors, later), words(factors, earlier));
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, message);
        report.push(finding.hint("each switch has to change something that no other one sets"));
        return false;
    }
    true
}

fn words(factors: &[Id], subset: usize) -> String {
    let on = factors.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1);
    let names: Vec<String> = on.map(|(_, id)| format!("`{id}`")).collect();
    if names.is_empty() { "`base`".to_owned() } else { names.join(" with ") }
}

fn place(node: &Node, id: &Id) -> crate::base::source::Span {
    let items = decode::one_or_list(node);
    items.iter().find(|item| item.scalar() == Some(id.as_str())).map_or(node.span, |item| item.span)
}

/// Makes the run of one combination: as if the file held a run that names the factors under `with:`.
fn cell(
    subset: usize,
    (factors, node): (&[Id], &Node),
    runs: &[Run],
    (variants, report): (&Variants<'_>, &mut Report),
) -> Option<Run> {
    let on: Vec<&Id> = factors.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, id)| id).collect();
    match on.as_slice() {
        [] => runs.first().cloned(),
        [one] => runs.iter().find(|run| run.id == **one).cloned(),
        several => {
            let name = several.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("--");
            let parts = several
                .iter()
                .map(|id| Node { span: place(node, id), kind: NodeKind::Scalar { text: id.to_string(), plain: true } });
            let value = Node { span: node.span, kind: NodeKind::List(parts.collect()) };
            let entry = Entry { key: name.clone(), key_span: node.span, value };
            // A name that is too long still has to be one.
            let id = Id::new(&name).or_else(|| Id::new(&format!("combination-{subset}")))?;
            variants.run(id, &entry, report)
        }
    }
}
