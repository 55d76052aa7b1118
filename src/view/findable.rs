//! What of every incident can be searched, in one language, every string final.

use chrono::NaiveDate;

use super::Press;
use super::frame::path_in;
use super::names;
use super::report::custom;
use super::writer::{Writer, plain};
use crate::model::incident::{Incident, Stage};
use crate::model::{Id, Section, Text};
use crate::text::Texts;

/// A text, with its language where that is not the page's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its letters.
    pub text: String,
    /// BCP 47 code of the language that it is borrowed from.
    pub borrowed: Option<&'static str>,
}

/// A statement that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id in the incident.
    pub id: String,
    /// What it says.
    pub said: Said,
}

/// An incident as search sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// The page of its report, from the site's root.
    pub path: String,
    /// Its title.
    pub title: Said,
    /// The day it is told from, as machines and as readers know it.
    pub day: Option<(NaiveDate, String)>,
    /// SEV1 to SEV4.
    pub severity: Option<String>,
    /// How far the report has come: the word of files, the word of readers.
    pub stage: (&'static str, String),
    /// Services.
    pub services: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// What it says under fields of the knowledge base's own.
    pub custom: Vec<String>,
    /// The summary.
    pub summary: Option<Said>,
    /// Why it happened.
    pub factors: Vec<Statement>,
    /// The factors in a few words, as far as they have such words, in the same order.
    pub shorts: Vec<Option<String>>,
    /// What was learned.
    pub lessons: Vec<Statement>,
}

/// Lists the incidents of an edition, newest first.
pub fn findable(press: Press<'_>) -> Vec<Listed> {
    press.edition.incidents.iter().map(|incident| listed(press, incident)).collect()
}

fn listed(press: Press<'_>, incident: &Incident) -> Listed {
    let texts = press.texts;
    let path = path_in(texts.lang(), &names::report_place(&incident.id));
    let mut writer = Writer::new(press, incident, &path);
    // What reports leave out is not found in them either.
    let shows = |section: Section| press.edition.settings.shows(section);
    let factors = if shows(Section::Why) { incident.factors.as_slice() } else { &[] };
    let lessons = if shows(Section::Lessons) { incident.lessons.as_slice() } else { &[] };
    let shorts = factors.iter().map(|factor| factor.short.as_ref().map(|short| writer.plain(short))).collect();
    let writer = &mut writer;
    Listed {
        id: incident.id.to_string(),
        title: said(writer, &incident.title),
        day: incident.day().map(|day| (day, texts.date(day))),
        severity: incident.severity.map(|severity| names::severity(severity).text),
        stage: stage(incident.stage, texts),
        services: incident.services.clone(),
        tags: incident.tags.iter().map(Id::to_string).collect(),
        custom: custom::letters(writer),
        summary: incident.summary.as_ref().map(|summary| said(writer, &summary.text)),
        factors: factors.iter().map(|factor| statement(writer, &factor.entry.id, &factor.entry.text)).collect(),
        shorts,
        lessons: lessons.iter().map(|lesson| statement(writer, &lesson.entry.id, &lesson.entry.text)).collect(),
        path,
    }
}

fn statement(writer: &mut Writer<'_>, id: &Id, text: &Text) -> Statement {
    Statement { id: id.to_string(), said: said(writer, text) }
}

fn said(writer: &mut Writer<'_>, text: &Text) -> Said {
    let (lang, _) = text.or_borrowed(writer.texts().lang());
    let letters = plain(&writer.inline(text));
    let text = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    Said { text, borrowed: (lang != writer.texts().lang()).then(|| lang.code()) }
}

fn stage(stage: Stage, texts: &Texts) -> (&'static str, String) {
    match stage {
        Stage::Draft => ("draft", texts.msg("stage-draft")),
        Stage::Review => ("review", texts.msg("stage-review")),
        Stage::Published => ("published", texts.msg("search-published")),
        Stage::Closed => ("closed", texts.msg("stage-closed")),
    }
}
