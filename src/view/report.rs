//! The report of one incident. Each section is one function; a section without content is left out.

pub mod drill;

mod affected;
mod analogy;
mod causes;
mod curve;
pub(super) mod custom;
mod effects;
mod exhibits;
mod exposure;
mod factorial;
mod glance;
mod grid;
mod lessons;
mod map;
mod measured;
mod next;
mod plain_grid;
mod record;
mod repeat;
mod security;
mod timeline;
mod timeline_chart;
mod tornado;
mod trust;
mod why;

use super::Press;
use super::both::BOTH;
use super::card;
use super::catalog;
use super::document::{Badge, Block, Document, Frame, Href, Inlines, Preview, Tone};
use super::frame::{frame, path_in};
use super::links;
use super::names;
use super::what_if;
use super::writer::{Writer, say};
use crate::model::exhibit::Place;
use crate::model::incident::{Kind, Stage};
use crate::model::{Audience, Incident, Released, Section, Tlp};
use crate::runs::evidence::Evidence;

pub(super) use curve::{figure as curve_figure, table as curve_table};
pub(super) use effects::{figure as effects_figure, sentence};
pub(super) use factorial::{costs as factorial_costs, effects_table, figure as factorial_figure};
pub(super) use glance::{length, since_impact};
pub(super) use grid::{question_and_answer as grid_question, whole as grid_figure};
pub(super) use map::figure as map_figure;
pub(super) use security::kind as indicator_kind;
pub(super) use timeline_chart::figure as timeline_figure;
pub(super) use tornado::section_blocks as tornado_blocks;
pub(super) use why::in_causal_order;

/// Makes the report of an incident.
pub fn report(press: Press<'_>, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Document {
    let texts = press.texts;
    let place = names::report_place(&incident.id);
    let path = path_in(texts.lang(), &place);
    let writer = &mut Writer::new(press, incident, &path);
    let title = writer.plain(&incident.title);
    // In the order of reading, so that notes are numbered in it.
    let sections = press.edition.settings.sections.iter();
    let mut blocks: Vec<Block> = sections.filter_map(|section| written(writer, evidence, *section)).collect();
    let description = description(writer);
    let byline = byline(writer);
    let card = card::is_made(press).then(|| card::words(press, incident));
    let (notes, notice) = writer.finish();
    blocks.splice(0..0, notice);
    let mut document = Document {
        lang: texts.lang().code(),
        title,
        description,
        kicker: kicker(press, incident),
        byline,
        tlp: format!("TLP:{}", incident.tlp.unwrap_or(Tlp::AmberStrict).label()),
        date: incident.updated.or(incident.published).unwrap_or(press.edition.as_of).to_string(),
        forms: forms(press, incident),
        // A picture travels alone and carries the report's label, which a part of it may exceed where not all is public.
        picture_file: (press.edition.audience == Audience::Public).then(|| texts.msg("form-picture")),
        preview: Preview { article: true, card },
        blocks,
        notes,
        frame: Frame { general: Some(general(press, &place)), ..frame(press.edition, &place, texts) },
        path,
    };
    if press.edition.settings.sections.len() < Section::ALL.len() {
        links::keep_living(&mut document, &press.edition.settings);
    }
    document
}

fn written(writer: &mut Writer<'_>, evidence: Option<&Evidence>, section: Section) -> Option<Block> {
    match section {
        Section::Glance => glance::at_a_glance(writer, evidence),
        Section::Plain => analogy::plain_words(writer, evidence),
        Section::Affected => {
            exhibits::within(writer, evidence, Place::Affected, |writer| affected::affected(writer, evidence))
        }
        Section::Timeline => exhibits::within(writer, evidence, Place::Timeline, timeline::timeline),
        Section::Why => exhibits::within(writer, evidence, Place::Why, why::why),
        Section::Unseen => why::unseen(writer, evidence),
        Section::Handled => exhibits::within(writer, evidence, Place::Handled, affected::handled),
        Section::Lessons => lessons::lessons(writer, evidence),
        Section::Next => next::next(writer),
        Section::Again => catalog::recurrence(writer, evidence),
        Section::Trust => exhibits::within(writer, evidence, Place::Trust, |writer| trust::trust(writer, evidence)),
        Section::Disputes => next::disputes(writer),
        Section::Run => repeat::run_yourself(writer, evidence),
        Section::Glossary => next::glossary(writer),
        Section::Related => catalog::kin(writer),
    }
}

/// Returns the page for readers of neither language: the one in both, where there is one.
fn general(press: Press<'_>, place: &str) -> Href {
    let languages = &press.edition.settings.languages;
    let folder = if languages.len() > 1 { BOTH } else { press.texts.lang().code() };
    Href::Site(format!("{folder}/{place}"))
}

/// Returns the badges over a title: what the report is, how severe, how far it has come.
pub(super) fn kicker(press: Press<'_>, incident: &Incident) -> Vec<Badge> {
    let texts = press.texts;
    let open = |text: String| Badge { text, tone: Tone::Open };
    let stage = match incident.stage {
        Stage::Draft => Some(texts.msg("stage-draft")),
        Stage::Review => Some(texts.msg("stage-review")),
        Stage::Published => None,
        Stage::Closed => Some(texts.msg("stage-closed")),
    };
    let severity = incident.severity.map(names::severity);
    [Some(open(kind(press, incident))), severity, stage.map(open)].into_iter().flatten().collect()
}

/// Says what a report is.
pub(super) fn kind(press: Press<'_>, incident: &Incident) -> String {
    match incident.kind {
        Kind::Own => press.texts.msg("kind-own"),
        Kind::Study => press.texts.msg("kind-study"),
    }
}

fn byline(writer: &mut Writer<'_>) -> Vec<Inlines> {
    let texts = writer.texts();
    let incident = writer.incident;
    let mut lines = Vec::new();
    if let Some(day) = incident.day() {
        let services = texts.list(&incident.services);
        let line = if services.is_empty() { texts.date(day) } else { format!("{services} · {}", texts.date(day)) };
        lines.push(say(line));
    }
    let mut dates = Vec::new();
    dates.extend(incident.published.map(|day| texts.msg_with("published", &[("date", texts.date(day).into())])));
    dates.extend(incident.updated.map(|day| texts.msg_with("updated", &[("date", texts.date(day).into())])));
    dates.extend(incident.owner.as_ref().map(|owner| texts.msg_with("owner", &[("owner", owner.into())])));
    if !dates.is_empty() {
        lines.push(say(dates.join(" · ")));
    }
    lines.extend(catalog::tags_line(writer.press, incident));
    lines
}

fn forms(press: Press<'_>, incident: &Incident) -> Vec<(Href, String)> {
    let pdf = path_in(press.texts.lang(), &format!("incidents/{}/report.pdf", incident.id));
    let mut forms: Vec<(Href, String)> =
        press.pdf.then(|| (Href::Site(pdf), press.texts.msg("form-pdf"))).into_iter().collect();
    if press.edition.settings.languages.len() > 1 {
        let both = format!("{BOTH}/{}", names::report_place(&incident.id));
        forms.push((Href::Site(both), press.texts.msg("form-both")));
    }
    if drill::is_made(incident) {
        let drill = path_in(press.texts.lang(), &drill::place(&incident.id));
        forms.push((Href::Site(drill), press.texts.msg("drill")));
    }
    forms.extend(what_if::link(incident, press.texts));
    forms
}

/// Returns the first sentences of the summary.
pub(super) fn description(writer: &mut Writer<'_>) -> String {
    const LENGTH: usize = 200;
    let Some(summary) = &writer.incident.summary else { return writer.plain(&writer.incident.title) };
    let text = writer.plain(&summary.text);
    if text.chars().count() <= LENGTH {
        return text;
    }
    let (mut short, mut sentences) = (String::new(), 0);
    let mut length = 0;
    for word in text.split_inclusive(' ') {
        length += word.chars().count();
        if length > LENGTH {
            break;
        }
        short.push_str(word);
        if word.trim_end().ends_with(['.', '।', '?', '!']) {
            sentences = short.trim_end().len();
        }
    }
    // Whole sentences, unless they would leave next to nothing.
    if sentences * 3 > short.len() { short[..sentences].to_owned() } else { format!("{}…", short.trim_end()) }
}
