//! What stands at the top of an incident: whose it is, how severe, how far the report has come, its sources.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::context::{self, Context};
use crate::base::diag::Report;
use crate::load::decode::{self, Fields};
use crate::load::settings;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::incident::{Kind, Other, Severity, Source, Stage};
use crate::model::{Fact, Guard, Id, Tlp};

/// Severities as files spell them.
pub const SEVERITIES: [(&str, Severity); 4] =
    [("sev1", Severity::Sev1), ("sev2", Severity::Sev2), ("sev3", Severity::Sev3), ("sev4", Severity::Sev4)];

/// Stages as files spell them.
pub(crate) const STAGES: [(&str, Stage); 4] =
    [("draft", Stage::Draft), ("review", Stage::Review), ("published", Stage::Published), ("closed", Stage::Closed)];

/// Reads a stage.
pub(crate) fn stage(node: &Node, what: &str, report: &mut Report) -> Option<Stage> {
    decode::one_of(node, what, &STAGES, report)
}

/// Returns the word of a stage.
pub(crate) fn stage_word(stage: Stage) -> &'static str {
    STAGES.iter().find(|(_, known)| *known == stage).map_or("draft", |(word, _)| word)
}

/// The plain values at the top.
pub(crate) struct Head {
    pub(crate) kind: Kind,
    pub(crate) severity: Option<Severity>,
    pub(crate) tlp: Option<Tlp>,
    pub(crate) stage: Stage,
    pub(crate) owner: Option<String>,
    pub(crate) reviewers: Vec<String>,
    pub(crate) reviewed: Option<NaiveDate>,
    pub(crate) published: Option<NaiveDate>,
    pub(crate) updated: Option<NaiveDate>,
    pub(crate) zone: Option<Tz>,
    pub(crate) services: Vec<String>,
    pub(crate) tags: Vec<Id>,
    pub(crate) related: Vec<Other>,
    pub(crate) recurrence_of: Option<Other>,
}

/// Reads the plain values.
pub(crate) fn read(fields: &mut Fields<'_>, report: &mut Report) -> Head {
    let kinds = [("own", Kind::Own), ("study", Kind::Study)];
    let mut word = |key: &'static str| fields.take(key).map(|node| (node, format!("`{key}`")));
    Head {
        kind: word("kind").and_then(|(node, what)| decode::one_of(node, &what, &kinds, report)).unwrap_or(Kind::Own),
        severity: word("severity").and_then(|(node, what)| decode::one_of(node, &what, &SEVERITIES, report)),
        tlp: word("tlp").and_then(|(node, _)| context::tlp(node, report)),
        stage: word("stage").and_then(|(node, what)| stage(node, &what, report)).unwrap_or(Stage::Draft),
        owner: word("owner").and_then(|(node, what)| decode::scalar(node, &what, report)).map(str::to_owned),
        reviewers: word("reviewers")
            .map_or(&[][..], |(node, _)| decode::one_or_list(node))
            .iter()
            .filter_map(|node| decode::scalar(node, "a reviewer", report).map(str::to_owned))
            .collect(),
        reviewed: word("reviewed").and_then(|(node, what)| decode::date(node, &what, report)),
        published: word("published").and_then(|(node, what)| decode::date(node, &what, report)),
        updated: word("updated").and_then(|(node, what)| decode::date(node, &what, report)),
        zone: word("zone").and_then(|(node, _)| settings::zone(node, report)),
        services: word("services")
            .and_then(|(node, what)| decode::list(node, &what, report))
            .unwrap_or_default()
            .iter()
            .filter_map(|node| decode::scalar(node, "a service", report).map(str::to_owned))
            .collect(),
        tags: word("tags")
            .and_then(|(node, what)| decode::list(node, &what, report))
            .unwrap_or_default()
            .iter()
            .filter_map(|node| decode::id(node, "a tag", report))
            .collect(),
        related: word("related")
            .map_or(&[][..], |(node, _)| decode::one_or_list(node))
            .iter()
            .filter_map(|node| other(node, "a related incident", report))
            .collect(),
        recurrence_of: word("recurrence_of").and_then(|(node, what)| other(node, &what, report)),
    }
}

/// Reads the id of another incident; whether there is one is known when all have been read.
fn other(node: &Node, what: &str, report: &mut Report) -> Option<Other> {
    let id = decode::id(node, what, report)?;
    Some(Other { id, span: node.content_span() })
}

/// Reads the sources, a map by id.
pub(crate) fn sources(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Source> {
    let entries =
        fields.take("sources").and_then(|node| decode::entries(node, "`sources`", context.report)).unwrap_or_default();
    entries.iter().filter_map(|entry| source(context, entry)).collect()
}

fn source(context: &mut Context<'_>, entry: &Entry) -> Option<Source> {
    let id = decode::key_id(entry, context.report)?;
    context.index.define("sources", id.clone(), entry.key_span);
    if matches!(entry.value.kind, NodeKind::Scalar { .. }) {
        let url = url(&entry.value, context.report);
        return Some(Source { id, url, text: None, accessed: None, fact: no_source(context, &entry.value) });
    }
    let path = format!("sources/{}", entry.key);
    let mut fields = Fields::new(&entry.value, &format!("`{path}`"), context.report)?;
    let url = fields.take("url").and_then(|node| url(node, context.report));
    let accessed = fields.take("accessed").and_then(|node| decode::date(node, "`accessed`", context.report));
    let guard = context.guard(&mut fields);
    let named = fields.has("en") || fields.has("bn") || context.prose.has(&path);
    let text = if named || url.is_none() {
        context.text(&mut fields, Some(&path))
    } else {
        let _ = context::languages(&mut fields, context.report);
        None
    };
    fields.finish(context.report);
    Some(Source { id, url, text, accessed, fact: Fact { guard, ..no_source(context, &entry.value) } })
}

fn no_source(context: &Context<'_>, node: &Node) -> Fact {
    Fact { sources: Vec::new(), guard: Guard::default(), ..context.plain_fact(node.span) }
}

pub(crate) fn url(node: &Node, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, "an address", report)?;
    if !is_address(text) {
        let finding = decode::bad_value(node, format!("`{text}` is not the address of a source"));
        report.push(finding.hint("an address starts with `https://` or `http://`; for words, write `{en: …, bn: …}`"));
        return None;
    }
    Some(text.to_owned())
}

/// Reads an address of the web.
pub(crate) fn address(node: &Node, what: &str, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, what, report)?;
    if !is_address(text) {
        let finding = decode::bad_value(node, format!("{what}: `{text}` is not an address"));
        report.push(finding.hint("an address starts with `https://` or `http://` and has no spaces"));
        return None;
    }
    Some(text.to_owned())
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}
