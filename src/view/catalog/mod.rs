//! Pages about the knowledge base as a whole: lessons, actions, numbers, tags, terms; and what the terminal says of them.

pub mod calendar;
pub mod listing;

mod actions;
mod durations;
mod glossary;
mod index;
mod kin;
mod lessons;
mod stats;
mod tags;

use super::Press;
use super::document::{Block, BlockKind, Document, Href, Inline, Inlines, Preview};
use super::frame::{ACTIONS, GLOSSARY, LESSONS, NEWSLETTERS, STATS, TAGS, frame, path_in};
use super::links::shown;
use super::newsletter::archive;
use super::writer::{Writer, paragraph, plain, say};
use crate::model::incident::Factor;
use crate::model::{Incident, Text, Tlp};
use crate::runs::evidence::Evidence;

pub(super) use actions::state as action_state;
pub(super) use index::{anniversary, coverage};
pub(super) use kin::{kin, recurrence};
pub(super) use tags::line as tags_line;

/// A page about the knowledge base: where it stands in a language, and what makes it, if there is something to say.
pub type Page = (&'static str, fn(Press<'_>, &[Evidence]) -> Option<Document>);

/// The pages about the knowledge base.
pub const PAGES: [Page; 6] = [
    (LESSONS, lessons::page),
    (ACTIONS, |press, _| actions::page(press)),
    (STATS, |press, _| stats::page(press)),
    (TAGS, |press, _| tags::page(press)),
    (GLOSSARY, |press, _| glossary::page(press)),
    (NEWSLETTERS, archive),
];

/// Makes every page about the knowledge base that has something to say.
pub fn pages(press: Press<'_>, evidence: &[Evidence]) -> Vec<Document> {
    PAGES.into_iter().filter_map(|(_, make)| make(press, evidence)).collect()
}

/// Writes about many incidents on one page, and remembers whether any text was borrowed.
struct Pen<'a> {
    press: Press<'a>,
    borrowed: bool,
}

impl<'a> Pen<'a> {
    fn new(press: Press<'a>) -> Self {
        Self { press, borrowed: false }
    }

    /// Writes about one incident, as its report would: links start from where that stands.
    fn about<T>(&mut self, incident: &'a Incident, write: impl FnOnce(&mut Writer<'a>) -> T) -> T {
        let path = report_path(self.press, incident);
        let mut writer = Writer::new(self.press, incident, &path);
        let written = write(&mut writer);
        self.borrowed |= writer.has_borrowed();
        written
    }

    /// Returns a text to stand in a link or on another page: without its own links, which may lead to places of its report.
    fn text(&mut self, incident: &'a Incident, text: &Text) -> Inlines {
        self.about(incident, |writer| bare(writer.inline(text)))
    }

    /// Links to a report by its title.
    fn report(&mut self, incident: &'a Incident) -> Inline {
        self.place(incident, None)
    }

    /// Links to a place in a report by what it hit and when, where titles would be a wall of text.
    fn short(&self, incident: &Incident, anchor: Option<&str>) -> Inline {
        Inline::Link(place(self.press, incident, anchor), say(durations::name(self.press, incident)))
    }

    /// Links to a place in a report, by the report's title.
    fn place(&mut self, incident: &'a Incident, anchor: Option<&str>) -> Inline {
        let title = self.text(incident, &incident.title);
        Inline::Link(place(self.press, incident, anchor), title)
    }
}

fn report_path(press: Press<'_>, incident: &Incident) -> String {
    super::frame::report_path(press.texts.lang(), &incident.id)
}

/// Returns the link to a place in a report.
fn place(press: Press<'_>, incident: &Incident, anchor: Option<&str>) -> Href {
    let path = report_path(press, incident);
    let place = anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}"));
    Href::Site(shown(place, &press.edition.settings))
}

/// Takes links and notes out of a run of text.
pub(super) fn bare(content: Inlines) -> Inlines {
    content
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Link(_, inner) => bare(inner),
            Inline::Note { .. } => Vec::new(),
            Inline::Emph(inner) => vec![Inline::Emph(bare(inner))],
            Inline::Strong(inner) => vec![Inline::Strong(bare(inner))],
            Inline::Borrowed { lang, text } => vec![Inline::Borrowed { lang, text: bare(text) }],
            kept @ (Inline::Text(_) | Inline::Code(_) | Inline::Time { .. } | Inline::Break) => vec![kept],
        })
        .collect()
}

/// Joins runs of text with what stands between two of them.
fn joined(runs: Vec<Inlines>, between: &str) -> Inlines {
    let mut content = Vec::new();
    for run in runs {
        if !content.is_empty() {
            content.push(Inline::Text(between.to_owned()));
        }
        content.extend(run);
    }
    content
}

/// What a page says of itself.
struct Leaf {
    place: &'static str,
    title: String,
    description: String,
    forms: Vec<(Href, String)>,
    blocks: Vec<Block>,
}

/// Makes a page about the knowledge base; its notice stands on top where text was borrowed.
fn leaf(pen: &Pen<'_>, leaf: Leaf) -> Document {
    let press = pen.press;
    let texts = press.texts;
    let strictest = press.edition.incidents.iter().filter_map(|incident| incident.tlp).max().unwrap_or(Tlp::Clear);
    let notice = pen.borrowed.then(|| paragraph("borrowed", vec![Inline::Emph(say(texts.msg("borrowed")))]));
    let as_of = texts.msg_with("catalog-as-of", &[("date", texts.date(press.edition.as_of).into())]);
    Document {
        lang: texts.lang().code(),
        path: path_in(texts.lang(), leaf.place),
        title: leaf.title,
        description: leaf.description,
        kicker: Vec::new(),
        byline: vec![say(as_of)],
        tlp: format!("TLP:{}", strictest.label()),
        date: press.edition.as_of.to_string(),
        forms: leaf.forms,
        picture_file: None,
        preview: Preview { article: false, card: None },
        blocks: notice.into_iter().chain(leaf.blocks).collect(),
        notes: Vec::new(),
        frame: frame(press.edition, leaf.place, texts),
    }
}

fn facts(id: &str, facts: Vec<(String, String)>) -> Block {
    let facts = facts.into_iter().map(|(name, value)| (say(name), say(value))).collect();
    Block { id: id.to_owned(), kind: BlockKind::Facts(facts) }
}

/// Names a factor in a few words, for programs that list what reports are about.
pub(super) fn factor_words(press: Press<'_>, incident: &Incident, factor: &Factor) -> String {
    letters(press, incident, factor.short.as_ref().unwrap_or(&factor.entry.text))
}

/// Returns the letters of a text in the press's language, for the terminal and for calendars.
fn letters(press: Press<'_>, incident: &Incident, text: &Text) -> String {
    let mut writer = Writer::new(press, incident, &report_path(press, incident));
    plain(&bare(writer.inline(text)))
}
