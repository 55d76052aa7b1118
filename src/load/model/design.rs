//! Designs: grids of runs over a parameter, curves of a variable.

use super::{Variants, canonical, curve, factorial, known_measure, map, take_texts};
use crate::base::diag::{Diagnostic, Report};
use crate::base::digest::{Digest, Hasher};
use crate::base::expr::{Dim, Quantity, parse_quantity};
use crate::base::source::Span;
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::lesson::Op;
use crate::model::scenario::{Design, DesignKind, Reading, Run, Scenario, Window};

/// Values of one axis at most.
const VALUES_LIMIT: usize = 1000;

/// Decodes every design.
pub(super) fn decode(node: &Node, runs: &[Run], variants: &Variants<'_>, report: &mut Report) -> Vec<Design> {
    let entries = decode::entries(node, "`designs`", report).unwrap_or_default();
    entries.iter().filter_map(|entry| design(entry, runs, variants, report)).collect()
}

fn design(entry: &Entry, runs: &[Run], variants: &Variants<'_>, report: &mut Report) -> Option<Design> {
    let id = decode::key_id(entry, report)?;
    if runs.iter().any(|run| run.id == id) {
        report.push(Diagnostic::error(rules::BAD_VALUE, entry.key_span, format!("a run is already called `{id}`")));
        return None;
    }
    let mut fields = Fields::new(&entry.value, "a design", report)?;
    let (grid, curve, factorial) = (fields.take("grid"), fields.take("curve"), fields.take("factorial"));
    let map = fields.take("map");
    let measure = if factorial.is_some() { fields.take("measure") } else { None };
    let readings = fields.take("readings");
    let text = take_texts(&mut fields, report);
    fields.finish(report);
    let kind = match (grid, curve, factorial, map) {
        (Some(grid), None, None, None) => self::grid(grid, readings, runs, report)?,
        (None, Some(curve), None, None) => curve::decode(curve, runs, report)?,
        (None, None, Some(factorial), None) => factorial::decode((factorial, measure), runs, variants, report)?,
        (None, None, None, Some(map)) => map::decode(map, runs, variants, report)?,
        (None | Some(_), None | Some(_), None | Some(_), None | Some(_)) => {
            let message = "a design is a `grid`, a `curve`, a `factorial` or a `map`, and one of them alone";
            report.push(Diagnostic::error(rules::BAD_VALUE, entry.key_span, message));
            return None;
        }
    };
    let digest = digest(&entry.value, &kind, runs);
    Some(Design { id, text, kind, digest, span: entry.key_span })
}

fn digest(node: &Node, kind: &DesignKind, runs: &[Run]) -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(&canonical::text(node));
    let used: Vec<&Run> = match kind {
        DesignKind::Grid { runs: named, .. } => runs.iter().filter(|run| named.contains(&run.id)).collect(),
        DesignKind::Curve { .. } => runs.iter().take(1).collect(),
        DesignKind::Factorial { cells, .. } => cells.iter().collect(),
        DesignKind::Map(map) => map.cells.iter().chain(map::compared(map, runs)).collect(),
    };
    for run in used {
        hasher.text(&run.scenario.digest.to_string());
    }
    hasher.finish()
}

fn grid(node: &Node, readings: Option<&Node>, runs: &[Run], report: &mut Report) -> Option<DesignKind> {
    let base = &runs.first()?.scenario;
    let mut fields = Fields::new(node, "a grid", report)?;
    let (names, over) = (fields.require("runs", report), fields.require("over", report));
    let (values, step) = (fields.require("values", report), fields.take("step"));
    fields.finish(report);
    let chosen = named_runs(names?, runs, report);
    let over = over?;
    let param = decode::id(over, "a parameter", report)?;
    let Some(declared) = base.params.iter().find(|candidate| candidate.id == param) else {
        let known: Vec<&str> = base.params.iter().map(|param| param.id.as_str()).collect();
        let finding = Diagnostic::error(rules::UNKNOWN_NAME, over.span, format!("there is no parameter `{param}`"));
        report.push(decode::with_nearest(finding, param.as_str(), &known, "parameters"));
        return None;
    };
    let values = self::values(values?, step, declared.value.dim, report)?;
    let readings = readings.map_or_else(Vec::new, |node| self::readings(node, base, report));
    Some(DesignKind::Grid { runs: chosen, param, values, readings })
}

/// Reads names of runs, one or a list; those that are not there are reported and left out.
pub(super) fn named_runs(node: &Node, runs: &[Run], report: &mut Report) -> Vec<Id> {
    let mut chosen = Vec::new();
    for name in decode::one_or_list(node) {
        let Some(id) = decode::id(name, "a run", report) else { continue };
        if runs.iter().any(|run| run.id == id) {
            chosen.push(id);
        } else {
            report.push(no_run(&id, name.span, runs));
        }
    }
    chosen
}

/// Says that there is no such run.
pub(super) fn no_run(id: &Id, span: Span, runs: &[Run]) -> Diagnostic {
    let known: Vec<&str> = runs.iter().map(|run| run.id.as_str()).collect();
    let finding = Diagnostic::error(rules::UNKNOWN_NAME, span, format!("there is no run `{id}`"));
    decode::with_nearest(finding, id.as_str(), &known, "runs")
}

/// Reads a list of values, or `LOW..HIGH` with a step.
pub(super) fn values(node: &Node, step: Option<&Node>, dim: Dim, report: &mut Report) -> Option<Vec<f64>> {
    let one = |text: &str| parse_quantity(text.trim()).filter(|quantity| quantity.dim.fits(dim)).map(|q| q.value);
    let found: Option<Vec<f64>> = match &node.kind {
        NodeKind::List(items) => items.iter().map(|item| item.scalar().and_then(one)).collect(),
        NodeKind::Scalar { text, .. } => text.split_once("..").and_then(|(low, high)| {
            let (low, high) = (one(low)?, one(high)?);
            let step = step.and_then(Node::scalar).and_then(one).filter(|step| *step > 0.0)?;
            let count = crate::base::math::round((high - low) / step);
            (count >= 0.0 && count < VALUES_LIMIT as f64)
                .then(|| (0..=count as usize).map(|index| low + step * index as f64).collect())
        }),
        NodeKind::Map(_) => None,
    };
    let found = found.filter(|values| !values.is_empty() && values.len() <= VALUES_LIMIT);
    if found.is_none() {
        let message = format!("these are not values of {}, at most {VALUES_LIMIT}", dim.word());
        let hint = "write a list, or `values: 1m..60m` with `step: 1m`";
        report.push(Diagnostic::error(rules::BAD_VALUE, node.span, message).hint(hint));
    }
    found
}

fn readings(node: &Node, base: &Scenario, report: &mut Report) -> Vec<Reading> {
    let entries = decode::entries(node, "`readings`", report).unwrap_or_default();
    entries.iter().filter_map(|entry| reading(entry, base, report)).collect()
}

fn reading(entry: &Entry, base: &Scenario, report: &mut Report) -> Option<Reading> {
    let id = decode::key_id(entry, report)?;
    let mut fields = Fields::new(&entry.value, "a reading", report)?;
    let text = take_texts(&mut fields, report);
    let mut windows = Vec::new();
    for one in fields.rest() {
        let Some(measure) = known_measure((&one.key, one.key_span), base, report) else { continue };
        let Some((op, quantity)) = bound(&one.value, report) else { continue };
        windows.push(Window { measure, op, value: quantity.value });
    }
    Some(Reading { id, text, windows })
}

/// Reads `OP VALUE`.
pub(super) fn bound(node: &Node, report: &mut Report) -> Option<(Op, Quantity)> {
    let text = decode::scalar(node, "a bound", report)?;
    let found = parse_bound(text);
    if found.is_none() {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, format!("`{text}` is not a bound"));
        report.push(finding.hint("write a comparison and a value: `<= 10%`"));
    }
    found
}

/// Parses `OP VALUE`.
pub(super) fn parse_bound(text: &str) -> Option<(Op, Quantity)> {
    let ops = [Op::AtMost, Op::AtLeast, Op::Below, Op::Above];
    let op = ops.into_iter().find(|op| text.starts_with(op.sign()))?;
    Some((op, parse_quantity(text[op.sign().len()..].trim())?))
}
