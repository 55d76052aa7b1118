//! The items of an issue, each a section.

use super::automatic;
use super::pen::Pen;
use crate::model::incident::{Indicator, IndicatorKind};
use crate::model::newsletter::{Advisory, Item, ItemKind, LessonRef, Reading, Snapshot, Urgency};
use crate::model::{Id, Incident, Released};
use crate::runs::evidence::Evidence;
use crate::view::catalog::bare;
use crate::view::document::{Block, BlockKind, Cell, Href, Inline, Inlines, LinkCard, Picture};
use crate::view::names;
use crate::view::report::drill::{self, Drill};
use crate::view::report::{description, effects_figure, indicator_kind, sentence, timeline_figure};
use crate::view::writer::{cell, head, list, paragraph, plain, say};

/// How many events of a drill an issue gives away.
const STEPS: usize = 3;

/// Makes the section of an item; `None` where this edition has nothing to say under it.
pub(super) fn section(pen: &mut Pen<'_>, item: &Item, evidence: &[Evidence]) -> Option<Block> {
    let title = say(heading(pen, item));
    let mut blocks: Vec<Block> = meta(pen, item).into_iter().collect();
    blocks.extend(match &item.kind {
        ItemKind::Lead(lead) => self::lead(pen, item, (lead, evidence)),
        ItemKind::Incident(other) => report(pen, item, &other.id),
        ItemKind::Advisory(advisory) => self::advisory(pen, item, advisory),
        ItemKind::Note | ItemKind::People | ItemKind::Event => told(pen, item),
        ItemKind::Reading(links) => {
            let mut blocks = told(pen, item);
            blocks.extend(reading(pen, item, links));
            blocks
        }
        ItemKind::Drill(other) => drill(pen, item, (&other.id, evidence)),
        ItemKind::Verdicts => automatic::verdicts(pen, evidence),
        ItemKind::Overdue => automatic::overdue(pen),
        ItemKind::Numbers => automatic::numbers(pen),
        ItemKind::YearAgo => automatic::year_ago(pen),
    });
    blocks.extend(item.picture.as_ref().and_then(|picture| self::picture(pen, item, picture)));
    blocks.extend(sources(pen, item));
    (!blocks.is_empty()).then(|| Block { id: item.id.to_string(), kind: BlockKind::Section { title, blocks } })
}

/// Returns the heading of an item: its own, or what it stands for.
pub(super) fn heading(pen: &mut Pen<'_>, item: &Item) -> String {
    let texts = pen.press.texts;
    if let Some(title) = &item.title {
        return plain(&pen.inline(title));
    }
    match &item.kind {
        ItemKind::Lead(_) => texts.msg("newsletter-lead"),
        ItemKind::Incident(other) => find(pen, &other.id).map_or_else(String::new, |incident| {
            let title = pen.of(incident, &incident.title);
            plain(&title)
        }),
        ItemKind::Drill(_) => texts.msg("newsletter-drill"),
        ItemKind::Verdicts => texts.msg("newsletter-verdicts"),
        ItemKind::Overdue => texts.msg("newsletter-overdue"),
        ItemKind::Numbers => texts.msg("newsletter-numbers"),
        ItemKind::YearAgo => texts.msg("newsletter-year-ago"),
        ItemKind::Advisory(_) | ItemKind::Note | ItemKind::People | ItemKind::Event | ItemKind::Reading(_) => {
            texts.msg("newsletter")
        }
    }
}

/// Returns the first words of an item: its own, or those of the report that it stands for.
pub(super) fn teaser(pen: &mut Pen<'_>, item: &Item) -> Inlines {
    if let Some(text) = &item.text {
        return pen.first(text);
    }
    let ItemKind::Incident(other) = &item.kind else { return Vec::new() };
    find(pen, &other.id).map_or_else(Vec::new, |incident| say(pen.about(incident, description)))
}

pub(super) fn find<'a>(pen: &Pen<'a>, id: &Id) -> Option<&'a Released<Incident>> {
    pen.press.edition.incidents.iter().find(|incident| incident.id == *id)
}

/// Writes labels and who it is by.
fn meta(pen: &mut Pen<'_>, item: &Item) -> Option<Block> {
    let mut content: Inlines = Vec::new();
    for tag in &item.tags {
        if !content.is_empty() {
            content.push(Inline::Text(" ".to_owned()));
        }
        content.push(Inline::Strong(say(format!("#{tag}"))));
    }
    if let Some(byline) = &item.byline {
        if !content.is_empty() {
            content.push(Inline::Text(" · ".to_owned()));
        }
        content.extend(pen.inline(byline));
    }
    (!content.is_empty()).then(|| paragraph(&format!("{}.meta", item.id), content))
}

/// Writes an item's own words.
fn told(pen: &mut Pen<'_>, item: &Item) -> Vec<Block> {
    let text = item.text.as_ref();
    text.map_or_else(Vec::new, |text| pen.told(&format!("{}.text", item.id), text, item.id.as_str()))
}

/// Shows a lesson with its verdict, and the picture of what it and the others do.
fn lead(pen: &mut Pen<'_>, item: &Item, (lead, evidence): (&LessonRef, &[Evidence])) -> Vec<Block> {
    let Some(incident) = find(pen, &lead.incident.id) else { return Vec::new() };
    let Some(lesson) = incident.lessons.iter().find(|lesson| lesson.entry.id == lead.lesson) else { return Vec::new() };
    let evidence = evidence.iter().find(|evidence| evidence.incident == incident.id);
    let verdict = evidence.and_then(|evidence| evidence.verdict(&lesson.entry.id));
    let texts = pen.press.texts;
    let mut text = vec![Inline::Emph(pen.of(incident, &incident.title))];
    if let Some(verdict) = verdict {
        text.push(Inline::Break);
        text.extend(pen.about(incident, |writer| bare(sentence(writer, verdict))));
    }
    let badge = verdict.map(|verdict| names::verdict(verdict.verdict, verdict.by_construction, texts));
    let card = LinkCard {
        href: pen.report(incident, Some(&format!("lessons/{}", lesson.entry.id))),
        title: pen.of(incident, &lesson.entry.text),
        text,
        badges: badge.into_iter().collect(),
    };
    let mut blocks = told(pen, item);
    blocks.push(Block { id: format!("{}.card", item.id), kind: BlockKind::Cards(vec![card]) });
    let drawn = pen.about(incident, |writer| {
        let effects = evidence.and_then(|evidence| effects_figure(writer, evidence));
        effects.or_else(|| timeline_figure(writer))
    });
    blocks.extend(drawn.map(|block| renamed(block, &item.id)));
    blocks
}

/// Two items may show the same picture of two reports: each gets a name of its own.
fn renamed(block: Block, item: &Id) -> Block {
    let kind = match block.kind {
        BlockKind::Figure(mut drawing) => {
            drawing.id = format!("{item}-{}", drawing.id);
            BlockKind::Figure(drawing)
        }
        other @ (BlockKind::Section { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout { .. }
        | BlockKind::Facts(_)
        | BlockKind::Table { .. }
        | BlockKind::Timeline { .. }
        | BlockKind::Picture(_)
        | BlockKind::Lesson(_)
        | BlockKind::Cards(_)) => other,
    };
    Block { id: format!("{item}.figure"), kind }
}

/// Tells a report in short: what, when, how bad, and its first sentences.
fn report(pen: &mut Pen<'_>, item: &Item, id: &Id) -> Vec<Block> {
    let Some(incident) = find(pen, id) else { return Vec::new() };
    let own = told(pen, item);
    let mut blocks = vec![paragraph(&format!("{}.when", item.id), dateline(pen, incident))];
    if own.is_empty() {
        let summary = pen.about(incident, description);
        blocks.push(paragraph(&format!("{}.text", item.id), say(summary)));
    }
    blocks.extend(own);
    blocks.push(link(pen, (&item.id, "report"), incident, "newsletter-report"));
    blocks
}

/// Says how severe an incident was, what it hit and when, in words relative to the day too.
pub(super) fn dateline(pen: &Pen<'_>, incident: &Incident) -> Inlines {
    let texts = pen.press.texts;
    let mut content = Vec::new();
    if let Some(severity) = incident.severity {
        content.extend([Inline::Strong(say(names::severity(severity).text)), Inline::Text(" · ".to_owned())]);
    }
    if !incident.services.is_empty() {
        content.push(Inline::Text(format!("{} · ", texts.list(&incident.services))));
    }
    if let Some(day) = incident.day() {
        content.push(Inline::Time { iso: day.to_string(), text: texts.date(day) });
        content.push(Inline::Text(format!(" ({})", texts.relative(day, pen.newsletter.date))));
    }
    content
}

fn link(pen: &Pen<'_>, (item, part): (&Id, &str), incident: &Incident, words: &str) -> Block {
    let words = pen.press.texts.msg(words);
    paragraph(&format!("{item}.{part}"), vec![Inline::Link(pen.report(incident, None), say(words))])
}

fn advisory(pen: &mut Pen<'_>, item: &Item, advisory: &Advisory) -> Vec<Block> {
    let texts = pen.press.texts;
    let severity = match advisory.severity {
        Urgency::Critical => texts.msg("urgency-critical"),
        Urgency::High => texts.msg("urgency-high"),
        Urgency::Medium => texts.msg("urgency-medium"),
        Urgency::Low => texts.msg("urgency-low"),
    };
    let mut facts = vec![(say(texts.msg("advisory-severity")), say(severity))];
    if let Some(affected) = &advisory.affected {
        facts.push((say(texts.msg("advisory-affected")), pen.inline(affected)));
    }
    let id = &item.id;
    let mut blocks = vec![Block { id: format!("{id}.facts"), kind: BlockKind::Facts(facts) }];
    blocks.extend(told(pen, item));
    let steps: Vec<Vec<Block>> = advisory
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| vec![paragraph(&format!("{id}.do-{}", at + 1), pen.inline(step))])
        .collect();
    if let Some(steps) = list(&format!("{id}.do"), true, steps) {
        blocks.push(paragraph(&format!("{id}.do-head"), vec![Inline::Strong(say(texts.msg("advisory-do")))]));
        blocks.push(steps);
    }
    blocks.extend(indicators(pen, item, &advisory.indicators));
    let incident = advisory.incident.as_ref().and_then(|other| find(pen, &other.id));
    blocks.extend(incident.map(|incident| link(pen, (id, "report"), incident, "newsletter-report")));
    blocks
}

fn indicators(pen: &mut Pen<'_>, item: &Item, indicators: &[Indicator]) -> Option<Block> {
    let texts = pen.press.texts;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for indicator in indicators {
        let mut meaning = pen.inline(&indicator.entry.text);
        if let Some(day) = indicator.entry.fact.as_of {
            let said = texts.msg_with("confidence-as-of", &[("date", texts.date(day).into())]);
            meaning.push(Inline::Text(format!(" ({said})")));
        }
        rows.push(vec![
            cell(vec![Inline::Code(indicator.value.clone())]),
            cell(say(kind(indicator.kind, pen))),
            cell(meaning),
        ]);
    }
    let heads = ["indicator-value", "indicator-kind", "indicator-meaning"];
    let kind = BlockKind::Table {
        caption: say(texts.msg("indicators-caption")),
        head: head(heads.map(|key| texts.msg(key))),
        rows,
    };
    (!indicators.is_empty()).then(|| Block { id: format!("{}.indicators", item.id), kind })
}

fn kind(kind: IndicatorKind, pen: &Pen<'_>) -> String {
    indicator_kind(kind, pen.press.texts)
}

fn reading(pen: &mut Pen<'_>, item: &Item, links: &[Reading]) -> Option<Block> {
    let mut entries = Vec::new();
    for (at, link) in links.iter().enumerate() {
        let id = format!("{}.link-{}", item.id, at + 1);
        let mut content = vec![Inline::Link(Href::External(link.url.clone()), say(host(&link.url)))];
        if let Some(text) = &link.text {
            content.push(Inline::Text(": ".to_owned()));
            content.extend(pen.inline(text));
        }
        entries.push(vec![paragraph(&id, content)]);
    }
    list(&format!("{}.links", item.id), false, entries)
}

/// Names a page on the web by who has it.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Names where an item comes from, each a link.
fn sources(pen: &mut Pen<'_>, item: &Item) -> Option<Block> {
    let mut content = vec![Inline::Text(format!("{} ", pen.press.texts.msg("newsletter-sources")))];
    for (at, source) in item.sources.iter().enumerate() {
        if at > 0 {
            content.push(Inline::Text(" · ".to_owned()));
        }
        let words = match &source.text {
            Some(text) => bare(pen.inline(text)),
            None => say(host(&source.url)),
        };
        content.push(Inline::Link(Href::External(source.url.clone()), words));
    }
    (content.len() > 1).then(|| paragraph(&format!("{}.sources", item.id), content))
}

fn picture(pen: &mut Pen<'_>, item: &Item, picture: &Snapshot) -> Option<Block> {
    let image = picture.image.clone()?;
    let lang = picture.alt.or_borrowed(pen.press.texts.lang()).0.code();
    let picture = Picture {
        file: pen.file(&format!("{}.{}", item.id, image.format.ending())),
        image,
        caption: pen.inline(&picture.caption),
        alt: plain(&pen.inline(&picture.alt)),
        lang,
    };
    Some(Block { id: format!("{}.picture", item.id), kind: BlockKind::Picture(Box::new(picture)) })
}

/// Tells the first events of a past incident, and asks what the reader would do.
fn drill(pen: &mut Pen<'_>, item: &Item, (id, evidence): (&Id, &[Evidence])) -> Vec<Block> {
    let Some(incident) = find(pen, id) else { return Vec::new() };
    let evidence = evidence.iter().find(|evidence| evidence.incident == incident.id);
    let Some(Drill { document, briefing, steps, .. }) = drill::drill(pen.press, incident, evidence) else {
        return Vec::new();
    };
    let name = |part: &str| format!("{}.{part}", item.id);
    let mut blocks = told(pen, item);
    // The scene alone: how a drill goes on the page need not be said here.
    blocks.extend(briefing.into_iter().next().map(|scene| Block { id: name("scene"), ..scene }));
    // The last event tells how it ends.
    let shown = STEPS.min(steps.len().saturating_sub(1));
    let question = steps[..shown].last().map(|step| step.question.clone());
    let events = steps.into_iter().take(shown).enumerate().map(|(at, step)| {
        let mut content = vec![Inline::Strong(step.time), Inline::Text(" ".to_owned())];
        content.extend(bare(step.content));
        vec![paragraph(&name(&format!("event-{}", at + 1)), content)]
    });
    blocks.extend(list(&name("events"), true, events.collect()));
    blocks.extend(question.map(|question| paragraph(&name("question"), vec![Inline::Strong(say(question))])));
    let words = pen.press.texts.msg("newsletter-drill-on");
    blocks.push(paragraph(&name("on"), vec![Inline::Link(Href::Site(document.path), say(words))]));
    blocks
}
