//! Who is who: people become placeholders for their roles, in what they say and where others name them.

mod contacts;

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::Piece;
use super::scrub;
use crate::base::filler;
use crate::base::lang::Lang;

/// Words in names that name a role, a team or a title, and no person.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "admin", "alert", "alerts", "analyst", "apu", "bhai", "bot", "center", "centre", "cirt", "dba", "desk", "dev", "devops", "duty",
    "engineer", "group", "head", "help", "helpdesk", "infra", "infrastructure", "lead", "manager", "monitoring", "network", "new", "noc",
    "office", "official", "oncall", "operations", "ops", "personal", "platform", "security", "server", "service", "shift", "sir",
    "soc", "sre", "staff", "support", "system", "team", "tech", "the", "vai", "vendor", "work",
    "অফিস", "আপা", "আপু", "টিম", "নেটওয়ার্ক", "ভাই", "সাপোর্ট", "সার্ভার", "স্যার",
];

/// Names that are words as well: they count as names only with a capital letter.
#[rustfmt::skip]
const WORDS_TOO: &[&str] = &[
    "art", "bill", "chase", "chip", "dean", "drew", "faith", "frank", "grace", "grant", "hope", "hunter", "jack", "joy", "mark", "max",
    "may", "miles", "page", "pat", "ray", "rich", "rob", "rose", "sky", "sue", "will",
];

/// Endings that stand behind a name, the longest first, and how they stand behind a placeholder.
const ENDINGS: [(&str, &str); 15] = [
    ("ভাইকে", " ভাইকে"),
    ("ভাইয়ের", " ভাইয়ের"),
    ("দেরকে", "-দেরকে"),
    ("দের", "-দের"),
    ("য়ের", "-এর"),
    ("য়কে", "-কে"),
    ("ভাই", " ভাই"),
    ("এর", "-এর"),
    ("ের", "-এর"),
    ("কে", "-কে"),
    ("রা", "-রা"),
    ("র", "-র"),
    ("ও", "-ও"),
    ("'s", "'s"),
    ("’s", "’s"),
];

/// Someone, with the placeholder that stands for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name that they go by in the file.
    pub name: String,
    /// How many entries are theirs.
    pub said: usize,
}

/// Names the placeholder of the nth person, from 0, in a language.
pub fn label(lang: Lang, nth: usize) -> String {
    const BANGLA: [char; 26] = [
        'ক', 'খ', 'গ', 'ঘ', 'ঙ', 'চ', 'ছ', 'জ', 'ঝ', 'ঞ', 'ট', 'ঠ', 'ড', 'ঢ', 'ণ', 'ত', 'থ', 'দ', 'ধ', 'ন', 'প', 'ফ',
        'ব', 'ভ', 'ম', 'য',
    ];
    let (letter, round) = (nth % 26, nth / 26);
    if lang == Lang::BN {
        let round: String =
            if round == 0 { String::new() } else { round.to_string().chars().map(bangla_digit).collect() };
        format!("ব্যক্তি {}{round}", BANGLA[letter])
    } else {
        let latin = u8::try_from(letter).map_or('A', |letter| char::from(b'A' + letter));
        let round = if round == 0 { String::new() } else { round.to_string() };
        format!("person {latin}{round}")
    }
}

fn bangla_digit(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(u32::from('০') + digit)).unwrap_or(c)
}

/// Everyone that a set of files knows.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Keys and other names of the same person, folded, to their number here.
    known: BTreeMap<String, usize>,
    /// By the first word of a name: its further words, and whose it is.
    names: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    names_of: Vec<String>,
    /// Keys with names that have been taken in.
    met: BTreeSet<(String, String)>,
    /// The placeholder of each, once they have one.
    labels: BTreeMap<usize, usize>,
    said: BTreeMap<usize, usize>,
}

impl People {
    /// Takes in someone by the key that the file uses and the name that people see.
    pub(super) fn add(&mut self, key: &str, name: &str) {
        if !self.met.insert((key.to_owned(), name.to_owned())) {
            return;
        }
        let (key, clean) = (fold(key), tidy(name));
        let by_name = self.known.get(&fold(&clean)).copied();
        let number = self.known.get(&key).copied().or(by_name).unwrap_or(self.names_of.len());
        if number == self.names_of.len() {
            self.names_of.push(clean.clone());
        }
        self.known.entry(key).or_insert(number);
        if !clean.is_empty() {
            self.known.entry(fold(&clean)).or_insert(number);
            self.learn(&clean, number);
        }
    }

    /// Learns the words by which others name someone.
    fn learn(&mut self, name: &str, number: usize) {
        let outside = name.split(['(', '[', '|']).next().unwrap_or_default();
        let words: Vec<String> = outside.unicode_words().map(str::to_lowercase).collect();
        if words.is_empty() || words.iter().all(|word| word.chars().all(char::is_numeric)) {
            return;
        }
        if words.len() > 1 {
            self.name_words(&words, number);
        }
        let telling = |word: &&String| {
            let letters = word.chars().count();
            let role = ROLES.contains(&word.as_str()) || Lang::ALL.iter().any(|lang| filler::is_filler(*lang, word));
            letters >= 3 && !role && word.chars().any(char::is_alphabetic)
        };
        let single: Vec<String> = words.iter().filter(telling).cloned().collect();
        for word in single {
            self.name_words(&[word], number);
        }
    }

    fn name_words(&mut self, words: &[String], number: usize) {
        let Some((first, rest)) = words.split_first() else { return };
        let names = self.names.entry(first.clone()).or_default();
        if !names.iter().any(|(known, whose)| known == rest && *whose == number) {
            names.push((rest.to_vec(), number));
            // The longest name is tried first.
            names.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// Returns the placeholder of whoever has a key; someone unheard of becomes known.
    pub(super) fn label_of(&mut self, key: &str, lang: Lang) -> String {
        if !self.known.contains_key(&fold(key)) {
            self.add(key, key);
        }
        let number = self.known.get(&fold(key)).copied().unwrap_or_default();
        label(lang, self.nth(number))
    }

    fn nth(&mut self, number: usize) -> usize {
        let next = self.labels.len();
        *self.labels.entry(number).or_insert(next)
    }

    /// Counts an entry for whoever has a key.
    pub(super) fn count(&mut self, key: &str) {
        if let Some(number) = self.known.get(&fold(key)) {
            *self.said.entry(*number).or_default() += 1;
        }
    }

    /// Writes a text with placeholders for everyone named in it.
    pub(super) fn write(&mut self, pieces: &[Piece], lang: Lang) -> String {
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.replace(text, lang, &mut out),
                Piece::Person(key) => out.push_str(&self.label_of(key, lang)),
            }
        }
        out
    }

    /// Puts placeholders in place of names, numbers of telephones and addresses of people.
    pub(super) fn replace(&mut self, text: &str, lang: Lang, out: &mut String) {
        let contacts = contacts::without(text, lang);
        let text = contacts.as_deref().unwrap_or(text);
        // `rahim_phone` is one word to Unicode.
        let words: Vec<&str> = text.split_word_bounds().flat_map(parts).collect();
        let mut at = 0;
        while at < words.len() {
            let Some((taken, number, ending)) = self.named(&words[at..]) else {
                out.push_str(words[at]);
                at += 1;
                continue;
            };
            match number {
                Some(number) => out.push_str(&label(lang, self.nth(number))),
                None => out.push_str(if lang == Lang::BN { "একজন" } else { "someone" }),
            }
            out.push_str(&ending);
            at += taken;
        }
    }

    /// Finds a name at the start of a run of words: how many of them it takes, whose it is (`None` where several share
    /// it), the ending behind it.
    fn named(&self, words: &[&str]) -> Option<(usize, Option<usize>, String)> {
        let (first, ending) = self.stem(words.first()?)?;
        let names = self.names.get(&first)?;
        for (rest, number) in names {
            if rest.is_empty() {
                let lower = words[0].chars().next().is_some_and(char::is_lowercase);
                if lower && WORDS_TOO.contains(&first.as_str()) {
                    continue;
                }
                let shared = names.iter().any(|(rest, other)| rest.is_empty() && other != number);
                return Some((1, (!shared).then_some(*number), ending));
            }
            if !ending.is_empty() {
                continue;
            }
            let mut taken = 1;
            let mut last = String::new();
            let fits = rest.iter().all(|wanted| {
                taken += words[taken..].iter().take_while(|word| word.trim().is_empty() || **word == ".").count();
                let Some(word) = words.get(taken) else { return false };
                taken += 1;
                let lower = word.to_lowercase();
                last = suffix(&lower, wanted).unwrap_or_default();
                lower == *wanted || !last.is_empty()
            });
            if fits {
                return Some((taken, Some(*number), last));
            }
        }
        None
    }

    /// Returns a known first word of a name, and the ending that stands behind it.
    fn stem(&self, word: &str) -> Option<(String, String)> {
        word.chars().next().filter(|c| c.is_alphanumeric())?;
        let lower = word.to_lowercase();
        if self.names.contains_key(&lower) {
            return Some((lower, String::new()));
        }
        ENDINGS.into_iter().find_map(|(ending, shown)| {
            let stem = lower.strip_suffix(ending).filter(|stem| self.names.contains_key(*stem))?;
            Some((stem.to_owned(), shown.to_owned()))
        })
    }

    /// Lists everyone who has a placeholder, in their order.
    pub(super) fn labelled(&self) -> Vec<Person> {
        let mut all: Vec<(usize, usize)> = self.labels.iter().map(|(number, nth)| (*nth, *number)).collect();
        all.sort_unstable();
        let person = |(_, number): (usize, usize)| Person {
            name: self.names_of.get(number).cloned().unwrap_or_default(),
            said: self.said.get(&number).copied().unwrap_or_default(),
        };
        all.into_iter().map(person).collect()
    }
}

/// Returns what stands behind a name in a word, when it is an ending of the language.
fn suffix(word: &str, name: &str) -> Option<String> {
    let ending = word.strip_prefix(name)?;
    ENDINGS.into_iter().find(|(known, _)| *known == ending).map(|(_, shown)| shown.to_owned())
}

/// Parts a word at its underscores, which stay.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let end = match rest.find('_') {
            Some(0) => 1,
            Some(at) => at,
            None => rest.len(),
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Folds a key: of a telephone number the digits, of a name its letters.
fn fold(key: &str) -> String {
    let digits: String =
        key.chars().filter_map(super::dates::digit).filter_map(|digit| char::from_digit(digit, 10)).collect();
    let phone = key
        .chars()
        .all(|c| super::dates::digit(c).is_some() || c.is_whitespace() || scrub::is_silent(c) || "+-()@".contains(c));
    if phone && digits.len() >= 7 { digits } else { tidy(key).to_lowercase() }
}

/// Takes away what a program put round a name.
fn tidy(name: &str) -> String {
    let seen = scrub::line(name).unwrap_or_default();
    seen.trim_start_matches(['~', '@']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People {
        let mut people = People::default();
        people.add("U1", "Rahim Ahmed");
        people.add("~ করিম", "~ করিম");
        people.add("+880 1712-345678", "+880 1712-345678");
        people.add("Ops Team", "Ops Team");
        people.add("Mark Twine (DBA)", "Mark Twine (DBA)");
        people
    }

    fn replaced(text: &str, lang: Lang) -> String {
        let mut people = people();
        for key in ["U1", "করিম", "8801712345678", "ops team", "Mark Twine (DBA)"] {
            people.label_of(key, lang);
        }
        people.write(&[Piece::Text(text.to_owned())], lang)
    }

    #[test]
    fn names_become_placeholders_wherever_they_stand() {
        assert_eq!(
            replaced("Rahim Ahmed, can you look? rahim's dashboard", Lang::EN),
            "person A, can you look? person A's dashboard"
        );
        assert_eq!(
            replaced("করিমকে বলেন, করিম ভাই আর করিমের ফোন", Lang::BN),
            "ব্যক্তি খ-কে বলেন, ব্যক্তি খ ভাই আর ব্যক্তি খ-এর ফোন"
        );
        assert_eq!(
            replaced("call +8801712345678, 01712-345678, +880 1712 345678 or mail rahim@x.example.", Lang::EN),
            "call (a phone number) (a phone number) (a phone number) or mail (an e-mail address)"
        );
        assert_eq!(replaced("Mark says so", Lang::EN), "person E says so");
    }

    #[test]
    fn words_that_only_look_like_names_stay() {
        for text in [
            "the ops team is on it",
            "mark it as done",
            "rahima is another",
            "user@host:/path",
            "port 8080 of 10.0.0.1",
            "at 01:10:00 id 0123456 +5 12345678 left, +10 %",
        ] {
            let wanted = text.replace("ops team", "person D");
            assert_eq!(replaced(text, Lang::EN), wanted);
        }
    }

    #[test]
    fn one_person_has_one_placeholder_by_any_key() {
        let mut people = people();
        assert_eq!(people.label_of("@8801712345678", Lang::EN), "person A");
        assert_eq!(people.label_of("+880 1712-345678", Lang::BN), "ব্যক্তি ক");
        assert_eq!(people.label_of("~\u{202f}করিম", Lang::EN), "person B");
        assert_eq!(people.label_of("someone new", Lang::EN), "person C");
        people.count("করিম");
        let named: Vec<(String, usize)> =
            people.labelled().into_iter().map(|person| (person.name, person.said)).collect();
        assert_eq!(named, [("+880 1712-345678".to_owned(), 0), ("করিম".to_owned(), 1), ("someone new".to_owned(), 0)]);
    }

    #[test]
    fn a_name_that_two_share_is_nobody_in_particular() {
        let mut people = people();
        people.add("U2", "Rahim Khan");
        let text = [Piece::Text("Rahim or Rahim Khan?".to_owned())];
        assert_eq!(people.write(&text, Lang::EN), "someone or person A?");
    }

    #[test]
    fn placeholders_go_on_after_the_alphabet() {
        assert_eq!((label(Lang::EN, 25), label(Lang::EN, 26)), ("person Z".to_owned(), "person A1".to_owned()));
        assert_eq!((label(Lang::BN, 25), label(Lang::BN, 27)), ("ব্যক্তি য".to_owned(), "ব্যক্তি খ১".to_owned()));
    }
}
