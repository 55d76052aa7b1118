//! Every lesson with what the model says of it, and the incidents that teach it.

use crate::model::lesson::Lesson;
use crate::model::{Edition, Id, Incident};
use crate::runs::evidence::{Evidence, LessonVerdict, Verdict};

/// What is to be held of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It holds in the model, wherever it was put to the test.
    Holds,
    /// It depends on numbers, or on the incident.
    Depends,
    /// The interval straddles.
    Undecided,
    /// It fails in the model, wherever it was put to the test.
    Fails,
    /// Its run takes the cause away, so that it shows nothing.
    ByConstruction,
    /// No run has put it to the test.
    Untested,
}

impl Standing {
    /// Every standing, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Holds, Self::Depends, Self::Fails, Self::Undecided, Self::ByConstruction, Self::Untested];

    /// Returns the word used in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Depends => "depends",
            Self::Undecided => "undecided",
            Self::Fails => "fails",
            Self::ByConstruction => "by-construction",
            Self::Untested => "untested",
        }
    }
}

/// A lesson as one incident teaches it.
#[derive(Clone, Copy, Debug)]
pub struct Teaching<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// The lesson in its words.
    pub lesson: &'a Lesson,
    /// What its run gave.
    pub verdict: Option<&'a LessonVerdict>,
}

impl Teaching<'_> {
    /// Returns what is to be held of it here.
    pub fn standing(&self) -> Standing {
        match self.verdict {
            None => Standing::Untested,
            Some(verdict) if verdict.by_construction => Standing::ByConstruction,
            Some(verdict) => match verdict.verdict {
                Verdict::Holds => Standing::Holds,
                Verdict::Depends => Standing::Depends,
                Verdict::Fails => Standing::Fails,
                Verdict::Undecided => Standing::Undecided,
            },
        }
    }
}

/// A lesson: incidents that teach it under the same id teach the same.
#[derive(Clone, Debug)]
pub struct Taught<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Who teaches it, the newest first; never empty.
    pub by: Vec<Teaching<'a>>,
}

impl Taught<'_> {
    /// Returns what is to be held of it over all incidents: where runs disagree, it depends.
    pub fn standing(&self) -> Standing {
        let idle = |standing: &Standing| matches!(standing, Standing::ByConstruction | Standing::Untested);
        let all: Vec<Standing> = self.by.iter().map(Teaching::standing).collect();
        let mut tested = all.iter().copied().filter(|standing| !idle(standing));
        match tested.next() {
            // What takes the cause away was at least run.
            None => all.into_iter().min().unwrap_or(Standing::Untested),
            Some(first) if tested.all(|standing| standing == first) => first,
            Some(_) => Standing::Depends,
        }
    }
}

/// Returns every lesson of an edition, those of the newest incident first.
pub fn lessons<'a>(edition: &'a Edition, evidence: &'a [Evidence]) -> Vec<Taught<'a>> {
    let mut found: Vec<Taught<'a>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for incident in &edition.incidents {
        let evidence = evidence.iter().find(|evidence| evidence.incident == incident.id);
        for lesson in &incident.lessons {
            let id = &lesson.entry.id;
            let verdict = evidence.and_then(|evidence| evidence.verdict(id));
            let place = *places.entry(id).or_insert_with(|| {
                found.push(Taught { id, by: Vec::new() });
                found.len() - 1
            });
            found[place].by.push(Teaching { incident, lesson, verdict });
        }
    }
    found
}
