//! Lessons, the claims that put them to the test, and actions.

use chrono::NaiveDate;

use super::fact::{Fact, Text};
use super::id::Id;
use super::incident::Entry;
use crate::base::expr::Quantity;
use crate::base::source::Span;

/// What a lesson says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonKind {
    /// Something learned: its claim has to hold.
    Lesson,
    /// Put to the test; may fail, and the failure is the finding.
    Hypothesis,
}

/// A comparison sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `>=`
    AtLeast,
    /// `>`
    Above,
}

impl Op {
    /// Returns the sign as written in files.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtMost => "<=",
            Self::Below => "<",
            Self::AtLeast => ">=",
            Self::Above => ">",
        }
    }

    /// Says whether `left OP right`.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::AtMost => left <= right,
            Self::Below => left < right,
            Self::AtLeast => left >= right,
            Self::Above => left > right,
        }
    }
}

/// What a claim compares its measure with.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// A value.
    Value(Quantity),
    /// A share of the same measure in another run, judged on paired differences.
    ShareOf {
        /// The share, 1 for 100 %.
        share: f64,
        /// The other run.
        run: Id,
    },
}

/// What a claim is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A measure in a run.
    Measure {
        /// The measure.
        measure: Id,
        /// The run it is measured in.
        run: Id,
    },
    /// What switches of a factorial design do together beyond what each does without the others.
    Interaction {
        /// The design.
        design: Id,
        /// Two or more of its factors.
        factors: Vec<Id>,
    },
}

/// `MEASURE(RUN) OP VALUE`, `MEASURE(RUN) OP P% of RUN` or `interaction(DESIGN; FACTOR; FACTOR) OP VALUE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it is about.
    pub subject: Subject,
    /// The comparison.
    pub op: Op,
    /// What it is compared with.
    pub against: Against,
    /// As the author wrote it.
    pub written: String,
    /// Where it stands.
    pub span: Span,
}

impl Claim {
    /// Returns the runs that the claim names: the measured one first, then the one it is compared with.
    pub fn runs(&self) -> impl Iterator<Item = &Id> {
        let measured = match &self.subject {
            Subject::Measure { run, .. } => Some(run),
            Subject::Interaction { .. } => None,
        };
        let other = match &self.against {
            Against::ShareOf { run, .. } => Some(run),
            Against::Value(_) => None,
        };
        measured.into_iter().chain(other)
    }

    /// Returns the design whose interaction is claimed, with the factors.
    pub fn interaction(&self) -> Option<(&Id, &[Id])> {
        match &self.subject {
            Subject::Measure { .. } => None,
            Subject::Interaction { design, factors } => Some((design, factors)),
        }
    }
}

/// Something learned, or a guess put to the test.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The lesson in a sentence.
    pub entry: Entry,
    /// Lesson or hypothesis.
    pub kind: LessonKind,
    /// The longer explanation.
    pub more: Option<Text>,
    /// The factors it answers.
    pub answers: Vec<Id>,
    /// What a run has to show.
    pub claim: Option<Claim>,
    /// What it costs to follow.
    pub cost: Option<Text>,
}

/// How soon something has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// P0, before anything else.
    P0,
    /// P1
    P1,
    /// P2
    P2,
    /// P3, when there is time.
    P3,
}

impl Priority {
    /// Returns the label, which is never translated.
    pub const fn label(self) -> &'static str {
        match self {
            Self::P0 => "P0",
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
        }
    }
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It keeps the same from happening.
    Prevent,
    /// It shows it sooner.
    Detect,
    /// It makes it smaller or shorter.
    Mitigate,
    /// It changes how people work together.
    Process,
    /// It finds out what is not known.
    Learn,
}

impl ActionKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Prevent, Self::Detect, Self::Mitigate, Self::Process, Self::Learn];

    /// Returns the word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prevent => "prevent",
            Self::Detect => "detect",
            Self::Mitigate => "mitigate",
            Self::Process => "process",
            Self::Learn => "learn",
        }
    }
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What is to be done.
    pub entry: Entry,
    /// The lessons it puts into practice.
    pub lessons: Vec<Id>,
    /// What it is for.
    pub kind: Option<ActionKind>,
    /// How soon it has to be done.
    pub priority: Option<Priority>,
    /// The role that does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// What shows that it works: a run, a test, a drill, a link.
    pub verified_by: Option<String>,
    /// Readers and source.
    pub fact: Fact,
}
