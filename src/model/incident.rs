//! An incident: what happened, why, how it was handled, what was learned.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::custom::Custom;
use super::exhibit::{Chart, Figure};
use super::fact::{Fact, Text, Tlp};
use super::id::Id;
use super::lesson::{Action, Lesson};
use super::scenario::Model;
use super::time::{Length, Mark, When};
use crate::base::source::Span;

/// Whose incident it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Our own.
    Own,
    /// Someone else's, from public sources.
    Study,
}

/// How severe it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// SEV1, the worst.
    Sev1,
    /// SEV2
    Sev2,
    /// SEV3
    Sev3,
    /// SEV4
    Sev4,
}

/// How far the report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Being written.
    Draft,
    /// Being read by others.
    Review,
    /// Out.
    Published,
    /// Out, and every action done.
    Closed,
}

/// A source that facts point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Its address, `http` or `https`.
    pub url: Option<String>,
    /// What it is, in words.
    pub text: Option<Text>,
    /// The day it was read.
    pub accessed: Option<NaiveDate>,
    /// Who may read it.
    pub fact: Fact,
}

/// A statement with an id: a factor, a blind spot, a thing ruled out, an impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, the anchor on the page.
    pub id: Id,
    /// What it says.
    pub text: Text,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// A number that an impact carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The number as typed.
    pub value: f64,
    /// Its unit in words.
    pub unit: Option<Text>,
}

/// One effect of the incident on people.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// The statement.
    pub entry: Entry,
    /// Its number, when there is one.
    pub amount: Option<Amount>,
    /// What the number has to do with the model's shares, when it counts those who were exposed.
    pub exposure: Option<Exposure>,
}

/// Who an impact's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// All who could be hit: the whole of the model's shares.
    All,
    /// Those who were hit: the most that the model's share of them reaches.
    Hit,
}

/// How the number of an impact turns the shares of the model into people or machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Who is counted.
    pub counted: Counted,
    /// What is counted, in the plural: users, devices.
    pub noun: Text,
    /// When what they were exposed to was withdrawn.
    pub withdrawn: Option<When>,
}

/// A comparison that makes the incident plain, and where it misleads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analogy {
    /// The comparison.
    pub text: Text,
    /// Where it misleads.
    pub limits: Option<Text>,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// A text of its own with source and readers: the summary, the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it says.
    pub text: Text,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub when: When,
    /// The key time it fixes.
    pub mark: Option<Mark>,
    /// What happened.
    pub text: Text,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// A contributing factor and what it led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The statement.
    pub entry: Entry,
    /// The same in a few words, for pictures.
    pub short: Option<Text>,
    /// Factors it led to.
    pub leads_to: Vec<Id>,
    /// Factors it fed back into.
    pub loops_to: Vec<Id>,
}

/// How a step taken during the incident turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It helped.
    Worked,
    /// It helped in part.
    Partly,
    /// It did not help.
    Failed,
}

/// A step taken during the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mitigation {
    /// The statement.
    pub entry: Entry,
    /// When it began.
    pub at: Option<When>,
    /// How it turned out.
    pub outcome: Option<Outcome>,
}

/// What an indicator of compromise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorKind {
    /// A domain name.
    Domain,
    /// An IP address or a range of them.
    Address,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// The digest of a file.
    Hash,
    /// The name of a file.
    File,
    /// A browser extension or other plug-in, by its id or version.
    Extension,
    /// An application that asks for rights.
    Application,
}

/// A trace by which others can tell that they were hit too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it means, with the date it was true on.
    pub entry: Entry,
    /// What it is.
    pub kind: IndicatorKind,
    /// The value, defanged: nothing that a reader could click on by mistake.
    pub value: String,
}

/// A technique of the attackers, by its number in MITRE ATT&CK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technique {
    /// `T1528`, or `T1566.002` for a part of a technique.
    pub number: String,
    /// How it was used here.
    pub text: Option<Text>,
    /// Source, confidence, readers.
    pub fact: Fact,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Who says so.
    pub source: Id,
    /// What it says.
    pub text: Text,
}

/// Sources that contradict one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its id.
    pub id: Id,
    /// What it is about.
    pub about: Option<Text>,
    /// What each source says.
    pub sides: Vec<Side>,
    /// What we make of it.
    pub finding: Option<Text>,
    /// Readers, confidence of the finding.
    pub fact: Fact,
}

/// A term that a reader may not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: Id,
    /// The term.
    pub term: Text,
    /// What it means.
    pub text: Text,
    /// Readers.
    pub fact: Fact,
}

/// Another incident that a file points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Which.
    pub id: Id,
    /// Where it is named.
    pub span: Span,
}

/// A rule that the author allows to be broken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule's id, as written.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Where the rule is named.
    pub span: Span,
    /// Where it is allowed: an entry with its Markdown sections; everywhere in the incident when empty.
    pub scope: Vec<Span>,
}

/// An incident, whole.
#[derive(Clone, Debug)]
pub struct Incident {
    /// `<yyyy-mm-dd>-<slug>`, the folder's name.
    pub id: Id,
    /// Whose it is.
    pub kind: Kind,
    /// Its title.
    pub title: Text,
    /// How severe it was.
    pub severity: Option<Severity>,
    /// Who may read the report; `None` when the file does not say.
    pub tlp: Option<Tlp>,
    /// How far the report has come.
    pub stage: Stage,
    /// The role that owns the report.
    pub owner: Option<String>,
    /// The roles that have read the report before it came out.
    pub reviewers: Vec<String>,
    /// The date of their last reading.
    pub reviewed: Option<NaiveDate>,
    /// The date the report came out.
    pub published: Option<NaiveDate>,
    /// The date it was last changed.
    pub updated: Option<NaiveDate>,
    /// The zone of its bare times.
    pub zone: Tz,
    /// What was affected, as the owners name it.
    pub services: Vec<String>,
    /// Tags.
    pub tags: Vec<Id>,
    /// Incidents that are like this one.
    pub related: Vec<Other>,
    /// The incident that happened again with this one.
    pub recurrence_of: Option<Other>,
    /// Sources; the first is the default of every fact.
    pub sources: Vec<Source>,
    /// What happened, in a paragraph or two.
    pub summary: Option<Passage>,
    /// What it was not.
    pub ruled_out: Vec<Entry>,
    /// The comparison that makes it plain.
    pub analogy: Option<Analogy>,
    /// Who was affected, and how.
    pub impact: Vec<Impact>,
    /// What set it off.
    pub trigger: Option<Passage>,
    /// What happened when, in order.
    pub timeline: Vec<Event>,
    /// Why it happened.
    pub factors: Vec<Factor>,
    /// Why it was not seen earlier.
    pub blind_spots: Vec<Entry>,
    /// The techniques of an attack.
    pub attack: Vec<Technique>,
    /// How an attack was kept from spreading.
    pub containment: Vec<Mitigation>,
    /// How it was handled.
    pub mitigations: Vec<Mitigation>,
    /// Traces by which others can tell that they were hit too.
    pub indicators: Vec<Indicator>,
    /// What was learned.
    pub lessons: Vec<Lesson>,
    /// What will be done.
    pub actions: Vec<Action>,
    /// What the others said they would do, in a study.
    pub announced: Vec<Entry>,
    /// Where the sources disagree.
    pub disputes: Vec<Dispute>,
    /// Charts of what was measured.
    pub charts: Vec<Chart>,
    /// Pictures that show something of it.
    pub figures: Vec<Figure>,
    /// Terms explained.
    pub glossary: Vec<Term>,
    /// What it says under the fields that the knowledge base declares, in their order.
    pub custom: Vec<Custom>,
    /// The load model.
    pub model: Option<Model>,
    /// Rules that the author allows to be broken.
    pub allows: Vec<Allow>,
    /// The whole file.
    pub span: Span,
}

impl Incident {
    /// Returns the event that fixes a key time.
    pub fn marked(&self, mark: Mark) -> Option<&Event> {
        self.timeline.iter().find(|event| event.mark == Some(mark))
    }

    /// Returns the day that the incident is told from: that of its impact, else of its first event.
    pub fn day(&self) -> Option<NaiveDate> {
        self.marked(Mark::Impact).or(self.timeline.first()).map(|event| event.when.local_day)
    }

    /// Returns how long one key time comes after another, when both are known.
    pub fn length_between(&self, from: Mark, to: Mark) -> Option<Length> {
        Some(self.marked(to)?.when.since(&self.marked(from)?.when))
    }
}
