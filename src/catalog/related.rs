//! Which incidents are like one another, and why.

use std::collections::BTreeMap;

use crate::base::lang::Lang;
use crate::model::features::{Feature, Features, Part};
use crate::model::{Edition, Id, Incident};

/// Likenesses that are told at most.
pub const MOST: usize = 5;
/// What is shared by this share of incidents, and more, says nothing of two of them.
const COMMON: f64 = 0.6;
/// A word that more incidents have is a word of the trade.
const WORD_IN: usize = 50;
/// Words count for no more than this, however many there are.
const WORDS_AT_MOST: f64 = 1.5;
/// Words that are named as a reason at most.
const WORDS_NAMED: usize = 4;
/// A likeness below this is chance.
const LEAST: f64 = 1.5;
/// What a file says itself outweighs whatever is counted.
const SAID: f64 = 100.0;

/// What the files say of two incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// The other happened before, and this is it again.
    Before,
    /// The other is this one again.
    Again,
    /// One of them names the other as alike.
    Alike,
}

impl Said {
    /// Returns the word used in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Again => "again",
            Self::Alike => "related",
        }
    }
}

/// Another incident that is like one, and why.
#[derive(Clone, Debug)]
pub struct Likeness<'a> {
    /// The other incident.
    pub other: &'a Incident,
    /// How alike they are; only its order means anything.
    pub score: f64,
    /// What their files say.
    pub said: Option<Said>,
    /// Factors of the same id.
    pub factors: Vec<&'a Id>,
    /// Lessons of the same id.
    pub lessons: Vec<&'a Id>,
    /// Services, as the other incident writes them.
    pub services: Vec<&'a str>,
    /// Tags.
    pub tags: Vec<&'a Id>,
    /// Terms of the glossary.
    pub terms: Vec<&'a Id>,
    /// Parts that both models have.
    pub parts: Vec<Part>,
    /// Rare words that both texts use, by language.
    pub words: Vec<(Lang, &'a str)>,
}

/// Returns the incidents that are most like one, the likest first, [`MOST`] at most; all that a file names are among them.
pub fn related<'a>(edition: &'a Edition, incident: &Incident) -> Vec<Likeness<'a>> {
    let Some(place) = edition.features.place(&incident.id) else { return Vec::new() };
    let mut found: BTreeMap<usize, Vec<(&Feature, f64)>> = BTreeMap::new();
    for other in said_of(edition, incident) {
        found.entry(other).or_default();
    }
    for (feature, having) in edition.features.shared(place) {
        let Some(weight) = weight(&edition.features, feature, having.len()) else { continue };
        for other in having.iter().filter(|other| **other != place) {
            found.entry(*other).or_default().push((feature, weight));
        }
    }
    let mut all: Vec<Likeness<'a>> = found
        .into_iter()
        .filter_map(|(other, features)| Some(likeness(incident, edition.incidents.get(other)?, &features)))
        .filter(|likeness| likeness.said.is_some() || likeness.score >= LEAST)
        .collect();
    // In the order of the edition where nothing tells them apart.
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    let named = all.iter().filter(|likeness| likeness.said.is_some()).count();
    all.truncate(MOST.max(named));
    all
}

/// Returns the places of incidents that the files of either side name.
fn said_of(edition: &Edition, incident: &Incident) -> Vec<usize> {
    let told = incident.related.iter().chain(&incident.recurrence_of);
    let mut places: Vec<usize> = told.filter_map(|other| edition.features.place(&other.id)).collect();
    let tells = |other: &Incident| other.related.iter().chain(&other.recurrence_of).any(|one| one.id == incident.id);
    places.extend(edition.incidents.iter().enumerate().filter(|(_, other)| tells(other)).map(|(place, _)| place));
    places
}

fn said(incident: &Incident, other: &Incident) -> Option<Said> {
    let again =
        |later: &Incident, earlier: &Incident| later.recurrence_of.as_ref().is_some_and(|named| named.id == earlier.id);
    let names = |one: &Incident, two: &Incident| one.related.iter().any(|named| named.id == two.id);
    if again(incident, other) {
        Some(Said::Before)
    } else if again(other, incident) {
        Some(Said::Again)
    } else {
        (names(incident, other) || names(other, incident)).then_some(Said::Alike)
    }
}

/// Returns what a shared feature counts for: the rarer, the more; `None` where it says nothing.
fn weight(features: &Features, feature: &Feature, having: usize) -> Option<f64> {
    let share = having as f64 / features.count() as f64;
    if having > 2 && share > COMMON {
        return None;
    }
    let full = match feature {
        Feature::Factor(_) | Feature::Lesson(_) => 3.0,
        Feature::Service(_) => 2.5,
        Feature::Tag(_) => 2.0,
        Feature::Term(_) => 1.0,
        Feature::Part(_) => 0.5,
        Feature::Word(..) if having > WORD_IN => return None,
        Feature::Word(..) => 0.3,
    };
    Some(full * (1.0 - share / 2.0))
}

fn likeness<'a>(incident: &Incident, other: &'a Incident, features: &[(&'a Feature, f64)]) -> Likeness<'a> {
    let mut likeness = Likeness {
        other,
        score: 0.0,
        said: said(incident, other),
        factors: Vec::new(),
        lessons: Vec::new(),
        services: Vec::new(),
        tags: Vec::new(),
        terms: Vec::new(),
        parts: Vec::new(),
        words: Vec::new(),
    };
    let mut words = [0.0; Lang::ALL.len()];
    for (feature, weight) in features {
        match feature {
            Feature::Word(lang, word) => {
                let at = Lang::ALL.iter().position(|known| known == lang).unwrap_or_default();
                words[at] += weight;
                if likeness.words.iter().filter(|(known, _)| known == lang).count() < WORDS_NAMED {
                    likeness.words.push((*lang, word));
                }
                continue;
            }
            Feature::Factor(id) => likeness.factors.push(id),
            Feature::Lesson(id) => likeness.lessons.push(id),
            Feature::Tag(id) => likeness.tags.push(id),
            Feature::Term(id) => likeness.terms.push(id),
            Feature::Part(part) => likeness.parts.push(*part),
            Feature::Service(name) => {
                let same = other.services.iter().filter(|service| service.to_lowercase() == *name);
                likeness.services.extend(same.map(String::as_str));
            }
        }
        likeness.score += weight;
    }
    // The same text in two languages counts once.
    likeness.score += f64::min(words.into_iter().fold(0.0, f64::max), WORDS_AT_MOST);
    likeness.score += if likeness.said.is_some() { SAID } else { 0.0 };
    likeness
}
