//! The timeline: entries in order, key times each once, and what the order of key times must be.

use chrono::NaiveDate;

use super::context::Context;
use crate::base::diag::{Diagnostic, Report};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::time::{self, Local};
use crate::load::yaml::Node;
use crate::model::Incident;
use crate::model::incident::Event;
use crate::model::time::{Mark, Precision, When};

/// Reads the timeline.
pub(crate) fn read(context: &mut Context<'_>, fields: &mut Fields<'_>, mut local: Local) -> Vec<Event> {
    let items =
        fields.take("timeline").and_then(|node| decode::list(node, "`timeline`", context.report)).unwrap_or_default();
    items.iter().filter_map(|node| event(context, node, &mut local)).collect()
}

fn event(context: &mut Context<'_>, node: &Node, local: &mut Local) -> Option<Event> {
    let mut fields = Fields::new(node, "the timeline entry", context.report)?;
    if let Some(day) = fields.take("day") {
        if let Some(day) = decode::date(day, "`day`", context.report) {
            local.day = day;
        }
        fields.finish(context.report);
        return None;
    }
    let at = fields.require("at", context.report);
    let when = at.and_then(|node| time::read(node, *local, context.report));
    let words = Mark::ALL.map(|mark| (mark.word(), mark));
    let mark = fields.take("mark").and_then(|node| decode::one_of(node, "`mark`", &words, context.report));
    let fact = context.fact(&mut fields);
    let text = context.text(&mut fields, None);
    fields.finish(context.report);
    Some(Event { when: when?, mark, text: text?, fact })
}

/// Checks the order of entries and of key times, and that each key time is there once.
pub(crate) fn check(incident: &Incident, day: Option<NaiveDate>, report: &mut Report) {
    let events = &incident.timeline;
    let mut misplaced = Vec::new();
    for pair in events.windows(2).filter(|pair| precedes(&pair[1].when, &pair[0].when)) {
        misplaced.push(pair[1].when.span);
        let next = pair[0].when.local_day.succ_opt().unwrap_or_default();
        let finding =
            Diagnostic::error(rules::TIME_ORDER, pair[1].when.span, "this entry is earlier than the one before it");
        let hint = format!("put the entries in order of time; after midnight, an entry `- day: {next}` moves on");
        report.push(finding.related(pair[0].when.span, "the entry before it").hint(hint));
    }
    for mark in Mark::ALL {
        let mut marked = events.iter().filter(|event| event.mark == Some(mark));
        let Some(first) = marked.next() else { continue };
        for again in marked {
            let message = format!("`mark: {}` stands on two entries", mark.word());
            let finding = Diagnostic::error(rules::DUPLICATE_MARK, again.when.span, message).label("again here");
            let hint = "a key time is one moment: keep the mark where it fits best";
            report.push(finding.related(first.when.span, "first here").hint(hint));
        }
    }
    let chain = [Mark::Impact, Mark::Mitigated, Mark::Resolved];
    let known: Vec<(Mark, &Event)> =
        chain.into_iter().filter_map(|mark| incident.marked(mark).map(|event| (mark, event))).collect();
    for pair in known.windows(2) {
        let ((earlier, first), (later, second)) = (pair[0], pair[1]);
        // An entry that stands in the wrong place has been told of: with its day it may well be in order.
        if precedes(&second.when, &first.when) && !misplaced.contains(&second.when.span) {
            let message = format!("`{}` is before `{}`", later.word(), earlier.word());
            let finding = Diagnostic::error(rules::MARK_ORDER, second.when.span, message).label(later.word());
            let hint = "the order is impact, mitigated, resolved; alerts and the change may come before impact";
            report.push(finding.related(first.when.span, earlier.word()).hint(hint));
        }
    }
    check_day(incident, day, report);
}

fn check_day(incident: &Incident, day: Option<NaiveDate>, report: &mut Report) {
    let (Some(day), Some(impact)) = (day, incident.marked(Mark::Impact)) else { return };
    if impact.when.local_day != day {
        let message = format!("impact is on {}, but the folder's name says {day}", impact.when.local_day);
        let finding = Diagnostic::warning(rules::IMPACT_DAY, impact.when.span, message);
        report.push(finding.hint("the folder is named after the day of impact in the incident's zone"));
    }
}

/// A date alone is a whole day: it is before a time only when its day is.
fn precedes(a: &When, b: &When) -> bool {
    if a.precision == Precision::Day || b.precision == Precision::Day {
        return a.local_day < b.local_day;
    }
    a.from < b.from
}
