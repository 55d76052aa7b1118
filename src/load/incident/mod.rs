//! `incident.yaml` with its Markdown files to an [`Incident`].

pub(crate) mod context;
mod defang;
mod exhibits;
pub(crate) mod head;
mod learning;
pub(crate) mod security;
mod story;
mod timeline;

use chrono::NaiveDate;

use super::custom;
use super::decode::Fields;
use super::prose::Sections;
use super::resolve;
use super::settings;
use super::time::Local;
use super::yaml::Node;
use crate::base::diag::Report;
use crate::base::lang::{Lang, PerLang};
use crate::model::{Id, Incident, Prose, Settings};

pub(super) use context::{Context, texts, tlp};
pub(crate) use exhibits::SERIES_LIMIT;
pub use head::SEVERITIES;
pub(super) use head::{address, stage, stage_word};

/// What is known of an incident before its file is read.
pub(crate) struct Folder {
    /// The folder's name, when it is an id.
    pub(crate) id: Option<Id>,
    /// The day that the folder's name starts with.
    pub(crate) day: Option<NaiveDate>,
}

/// Reads an incident. Everything that is wrong is reported; `None` when too little is left to make one.
pub(crate) fn read(
    node: &Node,
    folder: &Folder,
    prose: Sections,
    settings: &Settings,
    report: &mut Report,
) -> Option<Incident> {
    let mut fields = Fields::new(node, "the incident", report)?;
    if !settings::schema(&mut fields, report) {
        return None;
    }
    let head = head::read(&mut fields, report);
    let mut context = Context::new(settings, head.stage, prose, report);
    let title = context.title(&mut fields);
    let day = folder.day.unwrap_or_default();
    let local = Local { zone: head.zone, is_named: fields.has("zone"), fallback: settings.zone, day };
    let custom = custom::values(&mut context, &mut fields, (settings, head.stage));
    let mut incident = body(&mut context, &mut fields, head, local)?;
    context.allow(&mut fields, &[]);
    let Context { report, prose, index, written, allows, .. } = context;
    incident.allows = allows;
    incident.custom = custom;
    fields.finish(report);
    security::check_texts(&incident.indicators, &written, report);
    prose.finish(report);
    index.check(report);
    resolve::drop_dangling(&mut incident);
    resolve::check_cycles(&incident, report);
    timeline::check(&incident, folder.day, report);
    incident.id = folder.id.clone()?;
    incident.title = title?;
    Some(incident)
}

/// Reads everything below the head. Id and title are the caller's to fill in.
fn body(context: &mut Context<'_>, fields: &mut Fields<'_>, head: head::Head, local: Local) -> Option<Incident> {
    let span = fields.span();
    let sources = head::sources(context, fields);
    context.default_source = sources.first().map(|source| source.id.clone());
    Some(Incident {
        id: Id::new("incident")?,
        kind: head.kind,
        title: PerLang::one(Lang::EN, Prose { markdown: String::new(), span }),
        severity: head.severity,
        tlp: head.tlp,
        stage: head.stage,
        owner: head.owner,
        reviewers: head.reviewers,
        reviewed: head.reviewed,
        published: head.published,
        updated: head.updated,
        zone: local.zone.unwrap_or(local.fallback),
        services: head.services,
        tags: head.tags,
        related: head.related,
        recurrence_of: head.recurrence_of,
        sources,
        summary: story::passage(context, fields, "summary"),
        ruled_out: story::entries(context, fields, "ruled_out"),
        analogy: story::analogy(context, fields),
        impact: story::impact(context, fields, local),
        trigger: story::passage(context, fields, "trigger"),
        timeline: timeline::read(context, fields, local),
        factors: story::factors(context, fields),
        blind_spots: story::entries(context, fields, "blind_spots"),
        attack: security::attack(context, fields),
        containment: story::steps(context, fields, "containment", local),
        mitigations: story::steps(context, fields, "mitigations", local),
        indicators: security::indicators(context, fields),
        lessons: learning::lessons(context, fields),
        actions: learning::actions(context, fields),
        announced: story::entries(context, fields, "announced"),
        disputes: learning::disputes(context, fields),
        charts: exhibits::charts(context, fields),
        figures: exhibits::figures(context, fields),
        glossary: learning::glossary(context, fields),
        custom: Vec::new(),
        model: None,
        allows: Vec::new(),
        span,
    })
}
