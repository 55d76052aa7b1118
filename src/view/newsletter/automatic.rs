//! The items that fill themselves: verdicts, overdue actions, numbers, what happened a year ago.

use super::items::dateline;
use super::pen::Pen;
use crate::base::math;
use crate::catalog::actions::{State, actions};
use crate::catalog::issue::{numbers as counted, period, renewed};
use crate::catalog::recurrence::anniversary_on;
use crate::catalog::stats::{minutes, spread};
use crate::model::Incident;
use crate::model::time::{Length, Mark};
use crate::runs::evidence::Evidence;
use crate::view::catalog::{action_state, bare};
use crate::view::document::{Block, BlockKind, Cell, Inline, LinkCard};
use crate::view::names;
use crate::view::report::{sentence, since_impact};
use crate::view::writer::{cell, head, number_cell, paragraph, say};

/// Lists what the model says of lessons whose report came out, or was changed, since the issue before.
pub(super) fn verdicts(pen: &mut Pen<'_>, evidence: &[Evidence]) -> Vec<Block> {
    let texts = pen.press.texts;
    let period = period(pen.press.edition, pen.newsletter);
    let mut cards = Vec::new();
    for incident in renewed(pen.press.edition, period) {
        let Some(own) = evidence.iter().find(|evidence| evidence.incident == incident.id) else { continue };
        for lesson in &incident.lessons {
            let Some(verdict) = own.verdict(&lesson.entry.id) else { continue };
            cards.push(LinkCard {
                href: pen.report(incident, Some(&format!("lessons/{}", lesson.entry.id))),
                title: pen.of(incident, &lesson.entry.text),
                // A mail has room for the verdict alone; how it came about stands on the page.
                text: if pen.is_whole() {
                    pen.about(incident, |writer| bare(sentence(writer, verdict)))
                } else {
                    Vec::new()
                },
                badges: vec![names::verdict(verdict.verdict, verdict.by_construction, texts)],
            });
        }
    }
    if cards.is_empty() {
        return vec![paragraph("verdicts.none", say(texts.msg("newsletter-verdicts-none")))];
    }
    vec![Block { id: "verdicts.cards".to_owned(), kind: BlockKind::Cards(cards) }]
}

/// Lists the actions that are overdue on the day of the issue.
pub(super) fn overdue(pen: &mut Pen<'_>) -> Vec<Block> {
    let texts = pen.press.texts;
    let all = actions(pen.press.edition, pen.newsletter.date);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for owed in all.iter().filter(|owed| matches!(owed.state, State::Overdue(_))) {
        let title = pen.of(owed.incident, &owed.incident.title);
        let report = Inline::Link(pen.report(owed.incident, Some("next")), title);
        rows.push(vec![
            cell(pen.of(owed.incident, &owed.action.entry.text)),
            cell(say(owed.action.priority.map_or("–", |priority| priority.label()).to_owned())),
            cell(say(owed.action.owner.clone().unwrap_or_else(|| texts.msg("actions-nobody")))),
            cell(say(action_state(owed.state, texts))),
            cell(vec![report]),
        ]);
    }
    if rows.is_empty() {
        return vec![paragraph("overdue.none", say(texts.msg("newsletter-overdue-none")))];
    }
    let heads = ["action-what", "action-priority", "action-owner", "actions-state", "actions-report"];
    let head = head(heads.map(|key| texts.msg(key)));
    vec![Block { id: "overdue.table".to_owned(), kind: BlockKind::Table { caption: Vec::new(), head, rows } }]
}

/// Counts the time since the issue before; every incident stays a point.
pub(super) fn numbers(pen: &mut Pen<'_>) -> Vec<Block> {
    let texts = pen.press.texts;
    let period = period(pen.press.edition, pen.newsletter);
    let counted = counted(pen.press.edition, period);
    let span = texts.span(&texts.date(period.from), &texts.date(period.to));
    let actions = counted.done + counted.open + counted.overdue > 0;
    let facts = [
        Some(("numbers-period", span)),
        Some(("numbers-incidents", texts.count(counted.incidents.len()))),
        Some(("numbers-reports", texts.count(counted.reports))),
        actions.then(|| ("actions-done", texts.count(counted.done))),
        actions.then(|| ("actions-open", texts.count(counted.open))),
        actions.then(|| ("actions-overdue", texts.count(counted.overdue))),
    ];
    let facts = facts.into_iter().flatten().map(|(key, value)| (say(texts.msg(key)), say(value))).collect();
    let mut blocks = vec![Block { id: "numbers.facts".to_owned(), kind: BlockKind::Facts(facts) }];
    let marks = [Mark::Detected, Mark::Mitigated, Mark::Resolved];
    let lengths = marks.map(|mark| counted.lengths(mark));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (at, incident) in counted.incidents.iter().enumerate() {
        let mut row = vec![cell(vec![Inline::Link(pen.report(incident, None), say(name(pen, incident)))])];
        row.extend(
            lengths
                .iter()
                .map(|all| number_cell(all[at].map_or_else(|| "–".to_owned(), |length| since_impact(texts, length)))),
        );
        rows.push(row);
    }
    if let Some(row) = medians(pen, &lengths) {
        rows.push(row);
    }
    if !rows.is_empty() {
        let mut heads = head([texts.msg("numbers-incident")]);
        heads.extend(
            ["numbers-detected", "numbers-mitigated", "numbers-resolved"].map(|key| number_cell(texts.msg(key))),
        );
        let caption = say(texts.msg("numbers-caption"));
        blocks.push(Block { id: "numbers.table".to_owned(), kind: BlockKind::Table { caption, head: heads, rows } });
    }
    blocks
}

/// Returns the row of medians; `None` where there are too few incidents for any.
fn medians(pen: &Pen<'_>, lengths: &[Vec<Option<Length>>]) -> Option<Vec<Cell>> {
    let texts = pen.press.texts;
    let median = |all: &Vec<Option<Length>>| {
        let median = spread(all.iter().flatten().map(|length| minutes(*length)))?.median?;
        Some(texts.duration_minutes(math::round(median) as i64))
    };
    let medians: Vec<Option<String>> = lengths.iter().map(median).collect();
    medians.iter().any(Option::is_some).then(|| {
        let mut row = vec![cell(vec![Inline::Strong(say(texts.msg("stats-median")))])];
        row.extend(medians.into_iter().map(|median| number_cell(median.unwrap_or_else(|| "–".to_owned()))));
        row
    })
}

/// Names an incident by what it hit, and when.
fn name(pen: &mut Pen<'_>, incident: &Incident) -> String {
    let texts = pen.press.texts;
    let what = if incident.services.is_empty() { incident.id.to_string() } else { texts.list(&incident.services) };
    incident.day().map_or_else(|| what.clone(), |day| format!("{what}, {}", texts.date_short(day)))
}

/// Shows what happened a year, or years, before the issue.
pub(super) fn year_ago(pen: &mut Pen<'_>) -> Vec<Block> {
    let texts = pen.press.texts;
    let Some((years, incident)) = anniversary_on(pen.press.edition, pen.newsletter.date) else {
        return vec![paragraph("year-ago.none", say(texts.msg("newsletter-year-ago-none")))];
    };
    let mut text = vec![Inline::Text(format!("{}: ", texts.msg_with("anniversary", &[("years", years.into())])))];
    text.extend(dateline(pen, incident));
    let card = LinkCard {
        href: pen.report(incident, None),
        title: pen.of(incident, &incident.title),
        text,
        badges: Vec::new(),
    };
    vec![Block { id: "year-ago.card".to_owned(), kind: BlockKind::Cards(vec![card]) }]
}
