//! One item of an issue.

use super::super::decode::{self, Fields};
use super::super::incident::context::{self, Context};
use super::super::incident::{head, security};
use super::super::rules;
use super::super::yaml::{Node, NodeKind};
use crate::base::diag::{Diagnostic, Report};
use crate::model::incident::{Entry, Indicator, Other};
use crate::model::newsletter::{Advisory, Item, ItemKind, LessonRef, Reading, Snapshot, Urgency};
use crate::model::{Fact, Guard, Id, Text};

/// The keys that say what an item is.
const KINDS: [&str; 8] = ["lead", "incident", "advisory", "note", "people", "event", "reading", "drill"];

/// The items that fill themselves: a word each.
const AUTOMATIC: [(&str, ItemKind); 4] = [
    ("verdicts", ItemKind::Verdicts),
    ("overdue", ItemKind::Overdue),
    ("numbers", ItemKind::Numbers),
    ("year-ago", ItemKind::YearAgo),
];

const URGENCIES: [(&str, Urgency); 4] =
    [("critical", Urgency::Critical), ("high", Urgency::High), ("medium", Urgency::Medium), ("low", Urgency::Low)];

/// Reads an item.
pub(super) fn read(context: &mut Context<'_>, node: &Node) -> Option<Item> {
    if matches!(node.kind, NodeKind::Scalar { .. }) {
        let kind = decode::one_of(node, "an item without words of its own", &AUTOMATIC, context.report)?;
        let id = node.scalar().and_then(Id::new)?;
        return Some(plain(id, kind, node));
    }
    let (key, value) = kind(node, context.report)?;
    let what = value.scalar().map_or_else(|| "the item".to_owned(), |name| format!("the item `{name}`"));
    let mut fields = Fields::new(node, &what, context.report)?;
    let value = fields.take(key)?;
    let found = match key {
        "lead" => lesson(value, context.report).map(|lesson| (lesson.lesson.clone(), ItemKind::Lead(lesson))),
        "incident" => other(value, context.report).map(|other| (other.id.clone(), ItemKind::Incident(other))),
        "drill" => {
            let other = other(value, context.report);
            other.and_then(|other| Some((Id::new(&format!("drill-{}", other.id))?, ItemKind::Drill(other))))
        }
        _ => own(context, key, (value, &mut fields)),
    };
    let borrowed = matches!(key, "lead" | "incident" | "drill");
    let title = if borrowed { None } else { context.title(&mut fields) };
    let text = text(context, &mut fields, borrowed || key == "reading");
    let tags = tags(&mut fields, context.report);
    let byline = fields.take("byline");
    let byline = context.own_text(byline, "`byline`", None);
    let may_picture = matches!(key, "note" | "people" | "event");
    let picture = if may_picture { fields.take("picture") } else { None };
    let picture = picture.and_then(|node| snapshot(context, node));
    let sources = fields.take("sources").map_or_else(Vec::new, |node| links(context, (node, "`sources`"), false));
    let guard = context.guard(&mut fields);
    fields.finish(context.report);
    let (id, kind) = found?;
    Some(Item { title, byline, tags, text, picture, sources, guard, ..plain(id, kind, node) })
}

fn plain(id: Id, kind: ItemKind, node: &Node) -> Item {
    Item {
        id,
        kind,
        title: None,
        byline: None,
        tags: Vec::new(),
        text: None,
        picture: None,
        sources: Vec::new(),
        guard: Guard::default(),
        span: node.content_span(),
    }
}

/// Finds the key that says what an item is.
fn kind<'a>(node: &'a Node, report: &mut Report) -> Option<(&'static str, &'a Node)> {
    let entries = decode::entries(node, "an item", report)?;
    let named = KINDS.into_iter().filter_map(|key| Some((key, entries.iter().find(|entry| entry.key == key)?)));
    let named: Vec<_> = named.collect();
    match named.as_slice() {
        [(key, entry)] => Some((key, &entry.value)),
        [] => {
            let finding = Diagnostic::error(rules::MISSING_KEY, node.content_span(), "the item says no kind");
            let kinds = format!("one of: {}", KINDS.join(", "));
            report.push(finding.label("in this item").hint(kinds).hint("write `note: name`, then `title`, `en`, `bn`"));
            None
        }
        [.., (key, entry)] => {
            let message = format!("an item is of one kind: `{}` or `{key}`, and one of them alone", named[0].0);
            let finding = Diagnostic::error(rules::BAD_VALUE, entry.key_span, message).label("a second kind");
            report.push(finding.hint("begin another item with `- `"));
            None
        }
    }
}

/// Reads what an item with a name of its own has.
fn own(context: &mut Context<'_>, key: &str, (value, fields): (&Node, &mut Fields<'_>)) -> Option<(Id, ItemKind)> {
    let id = decode::id(value, "the name of an item", context.report);
    let kind = match key {
        "advisory" => advisory(context, fields).map(ItemKind::Advisory),
        "reading" => {
            let node = fields.require("links", context.report);
            Some(ItemKind::Reading(node.map_or_else(Vec::new, |node| links(context, (node, "`links`"), true))))
        }
        "people" => Some(ItemKind::People),
        "event" => Some(ItemKind::Event),
        _ => Some(ItemKind::Note),
    };
    Some((id?, kind?))
}

fn other(node: &Node, report: &mut Report) -> Option<Other> {
    let id = decode::id(node, "an incident", report)?;
    Some(Other { id, span: node.content_span() })
}

/// Reads `incident#lessons/id`.
fn lesson(node: &Node, report: &mut Report) -> Option<LessonRef> {
    let text = decode::scalar(node, "`lead`", report)?;
    let named =
        text.split_once("#lessons/").and_then(|(incident, lesson)| Some((Id::new(incident)?, Id::new(lesson)?)));
    if named.is_none() {
        let finding = decode::bad_value(node, format!("`{text}` is not a lesson of a report"));
        report
            .push(finding.hint("write the incident and its lesson: `2024-12-11-openai-telemetry#lessons/break-glass`"));
    }
    named.map(|(id, lesson)| LessonRef { incident: Other { id, span: node.content_span() }, lesson })
}

/// Reads the words that stand directly in an item; where something else speaks for it they may be left out.
fn text(context: &mut Context<'_>, fields: &mut Fields<'_>, may_lack: bool) -> Option<Text> {
    if may_lack && !fields.has("en") && !fields.has("bn") {
        let _ = context::languages(fields, context.report);
        return None;
    }
    context.text(fields, None)
}

fn tags(fields: &mut Fields<'_>, report: &mut Report) -> Vec<String> {
    let Some(node) = fields.take("tags") else { return Vec::new() };
    let mut found = Vec::new();
    for node in decode::list(node, "`tags`", report).unwrap_or_default() {
        let Some(tag) = decode::scalar(node, "a tag", report) else { continue };
        if tag.contains(char::is_whitespace) {
            let joined = tag.split_whitespace().collect::<Vec<_>>().join("-");
            report.push(
                decode::bad_value(node, format!("the tag `{tag}` has a space")).hint(format!("write `{joined}`")),
            );
            continue;
        }
        found.push(tag.trim_start_matches('#').to_owned());
    }
    found
}

fn advisory(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Option<Advisory> {
    let severity = fields.require("severity", context.report);
    let severity = severity.and_then(|node| decode::one_of(node, "`severity`", &URGENCIES, context.report));
    let affected = fields.take("affected");
    let affected = context.own_text(affected, "`affected`", None);
    let mut steps = Vec::new();
    if let Some(node) = fields.require("do", context.report) {
        for node in decode::list(node, "`do`", context.report).unwrap_or_default() {
            steps.extend(context.own_text(Some(node), "a step of `do`", None));
        }
    }
    let indicators = indicators(context, fields);
    let incident = fields.take("report").and_then(|node| other(node, context.report));
    Some(Advisory { severity: severity?, affected, steps, indicators, incident })
}

fn indicators(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Indicator> {
    context.section(fields, "indicators", |context, fields, id, _| {
        let kind = fields.require("kind", context.report);
        let kind = kind.and_then(|node| decode::one_of(node, "`kind`", &security::KINDS, context.report));
        let value = fields.require("value", context.report);
        let value = value.and_then(|node| security::value(node, kind, context.report));
        let as_of = fields.take("as_of").and_then(|node| decode::date(node, "`as_of`", context.report));
        let text = context.text(fields, None)?;
        let fact = Fact { as_of, ..context.plain_fact(fields.span()) };
        Some(Indicator { entry: Entry { id, text, fact }, kind: kind?, value: value? })
    })
}

/// Reads links; `told` says whether each needs words.
fn links(context: &mut Context<'_>, (node, what): (&Node, &str), told: bool) -> Vec<Reading> {
    let mut found = Vec::new();
    for node in decode::list(node, what, context.report).unwrap_or_default() {
        let Some(mut own) = Fields::new(node, &format!("an entry of {what}"), context.report) else { continue };
        let url = own.require("url", context.report).and_then(|node| head::url(node, context.report));
        let text = text(context, &mut own, !told);
        own.finish(context.report);
        found.extend(url.map(|url| Reading { url, text }));
    }
    found
}

fn snapshot(context: &mut Context<'_>, node: &Node) -> Option<Snapshot> {
    let mut own = Fields::new(node, "`picture`", context.report)?;
    let file = own.require("file", context.report);
    let file = file.and_then(|node| Some((decode::scalar(node, "`file`", context.report)?, node.content_span())));
    let caption = own.require("caption", context.report);
    let caption = caption.and_then(|node| context.own_text(Some(node), "`caption`", None));
    let alt = own.require("alt", context.report);
    let alt = alt.and_then(|node| context.own_text(Some(node), "`alt`", None));
    own.finish(context.report);
    let (file, file_span) = file?;
    Some(Snapshot { caption: caption?, alt: alt?, image: None, file: file.to_owned(), file_span })
}
