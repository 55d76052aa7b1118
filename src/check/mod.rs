//! The checker: every rule in words, and the rules that look at what has been read, incident by incident.
//!
//! A rule is a constant with its id, its weight and an example, beside the function that finds what breaks it; its explanation
//! in both languages is the message `rule-` and its id. Nothing here reads a clock: today is an argument.

mod actions;
mod allow;
mod blame;
mod blame_bn;
mod blame_en;
mod causes;
mod durations;
mod evidence;
mod findings;
mod impact;
mod language;
mod learning;
mod letters;
mod people;
mod prose;
mod reading;
mod release;
mod rule;
mod safety;
mod style;
mod texts;
mod times;
mod twins;
mod words;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::base::diag::Report;
use crate::base::source::SourceMap;
use crate::model::{Incident, KnowledgeBase};

pub use blame::{Fault, faults};
pub use evidence::{DIGEST, LOCK, RUN, evidence};
pub use rule::{Asked, Level, Rule, explain, rules};

use findings::Findings;
use texts::Told;

/// What the rules look at.
struct Case<'a> {
    kb: &'a KnowledgeBase,
    sources: &'a SourceMap,
    incident: &'a Incident,
    /// Its texts, cut into sentences.
    told: Vec<Told<'a>>,
    /// The day it is, where that is asked for.
    today: Option<NaiveDate>,
}

/// Checks a knowledge base that has been loaded. What is wrong in single files has been found by then. Rules that need to know
/// what day it is are asked only when `today` is given.
pub fn check(kb: &KnowledgeBase, sources: &SourceMap, today: Option<NaiveDate>) -> Report {
    let elsewhere = learning::Elsewhere::of(kb);
    let each = kb.incidents.par_iter().map(|incident| {
        let case = Case { kb, sources, incident, told: texts::told(incident), today };
        one(&case, &elsewhere)
    });
    let mut report = Report::default();
    each.collect::<Vec<Report>>().into_iter().for_each(|found| report.merge(found));
    report
}

fn one(case: &Case<'_>, elsewhere: &learning::Elsewhere<'_>) -> Report {
    let mut found = Findings::about(case.incident);
    release::check(case, &mut found);
    people::check(case, &mut found);
    times::check(case, &mut found);
    impact::check(case, &mut found);
    causes::check(case, &mut found);
    blame::check(case, &mut found);
    style::check(case, &mut found);
    actions::check(case, &mut found);
    learning::check(case, elsewhere, &mut found);
    prose::check(case, &mut found);
    letters::check(case, &mut found);
    language::check(case, &mut found);
    twins::check(case, &mut found);
    safety::check(case, &mut found);
    allow::sift(case.incident, found.into_found(), Asked::Checking)
}
