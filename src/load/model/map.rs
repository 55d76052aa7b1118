//! Maps: a measure over every pair of values of two settings, each pair decoded as a run of its own.

use super::{Variants, design, known_measure, overrides, take_texts};
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::base::source::Span;
use crate::load::claim;
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::lesson::Against;
use crate::model::scenario::{DesignKind, MapAxis, MapBound, MapDesign, Run, Scenario};

/// Panels of one map at most.
const PANELS: usize = 4;
/// Values of one axis at most: more could not be told apart in the picture.
const VALUES: usize = 24;
/// What two runs must share to be drawn on the same numbers.
const FIXED: [&str; 3] = ["seed", "fidelity", "replications"];

/// An axis with what its values are replaced by in a cell.
struct Axis {
    setting: MapAxis,
    path_span: Span,
    nodes: Vec<Node>,
}

/// Decodes a map.
pub(super) fn decode(node: &Node, runs: &[Run], variants: &Variants<'_>, report: &mut Report) -> Option<DesignKind> {
    let base = &runs.first()?.scenario;
    let mut fields = Fields::new(node, "a map", report)?;
    let (measure, over, by) =
        (fields.require("measure", report), fields.require("over", report), fields.require("by", report));
    let (names, wanted, replications) = (fields.take("runs"), fields.take("wanted"), fields.take("replications"));
    fields.finish(report);
    let measure_node = measure?;
    let name = decode::scalar(measure_node, "a measure", report)?;
    let measure = known_measure((name, measure_node.span), base, report)?;
    let chosen = match names {
        Some(names) => {
            let chosen = design::named_runs(names, runs, report);
            if !within(chosen.len(), (1, PANELS), ("a map draws a panel for each of 1 to 4 runs", names.span), report) {
                return None;
            }
            chosen
        }
        None => vec![runs.first()?.id.clone()],
    };
    let (over, by) = (axis(over?, variants, base, report)?, axis(by?, variants, base, report)?);
    if over.setting.path == by.setting.path {
        let message = format!("`{}` cannot be both across and upwards", by.setting.path);
        report.push(Diagnostic::error(rules::BAD_VALUE, by.path_span, message).hint("name another setting"));
        return None;
    }
    let wanted = match wanted {
        Some(node) => Some(bound(node, (&measure, base), runs, report)?),
        None => None,
    };
    let cells = cells((&chosen, node.span), (&over, &by, replications), variants, report)?;
    let (over, by) = (over.setting, by.setting);
    Some(DesignKind::Map(Box::new(MapDesign { runs: chosen, measure, over, by, wanted, cells })))
}

/// Returns the run that a map's measure is held against.
pub(super) fn compared<'a>(map: &MapDesign, runs: &'a [Run]) -> Option<&'a Run> {
    match &map.wanted.as_ref()?.against {
        Against::Value(_) => None,
        Against::ShareOf { run, .. } => runs.iter().find(|candidate| candidate.id == *run),
    }
}

fn within(count: usize, (least, most): (usize, usize), (message, span): (&str, Span), report: &mut Report) -> bool {
    let inside = (least..=most).contains(&count);
    if !inside {
        report.push(Diagnostic::error(rules::LIMIT, span, message));
    }
    inside
}

/// Reads `{is: PATH, values: …, step: …}` with its words.
fn axis(node: &Node, variants: &Variants<'_>, base: &Scenario, report: &mut Report) -> Option<Axis> {
    let mut fields = Fields::new(node, "an axis of a map", report)?;
    let (name, values, step) = (fields.require("is", report), fields.require("values", report), fields.take("step"));
    let text = take_texts(&mut fields, report);
    fields.finish(report);
    let (name, values_node) = (name?, values?);
    let path = decode::scalar(name, "a setting", report)?.to_owned();
    if FIXED.contains(&path.as_str()) {
        let message = format!("`{path}` is the same in every cell of a map, so that all are run on the same draws");
        report.push(Diagnostic::error(rules::BAD_VALUE, name.span, message).hint("name another setting"));
        return None;
    }
    let dim = first_dim(values_node).unwrap_or(Dim::NUMBER);
    let values = design::values(values_node, step, dim, report)?;
    let message = "an axis of a map has 2 to 24 values";
    if !within(values.len(), (2, VALUES), (message, values_node.span), report) {
        return None;
    }
    if values.windows(2).any(|pair| pair[0] >= pair[1]) {
        let finding = Diagnostic::error(rules::BAD_VALUE, values_node.span, "the values of a map ascend");
        report.push(finding.hint("put the smallest first, each once"));
        return None;
    }
    let nodes = match &values_node.kind {
        NodeKind::List(items) => items.clone(),
        NodeKind::Scalar { .. } | NodeKind::Map(_) => {
            let one = |value: &f64| scalar(written(*value, dim), values_node.span);
            values.iter().map(one).collect()
        }
    };
    let param = base.params.iter().find(|param| param.id.as_str() == path);
    let text = text.or_else(|| param.and_then(|param| param.text.clone()));
    let own = own(variants.root, &path, base).filter(|(_, own)| own.fits(dim)).map(|(value, _)| value);
    Some(Axis { setting: MapAxis { path, dim, values, own, text }, path_span: name.span, nodes })
}

/// Returns the dimension of the first value; none where it is no value, which reading them all reports.
fn first_dim(values: &Node) -> Option<Dim> {
    let first = match &values.kind {
        NodeKind::List(items) => items.first().and_then(Node::scalar),
        NodeKind::Scalar { text, .. } => text.split("..").next(),
        NodeKind::Map(_) => None,
    };
    first.and_then(|text| parse_quantity(text.trim())).map(|quantity| quantity.dim)
}

/// Returns what a setting is in base: a plain value, or a parameter's.
fn own(root: &Node, path: &str, base: &Scenario) -> Option<(f64, Dim)> {
    let text = overrides::written(root, path)?.scalar()?.trim();
    let param = base.params.iter().find(|param| param.id.as_str() == text).map(|param| param.value);
    parse_quantity(text).or(param).map(|quantity| (quantity.value, quantity.dim))
}

/// Writes a value in its base unit, as a model file would.
fn written(value: f64, dim: Dim) -> String {
    match dim {
        Dim::Share => format!("{}%", value * 100.0),
        Dim::Plain(1) => format!("{value}s"),
        Dim::Plain(-1) => format!("{value}/s"),
        Dim::Truth | Dim::Instant | Dim::Plain(_) => value.to_string(),
    }
}

fn scalar(text: String, span: Span) -> Node {
    Node { span, kind: NodeKind::Scalar { text, plain: true } }
}

fn entry(key: &str, key_span: Span, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_span, value }
}

fn put(axis: &Axis, at: usize) -> Entry {
    entry(&axis.setting.path, axis.path_span, axis.nodes[at].clone())
}

/// Decodes every cell; stops at the first that cannot be, for the others of its row or column could not either.
fn cells(
    (runs, span): (&[Id], Span),
    (over, by, replications): (&Axis, &Axis, Option<&Node>),
    variants: &Variants<'_>,
    report: &mut Report,
) -> Option<Vec<Run>> {
    let mut cells = Vec::new();
    for (panel, run) in runs.iter().enumerate() {
        for row in 0..by.nodes.len() {
            for column in 0..over.nodes.len() {
                let id = Id::new(&format!("cell-{panel}-{row}-{column}"))?;
                let mut entries = vec![put(over, column), put(by, row)];
                entries.extend(replications.map(|node| entry("replications", node.span, node.clone())));
                let mut findings = Report::default();
                let cell = variants.run(id, &cell(run, span, entries), &mut findings);
                let wrong = findings.has_errors();
                report.merge(findings);
                cells.push(cell.filter(|_| !wrong)?);
            }
        }
    }
    Some(cells)
}

/// Writes a cell as a run: the overrides of the panel's run, then its own.
fn cell(run: &Id, span: Span, own: Vec<Entry>) -> Entry {
    let with = (run.as_str() != "base").then(|| entry("with", span, scalar(run.to_string(), span)));
    let entries = with.into_iter().chain(own).collect();
    entry("cell", span, Node { span, kind: NodeKind::Map(entries) })
}

/// Reads what is wanted of the measure.
fn bound(node: &Node, (measure, base): (&Id, &Scenario), runs: &[Run], report: &mut Report) -> Option<MapBound> {
    let (op, against) = claim::read_bound(node, "`wanted`", report)?;
    let dim = base.measures.iter().find(|candidate| candidate.id == *measure)?.dim;
    match &against {
        Against::Value(value) => {
            // Moments count from the start of the model's clock.
            let wanted = if dim == Dim::Instant { Dim::DURATION } else { dim };
            if !value.dim.fits(wanted) {
                let message = format!("`{measure}` is {}, and this is {}", wanted.word(), value.dim.word());
                report.push(Diagnostic::error(rules::UNIT, node.span, message));
                return None;
            }
        }
        Against::ShareOf { run, .. } => {
            if dim == Dim::Instant {
                let message = format!("`{measure}` is a moment, of which there is no share");
                let finding = Diagnostic::error(rules::UNIT, node.span, message);
                report.push(finding.hint("say how long after the clock's start it may come: `<= 45m`"));
                return None;
            }
            if !runs.iter().any(|candidate| candidate.id == *run) {
                report.push(design::no_run(run, node.span, runs));
                return None;
            }
        }
    }
    Some(MapBound { op, against })
}
