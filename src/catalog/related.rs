//! Which incidents are like one another, and why.

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
    let features = &edition.features;
    let Some(place) = features.place(&incident.id) else { return Vec::new() };
    let shared: Vec<Shared<'a>> = features
        .shared(place)
        .filter_map(|(feature, having)| Some((feature, having, weight(features, feature, having.len())?)))
        .collect();
    // Many incidents share something; only of the likest it is then gathered what.
    let mut likest = likest(features, place, &shared);
    likest.truncate(MOST.max(features.tied(place).len()));
    likest.into_iter().filter_map(|other| likeness((incident, place), (edition, other), &shared)).collect()
}

/// What an incident shares: the feature, all that have it, what it counts for.
type Shared<'a> = (&'a Feature, &'a [usize], f64);

/// What speaks for a likeness: of words the language that has most of them, as the same text in two languages counts once.
#[derive(Clone, Copy, Default)]
struct Score {
    named: f64,
    words: [f64; Lang::ALL.len()],
    said: bool,
}

impl Score {
    fn add(&mut self, feature: &Feature, weight: f64) {
        match feature {
            Feature::Word(lang, _) => self.words[place_of(*lang)] += weight,
            Feature::Factor(_)
            | Feature::Lesson(_)
            | Feature::Service(_)
            | Feature::Tag(_)
            | Feature::Term(_)
            | Feature::Part(_) => self.named += weight,
        }
    }

    /// Words make a likeness stronger, and none on their own: two texts of one trade share some by chance.
    fn total(&self) -> f64 {
        let words = f64::min(self.words.into_iter().fold(0.0, f64::max), WORDS_AT_MOST);
        let said = if self.said { SAID } else { 0.0 };
        if self.named + said > 0.0 { self.named + said + words } else { 0.0 }
    }
}

fn place_of(lang: Lang) -> usize {
    Lang::ALL.iter().position(|known| *known == lang).unwrap_or_default()
}

/// Returns the places of all that are like an incident, the likest first; in the order of the edition where nothing tells
/// them apart.
fn likest(features: &Features, place: usize, shared: &[Shared<'_>]) -> Vec<usize> {
    let mut scores = vec![Score::default(); features.count()];
    for (feature, having, weight) in shared {
        having.iter().for_each(|other| scores[*other].add(feature, *weight));
    }
    features.tied(place).iter().for_each(|other| scores[*other].said = true);
    let scores = scores.iter().map(Score::total).enumerate();
    let mut alike: Vec<(usize, f64)> = scores.filter(|(other, score)| *other != place && *score >= LEAST).collect();
    alike.sort_by(|a, b| b.1.total_cmp(&a.1));
    alike.into_iter().map(|(other, _)| other).collect()
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

/// Gathers what an incident shares with the one at a place.
fn likeness<'a>(
    (incident, place): (&Incident, usize),
    (edition, at): (&'a Edition, usize),
    shared: &[Shared<'a>],
) -> Option<Likeness<'a>> {
    let other: &'a Incident = edition.incidents.get(at)?;
    let mut score = Score { said: edition.features.tied(place).contains(&at), ..Score::default() };
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
    for (feature, _, weight) in shared.iter().filter(|(_, having, _)| having.binary_search(&at).is_ok()) {
        score.add(feature, *weight);
        match feature {
            Feature::Factor(id) => likeness.factors.push(id),
            Feature::Lesson(id) => likeness.lessons.push(id),
            Feature::Tag(id) => likeness.tags.push(id),
            Feature::Term(id) => likeness.terms.push(id),
            Feature::Part(part) => likeness.parts.push(*part),
            Feature::Service(name) => {
                let same = other.services.iter().filter(|service| service.to_lowercase() == *name);
                likeness.services.extend(same.map(String::as_str));
            }
            Feature::Word(lang, word) => {
                if likeness.words.iter().filter(|(known, _)| known == lang).count() < WORDS_NAMED {
                    likeness.words.push((*lang, word));
                }
            }
        }
    }
    likeness.score = score.total();
    Some(likeness)
}
