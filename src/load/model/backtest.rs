//! The record that a model is held against.

use chrono::Timelike;

use super::design::parse_bound;
use super::{Setting, ids, known_measure, take_texts};
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::scenario::{Backtest, HeldOut, Milestone, Record, Scenario};

/// Decodes `backtest`.
pub(super) fn decode(node: &Node, base: &Scenario, setting: Setting, report: &mut Report) -> Backtest {
    let Some(mut fields) = Fields::new(node, "`backtest`", report) else { return Backtest::default() };
    let (inputs, calibrated) = (fields.take("inputs"), fields.take("calibrated"));
    let held_out = fields.take("held_out");
    fields.finish(report);
    let start = base.clock.start.with_timezone(&setting.zone).num_seconds_from_midnight();
    let held_out = held_out.and_then(|node| decode::entries(node, "`held_out`", report)).unwrap_or_default();
    let known = names(base);
    Backtest {
        inputs: inputs.map_or_else(Vec::new, |node| milestones(node, &known, report)),
        calibrated: calibrated.map_or_else(Vec::new, |node| milestones(node, &known, report)),
        held_out: held_out.iter().filter_map(|entry| milestone(entry, base, f64::from(start), report)).collect(),
    }
}

fn names(base: &Scenario) -> Vec<String> {
    let params = base.params.iter().map(|param| param.id.to_string());
    params.chain(base.blocks.iter().map(|block| block.id.to_string())).collect()
}

fn milestones(node: &Node, known: &[String], report: &mut Report) -> Vec<Milestone> {
    let mut found = Vec::new();
    let named = |name: &str, span, report: &mut Report| {
        let there = known.iter().any(|known| known == name);
        if !there {
            let list: Vec<&str> = known.iter().map(String::as_str).collect();
            let finding =
                Diagnostic::error(rules::UNKNOWN_NAME, span, format!("there is no block or parameter `{name}`"));
            report.push(decode::with_nearest(finding, name, &list, "there are"));
        }
        there.then(|| crate::model::Id::new(name)).flatten()
    };
    if let NodeKind::Map(entries) = &node.kind {
        for entry in entries {
            let Some(id) = named(&entry.key, entry.key_span, report) else { continue };
            let Some(mut fields) = Fields::new(&entry.value, "a milestone", report) else { continue };
            let text = take_texts(&mut fields, report);
            fields.finish(report);
            found.push(Milestone { id, text });
        }
        return found;
    }
    for item in decode::one_or_list(node) {
        let Some(name) = decode::scalar(item, "a block or parameter", report) else { continue };
        let Some(id) = named(name, item.span, report) else { continue };
        found.push(Milestone { id, text: None });
    }
    found
}

fn milestone(entry: &Entry, base: &Scenario, start: f64, report: &mut Report) -> Option<HeldOut> {
    let measure = known_measure((&entry.key, entry.key_span), base, report)?;
    let (node, sources, text) = if let NodeKind::Map(_) = entry.value.kind {
        let mut fields = Fields::new(&entry.value, "a milestone", report)?;
        let node = fields.require("is", report);
        let sources = fields.take("source").map_or_else(Vec::new, |node| ids(node, "a source", report));
        let text = take_texts(&mut fields, report);
        fields.finish(report);
        (node?, sources, text)
    } else {
        (&entry.value, Vec::new(), None)
    };
    let written = decode::scalar(node, "what the record says", report)?;
    let dim = base.measures.iter().find(|candidate| candidate.id == measure)?.dim;
    let Some(record) = record(written, dim, start) else {
        let message = format!("`{written}` does not say what the record has for {}", dim.word());
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, message);
        report.push(finding.hint("write `15:13 ± 2m` or a bound such as `>= 95%`"));
        return None;
    };
    Some(HeldOut { measure, record, written: written.to_owned(), text, sources, span: entry.key_span })
}

fn record(text: &str, dim: Dim, start: f64) -> Option<Record> {
    let fit = |quantity: crate::base::expr::Quantity| {
        let shift = if quantity.dim == Dim::Instant { -start } else { 0.0 };
        quantity.dim.fits(dim).then_some(quantity.value + shift)
    };
    if let Some((op, quantity)) = parse_bound(text) {
        return Some(Record::Bound { op, value: fit(quantity)? });
    }
    let (value, tolerance) = text.split_once('±')?;
    let value = fit(parse_quantity(value.trim())?)?;
    let tolerance = parse_quantity(tolerance.trim())?;
    let wanted = if dim == Dim::Instant { Dim::DURATION } else { dim };
    tolerance.dim.fits(wanted).then_some(Record::Near { value, tolerance: tolerance.value })
}
