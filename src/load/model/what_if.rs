//! What readers may set: names as `--set` takes them, each with its values.

use super::{bounded, hit, scenario, take_texts};
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::scenario::{Knob, Run, Setting, WhatIf};

/// More settings than these nobody would try out.
const KNOBS: usize = 3;
/// Values of one setting.
const VALUES: std::ops::RangeInclusive<usize> = 2..=12;
/// Cells at most: each is a model of its own to be run.
const CELLS: usize = 400;
const REPLICATIONS: u64 = 1000;

/// Decodes a what-if.
pub(super) fn decode(
    node: &Node,
    (root, setting): (&Node, super::Setting),
    base: &Run,
    report: &mut Report,
) -> Option<WhatIf> {
    let mut fields = Fields::new(node, "a what-if", report)?;
    let (set, replications) = (fields.require("set", report), fields.take("replications"));
    fields.finish(report);
    let replications = match replications {
        Some(node) => bounded(node, "`replications`", 1..=REPLICATIONS, report)? as u32,
        None => base.scenario.replications,
    };
    let set = set?;
    let entries = decode::entries(set, "`set`", report)?;
    if !(1..=KNOBS).contains(&entries.len()) {
        let message = format!("a what-if has 1 to {KNOBS} settings, and this one has {}", entries.len());
        report.push(Diagnostic::error(rules::LIMIT, set.span, message));
        return None;
    }
    let has_sizes = super::vary::child(root, "entities").is_some();
    let knobs: Vec<Option<Knob>> = entries.iter().map(|entry| knob(entry, (base, has_sizes), report)).collect();
    let knobs: Vec<Knob> = knobs.into_iter().collect::<Option<_>>()?;
    let cells: usize = knobs.iter().map(|knob| knob.values.len()).product();
    if cells > CELLS {
        let message = format!("these values make {cells} cells, and a what-if has at most {CELLS}");
        report.push(Diagnostic::error(rules::LIMIT, set.span, message).hint("leave some values out"));
        return None;
    }
    let (condition, _) = hit::found(root, report)?;
    let mut tree = root.clone();
    hit::add_count(&mut tree, &format!("count({condition})"), node.span)?;
    let mut findings = Report::default();
    let counted = scenario::decode(&tree, setting, &mut findings);
    report.merge(findings);
    let hit = counted?.measures.pop()?;
    Some(WhatIf { knobs, replications, hit, condition, has_sizes, span: node.span })
}

/// Reads `NAME: [VALUES]`, or `NAME: {values: [VALUES]}` with words.
fn knob(entry: &Entry, (base, has_sizes): (&Run, bool), report: &mut Report) -> Option<Knob> {
    let (node, text) = match &entry.value.kind {
        NodeKind::Map(_) => {
            let mut fields = Fields::new(&entry.value, "a setting", report)?;
            let values = fields.require("values", report);
            let text = take_texts(&mut fields, report);
            fields.finish(report);
            (values?, text)
        }
        NodeKind::List(_) | NodeKind::Scalar { .. } => (&entry.value, None),
    };
    let scenario = &base.scenario;
    let size = has_sizes.then(|| format!("{}.n", scenario.group.id));
    let (target, dim, own) = if Some(&entry.key) == size.as_ref() {
        (Setting::Size, Dim::NUMBER, None)
    } else if let Some(param) = scenario.params.iter().find(|param| param.id.as_str() == entry.key) {
        (Setting::Param(param.id.clone()), param.value.dim, param.text.clone())
    } else {
        let known = scenario.params.iter().map(|param| param.id.as_str()).chain(size.as_deref()).collect::<Vec<_>>();
        let message = format!("`{}` is neither a parameter nor the size of an entity", entry.key);
        let finding = Diagnostic::error(rules::UNKNOWN_NAME, entry.key_span, message);
        report.push(decode::with_nearest(finding, &entry.key, &known, "a what-if can set"));
        return None;
    };
    if !matches!(dim, Dim::Plain(0 | 1) | Dim::Share) {
        let message = format!("`{}` is {}, which nobody could type into a page", entry.key, dim.word());
        let finding = Diagnostic::error(rules::UNIT, entry.key_span, message);
        report.push(finding.hint("a what-if sets plain numbers, durations and shares"));
        return None;
    }
    let (values, written) = values(node, dim, target == Setting::Size, report)?;
    Some(Knob { path: entry.key.clone(), target, dim, values, written, text: text.or(own) })
}

/// Reads a list of values; they stay as written too, for a command to repeat them.
fn values(node: &Node, dim: Dim, is_size: bool, report: &mut Report) -> Option<(Vec<f64>, Vec<String>)> {
    let items = decode::list(node, "the values of a setting", report)?;
    if !VALUES.contains(&items.len()) {
        let message =
            format!("a setting has {} to {} values, and this one has {}", VALUES.start(), VALUES.end(), items.len());
        report.push(Diagnostic::error(rules::LIMIT, node.span, message));
        return None;
    }
    let mut values = Vec::new();
    let mut written = Vec::new();
    for item in items {
        let text = decode::scalar(item, "a value", report)?.trim();
        let value = parse_quantity(text).filter(|quantity| quantity.dim.fits(dim)).map(|quantity| quantity.value);
        let Some(value) = value.filter(|value| !is_size || *value > 0.0) else {
            let message = if is_size {
                format!("`{text}` is no size: a size is a number above 0")
            } else {
                format!("`{text}` is not {}", dim.word())
            };
            report.push(Diagnostic::error(rules::BAD_VALUE, item.span, message));
            return None;
        };
        if values.last().is_some_and(|last| *last >= value) {
            let finding = Diagnostic::error(rules::BAD_VALUE, item.span, "the values of a setting ascend");
            report.push(finding.hint("put the smallest first, each once"));
            return None;
        }
        values.push(value);
        written.push(text.to_owned());
    }
    Some((values, written))
}
