//! `model.yaml` to [`Model`]: the base scenario, its variants, its designs, and what it is held against.
//!
//! A run is the base tree with values replaced, decoded again, so that every variant passes the same checks and every
//! finding stands at the line that causes it. What each key means is in `docs/model.md`.

mod action;
mod backtest;
mod block;
mod canonical;
mod curve;
mod design;
mod expression;
mod factorial;
mod hit;
mod map;
mod overrides;
mod replications;
mod scenario;
mod traffic;
mod vary;
mod what_if;

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization;

use super::decode::{self, Fields};
use super::rules;
use super::yaml::{Entry, Node, NodeKind};
use crate::base::diag::{Diagnostic, Report};
use crate::base::lang::{Lang, PerLang};
use crate::model::Id;
use crate::model::fact::{Guard, Prose, Text, Tlp};
use crate::model::scenario::{Model, Run, Scenario};

pub use vary::{Changes, Counted, Hit, Varied, vary};

/// What a model needs to know of its incident.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The day of bare times.
    pub day: NaiveDate,
    /// Their zone.
    pub zone: Tz,
}

const DEFAULT_SETS: u64 = 100;
const SETS_LIMIT: u64 = 5000;
/// Runs and designs of one model together.
const RUN_LIMIT: usize = 200;

/// Decodes a model; `None` when the base scenario has mistakes.
pub fn decode(root: &Node, setting: Setting, report: &mut Report) -> Option<Model> {
    let mut fields = Fields::new(root, "the model", report)?;
    let schema = fields.require("schema", report).and_then(|node| decode::whole(node, "`schema`", report));
    if schema.is_some_and(|schema| schema != 1) {
        let finding = Diagnostic::error(rules::BAD_VALUE, root.span, "this version reads `schema: 1`");
        report.push(finding.hint("a newer version of the program reads newer files"));
    }
    for key in scenario::KEYS {
        fields.take(key);
    }
    let runs = fields.take("runs");
    let designs = fields.take("designs");
    let backtest = fields.take("backtest");
    let sets = fields.take("robustness");
    let limits = fields.take("limits");
    let tlp = fields.take("tlp");
    let what_if = fields.take("what_if");
    // Read with the scenario, whose names it uses.
    fields.take("hit");
    fields.finish(report);
    let sets = sets.map_or(Some(DEFAULT_SETS), |node| bounded(node, "`robustness`", 0..=SETS_LIMIT, report))?;
    let mut before = Report::default();
    let base = scenario::decode(root, setting, &mut before);
    report.merge(before);
    let base = Run { id: Id::new("base")?, text: None, overrides: Vec::new(), scenario: base?, span: root.span };
    let entries = match runs.map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => entries.as_slice(),
        Some(NodeKind::List(_) | NodeKind::Scalar { .. }) | None => &[],
    };
    let variants = Variants { root, entries, setting };
    let runs = runs.map_or_else(|| vec![base.clone()], |node| self::runs(node, &base, &variants, report));
    let designs = designs.map_or_else(Vec::new, |node| design::decode(node, &runs, &variants, report));
    let backtest = backtest.map(|node| backtest::decode(node, &base.scenario, setting, report)).unwrap_or_default();
    let what_if = what_if.and_then(|node| what_if::decode(node, (root, setting), &runs[0], report));
    Some(Model {
        runs,
        designs,
        what_if: what_if.map(Box::new),
        backtest,
        robustness_sets: sets as usize,
        limits: limits.and_then(|node| whole_text(node, report)),
        guard: Guard { tlp: tlp.and_then(|node| tlp_label(node, report)), internal: false },
        span: root.span,
    })
}

fn tlp_label(node: &Node, report: &mut Report) -> Option<Tlp> {
    let labels: Vec<(&str, Tlp)> = Tlp::ALL.into_iter().map(|tlp| (tlp.label(), tlp)).collect();
    decode::one_of(node, "`tlp`", &labels, report)
}

fn bounded(node: &Node, what: &str, range: RangeInclusive<u64>, report: &mut Report) -> Option<u64> {
    let value = decode::whole(node, what, report)?;
    if !range.contains(&value) {
        let message = format!("{what} is from {} to {}", range.start(), range.end());
        report.push(Diagnostic::error(rules::LIMIT, node.span, message));
        return None;
    }
    Some(value)
}

fn runs(node: &Node, base: &Run, variants: &Variants<'_>, report: &mut Report) -> Vec<Run> {
    let mut runs = vec![base.clone()];
    let Some(entries) = decode::entries(node, "`runs`", report) else { return runs };
    if entries.len() > RUN_LIMIT {
        report.push(Diagnostic::error(rules::LIMIT, node.span, format!("a model has at most {RUN_LIMIT} runs")));
        return runs;
    }
    for entry in entries {
        let Some(id) = decode::key_id(entry, report) else { continue };
        if id.as_str() == "base" {
            let finding = Diagnostic::error(rules::BAD_VALUE, entry.key_span, "`base` is the model itself");
            report.push(finding.hint("give the run another name"));
            continue;
        }
        if let Some(run) = variants.run(id, entry, report) {
            runs.push(run);
        }
    }
    runs
}

/// What variants are made of: the base tree and the runs as written.
struct Variants<'a> {
    root: &'a Node,
    entries: &'a [Entry],
    setting: Setting,
}

impl Variants<'_> {
    /// Decodes a run: the base tree with its overrides in place, so that it passes the same checks as base.
    fn run(&self, id: Id, entry: &Entry, report: &mut Report) -> Option<Run> {
        let overrides = overrides::collect(entry, self.entries, report)?;
        let tree = overrides::apply(self.root, &overrides, report)?;
        let mut findings = Report::default();
        let scenario = scenario::decode(&tree, self.setting, &mut findings);
        report.merge(findings);
        let written = overrides.iter().map(|one| (one.key.clone(), canonical::text(&one.value))).collect();
        let text = match &entry.value.kind {
            NodeKind::Map(fields) => texts(fields, report),
            NodeKind::List(_) | NodeKind::Scalar { .. } => None,
        };
        Some(Run { id, text, overrides: written, scenario: scenario?, span: entry.key_span })
    }
}

/// Reads `en` and `bn` where they stand directly in an entry.
fn texts(entries: &[Entry], report: &mut Report) -> Option<Text> {
    let mut of = |lang: Lang| {
        let entry = entries.iter().find(|entry| entry.key == lang.code())?;
        let markdown: String = decode::scalar(&entry.value, "the text", report)?.nfc().collect();
        Some((lang, Prose { markdown, span: entry.value.content_span() }))
    };
    PerLang::gather(Lang::ALL.into_iter().filter_map(&mut of))
}

/// Takes `en` and `bn` out of an entry.
fn take_texts(fields: &mut Fields<'_>, report: &mut Report) -> Option<Text> {
    let pairs = ["bn", "en"].map(|code| (Lang::from_code(code), fields.take(code)));
    let mut found = Vec::new();
    for (lang, node) in pairs {
        let (Some(lang), Some(node)) = (lang, node) else { continue };
        if let Some(text) = decode::scalar(node, "the text", report) {
            found.push((lang, Prose { markdown: text.to_owned(), span: node.content_span() }));
        }
    }
    PerLang::gather(found)
}

/// Reads an expression that stands alone, or under `is` with its words beside it.
fn worded<'a>(entry: &'a Entry, what: &str, report: &mut Report) -> Option<(&'a Node, Option<Text>)> {
    let NodeKind::Map(_) = entry.value.kind else { return Some((&entry.value, None)) };
    let mut fields = Fields::new(&entry.value, what, report)?;
    let node = fields.require("is", report);
    let text = take_texts(&mut fields, report);
    fields.finish(report);
    Some((node?, text))
}

/// Reads a map that holds nothing but a text per language.
fn whole_text(node: &Node, report: &mut Report) -> Option<Text> {
    let mut fields = Fields::new(node, "the text", report)?;
    let text = take_texts(&mut fields, report);
    fields.finish(report);
    text
}

/// Reads ids, one or a list.
fn ids(node: &Node, what: &str, report: &mut Report) -> Vec<Id> {
    decode::one_or_list(node).iter().filter_map(|node| decode::id(node, what, report)).collect()
}

/// Finds a measure of a scenario or says which are there.
fn known_measure(entry_key: (&str, crate::base::source::Span), scenario: &Scenario, report: &mut Report) -> Option<Id> {
    let known: Vec<&str> = scenario.measures.iter().map(|measure| measure.id.as_str()).collect();
    let found = scenario.measures.iter().find(|measure| measure.id.as_str() == entry_key.0);
    if found.is_none() {
        let finding =
            Diagnostic::error(rules::UNKNOWN_NAME, entry_key.1, format!("there is no measure `{}`", entry_key.0));
        report.push(decode::with_nearest(finding, entry_key.0, &known, "measures"));
    }
    found.map(|measure| measure.id.clone())
}
