//! Newsletters: issues that a team sends out, their items, and from whom the mail comes.

use chrono::NaiveDate;

use super::exhibit::Image;
use super::fact::{Guard, Text, Tlp};
use super::id::Id;
use super::incident::{Indicator, Other, Stage};
use super::knowledge_base::Address;
use crate::base::lang::PerLang;
use crate::base::source::Span;

/// An issue of the newsletter.
#[derive(Clone, Debug)]
pub struct Newsletter {
    /// `<yyyy-mm>-<slug>`, the folder's name.
    pub id: Id,
    /// Its number in the series.
    pub number: Option<u64>,
    /// Its title, one line: it is part of the mail's subject.
    pub title: Text,
    /// The day it comes out, which relative dates count from.
    pub date: NaiveDate,
    /// The first day that its numbers and verdicts look at.
    pub since: Option<NaiveDate>,
    /// Who may read it.
    pub tlp: Tlp,
    /// How far it has come.
    pub stage: Stage,
    /// The editor's words at the top.
    pub intro: Option<Text>,
    /// What is in it, in order.
    pub items: Vec<Item>,
    /// The whole file.
    pub span: Span,
}

/// One piece of an issue.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id, the anchor on the page.
    pub id: Id,
    /// What it is.
    pub kind: ItemKind,
    /// Its heading; what stands for something else takes the heading from there.
    pub title: Option<Text>,
    /// Who it is by, in words.
    pub byline: Option<Text>,
    /// Labels, each a word such as `CIRT&Infra`.
    pub tags: Vec<String>,
    /// What it says in its own words.
    pub text: Option<Text>,
    /// A picture.
    pub picture: Option<Snapshot>,
    /// Where it comes from.
    pub sources: Vec<Reading>,
    /// Who may read it.
    pub guard: Guard,
    /// Where it stands.
    pub span: Span,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A lesson of a report, with its verdict and its picture.
    Lead(LessonRef),
    /// A report in short.
    Incident(Other),
    /// A warning with what to do.
    Advisory(Advisory),
    /// News of technology.
    Note,
    /// News of people.
    People,
    /// Something that people came together for.
    Event,
    /// Links with a sentence on each.
    Reading(Vec<Reading>),
    /// The beginning of a past timeline, to decide what one would do.
    Drill(Other),
    /// What the model says of lessons that are new since the issue before, or whose report was changed.
    Verdicts,
    /// Actions that are overdue on the day of the issue.
    Overdue,
    /// Numbers of the time since the issue before.
    Numbers,
    /// What happened a year ago, or years.
    YearAgo,
}

impl ItemKind {
    /// Returns the report that it stands for or links to, where it names one.
    pub fn incident(&self) -> Option<&Other> {
        match self {
            Self::Lead(lesson) => Some(&lesson.incident),
            Self::Incident(other) | Self::Drill(other) => Some(other),
            Self::Advisory(advisory) => advisory.incident.as_ref(),
            Self::Note
            | Self::People
            | Self::Event
            | Self::Reading(_)
            | Self::Verdicts
            | Self::Overdue
            | Self::Numbers
            | Self::YearAgo => None,
        }
    }
}

/// A lesson of a report, as another file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonRef {
    /// The report.
    pub incident: Other,
    /// The lesson's id.
    pub lesson: Id,
}

/// How soon readers of an advisory have to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// At once.
    Critical,
    /// Within days.
    High,
    /// With the next round of work.
    Medium,
    /// When there is time.
    Low,
}

/// A warning: how bad, for whom, what to do.
#[derive(Clone, Debug)]
pub struct Advisory {
    /// How bad.
    pub severity: Urgency,
    /// Who is affected.
    pub affected: Option<Text>,
    /// What to do, step by step.
    pub steps: Vec<Text>,
    /// Traces by which readers can tell that they were hit.
    pub indicators: Vec<Indicator>,
    /// The report that tells more.
    pub incident: Option<Other>,
}

/// A link with words on what is behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its address, `http` or `https`.
    pub url: String,
    /// What is behind it.
    pub text: Option<Text>,
}

/// A picture of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What it shows; stands below it.
    pub caption: Text,
    /// What it says, for those who do not see it.
    pub alt: Text,
    /// The picture, once it has been read.
    pub image: Option<Image>,
    /// Its file, from the folder `files`.
    pub file: String,
    /// Where the file is named.
    pub file_span: Span,
}

/// What `nidan.yaml` says of newsletters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// The newsletter's name.
    pub title: PerLang<String>,
    /// The name that mails come from.
    pub sender: PerLang<String>,
    /// The address that they come from.
    pub address: String,
    /// The name of the list, for programs: `news.example.org`.
    pub list: String,
    /// The mailbox that takes wishes to leave the list.
    pub leave_by_mail: Option<String>,
    /// The address on the web that takes them, by one POST.
    pub leave_by_web: Option<String>,
    /// The domain of the names that messages have.
    pub domain: String,
    /// Where the site is, for links in mails; that of the site itself when left out.
    pub url: Option<Address>,
}
