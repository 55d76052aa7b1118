//! What is shown of a report that was found: the passages with the words, cut to a line or two, the words marked.

use std::collections::BTreeSet;
use std::ops::Range;

use super::index::{Place, places};
use super::rank::Query;
use crate::base::fold::{self, Word};
use crate::view::findable::Listed;

/// How many passages of a report are shown.
const PASSAGES: usize = 3;
/// How many words of a passage are shown.
const WORDS: usize = 32;
/// How many of them stand before the first that was asked for.
const BEFORE: usize = 8;

/// Where words that were asked for stand in a text, in bytes.
pub type Marks = Vec<Range<usize>>;

/// A part of a passage.
#[derive(Clone, Debug)]
pub struct Snippet<'a> {
    /// The passage.
    pub place: Place<'a>,
    /// What is shown of it.
    pub text: String,
    /// The words that were asked for.
    pub marks: Marks,
}

/// Finds the words of a question in a text.
pub fn marks(query: &Query, text: &str) -> Marks {
    fold::words(text).into_iter().filter(|word| query.answered_by(word).is_some()).map(|word| word.range).collect()
}

/// Returns the passages of a report that answer a question best; the beginning of the summary when none does.
pub fn snippets<'a>(query: &Query, listed: &'a Listed) -> Vec<Snippet<'a>> {
    let mut hits: Vec<(usize, usize, Place<'a>)> = Vec::new();
    for (at, place) in places(listed).into_iter().enumerate() {
        let words = fold::words(&place.said.text);
        let ids = place.id.map(fold::words).unwrap_or_default();
        let answered: BTreeSet<usize> = words.iter().chain(&ids).filter_map(|word| query.answered_by(word)).collect();
        if !answered.is_empty() {
            hits.push((answered.len(), at, place));
        }
    }
    hits.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    hits.truncate(PASSAGES);
    if hits.is_empty() {
        hits.extend(places(listed).into_iter().next().map(|place| (0, 0, place)));
    }
    hits.into_iter().map(|(_, _, place)| cut(query, place)).collect()
}

fn cut<'a>(query: &Query, place: Place<'a>) -> Snippet<'a> {
    let whole = place.said.text.as_str();
    let words = fold::words(whole);
    let asked = |word: &&Word| query.answered_by(word).is_some();
    let shown = if words.len() <= WORDS {
        0..words.len()
    } else {
        let first = words.iter().position(|word| asked(&word)).unwrap_or(0);
        let from = first.saturating_sub(BEFORE).min(words.len() - WORDS);
        from..from + WORDS
    };
    let from = if shown.start == 0 { 0 } else { words[shown.start].range.start };
    let to = if shown.end == words.len() { whole.len() } else { words[shown.end - 1].range.end };
    let before = if from > 0 { "…" } else { "" };
    let after = if to < whole.len() { "…" } else { "" };
    let moved = |word: &Word| word.range.start - from + before.len()..word.range.end - from + before.len();
    let marks = words[shown].iter().filter(asked).map(moved).collect();
    Snippet { place, text: format!("{before}{}{after}", &whole[from..to]), marks }
}
