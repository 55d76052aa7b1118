//! One scenario: clock, parameters, entities, blocks, measures.

use chrono::{NaiveTime, TimeZone, Utc};

use super::expression::{May, Scope};
use super::{Setting, block, canonical, ids, replications, take_texts, worded};
use crate::base::diag::{Diagnostic, Report};
use crate::base::digest::Hasher;
use crate::base::expr::{Dim, Expr, parse, parse_quantity};
use crate::base::source::Span;
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::{Clock, Draw, ENTITY_LIMIT, Fidelity, Group, Measure, Param, Scenario, series};

/// Keys of the model that make up a scenario.
pub(super) const KEYS: [&str; 8] =
    ["clock", "fidelity", "seed", "replications", "params", "entities", "blocks", "measures"];

const DEFAULT_STEP: f64 = 10.0;
const STEPS_LIMIT: f64 = 1_000_000.0;
/// Far more than a model that people can follow has, and few enough to be read in a moment.
const BLOCK_LIMIT: usize = 500;
const HORIZON_LIMIT: f64 = 31.0 * 86_400.0;

/// Decodes a scenario; `None` when anything in it is wrong.
pub(super) fn decode(root: &Node, setting: Setting, report: &mut Report) -> Option<Scenario> {
    let mut fields = Fields::new(root, "the model", report)?;
    let clock = fields.require("clock", report).and_then(|node| clock(node, setting, report));
    let words = [Fidelity::Fluid, Fidelity::Des].map(|fidelity| (fidelity.word(), fidelity));
    let fidelity = fields
        .take("fidelity")
        .map_or(Some(Fidelity::Fluid), |node| decode::one_of(node, "`fidelity`", &words, report))?;
    let seed = fields.take("seed").map_or(Some(1), |node| decode::whole(node, "`seed`", report));
    let replications = replications::decode(fields.take("replications"), report);
    let params = fields.take("params").map_or_else(Vec::new, |node| params(node, report));
    let blocks_node = fields.require("blocks", report)?;
    if let NodeKind::Map(entries) = &blocks_node.kind
        && entries.len() > BLOCK_LIMIT
    {
        let message = format!("a model has at most {BLOCK_LIMIT} blocks, and this one has {}", entries.len());
        let finding = Diagnostic::error(rules::LIMIT, entries[BLOCK_LIMIT].key_span, message);
        report.push(finding.hint("a fleet of things alike is a group of `entities`, not a block for each"));
        return None;
    }
    let scope = Scope {
        params: params.iter().map(|param| (param.id.to_string(), param.value.dim)).collect(),
        series: series_names(blocks_node),
        calls: if fidelity == Fidelity::Des { call_names(blocks_node) } else { Vec::new() },
        start: clock.map_or(0.0, |(_, start)| start),
    };
    let group = match fields.take("entities") {
        Some(node) => group(node, &scope, report),
        None => {
            Some(Group { id: Id::new("entity")?, count: Expr::constant(1.0, Dim::NUMBER), size: Draw::List(vec![1.0]) })
        }
    };
    // With a broken clock or group the blocks are still read, so that their mistakes show in the same go.
    let entity = group.as_ref().map_or_else(|| Id::new("entity"), |group| Some(group.id.clone()))?;
    let blocks = block::blocks(blocks_node, &scope, (&entity, fidelity), report);
    let measures = fields.take("measures").map_or_else(Vec::new, |node| measures(node, &scope, report));
    if let Some(node) = fields.take("hit") {
        // Only `sim what-if` asks for it, so it is part of no scenario; but a mistake in it is told at once.
        scope.read(node, Dim::Truth, May::Entity, report);
    }
    let (replications, rule) = replications.unzip();
    let stopping = rule.flatten().and_then(|rule| rule.check(&measures, report));
    if report.has_errors() {
        return None;
    }
    let (clock, _) = clock?;
    let digest = digest(root, clock);
    Some(Scenario {
        fidelity,
        clock,
        seed: seed?,
        replications: replications?,
        stopping,
        params,
        group: group?,
        blocks,
        measures,
        digest,
    })
}

fn digest(root: &Node, clock: Clock) -> crate::base::digest::Digest {
    let mut hasher = Hasher::default();
    hasher.text(&clock.start.to_rfc3339());
    if let NodeKind::Map(entries) = &root.kind {
        for key in KEYS {
            let entry = entries.iter().find(|entry| entry.key == key);
            hasher.text(key);
            hasher.text(&entry.map(|entry| canonical::text(&entry.value)).unwrap_or_default());
        }
    }
    hasher.finish()
}

/// Reads the clock; also returns the seconds from the start of the day to its start.
fn clock(node: &Node, setting: Setting, report: &mut Report) -> Option<(Clock, f64)> {
    let mut fields = Fields::new(node, "the clock", report)?;
    let start = fields.require("start", report);
    let horizon = fields.require("for", report);
    let step = fields.take("step");
    fields.finish(report);
    let start_node = start?;
    let scope = Scope::default();
    let constant = |node: &Node, dim, report: &mut Report| match scope.read(node, dim, May::Params, report)? {
        Expr::Const(quantity) => Some(quantity.value),
        Expr::Name(..) | Expr::Binary(..) | Expr::Call(..) => {
            report.push(Diagnostic::error(rules::BAD_VALUE, node.span, "the clock wants plain values"));
            None
        }
    };
    let seconds = constant(start_node, Dim::Instant, report)?;
    let horizon_node = horizon?;
    let horizon = constant(horizon_node, Dim::DURATION, report)?;
    let step_seconds = step.map_or(Some(DEFAULT_STEP), |node| constant(node, Dim::DURATION, report))?;
    if step_seconds > horizon {
        let finding =
            Diagnostic::error(rules::BAD_VALUE, horizon_node.span, "the clock ends before its first step does");
        report.push(finding.hint("lengthen `for`, or shorten `step`, which is 10 s unless given"));
        return None;
    }
    if !(step_seconds > 0.0 && horizon > 0.0 && horizon <= HORIZON_LIMIT && horizon / step_seconds <= STEPS_LIMIT) {
        let message = "a model runs for at most 31 days and 1,000,000 steps, both above 0";
        report.push(
            Diagnostic::error(rules::LIMIT, horizon_node.span, message).hint("shorten `for`, or lengthen `step`"),
        );
        return None;
    }
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0)?;
    let Some(local) = setting.zone.from_local_datetime(&setting.day.and_time(time)).single() else {
        let message = "this local time does not exist once on that day, because the clocks change";
        report.push(Diagnostic::error(rules::BAD_VALUE, start_node.span, message).hint("start the model earlier"));
        return None;
    };
    Some((Clock { start: local.with_timezone(&Utc), horizon, step: step_seconds }, seconds))
}

fn params(node: &Node, report: &mut Report) -> Vec<Param> {
    let entries = decode::entries(node, "`params`", report).unwrap_or_default();
    entries.iter().filter_map(|entry| param(entry, report)).collect()
}

fn param(entry: &Entry, report: &mut Report) -> Option<Param> {
    let id = decode::key_id(entry, report)?;
    let what = format!("parameter `{id}`");
    let (value_node, range, sources, text) = if let NodeKind::Scalar { .. } = entry.value.kind {
        (&entry.value, None, Vec::new(), None)
    } else {
        let mut fields = Fields::new(&entry.value, &what, report)?;
        let value = fields.require("value", report);
        let range = fields.take("range");
        let sources = fields.take("source").map_or_else(Vec::new, |node| ids(node, "a source", report));
        let text = take_texts(&mut fields, report);
        fields.finish(report);
        (value?, range, sources, text)
    };
    let written = decode::scalar(value_node, &what, report)?;
    let Some(value) = parse_quantity(written) else {
        let finding =
            Diagnostic::error(rules::BAD_VALUE, value_node.span, format!("{what}: `{written}` is not a value"));
        report.push(finding.hint(match parse(written, value_node.span) {
            _ if written.starts_with('-') => "a parameter is not below 0: where it is taken away, write `a - b`",
            Ok(_) => "a parameter is one number with its unit; what is worked out stands where the parameter is used",
            Err(_) => "a unit follows its number directly: `20m`, `2ms`, `30%`, `96`",
        }));
        return None;
    };
    let limits = range.and_then(|node| self::range(node, value.dim, report));
    if limits.is_some_and(|(low, high)| value.value < low || value.value > high) {
        let finding =
            Diagnostic::error(rules::BAD_VALUE, value_node.span, format!("{what} lies outside its own range"));
        report.push(finding.hint("widen `range`, or mend the value"));
    }
    if sources.is_empty() && range.is_none() {
        let message = format!("{what} has no source, so it is an assumption, and an assumption needs a range");
        let finding = Diagnostic::error(rules::ASSUMPTION, entry.key_span, message);
        report.push(finding.hint(format!("write `{id}: {{value: {written}, range: LOW..HIGH}}` or add `source:`")));
    }
    Some(Param {
        id,
        value,
        range: limits,
        sources,
        written: written.to_owned(),
        written_range: range.and_then(Node::scalar).map(str::to_owned),
        text,
        span: entry.key_span,
    })
}

fn range(node: &Node, dim: Dim, report: &mut Report) -> Option<(f64, f64)> {
    let text = decode::scalar(node, "a range", report)?;
    let bounds = text.split_once("..").and_then(|(low, high)| {
        let (low, high) = (parse_quantity(low.trim())?, parse_quantity(high.trim())?);
        (low.dim.fits(dim) && high.dim.fits(dim) && low.value < high.value).then_some((low.value, high.value))
    });
    if bounds.is_none() {
        let message = format!("`{text}` is not a range of {}", dim.word());
        let hint = "write `LOW..HIGH`, both with the unit of the value: `5m..60m`";
        report.push(Diagnostic::error(rules::BAD_VALUE, node.span, message).hint(hint));
    }
    bounds
}

fn series_names(blocks: &Node) -> Vec<(String, Dim)> {
    let NodeKind::Map(entries) = &blocks.kind else { return Vec::new() };
    let mut names = Vec::new();
    for entry in entries {
        let NodeKind::Map(parts) = &entry.value.kind else { continue };
        for kind in parts.iter().flat_map(|part| series::series_of_word(&part.key)) {
            names.push((format!("{}.{}", entry.key, kind.name), kind.dim));
        }
    }
    names
}

/// Names what single calls have: `block.quantity`.
fn call_names(blocks: &Node) -> Vec<(String, Dim)> {
    let NodeKind::Map(entries) = &blocks.kind else { return Vec::new() };
    let mut names = Vec::new();
    for entry in entries {
        let NodeKind::Map(parts) = &entry.value.kind else { continue };
        for kind in parts.iter().flat_map(|part| series::calls_of_word(&part.key)) {
            names.push((format!("{}.{}", entry.key, kind.name), kind.dim));
        }
    }
    names
}

fn group(node: &Node, scope: &Scope, report: &mut Report) -> Option<Group> {
    let entries = decode::entries(node, "`entities`", report)?;
    let [entry] = entries else {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, "a model has one group of entities");
        report.push(finding.hint("write `entities: {cluster: {count: 100, n: lognormal(1500; 0.8; max 7500)}}`"));
        return None;
    };
    let id = decode::key_id(entry, report)?;
    let mut fields = Fields::new(&entry.value, "the group", report)?;
    let size_node = fields.require("n", report);
    let count_node = fields.take("count");
    fields.finish(report);
    let size_node = size_node?;
    if let NodeKind::List(items) = &size_node.kind {
        let sizes: Vec<f64> = items.iter().filter_map(|item| decode::number(item, "a size", report)).collect();
        let count = Expr::constant(sizes.len() as f64, Dim::NUMBER);
        if sizes.is_empty() && items.is_empty() {
            let finding = Diagnostic::error(rules::BAD_VALUE, size_node.span, "a group without entities");
            report.push(finding.hint("list at least one size: `[100, 200]`"));
        }
        // `count` may stand there all the same: a run that lists sizes leaves that of the base behind.
        return (sizes.len() == items.len() && !sizes.is_empty()).then_some(Group {
            id,
            count,
            size: Draw::List(sizes),
        });
    }
    let Some(count_node) = count_node else {
        report.push(Diagnostic::error(rules::MISSING_KEY, entry.key_span, "the group has no `count`"));
        return None;
    };
    let count = scope.read(count_node, Dim::NUMBER, May::Params, report);
    if let Some(Expr::Const(count)) = &count
        && count.value > ENTITY_LIMIT
    {
        let message = format!("a group has at most {ENTITY_LIMIT} entities");
        let finding = Diagnostic::error(rules::LIMIT, count_node.span, message);
        report.push(finding.hint("let one entity stand for many: what they share is a `rate`, or `per` callers"));
    }
    let size = lognormal(size_node, scope, report);
    Some(Group { id, count: count?, size: size? })
}

fn lognormal(node: &Node, scope: &Scope, report: &mut Report) -> Option<Draw> {
    let text = decode::scalar(node, "the sizes", report)?;
    let inner = text.strip_prefix("lognormal(").and_then(|rest| rest.strip_suffix(')'));
    let parts: Vec<&str> = inner.map(|inner| inner.split(';').collect()).unwrap_or_default();
    let [median, sigma, max] = parts[..] else {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, format!("`{text}` is no way to draw sizes"));
        report.push(finding.hint("write `lognormal(MEDIAN; SIGMA; max LARGEST)` or a list: `[100, 200]`"));
        return None;
    };
    let max = max.trim().strip_prefix("max ").unwrap_or(max);
    let whole = node.content_span();
    let mut read = |part: &str| {
        let part = part.trim();
        // Parts are slices of the whole text, so their places follow from it.
        let start = (whole.start as usize + part.as_ptr().addr() - text.as_ptr().addr()).min(whole.end as usize);
        let span = Span::new(whole.file, start..(start + part.len()).min(whole.end as usize));
        scope.parse_as((part, span), Dim::NUMBER, May::Params, report)
    };
    let (median, sigma, max) = (read(median), read(sigma), read(max));
    Some(Draw::Lognormal { median: median?, sigma: sigma?, max: max? })
}

fn measures(node: &Node, scope: &Scope, report: &mut Report) -> Vec<Measure> {
    let entries = decode::entries(node, "`measures`", report).unwrap_or_default();
    entries.iter().filter_map(|entry| measure(entry, scope, report)).collect()
}

fn measure(entry: &Entry, scope: &Scope, report: &mut Report) -> Option<Measure> {
    let id = decode::key_id(entry, report)?;
    let (node, text) = worded(entry, "a measure", report)?;
    let (expr, dim) = scope.read_any(node, May::Measure, report)?;
    if dim == Dim::Truth {
        report.push(Diagnostic::error(rules::UNIT, node.span, "a measure is a number, not a condition"));
        return None;
    }
    Some(Measure { id, expr, dim, text, span: entry.key_span })
}
