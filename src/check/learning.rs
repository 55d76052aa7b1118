//! What was learned: lessons that hang on factors and actions, and are not the same as last year's.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use crate::base::filler::is_filler;
use crate::base::fold;
use crate::base::lang::Lang;
use crate::model::incident::Kind;
use crate::model::lesson::Lesson;
use crate::model::{Incident, KnowledgeBase};

const UNLINKED_LESSON: Rule = Rule::new("unlinked-lesson", "a lesson answers no factor, or no action puts it into practice", "-WWW")
    .example(
        "lessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}, share: {claim: error(fewer) <= 50% of base, en: Share one answer., bn: একটা উত্তর ভাগ করে নিন।}}",
        "lessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    )
    .quiet();

const TWIN_LESSON: Rule =
    Rule::new("twin-lesson", "a lesson that an earlier incident has taught already", "HHHH").quiet();

pub(super) const RULES: &[Rule] = &[UNLINKED_LESSON, TWIN_LESSON];

/// A lesson's words without those that join others.
struct Words<'a> {
    incident: &'a Incident,
    lesson: &'a Lesson,
    stems: BTreeSet<String>,
}

/// The lessons of a whole knowledge base, by the words they share.
pub(super) struct Elsewhere<'a> {
    lessons: Vec<Words<'a>>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<'a> Elsewhere<'a> {
    /// Gathers the lessons of a knowledge base.
    pub(super) fn of(kb: &'a KnowledgeBase) -> Self {
        let mut all = Self { lessons: Vec::new(), by_word: BTreeMap::new() };
        for incident in &kb.incidents {
            for lesson in &incident.lessons {
                let stems = stems(lesson);
                for stem in &stems {
                    all.by_word.entry(stem.clone()).or_default().push(all.lessons.len());
                }
                all.lessons.push(Words { incident, lesson, stems });
            }
        }
        all
    }

    /// Finds the lesson of an earlier incident that says the same.
    fn twin(&self, of: &Incident, lesson: &Lesson) -> Option<&Words<'a>> {
        const FEWEST: usize = 4;
        let stems = stems(lesson);
        if stems.len() < FEWEST {
            return None;
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        // A word that a good part of all lessons have tells them apart no more.
        let common = (self.lessons.len() / 10).max(20);
        for stem in &stems {
            for at in self.by_word.get(stem).filter(|those| those.len() <= common).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let alike = |(at, both): &(usize, usize)| {
            let other = &self.lessons[*at];
            let all = other.stems.len() + stems.len() - both;
            other.incident.id < of.id && both * 4 >= all * 3
        };
        let at = shared.into_iter().filter(alike).max_by_key(|(_, both)| *both)?.0;
        Some(&self.lessons[at])
    }
}

fn stems(lesson: &Lesson) -> BTreeSet<String> {
    let (lang, prose) = lesson.entry.text.or_borrowed(Lang::EN);
    let words = fold::words(&prose.markdown).into_iter();
    words.filter(|word| word.plain.chars().count() > 3 && !is_filler(lang, &word.plain)).map(|word| word.stem).collect()
}

pub(super) fn check(case: &Case<'_>, elsewhere: &Elsewhere<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    for lesson in &incident.lessons {
        let (id, span) = (&lesson.entry.id, lesson.entry.fact.span);
        if lesson.answers.is_empty() && !incident.factors.is_empty() {
            let message = format!("the lesson `{id}` answers no factor");
            found.push(UNLINKED_LESSON.at(span, message).hint("add `for:` with the factors that it answers"));
        }
        let done = incident.actions.iter().any(|action| action.lessons.contains(id));
        if incident.kind == Kind::Own && !incident.actions.is_empty() && !done {
            let message = format!("no action puts the lesson `{id}` into practice");
            found.push(
                UNLINKED_LESSON
                    .at(span, message)
                    .hint("name it in the `for:` of an action, or say why nothing follows"),
            );
        }
        if let Some(twin) = elsewhere.twin(incident, lesson) {
            let message = format!("`{}` has taught this before, as `{}`", twin.incident.id, twin.lesson.entry.id);
            let finding = TWIN_LESSON.at(span, message).related(twin.lesson.entry.fact.span, "the earlier lesson");
            found.push(finding.hint("is it `recurrence_of`? then ask what became of its actions"));
        }
    }
}
