//! What a rule is: its id, what breaks it, how bad that is at each stage of a report, and an example of both sides.

use std::sync::OnceLock;

use super::{
    actions, allow, blame, causes, evidence, impact, language, learning, letters, people, prose, reading, release,
    safety, style, times, twins,
};
use crate::base::diag::{Diagnostic, RuleId, Severity};
use crate::base::source::Span;
use crate::model::incident::{Kind, Stage};

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is not asked.
    Off,
    /// Worth a thought.
    Hint,
    /// Does not stop a build.
    Warning,
    /// Stops a build.
    Error,
}

impl Level {
    /// Returns the severity of its findings; none where the rule is not asked.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// Returns the word for it in documents.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "–",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// When a rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// While files are read: what breaks it cannot be used, so nothing can allow it.
    Reading,
    /// Of what has been read.
    Checking,
    /// Of what the runs give.
    Running,
}

/// A rule. `locales/*/rules.ftl` explains it under `rule-` and its id.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable id.
    pub id: RuleId,
    /// What breaks it, in one line.
    pub summary: &'static str,
    /// How much it weighs in a draft, in review, when published, when closed.
    pub levels: [Level; 4],
    /// How much it weighs at most in a study of someone else's incident.
    pub in_study: Level,
    /// A piece of an incident that breaks it, and the same piece mended.
    pub example: Option<(&'static str, &'static str)>,
    /// When it is asked.
    pub asked: Asked,
    /// Whether nothing in the incidents of this repository breaks it.
    pub quiet: bool,
}

impl Rule {
    /// Makes a rule of the checker. `levels` has a letter for draft, review, published and closed: `E`, `W`, `H` or `-`.
    pub(super) const fn new(id: &'static str, summary: &'static str, levels: &str) -> Self {
        let levels = levels.as_bytes();
        Self {
            id: RuleId(id),
            summary,
            levels: [level(levels[0]), level(levels[1]), level(levels[2]), level(levels[3])],
            in_study: Level::Error,
            example: None,
            asked: Asked::Checking,
            quiet: false,
        }
    }

    /// Makes a rule that reading asks.
    pub(super) const fn reading(id: RuleId, levels: &str, summary: &'static str) -> Self {
        Self { id, asked: Asked::Reading, ..Self::new("", summary, levels) }
    }

    /// Makes a rule that runs are asked.
    pub(super) const fn running(id: RuleId, levels: &str, summary: &'static str) -> Self {
        Self { id, asked: Asked::Running, ..Self::new("", summary, levels) }
    }

    /// Says how much it weighs at most in a study: a letter as in `new`.
    pub(super) const fn in_study(self, most: &str) -> Self {
        Self { in_study: level(most.as_bytes()[0]), ..self }
    }

    /// Gives a piece of an incident that breaks it, and the same piece mended.
    pub(super) const fn example(self, wrong: &'static str, right: &'static str) -> Self {
        Self { example: Some((wrong, right)), ..self }
    }

    /// Says that nothing in the incidents of this repository breaks it.
    pub(super) const fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }

    /// Starts a finding of this rule; how bad it is follows from the incident that it is about.
    pub(super) fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.id, Severity::Note, Some(span), message)
    }

    /// Returns how much it weighs for an incident.
    pub fn level(&self, stage: Stage, kind: Kind) -> Level {
        let own = self.levels[stage as usize];
        match kind {
            Kind::Own => own,
            Kind::Study => own.min(self.in_study),
        }
    }

    /// Returns how much it weighs at worst.
    pub fn worst(&self) -> Level {
        self.levels.into_iter().max().unwrap_or(Level::Off)
    }
}

const fn level(letter: u8) -> Level {
    match letter {
        b'-' => Level::Off,
        b'H' => Level::Hint,
        b'W' => Level::Warning,
        b'E' => Level::Error,
        _ => panic!("a level is E, W, H or -"),
    }
}

/// Returns every rule of reading, checking and running, sorted by id.
pub fn rules() -> &'static [Rule] {
    static ALL: OnceLock<Vec<Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = [
            reading::RULES,
            actions::RULES,
            allow::RULES,
            blame::RULES,
            causes::RULES,
            evidence::RULES,
            impact::RULES,
            language::RULES,
            learning::RULES,
            letters::RULES,
            people::RULES,
            prose::RULES,
            release::RULES,
            safety::RULES,
            style::RULES,
            times::RULES,
            twins::RULES,
        ]
        .concat();
        all.sort_by_key(|rule| rule.id);
        all
    })
}

/// Finds a rule by its id.
pub fn explain(id: &str) -> Option<&'static Rule> {
    let all = rules();
    all.binary_search_by(|rule| rule.id.0.cmp(id)).ok().map(|at| &all[at])
}
