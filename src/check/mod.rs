//! The checker: every rule in words, and the rules that look at the knowledge base as a whole.

mod evidence;
mod people;
mod release;
mod rules;

use crate::base::diag::Report;
use crate::model::KnowledgeBase;

pub use evidence::{DIGEST, FAILED_LESSON, LOCK, NO_EFFECT, RUN, UNDECIDED_LESSON, evidence};
pub use rules::{RULES, Rule, explain};

/// Checks a knowledge base that has been loaded. What is wrong in single files has been found by then.
pub fn check(kb: &KnowledgeBase) -> Report {
    let mut report = Report::default();
    for incident in &kb.incidents {
        release::check(incident, kb.settings.audience, &mut report);
        people::check(incident, &mut report);
    }
    report
}
