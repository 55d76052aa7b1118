//! What incidents of an edition have in common, as an index from each feature to the incidents that have it.
//!
//! Made of what has passed redaction and of nothing else. It is built once, so that asking what is like an incident costs
//! as much as it shares with others, and not as much as the knowledge base is large.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::fact::Text;
use super::id::Id;
use super::incident::Incident;
use super::scenario::BlockKind;
use crate::base::filler::is_filler;
use crate::base::lang::Lang;

/// Words of an incident in one language that are kept at most, the most frequent first.
const WORDS: usize = 40;
/// Letters that a word has at least; shorter ones join others and say little by themselves.
const LETTERS: usize = 4;

/// What a model is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Servers with a queue.
    Pool,
    /// A pool that serves some calls before others.
    Lanes,
    /// Callers.
    Source,
    /// Records that run out.
    Cache,
    /// Users who need another block.
    Depends,
    /// A change in waves.
    Rollout,
    /// A step of people or automation.
    Action,
}

/// Something that two incidents can share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// A contributing factor of the same id.
    Factor(Id),
    /// A lesson of the same id.
    Lesson(Id),
    /// A service, in small letters.
    Service(String),
    /// A tag.
    Tag(Id),
    /// A term of the glossary.
    Term(Id),
    /// A part of the model.
    Part(Part),
    /// A word that the texts of a language use more than once.
    Word(Lang, String),
}

/// The features of an edition's incidents.
#[derive(Clone, Debug, Default)]
pub struct Features {
    names: Vec<Feature>,
    /// For each feature the incidents that have it, by their place in the edition, ascending.
    having: Vec<Vec<usize>>,
    /// For each incident its features, ascending.
    of: Vec<Vec<usize>>,
    places: BTreeMap<Id, usize>,
    /// For each incident those that its file names or that name it, ascending.
    tied: Vec<Vec<usize>>,
}

impl Features {
    /// Gathers the features of incidents, which keep their places.
    pub(super) fn gather(incidents: &[Incident]) -> Self {
        let places: BTreeMap<Id, usize> =
            incidents.iter().enumerate().map(|(place, incident)| (incident.id.clone(), place)).collect();
        let each: Vec<Vec<Feature>> = incidents.par_iter().map(features).collect();
        let mut found: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
        for (place, features) in each.into_iter().enumerate() {
            for feature in features {
                let having = found.entry(feature).or_default();
                if having.last() != Some(&place) {
                    having.push(place);
                }
            }
        }
        // What one incident alone has is shared with none.
        found.retain(|_, having| having.len() > 1);
        let mut of = vec![Vec::new(); places.len()];
        for (number, having) in found.values().enumerate() {
            for place in having {
                of[*place].push(number);
            }
        }
        let (names, having) = found.into_iter().unzip();
        let tied = tied(incidents, &places);
        Self { names, having, of, places, tied }
    }

    /// Returns how many incidents there are.
    pub fn count(&self) -> usize {
        self.of.len()
    }

    /// Returns the place of an incident in the edition.
    pub fn place(&self, incident: &Id) -> Option<usize> {
        self.places.get(incident).copied()
    }

    /// Returns the places of the incidents that the file of the one at a place names, or whose files name it.
    pub fn tied(&self, place: usize) -> &[usize] {
        self.tied.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns every feature that the incident at a place shares, with the places of all that have it.
    pub fn shared(&self, place: usize) -> impl Iterator<Item = (&Feature, &[usize])> {
        let numbers = self.of.get(place).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().map(|number| (&self.names[*number], self.having[*number].as_slice()))
    }
}

fn tied(incidents: &[Incident], places: &BTreeMap<Id, usize>) -> Vec<Vec<usize>> {
    let mut tied = vec![BTreeSet::new(); incidents.len()];
    for (place, incident) in incidents.iter().enumerate() {
        let named = incident.related.iter().chain(&incident.recurrence_of);
        for other in named.filter_map(|other| places.get(&other.id).copied()) {
            tied[place].insert(other);
            tied[other].insert(place);
        }
    }
    tied.into_iter().map(|others| others.into_iter().collect()).collect()
}

fn features(incident: &Incident) -> Vec<Feature> {
    let mut found = Vec::new();
    found.extend(incident.factors.iter().map(|factor| Feature::Factor(factor.entry.id.clone())));
    found.extend(incident.lessons.iter().map(|lesson| Feature::Lesson(lesson.entry.id.clone())));
    found.extend(incident.services.iter().map(|service| Feature::Service(service.to_lowercase())));
    found.extend(incident.tags.iter().cloned().map(Feature::Tag));
    found.extend(incident.glossary.iter().map(|term| Feature::Term(term.id.clone())));
    for block in incident.model.iter().flat_map(|model| &model.base().scenario.blocks) {
        let (part, more) = match &block.kind {
            BlockKind::Pool(pool) => (Part::Pool, (pool.lanes.len() > 1).then_some(Part::Lanes)),
            BlockKind::Source(_) => (Part::Source, None),
            BlockKind::Cache(_) => (Part::Cache, None),
            BlockKind::Depends(_) => (Part::Depends, None),
            BlockKind::Rollout(_) => (Part::Rollout, None),
            BlockKind::Action(_) => (Part::Action, None),
        };
        found.extend([Some(part), more].into_iter().flatten().map(Feature::Part));
    }
    for lang in Lang::ALL {
        found.extend(frequent(incident, lang).into_iter().map(|word| Feature::Word(lang, word)));
    }
    found
}

/// Returns the words that the texts of a language use more than once. Those of the title count twice.
fn frequent(incident: &Incident, lang: Lang) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |text: &Text, weight: usize| {
        let Some(prose) = text.get(lang) else { return };
        let words = prose.markdown.unicode_words().filter(|word| is_word(word)).map(str::to_lowercase);
        for word in words.filter(|word| !is_filler(lang, word)) {
            *counts.entry(word).or_default() += weight;
        }
    };
    count(&incident.title, 2);
    incident.summary.iter().chain(&incident.trigger).for_each(|passage| count(&passage.text, 1));
    incident.factors.iter().for_each(|factor| count(&factor.entry.text, 1));
    incident.blind_spots.iter().for_each(|entry| count(&entry.text, 1));
    incident.lessons.iter().for_each(|lesson| count(&lesson.entry.text, 1));
    let mut words: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    words.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    words.into_iter().take(WORDS).map(|(word, _)| word).collect()
}

fn is_word(word: &str) -> bool {
    word.chars().count() >= LETTERS && !word.chars().any(|c| c.is_numeric() || "_.:".contains(c))
}
