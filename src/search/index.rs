//! The index: which word stands how often in which field of which report.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::{self, Word};
use crate::view::findable::{Listed, Said};

/// Fields of a report, by what a hit in them is worth: title, names (ids, tags, services, fields of its own), summary, factors, lessons.
pub const FIELDS: [f64; 5] = [8.0, 6.0, 2.0, 3.0, 3.0];
/// Number of fields.
const COUNT: usize = FIELDS.len();

/// What a passage of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The summary.
    Summary,
    /// A factor.
    Factor,
    /// A lesson.
    Lesson,
}

/// A passage that a result can point at.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What it is.
    pub kind: Kind,
    /// The id of a factor or lesson.
    pub id: Option<&'a str>,
    /// What it says.
    pub said: &'a Said,
}

impl Place<'_> {
    /// Returns the anchor of the passage on the page of its report.
    pub fn anchor(&self) -> String {
        match (self.kind, self.id) {
            (Kind::Factor, Some(id)) => format!("factors/{id}"),
            (Kind::Lesson, Some(id)) => format!("lessons/{id}"),
            (Kind::Factor | Kind::Lesson | Kind::Summary, _) => "summary".to_owned(),
        }
    }
}

/// The passages of a report, in the order of its page.
pub(super) fn places(listed: &Listed) -> Vec<Place<'_>> {
    let summary = listed.summary.iter().map(|said| Place { kind: Kind::Summary, id: None, said });
    let factors = listed.factors.iter().map(|one| Place { kind: Kind::Factor, id: Some(&one.id), said: &one.said });
    let lessons = listed.lessons.iter().map(|one| Place { kind: Kind::Lesson, id: Some(&one.id), said: &one.said });
    summary.chain(factors).chain(lessons).collect()
}

/// How often a word stands in the fields of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) report: usize,
    pub(super) times: [f64; COUNT],
}

/// A folded word with its places.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) plain: String,
    pub(super) stem: String,
    pub(super) postings: Vec<Posting>,
}

/// The reports of a language, with every word that stands in them.
#[derive(Clone, Debug)]
pub struct Index {
    /// The reports, newest first.
    pub reports: Vec<Listed>,
    /// By their letters.
    pub(super) terms: Vec<Term>,
    /// Positions of the terms that share a stem.
    pub(super) stems: BTreeMap<String, Vec<usize>>,
    /// Length of each field of each report over the mean of that field, in words.
    pub(super) lengths: Vec<[f64; COUNT]>,
}

impl Index {
    /// Indexes reports.
    pub fn new(reports: Vec<Listed>) -> Self {
        let mut found: BTreeMap<String, Term> = BTreeMap::new();
        let mut counts: Vec<[f64; COUNT]> = Vec::new();
        for (report, listed) in reports.iter().enumerate() {
            let fields = fields(listed);
            counts.push(fields.each_ref().map(|words| words.len() as f64));
            for (field, words) in fields.into_iter().enumerate() {
                for word in words {
                    add(&mut found, word, (report, field));
                }
            }
        }
        let terms: Vec<Term> = found.into_values().collect();
        let mut stems: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate() {
            stems.entry(term.stem.clone()).or_default().push(at);
        }
        let lengths = lengths(&counts);
        Self { reports, terms, stems, lengths }
    }

    /// Returns the positions of the terms that begin with some letters.
    pub(super) fn beginning(&self, letters: &str) -> std::ops::Range<usize> {
        let from = self.terms.partition_point(|term| term.plain.as_str() < letters);
        let count = self.terms[from..].iter().take_while(|term| term.plain.starts_with(letters)).count();
        from..from + count
    }
}

fn add(found: &mut BTreeMap<String, Term>, word: Word, (report, field): (usize, usize)) {
    let Word { plain, stem, .. } = word;
    let term = found.entry(plain.clone()).or_insert_with(|| Term { plain, stem, postings: Vec::new() });
    match term.postings.last_mut() {
        Some(posting) if posting.report == report => posting.times[field] += 1.0,
        Some(_) | None => {
            let mut times = [0.0; COUNT];
            times[field] = 1.0;
            term.postings.push(Posting { report, times });
        }
    }
}

/// Returns the words of each field. The id of a passage belongs to it, so that `break-glass` leads to its lesson.
fn fields(listed: &Listed) -> [Vec<Word>; COUNT] {
    let names: BTreeSet<&str> =
        listed.services.iter().chain(&listed.tags).chain(&listed.custom).map(String::as_str).collect();
    let mut fields = [fold::words(&listed.title.text), fold::words(&listed.id), Vec::new(), Vec::new(), Vec::new()];
    fields[1].extend(names.into_iter().flat_map(fold::words));
    for place in places(listed) {
        let field = match place.kind {
            Kind::Summary => 2,
            Kind::Factor => 3,
            Kind::Lesson => 4,
        };
        fields[field].extend(fold::words(&place.said.text));
        fields[field].extend(place.id.into_iter().flat_map(fold::words));
    }
    fields
}

fn lengths(counts: &[[f64; COUNT]]) -> Vec<[f64; COUNT]> {
    let mut sums = [0.0; COUNT];
    for count in counts {
        sums.iter_mut().zip(count).for_each(|(sum, count)| *sum += count);
    }
    let over_mean = |count: f64, sum: f64| if sum > 0.0 { count * counts.len() as f64 / sum } else { 0.0 };
    counts.iter().map(|count| std::array::from_fn(|field| over_mean(count[field], sums[field]))).collect()
}
