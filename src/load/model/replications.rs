//! How many replications are run: a number, or a rule that stops once a mean is known well enough.

use super::bounded;
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Node, NodeKind};
use crate::model::scenario::{Measure, Stopping};

const DEFAULT: u32 = 20;
const LIMIT: u64 = 10_000;
/// A rule looks at an interval, and that of fewer replications is not worth looking at.
const LEAST: u64 = 5;
/// A half-width that is to be reached, as a share of the mean.
const NARROWEST: f64 = 0.001;
const WIDEST: f64 = 0.5;

/// Reads `replications`: how many at least, and the rule that asks for more; what it names is looked up later.
pub(super) fn decode(node: Option<&Node>, report: &mut Report) -> Option<(u32, Option<Rule>)> {
    let Some(node) = node else { return Some((DEFAULT, None)) };
    let NodeKind::Map(_) = node.kind else {
        let count = bounded(node, "`replications`", 1..=LIMIT, report)?;
        return Some((count as u32, None));
    };
    let mut fields = Fields::new(node, "`replications`", report)?;
    let least =
        fields.take("min").map_or(Some(u64::from(DEFAULT)), |node| bounded(node, "`min`", LEAST..=LIMIT, report));
    let max = fields.require("max", report).and_then(|node| bounded(node, "`max`", LEAST..=LIMIT, report));
    let width = fields.require("rel_half_width", report).and_then(|node| width(node, report));
    let of = fields.require("of", report);
    fields.finish(report);
    let (least, max, rel_half_width, of_node) = (least?, max?, width?, of?);
    let of = decode::id(of_node, "a measure", report)?;
    if max < least {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, format!("`max` {max} is less than `min` {least}"));
        report.push(finding.hint("raise `max`, or lower `min`"));
        return None;
    }
    let stopping = Stopping { max: max as u32, rel_half_width, of };
    Some((least as u32, Some(Rule { stopping, span: of_node.span })))
}

/// A rule as written.
pub(super) struct Rule {
    stopping: Stopping,
    span: crate::base::source::Span,
}

impl Rule {
    /// Holds the rule's measure against those that there are.
    pub(super) fn check(self, measures: &[Measure], report: &mut Report) -> Option<Stopping> {
        let of = &self.stopping.of;
        let Some(measure) = measures.iter().find(|measure| measure.id == *of) else {
            let known: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, self.span, format!("there is no measure `{of}`"));
            report.push(decode::with_nearest(finding, of.as_str(), &known, "measures"));
            return None;
        };
        if measure.dim == Dim::Instant {
            let message = format!("`{of}` is a time of day, and a share of a time of day says nothing");
            let finding = Diagnostic::error(rules::UNIT, self.span, message);
            report.push(finding.hint("name a measure that is a number, a share or a duration"));
            return None;
        }
        Some(self.stopping)
    }
}

fn width(node: &Node, report: &mut Report) -> Option<f64> {
    let text = decode::scalar(node, "`rel_half_width`", report)?;
    let found =
        parse_quantity(text.trim()).filter(|quantity| quantity.dim == Dim::Share).map(|quantity| quantity.value);
    let fits = found.filter(|share| (NARROWEST..=WIDEST).contains(share));
    if fits.is_none() {
        let message = "`rel_half_width` is a share of the mean, from 0.1% to 50%";
        report.push(Diagnostic::error(rules::BAD_VALUE, node.span, message).hint("write `rel_half_width: 5%`"));
    }
    fits
}
