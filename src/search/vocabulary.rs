//! Texts as numbers of words: a word that stands in a hundred texts is sent once, and each place of it in one to three letters.
//! Packed, that is about half of what the texts take, and a browser folds every word once.

use std::collections::BTreeMap;

/// How many first letters begin a code of one, two, three and four letters. Together they are the alphabet.
const LEADS: [usize; 4] = [48, 38, 4, 1];
/// Size of the alphabet.
const LETTERS: usize = 91;

/// The words of many texts, the most frequent first.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// Collects the words of texts; what is between spaces is a word, with the signs that it carries.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in texts.flat_map(|text| text.split(' ')) {
            *counts.entry(word).or_default() += 1;
        }
        let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let words: Vec<String> = sorted.into_iter().map(|(word, _)| word.to_owned()).collect();
        let numbers = words.iter().enumerate().map(|(number, word)| (word.clone(), number)).collect();
        Self { words, numbers }
    }

    /// Writes a text in numbers. Only texts that the vocabulary was made of can be written.
    pub(super) fn code(&self, text: &str) -> String {
        text.split(' ').filter_map(|word| self.numbers.get(word)).map(|number| code(*number)).collect()
    }

    /// Returns the words, each after a space but the first.
    pub(super) fn joined(&self) -> String {
        self.words.join(" ")
    }
}

/// Writes a number: the smaller, the shorter.
fn code(number: usize) -> String {
    let (mut left, mut lead) = (number, 0);
    for (more, leads) in LEADS.into_iter().enumerate() {
        let room = leads * LETTERS.pow(more as u32);
        if left < room {
            let mut letters = vec![lead + left / LETTERS.pow(more as u32)];
            letters.extend((0..more).rev().map(|power| left / LETTERS.pow(power as u32) % LETTERS));
            return letters.into_iter().map(letter).collect();
        }
        left -= room;
        lead += leads;
    }
    unreachable!("more than {} words", LETTERS.pow(3))
}

/// Returns a letter that stands in a string of a script as it is.
fn letter(number: usize) -> char {
    let code = b'#' + number as u8;
    char::from(if code < b'\\' { code } else { code + 1 })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_differ_and_none_begins_another() {
        let edges = [0, 47, 48, 48 + 38 * 91 - 1, 48 + 38 * 91, 36_629, 36_630, 500_000];
        let lengths: Vec<usize> = edges.into_iter().map(|number| code(number).len()).collect();
        assert_eq!(lengths, [1, 1, 2, 2, 3, 3, 4, 4]);
        let codes: BTreeSet<String> = (0..40_000).map(code).collect();
        assert_eq!(codes.len(), 40_000);
        let begins = codes.iter().zip(codes.iter().skip(1)).filter(|(one, next)| next.starts_with(one.as_str()));
        assert_eq!(begins.count(), 0);
        assert!(codes.iter().flat_map(|code| code.chars()).all(|c| c.is_ascii_graphic() && c != '"' && c != '\\'));
    }

    #[test]
    fn frequent_words_come_first() {
        let vocabulary = Vocabulary::new(["b a b", "c b"].into_iter());
        assert_eq!(vocabulary.joined(), "b a c");
        assert_eq!(vocabulary.code("b a b"), "#$#");
    }
}
