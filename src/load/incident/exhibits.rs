//! The team's own charts and figures: what they say and which file they show. The files themselves are read later, by
//! `attach`.

use super::context::Context;
use crate::base::diag::{Diagnostic, Report};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Node, NodeKind};
use crate::model::exhibit::{Chart, Figure, KnownUnit, Line, Overlay, Place, Unit};
use crate::model::{Id, Text};

/// More series than this cannot be told apart in one chart.
pub(crate) const SERIES_LIMIT: usize = 3;

/// Reads the charts.
pub(crate) fn charts(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Chart> {
    context.section(fields, "charts", |context, fields, id, path| {
        let file = file(fields, context.report);
        let time = fields.take("time").and_then(|node| decode::scalar(node, "`time`", context.report));
        let unit = fields.require("unit", context.report).and_then(|node| unit(context, node));
        let lines = fields.take("series").map_or_else(Vec::new, |node| lines(context, node));
        let overlay = fields.take("model").and_then(|node| overlay(node, context.report));
        let place = place(fields, context.report);
        let caption = fields.take("caption");
        let caption = context.own_text(caption, &format!("`{path}/caption`"), Some(&format!("{path}/caption")));
        let fact = context.fact(fields);
        let takeaway = context.text(fields, Some(path));
        let (file, file_span) = file?;
        Some(Chart {
            id,
            takeaway: takeaway?,
            caption,
            unit: unit?,
            lines,
            overlay,
            place: place.unwrap_or(Place::Timeline),
            file,
            file_span,
            time: time.map(str::to_owned),
            fact,
        })
    })
}

/// Reads the figures.
pub(crate) fn figures(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Figure> {
    context.section(fields, "figures", |context, fields, id, path| {
        let file = file(fields, context.report);
        let place = place(fields, context.report);
        let fact = context.fact(fields);
        let caption = required(context, fields, (path, "caption"), "say in a sentence what the picture shows");
        let alt = required(context, fields, (path, "alt"), "say what the picture says, for those who do not see it");
        let (file, file_span) = file?;
        Some(Figure {
            id,
            caption: caption?,
            alt: alt?,
            image: None,
            place: place.unwrap_or(Place::Timeline),
            file,
            file_span,
            fact,
        })
    })
}

/// Reads a text that must be there, in YAML or in Markdown.
fn required(
    context: &mut Context<'_>,
    fields: &mut Fields<'_>,
    (path, key): (&str, &'static str),
    hint: &str,
) -> Option<Text> {
    let place = format!("{path}/{key}");
    let node = fields.take(key);
    if node.is_none() && !context.prose.has(&place) {
        let _ = context.prose_alone(&place);
        context.report.push(fields.missing(key).hint(hint));
        return None;
    }
    context.own_text(node, &format!("`{place}`"), Some(&place))
}

fn file(fields: &mut Fields<'_>, report: &mut Report) -> Option<(String, crate::base::source::Span)> {
    let node = fields.require("file", report)?;
    let text = decode::scalar(node, "`file`", report)?;
    Some((text.to_owned(), node.content_span()))
}

fn place(fields: &mut Fields<'_>, report: &mut Report) -> Option<Place> {
    let words = Place::ALL.map(|place| (place.word(), place));
    fields.take("section").and_then(|node| decode::one_of(node, "`section`", &words, report))
}

/// Reads a unit: a word that the program knows, or words of its own per language.
fn unit(context: &mut Context<'_>, node: &Node) -> Option<Unit> {
    if let NodeKind::Map(_) = node.kind {
        return context.own_text(Some(node), "`unit`", None).map(Unit::Named);
    }
    let text = decode::scalar(node, "`unit`", context.report)?;
    let known = KnownUnit::ALL.into_iter().find(|unit| unit.word() == text);
    if known.is_none() {
        let words = KnownUnit::ALL.map(KnownUnit::word);
        let finding = Diagnostic::error(rules::UNIT, node.span, format!("`unit` cannot be `{text}`"));
        let finding = decode::with_nearest(finding, text, &words, "possible");
        context.report.push(finding.hint("or say it in words: `unit: {en: orders an hour, bn: …}`"));
    }
    known.map(Unit::Known)
}

/// Reads which series are shown: one name, a list of names, or a map from names to what they are called.
fn lines(context: &mut Context<'_>, node: &Node) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    match &node.kind {
        NodeKind::Map(entries) => {
            for entry in entries {
                let what = format!("`series/{}`", entry.key);
                let node = (!entry.value.is_empty()).then_some(&entry.value);
                let text = context.own_text(node, &what, None);
                found.push(Line { name: entry.key.clone(), text, samples: Vec::new(), span: entry.key_span });
            }
        }
        NodeKind::Scalar { .. } | NodeKind::List(_) => {
            for node in decode::one_or_list(node) {
                let Some(name) = decode::scalar(node, "a series", context.report) else { continue };
                found.push(Line { name: name.to_owned(), text: None, samples: Vec::new(), span: node.content_span() });
            }
        }
    }
    if found.len() > SERIES_LIMIT {
        let message = format!("{} series are more than the {SERIES_LIMIT} that can be told apart", found.len());
        let finding = Diagnostic::error(rules::LIMIT, found[SERIES_LIMIT].span, message).label("one too many");
        context.report.push(finding.hint("draw two charts"));
        found.truncate(SERIES_LIMIT);
    }
    found
}

/// Reads `RUN.BLOCK.SERIES`; whether there is such a run and series is known once the model has been read.
fn overlay(node: &Node, report: &mut Report) -> Option<Overlay> {
    let text = decode::scalar(node, "`model`", report)?;
    let found = text.split_once('.').and_then(|(run, series)| Some((Id::new(run)?, series)));
    let found = found.filter(|(_, series)| series.contains('.'));
    if found.is_none() {
        let finding = decode::bad_value(node, format!("`{text}` is not a run and one of its series"));
        report.push(finding.hint("write run, block and series: `base.users.error`"));
    }
    found.map(|(run, series)| Overlay { run, series: series.to_owned(), span: node.content_span() })
}
