//! Questions and the order of answers. Additions, products, quotients and square roots alone, so that every machine and every
//! browser gives the same order.

use std::collections::BTreeMap;

use super::filter::Filters;
use super::index::{FIELDS, Index};
use crate::base::fold;

/// What a word is worth that is written as it was asked for.
const SAME: f64 = 1.0;
/// What a word with another ending is worth.
const INFLECTED: f64 = 0.75;
/// What a word is worth that only begins as the last one asked for.
const BEGUN: f64 = 0.5;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<Wanted>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    plain: String,
    stem: String,
    /// Whether it may be only the beginning of a word.
    open: bool,
}

/// A report that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its position in the index.
    pub report: usize,
    /// What it is worth.
    pub score: f64,
    /// How many of the words it has.
    pub words: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The reports, best first.
    pub found: Vec<Found>,
    /// Whether no report has all the words, so that these have only as many as any has.
    pub partial: bool,
}

impl Query {
    /// Reads a question. Its last word may be the beginning of one, as long as nothing follows it.
    pub fn new(text: &str) -> Self {
        let mut words: Vec<Wanted> = Vec::new();
        for word in fold::words(text) {
            let open = word.range.end == text.len();
            if let Some(known) = words.iter_mut().find(|known| known.stem == word.stem) {
                known.open |= open;
            } else {
                words.push(Wanted { plain: word.plain, stem: word.stem, open });
            }
        }
        Self { words }
    }

    /// Tells whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Tells which of its words a word of a text answers.
    pub(super) fn answered_by(&self, word: &fold::Word) -> Option<usize> {
        self.words
            .iter()
            .position(|wanted| wanted.stem == word.stem || (wanted.open && word.plain.starts_with(&wanted.plain)))
    }

    /// Answers from an index. Without words every report that the filters admit is an answer, in the order of the index.
    pub fn answer(&self, index: &Index, filters: &Filters) -> Answer {
        let admitted: Vec<bool> = index.reports.iter().map(|listed| filters.admit(listed)).collect();
        if self.words.is_empty() {
            let found = (0..admitted.len()).filter(|at| admitted[*at]);
            let found = found.map(|report| Found { report, score: 0.0, words: 0 }).collect();
            return Answer { found, partial: false };
        }
        let mut found: BTreeMap<usize, Found> = BTreeMap::new();
        for wanted in &self.words {
            let times = times(index, wanted);
            let rarity = (index.reports.len() as f64 / times.len().max(1) as f64).sqrt();
            for (report, times) in times {
                let hit = found.entry(report).or_insert(Found { report, score: 0.0, words: 0 });
                hit.score += rarity * worth(&times, &index.lengths[report]);
                hit.words += 1;
            }
        }
        let mut found: Vec<Found> = found.into_values().filter(|hit| admitted[hit.report]).collect();
        let most = found.iter().map(|hit| hit.words).max().unwrap_or(0);
        found.retain(|hit| hit.words == most);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.report.cmp(&b.report)));
        Answer { partial: !found.is_empty() && most < self.words.len(), found }
    }
}

/// Counts a word in the fields of every report that has it, each form by what it is worth.
fn times(index: &Index, wanted: &Wanted) -> BTreeMap<usize, [f64; FIELDS.len()]> {
    let mut found: BTreeMap<usize, [f64; FIELDS.len()]> = BTreeMap::new();
    let mut count = |at: usize, worth: f64| {
        for posting in &index.terms[at].postings {
            let times = found.entry(posting.report).or_default();
            times.iter_mut().zip(posting.times).for_each(|(sum, times)| *sum += worth * times);
        }
    };
    for at in index.stems.get(&wanted.stem).into_iter().flatten() {
        count(*at, if index.terms[*at].plain == wanted.plain { SAME } else { INFLECTED });
    }
    if wanted.open {
        let begun = index.beginning(&wanted.plain).filter(|at| index.terms[*at].stem != wanted.stem);
        begun.for_each(|at| count(at, BEGUN));
    }
    found
}

/// Weighs counts: the first of a word in a field matters most, and more in a short field than in a long one.
fn worth(times: &[f64; FIELDS.len()], lengths: &[f64; FIELDS.len()]) -> f64 {
    let mut sum = 0.0;
    for field in 0..FIELDS.len() {
        if times[field] > 0.0 {
            sum += FIELDS[field] * times[field] / (times[field] + 0.5 + 0.5 * lengths[field]);
        }
    }
    sum
}
