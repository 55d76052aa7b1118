//! What a report says of other reports: what happened before or again, what is alike and why, and whether the earlier
//! actions would have prevented it.

use super::actions;
use crate::catalog::actions::{Owed, State};
use crate::catalog::recurrence::{self, Recurrence};
use crate::catalog::related::{Likeness, Said, related};
use crate::model::features::Part;
use crate::model::lesson::Lesson;
use crate::model::{Id, Incident};
use crate::runs::evidence::Evidence;
use crate::text::Texts;
use crate::view::document::{Block, Href, Inline, Inlines};
use crate::view::frame::path_in;
use crate::view::names;
use crate::view::report::sentence;
use crate::view::writer::{Writer, fill, list, paragraph, plain, say, section, slot};

/// Lists the reports that are most like this one, each with the reasons.
pub(in crate::view) fn kin(writer: &mut Writer<'_>) -> Option<Block> {
    let texts = writer.texts();
    let mut items = Vec::new();
    for likeness in related(writer.press.edition, writer.incident) {
        let words = match likeness.said {
            Some(Said::Before) => texts.msg_with("related-before", &[("report", slot(0))]),
            Some(Said::Again) => texts.msg_with("related-again", &[("report", slot(0))]),
            Some(Said::Alike) | None => texts.msg_with("related-alike", &[("report", slot(0))]),
        };
        let mut content = fill(&words, &[link(writer, likeness.other)]);
        let reasons = reasons(writer, &likeness);
        if !reasons.is_empty() {
            content.push(Inline::Break);
            content.extend(reasons);
        }
        items.push(vec![paragraph(&format!("related/{}", likeness.other.id), content)]);
    }
    section("related", texts.msg("section-related"), list("related/list", false, items).into_iter().collect())
}

/// Links to a report by its title, with its day.
fn link(writer: &mut Writer<'_>, other: &Incident) -> Inlines {
    let texts = writer.texts();
    let path = path_in(texts.lang(), &names::report_place(&other.id));
    let title = Inline::Link(Href::Site(path), super::bare(writer.inline(&other.title)));
    let mut content = vec![Inline::Strong(vec![title])];
    if let Some(day) = other.day() {
        content.push(Inline::Text(format!(" ({})", texts.date(day))));
    }
    content
}

/// Says what two incidents share, a sentence for each kind of thing.
fn reasons(writer: &mut Writer<'_>, likeness: &Likeness<'_>) -> Inlines {
    let said = reason_words(writer, likeness);
    say(said.join(" "))
}

/// Says what two incidents share, a sentence for each kind of thing.
pub(super) fn reason_words(writer: &mut Writer<'_>, likeness: &Likeness<'_>) -> Vec<String> {
    let texts = writer.texts();
    let other = likeness.other;
    let mut factors = Vec::new();
    for id in &likeness.factors {
        let found = other.factors.iter().find(|factor| factor.entry.id == **id);
        factors.extend(found.map(|factor| said(writer, factor.short.as_ref().unwrap_or(&factor.entry.text))));
    }
    let mut lessons = Vec::new();
    for id in &likeness.lessons {
        let found = other.lessons.iter().find(|lesson| lesson.entry.id == **id);
        lessons.extend(found.map(|lesson| said(writer, &lesson.entry.text)));
    }
    let mut terms = Vec::new();
    for id in &likeness.terms {
        let found = other.glossary.iter().find(|term| term.id == **id);
        terms.extend(found.map(|term| said(writer, &term.term)));
    }
    let mut kinds = vec![
        ("kin-factors", factors),
        ("kin-lessons", lessons),
        ("kin-services", likeness.services.iter().map(|service| (*service).to_owned()).collect()),
        ("kin-tags", likeness.tags.iter().map(ToString::to_string).collect()),
        ("kin-terms", terms),
        ("kin-parts", likeness.parts.iter().map(|part| self::part(*part, texts)).collect()),
    ];
    // Words say less than anything else; they are told where there is nothing else.
    if kinds.iter().all(|(_, names)| names.is_empty()) {
        let own = likeness.words.iter().filter(|(lang, _)| *lang == texts.lang());
        kinds.push(("kin-words", own.map(|(_, word)| texts_quoted(texts, word)).collect()));
    }
    let told = kinds.into_iter().filter(|(_, names)| !names.is_empty());
    told.map(|(key, names)| texts.msg_with(key, &[("names", texts.list(&names).into())])).collect()
}

/// Says what the files say of two incidents.
pub(super) fn said_words(texts: &Texts, said: Option<Said>) -> Option<String> {
    Some(match said? {
        Said::Before => texts.msg("kin-before"),
        Said::Again => texts.msg("kin-again"),
        Said::Alike => texts.msg("kin-alike"),
    })
}

/// Returns a text as it stands within a sentence.
fn said(writer: &mut Writer<'_>, text: &crate::model::Text) -> String {
    let text = writer.plain(text);
    texts_quoted(writer.texts(), text.trim_end_matches(['.', '।']))
}

fn texts_quoted(texts: &Texts, text: &str) -> String {
    texts.msg_with("kin-quoted", &[("text", text.into())])
}

/// Names a part of a model.
fn part(part: Part, texts: &Texts) -> String {
    match part {
        Part::Pool => texts.msg("part-pool"),
        Part::Lanes => texts.msg("part-lanes"),
        Part::Source => texts.msg("part-source"),
        Part::Cache => texts.msg("part-cache"),
        Part::Depends => texts.msg("part-depends"),
        Part::Rollout => texts.msg("part-rollout"),
        Part::Action => texts.msg("part-action"),
    }
}

/// Writes whether what was to be done after the earlier incident would have prevented this one; `None` where this is no
/// recurrence.
pub(in crate::view) fn recurrence(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let texts = writer.texts();
    let found = recurrence::recurrence(writer.press.edition, writer.incident)?;
    let Recurrence { before, days, factors, owed, .. } = &found;
    let before_link = link(writer, before);
    let first = match days {
        Some(days) => {
            texts.msg_with("again-before-days", &[("report", slot(0)), ("days", texts.duration_days(*days).into())])
        }
        None => texts.msg_with("again-before", &[("report", slot(0))]),
    };
    let mut blocks = vec![paragraph("again/before", fill(&first, &[before_link]))];
    let mut names = Vec::new();
    for id in factors {
        let factor = before.factors.iter().find(|factor| factor.entry.id == **id);
        names.extend(factor.map(|factor| said(writer, factor.short.as_ref().unwrap_or(&factor.entry.text))));
    }
    let shared = if names.is_empty() {
        texts.msg("again-no-factors")
    } else {
        texts.msg_with("again-factors", &[("names", texts.list(&names).into())])
    };
    blocks.push(paragraph("again/factors", say(shared)));
    let mut items = Vec::new();
    for owed in owed {
        let content = earlier(writer, owed, evidence);
        items.push(vec![paragraph(&format!("again/actions/{}", owed.action.entry.id), content)]);
    }
    match list("again/list", false, items) {
        Some(list) => {
            blocks.push(paragraph("again/intro", say(texts.msg("again-actions"))));
            blocks.push(list);
        }
        None if !names.is_empty() => blocks.push(paragraph("again/none", say(texts.msg("again-no-actions")))),
        None => {}
    }
    section("again", texts.msg("again-title"), blocks)
}

/// Says how an earlier action stood when it happened again, and what this incident's model makes of its lesson.
fn earlier(writer: &mut Writer<'_>, owed: &Owed<'_>, evidence: Option<&Evidence>) -> Inlines {
    let texts = writer.texts();
    let mut content = vec![Inline::Strong(super::bare(writer.inline(&owed.action.entry.text)))];
    let mut sentences = Vec::new();
    sentences.extend(owed.action.owner.as_ref().map(|owner| texts.msg_with("again-owner", &[("owner", owner.into())])));
    sentences.push(match owed.state {
        State::Done(day) => texts.msg_with("again-done", &[("date", texts.date(day).into())]),
        State::Overdue(_) | State::Open(_) => {
            texts.msg_with("again-open", &[("state", actions::state(owed.state, texts).into())])
        }
    });
    content.push(Inline::Break);
    content.push(Inline::Text(sentences.join(" ")));
    let lesson = owed.action.lessons.iter().find_map(|id| tried(writer.incident, id, evidence));
    match lesson {
        Some((lesson, evidence)) => content.extend(judged(writer, lesson, evidence)),
        None => content.push(Inline::Text(format!(" {}", texts.msg("again-untried")))),
    }
    content
}

/// Finds a lesson of this incident that its own model has put to the test.
fn tried<'a>(
    incident: &'a Incident,
    lesson: &Id,
    evidence: Option<&'a Evidence>,
) -> Option<(&'a Lesson, &'a crate::runs::evidence::LessonVerdict)> {
    let own = incident.lessons.iter().find(|candidate| candidate.entry.id == *lesson)?;
    Some((own, evidence?.verdict(lesson)?))
}

fn judged(writer: &mut Writer<'_>, lesson: &Lesson, verdict: &crate::runs::evidence::LessonVerdict) -> Inlines {
    let texts = writer.texts();
    let badge = names::verdict(verdict.verdict, verdict.by_construction, texts);
    let named = writer.plain(&lesson.entry.text);
    let named = say(named.trim_end_matches(['.', '।']).to_owned());
    let link = vec![Inline::Link(Href::Anchor(format!("lessons/{}", lesson.entry.id)), named)];
    let words = texts.msg_with("again-judged", &[("lesson", slot(0)), ("verdict", badge.text.into())]);
    let mut content = vec![Inline::Text(" ".to_owned())];
    content.extend(fill(&words, &[link]));
    content.push(Inline::Text(format!(" {}", plain(&sentence(writer, verdict)))));
    content
}
