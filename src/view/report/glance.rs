//! At a glance: the summary, the key facts, what it was not.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::model::time::{Length, Mark, Precision, When};
use crate::runs::evidence::{Evidence, LessonVerdict, Verdict};
use crate::text::Texts;
use crate::view::document::{Block, BlockKind, CalloutKind, Href, Inline, Inlines};
use crate::view::names;
use crate::view::report::custom;
use crate::view::writer::{Writer, list, paragraph, say, section};

/// Writes the section.
pub(super) fn at_a_glance(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let incident = writer.incident;
    let mut blocks = Vec::new();
    if let Some(summary) = &incident.summary {
        blocks.extend(writer.passage("summary", &summary.text, &summary.fact));
    }
    let mut facts = facts(writer);
    facts.extend(custom::facts(writer));
    facts.extend(evidence.and_then(|evidence| verdicts(writer.texts(), evidence)));
    if !facts.is_empty() {
        blocks.push(Block { id: "facts".to_owned(), kind: BlockKind::Facts(facts) });
    }
    let mut items = Vec::new();
    for entry in &incident.ruled_out {
        let content = writer.statement(&entry.text, &entry.fact);
        items.push(vec![paragraph(&format!("ruled_out/{}", entry.id), content)]);
    }
    if let Some(list) = list("ruled_out/list", false, items) {
        let title = say(writer.texts().msg("ruled-out"));
        let kind = BlockKind::Callout { kind: CalloutKind::Note, title, blocks: vec![list] };
        blocks.push(Block { id: "ruled_out".to_owned(), kind });
    }
    section("at-a-glance", writer.texts().msg("section-glance"), blocks)
}

fn facts(writer: &Writer<'_>) -> Vec<(Inlines, Inlines)> {
    let texts = writer.texts();
    let incident = writer.incident;
    let mut facts = Vec::new();
    let mut add = |name: String, value: Inlines| facts.push((vec![Inline::Text(name)], value));
    if let Some(severity) = incident.severity {
        add(texts.msg("fact-severity"), say(names::severity(severity).text));
    }
    if !incident.services.is_empty() {
        add(texts.msg("fact-services"), say(texts.list(&incident.services)));
    }
    let start = incident.marked(Mark::Impact).map(|event| event.when);
    let end = incident.marked(Mark::Resolved).map(|event| event.when);
    if let Some(start) = start {
        let reader = writer.press.edition.settings.zone;
        let zones = if reader == incident.zone { vec![reader] } else { vec![incident.zone, reader] };
        for zone in zones {
            let name = texts.msg_with("fact-when", &[("zone", texts.zone_name(zone).into())]);
            add(name, stretch(writer, start, end, zone));
        }
    }
    let contained = super::security::is_contained(incident);
    for (name, mark) in [
        (texts.msg("fact-detect"), Mark::Detected),
        (texts.msg("fact-acknowledge"), Mark::Acknowledged),
        (if contained { texts.msg("fact-contain") } else { texts.msg("fact-mitigate") }, Mark::Mitigated),
        (if contained { texts.msg("fact-over") } else { texts.msg("fact-resolve") }, Mark::Resolved),
    ] {
        if let Some(length) = incident.length_between(Mark::Impact, mark) {
            add(name, say(since_impact(writer.texts(), length)));
        }
    }
    facts
}

/// Says how many claims of lessons came to which verdict.
fn verdicts(texts: &Texts, evidence: &Evidence) -> Option<(Inlines, Inlines)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for verdict in [Verdict::Holds, Verdict::Depends, Verdict::Undecided, Verdict::Fails] {
        for by_construction in [false, true] {
            let alike = |one: &&LessonVerdict| one.verdict == verdict && one.by_construction == by_construction;
            let count = evidence.verdicts.iter().filter(alike).count();
            let name = names::verdict(verdict, by_construction, texts).text;
            // What is true by construction has one name, whatever its run gave.
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known += count,
                None => counts.push((name, count)),
            }
        }
    }
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    let told =
        told.map(|(name, count)| texts.msg_with("fact-verdict", &[("verdict", name.into()), ("count", count.into())]));
    // Each on a line of its own: in a narrow column a row of them would part a name from its number.
    let mut lines = Inlines::new();
    for line in told {
        if !lines.is_empty() {
            lines.push(Inline::Break);
        }
        lines.push(Inline::Link(Href::Anchor("lessons".to_owned()), say(line)));
    }
    (!lines.is_empty()).then(|| (say(texts.msg("fact-verdicts")), lines))
}

/// Says how long after the impact something came; alerts may come before it.
pub(in crate::view) fn since_impact(texts: &Texts, since: Length) -> String {
    let before =
        |length: Length| texts.msg_with("fact-before-impact", &[("duration", self::length(texts, length).into())]);
    match since {
        Length::Minutes(0) => texts.msg("fact-same-minute"),
        Length::About(0) => texts.msg("fact-same-time"),
        Length::Days(0) => texts.msg("fact-same-day"),
        Length::Minutes(count @ ..0) => before(Length::Minutes(-count)),
        Length::About(count @ ..0) => before(Length::About(-count)),
        Length::Days(count @ ..0) => before(Length::Days(-count)),
        Length::Minutes(1..) | Length::About(1..) | Length::Days(1..) => length(texts, since),
    }
}

/// Prints a length of time, no more exactly than it is known.
pub(in crate::view) fn length(texts: &Texts, length: Length) -> String {
    match length {
        Length::Minutes(minutes) => texts.duration_minutes(minutes),
        Length::About(minutes) => texts.msg_with("length-about", &[("length", texts.duration_minutes(minutes).into())]),
        Length::Days(days) => texts.duration_days(days),
    }
}

/// Prints a stretch of time, and the second date where it differs. A date alone has no clock time.
fn stretch(writer: &Writer<'_>, start: When, end: Option<When>, zone: Tz) -> Inlines {
    let texts = writer.texts();
    let (first, text) = moment(texts, start, zone, None);
    let mut content = vec![text];
    if let Some(end) = end {
        let (last, text) = moment(texts, end, zone, Some(first));
        // A dash between a clock time and the next date would read as if they were of one kind.
        if last == first {
            content.push(Inline::Text("–".to_owned()));
        } else {
            content.push(Inline::Text(format!(" {}", texts.msg("fact-when-until"))));
            content.push(Inline::Break);
        }
        content.push(text);
    }
    content
}

fn moment(texts: &Texts, when: When, zone: Tz, shown: Option<NaiveDate>) -> (NaiveDate, Inline) {
    if when.precision == Precision::Day {
        let day = when.local_day;
        return (day, Inline::Time { iso: day.to_string(), text: texts.date(day) });
    }
    let local = when.from.with_timezone(&zone);
    let day = local.date_naive();
    let clock = texts.clock_known(local, when.precision == Precision::About);
    let text = if shown == Some(day) { clock } else { format!("{}, {clock}", texts.date(day)) };
    (day, Inline::Time { iso: local.to_rfc3339(), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn what_came_after_the_impact_is_said_as_exactly_as_it_is_known() {
        let (bn, en) = (Texts::new(Lang::BN), Texts::new(Lang::EN));
        let told = |length: Length| (since_impact(&bn, length), since_impact(&en, length));
        let pair = |bn: &str, en: &str| (bn.to_owned(), en.to_owned());
        assert_eq!(told(Length::Minutes(-3)), pair("প্রভাব শুরুর ৩ মিনিট আগে", "3 min before the impact"));
        assert_eq!(told(Length::About(194)), pair("প্রায় ৩ ঘণ্টা ১৪ মিনিট", "about 3 h 14 min"));
        assert_eq!(told(Length::About(0)), pair("প্রায় একই সময়ে", "at about the same time"));
        assert_eq!(told(Length::Days(11)), pair("১১ দিন", "11 days"));
        assert_eq!(told(Length::Days(-1)), pair("প্রভাব শুরুর ১ দিন আগে", "1 day before the impact"));
        assert_eq!(told(Length::Days(0)), pair("একই দিনে", "on the same day"));
    }
}
