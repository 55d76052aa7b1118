//! One fold for both languages: text to the words by which it is found.
//!
//! Spellings that readers take for the same fold to the same letters: composed and decomposed forms, invisible joiners, digits
//! of both systems, letters that sound alike. Vowel signs stay, so ফল does not find ফুল. `assets/js/fold.js` does the same in
//! browsers; `tests/vectors/fold.json` holds both to it. The rules are told in `docs/search.md`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that have to be left of a Bangla word when an ending is taken off.
const LEFT: usize = 2;
/// Signs under which an ending may stand only after a vowel: the genitive and the locative after one.
const AFTER_VOWEL: [&str; 2] = ["র", "য\u{9bc}"];
/// Endings of Bangla words, longer ones before those that they end in.
const ENDINGS: [&str; 19] = [
    "গুলো",
    "গুলি",
    "গুলা",
    "গুল",
    "সমুহ",
    "টুকু",
    "দের",
    "খানা",
    "খানি",
    "ের",
    "রা",
    "টি",
    "টা",
    "কে",
    "তে",
    "ে",
    "ো",
    "র",
    "য\u{9bc}",
];
/// Sounds that are written in several ways, replaced one after the other.
const ALIKE: [(&str, &str); 18] = [
    ("ব\u{9bc}", "র"),
    ("ৰ", "র"),
    ("অ্যা", "এ"),
    ("এ্যা", "এ"),
    ("ণ", "ন"),
    ("শ", "স"),
    ("ষ", "স"),
    ("ী", "ি"),
    ("ূ", "ু"),
    ("ঈ", "ই"),
    ("ঊ", "উ"),
    ("ৎ", "ত্"),
    ("ঁ", ""),
    ("ঃ", ""),
    ("ঙ্", "ং"),
    ("ঙ", "ং"),
    ("ৃ", "্রি"),
    ("েওয\u{9bc}া", "েয\u{9bc}া"),
];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its letters, folded.
    pub plain: String,
    /// Its letters without its endings.
    pub stem: String,
}

/// What a character is to the fold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A Bangla letter or sign.
    Bangla,
    /// A letter of another script, or a digit.
    Other,
    /// Invisible, and part of the word it stands in.
    Joiner,
    /// Between words.
    Gap,
}

fn class(c: char) -> Class {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => Class::Joiner,
        '\u{980}'..='\u{9e5}' | '\u{9f0}' | '\u{9f1}' | '\u{9fc}' | '\u{9fe}' => Class::Bangla,
        c if c.is_alphanumeric() || is_combining_mark(c) => Class::Other,
        _ => Class::Gap,
    }
}

/// Returns the words of a text. A word ends where Bangla letters meet others: APIর is `API` and র, ৭৫০০টি is ৭৫০০ and টি.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let range = match class(c) {
            Class::Gap | Class::Joiner => {
                at += c.len_utf8();
                continue;
            }
            kind @ (Class::Bangla | Class::Other) => {
                at..grouped(&text[at..]).map_or_else(|| end_of_run(text, at, kind), |length| at + length)
            }
        };
        at = range.end;
        let plain = plain(&text[range.clone()]);
        if !plain.is_empty() {
            let stem = stem(&plain);
            found.push(Word { range, plain, stem });
        }
    }
    found
}

/// Finds the end of the word that begins at `from`; joiners at its end are not part of it.
fn end_of_run(text: &str, from: usize, kind: Class) -> usize {
    let mut end = from;
    for (offset, c) in text[from..].char_indices() {
        match class(c) {
            found if found == kind => end = from + offset + c.len_utf8(),
            Class::Joiner => {}
            Class::Bangla | Class::Other | Class::Gap => break,
        }
    }
    end
}

/// Measures a number whose digits stand in groups, 7,500 or ১২,৩৪,৫৬৭; the last group has three.
fn grouped(text: &str) -> Option<usize> {
    let digits = |from: usize| text[from..].chars().take_while(|c| digit(*c).is_some());
    let length = |from: usize| (digits(from).count(), digits(from).map(char::len_utf8).sum::<usize>());
    let (count, mut at) = length(0);
    if !(1..=3).contains(&count) {
        return None;
    }
    let mut whole = None;
    while text[at..].starts_with(',') {
        let (count, bytes) = length(at + 1);
        if !(2..=3).contains(&count) {
            break;
        }
        at += 1 + bytes;
        if count == 3 {
            whole = Some(at);
        }
    }
    whole
}

/// Returns the ASCII digit of a digit of either system.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '০'..='৯' => char::from_digit(u32::from(c) - 0x9e6, 10),
        _ => None,
    }
}

/// Folds the letters of a word.
fn plain(word: &str) -> String {
    let kept = |c: &char| class(*c) != Class::Joiner && *c != ',';
    let normal: String = word.nfc().filter(kept).map(|c| digit(c).unwrap_or(c)).collect();
    if !normal.chars().any(|c| class(c) == Class::Bangla) {
        return normal.to_lowercase();
    }
    let mut plain = normal;
    for (written, sound) in ALIKE {
        if plain.contains(written) {
            plain = plain.replace(written, sound);
        }
    }
    let glide_less = without_glides(&plain);
    glide_less.trim_end_matches('্').to_owned()
}

/// Leaves ই out between ে and a consonant: মেইল and মেল are one word.
fn without_glides(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let glide = |at: usize| {
        letters[at] == 'ই' && at > 0 && letters[at - 1] == 'ে' && letters.get(at + 1).is_some_and(|c| is_consonant(*c))
    };
    (0..letters.len()).filter(|at| !glide(*at)).map(|at| letters[at]).collect()
}

const fn is_consonant(c: char) -> bool {
    matches!(c, 'ক'..='হ')
}

/// Takes the endings off a folded word.
fn stem(plain: &str) -> String {
    match plain.chars().next() {
        Some('\u{980}'..='\u{9ff}') => bangla_stem(plain),
        Some(_) if plain.bytes().all(|byte| byte.is_ascii_lowercase()) => english_stem(plain),
        Some(_) | None => plain.to_owned(),
    }
}

fn bangla_stem(plain: &str) -> String {
    let mut word = plain;
    while let Some(shorter) = ENDINGS.iter().chain(&["ই", "ও"]).find_map(|ending| without(word, ending)) {
        word = shorter;
    }
    word.to_owned()
}

fn without<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    let rest = word.strip_suffix(ending)?;
    let letters = rest.chars().filter(|c| is_consonant(*c) || matches!(c, 'অ'..='ঔ')).count();
    let last = rest.chars().next_back()?;
    let after_vowel = matches!(last, 'অ'..='ঔ' | 'া'..='ৌ');
    let fits = letters >= LEFT && last != '্' && (after_vowel || !AFTER_VOWEL.contains(&ending));
    fits.then_some(rest)
}

/// Makes one of a noun and its plural: retries and retry, caches and cache.
fn english_stem(plain: &str) -> String {
    let mut word = plain;
    let single = ["ss", "us", "is"].iter().all(|end| !word.ends_with(end));
    if word.len() >= 4 && single {
        word = word.strip_suffix('s').unwrap_or(word);
    }
    if word.len() >= 5 {
        word = word.strip_suffix('e').unwrap_or(word);
    }
    match word.strip_suffix('y') {
        Some(rest) if word.len() >= 4 => format!("{rest}i"),
        Some(_) | None => word.to_owned(),
    }
}
